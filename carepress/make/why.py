"""Tells why a page was made new: what has changed since an earlier build made it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from carepress.cache.steps import Trace
from carepress.load.names import UnknownName
from carepress.make.page import PageMaker
from carepress.model.page import Page
from carepress.model.site import Site
from carepress.problems import guess
from carepress.write.apply import Stage

_PARTS = (  # of a page's key, in their order
    "The build has other options, the site another address, or the page waits for its day or no longer does.",
    "Its front matter has changed.",
    "Its text has changed.",
    "The rules know other words or figures now.",
)
_PART = 16  # bytes of a digest
_FIRST = (
    "Nothing is kept of an earlier build: this is the first, .cache/ was deleted or damaged, or the engine has changed."
)
_NEW = "No build that was finished has made it: it is new, or has another file or address."
_GONE = "Its file in the finished site is missing or was changed."
_FILE = "content/_data/{}.yaml"
# What has changed if the answer to a question is another one, by the question; what it asks of fills the braces.
_CHANGED: Mapping[str, str] = {
    "templates": "templates/{} has changed.",
    "components": "The component `{}` is new, is gone, or takes other arguments.",
    "assets": "templates/assets/{} has changed.",
    "cards": "The social card of {} has changed.",
    "pictures": "The picture {} has changed.",
    "data_texts": "{file} has changed.",
    "_settings": "content/_site.yaml has other values.",
    "glossary": "The glossary has other words, or its page another address.",
    **dict.fromkeys(("target", "is_page", "held_back", "file", "media"), "What `{}` leads to has come, gone or moved."),
    **dict.fromkeys(("all_files", "files_beside", "left_out"), "Files in content/ have come, gone or moved."),
    "was_published": "Whether the last build made {} has changed.",
    "around": "A page above, beside or below {}, or related to it, has come or gone, or says something else of itself.",
    "listing": "The list of pages at {} has changed.",
    "menu": "The menu has changed.",
    "topics": "The name or address of one of its topics has changed.",
    "pages": "The list of pages in /{} has changed.",
    "page_at": "content/{} has come or gone, or says something else of itself.",
    "said_under": "Another page says something else under `{}`.",
    **dict.fromkeys(("is_name", "names_in"), "Whether `{}` is, or has, a name of the data has changed."),
    "facts_with": "The facts that have the number {} have changed.",
    "has_come": "The day {} has come, or is still to come.",
    **dict.fromkeys(("feed_title", "is_in_feed"), "What the feed of {} holds or is called has changed."),
    "cited": "The pages cite other sources.",
    "_words": "templates/words/ has other words for its language.",
    "homes": "A language has come or gone.",
    "is_outdated": "Whether the original of {} says something new has changed.",
    **dict.fromkeys(("versions", "language_at"), "The languages in which {} is there have changed."),
}


@dataclass(slots=True)
class Inquiry:
    """What a person wants to know of a build's work: of the pages in `why`, by file or address, why they were made new.

    The build puts the answers into `reasons`, by page; a page that stayed has none. If `is_timed`, `times` gets the seconds that the
    parts of the work on each page took; it may come twice.
    """

    why: Sequence[str] = ()
    is_timed: bool = False
    reasons: dict[str, list[str]] = field(default_factory=dict)
    times: list[tuple[Page, Mapping[str, float]]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the answers as a person reads them."""
        for page, reasons in self.reasons.items():
            yield f"{page} {'was made new:' if reasons else 'stayed: nothing that it is made from has changed.'}"
            yield from (f"  {reason}" for reason in reasons)


@contextmanager
def answered(inquiry: Inquiry, maker: PageMaker, site: Site, stage: Stage) -> Iterator[None]:
    """Answer an inquiry about the pages that are made meanwhile. Raises UnknownName if one of them isn't there."""
    pages = [page for word in inquiry.why for page in _named(word, site, maker)]
    yield
    for page in pages:
        last = maker.last.of(page)
        is_there = stage.is_trial or not last or stage.held.has(last.made.files)
        trace = maker.last.trace(page)
        reasons = [*_reasons(maker, page, last.key, trace)] if last else [_FIRST if maker.last.is_first else _NEW]
        inquiry.reasons[f"{page.url} ({page.path})"] = reasons + ([] if is_there else [_GONE])


def _reasons(maker: PageMaker, page: Page, key: bytes, trace: Trace) -> Iterator[str]:
    now, digest = maker.keys(page)[1], maker.reads.digest
    for at, said in zip(range(0, len(now), _PART), _PARTS, strict=True):
        if key[at : at + _PART] != now[at : at + _PART]:
            yield said
    yield from sorted({_changed(*question) for question, known in trace if digest(question) != known})


def _named(word: str, site: Site, maker: PageMaker) -> Sequence[Page]:
    """Return the pages that have a file or an address. Raises UnknownName."""
    names = {word, f"content/{word}", f"/{word.strip('/')}/"}
    found = [page for page in site.pages if names & {page.path, page.url, maker.reads.permalink(page.url)}]
    if found:
        return found
    for held in site.held_back.values():
        if names & {held.page.path, held.page.url}:
            raise UnknownName(f'"{word}" isn\'t built today', f"it is {held.reason}")
    known = [name for page in site.pages for name in (page.path, page.url)]
    raise UnknownName(f'"{word}" is no page', guess(word, known, "write it as content/blog/first.md or /blog/first/"))


def _changed(name: str, *words: str) -> str:
    """Return what has changed if a question has another answer."""
    word, name = words[0] if words else "", name.partition("@")[0]
    if name == "field" or (name == "data" and words[1:]):
        parts = word.split(".") if name == "field" else words
        return f"`{'.'.join(parts)}` in {_file(parts[0])} has another value."
    if name == "data":
        return f"{_file(word)} has other entries." if word else "content/_data/ has other files."
    return _CHANGED[name].format(word, file=_file(word))


def _file(name: str) -> str:
    return "content/_site.yaml" if name == "site" else _FILE.format(name)
