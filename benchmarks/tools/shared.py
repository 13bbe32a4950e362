"""What the sites of the other tools have in common: the help lines, the figure, style sheet and icon, articles' front matter."""

import json
import shutil
from pathlib import Path

from articles import AMOUNT, Article, topic_id

from tools.tool import front_matter

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# Label, number, its link, and the number to text with its link: what Carepress makes of help.yaml.
_LINES = (
    ("Emergency or overdose", "911", "tel:911", "", ""),
    ("988 Suicide & Crisis Lifeline", "988", "tel:988", "988", "sms:988"),
    ("Tennessee crisis line", "855-274-7471", "tel:+18552747471", "", ""),
    ("Tennessee REDLINE", "800-889-9789", "tel:+18008899789", "800-889-9789", "sms:+18008899789"),
    ("SAMHSA National Helpline", "1-800-662-4357", "tel:+18006624357", "435748", "sms:435748"),
    ("Poison Control", "1-800-222-1222", "tel:+18002221222", "", ""),
)
HELP = json.dumps([dict(zip(("label", "call", "tel", "text", "sms"), line, strict=True)) for line in _LINES])
COSTS = json.dumps({"mill": AMOUNT})


def start(root: Path, folder: Path, tool: str, assets: str) -> None:
    """Copy a tool's frozen templates into a new folder, and this project's style sheets and icon into its assets."""
    shutil.copytree(TEMPLATES / tool, folder)
    (folder / assets).mkdir(parents=True, exist_ok=True)
    for name in ("_tokens.css", "site.css", "icon.svg"):
        shutil.copy(root / "templates" / "assets" / name, folder / assets)


def head_of(article: Article, **more: str) -> str:
    """Return an article's front matter in YAML, with more keys."""
    return front_matter(
        title=article.title,
        description=article.description,
        date=article.day,
        topics=f"[{', '.join(map(topic_id, article.topics))}]",
        **more,
    )
