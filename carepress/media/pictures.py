"""Prepares the files beside the pages: photos in the sizes and formats that browsers want, drawings and documents looked through.

What was made is kept, so that each picture is made once.
"""

import json
import os
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

import PIL  # only the number of its version; the rest of it starts when a photo has to be made

from carepress.media.drawing import make_drawing
from carepress.media.keep import Store
from carepress.model.config import Config
from carepress.model.site import Images, PageFile, Picture, Variant
from carepress.problems import BuildFailed, Problem

_MOST_AT_ONCE = 4
_DESCRIBED = "picture.json"  # the width and height of a picture and its variants; nothing for a document
# What makes them: whatever it changes is made anew.
_MADE_BY = {".svg": ["drawing.py", "stylesheets.py"], ".pdf": ["document.py"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """What became of one file: where each url finds its content, and the picture that these files are."""

    files: dict[str, Path]
    picture: Picture | None = None
    made: int = 0
    problems: tuple[Problem, ...] = ()


def prepare_images(
    config: Config, assets: Sequence[PageFile], progress: Callable[[str], None]
) -> tuple[Images, list[Problem]]:
    """Return the files beside the pages as they are published, and what is wrong with those that can't be."""
    done: dict[PageFile, _Prepared] = {}
    # Pillow's warnings are about damage that it can live with, and go to the terminal of whoever builds.
    with warnings.catch_warnings(), ThreadPoolExecutor(min(_MOST_AT_ONCE, os.cpu_count() or 1)) as pool:
        warnings.simplefilter("ignore")
        for asset, prepared in zip(assets, pool.map(partial(_prepare, config), assets), strict=True):
            done[asset] = prepared
            progress(f"Preparing photos: {len(done):,} of {len(assets):,}")
    images = Images(
        assets=tuple(assets),
        claims=tuple(PageFile(asset.path, url) for asset, prepared in done.items() for url in prepared.files),
        files={url: file for prepared in done.values() for url, file in prepared.files.items()},
        pictures={asset.url: prepared.picture for asset, prepared in done.items() if prepared.picture},
        made=sum(prepared.made for prepared in done.values()),
    )
    return images, [problem for prepared in done.values() for problem in prepared.problems]


def _prepare(config: Config, asset: PageFile) -> _Prepared:
    file = config.root / asset.path
    raw, suffix = file.read_bytes(), file.suffix.lower()
    # Threads share no store: each counts what it makes.
    store = Store(config.store / "images", config.today)
    recipe = [
        Path(__file__).with_name(name).read_bytes() for name in ("pictures.py", *_MADE_BY.get(suffix, ["photo.py"]))
    ]
    try:
        folder = store.get([raw, suffix, *recipe, PIL.__version__], partial(_make, raw, asset.path, suffix))
    except BuildFailed as failure:
        # Links to it aren't dead, and what is in it has been said.
        return _Prepared(files={asset.url: Path(os.devnull)}, problems=failure.problems)
    described = json.loads((folder / _DESCRIBED).read_text(encoding="utf-8"))
    if described is None:  # a document
        return _Prepared(files={asset.url: folder / "original"})
    width, height, variants = described
    stem = asset.url.removesuffix(PurePosixPath(asset.url).suffix)
    names = (one.name for one in sorted(folder.iterdir()) if one.name != _DESCRIBED)
    urls = {name: asset.url if name == "original" else f"{stem}-{name}" for name in names}
    picture = Picture(width, height, tuple(Variant(urls[name], wide, kind) for name, wide, kind in variants))
    return _Prepared(files={urls[name]: folder / name for name in urls}, picture=picture, made=store.made)


def _make(raw: bytes, path: str, suffix: str, folder: Path) -> None:
    described = None
    if suffix == ".svg":
        described = make_drawing(raw, path, folder)
    elif suffix == ".pdf":
        from carepress.media.document import check_document  # noqa: PLC0415 - pypdf takes 200 ms to start

        check_document(raw, path)
        (folder / "original").write_bytes(raw)
    else:
        from carepress.media.photo import make_photo  # noqa: PLC0415 - Pillow takes 40 ms to start

        described = make_photo(raw, path, folder)
    (folder / _DESCRIBED).write_text(json.dumps(described), encoding="utf-8")
