"""What the rules about the whole site look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from carepress.cache.steps import Steps
from carepress.load.data import data_files
from carepress.model.config import Config
from carepress.model.made import Made
from carepress.model.page import TextFile
from carepress.model.site import ContentFiles, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What all rules look at: the site, what was made of its pages, and its files, by path with their SHA-256.

    `read` returns the text of a file that is no page.
    """

    config: Config
    site: Site
    sources: ContentFiles
    made: Sequence[Made]
    files: Mapping[str, str]
    read: Callable[[str], str]
    steps: Steps

    @property
    def pages(self) -> Mapping[str, TextFile]:
        """Return the files of pages by their path."""
        return {file.path: file for file in self.sources.pages}

    @property
    def data(self) -> Mapping[str, TextFile]:
        """Return the files of content/_data/ and the settings by their name."""
        return data_files(self.sources)
