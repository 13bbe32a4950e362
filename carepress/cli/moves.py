"""The commands `rename` and `remove`: a page or a file goes elsewhere or away, and whatever leads to it is mended."""

import argparse
import os
import posixpath
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from carepress.cli import DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.mended import Tree, mended, place_of, read_tree
from carepress.cli.new import inside
from carepress.cli.questions import named_path
from carepress.cli.report import one_line, painter_of_stdout
from carepress.load.content import read_content
from carepress.load.names import UnknownName
from carepress.load.settings import configure
from carepress.problems import BuildFailed, has_errors
from carepress.text.urls import is_portable, whole_letters
from carepress.text.words import count_noun, slugify
from carepress.write.apply import published
from carepress.write.together import write_together

_FIXED = {"index.md": "the home page", "404.md": "the page for addresses that lead nowhere"}
_REMOVED = ".cache/removed"


def rename(asked: argparse.Namespace, root: Path) -> int:
    """Give a page, a picture or a folder another name or place. Raises UnknownName if that can't be."""
    tree = _read(asked, root)
    old = _moving(asked.what, root, tree)
    folder, _, name = old.rpartition("/")
    if name == "index.md":
        raise UnknownName(f"content/{old} stands for its folder", f"rename content/{folder} instead")
    new = _goal(asked.goal, old, root, posixpath.splitext(old)[1] if old in tree.targets.addresses else "")
    if old in tree.targets.addresses:
        beside = posixpath.dirname(new)
        own = _own_files(tree, old) if beside != folder else ()
        moves = {old: new} | {one: posixpath.join(beside, posixpath.relpath(one, folder or ".")) for one in own}
    else:
        moves = {one: f"{new}{one[len(old) :]}" for one in tree.targets.addresses if one.startswith(f"{old}/")}
    return _change(tree, moves, (old, new), is_trial=asked.dry_run)


def remove(asked: argparse.Namespace, root: Path) -> int:
    """Take a page or a picture away; what led there leads elsewhere. Raises UnknownName if it is still needed."""
    tree = _read(asked, root)
    old = _moving(asked.what, root, tree)
    known, own = tree.targets.addresses, [old, *_own_files(tree, old)]
    folder = old.removesuffix("index.md") if old in known else f"{old}/"
    if folder != old and any(one.startswith(folder) and one not in own for one in known):
        raise UnknownName(f"content/{folder} holds other files", "remove these first, one after the other")
    instead = _named(asked.to, root, tree) if asked.to else ""
    is_page = instead in tree.pages and instead not in tree.site.held_back
    if instead and (instead == old or is_page != (old in tree.pages)):
        raise UnknownName(f"what leads to content/{old} can't lead to {asked.to}", "name another page with --to")
    others = (one for one in tree.uses(old) if one.place.path != tree.paths[old])
    if (uses := dict.fromkeys(f"{place_of(one)}: {one.written}" for one in others)) and not instead:
        places = "".join(f"\n  {one_line(one)}" for one in uses)
        print(f"{count_noun(len(uses), 'link')} to it:{places}", file=sys.stderr)
        hint = "take these links out, or name the page that they are to lead to: --to PAGE"
        raise UnknownName(f"other pages need {tree.paths[old]}", hint)
    return _change(tree, dict.fromkeys(own, ""), (old, ""), instead, is_trial=asked.dry_run)


def _read(asked: argparse.Namespace, root: Path) -> Tree:
    """Return content/ as it is. Raises BuildFailed if something may hide a link."""
    configured = configure(root, options_of(asked), now())
    files, problems = read_content(configured.config.content, configured.file)
    if has_errors(wrong := [*configured.problems, *problems]):
        raise BuildFailed(wrong)
    components = sorted(path.stem for path in (root / "templates/components").glob("*.html"))
    return read_tree(configured, components, files)


def _named(word: str, root: Path, tree: Tree) -> str:
    """Return the path inside content/ of a page, a file or a folder that a person named. Raises UnknownName."""
    below = f"content/{word}"
    path = named_path(below if (root / below).exists() and not (root / word).exists() else word, root)
    found = whole_letters(path.removeprefix("content/"))
    is_folder = any(one.startswith(f"{found}/") for one in tree.targets.addresses)
    if not path.startswith("content/") or not (is_folder or found in tree.targets.addresses):
        raise UnknownName(f'"{word}" is no page, and no picture or folder of pages', "name one in content/")
    return found


def _moving(word: str, root: Path, tree: Tree) -> str:
    """Return the path inside content/ of what is to move or go. Raises UnknownName if it can't."""
    if (found := _named(word, root, tree)) in _FIXED:
        raise UnknownName(f"content/{found} is {_FIXED[found]}: every site needs it", "change what is in it")
    return found


def _goal(word: str, old: str, root: Path, suffix: str) -> str:
    """Return the new path inside content/ of what has a suffix, or is a folder. Raises UnknownName if nothing can be there."""
    typed = whole_letters(word.replace(os.sep, "/"))
    path = posixpath.join("" if "/" in typed else posixpath.dirname(old), typed.removeprefix("content/"))
    is_folder = (root / "content" / path).is_dir()
    if (path.endswith("/") and (suffix or is_folder)) or (suffix and is_folder):
        path = posixpath.join(path, posixpath.basename(old))
    path = posixpath.normpath(path).removesuffix(suffix) + suffix
    names = path.removesuffix(suffix).split("/")
    if any(one.startswith(("_", ".")) or not slugify(one) or not is_portable(one) for one in names) or path in _FIXED:
        raise UnknownName(f'"{word}" can\'t be the name of a page or a file', "take a few letters or digits")
    if not suffix and f"{path}/".startswith(f"{old}/"):
        raise UnknownName(f"content/{old} can't go into itself", "take another name")
    return path


def _own_files(tree: Tree, page: str) -> list[str]:
    """Return the files beside a page, or in folders there, that nothing but this page uses."""
    folder, path = posixpath.dirname(page), tree.paths.get(page)
    users = {one: {use.place.path for use in tree.uses(one)} for one in tree.site.assets if page in tree.pages}
    return [
        one for one, paths in users.items() if paths == {path} and f"/{one}".startswith(f"/{folder}".rstrip("/") + "/")
    ]


def _change(tree: Tree, moves: Mapping[str, str], whole: tuple[str, str], instead: str = "", *, is_trial: bool) -> int:
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
