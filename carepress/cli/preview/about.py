"""What the panel tells of a page besides what is wrong with it: state, reading, search result, facts, links, weight."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from carepress.cli.preview.notes import part, shown
from carepress.cli.report import why_held_back
from carepress.load.names import facts_of
from carepress.model.made import Made, Report
from carepress.model.site import Site
from carepress.render.context import reading_minutes
from carepress.text.html import Tree, page_prose
from carepress.text.readability import reading_grade, spanish_ease
from carepress.text.urls import host_of, href, permalink
from carepress.text.words import ENGLISH, SPANISH, base_language, count_noun, format_date, format_distant, shorten
from carepress.write.shown import Content

_SHOWN = {"title": 60, "description": 155}  # letters in search results
_CUT = {"title": "title, with the site’s name behind it,", "description": "description"}
_MOST = 10  # pages that are named
_LOADS = {"Style sheets": "link[rel=stylesheet]", "Scripts": "script[src]", "Pictures": "img[src]"}
_FONTS = (".woff2", ".woff", ".ttf", ".otf")

Row = tuple[str, str]


def about(report: Report, site: Site, made: Made, html: str, files: Mapping[str, Content]) -> Iterator[str]:
    """Yield each part of what there is to know of a page; `files` are those of the preview."""
    tree = Tree(html)
    title, robots = tree.css_first("title"), _meta(tree, "robots")
    said = {"title": title.text().strip() if title else "", "description": _meta(tree, "description")}
    yield _rows("State", _state(report, site, made))
    yield _rows("Reading", _reading(made, html, base_language(made.page.language or site.settings.language)))
    # A page that waits is left out for now, whatever its author says.
    is_hidden = "noindex" in robots and made.page.url not in report.waiting
    yield part("In search results", _search_result(site, made, said, is_hidden=is_hidden))
    yield part("As a shared link", _card(site, said["title"], tree))
    yield _facts(report, site, made)
    yield _rows("Links", _links(report, site, made))
    yield _rows("Weight, before it is compressed", _weight(tree, html, files))


def _rows(title: str, rows: Iterable[Row]) -> str:
    return part(
        title, f"<dl>{''.join(f'<div><dt>{name}</dt><dd>{shown(said)}</dd></div>' for name, said in rows)}</dl>"
    )


def _meta(tree: Tree, name: str) -> str:
    node = tree.css_first(f"meta[name='{name}'], meta[property='{name}']")
    return (node.attributes.get("content") or "").strip() if node else ""


def _state(report: Report, site: Site, made: Made) -> Iterator[Row]:
    page, said = made.page, made.page.front_matter
    held = report.waiting.get(page.url)
    yield "Visitors", f"don’t see it: {why_held_back(held, report)}" if held else "see it"
    if said.expires:
        yield "Expires", format_distant(said.expires, site.today)
    if said.reviewed or said.reviewer:
        reviewer = site.data.people.get(said.reviewer)
        parts = (
            f"by {reviewer.name}" if reviewer else "",
            f"on {format_date(said.reviewed)}" if said.reviewed else "",
        )
        yield "Reviewed", " ".join(filter(None, parts))
    if page.review_lapses:
        yield "Next review", format_distant(page.review_lapses, site.today)
    if said.owner:
        yield "Looked after by", said.owner


def _reading(made: Made, html: str, language: str) -> Iterator[Row]:
    if made.words:  # none were counted if a template is broken
        yield "Time", f"{count_noun(reading_minutes(made.words), 'minute')} for {count_noun(made.words, 'word')}"
    if language == SPANISH:
        yield "Ease", f"{min(100.0, max(0.0, spanish_ease(page_prose(Tree(html))))):.0f} of 100"
    if language == ENGLISH:
        yield "School grade", f"{max(0.0, reading_grade(page_prose(Tree(html)))):.1f}"


def _search_result(site: Site, made: Made, said: Mapping[str, str], *, is_hidden: bool) -> str:
    """Return a page as search engines show it, and what they cut off."""
    address = permalink(site.settings.base_url, made.page.url).partition("://")[2].strip("/").replace("/", " › ")
    title, description = (shown(shorten(said[name], most)) for name, most in _SHOWN.items())
    cut = [f"the {_CUT[name]} after {most} letters" for name, most in _SHOWN.items() if len(said[name]) > most]
    notes = [f"Search engines may cut {' and '.join(cut)}."] * bool(cut)
    notes += ["Search engines are asked to leave this page out."] * is_hidden
    result = f'<p class="address">{shown(address)}</p><p class="title">{title}</p><p>{description}</p>'
    return f'<div class="result">{result}</div>' + "".join(f'<p class="cut">{one}</p>' for one in notes)


def _card(site: Site, title: str, tree: Tree) -> str:
    """Return a page as apps show a link to it: with its picture, if the page names one."""
    picture = _meta(tree, "og:image")
    title, host = shown(_meta(tree, "og:title") or title), shown(host_of(site.settings.base_url))
    ground = (
        f'<img src="{shown(picture)}" alt="">' if picture else f'<div class="ground" aria-hidden="true">{title}</div>'
    )
    return f'<div class="card">{ground}<p class="title">{title}</p><p class="address">{host}</p></div>'


def _facts(report: Report, site: Site, made: Made) -> str:
    """Return the facts that a page prints, with their sources and how old they are."""
    sources, items = report.data.sources, []
    for name, fact in facts_of(report.data):
        if name in made.facts:
            titles = dict.fromkeys(sources[one].title for one in (fact.source, *fact.sources) if one in sources)
            years = site.today.year - (fact.as_of or 0)
            age = (
                f"{fact.as_of}, {count_noun(years, 'year')} ago" if fact.as_of and years > 0 else str(fact.as_of or "")
            )
            rest = "<br>".join(filter(None, [shown("; ".join(titles)), age, f"<code>{shown(name)}</code>"]))
            items.append(f"<li><b>{shown(fact.text)}</b><br>{rest}</li>")
    return part("Facts", f"<ul>{''.join(items)}</ul>") if items else ""


def _links(report: Report, site: Site, made: Made) -> Iterator[Row]:
    """Yield where a page leads, and what leads to it."""
    target = href(site.base_url, made.page.url)

    known = set().union(*(one.links for one in report.made))
    leading = {one for one in known if one.startswith(target) and one.partition("#")[0] == target}
    hosts = sum(host_of(one) not in {"", host_of(site.base_url)} for one in made.links)
    pages = {one.partition("#")[0] for one in made.links if one.startswith("/") and not one.startswith("//")}
    yield (
        "From here",
        f"{count_noun(len(pages - {target}), 'page')} of the site, {count_noun(hosts, 'link')} to other hosts",
    )
    inward = [one for one in report.made if one.page.url != made.page.url and not leading.isdisjoint(one.links)]
    named = [one.page.title for one in inward if not leading.isdisjoint(set(one.links) - one.addresses)]
    yield "To here", f"{count_noun(len(inward), 'page')}, {len(named):,} of them in their text"
    if named:
        yield "In the text of", "; ".join(named[:_MOST]) + " …" * (len(named) > _MOST)


def _weight(tree: Tree, html: str, files: Mapping[str, Content]) -> Iterator[Row]:
    """Yield the size of a page and of what it loads from the site: of each picture, one size."""
    loaded = dict[str, list[Content]]()
    for kind, selector in _LOADS.items():
        nodes = (node.attributes for node in tree.css(selector))
        addresses = {(one.get("href") or one.get("src") or "").lstrip("/") for one in nodes}
        loaded[kind] = [files[path] for path in addresses & files.keys()]
    sheets = b"".join(one for one in loaded["Style sheets"] if isinstance(one, bytes))
    fonts = (path for path in files if path.endswith(_FONTS))
    loaded["Fonts"] = [files[path] for path in fonts if path.rpartition("/")[2].encode() in sheets]
    sizes = {"Page": len(html.encode())} | {kind: sum(map(_size, contents)) for kind, contents in loaded.items()}
    yield "All", _kilobytes(sum(sizes.values()))
    yield from ((kind, _kilobytes(size)) for kind, size in sizes.items() if size)


def _size(content: Content) -> int:
    return content.stat().st_size if isinstance(content, Path) else len(content)


def _kilobytes(size: int) -> str:
    return f"{max(1, round(size / 1000)):,} kB"
