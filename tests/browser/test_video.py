"""A video of one's own in a real browser: under the policy of its page, and of no other."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.every_kind import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

VIDEO = "/guides/tour.webm"
PLAYED = """async address => {
    const video = document.querySelector("video") ?? Object.assign(document.createElement("video"), {src: address})
    video.muted = true
    return video.play().then(() => [video.videoWidth, video.textTracks[0].mode], failure => failure.name)
}"""


def test_a_video_plays_on_its_page_alone(new_context: Callable[..., BrowserContext], host: str) -> None:
    """It is asked for when somebody presses play, and has its captions on; another page can't load it."""
    page, asked = new_context().new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url.removeprefix(host)))
    page.goto(host + KINDS["guide"], wait_until="networkidle")
    before = VIDEO in asked

    assert (before, page.evaluate(PLAYED, VIDEO), VIDEO in asked) == (False, [64, "showing"], True)
    page.goto(host + KINDS["contact"], wait_until="load")
    assert page.evaluate(PLAYED, VIDEO) == "NotSupportedError"
