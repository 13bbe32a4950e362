"""Reads CSS as browsers do: the one home of tinycss2."""

from collections.abc import Iterator

import tinycss2  # type: ignore[import-untyped]


def references(css: str) -> Iterator[tuple[bool, str, int]]:
    """Yield what a style refers to: each address in a url(), or the name of each `@rule` and other `function()`.

    With whether it is an address, and its line. Comments are gone, escapes undone, names in lower case, however deep
    they stand.
    """
    waiting = tinycss2.parse_component_value_list(css, skip_comments=True)[::-1]
    while waiting:
        token = waiting.pop()
        inside = getattr(token, "arguments", getattr(token, "content", ()))
        if token.type == "url":
            yield True, token.value, token.source_line
        elif token.type == "at-keyword":
            yield False, f"@{token.lower_value}", token.source_line
        elif token.type == "function" and token.lower_name == "url":
            yield True, next((one.value for one in inside if one.type == "string"), ""), token.source_line
        elif token.type == "function":
            yield False, f"{token.lower_name}()", token.source_line
        waiting += inside[::-1]
