"""The command `serve`: the site in a browser, kept up to date while somebody writes."""

import argparse
import os
import signal
from pathlib import Path

from carepress.cli import DONE
from carepress.cli.arguments import options_of
from carepress.cli.preview.server import Serving, serve


def run(asked: argparse.Namespace, root: Path) -> int:
    """Serve the site until somebody stops it."""
    # What is raised at an odd moment may be swallowed, and there is nothing to put in order: site/ isn't touched.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(DONE))
    reach = Serving(
        address=asked.address,
        port=asked.port,
        names=asked.host_name,
        editor=asked.editor,
        opens=asked.opens,
        follows=asked.follows,
    )
    serve(root, options_of(asked), reach)
    return DONE
