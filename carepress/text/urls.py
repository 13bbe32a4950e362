"""Pure functions over addresses: from a file in content/ to its URL, and from a URL to its file in site/.

A url is root-relative and knows nothing of where the site is served: `/costs/`. An href has the base path in front of
it (`/preview/costs/`), a permalink the whole base URL (`https://example.org/preview/costs/`).
"""

import posixpath
import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from carepress.problems.catalog import listed, unfit
from carepress.text.phone import same_href
from carepress.text.words import slugify

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# What browsers take out of an address before they read it, at its ends and inside.
_AROUND = "".join(map(chr, range(0x21)))
_INSIDE = re.compile(r"[\t\n\r]+")
_PARTS = re.compile(r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?(?P<slashes>[/\\]*)(?P<host>[^/\\?#]*)(?P<rest>.*)", re.DOTALL)
# After one of these a browser looks for a host, however many slashes there are.
_WITH_HOST = frozenset({"http", "https", "ws", "wss", "ftp"})
_WEB = re.compile(r"https?://[^\s\"'<>\\^`{|}]+")
_SLASHES = {0: "no slash", 1: "one slash", 3: "three slashes"}
# This computer, and what only an office reaches, at whatever port.
_OWN_NETWORK = re.compile(
    r"(?:localhost\.?|[\w.-]+\.localhost|0\.0\.0\.0|\[::1\]|[\w-]+\.local"
    r"|(?:127|10|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+)(?::\d*)?"
)
_SENT_TO = frozenset({"to", "cc", "bcc"})

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
    return whole_letters(output_path(url)).casefold()


def alias_url(alias: str) -> str:
    """Return the url of the page that stands at an old address: a folder, unless the address names an HTML file."""
    return alias if alias.endswith(("/", ".html")) else alias + "/"


def root_of(language: str) -> str:
    """Return the url of the home page in a language; "" is the site's own."""
    return f"/{language}/" if language else "/"


def tag_url(tag: str, language: str = "") -> str:
    """Return the url of a topic's page in a language."""
    return f"{root_of(language)}topics/{tag}/"


def person_url(name: str) -> str:
    """Return the url of a person's page."""
    return f"/people/{name}/"


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


def as_read(address: str) -> str:
    """Return an address as browsers read it: without blanks around it and line ends inside, its scheme in lower case."""
    seen = _INSIDE.sub("", address.strip(_AROUND))
    match = _SCHEME.match(seen)
    return match[0].lower() + seen[match.end() :] if match else seen


def scheme_of(target: str) -> str:
    """Return the scheme of a link's target as a browser would see it, in lower case; "" if it has none."""
    scheme, slashes, _, _ = _parts(target)
    return scheme or ("https" if len(slashes) > 1 else "")


def check_host(address: str) -> None:
    """Return nothing; raises Unfit for a web address in which a browser may find another host than its reader, or none."""
    scheme, slashes, host, rest = _parts(address)
    if scheme not in {"http", "https"} and (scheme or len(slashes) < 2):
        return
    whole = f"{scheme or 'https'}://{host.rpartition('@')[2] or 'example.org'}{rest}"
    if "\\" in slashes:
        raise unfit(address, "backslashes", whole=whole)
    if slashes != "//":
        raise unfit(address, "slashes", found=_SLASHES.get(len(slashes), f"{len(slashes)} slashes"), whole=whole)
    if "@" in host:
        raise unfit(address, "name-before-host", whole=whole)
    if not host or host.startswith(":"):
        raise unfit(address, "no-host")
    if any(sign.isspace() for sign in unquote(host)):
        raise unfit(address, "blank-in-host")


def check_public_host(address: str) -> None:
    """Return nothing; raises Unfit for a web address that can't be read, or that only this computer or this network has."""
    check_host(address)
    host = _parts(address)[2].lower()
    if _OWN_NETWORK.fullmatch(host):
        raise unfit(address, "own-network")


def check_web_address(address: str) -> None:
    """Return nothing; raises Unfit for what is no whole address of a page or file on the web."""
    if _parts(address)[0] in {"http", "https"}:
        check_public_host(address)
    if not _WEB.fullmatch(address) or host_of(address) == address:
        raise unfit(address, "no-web-address")


@lru_cache(maxsize=4096)
def _parts(address: str) -> tuple[str, str, str, str]:
    """Return the scheme, the slashes behind it, what stands where a host does, and the rest."""
    match = _PARTS.match(as_read(address))
    assert match is not None
    return match["scheme"] or "", match["slashes"], match["host"], match["rest"]


@lru_cache(maxsize=4096)  # the same few stand on each page
def contacts(address: str) -> tuple[str, ...]:
    """Return whom a link calls, texts or writes to, each as the one link that does; nothing for a link to a page."""
    scheme, _, rest = as_read(address).partition(":")
    if scheme in {"tel", "sms"}:
        return (same_href(scheme, rest),)
    if scheme != "mailto":
        return (address,) if host_of(address) in listed("messengers") else ()
    first, _, query = rest.partition("?")
    names = [unquote(first), *(value for key, value in parse_qsl(query) if key.lower() in _SENT_TO)]
    mails = [mail.strip().rpartition("@") for name in names for mail in name.split(",") if mail.strip()]
    return tuple(f"mailto:{name}{at}{host.lower()}" for name, at, host in mails) or ("mailto:",)


def whole_letters(path: str) -> str:
    """Return a path with each accented letter as one character, as keyboards write it; Macs part them in names of files."""
    return unicodedata.normalize("NFC", path)


def resolve_path(from_path: str, target: str) -> str:
    """Return the file that a relative target names, seen from the file that holds the link; it may begin with `..`."""
    return whole_letters(posixpath.normpath(posixpath.join(posixpath.dirname(from_path), target)))


def host_of(address: str) -> str:
    """Return the host that an address names, in lower case; an empty text if it names none."""
    scheme, slashes, host, _ = _parts(address)
    try:
        return (urlsplit(f"//{host}").hostname or "") if scheme in _WITH_HOST or len(slashes) > 1 else ""
    except ValueError:
        return address


def anchor_of(fragment: str) -> str:
    """Return the id that the fragment of an address leads to; none for a page's top, and for words to be looked for."""
    anchor = unquote(fragment).partition(":~:")[0]
    return "" if anchor == "top" else anchor


# An address on the site in which nothing has to be decoded; `#top` is the page's top.
_PLAIN = re.compile(r"(/(?:[\w.-]+/)*(?:[\w.-]+)?)?(?:#(?!top$)([\w-]+))?", re.ASCII)


@lru_cache(maxsize=65_536)  # most pages lead to the same ones
def address_on_site(address: str, base_url: str) -> tuple[str | None, str]:
    """Return the url and anchor that an address means: an empty url if it leads elsewhere, None for the page that has it."""
    if plain := _PLAIN.fullmatch(address):  # as nearly all are
        return plain[1] and plain[1].removeprefix(base_path(base_url)), plain[2] or ""
    home, address = permalink(base_url, "/"), as_read(address)
    host = _parts(address)[2]
    address = address.replace(host, host.lower(), 1) if "://" in address else address
    if address.startswith(home):
        address = href(base_url, "/") + address.removeprefix(home)
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket that opens an address of numbers: it leads nowhere
        return address, ""
    if scheme_of(address):
        return "", ""
    url = unquote(parts.path).removeprefix(base_path(base_url)) if parts.path else None
    return url, anchor_of(parts.fragment)
