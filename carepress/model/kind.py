"""What kind of site this is, beyond what every site has: its records, its rules, and what its templates may ask."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, get_type_hints

from carepress.model.page import FrontMatter
from carepress.model.records import Data, SiteSettings
from carepress.model.site import Site
from carepress.problems import Place, Problem
from carepress.problems.catalog import ENGINE, Catalog

# Returns where a value stands: at("costs", "first", "amount"), at("site", "phone"), at("content/blog/first.md", "tags").
At = Callable[..., Place]
MONTH = timedelta(days=30)


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

    @property
    def all_collections(self) -> Mapping[str, Collection]:
        """Return the collections that every site has and those of this kind, by their names."""
        return {one.name: one for one in (*EVERYWHERE, *self.collections)}


# The collections that every site has: what `Data` declares.
EVERYWHERE = tuple(
    Collection(name=name, record=hint.__origin__.__args__[1], noun=hint.__metadata__[0])
    for name, hint in get_type_hints(Data, include_extras=True).items()
    if name not in {"added", "other", "broken"}
)
