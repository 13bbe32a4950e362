"""What the site tells the host that serves it: `_headers` and `_redirects`, which Netlify and Cloudflare Pages read."""

from carepress.model.site import Site
from carepress.text.urls import alias_url, base_path, href

# Nothing loads from another host, nothing runs or styles from within a page, no form sends, no page frames another.
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
# Pagefind's search is WebAssembly. A host joins the policies of all rules that fit an address, and a browser then holds
# to each of them, so a page can't be given more than the rest of the site. What goes for every file therefore has what
# the search page needs; every other page takes it away again in a policy of its own, which stands in its head.
SEARCH_POLICY = CONTENT_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
FILES = ("_headers", "_redirects")
_POWERS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
_HEADERS = {
    "Content-Security-Policy": f"{SEARCH_POLICY}; frame-ancestors 'none'; upgrade-insecure-requests",
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
# A copy for review stays out of search results whole: pictures and PDF files can't say so themselves.
_STAGING_HEADERS = {"X-Robots-Tag": "noindex"}
# The name of an asset changes with its content, so that a copy of it stays right for ever.
_ASSET_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}


def headers(site: Site) -> str:
    """Return the headers of every file of the site, and those of the assets."""
    path = base_path(site.base_url)
    everywhere = _HEADERS | _STAGING_HEADERS if site.staging else _HEADERS
    return _rules(f"{path}/*", everywhere) + _rules(f"{path}/assets/*", _ASSET_HEADERS)


def _rules(pattern: str, fields: dict[str, str]) -> str:
    return f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in fields.items())


def redirects(site: Site) -> str:
    """Return a line for each old address: the address, where it leads, and that it does so for good.

    The status stands there plain. Netlify would only go before a file with `301!`, but Cloudflare doesn't know that; both
    find the page that stands at the address and leads on too.
    """
    lines = [
        f"{href(site.base_url, alias_url(alias))} {href(site.base_url, page.url)} 301\n"
        for page in site.pages
        for alias in page.front_matter.aliases
    ]
    return "".join(lines)
