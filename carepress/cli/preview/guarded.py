"""Answers only to this computer's own names: a page elsewhere can't reach the preview by a name of its own."""

import re
from http import HTTPStatus

import tornado.web

from carepress.cli.preview.state import Preview
from carepress.cli.report import one_line
from carepress.site_files.hosting import PREVIEW_HEADERS

_OWN_NAMES = re.compile(r"localhost|[\d.]+|\[[\da-f:.]+]")  # nobody elsewhere can make an address in numbers lead here
_REFUSED = 'The preview doesn\'t answer to "{0}". If you gave it this name, start it again with --host-name {0}\n'


class Guarded(tornado.web.RequestHandler):
    """Answers to the names of a preview, with its headers."""

    def initialize(self, preview: Preview) -> None:
        """Take the preview that answers come from."""
        self.preview = preview

    def set_default_headers(self) -> None:
        """Send the headers of the preview with each answer."""
        for name, value in PREVIEW_HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse whoever comes by another name."""
        name = self.request.host_name
        if name not in self.preview.names and not _OWN_NAMES.fullmatch(name):
            self.set_status(HTTPStatus.FORBIDDEN)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(_REFUSED.format(one_line(name)))
