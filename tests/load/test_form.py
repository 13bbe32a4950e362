"""Forms made from declarations, and what is answered in them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest

from care import SITE as CARE
from carepress.load.form import PAGES, Field, changes_of, form_of, order_of
from carepress.load.front_matter import split
from carepress.load.splice import GONE, splice
from carepress.model.fields import PAGE, PROSE, Label, Ref
from carepress.model.records import Day, Record
from carepress.text.yaml_file import KeyPath, load_yaml
from tests.sites import ROOT

KNOWN = {"tags": {"sleep": "Sleep", "food": "Food"}, PAGES: {"blog/first.md": "First"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """A step."""

    what: Annotated[str, "What to do."]
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe(Record):
    """A record with a key of each kind."""

    title: Annotated[str, "What it is called: see `_data/recipes.yaml`."]
    about: Annotated[str, PROSE] = ""
    since: Annotated[Day | None, Label("Known since")] = None
    grams: Decimal | None = None
    serves: int | None = None
    is_hot: bool = True
    course: Literal["first", "second"] | None = None
    tag: Annotated[str, Ref("tags")] = ""
    page: Annotated[str, PAGE] = ""
    names: tuple[str, ...] = ()
    tags: Annotated[tuple[str, ...], Ref("tags")] = ()
    main: Step | None = None
    steps: tuple[Step, ...] = ()
    more: Mapping[str, str] | None = None


WHOLE = """\
soup:
  title: "Soup"
  about: |
    Warm.
    Good.
  since: 2026-11-24
  grams: 1.50
  serves: 4
  is_hot: false
  course: first
  tag: sleep
  page: blog/first.md
  names: [broth]
  tags: [food, gone]
  main:
    what: "Stir"
  steps:
    - what: "Cut"
      minutes: 5
    - what: "Cook"
  more: {a: b}
"""
AT: KeyPath = ("soup",)


def fields_of(text: str) -> tuple[Field, ...]:
    file, _ = load_yaml(text, "")
    assert file
    return form_of(Recipe, file.value["soup"], KNOWN, AT)


def answered(text: str, posted: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
    """Return a file with the answers in it, and the mistakes in them."""
    changes, mistakes = changes_of(fields_of(text), posted)
    for path, value in changes:
        text = splice(text, path, value, order_of(Recipe, AT))
    return text, mistakes


def test_form() -> None:
    """Each key has a control that fits its type, and shows its value as it was written."""
    said = {one.path[-1]: (one.control, one.value, [*one.choices], one.is_required) for one in fields_of(WHOLE)}

    assert said == {
        "title": ("text", "Soup", [], True),
        "about": ("long text", "Warm.\nGood.\n", [], False),
        "since": ("date", "2026-11-24", [], False),
        "grams": ("number", "1.50", [], False),
        "serves": ("number", "4", [], False),
        "is_hot": ("yes/no", "false", [], False),
        "course": ("choice", "first", ["first", "second"], False),
        "tag": ("choice", "sleep", ["sleep", "food"], False),
        "page": ("choice", "blog/first.md", ["blog/first.md"], False),
        "names": ("list of texts", ["broth"], [], False),
        "tags": ("list of choices", ["food", "gone"], ["sleep", "food", "gone"], False),
        "main": ("record", True, [], False),
        "steps": ("list of records", True, [], False),
        "more": ("yaml", "{a: b}", [], False),
    }
    json.dumps([asdict(one) for one in fields_of(WHOLE)])


def test_words_of_a_form() -> None:
    """A field has a label made from its key, its documentation in plain words, and what holds without it."""
    fields = {one.name: one for one in fields_of(WHOLE)}

    assert (fields["soup.title"].label, fields["soup.title"].help) == (
        "Title",
        "What it is called: see _data/recipes.yaml.",
    )
    assert (fields["soup.is_hot"].label, fields["soup.is_hot"].default) == ("Is hot", "true")
    assert fields["soup.since"].label == "Known since"
    assert [one.name for one in fields["soup.steps"].fields[2].fields] == ["soup.steps.2.what", "soup.steps.2.minutes"]
    assert fields["soup.tag"].choices["sleep"] == "Sleep"


@pytest.mark.parametrize(
    ("line", "control", "shown"),
    [
        pytest.param("title: [a, b]", "yaml", "[a, b]", id="list-for-a-text"),
        pytest.param("title: 1", "text", "1", id="number-for-a-text"),
        pytest.param('title: "a\\nb"', "long text", "a\nb", id="lines-for-a-text"),
        pytest.param("since: soon", "yaml", "soon", id="no-day"),
        pytest.param("serves: 007", "yaml", '"007"', id="zeros"),
        pytest.param("serves: some", "yaml", "some", id="no-number"),
        pytest.param("is_hot: yes", "yaml", '"yes"', id="no-truth"),
        pytest.param("names: a", "yaml", "a", id="text-for-a-list"),
        pytest.param("main: a", "yaml", "a", id="text-for-a-record"),
        pytest.param("steps: [a]", "yaml", "[a]", id="texts-for-records"),
        pytest.param("more:", "yaml", "", id="nothing"),
        pytest.param("tag: null", "choice", "", id="null"),
    ],
)
def test_values_that_do_not_fit(line: str, control: str, shown: str) -> None:
    """What is of another type than declared is shown all the same, and lost by nobody who looks at it."""
    text = f"soup:\n  {line}\n"
    one = next(one for one in fields_of(text) if one.path[-1] == line.partition(":")[0])

    assert (one.control, one.value) == (control, shown)
    assert answered(text, {one.name: one.value})[0] == text


@pytest.mark.parametrize(
    ("posted", "before", "after"),
    [
        pytest.param({"title": "Stew "}, '"Soup"', '"Stew"', id="text"),
        pytest.param({"about": "Warm.\r\nGood.\r\n"}, "", "", id="lines-as-browsers-send-them"),
        pytest.param({"about": "Hot.\r\nGood.\r\n"}, "Warm.", "Hot.", id="long-text"),
        pytest.param({"since": "2026-11-25"}, "2026-11-24", "2026-11-25", id="date"),
        pytest.param({"grams": "2.0"}, "1.50", "2.0", id="number-as-written"),
        pytest.param({"is_hot": "true"}, "false", "true", id="yes"),
        pytest.param({"is_hot": ""}, "  is_hot: false\n", "", id="emptied"),
        pytest.param({"tag": "food"}, "tag: sleep", "tag: food", id="choice"),
        pytest.param({"tags": ["food"]}, "[food, gone]", "[food]", id="choices"),
        pytest.param({"names": "broth\r\nleft over\r\n"}, "[broth]", "[broth, left over]", id="lines-for-a-list"),
        pytest.param({"main.minutes": "3"}, '"Stir"\n', '"Stir"\n    minutes: 3\n', id="key-in-a-record"),
        pytest.param({"main.what": ""}, '  main:\n    what: "Stir"\n', "", id="emptied-record"),
        pytest.param({"steps.1.minutes": "9"}, '"Cook"\n', '"Cook"\n      minutes: 9\n', id="record-in-a-list"),
        pytest.param({"steps.0.what": "", "steps.0.minutes": ""}, '    - what: "Cut"\n      minutes: 5\n', "", id="gone"),
        pytest.param({"steps.2.what": "Eat"}, '"Cook"\n', '"Cook"\n    - what: Eat\n', id="new-record-in-a-list"),
        pytest.param({"more": "{a: c}"}, "{a: b}", "{a: c}", id="yaml"),
        pytest.param({}, "", "", id="nothing"),
    ],
)  # fmt: skip
def test_answers(posted: Mapping[str, Any], before: str, after: str) -> None:
    """An answer changes its own line, with the type that is declared."""
    text, mistakes = answered(WHOLE, {f"soup.{name}": said for name, said in posted.items()})

    assert text == WHOLE.replace(before, after, 1)
    assert mistakes == {}


@pytest.mark.parametrize(
    ("posted", "mistake"),
    [
        pytest.param({"title": " "}, "Title needs a value", id="required"),
        pytest.param({"since": "24.11.2026"}, '"24.11.2026" is no day: write it as 2026-11-24', id="date"),
        pytest.param({"since": "2026-02-30"}, "day is out of range for month: choose another", id="no-such-day"),
        pytest.param({"grams": "1,000"}, '"1,000" is no number: write digits alone, as 1000 or 12.5', id="number"),
        pytest.param({"serves": "007"}, '"007" is no whole number: write digits alone, as 1000', id="zeros"),
        pytest.param({"grams": "true"}, '"true" is no number: write digits alone, as 1000 or 12.5', id="truth"),
        pytest.param({"serves": "1.5"}, '"1.5" is no whole number: write digits alone, as 1000', id="whole"),
        pytest.param({"is_hot": "maybe"}, '"maybe" is no answer: write true or false', id="yes-or-no"),
        pytest.param({"tag": "slep"}, '"slep" is none of the choices: did you mean "sleep"?', id="choice"),
        pytest.param({"tags": ["food", "fod"]}, '"fod" is none of the choices: did you mean "food"?', id="choices"),
        pytest.param({"main.minutes": "x"}, '"x" is no whole number: write digits alone, as 1000', id="in-a-record"),
        pytest.param({"main.what": "", "main.minutes": "3"}, "What needs a value", id="required-in-a-record"),
        pytest.param({"more": "{a: b"}, "\"{a: b\" can't be read: close it with }", id="yaml"),
    ],
)  # fmt: skip
def test_mistakes(posted: Mapping[str, Any], mistake: str) -> None:
    """A mistake is named by the field in which it is, and changes nothing there."""
    text, mistakes = answered(WHOLE, {f"soup.{name}": said for name, said in posted.items()})

    assert mistakes == {f"soup.{next(iter(posted))}": mistake}
    assert text == WHOLE or "minutes: 3" in text


def test_a_new_record() -> None:
    """A form of nothing makes a record with its keys in the order of their declaration."""
    posted = {"soup.serves": "2", "soup.title": "Hot soup", "soup.main.what": "Stir", "soup.since": "2026-11-24"}
    text = "soup: {}\n"

    assert answered(text, posted)[0] == (
        'soup:\n  title: "Hot soup"\n  since: 2026-11-24\n  serves: 2\n  main:\n    what: Stir\n'
    )


def test_unchanged_pages() -> None:
    """The form of each page of a site, sent as it is, changes nothing; only what is needed and isn't there is a mistake."""
    for path in sorted((ROOT / "tests/every_kind/content").rglob("*.md")):
        file, _ = load_yaml(split(path.read_text(encoding="utf-8")).front or "", "")
        fields = form_of(CARE.front_matter, file.value if file else {}, {})

        assert changes_of(fields, {one.name: one.value for one in fields}) == ([], {}), path


def test_restored_types() -> None:
    """A date is a date, a number is a number, and what is emptied is to be taken away."""
    posted = {"soup.since": "2026-11-25", "soup.grams": "2.50", "soup.serves": "", "soup.is_hot": "true"}

    assert changes_of(fields_of(WHOLE), posted)[0] == [
        ((*AT, "since"), date(2026, 11, 25)),
        ((*AT, "grams"), Decimal("2.50")),
        ((*AT, "serves"), GONE),
        ((*AT, "is_hot"), True),
    ]
