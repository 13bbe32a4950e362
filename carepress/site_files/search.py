"""Makes the search index with Pagefind's command, whose one home this is, and keeps it until a page's text changes.

Pagefind reads copies of the pages that hold only what a search may find: the main part, the section, and the words from
content/_data/search_words.yaml. So the pages themselves carry nothing for it.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from carepress.media.keep import Store
from carepress.model.config import Config
from carepress.model.page import Page
from carepress.model.site import Site
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.text.urls import output_path

TEMPLATE = "search"
_BINARY = "pagefind_bin"
TOP = "pagefind"


def _version() -> str:
    """Return Pagefind's version, which the name of a folder beside it says, if there is such a folder.

    To ask importlib.metadata would load a parser of e-mail, a twentieth of what a build loads.
    """
    found = find_spec(_BINARY)
    folders = Path(found.origin).parents[1].glob(f"{_BINARY}-*.dist-info") if found and found.origin else ()
    return next((one.stem.partition("-")[2] for one in folders), "")


VERSION = _version()
# Files whose names stay lie in a folder of Pagefind's version, so that nobody ever gets some of one version and some of another.
FOLDER = f"{TOP}/{VERSION}" if VERSION else TOP
# What stands in the main part of many pages, or only repeats a page's title or what other pages say.
_NOT_SEARCHED = (
    "h1, nav, aside, p.note, .summary, .numbers, .own-number, .eyebrow, .meta, .tags, .cite, .anchor, .back, .references, .source-list, .archive-list, .children, .related, "
    ".review-state, .quick-exit-note, .next-step, .help-lines, .contact-details"
)
_OPTIONS = ("--root-selector", "main", "--exclude-selectors", _NOT_SEARCHED, "--quiet")
# Pagefind brings several faces and a worker; the search page uses one face, in the site's own style.
_ENTRY = "pagefind-entry.json"
_USED = ("pagefind.js", _ENTRY, "*.pf_*", "wasm.*")


def search_index(site: Site) -> str:
    """Return the address of the index by which the site's search page searches; an empty text if Pagefind isn't there.

    A preview goes without, so that each save shows at once; nobody writes an index.
    """
    return f"/{FOLDER}/" if not site.preview and find_spec(_BINARY) else ""


def index_site(
    config: Config, site: Site, searched: Mapping[str, str], read: Callable[[str], str], *, is_trial: bool
) -> tuple[dict[str, str | bytes | Path], int, list[Problem]]:
    """Return the files of the search index, and how many pages it was made from just now: 0 if it could stay.

    `searched` has a digest of what a search may find in each page, by the page's url, and `read` returns the text of a
    file of the site. A site without a search page has no index, and a trial only the names of its files.
    """
    asking = search_page(site)
    if asking is None or site.preview:
        return {}, 0, []
    place = Place(asking.path)
    if not search_index(site):
        return {}, 0, [violation("search-not-made", place)]
    if is_trial:
        return {f"{FOLDER}/{name}": "" for name in _USED}, 0, []
    store = Store(config.store / "search", config.today)
    further = {url for one in site.listings.values() for url in one.urls[1:]}  # pages of a list
    pages = [page for page in site.pages if page.is_indexed and page.template != TEMPLATE and page.url not in further]
    found = {page: searched[page.url] for page in pages if searched.get(page.url)}
    said = {output_path(page.url): (digest, _metas(page, site)) for page, digest in found.items()}
    made_from = [site.settings.language, *(part for path, words in said.items() for part in (path, *words))]
    spoken = {output_path(page.url): escape(page.language or site.settings.language) for page in found}

    def make(folder: Path) -> None:
        copies = {
            path: f'<!doctype html><html lang="{spoken[path]}"><body>{_main(read(path))}{metas}</main></body></html>'
            for path, (_, metas) in said.items()
        }
        _make_index(copies, folder)

    try:
        kept = store.get([VERSION, "sorted", *_OPTIONS, *_USED, *made_from], make)
    except OSError as failure:
        return {}, 0, [violation("search-failed", place, failure=failure)]
    for other in store.folder.iterdir():
        if other != kept.parent:
            shutil.rmtree(other, ignore_errors=True)  # each change of a text makes a new one
    files: dict[str, str | bytes | Path] = {
        f"{FOLDER}/{path.relative_to(kept).as_posix()}": path for path in sorted(kept.rglob("*")) if path.is_file()
    }
    return files, len(said) if store.made else 0, []


def search_page(site: Site) -> Page | None:
    """Return the page that searches."""
    return next((page for page in site.pages if page.template == TEMPLATE), None)


def searched_part(html: str) -> str:
    """Return a digest of what a search may find in a finished page."""
    return sha256(_main(html).encode()).hexdigest()


def _main(html: str) -> str:
    """Return the main part of a page without its end."""
    _, tag, rest = html.partition("<main")
    return f"{tag}{rest.rpartition('</main>')[0]}"


def _metas(page: Page, site: Site) -> str:
    """Return what Pagefind is told of a page. Its `title` has the words that people use besides; its `name` is shown."""
    above = site.neighbors[page.url].above
    besides = (record.words for record in site.data.search_words.values() if record.page == page.content_path)
    said = {
        "title": " ".join([page.title, *chain.from_iterable(besides)]),
        "name": page.title,
        "section": above[-1].nav_title if above else "",
    }
    return "".join(
        f'<meta data-pagefind-meta="{key}[content]" content="{escape(value)}">' for key, value in said.items()
    )


def _make_index(copies: Mapping[str, str], folder: Path) -> None:
    """Fill a folder with the index of the copies. Raises OSError."""
    with tempfile.TemporaryDirectory() as made:
        for name, copy in copies.items():
            path = Path(made, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(copy, encoding="utf-8")
        _run_pagefind(Path(made), folder.resolve())
    # It names the languages in another order each time.
    entry = folder / _ENTRY
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True), encoding="utf-8")
    for path in folder.iterdir():
        if path.is_file() and not any(path.match(pattern) for pattern in _USED):
            path.unlink()
    if len(list(folder.glob("wasm.*"))) > 1:
        (folder / "wasm.unknown.pagefind").unlink()  # for languages whose word endings Pagefind doesn't know


def _run_pagefind(pages: Path, to: Path) -> None:
    """Run the command. Raises ChildProcessError with the last thing that it said if it gave up."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped]  # noqa: PLC0415 - not on every machine

    command = [str(get_executable()), "--site", str(pages), "--output-path", str(to), *_OPTIONS]
    # It would take settings from the environment, and from files where it is run.
    environment = {name: text for name, text in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(  # noqa: S603 - no shell
        command, cwd=pages, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        said = f"{done.stdout}\n{done.stderr}".strip()
        raise ChildProcessError(said.rpartition("\n")[2] or f"it ended with {done.returncode}")
