"""What MkDocs has no words for: data files, and the figure that some articles print."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
costs: dict[str, int] = {}


def on_config(config: Any) -> Any:
    """Read the data, at the start of each build."""
    costs.update(json.loads((HERE / "costs.json").read_text()))
    config.extra["help"] = json.loads((HERE / "help.json").read_text())
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Return an article's text with its figures."""
    if "[[" in markdown:
        for name, amount in costs.items():
            markdown = markdown.replace(f"[[{name}]]", f"${amount:,}")
    return markdown
