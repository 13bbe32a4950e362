"""The panel beside a page of the preview, and the page that has all problems: written only when somebody asks for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from carepress.cli.preview.about import about
from carepress.cli.preview.notes import (
    KINDS,
    count,
    edit_link,
    link,
    more,
    note,
    open_link,
    part,
    place_link,
    shown,
    worst,
)
from carepress.cli.report import waiting_lines, why_held_back
from carepress.load.settings import SETTINGS_PATH
from carepress.model.made import Made, Report
from carepress.model.site import Site
from carepress.problems import Problem
from carepress.text.urls import output_path
from carepress.write.shown import Content

_MOST = 20  # mistakes elsewhere that a panel has
_MOST_IN_ALL = 500
_NEW = ' <a href="/_carepress/new" target="_top">New page</a>'
_ALL = '<a href="/_carepress/">All problems</a>'


@dataclass(frozen=True)
class Panel:
    """What the preview knows besides its files: the report of the newest build and all problems.

    `editor` is the address that opens a file, `edits` says whether this can be done in the browser too, `first` has the pages that were there in the beginning, and `is_refused`
    says that the machine refused that build.
    """

    root: Path
    editor: str
    report: Report | None = None
    problems: Sequence[Problem] = ()
    files: Mapping[str, Content] = field(default_factory=dict)
    edits: bool = False
    first: frozenset[str] = frozenset()
    is_refused: bool = False

    @cached_property
    def made(self) -> Mapping[str, Made]:
        """Return what came of each page, by the file of the site that it is in."""
        return {output_path(one.page.url): one for one in self.report.made} if self.report else {}

    @cached_property
    def _urls(self) -> Mapping[str, str]:
        """Return the address of each page, by the file that it is written in."""
        return {one.page.path: one.page.url for one in self.made.values() if one.page.body_start is not None}

    @property
    def site(self) -> Site | None:
        """Return the site as the newest build has read it."""
        return self.report.site if self.report else None

    def url_of(self, file: str) -> str:
        """Return the url of the page that a file makes; that of the home page for others."""
        return next((one.page.url for one in self.made.values() if one.page.path == file), "/")

    def says_the_same(self, other: "Panel") -> bool:
        """Return whether another panel has the same problems, and the same pages wait."""
        held, others = (one.report.held_back if one.report else () for one in (self, other))
        return self.problems == other.problems and held == others and self.is_refused == other.is_refused

    def beside(self, path: str, html: str) -> str:
        """Return the panel of the page in a file of the site, whose HTML is given."""
        made = self.made.get(path)
        own, faults = self._own(path, made), self.report.faults.get(path, ()) if self.report else ()
        others = [one for one in self.problems if one.severity == "error" and one not in own]
        state = "This page is as it was saved." if others else ""
        is_before = faults or self.is_refused or (self.report and path in self.files and not made)
        state = "This is the page as it was before." if is_before else state
        is_open = bool(faults) and path not in self.files  # there is nothing else to see
        parts = [self._file(made)]
        if own:
            notes = (note(one, self.root, self.editor, made.page if made else None, self.edits) for one in own)
            parts.append(part("To mend on this page", f'<ul class="notes">{"".join(notes)}</ul>'))
        parts.append(self._elsewhere(others))
        if made and self.report and self.site:
            parts += about(self.report, self.site, made, html, self.files)
        parts += self._of_site()
        return (
            '<carepress-notes lang="en"><template shadowrootmode="open"><link rel="stylesheet" href="/_carepress/panel.css">'
            f'<aside aria-label="Preview"><details class="panel {worst([*own, *others])}"{" open" * is_open}>'
            '<summary aria-keyshortcuts="Alt+Shift+N" title="Open or close: Alt+Shift+N">'
            f'<span class="count">{count([*own, *others]) or "Nothing to mend"}</span> <span class="state">{state}</span></summary>'
            f'<div class="body">{"".join(parts)}</div></details><p class="said" role="status"></p></aside>'
            "</template></carepress-notes>"
        )

    def everything(self) -> str:
        """Return the page that has all problems, by file, with the pages that wait and those that are new."""
        by_file: defaultdict[str, list[Problem]] = defaultdict(list)
        # Files with mistakes come first, and in each file its mistakes.
        for one in sorted(self.problems, key=lambda one: [*KINDS].index(one.severity))[:_MOST_IN_ALL]:
            by_file[one.place.path].append(one)
        parts = []
        for file, those in by_file.items():
            items = "".join(note(one, self.root, self.editor, edits=self.edits) for one in those)
            parts.append(part(file, f'<p>{link(self._urls.get(file, ""))}</p><ul class="notes">{items}</ul>'))
        parts += [f"<p>{said}</p>" for said in [more(self.problems, _MOST_IN_ALL)] if said]
        parts += self._of_site()
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            '<title>All problems | Preview</title><link rel="stylesheet" href="/_carepress/panel.css"></head>'
            f'<body class="everything"><main><h1>All problems</h1><p>{count(self.problems) or "Nothing to mend"}.'
            f' <a href="/">To the home page</a></p>{"".join(parts)}</main></body></html>'
        )

    def of_file(self, file: str) -> Sequence[Problem]:
        """Return what is wrong with a file of content/, and with the page that is written in it: what its panel has."""
        path = next((path for path, one in self.made.items() if self._urls.get(file) == one.page.url), "")
        there = (one for one in self.problems if one.place.path == file)
        return sorted(dict.fromkeys([*self._own(path, self.made.get(path)), *there]), key=Problem.sort_key)

    def _own(self, path: str, made: Made | None) -> list[Problem]:
        """Return what is wrong with a page: errors in all that it is made from, and what is found in its file or in itself."""
        if self.report is None:
            return []
        found = list(self.report.faults.get(path, ()))
        if made:
            known = {(one.rule, one.message, one.place): one for one in (*self.report.later, *self.problems)}
            mine = {(one.rule, one.message, one.place) for one in made.findings}
            found += [one for key, one in known.items() if key in mine or one.place.path == made.page.path]
        return sorted(dict.fromkeys(found), key=lambda one: [*KINDS].index(one.severity))

    def _file(self, made: Made | None) -> str:
        """Return the file that a page is written in, with the ways to it."""
        path = made.page.path if made else ""
        if not path or not (self.root / path).is_file():
            return f'<p class="ways">{_ALL}{_NEW * self.edits}</p>'
        copy = f'<button type="button" data-copy="{shown(path)}">Copy path</button>'
        edit = edit_link(path, "Edit this page") if self.edits else ""
        ways = f"{edit} {open_link(self.editor, self.root / path)} {copy} {_ALL}{_NEW * self.edits}"
        return f'<p class="file"><code>{shown(path)}</code></p><p class="ways">{ways}</p>'

    def _elsewhere(self, problems: Sequence[Problem]) -> str:
        """Return the mistakes that aren't this page's, in a line each, with the way to that line."""
        items = [
            f"<li>{place_link(one.place, self.edits)}: {shown(one.message)} {link(self._urls.get(one.place.path, ''))}</li>"
            for one in problems[:_MOST]
        ]
        items += [f"<li>{said}</li>" for said in [more(problems, _MOST)] if said]
        return part("Mistakes elsewhere", f"<ul>{''.join(items)}</ul>") if items else ""

    def _of_site(self) -> Iterator[str]:
        """Yield the pages that wait, those that are new, and the data that can be edited in the browser."""
        if self.report and self.report.waiting:
            whys = {url: why_held_back(held, self.report) for url, held in self.report.waiting.items()}
            items = "".join(f"<li>{link(url)} ({why})</li>" for url, why in whys.items())
            yield part(waiting_lines(self.report)[0], f"<ul>{items}</ul>")
        if new := [one.page.url for one in self.made.values() if one.page.url not in self.first]:
            yield part("New since the preview began", f"<ul>{''.join(f'<li>{link(url)}</li>' for url in new)}</ul>")
        if self.edits:
            files = [*sorted((self.root / "content/_data").glob("*.y*ml")), self.root / SETTINGS_PATH]
            names = [file.relative_to(self.root).as_posix() for file in files if file.is_file()]
            items = "".join(f"<li>{edit_link(name, name.removeprefix('content/'))}</li>" for name in names)
            yield part("Data and settings", f"<ul>{items}</ul>")
