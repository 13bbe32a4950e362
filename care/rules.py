"""What only this site checks: crisis lines that nobody has dialed lately, the license, levels with more than one page."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from care.catalog import violation
from care.records import CareFrontMatter, CenterSettings
from carepress.model.kind import At, Lapse
from carepress.model.site import Site
from carepress.problems import Problem
from carepress.text.phone import dialed
from carepress.text.words import days_later

_CRISIS_LASTS = timedelta(days=365)
_TWO_MONTHS = timedelta(days=65)
_NOT_DIALED = "911"  # nobody may try whether it answers


def lapses(site: Site, at: At) -> Iterator[Lapse]:
    """Yield until when the license holds, and each crisis line, with the day by which somebody must dial it again."""
    settings = site.settings
    if isinstance(settings, CenterSettings) and (day := settings.license_expires):
        yield Lapse("license", settings.license, day, at("site", "license_expires"), "license-lapsed")
    for line_id, line in site.data["help"].items():
        if dialed(line.call).partition(",")[0] != _NOT_DIALED:
            due = days_later(line.checked, _CRISIS_LASTS) if line.checked else None
            place = at("help", line_id, "checked") if line.checked else at("help", line_id)
            yield Lapse("crisis number", f"help.{line_id}", due, place, "crisis-number-unchecked", _TWO_MONTHS)


def level_collisions(site: Site, at: At) -> Iterator[Problem]:
    """Yield a problem for each level of care that more than one page is about."""
    by_level: dict[str, list[str]] = defaultdict(list)
    for page in site.by_path.values():
        if isinstance(page.front_matter, CareFrontMatter) and page.front_matter.level:
            by_level[page.front_matter.level].append(page.path)
    for level, paths in sorted(by_level.items()):
        if len(paths) > 1:
            yield violation("level-collision", at(paths[-1], "level"), level=level, pages=", ".join(paths))


def license_without_end(site: Site, at: At) -> Iterator[Problem]:
    """Yield an error for a real license of which nobody has said how long it holds."""
    settings = site.settings
    if not isinstance(settings, CenterSettings) or settings.license_expires or "license" in settings.samples:
        return
    if settings.license:
        yield violation("license-lapsed", at("site", "license"), "open", what=settings.license)
