"""Loads templates and renders them: the one home of Jinja.

Everything printed is escaped, and a name that doesn't exist is a problem with the template's line and the page that
was being rendered.
"""

import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import jinja2
from jinja2 import meta, nodes
from jinja2.runtime import Context, LoopContext
from markupsafe import Markup

from carepress.catalog import breach
from carepress.deadline import DeadlinePassed, deadline, more_memory
from carepress.lookup import LookupFailed
from carepress.problems import Place, Problem, error

__all__ = ["Markup", "TemplateFailed", "Templates", "load_templates", "within_memory"]

_FOLDER = "templates/"
_COMPONENTS = "components/"
_MOST_STEPS, _MOST_SECONDS = 1_000_000, 20  # for a page
_CALL, _BITS, _CHARACTERS = 10, 10, 100  # a call is so many steps; so many bits of a number, or characters, are one
_TURNS = "turns of a loop"  # a filter whose name nobody can write
# What a template can do wrong: Jinja's own errors, and Python's for what stands between the braces.
_FAULTS = (
    DeadlinePassed,
    MemoryError,
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    LookupFailed,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


class TemplateFailed(Exception):
    """A template couldn't be rendered; `problem` names its line, not yet the page."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


within_memory = more_memory(1 << 30)  # for all pages together: to ask takes a while


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates, ready to render; `components` has the arguments that each component takes, by its name; None if it is broken."""

    environment: "_Environment"
    names: frozenset[str]
    components: Mapping[str, frozenset[str] | None]

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return what a template makes of its context. Raises TemplateFailed, also before it takes too much."""
        self.environment.steps = 0
        try:
            with deadline(_MOST_SECONDS):
                return self.environment.get_template(name).render(context)
        except _FAULTS as failure:
            raise TemplateFailed(_problem(failure, name)) from failure

    def render_component(self, name: str, context: Mapping[str, object]) -> Markup:
        """Return the HTML of a component. Raises TemplateFailed, or RecursionError if it never ends."""
        path = f"{_COMPONENTS}{name}.html"
        try:
            return Markup(self.environment.get_template(path).render(context))  # noqa: S704 - made by an escaping template
        except RecursionError:
            raise  # the page that asked for it sees the whole way, and has room to tell of it
        except _FAULTS as failure:
            raise TemplateFailed(_problem(failure, path)) from failure


@within_memory  # what is constant in a template is worked out here
def load_templates(
    folder: Path, context_names: frozenset[str], filters: Mapping[str, Callable[..., Any]]
) -> tuple[Templates, list[Problem]]:
    """Return all templates of a folder, and what is wrong with their syntax.

    The arguments of a component are the names that it uses and nobody else provides.
    """
    loader = _Loader(folder)
    environment = _Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_Compiled(),
    )
    environment.filters |= {**filters, _TURNS: environment.turns}
    environment.globals["range"] = environment.bounded_range
    components: dict[str, frozenset[str] | None] = {}
    problems = []
    names = environment.list_templates(extensions=["html"])
    for name in names:
        arguments = None
        try:
            environment.get_template(name)
            if name.startswith(_COMPONENTS):
                source, *_ = loader.get_source(environment, name)
                used = meta.find_undeclared_variables(environment.parse(source))
                arguments = frozenset(used - context_names - environment.globals.keys())
        except _FAULTS as failure:
            problems.append(_problem(failure, name))
        if name.startswith(_COMPONENTS):
            components[name.removeprefix(_COMPONENTS).removesuffix(".html")] = arguments
    return Templates(environment, frozenset(names), components), problems


class _Environment(jinja2.Environment):
    """Counts what the templates of a page do: turns of loops, calls, templates, and what they make."""

    sandboxed = True  # templates call `call` and `call_binop`, and don't do it themselves
    intercepted_binops = frozenset({"*", "**"})
    intercepted_unops: frozenset[str] = frozenset()
    steps = 0

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

    def _load_template(self, *args: Any) -> jinja2.Template:
        self.count(_CALL)
        return super()._load_template(*args)

    def _parse(self, *args: Any) -> nodes.Template:
        template = super()._parse(*args)
        for loop in template.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _TURNS, [], [], None, None, lineno=loop.lineno, environment=self)
        return template


class _Compiled(jinja2.BytecodeCache):
    """Keeps what templates became: a preview compiles again only those that have changed."""

    _kept: ClassVar[dict[tuple[str, str], bytes]] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if code := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class _Loader(jinja2.FileSystemLoader):
    """Reads templates, without byte order marks; one that isn't text is a mistake in the line where it stops being text.

    A template's file is named from the project's folder, so that what it became doesn't depend on where that is.
    """

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            source, _, is_current = super().get_source(environment, template)
            return source.replace("\ufeff", ""), f"{_FOLDER}{template}", is_current
        except UnicodeDecodeError as failure:
            line = failure.object.count(b"\n", 0, failure.start) + 1
            message = "the template isn't UTF-8 text; save it with the encoding UTF-8"
            raise jinja2.TemplateSyntaxError(message, line, template) from failure


def _problem(failure: Exception, name: str) -> Problem:
    """Return what went wrong in a template, at the line where it did."""
    if isinstance(failure, jinja2.TemplateSyntaxError):
        path = (failure.name or name).removeprefix(_FOLDER)
        message = failure.message or "a mistake in the template"
        hint = "compare with a template that works"
        return error("template-syntax", message, Place(f"{_FOLDER}{path}", failure.lineno), hint)
    if isinstance(failure, jinja2.TemplateNotFound):
        return breach("template-missing", _place(failure, name), "included", name=failure.name)
    place = _place(failure, name)
    if isinstance(failure, RecursionError):
        return breach("template-error", place, "endless")
    if isinstance(failure, DeadlinePassed | MemoryError):
        return breach("template-error", place, "too-much")
    hint = getattr(failure, "hint", "") or "check the name against the list in the README"
    return error("template-error", str(failure) or type(failure).__name__, place, hint)


def _place(failure: Exception, name: str) -> Place:
    """Return the last line in a template that the error passed through: Jinja rewrites tracebacks to template lines.

    For what never ends it is the line that comes most often.
    """
    lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(failure.__traceback__)]
    places = [Place(path, line) for path, line in lines if path.startswith(_FOLDER)]
    if isinstance(failure, RecursionError):
        places = [place for place, _ in Counter(places).most_common(1)]
    return places[-1] if places else Place(f"{_FOLDER}{name}")
