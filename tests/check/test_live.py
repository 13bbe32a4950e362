"""A live site is held against its build: each way in which it may differ is named, with the file and what to do."""

import hashlib
import json
import re
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from care import SITE as CARE
from carepress.check.live.asking import Asker, Came, certificate_ends
from carepress.check.live.compared import Build, certificate_differences, file_differences
from carepress.check.live.verified import Verified, read_build, verify
from carepress.check.site.external import Pace
from carepress.cli.main import main
from carepress.cli.report import as_text
from carepress.model.config import Options
from carepress.model.records import Hosting
from carepress.pipeline import build
from carepress.problems import EnvironmentFailed
from tests.check.bent import Answer, Bend, Host, showing
from tests.check.host import AT_ONCE, SELF_SIGNED
from tests.check.host import Host as ReplyingHost
from tests.hosts import REAL
from tests.sites import BASIC, NOON, PNG, SETTINGS, TinySite, page

WORDS = "We sit and talk. " * 100
FILES: Mapping[str, str | bytes] = {
    **BASIC,
    "content/404.md": page("Not here.\n", title="Not here"),
    "content/blog/x.md": page(f"{WORDS}\n\n![A room](room.png)\n", aliases="[/old/]"),
    "content/blog/room.png": PNG,
    "content/blog/y.md": page(WORDS),
    "templates/redirect.html": "<!doctype html><title>Moved</title>",
    "templates/assets/site.css": "p { margin: 0 }\n" * 30,
}
# What bends an answer, and what is then said, with the site's address as http://live/.
BENT: dict[str, tuple[dict[str, Bend], str]] = {
    "one-byte": (
        {"/blog/x/": lambda right: right._replace(body=right.body.replace(b"sit", b"sat", 1))},
        """\
http://live/blog/x/: error: isn't what was built: {old}… expected, {new}… came (1,903 bytes) [live-file]
  hint: publish again, by `publish` with --anew; if it stays so, switch off whatever changes files at the host, such as "optimizing\"""",
    ),
    "missing": (
        {"/blog/y/": lambda right: right._replace(status=404)},
        """\
http://live/blog/y/: error: isn't there: its host answers 404 Not Found [live-file]
  hint: publish again, by `publish` with --anew; if it stays away, see whether the host leaves such files out""",
    ),
    "extra": (
        {
            "/gone/": lambda right: Answer(200, {}, b"An old page"),
            "/sitemap.xml": lambda right: right._replace(
                body=right.body.replace(b"</urlset>", b"<url><loc>http://live/gone/</loc></url></urlset>")
            ),
        },
        """\
http://live/gone/: error: is live, but not in the build [live-extra]
  hint: publish again, or delete it at the host

http://live/sitemap.xml: error: isn't what was built: {old}… expected, {new}… came (292 bytes) [live-file]
  hint: publish again, by `publish` with --anew; if it stays so, switch off whatever changes files at the host, such as "optimizing\"""",
    ),
    "no-addresses": (
        {
            "/blog/y/": lambda right: Answer(302, {"Location": "http://[/"}, b""),
            "/sitemap.xml": lambda right: right._replace(body=b"<loc>http://[/</loc>"),
        },
        """\
http://live/blog/y/: error: leads to http://[/, and should be a file [live-file]
  hint: take the redirect away at the host

http://live/sitemap.xml: error: isn't what was built: {old}… expected, {new}… came (20 bytes) [live-file]
  hint: publish again, by `publish` with --anew; if it stays so, switch off whatever changes files at the host, such as "optimizing\"""",
    ),
    "missing-header": (
        {"/blog/x/": lambda right: right.with_headers(X_Content_Type_Options="")},
        """\
http://live/blog/x/: error: has no X-Content-Type-Options: "nosniff" expected [live-header]
  hint: give the host the headers that the build wrote for it, as docs/publishing.md says""",
    ),
    "wrong-header": (
        {"/blog/room.png": lambda right: right.with_headers(Cache_Control="public, max-age=600")},
        """\
http://live/blog/room.png: error: has Cache-Control "public, max-age=600": "public, max-age=0, must-revalidate" expected [live-header]
  hint: give the host the headers that the build wrote for it, as docs/publishing.md says""",
    ),
    "foreign-header": (
        {"/": lambda right: right.with_headers(Set_Cookie="visitor=1")},
        """\
http://live/: error: has Set-Cookie "visitor=1", which the build doesn't want [live-header]
  hint: switch it off at the host; by it a browser is recognized, or asks somebody else""",
    ),
    "lost-redirect": (
        {"/old/": lambda right: Answer(404, {}, b"")},
        """\
http://live/old/: error: doesn't lead to http://live/blog/x/: its host answers 404 Not Found [live-redirect]
  hint: give the host the redirects that the build wrote for it, as docs/publishing.md says""",
    ),
    "wrong-redirect": (
        {"/old/": lambda right: Answer(302, {"Location": "/"}, b"")},
        """\
http://live/old/: error: leads to http://live/ with 302 Found: http://live/blog/x/ with 301 expected [live-redirect]
  hint: give the host the redirects that the build wrote for it, as docs/publishing.md says""",
    ),
    "file-leads-on": (
        {"/blog/y/": lambda right: Answer(302, {"Location": "/login"}, b"")},
        """\
http://live/blog/y/: error: leads to http://live/login, and should be a file [live-file]
  hint: take the redirect away at the host""",
    ),
    "wrong-type": (
        {"/sitemap.xml": lambda right: right.with_headers(Content_Type="text/html")},
        """\
http://live/sitemap.xml: error: has Content-Type "text/html": "application/xml" expected [live-header]
  hint: give the host the headers that the build wrote for it, as docs/publishing.md says""",
    ),
    "truncated": (
        {"/blog/room.png": lambda right: right._replace(length=len(right.body) + 1)},
        """\
http://live/blog/room.png: error: can't be read: it breaks off before its end [live-file]
  hint: publish this file again; if it stays so, ask the host""",
    ),
    "badly-packed": (
        {"/blog/y/": lambda right: right.with_headers(Content_Encoding="gzip")},
        """\
http://live/blog/y/: error: can't be read: it isn't packed as its host says [live-file]
  hint: publish this file again; if it stays so, ask the host""",
    ),
    "unpacked": (
        {"/blog/y/": lambda right: right.with_headers(Content_Encoding="identity")},
        """\
http://live/blog/y/: error: comes as it is (1,801 bytes), though packed it would be smaller [live-file]
  hint: switch on gzip or Brotli for text/html at the host""",
    ),
    "soft-404": (
        {"*": lambda right: right._replace(status=200 if right.status == 404 else right.status)},
        """\
http://live/nothing-1795539600/: error: is nothing, and its host answers 200 OK: 404 expected [live-404]
  hint: let the host send 404.html with the status 404""",
    ),
    "missing-and-soft": (
        {"/blog/y/": "/nothing/"},
        """\
http://live/blog/y/: error: is the page for what isn't there, and comes as if it were right [live-file]
  hint: publish again, and let the host send 404 with that page""",
    ),
    "other-404": (
        {"/nothing-1795539600/": lambda right: right._replace(body=b"Nothing here")},
        """\
http://live/nothing-1795539600/: error: is nothing, and what comes isn't the page that says so [live-404]
  hint: let the host send 404.html with the status 404""",
    ),
    "other-host": (
        {
            "/blog/y/": lambda right: right._replace(
                body=right.body.replace(b"</main>", b"</main><script src=//s.example.net/s.js></script>")
            )
        },
        """\
http://live/blog/y/: error: asks s.example.net, which the build doesn't [live-file]
  hint: switch off at the host what was put in: statistics, protection, a widget""",
    ),
    "stale": (
        {"/blog/y/": lambda right: right._replace(body=b"As it was").with_headers(Age="600")},
        """\
http://live/blog/y/: error: is the file of an older build, kept there for 600 seconds [live-file]
  hint: publish again, and clear the cache of the host""",
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """Return a built site."""
    site = TinySite(tmp_path_factory.mktemp("live")).write(
        {**FILES, "content/_site.yaml": f"{SETTINGS}hosting: nginx\n"}
    )
    site.build()
    return site


@pytest.fixture(scope="module")
def live(site: TinySite) -> Iterator[Host]:
    """Give a server that shows the site as it should be."""
    with showing(site.root / "site") as host:
        yield host


@pytest.fixture
def bent(live: Host) -> Iterator[Host]:
    """Give the server, which is right again afterwards."""
    live.asked.clear()
    yield live
    live.bends = {}


def verified(site: TinySite, host: str, cache: Path, sample: int = 0, pace: Pace = AT_ONCE) -> Verified:
    """Return what a site at an address differs in; an old page of it is known."""
    old = {"files": {"blog/y/index.html": hashlib.sha256(b"As it was").hexdigest()}}
    cache.mkdir(exist_ok=True)
    (cache / "build-1.json").write_text(json.dumps(old), encoding="utf-8")
    live = read_build(site.root / "site", host, "nginx")
    return verify(live, cache, NOON, sample, lambda stage: None, pace)


def said(found: Verified, host: str) -> str:
    """Return the differences as a person reads them, with `http://live/` for the address."""
    text = "\n\n".join(as_text(one, Path()) for one in sorted(found.problems, key=lambda one: one.place.path))
    return re.sub(r"\b[0-9a-f]{12}(?=… (expected|came))", r"{\1}", text.replace(host, "http://live/"))


@pytest.mark.parametrize(("bends", "expected"), BENT.values(), ids=BENT)
def test_what_differs_is_named(
    site: TinySite, bent: Host, tmp_path: Path, bends: dict[str, Bend], expected: str
) -> None:
    """Whatever differs is found at its address, said with what was expected, what came and what to do, and nothing else is."""
    bent.bends = bends
    found = said(verified(site, bent.address, tmp_path), bent.address)

    assert found == expected.replace("{old}", "{expected}").replace("{new}", "{came}")


@pytest.mark.parametrize("host", ["bent", *REAL])
def test_a_site_that_is_the_build(site: TinySite, live: Host, tmp_path: Path, host: str) -> None:
    """A right server passes, and so do nginx and Caddy with what the build writes for them, packed too; each file is asked for once."""
    if host == "bent":
        live.asked.clear()
        found = verified(site, live.address, tmp_path)
        assert (len(live.asked), len(set(live.asked))) == (found.files + 4, found.files + 1)
    else:
        copy = TinySite(tmp_path / "site").write({**FILES, "content/_site.yaml": f"{SETTINGS}hosting: {host}\n"})
        build(copy.root, Options(kind=CARE, packed=True), NOON)
        with REAL[host](copy.root / "site") as port:
            found = verified(copy, f"http://127.0.0.1:{port}", tmp_path / "kept")

    assert (found.problems, found.redirects, found.known) == ((), 1, 0)


def test_a_run_that_was_stopped_goes_on(site: TinySite, bent: Host, tmp_path: Path) -> None:
    """What was right before somebody stopped the run isn't asked for again, and a finished run leaves nothing of that."""

    def stop(stage: str) -> None:
        if stage.startswith("Verifying: 5 "):
            raise KeyboardInterrupt

    live = read_build(site.root / "site", bent.address, "nginx")
    with pytest.raises(KeyboardInterrupt):
        verify(live, tmp_path, NOON, 0, stop, AT_ONCE)
    bent.asked.clear()
    found = verified(site, bent.address, tmp_path)

    assert (found.problems, found.known, found.asked) == ((), 5, found.files - 5 + 1)
    assert len(bent.asked) == found.files - 5 + 4
    assert verified(site, bent.address, tmp_path).known == 0


def test_a_sample(site: TinySite, bent: Host, tmp_path: Path) -> None:
    """A sample has the home page and so many files, which are others on another day."""
    live = read_build(site.root / "site", bent.address, "nginx")
    seen = set()
    for day in range(9):
        bent.asked.clear()
        assert verify(live, tmp_path, NOON + timedelta(days=day), 2, lambda stage: None, AT_ONCE).files in (2, 3)
        seen |= {path for path in bent.asked if "nothing" not in path}

    assert {"/blog/x/", "/blog/y/", "/blog/room.png", "/robots.txt", "/old/"} <= seen


def test_a_host_that_is_busy_is_waited_for(site: TinySite, bent: Host, tmp_path: Path) -> None:
    """What fails for a moment is asked for again, when its host says."""
    left = [3]

    def busy(right: Answer) -> Answer:
        left[0] -= 1
        return Answer(429, {"Retry-After": "0"}, b"") if left[0] >= 0 else right

    bent.bends = {"/blog/y/": busy}

    assert verified(site, bent.address, tmp_path).problems == ()
    assert bent.asked.count("/blog/y/") == 4


ENDLESS = "can't be read: it has no end, or one behind 100 MB or minutes"


def test_what_has_no_end(site: TinySite, bent: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What gets far too large as it is unpacked, or comes too slowly, is left."""
    monkeypatch.setattr("carepress.check.live.asking._MOST", 200_000)
    bent.bends = {"/blog/y/": lambda right: right._replace(body=b"0" * 300_000)}

    assert [
        (one.place.path, one.message.replace("0 MB", "100 MB"))
        for one in verified(site, bent.address, tmp_path).problems
    ] == [(f"{bent.address}blog/y/", ENDLESS)]
    bent.bends = {}
    with pytest.raises(EnvironmentFailed, match="it has no end"):
        verified(site, bent.address, tmp_path, pace=replace(AT_ONCE, whole=0))


def test_a_host_that_is_lost() -> None:
    """A host that answers no more isn't asked for thousands of files one after the other."""
    asker = Asker("http://127.0.0.1:1/", AT_ONCE)

    assert {asker.get("/").failure for _ in range(24)} == {"its host can't be reached"}
    with pytest.raises(
        EnvironmentFailed, match="doesn't answer any more: the same command goes on where this one ended"
    ):
        asker.get("/")


@pytest.mark.parametrize("address", ["http://127.0.0.1:99999/", "http://127.0.0.1:x/", "http://me:secret@127.0.0.1/"])
def test_an_address_that_is_none(site: TinySite, capsys: pytest.CaptureFixture[str], address: str) -> None:
    """A port that there isn't, and a password that a report would tell, are refused."""
    with pytest.raises(SystemExit):
        run(site, capsys, address)
    assert "isn't the address of a site; write it as https://example.org/" in capsys.readouterr().err


RIGHT = {"content-type": "text/html"}


@pytest.mark.parametrize(
    ("hosting", "path", "came", "rules"),
    [
        pytest.param("github-pages", "a/index.html", Came(200, RIGHT, b"a"), [], id="sends-no-headers"),
        pytest.param("github-pages", "a.js", Came(200, {"content-type": "application/javascript; charset=utf-8"}, b"a"), [], id="type"),
        pytest.param("github-pages", "a.pf_meta", Came(200, {}, b"a"), [], id="any-type"),
        pytest.param("github-pages", "a/index.html", Came(200, {"content-type": "text/html; charset=latin-1"}, b"a"), ["live-header"], id="charset"),
        pytest.param("netlify", "old/index.html", Came(200, RIGHT, b"a"), ["live-header"] * 7, id="page-at-an-old-address"),
        pytest.param("netlify", "old/index.html", Came(301, {"location": "/a/"}), [], id="netlify-leads-on"),
        pytest.param("nginx", "old/index.html", Came(200, RIGHT, b"a"), ["live-redirect"], id="nginx-has-to-lead-on"),
        pytest.param("nginx", "old/index.html", Came(301, {"location": "https://example.org/a/"}), [], id="whole"),
    ],
)  # fmt: skip
def test_what_hosts_can_do(hosting: Hosting, path: str, came: Came, rules: list[str]) -> None:
    """Of each host only that is expected which it can do."""
    digest = hashlib.sha256(b"a").hexdigest()
    files = dict.fromkeys(["a/index.html", "a.js", "a.pf_meta", "old/index.html"], digest)
    build = Build(address="https://example.org/", hosting=hosting, files=files, moved={"/old/": "/a/"}, staging=False)

    assert [one.rule for one in file_differences(build, path, came)] == rules


def test_a_certificate_near_its_end() -> None:
    """A certificate is told of two weeks before its end, which comes before anybody is turned away."""
    ends = datetime(2026, 12, 8, 17, tzinfo=UTC)

    assert [*certificate_differences("https://example.org/", ends, NOON)] == []
    assert [
        as_text(one, Path()) for one in certificate_differences("https://example.org/", ends, NOON + timedelta(days=1))
    ] == [
        "https://example.org/: error: has a certificate that ends in 13 days, on 2026-12-08 [live-certificate]\n"
        "  hint: see why the host doesn't renew it"
    ]


def test_when_the_certificate_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end is what the host's own certificate says; one that browsers warn of can't be asked for anything."""
    (tmp_path / "certificate.pem").write_text(SELF_SIGNED, encoding="utf-8")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem")
    with ReplyingHost({"/": [(200, {})]}) as host:
        host.socket = context.wrap_socket(host.socket, server_side=True)
        Thread(target=host.serve_forever, args=(0.02,), daemon=True).start()
        address = f"https://127.0.0.1:{host.server_port}/"
        found = Asker(address, AT_ONCE).get("/").failure
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        ends, status = certificate_ends(address), Asker(address, AT_ONCE).get("/").status
        host.shutdown()

    assert (found, ends, status) == (
        "its certificate is one that browsers warn of",
        datetime(2126, 11, 1, 21, 30, 33, tzinfo=UTC),
        200,
    )


def run(site: TinySite, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Return the exit code of the command, and what it prints."""
    code = main(["verify", *words], site.root, "care")
    out, err = capsys.readouterr()
    return code, out + err


def test_what_is_printed(site: TinySite, bent: Host, capsys: pytest.CaptureFixture[str]) -> None:
    """The sum comes first; what is wrong with many files alike is said once; JSON has all, and markdown a table for an issue."""
    code, text = run(site, capsys, bent.address)
    looked = "Looked at: 9 files, 1 redirect, the page for what isn't there."

    assert (code, text) == (0, f"{bent.address} is the build. {looked}\n")

    bent.bends = {"*": lambda right: right.with_headers(Referrer_Policy="")}
    code, text = run(site, capsys, bent.address)
    wrong = f"{bent.address} isn't the build: it differs at 8 places. {looked}\n"

    assert (code, text) == (
        1,
        f"""{wrong}
{bent.address}: error: has no Referrer-Policy: "no-referrer" expected; and so 7 other files [live-header]
  hint: give the host the headers that the build wrote for it, as docs/publishing.md says

""",
    )
    code, text = run(site, capsys, bent.address, "--format", "markdown")

    assert (code, text) == (
        1,
        f"""{wrong}
| address | what is wrong | what to do |
| --- | --- | --- |
| {bent.address} | has no Referrer-Policy: "no-referrer" expected; and so 7 other files | give the host the headers that the build wrote for it, as docs/publishing.md says |
""",
    )
    code, text = run(site, capsys, bent.address, "--format", "json")
    found = json.loads(text)

    assert (code, len(found["problems"]), found["files"], found["certificate_ends"]) == (1, 8, 9, None)
    assert found["problems"][0]["path"] == bent.address


def test_what_keeps_it_from_looking(
    site: TinySite, bent: Host, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without a build, and without a host, nothing can be said of the site; a wrong word is said before anything is asked."""
    code, text = run(site, capsys, bent.address, "--site", str(tmp_path))
    assert (code, text) == (
        3,
        f"error: {tmp_path} has no finished build: build the site first, or name its folder with --site\n",
    )
    with pytest.raises(EnvironmentFailed, match=r"^http://127\.0\.0\.1:1/ can't be read: its host can't be reached$"):
        verified(site, "http://127.0.0.1:1/", tmp_path)
    with pytest.raises(SystemExit):
        run(site, capsys, bent.address, "--sample", "0")
    assert '"0" isn\'t a number from 1 on; write one such as 100' in capsys.readouterr().err
    assert bent.asked == []
