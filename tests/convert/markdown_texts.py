"""Texts in Markdown that nobody wrote for this: pages of a site, and the READMEs of the packages that the project uses."""

import importlib.metadata
import re
from email import message_from_string

from carepress.load.front_matter import split
from tests.sites import ROOT

# What only our dialect reads is taken out of a page, each by one pattern.
OURS_ALONE = {
    "allowances": (r"^[ \t]*<!--[ \t]*allow\b.*-->[ \t]*\n", ""),
    "components": (r"^[ \t]*\{\{[^{}]*\}\}[ \t]*$", ""),
    "merge fields": (r"\{\{[^{}]*\}\}", "field"),
    "attribute lists": (r"[ ]?\{:[^}\n]*\}", ""),
    "callouts": (r"^!!!.*\n(?:(?:[ ]{4}.*|[ \t]*)\n)*", ""),
    "captions": (r"^Table:.*\n(?:.+\n)*", ""),
    "abbreviations": (r"^\*\[[^\]]*\]:.*\n", ""),
}
# Other people's texts with these aren't compared: they mean something to our dialect.
OUR_SIGNS = re.compile(r"\{\{|\{[:#]|^!!!|^[ ]{0,3}\*\[[^\]]*\]:", re.MULTILINE)


def pages_in(folder: str) -> list[str]:
    """Return the pages below a folder of the project."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.md"))


def own_text(path: str) -> str:
    """Return the text of a page, without what only our dialect reads."""
    text = (ROOT / path).read_text(encoding="utf-8")
    body = text[split(text).body_start :]
    for pattern, instead in OURS_ALONE.values():
        body = re.sub(pattern, instead, body, flags=re.MULTILINE)
    return body


def readmes() -> dict[str, str]:
    """Return the READMEs in Markdown of the locked packages that are installed, by package or path."""
    texts = {}
    for package in importlib.metadata.distributions():
        metadata = message_from_string(package.read_text("METADATA") or "")
        if "markdown" in metadata.get("Description-Content-Type", ""):
            texts[f"{package.name} (PyPI)"] = str(metadata.get_payload())
    for folder in (ROOT / "tests/node_modules", ROOT / "benchmarks/node_modules"):
        for path in sorted(folder.rglob("*.md")):
            if path.stem.lower() == "readme":
                texts[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8", errors="replace")
    return {name: text.replace("\r\n", "\n") for name, text in texts.items()}
