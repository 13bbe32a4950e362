"""People: a page for each, who wrote and reviewed what, and credentials that have to hold."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from carepress.text.html import Tree
from tests.check.sound import SOUND, TODAY, check, run, said, sound
from tests.project import with_templates
from tests.sites import HOME, PEOPLE, PNG, SETTINGS_FILE, MakeSite, TinySite

BY_ID = """\
ann-lee:
  name: Ann Lee
  role: Our gardener
  bio: Ann Lee writes about gardens. She likes rain.
  languages: [English, Spanish]
  photo: people/ann.png
  links: ["https://example.com/register/7"]
ben:
  name: Ben Ode
  role: Our doctor
  bio: Ben Ode reads our pages.
  credentials: {letters: MD, title: Doctor of gardens, number: "G-7", issuer: The garden board, expires: 2027-06-30}
cay:
  name: Cay Roe
  role: Our nurse
  bio: Cay Roe read our pages.
  credentials: {letters: RN, title: Nurse, number: "N-1", issuer: The board, expires: 2026-11-01}
dan:
  name: Dan Fox
  role: Our cook
  bio: Dan Fox cooks.
  credentials: {title: Cook}
"""
REVIEWED = "reviewed: 2026-10-01"
LEVEL = """\
one:
  name: One
  short_name: One
  plain: It is one.
  asam_3: "1"
  hours_per_week: {text: few, as_of: 2024, source: survey, verified: read-in-source}
  setting: here
  sleeps_at: home
  round_the_clock_staff: false
  supervision: some
  suits: some
  typical_length: {text: long, as_of: 2024, source: survey, verified: read-in-source}
"""
FILES: Mapping[str, str | bytes] = {
    **SOUND,
    HOME: sound("Home", "[A](a.md) [B](b.md) [C](c.md) [L](l.md)"),
    PEOPLE: BY_ID,
    "content/people/ann.png": PNG,
    "content/_data/care_levels.yaml": LEVEL,
    "content/a.md": sound("A garden", "We sit.", "date: 2026-10-01", "author: ann-lee", "reviewer: ben", REVIEWED),
    "content/b.md": sound("Beds", "We dig.", "date: 2026-10-02", "author: ann-lee", "reviewer: cay", REVIEWED),
    "content/c.md": sound("Cake", "We eat.", "reviewer: dan", REVIEWED),
    "content/l.md": sound("One", "It is one.", "level: one", "reviewer: ben", REVIEWED),
}
BEN = '<a href="/people/ben/">Ben Ode</a>, MD'
LAPSED = f"{PEOPLE}:17:87 {{}} credential-lapsed: the credential of Cay Roe lapsed on November 1, 2026"
NEVER = f"{PEOPLE}:19:3 {{}} credential-lapsed: nobody has said which credential Dan Fox reviews pages by, and until when it holds"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """Return the site in the project's templates, built."""
    made = with_templates(TinySite(tmp_path_factory.mktemp("people")).write(FILES))
    made.build("2026-11-24")
    return made


def about(site: TinySite, path: str) -> dict[str, Any]:
    """Return what a page says of itself to machines."""
    (script,) = Tree(site.read(path)).css('script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(script.text())["@graph"][2]
    return found


def test_pages_name_who_wrote_and_reviewed_them(site: TinySite) -> None:
    """Articles and pages about a level lead to both; credentials that have lapsed aren't shown."""
    article, level = site.read("a/index.html"), site.read("l/index.html")

    assert '<li>By <a href="/people/ann-lee/">Ann Lee</a></li>' in article
    assert (BEN in article, BEN in level, "October 1, 2026" in level) == (True, True, True)
    assert '<a href="/people/cay/">Cay Roe</a>' in site.read("b/index.html")
    assert "RN" not in site.read("b/index.html")


def test_each_person_has_a_page(site: TinySite) -> None:
    """It says what the data says, and lists what they wrote or reviewed, newest first."""
    pages = {name: Tree(site.read(f"people/{name}/index.html")) for name in ("ann-lee", "ben", "cay", "dan")}
    words = {name: " ".join((tree.css("main")[0].text()).split()) for name, tree in pages.items()}
    listed = {name: [link.text() for link in tree.css(".page-list a")] for name, tree in pages.items()}

    assert listed == {"ann-lee": ["Beds", "A garden"], "ben": ["A garden", "One"], "cay": ["Beds"], "dan": ["Cake"]}
    assert pages["ann-lee"].css("img.portrait")[0].attributes["alt"] == "Portrait of Ann Lee"
    assert "English, Spanish" in words["ann-lee"]
    assert "Doctor of gardens Number G-7 Issued by The garden board Holds until June 30, 2027" in words["ben"]
    assert ("Nurse" in words["cay"], "N-1" in words["cay"]) == (False, False)


def test_machines_are_told_the_same(site: TinySite) -> None:
    """Author and reviewer are persons by the address of their page, which has the whole."""
    ben = {"@type": "Person", "@id": "https://example.org/people/ben/#person", "name": "Ben Ode"}
    ben |= {"honorificSuffix": "MD", "url": "https://example.org/people/ben/"}
    article, whole = about(site, "a/index.html"), about(site, "people/ben/index.html")
    other = about(site, "people/ann-lee/index.html")["mainEntity"]

    assert (article["reviewedBy"], article["lastReviewed"]) == (ben, "2026-10-01")
    assert about(site, "l/index.html")["reviewedBy"] == ben
    assert article["mainEntity"]["author"]["@id"] == other["@id"] == "https://example.org/people/ann-lee/#person"
    assert whole["@type"] == "ProfilePage"
    assert whole["mainEntity"].items() >= {**ben, "jobTitle": "Our doctor"}.items()
    assert whole["mainEntity"]["hasCredential"] == {
        "@type": "EducationalOccupationalCredential",
        "name": "Doctor of gardens",
        "identifier": "G-7",
        "recognizedBy": {"@type": "Organization", "name": "The garden board"},
        "expires": "2027-06-30",
    }
    assert other["image"] == "https://example.org/people/ann.png"
    assert (other["knowsLanguage"], other["sameAs"]) == (["English", "Spanish"], ["https://example.com/register/7"])
    assert not {"hasCredential", "honorificSuffix"} & set(about(site, "people/cay/index.html")["mainEntity"])
    assert "honorificSuffix" not in about(site, "b/index.html")["reviewedBy"]


def test_a_launch_needs_credentials_that_hold(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A reviewer whose credentials have lapsed, or who has none, is an error then, and due at any time; an author may have none."""
    site = make_site({**FILES, **PLAIN})

    assert said(check(site)[0]) == [LAPSED.format("error"), NEVER.format("error")]
    assert said([one for one in check(site, "check")[0] if one.severity != "info"]) == [LAPSED.format("warning")]
    assert check(site, "build")[0] == ()
    printed = run(site, capsys, "due", "--days", "300", *TODAY)[1]
    assert [" ".join(line.split()) for line in printed.splitlines() if "credential" in line] == [
        f"never checked credential: Dan Fox ({PEOPLE})",
        f"November 1, 2026, 23 days ago credential: Cay Roe ({PEOPLE})",
        f"June 30, 2027, in 218 days credential: Ben Ode ({PEOPLE})",
    ]


PLAIN = {f"templates/{name}.html": '{% extends "page.html" %}' for name in ("person", "level", "article")}


@pytest.mark.parametrize(
    ("files", "says"),
    [
        pytest.param(
            {"content/a.md": sound("A", "We sit.", "author: ann-le")},
            'content/a.md:4:9 error front-matter-reference: no person is called "ann-le"; did you mean "ann-lee"?',
            id="author",
        ),
        pytest.param(
            {SETTINGS_FILE: f"{SOUND[SETTINGS_FILE]}reviewer: bend\n"},
            f'{SETTINGS_FILE}:8:11 error front-matter-reference: no person is called "bend"; did you mean "ben"?',
            id="reviewer-of-the-site",
        ),
        pytest.param(
            {PEOPLE: BY_ID.replace("ann.png", "an.png")},
            f'{PEOPLE}:6:10 error data-reference: there is no file "content/people/an.png"; did you mean "people/ann.png"?',
            id="photo",
        ),
        pytest.param(
            {PEOPLE: BY_ID.replace("https://example.com/register/7", "register")},
            f'{PEOPLE}:7:11 error data-value: "links, item 1" must be a web address',
            id="link",
        ),
    ],
)
def test_ids_and_files_have_to_be_there(make_site: MakeSite, files: Mapping[str, str], says: str) -> None:
    """What isn't there is an error at its place, with the nearest that is."""
    (found,) = check(make_site({**FILES, **PLAIN, **files}), "build")[0]

    place, _, message = says.partition("; ")
    assert said([found]) == [place]
    assert message in found.hint


def test_a_reviewer_of_the_whole_site_needs_credentials_too(make_site: MakeSite) -> None:
    """The settings may name one, as an id."""
    site = make_site(
        {
            **FILES,
            **PLAIN,
            SETTINGS_FILE: f"{SOUND[SETTINGS_FILE]}reviewer: ann-lee\n",
            "content/b.md": sound("Beds", "We dig."),
            "content/c.md": sound("Cake", "We eat."),
            PEOPLE: BY_ID.partition("cay:")[0],
        }
    )

    assert [one.message for one in check(site)[0]] == [NEVER.partition(": ")[2].replace("Dan Fox", "Ann Lee")]


def test_new_person(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A person is begun with what has to be said of them."""
    site = make_site({**FILES, **PLAIN})

    assert run(site, capsys, "new", "person", "Eve O'Hara", *TODAY) == (
        0,
        f"New: {PEOPLE}:24, as people.eve-ohara\nFill in before the next build: role (line 27) and bio (line 29)\n",
        "",
    )
