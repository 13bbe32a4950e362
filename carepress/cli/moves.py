"""What `rename` and `remove` share: a page or a file goes elsewhere or away, and whatever leads to it is mended."""

import argparse
import os
import posixpath
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from carepress.cli import DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.mended import Tree, mended, read_tree
from carepress.cli.named import inside, named_path
from carepress.cli.report import one_line, painter_of_stdout
from carepress.load.content import read_content
from carepress.load.names import UnknownName
from carepress.load.settings import configure
from carepress.problems import BuildFailed, has_errors
from carepress.text.urls import whole_letters
from carepress.write.apply import published
from carepress.write.together import write_together

FIXED = {"index.md": "the home page", "404.md": "the page for addresses that lead nowhere"}
_REMOVED = ".cache/removed"


def read_whole(asked: argparse.Namespace, root: Path) -> Tree:
    """Return content/ as it is. Raises BuildFailed if something may hide a link."""
    configured = configure(root, options_of(asked), now())
    files, problems = read_content(configured.config.content, configured.file)
    if has_errors(wrong := [*configured.problems, *problems]):
        raise BuildFailed(wrong)
    components = sorted(path.stem for path in (root / "templates/components").glob("*.html"))
    return read_tree(configured, components, files)


def named_in(word: str, root: Path, tree: Tree) -> str:
    """Return the path inside content/ of a page, a file or a folder that a person named. Raises UnknownName."""
    below = f"content/{word}"
    path = named_path(below if (root / below).exists() and not (root / word).exists() else word, root)
    found = whole_letters(path.removeprefix("content/"))
    is_folder = any(one.startswith(f"{found}/") for one in tree.targets.addresses)
    if not path.startswith("content/") or not (is_folder or found in tree.targets.addresses):
        raise UnknownName(f'"{word}" is no page, and no picture or folder of pages', "name one in content/")
    return found


def moving(word: str, root: Path, tree: Tree) -> str:
    """Return the path inside content/ of what is to move or go. Raises UnknownName if it can't."""
    if (found := named_in(word, root, tree)) in FIXED:
        raise UnknownName(f"content/{found} is {FIXED[found]}: every site needs it", "change what is in it")
    return found


def own_files(tree: Tree, page: str) -> list[str]:
    """Return the files beside a page, or in folders there, that nothing but this page uses."""
    folder, path = posixpath.dirname(page), tree.paths.get(page)
    beside = (*tree.site.assets, *tree.site.media) if page in tree.pages else ()
    users = {one: {use.place.path for use in tree.uses(one)} for one in beside}
    return [
        one for one, paths in users.items() if paths == {path} and f"/{one}".startswith(f"/{folder}".rstrip("/") + "/")
    ]


def change(tree: Tree, moves: Mapping[str, str], whole: tuple[str, str], instead: str = "", *, is_trial: bool) -> int:
    """Mend, write and show. Raises UnknownName if that can't be."""
    root, (old, new) = tree.configured.config.root, whole
    if place := next(_fixed_places(tree, moves), ""):
        raise UnknownName(f"{place} needs it by its name", "ask whoever looks after the templates to change both")
    places = _places(tree, moves, whole)
    result = mended(tree, moves, instead, published(tree.configured.config))
    if not is_trial:
        write_together({inside(root, path): text for path, text in result.texts.items()}, places)
    done, painter = ("Renamed" if new else "Removed") if not is_trial else "Would change", painter_of_stdout()
    for one, goal in (whole, *(pair for pair in moves.items() if old in moves and pair != whole)):
        print(f"{done}: {painter('bold', one_line(f'content/{one}' + (goal and f' → content/{goal}')))}")
    for line in result.said:
        print(one_line(f"  {line}"))
    for address in result.lost:
        print(one_line(f"{address} will lead nowhere: an alias can have only letters from a to z, digits and -._~"))
    if is_trial:
        print("Nothing is written yet: the same without --dry-run does it.")
    elif not new:
        print(f"What is removed stays in {_REMOVED}/ until you delete that folder.")
    return DONE


def _places(tree: Tree, moves: Mapping[str, str], whole: tuple[str, str]) -> Mapping[Path, Path]:
    """Return where each file really is, and where it goes. Raises UnknownName if a link is in the way, or another file."""
    config, (old, new) = tree.configured.config, whole
    paths = {tree.paths[one]: f"content/{goal}" if goal else "" for one, goal in moves.items()}
    if old not in moves:  # a folder goes with whatever else is in it
        for folder, folders, names in os.walk(config.content / old):
            for name in [*names, *(one for one in folders if os.path.islink(os.path.join(folder, one)))]:
                path = Path(folder, name).relative_to(config.root).as_posix()
                paths.setdefault(path, path.replace(f"content/{old}", f"content/{new}", 1))
    found = {inside(config.root, one): inside(config.root, goal) for one, goal in paths.items() if goal}
    for source, target in [*found.items(), (config.content / old, config.content / new)] if new else ():
        if os.path.lexists(target) and not (source.exists() and target.samefile(source)):
            raise UnknownName(
                f"content/{os.path.relpath(target, config.content)} is there already", "take another name"
            )
    return found or {inside(config.root, one): config.root / _REMOVED / one for one in paths}


def _fixed_places(tree: Tree, moves: Mapping[str, str]) -> Iterator[str]:
    """Yield where templates, the engine or the kind of site know by its name a page that moves, or the folder of one."""
    names = [one for old in moves if old in tree.pages for one in (old, tree.pages[old].url)]
    sections = [posixpath.dirname(old) for old in moves if old.endswith("/index.md")]
    quoted = "|".join([*map(re.escape, names), *(f"(?<=section=.){re.escape(one)}" for one in sections)])
    pattern, config = re.compile(rf"[\"'](?:{quoted})[\"']"), tree.configured.config
    kind = Path(sys.modules[config.kind.settings.__module__].__file__ or "").parent
    for folder in (config.templates, Path(__file__).parents[1], kind) if names else ():
        for path in sorted(one for one in folder.rglob("*") if one.suffix in {".html", ".py"}):
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
                if pattern.search(line):
                    yield f"{path.relative_to(folder.parent).as_posix()}:{number}"
