"""Reads content/_data/: typed records, checked against their declarations and against each other.

Every fact leaves this stage with a `text` to print and the `sources` it rests on.
"""

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from carepress.load.names import KINDS
from carepress.load.references import Checks, Records
from carepress.load.schema import Naming, bare_problems, validate
from carepress.model.page import TextFile
from carepress.model.records import Data
from carepress.model.site import ContentFiles
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.text.words import curl_all, slugify
from carepress.text.yaml_file import YamlFile, load_yaml

_VERBATIM = frozenset({"url", "doi", "email", "source", "formula", "unit", "page"})


def load_data(
    files: Iterable[TextFile], broken: frozenset[str], pages: Collection[str], today: date
) -> tuple[Data, list[Problem]]:
    """Return all data, and what is wrong with it. A file that can't be read is empty and named in `broken`.

    `pages` has the paths inside content/ that records may lead to; `today` is the day after which no figure can be.
    """
    loaded: dict[str, YamlFile] = {}
    records: Records = {name: {} for name in KINDS}
    other: dict[str, Any] = {}
    unread = set(broken)
    names = {"site": "content/_site.yaml"}
    problems: list[Problem] = []
    for source in files:
        name = PurePosixPath(source.path).stem.casefold()
        file, found = load_yaml(source.text, source.path) if source.is_readable else (None, [])
        if name in names:
            said = {"name": name, "first": names[name], "second": source.path}
            found.append(violation("data-id", Place(source.path), "file", **said))
        names[name] = source.path
        if file is not None and not isinstance(file.value, dict if name in KINDS else dict | list):
            found.append(violation("data-value", Place(source.path), "file"))
        elif file is not None and name in KINDS:
            records[name], more = _load_records(file, *KINDS[name])
            found += more
            found += bare_problems(file, Naming(KINDS[name][0], "data"), above=1)
        elif file is not None:
            other[name] = curl_all(file.value, _VERBATIM)
            found += bare_problems(file, Naming(name, "data"))
        if file is not None:
            loaded[name] = file
        if found or file is None:
            unread.add(name)
        problems += found
    for name, value in other.items():
        twins = (kind for kind, known in records.items() if 2 * len(known.keys() & set(value)) > len(value))
        if isinstance(value, dict) and (twin := next(twins, None)):
            problems.append(violation("file-copied", Place(names[name]), "data", other=names[twin]))
    problems += Checks(records, loaded, unread, pages, today).run()
    return Data(**records, other=other, broken=frozenset(unread)), problems


def _load_records(file: YamlFile, noun: str, kind: type[Any]) -> tuple[dict[str, Any], list[Problem]]:
    records, problems = {}, []
    for record_id in file.value:
        if not record_id or slugify(record_id) != record_id.replace("_", "-"):
            better = slugify(record_id) or "a-word"
            problems.append(violation("data-id", file.key_place((record_id,)), "record", name=record_id, better=better))
        record, more = validate(kind, file, Naming(noun, "data"), (record_id,))
        problems += more
        if record is not None:
            records[record_id] = curl_all(record, _VERBATIM)
    return records, problems


def data_files(files: ContentFiles) -> dict[str, TextFile]:
    """Return the files of content/_data/ and the settings by their name, as a merge field calls them."""
    return {"site": files.settings} | {PurePosixPath(one.path).stem.casefold(): one for one in files.data}
