"""What templates were compiled to is kept, and whatever happens to that file, pages are the same."""

from collections.abc import Callable
from hashlib import sha256
from types import CodeType

import pytest

from carepress.render.environment import CountingEnvironment
from tests.sites import MakeSite, page

INDEX = "content/index.md"
PART = "templates/partials/part.html"
CARD = "templates/components/card.html"
KEPT = ".cache/build/templates"


def test_an_unchanged_template_is_not_compiled_again(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build makes the same pages without compiling a template; one that was changed is compiled alone."""
    site = make_site({INDEX: page('{{ card words="b" }}\n'), CARD: "<p>{{ words }}</p>"})
    site.build()
    made = site.tree()
    compiled: list[str] = []
    compile_template = CountingEnvironment.compile

    def note(environment: CountingEnvironment, source: str, name: str, path: str) -> CodeType:
        compiled.append(name)
        return compile_template(environment, source, name, path)

    monkeypatch.setattr(CountingEnvironment, "compile", note)
    site.build()
    assert (compiled, site.tree()) == ([], made)

    site.write({CARD: "<p>{{ words }}!</p>"})
    site.build()
    assert compiled == ["components/card.html"]
    assert "<p>b!</p>" in site.main()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[:-1], id="cut-off"),
        pytest.param(lambda content: content[:-1] + bytes([content[-1] ^ 1]), id="changed"),
        pytest.param(lambda content: bytes(32) + content[32:], id="of-another-engine"),
        pytest.param(lambda content: sha256(content[32:]).digest() + content[32:], id="forged"),
        pytest.param(None, id="folder"),
    ],
)
def test_kept_templates_may_be_damaged(make_site: MakeSite, damage: Callable[[bytes], bytes] | None) -> None:
    """A file of compiled templates that isn't whole, or is of another making, is passed over."""
    site = make_site()
    site.build()
    made, file = site.tree(), site.root / KEPT
    content = file.read_bytes()
    file.unlink()
    if damage:
        file.write_bytes(damage(content))
    else:
        file.mkdir()
    (site.root / ".cache/build/cache.db").unlink()  # so that templates are needed
    site.build()

    assert site.tree() == made
    assert file.is_dir() or file.read_bytes() == content
    assert [path.name for path in file.parent.iterdir() if path.name.startswith("making")] == []


def test_a_fault_is_told_by_each_build(make_site: MakeSite) -> None:
    """What was kept of the other templates doesn't hide the one that can't be read."""
    site = make_site({PART: "a\n{% for %}"})
    told = site.printed()

    assert told.startswith("templates/partials/part.html:2: error: ")
    assert site.printed() == told
