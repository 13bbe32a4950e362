"""The command `init`: begins the site of another organization in a folder of its own, with this engine.

The engine comes along as it is, with the tests that hold for any site. Words, looks and figures are those of starter/ in the
package of its kind; of this site comes only what is public knowledge, and for another of its kind the templates.
"""

import argparse
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from carepress.cli import DONE
from carepress.cli.report import one_line, painter_of_stdout
from carepress.load.names import UnknownName
from carepress.load.settings import SETTINGS_PATH
from carepress.load.written import quoted
from carepress.model.fields import DONE as DONE_ON
from carepress.model.fields import OURS, PAGE, marked
from carepress.model.kind import SiteKind
from carepress.problems import guess
from carepress.text.words import join_words

_PLAIN = "plain"
_PLAIN_PACKAGE = "carepress.plain"
_STARTER = "starter"
_COPIED = "carepress/plain/copied.txt"  # names what every site has alike
_MADE = shutil.ignore_patterns("__pycache__", ".DS_Store", "node_modules")  # what nobody wrote
_NAMING = ("pyproject.toml", ".github/workflows/publish.yml")  # the files that name packages
_LOOKED_AT = '''\
"""The pages that the tests in a browser look at: those of this site."""

from tests.any_site import KINDS, OFTEN, built_every_kind

__all__ = ["KINDS", "OFTEN", "built_every_kind"]
'''


def run(asked: argparse.Namespace, root: Path) -> int:
    """Begin a site in a new or empty folder, and print what to do next. Raises UnknownName if it can't be."""
    name, folder = " ".join(asked.name.split()), asked.folder
    if not name:
        raise UnknownName("a site needs a name", 'say whose it is, as in --name "Anytown Library"')
    own = [asked.kind_name] if (root / asked.kind_name / _STARTER).is_dir() else []
    if asked.site_kind not in (kinds := [_PLAIN, *own]):
        near = guess(asked.site_kind, kinds, f"from here you can begin {join_words(kinds, 'or')}")
        if asked.site_kind == asked.kind_name:
            near = f"what it begins with goes into {asked.kind_name}/{_STARTER}/, as docs/another-site.md says"
        raise UnknownName(f'there is no kind of site "{asked.site_kind}"', near)
    if root.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise UnknownName(f"{folder} is part of this site", "name a folder elsewhere, such as ../new-site")
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise UnknownName(f"{folder} isn't an empty folder", "name one that isn't there yet")
    called = quoted(name)
    folder.mkdir(parents=True, exist_ok=True)
    # What is broken off leaves nothing behind.
    with TemporaryDirectory(dir=folder, prefix=".unfinished-") as unfinished:
        site = Path(unfinished)
        _copy(root, site, _text(root / _COPIED).split())
        _start(root, site, asked.kind, asked.site_kind if asked.site_kind in own else "")
        missing = ("benchmarks", *({asked.kind_name} - {asked.site_kind}))
        for path in filter(Path.is_file, map(site.joinpath, _NAMING)):
            _put(path, _without(missing, _text(path)))
        _put(site / SETTINGS_PATH, re.sub("(?m)^name: .*", lambda _: f"name: {called}", _text(site / SETTINGS_PATH)))
        _put(site / "README.md", _text(site / "README.md").replace("{name}", name))
        for made in sorted(site.iterdir()):
            made.rename(folder / made.name)
    _say_next(name, folder)
    return DONE


def _start(root: Path, site: Path, kind: SiteKind, package: str) -> None:
    """Write what a site begins with beside the engine: that of a kind with a package, or without one the plain one's."""
    plain, starter = root / "carepress" / _PLAIN / _STARTER, root / package / _STARTER
    readme = _text(plain / "README.md").replace("{package}", f", `{package}/`" if package else "")
    if package:
        _copy(root, site, [package, "templates"])
        _copy(starter, site, ["content"])
        readme += _text(starter / "README.md") if (starter / "README.md").exists() else ""
        for name in kind.public:
            path = f"content/_data/{name}.yaml"
            _put(site / path, _public(_text(root / path), kind.all_collections[name].record, site / "content"))
            spoken = (root / "content").glob(f"*/_data/{name}.yaml")  # in other languages
            _copy(root, site, [one.relative_to(root).as_posix() for one in spoken])
    else:
        _copy(plain, site, ["content", "templates"])
    _put(site / "README.md", readme)
    _put(site / "tests/every_kind/__init__.py", _LOOKED_AT)
    runs = f'KIND = "{package or _PLAIN_PACKAGE}"'
    _put(site / "build.py", re.sub('(?m)^KIND = "[^"]*"', runs, _text(site / "build.py")))


def _without(packages: Sequence[str], text: str) -> str:
    """Return a file without the items and lines that are about packages which a site doesn't have."""
    names = "|".join(map(re.escape, packages))
    return re.sub(rf"""(?m), (["'])(?:{names})(?:/\*\*)?\1|^"(?:{names})(?:/\*\*)?" = .*\n""", "", text)


def _public(text: str, record: type[object], content: Path) -> str:
    """Return a data file without what only this organization can say, and without the names of pages that aren't there."""
    names = "|".join(marked(record, OURS, DONE_ON, PAGE))
    pages = marked(record, PAGE)

    def kept(found: re.Match[str]) -> str:
        return found[0] if found[1] in pages and (content / found[2].strip("\"' ")).is_file() else ""

    return re.sub(rf"(?m)^ +({names}): *(.*)\n", kept, text) if names else text


def _copy(source: Path, target: Path, paths: Sequence[str]) -> None:
    """Copy files and folders to where they are in another folder; whoever publishes in one way has taken away the other's file."""
    for path in paths:
        if (source / path).is_dir():
            shutil.copytree(source / path, target / path, ignore=_MADE)
        elif (source / path).exists():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / path, target / path)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _say_next(name: str, folder: Path) -> None:
    painter = painter_of_stdout()
    print(f"New: {painter('bold', one_line(str(folder)))}, the site of {one_line(name)}")
    print(f"1. Look at it: cd {one_line(quote(str(folder)))} && python3 build.py serve")
    print("2. Write your own words in content/; `python3 build.py check` names what is still a sample.")
    print(
        "3. Read README.md: it says what is yours, how to test and publish the site, and how it takes a newer engine."
    )
