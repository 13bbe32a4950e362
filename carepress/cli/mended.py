"""What content/ becomes when some of its files move or go: every reference mended, and proof that each leads where it did."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from carepress.assemble.reads import Reads
from carepress.cache.steps import without_rows
from carepress.convert.references import Reference, References, Targets
from carepress.load.content import asset_url
from carepress.load.front_matter import locate
from carepress.load.names import UnknownName
from carepress.load.pages import ALIAS, parse_page
from carepress.load.settings import SETTINGS_PATH, Configured
from carepress.load.splice import GONE, splice_page
from carepress.make.read import put_together
from carepress.model.kind import SiteKind
from carepress.model.page import Page, TextFile
from carepress.model.site import NO_IMAGES, ContentFiles, PageFile, Site
from carepress.problems import BuildFailed, has_errors
from carepress.text.spliced import Edit, as_read, spliced_file
from carepress.text.urls import alias_url, file_key, output_path, whole_letters
from carepress.text.words import join_words
from carepress.text.yaml_file import load_yaml

_BY_HAND = "change it there by hand first"


class Mended(NamedTuple):
    """What a change makes of files, by their new paths, with a line on each place, and the addresses that nothing can keep."""

    texts: Mapping[str, bytes]
    said: Sequence[str]
    lost: Sequence[str]


@dataclass(frozen=True)
class Tree:
    """content/ as it is, or will be: pages by their path inside content/, references by that from the project's folder."""

    configured: Configured
    components: Sequence[str]
    files: ContentFiles
    site: Site
    pages: Mapping[str, Page]
    targets: Targets
    references: Mapping[str, Sequence[Reference]]

    @property
    def paths(self) -> Mapping[str, str]:
        """Return the path from the project's folder of each page and file, by that inside content/."""
        return {
            name: one.path for some in (self.pages, self.site.assets, self.site.media) for name, one in some.items()
        }

    def uses(self, target: str) -> list[Reference]:
        """Return what leads to a page or a file."""
        return [one for found in self.references.values() for one in found if one.target == target]


def read_tree(
    configured: Configured, components: Sequence[str], files: ContentFiles, before: Tree | None = None
) -> Tree:
    """Return content/ with all that leads somewhere in it; a page that is as `before` isn't looked through again.

    Raises BuildFailed if it can't be built, or something may hide what leads somewhere.
    """
    kind, images = configured.config.kind, replace(NO_IMAGES, assets=files.assets, claims=files.assets)
    texts = {one.path: one for one in files.pages}
    site, problems = put_together(
        *configured[:2], files, images, dict.fromkeys(texts, b""), without_rows(kind), is_broken=False
    )
    if has_errors(problems):
        raise BuildFailed(problems)
    pages = {**site.by_path, **{path: held.page for path, held in site.held_back.items()}}
    addresses = {path: one.url for some in (pages, site.assets, site.media) for path, one in some.items()}
    targets = Targets(addresses, site.by_url, site.base_url)
    finder = References(targets, Reads(site, dict.fromkeys(components), {}, {}, {}, kind=kind, search_index=""))
    references = {file.path: list(_in_data(file, kind, finder)) for file in (files.settings, *files.data)}
    same = set(before.files.pages) if before else frozenset()
    for page in pages.values():
        if before and texts[page.path] in same:
            known, here = before.references[page.path], page.content_path
            references[page.path] = [replace(one, target=targets.of(one.written, here, one.form)) for one in known]
        else:
            references[page.path], hiding = finder.in_page(page, texts[page.path])
            problems += hiding
    if has_errors(problems):
        raise BuildFailed(problems)
    return Tree(configured, components, files, site, pages, targets, references)


def _in_data(file: TextFile, kind: SiteKind, finder: References) -> Iterator[Reference]:
    yaml, _ = load_yaml(file.text, file.path)
    collection = kind.all_collections.get(PurePosixPath(file.path).stem.casefold())
    if yaml and file.path == SETTINGS_PATH:
        yield from finder.in_record(yaml, kind.settings, ())
    elif yaml and collection:
        for record_id in yaml.value or ():
            yield from finder.in_record(yaml, collection.record, (record_id,))
    elif yaml:  # of a file that no declaration knows, each value that is the path of a page
        for path in yaml.nodes:
            yield from finder.in_value(yaml, path)


def place_of(one: Reference) -> str:
    """Return the file and line of a reference."""
    return f"{one.place.path}:{one.place.line}"


def mended(tree: Tree, moves: Mapping[str, str], instead: str, published: Set[str]) -> Mended:
    """Return what has to change in content/ so that all leads where it did.

    `moves` has new paths inside content/ by the old ones, "" for what goes; what led there leads to `instead`. `published`
    has the files of the last build. Raises UnknownName unless it is proven that all can be built, and leads where it did.
    """
    after = Targets(_addresses_after(tree, moves), (), tree.site.base_url)
    staying = [page for old, page in tree.pages.items() if old not in moves]
    taken = {file_key(of): one.path for one in staying for of in (one.url, *map(alias_url, one.front_matter.aliases))}
    for address in (after.addresses[new] for new in moves.values() if new):
        if twin := taken.get(file_key(address)):  # a draft could have it too: of that a build only warns
            raise UnknownName(f"{twin} has the address {address} already", "change that page, or take another name")
    lost: list[str] = []
    aliases: dict[str, tuple[list[str], list[str]]] = {}
    for path, page, olds in _new_aliases(tree, moves, instead, after, published):
        lost += [one for one in olds if not ALIAS.fullmatch(one)]
        aliases[path] = list(page.front_matter.aliases), [one for one in olds if ALIAS.fullmatch(one)]
    texts, said, files = dict[str, bytes](), list[str](), dict[str, TextFile]()
    for file in (tree.files.settings, *tree.files.data, *tree.files.pages):
        if not (new := _moved(file.path, moves)):
            continue
        edits = sorted(set(_edits(tree.references[file.path], new, moves, instead, after)))
        for one in edits:
            line, before = file.text.count("\n", 0, one.start) + 1, file.text[one.start : one.end]
            said.append(f"{file.path}:{line}: {before} → {one.new}")
        raw = (tree.configured.config.root / file.path).read_bytes().decode()
        whole = spliced_file(raw, edits)
        old, kept = aliases.get(file.path, ([], []))
        if old != kept:
            whole = splice_page(whole, ("aliases",), kept or GONE)
        text = as_read(whole)
        files[file.path] = made = TextFile(new, text)
        if old != kept:
            at = locate(made, ("aliases",)).line
            said.append(f"{file.path}:{at}: aliases: {join_words(old) or 'none'} → {join_words(kept) or 'none'}")
        if whole != raw:
            texts[new] = whole.encode()
    assets, media = (
        tuple(PageFile(new, asset_url(new[8:])) for one in some if (new := _moved(one.path, moves)))
        for some in (tree.files.assets, tree.files.media)
    )
    data, pages = (
        tuple(files[one.path] for one in some if one.path in files) for some in (tree.files.data, tree.files.pages)
    )
    changed = replace(tree.files, settings=files[SETTINGS_PATH], data=data, pages=pages, assets=assets, media=media)
    _prove(tree, changed, moves, instead)
    return Mended(texts, said, lost)


def _moved(path: str, moves: Mapping[str, str]) -> str:
    """Return where a file, by its path from the project's folder, is after moves; "" if it goes."""
    new = moves.get(whole_letters(path.removeprefix("content/")))
    return path if new is None else new and f"content/{new}"


def _addresses_after(tree: Tree, moves: Mapping[str, str]) -> Mapping[str, str]:
    """Return the addresses of pages and files after moves, by their paths inside content/."""
    addresses = {path: address for path, address in tree.targets.addresses.items() if path not in moves}
    texts, kind = {one.path: one.text for one in tree.files.pages}, tree.configured.config.kind
    for old, new in moves.items():
        if new and old in tree.pages:
            addresses[new] = parse_page(TextFile(f"content/{new}", texts[tree.paths[old]]), kind)[0].url
        elif new:
            addresses[new] = asset_url(new)
    return addresses


def _edits(
    references: Iterable[Reference], path: str, moves: Mapping[str, str], instead: str, after: Targets
) -> Iterator[Edit]:
    """Yield what mends the references of a file that will be at a path."""
    from_path = whole_letters(path.removeprefix("content/"))
    for one in references:
        goal = moves.get(one.target, one.target) or instead
        if goal in after.addresses and after.of(one.written, from_path, one.form) != goal:
            if one.start < 0:
                raise UnknownName(f"{place_of(one)}: {one.written} is written so that it can't be mended", _BY_HAND)
            end = one.end if moves.get(one.target, goal) else one.behind
            yield Edit(one.start, end, after.written(one, from_path, goal))


def _new_aliases(
    tree: Tree, moves: Mapping[str, str], instead: str, after: Targets, published: Set[str]
) -> Iterator[tuple[str, Page, list[str]]]:
    """Yield the file of each page that gets old addresses, by its path from the project's folder, with all of these.

    An address that no visitor can have met needs no alias.
    """
    for old, new in moves.items():
        page, heir, held = tree.pages.get(old), new or instead, tree.site.held_back.get(old)
        if page and heir:
            was_met = not held or held.reason == "expired" or output_path(page.url) in published
            address, to_page = after.addresses[heir], page if new else tree.pages[heir]
            olds = [page.url] * was_met + list(page.front_matter.aliases) * (not new)
            kept = [one for one in to_page.front_matter.aliases if file_key(alias_url(one)) != file_key(address)]
            yield to_page.path, to_page, [*kept, *(one for one in olds if one != address)]


def _prove(
    tree: Tree,
    files: ContentFiles,
    moves: Mapping[str, str],
    instead: str,
) -> None:
    """Return nothing; raises UnknownName unless content/ can be built as it will be, and all leads where it did."""
    names = {os.path.splitext(one)[0] for one in tree.site.assets if one not in moves}
    for old, new in moves.items():
        if new and old in tree.site.assets and os.path.splitext(new)[0] in names:
            raise UnknownName(f"content/{new} would have the name of another file there", "rename one of them first")
    try:
        after = read_tree(tree.configured, tree.components, files, tree)
    except BuildFailed as failure:
        wrong = next(one for one in failure.problems if one.severity == "error")
        said = f"the site couldn't be built then: {wrong.place.path}: {wrong.message}"
        raise UnknownName(said, wrong.hint) from failure
    for path, references in tree.references.items():
        if new := _moved(path, moves):
            found = iter([one.target for one in after.references[new]])
            if not all((moves.get(one.target, one.target) or instead) in found for one in references):
                raise UnknownName(f"not every link in {path} would lead where it does", _BY_HAND)
