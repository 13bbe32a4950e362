"""Finds files of content/_data/ that are gone, though others name what stood in them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import PurePosixPath
from typing import Any

from carepress.load.references import unknown_references
from carepress.model.fields import declared
from carepress.model.kind import SiteKind
from carepress.model.page import TextFile
from carepress.model.records import Data
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.problems.together import SEVERAL

_ID = re.compile(r"^[\w-]+:", re.MULTILINE)


def gone_files(said: Iterable[Any], records: Mapping[str, Mapping[str, Any]], broken: Set[str]) -> set[str]:
    """Return the names of the files without records that several records or front matters name."""
    missed = Counter(
        other for one in said for _, _, other, known in unknown_references(one, records, broken) if not known
    )
    return {name for name, count in missed.items() if count >= SEVERAL}


def untranslated(files: Iterable[TextFile], data: Data) -> set[str]:
    """Return the names of the files without records of which another language has words for several."""
    several = (one for one in files if "/_data/" in one.path and len(_ID.findall(one.text)) >= SEVERAL)
    names = {PurePosixPath(one.path).stem for one in several}
    return {name for name in names - data.broken if not data.records.get(name, True)}


def without_phrases(records: Mapping[str, Mapping[str, Any]], broken: Set[str], kind: SiteKind) -> Iterator[Problem]:
    """Yield a problem for each file of phrases that is gone, though the groups of words for them are there."""
    for name in kind.phrases if records["word_groups"] else ():
        if not records[name] and name not in broken:
            yield violation("named-in-vain", Place(f"content/_data/{name}.yaml"), "phrases")


def gone_problems(
    gone: Iterable[str], files: Mapping[str, str], other: Mapping[str, Any], kind: SiteKind
) -> Iterator[Problem]:
    """Yield a problem for each file that is gone; `files` has the paths of those that are there, by their names."""
    for name in sorted(gone):
        keys = declared(kind.all_collections[name].record).keys()
        near = [files[one] for one, value in other.items() if _has_keys(value, keys)]
        place = Place(files.get(name, f"content/_data/{name}.yaml"))
        yield violation("named-in-vain", place, "renamed" if near else "gone", near=near[0] if near else "")


def _has_keys(value: object, keys: Set[str]) -> bool:
    """Return whether a value may be the records of a file, by their keys."""
    records = list(value.values()) if isinstance(value, dict) else []
    return bool(records) and all(isinstance(one, dict) and one.keys() <= keys for one in records)
