"""What kind of site this is, beyond what every site has: its records, its rules, and what its templates may ask."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from carepress.model.fields import Below, Formula, declared, refs
from carepress.model.page import FrontMatter
from carepress.model.records import Data, Record, SiteSettings
from carepress.model.site import Site
from carepress.problems import Place, Problem, guess
from carepress.problems.catalog import ENGINE, Catalog

# Returns where a value stands: at("costs", "first", "amount"), at("site", "phone"), at("content/blog/first.md", "tags").
At = Callable[..., Place]
MONTH = timedelta(days=30)
_READ = frozenset({str, int, bool, Decimal, date, NoneType})  # the types of single values


@dataclass(frozen=True, slots=True)
class Lapse:
    """Something that holds until a day, who looks after it, and where the day stands. No day: it was never done.

    `rule` reports it, from so long before the day on; without one it is only listed.
    """

    kind: str
    what: str
    day: date | None
    place: Place
    rule: str = ""
    before: timedelta = MONTH
    owner: str = ""
    waived: str = ""
    waiver_ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A file of content/_data/ whose records have a declaration.

    `check` yields what is wrong with the records, whose values `at` gives the places of; `complete` fills in what a
    record leaves to the build.
    """

    name: str
    record: type[Any]
    noun: str
    check: Callable[[Mapping[str, Any], At], Iterable[Problem]] = lambda records, at: ()
    complete: Callable[[Any], Any] = lambda record: record


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteKind:
    """A kind of site.

    A query is a function that templates call by its name: what it may ask of the site comes first. A rule of pages is
    made ready for a site: it gets what may be asked of the site, and returns what yields findings from a `PageView`;
    so is a reader of texts, which is asked once for each text: rules find what it returned in `PageView.read`. `page_type`, `main_entity`
    and `organization` say in the words of schema.org what a page, and the organization, is. `public` names the collections
    that hold for any site of this kind: the site of another organization begins with them; `phrases` those that say what
    rules look for.
    """

    settings: type[SiteSettings] = SiteSettings
    front_matter: type[FrontMatter] = FrontMatter
    collections: tuple[Collection, ...] = ()
    public: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ("terms",)
    queries: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    page_type: Callable[..., str] = lambda template, context, entity: ""
    main_entity: Callable[..., dict[str, object]] = lambda template, context: {}
    organization: Callable[[Mapping[str, Any]], dict[str, object]] = lambda settings: {}
    text_readers: Mapping[str, Callable[..., Callable[[Any], Any]]] = field(default_factory=dict)
    page_rules: tuple[Callable[..., Callable[..., Iterable[Any]]], ...] = ()
    lapses: Callable[[Site, At], Iterable[Lapse]] = lambda site, at: ()
    rules: tuple[Callable[[Site, At], Iterable[Problem]], ...] = ()
    release_rules: tuple[Callable[[Site, At], Iterable[Problem]], ...] = ()
    catalog: Catalog = ENGINE

    def __post_init__(self) -> None:
        """Raise TypeError for what no site could be made with, while it is known who said it."""
        for one in fields(self):
            given = getattr(self, one.name)
            if isinstance(one.default, tuple) and not isinstance(given, tuple):
                raise TypeError(f"{one.name} must be a tuple, with a comma behind each: (first,)")
            if one.default_factory is dict and not isinstance(given, Mapping):
                raise TypeError(f'{one.name} must be a mapping: {{"name": function}}')
        _check_record(self.settings, SiteSettings, self.all_collections)
        _check_record(self.front_matter, FrontMatter, self.all_collections)
        built_in = {one.name: one.record for one in EVERYWHERE}
        for collection in self.collections:
            if (name := collection.name) != name.casefold() or name == "site":
                raise TypeError(f'a collection can\'t be called "{name}": it is the name of its file, in lower case')
            _check_record(collection.record, built_in.get(name, Record), self.all_collections)

    @property
    def all_collections(self) -> Mapping[str, Collection]:
        """Return the collections that every site has and those of this kind, by their names."""
        return {one.name: one for one in (*EVERYWHERE, *self.collections)}


def _check_record(
    record: type[Any], base: type[Any], collections: Mapping[str, object], around: tuple[type[Any], ...] = ()
) -> None:
    """Raise TypeError for a record that can't be read, checked or printed as it is declared; `around` has those it is in."""
    if not (isinstance(record, type) and issubclass(record, base) and is_dataclass(record)):
        raise TypeError(f"{getattr(record, '__name__', record)} must be a dataclass, and a subclass of {base.__name__}")
    for name, (hint, *marks) in declared(record).items():
        where = f"{record.__name__}.{name}"
        for one in _types_in(hint):
            if one in (record, *around):
                raise TypeError(f"{where} can't hold {one.__name__}, which it is inside of: give these an own record")
            if is_dataclass(one) and isinstance(one, type):
                _check_record(one, Record, collections, (record, *around))
            elif one not in _READ:
                raise TypeError(
                    f"{where} can't be {one}: write str, int, Decimal, bool, date, Literal, a Record, or a tuple of one"
                )
        beside = [
            (one.field if isinstance(one, Below) else one.result) for one in marks if isinstance(one, Below | Formula)
        ]
        for wanted, known in [
            *((one, collections) for one in refs(marks)),
            *((one, declared(record)) for one in beside),
        ]:
            if wanted not in known:
                raise TypeError(f'{where} names "{wanted}", which isn\'t there; {guess(wanted, known)}'.rstrip("; "))


def _types_in(hint: Any) -> Iterator[Any]:
    """Yield the types of what a field can hold: of text alone if it is one of some words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        yield from map(type, inner)
    elif origin is tuple or (origin in {Union, UnionType} and len({*inner} - {NoneType}) == 1):
        yield from (found for one in inner if one is not Ellipsis for found in _types_in(one))
    else:
        yield hint


# The collections that every site has: what `Data` declares.
EVERYWHERE = tuple(
    Collection(name=name, record=hint.__origin__.__args__[1], noun=hint.__metadata__[0])
    for name, hint in get_type_hints(Data, include_extras=True).items()
    if name not in {"added", "other", "broken"}
)
