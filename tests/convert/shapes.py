"""The HTML that Markdown becomes, shape by shape."""


def table(head: str, *rows: str, caption: str = "", align: str = "") -> str:
    """Return a table whose cells stand between bars; `align` has the side of each column."""
    sides = [f' class="align-{side}"' if side else "" for side in align.split("|")] * (
        1 if align else head.count("|") + 1
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    cells = [f'<th{side} scope="col">{cell}</th>' for side, cell in zip(sides, head.split("|"), strict=True)]
    body = "".join(
        "<tr>" + "".join(f"<td{side}>{cell}</td>" for side, cell in zip(sides, row.split("|"), strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table>{title}<thead><tr>{''.join(cells)}</tr></thead><tbody>{body}</tbody></table>"


def box(kind: str, html: str, title: str = "") -> str:
    """Return a callout."""
    title = f'<p class="admonition-title">{title}</p>' if title else ""
    return f'<div class="callout callout-{kind}" role="note">{title}{html}</div>'


def mark(number: int, label: str = "", use: int = 1) -> str:
    """Return the mark of a footnote in the text."""
    label, again = label or str(number), "" if use == 1 else str(use)
    return f'<sup id="fnref{again}-{label}"><a class="footnote-ref" href="#fn-{label}">{number}</a></sup>'


def notes(*texts: str, labels: str = "", uses: str = "") -> str:
    """Return the footnotes at the end; a label and the number of uses are one character each."""
    items = []
    for number, text in enumerate(texts, 1):
        label, count = labels[number - 1] if labels else str(number), int(uses[number - 1]) if uses else 1
        back = "".join(
            f'&nbsp;<a class="footnote-backref" href="#fnref{"" if use == 1 else use}-{label}" title="Jump back to footnote {number} in the text">↩</a>'
            for use in range(1, count + 1)
        )
        items.append(f'<li id="fn-{label}"><p>{text}{back}</p></li>')
    return f'<div class="footnote"><hr><ol>{"".join(items)}</ol></div>'


def abbr(text: str, title: str = "Intensive") -> str:
    """Return a word that explains itself."""
    return f'<abbr title="{title}">{text}</abbr>'


ROOM = '<img alt="A" src="/room.png" loading="lazy" decoding="async">'
SITE = "https://example.com"


def linked(address: str, text: str = "") -> str:
    """Return a link, whose text is its address if there is no other."""
    return f'<a href="{address}">{text or address}</a>'


ABOUT = linked("/about/", "a")
