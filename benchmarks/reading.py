"""Prints the reading grade of each finished page: `python3 build.py`, then `.venv/bin/python benchmarks/reading.py`.

What is measured is what a visitor reads: paragraphs, list items and definitions of the main part, and the summary. Not
measured are headings, tables, menus, and the list of sources, whose titles are not ours.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from carepress.text.html import Tree, page_prose  # noqa: E402 - the path comes first
from carepress.text.readability import reading_grade  # noqa: E402


def main(paths: list[str]) -> None:
    """Print a line for each page below the given folders of site/, hardest first, and the mean."""
    site = ROOT / "site"
    grades = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if paths and not name.startswith(tuple(paths)):
            continue
        blocks = page_prose(Tree(path.read_text(encoding="utf-8")))
        words = sum(len(block.split()) for block in blocks)
        if words >= 50:
            grades.append((reading_grade(blocks), words, name))
    print("| grade | words | page |\n| ---: | ---: | --- |")
    for grade, words, name in sorted(grades, reverse=True):
        print(f"| {grade:.1f} | {words:,} | /{name.removesuffix('index.html')} |")
    if grades:
        print(f"\n{len(grades)} pages, mean {sum(grade for grade, _, _ in grades) / len(grades):.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
