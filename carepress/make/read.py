"""Reads a site: everything that is known before a text is converted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from carepress.assemble import assemble
from carepress.load.content import read_content
from carepress.load.data import data_files, load_data
from carepress.load.front_matter import places
from carepress.load.pages import parse_page
from carepress.load.settings import Configured
from carepress.media.assets import FOLDER as ASSETS
from carepress.media.cards import NAMES as CARD_NAMES
from carepress.media.pictures import prepare_images
from carepress.model.config import Config
from carepress.model.kind import At
from carepress.model.page import TextFile
from carepress.model.site import ContentFiles, Site
from carepress.problems import Problem, has_errors
from carepress.site_files.feeds import FEED_FILES
from carepress.site_files.hosting import FILES as HOSTING_FILES
from carepress.site_files.search import FOLDER as SEARCH_FOLDER
from carepress.site_files.sitemap import FILES as SITEMAP_FILES
from carepress.text.urls import whole_letters
from carepress.write.apply import published
from carepress.write.ownership import MANIFEST

Progress = Callable[[str], None]
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

    @property
    def texts(self) -> Mapping[str, TextFile]:
        """Return the files of pages by their path."""
        return {file.path: file for file in self.sources.pages}

    @property
    def at(self) -> At:
        """Return what says where a value is in the files."""
        return places({**data_files(self.sources), **self.texts})


def read_all(configured: Configured, progress: Progress) -> Read:
    """Return the site as it is written, and what is wrong with it so far."""
    progress("Reading content")
    config, settings, file, problems = configured
    broken = frozenset({"site"} if has_errors(problems) else ())
    sources, found = read_content(config.content, file)
    problems = [*problems, *found]
    paths = [whole_letters(source.path.removeprefix("content/")) for source in sources.pages]
    data, found = load_data(sources.data, broken, paths, config.today, config.kind)
    problems += found
    pages = []
    for source in sources.pages:
        page, found = parse_page(source, config.kind)
        pages.append(page)
        problems += found
    images, found = prepare_images(config, sources.assets, progress)
    problems += found
    site, found = assemble(config, settings, data, pages, images, sources, published(config), RESERVED)
    return Read(config, site, sources, [*problems, *found])
