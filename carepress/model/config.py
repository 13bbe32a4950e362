"""What a command was asked to do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from carepress.model.kind import SiteKind
from carepress.model.records import Day

# How much is checked: a build runs the rules that can stop it, `check` all, `check --release` those of a launch too.
Depth = Literal["build", "check", "release"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person asked for on the command line; None means: as the site's settings say."""

    kind: SiteKind
    drafts: bool = False
    staging: bool = False
    preview: bool = False
    as_visitor: Annotated[bool, "Whether a preview has only what visitors see."] = False
    depth: Depth = "build"
    workers: Annotated[int, "How many processes make pages; 0 for as many as there are processors."] = 0
    packed: Annotated[bool, "Whether texts lie in the site packed too."] = False
    external: Annotated[bool, "Whether the links to other hosts are tried."] = False
    published: Annotated[str, "The list of files of a site whose addresses are compared: a file or an address."] = ""
    kept_in: Annotated[Path, "The folder for what builds keep, in the project's or elsewhere."] = Path(".cache")
    output: Path | None = None
    base_url: str | None = None
    today: Day | None = None


def cache_folder(root: Path, options: Options) -> Path:
    """Return the folder of a project for what a build keeps to itself; previews have others."""
    return root / options.kept_in / ("visitor" if options.as_visitor else "preview" if options.preview else "build")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(Options):
    """What to build, where, and as of which day: nothing is left open."""

    root: Path
    output: Path
    base_url: str
    today: Day

    @property
    def page_depth(self) -> Depth:
        """Return how much is checked in pages: what a launch asks for besides is asked of the site as a whole."""
        return "build" if self.depth == "build" else "check"

    @property
    def not_for_visitors(self) -> tuple[str, ...]:
        """Return the options that make this build's site one that visitors must not meet."""
        return ("--drafts",) * self.drafts + ("--staging",) * self.staging

    @property
    def content(self) -> Path:
        """Return the folder that staff edit."""
        return self.root / "content"

    @property
    def templates(self) -> Path:
        """Return the folder that says how pages look."""
        return self.root / "templates"

    @property
    def cache(self) -> Path:
        """Return the folder for what a build keeps to itself."""
        return cache_folder(self.root, self)

    @property
    def store(self) -> Path:
        """Return the folder for what took long to make; previews share it."""
        return self.root / self.kept_in / "kept"

    @property
    def stage(self) -> Path:
        """Return the folder in which finished files wait."""
        return self.cache / "stage"
