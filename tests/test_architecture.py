"""The plan of the house, held: floors, homes of libraries, sizes."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# A file imports only from floors below its own. Files of a folder share its floor and a smaller house inside.
FLOORS = (
    {"problems", "text", "fences", "yaml_advice"},
    {"phone"},
    {"urls"},
    {"missing", "model", "formula", "html", "deadline", "feeds", "reading", "store", "estimate"},
    {"counted", "yamlfile", "lookup", "report", "prose", "pictures", "external"},
    {"catalog"},
    {"schema", "frontmatter", "source", "contrast"},
    {"css"},
    {
        "config",
        "read",
        "parse",
        "data",
        "images",
        "assemble",
        "convert",
        "templates",
        "assets",
        "sitemap",
        "hosting",
        "write",
    },
    {"search", "rules"},
    {"render"},
    {"pipeline"},
    {"serve", "answers", "arguments"},
    {"cli"},
)
INNER_FLOORS = {
    "assemble": ({"conflicts", "neighbors", "listings", "related"}, {"__init__"}),
    "convert": (
        {"allowed", "dialect", "ids", "limits", "links", "marks"},
        {"commonmark", "fields", "inline", "proof", "typed"},
        {"terms", "tree"},
        {"body", "markdown_text"},
        {"__init__"},
    ),
    "data": ({"checks"}, {"__init__"}),
    "images": ({"photo", "drawing", "document", "card_drawing"}, {"cards"}, {"__init__"}),
    "render": ({"citations", "figures", "site_feeds"}, {"context"}, {"structured_data"}, {"renderer"}, {"__init__"}),
    "rules": (
        {"source_text"},
        {"passages", "allowances", "places", "leftovers"},
        {"unread", "words", "figures", "style", "lapses", "pages", "links", "other_hosts"},
        {"finished"},
        {"__init__"},
    ),
    "write": ({"ownership"}, {"__init__"}),
}
HOMES = {
    "PIL": {"images.__init__", "images.photo", "images.card_drawing"},
    "jinja2": {"counted", "templates"},
    "livereload": {"serve"},
    "markdown": {"convert.inline", "convert.markdown_text", "convert.tree"},
    "markdown_it": {"convert.commonmark", "convert.dialect", "convert.inline", "convert.tree"},
    "markupsafe": {"templates"},
    "mdit_py_plugins": {"convert.commonmark"},
    "pagefind_bin": {"search"},
    "pydantic": {"schema"},
    "pydantic_core": {"schema"},
    "pypdf": {"images.document"},
    "selectolax": {"html"},
    "tinycss2": {"css", "contrast"},
    "tornado": {"serve"},
    "urllib3": {"external"},
    "watchfiles": {"serve"},
    "yaml": {"yamlfile"},
}
MOST_LINES = 260
FILES = sorted((ROOT / "carepress").rglob("*.py"))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "carepress").with_suffix("").parts)


def imports_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written whole"
            found.append(node.module or "")
    return found


def floor_of(name: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if name in floor)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_down(path: Path) -> None:
    """A file imports only from floors below its own, and from lower files of its own folder."""
    if path == ROOT / "carepress/__init__.py":
        return
    module = module_of(path)
    top, _, inner = module.partition(".")

    for name in imports_of(path):
        package, _, rest = name.partition(".")
        if package != "carepress" or not rest:
            continue
        other, _, other_inner = rest.partition(".")
        if other == top:
            floors = INNER_FLOORS[top]
            mine = next(number for number, floor in enumerate(floors) if inner in floor)
            theirs = next(number for number, floor in enumerate(floors) if (other_inner or "__init__") in floor)
            assert theirs < mine, f"{module} imports {rest}"
        else:
            assert floor_of(other) < floor_of(top), f"{module} imports {rest}"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_each_library_has_one_home(path: Path) -> None:
    """A third-party library is imported in one file only, so that it can be exchanged there."""
    for name in imports_of(path):
        library = name.partition(".")[0]
        if library in sys.stdlib_module_names or library == "carepress":
            continue
        assert module_of(path) in HOMES[library], f"{library} isn't at home in {module_of(path)}"


def test_no_import_hides_a_circle() -> None:
    """Nothing is imported for types only; that is where circles hide."""
    hidden = [module_of(path) for path in FILES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]

    assert hidden == []


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_files_stay_small(path: Path) -> None:
    """A file that grows past what one can hold in mind becomes a folder. Declarations may be longer."""
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= MOST_LINES or path.name == "model.py"


def test_a_build_starts_without_the_libraries_of_other_commands() -> None:
    """`build` doesn't wait for libraries that only `serve` or `check --external` needs."""
    late = ("livereload", "pypdf", "tornado", "urllib3", "watchfiles")
    script = f"import sys, carepress.cli; print([m for m in {late} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
