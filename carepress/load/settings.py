"""Reads content/_site.yaml and decides what a command works on: folders, address, day."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from carepress.load.content import read_text
from carepress.load.schema import Naming, validate
from carepress.model.config import Config, Options
from carepress.model.kind import SiteKind
from carepress.model.page import TextFile
from carepress.model.records import SiteSettings
from carepress.problems import Place, Problem, Unfit, guess
from carepress.problems.catalog import violation
from carepress.text.urls import check_host, check_public_host
from carepress.text.words import ENGLISH, base_language, is_language
from carepress.text.yaml_file import YamlFile, load_yaml

SETTINGS_PATH = "content/_site.yaml"
_PAGE = re.compile(r"(?<=[^/:]/)[^/]*\.(?:html?|php|aspx?|md)\Z", re.IGNORECASE)
# What people and programs make of the name of that file.
_NEARLY = re.compile(r"_?(?:site|settings|config)(?:[ (._-]*(?:copy|\d)\)?)?(?:\.ya?ml)?(?:\.txt)?", re.IGNORECASE)
_OTHERWISE: Mapping[str, Any] = {"name": "", "base_url": "https://example.org/"}


# Returns, by a name, what a function makes, or made before from the same.
Once = Callable[[str, Any, Callable[[], Any]], Any]


class Configured(NamedTuple):
    """What a command works on, and what is wrong with the settings; they have a stand-in for what can't be."""

    config: Config
    settings: SiteSettings
    file: TextFile
    problems: list[Problem]


def configure(root: Path, options: Options, now: datetime, once: Once = lambda name, key, make: make()) -> Configured:
    """Return what a command works on; `once` returns what a function makes, or made before from the same.

    `now` carries a timezone; the day it falls on in the site's timezone is the build's only clock. The base URL
    always ends with a slash.
    """
    file, settings, problems = _load_settings(root, options.kind, once)
    zone = ZoneInfo(settings.timezone)
    base_url = options.base_url or settings.base_url
    decided: dict[str, Any] = {one.name: getattr(options, one.name) for one in fields(options)}
    decided["output"] = options.output or root / "site"
    decided["today"] = options.today or now.astimezone(zone).date()
    decided["base_url"] = base_url if base_url.endswith("/") else base_url + "/"
    config = Config(root=root, **decided)
    return Configured(config, settings, file, problems)


def _load_settings(root: Path, kind: SiteKind, once: Once) -> tuple[TextFile, SiteSettings, list[Problem]]:
    problems: list[Problem] = []
    if not (root / SETTINGS_PATH).exists():
        near = sorted(one.name for one in root.glob("content/*") if _NEARLY.fullmatch(one.name) and one.is_file())
        case = "renamed" if near else "file"
        missing = violation("settings-missing", Place(SETTINGS_PATH), case, near=near[0] if near else "")
        return TextFile(SETTINGS_PATH, "", is_readable=False), kind.settings(**_OTHERWISE), [missing]
    source = read_text(root / SETTINGS_PATH, SETTINGS_PATH, problems)
    settings, found = once("settings", source, lambda: _checked(source, kind))
    return source, settings, [*problems, *found]


def _checked(source: TextFile, kind: SiteKind) -> tuple[SiteSettings, list[Problem]]:
    """Return the settings that a file holds, and what is wrong with them."""
    file, problems = load_yaml(source.text, SETTINGS_PATH) if source.is_readable else (None, [])
    if file is None:
        return kind.settings(**_OTHERWISE), problems
    settings, found = validate(kind.settings, file, Naming("settings", "settings"), otherwise=_OTHERWISE)
    assert settings is not None
    problems += found
    for key, fault, otherwise in (
        ("base_url", _base_url_fault, _OTHERWISE["base_url"]),
        ("timezone", lambda said: "" if _is_timezone(said) else "timezone", "UTC"),
        ("language", lambda said: "" if is_language(said) else "own-language", ENGLISH),
    ):
        if wrong := fault(said := getattr(settings, key)):
            better = said.rpartition("/")[0] + "/"
            problems.append(violation("settings-value", file.value_place((key,)), wrong, said=said, better=better))
            instead: dict[str, Any] = {key: otherwise}
            settings = replace(settings, **instead)
    for number, code in enumerate(settings.languages):
        is_code = re.fullmatch("[a-z]{2,3}", code) and is_language(code)
        if not is_code or code == base_language(settings.language):
            problems.append(violation("settings-value", file.value_place(("languages", number)), "language", said=code))
            settings = replace(settings, languages=tuple(one for one in settings.languages if one != code))
    return settings, [*problems, *_sample_problems(settings, file)]


def base_url_is_valid(base_url: str) -> bool:
    """Return whether a base URL is one: http or https, a host, and nothing after the path."""
    try:
        parts = urlsplit(base_url)
        check_host(base_url)
        has_port = parts.port != 0
    except ValueError:  # a bracket that opens an address of numbers, a host that can be misread, no number for a port
        return False
    is_plain = base_url.isprintable() and not set(base_url) & set(" \"'<>\\^`{|}\n\r\t")
    return (
        is_plain
        and has_port
        and parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and not parts.query + parts.fragment
    )


def _base_url_fault(base_url: str) -> str:
    """Return the case of what is wrong with the address of the live site; nothing if all is well."""
    if not base_url_is_valid(base_url):
        return "base-url"
    try:
        check_public_host(base_url)
    except Unfit:
        return "base-url-here"
    return "base-url-page" if _PAGE.search(base_url) else ""


def _sample_problems(settings: SiteSettings, file: YamlFile) -> list[Problem]:
    known = [field.name for field in fields(settings)]
    problems = []
    for number, name in enumerate(settings.samples):
        if name not in known:
            place = file.value_place(("samples", number))
            problems.append(violation("settings-value", place, "sample", name=name, near=guess(name, known)))
    if settings.samples and not problems:
        names = ", ".join(settings.samples)
        problems.append(violation("sample-value", file.key_place(("samples",)), "build", names=names))
    return problems


def _is_timezone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):  # unknown, or not a name that a timezone can have
        return False
