"""The rules of this site beside those that every site has, as catalog.yaml beside this file has them."""

from pathlib import Path

from carepress.problems.catalog import ENGINE

CATALOG = ENGINE.with_file(Path(__file__).with_name("catalog.yaml"))
violation = CATALOG.violation
