"""Says why a link or a picture doesn't reach a file that is there: its kind isn't published, or its name can't be written so."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from posixpath import dirname, relpath
from urllib.parse import quote, unquote, urlsplit

from carepress.text.urls import as_read, file_key, resolve_path

# What may lie beside a page and is published. Whatever could run or load something stays out.
PUBLISHED = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".pdf"})
# What only the component for videos publishes.
MEDIA = frozenset({".mp4", ".webm", ".vtt"})
_PUBLISHED = f"published are pages (.md) and {', '.join(sorted(PUBLISHED))}"
_REMEDIES = {
    "save it as JPEG, or as PNG if it is drawn": "ai bmp cr2 dng eps heic heif ico jp2 jxl nef psd raw tga tif tiff",
    "it is a JPEG: let its name end with .jpg": "jfif jif jpe pjpeg",
    "save it as PDF, or write a page": "csv doc docm docx epub htm html key numbers odp ods odt pages ppt pptx rtf txt xls xlsx",
    "say in a page what is in it, and link to where it can be seen or heard": "avi m4a m4v mkv mov mp3 mpg ogg wav wmv",
    'show it with {{ video file="…" captions="…" poster="…" title="…" }}: nothing else publishes it': "mp4 vtt webm",
    "it may be data, which stand in content/_data/; the settings are content/_site.yaml": "yaml yml",
    "let its name end with .md, in small letters": "markdown md mdown mdx mkd",
    "a program left it behind: delete it": "bak orig rej swp tmp",
}
# What people write where a file belongs, and mean something outside of the site.
_ELSEWHERE = {
    re.compile(r"www\.[\w-]+\.|(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|us|health)(?:[/?#]|$)", re.IGNORECASE): (
        'for a page of somebody else write "https://{target}"'
    ),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+$"): (
        "an address for mail comes from the data, and becomes a link by itself: {{{{ site.email }}}}"
    ),
    re.compile(r"\+?[\d(][\d ().-]{5,20}$"): (
        "a number to call comes from the data, and becomes a link by itself: {{{{ site.phone }}}}"
    ),
}
_WITH_TXT = re.compile(r"\.(?:md|ya?ml)\.txt\Z", re.IGNORECASE)
_BY_ENDING = {f".{ending}": remedy for remedy, endings in _REMEDIES.items() for ending in endings.split()}


def remedy(path: str) -> str:
    """Return what to do with a file of a kind that isn't published."""
    if _WITH_TXT.search(path):
        return "an editor has put .txt behind its name: take that away"
    return _BY_ENDING.get(PurePosixPath(path).suffix.lower(), _PUBLISHED)


def why_missing(target: str, from_path: str, files: Collection[str], left_out: Collection[str]) -> str:
    """Return why a link in a page reaches no file though one is there, with what to do; nothing if none is there.

    `files` has the paths inside content/ of what can be linked, `left_out` those of the files that aren't published.
    """
    seen = as_read(target)
    named, *literal = (_path(written, from_path) for written in (unquote(urlsplit(seen).path), unquote(seen), seen))
    if named in left_out:
        return f"the file is there, but its kind isn't published: {remedy(named)}"
    if says := _meant(seen, from_path, files):
        return says
    if found := next((path for path in literal if path != named and path in {*files, *left_out}), ""):
        better = quote(PurePosixPath(found).name)
        return f'the file is there, but #, ? and % mean something in an address: write "{better}", or better rename it'
    keys = {file_key(path): path for path in [*left_out, *files]}
    found = keys.get(file_key(named), "") if named else ""
    if found and found == named:  # the path inside content/
        return f'write "{relpath(found, dirname(from_path) or ".")}": the path starts from the folder of this file'
    better = relpath(found, dirname(from_path) or ".") if found else ""
    better = better if PurePosixPath(found).name == PurePosixPath(named).name else PurePosixPath(found).name
    return found and f'the file is there as "{better}": upper and lower case must be the same'


def _meant(seen: str, from_path: str, files: Collection[str]) -> str:
    """Return what to write in place of an address that names no file, but something else; nothing if it isn't known."""
    turned = seen.replace("\\", "/")
    if turned != seen and _path(turned, from_path) in files:
        return f'write "{turned}": an address has slashes'
    return next((says.format(target=seen) for looks, says in _ELSEWHERE.items() if looks.match(seen)), "")


def _path(written: str, from_path: str) -> str:
    return resolve_path("" if written.startswith("/") else from_path, written.lstrip("/"))
