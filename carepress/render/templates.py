"""Loads templates and renders them: the one home of Jinja.

Everything printed is escaped, and a name that doesn't exist is a problem with the template's line and the page that
was being rendered.
"""

import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import jinja2
from jinja2 import meta
from markupsafe import Markup

from carepress.load.names import UnknownName, named_parts
from carepress.problems import Place, Problem, error, guess
from carepress.problems.catalog import violation
from carepress.render.counted import TURNS, CountingEnvironment
from carepress.text.timeout import DeadlinePassed, deadline, more_memory

__all__ = ["Markup", "TemplateFailed", "Templates", "Unknown", "load_templates", "within_memory"]

_FOLDER = "templates/"
_COMPARE, _COMPARE_NAME = "compare with a template that works", "check the name against the list in the README"
_NO_SUCH = re.compile("(filter|test|unknown tag)(?: named)? '(?!end|el)([^']+)'")
_TAGS = frozenset(re.findall(r"\w+", "block call extends filter for from if import include macro set with"))
_COMPONENTS = "components/"
_MOST_SECONDS = 20  # for a page
# What a template can do wrong: Jinja's own errors, and Python's for what stands between the braces.
_FAULTS = (
    DeadlinePassed,
    MemoryError,
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    UnknownName,
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

    environment: CountingEnvironment
    names: frozenset[str]
    components: Mapping[str, frozenset[str] | None]

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return what a template makes of its context. Raises TemplateFailed, also before it takes too much."""
        self.environment.steps = 0
        try:
            with deadline(_MOST_SECONDS):
                return self.environment.get_template(name).render(context)
        except _FAULTS as failure:
            if isinstance(failure, RecursionError) and name.startswith(_COMPONENTS):
                raise  # the page that asked for it sees the whole way, and has room to tell of it
            raise TemplateFailed(_problem(failure, name, self.environment, context)) from failure

    def render_component(self, name: str, context: Mapping[str, object]) -> Markup:
        """Return the HTML of a component. Raises TemplateFailed, or RecursionError if it never ends."""
        path = f"{_COMPONENTS}{name}.html"
        try:
            return Markup(self.environment.get_template(path).render(context))  # noqa: S704 - made by an escaping template
        except RecursionError:
            raise  # the page that asked for it sees the whole way, and has room to tell of it
        except _FAULTS as failure:
            raise TemplateFailed(_problem(failure, path, self.environment, context)) from failure


@within_memory  # what is constant in a template is worked out here
def load_templates(
    folder: Path, context_names: frozenset[str], filters: Mapping[str, Callable[..., Any]]
) -> tuple[Templates, list[Problem]]:
    """Return all templates of a folder, and what is wrong with their syntax.

    The arguments of a component are the names that it uses and nobody else provides.
    """
    loader = _Loader(folder)
    environment = CountingEnvironment(
        loader=loader,
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_Compiled(),
    )
    environment.filters |= {**filters, TURNS: environment.turns}
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
            problems.append(_problem(failure, name, environment))
        if name.startswith(_COMPONENTS):
            components[name.removeprefix(_COMPONENTS).removesuffix(".html")] = arguments
    return Templates(environment, frozenset(names), components), problems


class Unknown(jinja2.UndefinedError):
    """Nothing has this name; `known` are those that could have been meant, if it was looked for inside of something."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f'nothing here is called "{name}"')
        self.name = name
        self.known = tuple(known)


class _Undefined(jinja2.StrictUndefined):
    """What a name stands for that isn't there."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        raise Unknown(str(self._undefined_name), map(str, named_parts(self._undefined_obj)))


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
            if not source.strip():
                raise jinja2.TemplateSyntaxError("the template is empty, so that nothing would be shown", 1, template)
            return source.replace("\ufeff", ""), f"{_FOLDER}{template}", is_current
        except UnicodeDecodeError as failure:
            line = failure.object.count(b"\n", 0, failure.start) + 1
            message = "the template isn't UTF-8 text; save it with the encoding UTF-8"
            raise jinja2.TemplateSyntaxError(message, line, template) from failure


def _problem(failure: Exception, name: str, environment: jinja2.Environment, context: Iterable[str] = ()) -> Problem:
    """Return what went wrong in a template, at the line where it did."""
    if isinstance(failure, jinja2.TemplateSyntaxError):
        path = (failure.name or name).removeprefix(_FOLDER)
        message = failure.message or "a mistake in the template"
        hint = _COMPARE
        if unknown := _NO_SUCH.search(message):
            known = {"filter": environment.filters, "test": environment.tests}.get(unknown[1], _TAGS)
            hint = guess(unknown[2], known, hint)
        return error("template-syntax", message, Place(f"{_FOLDER}{path}", failure.lineno), hint)
    if isinstance(failure, jinja2.TemplateNotFound):
        stems = [known.removesuffix(".html") for known in environment.list_templates()]
        near = guess(str(failure.name).removesuffix(".html"), stems, "check its name").replace('"?', '.html"?')
        return violation("template-missing", _place(failure, name), "included", name=failure.name, near=near)
    place = _place(failure, name)
    if isinstance(failure, RecursionError):
        return violation("template-error", place, "endless")
    if isinstance(failure, DeadlinePassed | MemoryError):
        return violation("template-error", place, "too-much")
    if not isinstance(failure, jinja2.TemplateError | UnknownName) and type(failure) is not LookupError:
        return violation("template-error", place, "value")  # what Python says names its own types
    hint = getattr(failure, "hint", "") or _COMPARE_NAME
    if isinstance(failure, Unknown):
        hint = guess(failure.name, failure.known or [*context, *environment.globals], hint)
    return error("template-error", str(failure), place, hint)


def _place(failure: Exception, name: str) -> Place:
    """Return the last line in a template that the error passed through: Jinja rewrites tracebacks to template lines.

    For what never ends it is the line that comes most often.
    """
    lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(failure.__traceback__)]
    places = [Place(path, line) for path, line in lines if path.startswith(_FOLDER)]
    if isinstance(failure, RecursionError):
        places = [place for place, _ in Counter(places).most_common(1)]
    return places[-1] if places else Place(f"{_FOLDER}{name}")
