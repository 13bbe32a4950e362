"""Compares the finished site with what a clean build makes: nothing that builds keep can have changed it then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from carepress.model.config import Options
from carepress.model.made import Report
from carepress.pipeline import build
from carepress.problems import BuildFailed, Place, Problem
from carepress.problems.catalog import violation
from carepress.write.apply import locked, scratch
from carepress.write.ownership import JOURNAL, MANIFEST, digest_of, read_files

SAME = "The site is what a clean build makes, byte for byte, and so is all that the build says."


def last_list(output: Path) -> bytes:
    """Return the list of the last build's files, of which a build speaks; nothing if there is none."""
    found = (output / name for name in (JOURNAL, MANIFEST))
    return next((file.read_bytes() for file in found if file.is_file()), b"")


def compare_clean(
    root: Path, options: Options, now: datetime, progress: Callable[[str], None], report: Report, listed: bytes
) -> list[Problem]:
    """Return an error for each file of a finished site and each of its problems that a clean build has not, or otherwise.

    `listed` is the list of the build before the one of the report. Raises EnvironmentFailed if the machine stands in the way.
    """
    output = options.output or root / "site"
    cache = root / options.kept_in / "clean"
    with locked(cache), scratch(cache / "made") as folder:
        clean = folder / output.name
        if listed:
            clean.mkdir()
            (clean / MANIFEST).write_bytes(listed)
        try:
            made = build(root, replace(options, output=clean, kept_in=folder / ".cache"), now, progress)
            wanted = [*made.warnings, *made.allowed]
        except BuildFailed as failure:
            wanted = [*failure.problems, *failure.allowed]
        names = {MANIFEST}.union(*(read_files(one / MANIFEST) or () for one in (output, clean)))
        unlike = sorted(name for name in names if digest_of(output / name) != digest_of(clean / name))
    # A clean build meets nobody else's files.
    said = [one for one in (*report.warnings, *report.allowed) if one.rule != "file-not-ours"]
    differ = sorted(set(said) ^ set(wanted), key=Problem.sort_key)
    return [violation("not-clean", Place(f"{output.name}/{name}"), "file") for name in unlike] + [
        violation("not-clean", one.place, "problem", message=one.message) for one in differ
    ]
