"""The whole build, from top to bottom: the one place where the stages meet."""

from collections.abc import Callable, Iterable, Set
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from carepress.cache.steps import Steps, opened, without_rows
from carepress.check import Checked, run_rules
from carepress.load.settings import configure
from carepress.make.faults import Faults, find_faults
from carepress.make.fresh import with_files
from carepress.make.kept import Kept, kept_on_disk
from carepress.make.read import Progress, Read, read_all
from carepress.make.site import Work, make_site
from carepress.make.why import Inquiry
from carepress.media.keep import sweep
from carepress.model.config import Options, cache_folder
from carepress.model.made import Made, Report
from carepress.problems import BuildFailed, Problem, has_errors
from carepress.problems.catalog import Catalog
from carepress.problems.together import told_once
from carepress.write.apply import Written, locked, write_site
from carepress.write.held import Held
from carepress.write.shown import Shown


def build(
    root: Path,
    options: Options,
    now: datetime,
    progress: Progress = lambda stage: None,
    *,
    inquiry: Inquiry | None = None,
    memory: Kept | None = None,
) -> Report:
    """Return what the build did, with the site brought into the output folder; an inquiry gets its answers.

    Every stage goes on past the faults it finds, so that one run reports them all; nothing is written if there is one.
    With `memory` it is brought there instead, all but what has an error. Raises BuildFailed, or EnvironmentFailed if the
    machine stands in the way.
    """
    folder = cache_folder(root, options)
    with locked(folder), nullcontext(memory.steps) if memory else opened(folder, options.kind) as steps:
        configured = configure(root, options, now, steps.once)
        config = configured.config
        kept = memory or kept_on_disk(config, steps)
        read = read_all(configured, kept, progress)
        site = read.site
        # Only a preview has these. A fault in their texts stops nothing today, and a warning is for their day.
        waiting = {page.url: held for page in site.pages if (held := site.held_back.get(page.content_path))}
        waits = frozenset(held.page.path for held in waiting.values())
        work = make_site(read, waits, kept, progress, inquiry or Inquiry())
        progress("Checking links, words, safety and privacy")
        problems, allowed, tried = _check_site(read, work, steps, progress)
        if memory:
            problems = [_as_built(one, config.kind.catalog) for one in problems]
        later = {one for one in problems if one.place.path in waits} - work.of_today
        problems = _of_today(problems, later)
        if not memory:  # which says of each page what is wrong with it
            problems = told_once(problems, read.named, read.texts)
        faults: Faults = {}
        if has_errors(problems) and not memory:
            work.stage.clear()
            if config.depth == "build":  # no file of it will be there
                steps.drop(*with_files(config.depth))
            raise BuildFailed(problems, allowed, tried)
        progress("Writing")
        written = Written(0, 0, 0, ())
        if isinstance(kept.held, Shown):
            faults, is_whole = find_faults(read, work, problems)
            written = kept.held.show(work.stage.files, faults, is_whole=is_whole)
        elif config.depth == "build":
            written = write_site(config, work.stage)
            steps.keep_value("held", kept.held.stamps)
        if (memory or config.depth == "build") and kept.changed is None:
            sweep(config.store, config.today)
    return Report(
        later=tuple(later),
        faults=faults,
        pages=len(site.pages) - len(waiting),
        converted=work.converted,
        written=written.written,
        removed=written.removed,
        unchanged=written.unchanged,
        indexed=work.indexed,
        cards=work.cards,
        held_back=tuple(site.held_back.values()),
        waiting=waiting,
        timezone=site.settings.timezone,
        warnings=tuple(sorted([*problems, *written.problems], key=Problem.sort_key)),
        allowed=tuple(allowed),
        tried=tried,
        site=site if memory else None,
        made=work.made if memory else (),
        data=site.data,
        files=work.stage.files,
        printed=_printed(work.made),
        images=site.images.made,
    )


def read_site(root: Path, options: Options, now: datetime) -> Read:
    """Return the site as it is written, before anything is made of it. Raises BuildFailed if it can't be read."""
    configured = configure(root, options, now)
    read = read_all(
        configured, Kept(without_rows(options.kind), Held(configured.config.output, (), {})), lambda stage: None
    )
    if has_errors(read.problems):
        raise BuildFailed(read.problems)
    return read


def _check_site(read: Read, work: Work, steps: Steps, progress: Progress) -> tuple[list[Problem], list[Problem], str]:
    """Return all that is wrong, what authors have allowed, and a line on the links to other hosts that were tried."""
    checked = Checked(
        config=read.config,
        site=read.site,
        sources=read.sources,
        made=work.made,
        files=work.stage.files,
        read=work.stage.read,
        steps=steps,
    )
    found, allowed = run_rules(checked, work.rules, work.problems, partial(_once, read, steps))
    # The later of two that say the same knows more about the fault.
    firm = [one for one in work.problems if one.severity == "error"]
    problems, tried = {(one.rule, one.message, one.place): one for one in [*firm, *found]}, ""
    if not read.config.external:
        return list(problems.values()), allowed, tried
    # Loading urllib3 takes 0.1 s, which nobody else needs to wait for.
    from carepress.check.site.external_links import try_links  # noqa: PLC0415

    found, lifted, tried = try_links(checked, progress)
    return [*problems.values(), *found], [*allowed, *lifted], tried


def _once(read: Read, steps: Steps, name: str, do: Callable[[], list[Problem]]) -> list[Problem]:
    return steps.whole(f"{name}-{read.config.page_depth}", read.key, do)


def _as_built(problem: Problem, catalog: Catalog) -> Problem:
    """Return a problem as a preview tells it: what a build doesn't refuse holds no page back."""
    is_refused = catalog.rules[problem.rule].severities[0] == "error"
    return problem if problem.severity != "error" or is_refused else replace(problem, severity="warning")


def _of_today(problems: Iterable[Problem], later: Set[Problem]) -> list[Problem]:
    """Return the problems that count today: an error in a page that waits is a warning, and a warning is for its day."""
    counted = [one for one in problems if one not in later]
    return counted + [replace(one, severity="warning") for one in later if one.severity == "error"]


def _printed(made: Iterable[Made]) -> dict[str, tuple[str, ...]]:
    """Return the urls of the pages that print a fact, by its name."""
    names = {name for one in made for name in one.facts}
    return {name: tuple(one.page.url for one in made if name in one.facts) for name in names}
