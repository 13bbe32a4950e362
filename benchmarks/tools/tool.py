"""What compare.py has to know of a tool."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool's folder with the site, its commands there, the files that the cases edit, and what a build leaves behind."""

    name: str
    folder: Path
    version: tuple[str, ...]
    build: tuple[str, ...]
    output: str
    leftovers: tuple[str, ...]
    articles: str  # the folder of the articles
    figure: str  # the file with the figure
    base: str  # the template that every page has
    serve: tuple[str, ...] = ()  # the port comes after it; without it, saves aren't measured
    environment: Mapping[str, str] = field(default_factory=dict)


def front_matter(**keys: object) -> str:
    """Return front matter as YAML; texts have no character that YAML reads as its own."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n\n"


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder, with the folders that they need."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
