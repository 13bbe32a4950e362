"""The plan of the house, held: floors, homes of libraries, sizes."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from functools import cache
from pathlib import Path

import pytest

from tests.sites import ROOT, MakeSite

# The folders from the lowest floor to the highest: a file imports only from folders below its own, and from its own.
FLOORS = (
    "problems",
    "text",
    "model",
    "load",
    "media",
    "assemble",
    "cache",
    "convert",
    "write",
    "site_files",
    "render",
    "check",
    "make",
    "pipeline",
    "plain",
    "publish",
    "cli",
)
HOMES = {
    "babel": {"text.words"},
    "brotli": {"site_files.packed"},
    "PIL": {"media.pictures", "media.photo", "media.card", "media.cards"},
    "jinja2": {"render.environment", "render.templates"},
    "livereload": {"cli.serve"},
    "markdown": {"convert.markdown_text", "convert.tree"},
    "markdown_it": {"convert.commonmark", "convert.dialect", "convert.inline", "convert.tree"},
    "markupsafe": {"render.templates"},
    "mdit_py_plugins": {"convert.commonmark"},
    "pagefind_bin": {"site_files.search"},
    "pydantic": {"load.schema"},
    "pydantic_core": {"load.schema"},
    "pypdf": {"media.document"},
    "selectolax": {"text.html"},
    "tinycss2": {"media.stylesheets", "media.contrast"},
    "tornado": {"cli.preview.door", "cli.serve"},
    "urllib3": {"check.live.asking", "check.site.external"},
    "watchfiles": {"cli.serve"},
    "yaml": {"problems.catalog", "text.yaml_file"},
}
MOST_LINES = 260
# Words of addiction care. Some are other words too, as the level of a heading and what a format costs.
CARE_WORDS = re.compile(
    r"(?i)(?<![a-z])(?:iop|asam|addict\w*|overdos\w*|crisis|licen[sc]e[sd]?|clinic\w*|therap\w*|rehab\w*|payers?|insur\w*"
    r"|deductible|coinsurance|suicid\w*|withdraw\w*|naloxone|patients?|treatment|levels?_of\w*|care_?levels?|costfigure"
    r"|helplines?|help_lines?|lifeline\w*|estimate|tenn\w*|the center|outpatient|drugs?)(?![a-z])"
)
MOST_LINES_OF_TESTS = 600
FILES = sorted((ROOT / "carepress").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "carepress").with_suffix("").parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written whole"
            found.append(node.module or "")
    return tuple(found)


def inside(path: Path) -> list[str]:
    """Return the modules of the engine that a file imports."""
    found = [name.removeprefix("carepress.") for name in imports_of(path) if name.startswith("carepress.")]
    folders = {module_of(one).removesuffix(".__init__") for one in FILES if one.name == "__init__.py"}
    return [f"{name}.__init__" if name in folders else name for name in found]


def test_folders_are_floors() -> None:
    """Every folder of the engine has a floor."""
    tops = {path.name for path in (ROOT / "carepress").iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert tops | {"pipeline"} == set(FLOORS)


def test_imports_point_down() -> None:
    """A file imports only from folders below its own, and from its own folder."""
    floors = {name: number for number, name in enumerate(FLOORS)}
    imported = [(module_of(path), name) for path in FILES for name in inside(path)]

    assert [pair for pair in imported if floors[pair[1].split(".")[0]] > floors[pair[0].split(".")[0]]] == []


def test_files_form_no_circle() -> None:
    """No file imports, by whatever way round, what imports it."""
    waiting = {module_of(path): set(inside(path)) for path in FILES}
    while free := {module for module, names in waiting.items() if not names & waiting.keys()}:
        waiting = {module: names for module, names in waiting.items() if module not in free}

    assert waiting == {}


def test_each_library_has_one_home() -> None:
    """A third-party library is imported in one file only, so that it can be exchanged there."""
    imported = {(name.partition(".")[0], module_of(path)) for path in FILES for name in imports_of(path)}
    libraries = [pair for pair in imported if pair[0] not in {*sys.stdlib_module_names, "carepress"}]

    assert [(library, module) for library, module in libraries if module not in HOMES.get(library, ())] == []


def test_no_import_hides_a_circle() -> None:
    """Nothing is imported for types only; that is where circles hide."""
    hidden = [module_of(path) for path in FILES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]

    assert hidden == []


def test_files_stay_small() -> None:
    """A file that grows past what one can hold in mind becomes a folder; one of tests is about one subject."""
    assert longer_than(MOST_LINES, FILES) == []
    assert longer_than(MOST_LINES_OF_TESTS, TESTS) == []


def longer_than(most: int, paths: list[Path]) -> list[str]:
    return [name_of(path) for path in paths if len(path.read_text(encoding="utf-8").splitlines()) > most]


def test_no_group_of_a_pattern_is_possessive() -> None:
    """Python 3.11.2, which Debian 12 has, finds too little with `(?:…)*+`; `(?>(?:…)*)` means the same, and is right everywhere."""
    possessive = re.compile(r"\)(?:[*+?]|\{+\d*,?\d*\}+)\+")
    files = [*FILES, *(ROOT / "care").rglob("*.py")]

    assert [name_of(path) for path in files if possessive.search(path.read_text(encoding="utf-8"))] == []


def test_the_engine_imports_no_kind_of_site() -> None:
    """The engine is told what kind of site it builds: it imports none, and asks for one only by the name that it is given."""
    imported = {name.partition(".")[0] for path in FILES for name in imports_of(path)}

    assert imported.isdisjoint({"care", "tests", "build"})


def test_the_engine_has_no_word_of_care() -> None:
    """What is about this project's own kind of site is said in care/; the engine may name it as an example in a docstring."""
    files = [*FILES, *sorted((ROOT / "carepress").rglob("*.yaml"))]
    files = [
        one for one in files if CARE_WORDS.search(one.read_text(encoding="utf-8"))
    ]  # few, and to read code is slow
    said = [
        (name_of(one), line, word) for one in files for line, text in code_of(one) for word in CARE_WORDS.findall(text)
    ]

    assert said == []


def code_of(path: Path) -> list[tuple[int, str]]:
    """Return the words of a file without its docstrings, each with its line; a catalog's as they are."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        return list(enumerate(text.splitlines(), 1))
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, holders) and ast.get_docstring(node)]
    docstrings = {line for node in nodes for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)}
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [(token.start[0], token.string) for token in tokens if token.start[0] not in docstrings]


def test_the_kind_of_this_site_stays_small() -> None:
    """What this site needs beyond what every site has is a package that can be read at once."""
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "care").rglob("*.py")) <= 700


# What commands load, those that need the fewest libraries first: each group needs what is above it, and a few more.
LOADED: list[tuple[set[str], list[str]]] = [
    ({"yaml"}, ["--help", "check --help", "build --colour", "bulid"]),  # for the catalog of rules
    ({"selectolax"}, ["explain one-h1", "init . --name Words", "schema"]),
    ({"pydantic", "pydantic_core"}, ["new page Words"]),
    (
        {"PIL", "markdown", "markdown_it", "mdit_py_plugins", "tinycss2"},
        ["rename index.md x", "remove index.md"],
    ),
    ({"jinja2", "markupsafe"}, ["facts", "due", "check", "build"]),
    ({"brotli", "urllib3"}, ["verify http://127.0.0.1:1/"]),
]


def test_a_command_loads_only_what_it_needs(make_site: MakeSite) -> None:
    """Nobody waits for a library that only another command needs."""
    script = (
        "import sys, pathlib, carepress.cli.main as cli\n"
        "for words in sys.argv[2:]:\n"
        "    try: cli.main(words.split(), pathlib.Path(sys.argv[1]), 'care')\n"
        "    except SystemExit: pass\n"
        "    print('\\nLOADED', words, '|', *sys.modules)"
    )
    commands = [words for _, some in LOADED for words in some]
    run = [sys.executable, "-c", script, str(make_site().root), *commands]
    result = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    found = dict(re.findall(r"^LOADED (.*) \| (.*)$", result.stdout, re.MULTILINE))
    needed = {
        words: set().union(*(more for more, _ in LOADED[: number + 1]))
        for number, (_, some) in enumerate(LOADED)
        for words in some
    }

    assert {words: HOMES.keys() & found[words].split() for words in commands} == needed
    assert "PIL.Image" not in result.stdout.split(), "a site without photos"


def test_no_test_imports_another() -> None:
    """What several test modules share is a module without tests; a fixture comes from a conftest by its name."""
    imported = [(name_of(path), name) for path in TESTS for name in imports_of(path) if name.startswith("tests.")]

    assert [pair for pair in imported if pair[1].rpartition(".")[2].startswith(("test_", "conftest"))] == []


def test_folders_of_tests_mirror_the_engine() -> None:
    """Tests lie in a folder called like that of the engine, but for those in a browser, those of this site, those of any site, and two sites for tests."""
    folders = {path.name for path in (ROOT / "tests").iterdir() if (path / "__init__.py").is_file()}

    assert folders - {"any_site", "browser", "care", "dental", "every_kind", "law_firm"} <= set(FLOORS)


@pytest.mark.parametrize("folder", ["convert", "render"])
def test_pages_ask_the_site_through_one_door(folder: str) -> None:
    """Converting and rendering know the site only through Reads, so that what a page reads can be told."""
    files = sorted((ROOT / "carepress" / folder).rglob("*.py"))
    past_it = [path.name for path in files if "import Site\n" in path.read_text() or "._site" in path.read_text()]

    assert past_it == []
