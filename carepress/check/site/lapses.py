"""Knows what lapses, and when: reviews, facts, pages that wait or expire, and what a kind of site adds."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from carepress.load.names import every_record, facts_of
from carepress.model.fields import DONE, FieldPath, each, marked
from carepress.model.kind import At, Lapse, SiteKind
from carepress.model.page import Page, TextFile, Waiver
from carepress.model.site import Site
from carepress.problems import Lines, Problem
from carepress.problems.catalog import Catalog, violation
from carepress.problems.own_code import yielded
from carepress.text.words import days_later, format_date

_DRAFT = "Draft for counsel"  # the title of the callout that such a notice begins with
_FARTHEST = 10  # years ahead that somebody may have meant
_LONGEST_REVIEW = timedelta(days=366)
_DONE_ELSEWHERE = ("checked", "reviewed", "verified")  # in data that isn't declared


def find_lapses(site: Site, kind: SiteKind, at: At) -> Iterator[Lapse]:
    """Yield everything that lapses; `at` gives the places of what staff have written."""
    for page in site.by_path.values():
        yield from _of_page(page, site.today, at)
        yield from _of_translation(page, site, at)
    for held in site.held_back.values():
        # What nobody reads needn't be reviewed.
        found = _of_page(held.page, site.today, at)
        yield from (one for one in found if one.kind != "review" or held.reason == "scheduled")
    for name, fact in facts_of(site.data):
        if fact.expires:
            yield Lapse("fact", name, fact.expires, at(*name.split("."), "expires"), "fact-lapsed")
    yield from _of_people(site, at)
    yield from yielded(Lapse, kind.lapses, site, at)


def _of_people(site: Site, at: At) -> Iterator[Lapse]:
    """Yield until when the credentials of people hold; whoever reviews pages without having any never had them."""
    reviewers = {site.settings.reviewer, *(page.front_matter.reviewer for page in site.by_path.values())}
    for name, person in site.data.people.items():
        held = person.credentials
        day = held.expires if held and (held.number or name not in reviewers) else None
        if day or name in reviewers:
            place = at("people", name, *(("credentials", "expires") if day else ()))
            yield Lapse("credential", person.name, day, place, "credential-lapsed")


def _of_page(page: Page, today: date, at: At) -> Iterator[Lapse]:
    front, path = page.front_matter, page.path
    if page.review_lapses:
        ended = front.waiver.until if front.waiver and front.waiver.until < today else None
        yield Lapse(
            "review",
            page.title,
            page.review_lapses,
            at(path, "next_review" if front.next_review else "reviewed"),
            "review-lapsed",
            owner=front.owner,
            waived=_waived(front.waiver, today),
            waiver_ended=ended,
        )
    if front.expires:
        yield Lapse("expiry", page.title, front.expires, at(path, "expires"), owner=front.owner)
    if front.date and front.date > today:
        yield Lapse("publication", page.title, front.date, at(path, "date"), owner=front.owner)


def _of_translation(page: Page, site: Site, at: At) -> Iterator[Lapse]:
    front = page.front_matter
    if found := site.outdated.get(page.url):
        since = site.versions[page.url][""].last_changed or site.today
        yield Lapse("translation", page.title, min(since, site.today), found.place, owner=front.owner)
    if front.translates and not front.translation_checked:
        place = at(page.path, "translates")
        yield Lapse("translation check", page.title, None, place, "translation-unchecked", owner=front.owner)


def translation_problems(site: Site, *, is_release: bool) -> Iterator[Problem]:
    """Yield a warning for each translation whose original says something new; an error for a release."""
    for found in site.outdated.values():
        at = f"{found.news.path}:{found.news.line}"
        problem = violation(
            "translation-outdated", found.place, "" if found.was_recorded else "never", at=at, path=found.place.path
        )
        yield replace(problem, severity="error") if is_release else problem


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


def lapse_problems(lapses: Iterable[Lapse], today: date, catalog: Catalog, *, is_release: bool) -> Iterator[Problem]:
    """Yield a warning for what lapses soon, has lapsed or is waived; for a release, an error for what has lapsed.

    A review that is waived is never an error.
    """
    for lapse in lapses:
        if lapse.day and lapse.day.year > today.year + _FARTHEST:
            yield violation("day-to-come", lapse.place, "far", day=format_date(lapse.day))
        if not lapse.rule:
            continue
        if lapse.day is None:
            problem = catalog.violation(lapse.rule, lapse.place, "never", what=lapse.what, today=today)
            yield replace(problem, severity="error" if is_release else "info")
        elif lapse.waived or lapse.day - today <= lapse.before:
            has_lapsed = lapse.day <= today
            said = {"what": lapse.what, "lapses": "lapsed" if has_lapsed else "lapses", "day": format_date(lapse.day)}
            problem = catalog.violation(lapse.rule, lapse.place, **said, waiver=_waiver(lapse), today=today)
            yield replace(problem, severity="error" if is_release and has_lapsed and not lapse.waived else "warning")


def _waiver(lapse: Lapse) -> str:
    """Return what is to be said of a review's waiver, behind the rest."""
    if lapse.waived:
        return f"; waived {lapse.waived}"
    return f"; its waiver ended on {format_date(lapse.waiver_ended)}" if lapse.waiver_ended else ""


def days_to_come(site: Site, at: At) -> Iterator[Problem]:
    """Yield an error for each day on which something is said to have been done, and that hasn't come yet."""
    scheduled = [held.page for held in site.held_back.values() if held.reason == "scheduled"]
    pages = [*site.by_path.values(), *scheduled]
    for path, record in [*(((page.path,), page.front_matter) for page in pages), *every_record(site.data)]:
        for key in marked(type(record), DONE):
            for way, day in each(record, key, path):
                yield from _to_come(way, day, site.today, at)
    for path, day in _days_in(site.data.other):
        if path[-1] in _DONE_ELSEWHERE and isinstance(day, str):
            with suppress(ValueError):  # "verified: knowledge" is no day
                yield from _to_come(path, date.fromisoformat(day), site.today, at)
    for page in pages:
        yield from _review_too_long(page, site.today, at)


def _to_come(path: FieldPath, day: object, today: date, at: At) -> Iterator[Problem]:
    if isinstance(day, date) and day > today:
        yield violation("day-to-come", at(*path), key=path[-1], day=format_date(day))


def _days_in(value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, object]]:
    """Yield what plain data say under each name, with the way to it."""
    inside = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key), one
        yield from _days_in(one, (*path, key))


def _review_too_long(page: Page, today: date, at: At) -> Iterator[Problem]:
    """Yield an error if a page says that its review holds longer than a review may."""
    reviewed, lapses = page.front_matter.reviewed, page.front_matter.next_review
    if reviewed and lapses and days_later(reviewed, _LONGEST_REVIEW) < lapses and lapses.year <= today.year + _FARTHEST:
        said = {"reviewed": format_date(reviewed), "day": format_date(lapses)}
        yield violation("day-to-come", at(page.path, "next_review"), "review", **said)


def release_problems(site: Site, texts: Mapping[str, TextFile], at: At) -> Iterator[Problem]:
    """Yield an error for each thing that isn't fit for visitors yet: samples, unread sources, drafts for counsel."""
    for number, name in enumerate(site.settings.samples):
        yield replace(violation("sample-value", at("site", "samples", number), "release", name=name), severity="error")
    for path, record in every_record(site.data):
        if getattr(record, "verified", "") == "knowledge":
            yield violation("fact-knowledge", at(*path, "verified"), name=".".join(map(str, path)))
    for page in site.by_path.values():
        text = texts[page.path].text
        if (start := text.find(_DRAFT)) >= 0:
            place = Lines(text, page.path).place(start, len(_DRAFT))
            yield violation("draft-for-counsel", place, title=page.title)
