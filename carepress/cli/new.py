"""The command `new`: begins a page or a record, with what is known filled in, and a gap with its documentation for the rest.

A gap is a key with nothing behind it, which every build names until somebody fills it in: nothing with a gap is published.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import is_dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args, get_origin

from carepress.cli import DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.named import inside, named_path
from carepress.cli.report import one_line, painter_of_stdout
from carepress.cli.schema import FOLDER, write_schemas
from carepress.load.content import read_content
from carepress.load.names import UnknownName
from carepress.load.pages import parse_page
from carepress.load.settings import configure
from carepress.load.written import quoted
from carepress.model.config import Options
from carepress.model.fields import PAGE, Form, Ref, declared, documented, marked, needed
from carepress.model.kind import Collection
from carepress.model.page import FrontMatter, Page, TextFile
from carepress.model.records import Sourced
from carepress.problems import guess
from carepress.text.urls import alias_url, file_key, is_portable, page_url
from carepress.text.words import join_words, slugify
from carepress.text.yaml_file import YamlFile, load_yaml
from carepress.write.together import write_whole

_ANYWHERE = frozenset({"page", "section"})  # kinds of pages that belong in no folder more than in another
_ONLY_ONCE = frozenset({"home", "404", "index"})
_LONGEST = 200  # bytes of a file's name; systems take 255


def run(asked: argparse.Namespace, root: Path) -> int:
    """Begin a page or a record. Raises UnknownName if it can't be."""
    begin(root, options_of(asked), asked.what, asked.title, asked.folder)
    return DONE


def begin(root: Path, options: Options, kind: str, title: str, folder: str | None = None) -> str:
    """Return the file that a page or a record was begun in; print where, and what is left to fill in. Raises UnknownName."""
    config, _, settings, _ = configure(root, options, now())
    files, _ = read_content(config.content, settings)
    pages = [parse_page(one, config.kind)[0] for one in files.pages]
    records = {slugify(one.noun): one for one in config.kind.all_collections.values()}
    kinds: dict[str, Mapping[str, str]] = {"article": {"date": str(config.today)}, "page": {}, "section": {}}
    kinds |= {name: keys for name, keys in _kinds_of(config.kind.front_matter, pages) if name not in kinds | records}
    what, title = slugify(kind), " ".join(title.split())
    if what not in kinds | records:
        known = [*kinds, *records]
        raise UnknownName(f'there is no kind "{kind}"', guess(what, known, f"the kinds are {join_words(known)}"))
    name = slugify(title)
    if not name or name in _ONLY_ONCE or not is_portable(name) or len(name.encode()) > _LONGEST:
        raise UnknownName(f'"{title}" gives no name for a file', "take other words: a few, with letters or digits")
    if what in kinds:
        path = f"content/{_folder(folder, what, pages, root)}{name}{'/index' * (what == 'section')}.md"
        values = {"title": quoted(title), "draft": "true", **{key: said for key, said in kinds[what].items() if said}}
        wanted = needed(config.kind.front_matter) | kinds[what].keys()
        _begin_page(inside(root, path), path, "\n".join(_lines(config.kind.front_matter, values, wanted)), pages)
        return path
    if folder:
        raise UnknownName(f"a {records[what].noun} has no folder: it is a record in a file", "leave out --in")
    path = _begin_record(root, files.data, title, name, records[what])
    if (root / FOLDER).is_dir():  # the schemas list all ids
        write_schemas(root, config.kind, root / FOLDER)
    return path


def _kinds_of(front_matter: type[FrontMatter], pages: Sequence[Page]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the kinds of pages that only this site has, each with the keys that make it so; "" is for the writer."""
    for name, count in Counter(page.template for page in pages if page.front_matter.template).items():
        if count > 1 and name not in _ONLY_ONCE:
            yield name, {"template": name}
    for key in (one for one in declared(front_matter) if one not in declared(FrontMatter)):
        with_key: dict[str, Any] = {"title": "", "description": "", key: key}
        if name := front_matter(**with_key).usual_template:
            yield name, {key: ""}


def _folder(word: str | None, what: str, pages: Sequence[Page], root: Path) -> str:
    """Return the folder for a page, from content/ and with a slash: the one asked for, or where most of its kind are."""
    if word is not None:
        inside = f"content/{word}"
        path = named_path(word if (root / word).is_dir() and not (root / inside).is_dir() else inside, root) + "/"
        if not path.startswith("content/") or "/_" in path or "/." in path or not (root / path).is_dir():
            raise UnknownName(f'"{word}" is no folder for pages', "name one in content/, such as content/blog")
        return path.removeprefix("content/")
    homes = Counter(one.content_path.rpartition("/")[0] for one in pages if one.template == what)
    if what not in _ANYWHERE and not homes:
        raise UnknownName(f"no page is of the kind {what} yet, to be put beside", "say where, as in --in content/blog")
    return "" if what in _ANYWHERE else f"{homes.most_common(1)[0][0]}/".lstrip("/")


def _begin_page(target: Path, path: str, front: str, pages: Sequence[Page]) -> None:
    url = page_url(path.removeprefix("content/"))
    taken = {file_key(of): one.path for one in pages for of in (one.url, *map(alias_url, one.front_matter.aliases))}
    if twin := taken.get(file_key(url)) or path * os.path.lexists(target):
        raise UnknownName(f"{twin} has the address {url} already", "change that page, or take another title")
    head = f"---\n{front}\n"
    _write_new(target, f"{head}---\n\n".encode())
    _say(path, f"a draft, at {url}", "it is published", _read(head.encode(), path, {}))
    print("`python3 build.py serve` shows it. When its text is there, take out `draft: true` to publish it.")


def _begin_record(root: Path, data: Sequence[TextFile], title: str, name: str, collection: Collection) -> str:
    """Add a record to its file, behind all others; no other byte of the file changes."""
    paths = (one.path for one in data if PurePosixPath(one.path).stem.casefold() == collection.name)
    target = inside(root, path := next(paths, f"content/_data/{collection.name}.yaml"))
    is_new = not os.path.lexists(target)
    raw = b"" if is_new else target.read_bytes()
    before = _read(raw, path, {})
    known: Mapping[str, Any] = before.value or {}
    if twin := next((one for one in known if one.replace("_", "-") == name), None):
        raise UnknownName(f'{path} has a {collection.noun} "{twin}" already', "change it, or take another name")
    end = "\r\n" if b"\r\n" in raw else "\n"
    start = raw + end.encode() * (bool(raw) + (raw[-1:] not in {b"", b"\n"}))
    if before.root and not known:  # the first record takes the place of the braces
        start = raw.rstrip().removesuffix(b"{}")
    kind, record_id = collection.record, name.replace("-", "_" if any("_" in one for one in known) else "-")
    lines = [f"{record_id}:", *_lines(kind, _called(kind, title), _wanted(kind), "  "), ""]
    whole = start + end.join(lines).encode()
    after = _read(whole, path, known)
    (_write_new if is_new else write_whole)(target, whole)
    _say(
        f"{path}:{after.key_place((record_id,)).line}",
        f"as {collection.name}.{record_id}",
        "the next build",
        after,
        record_id,
    )
    return path


def _read(raw: bytes, path: str, kept: Mapping[str, Any]) -> YamlFile:
    """Return what a data file holds, or will hold. Raises UnknownName unless these are records, some known among them."""
    file, problems = load_yaml(raw.decode("utf-8-sig", errors="surrogateescape").replace("\r\n", "\n"), path)
    value = (file and file.value) or {}
    if file and not problems and isinstance(value, dict) and {**value, **kept} == value:
        return file
    hint = f"mend what `python3 build.py check {path}` finds; if that is nothing, write the record by hand"
    raise UnknownName(f"no record can be added to {path} as it is written", hint)


def _wanted(record: type[Any]) -> Set[str]:
    """Return the fields that the writer of a record has to fill in; what is printed needs a source too."""
    return needed(record) | ({"source"} if issubclass(record, Sourced) else set())


def _called(record: type[Any], title: str) -> Mapping[str, str]:
    """Return a record's name as its first field for text has it, or for texts; nothing if there is none."""
    for name, said in declared(record).items():
        if str in (said[0], *get_args(said[0])) and name not in marked(record, PAGE, Form, Ref):
            return {name: f"[{quoted(title)}]" if get_origin(said[0]) is tuple else quoted(title)}
    return {}


def _lines(kind: type[Any], values: Mapping[str, str], wanted: Set[str], margin: str = "") -> Iterator[str]:
    """Yield the lines of a record in the order of its declaration: what is known, and a gap for what is wanted."""
    for name, (hint, *marks) in declared(kind).items():
        choices = get_args(hint) if get_origin(hint) is Literal else ("true", "false") if hint is bool else ()
        about = documented(marks) or (choices and f"One of: {join_words(choices, 'or')}.")
        if about and (name == "draft" if name in values else name in wanted):
            yield f"{margin}# {about}"
        if name in values:
            yield f"{margin}{name}: {values[name]}"
        elif name in wanted:
            yield f"{margin}{name}:"
            if isinstance(hint, type) and is_dataclass(hint):
                yield from _lines(hint, {}, _wanted(hint), f"{margin}  ")


def _write_new(target: Path, content: bytes) -> None:
    target.parent.mkdir(exist_ok=True)
    with target.open("xb") as file:
        file.write(content)


def _say(place: str, what: str, deadline: str, file: YamlFile, *within: str) -> None:
    """Print where something new is, and until when the gaps below a path in it have to be filled in."""
    painter = painter_of_stdout()
    print(f"New: {painter('bold', one_line(place))}, {one_line(what)}")
    bare = (path for path in file.bare if path[: len(within)] == within)
    gaps = [f"{'.'.join(map(str, path[len(within) :]))} (line {file.key_place(path).line})" for path in bare]
    if gaps:
        print(f"{painter('warning', 'Fill in')} before {deadline}: {join_words(gaps)}")
