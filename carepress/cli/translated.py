"""The command `translated`: somebody has brought a translation up to date with its original."""

import argparse
from pathlib import Path

from carepress.check.source.original import digest_of_page
from carepress.cli import DONE
from carepress.cli.arguments import now, options_of
from carepress.cli.named import inside, named_path
from carepress.cli.report import one_line
from carepress.load.form import order_of
from carepress.load.names import UnknownName
from carepress.load.splice import splice_page
from carepress.pipeline import read_site
from carepress.write.together import write_whole


def run(asked: argparse.Namespace, root: Path) -> int:
    """Write what the originals say now into their translations. Raises UnknownName for a page that translates none."""
    read = read_site(root, options_of(asked), now())
    pages = {page.path: page for page in read.site.by_path.values()}
    for word in asked.pages:
        page = pages.get(path := named_path(word, root))
        original = page and page.front_matter.translates and read.site.versions.get(page.url, {}).get("")
        if not page or not original:
            hint = "its front matter says which: translates: ../guides/families.md"
            raise UnknownName(f"{path} is the translation of no page", hint)
        digest = digest_of_page(original, read.texts[original.path])
        file = inside(root, path)
        order = order_of(read.config.kind.front_matter)
        new = splice_page(file.read_bytes().decode(), ("original_digest",), digest, order)
        write_whole(file, new.encode())
        print(one_line(f"{path} says what {original.path} says."))
    return DONE
