"""What the site tells the host that serves it: `_redirects`, which Netlify and Cloudflare Pages read."""

from carepress.model import Site
from carepress.urls import alias_url, href


def redirects(site: Site) -> str:
    """Return a line for each old address: the address, where it leads, and that it does so for good.

    The status stands there plain. Netlify would only go before a file with `301!`, but Cloudflare doesn't know that; both
    find the page that stands at the address and leads on too.
    """
    lines = [
        f"{href(site.base_url, alias_url(alias))} {href(site.base_url, page.url)} 301\n"
        for page in site.pages
        for alias in page.front_matter.aliases
    ]
    return "".join(lines)
