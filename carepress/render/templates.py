"""Loads templates and renders them: the one home of Jinja.

Everything printed is escaped, and a name that doesn't exist is a problem with the template's line and the page that
was being rendered. What a template was compiled to is kept, so that the next build needn't read it again.
"""

import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import pass_context
from markupsafe import Markup

from carepress.load.names import UnknownName, named_parts
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import violation
from carepress.problems.own_code import told_by_own_code
from carepress.render.environment import COMPONENTS, FOLDER, TURNS, CountingEnvironment, Loader, Unreadable
from carepress.text.timeout import DeadlinePassed, deadline, more_memory

__all__ = ["Markup", "pass_context"]  # of Jinja, for others

_NO_SUCH = re.compile("(filter|test|unknown tag)(?: named)? '(?!end|el)([^']+)'")
_TAGS = frozenset(re.findall(r"\w+", "block call extends filter for from if import include macro set with"))
_MOST_SECONDS = 20  # for a page
# What a template can do wrong: Jinja's own errors, and Python's for what stands between the braces.
_FAULTS = (
    DeadlinePassed,
    MemoryError,
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NameError,
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
        return self._rendered(name, context, deadline(_MOST_SECONDS))

    def render_component(self, name: str, context: Mapping[str, object]) -> Markup:
        """Return the HTML of a component. Raises TemplateFailed, or RecursionError if it never ends."""
        return Markup(self._rendered(f"{COMPONENTS}{name}.html", context, nullcontext()))  # noqa: S704 - it is escaped

    def source_of(self, component: str) -> str:
        """Return the text of a component's template."""
        assert self.environment.loader
        return self.environment.loader.get_source(self.environment, f"{COMPONENTS}{component}.html")[0]

    def _rendered(self, name: str, context: Mapping[str, object], limit: AbstractContextManager[None]) -> str:
        try:
            with limit:
                return self.environment.get_template(name).render(context)
        except _FAULTS as failure:
            if isinstance(failure, RecursionError) and name.startswith(COMPONENTS):
                raise  # the page that asked for it sees the whole way, and has room to tell of it
            raise TemplateFailed(_problem(failure, name, self.environment, context)) from failure


@within_memory  # what is constant in a template is worked out here
def load_templates(
    folder: Path,
    context_names: frozenset[str],
    filters: Mapping[str, Callable[..., Any]],
    keep_in: Path,
    *,
    engine: bytes = b"",
) -> tuple[Templates, list[Problem]]:
    """Return all templates of a folder, and what is wrong with their syntax; what they become is kept in a folder for an engine.

    The arguments of a component are the names that it uses and nobody else provides.
    """
    loader = Loader(folder, keep_in / "templates", engine)
    environment = CountingEnvironment(
        loader=loader,
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.met = set()
    environment.filters |= {**filters, TURNS: environment.turns}
    environment.globals["range"] = environment.bounded_range
    components: dict[str, frozenset[str] | None] = {}
    problems = []
    names = environment.list_templates(extensions=["html"])
    for name in names:
        arguments = None
        try:
            arguments = loader.compile(environment, name).names - context_names - environment.globals.keys()
        except _FAULTS as failure:
            problems.append(_problem(failure, name, environment))
        if name.startswith(COMPONENTS):
            components[name.removeprefix(COMPONENTS).removesuffix(".html")] = arguments
    loader.keep()
    return Templates(environment, frozenset(names), components), problems


def marked_texts(templates: Templates) -> Iterator[tuple[str, Place]]:
    """Yield each text that templates mark as words of the interface, and where it is."""
    for name, made in sorted(templates.environment.loader.compiled.items()):  # type: ignore[union-attr]
        yield from ((text, Place(f"{FOLDER}{name}", line)) for text, line in made.marked)


def template_digests(folder: Path) -> dict[str, bytes]:
    """Return a digest of each file of a folder that templates are made of, by its path there."""
    paths = sorted(path for path in folder.rglob("*.*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).digest() for path in paths}


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


def _problem(failure: Exception, name: str, environment: jinja2.Environment, context: Iterable[str] = ()) -> Problem:
    """Return what went wrong in a template, at the line where it did."""
    if isinstance(failure, jinja2.TemplateSyntaxError):
        return _syntax_problem(failure, name, environment)
    place = _place(failure, name)
    if isinstance(failure, jinja2.TemplateNotFound):
        stems = [known.removesuffix(".html") for known in environment.list_templates()]
        near = guess(str(failure.name).removesuffix(".html"), stems, "check its name").replace('"?', '.html"?')
        return violation("template-missing", place, "included", name=failure.name, near=near)
    if isinstance(failure, RecursionError):
        return violation("template-error", place, "endless")
    if isinstance(failure, DeadlinePassed | MemoryError):
        return violation("template-error", place, "too-much")
    if not isinstance(failure, jinja2.TemplateError | UnknownName) and type(failure) is not LookupError:
        own = told_by_own_code(failure)
        # What Python says of a template names its own types.
        return violation("template-error", place, "own-code" if own else "value", says=own)
    problem = violation("template-error", place, "said", says=failure)
    near = getattr(failure, "hint", "")
    if isinstance(failure, Unknown):
        near = guess(failure.name, failure.known or [*context, *environment.globals])
    return replace(problem, hint=near or problem.hint)


def _syntax_problem(failure: jinja2.TemplateSyntaxError, name: str, environment: jinja2.Environment) -> Problem:
    place = Place(f"{FOLDER}{(failure.name or name).removeprefix(FOLDER)}", failure.lineno)
    if isinstance(failure, Unreadable):
        return violation("template-syntax", place, str(failure.message))
    problem = violation("template-syntax", place, "said", says=failure.message)
    unknown = _NO_SUCH.search(str(failure.message))
    if not unknown:
        return problem
    known = {"filter": environment.filters, "test": environment.tests}.get(unknown[1], _TAGS)
    return replace(problem, hint=guess(unknown[2], known, problem.hint))


def _place(failure: Exception, name: str) -> Place:
    """Return the last line in a template that the error passed through: Jinja rewrites tracebacks to template lines.

    For what never ends it is the line that comes most often.
    """
    lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(failure.__traceback__)]
    places = [Place(path, line) for path, line in lines if path.startswith(FOLDER)]
    if isinstance(failure, RecursionError):
        places = [place for place, _ in Counter(places).most_common(1)]
    return places[-1] if places else Place(f"{FOLDER}{name}")
