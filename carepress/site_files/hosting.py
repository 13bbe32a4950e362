"""What the site tells the host that serves it: the headers of each file, and where old addresses lead.

`headers_for` and `redirects` are the one description. What hosts read is written from it (here, and in `dialects.py`),
`publish` uploads by it, and `verify` holds a live site against it.
"""

from posixpath import splitext
from typing import NamedTuple

from carepress.model.records import Hosting
from carepress.model.site import Site
from carepress.site_files.search import FOLDER
from carepress.text.urls import alias_url, base_path, href

# Nothing loads from another host, nothing runs or styles from within a page, no form sends, no page frames another,
# and no script asks for anything.
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; "
    "form-action 'none'; base-uri 'none'"
)
# The preview's script is told of changes.
PREVIEW_POLICY = CONTENT_POLICY.replace("connect-src 'none'", "connect-src 'self'")
# Pagefind's search is WebAssembly, and asks for its index. A host joins the policies of all rules that fit an address, and
# a browser then holds to each of them, so a page can't be given more than the rest of the site. What goes for every file
# therefore has what the search page needs; every other page takes it away again in a policy of its own, in its head.
SEARCH_POLICY = PREVIEW_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
MEDIA_POLICY = "; media-src 'self'"  # more, for a page with a video
_POWERS = ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment", "usb")
_HEADERS = {
    "Content-Security-Policy": f"{SEARCH_POLICY}{MEDIA_POLICY}; frame-ancestors 'none'; upgrade-insecure-requests",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS),
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
# The preview has no certificate, keeps nothing, and no page of others may use its files; its editor shows its pages.
PREVIEW_HEADERS = {name: value for name, value in _HEADERS.items() if name != "Strict-Transport-Security"} | {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _HEADERS["Content-Security-Policy"]
    .removesuffix("; upgrade-insecure-requests")
    .replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The name of what is in these folders changes with its content, so that a copy of it stays right for ever.
FINGERPRINTED = ("assets/", f"{FOLDER}/fragment/", f"{FOLDER}/index/")
FOREVER = "public, max-age=31536000, immutable"
# Of all else a browser has to ask whether its copy is still right: a wrong number must not stay in anybody's. It is also what
# Netlify and Cloudflare do by themselves, so that `_headers` needs no rule for it, which would be joined with the other.
SHORT = "public, max-age=0, must-revalidate"
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
ANY_TYPE = "application/octet-stream"
# What gets smaller when it is packed.
PACKED = tuple(
    kind.partition(";")[0] for kind in TYPES.values() if kind.startswith("text/") or kind.endswith(("json", "xml"))
)
# What is for the host and not for visitors; which of them a site has depends on `hosting`.
FILES = [
    "_headers",
    "_redirects",
    "_nginx.conf",
    "_Caddyfile",
    "_cloudfront.js",
    "_cloudfront.json",
    "CNAME",
    ".nojekyll",
]
_AROUND = 8  # what a line has besides two addresses, in whatever dialect


class Host(NamedTuple):
    """What a host can do: send the headers that a site wants, and lead on by itself; and how much of that it takes."""

    sends_headers: bool = True
    leads_on: bool = True
    most_redirects: int = 1_000_000
    most_bytes: int = 1_000_000_000


HOSTS: dict[Hosting | None, Host] = {
    # Where a file is at an old address, Netlify sends that: the page that leads on.
    None: Host(leads_on=False),
    "netlify": Host(leads_on=False, most_redirects=10_000),
    "cloudflare": Host(most_redirects=2_000, most_bytes=100_000),  # what is behind them it passes over in silence
    "github-pages": Host(sends_headers=False, leads_on=False),
    "nginx": Host(),
    "caddy": Host(),
    "s3": Host(most_bytes=8_000),  # a function of CloudFront may have 10 KB
}


class Redirect(NamedTuple):
    """An old address of a page, and where it leads, as paths that a browser asks for."""

    old: str
    new: str


def headers_for(path: str, *, staging: bool = False) -> dict[str, str]:
    """Return the headers that go with a file of the site, by its path in the manifest: `blog/index.html`.

    They are its Content-Type, its Cache-Control, and those of every file.
    """
    cache = FOREVER if path.startswith(FINGERPRINTED) else SHORT
    kind = TYPES.get(splitext(path)[1].lower(), ANY_TYPE)
    return everywhere(staging=staging) | {"Cache-Control": cache, "Content-Type": kind}


def everywhere(*, staging: bool) -> dict[str, str]:
    """Return the headers of every file. A copy for review stays out of search results whole: pictures can't say so themselves."""
    return _HEADERS | {"X-Robots-Tag": "noindex"} if staging else _HEADERS


def redirects(site: Site) -> list[Redirect]:
    """Return where each old address leads, in the order of the pages."""
    return [
        Redirect(href(site.base_url, alias_url(alias)), href(site.base_url, page.url))
        for page in site.pages
        for alias in page.front_matter.aliases
    ]


def headers_file(site: Site) -> str:
    """Return `_headers`, which Netlify and Cloudflare Pages read: the headers of every file, and what stays right for ever."""
    path = base_path(site.base_url)
    everything = _rule(f"{path}/*", everywhere(staging=site.staging))
    return everything + "".join(_rule(f"{path}/{folder}*", {"Cache-Control": FOREVER}) for folder in FINGERPRINTED)


def _rule(pattern: str, fields: dict[str, str]) -> str:
    return f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in fields.items())


def redirects_file(moved: list[Redirect]) -> str:
    """Return `_redirects`, which Netlify and Cloudflare Pages read: that each old address leads on, for good.

    The status stands there plain. Netlify would only go before a file with `301!`, but Cloudflare doesn't know that; both
    find the page that stands at the address and leads on too.
    """
    return "".join(f"{old} {new} 301\n" for old, new in moved)


def fitting(host: Hosting | None, moved: list[Redirect]) -> int:
    """Return how many redirects, from the first on, a host takes."""
    limits, size = HOSTS[host], 0
    for number, one in enumerate(moved[: limits.most_redirects]):
        size += len(one.old) + len(one.new) + _AROUND
        if size > limits.most_bytes:
            return number
    return min(len(moved), limits.most_redirects)
