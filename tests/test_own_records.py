"""Records of a kind of site: each type that a field can have is checked, also within a list of records."""

from pathlib import Path

import pytest

from carepress.cli.main import main
from carepress.load.names import UnknownName, resolve_name
from carepress.model.config import Options
from carepress.pipeline import build
from tests.law_firm import SITE
from tests.law_firm.site import ATTORNEYS, FILES
from tests.sites import NOON, ROOT, TinySite

KIND = "tests.law_firm"
SAID = FILES[ATTORNEYS]


@pytest.fixture
def firm(tmp_path: Path) -> TinySite:
    """Return the law firm's site."""
    return TinySite(tmp_path).write(FILES)


def test_a_list_of_records_is_printed_with_its_sources(firm: TinySite) -> None:
    """A fact within a list of records brings its source, as any other does."""
    build(firm.root, Options(kind=SITE), NOON)

    assert "<p>Georgia: $90" in firm.read("index.html")
    assert "A list" in firm.read("index.html")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "role: partner", "role: boss", '3:9: error: "role" must be one of partner, associate', id="choice"
        ),
        pytest.param("since: 2010", "since: 2210", '4:10: error: "since" can\'t be 2210', id="year"),
        pytest.param("from: 200", "from: 900", '5:14: error: "rate_from" is 900, and "rate_to" is 400', id="range"),
        pytest.param("[2011, 2012]", "[2011, 12]", '7:17: error: "years" can\'t be 12', id="bounds-in-list"),
        pytest.param("[2026-12-24]", "[20261224]", '8:10: error: "away, item 1" must be a date', id="date-in-list"),
        pytest.param("[index.md]", "[indx.md]", '9:11: error: there is no file "content/indx.md"', id="page-in-list"),
        pytest.param("- state: Georgia", "- stat: Georgia", '11:7: error: unknown attorney key "stat"', id="inner-key"),
        pytest.param("- state: Georgia", "- {}", '11:7: error: attorney needs the key "state"', id="inner-missing"),
        pytest.param("- state: Georgia", '- state: ""', '11:14: error: "state" is empty', id="inner-empty"),
        pytest.param(
            "state: Georgia", 'state: "A\\nB"', '11:14: error: "state" has a line break in it', id="inner-lines"
        ),
        pytest.param("on: 2010", "on: 3010", '12:11: error: "on" is in a year that can\'t be meant', id="inner-date"),
        pytest.param(
            "on: 2010", "on: 2030", '12:11: error: "on" is May 1, 2030, which is after today', id="inner-done"
        ),
        pytest.param("number: 12", "number: 1", '13:15: error: "number" can\'t be 1', id="inner-bounds"),
        pytest.param(
            "  page: index", "  page: indx", '14:13: error: there is no file "content/indx.md"', id="inner-page"
        ),
        pytest.param("office: main", "office: mian", '15:15: error: no office is called "mian"', id="inner-reference"),
        pytest.param('"423-555-0142"', '"42x"', '16:16: error: "phones, item 1" has letters', id="inner-form"),
        pytest.param("source: list", "source: lost", '17:56: error: no source is called "lost"', id="inner-fact"),
        pytest.param("text: $90, ", "", "17:12: error: a fact needs a text", id="inner-fact-text"),
    ],
)
def test_what_is_wrong_has_a_place(
    firm: TinySite, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    """What can't be is an error with its line and column, however deep in a record it stands."""
    text = SAID.replace(old, new, 1) if new != "- {}" else SAID.partition("    - state")[0] + "    - {}\n"
    firm.write({ATTORNEYS: text})

    assert main(["check", "--today", "2026-11-24", "--all"], firm.root, KIND) == 1
    assert f"{ATTORNEYS}:{said}" in capsys.readouterr().out


def test_a_page_moves_with_what_names_it(firm: TinySite) -> None:
    """`rename` mends the path of a page in a list, and in a record of a list."""
    firm.write({"content/us.md": FILES["content/index.md"], "templates/page.html": FILES["templates/home.html"]})
    firm.write({ATTORNEYS: SAID.replace("index.md", "us.md")})

    assert main(["rename", "content/us.md", "we.md"], firm.root, KIND) == 0
    assert (firm.root / ATTORNEYS).read_text(encoding="utf-8") == SAID.replace("index.md", "we.md")


def test_nothing_to_print(firm: TinySite) -> None:
    """A merge field of an empty list prints nothing, and is told of as one of an empty text is."""
    firm.write({ATTORNEYS: SAID.replace("  pages: [index.md]\n", "")})
    data = build(firm.root, Options(kind=SITE), NOON).data

    with pytest.raises(UnknownName, match="has no text to print"):
        resolve_name("attorneys.ann.pages", data, SITE.settings(name="Firm", base_url="https://example.org/"))


def test_another_language_says_the_words_of_a_list(firm: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    """The words of records in a list can be said in another language, one by one; all else is that of the original."""
    spanish = "content/es/_data/attorneys.yaml"
    firm.write(
        {
            "content/_site.yaml": FILES["content/_site.yaml"] + "languages: [es]\n",
            "content/es/index.md": FILES["content/index.md"],
            "templates/words/es.yaml": (ROOT / "templates/words/es.yaml").read_bytes(),
            spanish: "ann:\n  admissions:\n    - state: El estado de Georgia\n",
        }
    )
    build(firm.root, Options(kind=SITE), NOON)
    assert "<p>El estado de Georgia: $90" in firm.read("es/index.html")

    firm.write({spanish: "ann:\n  since: 2010\n  admissions:\n    - on: 2010-05-01\n  role: [socia]\n"})
    assert main(["build"], firm.root, KIND) == 1
    said = capsys.readouterr().out
    for name, line in (("since", "2:3"), ("on", "4:7"), ("role", "5:3")):
        assert f'{spanish}:{line}: error: "{name}" can\'t have other words here' in said
