"""The command `schema`: JSON Schemas from the declarations that builds check by, so that editors complete and check files."""

import argparse
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from carepress.cli import DONE
from carepress.cli.report import one_line
from carepress.load.content import read_content
from carepress.load.settings import SETTINGS_PATH
from carepress.model.fields import Least, declared, documented, needed, refs
from carepress.model.kind import SiteKind
from carepress.model.page import TextFile
from carepress.text.words import count_noun
from carepress.text.yaml_file import load_yaml
from carepress.write.together import write_whole

Schema = dict[str, Any]
Ids = Mapping[str, Iterable[str]]
FOLDER = Path(".cache/schema")
_EDITOR = ".vscode/settings.json"
_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that editors know well
_TYPES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    NoneType: {"type": "null"},
}


def run(asked: argparse.Namespace, root: Path) -> int:
    """Write the schemas, have VS Code use them if it has no settings here yet, and print the line for other editors."""
    written = write_schemas(root, asked.kind, root / FOLDER)
    mapping = {f"./{_way(root, made)}": path for path, made in written.items()}
    settings, editor = json.dumps({"yaml.schemas": mapping}, indent=2), root / _EDITOR
    if not os.path.lexists(editor):
        write_whole(editor, f"{settings}\n".encode())
    has_all = all(json.dumps(made) in editor.read_text(encoding="utf-8") for made in mapping)
    print(one_line(f"Wrote {count_noun(len(written) + 1, 'schema')} to {FOLDER.as_posix()}/."))
    says = f"by {_EDITOR}." if has_all else f"if {_EDITOR} has:\n{settings}"
    print(
        f"VS Code with the extension YAML (Red Hat) uses them {says}\nOther editors need a line at the top of a file:"
    )
    for path, made in written.items():
        print(one_line(f"  {path}: # yaml-language-server: $schema={_way((root / path).parent, made)}"))
    return DONE


def _way(start: Path, end: Path) -> str:
    return os.path.relpath(end, start).replace(os.sep, "/")


def write_schemas(root: Path, kind: SiteKind, folder: Path) -> Mapping[str, Path]:
    """Write all schemas to a folder; return that of each YAML file by the path of the file."""
    paths = {name: f"content/_data/{name}.yaml" for name in kind.all_collections}
    ids: dict[str, Iterable[str]] = {}
    for one in read_content(root / "content", TextFile(SETTINGS_PATH, ""))[0].data:
        name, (file, _) = PurePosixPath(one.path).stem.casefold(), load_yaml(one.text, one.path)
        if name in paths:
            paths[name], ids[name] = one.path, file.value if file and isinstance(file.value, dict) else ()
    schemas = {"front-matter": _record(kind.front_matter, ids), "_site": _record(kind.settings, ids)}
    for name, collection in kind.all_collections.items():
        schemas[name] = {"type": "object", "additionalProperties": _record(collection.record, ids)}
    for name, said in schemas.items():
        text = json.dumps({"$schema": _DRAFT, **said}, indent=1, ensure_ascii=False)
        write_whole(folder / f"{name}.schema.json", f"{text}\n".encode())
    return {path: folder / f"{name}.schema.json" for name, path in {"_site": SETTINGS_PATH, **paths}.items()}


def _record(kind: type[Any], ids: Ids) -> Schema:
    """Return the schema of a record: its keys with their documentation, and no others."""
    keys: dict[str, Schema] = {}
    for name, said in declared(kind).items():
        about = {"description": documented(said)} if documented(said) else {}
        keys[name] = ({"minLength": 1} if name in needed(kind) else {}) | _value(said[0], said, ids) | about
    shape = {"description": kind.__doc__, "type": "object", "properties": keys, "additionalProperties": False}
    return shape | {"required": [name for name in keys if name in needed(kind)]}


def _value(hint: Any, said: tuple[Any, ...], ids: Ids) -> Schema:
    """Return the schema of a type; one that isn't known here can be anything."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(inner)}
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint, ids)
    if origin in {tuple, list}:
        return {"type": "array", "items": {"minLength": 1, **_value(inner[0], said, ids)}}
    if origin in {Union, UnionType}:
        return {"anyOf": [_value(one, said, ids) for one in inner]}
    known = [one for name in refs(said) for one in ids.get(name, ())]
    least = [{"minimum": one.number} for one in said if isinstance(one, Least) and hint in {int, Decimal}]
    return dict(*least[:1], **_TYPES.get(hint, {}), **({"enum": known} if known and hint is str else {}))
