"""Which HTML may stand in a text: whatever could load, run or hide something is not on the list."""

_TEXT = "a abbr b br cite code del em i img ins kbd mark q s samp small span strong sub sup time u var wbr"
_BLOCKS = "address aside blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul"
ELEMENTS = frozenset((_TEXT + " " + _BLOCKS).split())
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Quotes belong to what surrounds these, or they are none: code keeps its own.
INLINE = frozenset(_TEXT.split()) - {"br", "img"}
VERBATIM = frozenset({"code", "pre", "kbd", "samp", "var"})
# A link inside a link is none, and a heading, a table or a callout (a div) is no place to leave a page from: who reads
# there may be in a hurry.
TERMS_LEFT_ALONE = HEADINGS | {"a", "abbr", "div", "dt", "figcaption", "summary", "table"}

_EVERYWHERE = frozenset(
    {"id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "aria-labelledby", "aria-describedby"}
)
_ATTRIBUTES = {
    "a": {"href", "hreflang", "rel", "download"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers", "align"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr", "align"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "details": {"open"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
CALLOUTS = ("information", "important", "urgent")


def is_allowed(element: str, attribute: str) -> bool:
    """Return whether an element may carry an attribute."""
    return attribute in _EVERYWHERE or attribute in _ATTRIBUTES.get(element, ())
