"""What a person can do about a mistake in YAML, by what libyaml says of it."""

TOO_DEEP = ("the brackets or indents are nested too deeply", "write it with fewer levels")
UNCLOSED = ("this quote is never closed", "add the missing quote at the end of the value")
IN_QUOTES = ("this quote ends too early or is never closed", "put a quote at each end of the value, and none inside")
TAB = ("a tab stands where spaces belong", "indent with spaces, two for each step")

# What libyaml says, and what a person can do about it.
ADVICE = (
    ("found a tab character", *TAB),
    ("mapping values are not allowed", "a colon inside the value", 'put the value in quotes: title: "Costs: an overview"'),
    ("while scanning a quoted scalar", *UNCLOSED),
    ("while parsing a flow sequence", "this bracket is never closed, or a comma is missing", "close it with ]"),
    ("while parsing a flow mapping", "this brace is never closed, or a comma is missing", "close it with }"),
    ("nesting", *TOO_DEEP),
    ("document", "a file holds one text: no line ---, ... or % can part it", "delete that line"),
    ("cannot start any token", "a value can't begin with this character", "put the value in quotes; indent with spaces, not tabs"),
    ("expected node content", "a value can't begin with this character", "put the value in quotes"),
    ("could not find expected ':'", "a key without a colon", "write `key: value`, one on a line"),
    ("did not find expected key", "this line doesn't line up with those above it", "indent neighbors by the same number of spaces"),
    ("did not find expected '-'", "this line doesn't line up with the list above it", "begin each item of a list with a dash, indented alike"),
    ("found undefined tag handle", "an exclamation mark has a meaning of its own here", "put the value in quotes"),
    ("while parsing a quoted scalar", "a backslash has a meaning of its own inside double quotes", "use single quotes instead"),
    ("undefined alias", "an asterisk has a meaning of its own at the start of a value", "put the value in quotes"),
    ("expected alphabetic or numeric", "& and * have a meaning of their own at the start of a value", "put the value in quotes"),
)  # fmt: skip
