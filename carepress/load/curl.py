"""Makes the quotes curly in everything that staff fill in, but for what is kept as written."""

import dataclasses
from typing import Any

from carepress.model.fields import PAGE, VERBATIM, Form, Ref, marked, names_of, once
from carepress.text.words import curl_quotes


@once
def verbatim_names(kind: type[Any]) -> frozenset[str]:
    """Return the names of a record's fields that are kept as written: ids, addresses, numbers to call."""
    return frozenset({*names_of(kind, VERBATIM, PAGE), *marked(kind, Form), *marked(kind, Ref)})


def curl_all(value: Any, verbatim: frozenset[str] = frozenset()) -> Any:
    """Return a value with curly quotes in every text inside it.

    Records say which of their fields are kept as written; `verbatim` says it of keys outside of records.
    """
    if isinstance(value, str):
        return curl_quotes(value)
    if isinstance(value, dict):
        return {name: item if name in verbatim else curl_all(item, verbatim) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(curl_all(item, verbatim) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = {field.name for field in dataclasses.fields(value)} - verbatim_names(type(value))
        return dataclasses.replace(value, **{name: curl_all(getattr(value, name)) for name in names})
    return value
