"""What content/ becomes when some of its files move or go: every reference mended, and proof that each leads where it did."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from carepress.assemble.reads import Reads
from carepress.cache.steps import without_rows
from carepress.convert.references import Reference, References, Targets
from carepress.load.content import asset_url
from carepress.load.front_matter import split
from carepress.load.names import UnknownName
from carepress.load.pages import ALIAS, parse_page
from carepress.load.settings import SETTINGS_PATH, Configured
from carepress.make.read import put_together
from carepress.model.kind import SiteKind
from carepress.model.page import Page, TextFile
from carepress.model.site import NO_IMAGES, ContentFiles, PageFile, Site
from carepress.problems import BuildFailed, has_errors
from carepress.text.spliced import Edit, spliced, spliced_file
from carepress.text.urls import alias_url, file_key, output_path, whole_letters
from carepress.text.yaml_file import load_yaml, scalar

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
        return {name: one.path for some in (self.pages, self.site.assets) for name, one in some.items()}

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
    addresses = {path: one.url for some in (pages, site.assets) for path, one in some.items()}
    targets = Targets(addresses, site.by_url, site.base_url)
    finder = References(targets, Reads(site, dict.fromkeys(components), {}, {}, {}, kind=kind, can_search=False))
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
    aliases = dict(_new_aliases(tree, moves, instead, after, published))
    texts, said, files = dict[str, bytes](), list[str](), dict[str, TextFile]()
    for file in (tree.files.settings, *tree.files.data, *tree.files.pages):
        if not (new := _moved(file.path, moves)):
            continue
        edits = set(_edits(tree.references[file.path], new, moves, instead, after))
        edits |= set(_alias_edits(file, *aliases.get(file.path, ([], ""))))
        files[file.path] = TextFile(new, spliced(file.text, edits))
        if edits:
            texts[new] = spliced_file((tree.configured.config.root / file.path).read_bytes(), edits)
        for one in sorted(edits):
            parts = (part.strip(", \n") or "(nothing)" for part in (file.text[one.start : one.end], one.new))
            said.append(f"{file.path}:{file.text.count(chr(10), 0, one.start) + 1}: {' → '.join(parts)}")
    assets = (PageFile(new, asset_url(new[8:])) for one in tree.files.assets if (new := _moved(one.path, moves)))
    data, pages = (
        tuple(files[one.path] for one in some if one.path in files) for some in (tree.files.data, tree.files.pages)
    )
    changed = replace(tree.files, settings=files[SETTINGS_PATH], data=data, pages=pages, assets=tuple(assets))
    _prove(tree, changed, moves, instead, aliases)
    return Mended(texts, said, [one for add, _ in aliases.values() for one in add if not ALIAS.fullmatch(one)])


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
) -> Iterator[tuple[str, tuple[list[str], str]]]:
    """Yield each page that gets old addresses, by its path from the project's folder, with these and the one that it has.

    An address that no visitor can have met needs no alias.
    """
    for old, new in moves.items():
        page, heir, held = tree.pages.get(old), new or instead, tree.site.held_back.get(old)
        if page and heir:
            was_met = not held or held.reason == "expired" or output_path(page.url) in published
            address, olds = after.addresses[heir], [page.url, *(() if new else page.front_matter.aliases)]
            yield tree.paths[old if new else heir], ([one for one in olds if was_met and one != address], address)


def _alias_edits(file: TextFile, add: Sequence[str], address: str) -> Iterator[Edit]:
    """Yield what lists old addresses in a page; the first of them takes the place of the address that it has now."""
    front, start = split(file.text).front or "", file.text.find("\n") + 1
    rest, yaml = [one for one in add if ALIAS.fullmatch(one)], load_yaml(front, file.path)[0]
    node = yaml.nodes.get(("aliases",), (None, None))[1] if yaml and rest else None
    items: Sequence[Any] = node.value if node and isinstance(node.value, list) else ()
    if twin := next((one for one in items if _is_same(one.value, address)), None):
        yield Edit(start + twin.start_mark.index, start + twin.end_mark.index, scalar(rest.pop(0), twin.style))
    if not rest:
        return
    written = [scalar(one, items[-1].style if items else None) for one in rest]
    first = behind = len(front)
    new = f"aliases: [{', '.join(written)}]\n"
    if items and getattr(node, "flow_style", False):
        first = behind = items[-1].end_mark.index
        new = "".join(f", {one}" for one in written)
    elif items:
        first = behind = front.find("\n", items[-1].end_mark.index) + 1
        at = items[-1].start_mark.index
        new = "".join(f"{front[front.rfind(chr(10), 0, at) + 1 : at]}{one}\n" for one in written)
    elif node:
        first, behind, new = node.start_mark.index, node.end_mark.index, f"[{', '.join(written)}]"
    yield Edit(start + first, start + behind, new)


def _prove(
    tree: Tree,
    files: ContentFiles,
    moves: Mapping[str, str],
    instead: str,
    aliases: Mapping[str, tuple[Sequence[str], str]],
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
    for old, page in tree.pages.items():
        if new := moves.get(old, old):
            made, (add, address) = after.pages[new].front_matter, aliases.get(page.path, ([], ""))
            is_same = made == replace(page.front_matter, image=made.image, aliases=made.aliases)
            kept = {one for one in page.front_matter.aliases if not _is_same(one, address)}
            if not is_same or set(made.aliases) != kept.union(filter(ALIAS.fullmatch, add)):
                raise UnknownName(f"the front matter of {page.path} is written so that it can't be mended", _BY_HAND)


def _is_same(alias: str, address: str) -> bool:
    return file_key(alias_url(alias)) == file_key(address)
