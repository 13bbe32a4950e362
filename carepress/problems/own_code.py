"""Tells where the code of a site's own has failed: that of its kind, which lies beside the engine."""

import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import carepress
from carepress.problems import EnvironmentFailed

T = TypeVar("T")

_ROOT = Path(carepress.__file__).parent.parent
_OF_OTHERS = ("carepress", ".venv", ".venv-test")


def told_by_own_code(failure: BaseException) -> str:
    """Return the last line of the site's own code that a failure came through, with what Python says; "" if it came through none."""
    lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(failure.__traceback__)]
    if isinstance(failure, SyntaxError):
        lines.append((failure.filename or "", failure.lineno or 1))
    own = [(Path(own_path(path)), line) for path, line in lines if Path(path).is_relative_to(_ROOT)]
    places = [f"{path.as_posix()}:{line}" for path, line in own if path.parts[0] not in _OF_OTHERS]
    says = getattr(failure, "msg", "") or str(failure)
    return f"{places[-1]}: {type(failure).__name__}: {says}" if places else ""


def own_path(path: str | Path) -> str:
    """Return a path as it is from the site's folder."""
    return Path(path).relative_to(_ROOT).as_posix() if Path(path).is_relative_to(_ROOT) else str(path)


def yielded(wanted: type[T], rule: Callable[..., Any], *asked: object) -> list[T]:
    """Return what a rule of the site's own finds. Raises EnvironmentFailed if it can't be asked so, or finds other things."""
    code = getattr(rule, "__code__", None)
    place = f"{own_path(code.co_filename)}:{code.co_firstlineno}: " if code else ""
    try:
        found = rule(*asked)
        given = [*found] if isinstance(found, Iterable) else [found]
    except TypeError as failure:
        if told_by_own_code(failure):
            raise
        raise EnvironmentFailed(f"{place}{failure}") from failure
    if not all(isinstance(one, wanted) for one in given):
        name = getattr(rule, "__name__", "a rule")
        raise EnvironmentFailed(f"{place}{name} must yield each {wanted.__name__} that it finds, and nothing else")
    return given
