"""Each rule of a check finds its fault among twenty pages, and nothing else."""

import pytest

from carepress.problems.catalog import rules
from tests.check.planted import PLANTED, TWENTY
from tests.check.sound import check, said
from tests.sites import ROOT, MakeSite


@pytest.mark.long
@pytest.mark.parametrize(("path", "before", "after", "expected"), PLANTED.values(), ids=PLANTED)
def test_fault(make_site: MakeSite, path: str, before: str, after: str, expected: list[str]) -> None:
    """The fault of a rule in a site of twenty pages is found at its place, and nothing else is."""
    site = make_site({**TWENTY, path: str(TWENTY[path]).replace(before, after, 1)})

    assert said(check(site)[0]) == expected


def test_all_faults_at_once(make_site: MakeSite) -> None:
    """Each of the faults is found where it is, also if every page has one."""
    site = make_site(TWENTY)
    for path, before, after, _ in PLANTED.values():
        site.write({path: (site.root / path).read_text(encoding="utf-8").replace(before, after, 1)})

    assert sorted(said(check(site)[0])) == sorted(line for *_, expected in PLANTED.values() for line in expected)


def test_twenty_pages_without_a_fault(make_site: MakeSite) -> None:
    """The same pages without the faults give nothing at all, not even a warning or a word for information."""
    assert check(make_site(TWENTY)) == ((), ())


def test_every_rule_has_a_row() -> None:
    """Each rule of the catalog is shown here, or in the tables of what stops every build."""
    shown = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))

    assert set(PLANTED) <= set(rules())
    assert [rule for rule in rules() if rule not in PLANTED and f"[{rule}]" not in shown] == []
