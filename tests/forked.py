"""Scripts in a process of their own that has the engine loaded: a hundred kills needn't wait for a hundred start-ups."""

import os
import subprocess
import sys
import traceback
from collections.abc import Sequence

from tests.sites import ROOT


def run_forked(script: str, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Return how a script ended that was run with these arguments, as `subprocess.run` does.

    Where a process can't be forked, Python is started anew.
    """
    if not hasattr(os, "fork"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", script, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    said, complained = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        os.dup2(said[1], 1)
        os.dup2(complained[1], 2)
        os._exit(_code_of(script, arguments))
    _, status = os.waitpid(child, 0)
    return subprocess.CompletedProcess(script, os.waitstatus_to_exitcode(status), _text(said), _text(complained))


def _text(pipe: tuple[int, int]) -> str:
    """Return the little that is in a pipe; whoever outlives the script may still hold it open."""
    os.set_blocking(pipe[0], False)
    os.close(pipe[1])
    with open(pipe[0], "rb") as end:
        return (end.read() or b"").decode(errors="replace")


def _code_of(script: str, arguments: Sequence[str]) -> int:
    """Run a script as Python would, and return its exit code."""
    sys.argv = ["-c", *arguments]
    with open(1, "w", encoding="utf-8", closefd=False) as sys.stdout, open(2, "w", closefd=False) as sys.stderr:
        try:
            exec(script, {"__name__": "__main__"})
        except SystemExit as end:
            return int(end.code or 0)
        except BaseException:
            traceback.print_exc()
            return 1
    return 0
