"""The command `init`: the site of another organization, green at once, with no word of this one."""

import re
import shutil
from pathlib import Path

import pytest

from carepress.cli.main import main
from carepress.text.yaml_file import load_yaml
from tests.begun import begun, run_in, words_of
from tests.project import made_once
from tests.sites import ONE_PERSON, PEOPLE, ROOT, TinySite, page

NAME = """O'Brien "&" Söhne: #1 <b>{{ x }}</b> \\n"""
PLAIN_WORDS = re.compile(r"(?i)tennessee|valley recovery|423-555-0142|\bcare\b|treatment|addict|clinic|crisis|overdose")
SAMPLE = "One of the short texts that make the list of news long. We know it by the number"
GROWN: dict[str, str | bytes] = {
    "content/_data/tags.yaml": f'gardens: {{name: "Gardens", description: "{SAMPLE} of a topic."}}\n',
    "content/_data/glossary.yaml": 'compost: {term: "compost", meaning: "What was leaves and is soil."}\n',
    PEOPLE: ONE_PERSON,
    "content/_data/sources.yaml": (
        "survey: {title: A survey, publisher: An agency, url: https://example.com/, verified: read-in-source}\n"
    ),
    "content/glossary.md": page("Words.\n", title="Glossary", description=SAMPLE, template="glossary"),
    "content/sources.md": page("Words.\n", title="Sources", description=SAMPLE, template="sources"),
    "content/topics/index.md": page("Words.\n", title="Topics", description=SAMPLE),
    "content/news/old.md": page("Words.\n", title="Old", description=SAMPLE, date="2026-01-02", expires="2026-02-01"),
    "content/news/everything.md": page(
        "We make compost.{{ sources.survey }}\n\n## A note\n\nWords.[^1]\n\n> A quotation\n\n"
        '!!! urgent "Now"\n    Words.\n\n## A picture\n\n1. One\n\n## A list\n\na term\n: what it means\n\n[^1]: The note.\n',
        title="Everything",
        description=SAMPLE,
        date="2026-01-03",
        updated="2026-01-04",
        tags="[gardens]",
        reviewed="2026-01-04",
        reviewer="lee",
    ),
    **{
        f"content/news/n{number}.md": page(
            "We sit in the sun. It is good to be here.\n",
            title=f"Number {number}",
            description=f"{SAMPLE} {number}.",
            date="2025-12-01",
            tags="[gardens]",
        )
        for number in range(1, 23)
    },
}


@pytest.fixture(scope="module")
def plain() -> Path:
    """Return a site that `init` began, for those who only read it."""
    return made_once("plain", lambda folder: begun(folder, NAME))


def test_what_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says where the site is, and in three lines what to do next."""
    folder = tmp_path / "a new" / "site"

    assert main(["init", str(folder), "--name", "Anytown  Library"], ROOT, "care") == 0
    assert (
        capsys.readouterr().out
        == f"""\
New: {folder}, the site of Anytown Library
1. Look at it: cd '{folder}' && python3 build.py serve
2. Write your own words in content/; `python3 build.py check` names what is still a sample.
3. Read README.md: it says what is yours, how to test and publish the site, and how it takes a newer engine.
"""
    )
    assert sorted(path.name for path in folder.iterdir()) == [
        *(".editorconfig", ".gitattributes", ".github", ".gitignore", ".htmlvalidate.json", "LICENSE", "README.md"),
        *("build.py", "carepress", "content", "docs", "gates.sh", "locks", "netlify.toml"),
        *("pyproject.toml", "templates", "tests"),
    ]


def test_it_is_green_at_once(plain: Path, tmp_path: Path) -> None:
    """The command line builds it, and finds nothing but its samples; a name with any signs is right there."""
    site = shutil.copytree(plain, tmp_path / "site")

    assert "Built 6 pages" in run_in(site, "build")
    assert run_in(site, "check").endswith("Checked: 0 errors and 0 warnings, 0 allowances.\n")
    everything = run_in(site, "check", "--all")
    assert everything.count("[") == everything.count("[sample-value]") + 1
    home = TinySite(site).read("index.html")
    assert "O’Brien “&amp;” Söhne: #1 &lt;b&gt;{{ x }}&lt;/b&gt; \\n" in home
    assert PLAIN_WORDS.findall("".join(words_of(site / "site").values())) == []


def test_its_templates_have_what_pages_need(plain: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Topics, a glossary, sources, reviews, notes, long lists and pages that expire: each has its template and finds no fault."""
    site = TinySite(shutil.copytree(plain, tmp_path / "site")).write(GROWN)

    assert main(["check", "--all"], site.root, "carepress.plain") == 0
    assert "0 errors and 0 warnings" in capsys.readouterr().out
    assert main(["build"], site.root, "carepress.plain") == 0
    article = site.read("news/everything/index.html")
    for part in (
        "/topics/gardens/",
        "/glossary/#compost",
        'id="s_1"',
        'by <a href="/people/lee/">Dr. Lee</a>',
        "footnote",
    ):
        assert part in article
    assert 'href="/news/everything/"' in site.read("people/lee/index.html")
    assert "no longer current" in site.read("news/old/index.html")
    assert "Page 2" in site.read("news/index.html")


def test_it_begins_another(plain: Path, tmp_path: Path) -> None:
    """Whoever has such a site can begin the next one from it, to the same bytes; it knows no other kind."""
    run_in(plain, "init", str(tmp_path / "second"), "--name", NAME)
    refused = run_in(plain, "init", str(tmp_path / "third"), "--name", NAME, "--kind", "care", code=2)

    assert words_of(tmp_path / "second") == words_of(plain)
    assert refused == 'error: there is no kind of site "care"; from here you can begin plain\n'


def test_no_word_of_this_site(plain: Path) -> None:
    """Beside the engine, no file knows this center or its kind; none at all knows where it was copied from."""
    words = words_of(plain)
    own = {
        path: text for path, text in words.items() if path.partition("/")[0] in {"README.md", "content", "templates"}
    }
    others = {path: text for path, text in words.items() if path not in own and not path.startswith("carepress/")}

    assert {path for path, text in own.items() if PLAIN_WORDS.search(text)} == set()
    assert {path for path, text in others.items() if re.search("(?i)tennessee|valley|423-555", text)} == set()
    assert {path for path, text in words.items() if str(ROOT) in text or str(plain) in text} == set()


def test_nothing_made_comes_along(plain: Path) -> None:
    """What builds, tests and Python have made stays behind, and so do this site's pages, looks and own tests."""
    parts = {part for path in plain.rglob("*") for part in path.relative_to(plain).parts}
    made = {"__pycache__", ".cache", ".venv", ".venv-test", "node_modules", ".git"}
    others = {"care", "dental", "benchmarks", "rules.md", "another-site.md", "blog", "get-help-now.md", "help.html"}

    assert parts & (made | others) == set()
    assert not (plain / "site").exists()


@pytest.mark.parametrize(
    "name",
    ["Plain", 'A "b" c', "D'e", "\"f\" 'g'", "- h: # i", "yes", "{j}", "k\\l", "m & n", "Ünï 图书馆", "*o", "p\\1"],
)
def test_a_name_is_right_in_yaml(name: str, tmp_path: Path) -> None:
    """Whatever signs a name has, the settings hold it as it was given."""
    begun(tmp_path / "site", name)
    file, problems = load_yaml((tmp_path / "site/content/_site.yaml").read_text(encoding="utf-8"), "")

    assert problems == []
    assert file is not None
    assert file.value["name"] == name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["full", "--name", "A"], "full isn't an empty folder; name one that isn't there yet", id="full"),
        pytest.param(["full/file", "--name", "A"], "full/file isn't an empty folder;", id="file"),
        pytest.param(["gone", "--name", "A"], "gone isn't an empty folder;", id="link-to-nothing"),
        pytest.param(["new", "--name", " "], 'a site needs a name; say whose it is, as in --name "', id="no-name"),
        pytest.param(["new", "--name", "A\x07"], "has a sign that no text can have;", id="bell"),
        pytest.param(
            ["new", "--name", "A", "--kind", "car"], 'no kind of site "car"; did you mean "care"?', id="unknown-kind"
        ),
        pytest.param([str(ROOT / "new"), "--name", "A"], "is part of this site; name a folder elsewhere", id="inside"),
        pytest.param([str(ROOT), "--name", "A"], "is part of this site; name a folder elsewhere", id="this-site"),
    ],
)
def test_what_is_refused(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A mistake is met with a sentence, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    TinySite(tmp_path).write({"full/file": "words"})
    (tmp_path / "gone").symlink_to("nowhere")

    assert main(["init", *words], ROOT, "care") == 2
    assert said in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "full", "gone"]
    assert not (ROOT / "new").exists()


def test_what_is_broken_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the disk is full on the way, the folder is empty, and the command can be given again."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("carepress.cli.init._start", full)
        assert main(["init", str(tmp_path / "site"), "--name", "A"], ROOT, "care") == 3
    assert capsys.readouterr().err.startswith("error: No space left on device")
    assert list((tmp_path / "site").iterdir()) == []
    assert main(["init", str(tmp_path / "site"), "--name", "A"], ROOT, "care") == 0


@pytest.mark.long
def test_its_own_tests_are_green(plain: Path, tmp_path: Path) -> None:
    """`build.py test` there checks the style, the types, the site, and its pages in a browser."""
    site = shutil.copytree(plain, tmp_path / "site")
    if (ROOT / "tests/node_modules").is_dir():
        (site / "tests/node_modules").symlink_to(ROOT / "tests/node_modules")

    run_in(site, "test", "-n", "2")
