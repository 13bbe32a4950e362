"""What the rules about the whole site look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carepress.load.data import data_files
from carepress.model.config import Config
from carepress.model.made import Made
from carepress.model.page import TextFile
from carepress.model.site import ContentFiles, Site

# Returns, by a name, what a function makes of some values, or in a preview what it made before of the same.
Ready = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What all rules look at: the site, what was made of its pages, and its other files that are text, by path."""

    config: Config
    site: Site
    sources: ContentFiles
    made: Sequence[Made]
    texts: Mapping[str, str]
    paths: frozenset[str]
    ready: Ready = lambda name, do, *made_from: do()

    @property
    def pages(self) -> Mapping[str, TextFile]:
        """Return the files of pages by their path."""
        return {file.path: file for file in self.sources.pages}

    @property
    def data(self) -> Mapping[str, TextFile]:
        """Return the files of content/_data/ and the settings by their name."""
        return data_files(self.sources)
