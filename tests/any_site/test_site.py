"""The site of this folder is sound: it builds, twice to the same bytes, and the rules find no error in it."""

from pathlib import Path

import pytest

from build import KIND
from carepress.cli.main import main
from tests.any_site import copied


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["build", "--compare-clean"], id="build"),
        pytest.param(["build", "--staging"], id="copy-for-review"),
        pytest.param(["check"], id="check"),
        pytest.param(["due"], id="due"),
        pytest.param(["facts"], id="facts"),
        pytest.param(["schema"], id="schema"),
    ],
)
def test_a_command_finds_no_error(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command comes to its end; what it has to say is shown if it doesn't."""
    code = main(words, copied(tmp_path), KIND)

    assert code == 0, capsys.readouterr().out


def test_a_build_leaves_the_content_alone(tmp_path: Path) -> None:
    """A build writes only into site/ and .cache/."""
    before = {path: path.read_bytes() for path in copied(tmp_path).rglob("*") if path.is_file()}
    main(["build"], tmp_path, KIND)
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    assert {path for path in after if after[path] != before.get(path)} == {
        path for path in after if path.relative_to(tmp_path).parts[0] in {"site", ".cache"}
    }
