"""Says once what several files miss: one mistake, such as a page that was deleted, is one problem and not one for each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from carepress.problems import Place, Problem, has_errors
from carepress.problems.catalog import violation

SEVERAL = 3  # files that name it; where fewer do, each may have its own slip
_SHOWN = 6  # places
_OF_A_RECORD = frozenset({"component-argument", "template-error"})  # what templates say that name a record


def told_once(problems: Iterable[Problem], files: Mapping[str, str], pages: Iterable[str]) -> list[Problem]:
    """Return the problems with one in place of those that miss the same.

    `files` has the files of the data by their names, and `pages` those in which pages are written.
    """
    told: list[Problem] = []
    groups = defaultdict[str, list[Problem]](list)
    for one in problems:
        (groups[one.cause] if one.cause else told).append(one)
    pages = list(pages)
    folders = {path.rpartition("/")[0] for path in pages}
    for cause, those in _by_folder(groups, folders).items():
        missing = [one for one in those if one.rule != "address-gone"] if has_errors(those) else those
        if home := [one for one in missing if one.rule == "home-missing"]:
            told += home
        elif has_errors(missing) and len({one.place.path for one in missing}) >= SEVERAL:
            told = [
                one for one in told if one.rule not in _OF_A_RECORD or f'"{cause.partition(".")[2]}"' not in one.message
            ]
            told.append(_for_all(cause, missing, files, pages))
        else:
            told += missing
    return told


def _by_folder(groups: Mapping[str, list[Problem]], folders: Iterable[str]) -> Mapping[str, list[Problem]]:
    """Return the groups with one for all pages of a folder in which no page stands; its cause is the path of the outermost."""
    there = {f"{above}/" for folder in folders for above in _above(folder)}
    ways = {cause: [f"content/{one}/" for one in _above(cause.strip("/"))] for cause in groups if cause.startswith("/")}
    inside = {folder for way in ways.values() for folder in way[1:]} - there
    joined = defaultdict[str, list[Problem]](list)
    for cause, those in groups.items():
        joined[next((one for one in reversed(ways.get(cause, ())) if one in inside), cause)] += those
    return joined


def _above(path: str) -> list[str]:
    """Return a path and the folders that it is in, the nearest first."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]


def _for_all(cause: str, those: Sequence[Problem], files: Mapping[str, str], pages: Sequence[str]) -> Problem:
    """Return the problem that stands for several with one cause."""
    places = sorted((one.place for one in those), key=lambda place: (place.path, place.line or 0))
    written = list(dict.fromkeys(_written(place) for place in places))
    shown = ", ".join(written[:_SHOWN]) + (f" and {len(written) - _SHOWN} more" if len(written) > _SHOWN else "")
    said = {"count": len({one.place.path for one in those}), "places": shown, "name": cause.partition(".")[2]}
    if cause.endswith("/") and not cause.startswith("/"):
        inside = {one.cause.rstrip("/").removeprefix(cause.removeprefix("content")) for one in those} - {""}
        ends = [f"/{one}{end}" for one in inside for end in (".md", "/index.md")]
        near = Counter(page.removesuffix(end) for page in pages for end in ends if page.endswith(end))
        # Pages that say of themselves that they belong there.
        near.update("/".join(one.place.path.split("/")[:2]) for one in those if one.cause == cause)
        found = f" (it may be {near.most_common(1)[0][0]}/ now)" if near else ""
        return violation("named-in-vain", Place(cause), "pages", near=found, **said)
    if cause.startswith("/"):
        folder = f"content{cause.rstrip('/')}"
        path = f"{folder}/index.md" if any(one.startswith(f"{folder}/") for one in pages) else f"{folder}.md"
        return violation("named-in-vain", Place(path), "page", address=cause, **said)
    file = cause.partition(".")[0]
    path = files.get(file, f"content/_data/{file}.yaml")
    case = "settings" if file == "site" else "record" if said["name"] else "file"
    return violation("named-in-vain", Place(path), case, **said)


def _written(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path
