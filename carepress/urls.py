"""Pure functions over addresses: from a file in content/ to its URL, and from a URL to its file in site/.

A url is root-relative and knows nothing of where the site is served: `/costs/`. An href has the base path in front of
it (`/preview/costs/`), a permalink the whole base URL (`https://example.org/preview/costs/`).
"""

import posixpath
import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from carepress.text import slugify

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20]+")

_NOT_PORTABLE = re.compile(
    r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]|[. ]$|^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)', re.IGNORECASE
)


def is_portable(name: str) -> bool:
    """Return whether a file or folder can have this name on every system: Windows keeps some for itself."""
    return not _NOT_PORTABLE.search(name)


def page_url(content_path: str, slug: str = "") -> str:
    """Return the url of a Markdown file: `blog/first.md` is `/blog/first/`, `blog/index.md` is `/blog/`."""
    path = PurePosixPath(content_path)
    folders = [slugify(part) for part in path.parent.parts]
    if path.name == "404.md" and not folders:
        return "/404.html"
    name = "" if path.stem == "index" else slug or slugify(path.stem)
    return "/" + "".join(f"{part}/" for part in [*folders, name] if part)


def output_path(url: str) -> str:
    """Return the file in site/ that answers to a url: `/blog/` is `blog/index.html`."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def file_key(url: str) -> str:
    """Return what two urls have in common if they are one file: on many systems neither case nor Unicode form tells names apart."""
    return unicodedata.normalize("NFC", output_path(url)).casefold()


def alias_url(alias: str) -> str:
    """Return the url of the page that stands at an old address: a folder, unless the address names an HTML file."""
    return alias if alias.endswith(("/", ".html")) else alias + "/"


def tag_url(tag: str) -> str:
    """Return the url of a topic's page."""
    return f"/topics/{tag}/"


def base_path(base_url: str) -> str:
    """Return the path of the base URL without its last slash: "" for https://example.org/, "/docs" below it."""
    return urlsplit(base_url).path.rstrip("/")


def href(base_url: str, url: str) -> str:
    """Return a url as links on the site write it, with the base path in front."""
    return quote(base_path(base_url) + url, safe="/=&:+,;@~.!$*()")


def permalink(base_url: str, url: str) -> str:
    """Return a url as the rest of the world writes it, with host and base path."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}{href(base_url, url)}"


def scheme_of(target: str) -> str:
    """Return the scheme of a link's target as a browser would see it, in lower case; "" if it has none."""
    seen = _IGNORED_BY_BROWSERS.sub("", target).replace("\\", "/")
    match = _SCHEME.match(seen)
    if match:
        return match[1].lower()
    return "https" if seen.startswith("//") else ""


def resolve_path(from_path: str, target: str) -> str:
    """Return the file that a relative target names, seen from the file that holds the link; it may begin with `..`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(from_path), target))


def host_of(address: str) -> str:
    """Return the host that an address names, in lower case; an empty text if it names none."""
    try:
        return (urlsplit(_IGNORED_BY_BROWSERS.sub("", address).replace("\\", "/")).hostname or "").lower()
    except ValueError:
        return address


def internal_address(address: str, page_url: str, base_url: str) -> tuple[str, str]:
    """Return the url and anchor that an address on a page means, or an empty url if it leads elsewhere."""
    url, fragment = _address_on_site(address, base_url)
    return url if url is not None else page_url, fragment


@lru_cache(maxsize=65_536)  # most pages lead to the same ones
def _address_on_site(address: str, base_url: str) -> tuple[str | None, str]:
    """Return the url, or None for the page that has the address, and the anchor."""
    home = permalink(base_url, "/")
    if address.startswith(home):
        address = href(base_url, "/") + address.removeprefix(home)
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket that opens an address of numbers: it leads nowhere
        return address, ""
    if parts.scheme or parts.netloc:
        return "", ""
    url = unquote(parts.path).removeprefix(base_path(base_url)) if parts.path else None
    return url, unquote(parts.fragment)
