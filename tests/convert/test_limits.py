"""Texts that would keep the parser busy are refused with a place; what a person may write goes through."""

import gc
import re
import threading

import pytest

from carepress.convert.limits import MOST_CHARACTERS
from carepress.text.timeout import DeadlinePassed, deadline
from tests.sites import MakeSite, page


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("[" * 20_000, "5:101 more than 100 brackets are opened and never closed", id="brackets"),
        pytest.param("![" * 10_000, "5:202 more than 100 brackets are opened and never closed", id="pictures"),
        pytest.param("[a](" * 5_000, "5:403 more than 100 links are opened and never closed", id="links"),
        pytest.param("[a][" * 5_000, "5:401 more than 100 brackets are opened and never closed", id="references"),
        pytest.param("<" * 20_000, "5:201 more than 200 angle brackets are opened and never closed", id="angles"),
        pytest.param("<a b='" * 5_000, "5:1201 more than 200 angle brackets are opened and never closed", id="tags"),
        pytest.param("<a b='\n\n" * 5_000, "405:1 more than 200 angle brackets are opened and never closed", id="tags-apart"),
        pytest.param("<http://" * 5_000, "5:1601 more than 200 angle brackets are opened and never closed", id="autolinks"),
        pytest.param("<![CDATA[" * 3_000, "5:453 more than 100 brackets are opened and never closed", id="cdata"),
        pytest.param("|" * 50_000, "5:20001 more than 20,000 cells stand in one table", id="wide-table"),
        pytest.param("a|" * 99 + "\n" + "-|" * 99 + "\n" + ("a|" * 99 + "\n") * 900, "207:6 more than 20,000 cells stand in one table", id="long-table"),
        pytest.param("".join(f"*[A{n}]: x\n" for n in range(3000)), "505:1 more than 500 abbreviations are explained", id="abbreviations"),
        pytest.param("".join("    " * n + "- a\n" for n in range(200)), "55:1 the text is nested too deeply", id="lists"),
        pytest.param(">" * 10_000 + " a", "5:1 the text is nested too deeply", id="quotes"),
        pytest.param("a b c. " * 30_000, f"5:{MOST_CHARACTERS + 1} the text has 210,000 characters; 200,000 is the most", id="size"),
    ],
)  # fmt: skip
def test_a_text_that_is_not_for_the_parser(make_site: MakeSite, body: str, expected: str) -> None:
    """Each is one problem with the place at which it becomes too much. [text-too-large]"""
    found = make_site(body=body).problems()

    assert [f"{problem.place.line}:{problem.place.column} {problem.message}" for problem in found] == [expected]


@pytest.mark.usefixtures("words_as_written")
@pytest.mark.parametrize(
    "body",
    [
        pytest.param("*" * 20_000, id="stars"),
        pytest.param("*a **b " * 2_000, id="emphasis"),
        pytest.param("`" * 20_000, id="backticks"),
        pytest.param(" ".join("`" * n for n in range(1, 200)), id="growing-backticks"),
        pytest.param("- a\n" * 20_000, id="long-list"),
        pytest.param("".join("    " * n + "- a\n" for n in range(20)), id="deep-list"),
        pytest.param("> " * 49 + "a", id="deep-quote"),
        pytest.param("---\n\n" * 2_000, id="rules-apart"),
        pytest.param("---\n" * 40_000, id="rules"),
        pytest.param("- - -\n" * 20_000, id="dashes"),
        pytest.param("* * *\n" * 20_000, id="stars-as-rules"),
        pytest.param("a|b\n-|-\nc|d\n\n" * 1_000, id="many-tables"),
        pytest.param(r"\[" * 5_000, id="escaped-brackets"),
        pytest.param("[a](#b) " * 300 + "\n\n## b\n", id="many-links"),
        pytest.param("a < b. " * 150, id="less-than"),
        pytest.param("[^1]\n\n[^1]: " + "a " * 5_000, id="long-footnote"),
        pytest.param("{:" * 10_000, id="attribute-lists"),
        pytest.param("&" * 50_000, id="ampersands"),
        pytest.param("word " * 30_000, id="a-book"),
    ],
)
def test_a_text_that_only_looks_strange(make_site: MakeSite, body: str) -> None:
    """What isn't slow isn't refused."""
    report = make_site(body=body).build()

    assert report.pages == 1


def test_what_takes_too_long_is_stopped() -> None:
    """The last net works in the middle of a regular expression that would run for years."""
    with pytest.raises(DeadlinePassed), deadline(0.05):
        re.match(r"(a+)+$", "a" * 60 + "b")


def test_waiting_takes_no_time() -> None:
    """What counts is the work, not the clock: on a busy computer the same text is published."""
    with deadline(0.05):
        assert not threading.Event().wait(0.2)


def test_a_deadline_that_is_kept_leaves_no_trace() -> None:
    """Work that is done in time, or outside of the main thread, goes on as if there were none."""
    done: list[str] = []

    def work() -> None:
        with deadline(60):
            done.append(threading.current_thread().name)

    work()
    thread = threading.Thread(target=work, name="other")
    thread.start()
    thread.join()

    assert done == ["MainThread", "other"]


def test_a_text_that_is_too_slow_is_named(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that gets past the limits and past the deadline is a problem of its page; the others are converted. [text-too-slow]"""
    monkeypatch.setattr("carepress.convert._MOST_SECONDS", 1e-6)

    gc.disable()  # Hypothesis is told when garbage is collected, and what is raised there would be lost
    try:
        found = make_site({"content/a.md": page("*b* " * 20_000)}, body="*a* " * 20_000).problems()
    finally:
        gc.enable()

    assert [(problem.place.path, problem.rule) for problem in found] == [
        ("content/a.md", "text-too-slow"),
        ("content/index.md", "text-too-slow"),
    ]
    assert found[0].message == "the text takes more than 1e-06 seconds"
