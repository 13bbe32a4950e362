"""The command `rollback`: what was live before comes back, in the same order as any other change."""

import argparse
import sys
from pathlib import Path

from carepress.cli import DONE, WRONG_USAGE
from carepress.cli.arguments import now
from carepress.cli.found import show_progress
from carepress.cli.publish import carry, plan_lines
from carepress.cli.report import one_line
from carepress.load.names import UnknownName
from carepress.model.config import Options, cache_folder
from carepress.problems import guess
from carepress.publish.live import plan_for, read_live
from carepress.publish.rclone import reach, shown
from carepress.publish.upload import bring, files_of, headers_kept
from carepress.write.apply import locked, scratch


def run(asked: argparse.Namespace, root: Path) -> int:
    """Bring a release back, once a person has seen what that changes and agreed. Raises UnknownName if there is none."""
    cache = cache_folder(root, Options(kind=asked.kind))
    with (
        locked(cache),
        scratch(cache / "publish") as room,
        reach(asked.target, asked.config, show_progress, room) as target,
    ):
        folder = room / "release"
        folder.mkdir()
        live = read_live(target)
        earlier = live.state.releases[:-1]
        if not earlier:
            raise UnknownName(
                f"there is no earlier release at {shown(target.name)}", "it keeps those that `publish` replaces there"
            )
        release = asked.to or earlier[-1]
        if release not in earlier:
            hint = guess(release, earlier, f"there are {', '.join(earlier)}")
            raise UnknownName(f'there is no earlier release "{release}"', hint)
        files = files_of(target, live, release, folder)
        plan = plan_for(files, live, lambda path: headers_kept(target, path), now())
        print(f"Back from {live.state.releases[-1]} to {release}, of {', '.join(earlier)}.")
        for line in plan_lines(plan, target):
            print(one_line(line))
        if asked.dry_run:
            return DONE
        if not asked.yes and not (sys.stdin.isatty() and input("Go back? [y/N] ").strip().lower() in {"y", "yes"}):
            print("Nothing was changed; --yes goes back without a question.")
            return WRONG_USAGE
        bring(target, live, release, [*plan.new, *plan.changed], folder)
        carry(asked, root, folder, plan, live, target)
        print(one_line(f"Back at {release}. The next publication brings what is in site/ then."))
    return DONE
