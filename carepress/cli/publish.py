"""The command `publish`: the finished site goes to where it is served, if nothing in it keeps it from visitors."""

import argparse
import os
import platform
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from carepress.cli import CONTENT_FAILED, DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.found import show_progress, try_build
from carepress.cli.report import count_errors, one_line, show
from carepress.load.names import UnknownName
from carepress.model.config import cache_folder
from carepress.problems import EnvironmentFailed
from carepress.publish.live import NOTES, Live, Plan, doubted, listed_in, plan_for, read_live
from carepress.publish.rclone import Target, reach, shown
from carepress.publish.upload import headers_kept, upload
from carepress.site_files.packed import ENDINGS
from carepress.site_files.search import TOP
from carepress.text.words import count_noun
from carepress.write.apply import locked, scratch
from carepress.write.ownership import JOURNAL, MANIFEST, read_files

_MOST_NAMED = 12  # files of a kind
_FEW = 20  # files that may always go


def run(asked: argparse.Namespace, root: Path) -> int:
    """Bring the site to a target, and say what was done; with a dry run, what would be."""
    output, moment = asked.output or root / "site", now()
    _refuse_own_folders(asked.target, root.resolve(), output.resolve())
    if not _is_fit(asked, root, output, moment):
        return CONTENT_FAILED
    cache = cache_folder(root, options_of(asked))
    with (
        locked(cache),
        scratch(cache / "publish") as room,
        reach(asked.target, asked.config, show_progress, room) as target,
    ):
        live, files = read_live(target), listed_in(output)
        live = doubted(live, files) if asked.anew else live
        plan = plan_for(files, live, lambda path: headers_kept(target, path), moment)
        for line in plan_lines(plan, target):
            print(one_line(line))
        most = max(_FEW, len(live.files) // 4) if asked.max_delete is None else asked.max_delete
        if len(plan.deleted) > most:
            hint = f"if that is meant, say --max-delete {len(plan.deleted)}"
            raise UnknownName(f"{len(plan.deleted):,} files would be deleted, and {most:,} may be", hint)
        if (plan.new or plan.changed) and not asked.dry_run:
            carry(asked, root, output, plan, live, target)
            print(one_line(f"Published at {shown(target.name)}."))
    return DONE


def _refuse_own_folders(name: str, root: Path, output: Path) -> None:
    """Raise UnknownName for a target that is a folder of this project with something else in it than a published site."""
    folder = Path(name).resolve()
    holds_others = folder.is_relative_to(root) and folder.is_dir() and any(folder.iterdir())
    if ":" not in name and (
        folder == output or root.is_relative_to(folder) or (holds_others and not (folder / NOTES).is_dir())
    ):
        hint = "name a folder of its own, or a place that rclone knows, as s3:bucket"
        raise UnknownName(f'"{name}" has this project in it, or a part of it', hint)


def carry(asked: argparse.Namespace, root: Path, folder: Path, plan: Plan, live: Live, target: Target) -> None:
    """Bring the files of a plan to a target. Raises EnvironmentFailed with how things are there, if that can't be done."""
    # A name for this project on this computer, which tells neither: the same one may go on with what it has begun.
    by = sha256(f"{platform.node()} {root}".encode()).hexdigest()[:16]
    try:
        upload(folder, plan, live, target, by, now(), takes_over=asked.take_over)
    except (EnvironmentFailed, KeyboardInterrupt) as failure:
        said = str(failure).rstrip(".") or "stopped"
        live_now = "Every page that is live has all it needs, but some may be old and some new; the same command again brings the rest"
        raise EnvironmentFailed(f"{said}. {live_now}") from failure
    finally:
        show_progress("")


def plan_lines(plan: Plan, target: Target) -> Iterator[str]:
    """Yield what a plan changes at a target: the sums, and the first files of each kind."""
    if not (plan.new or plan.changed):
        yield f"All is live at {shown(target.name)} as it should be: {count_noun(len(plan.files), 'file')}."
        return
    yield (
        f"At {shown(target.name)}: {len(plan.new):,} new, {len(plan.changed):,} changed, {len(plan.deleted):,} deleted, "
        f"{len(plan.files) - len(plan.new) - len(plan.changed):,} as they are."
    )
    for sign, paths in (("+", plan.new), ("~", plan.changed), ("-", plan.deleted)):
        pages = sorted(paths, key=lambda path: not path.endswith(".html"))
        yield from (f"  {sign} {path}" for path in pages[:_MOST_NAMED])
        if len(pages) > _MOST_NAMED:
            yield f"  {sign} and {len(pages) - _MOST_NAMED:,} more"


def _is_fit(asked: argparse.Namespace, root: Path, output: Path, moment: datetime) -> bool:
    """Return whether nothing keeps the site from visitors, and it is what content/ makes; say what if not."""
    report, problems, *_ = try_build(asked, root, moment)
    if report is None:
        errors = [one for one in problems if one.severity == "error"]
        show(errors, root, "python3 build.py check --release --all")
        print(f"Not published: {count_errors(errors)}. Their hints say what to do, and `explain RULE` why.")
        return False
    # The index of the search, and what texts are packed as, are made only by a build; what they are made from is compared.
    there, made = (
        {
            path: digest
            for path, digest in files.items()
            if not path.startswith(f"{TOP}/") and not path.endswith(ENDINGS)
        }
        for files in (read_files(output / MANIFEST) or {}, report.files)
    )
    unlike = sorted(path for path in {*there, *made} if there.get(path) != made.get(path))
    if unlike or (output / JOURNAL).exists():
        name = f"{os.path.relpath(output, root)}/"
        others = f" ({unlike[0]}, {count_noun(len(unlike), 'file')} in all)" if unlike else ""
        print(f"Not published: {name} isn't what content/ makes now{others}. Build first: python3 build.py")
        return False
    return True
