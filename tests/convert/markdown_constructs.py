r"""Pieces of Markdown by construct, as real tools write them, around plain sentences on forms, hours and travel.

Each piece is a text with fields: {s} a sentence, {p} a paragraph, {w} a word, {ww} two, {i} what to bring, {t} a title,
{a} an address, {n} a line's end or a blank line, and blocks: {list}, {fence}, {table} and so on. A block in a list or
quote is indented or quoted as the line on which its field stands. Fields of one name and number hold the same. What
stands behind a line of ==== goes to the end of the article.
"""

import random
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field

SENTENCES = (
    "Bring a photo ID and your insurance card.",
    "The front desk is open from 8 a.m. to 6 p.m.",
    "Parking is free behind the building, and the gate opens at seven.",
    "Fill in the form before you come; it takes about ten minutes.",
    "The bus stops one block from the door.",
    "You can call, write, or stop by.",
    "Ask for a copy of each form that you sign.",
    "If the door is locked, ring the bell on the left.",
    "Leave large bags in the car or at home.",
    "We answer within two working days.",
    "The elevator is across from the stairs.",
    "A friend may wait in the front room.",
    "On holidays the office is closed, but the phone is answered.",
    "Write down your questions so that none is forgotten.",
    "The map shows both entrances.",
    "Snacks and water are for sale on the first floor.",
)
ITEMS = (
    *("a photo ID", "your insurance card", "the signed form", "a list of questions", "comfortable shoes", "a pen"),
    *("a water bottle", "reading glasses", "the name of your bank", "a phone charger", "two copies of the letter"),
    *("a warm sweater", "bus tickets", "the parking slip", "an address book", "coins for the locker"),
)
TITLES = (
    *("What to bring", "Opening hours", "How to get here", "Forms to fill in", "Before you leave home"),
    *("Parking and buses", "Who to call", "Where to wait", "Copies and signatures", "After your visit"),
)
WORDS = ("form", "desk", "door", "hours", "bus", "map", "card", "copy", "page", "gate", "phone", "letter")
TARGETS = ("hours.md", "../visit/index.md#parking", "https://example.org/forms?a=1&b=2", "/contact/", "#map", "map.pdf")
URLS = (
    *("https://example.org", "http://example.org/a/b", "www.example.org", "https://example.org/a_b_c?d=e&f=g"),
    *("https://example.org/a_(b)", "www.example.org/a#b"),
)
CODE = (
    *("echo *a* _b_", "<b>not bold</b>", "# no heading", "- no list", "", "  two blanks", "\ttab", "a | b", "[x](y)"),
    *("&amp; `c`", "1 < 2", "    four blanks", "> no quote", "last blanks  "),
)
_FIELD = re.compile(r"\{(\w+)\}")
_NESTING = re.compile(r"(?:[> \t]|(?:[-*+]|\d+[.)])(?= ))*")


@dataclass(frozen=True, slots=True)
class Tool:
    """How a tool, or who uses it, writes Markdown."""

    name: str
    bullets: str = "-"
    numbers: tuple[str, ...] = ("1.",)
    gap: int = 1  # blanks behind a list's marker
    wrap: int = 0
    is_padded: bool = False  # the columns of a table are of one width
    escapes: str = ""


@dataclass(slots=True)
class Writer:
    """Chooses at random, but the same for a seed; collects what belongs at the end of an article."""

    source: random.Random
    tool: Tool
    ends: list[str] = field(default_factory=list)

    def write(self, name: str, number: int | None = None) -> str:
        """Return a piece of Markdown with a construct, one of its forms; what it defines goes to the end of the article."""
        forms = CONSTRUCTS[name]
        number = self.source.randrange(len(forms)) if number is None else number % len(forms)
        text, _, end = self.fill(forms[number]).partition("\n====\n")
        if end and end not in self.ends:
            self.ends.append(end)
        return text

    def fill(self, text: str) -> str:
        """Return a text with its fields filled in."""
        same: dict[str, str] = {}

        def filled(match: re.Match[str]) -> str:
            name = match[1]
            value = same.get(name) or FIELDS[name.rstrip("0123456789")](self)
            if name[-1].isdigit():
                same[name] = value
            before = match.string[: match.start()].rpartition("\n")[2]
            nesting = re.sub(r"[^>\s]", " ", before) if _NESTING.fullmatch(before) else ""
            return ("\n" + nesting).join(value.split("\n")) if nesting and name != "n" else value

        return _FIELD.sub(filled, text)

    def sentence(self) -> str:
        text = self.source.choice(SENTENCES)
        return re.sub(f"([{re.escape(self.tool.escapes)}])", r"\\\1", text) if self.tool.escapes else text

    def paragraph(self) -> str:
        text = " ".join(self.sentence() for _ in range(self.source.randint(1, 3)))
        return textwrap.fill(text, self.tool.wrap) if self.tool.wrap else text

    def list(self) -> str:
        """Return a list of one level as the tool writes it, tight or loose."""
        marker = self.source.choice((*self.tool.bullets, *self.tool.numbers))
        between = self.source.choice(("\n", "\n", "\n\n"))
        items = enumerate(self.source.sample(ITEMS, self.source.randint(2, 5)), 1)
        signs = ((f"{number}{marker[-1]}" if len(marker) > 1 else marker, item) for number, item in items)
        return between.join(sign + " " * self.tool.gap + item for sign, item in signs)

    def nested(self, indent: str) -> str:
        """Return a list of several levels, each a step of the indent further in."""
        lines, depth = [], 0
        markers = [self.source.choice((*self.tool.bullets, *self.tool.numbers)) for _ in range(5)]
        for item in self.source.sample(ITEMS, self.source.randint(4, 8)):
            lines.append(f"{indent * depth}{markers[depth]}{' ' * self.tool.gap}{item}")
            depth = max(0, min(4, depth + self.source.choice((-2, -1, 0, 0, 1, 1))))
        return "\n".join(lines)

    def fence(self) -> str:
        sign = self.source.choice(("```", "```", "~~~", "````"))
        info = self.source.choice(("", "sh", "python", " yaml", "html title", "c++", "json5"))
        return "\n".join([sign + info, *self.source.sample(CODE, self.source.randint(1, 4)), sign])

    def table(self, *, outer: bool = True) -> str:
        columns = self.source.randint(2, 4)
        rule = [self.source.choice(("---", ":---", "---:", ":---:")) for _ in range(columns)]
        rows = [
            [self.fill(self.source.choice(("{w}", "{ww}"))) for _ in rule] for _ in range(self.source.randint(2, 4))
        ]
        rows.insert(1, rule)
        if self.tool.is_padded:
            widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
            rows = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
            rows[1] = [cell.rstrip().replace("---", "-" * (3 + len(cell) - len(cell.rstrip()))) for cell in rows[1]]
        lines = [" | ".join(row) for row in rows]
        return "\n".join(f"| {line} |" if outer else line.rstrip() for line in lines)


FIELDS: dict[str, Callable[[Writer], str]] = {
    "s": Writer.sentence,
    "p": Writer.paragraph,
    "w": lambda w: w.source.choice(WORDS),
    "ww": lambda w: " ".join(w.source.choices(WORDS, k=2)),
    "i": lambda w: w.source.choice(ITEMS),
    "t": lambda w: w.source.choice(TITLES),
    "a": lambda w: w.source.choice(TARGETS),
    "n": lambda w: w.source.choice(("\n", "\n\n")),
    "number": lambda w: str(w.source.randint(1, 99)),
    "list": Writer.list,
    "two": lambda w: w.nested("  "),
    "three": lambda w: w.nested("   "),
    "four": lambda w: w.nested("    "),
    "tab": lambda w: w.nested("\t"),
    "fence": Writer.fence,
    "table": Writer.table,
    "bare": lambda w: w.table(outer=False),
    "url": lambda w: w.source.choice(URLS),
}
# fmt: off
CONSTRUCTS: dict[str, tuple[str, ...]] = {
    "paragraphs": ("{p}\n\n{p}", "{p}\n{s}", "{p}\n\n\n{p}"),
    "list right under a sentence": (
        "{t}:\n- {i}\n- {i}\n\n{s}", "{t}:\n* {i}\n* {i}\n* {i}", "{s}\n+ {i}\n+ {i}\n\n{s}", "{t}:\n1. {i}\n2. {i}\n3. {i}", "{p}\n1) {i}\n2) {i}",
        "{t}:\n- {i}\n- {i}\n{s}", "**{t}**\n- {i}\n- {i}", "{s}\n- {i}\n  - {i}\n    - {i}\n- {i}", "{t}:\n\n- {i}:\n  1. {i}\n  2. {i}", "{s}\n   - {i}\n   - {i}",
    ),
    "tight list": ("{t}:\n\n- {i}\n- {i}\n- {i}\n\n{s}", "* {i}\n* {i}", "+ {i}", "1. {i}\n2. {i}\n\n{s}", "1) {i}\n2) {i}\n3) {i}", "- {s}\n  {s}\n- {i}"),
    "loose list": ("- {i}\n\n- {i}\n\n- {i}", "* {i}\n\n\n* {i}", "1. {i}\n\n2. {i}\n\n{s}", "- {i}\n- {i}\n\n- {i}", "- {s}\n\n  {s}\n- {i}", "- {i}\n\n  - {i}\n  - {i}\n\n- {i}"),
    "list items of several paragraphs": (
        "- {s}\n\n  {s}\n\n- {s}\n\n  {s}", "1. {s}\n\n   {s}\n2. {s}", "10. {s}\n\n    {s}\n11. {i}", "-   {s}\n\n    {s}\n\n-   {i}", "* {s}\n\n    {s}", "1. {s}\n\n    {s}\n\n2. {i}", "- {s}\n\n\t{s}\n- {i}", "- {s}\n\n {s}",
    ),
    "nesting by two blanks": ("{t}:\n\n{two}", "{two}\n\n{s}", "{t}:\n{two}"),
    "nesting by three blanks": ("{t}:\n\n{three}", "{three}\n\n{s}", "{t}:\n{three}"),
    "nesting by four blanks": ("{t}:\n\n{four}", "{four}\n\n{s}", "{t}:\n{four}"),
    "nesting by tabs": ("{t}:\n\n{tab}", "{tab}\n\n{s}", "{t}:\n{tab}", "-\t{i}\n\t-\t{i}\n\t\t-\t{i}\n-\t{i}", "1.\t{i}\n\t1.\t{i}\n2.\t{i}"),
    "loose list in a tight one": ("- {i}\n  - {i}\n\n  - {i}\n- {i}", "- {i}\n\n  1. {i}\n  2. {i}\n- {i}", "1. {i}\n   - {i}\n   - {i}\n\n2. {i}", "* {i}\n  * {i}\n\n    {s}\n* {i}"),
    "mixed list markers": ("- {i}\n- {i}\n* {i}\n* {i}", "1. {i}\n2. {i}\n\n1) {i}\n2) {i}", "- {i}\n\n1. {i}\n2. {i}", "+ {i}\n+ {i}\n- {i}", "* {i}\n\n- {i}\n\n+ {i}", "1. {i}\n- {i}\n2. {i}", "- {i}\n  * {i}\n    + {i}"),
    "ordered list from another number": ("3. {i}\n4. {i}", "{s}\n\n7) {i}\n8) {i}", "0. {i}\n1. {i}", "{s}\n3. {i}\n4. {i}", "10. {i}\n11. {i}\n    - {i}", "1. {i}\n1. {i}\n1. {i}", "99. {i}\n7. {i}", "2026. {s}", "1234567890. {i}", "- 2. {i}\n  3. {i}"),
    "empty and odd list items": ("- {i}\n-\n- {i}", "1. {i}\n2.\n3. {i}", "-\n  {i}\n- {i}", "-   {i}\n-  {i}\n- {i}", " - {i}\n  - {i}\n   - {i}", "-{i}\n-{i}", "- - {i}\n  - {i}", "1. - {i}", "- # {t}\n- {i}", "-\n\n  {i}", "*\n{s}"),
    "fenced code": ("{t}:\n\n{fence}\n\n{s}", "{t}:\n{fence}\n{s}", "{fence}", "````md\n```sh\necho\n```\n````", "~~~\n```\na\n```\n~~~", "  ```\n  a\n   b\n  ```", "```\na\n\n\nb\n\n```", "```\n```", "{s}\n    ```\n{s}", "``` `a`\n{s}"),
    "fenced code in a list": ("- {i}\n\n  {fence}\n\n- {i}", "1. {i}\n   {fence}\n2. {i}", "- {i}\n  {fence}\n- {i}", "- {fence}\n- {i}", "1. {s}\n\n   {fence}\n\n   {s}", "* {i}\n    {fence}", "- {i}\n  - {i}\n\n    {fence}", "1. {i}\n\n```\na\n```\n\n2. {i}"),
    "fenced code in a quote": ("> {fence}", "> {s}\n>\n> {fence}\n\n{s}", "> {s}\n> {fence}\n> {s}", ">{fence}", "> ```\n> a\n{s}", "> - {i}\n>   {fence}"),
    "indented code": ("{t}:\n\n    cd forms\n    ls *.pdf\n\n{s}", "\tcd forms\n\n\tls", "    a\n\n\n    b\n      c  ", "- {s}\n\n      cd forms\n- {i}", "{s}\n    {s}", "> {s}\n>\n>     cd *a*\n", "1. {i}\n\n        cd forms", "    <b>a</b>\n{s}"),
    "quotes in quotes": ("> {s}\n>\n> > {s}\n>\n> {s}", "> {s}\n> > {s}\n> > > {s}", ">> {s}\n> {s}", "> {s}\n\n> {s}", ">{s}\n>\n>{s}", "> ## {t}\n> {s}", ">\n> {s}\n>", "   > {s}\n > {s}"),
    "lists in quotes": ("> {t}:\n>\n> {list}\n>\n> {s}", "> {t}:\n> - {i}\n> - {i}", "> - {i}\n>   - {i}\n> - {i}\n\n{s}", "> 1. {i}\n>\n>    {s}\n> 2. {i}", "> {two}", "> > - {i}\n> > - {i}\n>\n> - {i}", "> - {i}\n>\n> - {i}"),
    "quotes in lists": ("- {t}:\n  > {s}\n- {i}", "1. {t}:\n\n   > {p}\n\n2. {i}", "- > {s}\n  > {s}\n- {i}", "- {i}\n\n> {s}", "- {i}\n> {s}", "* {i}\n    > {s}"),
    "quote right under a sentence": ("{s}\n> {p}\n\n{s}", "{t}:\n> {s}\n> {s}", "{s}\n>{s}", "> {s}\n\n{s}"),
    "lazy continuation lines": ("> {s}\n{s}", "- {s}\n{s}\n- {i}", "> - {s}\n{s}", "1. > {s}\n{s}", "> > {s}\n> {s}\n{s}", "> {s}\n- {i}", "> - {i}\n- {i}", "> {s}\n---\n{s}", "> {s}\n    {s}", "- {s}\n      {s}"),
    "HTML blocks around Markdown": (
        '<div class="wide">\n\n**{ww}** {s}\n\n</div>\n\n{s}', "<div>\n\n{list}\n\n</div>", "<section>\n\n## {t}\n\n{s}\n\n</section>", "<div>\n<div>\n\n*{w}*\n\n</div>\n</div>", '<div align="center">\n\n![{w}](room.jpg)\n\n</div>\n\n{table}', "- <div>\n\n  *{w}*\n\n  </div>", "<aside>\n\n{fence}\n\n</aside>",
    ),
    "HTML blocks without Markdown": (
        "{s}\n\n<div>\n*{ww}*\n</div>\n\n{s}", '<p align="center">\n  <b>{ww}</b>\n</p>', "<table>\n<tr><td>{ww}</td></tr>\n</table>\n\n{s}", "<!-- {ww} -->\n\n{s}", "<!--\n{ww}\n\n*{w}*\n-->\n{s}", "{s}\n<hr>\n{s}", "<pre>\n{ww}\n\n  *{w}*\n</pre>", "<div>*{w}*</div>\n{s}", "<b>*{w}*</b>\n{s}", "<b>\n*{w}*\n</b>", "{s}\n<!-- {w} -->\n{s}", "> <div>\n> *{w}*\n\n{s}",
    ),
    "details": ("<details>\n<summary>{t}</summary>\n\n{p}\n\n</details>", "<details><summary>{t}</summary>\n\n{list}\n\n</details>\n\n{s}", "<details open>\n<summary><b>{t}</b></summary>\n\n{s}\n\n{fence}\n\n</details>", "- {i}\n  <details>\n  <summary>{t}</summary>\n\n  {s}\n\n  </details>\n- {i}", "<details>\n<summary>{t}</summary>\n{s} *{w}*\n</details>"),
    "inline HTML": ("Press <kbd>Ctrl</kbd> {ww}. {s}", "H<sub>2</sub>O and <sup>*2*</sup> {s}", 'A <span class="a">*{w}*</span>. {s}', "{s}<br>{s}", "{s}<br/>\n{s}", "A <!-- {w} --> {s}", '<a href="hours.md">*{w}*</a> {s}', "<u>**{w}**</u> {s}", "{w} < {w} > {w}. {s}", "**<i>{w}</i>** {s}", "`<b>` {s}", "<mark>{ww}\n{w}</mark>"),
    "tables with alignment": ("{table}", "{table}\n\n{s}", "{s}\n\n{table}\n\n{table}", "| {w} |\n| --- |\n| {ww} |", "|{w}|{w}|\n|:-|-:|\n|{w}|{w}|", "  | {w} | {w} |\n  | - | :-: |\n  | {w} | {w} |"),
    "pipes in table cells": ("| {w} | {w} |\n| --- | --- |\n| a \\| b | {w} |", "| {w} | {w} |\n| --- | --- |\n| `a \\| b` | `\\|` |", "| {w} | {w} |\n| --- | --- |\n| `a` \\| **b** | \\| |", "| `{w}` \\| c | {w} |\n| --- | ---: |\n| {w} | {w} \\|", "| {w} | {w} |\n|---|---|\n| `a | b` | {w} |"),
    "markup in table cells": ("| **{w}** | *{w}* |\n| --- | --- |\n| `a` | [b](c.md) |\n| ~~d~~ | <b>e</b> |", "| {w} | {w} |\n| --- | --- |\n| {w}<br>{w} | ![f](g.jpg) |\n| | {w} |", "| {w} | {w} |\n| --- | --- |\n| \\*{w}\\* | &amp; {s} |\n| a_b_c | http |"),
    "tables without outer pipes": ("{bare}", "{bare}\n\n{s}", "{w} | {w}\n-|-\n{w} | {w}\n\n{s}", "{w}|{w}\n:-|-:\n{w}|{w}", "{w} | {w}\n--- | ---\n{w} |\n| {w}"),
    "tables of ragged rows": ("| {w} | {w} |\n| --- | --- |\n| {w} |\n| {w} | {w} | {w} |\n|  | {w}\n{w} | {w}", "| {w} | {w} |\n| --- |\n| {w} |", "| {w} |\n| --- | --- |", "| {w} | {w} |\n| --- | --- |", "| {w} | {w} |\n|-- -|---|\n| {w} | {w} |"),
    "table right under a sentence": ("{t}:\n{table}\n\n{s}", "{s}\n{bare}", "**{t}**\n{table}", "{p}\n{table}\n\n{s}"),
    "text right under a table": ("{table}\n> {s}", "{table}\n- {ww}", "{table}\n## {t}", "{table}\n---", "{table}\n{s}", "{table}\n{fence}", "{table}\n<div>\n{w}\n</div>", "{table}\n    {w}"),
    "tables in lists and quotes": ("> {table}", "- {t}:\n\n  {table}\n\n- {i}", "> {s}\n>\n> {bare}\n\n{s}", "1. {t}:\n   {table}", "- {table}", "> - {table}"),
    "headings with number signs": (
        "## {t}\n\n{s}", "{s}\n## {t}\n{s}", "## {t} ##", "###   {t}   #", "#### {t} `a`\n{s}", "## {t} #1", "## *{t}* {w}", "#{t}", "####### {t}", "  ## {t}", "# {t} \\#", "##\n{s}", "## [{t}](a.md)", "- ## {t}\n  {s}", "    ## {t}", "#\t{t}", "## {t}\n### {t}", "## {t} ##  ", "## {t}##",
    ),
    "underlined headings": ("{t}\n===\n\n{s}", "{t}\n---\n{s}", "{t}\n-\n{s}", "{t}\n{ww}\n=====  \n{s}", "*{t}*\n  ---", "{s}\n\n{t}\n======", "{t}\n= =\n{s}", "> {t}\n> ---\n> {s}", "- {t}\n  ---\n- {i}", "{t}\n--- -\n{s}", "{t}\n\n---\n{s}", "===\n{s}"),
    "hard breaks": ("{s}  \n{s}\\\n{s}", "{s}    \n{s}", "{s} \n{s}", "{s}  ", "{s}\\", "*{w}  \n{w}* {s}", "- {i}  \n  {i}\\\n  {i}", "> {s}  \n> {s}", "{s}\\\n\n{s}", "## {t}  \n{s}", "`{w}  \n{w}`", "{s}  \n   {s}"),
    "emphasis of all kinds": (
        "*{w}* {s}", "_{w}_ {s}", "**{w}** {s}", "__{w}__ {s}", "* {w} * {w}", "** {w} ** {s}", "{w}*{w}*{w}", "{w}**{w}**{w}", "*{w} *{w}", "**{w} **{w}", "*({w})* {s}", "(*{w}*) {s}", "*“{w}”* {w}", "**“{w}”**{w}", "*{w}*. {s}", "**{w}:**{w}", "**{w}:** {w}", "_({w})_{w}", "5*6*7 {s}", "2 * 3 * 4 {s}",
        "**{w}* {s}", "*{w}** {s}", "*$5* {s}", "**5 %** {w}", "*{w}*{w}*", "**{w}**{w}**", "*{w}\n{w}* {s}", "**{w}**-{w}", "*{w}*'s {s}", "'*{w}*' {s}", "*{w}*—{w}", "__{w}__{w}", "**{w},** {w}", "* {w}*", "**{w}\n\n{w}**", "\\*{w}* {s}", "**{w}", "*a*b**c**d*", "**{s}**", "*{s}* **{s}**", "{w}** {w}**",
    ),
    "nested emphasis": (
        "***{w}*** {s}", "***{w}** {w}*", "***{w}* {w}**", "*{w} **{w}** {w}*", "**{w} *{w}* {w}**", "*{w} **{w}***", "**{w} *{w}***", "_{w} __{w}__ {w}_", "*{w} _{w}_ {w}*", "_**{w}**_ {s}", "**_{w}_** {s}", "{w}***{w}***{w}", "****{w}**** {s}", "**{w} __{w}__ {w}**", "*{w} *{w}* {w}*", "**{w} **{w}** {w}**", "*{w} [{w}](a.md) {w}*", "**`{w}` {w}**", "*{w} `*` {w}*", "**{w}\n*{w}* {w}**", "*{w} **{w}* {w}**", "*[{w}*](a.md)", "_{w}__{w}__{w}_",
    ),
    "underscores in words": ("See my_form_name.pdf. {s}", "In __init__.py: {s}", "_a_b {s}", "a__b__c {s}", "FORM_2_A {s}", "_a b_c_ d {s}", "x_1 and x_2 {s}", "_{w}_{w}_ {s}", "({w}_{w}_) {s}", "https_a_b *c_d_e*", "___{w}___{w} {s}", "[a_b_c](d_e_f.md) {s}"),
    "code spans": ("Type `{w}`. {s}", "`` a`b `` {s}", "`` ` `` {s}", "` a ` {s}", "`  a` {s}", "`a\nb` {s}", "`a\\` {s}", "`<b>` {s}", "`*a*` *b* {s}", "``a` {s}", "`a``b` {s}", "`&amp;` {s}", "`[a](b)` {s}", "a`b`c {s}", "` ` {s}", "`a  b` {s}", "\\`a` {s}", "*`a`* {s}", "*a `b* c` {s}", "[`a`](b.md) {s}", "`a {s}", "`` `a` `` {s}", "`<a href=\"`\">` {s}"),
    "reference links": (
        "Read [{ww1}][{w2} {number3}] first. {s}\n====\n[{w2} {number3}]: {a}", "[{w1} {number2}][]. {s}\n====\n[{w1} {number2}]: <{a}> \"A title\"", "[{w1} {number2}] {s}\n====\n[{w1} {number2}]: {a} 'A title'", "[{w}][No such name] and [none]. {s}", "[X{number1}] {s}\n====\n[x{number1}]: {a} (A title)", "[{w1} {number2}] [{w1} {number2}]\n====\n[{w1} {number2}]: {a}",
        "[{w1} {number2}]: {a}\n\n{s} [{w1} {number2}]", "{s}\n[{w1}]: {a}\n\n[{w1}]", "> [q{number1}]: {a}\n\n[q{number1}]", "[{w1}\n{number2}] {s}\n====\n[{w1} {number2}]:\n  {a}\n  \"A\n  title\"", "[{w1} {number2}](a.md)[{w1} {number2}]\n====\n[{w1} {number2}]: {a}", "\\[{w}] and [{w}\\] {s}", "![{w1} {number2}] {s}\n====\n[{w1} {number2}]: a/room.jpg",
    ),
    "reference links with code and emphasis": ("[`{w1} {number2}`] {s}\n====\n[`{w1} {number2}`]: {a}", "[*{w1}* {number2}][] {s}\n====\n[*{w1}* {number2}]: {a}", "[see *{w}* `a`][**{w1}** {number2}]. {s}\n====\n[**{w1}** {number2}]: {a}", "[the `{w1}` {number2}] {s}\n====\n[the `{w1}` {number2}]: {a}", "*[{w1} {number2}]* {s}\n====\n[{w1} {number2}]: {a}"),
    "inline links": ("See [{ww}]({a}). {s}", 'See [{ww}]({a} "A title"). {s}', "[{ww}]({a} 'It is \"here\"'). {s}", "[{ww}]( {a} ) {s}", '[{ww}]({a}\n"A title") {s}', "[*{w}* {w}]({a}) {s}", "[`{w}`]({a}) {s}", "[{w}\n{w}]({a}) {s}", "[[a] b]({a}) {s}", "[a\\]]({a}) {s}", "[]({a}) {s}", "[{w}] ({a}) {s}", "**[{w}]({a})** {s}", "[{w}]({a})[{w}]({a})", "[a [b]({a}) c]({a}) {s}", "[{w}]({a} (A title)) {s}", "!\\[{w}]({a}) {s}"),
    "odd link targets": ("[{w}](a_(b).md) {s}", "[{w}](a_(b_(c)).md) {s}", "[{w}](<a b.md>) {s}", "[{w}](<a(b.md>) {s}", "[{w}](a\\(b.md) {s}", "[{w}](a%20b.md) {s}", "[{w}](ä.md) {s}", "[{w}]() {s}", "[{w}](<>) {s}", "[{w}](a b.md) {s}", "[{w}](a*b*.md) {s}", "[{w}](a&amp;b) {s}", "[{w}](mailto:desk@example.org) {s}", "[{w}](a.md#b_c_d) *{w}* {s}", "[{w}](//example.org) {s}", "[{w}](a(b.md) {s}", "[{w}](a\\_b.md) {s}", "[{w}](a\"b.md) {s}"),
    "images": ("![The {ww}](room.jpg)", '![The {w}](a/room.jpg "A title") {s}', "![The *{w}* `a`](room.jpg)", "![](room.jpg) {s}", "![A [b](c) {w}](room.jpg)", "![{w}][image1]\n====\n[image1]: media/image1.png", "![][image1] {s}\n====\n[image1]: media/image1.png", "![image1]\n====\n[image1]: media/image1.png", "![{w}](<my room.jpg>) {s}", "[![{w}](room.jpg)](hours.md)", "![{w}](a.jpg)\n![{w}](b.jpg)", "- ![{w}](a.jpg)\n- {i}"),
    "addresses in angle brackets": ("See <https://example.org/a?b=c&d=e>. {s}", "<desk@example.org> {s}", "<mailto:desk@example.org> {s}", "<http://example.org:80/a_b_c> *{w}*", "<https://example.org/a b> {s}", "<tel:+16155550100> {s}", "*<https://example.org>* {s}", "[a <https://example.org>](b.md) {s}", "< https://example.org >"),
    "bare addresses": ("See {url} here. {s}", "See {url}. {s}", "({url}) {s}", "**{url}** {s}", "{url}, then {url}", "“See” {url}! {s}", "- {url}\n- {url}", "*See* {url}", "a{url} {s}", "`{url}` {s}", "[{url}](a.md)", "<p>{url}</p>\n\n{s}", "{url}<br>{url}", "| {w} |\n| --- |\n| {url} |", "[see {url} here](a.md)"),
    "entities": ("AT&amp;T {s}", "a&nbsp;b &copy; {s}", "&#35; {s}", "&#x22;{w}&#x22; {s}", "{w} &mdash; {w}", "&nothing; {s}", "{w} & {w}", "AT&T {s}", "a&b; {s}", "&lt;b&gt; {s}", "&#42;a&#42; {s}", "&#0; {s}", "[a&amp;b](c&amp;d) {s}", "`&lt;` {s}", "&copy {s}"),
    "backslash escapes": ("\\*a\\* {s}", "\\_b\\_ {s}", "1\\. {i}", "\\# {t}", "\\- {i}\n\\+ {i}", "\\[f\\](g) {s}", "\\`h\\` {s}", "i \\& j\\. {s}", "\\<k> {s}", "\\\\ {s}", "\\l \\{w} {s}", "\\!\\[a](b) {s}", "2\\.5 {s}", "\\~\\~m\\~\\~ {s}", "C:\\\\n\\\\o {s}", "\\> {s}", "**a\\*** {s}", "\\\\*{w}* {s}", "[a](b\\)c.md) {s}", "`\\*` {s}"),
    "strikethrough": ("~~{ww}~~ {s}", "~~**{w}**~~ {s}", "**~~{w}~~** {s}", "~~{w} *{w}*~~ {s}", "a~~{w}~~b {s}", "~~ {w} ~~ {s}", "`~~{w}~~` {s}", "~~{w}\n{w}~~ {s}", "~~{w} {s}", "~~[{w}](a.md)~~ {s}", "\\~~{w}~~ {s}", "~~“{w}”~~ {s}"),
    "task lists": ("- [ ] {i}\n- [x] {i}\n- [X] {i}", "{t}:\n- [ ] {i}\n- [x] {i}", "* [ ] {i}\n  * [x] {i}\n* {i}", "1. [ ] {i}\n2. [x] {i}", "- [ ] {i}\n\n- [x] {i}", "- [ ] **{w}** {i}", "- [] {i}\n- [y] {i}\n- [x]{i}", "- {i} [ ] {i}", "- [x] [{w}]({a})\n- [ ] `{w}`", "> - [ ] {i}\n> - [x] {i}", "- [ ] {s}\n  {s}", "- [ ]\n- {i}"),
    "thematic breaks": ("{s}\n\n---\n\n{s}", "{s}\n***\n{s}", "{s}\n___\n{s}", "{s}\n\n- - -\n{s}", "{s}\n* * *\n{s}", " **  * ** * ", "{s}\n\n   ---\n{s}", "+++\n\n{s}", "--\n\n{s}", "{s}\n\n-----\n-----\n", "- {i}\n- * * *\n- {i}", "- {i}\n***\n- {i}", "> ---\n> {s}", "- {i}\n---\n{s}", "***\n---\n___"),
    "odd blanks": ("   {s}\n      {s}", "{s}\n\n\n\n{s}", "{s} \n \n{s}\t", "{s}\n    {s}", "\n\n{s}\n  \n", "  - {i} \n\n\n\n  - {i}\t\n", "{w}\u00a0{w}  {w}", "- {i}\n   \n  {s}", "{s}\n\t\n{s}", "{s}\n\u00a0\n{s}", " > {s}\n  > {s}", "{w}\t{w}"),
    "footnotes": ("{s}[^{w1}{number2}] {s}\n====\n[^{w1}{number2}]: {s}", "{s}[^{number1}]\n====\n[^{number1}]: *{ww}* `a`", "{s}[^{number1}] {s}[^n{number2}]\n====\n[^{number1}]: {s}\n[^n{number2}]: {s}\n\n    {s}", "[^none] {s}", "- {i}[^l{number1}]\n- {i}\n====\n[^l{number1}]: {s}", "{s}[^r{number1}] {s}[^r{number1}]\n====\n[^r{number1}]: [{w}]({a})"),
    "definition lists": ("{ww}\n: {s}", "{w}\n: {s}\n\n{w}\n: {s}", "{ww}\n\n: {s}\n\n{s}", "{w}\n:   {s}\n:   {s}", "*{w}*\n: {s}\n  {s}", "{w}\n: {s}\n\n  {s}\n\n{s}"),
    "alerts": ("> [!NOTE]\n> {p}", "> [!TIP]\n> {s}\n>\n> - {i}\n> - {i}", "> [!IMPORTANT]\n> **{ww}** {s}", "> [!WARNING]\n> {s}\n{s}", "> [!CAUTION]\n>\n> {s}", "> [!NOTE] {s}", "> {s}\n> [!NOTE]\n> {s}"),
    "exports of word processors": (
        "**{t}** \n\n{s}", "**{w} **{w} {s}", "1.  **{w}:** {s}\n\n2.  {s}", "-   {s}\n\n-   {s}\n\n    -   {i}", "## **{t}**\n\n{s}  \n{s}  ", "“{ww}” isn’t the ‘{w}’ – {w}… {s}", "* {s}\n  * {s}\n    1. {s}", "{w}\\\n{w}", "***{ww}***\n\n****\n\n** **\n\n{s}", "1. {i}  \n2. {i}  \n   1. {i}", "\\- {i}  \n\\- {i}", "{s}\u00a0\n\n\u00a0\n\n{s}", "| **{w}** | **{w}** |\n| :---- | :---- |\n| {w} | {ww}  |", "*   {i}\n*   {i}\n\n    *   {i}", "1. {i}\n\n{s}\n\n2. {i}", "![][image{number1}]\n====\n[image{number1}]: <data:image/png;base64,iVBORw0KGgo=>",
    ),
}
# fmt: on
