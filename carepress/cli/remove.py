"""The command `remove`: a page or a picture goes away, and what led to it leads elsewhere."""

import argparse
import sys
from pathlib import Path

from carepress.cli.mended import place_of
from carepress.cli.moves import change, moving, named_in, own_files, read_whole
from carepress.cli.report import one_line
from carepress.load.names import UnknownName
from carepress.text.words import count_noun


def run(asked: argparse.Namespace, root: Path) -> int:
    """Take a page or a picture away; what led there leads elsewhere. Raises UnknownName if it is still needed."""
    tree = read_whole(asked, root)
    old = moving(asked.what, root, tree)
    known, own = tree.targets.addresses, [old, *own_files(tree, old)]
    folder = old.removesuffix("index.md") if old in known else f"{old}/"
    if folder != old and any(one.startswith(folder) and one not in own for one in known):
        raise UnknownName(f"content/{folder} holds other files", "remove these first, one after the other")
    instead = named_in(asked.to, root, tree) if asked.to else ""
    is_page = instead in tree.pages and instead not in tree.site.held_back
    if instead and (instead == old or is_page != (old in tree.pages)):
        raise UnknownName(f"what leads to content/{old} can't lead to {asked.to}", "name another page with --to")
    others = (one for one in tree.uses(old) if one.place.path != tree.paths[old])
    if (uses := dict.fromkeys(f"{place_of(one)}: {one.written}" for one in others)) and not instead:
        places = "".join(f"\n  {one_line(one)}" for one in uses)
        print(f"{count_noun(len(uses), 'link')} to it:{places}", file=sys.stderr)
        hint = "take these links out, or name the page that they are to lead to: --to PAGE"
        raise UnknownName(f"other pages need {tree.paths[old]}", hint)
    return change(tree, dict.fromkeys(own, ""), (old, ""), instead, is_trial=asked.dry_run)
