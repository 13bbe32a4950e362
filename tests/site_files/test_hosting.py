"""What hosts read says what the one description says, at real servers and where only the file can be looked at."""

import gzip
import json
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import brotli
import pytest

from care import SITE as CARE
from carepress.model.config import Options
from carepress.model.records import Hosting
from carepress.pipeline import build
from carepress.site_files.hosting import HOSTS, SHORT, Redirect, fitting, headers_for
from tests.hosts import REAL, needed
from tests.sites import BASIC, NOON, PNG, SETTINGS, Files, MakeSite, TinySite, page

LONG = "We sit and talk. " * 100
SITE: Files = {
    **BASIC,
    "content/404.md": page("Not here.\n", title="Not here"),
    "content/blog/x.md": page(f"{LONG}\n\n![A room](room.png)\n", aliases="[/old/, /Old-name.html]"),
    "content/blog/room.png": PNG,
    "templates/redirect.html": "<!doctype html><title>Moved</title>",
    "templates/assets/site.css": "p { margin: 0 }\n" * 90,
}
OLD = {"/old/": "/blog/x/", "/Old-name.html": "/blog/x/", "/blog/x": "/blog/x/"}
TOO_MANY = (
    "content/_site.yaml: warning: s3 takes the first 48 of 60 old addresses; at the others a page leads on [hosting-limit]\n"
    "  hint: nothing has to be done for visitors; for search engines, take away aliases that nobody uses any more"
)
ANSWER = tuple[int, dict[str, str], bytes]


def site_for(root: Path, host: str, more: str = "", files: Files = SITE) -> TinySite:
    """Return a built site for a host."""
    site = TinySite(root).write({**files, "content/_site.yaml": f"{SETTINGS}hosting: {host}\n{more}"})
    site.build()
    return site


@pytest.fixture(scope="module", params=REAL)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TinySite, int]]:
    """Give a site and the port at which a real server shows it."""
    site = site_for(tmp_path_factory.mktemp(request.param), request.param)
    with REAL[request.param](site.root / "site") as port:
        yield site, port


def asked(port: int, path: str, **headers: str) -> ANSWER:
    """Return the status, the headers and the body of an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_a_real_server_sends_each_file_as_described(served: tuple[TinySite, int]) -> None:
    """Bytes, type, and all headers are those of the description, once each; a folder's address is its page's."""
    site, port = served
    for path, raw in site.tree().items():
        if path.startswith(("_", "old/", "Old")):
            continue
        status, headers, body = asked(port, "/" + path.removesuffix("index.html"))

        assert (status, body) == (200, raw), path
        assert {name: headers.get(name) for name in headers_for(path)} == headers_for(path), path
        assert "etag" in map(str.lower, headers)
        assert "/" not in headers.get("Server", "")


def test_a_real_server_leads_on(served: tuple[TinySite, int]) -> None:
    """Old addresses, and folders without their slash, lead on: for good where an author said so."""
    _, port = served
    answers = {old: asked(port, old) for old in OLD}

    assert {old: headers["Location"] for old, (_, headers, _) in answers.items()} == OLD
    assert [answers[old][0] for old in list(OLD)[:2]] == [301, 301]
    assert "Strict-Transport-Security" in answers["/old/"][1]


@pytest.mark.parametrize(
    "path", ["/nothing/", "/assets/nothing.css", "/_headers", "/_nginx.conf", "/.git/config", "/x.png"]
)
def test_a_real_server_has_nothing_there(served: tuple[TinySite, int], path: str) -> None:
    """What isn't there, or isn't for visitors, gets the page that says so, with the status for it, and nobody keeps that."""
    site, port = served
    status, headers, body = asked(port, path)

    assert (status, body) == (404, site.tree()["404.html"])
    assert headers["Content-Type"] == headers_for("404.html")["Content-Type"]
    assert headers.get("Cache-Control", SHORT) == SHORT
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "is_packed"), [("blog/x/index.html", True), ("assets/site", True), ("blog/room", False)]
)
def test_a_real_server_packs_texts(served: tuple[TinySite, int], path: str, is_packed: bool) -> None:
    """Texts are packed for whoever can unpack them, and nothing else is."""
    site, port = served
    found = next(one for one in site.tree() if one.startswith(path))
    _, headers, body = asked(port, f"/{found}", **{"Accept-Encoding": "gzip"})

    assert (gzip.decompress(body) if is_packed else body) == site.tree()[found]
    assert headers.get("Content-Encoding") == ("gzip" if is_packed else None)
    assert headers.get("Vary", "").lower() == ("accept-encoding" if is_packed else "")


def test_what_lies_packed_beside_a_text(make_site: MakeSite) -> None:
    """On demand each text lies there packed too; what stays isn't packed again, and without the demand it goes."""
    site = make_site({**SITE, "content/y.md": page(LONG)})
    build(site.root, Options(kind=CARE, packed=True), NOON)
    tree = site.tree()
    beside = {path for path in tree if path.endswith((".br", ".gz"))}
    text = tree["y/index.html"]

    assert {"y/index.html.br", "y/index.html.gz", "blog/x/index.html.br"} <= beside
    assert not {path for path in beside if path.startswith(("old/", "blog/room", "_"))}, (
        "small, packed by itself, or for the host"
    )
    assert gzip.decompress(tree["y/index.html.gz"]) == brotli.decompress(tree["y/index.html.br"]) == text

    site.write({"content/y.md": page(f"{LONG} And eat.")})
    again = build(site.root, Options(kind=CARE, packed=True), NOON)

    assert again.written == 3
    assert brotli.decompress(site.tree()["y/index.html.br"]) == site.tree()["y/index.html"] != text

    site.build()

    assert not [path for path in site.tree() if path.endswith((".br", ".gz"))]


def test_a_real_server_sends_what_is_packed(tmp_path: Path) -> None:
    """Caddy sends what lies there packed, and whoever can't unpack it gets the text."""
    site = site_for(tmp_path, "caddy")
    build(site.root, Options(kind=CARE, packed=True), NOON)
    (site.root / "site/blog/x/index.html.br").write_bytes(brotli.compress(b"From beside it"))
    with REAL["caddy"](site.root / "site") as port:
        _, headers, body = asked(port, "/blog/x/", **{"Accept-Encoding": "br"})
        plain = asked(port, "/blog/x/")

    assert (headers["Content-Encoding"], brotli.decompress(body)) == ("br", b"From beside it")
    assert plain[2] == site.tree()["blog/x/index.html"]


@pytest.mark.parametrize("host", [host for host in HOSTS if host])
def test_what_each_host_gets(tmp_path: Path, host: str) -> None:
    """Each host gets its files beside those that two of them read, and no other one's."""
    files = {
        "nginx": ["_nginx.conf"],
        "caddy": ["_Caddyfile"],
        "github-pages": [".nojekyll", "CNAME"],
        "s3": ["_cloudfront.js", "_cloudfront.json"],
    }
    tree = site_for(tmp_path, host).tree()

    assert sorted(path for path in tree if "/" not in path and path[0] in "._C") == sorted(
        ["_headers", "_redirects", *files.get(host, [])]
    )


@pytest.mark.parametrize(
    ("base_url", "more", "expected"),
    [
        pytest.param("https://www.example.org/", "", "www.example.org\n", id="own"),
        pytest.param("https://center.github.io/", "", None, id="github"),
        pytest.param("https://example.org/docs/", "", None, id="in-a-folder"),
        pytest.param("https://example.org/", "samples: [base_url]\n", None, id="sample"),
    ],
)
def test_a_name_of_its_own(tmp_path: Path, base_url: str, more: str, expected: str | None) -> None:
    """GitHub Pages is told the site's own name, if it has one."""
    site = TinySite(tmp_path).write(
        {**BASIC, "content/_site.yaml": f"name: A\nbase_url: {base_url}\nhosting: github-pages\n{more}"}
    )
    site.build()
    found = site.tree().get("CNAME")

    assert (found.decode() if found else None) == expected


def test_cloudfront(tmp_path: Path) -> None:
    """The function leads on and finds pages as a server does; the policy has each header, those of security at their places."""
    site = site_for(tmp_path, "s3")
    policy = json.loads(site.read("_cloudfront.json"))
    said = json.dumps(policy)

    assert [
        name
        for name in headers_for("x")
        if name[:5] not in {"Cache", "Conte", "Refer", "Stric", "X-Con"} and name not in said
    ] == []
    assert headers_for("x")["Content-Security-Policy"] in said
    assert policy["CustomHeadersConfig"]["Quantity"] == len(policy["CustomHeadersConfig"]["Items"])
    node = needed("node")
    script = f"{site.read('_cloudfront.js')}\nfor (const uri of {json.dumps([*OLD, '/blog/x/', '/feed.xml', '/.carepress/state.json'])}) {{const a = handler({{request: {{uri}}}}); console.log(a.statusCode ? a.statusCode + (a.headers ? a.headers.location.value : '') : a.uri)}}"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)

    assert done.stdout.split() == [*(f"301{new}" for new in OLD.values()), "/blog/x/index.html", "/feed.xml", "404"]


@pytest.mark.parametrize(
    ("host", "length", "most"),
    [
        pytest.param("cloudflare", 1, 2_000, id="number"),
        pytest.param("cloudflare", 100, 877, id="size"),
        pytest.param("netlify", 1, 3_000, id="all"),
        pytest.param("s3", 20, 235, id="function"),
    ],
)
def test_how_many_a_host_takes(host: Hosting, length: int, most: int) -> None:
    """A host takes so many old addresses, and so many letters of them."""
    assert fitting(host, [Redirect("/" + "a" * length, "/new/")] * 3_000) == most


def test_more_than_a_host_takes(make_site: MakeSite) -> None:
    """Whoever has more old addresses than the host takes is told so; the function has those that fit and stays below 10 KB."""
    old = ", ".join(f"/{number}{'a' * 150}/" for number in range(60))
    site = site_for(
        make_site().root,
        "s3",
        files={**BASIC, "content/x.md": page(aliases=f"[{old}]"), "templates/redirect.html": "-"},
    )

    assert site.printed() == TOO_MANY
    assert site.read("_cloudfront.js").count('/":"/x/"') == 48
    assert len(site.read("_cloudfront.js")) < 10_000
