"""Tells machines what a page shows, in the words of schema.org: one graph of JSON-LD a page.

Nothing stands here that a reader of the page can't see. A page of questions is no FAQPage: search engines show nothing for
it any more (Google stopped in May 2026), and it would repeat the whole page.
"""

import json
from urllib.parse import urljoin

from carepress.model import FrontMatter, SiteSettings
from carepress.render.context import LevelView, PageContext
from carepress.templates import Markup
from carepress.text import as_sentence

Node = dict[str, object]

_ABOUT_HEALTH = {"article", "costs", "help", "level", "questions"}
_LISTS = {"archive", "glossary", "section", "sources", "tag"}
# The templates that don't say whether a clinician has reviewed the page.
_WITHOUT_REVIEW = {"archive", "glossary", "home", "sources", "tag"}
# What could end the script element or be taken for a mark; in JSON it means the same.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_json(graph: list[Node]) -> Markup:
    """Return a graph as the content of a script element; an empty text if there is nothing to say."""
    whole = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return Markup(text if graph else "")


def describe_page(kind: str, context: PageContext) -> list[Node]:
    """Return the site, the center and the page that uses the template `kind`; nothing if search engines leave it out.

    The sources cited are those that were cited by now, so it comes after the page's text.
    """
    page, site = context.page, context.site
    if page.meta.noindex or kind == "404":
        return []
    home = urljoin(page.permalink, context.link("/"))
    website: Node = {"@type": "WebSite", "@id": f"{home}#website", "name": site.name, "url": home}
    center: Node = {"@type": "Organization", "@id": f"{home}#organization", "name": site.name, "url": home}
    is_about_the_center = page.is_home or _is_at(context, "contact.md")
    about: Node = {
        "@type": _page_type(kind, context),
        "@id": f"{page.permalink}#page",
        "url": page.permalink,
        "name": page.title,
        "description": page.description,
        "inLanguage": site.language,
        "isPartOf": _reference(website),
        **({} if kind in _WITHOUT_REVIEW else _review(page.meta)),
        **_breadcrumbs(context),
    }
    if entity := _reference(center) if is_about_the_center else _main_entity(kind, context, _reference(center)):
        about["mainEntity"] = entity
    return [website, center | (_center_details(site) if is_about_the_center else {}), about]


def _reference(node: Node) -> Node:
    return {"@id": node["@id"]}


def _is_at(context: PageContext, content_path: str) -> bool:
    """Return whether the page is the one that a file in content/ makes."""
    page = context.page_at(content_path)
    return page is not None and page.href == context.page.href


def _page_type(kind: str, context: PageContext) -> str:
    if _is_at(context, "contact.md"):
        return "ContactPage"
    if _is_at(context, "about.md"):
        return "AboutPage"
    if kind in _ABOUT_HEALTH or context.page.meta.tags or _listed_levels(kind, context):
        return "MedicalWebPage"
    return "CollectionPage" if kind in _LISTS else "WebPage"


def _review(meta: FrontMatter) -> Node:
    if not meta.reviewed:
        return {}
    return {"lastReviewed": meta.reviewed.isoformat(), "reviewedBy": {"@type": "Person", "name": meta.reviewer}}


def _center_details(site: SiteSettings) -> Node:
    """Return what the page says of the center; a value that is still a sample isn't told as if it were real.

    A clinic needs an address: without one the center is a plain organization. Its hours aren't here: they say when the
    phone is answered, in free words, and a machine would take them for the time when the door is open.
    """
    details: Node = {
        name: value
        for name, key, value in (("telephone", "phone", site.phone), ("email", "email", site.email))
        if value and key not in site.samples
    }
    if site.license and "license" not in site.samples:
        details["hasCredential"] = {"@type": "EducationalOccupationalCredential", "name": site.license}
    if site.address and site.address.street and site.address.city and "address" not in site.samples:
        address = {
            "streetAddress": site.address.street,
            "addressLocality": site.address.city,
            "addressRegion": site.address.state,
            "postalCode": site.address.postal_code,
        }
        given = {name: value for name, value in address.items() if value}
        details |= {"@type": "MedicalClinic", "address": {"@type": "PostalAddress", **given}}
    return details


def _breadcrumbs(context: PageContext) -> Node:
    page = context.page
    if page.is_home or not page.above:
        return {}
    steps: list[Node] = [
        {"name": above.nav_title, "item": {"@id": urljoin(page.permalink, above.href)}} for above in page.above
    ]
    steps.append({"name": page.meta.nav_title or page.title})
    return {"breadcrumb": {"@type": "BreadcrumbList", "itemListElement": _list_items(steps)}}


def _list_items(items: list[Node]) -> list[Node]:
    return [{"@type": "ListItem", "position": number, **item} for number, item in enumerate(items, start=1)]


def _main_entity(kind: str, context: PageContext, center: Node) -> Node:
    """Return what the page is mainly about; an empty node if that is nothing with a name of its own."""
    if kind == "article":
        return _article(context, center)
    if kind == "level":
        view = context.care_level(context.page.meta.level)
        return _therapy(context.page.permalink, view, view.level.plain)
    if kind == "glossary":
        return _glossary(context)
    return _level_list(kind, context)


def _article(context: PageContext, center: Node) -> Node:
    """Return the article. A source is named by its address alone: the page's list has its title, and bytes count."""
    page = context.page
    article: Node = {"@type": "Article", "@id": f"{page.permalink}#article", "headline": page.title}
    if page.card:
        article["image"] = page.card
    if page.meta.date:
        article["datePublished"] = page.meta.date.isoformat()
    if page.meta.updated:
        article["dateModified"] = page.meta.updated.isoformat()
    article["author"] = {"@type": "Person", "name": page.meta.author} if page.meta.author else center
    if page.meta.author:
        article["publisher"] = center
    if references := context.references():
        article["citation"] = [reference.source.url for reference in references]
    return article


def _therapy(address: str, view: LevelView, description: str) -> Node:
    name = view.level.short_name
    return {
        "@type": "MedicalTherapy",
        "@id": f"{address}#therapy",
        "name": name,
        "description": description,
        "url": address,
    }


def _listed_levels(kind: str, context: PageContext) -> list[LevelView]:
    """Return the levels of care whose pages a section lists."""
    listed = {child.href for child in context.page.children} if kind == "section" else set()
    return [view for view in context.care_levels() if view.href in listed]


def _level_list(kind: str, context: PageContext) -> Node:
    page = context.page
    said = {child.href: child.description for child in page.children}
    items: list[Node] = [
        {"item": _therapy(urljoin(page.permalink, view.href), view, said[view.href])}
        for view in _listed_levels(kind, context)
    ]
    if not items:
        return {}
    return {"@type": "ItemList", "@id": f"{page.permalink}#levels", "itemListElement": _list_items(items)}


def _glossary(context: PageContext) -> Node:
    page = context.page
    terms = [
        {"@type": "DefinedTerm", "name": as_sentence(term.term), "url": f"{page.permalink}#{name}"}
        for name, term in context.data.glossary.items()
    ]
    return {"@type": "DefinedTermSet", "@id": f"{page.permalink}#terms", "name": page.title, "hasDefinedTerm": terms}
