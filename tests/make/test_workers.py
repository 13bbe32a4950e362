"""The processes that make pages end with the one that began them, however that ends."""

import subprocess
import sys

import pytest

from tests.sites import ROOT

# Each process that makes a page says so, and would never end.
SCRIPT = """
import os, threading
from carepress.make.workers import make_each

class Maker:
    def make_ready(self): pass
    def make(self, page):
        print("making", flush=True)
        threading.Event().wait()

list(make_each(Maker(), [None] * 130, 2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux starts several")
def test_they_end_with_a_build_that_is_killed() -> None:
    """A build that is killed leaves no process behind, which would hold the right to build for ever."""
    with subprocess.Popen([sys.executable, "-c", SCRIPT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        assert [build.stdout.readline(), build.stdout.readline()] == ["making\n", "making\n"]
        build.kill()
        assert build.communicate(timeout=60)[0] == "", "nobody is left who could say more"
