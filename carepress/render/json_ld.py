"""Tells machines what a page shows, in the words of schema.org: one graph of JSON-LD a page.

Nothing stands here that a reader of the page can't see. A page of questions is no FAQPage: search engines show nothing for
it any more (Google stopped in May 2026), and it would repeat the whole page.
"""

from dataclasses import fields
from datetime import date
from urllib.parse import urljoin

from carepress.render.context import PageContext
from carepress.text.json_ld import Node, list_items, node
from carepress.text.phone import dialed
from carepress.text.words import as_sentence

_LISTS = {"archive", "glossary", "section", "sources", "tag"}
_WITHOUT_DAY = {
    "archive",
    "article",
    "home",
    "search",
}  # those that don't say when they last changed; an article has its own
# The templates that don't say whether somebody has reviewed the page.
_WITHOUT_REVIEW = {"archive", "glossary", "home", "person", "sources", "tag"}


def describe_page(kind: str, context: PageContext, logo: str = "") -> list[Node]:
    """Return the site, the center and the page that uses the template `kind`; nothing if search engines leave it out.

    The sources cited are those that were cited by now, so it comes after the page's text.
    """
    page, site = context.page, context.site
    if page.meta.noindex or kind == "404":
        return []
    home = urljoin(page.permalink, context.link("/"))
    website = node("WebSite", f"{home}#website", name=site.name, url=home)
    center = node("Organization", f"{home}#organization", name=site.name, url=home)
    is_about_the_center = page.is_home or _is_at(context, "contact.md")
    entity = _reference(center) if is_about_the_center else _main_entity(kind, context, _reference(center))
    reviewed = None if kind in _WITHOUT_REVIEW else page.meta.reviewed
    about = node(
        _page_type(kind, context, entity),
        f"{page.permalink}#page",
        url=page.permalink,
        name=page.title,
        description=page.description,
        inLanguage=site.language,
        isPartOf=_reference(website),
        dateModified="" if kind in _WITHOUT_DAY else _day(page.meta.updated),
        lastReviewed=_day(reviewed),
        reviewedBy=_person(context, page.meta.reviewer) if reviewed else "",
        breadcrumb=_breadcrumbs(context),
        mainEntity=entity,
    )
    center |= _details(context, logo) if is_about_the_center else {}
    return [website, center, about]


def _reference(node: Node) -> Node:
    return {"@id": node["@id"]}


def _is_at(context: PageContext, content_path: str) -> bool:
    """Return whether the page is the one that a file in content/ makes."""
    page = context.page_at(content_path)
    return page is not None and page.href == context.page.href


def _page_type(kind: str, context: PageContext, entity: Node) -> str:
    if _is_at(context, "contact.md"):
        return "ContactPage"
    if _is_at(context, "about.md"):
        return "AboutPage"
    if kind == "person":
        return "ProfilePage"
    return context.kind.page_type(kind, context, entity) or ("CollectionPage" if kind in _LISTS else "WebPage")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _details(context: PageContext, logo: str) -> Node:
    """Return what the page says of the organization, and its logo; a value that is still a sample isn't told as if it were real.

    Its hours aren't here: they say when the phone is answered, in free words, and a machine would take them for the time
    when the door is open.
    """
    site = context.site
    real = {one.name: getattr(site, one.name) for one in fields(site) if one.name not in site.samples}
    phone = dialed(real["phone"]).replace(",", ";ext=") if real.get("phone") else ""
    details = {"telephone": phone, "email": real.get("email"), **context.kind.organization(real)}
    details["logo"] = urljoin(context.page.permalink, logo) if logo else ""
    if (address := real.get("address")) and address.street and address.city:
        details["address"] = node(
            "PostalAddress",
            streetAddress=address.street,
            addressLocality=address.city,
            addressRegion=address.state,
            postalCode=address.postal_code,
        )
    return {name: value for name, value in details.items() if value}


def _breadcrumbs(context: PageContext) -> Node:
    page = context.page
    if page.is_home or not page.above:
        return {}
    steps: list[Node] = [
        {"name": above.nav_title, "item": {"@id": urljoin(page.permalink, above.href)}} for above in page.above
    ]
    steps.append({"name": page.meta.nav_title or page.title})
    return node("BreadcrumbList", itemListElement=list_items(steps))


def _main_entity(kind: str, context: PageContext, center: Node) -> Node:
    """Return what the page is mainly about; an empty node if that is nothing with a name of its own."""
    if kind == "article":
        return _article(context, center)
    if kind == "person":
        return _person(context, context.page.meta.slug, worksFor=center, is_whole=True)
    return _glossary(context) if kind == "glossary" else context.kind.main_entity(kind, context)


def _article(context: PageContext, center: Node) -> Node:
    """Return the article. A source is named by its address alone: the page's list has its title, and bytes count."""
    page = context.page
    writer = _person(context, page.meta.author)
    return node(
        "Article",
        f"{page.permalink}#article",
        headline=page.title,
        image=page.card,
        datePublished=_day(page.meta.date),
        dateModified=_day(page.meta.updated),
        author=writer or center,
        publisher=center if writer else "",
        citation=[reference.source.url for reference in context.references()],
    )


def _person(context: PageContext, name: str, *, is_whole: bool = False, **more: object) -> Node:
    """Return a person by their id: what tells them from others, or the whole of what their own page says of them."""
    if (view := context.person(name)) is None:
        return {}
    said, home = view.person, urljoin(context.page.permalink, view.href)
    held = said.credentials if view.is_credentialed else None
    if is_whole:
        more |= {"jobTitle": said.role, "description": said.bio, "knowsLanguage": said.languages, "sameAs": said.links}
        more["image"] = view.photo and urljoin(home, view.photo)
        more["hasCredential"] = held and node(
            "EducationalOccupationalCredential",
            name=held.title,
            identifier=held.number,
            recognizedBy=held.issuer and node("Organization", name=held.issuer),
            expires=_day(held.expires),
        )
    letters = held.letters if held else ""
    return node("Person", f"{home}#person", name=said.name, honorificSuffix=letters, url=home, **more)


def _glossary(context: PageContext) -> Node:
    page = context.page
    terms = [
        node("DefinedTerm", name=as_sentence(term.term), url=f"{page.permalink}#{name}")
        for name, term in context.data.glossary.items()
    ]
    return node("DefinedTermSet", f"{page.permalink}#terms", name=page.title, hasDefinedTerm=terms)
