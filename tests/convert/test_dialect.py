"""The Markdown that staff write, construct by construct: what each becomes to the letter, or what is said of it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.assemble.reads import Reads
from carepress.check.source.unread import unread_in_text
from carepress.convert import Converter
from carepress.model.config import Options
from carepress.model.made import ComponentSlot
from carepress.model.page import TextFile
from carepress.pipeline import read_site
from tests.convert.shapes import ABOUT, ROOM, SITE, abbr, box, linked, mark, notes, table
from tests.sites import BASIC, NOON, SURROUNDINGS, TinySite, page

# fmt: off
# What is written, and what it becomes. Nothing is said of any of it.
SHOWN: dict[str, tuple[str, str]] = {
    # ---- Lists
    "list-right-under-a-sentence": ("Bring:\n- a card\n- a pen\n\nGo.", "<p>Bring:</p><ul><li>a card</li><li>a pen</li></ul><p>Go.</p>"),
    "list-that-changes-the-sense": (
        "Stay home unless\n- you have\n    - a fever\n    - pain\n- or cough",
        "<p>Stay home unless</p><ul><li>you have<ul><li>a fever</li><li>pain</li></ul></li><li>or cough</li></ul>",
    ),
    "list-nested-by-two": ("- a\n  - b\n    1. c", "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ul>"),
    "list-nested-by-tabs": ("-\ta\n\t-\tb", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    "list-that-slides-to-the-right": ("- a\n - b\n  - c\n   - d", "<ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>"),
    "list-in-a-numbered-one": ("1. a\n2. b\n\n    - c\n\n3. d", "<ol><li><p>a</p></li><li><p>b</p><ul><li>c</li></ul></li><li><p>d</p></li></ol>"),
    "list-of-three-signs": ("- a\n* b\n+ c", "<ul><li>a</li></ul><ul><li>b</li></ul><ul><li>c</li></ul>"),
    "list-between-numbers": ("1. a\n\n- b\n\n2. c", '<ol><li>a</li></ol><ul><li>b</li></ul><ol start="2"><li>c</li></ol>'),
    "parentheses": ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
    "parentheses-from-five": ("5) a\n6) b", '<ol start="5"><li>a</li><li>b</li></ol>'),
    "year-at-the-start-of-a-line": ("Born in\n1984. A year.", "<p>Born in\n1984. A year.</p>"),
    "bullets": ("Bring:\n• a\n• b", "<p>Bring:</p><ul><li>a</li><li>b</li></ul>"),
    "bullets-and-tabs": ("•\ta\n•\tb", "<ul><li>a</li><li>b</li></ul>"),
    "middle-dots-nested": ("· a\n  · b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    "bullet-of-two-paragraphs": ("• a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
    "bullets-that-part-words": ("Call • Text · Chat", "<p>Call • Text · Chat</p>"),
    "code-in-an-item": ("- a\n  ```\n  {{ site.name }}\n  ```\n- b", "<ul><li>a<pre><code>{{ site.name }}\n</code></pre></li><li>b</li></ul>"),
    "table-in-an-item": ("- a\n\n  | b |\n  |---|\n  | c |", f"<ul><li><p>a</p>{table('b', 'c')}</li></ul>"),
    "quote-in-an-item": ("- > a\n  > b\n  - c", "<ul><li><blockquote><p>a\nb</p></blockquote><ul><li>c</li></ul></li></ul>"),
    "component-in-an-item": ("1. a\n\n   {{ card }}\n\n2. b", "<ol><li><p>a</p><card></li><li><p>b</p></li></ol>"),
    "list-around-an-allowance": ("- a\n<!-- allow avoided-word: A name. -->\n- b", "<ul><li>a</li><li>b</li></ul>"),
    "tasks": ("* [ ] a\n* [x] b\n* [X] **c**", "<ul><li>☐ a</li><li>☑ b</li><li>☑ <strong>c</strong></li></ul>"),
    "tasks-nested": ("- [x] a\n  - [ ] b\n    1. [ ] ~~c~~", "<ul><li>☑ a<ul><li>☐ b<ol><li>☐ <del>c</del></li></ol></li></ul></li></ul>"),
    "tasks-apart": ("- [ ] a\n\n- [x] b", "<ul><li><p>☐ a</p></li><li><p>☑ b</p></li></ul>"),
    "task-with-a-field-and-a-link": ("1. [x] {{ site.name }} [a](about.md)", f"<ol><li>☑ Test Center {ABOUT}</li></ol>"),
    # ---- Blanks that aren't plain
    "blank-behind-a-heading-sign": ("##\u00a0Costs", '<h2 id="costs">Costs</h2>'),
    "blank-in-front-of-a-heading": ("\u200b## Costs", '<h2 id="costs">Costs</h2>'),
    "blank-behind-bullets": ("-\u00a0a\n-\u200bb\n-\u2009c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
    "blank-behind-numbers": ("1.\u2009a\n2)\u00a0b", '<ol><li>a</li></ol><ol start="2"><li>b</li></ol>'),
    "mark-of-direction-before-a-list": ("\u200e- a\n\u200e- b", "<ul><li>a</li><li>b</li></ul>"),
    "blank-in-front-of-bullets": ("- a\n\u00a0\u00a0- b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    "blank-behind-a-task": ("-\u00a0[ ]\u00a0a", "<ul><li>☐ a</li></ul>"),
    "blank-in-a-quote": (">\u00a0a\n>\u00a0b", "<blockquote><p>a\nb</p></blockquote>"),
    "blank-in-an-alert": (">\u00a0[!NOTE]\n>\u00a0a", box("information", "<p>a</p>")),
    "blank-in-a-table": ("|\u00a0a |\n|\u00a0---\u00a0|\n|\u00a0b\u00a0|", table("a", "b")),
    "blank-in-a-callout": ('!!!\u00a0urgent "A"\n\u00a0\u00a0\u00a0\u00a0b', box("urgent", "<p>b</p>", "A")),
    "blank-in-a-definition": ("A\n:\u00a0b", "<dl><dt>A</dt><dd>b</dd></dl>"),
    "blank-in-a-caption": ("Table:\u00a0A\n\n| b |\n|---|\n| c |", table("b", "c", caption="A")),
    "blank-in-an-empty-line": ("a\n\u00a0\nb\n\u200b\nc", "<p>a</p><p>b</p><p>c</p>"),
    "blank-behind-a-line": ("---\u00a0\n\na", "<hr><p>a</p>"),
    "blank-between-words": ("a\u00a0b\u2009c **d**\u00a0e", "<p>a&nbsp;b\u2009c <strong>d</strong>&nbsp;e</p>"),
    "blank-in-code": ("`a\u00a0b`\n\n```\n-\u00a0c\n```", "<p><code>a&nbsp;b</code></p><pre><code>-&nbsp;c\n</code></pre>"),
    "blank-in-a-field": ("{{\u00a0site.name\u00a0}}", "<p>Test Center</p>"),
    "blank-around-a-component": ("\u00a0{{ card }}\u00a0", "<card>"),
    # ---- Alerts and callouts
    **{
        f"alert-{name}": (f"> [!{name}]\n> a", box(kind, "<p>a</p>"))
        for kind, names in {
            "information": "NOTE TIP note info hint abstract summary tldr todo success example",
            "important": "IMPORTANT WARNING Warning attention",
            "urgent": "CAUTION danger error",
        }.items()
        for name in names.split()
    },
    "alert-with-a-title": (
        "> [!danger]- A *b* {{ site.name }}\n> - c\n>\n> ```\n> d\n> ```",
        box("urgent", "<ul><li>c</li></ul><pre><code>d\n</code></pre>", "A <em>b</em> Test Center"),
    ),
    "alert-in-an-item": ("- a\n  > [!NOTE]\n  > b\n- c", f"<ul><li>a{box('information', '<p>b</p>')}</li><li>c</li></ul>"),
    "alert-in-an-alert": ("> [!NOTE]\n> a\n>\n> > [!CAUTION]\n> > b", box("information", f"<p>a</p>{box('urgent', '<p>b</p>')}")),
    "alert-behind-a-blank-line": (">[!TIP]\n>\n>a", box("information", "<p>a</p>")),
    "alert-that-goes-on-lazily": ("a\n> [!NOTE]\nb", "<p>a</p>" + box("information", "<p>b</p>")),
    "alert-with-a-heading": ("> [!NOTE]\n> ## A", box("information", '<h2 id="a">A</h2>')),
    "quote-that-is-no-alert": ("> **Note**\n> a", "<blockquote><p><strong>Note</strong>\na</p></blockquote>"),
    "callout-with-curly-quotes": ("!!! urgent “A”\n    b", box("urgent", "<p>b</p>", "A")),
    "callout-with-low-quotes": ("!!! urgent „A“\n    b", box("urgent", "<p>b</p>", "A")),
    "callout-with-a-tab": ('!!! urgent "A"\n\tb', box("urgent", "<p>b</p>", "A")),
    "callout-between-sentences": ('a\n!!! urgent "A"\n    b\nc', f"<p>a</p>{box('urgent', '<p>b</p>', 'A')}<p>c</p>"),
    "callout-right-under-a-list": ('- a\n!!! urgent "A"\n    b', f"<ul><li>a</li></ul>{box('urgent', '<p>b</p>', 'A')}"),
    "callout-in-an-item": ('- a\n\n    !!! urgent "A"\n        b', f"<ul><li><p>a</p>{box('urgent', '<p>b</p>', 'A')}</li></ul>"),
    "callout-in-a-callout": ('!!! urgent "A"\n    !!! information ""\n        b', box("urgent", box("information", "<p>b</p>"), "A")),
    "callout-with-a-table": (
        '!!! important "A"\n    Table: B\n\n    | c | d |\n    |---|---|\n    | {{ site.name }} | [a](about.md) |',
        box("important", table("c|d", f"Test Center|{ABOUT}", caption="B"), "A"),
    ),
    "callout-with-details": (
        '!!! urgent "A"\n\n    B\n    : c\n\n    <details>\n    <summary>D</summary>\n\n    **e**\n\n    </details>',
        box("urgent", "<dl><dt>B</dt><dd>c</dd></dl><details><summary>D</summary><p><strong>e</strong></p></details>", "A"),
    ),
    "callout-with-a-component": ('!!! urgent "A"\n    {{ card }}', box("urgent", "<card>", "A")),
    # ---- Tables
    "captions": (
        "Table: A *b* {{ site.name }}\n\n| c |\n|---|\n| d |\n\nTable: E\n\n| f |\n|---|\n| g |\n\nh\n\nTable: I\n| j |\n|---|\n| k |",
        table("c", "d", caption="A <em>b</em> Test Center") + table("f", "g", caption="E") + "<p>h</p>" + table("j", "k", caption="I"),
    ),
    "caption-in-an-item": ("- Table: A\n\n  | b |\n  |---|\n  | c |", f"<ul><li>{table('b', 'c', caption='A')}</li></ul>"),
    "caption-of-nothing": ("Table: A\n\nb", "<p>Table: A</p><p>b</p>"),
    "bars": (
        "| a | b |\n|---|---|\n| `x \\| y` | z \\| w |\n| [x\\|y](about.md) | *x\\|y* |",
        table("a|b", "<code>x ¦ y</code>|z ¦ w", f"{linked('/about/', 'x¦y')}|<em>x¦y</em>").replace("¦", "|"),
    ),
    "row-too-short": ("| a | b |\n|---|---|\n| c |", table("a|b", "c|")),
    "columns": ("a|b|c\n:-|:-:|-:\nd|e|f", table("a|b|c", "d|e|f", align="left|center|right")),
    "table-right-under-a-sentence": ("a\n| b |\n|---|\n| c |", "<p>a</p>" + table("b", "c")),
    "table-and-component": ("| a |\n|---|\n| b |\n{{ card }}\nc", table("a", "b") + "<card><p>c</p>"),
    "table-with-everything": (
        '| a[^1] | b |\n|---|---|\n| www.example.com | **{{ site.name }}** "q" |\n| https://example.com/a_b. | ~~c~~<br>d |\n\n[^1]: e',
        table(f"a{mark(1)}|b", f"{linked('http://www.example.com', 'www.example.com')}|<strong>Test Center</strong> “q”", f"{linked(SITE + '/a_b')}.|<del>c</del><br>d")
        + notes("e"),
    ),
    # ---- Footnotes
    "footnotes-in-order-of-first-use": (
        "a[^b] c[^a] d[^b]\n\n[^a]: A.\n[^b]: B[^c].\n[^c]: C.",
        f"<p>a{mark(1, 'b')} c{mark(2, 'a')} d{mark(1, 'b', 2)}</p>" + notes(f"B{mark(3, 'c')}.", "A.", "C.", labels="bac", uses="211"),
    ),
    "footnote-of-two-paragraphs": ("a[^1]\n\n[^1]: b\n\n    c", f"<p>a{mark(1)}</p>" + notes("b</p><p>c")),
    "footnote-in-bold-and-behind-a-link": (
        "**a[^1]** [a](about.md)[^1]\n\n[^1]: **b** {{ site.name }}",
        f"<p><strong>a{mark(1)}</strong> {ABOUT}{mark(1, '1', 2)}</p>" + notes("<strong>b</strong> Test Center", uses="2"),
    ),
    "footnote-in-a-callout": ('!!! urgent "A[^1]"\n    b[^2]\n\n[^1]: c\n[^2]: d', box("urgent", f"<p>b{mark(2)}</p>", f"A{mark(1)}") + notes("c", "d")),
    "footnote-behind-quotes": ('"a"[^1] \'b\'\n\n[^1]: "c"', f"<p>“a”{mark(1)} ‘b’</p>" + notes("“c”")),
    "footnote-defined-in-an-item": ("- a[^1]\n\n  [^1]: b", f"<ul><li><p>a{mark(1)}</p></li></ul>" + notes("b")),
    "footnote-right-under-its-text": ("a[^1]\n[^1]: b", f"<p>a{mark(1)}</p>" + notes("b")),
    "footnote-and-heading-of-its-name": ("## Fn 1\n\na[^1]\n\n[^1]: b", f'<h2 id="fn-1-2">Fn 1</h2><p>a{mark(1)}</p>' + notes("b")),
    "typed-note": ("a [1]", "<p>a [1]</p>"),
    # ---- HTML
    "markdown-between-blank-lines": ("<div>\n\n**a**\n\n- b\n\n## C\n\n</div>", '<div><p><strong>a</strong></p><ul><li>b</li></ul><h2 id="c">C</h2></div>'),
    "details": (
        '<details>\n<summary>A "b"</summary>\n\n**c** {{ site.name }}\n\n| d |\n|---|\n| e |\n\n</details>',
        f"<details><summary>A “b”</summary><p><strong>c</strong> Test Center</p>{table('d', 'e')}</details>",
    ),
    "details-in-an-item": (
        "- <details>\n  <summary>A</summary>\n\n  *b*\n\n  </details>\n- c",
        "<ul><li><details><summary>A</summary><p><em>b</em></p></details></li><li><p>c</p></li></ul>",
    ),
    "markdown-in-a-cell-of-html": ("<table>\n<tr><td>\n\n**a**\n\n</td></tr>\n</table>", "<table><tbody><tr><td><p><strong>a</strong></p></td></tr></tbody></table>"),
    "markdown-1": ('<div markdown="1">\n**a**\n\n- b\n- c\n</div>', "<div><p><strong>a</strong></p><ul><li>b</li><li>c</li></ul></div>"),
    "markdown-1-and-a-summary": (
        '<details markdown="1">\n<summary>A</summary>\n**b**\n</details>',
        "<details><summary>A</summary><p><strong>b</strong></p></details>",
    ),
    "markdown-block": ('<div class="x" markdown="block">\n**a**\n</div>', '<div class="x"><p><strong>a</strong></p></div>'),
    "markdown-in-a-section": ("<section markdown=1>\n## A\n| b |\n|---|\n| c |\n</section>\n\nd", f'<section><h2 id="a">A</h2>{table("b", "c")}</section><p>d</p>'),
    "markdown-in-a-figure": ("<figure>\n\n![A](room.png)\n\n<figcaption>B</figcaption>\n</figure>", f"<figure><p>{ROOM}</p><figcaption>B</figcaption></figure>"),
    "html-in-a-line": ("<u>a **b**</u> <mark>c</mark><br>*d*", "<p><u>a <strong>b</strong></u> <mark>c</mark><br><em>d</em></p>"),
    "component-in-html": ("<div>\n\n{{ card }}\n\n</div>", "<div><card></div>"),
    "heading-in-html": ("<h2>A &amp; b</h2>\n\n[a](#a-b)", f'<h2 id="a-b">A &amp; b</h2><p>{linked("#a-b", "a")}</p>'),
    "comments": ("a <!-- b --> c\n\n<!-- d\n\ne -->\n\nf", "<p>a  c</p><p>f</p>"),
    "fields-in-html": ("<kbd>{{ site.name }}</kbd> <b title='{{ site.name }}'>a</b>", '<p><kbd>{{ site.name }}</kbd> <b title="Test Center">a</b></p>'),
    "reference-in-code": ("`f&ouml;`", "<p><code>f&amp;ouml;</code></p>"),
    "forged-token-from-the-issue": ("<div>&#&#xFDD0;xFDDC;&#&#xFDD0;xFDD9;&#&#xFDD0;xFDDD;</div>", "<div>&amp;#\ufffdxFDDC;&amp;#\ufffdxFDD9;&amp;#\ufffdxFDDD;</div>"),
    "forged-tokens": (
        "&#xFDDC;&#xFDD0;&#xFDDD; <b title='&#64988;&#64976;&#64989;'>{{ site.name }}</b> `&#xFDDC;`",
        '<p>\ufffd\ufffd\ufffd <b title="\ufffd\ufffd\ufffd">Test Center</b> <code>&amp;#xFDDC;</code></p>',
    ),
    # ---- Emphasis and quotes
    "emphasis": (
        "**a *b* c** *d **e*** ***f*** **_g_** h*i*j k_l_m __n__",
        "<p><strong>a <em>b</em> c</strong> <em>d <strong>e</strong></em> <em><strong>f</strong></em> "
        "<strong><em>g</em></strong> h<em>i</em>j k_l_m <strong>n</strong></p>",
    ),
    "emphasis-that-is-none": ("5 * 3 * 2 and \\*a\\* and \\_b\\_ c_d", "<p>5 * 3 * 2 and *a* and _b_ c_d</p>"),
    "emphasis-in-korean": ("한국어**강조**입니다", "<p>한국어<strong>강조</strong>입니다</p>"),
    "emphasis-beside-signs": ("**a**: (**b**), *c*. **“d”**", "<p><strong>a</strong>: (<strong>b</strong>), <em>c</em>. <strong>“d”</strong></p>"),
    "quotes-across-emphasis": (
        '"*a*," *"b,"* **\'c\'** "d **e "f" g** h" "**i**\'s"',
        "<p>“<em>a</em>,” <em>“b,”</em> <strong>‘c’</strong> “d <strong>e “f” g</strong> h” “<strong>i</strong>’s”</p>",
    ),
    "quotes-around-links-and-code": ('"[a](about.md)\'s" "`b`" "c<br>d"', f"<p>“{ABOUT}’s” “<code>b</code>” “c<br>d”</p>"),
    "strike": ("~~a **b** c~~ ~d~ ~~{{ site.name }}~~", "<p><del>a <strong>b</strong> c</del> ~d~ <del>Test Center</del></p>"),
    "fields-in-emphasis": (
        '**{{ site.name }}**: *"{{ site.name }}"* __{{ site.name }}__ {{ site.name }}**a**',
        "<p><strong>Test Center</strong>: <em>“Test Center”</em> <strong>Test Center</strong> Test Center<strong>a</strong></p>",
    ),
    "breaks": ("123 Main Street\\\nAnytown\\\n{{ site.name }}  \na", "<p>123 Main Street<br>Anytown<br>Test Center<br>a</p>"),
    "breaks-in-items": ("- a\\\n  b\n- c  \n  d", "<ul><li>a<br>b</li><li>c<br>d</li></ul>"),
    "escapes": ("1\\. a \\$5 C:\\new \\> b", "<p>1. a $5 C:\\new &gt; b</p>"),
    "entities": ("&copy; &hearts; &#8217; AT&T; a&b &unknown; &lt;", "<p>© ♥ ’ AT&amp;T; a&amp;b &amp;unknown; &lt;</p>"),
    # ---- Code
    "code": ('`` a`b `` ` ` `{{ site.name }} "c" &amp; **d**`', '<p><code>a`b</code> <code> </code> <code>{{ site.name }} "c" &amp;amp; **d**</code></p>'),
    "fences": (
        '~~~ yaml\na: "{{ site.name }}"\n~~~\n\n````{.sh}\n```\n````',
        '<pre><code class="language-yaml">a: "{{ site.name }}"\n</code></pre><pre><code class="language-sh">```\n</code></pre>',
    ),
    "fence-right-under-a-sentence": ("a\n```\n\n b\n```\nc", "<p>a</p><pre><code>\n b\n</code></pre><p>c</p>"),
    # ---- Links
    "references": (
        '[`run`] [*a*][`run`] [`run`][] [R]\n\n[`run`]: about.md\n[r]: costs/index.md "T"\n[unused]: about.md',
        f'<p>{linked("/about/", "<code>run</code>")} {linked("/about/", "<em>a</em>")} {linked("/about/", "<code>run</code>")} <a href="/costs/" title="T">R</a></p>',
    ),
    "reference-of-a-picture": ("![A][b]\n\n[b]: room.png", f"<p>{ROOM}</p>"),
    "picture-in-a-link": ("[![A](room.png)](about.md)", f"<p>{linked('/about/', ROOM)}</p>"),
    "link-with-brackets": ("[a [b] c](about.md) [ ] [x]", f"<p>{linked('/about/', 'a [b] c')} [ ] [x]</p>"),
    "address-in-angles": ("<https://example.com/a_b_c>", f"<p>{linked(SITE + '/a_b_c')}</p>"),
    "bare-addresses": (
        "https://example.com. (https://example.com/a), https://example.com/b_(c)! **https://example.com/d**; *https://example.com*",
        f"<p>{linked(SITE)}. ({linked(SITE + '/a')}), {linked(SITE + '/b_(c)')}! <strong>{linked(SITE + '/d')}</strong>; <em>{linked(SITE)}</em></p>",
    ),
    "bare-addresses-without-a-scheme": (
        "See (www.example.com/a?b=c&d=e): example.com, www.x",
        f"<p>See ({linked('http://www.example.com/a?b=c&amp;d=e', 'www.example.com/a?b=c&amp;d=e')}): example.com, www.x</p>",
    ),
    "bare-addresses-that-stay": (
        "[https://example.com](about.md) `https://example.com` http://localhost/ ahttps://example.com",
        f"<p>{linked('/about/', SITE)} <code>{SITE}</code> http://localhost/ ahttps://example.com</p>",
    ),
    "bare-addresses-in-blocks": (
        "## See https://example.com\n\nA\n: https://example.com/b\n\n- https://example.com/c",
        f'<h2 id="see-https-example-com">See {linked(SITE)}</h2><dl><dt>A</dt><dd>{linked(SITE + "/b")}</dd></dl><ul><li>{linked(SITE + "/c")}</li></ul>',
    ),
    "anchors": (
        "[a](#top) [a](about.md#top) [a](https://example.com/#:~:text=b%20c) [a](#:~:text=d) [a](about.md#:~:text=Our)",
        f"<p>{linked('#top', 'a')} {linked('/about/#top', 'a')} {linked(SITE + '/#:~:text=b%20c', 'a')} "
        f"{linked('#:~:text=d', 'a')} {linked('/about/#:~:text=Our', 'a')}</p>",
    ),
    # ---- Attribute lists, abbreviations, definitions
    "braces-that-hold-no-attributes": ("`a`{|}~ *b*{ c d } **e**{f} {g}\n\n## Sets {1, 2}", "<p><code>a</code>{|}~ <em>b</em>{ c d } <strong>e</strong>{f} {g}</p><h2 id=\"sets-1-2\">Sets {1, 2}</h2>"),
    "attribute-lists": (
        'a\n{: #b .c title="D" lang=ko }\n\n- e\n{: .f }\n\n[a](about.md){: .g } *h*{: .i } ![A](room.png){: .j }\n\n| k {: .l } |\n|---|\n| m {: .n } |',
        '<p class="c" id="b" lang="ko" title="D">a</p><ul><li class="f">e</li></ul>'
        '<p><a class="g" href="/about/">a</a> <em class="i">h</em> '
        '<img alt="A" class="j" src="/room.png" loading="lazy" decoding="async"></p>'
        '<table><thead><tr><th class="l" scope="col">k</th></tr></thead><tbody><tr><td class="n">m</td></tr></tbody></table>',
    ),
    "abbreviations": (
        '*[IOP]: Intensive\n*[A.B]: Dot\n\nThe IOP, IOPs, "IOP" **IOP** [IOP](about.md) `IOP` A.B\n\n## IOP\n\n| IOP |\n|---|\n| IOP |',
        f"<p>The {abbr('IOP')}, IOPs, “{abbr('IOP')}” <strong>{abbr('IOP')}</strong> {linked('/about/', abbr('IOP'))} "
        f'<code>IOP</code> {abbr("A.B", "Dot")}</p><h2 id="iop">{abbr("IOP")}</h2>' + table(abbr("IOP"), abbr("IOP")),
    ),
    "abbreviation-below-its-text": ('IOP\n*[IOP]: {{ site.name }} "a" & <b>', f"<p>{abbr('IOP', 'Test Center &quot;a&quot; &amp; &lt;b&gt;')}</p>"),
    "abbreviations-in-blocks": (
        '*[IOP]: Intensive\n\n!!! urgent "IOP"\n    a[^1]\n\nTable: IOP\n\n| b |\n|---|\n| c |\n\n[^1]: IOP',
        box("urgent", f"<p>a{mark(1)}</p>", abbr("IOP")) + table("b", "c", caption=abbr("IOP")) + notes(abbr("IOP")),
    ),
    "definitions": (
        "A\n: b\n: c\n\n*D* {{ site.name }}\n: - e\n  - f",
        "<dl><dt>A</dt><dd>b</dd><dd>c</dd><dt><em>D</em> Test Center</dt><dd><ul><li>e</li><li>f</li></ul></dd></dl>",
    ),
    "definition-with-a-component-and-a-note": ("A\n: b[^1]\n\n    {{ card }}\n\n[^1]: c", f"<dl><dt>A</dt><dd><p>b{mark(1)}</p><card></dd></dl>" + notes("c")),
    # ---- Headings
    "headings-of-the-template": (
        "## Main\n\n## S1\n\n## C_1-1\n\n[a](#main) [a](#s1)",
        f'<h2 id="main">Main</h2><h2 id="s1">S1</h2><h2 id="c-1-1">C_1-1</h2><p>{linked("#main", "a")} {linked("#s1", "a")}</p>',
    ),
    "headings-in-korean": (
        "## 회사\n\n## 회사\n\n### \u1112\u116c\u1109\u1161 소개!\n\n[a](#회사) [a](#회사-2) [a](#%ED%9A%8C%EC%82%AC-소개)",
        '<h2 id="회사">회사</h2><h2 id="회사-2">회사</h2><h3 id="회사-소개">\u1112\u116c\u1109\u1161 소개!</h3>'
        f"<p>{linked('#회사', 'a')} {linked('#회사-2', 'a')} {linked('#%ED%9A%8C%EC%82%AC-소개', 'a')}</p>",
    ),
    "headings-in-hindi": ("## हिन्दी में मदद\n\n[a](#हिन्दी-में-मदद)", f'<h2 id="हिन्दी-में-मदद">हिन्दी में मदद</h2><p>{linked("#हिन्दी-में-मदद", "a")}</p>'),
    "headings-with-accents": (
        "## Café Déjà-vu ß\n\n## İstanbul\n\n## Ελληνικά\n\n[a](#cafe-deja-vu-ss)",
        f'<h2 id="cafe-deja-vu-ss">Café Déjà-vu ß</h2><h2 id="istanbul">İstanbul</h2><h2 id="ελληνικα">Ελληνικά</h2><p>{linked("#cafe-deja-vu-ss", "a")}</p>',
    ),
    "headings-with-signs": (
        '## What\'s "new"? ##\n\n## Q&A\n\n## 1. Costs – now\n\n## 🙂\n\n##\tA/B C++',
        '<h2 id="whats-new">What’s “new”?</h2><h2 id="q-a">Q&amp;A</h2><h2 id="1-costs-now">1. Costs – now</h2><h2 id="section">🙂</h2><h2 id="a-b-c">A/B C++</h2>',
    ),
    "line-of-dashes-behind-a-list": ("- a\n---\nb\n\n---\n\nc\n***", "<ul><li>a</li></ul><hr><p>b</p><hr><p>c</p><hr>"),
    "fences-with-another-blank-behind": (
        "```\na\n```\u00a0\n\n**b**\n\n```\nc\n```\u00a0",
        "<pre><code>a\n</code></pre><p><strong>b</strong></p><pre><code>c\n</code></pre>",
    ),
    "abbreviation-with-an-ampersand": ("*[R&D]: Research\n\nR&D", f"<p>{abbr('R&amp;D', 'Research')}</p>"),
    "bare-address-with-an-escape": ("https://example.com/a\\_b", f"<p>{linked(SITE + '/a_b')}</p>"),
    "bare-address-with-an-entity": ("https://example.com/?a=1&amp;b=2", f"<p>{linked(SITE + '/?a=1&amp;b=2')}</p>"),
    "bare-address-before-a-curly-quote": ("“See https://example.com” and https://example.com/a…", f"<p>“See {linked(SITE)}” and {linked(SITE + '/a')}…</p>"),
    "callout-with-another-blank": ('!!! urgent\u00a0"A"\n    b', box("urgent", "<p>b</p>", "A")),
    "task-with-another-blank-inside": ("- [\u00a0] a", "<ul><li>☐ a</li></ul>"),
    "alert-of-obsidian": ("> [!question] A\n> b\n\n> [!check]\n> c", box("information", "<p>b</p>", "A") + box("information", "<p>c</p>")),
    "definition-of-two-terms": ("A\nB\n: c", "<dl><dt>A</dt><dt>B</dt><dd>c</dd></dl>"),
    "definitions-of-several-terms": (
        "*A*  \n{{ site.name }}\\\n[a](about.md)\n: b\n\n    c\n\nD\n: e\n\nF\nG\n\n: h\n\ni",
        f"<dl><dt><em>A</em></dt><dt>Test Center</dt><dt>{ABOUT}</dt><dd><p>b</p><p>c</p></dd><dt>D</dt><dd><p>e</p></dd><dt>F</dt><dt>G</dt><dd>h</dd></dl><p>i</p>",
    ),
    "definition-of-two-terms-behind-a-definition": ("A\n: b\n\nC\nD\n: e\n: f", "<dl><dt>A</dt><dd>b</dd><dt>C</dt><dt>D</dt><dd>e</dd><dd>f</dd></dl>"),
    "definition-of-two-terms-in-an-item": ("- A\n  B\n  : - c\n- d", "<ul><li><dl><dt>A</dt><dt>B</dt><dd><ul><li>c</li></ul></dd></dl></li><li>d</li></ul>"),
    "definition-of-two-terms-in-an-alert": ("> [!NOTE]\n>\n> A\n> B\n> : c", box("information", "<dl><dt>A</dt><dt>B</dt><dd>c</dd></dl>")),
    "definition-of-two-terms-in-a-callout": (
        '!!! urgent "A"\n    B[^1]\n    C\n    : d\n\n[^1]: e',
        box("urgent", f"<dl><dt>B{mark(1)}</dt><dt>C</dt><dd>d</dd></dl>", "A") + notes("e"),
    ),
    "definition-of-no-term": ("A\nB\n~ c\n\n> D\n> E\n: f\n\ng.\nh\n: i\n\n`j\nk`\nl\n: m", "<p>A\nB\n~ c</p><blockquote><p>D\nE\n: f</p></blockquote><p>g.\nh\n: i</p><p><code>j k</code>\nl\n: m</p>"),
    "bare-address-with-underscores": (
        "https://example.com/__init__.py https://example.com/_a_/b",
        f"<p>{linked(SITE + '/__init__.py')} {linked(SITE + '/_a_/b')}</p>",
    ),
    "bare-addresses-with-other-signs": (
        "https://example.com/~~a~~b https://example.com/?c=__d__&e=**f**g (www.example.com/__h__/) <https://example.com/__i__>",
        f"<p>{linked(SITE + '/~~a~~b')} {linked(SITE + '/?c=__d__&amp;e=**f**g')} ({linked('http://www.example.com/__h__/', 'www.example.com/__h__/')}) {linked(SITE + '/__i__')}</p>",
    ),
    "signs-that-are-meant-in-html": (
        "<div>&#42;a&#42; 5 * 3 * 2 <code>*b*</code> <kbd>_c_</kbd> <b title='*d*'>e</b> <!-- *f* --></div>\n\n<pre>\n*g*\n\n- [ ] h\n</pre>\n\n\\*e\\*",
        '<div>*a* 5 * 3 * 2 <code>*b*</code> <kbd>_c_</kbd> <b title="*d*">e</b> </div><pre>*g*\n\n- [ ] h\n</pre><p>*e*</p>',
    ),
}

# Hints that several findings share.
EMPTY = "indent each line of its text by four blanks"
KINDS = "the callouts are information, important, urgent"
STARS = "put them right at the words, with the blanks outside: **very**; where none can be, write <strong>very</strong>; in titles and data leave them out"
IN_HTML = "inside of HTML Markdown isn't read: put a blank line between the tag and it"
TICKS = "put as many ticks behind the code as before it; in titles and data leave them out"
STRIKE = "put it right at the words, on both sides: ~~old~~; in titles and data leave it out"
LIST = "put a blank line before the list, and begin each item on a line of its own with - or 1. and a blank"
TABLE = "a table needs a blank line before it, and below its first row a line |---|---| with as many columns"
CELLS = "take a | out, or put a backslash before one that is meant as a sign; or give the header more columns"
GAP = "a link needs its target right behind the text: take the blank between ] and ( out"
OTHERS = "take it out, or use one of the components that the README lists"
CALLOUT = 'write !!! important "Title"{0}, and the text below it with four blanks in front of each line'
HEADING = "write ## and a blank before the heading, on a line of its own behind a blank line"
H1 = "the title in the front matter is the page's h1; begin with ##"
DASHES = "for a line across the page put a blank line before them; for a heading write ## in front"
CODE = "take the blanks out; for code put ``` on the lines before and behind it"
PRIVATE = "delete it, or write it as a comment, which is left out: <!-- ask Anna -->"
NOTE = "write the text on a line of its own, as [^1]: So says the survey.; in titles and data leave the mark out"
LINK = "write [text](file.md), with no blank in the address; in titles and data only the text"
ADDRESS = "write [text](file.md), or the address below the text as [name]: file.md"
GIT = (
    "two versions of this text stand in one file, as Git left them [conflict-marker] keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
)



def left(place: str, message: str, hint: str) -> str:
    """Return what is said of something that visitors would read."""
    return f"{place} error: {message} [markdown-left] {hint}"

# What is written from line 5 on, and all that is said of it.
FOUND: dict[str, tuple[str, list[str]]] = {
    "callout-whose-indentation-was-taken-away": (
        "!!! urgent “A”\nb\n\n!!! urgent\n\nc\n",
        [f"5:1 error: the callout has no text [callout] {EMPTY}", f"8:1 error: the callout has no text [callout] {EMPTY}"],
    ),
    "callout-indented-by-two": ('!!! urgent "A"\n  b', [f"5:1 error: the callout has no text [callout] {EMPTY}"]),
    "callout-of-another-kind": ('!!! warning "A"\n    b', [f'5:5 error: there is no callout "warning" [callout] {KINDS}']),
    "callout-in-capitals": ('!!! Urgent "A"\n    b', ['5:5 error: there is no callout "Urgent" [callout] did you mean "urgent"?']),
    "callout-with-single-quotes": ("!!! urgent 'A'\n    b", [left("5:1", '"!!! urgent" didn\'t become a callout', CALLOUT.format(" behind a blank line"))]),
    "alert-of-another-kind": ("> [!spoiler]\n> a", [f'5:5 error: there is no callout "spoiler" [callout] {KINDS}']),
    "alert-without-a-quote": ("[!NOTE]\na", [left("5:1", '"[!NOTE]" didn\'t become a callout', CALLOUT.format(""))]),
    "alert-that-comes-late": ("> a\n> [!NOTE]\n> b", [left("6:3", '"[!NOTE]" didn\'t become a callout', CALLOUT.format(""))]),
    "row-with-too-many-cells": (
        "| a | b |\n|---|---|\n| c | d | e |\n| `f | g` | h |\n",
        [
            f"7:1 error: the row has 3 cells, and the table 2 columns [table-cells] {CELLS}",
            f"8:1 error: the row has 3 cells, and the table 2 columns [table-cells] {CELLS}",
        ],
    ),
    "table-with-too-few-dashes": ("| a | b |\n|---|\n| c | d |", [left("5:1", '"| a | b |" didn\'t become a table', TABLE)]),
    "table-with-a-blank-line": ("| a |\n\n|---|\n| b |", [left("5:1", '"| a |" didn\'t become a table', TABLE), left("7:1", '"|---|" didn\'t become a table', TABLE)]),
    "table-in-details": ("<details>\n<summary>A</summary>\n| b |\n|---|\n</details>", [left("7:1", '"| b |" didn\'t become a table', IN_HTML)]),
    "bullets-without-a-blank": ("•a\n•b", [left("5:1", '"•a" didn\'t become a list', LIST)]),
    "dashes-of-a-word-processor": ("a\n– b\n– c", [left("6:1", '"– b" didn\'t become a list', LIST)]),
    "list-in-mid-line": ("Bring: - a card - a pen", [left("5:8", '"- a card - a" didn\'t become a list', LIST)]),
    "list-too-far-to-the-right": ("Bring:\n    - a\n    - b", [left("6:5", '"- a" didn\'t become a list', LIST)]),
    "list-from-two": ("a\n2. b\n3. c", [left("6:1", '"2. b" didn\'t become a list', LIST)]),
    "footnote-twice": (
        "a[^1]\n\n[^1]: b\n[^1]: c",
        ["8:1 error: the footnote [^1] is there twice [footnote] give the second one another name, here and where it is used"],
    ),
    "footnotes-that-nobody-uses": (
        "a\n\n[^a]: b[^c]\n[^c]: d",
        [
            "7:1 error: nothing leads to the footnote [^a] [footnote] write [^a] behind the sentence that it belongs to, or take it out",
            "8:1 error: nothing leads to the footnote [^c] [footnote] write [^c] behind the sentence that it belongs to, or take it out",
        ],
    ),
    "footnote-without-a-text": ("a [^9] ^[b]", [left("5:3", 'the note "[^9]" has no text', NOTE), left("5:8", 'the note "^[b]" has no text', NOTE)]),
    "markdown-in-a-line-of-html": ("<div>\n**a**\n</div>", [left("6:1", 'the signs in "**a**" don\'t make anything bold or slanted', IN_HTML)]),
    "unclosed": (
        "<div>a\n\n<details>\n<summary>b</summary>\n\nc <b>d",
        [
            "5:1 error: <div> is opened and never closed [unclosed] write </div> where it ends",
            "7:1 error: <details> is opened and never closed [unclosed] write </details> where it ends",
            "10:3 error: <b> is opened and never closed [unclosed] write </b> where it ends",
        ],
    ),
    "unclosed-tag": ("<div\na", ["5:1 error: <div> is opened and never closed [unclosed] write </div> where it ends"]),
    "unclosed-comment": ("<!-- a\n\nb", ["5:1 error: <!-- is opened and never closed [unclosed] write --> where it ends"]),
    "unclosed-fence": (
        "> ```\n> a\n\n~~~\nb\n\n## C",
        ["5:1 error: ``` is opened and never closed [unclosed] write ``` where it ends", "8:1 error: ~~~ is opened and never closed [unclosed] write ~~~ where it ends"],
    ),
    "lost": (
        '<?php echo "a b" ?>\n\nc',
        [
            "5:3 error: the page doesn't show what is written here: php echo a b [words-lost] look for HTML, brackets or a table that is never closed before it; put a blank line around them"
        ],
    ),
    "blank-inside-of-stars": ("There is **no **at the door.", [left("5:10", 'the signs in "**no **at" don\'t make anything bold or slanted', STARS)]),
    "stars-between-a-colon-and-a-letter": ("**a:**b", [left("5:1", 'the signs in "**a:**b" don\'t make anything bold or slanted', STARS)]),
    "stars-in-korean": ("**중요(a)**은", [left("5:1", 'the signs in "**중요(a)**은" don\'t make anything bold or slanted', STARS)]),
    "stars-over-two-cells": ("| **a | b** |\n|---|---|\n| c | d |", [left("5:3", 'the signs in "**a" don\'t make anything bold or slanted', STARS)]),
    "strike": ("~~a *b* c", [left("5:1", 'the ~~ in "~~a" strikes nothing out', STRIKE)]),
    "links": (
        "a](about.md)\n\n[a b] (about.md)\n\n(a)[about.md]\n\n[a b](about c.md)\n\n[a](about.md",
        [
            left("5:1", '"a](about" didn\'t become a link', LINK),
            left("7:1", '"[a b] (about.md)" didn\'t become a link', GAP),
            left(
                "9:1",
                'the brackets of the link "(a)[about.md]" are the wrong way round',
                "the text stands in square brackets, the address in round ones: [text](file.md)",
            ),
            left("11:1", '"[a b](about c.md)" didn\'t become a link', LINK),
            left("13:1", '"[a](about.md" didn\'t become a link', LINK),
        ],
    ),
    "references-to-nowhere": (
        "[the *old* text][gone] [gone][]",
        [left("5:1", 'the link "[the old text][gone]" has no address', ADDRESS), left("5:24", 'the link "[gone][]" has no address', ADDRESS)],
    ),
    "other-programs": (
        "[[a b]] ![[c]]\n\n::: d\n\n[gallery ids=1,2]\n\n{% e %}\n\n[TOC]",
        [
            left("5:1", '"[[a b]]" is a link of another program', "write [text](file.md), with the path of the file"),
            left("5:9", '"![[c]]" is a picture or page of another program', "write ![what the picture shows](room.jpg); a page can only be linked to"),
            left("7:1", '":::" is a block of another program', "for a callout " + CALLOUT.format("")),
            left("9:1", '"[gallery ids=1,2]" is a command of another program', OTHERS),
            left("11:1", '"{% e %}" is a command of another program', OTHERS),
            left("13:1", '"[TOC]" doesn\'t become a list of headings', "take it out; long pages get one by themselves"),
        ],
    ),
    "shortcode-in-double-braces": (
        '{{< figure src="a" >}}',
        ['5:1 error: "{{< figure src="a" >}}" can\'t be read [merge-field] a merge field is a dotted name, a component a name with arguments: name="value"'],
    ),
    "conflict": (
        "<<<<<<< HEAD\na\n||||||| b\nc\n=======\nd\n>>>>>>> e",
        [f"5:1 error: {GIT}"],
    ),
    "private-notes": (
        "a %%b%%\n\n%%\nc\n%%\n\nd %%e\nf%%",
        [f"{place} error: a private note between %% would be published [private-note] {PRIVATE}" for place in ("5:3", "7:1", "11:3")],
    ),
    "heading-by-dashes": ("a\nb\n---\n\nc\n-\n", [f"{line}:1 warning: the dashes below make this a heading [heading-by-dashes] {DASHES}" for line in (5, 9)]),
    "code-by-indentation": (
        "    a\n\nb\n\n\tc\n\n- d\n\n      e",
        [f"{place} warning: four blanks or a tab in front make this code [code-by-indentation] {CODE}" for place in ("5:5", "9:2", "13:7")],
    ),
    "headings-without-a-blank": (
        "#word\n\n##Two words",
        [left("5:1", '"#word" didn\'t become a heading', HEADING), left("7:1", '"##Two" didn\'t become a heading', HEADING)],
    ),
    "headings-of-the-first-rank": (
        "Third\n\n# Third\n\n> # Third\n\n- # Third\n\nThird\n===",
        [f"{line}:1 error: <h1> can't stand in a text [html-element] {H1}" for line in (7, 9, 11, 13)],
    ),
    "dead-anchors": (
        "## Main\n\n## 회사\n\n[a](#Main) [b](#회시) [c](#nope)",
        [
            '9:5 error: this page has no anchor "#Main" [dead-anchor] did you mean "main"?',
            '9:16 error: this page has no anchor "#회시" [dead-anchor] an anchor is a heading in lower case, its words joined by dashes',
            '9:25 error: this page has no anchor "#nope" [dead-anchor] an anchor is a heading in lower case, its words joined by dashes',
        ],
    ),
    "live-anchors": (SHOWN["anchors"][0] + "\n\n" + SHOWN["headings-in-korean"][0] + "\n\n" + SHOWN["headings-of-the-template"][0], []),
    "attribute-list-that-nothing-takes": (
        "a {: .b } c\n\n- d {: .e }\n",
        [
            left(place, f'"{words}" changes nothing here', "put {: .name } right behind what it is for, or on the line below; otherwise take it out")
            for place, words in (("5:3", "{: .b }"), ("7:5", "{: .e }"))
        ],
    ),
    "attribute-list-for-a-whole-text": (
        '<div markdown="1">{: .b }',
        ["5:1 error: <div> is opened and never closed [unclosed] write </div> where it ends"],
    ),
    "field-in-an-address": (
        "https://example.com/{{ site.name }}",
        ["5:1 error: a merge field can't stand inside an address [merge-field] a number to call becomes a link by itself; for other links write the address out"],
    ),
    "component-in-a-sentence": (
        "a {{ card }}\n\n- {{ card }}\n\n**{{ card }}**",
        [f'{place} error: the component "card" stands inside other text [component-inline] put it on a line of its own' for place in ("5:3", "7:3", "9:3")],
    ),
    "place-of-an-open-field": (
        "{{ site.name }} and {{ site.name",
        ["5:21 error: a merge field is never closed [merge-field] close it with }} on the same line, or write \\{{ for the braces themselves"],
    ),
    "alert-without-a-text": ("> [!NOTE]\n>", ["5:1 error: the callout has no text [callout] begin each line of its text with >"]),
    "fence-alone": ("a\n\n```", ["7:1 error: ``` is opened and never closed [unclosed] write ``` where it ends"]),
    "private-note-in-a-comment": ("a\n\n<!-- %%b%% -->", []),
    "heading-of-seven-signs": ("####### Seven", [left("5:1", '"####### Seven" didn\'t become a heading', HEADING)]),
    **{
        f"list-that-is-none-{number}": (f"a\n{sign}b\n{other}c", [left("6:1", f'"{sign}b" didn\'t become a list', LIST)])
        for number, (sign, other) in enumerate([("-", "-"), ("+", "+"), ("1.", "2."), ("1.) ", "2.) "), ("a) ", "b) "), ("☐ ", "☐ "), ("✓ ", "✓ ")])
    },
    "place-of-a-link-in-emphasis": ("a b\n\n[**a** b] (about.md)\n\nb] (about.md)", [left("7:1", '"[a b] (about.md)" didn\'t become a link', GAP)]),
    "place-of-an-entity": ("&lt;div&gt;", [left("5:1", 'visitors would read the HTML "<div>"', "take it out; a blank line begins a new paragraph")]),
    "place-of-a-link-with-a-field": ("[{{ site.name }}][gone]", [left("5:1", 'the link "[Test Center][gone]" has no address', ADDRESS)]),
    "place-of-a-link-with-a-field-among-words": ("[a](about.md) [b {{ site.name }} c] (about.md)", [left("5:15", '"[b Test Center c] (about.md)" didn\'t become a link', GAP)]),
    "place-of-stars-around-a-field": ("a **{{ site.name }} **at", [left("5:3", 'the signs in "**Test Center **at" don\'t make anything bold or slanted', STARS)]),
    "place-of-a-link-with-a-note": ("[a[^1]](about.md)\n\n[^1]: b", [left("5:1", '"[a1](about.md)" didn\'t become a link', LINK)]),
    "place-of-a-link-with-code": ("[a](about.md) [`b` c] (about.md)", [left("5:15", '"[… c] (about.md)" didn\'t become a link', GAP)]),
    "place-of-a-link-with-html": ("a\n[<b>a</b>b c] (about.md)", [left("6:1", '"[ab c] (about.md)" didn\'t become a link', GAP)]),
    "place-of-signs-around-what-is-shown-otherwise": (
        "a\n\n- ==caf&eacute;== $${{ site.name }}$$\n- ==a[^1]==\n- ~~{{ site.name }}\n\n[^1]: b",
        [
            left("7:3", 'the signs in "==café==" mark nothing', "write <mark>words</mark>, or make them bold: **words**"),
            left("7:19", 'the formula "$$Test Center$$" can\'t be shown', "write it in words, or as a picture; take a command of TeX out"),
            left("8:3", 'the signs in "==a1==" mark nothing', "write <mark>words</mark>, or make them bold: **words**"),
            left("9:3", 'the ~~ in "~~Test" strikes nothing out', STRIKE),
        ],
    ),
    "place-of-a-link-with-an-entity": ("a\n[caf&eacute;] (about.md)", [left("6:1", '"[café] (about.md)" didn\'t become a link', GAP)]),
    "place-of-ticks-in-html": ("<p>`a`</p>", [left("5:4", 'the ticks in "`a`" make nothing code', IN_HTML)]),
    "place-of-a-fence-in-html": ("<div>\n```\na\n```\n</div>", [left(f"{line}:1", 'the ticks in "```" make nothing code', IN_HTML) for line in (6, 8)]),
    "place-of-words-that-are-bold-elsewhere": ("**a** b\n\n<div>**a**</div>", [left("7:6", 'the signs in "**a**" don\'t make anything bold or slanted', IN_HTML)]),
    "single-stars-in-html": ("<div>\nRead *this*.\n</div>", [left("6:6", 'the signs in "*this*" don\'t make anything bold or slanted', IN_HTML)]),
    "single-signs-in-html": (
        "\\*a\\* *a*\n\n- <p>_b_ *c <b title='*'>d</b>*</p>\n\n> <div>\n> *a*\n> </div>",
        [left(place, f'the signs in "{words}" don\'t make anything bold or slanted', IN_HTML) for place, words in (("7:6", "_b_"), ("7:10", "*c d*"), ("10:3", "*a*"))],
    ),
    "markdown-right-below-a-summary": (
        "<details>\n<summary>*A*</summary>\n*b*\n- [ ] c\n## d\n[e](about.md)\n</details>",
        [
            left("6:10", 'the signs in "*A*" don\'t make anything bold or slanted', IN_HTML),
            left("7:1", 'the signs in "*b*" don\'t make anything bold or slanted', IN_HTML),
            left("8:3", '"[ ] c" didn\'t become a list', IN_HTML),
            left("9:1", '"## d" didn\'t become a heading', IN_HTML),
            left("10:1", '"[e](about.md)" didn\'t become a link', IN_HTML),
        ],
    ),
}
# fmt: on


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """Return a site with all that the texts refer to, and a page for each text in which something is found."""
    tiny = TinySite(Path(tmp_path_factory.mktemp("site"))).write(BASIC).write(SURROUNDINGS)
    return tiny.write({f"content/{name}.md": page(body, title=name) for name, (body, _) in FOUND.items()})


@pytest.fixture(scope="module")
def problems(site: TinySite) -> Mapping[str, list[str]]:
    """Return what is said of each page of the site, in the order of its lines."""
    said: dict[str, list[str]] = {}
    for one in site.found():
        line = f"{one.place.line}:{one.place.column} {one.severity}: {one.message} [{one.rule}] {one.hint}"
        said.setdefault(one.place.path, []).append(line)
    return said


@pytest.fixture(scope="module")
def converted(site: TinySite) -> Mapping[str, tuple[str, list[str]]]:
    """Return the HTML of each text, without the line ends between tags, and the rules that are broken."""
    whole = read_site(site.root, Options(kind=CARE), NOON).site
    converter = Converter(Reads(whole, {"card": frozenset()}, {}, {}, {}, kind=CARE, search_index=""))
    home = replace(whole.by_path["index.md"], body_start=0)
    texts = {name: text for name, (text, _) in SHOWN.items()}
    made: dict[str, tuple[str, list[str]]] = {}
    for name, text in texts.items():
        file = TextFile(name, text)
        document, found = converter.convert(replace(home, path=name), file)
        parts = (f"<{part.name}>" if isinstance(part, ComponentSlot) else str(part) for part in document.parts)
        html = re.sub(r"(?<=>)\s*\n\s*(?=<)|(?<=<br>)\n", "", "".join(parts)).strip()
        made[name] = html, [one.rule for one in [*found, *unread_in_text(document, file, {})]]
    return made


SHOWN_ROWS = [pytest.param(name, row[1], id=name) for name, row in SHOWN.items()]
FOUND_ROWS = [pytest.param(name, row[1], id=name) for name, row in FOUND.items()]


@pytest.mark.parametrize(("name", "html"), SHOWN_ROWS)
def test_shown(converted: Mapping[str, tuple[str, list[str]]], name: str, html: str) -> None:
    """What is written becomes this HTML, and nothing is said of it."""
    assert converted[name] == (html, [])


@pytest.mark.parametrize(("name", "expected"), FOUND_ROWS)
def test_found(problems: Mapping[str, list[str]], name: str, expected: list[str]) -> None:
    """What is wrong is said with its place and what to do; that is all that is said."""
    assert problems.get(f"content/{name}.md", []) == expected
