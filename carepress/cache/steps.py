"""Tells whether a step may be left out: it was done with the same input, and what it asked has the same answers."""

import io
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from carepress.assemble.noted import Noting, Question
from carepress.cache.engine import code_of, engine_of
from carepress.cache.rows import Rows
from carepress.model.digest import Digester
from carepress.model.kind import SiteKind

T = TypeVar("T")
V = TypeVar("V")
Digest = Callable[[Question], bytes]
Trace = tuple[tuple[Question, bytes], ...]
# Besides records, what only holds values.
_PHRASES = frozenset(f"carepress.check.source.{name}" for name in ("phrases", "vocabulary", "words"))
_OTHERS = frozenset({"carepress.problems", "carepress.media.assets"}) | _PHRASES
_PLAIN = frozenset(
    {
        "builtins.list",
        "collections.defaultdict",
        "builtins.frozenset",
        "builtins.set",
        "datetime.date",
        "datetime.datetime",
        "datetime.time",
        "datetime.timedelta",
        "datetime.timezone",
        "decimal.Decimal",
    }
)


class _Step(NamedTuple):
    """What a step was made from, what it asked with the digests of the answers, and what came of it, pickled or not."""

    key: bytes
    trace: Trace
    value: Any


class Steps:
    """What earlier builds have made, by the kind of step and the name of what was made.

    With `in_memory`, values stay ready for the next build of the same process: nobody may change them.
    """

    def __init__(self, rows: Rows, kind: SiteKind, *, in_memory: bool = False) -> None:
        self.rows = rows
        self._own = frozenset(code_of(kind))
        self.names: frozenset[str] | None = None  # those of which rows stay
        self._last: tuple[tuple[str, str], _Step | None] | None = None
        self._memory: dict[tuple[str, str], _Step] | None = {} if in_memory else None
        self._ready: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {}

    def find(self, step: str, name: str, key: bytes, digest: Digest | None) -> Any:
        """Return what came of a step if it needn't be done again, or None.

        `digest` tells answers apart, if they may have changed.
        """
        made = self._made(step, name)
        if made is None or made.key != key:
            return None
        if digest and any(digest(question) != known for question, known in made.trace):
            return None
        return made.value if self._memory is not None else self._load(io.BytesIO(zlib.decompress(made.value)))

    def asked(self, step: str, name: str) -> tuple[bytes, Trace]:
        """Return what a step was made from and what it asked; nothing if it wasn't done."""
        made = self._made(step, name)
        return (made.key, made.trace) if made else (b"", ())

    def encode(self, key: bytes, trace: Trace, value: Any) -> bytes:
        """Return the row of a step, its value pressed: the texts of ten thousand pages would take half a gigabyte."""
        return pickle.dumps((key, trace), 5) + zlib.compress(pickle.dumps(value, 5), 1)

    def keep(self, step: str, name: str, row: bytes) -> None:
        """Keep the row of a step."""
        self.rows.put(step, name, row)
        self._last = None
        if self._memory is not None:
            self._memory.pop((step, name), None)

    def value(self, name: str, key: bytes = b"") -> Any:
        """Return what was kept for the whole site under a name if it was made from the same, or None."""
        return self.find(name, "", key, lambda question: b"")

    def keep_value(self, name: str, value: Any, key: bytes = b"") -> None:
        """Keep something for the whole site under a name; in memory as it is."""
        if self._memory is not None:
            self._memory[name, ""] = _Step(key, (), value)
        else:
            self.keep(name, "", self.encode(key, (), value))

    def whole(self, name: str, key: bytes, do: Callable[[], V]) -> V:
        """Return what a step makes for the whole site, or what it made before of the same."""
        found: V | None = self.value(name, key)
        if found is None:
            found = do()
            self.keep_value(name, found, key)
        return found

    def each(self, name: str, made_from: Mapping[str, Any], key: bytes, do: Callable[[str], V]) -> dict[str, V]:
        """Return what a step makes of each of some things, by their names; only of what has changed is it made anew."""
        before: Mapping[str, tuple[Any, V]] = self.value(name, key) or {}
        now = {
            of: known if (known := before.get(of)) and known[0] == what else (what, do(of))
            for of, what in made_from.items()
        }
        if any(before.get(of) is not one for of, one in now.items()) or len(now) < len(before):
            self.keep_value(name, now, key)
        return {of: made for of, (_, made) in now.items()}

    def ready(self, name: tuple[str, str], do: Callable[[], V], *made_from: Any) -> V:
        """Return what is made of some values; in memory, what was made of the same before."""
        if self._memory is None:
            return do()
        before = self._ready.get(name)
        if before is None or before[0] != made_from:  # the very same objects are told at once
            before = self._ready[name] = made_from, do()
        return cast(V, before[1])

    def ready_each(
        self, name: str, things: Sequence[T], do: Callable[[Sequence[T]], Sequence[V]], *made_from: Any
    ) -> Sequence[V]:
        """Return what is made of each of some things; in memory only of those that aren't the very same as before."""
        before: list[tuple[T, V]] = self.ready((name, ""), list, *made_from)
        same = {number for number, (one, known) in enumerate(zip(things, before, strict=False)) if one is known[0]}
        new = iter(do([one for number, one in enumerate(things) if number not in same]))
        before[:] = [before[number] if number in same else (one, next(new)) for number, one in enumerate(things)]
        return [made for _, made in before]

    def once(self, name: str, made_from: Any, make: Callable[[], V]) -> V:
        """Return what a function makes of some values, or what it made before of the same."""
        return self.ready((name, ""), lambda: self.whole(name, Digester().digest(made_from), make), made_from)

    def drop(self, *steps: str) -> None:
        """Forget what came of some steps just now, so that what came of them before stays."""
        self.rows.drop(steps)

    def _made(self, step: str, name: str) -> _Step | None:
        """Return a step; it is looked for several times in a row."""
        if self._memory is not None and (step, name) in self._memory:
            return self._memory[step, name]
        if self._last and self._last[0] == (step, name):
            return self._last[1]
        made = None
        if (row := self.rows.get(step, name)) is not None:
            content = io.BytesIO(row)
            key, trace = self._load(content)
            made = _Step(key, trace, row[content.tell() :])
            if self._memory is not None:
                made = self._memory[step, name] = made._replace(
                    value=self._load(io.BytesIO(zlib.decompress(made.value)))
                )
        self._last = (step, name), made
        return made

    def _load(self, content: io.BytesIO) -> Any:
        return _Unpickler(content, self._own).load()


@contextmanager
def opened(folder: Path, kind: SiteKind) -> Iterator[Steps]:
    """Return what earlier builds have made; what this one makes is kept at the end, also of a build that fails."""
    steps = Steps(Rows(folder / "cache.db", engine_of(kind)), kind)
    try:
        yield steps
    finally:
        steps.rows.commit(steps.names)


def in_memory(folder: Path, kind: SiteKind) -> Steps:
    """Return what earlier builds have made, to stay in memory for those of this process."""
    return Steps(Rows(folder / "cache.db", engine_of(kind)), kind, in_memory=True)


def without_rows(kind: SiteKind) -> Steps:
    """Return steps of which none has been done before and none is kept."""
    return Steps(Rows(Path(":memory:"), b""), kind)


def trace_of(reads: Noting) -> Trace:
    """Return what has been asked, with the digests of the answers."""
    return tuple((question, reads.digest(question)) for question in reads.asked)


class _Unpickler(pickle.Unpickler):
    """Loads the records of the model, the site kind and problems, and nothing that could run something."""

    def __init__(self, content: io.BytesIO, own: Iterable[str]) -> None:
        super().__init__(content)
        self._own = own

    def find_class(self, module: str, name: str) -> Any:
        is_own = any(f"{module}.".startswith(f"{package}.") for package in self._own)
        is_record = is_own or module.startswith("carepress.model.") or module in _OTHERS
        if is_record or f"{module}.{name}" in _PLAIN:
            found = super().find_class(module, name)
            # A module also has what it imports, and a class its methods: these aren't records.
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")
