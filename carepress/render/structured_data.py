"""Tells machines what a page shows, in the words of schema.org: one graph of JSON-LD a page.

Nothing stands here that a reader of the page can't see. A page of questions is no FAQPage: search engines show nothing for
it any more (Google stopped in May 2026), and it would repeat the whole page.
"""

import json
from urllib.parse import urljoin

from carepress.render.context import LevelView, PageContext
from carepress.templates import Markup

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
    return Markup(text if graph else "")  # noqa: S704 - no sign is left that means something in HTML


def describe_page(kind: str, context: PageContext) -> list[Node]:
    """Return the nodes of a page that uses the template `kind`; none for a page that search engines leave out.

    The sources cited are those that were cited by now, so it comes after the page's text.
    """
    page = context.page
    if page.meta.noindex or kind == "404":
        return []
    home = urljoin(page.permalink, context.link("/"))
    organization = _reference(f"{home}#organization")
    entities = _main_entities(kind, context, organization)
    site: Node = {"@type": "WebSite", "@id": f"{home}#website", "name": context.site.name, "url": home}
    about: Node = {
        "@type": _page_type(kind, context),
        "@id": f"{page.permalink}#page",
        "url": page.permalink,
        "name": page.title,
        "description": page.description,
        "inLanguage": context.site.language,
        "isPartOf": _reference(f"{home}#website"),
        **({} if kind in _WITHOUT_REVIEW else _review(context)),
    }
    if entities or _is_about_the_center(context):
        about["mainEntity"] = _reference(str(entities[0]["@id"])) if entities else organization
    center = {"@type": "Organization", **organization, "name": context.site.name, "url": home}
    details = _center_details(context) if _is_about_the_center(context) else {}
    breadcrumbs = _breadcrumbs(context)
    if breadcrumbs:
        about["breadcrumb"] = _reference(f"{page.permalink}#breadcrumbs")
    return [site, center | details, *breadcrumbs, about, *entities]


def _reference(name: str) -> Node:
    return {"@id": name}


def _is_at(context: PageContext, content_path: str) -> bool:
    """Return whether the page is the one that a file in content/ makes."""
    page = context.page_at(content_path)
    return page is not None and page.href == context.page.href


def _is_about_the_center(context: PageContext) -> bool:
    return context.page.is_home or _is_at(context, "contact.md")


def _page_type(kind: str, context: PageContext) -> str:
    if _is_at(context, "contact.md"):
        return "ContactPage"
    if _is_at(context, "about.md"):
        return "AboutPage"
    if kind in _ABOUT_HEALTH or context.page.meta.tags or _listed_levels(kind, context):
        return "MedicalWebPage"
    return "CollectionPage" if kind in _LISTS else "WebPage"


def _review(context: PageContext) -> Node:
    meta, site = context.page.meta, context.site
    if not meta.reviewed:
        return {}
    reviewer = meta.reviewer or ("" if "reviewer" in site.samples else site.reviewer)
    by: Node = {"reviewedBy": {"@type": "Person", "name": reviewer}} if reviewer else {}
    return {"lastReviewed": meta.reviewed.isoformat(), **by}


def _center_details(context: PageContext) -> Node:
    """Return what the page says of the center; a value that is still a sample isn't told as if it were real.

    A clinic needs an address: without one the center is a plain organization. Its hours aren't here: they say when the
    phone is answered, in free words, and a machine would take them for the time when the door is open.
    """
    site = context.site
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


def _breadcrumbs(context: PageContext) -> list[Node]:
    page = context.page
    if page.is_home or not page.above:
        return []
    steps: list[Node] = [
        {"name": above.nav_title, "item": urljoin(page.permalink, above.href)} for above in page.above
    ]
    steps.append({"name": page.meta.nav_title or page.title})
    return [
        {"@type": "BreadcrumbList", "@id": f"{page.permalink}#breadcrumbs", "itemListElement": _list_items(steps)}
    ]


def _list_items(items: list[Node]) -> list[Node]:
    return [{"@type": "ListItem", "position": number, **item} for number, item in enumerate(items, start=1)]


def _main_entities(kind: str, context: PageContext, organization: Node) -> list[Node]:
    """Return what the page is mainly about, if that isn't the center: one node or none."""
    if kind == "article":
        return [_article(context, organization)]
    if kind == "level":
        view = context.care_level(context.page.meta.level)
        return [_therapy(context.page.permalink, view, view.level.plain)]
    if kind == "glossary":
        return [_glossary(context)]
    return _level_list(kind, context)


def _article(context: PageContext, organization: Node) -> Node:
    page = context.page
    article: Node = {"@type": "Article", "@id": f"{page.permalink}#article", "headline": page.title}
    if page.image:
        article["image"] = urljoin(page.permalink, page.image)
    if page.meta.date:
        article["datePublished"] = page.meta.date.isoformat()
        article["dateModified"] = (page.meta.updated or page.meta.date).isoformat()
    article["author"] = {"@type": "Person", "name": page.meta.author} if page.meta.author else organization
    article["publisher"] = organization
    if references := context.references():
        article["citation"] = [
            {
                "@type": "ScholarlyArticle" if reference.source.doi else "CreativeWork",
                "name": reference.source.title,
                "url": reference.source.url,
            }
            for reference in references
        ]
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


def _level_list(kind: str, context: PageContext) -> list[Node]:
    page = context.page
    said = {child.href: child.description for child in page.children}
    items: list[Node] = [
        {"item": _therapy(urljoin(page.permalink, view.href), view, said[view.href])}
        for view in _listed_levels(kind, context)
    ]
    listed: Node = {"@type": "ItemList", "@id": f"{page.permalink}#levels", "itemListElement": _list_items(items)}
    return [listed] if items else []


def _glossary(context: PageContext) -> Node:
    page = context.page
    terms = [
        {"@type": "DefinedTerm", "name": term.term, "url": f"{page.permalink}#{name}"}
        for name, term in context.data.glossary.items()
    ]
    return {"@type": "DefinedTermSet", "@id": f"{page.permalink}#terms", "name": page.title, "hasDefinedTerm": terms}
