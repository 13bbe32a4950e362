"""What each host reads, written from the one description in `hosting.py`."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from carepress.model.records import Hosting
from carepress.model.site import Site
from carepress.problems import Place, Problem
from carepress.problems.catalog import violation
from carepress.site_files.hosting import (
    ANY_TYPE,
    FILES,
    FINGERPRINTED,
    FOREVER,
    PACKED,
    SHORT,
    TYPES,
    Redirect,
    everywhere,
    fitting,
    headers_file,
    redirects,
    redirects_file,
)
from carepress.text.urls import base_path

_SETTINGS_PATH = "content/_site.yaml"
_OWN = [name for name in FILES if not name.startswith(".")]


def host_files(site: Site) -> tuple[dict[str, str], list[Problem]]:
    """Return the files that the site's host reads, by name, and a warning if it can't take all that is in them."""
    host, moved = site.settings.hosting, redirects(site)
    files = {"_headers": headers_file(site)} | ({"_redirects": redirects_file(moved)} if moved else {})
    most = fitting(host, moved)
    if host in _DIALECTS:
        files |= _DIALECTS[host](site, moved[:most])
    if most == len(moved):
        return files, []
    return files, [
        violation("hosting-limit", Place(_SETTINGS_PATH), host=host, most=f"{most:,}", all=f"{len(moved):,}")
    ]


def _github(site: Site, moved: list[Redirect]) -> dict[str, str]:
    """Return what GitHub Pages reads: that it is to leave the files alone, and a name of the site's own."""
    address = urlsplit(site.base_url)
    host = address.hostname or ""
    is_own = (
        not base_path(site.base_url) and not host.endswith(".github.io") and "base_url" not in site.settings.samples
    )
    return {".nojekyll": ""} | ({"CNAME": f"{host}\n"} if is_own else {})


def _nginx(site: Site, moved: list[Redirect]) -> dict[str, str]:
    """Return what nginx includes in a server block. A location with headers of its own inherits none: it has all of them."""
    path, fields = base_path(site.base_url), everywhere(staging=site.staging)

    def sent(cache: str, indent: str, end: str) -> Iterator[str]:
        yield f'{indent}add_header Cache-Control "{cache}"{end};'
        for name, value in fields.items():
            yield f'{indent}add_header {name} "{value}" always;'

    lines = [
        "# Include this in the server block whose root is the folder of the site.",
        "index index.html;",
        f"error_page 404 {path}/404.html;",
        "absolute_redirect off;",
        "server_tokens off;",
        f"default_type {ANY_TYPE};",
        "types {",
        *(f"    {kind.partition(';')[0]} {ending[1:]};" for ending, kind in TYPES.items()),
        "}",
        "charset utf-8;",
        "charset_types text/css text/javascript text/plain;",
        "gzip on;",
        "gzip_static on;",
        "gzip_vary on;",
        "gzip_proxied any;",
        f"gzip_types {' '.join(kind for kind in PACKED if kind != 'text/html')};",
        *sent(SHORT, "", " always"),
    ]
    for folder in FINGERPRINTED:
        lines += [f"location ^~ {path}/{folder} {{", *sent(FOREVER, "    ", ""), "}"]
    lines += [f"location = {path}/{name} {{ return 404; }}" for name in _OWN]
    lines += [r"location ~ /\.(?!well-known/) { return 404; }"]
    lines += [f"location = {old} {{ return 301 {new}; }}" for old, new in moved]
    return {"_nginx.conf": "\n".join(lines) + "\n"}


def _caddy(site: Site, moved: list[Redirect]) -> dict[str, str]:
    """Return what Caddy imports in a site block whose root is the folder of the site. What went before an error it forgets."""
    path = base_path(site.base_url)
    own = [f"{path}/{name}" for name in _OWN]
    folders = " ".join(f"{path}/{folder}*" for folder in FINGERPRINTED)
    fields = ["header {", *(f'\t{name} "{value}"' for name, value in everywhere(staging=site.staging).items()), "}"]
    lines = [
        "# Import this in the site block whose root is the folder of the site.",
        "encode gzip {",
        "\tmatch {",
        *(f"\t\theader Content-Type {kind}*" for kind in PACKED),
        "\t}",
        "}",
        *fields,
        "header -Server",
        f"@others not path {folders}",
        f'header @others Cache-Control "{SHORT}"',
        f"@fingerprinted path {folders}",
        f'header @fingerprinted Cache-Control "{FOREVER}"',
    ]
    for ending, kind in TYPES.items():
        lines += [f"@{ending[1:]} path *{ending}", f'header @{ending[1:]} Content-Type "{kind}"']
    lines += [
        *(f"redir {old} {new} 301" for old, new in moved),
        f"@own path {' '.join(own)} */.*",
        "error @own 404",
        "file_server {",
        "\tprecompressed br gzip",
        "}",
        "handle_errors {",
        *(f"\t{line}" for line in fields),
        f'\theader Cache-Control "{SHORT}"',
        f'\theader Content-Type "{TYPES[".html"]}"',
        f"\trewrite * {path}/404.html",
        "\tfile_server",
        "}",
    ]
    return {"_Caddyfile": "\n".join(lines) + "\n"}


_FUNCTION = """\
// A function for CloudFront, at "viewer request": a folder's address is its page's, and old addresses lead on.
var moved = %s;

function to(address) {
  return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: address } } };
}

function handler(event) {
  var request = event.request;
  var address = request.uri;
  if (moved[address]) {
    return to(moved[address]);
  }
  if (address.indexOf("/.carepress/") >= 0) { // what `publish` notes there
    return { statusCode: 404, statusDescription: "Not Found" };
  }
  var name = address.slice(address.lastIndexOf("/") + 1);
  if (name === "") {
    request.uri = address + "index.html";
  } else if (name.indexOf(".") < 0) {
    return to(address + "/");
  }
  return request;
}
"""


def _cloudfront(site: Site, moved: list[Redirect]) -> dict[str, str]:
    """Return a function of CloudFront, and what its response headers policy is made from.

    The headers that CloudFront counts among those of security have places of their own there. Cache-Control and
    Content-Type come with each file, as `publish` uploads it.
    """
    fields = everywhere(staging=site.staging)
    security: dict[str, dict[str, str | int]] = {
        "ContentSecurityPolicy": {"ContentSecurityPolicy": fields["Content-Security-Policy"]},
        "ContentTypeOptions": {},
        "ReferrerPolicy": {"ReferrerPolicy": fields["Referrer-Policy"]},
        "StrictTransportSecurity": {
            "AccessControlMaxAgeSec": int(fields["Strict-Transport-Security"].partition("=")[2])
        },
    }
    placed = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Strict-Transport-Security")
    others = [
        {"Header": name, "Value": value, "Override": True} for name, value in fields.items() if name not in placed
    ]
    policy = {
        "Name": "carepress-staging" if site.staging else "carepress",
        "SecurityHeadersConfig": {name: {**value, "Override": True} for name, value in security.items()},
        "CustomHeadersConfig": {"Quantity": len(others), "Items": others},
    }
    return {
        "_cloudfront.js": _FUNCTION % json.dumps(dict(moved), indent=0, separators=(",", ":")),
        "_cloudfront.json": json.dumps(policy, indent=2) + "\n",
    }


_DIALECTS: dict[Hosting | None, Callable[[Site, list[Redirect]], dict[str, str]]] = {
    "github-pages": _github,
    "nginx": _nginx,
    "caddy": _caddy,
    "s3": _cloudfront,
}
