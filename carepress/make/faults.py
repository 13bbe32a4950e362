"""Tells which files of the site a mistake is in, so that a preview can show all others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from carepress.assemble.noted import Question
from carepress.make.read import Read
from carepress.make.site import Work
from carepress.media.assets import FOLDER as ASSETS
from carepress.problems import Problem
from carepress.text.urls import output_path

Faults = Mapping[str, Sequence[Problem]]
_STYLES = f"templates/{ASSETS}/"


def find_faults(read: Read, work: Work, problems: Sequence[Problem]) -> tuple[Faults, bool]:
    """Return the errors in each file of the site, by its path, and whether the site has all files that it should have.

    A page has those in its own file, in the data and the templates that it asked for, and in what was made of it.
    """
    errors, known = defaultdict[str, list[Problem]](list), {one for one in problems if one.severity == "error"}
    for one in problems:
        if one in known:
            errors[one.place.path].append(one)
    faults: dict[str, Sequence[Problem]] = {}
    for made in work.made if errors else ():
        files = {made.page.path, *(_file_of(question, read.named) for question in work.pages.asked(made.page))}
        files |= {made.fault.place.path} if made.fault else set()
        own = [
            *(one for one in made.findings if one in known),
            *(one for file in files for one in errors.get(file, ())),
        ]
        if own or made.fault:
            paths = made.files or (output_path(made.page.url),)
            faults |= dict.fromkeys(paths, sorted(set(own), key=Problem.sort_key))
    for path in work.stage.files:
        in_styles = [one for file, those in errors.items() if file.startswith(_STYLES) for one in those]
        if found := in_styles if path.startswith(f"{ASSETS}/") else errors.get(f"{read.config.output.name}/{path}"):
            faults[path] = found
    for claim in read.site.images.claims:
        if found := errors.get(claim.path):
            faults[claim.url.lstrip("/")] = found
    is_whole = errors.keys() <= read.texts.keys() and not any(one.page.is_broken for one in work.made)
    return faults, is_whole


def _file_of(question: Question, data: Mapping[str, str]) -> str:
    """Return the file that the answer to a question comes from; an empty text if it isn't one of data or templates."""
    name, first = question[0], question[1] if len(question) > 1 else ""
    if name in {"templates", "components"}:
        return f"templates/{first}" if name == "templates" else f"templates/components/{first}.html"
    said = {"_settings": "site", "glossary": "glossary", "topics": "tags"}.get(name, "")
    return data.get(said or (first.partition(".")[0] if name in {"data", "data_texts", "field"} else ""), "")
