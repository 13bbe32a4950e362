"""Reads a site: everything that is known before a text is converted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from carepress.assemble import assemble
from carepress.assemble.conflicts import lost_addresses
from carepress.cache.steps import Steps
from carepress.check.source.original import Parts, find_outdated, parts_of
from carepress.load.content import read_text
from carepress.load.data import data_files, load_data
from carepress.load.editions import load_editions, words_path
from carepress.load.front_matter import places, split
from carepress.load.gone import gone_files, gone_problems, untranslated
from carepress.load.pages import parse_page
from carepress.load.settings import Configured
from carepress.make.kept import Kept
from carepress.media.assets import FOLDER as ASSETS
from carepress.media.cards import NAMES as CARD_NAMES
from carepress.media.pictures import prepare_images
from carepress.model.config import Config
from carepress.model.digest import Digester, digest_of
from carepress.model.fields import PAGE, PICTURE
from carepress.model.kind import At, SiteKind
from carepress.model.page import Page, TextFile
from carepress.model.records import SiteSettings
from carepress.model.site import NO_IMAGES, ContentFiles, Images, Site
from carepress.problems import Place, Problem, has_errors
from carepress.problems.catalog import violation
from carepress.site_files.feeds import FEED_FILES
from carepress.site_files.hosting import FILES as HOSTING_FILES
from carepress.site_files.search import TOP as SEARCH_FOLDER
from carepress.site_files.sitemap import FILES as SITEMAP_FILES
from carepress.text.urls import whole_letters
from carepress.text.words import base_language
from carepress.write.ownership import MANIFEST

Progress = Callable[[str], None]
_TEXTS = (".md", ".yaml", ".yml")
# The files and folders of the site that a build makes besides pages.
RESERVED = (
    *(MANIFEST, ASSETS, SEARCH_FOLDER, *CARD_NAMES),
    *(*SITEMAP_FILES, *FEED_FILES, *HOSTING_FILES),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A site as it is written, before anything is made of it, and the files that it was read from."""

    config: Config
    site: Site
    sources: ContentFiles
    problems: Sequence[Problem]
    heads: Mapping[str, bytes]  # a digest of each page's front matter, by its file
    key: bytes  # a digest of all that the site was put together from

    @property
    def is_whole(self) -> bool:
        """Return whether the site has what templates take from, and the home pages to which they lead."""
        needed = {"site", *self.config.kind.all_collections}
        return needed.isdisjoint(self.site.data.broken) and all(one.rule != "home-missing" for one in self.problems)

    @property
    def texts(self) -> Mapping[str, TextFile]:
        """Return the files of pages by their path."""
        return {file.path: file for file in self.sources.pages}

    @property
    def named(self) -> Mapping[str, str]:
        """Return the paths of the files of data and settings by their names."""
        return {name: file.path for name, file in data_files(self.sources).items()}

    @property
    def at(self) -> At:
        """Return what says where a value is in the files."""
        return places({**data_files(self.sources), **self.texts})


def read_all(configured: Configured, kept: Kept, progress: Progress) -> Read:
    """Return the site as it is written, and what is wrong with it so far; what earlier builds have read is kept."""
    progress("Reading content")
    (config, settings, file, problems), steps = configured, kept.steps
    is_broken = has_errors(problems)
    sources, found = kept.content(config.content, file)
    problems = [*problems, *found]
    words = [words_path(base_language(language)) for language in (settings.language, *settings.languages)]
    spoken = [read_text(config.root / path, path, problems) for path in words if (config.root / path).exists()]
    sources = replace(sources, translated=(*sources.translated, *spoken))
    images, found = kept.of_folder(config.content, lambda: prepare_images(config, sources.assets, progress), _TEXTS)
    problems += found
    digest = Digester().digest
    heads = {one.path: steps.ready(("head", one.path), partial(_head_digest, one), one) for one in sources.pages}
    options = (config.base_url, config.today, config.preview, config.staging, config.drafts, config.output.name)
    beside = steps.ready(("images", ""), lambda: digest((images.assets, images.claims, images.pictures)), images)
    key = digest((repr(heads), sources.data, sources.translated, sources.settings, options, beside, sources.left_out))
    if not (before := steps.value("site", key)):
        before = put_together(config, settings, sources, images, heads, steps, is_broken=is_broken)
        steps.keep_value("site", before, key)
    site, found = before
    site = replace(site, images=images, published=kept.published(config, key))
    if site.versions:
        texts = {one.path: one for one in sources.pages}
        site = replace(site, outdated=find_outdated(site, partial(_parts, texts, steps)))
        key = digest_of(key, digest({url: found.was_recorded for url, found in site.outdated.items()}))
    return Read(config, site, sources, [*problems, *found, *lost_addresses(site, config.output.name)], heads, key)


def _parts(texts: Mapping[str, TextFile], steps: Steps, pages: Mapping[str, Page]) -> Mapping[str, Parts]:
    """Return the parts of pages by their files; only those of a text that has changed are worked out."""
    made_from = {path: digest_of(texts[path].text.encode(errors="surrogatepass")) for path in pages}
    return steps.each("parts", made_from, b"", lambda path: parts_of(pages[path], texts[path]))


def put_together(
    config: Config,
    settings: SiteSettings,
    sources: ContentFiles,
    images: Images,
    heads: Mapping[str, bytes],
    steps: Steps,
    *,
    is_broken: bool,
) -> tuple[Site, list[Problem]]:
    """Return the site of pages and data, without its pictures, and what is wrong with these."""
    paths = [whole_letters(source.path.removeprefix("content/")) for source in sources.pages]
    broken = frozenset({"site"} if is_broken else ())
    beside = {PAGE: paths, PICTURE: [whole_letters(one.path.removeprefix("content/")) for one in sources.assets]}
    data, found = steps.once(
        "data",
        (sources.data, broken, beside, config.today),
        lambda: load_data(sources.data, broken, beside, config.today, config.kind, steps.once),
    )
    pages, more = _parsed(sources.pages, heads, config.kind, steps)
    if gone := gone_files((one.front_matter for one in pages), data.records, data.broken) | untranslated(
        sources.translated, data
    ):
        data = replace(data, broken=data.broken | (gone if sources.data else data.records.keys()))
        names = {name: file.path for name, file in data_files(sources).items()}
        near = next((one.rpartition("/")[0] for one in sources.left_out if one.endswith((".yaml", ".yml"))), "")
        may_be = f" (it may be content/{near}/ now)" if near else ""
        no_data = [violation("named-in-vain", Place("content/_data"), "folder", near=may_be)]
        found = [*found, *(gone_problems(gone, names, data.other, config.kind) if sources.data else no_data)]
    editions, spoken = load_editions(settings, data, sources.translated)
    site, fits = assemble(config, pages, images, sources, RESERVED, editions)
    # A draft may be unfinished: it keeps nobody from publishing the rest.
    drafts = {held.page.path for held in site.held_back.values() if held.reason == "draft"}
    more = [replace(one, severity="warning") if one.place.path in drafts else one for one in more]
    return replace(site, images=NO_IMAGES), [*found, *spoken, *more, *fits]


def _head_digest(source: TextFile) -> bytes:
    """Return a digest of the part of a page's file that its head is made from: all of it if it has no front matter."""
    parts = split(source.text)
    text = source.text if parts.front is None else source.text[: parts.body_start]
    return digest_of(text.encode(errors="surrogatepass"), b"1" if source.is_readable else b"0")


def _parsed(
    sources: Iterable[TextFile], digests: Mapping[str, bytes], kind: SiteKind, steps: Steps
) -> tuple[list[Page], list[Problem]]:
    """Return the pages that files hold, and what is wrong with their front matter; only what has changed is parsed."""
    files = {source.path: source for source in sources}
    parsed = steps.each("heads", digests, b"", lambda path: parse_page(files[path], kind))
    return [page for page, _ in parsed.values()], [one for _, found in parsed.values() for one in found]
