"""Jinja's environment as it is here: what templates do is counted, so that one that never ends is stopped before it takes all.

What they were compiled to is kept, so that the next build neither parses nor compiles a template that is the same.
"""

import marshal
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2 import meta, nodes
from jinja2.ext import extract_from_ast
from jinja2.runtime import Context, LoopContext

from carepress.cache.engine import engine_digest
from carepress.text.timeout import DeadlinePassed
from carepress.write.together import write_whole

FOLDER, COMPONENTS = "templates/", "components/"
_DIGEST = 32  # bytes
_MADE: dict[tuple[str, bytes], "Compiled"] = {}  # by this process, which may build again, for other folders too
_MOST_STEPS = 1_000_000  # for a page
_CALL, _BITS, _CHARACTERS = 10, 10, 100  # a call is so many steps; so many bits of a number, or characters, are one
TURNS = "turns of a loop"  # a filter whose name nobody can write


class Unreadable(jinja2.TemplateSyntaxError):
    """A file can't be a template; `message` is the case that the catalog has the words for."""


class Compiled(NamedTuple):
    """What a template of this digest became, the names that a component uses and doesn't set, and the marked texts.

    A marked text is one of the interface's, with the line where it is.
    """

    digest: bytes
    code: bytes
    names: frozenset[str]
    marked: tuple[tuple[str, int], ...]


class Loader(jinja2.FileSystemLoader):
    """Reads templates, without byte order marks; one that isn't text is a mistake in the line where it stops being text.

    A template's file is named from the project's folder, so that what it became doesn't depend on where that is.
    """

    def __init__(self, folder: Path, kept: Path) -> None:
        super().__init__(folder)
        self._file = kept
        self._kept = _read(kept)
        self.compiled: dict[str, Compiled] = {}

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, and how its file is named. Raises Unreadable."""
        try:
            source, _, is_current = super().get_source(environment, template)
        except UnicodeDecodeError as failure:
            line = failure.object.count(b"\n", 0, failure.start) + 1
            raise Unreadable("encoding", line, template) from failure
        if not source.strip():
            raise Unreadable("empty", 1, template)
        return source.replace("\ufeff", ""), f"{FOLDER}{template}", is_current

    def compile(self, environment: jinja2.Environment, name: str) -> Compiled:
        """Return what a template becomes, or became when its text was the same."""
        source, path, _ = self.get_source(environment, name)
        digest = sha256(source.encode()).digest()
        made = self._kept.get(name)
        made = made if made and made.digest == digest else _MADE.get((name, digest))
        if made is None:
            parsed = environment.parse(source, name, path)
            marked = tuple((_said(text), line) for line, _, text in extract_from_ast(parsed, ("_",)))
            used = meta.find_undeclared_variables(parsed) if name.startswith(COMPONENTS) else ()
            code = marshal.dumps(environment.compile(parsed, name, path))
            made = _MADE[name, digest] = Compiled(digest, code, frozenset(used), marked)
        self.compiled[name] = made
        return made

    def load(self, environment: jinja2.Environment, name: str, globals: Any = None) -> jinja2.Template:  # noqa: A002
        """Return a template, ready to render."""
        made = self.compiled.get(name) or self.compile(environment, name)
        return environment.template_class.from_code(environment, marshal.loads(made.code), globals)  # noqa: S302 - sealed

    def keep(self) -> None:
        """Keep what the templates became. Whoever reads the file meanwhile finds the old content or the new."""
        if self.compiled == self._kept:
            return
        body = marshal.dumps({name: tuple(made) for name, made in self.compiled.items()})
        with suppress(OSError):
            write_whole(self._file, _seal(body) + body)


def _said(text: object) -> str:
    return text if isinstance(text, str) else str((text or ("",))[0])  # type: ignore[index]


def _read(file: Path) -> Mapping[str, Compiled]:
    """Return what was kept; nothing if the file was damaged since, or made by another engine, Jinja or Python."""
    with suppress(OSError):
        content = file.read_bytes()
        if content[:_DIGEST] == _seal(content[_DIGEST:]):
            return {name: Compiled(*made) for name, made in marshal.loads(content[_DIGEST:]).items()}  # noqa: S302 - sealed
    return {}


def _seal(body: bytes) -> bytes:
    """Return a digest of a content and of all that decides what a template becomes, but for its text."""
    return sha256(engine_digest() + body).digest()


class CountingEnvironment(jinja2.Environment):
    """Counts what the templates of a page do: turns of loops, calls, templates, and what they make."""

    sandboxed = True  # templates call `call` and `call_binop`, and don't do it themselves
    intercepted_binops = frozenset({"*", "**"})
    intercepted_unops: frozenset[str] = frozenset()
    steps = 0
    met: set[str]  # the names of the templates that were asked for

    def count(self, steps: int = 1) -> None:
        """Count what is about to be done. Raises DeadlinePassed if it is too much."""
        self.steps += steps
        if self.steps > _MOST_STEPS:
            raise DeadlinePassed

    def turns(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield the items of a loop."""
        for item in items:
            self.count()
            yield item

    def bounded_range(self, *limits: int) -> range:
        """Return a range; Python's own functions would go through it without a step."""
        made = range(*limits)
        self.count(abs(made.stop - made.start) // _CHARACTERS)
        return made

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Return what a function or macro returns."""
        self.count(_CALL)
        args = tuple(map(self.turns, args)) if isinstance(called, LoopContext) else args
        return context.call(called, *args, **kwargs)

    def call_binop(self, _: Context, operator: str, left: Any, right: Any) -> Any:
        """Return a product or a power."""
        if isinstance(left, int) and isinstance(right, int):
            self.count(left.bit_length() * (abs(right) if operator == "**" else 1) // _BITS)
        return left * right if operator == "*" else left**right

    def concat(self, pieces: Iterable[str]) -> str:
        """Return the text of a template, block or macro."""
        left, kept = iter(pieces), list[str]()
        while some := list(islice(left, 1000)):
            try:
                self.count(sum(map(len, some)) // _CHARACTERS)
            except DeadlinePassed as failure:
                if isinstance(pieces, Generator):
                    pieces.throw(failure)  # in the line that it has come to
                raise
            kept += some
        return "".join(kept)

    def _load_template(self, name: str, *args: Any) -> jinja2.Template:
        self.met.add(name)
        self.count(_CALL)
        return super()._load_template(name, *args)

    def _parse(self, *args: Any) -> nodes.Template:
        template = super()._parse(*args)
        for loop in template.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, TURNS, [], [], None, None, lineno=loop.lineno, environment=self)
        return template
