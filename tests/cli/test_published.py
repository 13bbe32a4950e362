"""`build --published`: the addresses of a site that is out there, by its list of files, and what can't be read as one."""

import json
from pathlib import Path

import pytest

from tests.check.sound import run
from tests.server import serving
from tests.sites import MakeSite, page

LIST = json.dumps({"files": {"index.html": "1", "a/index.html": "2", "b/index.html": "3", "b/p.png": "4"}})
GONE = "the last build had a page at /a/, and now nothing stands there [address-gone]"


@pytest.mark.parametrize("is_online", [False, True], ids=["file", "address"])
def test_an_address_of_the_published_site_is_gone(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path, *, is_online: bool
) -> None:
    """A page of the given list that nothing stands for is a warning each time, whatever the last build had."""
    site = make_site({"content/b.md": page()})
    (tmp_path / "carepress.json").write_text(LIST)
    (tmp_path / "_headers").touch()
    with serving(tmp_path) as home:
        name = f"{home}/carepress.json" if is_online else str(tmp_path / "carepress.json")
        said = [run(site, capsys, "build", "--published", name) for _ in range(2)]

    assert [(code, GONE in printed, printed.count("address-gone")) for code, printed, _ in said] == [(0, True, 1)] * 2
    assert "address-gone" not in run(site, capsys, "build")[1]


@pytest.mark.parametrize("text", ["", "{}", '{"files": []}', '{"files": {"../x": "1"}}', None])
def test_no_list(make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str | None) -> None:
    """What is no list of a site's files, or not there, is said, and nothing is built."""
    site, file = make_site(), tmp_path / "carepress.json"
    if text is not None:
        file.write_text(text)

    code, printed, error = run(site, capsys, "build", "--published", str(file))

    assert (code, printed) == (3, "")
    assert error.startswith(f"error: {file} can't be read as the list of a site's files: ")
    assert not (site.root / "site").exists()


def test_no_host(make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A host that isn't there, or has no list, is said too."""
    site = make_site()
    (tmp_path / "_headers").touch()
    with serving(tmp_path) as home:
        assert run(site, capsys, "build", "--published", f"{home}/carepress.json")[0] == 3
    assert run(site, capsys, "build", "--published", f"{home}/carepress.json")[0] == 3
