"""Knows what lapses, and when: reviews, facts, the license, crisis numbers, pages that wait or expire."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from carepress.catalog import breach
from carepress.frontmatter import locate
from carepress.lookup import facts_of
from carepress.model import Site, SourceFile, Waiver
from carepress.problems import Lines, Place, Problem, Severity
from carepress.text import format_date

Kind = Literal["review", "fact", "license", "crisis number", "publication", "expiry"]

_DRAFT = "Draft for counsel"  # the title of the callout that such a notice begins with
_WARNED_BEFORE = timedelta(days=30)
_CRISIS_LASTS, _CRISIS_WARNED_BEFORE = timedelta(days=365), timedelta(days=65)
_RULES: Mapping[Kind, tuple[str, str]] = {
    "review": ("review-lapsed", "let a clinician review the page, then write the new `reviewed` and `next_review`"),
    "fact": ("fact-lapsed", "look the figure up again, then write the new `as_of` and `expires`"),
    "license": ("license-lapsed", "write the new `license` and `license_expires`"),
    "crisis number": ("crisis-number-unchecked", "dial the number, then write the day as `checked: 2026-12-01`"),
}


@dataclass(frozen=True, slots=True)
class Lapse:
    """Something that holds until a day, who looks after it, and where the day stands. No day: it was never done."""

    kind: Kind
    what: str
    day: date | None
    place: Place
    owner: str = ""
    waived: str = ""


def find_lapses(site: Site, files: Mapping[str, SourceFile]) -> Iterator[Lapse]:
    """Yield everything that lapses; `files` has those of content/_data/ and the settings by their name."""
    for page in [*site.by_path.values(), *(held.page for held in site.held_back.values())]:
        front, source = page.front_matter, page.source
        if page.review_lapses:
            key = "next_review" if front.next_review else "reviewed"
            place, waived = locate(source, (key,)), _waived(front.waiver, site.today)
            yield Lapse("review", page.title, page.review_lapses, place, front.owner, waived)
        if front.expires:
            yield Lapse("expiry", page.title, front.expires, locate(source, ("expires",)), front.owner)
        if front.date and front.date > site.today:
            yield Lapse("publication", page.title, front.date, locate(source, ("date",)), front.owner)
    if site.settings.license_expires:
        place = locate(files["site"], ("license_expires",))
        yield Lapse("license", site.settings.license, site.settings.license_expires, place)
    for name, fact in facts_of(site.data):
        if fact.expires:
            file, *keys = name.split(".")
            yield Lapse("fact", name, fact.expires, locate(files[file], (*keys, "expires")))
    for line_id, line in site.data.help.items():
        day = line.checked + _CRISIS_LASTS if line.checked else None
        path = (line_id, "checked") if line.checked else (line_id,)
        yield Lapse("crisis number", f"help.{line_id}", day, locate(files["help"], path))


def _waived(waiver: Waiver | None, today: date) -> str:
    """Return until when and why a review may wait; an empty text if it may not, or no longer."""
    return f"until {format_date(waiver.until)}: {waiver.reason}" if waiver and today <= waiver.until else ""


def waived_reviews(lapses: Iterable[Lapse]) -> list[Problem]:
    """Return the reviews that may wait, in the form of what authors have given leave for."""
    return [
        Problem(
            "info", "review-lapsed", f'the review of "{lapse.what}" may wait', lapse.place, f"allowed: {lapse.waived}"
        )
        for lapse in lapses
        if lapse.waived
    ]


def lapse_problems(lapses: Iterable[Lapse], today: date, *, is_release: bool) -> Iterator[Problem]:
    """Yield a warning for what lapses soon, has lapsed or is waived; for a release, an error for what has lapsed.

    A review that is waived is never an error.
    """
    for lapse in lapses:
        if lapse.kind not in _RULES:
            continue
        rule, hint = _RULES[lapse.kind]
        before = _CRISIS_WARNED_BEFORE if lapse.kind == "crisis number" else _WARNED_BEFORE
        if lapse.day is None:
            severity: Severity = "error" if is_release else "info"
            yield Problem(severity, rule, f'nobody has checked "{lapse.what}" yet', lapse.place, hint)
        elif lapse.waived or lapse.day <= today + before:
            has_lapsed = lapse.day <= today
            severity = "error" if is_release and has_lapsed and not lapse.waived else "warning"
            message = (
                f'the {lapse.kind} of "{lapse.what}"' if lapse.kind == "review" else f'the {lapse.kind} "{lapse.what}"'
            )
            message += f" {'lapsed' if has_lapsed else 'lapses'} on {format_date(lapse.day)}"
            yield Problem(
                severity, rule, message + (f"; waived {lapse.waived}" if lapse.waived else ""), lapse.place, hint
            )


def release_problems(site: Site, files: Mapping[str, SourceFile]) -> Iterator[Problem]:
    """Yield an error for each thing that isn't fit for visitors yet: samples, unread sources, drafts for counsel."""
    for number, name in enumerate(site.settings.samples):
        place = locate(files["site"], ("samples", number))
        hint = 'put in the real value and take its name out of "samples"'
        yield Problem("error", "sample-value", f'"{name}" is a sample that only the center can replace', place, hint)
    names = [name for name, fact in facts_of(site.data) if fact.verified == "knowledge"]
    for file in ("help", "sources"):
        records = getattr(site.data, file).items()
        names += [f"{file}.{key}" for key, record in records if record.verified == "knowledge"]
    for name in names:
        file, *path = name.split(".")
        place = locate(files[file], (*path, "verified"))
        yield breach("fact-knowledge", place, name=name)
    for page in site.by_path.values():
        if (at := page.source.text.find(_DRAFT)) >= 0:
            place = Lines(page.source.text, page.source.path).place(at, len(_DRAFT))
            yield breach("draft-for-counsel", place, title=page.title)
