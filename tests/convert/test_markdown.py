"""Markdown and what it becomes, to the letter."""

import pytest

from carepress.problems import BuildFailed
from carepress.render.finish import fold_questions
from tests.project import became
from tests.sites import PNG, SETTINGS, SURROUNDINGS, MakeSite, page

MARKDOWN = [
    pytest.param(
        "Table: What it *costs*\n\n| Level | Cost |\n|:------|-----:|\n| A | $5 |\n",
        "<table><caption>What it <em>costs</em></caption>\n"
        "<thead>\n<tr>\n"
        '<th class="align-left" scope="col">Level</th>\n<th class="align-right" scope="col">Cost</th>\n'
        "</tr>\n</thead>\n<tbody>\n<tr>\n"
        '<td class="align-left">A</td>\n<td class="align-right">$5</td>\n'
        "</tr>\n</tbody>\n</table>",
        id="table-with-caption",
    ),
    pytest.param(
        "Tables are:\n\n| A |\n|---|\n| b |\n",
        "<p>Tables are:</p>\n<table>\n<thead>\n<tr>\n"
        '<th scope="col">A</th>\n'
        "</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>",
        id="table-without-caption",
    ),
    pytest.param(
        "One.[^1]\n\n[^1]: The note.\n",
        '<p>One.<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup></p>\n'
        '<div class="footnote">\n<hr>\n<ol>\n<li id="fn-1">\n'
        '<p>The note.&nbsp;<a class="footnote-backref" href="#fnref-1" '
        'title="Jump back to footnote 1 in the text">↩</a></p>\n'
        "</li>\n</ol>\n</div>",
        id="footnote",
    ),
    pytest.param(
        "Term\n:   What it means\n",
        "<dl>\n<dt>Term</dt>\n<dd>What it means</dd>\n</dl>",
        id="definition-list",
    ),
    pytest.param(
        "Term\n  :   What it means\n",
        "<dl>\n<dt>Term</dt>\n<dd>What it means</dd>\n</dl>",
        id="definition-list-indented",
    ),
    pytest.param('~~~\n<b> "a"\n~~~\n', '<pre><code>&lt;b&gt; "a"\n</code></pre>', id="code-between-tildes"),
    pytest.param(
        "The IOP is here.\n\n*[IOP]: Intensive outpatient\n",
        '<p>The <abbr title="Intensive outpatient">IOP</abbr> is here.</p>',
        id="abbreviation",
    ),
    pytest.param(
        '!!! urgent "Call now"\n    Text\n',
        '<div class="callout callout-urgent" role="note">\n'
        '<p class="admonition-title">Call now</p>\n<p>Text</p>\n</div>',
        id="callout",
    ),
    pytest.param(
        '!!! information ""\n    Text\n',
        '<div class="callout callout-information" role="note">\n<p>Text</p>\n</div>',
        id="callout-without-title",
    ),
    pytest.param(
        "Text\n{: .lead #start }\n\n## A {#b .c}\n",
        '<p class="lead" id="start">Text</p>\n<h2 class="c" id="b">A</h2>',
        id="attribute-lists",
    ),
    pytest.param(
        "1. a\n2. b\n\n- c\n\n> d\n\n---\n\ne  \nf\n",
        "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>\n"
        "<blockquote>\n<p>d</p>\n</blockquote>\n<hr>\n<p>e<br>\nf</p>",
        id="lists-and-breaks",
    ),
    pytest.param("a & b < c &copy; \\*d\\*", "<p>a &amp; b &lt; c © *d*</p>", id="escapes"),
    pytest.param("", "", id="empty"),
]

HEADINGS = [
    pytest.param("## What it costs\n", '<h2 id="what-it-costs">What it costs</h2>', id="words"),
    pytest.param("## Café\n", '<h2 id="cafe">Café</h2>', id="accent"),
    pytest.param("### !\n", '<h3 id="section">!</h3>', id="no-word"),
    pytest.param("## `code` *x*\n", '<h2 id="code-x"><code>code</code> <em>x</em></h2>', id="markup"),
    pytest.param("## [A](about.md) B\n", '<h2 id="a-b"><a href="/about/">A</a> B</h2>', id="link"),
    pytest.param("## We're {{ site.name }}\n", '<h2 id="were-test-center">We’re Test Center</h2>', id="merge-field"),
    pytest.param(
        "## A\n\n## A\n\n## A\n",
        '<h2 id="a">A</h2>\n<h2 id="a-2">A</h2>\n<h2 id="a-3">A</h2>',
        id="same-words",
    ),
    pytest.param(
        "## A\n\n## A\n\n## B {#a-2}\n",
        '<h2 id="a">A</h2>\n<h2 id="a-3">A</h2>\n<h2 id="a-2">B</h2>',
        id="own-id-comes-first",
    ),
]

QUOTES = [
    pytest.param("\"Yes,\" it's 'so'.", "<p>“Yes,” it’s ‘so’.</p>", id="text"),
    pytest.param('"A *quoted* word," "**b**"', "<p>“A <em>quoted</em> word,” “<strong>b</strong>”</p>", id="across"),
    pytest.param('*"a"* (**"b"**)', "<p><em>“a”</em> (<strong>“b”</strong>)</p>", id="inside"),
    pytest.param('a\n\n"b"', "<p>a</p>\n<p>“b”</p>", id="paragraph"),
    pytest.param('["a"](about.md "b")', '<p><a href="/about/" title="b">“a”</a></p>', id="link"),
    pytest.param('`"a"` <kbd>"b"</kbd>', '<p><code>"a"</code> <kbd>"b"</kbd></p>', id="code"),
    pytest.param("`a`'s", "<p><code>a</code>’s</p>", id="behind-code"),
    pytest.param('    "a"\n', '<pre><code>"a"\n</code></pre>', id="indented-code"),
    pytest.param('"{{ site.name }}"', "<p>“Test Center”</p>", id="around-a-merge-field"),
    pytest.param(
        '[a](about.md "b > c") "d"', '<p><a href="/about/" title="b &gt; c">a</a> “d”</p>', id="greater-in-an-attribute"
    ),
]

FIELDS = [
    pytest.param("At {{ site.name }}.", "<p>At Test Center.</p>", id="prose"),
    pytest.param("{{site.name}}", "<p>Test Center</p>", id="without-spaces"),
    pytest.param("**{{ site.name }}**", "<p><strong>Test Center</strong></p>", id="bold"),
    pytest.param("[{{ site.name }}](about.md)", '<p><a href="/about/">Test Center</a></p>', id="link-text"),
    pytest.param(
        "| A |\n|---|\n| {{ site.name }} |\n",
        '<table>\n<thead>\n<tr>\n<th scope="col">A</th>\n</tr>\n</thead>\n'
        "<tbody>\n<tr>\n<td>Test Center</td>\n</tr>\n</tbody>\n</table>",
        id="table-cell",
    ),
    pytest.param("<div>{{ site.name }}</div>", "<div>Test Center</div>", id="raw-html"),
    pytest.param(
        "{{ site.phone }}",
        '<p><a href="tel:+16155550100">615-555-0100</a></p>',
        id="phone",
    ),
    pytest.param(
        "{{ site.email }}",
        '<p><a href="mailto:hello@example.org">hello@example.org</a></p>',
        id="email",
    ),
    pytest.param(
        "{{ facts.rate }} do.",
        '<p>4 &lt;in&gt; 10<sup class="cite"><a id="c_1" href="#s_1" aria-label="Source 1">1</a></sup> do.</p>',
        id="fact",
    ),
    pytest.param(
        "{{ facts.both }} {{ facts.rate }}",
        '<p>half<sup class="cite"><a id="c_1" href="#s_1" aria-label="Source 1">1</a></sup> '
        '4 &lt;in&gt; 10<sup class="cite"><a id="c_2" href="#s_2" aria-label="Source 2">2</a></sup></p>',
        id="facts-of-one-source",
    ),
    pytest.param("`{{ site.name }}`", "<p><code>{{ site.name }}</code></p>", id="code"),
    pytest.param("<code>{{ site.name }}</code>", "<p><code>{{ site.name }}</code></p>", id="code-in-html"),
    pytest.param("    {{ site.name }}\n", "<pre><code>{{ site.name }}\n</code></pre>", id="indented-code"),
    pytest.param(
        "```html\n{{ card }}\n<b>\n```\n",
        '<pre><code class="language-html">{{ card }}\n&lt;b&gt;\n</code></pre>',
        id="fenced-code",
    ),
    pytest.param("~~~\n{{ card }}\n~~~\n", "<pre><code>{{ card }}\n</code></pre>", id="code-between-tildes"),
    pytest.param("\\{{ site.name }}", "<p>{{ site.name }}</p>", id="escaped"),
    pytest.param("{ {name} }", "<p>{ {name} }</p>", id="single-braces"),
    pytest.param(
        "![Call {{ site.phone }}](room.png)",
        '<p><img alt="Call 615-555-0100" src="/room.png" loading="lazy" decoding="async" width="16" height="16"></p>',
        id="description-of-a-picture",
    ),
    pytest.param(
        "[Call {{ site.phone }}](about.md)",
        '<p><a href="/about/">Call 615-555-0100</a></p>',
        id="phone-in-a-link",
    ),
]

COMPONENTS = [
    pytest.param("{{ card }}", "<aside>card</aside>", id="alone"),
    pytest.param(
        "before\n{{ card }}\nafter", "<p>before</p>\n<aside>card</aside>\n<p>after</p>", id="without-blank-lines"
    ),
    pytest.param(
        "{{ card }}\n{{ card }}",
        "<aside>card</aside>\n<aside>card</aside>",
        id="one-below-the-other",
    ),
    pytest.param("  {{card}}  \n", "<aside>card</aside>", id="spaces"),
    pytest.param('{{ note words="a <b>" }}', "<aside>a &lt;b&gt;</aside>", id="argument"),
    pytest.param("- a\n\n{{ card }}\n", "<ul>\n<li>a</li>\n</ul>\n<aside>card</aside>", id="behind-a-list"),
]

LINKS = [
    pytest.param("[a](about.md)", '<a href="/about/">a</a>', id="file"),
    pytest.param("[a](./about.md)", '<a href="/about/">a</a>', id="file-here"),
    pytest.param("[a](about.md#our-team)", '<a href="/about/#our-team">a</a>', id="anchor-of-a-file"),
    pytest.param("[a](costs/index.md?b=c#insurance)", '<a href="/costs/?b=c#insurance">a</a>', id="query"),
    pytest.param("[a](/costs/)", '<a href="/costs/">a</a>', id="address"),
    pytest.param("[a](/costs/index.md)", '<a href="/costs/">a</a>', id="file-from-the-top"),
    pytest.param("[a](index.md)", '<a href="/">a</a>', id="home"),
    pytest.param("[a](plan%20b.pdf)", '<a href="/plan%20b.pdf">a</a>', id="asset"),
    pytest.param("[a](caf\u00e9.md)", '<a href="/cafe/">a</a>', id="name-with-parted-letters"),
    pytest.param("[a](cafe%CC%81.png)", '<a href="/caf%C3%A9.png">a</a>', id="asset-with-parted-letters"),
    pytest.param("[a](<plan b.pdf>)", '<a href="/plan%20b.pdf">a</a>', id="asset-with-a-space"),
    pytest.param(
        "[a](https://example.com/b?c=d&e)", '<a href="https://example.com/b?c=d&amp;e">a</a>', id="another-site"
    ),
    pytest.param("[a](mailto:b@example.com)", '<a href="mailto:b@example.com">a</a>', id="mail"),
    pytest.param("[a](tel:988)", '<a href="tel:988">a</a>', id="number"),
    pytest.param("[a](TEL:988)", '<a href="tel:988">a</a>', id="number-in-upper-case"),
    pytest.param('<a href="t&Tab;el&colon;988">a</a>', '<a href="tel:988">a</a>', id="number-behind-a-tab"),
    pytest.param("[a](tel:%39%38%38)", '<a href="tel:988">a</a>', id="number-in-percent"),
    pytest.param("[a](tel:988-)", '<a href="tel:988">a</a>', id="number-with-a-dash"),
    pytest.param("[a](<tel:1 (615) 555-0100>)", '<a href="tel:+16155550100">a</a>', id="number-as-people-write-it"),
    pytest.param(
        "[a](Mailto:b@EXAMPLE.com?subject=C)", '<a href="mailto:b@EXAMPLE.com?subject=C">a</a>', id="mail-about"
    ),
    pytest.param(
        '<a href=" HTTPS://exam&NewLine;ple.com/B ">a</a>',
        '<a href="https://example.com/B">a</a>',
        id="scheme-in-upper-case",
    ),
    pytest.param('[a][b]\n\n[b]: about.md "T"\n', '<a href="/about/" title="T">a</a>', id="reference"),
    pytest.param("<https://example.com>", '<a href="https://example.com">https://example.com</a>', id="bare"),
    pytest.param("<b@example.com>", '<a href="mailto:b@example.com">b@example.com</a>', id="bare-mail"),
    pytest.param('<a href="about.md">a</a>', '<a href="/about/">a</a>', id="raw-html"),
    pytest.param(
        '![A "room"](room.png)',
        '<img alt="A &quot;room&quot;" src="/room.png" loading="lazy" decoding="async" width="16" height="16">',
        id="picture",
    ),
]

RAW_HTML = [
    pytest.param(
        '<details class="x"><summary>More</summary>Text</details>',
        '<details class="x"><summary>More</summary>Text</details>',
        id="allowed",
    ),
    pytest.param("H<sub>2</sub>O <br> x", "<p>H<sub>2</sub>O <br> x</p>", id="inline"),
    pytest.param('<div markdown="1">\n*a*\n</div>', "<div>\n<p><em>a</em></p>\n</div>", id="markdown-inside"),
    pytest.param("A <!-- b --> c", "<p>A  c</p>", id="comment"),
    pytest.param("<!-- {{ nothing.here }} -->", "", id="comment-with-a-merge-field"),
    pytest.param("a</div> b", "<p>a b</p>", id="unopened"),
    pytest.param("<DIV Class=x>a</DIV>", '<div class="x">a</div>', id="upper-case"),
]


TEXTS = [*MARKDOWN, *HEADINGS, *QUOTES, *FIELDS, *COMPONENTS, *RAW_HTML]
DIALED = {
    "content/_site.yaml": SETTINGS + 'phone: "615-555-0100"\nemail: b@example.com\n',
    "content/_data/help.yaml": 'a: {label: A, call: "988", verified: secondary}\n',
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Return what each text became."""
    return became("markdown", SURROUNDINGS, (str(row.values[0]) for row in TEXTS), template="home")


@pytest.fixture(scope="module")
def pages_with_links() -> dict[str, str]:
    """Return what each text with a link became."""
    return became("markdown-links", SURROUNDINGS | DIALED, (str(row.values[0]) for row in LINKS))


@pytest.mark.parametrize(("markdown", "html"), TEXTS)
def test_markdown(pages: dict[str, str], markdown: str, html: str) -> None:
    """A text becomes exactly this HTML."""
    assert pages[markdown] == html


@pytest.mark.parametrize(("markdown", "html"), LINKS)
def test_links(pages_with_links: dict[str, str], markdown: str, html: str) -> None:
    """A link to a file becomes its address, and everything else stays as it was written."""
    assert pages_with_links[markdown] == f"<p>{html}</p>"


# HTML that could load, run or hide something, and the rules that refuse it.
REFUSED = {
    "<script>x</script>": ["html-element"],
    '<iframe src="https://example.com"></iframe>': ["html-element"],
    "<svg><script>x</script></svg>": ["html-element", "html-element"],
    "<form><input></form>": ["html-element", "html-element"],
    "<style>p {}</style>": ["html-element"],
    '<object data="x"></object>': ["html-element"],
    "<p onclick=x>a</p>": ["html-attribute"],
    '<p style="color: red">a</p>': ["html-attribute"],
    '<img src="room.png" alt="A" onerror="x">': ["html-attribute"],
    '<a href="javascript:x">a</a>': ["link-scheme"],
    '<a href="&#106;avascript:x">a</a>': ["link-scheme"],
    '<a href=" java&Tab;script:x">a</a>': ["link-scheme"],
    "[a](JavaScript:x)": ["link-scheme"],
    "[a](vbscript:x)": ["link-scheme"],
    "a\n{: onmouseover=x }\n": ["html-attribute"],
    "<img src=https://example.com/a.png alt=A>": ["image-elsewhere"],
}


def test_refused_html(make_site: MakeSite) -> None:
    """HTML that could load, run or hide something is refused, however it is written."""
    texts = {f"content/{number}.md": html for number, html in enumerate(REFUSED)}
    site = make_site({**SURROUNDINGS, **{path: page(html) for path, html in texts.items()}})
    found: dict[str, list[str]] = {}
    for problem in site.problems():
        found.setdefault(texts[problem.place.path], []).append(problem.rule)

    assert found == REFUSED


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("IOP\n\n*[IOP]: {{ site.name }}\n", id="abbreviation"),
        pytest.param('[a](about.md "{{ site.name }}")', id="title-of-a-link"),
        pytest.param('A <b title="{{ site.name }}">b</b>', id="attribute"),
        pytest.param('<div title="{{ site.name }}">b</div>', id="attribute-of-a-block"),
        pytest.param('!!! urgent "{{ site.name }}"\n    a\n', id="title-of-a-callout"),
        pytest.param("[^1]\n\n[^1]: {{ site.name }}\n", id="footnote"),
    ],
)
def test_no_merge_field_is_passed_over(make_site: MakeSite, markdown: str) -> None:
    """A merge field in a place that nobody thought of is filled in or refused, never printed as it stands."""
    site = make_site(SURROUNDINGS, body=markdown)
    try:
        site.build()
    except BuildFailed as failure:
        assert [problem.rule for problem in failure.problems] == ["merge-field"]  # noqa: PT017
    else:
        assert [found for found in ("{{", "\\Test") if found in site.read("index.html")] == []


def test_a_fact_in_the_text_of_a_link(make_site: MakeSite) -> None:
    """A link holds no other link: the reference of a fact in its text stands behind it."""
    site = make_site(SURROUNDINGS, body="[about {{ facts.rate }}](about.md)")
    site.build("2026-11-24")

    assert site.main() == (
        '<p><a href="/about/">about 4 &lt;in&gt; 10</a>'
        '<sup class="cite"><a id="c_1" href="#s_1" aria-label="Source 1">1</a></sup></p>'
    )


def test_a_merge_field_in_a_heading_of_raw_html(make_site: MakeSite) -> None:
    """The table of contents and the anchor know what a merge field became, in raw HTML too."""
    site = make_site(
        {
            "content/index.md": page("<h2>At {{ site.name }}</h2>\n"),
            "templates/home.html": "{% for h in page.headings %}{{ h.id }}: {{ h.text }}{% endfor %}",
        }
    )
    site.build()

    assert site.read("index.html") == "at-test-center: At Test Center"


@pytest.mark.parametrize(
    ("name", "written", "address"),
    [
        pytest.param("a b.png", "a%20b.png", "/a%20b.png", id="space"),
        pytest.param("a#b.png", "a%23b.png", "/a%23b.png", id="number-sign"),
        pytest.param("a%20b.png", "a%2520b.png", "/a%2520b.png", id="percent"),
        pytest.param("é.png", "é.png", "/%C3%A9.png", id="accent"),
    ],
)
def test_names_of_pictures(make_site: MakeSite, name: str, written: str, address: str) -> None:
    """A picture may have any name that a file can have."""
    site = make_site({f"content/{name}": PNG}, body=f"![A]({written})")
    site.build()

    assert site.main() == f'<p><img alt="A" src="{address}" loading="lazy" decoding="async" width="16" height="16"></p>'


def test_a_component_sees_what_its_page_sees(make_site: MakeSite) -> None:
    """A component may use the names that templates have, and an argument stands beside them."""
    site = make_site(
        {
            "content/index.md": page('{{ card greeting="Hello" }}\n'),
            "templates/components/card.html": "{{ greeting }} from {{ page.title }} at {{ site.name }}",
        }
    )
    site.build()

    assert site.main() == "Hello from Title at Test Center"


def test_curly_quotes_in_front_matter(make_site: MakeSite) -> None:
    """Titles and descriptions are printed with curly quotes, as the text is."""
    site = make_site({"content/index.md": page(title='It\'s "so"'), "templates/home.html": "{{ page.title }}"})
    site.build()

    assert site.read("index.html") == "It’s “so”"


def test_headings_for_the_table_of_contents(make_site: MakeSite) -> None:
    """A page's headings of the second level are offered with their anchors and their plain text."""
    site = make_site(
        {
            "content/index.md": page('## A *b* {{ site.name }}\n\n### C\n\n## "D" {#e}\n'),
            "templates/home.html": "{% for h in page.headings %}{{ h.id }}: {{ h.text }}\n{% endfor %}",
        }
    )
    site.build()

    assert site.read("index.html") == "a-b-test-center: A b Test Center\ne: “D”\n"


def test_an_apostrophe_in_an_address_for_mail_stays(make_site: MakeSite) -> None:
    """An address for mail is printed and linked as it was written: a curly apostrophe would make it another's."""
    site = make_site({"content/_site.yaml": SETTINGS + "email: o'hara@example.org\n"})
    site.write({"content/index.md": page("{{ site.email }}\n")}).build()

    assert '<p><a href="mailto:o&#x27;hara@example.org">o\'hara@example.org</a></p>' in site.read("index.html")


def test_a_heading_in_a_quotation_cuts_nothing(make_site: MakeSite) -> None:
    """Where a template cuts a text at its headings, one inside of another element stays in it."""
    site = make_site(
        {
            "content/index.md": page("A &lt; b\n\n> ## C\n\n## D {.x}\n\n- ### E\n\n### F\n\nG\n\n## H\n"),
            "templates/home.html": "{% for part in content()|sections %}[{{ part }}]\n{% endfor %}",
        }
    )
    site.build()

    assert " ".join(site.read("index.html").split()) == (
        '[<p>A &lt; b</p> <blockquote> <h2 id="c">C</h2> </blockquote> ] '
        '[<h2 class="x" id="d">D</h2> <ul> <li> <h3 id="e">E</h3> </li> </ul> <h3 id="f">F</h3> <p>G</p> ] '
        '[<h2 id="h">H</h2>]'
    )
    quoted = '<blockquote><h3 id="a">A</h3></blockquote>'
    assert fold_questions(f'{quoted}<h3 id="b">B</h3><p>C</p>{quoted}<h2 id="d">D</h2>') == (
        f'{quoted}<details><summary><h3>B</h3></summary><div id="b"><p>C</p>{quoted}</div></details>\n<h2 id="d">D</h2>'
    )


def test_curly_quotes_around_an_argument(make_site: MakeSite) -> None:
    """Word processors make the quotes around a component's argument curly: they are quotes as well."""
    site = make_site({"content/index.md": page("{{ card kind=“a” }}\n\n{{ card kind=„b“ }}\n")})
    site.write({"templates/components/card.html": "{# kind #}<i>{{ kind }}</i>"}).build()

    assert "<i>a</i>\n<i>b</i>" in site.read("index.html")
