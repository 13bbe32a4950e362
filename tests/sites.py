"""Small sites, written out in the test that uses them, and what their files are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from care import SITE as CARE
from carepress.cli.report import as_text
from carepress.model.config import Options
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import BuildFailed, Problem
from tests.files import pdf, picture

ROOT = Path(__file__).resolve().parent.parent
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)

PNG = picture(16, 16)  # so small that nothing smaller can be made of it

SETTINGS = "name: Test Center\nbase_url: https://example.org/\n"
LAYOUT = (
    "<!doctype html><html lang=en><head><title>{{ page.title }}</title></head>"
    "<body><main>{% block main %}{{ content() }}{% endblock %}</main></body></html>"
)
BASIC = {
    "content/_site.yaml": SETTINGS,
    "content/index.md": "---\ntitle: Home\ndescription: A home.\n---\n",
    "templates/page.html": LAYOUT,
    **{
        f"templates/{name}.html": '{% extends "page.html" %}'
        for name in ("home", "section", "article", "404", "tag", "person", "expired")
    },
}


def page(body: str = "Words.\n", **keys: object) -> str:
    """Return a page's file: front matter with a title and a description, and a body from line 5 on."""
    front = {"title": "Title", "description": "Words.", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + f"---\n{body}"


@dataclass(frozen=True)
class TinySite:
    """A site in a temporary folder."""

    root: Path

    def write(self, files: Mapping[str, str | bytes]) -> "TinySite":
        """Write or replace files; return the site."""
        for path, content in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def build(self, today: str = "", *, base_url: str | None = None, drafts: bool = False) -> Report:
        """Build the site as of a day; return what was done."""
        options = Options(
            kind=CARE, today=date.fromisoformat(today) if today else None, base_url=base_url, drafts=drafts
        )
        return build(self.root, options, NOON)

    def problems(self) -> tuple[Problem, ...]:
        """Build the site, which must fail; return why."""
        with pytest.raises(BuildFailed) as failure:
            self.build()
        return failure.value.problems

    def found(self) -> tuple[Problem, ...]:
        """Build the site; return what is wrong with it, whether it could be built or not."""
        try:
            return self.build().warnings
        except BuildFailed as failure:
            return failure.problems

    def printed(self) -> str:
        """Return the problems as a person reads them."""
        return "\n".join(as_text(problem, self.root) for problem in self.found())

    def read(self, path: str) -> str:
        """Return a file of the finished site."""
        return (self.root / "site" / path).read_text(encoding="utf-8")

    def main(self, path: str = "index.html") -> str:
        """Return what a page's text became: the inside of <main>."""
        return self.read(path).partition("<main>")[2].partition("</main>")[0].strip()

    def tree(self) -> dict[str, bytes]:
        """Return every file of the finished site."""
        folder = self.root / "site"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


MakeSite = Callable[..., TinySite]

Files = Mapping[str, str | bytes]

HOME = "content/index.md"
SETTINGS_FILE = "content/_site.yaml"
FACTS = "content/_data/facts.yaml"
COSTS = "content/_data/costs.yaml"
HELP = "content/_data/help.yaml"
SOURCES = "content/_data/sources.yaml"
PEOPLE = "content/_data/people.yaml"

ONE_PERSON = """\
lee:
  name: Dr. Lee
  role: Our doctor
  bio: Dr. Lee reads our pages.
  credentials: {title: Doctor, number: "A-1", issuer: The board, expires: 2028-11-30}
"""
ONE_SOURCE = "survey:\n  title: A survey\n  publisher: An agency\n  url: https://example.org/survey\n  verified: read-in-source\n"


def fact(**keys: object) -> str:
    """Return the keys of a sound fact, with some of them changed, or left out where None is given."""
    return _record({"text": "Some", "as_of": 2024, "source": "survey", "verified": "secondary", **keys})


def cost(**keys: object) -> str:
    """Return the keys of a sound cost, with some of them changed, or left out where None is given."""
    sound = {"label": "A", "kind": "quoted-price", "amount": 5, "unit": "usd", "usd_year": 2024, "as_of": 2024}
    return _record({**sound, "source": "survey", "verified": "secondary", **keys})


def _record(keys: Mapping[str, object]) -> str:
    return "".join(f"  {key}: {value}\n" for key, value in keys.items() if value is not None)


# What the texts below may refer to.
SURROUNDINGS: dict[str, str | bytes] = {
    "content/_site.yaml": SETTINGS + 'phone: "615-555-0100"\nemail: hello@example.org\n',
    "content/about.md": page("## Our team\n"),
    "content/costs/index.md": page("## Insurance\n"),
    "content/room.png": PNG,
    "content/plan b.pdf": pdf(),
    "content/cafe\u0301.md": page(title="A cafe\u0301"),
    "content/cafe\u0301.png": PNG,
    "content/_data/facts.yaml": (
        "rate:\n  text: 4 <in> 10\n  as_of: 2024\n  source: survey\n  verified: secondary\n"
        "both:\n  text: half\n  as_of: 2024\n  sources: [survey, census]\n  verified: secondary\n"
    ),
    "content/_data/sources.yaml": (
        "survey:\n  title: S\n  publisher: P\n  url: https://example.com/s\n  verified: secondary\n"
        "census:\n  title: C\n  publisher: P\n  url: https://example.com/c\n  verified: secondary\n"
    ),
    "templates/components/card.html": "<aside>card</aside>\n",
    "templates/components/note.html": "<aside>{{ words }}</aside>\n",
    "templates/home.html": (
        '{% extends "page.html" %}{% block main %}{{ content() }}</main>'
        '{% for reference in references() %}<i id="{{ reference.id }}"></i>{% endfor %}{% endblock %}'
    ),
}
