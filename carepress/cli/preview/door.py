"""Who is answered: a browser that comes by the preview's own names, and of the editor only a page of it on this computer.

The editor's door is open only while the preview listens to this computer alone. What comes in needs this computer's own address, the same
origin, and a token that only the editor's page has; no page may frame the editor.
"""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from html import escape
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from typing import Any

import tornado.web

from carepress.cli.new import begin
from carepress.cli.preview import editing
from carepress.cli.preview.desk import filled, form_for, known_names, words_of
from carepress.cli.preview.state import Preview
from carepress.cli.report import one_line
from carepress.load.names import UnknownName
from carepress.problems import Problem
from carepress.site_files.hosting import PREVIEW_HEADERS

_FILES = ("ask.js", "codemirror.js", "editor.css", "editor.js", "form.js", "icon.svg", "new.js", "words.js")
_PAGES = frozenset({"article", "page", "section"})
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_OWN = frozenset({"127.0.0.1", "::1", "localhost"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TOKEN = secrets.token_urlsafe()
_MOST = 2 * editing.MOST_TEXT  # bytes of a question, in which a text is written with escapes
_OWN_NAMES = re.compile(r"localhost|[\d.]+|\[[\da-f:.]+]")  # nobody elsewhere can make an address in numbers lead here
_REFUSED = 'The preview doesn\'t answer to "{0}". If you gave it this name, start it again with --host-name {0}\n'


def is_own(address: str) -> bool:
    """Return whether only this computer reaches an address to listen at."""
    try:
        return address == "localhost" or ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


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


class _Door(Guarded):
    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("X-Frame-Options", "DENY")

    def prepare(self) -> None:
        super().prepare()
        is_here = is_own(self.request.remote_ip or "") and self.request.host_name.strip("[]") in _OWN
        if not self._finished and not (self.preview.panel.edits and is_here):
            error = "The editor works only on the computer that the preview runs on"
            hint = "start the preview without --address and --host-name, and open it at http://localhost"
            self.refuse(editing.Refused(HTTPStatus.FORBIDDEN, error, hint))

    def show(self, name: str, **said: str) -> None:
        """Answer with a page of the editor, which gets the token."""
        page = Path(__file__).with_name(name).read_text(encoding="utf-8")
        for blank, value in (said | {"token": _TOKEN}).items():
            page = page.replace(f"{{{blank}}}", escape(value))
        self.finish(page)

    def refuse(self, refused: editing.Refused) -> None:
        """Answer with what can't be, why, and what to do."""
        self.set_status(refused.status)
        self.finish(refused.said)


class _File(_Door):
    def get(self, name: str) -> None:
        self.set_header("Content-Type", f"{_TYPES[PurePosixPath(name).suffix]}; charset=utf-8")
        self.finish(Path(__file__).with_name(name).read_bytes())


class _Page(_Door):
    def get(self) -> None:
        file = self.get_query_argument("file", "")
        try:
            editing.find(self.preview.root, file)
        except editing.Refused as refused:
            self.refuse(refused)
            return
        about = "About this page" if file.endswith(".md") else "As a form"
        self.show("editor.html", file=file, url=self.preview.panel.url_of(file), about=about)


class _New(_Door):
    def get(self) -> None:
        self.show("new.html")


class _Answers(_Door):
    """Answers to the editor's page; each question names the file that is edited."""

    def prepare(self) -> None:
        super().prepare()
        if self._finished:
            return
        is_same = self.request.headers.get("Origin") == f"{self.request.protocol}://{self.request.host}"
        token = self.request.headers.get("X-Carepress-Token", "")
        if not is_same or not secrets.compare_digest(token.encode(errors="replace"), _TOKEN.encode()):
            hint = "open the editor again, from the page that you want to edit"
            self.refuse(editing.Refused(HTTPStatus.FORBIDDEN, "This isn't asked by the editor", hint))

    async def post(self, what: str) -> None:
        """Answer with JSON; what can't be is a sentence, with what to do."""
        file = self.get_query_argument("file", "")
        try:
            self.finish({**await self._answer(what, file)})
        except editing.Refused as refused:
            self.refuse(refused)
        except UnknownName as failure:
            self.refuse(editing.Refused(HTTPStatus.UNPROCESSABLE_ENTITY, str(failure), failure.hint))
        except OSError as failure:
            error = f"{file or 'content/'} can't be read or written: {failure.strerror or failure}"
            hint = "your text is still here: see that its folder has room and may be written to, then try again"
            self.refuse(editing.Refused(HTTPStatus.INTERNAL_SERVER_ERROR, error, hint))

    async def _answer(self, what: str, file: str) -> Mapping[str, Any]:
        root = self.preview.root
        if what == "picture":
            name = self.get_query_argument("name", "")
            return {"name": editing.save_picture(root, file, name, self.request.body)}
        asked = self._asked()
        if what == "new":
            if (kind := _text(asked, "what")) not in _PAGES:
                raise editing.Refused(HTTPStatus.BAD_REQUEST, "the question can't be read")
            return {"file": begin(root, self.preview.options, kind, _text(asked, "title"))}
        if what == "open":
            text, digest = editing.read(root, file)
            return {"text": text, "digest": digest, "fields": self._form(file, text)}
        if what == "form":
            editing.find(root, file)
            return self._filled(file, _text(asked, "text"), asked.get("answers"))
        if what == "save":
            due = self.preview.began + 1  # the first build that knows of what is written now
            return {"due": due, "digest": editing.save(root, file, _text(asked, "text"), _text(asked, "digest"))}
        if what == "news":
            editing.place(root, file, editing.TEXTS)
            return await self._news(file, asked.get("builds"))
        raise editing.Refused(HTTPStatus.NOT_FOUND, "there is no such question")

    def _asked(self) -> Mapping[str, Any]:
        kind, body = self.request.headers.get("Content-Type", "").partition(";")[0], self.request.body
        if kind != "application/json" or len(body) > _MOST:
            raise editing.Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the question can't be read")
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise editing.Refused(HTTPStatus.BAD_REQUEST, "the question can't be read")
        return found

    def _form(self, file: str, text: str) -> Sequence[Mapping[str, Any]]:
        return form_for(self.preview.options.kind, file, text, known_names(self.preview.panel.site))

    def _filled(self, file: str, text: str, answers: object) -> Mapping[str, Any]:
        """Return a text with some answers in it and its form then, or what is wrong with them."""
        if not isinstance(answers, dict) or not all(map(_is_answer, answers.values())):
            raise editing.Refused(HTTPStatus.BAD_REQUEST, "the question can't be read")
        known, new, mistakes = known_names(self.preview.panel.site), text, dict[str, str]()
        if answers:
            new, mistakes = filled(self.preview.options.kind, file, text, known, answers)
        return {"text": new, "fields": self._form(file, new), "mistakes": mistakes}

    async def _news(self, file: str, builds: object) -> Mapping[str, Any]:
        """Return what is wrong with a file, as soon as there is a build that the page doesn't know, and the file's digest."""
        await self.preview.news(builds)
        panel = self.preview.panel
        said = {
            "builds": self.preview.builds,
            "began": self.preview.ended,
            "url": panel.url_of(file),
            "words": words_of(panel.site, self.preview.root / "templates/components"),
            "problems": [_told(one) for one in panel.of_file(file)],
        }
        try:
            return {**said, "digest": editing.read(self.preview.root, file)[1]}
        except editing.Refused as refused:
            refused.said |= said
            raise


def _told(problem: Problem) -> Mapping[str, Any]:
    place = problem.place
    said = {name: getattr(problem, name) for name in ("severity", "rule", "message", "hint")}
    return {"file": place.path, "line": place.line or 1, "column": place.column or 1, **said}


def _text(asked: Mapping[str, Any], name: str) -> str:
    if not isinstance(found := asked.get(name), str):
        raise editing.Refused(HTTPStatus.BAD_REQUEST, "the question can't be read")
    return found


def _is_answer(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


_NAMED = "|".join(name.replace(".", r"\.") for name in _FILES)
# What answers to the editor, by what is asked for.
OF_THE_EDITOR: Mapping[str, type[Guarded]] = {
    "/_carepress/edit": _Page,
    "/_carepress/new": _New,
    f"/_carepress/({_NAMED})": _File,
    "/_carepress/edit/([a-z]+)": _Answers,
}
