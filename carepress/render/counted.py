"""Counts what templates do, so that one that never ends is stopped before it takes all time or memory."""

from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context, LoopContext

from carepress.text.timeout import DeadlinePassed

_MOST_STEPS = 1_000_000  # for a page
_CALL, _BITS, _CHARACTERS = 10, 10, 100  # a call is so many steps; so many bits of a number, or characters, are one
TURNS = "turns of a loop"  # a filter whose name nobody can write


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
