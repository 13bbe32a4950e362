"""The components for pictures in rows, videos and maps: what they make, what a page with one may load, and what is refused."""

import re
from collections.abc import Mapping

import pytest

from carepress.cli.main import main
from carepress.cli.report import as_text
from carepress.text.html import Tree
from tests.project import with_templates
from tests.sites import BASIC, HOME, PNG, SETTINGS, MakeSite, TinySite, page

VIDEO = '{{ video file="a/tour.webm" captions="a/tour.vtt" poster="a/p.png" title="A walk & a \'talk\'" }}'
GALLERY = '{{ gallery pictures="\na/p.png: The entrance, with a ramp: wide\n  a/q q.png :  Two chairs \n" }}'
MAP = '{{ map picture="a/p.png: A street" }}'
BESIDE: Mapping[str, str | bytes] = {
    "content/a/tour.webm": b"\x1a\x45\xdf\xa3",
    "content/a/tour.vtt": "WEBVTT\n",
    "content/a/other.mp4": b"ftyp",
    "content/a/p.png": PNG,
    "content/a/q q.png": PNG,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """Return a site with a page for each component, in the project's templates, built."""
    address = "address: {street: 1 Main & Co, city: Anytown, state: TN, postal_code: '37000'}\n"
    files = {
        **BASIC,
        **BESIDE,
        "content/_site.yaml": SETTINGS + address,
        "content/blog/index.md": page(),
        "content/blog/v.md": page(f"{VIDEO}\n", date="2026-01-01"),
        "content/g.md": page(f"Words.\n\n{GALLERY}\n"),
        "content/m.md": page(f"{MAP}\n"),
    }
    made = with_templates(TinySite(tmp_path_factory.mktemp("components")).write(files))
    said = [as_text(one, made.root) for one in made.build("2026-11-24").warnings if one.rule == "file-not-published"]
    assert len(said) == 1
    assert said[0].startswith("content/a/other.mp4: warning: a file of this type isn't published")
    assert "show it with {{ video file=" in said[0]
    return made


def test_a_video_is_published_by_its_component_alone(site: TinySite) -> None:
    """What a page shows is there, byte for byte; what none shows isn't."""
    assert site.tree()["a/tour.webm"] == BESIDE["content/a/tour.webm"]
    assert {path for path in site.tree() if path.endswith((".webm", ".mp4", ".vtt"))} == {"a/tour.webm", "a/tour.vtt"}


def test_a_video_waits_until_it_is_asked_for(site: TinySite) -> None:
    """It has controls, captions, a picture and a name, and nothing plays or loads by itself; the feed has whole addresses."""
    (video,) = Tree(site.read("blog/v/index.html")).css("figure > video")
    source, track = video.css("source")[0].attributes, video.css("track")[0].attributes

    assert video.attributes == {
        "controls": None,
        "playsinline": None,
        "preload": "none",
        "poster": "/a/p.png",
        "aria-label": "A walk & a 'talk'",
    }
    assert source == {"src": "/a/tour.webm", "type": "video/webm"}
    assert (track["kind"], track["src"]) == ("captions", "/a/tour.vtt")
    feed = site.read("feed.xml")
    assert [address in feed for address in ("https://example.org/a/p.png", "https://example.org/a/tour.webm")] == [
        True,
        True,
    ]


def test_only_its_page_may_load_one(site: TinySite) -> None:
    """The policy in the head of each other page takes away what the host's headers allow."""
    policies = {
        path: re.findall(r'-Policy" content="([^"]*)"', text.decode())[0]
        for path, text in site.tree().items()
        if path.endswith(".html")
    }

    assert [path for path, policy in policies.items() if "media-src 'self'" in policy] == ["blog/v/index.html"]
    assert "media-src 'self'" in site.read("_headers")


def test_a_gallery_says_what_each_picture_shows(site: TinySite) -> None:
    """Pictures stand in a list in their order, each with its sizes and words."""
    images = Tree(site.read("g/index.html")).css("ul.gallery > li img")

    assert [(one.attributes["src"], one.attributes["alt"], one.attributes["width"]) for one in images] == [
        ("/a/p.png", "The entrance, with a ramp: wide", "16"),
        ("/a/q%20q.png", "Two chairs", "16"),
    ]


def test_a_map_leads_to_an_app(site: TinySite) -> None:
    """The address comes from the settings; nothing of the map is loaded from elsewhere."""
    (figure,) = Tree(site.read("m/index.html")).css("figure.map")

    assert figure.css("img")[0].attributes["alt"] == "A street"
    assert figure.css("a")[0].attributes["href"] == (
        "https://www.google.com/maps/search/?api=1&query=1%20Main%20%26%20Co%2C%20Anytown%2C%20TN%2037000"
    )
    assert "1 Main & Co, Anytown, TN 37000" in figure.text()


@pytest.mark.parametrize(
    ("body", "says", "hint"),
    [
        ('{{ pictures pictures="a/p.png" }}', 'nobody has said what "a/p.png" shows', "write it behind the file"),
        ('{{ pictures pictures="p.png: A" }}', 'there is no such file "content/p.png"', 'did you mean "a/p.png"?'),
        ('{{ pictures pictures="a/tour.webm: A" }}', 'there is no such file "content/a/tour.webm"', "name one that"),
        ("[A](a/tour.webm)", 'there is no file "a/tour.webm"', "show it with {{ video"),
        ("![A](a/tour.webm)", 'there is no picture "a/tour.webm"', "show it with {{ video"),
        ("<video src='a/tour.webm'></video>", "<video> can't stand in a text", "{{ video file="),
        ("<iframe src='https://example.com/'></iframe>", "<iframe> can't stand in a text", "{{ map picture="),
        ("<picture></picture>", "<picture> can't stand in a text", "{{ gallery"),
    ],
)
def test_what_is_refused(make_site: MakeSite, body: str, says: str, hint: str) -> None:
    """What isn't there, isn't described or stands in the wrong way is an error at its place, which says what to write."""
    template = "{% for address, words in described(pictures) %}<img src='{{ address }}' alt='{{ words }}'>{% endfor %}"
    site = make_site({**BESIDE, "templates/components/pictures.html": template}, body=f"{body}\n")

    (found,) = (one for one in site.found() if one.severity == "error")

    assert (found.message, found.place.path, found.place.line) == (says, HOME, 5)
    assert hint in found.hint


def test_files_in_components_go_along(make_site: MakeSite) -> None:
    """A picture, a video or a photo of a person that gets another name is named so wherever it stands."""
    person = "ann:\n  name: Ann\n  role: Cook\n  bio: She cooks.\n  photo: a/p.png\n"
    templates = {
        "templates/components/gallery.html": "{% for address, words in described(pictures) %}{{ address }}{% endfor %}",
        "templates/components/video.html": "{{ beside(file, 'webm') }}{{ beside(poster, 'png') }}{{ title }}{{ captions }}",
    }
    files = {**BESIDE, **templates, "content/_data/people.yaml": person, "content/b.md": page(f"{VIDEO}\n")}
    site = make_site(files, body=f"{GALLERY}\n")

    for old, new in (("p.png", "door.png"), ("tour.webm", "walk.webm")):
        assert main(("rename", f"content/a/{old}", new), site.root, "care") == 0

    assert (site.root / HOME).read_text(encoding="utf-8") == page(f"{GALLERY.replace('p.png', 'door.png')}\n")
    assert (site.root / "content/b.md").read_text(encoding="utf-8") == page(
        f"{VIDEO.replace('p.png', 'door.png').replace('tour.webm', 'walk.webm')}\n"
    )
    assert "photo: a/door.png" in (site.root / "content/_data/people.yaml").read_text(encoding="utf-8")
