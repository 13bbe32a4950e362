"""Articles in Markdown as real tools write them, the same for a seed: `python -m tests.markdown_articles` prints some.

With `--table` it prints how many texts of each construct were compared with the reference and how many are equal, with
`--differences` what differs.
"""

import argparse
import random
from dataclasses import dataclass

from tests.convert.markdown_constructs import CONSTRUCTS, Tool, Writer
from tests.convert.markdown_facts import differences
from tests.convert.markdown_texts import OUR_SIGNS, own_text, pages_in, readmes

TOOLS = (
    Tool("GitHub's editor", bullets="-*", numbers=("1.",)),
    Tool("VS Code", bullets="-*+", numbers=("1.", "1)"), wrap=100),
    Tool("Obsidian", bullets="-"),
    Tool("Decap", bullets="*", gap=3, escapes="_*"),
    Tool("Prettier", bullets="-*", wrap=80, is_padded=True),
    Tool("Word", bullets="-", numbers=("1.",), gap=2, wrap=72, escapes=".'"),
    Tool("Google Docs", bullets="*", escapes=".-!+"),
)


@dataclass(frozen=True, slots=True)
class Article:
    """A text, what wrote it and the constructs that it is made of."""

    tool: str
    constructs: tuple[str, ...]
    text: str


def alone(construct: str, seed: int) -> Article:
    """Return a text with one construct, in each of its forms in turn, between two paragraphs or by itself."""
    writer = _writer(f"{construct}/{seed}", seed)
    pieces = [writer.write(construct, seed)]
    if seed % 3 == 0:
        pieces = [writer.paragraph(), *pieces, writer.paragraph()]
    return Article(writer.tool.name, (construct,), _joined(writer, pieces, ["\n\n"]))


def article(seed: int) -> Article:
    """Return an article of a title and six to fourteen pieces, some of them in a quote or a list item."""
    writer = _writer(f"article/{seed}", seed)
    source = writer.source
    names = source.choices(list(CONSTRUCTS), k=source.randint(6, 14))
    pieces = [writer.fill("# {t}")]
    for name in names:
        piece = writer.write(name)
        around = source.choice(("", "", "", "", "", "> ", "- ", "1. "))
        lines = piece.split("\n")
        below = around if ">" in around else " " * len(around)
        pieces.append(
            "\n".join([around + lines[0], *(below + line if line or ">" in below else line for line in lines[1:])])
        )
    return Article(writer.tool.name, tuple(names), _joined(writer, pieces, ["\n\n", "\n\n", "\n\n\n", "\n"]))


def _writer(name: str, seed: int) -> Writer:
    return Writer(random.Random(name), TOOLS[seed % len(TOOLS)])


def _joined(writer: Writer, pieces: list[str], betweens: list[str]) -> str:
    text = pieces[0] + "".join(writer.source.choice(betweens) + piece for piece in pieces[1:])
    return "\n\n".join([text, *writer.ends]) + "\n"


def table(count: int) -> list[str]:
    """Return the rows of a table in Markdown: each construct alone, articles of several, and texts that are there anyway."""
    texts = {name: [alone(name, seed).text for seed in range(count)] for name in CONSTRUCTS}
    for tool in TOOLS:
        written = (article(seed) for seed in range(count * len(TOOLS)))
        texts[f"articles as from {tool.name}"] = [one.text for one in written if one.tool == tool.name]
    texts["the project's pages"] = [own_text(path) for path in pages_in("content")]
    packages = {name: text for name, text in readmes().items() if not OUR_SIGNS.search(text)}
    texts["READMEs of Python packages"] = [text for name, text in packages.items() if "(PyPI)" in name]
    texts["READMEs of npm packages"] = [text for name, text in packages.items() if "(PyPI)" not in name]
    rows = ["| construct | compared | equal |", "| --- | ---: | ---: |"]
    for name, found in texts.items():
        different = [text for text in set(found) if differences(text)]
        rows.append(f"| {name} | {len(set(found))} | {len(set(found)) - len(different)} |")
    return rows


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.markdown_articles")
    parser.add_argument("--count", type=int, default=40, help="how many texts of each kind (40)")
    parser.add_argument("--table", action="store_true", help="count what is equal, by construct")
    parser.add_argument(
        "--differences", metavar="CONSTRUCT", help="what differs in texts of a construct, or in `articles`"
    )
    parser.add_argument("--print", metavar="CONSTRUCT", help="texts of a construct, or `articles`")
    asked = parser.parse_args()
    if asked.table:
        print("\n".join(table(asked.count)))
    name = asked.differences or asked.print
    for seed in range(asked.count if name else 0):
        text = (article(seed) if name == "articles" else alone(name, seed)).text
        if asked.print:
            print(f"----- {seed}\n{text}")
        elif found := differences(text):
            print(f"----- {seed}\n{text}\n{text!r}")
            for construct, lines in found.items():
                print("\n".join([f"  {construct}:", *(f"    {line}" for line in lines)]))


if __name__ == "__main__":
    main()
