"""Reads what settings and data say in another language, in content/es/_data/, and what templates do, in templates/words/.

A translation has only words: figures, numbers to call and addresses stay those of the record, so that none can be stale.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from carepress.load.schema import curl_all
from carepress.model.fields import PAGE, VERBATIM, Form, Ref, marked
from carepress.model.page import TextFile
from carepress.model.records import Data, SiteSettings
from carepress.model.site import Edition
from carepress.model.words import Words
from carepress.problems import Problem, guess
from carepress.problems.catalog import violation
from carepress.text.words import base_language
from carepress.text.yaml_file import KeyPath, YamlFile, load_yaml

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def words_path(language: str) -> str:
    """Return the file with what stands for the texts of templates in a language."""
    return f"templates/words/{language}.yaml"


def is_said_in(language: str, path: str) -> bool:
    """Return whether a file has what data say in a language."""
    return path.startswith(f"content/{language}/_data/")


def load_editions(
    settings: SiteSettings, data: Data, files: Iterable[TextFile]
) -> tuple[dict[str, Edition], list[Problem]]:
    """Return what is said in each language of the settings, their own as "", and what is wrong in the files that say it."""
    editions: dict[str, Edition] = {}
    problems: list[Problem] = []
    for folder in ("", *settings.languages):
        said = _Said(problems)
        own = replace(settings, language=folder or settings.language)
        language = base_language(own.language)
        records = dict(data.records)
        texts: dict[str, str] = {}
        for source in files:
            name = PurePosixPath(source.path).stem
            is_words = source.path == words_path(language)
            if not source.is_readable or not (is_words or is_said_in(language, source.path)):
                continue
            file, found = load_yaml(source.text, source.path)
            problems += found
            if file is None or not isinstance(file.value, dict):
                continue
            if is_words:
                texts = {str(text): str(words) for text, words in file.value.items() if words}
            elif name == "site":
                own = said.in_record(own, file.value, file, ())
            elif name in data.broken:  # the original is at fault, and that is said
                continue
            elif name in records:
                records[name] = said.in_file(records[name], file)
            else:
                problems.append(violation("translated-data", file.key_place(()), "file", near=guess(name, records)))
        editions[folder] = Edition(settings=own, data=data.with_records(records), words=Words(texts))
    return editions, problems


@dataclass(frozen=True)
class _Said:
    """Puts the words of a language into records; what can't be put is added to `problems`."""

    problems: list[Problem]

    def in_file(self, records: Mapping[str, Any], file: YamlFile) -> Mapping[str, Any]:
        """Return the records of a file in the words of another."""
        unknown = [name for name in file.value if name not in records]
        for name in unknown:
            cause = f"{PurePosixPath(file.key_place((name,)).path).stem}.{name}"
            self._refuse(file, (name,), "id", name=name, near=guess(name, records), cause=cause)
        said = {name: value for name, value in file.value.items() if name in records}
        return {
            **records,
            **{name: self.in_record(records[name], value, file, (name,)) for name, value in said.items()},
        }

    def in_record(self, record: Any, said: object, file: YamlFile, path: KeyPath) -> Any:
        """Return a record in other words; numbers in them are those of the record."""
        apart, new = marked(type(record), VERBATIM, PAGE, Form, Ref), dict[str, Any]()
        known = {one.name for one in fields(record) if one.name not in apart}
        for key, value in said.items() if isinstance(said, dict) else ():
            old: Any = getattr(record, key, None) if key in known else None
            if is_dataclass(old):
                new[key] = self.in_record(old, value, file, (*path, key))
            elif _holds_records(old) and isinstance(value, list) and len(value) == len(old):
                both = enumerate(zip(old, value, strict=True))
                new[key] = tuple(self.in_record(one, said, file, (*path, key, at)) for at, (one, said) in both)
            elif not _is_words(old) or isinstance(value, list) != isinstance(old, tuple) or isinstance(value, dict):
                self._refuse(file, (*path, key), "key", name=key, near=guess(key, known))
            elif _numbers(old) != _numbers(value):
                self._refuse(file, (*path, key), "number", old=", ".join(_numbers(old)) or "none")
            else:
                new[key] = curl_all(tuple(value) if isinstance(value, list) else str(value))
        return replace(record, **new)

    def _refuse(self, file: YamlFile, path: KeyPath, case: str, **said: str) -> None:
        self.problems.append(violation("translated-data", file.key_place(path), case, **said))


def _holds_records(value: object) -> bool:
    return isinstance(value, tuple) and any(map(is_dataclass, value))


def _is_words(value: object) -> bool:
    return all(isinstance(one, str) for one in (value if isinstance(value, tuple) else [value]))


def _numbers(value: object) -> list[str]:
    """Return the numbers in words, in their order by size: a language may turn them around."""
    return sorted(_NUMBER.findall(" ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)))
