"""Notes what is asked of the site while a page is made."""

from collections.abc import Callable, Iterator, Mapping
from functools import update_wrapper
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from carepress.load.names import UnknownName, named_parts
from carepress.model.digest import Digester
from carepress.model.records import Data

# The name of what is asked, and the words that say of which.
Question = tuple[str, ...]
CITED: Question = ("cited",)
_ANSWERS: dict[str, Callable[..., Any]] = {}
# What isn't told by the site alone.
_OF_A_BUILD = frozenset({"assets", "cards", "cited", "components", "templates"})


class Later(Exception):
    """What a page asks for is known only when the other pages are made; `cited` are the sources that it cites itself."""

    def __init__(self, cited: tuple[str, ...]) -> None:
        super().__init__()
        self.cited = cited


class Noting:
    """Notes the questions that are asked, and tells their answers apart by digests.

    `known` has digests of answers that earlier builds of the same site have got. `language` is that of the page that asks;
    "" is the site's own.
    """

    language = ""

    def __init__(
        self, whole: Mapping[str, Mapping[str, Any]], data: Mapping[str, Data], known: dict[Question, bytes]
    ) -> None:
        self.asked: set[Question] = set()
        self._whole, self._data_in = whole, data
        self._digester, self._digests, self._known = Digester(), dict[Question, bytes](), known

    def note(self, question: Question) -> None:
        """Note that something is asked."""
        self.asked.add(question)

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return one of the mappings, which notes what is asked of it."""
        return _NotedMapping(self.note, self._whole[name], name)

    def digest(self, question: Question) -> bytes:
        """Return the digest of the answer to a question, which is worked out once."""
        digests = self._digests if question[0] in _OF_A_BUILD else self._known
        if question not in digests:
            digests[question] = self._digester.digest(self._answer(*question))
        return digests[question]

    def forget(self, question: Question) -> None:
        """Work out the answer to a question anew when it is asked again."""
        self._digests.pop(question, None)

    def named(self, name: str) -> str:
        """Return the name of a question of which the answer depends on the language: `menu` is `menu@es` in Spanish."""
        return f"{name}@{self.language}" if self.language else name

    def _answer(self, name: str, *words: str) -> Any:
        before, (name, _, self.language) = self.language, name.partition("@")
        try:
            return self._answer_here(name, *words)
        finally:
            self.language = before

    def _answer_here(self, name: str, *words: str) -> Any:
        if name in _ANSWERS:
            try:
                return _ANSWERS[name](self, *words)
            except UnknownName as failure:
                return str(failure), failure.hint
        value: Any = named_parts(self._data_in[self.language]) if name == "data" else self._whole[name]
        if name == "data" and not words:
            return [*value]
        for word in words:
            if not isinstance(value, Mapping) or word not in value:
                return "nothing"
            value = value[word]
        return value


S = TypeVar("S", bound=Noting)
W = ParamSpec("W")
R = TypeVar("R")


def noted(answer: Callable[Concatenate[S, W], R]) -> Callable[Concatenate[S, W], R]:
    """Return a method that notes the words that it is asked with."""
    return _noting(answer, lambda self, name: name)


def noted_by_language(answer: Callable[Concatenate[S, W], R]) -> Callable[Concatenate[S, W], R]:
    """Return a method that notes the words that it is asked with, and the language."""
    return _noting(answer, lambda self, name: self.named(name))


def _noting(answer: Callable[Concatenate[S, W], R], named: Callable[[S, str], str]) -> Callable[Concatenate[S, W], R]:
    name, known = answer.__name__, signature(answer)
    _ANSWERS[name] = answer

    def asked(self: S, *words: W.args, **others: W.kwargs) -> R:
        if others:  # so that the question is the same, however it was written
            bound = known.bind(self, *words, **others)
            bound.apply_defaults()
            return cast(Any, asked)(self, *bound.args[1:])  # type: ignore[no-any-return]
        self.note((named(self, name), *map(str, words)))
        return answer(self, *words, **others)

    return cast(Callable[Concatenate[S, W], R], update_wrapper(asked, answer))


class _NotedMapping(Mapping[str, Any]):
    """A mapping that notes which of its entries were asked for; whoever goes through it asks for all."""

    def __init__(self, note: Callable[[Question], None], whole: Mapping[str, Any], *name: str) -> None:
        self._note, self._whole, self._name = note, whole, name

    def __getitem__(self, key: str) -> Any:
        self._note((*self._name, key))
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        self._note(self._name)
        return iter(self._whole)

    def __len__(self) -> int:
        self._note(self._name)
        return len(self._whole)


class NotedData:
    """The data, whose files note what is asked of them."""

    def __init__(self, note: Callable[[Question], None], data: Data, name: str) -> None:
        self._note, self._parts, self.broken, self._name = note, {**named_parts(data)}, data.broken, name

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> Any:
        value = self._parts.get(name)
        if isinstance(value, Mapping):
            return _NotedMapping(self._note, value, self._name, name)
        self._note((self._name, name))
        return self._parts[name]

    @property
    def __wrapped__(self) -> Mapping[str, Any]:
        """Return the names of all files with what they hold, for advice."""
        self._note((self._name,))
        return self._parts
