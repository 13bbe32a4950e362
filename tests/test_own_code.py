"""The code of a kind of site that fails: what a developer is told is a sentence with the line to mend, and no traceback."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from carepress.cli.preview.state import Preview
from carepress.model.config import Options
from carepress.pipeline import build
from carepress.problems import Problem
from carepress.problems.own_code import told_by_own_code
from tests.begun import run_in
from tests.law_firm import SITE
from tests.law_firm.site import ATTORNEYS, CARD, FILES
from tests.sites import NOON, ROOT, TinySite

CODE, CATALOG, BUILD = "law_firm/__init__.py", "law_firm/catalog.yaml", "build.py"

RECORD = """
from dataclasses import dataclass
from carepress.model.records import Record
@dataclass(frozen=True, slots=True, kw_only=True)
class {}:
    {}
"""


@pytest.fixture
def firm(tmp_path: Path) -> TinySite:
    """Return the law firm's site with its own code, and the engine as it is here."""
    site = TinySite(tmp_path / "firm").write(FILES)
    shutil.copytree(ROOT / "tests/law_firm", site.root / "law_firm", ignore=shutil.ignore_patterns("__pycache__"))
    (site.root / "carepress").symlink_to(ROOT / "carepress")
    build = (ROOT / "build.py").read_text(encoding="utf-8")
    return site.write({BUILD: build.replace('KIND = "care"', 'KIND = "law_firm"')})


LONG = pytest.mark.long  # each is a command of its own; one of each kind is tried in every run
ROWS = [
    pytest.param(CODE, "SITE = SiteKind(", "SITE = = (", "SyntaxError: invalid syntax", id="syntax"),
    pytest.param(
        CODE, "from pathlib", "from pathlip", "ModuleNotFoundError: No module named 'pathlip'", id="import", marks=LONG
    ),
    pytest.param(
        CODE, "Below, Least", "Below, Leest", "ImportError: cannot import name 'Leest'", id="imported-name", marks=LONG
    ),
    pytest.param(CODE, "queries=", "querys=", "TypeError: SiteKind.__init__() got an unexpected", id="argument"),
    pytest.param(
        CODE,
        "(partners_are_admitted,)",
        "(partners_are_admitted)",
        "TypeError: rules must be a tuple",
        id="comma",
        marks=LONG,
    ),
    pytest.param(
        CODE, '{"initials": initials}', "{initials}", "TypeError: filters must be a mapping", id="mapping", marks=LONG
    ),
    pytest.param(
        CODE, "Attorney(Record)", "Attorney", "TypeError: Attorney must be a dataclass, and a", id="record", marks=LONG
    ),
    pytest.param(
        CODE,
        "Admission(Record)",
        "Admission",
        "TypeError: Admission must be a dataclass, and",
        id="inner-record",
        marks=LONG,
    ),
    pytest.param(
        CODE,
        "    state: Annotated",
        "    again: tuple['Admission', ...] = ()\n    state: Annotated",
        "TypeError: Admission.again can't hold Admission",
        id="inside-itself",
    ),
    pytest.param(CODE, "away: tuple[date", "away: tuple[float", "TypeError: Attorney.away can't be", id="type"),
    pytest.param(
        CODE, "name: str", "name: str | int", "TypeError: Office.name can't be str | int", id="two-types", marks=LONG
    ),
    pytest.param(
        CODE,
        '"offices")] =',
        '"office")] =',
        'names "office", which isn\'t there; did you mean',
        id="reference",
        marks=LONG,
    ),
    pytest.param(
        CODE, 'Below("rate_to")', 'Below("rate")', 'Attorney.rate_from names "rate", which', id="below", marks=LONG
    ),
    pytest.param(
        CODE, 'name="offices"', 'name="people"', "TypeError: Office must be a dataclass, and a", id="taken", marks=LONG
    ),
    pytest.param(
        CODE,
        'name="offices"',
        'name="Offices"',
        'TypeError: a collection can\'t be called "Offices"',
        id="case",
        marks=LONG,
    ),
    pytest.param(
        CODE, 'role == "partner"', 'rol == "partner"', "AttributeError: 'Attorney' object has no attribute", id="rule"
    ),
    pytest.param(
        CODE, '"not-admitted", at', '"not-admited", at', "KeyError: 'not-admited'", id="rule-name", marks=LONG
    ),
    pytest.param(
        CODE,
        "admitted(site: Site, at: At) ->",
        "admitted(site: Site) ->",
        "takes 1 positional argument but 2 were",
        id="rule-arguments",
        marks=LONG,
    ),
    pytest.param(CODE, "yield CATALOG", "yield 1, CATALOG", "must yield each Problem that it finds", id="no-rule"),
    pytest.param(CATALOG, "message:", "mesage:", "is given an unexpected keyword argument 'mesage'", id="catalog-key"),
    pytest.param(CATALOG, "  message:", " message:", "this can't be read", id="catalog-yaml", marks=LONG),
    pytest.param(
        CATALOG,
        "  why: Nobody",
        "  # Nobody",
        "missing 1 required keyword-only argument: 'why'",
        id="catalog",
        marks=LONG,
    ),
    pytest.param(BUILD, '"law_firm"', '"law_frim"', 'names the package "law_frim", which isn\'t there', id="package"),
    pytest.param(
        BUILD,
        '"law_firm"',
        '"law_firm.x"',
        'names the package "law_firm.x", which isn\'t there',
        id="inside",
        marks=LONG,
    ),
    pytest.param(CODE, "SITE = SiteKind(", "SIT = SiteKind(", "doesn't say SITE = SiteKind(…)", id="no-site"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), ROWS)
def test_a_fault_of_the_code_has_a_line(firm: TinySite, file: str, old: str, new: str, said: str) -> None:
    """Where the code fails, and how, is a sentence, whether it fails when it is loaded or when it is at work."""
    text = (firm.root / file).read_text(encoding="utf-8")
    assert old in text
    firm.write({file: text.replace(old, new, 1), ATTORNEYS: FILES[ATTORNEYS].partition("  admissions")[0]})
    told = run_in(firm.root, "check", code=3)

    assert told.startswith(
        "error: build.py" if file == BUILD else f"error: {file}:" if "SITE" not in said else "error: "
    )
    assert said in told
    assert "Traceback" not in told


def test_a_fault_while_a_template_asks(firm: TinySite) -> None:
    """What a query or a filter fails at is said with the line of the template, and with that of the code."""
    text = (firm.root / CODE).read_text(encoding="utf-8")
    firm.write({CODE: text.replace("word[0]", "word[9]")})
    told = run_in(firm.root, "build", code=1)
    assert f"{CARD}:3: error: the code that this line calls has failed [template-error]" in told
    assert f"mend {CODE}:{line_of(text, 'word[0]')}: IndexError: string index out of range" in told

    firm.write({CODE: text.replace("one.role == role", "one.role == roll")})
    told = run_in(firm.root, "build", code=1)
    assert f"{CARD}:4: error: the code that this line calls has failed" in told
    assert f"mend {CODE}:{line_of(text, 'one.role == role')}: NameError: name 'roll' is not defined" in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("attorneys('", "attornys('", '4: error: nothing here is called "attornys"', id="query"),
        pytest.param("|initials", "|initial", "3: error: No filter named 'initial'. [template-syntax]", id="filter"),
    ],
)
def test_a_name_that_no_template_has(firm: TinySite, old: str, new: str, said: str) -> None:
    """A misspelt query or filter of a component is told of where it stands, and is no argument that a page could give."""
    firm.write({CARD: FILES[CARD].replace(old, new)})
    told = run_in(firm.root, "build", code=1)

    assert f"{CARD}:{said}" in told
    assert "did you mean" in told


def broken_rule(*_: object) -> list[Problem]:
    """Fail, as a rule that was given what its author hadn't thought of."""
    raise LookupError("no such bar")


def test_a_preview_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that fails after a save is told of in the preview, which shows the next state in which it doesn't fail."""
    firm = TinySite(tmp_path).write(FILES)
    preview = Preview(firm.root, Options(kind=replace(SITE, rules=(broken_rule,))), 8000)
    preview.rebuild()
    assert "tests/test_own_code.py:" in (said := capsys.readouterr().out)
    assert "LookupError: no such bar" in said

    preview.options = replace(preview.options, kind=SITE)
    preview.rebuild()
    assert "Built 1 page" in capsys.readouterr().out


def test_several_processes_tell_it_too(tmp_path: Path) -> None:
    """Where several processes make the pages, the line of the code is known as it is with one."""
    pages = {f"content/{number}.md": FILES["content/index.md"] for number in range(130)}
    firm = TinySite(tmp_path).write({**FILES, **pages, "templates/page.html": FILES["templates/home.html"]})
    kind = replace(SITE, page_rules=(lambda reads: broken_rule,))

    with pytest.raises(LookupError) as failure:
        build(firm.root, Options(kind=kind, workers=2), NOON)
    assert told_by_own_code(failure.value).endswith("LookupError: no such bar")
    assert told_by_own_code(failure.value).startswith("tests/test_own_code.py:")


def test_a_change_of_the_code_changes_the_site(firm: TinySite) -> None:
    """What was kept of builds before is made anew: by a filter, also of what is constant in a template, by a query, by a rule."""
    firm.write({CARD: FILES[CARD] + "<p>{{ 'Bo Ray'|initials }}</p>\n"})
    run_in(firm.root, "build")
    assert "<p>AL</p>" in firm.read("index.html")
    text = (firm.root / CODE).read_text(encoding="utf-8")

    firm.write({CODE: text.replace("word[0]", "word[-1]")})
    run_in(firm.root, "build")
    assert "<p>ne</p>" in firm.read("index.html")
    assert "<p>oy</p>" in firm.read("index.html")

    firm.write({CODE: text.replace("one.role == role", "one.role != role")})
    run_in(firm.root, "build")
    assert "Ann Lee" not in firm.read("index.html")

    firm.write({CODE: text.replace("not one.admissions", "one.admissions")})
    assert "[not-admitted]" in run_in(firm.root, "build", code=1)


def test_two_kinds_in_one_folder(firm: TinySite) -> None:
    """What the builds of one kind have kept is nothing to those of another, even if both have the same code."""
    run_in(firm.root, "build")
    shutil.copytree(firm.root / "law_firm", firm.root / "bakery")
    firm.write({BUILD: (firm.root / BUILD).read_text(encoding="utf-8").replace('"law_firm"', '"bakery"')})

    assert run_in(firm.root, "build").startswith("Built 1 page")
    shutil.rmtree(firm.root / "law_firm")
    firm.write({"content/index.md": FILES["content/index.md"] + "More.\n"})
    assert run_in(firm.root, "build").startswith("Built 1 page")


def test_records_in_several_files(firm: TinySite) -> None:
    """A kind may have its records in files of its own: what was kept of them is read again."""
    text = (firm.root / CODE).read_text(encoding="utf-8")
    more = "import Hours, Matter, told\n\nSITE = SiteKind(\n    front_matter=Matter,\n    text_readers={'told': told},"
    firm.write(
        {
            CODE: text.replace("SITE = SiteKind(", f"from law_firm.more.matter {more}"),
            "law_firm/more/__init__.py": "",
            "law_firm/more/hours.py": RECORD.format("Hours(Record)", "opens: str"),
            "law_firm/more/matter.py": "from carepress.model.page import FrontMatter\nfrom law_firm.more.hours import Hours\n"
            + RECORD.format("Matter(FrontMatter)", "hours: Hours | None = None")
            + RECORD.format("Told", "words: int")
            + "def told(reads):\n    return lambda body: Told(words=len(body.written))\n",
        }
    )
    said = list[str]()
    for hours in ("nine", "nine", "ten"):
        front = f"title: Home\nhours: {{opens: {hours}}}\n"
        firm.write({"content/index.md": FILES["content/index.md"].replace("title: Home\n", front) + f"{len(said)}\n"})
        firm.write({"templates/home.html": "<main>{{ page.meta.hours.opens }}</main>"})
        said.append(run_in(firm.root, "build") and firm.main())
    assert said == ["nine", "nine", "ten"]


def test_a_site_of_its_kind_begins(firm: TinySite) -> None:
    """What another site of the kind begins with lies in its package; without that, `init` says where it goes."""
    words = ("init", "../new", "--name", "Another", "--kind", "law_firm")
    assert "what it begins with goes into law_firm/starter/" in run_in(firm.root, *words, code=2)

    firm.write({"law_firm/starter/content/_site.yaml": FILES["content/_site.yaml"]})
    run_in(firm.root, *words)
    assert 'name: "Another"\n' in (firm.root / "../new/content/_site.yaml").read_text(encoding="utf-8")
    assert (firm.root / "../new" / CODE).is_file()


def line_of(text: str, part: str) -> int:
    """Return the line on which a part of a text begins."""
    return text[: text.index(part)].count("\n") + 1
