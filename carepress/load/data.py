"""Reads content/_data/: typed records, checked against their declarations and against each other.

Every fact leaves this stage with a `text` to print and the `sources` it rests on.
"""

from collections.abc import Collection as Names
from collections.abc import Iterable, Mapping, Set
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from carepress.load.front_matter import places
from carepress.load.gone import gone_files, gone_problems, without_phrases
from carepress.load.references import Checks, Records
from carepress.load.schema import Naming, bare_problems, curl_all, validate, verbatim_names
from carepress.load.settings import Once
from carepress.model.fields import Mark, with_inner
from carepress.model.kind import Collection, SiteKind
from carepress.model.page import TextFile
from carepress.model.records import Data
from carepress.model.site import ContentFiles
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.text.words import slugify
from carepress.text.yaml_file import YamlFile, load_yaml


def load_data(
    files: Iterable[TextFile],
    broken: frozenset[str],
    beside: Mapping[Mark, Names[str]],
    today: date,
    kind: SiteKind,
    once: Once,
) -> tuple[Data, list[Problem]]:
    """Return all data, and what is wrong with it. A file that can't be read is empty and named in `broken`.

    `beside` has the paths inside content/ that a field with a mark may name; `today` is the day after which no figure can be; `once`
    keeps what was read of a file that is the same.
    """
    collections = kind.all_collections
    verbatim = {name for one in collections.values() for name in verbatim_names(one.record)}
    loaded: dict[str, TextFile] = {}
    records: Records = {name: {} for name in collections}
    other: dict[str, Any] = {}
    unread = set(broken)
    names = {"site": "content/_site.yaml"}
    problems: list[Problem] = []
    for source in files:
        name = PurePosixPath(source.path).stem.casefold()
        read = partial(_read, source, name, collections.get(name), verbatim)
        value, found, is_yaml = once(f"data {source.path}", source, read)
        if name in names:
            said = {"name": name, "first": names[name], "second": source.path}
            found = [*found, violation("data-id", Place(source.path), "file", **said)]
        names[name] = source.path
        if value is not None:
            (records if name in collections else other)[name] = dict(value) if name in collections else value
        if is_yaml:
            loaded[name] = source
        if found or not is_yaml:
            unread.add(name)
        problems += found
    for name, value in other.items():
        twins = (kind for kind, known in records.items() if 2 * len(known.keys() & set(value)) > len(value))
        if isinstance(value, dict) and (twin := next(twins, None)):
            problems.append(violation("file-copied", Place(names[name]), "data", other=names[twin]))
    inner = [
        one for found in records.values() for name, record in found.items() for _, one in with_inner(record, (name,))
    ]
    gone = gone_files(inner, records, unread)
    problems += gone_problems(gone, names, other, kind)
    unread |= gone
    problems += without_phrases(records, unread, kind)
    problems += Checks(collections, records, places(loaded), unread, beside, today).run()
    return Data(other=other, broken=frozenset(unread)).with_records(records), problems


def _read(
    source: TextFile, name: str, collection: Collection | None, verbatim: Set[str]
) -> tuple[Any, list[Problem], bool]:
    """Return the records or values of a file, None if it has none, what is wrong with it, and whether it is YAML."""
    file, found = load_yaml(source.text, source.path) if source.is_readable else (None, [])
    if file is None:
        return None, found, False
    if not isinstance(file.value, dict if collection else dict | list):
        return None, [*found, violation("data-value", Place(source.path), "file")], True
    if collection:
        records, more = _load_records(file, collection)
        return records, [*found, *more], True
    return curl_all(file.value, verbatim), [*found, *bare_problems(file, Naming(name, "data"))], True


def _load_records(file: YamlFile, collection: Collection) -> tuple[dict[str, Any], list[Problem]]:
    records, problems = {}, []
    for record_id in file.value:
        if not record_id or slugify(record_id) != record_id.replace("_", "-"):
            better = slugify(record_id) or "a-word"
            problems.append(violation("data-id", file.key_place((record_id,)), "record", name=record_id, better=better))
        record, more = validate(collection.record, file, Naming(collection.noun, "data"), (record_id,))
        problems += more
        if record is not None:
            records[record_id] = record
    return records, problems


def data_files(files: ContentFiles) -> dict[str, TextFile]:
    """Return the files of content/_data/ and the settings by their name, as a merge field calls them."""
    return {"site": files.settings} | {PurePosixPath(one.path).stem.casefold(): one for one in files.data}
