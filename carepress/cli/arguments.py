"""The words that a command takes, what may be said with them, and what was probably meant by others."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from carepress import __version__
from carepress.cli.preview.notes import EDITOR, opens_editor
from carepress.load.settings import base_url_is_valid
from carepress.model.config import Options
from carepress.problems import EnvironmentFailed, guess

T = TypeVar("T")

_DAYS = range(36_501)
_PORTS = range(1024, 65_536)  # below, there is only the web's own, 80
# Those of other services that browsers refuse to open: https://fetch.spec.whatwg.org/#port-blocking
_NO_PORTS = "1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080"


def _read_with(
    read: Callable[[str], T], is_not: str, fits: Callable[[T], object] = lambda value: True
) -> Callable[[str], T]:
    """Return what reads a word of a command, and says what a word that doesn't fit isn't."""

    def checked(text: str) -> T:
        with suppress(ValueError):
            if fits(value := read(text)):
                return value
        raise argparse.ArgumentTypeError(f'"{text}" isn\'t {is_not}')

    return checked


def _number(text: str) -> int:
    """Return the number that digits stand for. Raises ValueError for signs, and for the digits of other scripts."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _word(
    about: str, read: Callable[[str], Any] | None = None, shown: str | None = None, **said: Any
) -> Mapping[str, Any]:
    """Return what argparse has to know of a word: what it is for, what reads it, and how its value is shown; else it is a flag."""
    return {"help": about} | ({"type": read, "metavar": shown} if read else {"action": "store_true"}) | said


def _format(*formats: str) -> Mapping[str, Any]:
    read = _read_with(str, f"a format; the formats are {', '.join(formats)}", formats.__contains__)
    return _word("how it is printed (text)", read, choices=formats, default="text")


_COUNT = _read_with(_number, "a number from 1 on; write one such as 100", lambda number: number > 0)
_DAY = _read_with(date.fromisoformat, "a date; write it as 2026-11-24")
_BASE_URL = _read_with(str, "the address of a site; write it as https://example.org/", base_url_is_valid)
_NUMBER_OF_DAYS = _read_with(
    _number, f"a number of days from 0 to {_DAYS[-1]:,}; write one such as 90", _DAYS.__contains__
)
_EDITOR = _read_with(str, f"an address that opens an editor; write one such as {EDITOR}", opens_editor)
_WORKERS = _read_with(_number, "a number of processes; write one such as 2", range(1, 257).__contains__)
_PORT = _read_with(
    _number,
    f"a port that browsers open; write one such as 8000, from {_PORTS[0]} to {_PORTS[-1]}",
    lambda port: port == 80 or (port in _PORTS and str(port) not in _NO_PORTS.split()),
)

# Every word that a command may take. One that means something else to a command has its name in front.
_WORDS: Mapping[str, Mapping[str, Any]] = {
    "--drafts": _word("include drafts and pages dated in the future"),
    "--workers": _word(
        "how many processes make pages (as many as there are processors)", _WORKERS, "NUMBER", default=0
    ),
    "--today": _word("work as of this day, such as 2026-11-24", _DAY, "DATE"),
    "--output": _word("the folder for the site (site)", Path, "FOLDER"),
    "--base-url": _word("where the site will be, instead of base_url in _site.yaml", _BASE_URL, "URL"),
    "--staging": _word("make a copy for review, which says so and asks search engines to stay away"),
    "--packed": _word("put texts into the site packed too, beside them, for hosts that send these"),
    "--strict": _word("let warnings count as errors in the exit code"),
    "--all": _word("print everything, however much it is; of a check also what is only for information"),
    "--compare-clean": _word("make the site a second time from nothing, elsewhere, and say whether it is the same"),
    "--published": _word(
        "warn of addresses that a published site has: its carepress.json, a file or where it is on the web",
        str,
        "FILE",
        default="",
    ),
    "--why": _word(
        "say why the page with this file or address was made new, or that it stayed; may be given again",
        str,
        "PATH",
        action="append",
        default=[],
    ),
    "--profile": _word("say what the time was spent on: stages, templates, pages"),
    "--format": _format("text", "json", "github"),
    "--port": _word("the port on this computer (8000, or the next one that is free)", _PORT, default=0),
    "--address": _word("where to listen (127.0.0.1): 0.0.0.0 in a container", str, default="127.0.0.1"),
    "--host-name": _word(
        "another name of the preview in a browser, as behind a forwarded port; may be given again",
        str.lower,
        "NAME",
        action="append",
        default=[],
    ),
    "--no-open": _word("open no browser"),
    "--follow": _word("let the browser go to the page that was saved"),
    "--as-visitor": _word(
        "show what visitors see, without pages that wait and without the panel; with --today on another day"
    ),
    "--editor": _word(f"the address that opens a file in your editor ({EDITOR})", _EDITOR, "ADDRESS", default=EDITOR),
    "--release": _word(
        "refuse whatever visitors must not meet: samples, drafts, lapses, words that hurt or promise too much",
        action="store_const",
        const="release",
        dest="depth",
    ),
    "--external": _word("try the links to other hosts too, which takes minutes"),
    "path": _word("only what is found in these files or folders", str, "PATH", nargs="*"),
    "--rule": _word("only what this rule finds", str, "ID", default=""),
    "new what": _word("article, page, section, or a record, such as source", str, "KIND"),
    "title": _word("the title or name, in quotes", str, "TITLE"),
    "--in": _word("the folder (that of others of the kind)", str, "FOLDER", dest="folder"),
    "what": _word("the page, picture or folder", str, "PATH"),
    "goal": _word("a name in the same folder, or a path", str, "NEW"),
    "--dry-run": _word("say what would change, and change nothing"),
    "--to": _word("where all that leads there, and its address, are to lead", str, "PAGE"),
    "--days": _word("how far to look ahead (90; for an issue 30)", _NUMBER_OF_DAYS, "NUMBER"),
    "--issues": _word("print it as Markdown for an issue, with boxes to tick; nothing if nothing lapses"),
    "rule": _word("such as one-h1", str, "RULE", nargs="?", default=""),
    "name": _word("such as facts.some-figure", str, "NAME", nargs="?", default=""),
    "pages": _word("the translation, such as content/es/index.md", str, "PATH", nargs="+"),
    "target": _word("where to, as rclone says it: remote:folder, or a folder", str, "TARGET"),
    "--config": _word(
        "the file in which rclone finds its remotes (its own, and variables of the environment)", Path, "FILE"
    ),
    "--anew": _word("bring each file that isn't there as it should be, whatever the notes there say of it"),
    "--take-over": _word("go on though another publication has begun and not ended: you know that it was broken off"),
    "--site": _word("the folder of the build (site)", Path, "FOLDER", dest="output"),
    "--max-delete": _word("how many files may be deleted (20, or a quarter of what is live)", _COUNT, "NUMBER"),
    "address": _word("where the site is: https://example.org/", _BASE_URL, "URL"),
    "--sample": _word("look at so many files only, and at others on another day", _COUNT, "NUMBER", default=0),
    "verify --format": _format("text", "json", "markdown"),
    "rollback --to": _word("the release to go back to (the one before the last)", str, "RELEASE"),
    "--yes": _word("go back without a question"),
    "folder": _word("a new folder, or an empty one", Path, "FOLDER"),
    "--name": _word("the name of the organization, in quotes", str, required=True),
    "--kind": _word(
        "what kind of site it is: plain, or what this one is (plain)", str, "KIND", dest="site_kind", default="plain"
    ),
}
_BUILDS = "--drafts --workers --today"
_GOES_TO = "target --config --dry-run --take-over"
# What each command does, and the words that it takes.
_COMMANDS = {
    "build": (
        "build content/ into site/; the command when none is given",
        f"{_BUILDS} --output --base-url --staging --packed --strict --all --compare-clean --published --why --profile --format",
    ),
    "serve": (
        "show the site in your browser and keep it up to date while you write",
        f"{_BUILDS} --port --address --host-name --no-open --follow --as-visitor --editor",
    ),
    "check": (
        "look for everything that the rules of the house find; nothing is written",
        f"{_BUILDS} --release --external path --rule --all --format",
    ),
    "new": ("begin a page, or a record of content/_data/", "what title --in --today"),
    "rename": ("give a page, picture or folder another name, with all links to it", "what goal --dry-run"),
    "remove": ("take a page or picture away that nothing leads to", "what --to --dry-run"),
    "due": ("what lapses when: reviews, facts, pages, and what this kind of site adds", f"{_BUILDS} --days --issues"),
    "explain": ("what a rule means; without an id, what each of them means", "rule"),
    "facts": ("where figures come from, and which pages print them", f"{_BUILDS} name"),
    "schema": ("let an editor complete and check settings and data while you type", ""),
    "translated": ("note that a translation says what its original says now", "pages"),
    "publish": (
        "bring the finished site to where it is served, with rclone",
        f"{_GOES_TO} --site --base-url --today --anew --max-delete",
    ),
    "verify": ("hold a live site against the build that it should be", "address --sample --site --all --format"),
    "rollback": ("bring back what was live before the last publication", f"{_GOES_TO} --to --yes"),
    "init": ("begin the site of another organization, with this engine, elsewhere", "folder --name --kind"),
    "test": ("check everything: style, types, tests; --all adds the long ones", ""),
}
COMMANDS = tuple(_COMMANDS)
_DEPTHS = {"check": "check", "facts": "check", "publish": "release"}  # of those that don't look as a build does


class _Parser(argparse.ArgumentParser):
    """Says which command was probably meant, and which of the command's options: the parser of all knows none of them."""

    def error(self, message: str) -> None:  # type: ignore[override]
        if message.startswith("argument command:") and (word := message.split("'")[1:2]):
            hint = guess(word[0], COMMANDS, f"the commands are {', '.join(COMMANDS)}")
            message = f'there is no command "{word[0]}"; {hint}'
        super().error(message)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        known, others = super().parse_known_args(args, namespace)
        if others:
            near = guess(others[0].partition("=")[0], self._option_string_actions)
            self.error(f"unrecognized arguments: {' '.join(others)}{near and f'; {near}'}")
        return known, others


def now() -> datetime:
    """Return the moment that decides which day it is: SOURCE_DATE_EPOCH, or else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise EnvironmentFailed(f'SOURCE_DATE_EPOCH must be seconds since 1970, not "{epoch}"') from None


def options_of(asked: argparse.Namespace) -> Options:
    """Return what a command asks of a build."""
    known = {field.name for field in fields(Options)}
    return Options(**{name: value for name, value in vars(asked).items() if name in known})


def parser() -> argparse.ArgumentParser:
    """Return what reads the words of a command."""
    whole = _Parser(prog="python3 build.py", description="Carepress presses content/ into site/.")
    whole.add_argument("--version", action="version", version=f"Carepress {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="command", parser_class=_Parser)
    for name, (about, words) in _COMMANDS.items():
        command = commands.add_parser(name, help=about)
        command.set_defaults(depth=_DEPTHS.get(name, "build"))
        for word in words.split():
            command.add_argument(word, **(_WORDS.get(f"{name} {word}") or _WORDS[word]))
    return whole
