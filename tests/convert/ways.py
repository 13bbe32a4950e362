"""A hundred and more known ways to get something that runs, loads or asks into a page."""

from collections.abc import Mapping
from pathlib import Path

from tests.project import with_templates
from tests.sites import BASIC, PNG, SETTINGS, TinySite, page

Files = Mapping[str, str | bytes]

NS = "xmlns='http://www.w3.org/2000/svg'"
HOME = "content/index.md"
JS = "window.__pwned=1"
SOURCES = "content/_data/sources.yaml"
HELP = "content/_data/help.yaml"
BUILT = "built"

# What the ways may refer to.
SURROUNDINGS: dict[str, str | bytes] = {
    "content/_site.yaml": SETTINGS + 'phone: "615-555-0100"\nemail: hello@example.org\n',
    "content/about.md": page("## Our team\n"),
    "content/old.md": page(draft="true"),
    "content/room.png": PNG,
    "content/_data/things.yaml": (
        f"tag: '<script>{JS}</script>'\n"
        f'handler: \'" onmouseover="{JS}" x="\'\n'
        f"scheme: 'javascript:{JS}'\n"
        "braces: '{{ 7*7 }}{% raw %}'\n"
    ),
}

# The name of each way in a text: what becomes of it (the rules that refuse it, or BUILT), and the text.
IN_TEXT: dict[str, tuple[str, str]] = {
    # Elements that run, load, ask or draw.
    "script": ("html-element", f"<script>{JS}</script>"),
    "script-inline": ("html-element", f"a <script>{JS}</script> b"),
    "script-upper-case": ("html-element", f"<SCRIPT>{JS}</SCRIPT>"),
    "script-mixed-case": ("html-element", f"<ScRiPt>{JS}</sCrIpT>"),
    "script-from-elsewhere": ("html-element", '<script src="https://evil.example/x.js"></script>'),
    "script-unclosed": ("html-element", f"<script>{JS}"),
    "script-broken-tag": ("words-lost", f"<script {JS}"),
    "script-with-slash": (BUILT, f"<script/x>{JS}</script>"),
    "script-with-newline": ("html-element", f"<script\n>{JS}</script\n>"),
    "script-with-form-feed": ("html-element", f"<script\x0c>{JS}</script>"),
    "script-with-a-null": ("encoding", f"<scr\x00ipt>{JS}</scr\x00ipt>"),
    "script-double-bracket": ("html-element", f"<<script>{JS}//<</script>"),
    "script-in-a-script": ("html-element", f"<scr<script>ipt>{JS}</scr</script>ipt>"),
    "script-in-a-tag": (BUILT, f'<b title="</b><script>{JS}</script>">x</b>'),
    "script-in-a-quote": ("html-element", f"> <script>{JS}</script>"),
    "script-in-a-list": ("html-element", f"- <script>{JS}</script>"),
    "script-in-a-heading": ("html-element", f"## a <script>{JS}</script>"),
    "script-in-a-table": ("html-element", f"| a |\n|---|\n| <script>{JS}</script> |\n"),
    "script-in-a-caption": ("html-element", f"Table: <script>{JS}</script>\n\n| a |\n|---|\n| b |\n"),
    "script-in-a-footnote": ("html-element", f"a[^1]\n\n[^1]: <script>{JS}</script>\n"),
    "script-in-a-definition": ("html-element", f"a\n:   <script>{JS}</script>\n"),
    "script-in-a-callout": ("html-element", f'!!! urgent "a"\n    <script>{JS}</script>\n'),
    "script-in-a-comment-end": ("html-element", f"<!-- a --!><script>{JS}</script> -->"),
    "script-full-width": (BUILT, f"＜script＞{JS}＜/script＞"),
    "style": ("html-element", "<style>@import 'https://evil.example/x.css'</style>"),
    "link": ("html-element", '<link rel="stylesheet" href="https://evil.example/x.css">'),
    "meta-refresh": ("html-element", f'<meta http-equiv="refresh" content="0;url=javascript:{JS}">'),
    "base": ("html-element", '<base href="https://evil.example/">'),
    "iframe": ("html-element", f'<iframe src="javascript:{JS}"></iframe>'),
    "iframe-srcdoc": ("html-element", f'<iframe srcdoc="<script>{JS}</script>"></iframe>'),
    "frameset": (BUILT, f'<frameset onload="{JS}"><frame src="javascript:{JS}"></frameset>'),
    "object": ("html-element", f'<object data="javascript:{JS}"></object>'),
    "embed": ("html-element", f'<embed src="javascript:{JS}">'),
    "applet": ("html-element", '<applet code="x"></applet>'),
    "form": ("html-element", f'<form action="javascript:{JS}"><button>go</button></form>'),
    "button": ("html-element", f'<button formaction="javascript:{JS}">go</button>'),
    "input": ("html-element", f'<input autofocus onfocus="{JS}">'),
    "select": ("html-element", f"<select><option><script>{JS}</script></option></select>"),
    "isindex": ("html-element", f'<isindex action="javascript:{JS}">'),
    "keygen": ("html-element", f'<keygen autofocus onfocus="{JS}">'),
    "audio": ("html-element", f'<audio src="x" onerror="{JS}"></audio>'),
    "video": ("html-element", f'<video><source onerror="{JS}"></video>'),
    "picture": ("html-element", '<picture><source srcset="https://evil.example/x.png"></picture>'),
    "marquee": ("html-element", f'<marquee onstart="{JS}">x</marquee>'),
    "dialog": ("html-element", f'<dialog open onclose="{JS}">x</dialog>'),
    "body": (BUILT, f'<body onload="{JS}">'),
    "html": (BUILT, f'<html onmouseover="{JS}">'),
    "head": ("html-element", f"<head><script>{JS}</script></head>"),
    "canvas": ("html-element", "<canvas></canvas>"),
    "own-element": ("html-element", "<x-evil></x-evil>"),
    "portal": ("html-element", '<portal src="https://evil.example/"></portal>'),
    # Elements that change how what follows is read.
    "svg": ("html-element", f'<svg onload="{JS}"></svg>'),
    "svg-script": ("html-element", f"<svg><script>{JS}</script></svg>"),
    "svg-style": (
        "dead-image/html-attribute/html-element/image-alt",
        f'<svg><style><img src=x onerror="{JS}"></style></svg>',
    ),
    "svg-title": (
        "dead-image/html-attribute/html-element/unclosed/image-alt",
        f'<svg></p><title><a id="</title><img src=x onerror={JS}>"></title></svg>',
    ),
    "svg-animate": ("html-element", f'<svg><a><animate attributeName="href" values="javascript:{JS}"/></a></svg>'),
    "svg-use": ("html-element", '<svg><use href="data:image/svg+xml,x"></use></svg>'),
    "svg-foreign-object": ("html-element", f"<svg><foreignObject><script>{JS}</script></foreignObject></svg>"),
    "math": ("html-element", f'<math href="javascript:{JS}">x</math>'),
    "math-mtext": (
        "dead-image/html-attribute/html-element/unclosed/image-alt",
        f'<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror={JS}>">',
    ),
    "math-annotation": (
        "html-element",
        f'<math><annotation-xml encoding="text/html"><script>{JS}</script></annotation-xml></math>',
    ),
    "noscript": ("html-element", f'<noscript><p title="</noscript><img src=x onerror={JS}>"></noscript>'),
    "table-foster-parent": ("html-element", f"<table><script>{JS}</script><tr><td>a</td></tr></table>"),
    "table-text-outside": (BUILT, f'<table>a<tr><td title="</td>{JS}">b</td></tr></table>'),
    "template": ("html-element", f"<template><script>{JS}</script></template>"),
    "template-shadow": ("html-element", f'<div><template shadowrootmode="open"><script>{JS}</script></template></div>'),
    "textarea": ("html-element", f'<textarea><p title="</textarea><script>{JS}</script>"></textarea>'),
    "title": ("html-element", f'<title><p title="</title><script>{JS}</script>"></title>'),
    "plaintext": ("html-element", f"<plaintext><script>{JS}</script>"),
    "xmp": ("html-element", f'<xmp><p title="</xmp><script>{JS}</script>"></xmp>'),
    "listing": ("html-element", f"<listing>&lt;script>{JS}&lt;/script></listing>"),
    "noembed": ("html-element", f'<noembed><p title="</noembed><script>{JS}</script>"></noembed>'),
    "noframes": ("html-element", f'<noframes><p title="</noframes><script>{JS}</script>"></noframes>'),
    "nested-links": (
        "link-scheme",
        f'<a href="about.md"><table><tr><td><a href="javascript:{JS}">b</a></td></tr></table></a>',
    ),
    "cdata": ("words-lost", f"<![CDATA[<script>{JS}</script>]]>"),
    "cdata-inline": ("html-element", f"a <![CDATA[><script>{JS}</script>]]> b"),
    "processing-instruction": ("html-element", f"<?xml version='1.0'?><script>{JS}</script>"),
    "processing-instruction-alone": ("words-lost", f'<?php echo "<script>{JS}</script>" ?>'),
    "processing-instruction-inline": ("words-lost", f"a <?x <b {JS}> ?> b"),
    "stylesheet-instruction": ("words-lost", '<?xml-stylesheet href="javascript:x"?>'),
    "doctype": ("words-lost", "<!DOCTYPE html SYSTEM 'x'>"),
    "entity-declaration": ("words-lost", f"<!DOCTYPE x [<!ENTITY a '<script>{JS}</script>'>]>\n\n&a;"),
    "comment": (BUILT, f"<!-- <script>{JS}</script> -->"),
    "comment-inline": (BUILT, f"a <!-- <script>{JS}</script> --> b"),
    "comment-conditional": (BUILT, f"<!--[if gte IE 4]><script>{JS}</script><![endif]-->"),
    "comment-downlevel": (BUILT, f"<![if !IE]><b>{JS}</b><![endif]>"),
    "comment-empty": ("html-element", f"<!--><script>{JS}</script>-->"),
    "comment-dash": ("html-element", f"<!---><script>{JS}</script>-->"),
    "comment-unclosed": ("unclosed", f"<!-- <script>{JS}</script>"),
    "comment-bogus": (BUILT, f"</ <b>{JS}</b>>"),
    "comment-first": ("words-lost", f"<!-- a --><?a?>\n\n<div>{JS}</div>\n\n<!-- b -->\n\n{JS}"),
    "end-of-main": (BUILT, f"</div></main></body></html><b>{JS}</b>"),
    # Attributes.
    "handler": ("html-attribute", f'<p onclick="{JS}">x</p>'),
    "handler-unquoted": ("html-attribute", f"<p onclick={JS}>x</p>"),
    "handler-upper-case": ("html-attribute", f'<P ONCLICK="{JS}">x</P>'),
    "handler-with-slash": (BUILT, f'<b/onclick="{JS}">x</b>'),
    "handler-behind-a-quote": (BUILT, f'<b title="a"onclick="{JS}">x</b>'),
    "handler-with-a-null": ("encoding", f'<b \x00onclick="{JS}">x</b>'),
    "handler-with-backquotes": (BUILT, f"<b title=`x`onclick={JS}`>x</b>"),
    "handler-in-a-broken-tag": (BUILT, f'<b title="a\n\nb" onclick="{JS}">x</b>'),
    "handler-on-a-picture": ("html-attribute", f'<img src="room.png" alt="A" onerror="{JS}">'),
    "handler-on-details": ("html-attribute", f'<details open ontoggle="{JS}"><summary>a</summary></details>'),
    "handler-unclosed-picture": (BUILT, f'<img src=x onerror="{JS}"'),
    "handler-twice": ("html-attribute", f'<p title="a" onclick="{JS}" onclick="x">x</p>'),
    "handler-behind-a-duplicate": ("html-attribute", f'<p title="a" title="b" onmouseover="{JS}">x</p>'),
    "address-twice": (BUILT, f'<a href="about.md" href="javascript:{JS}">x</a>'),
    "style-attribute": ("html-attribute", '<p style="background: url(https://evil.example/x.png)">x</p>'),
    "srcset": ("html-attribute", '<img src="room.png" alt="A" srcset="https://evil.example/x.png 2x">'),
    "background": ("html-attribute", '<table background="https://evil.example/x.png"><tr><td>a</td></tr></table>'),
    "cite-address": ("html-attribute", f'<blockquote cite="javascript:{JS}">a</blockquote>'),
    "ping": ("html-attribute", '<a href="about.md" ping="https://evil.example/">x</a>'),
    "target": ("html-attribute", '<a href="about.md" target="_top">x</a>'),
    "xlink": ("html-attribute", f'<a xlink:href="javascript:{JS}">x</a>'),
    "is": ("html-attribute", '<p is="x-evil">x</p>'),
    "contenteditable": ("html-attribute", "<p contenteditable autofocus tabindex=1>x</p>"),
    "data-attribute": ("html-attribute", '<p data-bind="x">x</p>'),
    "attribute-list-handler": ("html-attribute", f'a\n{{: onclick="{JS}" }}\n'),
    "attribute-list-style": ("html-attribute", 'a\n{: style="color: red" }\n'),
    "attribute-list-address": ("link-scheme", f'[a](about.md){{: href="javascript:{JS}" }}'),
    "attribute-list-picture": ("image-elsewhere", '![a](room.png){: src="https://evil.example/x.png" }'),
    "attribute-list-heading": ("html-attribute", f'## a {{: onclick="{JS}" }}\n'),
    "attribute-list-without-colon": ("html-attribute", f"*a*{{onclick={JS}}}"),
    "attribute-list-quotes": (BUILT, f"*a*{{: title='\" onclick=\"{JS}' }}"),
    "attribute-list-tag": (BUILT, f"*a*{{: title='<script>{JS}</script>' }}"),
    "attribute-list-space-in-name": ("html-attribute", f"*a*{{: x/onclick={JS} }}"),
    "attribute-list-in-a-table": ("html-attribute", f"| a |\n|---|\n| b {{: onclick={JS} }} |\n"),
    "fence-class": (BUILT, f'``` {{: onclick="{JS}" }}\na\n```\n'),
    "fence-language": (BUILT, f'```x"onclick="{JS}\na\n```\n'),
    # Addresses.
    "javascript": ("link-scheme", f"[a](javascript:{JS})"),
    "javascript-html": ("link-scheme", f'<a href="javascript:{JS}">x</a>'),
    "javascript-mixed-case": ("link-scheme", f"[a](JaVaScRiPt:{JS})"),
    "javascript-entities": ("link-scheme", f'<a href="&#x6A;&#97vascript:{JS}">x</a>'),
    "javascript-entity-in-markdown": ("link-scheme", f"[a](java&#115;cript:{JS})"),
    "javascript-colon-entity": ("link-scheme", f'<a href="javascript&colon;{JS}">x</a>'),
    "javascript-tab": ("link-scheme", f'<a href="java\tscript:{JS}">x</a>'),
    "javascript-tab-entity": ("link-scheme", f'<a href="java&Tab;script:{JS}">x</a>'),
    "javascript-newline": ("link-scheme", f'<a href="java\nscript:{JS}">x</a>'),
    "javascript-newline-entity": ("link-scheme", f'<a href="java&NewLine;script:{JS}">x</a>'),
    "javascript-null": ("encoding", f'<a href="java\x00script:{JS}">x</a>'),
    "javascript-null-entity": ("dead-link", f'<a href="java&#0;script:{JS}">x</a>'),
    "javascript-control-in-front": ("encoding", f'<a href="\x01javascript:{JS}">x</a>'),
    "javascript-control-entity": ("dead-link", f'<a href="&#14;javascript:{JS}">x</a>'),
    "javascript-space-in-front": ("link-scheme", f'<a href=" javascript:{JS}">x</a>'),
    "javascript-unquoted": (BUILT, f"<a href=javascript:{JS}>x</a>"),
    "javascript-percent": ("dead-link", f"[a](javascript%3A{JS})"),
    "javascript-full-width-colon": ("dead-link", f"[a](javascript：{JS})"),
    "javascript-soft-hyphen": ("dead-link", f"[a](java\u00adscript:{JS})"),
    "javascript-noncharacter": ("link-scheme", f'<a href="java\ufdda\ufdd0script:{JS}">x</a>'),
    "javascript-noncharacter-entity": ("dead-link", f'<a href="java&#xFDDA;&#xFDD0;script:{JS}">x</a>'),
    "javascript-nested-marks": (
        "dead-link",
        f'<a href="java&#xFDDA; &#xFDDB;&#xFDD0;=&quot;&quot;&#xFDD0;script:{JS}">x</a>',
    ),
    "javascript-reference": ("link-scheme", f"[a][b]\n\n[b]: javascript:{JS}\n"),
    "javascript-reference-title": (BUILT, f"[a][b]\n\n[b]: about.md '\" onclick=\"{JS}'\n"),
    "javascript-autolink": ("link-scheme", f"<javascript:{JS}>"),
    "javascript-in-brackets": ("link-scheme", f"[a](<javascript:{JS}>)"),
    "javascript-picture": ("image-elsewhere", f"![a](javascript:{JS})"),
    "javascript-picture-link": ("link-scheme", f"[![a](room.png)](javascript:{JS})"),
    "javascript-in-a-footnote": ("link-scheme", f"a[^1]\n\n[^1]: [b](javascript:{JS})\n"),
    "data": ("link-scheme", f"[a](data:text/html,<script>{JS}</script>)"),
    "data-base64": ("link-scheme", "[a](data:text/html;base64,PHNjcmlwdD4=)"),
    "data-picture": ("image-elsewhere", "![a](data:image/svg+xml,x)"),
    "vbscript": ("link-scheme", "[a](vbscript:msgbox)"),
    "file": ("link-scheme", "[a](file:///etc/passwd)"),
    "blob": ("link-scheme", "[a](blob:https://example.org/x)"),
    "view-source": ("link-scheme", "[a](view-source:https://example.org/)"),
    "ftp": ("link-scheme", "[a](ftp://evil.example/x)"),
    "remote-picture": ("image-elsewhere", "![a](https://evil.example/x.png)"),
    "remote-picture-without-scheme": ("image-elsewhere", "![a](//evil.example/x.png)"),
    "remote-picture-backslashes": ("image-elsewhere", '<img alt="a" src="\\\\evil.example/x.png">'),
    "remote-picture-slash-backslash": ("image-elsewhere", '<img alt="a" src="/\\evil.example/x.png">'),
    "remote-picture-tab": ("image-elsewhere", '<img alt="a" src="/\t/evil.example/x.png">'),
    "remote-picture-reference": ("image-elsewhere", "![a][b]\n\n[b]: https://evil.example/x.png\n"),
    "picture-out-of-content": ("dead-image", "![a](../../etc/passwd.png)"),
    "quote-in-an-address": (BUILT, f'[a](https://example.com/"onmouseover="{JS})'),
    "bracket-in-an-address": (BUILT, f"[a](https://example.com/<script>{JS}</script>)"),
    "quote-in-a-query": (BUILT, f'<a href="about.md?a=&quot; onclick=&quot;{JS}">x</a>'),
    "link-to-a-draft": (BUILT, f'<a href="old.md" title="{JS}">x</a>'),
    "autolink-quote": (BUILT, f'<https://example.com/"onmouseover="{JS}>'),
    "automail-tag": ("html-element", f"<a@example.com?<script>{JS}</script>>"),
    # Places that print text elsewhere.
    "title-of-a-link": (BUILT, f"[a](about.md '\"onmouseover=\"{JS}')"),
    "title-of-a-picture": (BUILT, f"![a](room.png '\"onerror=\"{JS}')"),
    "description-of-a-picture": (BUILT, f'![" onerror="{JS}](room.png)'),
    "description-with-a-tag": (BUILT, f"![<script>{JS}</script>](room.png)"),
    "abbreviation": (BUILT, f'IOP\n\n*[IOP]: " onmouseover="{JS}\n'),
    "abbreviation-tag": (BUILT, f"IOP\n\n*[IOP]: <script>{JS}</script>\n"),
    "callout-title": ("html-element", f'!!! urgent "<script>{JS}</script>"\n    a\n'),
    "callout-class": (BUILT, f"!!! urgent onclick={JS}\n    a\n"),
    "callout-class-quote": (BUILT, f'!!! urgent" onclick="{JS}\n    a\n'),
    "footnote-name": (BUILT, f'a[^"onclick={JS}]\n\n[^"onclick={JS}]: b\n'),
    "heading-id": ("html-attribute", f'## a {{: #x"onclick={JS} }}\n'),
    "markdown-in-html": ("html-element", f'<div markdown="1">\n<script>{JS}</script>\n</div>'),
    "markdown-in-html-span": ("link-scheme", f'<p markdown="span">[a](javascript:{JS})</p>'),
    "markdown-in-html-block": ("html-attribute", f'<div markdown="block" onclick="{JS}">\na\n</div>'),
    "markdown-in-a-script": ("html-element", f'<script markdown="1">\n{JS}\n</script>'),
    "markdown-in-a-style": ("html-element", '<style markdown="block">\na\n</style>'),
    "code": (BUILT, f"`<script>{JS}</script>`"),
    "code-block": (BUILT, f"    <script>{JS}</script>\n"),
    "code-in-html": ("html-element", f"<code><script>{JS}</script></code>"),
    "entities": (BUILT, f"&lt;script&gt;{JS}&lt;/script&gt;"),
    "entities-twice": (BUILT, f"&amp;lt;script&amp;gt;{JS}&amp;lt;/script&amp;gt;"),
    "escaped": (BUILT, f"\\<script>{JS}\\</script>"),
    "stash": ("encoding", f"\x02wzxhzdk:0\x03 <b>{JS}</b>"),
    "stash-character": ("encoding", f"\x0260\x03script>{JS}\x0260\x03/script>"),
    "forged-token": (BUILT, f"&#xFDDC;&#xFDD0;&#xFDDD; {JS}"),
    "forged-token-of-digits": (BUILT, f"&#64988;&#64976&#0064989; {JS}"),
    "forged-token-in-an-attribute": (BUILT, '<b title="&#xFDDC;&#xFDD0;&#xFDDD;">x</b>'),
    "forged-mark": ("merge-field", "{{&#xFDDA;&#xFDD9;&#xFDD9; x }}"),
    "forged-mark-of-a-tag": (BUILT, f'<b title="a &#xFDDB;&#xFDD0;=">{JS}</b>'),
    "field-tag": (BUILT, "{{ things.tag }}"),
    "field-tag-in-html": (BUILT, "<div>{{ things.tag }}</div>"),
    "field-in-a-heading": (BUILT, "## {{ things.tag }}"),
    "field-in-an-attribute": (BUILT, '<b title="{{ things.handler }}">x</b>'),
    "field-in-an-attribute-list": (BUILT, '*a*{: title="{{ things.handler }}" }'),
    "field-in-a-description": (BUILT, "![{{ things.handler }}](room.png)"),
    "field-in-a-title": (BUILT, '[a](about.md "{{ things.handler }}")'),
    "field-as-an-address": ("merge-field", "[a]({{ things.scheme }})"),
    "field-as-an-address-in-html": ("merge-field", '<a href="{{ things.scheme }}">a</a>'),
    "field-as-a-scheme": ("merge-field/unknown-field", f'<a href="{{{{ things.none }}}}javascript:{JS}">a</a>'),
    "field-as-a-tag": (BUILT, f"<{{{{ things.tag }}}}>{JS}</b>"),
    "field-as-an-attribute": (BUILT, "<b {{ things.handler }}>x</b>"),
    "field-with-braces": (BUILT, "{{ things.braces }}"),
    "field-never-jinja": ("merge-field", "{{ ''.__class__.__mro__ }}"),
    "jinja-statement": ("unknown-component", "{% for a in data %}{{ a }}{% endfor %}"),
}

TOKEN_1 = '"\\uFDDC\\uFDD1\\uFDDD"'  # what stands for the second field of a text while it is converted


def source(**keys: str) -> str:
    """Return a source as its file has it, with some of its keys changed."""
    sound = {"title": "A", "publisher": "B", "url": "https://example.com/", "verified": "secondary", **keys}
    return "a:\n" + "".join(f"  {key}: {value}\n" for key, value in sound.items())


def help_line(**keys: str) -> str:
    """Return a help line as its file has it, with some of its keys changed."""
    sound = {"label": "A", "call": '"911"', "checked": "2026-11-24", "verified": "secondary", **keys}
    return "emergency:\n" + "".join(f"  {key}: {value}\n" for key, value in sound.items())


def quoted(text: str) -> str:
    """Return a text as YAML writes it in single quotes."""
    return "'" + text.replace("'", "''") + "'"


TAG = quoted(f"</title><script>{JS}</script>")
QUOTE = quoted(f'" onmouseover="{JS}" x="')

# The same in other places: the files that differ from a sound site.
ELSEWHERE: dict[str, tuple[str, Files]] = {
    "front-title": (BUILT, {HOME: page(title=TAG)}),
    "front-title-quote": (BUILT, {HOME: page(title=QUOTE)}),
    "front-description": (BUILT, {HOME: page(description=QUOTE)}),
    "front-nav-title": (BUILT, {"content/about.md": page(nav_title=TAG, order=1)}),
    "front-slug": ("front-matter-value", {"content/about.md": page(slug=QUOTE)}),
    "front-slug-up": ("front-matter-value", {"content/about.md": page(slug="../../x")}),
    "front-alias": ("front-matter-value", {"content/about.md": page(aliases=f"[{QUOTE}]")}),
    "front-alias-javascript": ("front-matter-value", {"content/about.md": page(aliases=f"['javascript:{JS}']")}),
    "front-alias-elsewhere": ("front-matter-value", {"content/about.md": page(aliases="[//evil.example/]")}),
    "front-alias-up": ("front-matter-value", {"content/about.md": page(aliases="[/../../x/]")}),
    "front-alias-file": (BUILT, {"content/about.md": page(aliases="[/x.html]")}),
    "front-image": ("image-elsewhere", {HOME: page(image=f"'javascript:{JS}'", image_alt="A")}),
    "front-image-elsewhere": ("image-elsewhere", {HOME: page(image="https://evil.example/x.png", image_alt="A")}),
    "front-image-alt": (BUILT, {HOME: page(image="room.png", image_alt=QUOTE)}),
    "front-tags": ("front-matter-reference", {"content/a.md": page(tags=f"[{TAG}, {QUOTE}]", date="2026-01-01")}),
    "front-author": ("front-matter-reference", {"content/a.md": page(author=TAG, date="2026-01-01")}),
    "front-reviewer": ("front-matter-reference", {"content/a.md": page(reviewer=TAG, reviewed="2026-01-01")}),
    "front-template-up": ("template-missing", {HOME: page(template="../content/x")}),
    "front-template-elsewhere": ("template-missing", {HOME: page(template="/etc/passwd")}),
    "source-javascript": (
        "data-value/template-error",
        {SOURCES: source(url=f"'javascript:{JS}'"), HOME: page(sources="[a]")},
    ),
    "source-javascript-tab": (
        "data-value/template-error",
        {SOURCES: source(url='"java\\tscript:x"'), HOME: page(sources="[a]")},
    ),
    "source-data": (
        "data-value/template-error",
        {SOURCES: source(url="'data:text/html,x'"), HOME: page(sources="[a]")},
    ),
    "source-quote": (
        "data-value",
        {SOURCES: source(url=quoted(f'https://a.example/"onclick="{JS}')), HOME: page(sources="[a]")},
    ),
    "source-title": (BUILT, {SOURCES: source(title=TAG, publisher=TAG, authors=TAG), HOME: page(sources="[a]")}),
    "chat-javascript": (
        "data-value/template-error",
        {HELP: help_line(chat=f"'javascript:{JS}'"), HOME: page("{{ help-lines }}\n")},
    ),
    "chat-control": (
        "data-value/yaml-syntax",
        {HELP: help_line(chat='"\\x01javascript:x"'), HOME: page("{{ help-lines }}\n")},
    ),
    "call-quote": (
        "data-value",
        {HELP: help_line(call=QUOTE), HOME: page("{{ help.emergency.call }}\n{{ help-lines }}\n")},
    ),
    "call-tag": ("data-value", {HELP: help_line(call=TAG), HOME: page("{{ help.emergency.call }}\n")}),
    "help-label-tag": (BUILT, {HELP: help_line(label=TAG), HOME: page("{{ help.emergency.call }}\n")}),
    "sms-javascript": ("data-value", {HELP: help_line(sms=f"'javascript:{JS}'"), HOME: page("{{ help-lines }}\n")}),
    "site-name": (BUILT, {"content/_site.yaml": SETTINGS.replace("Test Center", TAG), HOME: page("{{ site.name }}\n")}),
    "site-email": (
        "settings-value",
        {"content/_site.yaml": SETTINGS + f"email: {QUOTE}\n", HOME: page("{{ site.email }}\n")},
    ),
    "site-phone": (
        "settings-value",
        {"content/_site.yaml": SETTINGS + f"phone: {QUOTE}\n", HOME: page("{{ site.phone }}\n")},
    ),
    "site-language": ("settings-value", {"content/_site.yaml": SETTINGS + f"language: {QUOTE}\n"}),
    "base-url-javascript": ("settings-value", {"content/_site.yaml": f"name: A\nbase_url: 'javascript:{JS}'\n"}),
    "base-url-quote": (
        "settings-value",
        {"content/_site.yaml": f"name: A\nbase_url: {quoted('https://a.example/' + QUOTE[1:-1])}\n"},
    ),
    "base-url-line": (
        "settings-value",
        {"content/_site.yaml": 'name: A\nbase_url: "https://a.example/\\nDisallow: /"\n'},
    ),
    "base-url-control": (
        "settings-value/yaml-syntax/data-value",
        {"content/_site.yaml": 'name: A\nbase_url: "https://a\\x01.example/"\n'},
    ),
    "page-name": ("built/file-name/dead-image", {f'content/a"><script>{JS}<.md': page()}),
    "page-name-ampersand": (BUILT, {"content/a&b=c.md": page()}),
    "folder-name": (
        "built/file-name/dead-image",
        {"content/x\"onclick='y'/index.md": page(), "content/x\"onclick='y'/a.md": page()},
    ),
    "asset-name": (
        "built/file-name/dead-image",
        {f'content/a"onerror="{JS}.png': b"", HOME: page(f'![a](<a"onerror="{JS}.png>)')},
    ),
    "asset-name-javascript": (
        "built/file-name/dead-image",
        {f"content/javascript:{JS}.png": b"", HOME: page(f"![a](./javascript%3A{JS}.png)")},
    ),
    "asset-name-tag": ("built/file-name/dead-image", {"content/<b>.png": b"", HOME: page("![a](%3Cb%3E.png)")}),
    "asset-name-line": ("built/file-name/dead-image", {"content/a\nb.png": b"", HOME: page("![a](a%0Ab.png)")}),
    "asset-svg": ("svg-broken", {"content/x.svg": f"<svg onload='{JS}'/>", HOME: page("![a](x.svg)")}),
    "asset-svg-alone": ("svg-script", {"content/x.svg": f"<svg {NS} viewBox='0 0 9 9' onload='{JS}'/>"}),
    "asset-svg-clean": (BUILT, {"content/x.svg": f"<svg {NS} viewBox='0 0 9 9'/>", HOME: page("![a](x.svg)")}),
    "asset-html": (BUILT, {"content/x.html": f"<script>{JS}</script>"}),
    "asset-html-linked": ("dead-link", {"content/x.html": f"<script>{JS}</script>", HOME: page("[a](x.html)")}),
    "asset-script": (BUILT, {"content/x.js": JS}),
    "asset-xhtml": (
        BUILT,
        {"content/x.xhtml": "x", "content/x.htm": "x", "content/x.shtml": "x", "content/x.mht": "x"},
    ),
    "asset-two-endings": (BUILT, {"content/x.html.png": PNG, HOME: page("![a](x.html.png)")}),
    "asset-server-settings": (BUILT, {"content/.htaccess": "x", "content/_headers": "x"}),
    "component-argument": ("component-argument", {HOME: page(f'{{{{ level-card level="<script>{JS}</script>" }}}}\n')}),
    "data-forged-token": (
        BUILT,
        {
            "content/_data/forged.yaml": f"token: {TOKEN_1}\nunit: {QUOTE}\n",  # a unit's quotes aren't made curly
            HOME: page('A <b title="{{ forged.token }}">x</b> and {{ forged.unit }}.\n'),
        },
    ),
    "data-forged-token-in-a-heading": (
        BUILT,
        {"content/_data/forged.yaml": f"token: {TOKEN_1}\n", HOME: page("## {{ forged.token }}\n")},
    ),
}

WAYS: dict[str, tuple[str, Files]] = {
    **{name: (outcome, {**BASIC, HOME: page(text)}) for name, (outcome, text) in IN_TEXT.items()},
    **ELSEWHERE,
}


def site_with(folder: Path, files: Files) -> TinySite:
    """Return a site of some files, with the project's own templates if they bring none."""
    site = TinySite(folder)
    if not any(path.startswith("templates/") for path in files):
        with_templates(site)
    content = {path: text for path, text in BASIC.items() if path.startswith("content/")}
    return site.write({**content, **SURROUNDINGS, **files})


def texts_together(folder: Path, *, is_built: bool) -> TinySite:
    """Return a site with a page of each text that is to be built, or of each that is to be refused; its name is the way's."""
    texts = {name: text for name, (outcome, text) in IN_TEXT.items() if (outcome == BUILT) == is_built}
    return site_with(folder, {**BASIC, **{f"content/{name}.md": page(text) for name, text in texts.items()}})
