"""Copies of the project's own templates and content, to build and to change."""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from build import wait_for
from care import SITE as CARE
from carepress.model.config import Options
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import BuildFailed
from tests.sites import BASIC, NOON, ROOT, Files, TinySite, page

TODAY = date(2026, 11, 25)
NO_CARDS = shutil.ignore_patterns("cards")  # for copies of templates/ in which social cards don't matter
STYLE_SHEETS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "templates/assets").glob("*.css"))
KEEP = "CAREPRESS_TESTS_KEEP"  # names the folder that all processes of a test run share


def with_templates(site: TinySite, *, looks: bool = False) -> TinySite:
    """Give a site the project's own templates in place of bare ones; with its looks only if asked for. Return the site."""
    shutil.copytree(ROOT / "templates", site.root / "templates", dirs_exist_ok=True, ignore=NO_CARDS)
    share_compiled(site.root)
    return site if looks else site.write(dict.fromkeys(STYLE_SHEETS, "p { margin: 0 }\n"))


def copied(folder: Path, content: Path = ROOT / "content") -> TinySite:
    """Return a copy of the project's templates with its own content, or with another one."""
    shutil.copytree(content, folder / "content")
    shutil.copytree(ROOT / "templates", folder / "templates")
    share_store(folder)
    share_compiled(folder)
    return TinySite(folder)


def built(project: TinySite) -> Report:
    """Build a copy; return what was done."""
    return build(project.root, Options(kind=CARE, today=TODAY), NOON)


def finished_project() -> TinySite:
    """Return the project, built, for those who only read it; `warnings.json` beside its site has what was said."""
    return TinySite(made_once("finished", _finish))


def _finish(folder: Path) -> None:
    said = [(one.severity, one.rule, one.message) for one in built(copied(folder)).warnings]
    (folder / "warnings.json").write_text(json.dumps(said), encoding="utf-8")


def refused_project() -> TinySite:
    """Return that project after a release of it was refused; `refused.json` beside its site has by which rules, and where."""
    return TinySite(made_once("refused", _refuse))


def _refuse(folder: Path) -> None:
    shutil.copytree(finished_project().root, folder, symlinks=True)
    try:
        build(folder, Options(kind=CARE, today=TODAY, depth="release"), NOON)
    except BuildFailed as failure:
        said = [(one.rule, one.place.path) for one in failure.problems]
        (folder / "refused.json").write_text(json.dumps(said), encoding="utf-8")


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first test to ask for it makes, in whatever process; all read it, nobody changes it."""
    folder = Path(os.environ[KEEP]) / name
    with folder.with_suffix(".lock").open("w") as lock:
        wait_for(lock.fileno())
        if not folder.is_dir():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(folder)
    return folder


def became(name: str, files: Files, texts: Iterable[str], folder: str = "content", **keys: object) -> dict[str, str]:
    """Return what each of many texts became, by the text: each is a page of one site that is built once for all tests."""
    pages = {f"{folder}/text-{number}.md": text for number, text in enumerate(texts)}

    def make(root: Path) -> None:
        site = TinySite(root).write({**BASIC, **files})
        site.write({path: page(text, **keys) for path, text in pages.items()}).build("2026-11-24")

    site = TinySite(made_once(name, make))
    return {text: site.main(f"{path[8:-3]}/index.html") for path, text in pages.items()}


def share_store(root: Path) -> None:
    """Let a copy of the project find what another copy has made already, as a second build does."""
    if KEEP in os.environ:
        (root / ".cache/kept").mkdir(parents=True, exist_ok=True)
        for kind in ("cards", "images"):  # of the search only one index is kept
            (Path(os.environ[KEEP]) / kind).mkdir(exist_ok=True)
            (root / ".cache/kept" / kind).symlink_to(Path(os.environ[KEEP]) / kind)


def share_compiled(root: Path) -> None:
    """Let a site with the project's templates find what they were compiled to, as a second build does."""
    if KEEP not in os.environ:  # a measurement, which shares nothing
        return
    compiled = made_once("compiled", _compile) / ".cache/build/templates"
    if compiled.is_file():
        (root / ".cache/build").mkdir(parents=True, exist_ok=True)
        (root / ".cache/build/templates").symlink_to(compiled)


def _compile(folder: Path) -> None:
    site = TinySite(folder).write(BASIC)
    shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True, ignore=NO_CARDS)
    site.build()
