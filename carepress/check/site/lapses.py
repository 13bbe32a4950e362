"""Knows what lapses, and when: reviews, facts, the license, crisis numbers, pages that wait or expire."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from carepress.load.front_matter import locate
from carepress.load.names import facts_of
from carepress.model.page import Page, TextFile, Waiver
from carepress.model.site import Site
from carepress.problems import Lines, Place, Problem
from carepress.problems.catalog import violation
from carepress.text.phone import dialed
from carepress.text.words import days_later, format_date
from carepress.text.yaml_file import KeyPath

Kind = Literal["review", "fact", "license", "crisis number", "publication", "expiry"]

_DRAFT = "Draft for counsel"  # the title of the callout that such a notice begins with
_CRISIS_LASTS = timedelta(days=365)
_FARTHEST = 10  # years ahead that somebody may have meant
_MONTH, _TWO_MONTHS = timedelta(days=30), timedelta(days=65)
# What each of them is reported as, and how long before.
_RULES: Mapping[Kind, tuple[str, timedelta]] = {
    "review": ("review-lapsed", _MONTH),
    "fact": ("fact-lapsed", _MONTH),
    "license": ("license-lapsed", _MONTH),
    "crisis number": ("crisis-number-unchecked", _TWO_MONTHS),
}
_NOT_DIALED = "911"  # nobody may try whether it answers


@dataclass(frozen=True, slots=True)
class Lapse:
    """Something that holds until a day, who looks after it, and where the day stands. No day: it was never done."""

    kind: Kind
    what: str
    day: date | None
    place: Place
    owner: str = ""
    waived: str = ""
    waiver_ended: date | None = None


def find_lapses(site: Site, texts: Mapping[str, TextFile], files: Mapping[str, TextFile]) -> Iterator[Lapse]:
    """Yield everything that lapses; `texts` has the files of pages by path, `files` those of content/_data/ and the settings by their name."""
    for page in site.by_path.values():
        yield from _of_page(page, texts[page.path], site.today)
    for held in site.held_back.values():
        lapses = _of_page(held.page, texts[held.page.path], site.today)
        # What nobody reads needn't be reviewed.
        yield from (one for one in lapses if one.kind != "review" or held.reason == "scheduled")
    if site.settings.license_expires:
        place = locate(files["site"], ("license_expires",))
        yield Lapse("license", site.settings.license, site.settings.license_expires, place)
    for name, fact in facts_of(site.data):
        if fact.expires:
            file, *keys = name.split(".")
            yield Lapse("fact", name, fact.expires, locate(files[file], (*keys, "expires")))
    for line_id, line in site.data.help.items():
        if dialed(line.call).partition(",")[0] != _NOT_DIALED:
            day = days_later(line.checked, _CRISIS_LASTS) if line.checked else None
            path = (line_id, "checked") if line.checked else (line_id,)
            yield Lapse("crisis number", f"help.{line_id}", day, locate(files["help"], path))


def _of_page(page: Page, source: TextFile, today: date) -> Iterator[Lapse]:
    front = page.front_matter
    if page.review_lapses:
        yield _review(page, source, page.review_lapses, today)
    if front.expires:
        yield Lapse("expiry", page.title, front.expires, locate(source, ("expires",)), front.owner)
    if front.date and front.date > today:
        yield Lapse("publication", page.title, front.date, locate(source, ("date",)), front.owner)


def _review(page: Page, source: TextFile, day: date, today: date) -> Lapse:
    front = page.front_matter
    place = locate(source, ("next_review" if front.next_review else "reviewed",))
    ended = front.waiver.until if front.waiver and front.waiver.until < today else None
    return Lapse("review", page.title, day, place, front.owner, _waived(front.waiver, today), ended)


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
        if lapse.day and lapse.day.year > today.year + _FARTHEST:
            yield violation("day-to-come", lapse.place, "far", day=format_date(lapse.day))
        if lapse.kind not in _RULES:
            continue
        rule, before = _RULES[lapse.kind]
        if lapse.day is None:
            problem = violation(rule, lapse.place, "never", what=lapse.what, today=today)
            yield replace(problem, severity="error" if is_release else "info")
        elif lapse.waived or lapse.day - today <= before:
            has_lapsed = lapse.day <= today
            said = {"what": lapse.what, "lapses": "lapsed" if has_lapsed else "lapses", "day": format_date(lapse.day)}
            problem = violation(rule, lapse.place, **said, waiver=_waiver(lapse), today=today)
            yield replace(problem, severity="error" if is_release and has_lapsed and not lapse.waived else "warning")


def _waiver(lapse: Lapse) -> str:
    """Return what is to be said of a review's waiver, behind the rest."""
    if lapse.waived:
        return f"; waived {lapse.waived}"
    return f"; its waiver ended on {format_date(lapse.waiver_ended)}" if lapse.waiver_ended else ""


def days_to_come(site: Site, texts: Mapping[str, TextFile], files: Mapping[str, TextFile]) -> Iterator[Problem]:
    """Yield an error for each day on which something is said to have been done, and that hasn't come yet."""
    done: list[tuple[date | None, TextFile, KeyPath]]
    done = [(page.front_matter.reviewed, texts[page.path], ("reviewed",)) for page in site.by_path.values()]
    for file in ("help", "sources", "iop_week"):
        records = getattr(site.data, file).items()
        done += [(record.checked, files[file], (name, "checked")) for name, record in records]
    for day, source, path in done:
        if day and day > site.today:
            yield violation("day-to-come", locate(source, path), key=path[-1], day=format_date(day))


def release_problems(site: Site, texts: Mapping[str, TextFile], files: Mapping[str, TextFile]) -> Iterator[Problem]:
    """Yield an error for each thing that isn't fit for visitors yet: samples, unread sources, drafts for counsel."""
    for number, name in enumerate(site.settings.samples):
        place = locate(files["site"], ("samples", number))
        yield replace(violation("sample-value", place, "release", name=name), severity="error")
    settings = site.settings
    if settings.license and not settings.license_expires and "license" not in settings.samples:
        yield violation("license-lapsed", locate(files["site"], ("license",)), "open", what=settings.license)
    names = [name for name, fact in facts_of(site.data) if fact.verified == "knowledge"]
    for file in ("help", "sources"):
        records = getattr(site.data, file).items()
        names += [f"{file}.{key}" for key, record in records if record.verified == "knowledge"]
    for name in names:
        file, *path = name.split(".")
        place = locate(files[file], (*path, "verified"))
        yield violation("fact-knowledge", place, name=name)
    for page in site.by_path.values():
        if (at := texts[page.path].text.find(_DRAFT)) >= 0:
            place = Lines(texts[page.path].text, page.path).place(at, len(_DRAFT))
            yield violation("draft-for-counsel", place, title=page.title)
