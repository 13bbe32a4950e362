"""The words that a command takes, and what was probably meant by others."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from carepress import __version__
from carepress.cli import values
from carepress.cli.preview.notes import EDITOR
from carepress.model.config import Options
from carepress.problems import EnvironmentFailed, guess

COMMANDS = (
    "build",
    "serve",
    "check",
    "new",
    "rename",
    "remove",
    "due",
    "explain",
    "facts",
    "schema",
    "translated",
    "publish",
    "verify",
    "rollback",
    "init",
    "test",
)


class _Parser(argparse.ArgumentParser):
    """Says which command was probably meant."""

    def error(self, message: str) -> None:  # type: ignore[override]
        if message.startswith("argument command:") and (word := message.split("'")[1:2]):
            hint = guess(word[0], COMMANDS, f"the commands are {', '.join(COMMANDS)}")
            message = f'there is no command "{word[0]}"; {hint}'
        super().error(message)


class _Command(argparse.ArgumentParser):
    """Says which of the command's options was probably meant: the parser of all commands knows none of them."""

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
    commands = whole.add_subparsers(dest="command", required=True, metavar="command", parser_class=_Command)

    command = commands.add_parser("build", help="build content/ into site/; the command when none is given")
    _add_common(command)
    command.add_argument("--output", type=Path, metavar="FOLDER", help="the folder for the site (site)")
    says = "where the site will be, instead of base_url in _site.yaml"
    command.add_argument("--base-url", type=values.BASE_URL, metavar="URL", help=says)
    says = "make a copy for review, which says so and asks search engines to stay away"
    command.add_argument("--staging", action="store_true", help=says)
    says = "put texts into the site packed too, beside them, for hosts that send these"
    command.add_argument("--packed", action="store_true", help=says)
    command.add_argument("--strict", action="store_true", help="let warnings count as errors in the exit code")
    command.add_argument("--all", action="store_true", help="print every problem, however many there are")
    says = "make the site a second time from nothing, elsewhere, and say whether it is the same"
    command.add_argument("--compare-clean", action="store_true", help=says)
    says = "warn of addresses that a published site has: its carepress.json, a file or where it is on the web"
    command.add_argument("--published", default="", metavar="FILE", help=says)
    says = "say why the page with this file or address was made new, or that it stayed; may be given again"
    command.add_argument("--why", action="append", default=[], metavar="PATH", help=says)
    says = "say what the time was spent on: stages, templates, pages"
    command.add_argument("--profile", action="store_true", help=says)
    _add_format(command, "how problems are printed (text)")

    _add_serve(commands)

    says = "look for everything that the rules of the house find; nothing is written"
    command = commands.add_parser("check", help=says)
    _add_common(command, depth="check")
    says = "refuse whatever visitors must not meet: samples, drafts, lapses, words that hurt or promise too much"
    command.add_argument("--release", action="store_const", const="release", dest="depth", help=says)
    says = "try the links to other hosts too, which takes minutes"
    command.add_argument("--external", action="store_true", help=says)
    command.add_argument("path", nargs="*", metavar="PATH", help="only what is found in these files or folders")
    command.add_argument("--rule", default="", metavar="ID", help="only what this rule finds")
    command.add_argument("--all", action="store_true", help="everything, with what is only for information")
    _add_format(command, "how it is printed (text)")

    _add_new(commands)
    _add_moves(commands)

    _add_due(commands)

    command = commands.add_parser("explain", help="what a rule means; without an id, what each of them means")
    command.add_argument("rule", nargs="?", default="", metavar="RULE")

    command = commands.add_parser("facts", help="where figures come from, and which pages print them")
    _add_common(command, depth="check")
    command.add_argument("name", nargs="?", default="", metavar="NAME", help="such as facts.some-figure")

    command = commands.add_parser("schema", help="let an editor complete and check settings and data while you type")
    command.add_argument("--out", type=Path, metavar="FOLDER", help="the folder for the schemas (.cache/schema)")

    for add in (_add_publish, _add_verify, _add_rollback, _add_init):
        add(commands)

    commands.add_parser("test", help="check everything: style, types, tests; --all adds the long ones")
    return whole


def _add_serve(commands: Any) -> None:
    command = commands.add_parser("serve", help="show the site in your browser and keep it up to date while you write")
    _add_common(command)
    says = "the port on this computer (8000, or the next one that is free)"
    command.add_argument("--port", type=values.PORT, default=0, help=says)
    command.add_argument("--address", default="127.0.0.1", help="where to listen (127.0.0.1): 0.0.0.0 in a container")
    says = "another name of the preview in a browser, as behind a forwarded port; may be given again"
    command.add_argument("--host-name", type=str.lower, action="append", default=[], metavar="NAME", help=says)
    command.add_argument("--no-open", action="store_false", dest="opens", help="open no browser")
    says = "let the browser go to the page that was saved"
    command.add_argument("--follow", action="store_true", dest="follows", help=says)
    says = "show what visitors see, without pages that wait and without the panel; with --today on another day"
    command.add_argument("--as-visitor", action="store_true", help=says)
    says = f"the address that opens a file in your editor ({EDITOR})"
    command.add_argument("--editor", type=values.EDITOR_ADDRESS, metavar="ADDRESS", default=EDITOR, help=says)


def _add_new(commands: Any) -> None:
    command = commands.add_parser("new", help="begin a page, or a record of content/_data/")
    command.add_argument("what", metavar="KIND", help="article, page, section, or a record, such as source")
    command.add_argument("title", metavar="TITLE", help="the title or name, in quotes")
    command.add_argument("--in", dest="folder", metavar="FOLDER", help="the folder (that of others of the kind)")
    _add_today(command)


def _add_moves(commands: Any) -> None:
    command = commands.add_parser("rename", help="give a page, picture or folder another name, with all links to it")
    command.add_argument("what", metavar="PATH", help="the page, picture or folder")
    command.add_argument("goal", metavar="NEW", help="a name in the same folder, or a path")
    says = "say what would change, and write nothing"
    command.add_argument("--dry-run", action="store_true", help=says)
    translated = commands.add_parser("translated", help="note that a translation says what its original says now")
    translated.add_argument("pages", nargs="+", metavar="PATH", help="the translation, such as content/es/index.md")
    command = commands.add_parser("remove", help="take a page or picture away that nothing leads to")
    command.add_argument("what", metavar="PATH", help="the page or picture")
    command.add_argument("--to", metavar="PAGE", help="where all that leads there, and its address, are to lead")
    command.add_argument("--dry-run", action="store_true", help=says)


def _add_init(commands: Any) -> None:
    command = commands.add_parser("init", help="begin the site of another organization, with this engine, elsewhere")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder, or an empty one")
    command.add_argument("--name", required=True, help="the name of the organization, in quotes")
    says = "what kind of site it is: plain, or what this one is (plain)"
    command.add_argument("--kind", dest="site_kind", default="plain", metavar="KIND", help=says)


def _add_due(commands: Any) -> None:
    command = commands.add_parser(
        "due", help="what lapses when: reviews, facts, pages, and what this kind of site adds"
    )
    _add_common(command)
    says = "how far to look ahead (90; for an issue 30)"
    command.add_argument("--days", type=values.NUMBER_OF_DAYS, metavar="NUMBER", help=says)
    says = "print it as Markdown for an issue, with boxes to tick; nothing if nothing lapses"
    command.add_argument("--issues", action="store_true", help=says)


def _add_verify(commands: Any) -> None:
    command = commands.add_parser("verify", help="hold a live site against the build that it should be")
    command.add_argument("address", type=values.BASE_URL, metavar="URL", help="where the site is: https://example.org/")
    says = "look at so many files only, and at others on another day"
    command.add_argument("--sample", type=values.COUNT, default=0, metavar="NUMBER", help=says)
    command.add_argument("--site", type=Path, metavar="FOLDER", help="the folder of the build (site)")
    command.add_argument("--all", action="store_true", help="print every difference, however many there are")
    formats, says = values.VERIFY_FORMATS, "how it is printed (text)"
    command.add_argument("--format", type=values.VERIFY_FORMAT, choices=formats, default="text", help=says)


def _add_publish(commands: Any) -> None:
    command = commands.add_parser("publish", help="bring the finished site to where it is served, with rclone")
    command.set_defaults(depth="release")
    _add_target(command)
    command.add_argument("--site", type=Path, dest="output", metavar="FOLDER", help="the folder of the build (site)")
    says = "where the site will be, if it was built with this"
    command.add_argument("--base-url", type=values.BASE_URL, metavar="URL", help=says)
    _add_today(command)
    says = "how many files may be deleted (20, or a quarter of what is live)"
    command.add_argument("--max-delete", type=values.COUNT, metavar="NUMBER", help=says)


def _add_rollback(commands: Any) -> None:
    command = commands.add_parser("rollback", help="bring back what was live before the last publication")
    _add_target(command)
    command.add_argument("--to", metavar="RELEASE", help="the release to go back to (the one before the last)")
    command.add_argument("--yes", action="store_true", help="go back without a question")


def _add_target(command: argparse.ArgumentParser) -> None:
    command.add_argument("target", metavar="TARGET", help="where to, as rclone says it: remote:folder, or a folder")
    says = "the file in which rclone finds its remotes (its own, and variables of the environment)"
    command.add_argument("--config", type=Path, metavar="FILE", help=says)
    command.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    says = "go on though another publication has begun and not ended: you know that it was broken off"
    command.add_argument("--take-over", action="store_true", help=says)


def _add_common(command: argparse.ArgumentParser, depth: str = "build") -> None:
    command.set_defaults(depth=depth)
    command.add_argument("--drafts", action="store_true", help="include drafts and pages dated in the future")
    says = "how many processes make pages (as many as there are processors)"
    command.add_argument("--workers", type=values.WORKERS, default=0, metavar="NUMBER", help=says)
    _add_today(command)


def _add_today(command: argparse.ArgumentParser) -> None:
    command.add_argument("--today", type=values.DAY, metavar="DATE", help="work as of this day, such as 2026-11-24")


def _add_format(command: argparse.ArgumentParser, purpose: str) -> None:
    command.add_argument("--format", type=values.FORMAT, choices=values.FORMATS, default="text", help=purpose)
