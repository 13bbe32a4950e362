"""What the schemas for editors say of the files of a site."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import fastjsonschema

from care import SITE as CARE
from carepress.cli.schema import write_schemas
from carepress.load.front_matter import split
from carepress.text.yaml_file import load_yaml


def of_site(root: Path) -> list[str]:
    """Return the files of a site that there are schemas for: data with a declaration, settings, pages."""
    known = ["content/_site.yaml", *(f"content/_data/{name}.yaml" for name in CARE.all_collections)]
    pages = (path.relative_to(root).as_posix() for path in (root / "content").rglob("*.md"))
    return [*(path for path in known if (root / path).is_file()), *sorted(pages)]


@cache
def _compiled(schema: str) -> Callable[[object], object]:
    return fastjsonschema.compile(json.loads(schema))


def fits(root: Path, path: str, folder: Path) -> bool:
    """Return whether a file of a site is as its schema wants it; the schemas are made in a folder."""
    return fits_one_of(write_schemas(root, CARE, folder), root, path, folder)


def fits_one_of(schemas: Mapping[str, Path], root: Path, path: str, folder: Path) -> bool:
    """Return whether a file of a site is as its schema wants it, one of those that were made in a folder."""
    text = (root / path).read_text(encoding="utf-8")
    file, problems = load_yaml(split(text).front or "" if path.endswith(".md") else text, path)
    schema = schemas.get(path, folder / "front-matter.schema.json")
    assert problems == []
    assert file
    try:
        _compiled(schema.read_text(encoding="utf-8"))(file.value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True
