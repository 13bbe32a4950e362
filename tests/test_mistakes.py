"""Mistakes that people who write make: each is said once, at its place, with what to do, and nothing follows from it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from carepress.problems import Place
from tests.sites import (
    FACTS,
    HELP,
    HOME,
    ONE_PERSON,
    ONE_SOURCE,
    PEOPLE,
    PNG,
    SETTINGS,
    SETTINGS_FILE,
    MakeSite,
    fact,
    page,
)

FRONT = "---\ntitle: Title\ndescription: Words.\n"
TAGS, SPANISH_TAGS = "content/_data/tags.yaml", "content/es/_data/tags.yaml"
TAG = "sleep:\n  name: Sleep\n  description: How to sleep.\n"
SPANISH = {
    SETTINGS_FILE: SETTINGS + "languages: [es]\n",
    "templates/words/es.yaml": (Path(__file__).parents[1] / "templates/words/es.yaml").read_text(encoding="utf-8"),
    SPANISH_TAGS: "sleep:\n  name: Sueño\n",
    "content/es/index.md": page("Hola.\n", translates="../index.md"),
}
REDIRECT = {"templates/redirect.html": "<!doctype html><html lang=en><title>Moved</title></html>"}
DASHES = "type --- on a line of its own, with nothing else; some programs make one long dash of them"
VERSIONS = "keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
LINE = "line: {label: A line, call: '615-555-0199', verified: knowledge}\n"
THREE = ("content/a.md", "content/b.md", HOME)  # files
COMMENT = "put the value in quotes, with the # inside; a comment stands on a line of its own"
PUBLIC = "link to the file, as in ../costs/index.md; to somebody else's page write its public address"
OWN_NETWORK = "leads to this computer, or to this office alone, where no visitor comes"

# What somebody did: the files that differ from a sound site, None for one that is gone, and what is said.
MISTAKES: dict[str, tuple[Mapping[str, str | bytes | None], list[str]]] = {
    # ---- Front matter and data as YAML
    "no-blank-behind-a-colon": (
        {HOME: "---\ntitle:Home\ndescription: Words.\n---\n"},
        ['content/index.md:2:1 a blank is missing behind the colon of "title" | write `title: …`, with a blank in front of the value'],
    ),
    "no-blank-in-the-last-line": (
        {HOME: FRONT + "date:2026-01-01\n---\n"},
        ['content/index.md:4:1 a blank is missing behind the colon of "date" | write `date: …`, with a blank in front of the value'],
    ),
    "colon-of-another-keyboard": (
        {HOME: "---\ntitle：Home\ndescription: Words.\n---\n"},
        ['content/index.md:2:1 a blank is missing behind the colon of "title" | write `title: …`, with a blank in front of the value'],
    ),
    "no-blank-in-data": (
        {TAGS: TAG.replace("name: ", "name:")},
        ['content/_data/tags.yaml:2:3 a blank is missing behind the colon of "name" | write `name: …`, with a blank in front of the value'],
    ),
    "no-blank-in-a-record-of-one-line": (
        {TAGS: "sleep:\n  name:Sleep\n"},
        ['content/_data/tags.yaml:2:3 "tag" must hold keys of its own | put a blank behind the colon: `key: value`'],
    ),
    "indented-keys-and-one-that-is-not": (
        {HOME: "---\n  title: Home\n  order: 1\ndescription: Words.\n---\n"},
        ["content/index.md:4:1 this line doesn't line up with those above it | indent neighbors by the same number of spaces"],
    ),
    "hash-before-topics": (
        {HOME: page(tags="[#work, #sleep]", summary="\n  - One")},
        [f'content/index.md:4:8 "#work, #sleep]" is left out: a # behind a blank begins a comment | {COMMENT}'],
    ),
    "hash-before-the-last-topic": (
        {HOME: page(tags="[work, #sleep]", owner="Ann")},
        [f'content/index.md:4:14 "#sleep]" is left out: a # behind a blank begins a comment | {COMMENT}'],
    ),
    "conflict-in-front-matter": (
        {HOME: FRONT + "<<<<<<< HEAD\norder: 5\n=======\norder: 4\n>>>>>>> main\n---\n"},
        [f"content/index.md:4:1 two versions of this text stand in one file, as Git left them | {VERSIONS}"],
    ),
    "conflict-in-data": (
        {**SPANISH, TAGS: f"<<<<<<< HEAD\n{TAG}=======\n{TAG}>>>>>>> main\n"},
        [f"content/_data/tags.yaml:1:1 two versions of this text stand in one file, as Git left them | {VERSIONS}"],
    ),
    "dashes-without-blanks": (
        {HOME: page(tags="\n  -work\n  -sleep")},
        ['content/index.md:5:3 "tags" must be a list | put a blank behind each dash: `- first`'],
    ),
    "two-authors": (
        {HOME: page(author="[ann-lee, bob-ray]")},
        ['content/index.md:4:9 "author" must be one text | write one value, without brackets or dashes; put a text that begins with [ or { in quotes'],
    ),
    "part-of-a-waiver": (
        {HOME: page(waiver="{until: 2026-12-31}")},
        ['content/index.md:4:1 "waiver" needs the key "reason" | add `reason: …` to what stands under `waiver`'],
    ),
    "expires-before-it-begins": (
        {HOME: page(), "content/a.md": page(date="2026-02-03", expires="2026-02-03")},
        ['content/a.md:5:10 "expires" isn\'t after "date", so that the page would never be there | check both days, or delete the line'],
    ),
    # ---- Where front matter begins and ends
    "long-dash-at-the-top": (
        {HOME: page("A **bold *word.\n").replace("---", "—", 1)},
        [f"content/index.md:1:1 this line isn't three dashes, so that no front matter begins | {DASHES}"],
    ),
    "four-dashes-at-the-top": (
        {HOME: "-" + page()},
        [f"content/index.md:1:1 this line isn't three dashes, so that no front matter begins | {DASHES}"],
    ),
    "long-dash-below": (
        {HOME: FRONT + "–––\n\nHello.\n"},
        [f"content/index.md:4:1 this line isn't three dashes, so that the front matter goes on | {DASHES}"],
    ),
    "blanks-before-the-dashes-below": (
        {HOME: FRONT + "  ---\n\nHello.\n"},
        [f"content/index.md:4:1 this line isn't three dashes, so that the front matter goes on | {DASHES}"],
    ),
    "heading-before-front-matter": (
        {HOME: "# Home\n\n" + page()},
        ["content/index.md:1:1 a line stands before the front matter | make --- the very beginning of the file"],
    ),
    "front-matter-as-code": (
        {HOME: "```yaml\n" + page()},
        ["content/index.md:1:1 a line stands before the front matter | make --- the very beginning of the file"],
    ),
    # ---- Settings
    "language-in-words": (
        {SETTINGS_FILE: SETTINGS + "language: English\n"},
        ['content/_site.yaml:3:11 "English" isn\'t the code of a language | write it as es for Spanish, en for English, or with a country: es-PR, en-US'],
    ),
    "language-with-an-underscore": (
        {**SPANISH, TAGS: TAG, SETTINGS_FILE: SPANISH[SETTINGS_FILE] + "language: en_US\n"},
        ['content/_site.yaml:4:11 "en_US" isn\'t the code of a language | write it as es for Spanish, en for English, or with a country: es-PR, en-US'],
    ),
    "language-that-nobody-speaks": (
        {SETTINGS_FILE: SETTINGS + "languages: [xx]\n"},
        ['content/_site.yaml:3:13 "xx" isn\'t another language | write the code of two letters that the folder has, such as es for content/es/'],
    ),
    # ---- A file that others need
    "settings-that-cannot-be-read": (
        {**SPANISH, TAGS: TAG, SETTINGS_FILE: "name:A\nbase_url: https://example.org/\n"},
        ['content/_site.yaml:1:1 a blank is missing behind the colon of "name" | write `name: …`, with a blank in front of the value'],
    ),
    "data-that-cannot-be-read": (
        {**SPANISH, TAGS: TAG.encode("utf-16")},
        ["content/_data/tags.yaml the file is UTF-16 | save it as UTF-8"],
    ),
    # ---- Old addresses
    "alias-that-is-the-address": (
        {"content/a.md": page(aliases="[/a/]"), **REDIRECT},
        ['content/a.md:4:11 "/a/" leads to this page already | delete it; capitals make no other address'],
    ),
    "alias-twice-in-capitals": (
        {"content/a.md": page(aliases="[/b/, /B]"), **REDIRECT},
        ['content/a.md:4:16 "/B" leads to this page already | delete it; capitals make no other address'],
    ),
    # ---- Links and pictures
    "link-to-the-preview": (
        {HOME: page("See [our costs](http://127.0.0.1:8000/costs/).\n")},
        [f'content/index.md:5:17 "http://127.0.0.1:8000/costs/" {OWN_NETWORK} | {PUBLIC}'],
    ),
    "link-to-another-preview": (
        {HOME: page("See [our costs](http://localhost:3000/costs/).\n")},
        [f'content/index.md:5:17 "http://localhost:3000/costs/" {OWN_NETWORK} | {PUBLIC}'],
    ),
    "link-into-the-office": (
        {HOME: page("See [a form](http://LOCALHOST/a), [another](http://nas.local/b), [a third](http://192.168.1.20/c).\n")},
        [
            f'content/index.md:5:14 "http://LOCALHOST/a" {OWN_NETWORK} | {PUBLIC}',
            f'content/index.md:5:45 "http://nas.local/b" {OWN_NETWORK} | {PUBLIC}',
            f'content/index.md:5:76 "http://192.168.1.20/c" {OWN_NETWORK} | {PUBLIC}',
        ],
    ),
    "whole-address-of-no-page": (
        {HOME: page("See [our costs](https://example.org/cost/).\n", date="2026-01-01"), "content/costs.md": page()},
        [
            "content/index.md:6:17 nothing of this site stands at https://example.org/cost/ | link to the file, as in ../costs/index.md: then each build checks it, and mends it when the page moves"
        ],
    ),
    "host-without-https": (
        {HOME: page("See [the agency](www.tn.gov/health) and [another](samhsa.gov).\n")},
        [
            'content/index.md:5:18 there is no file "www.tn.gov/health" | for a page of somebody else write "https://www.tn.gov/health"',
            'content/index.md:5:51 there is no file "samhsa.gov" | for a page of somebody else write "https://samhsa.gov"',
        ],
    ),
    "mail-and-phone-as-files": (
        {HOME: page("[Write](us@example.org) or [call](423-555-0142).\n")},
        [
            'content/index.md:5:9 there is no file "us@example.org" | an address for mail comes from the data, and becomes a link by itself: {{ site.email }}',
            'content/index.md:5:35 there is no file "423-555-0142" | a number to call comes from the data, and becomes a link by itself: {{ site.phone }}',
        ],
    ),
    "path-of-windows": (
        {"content/a/b.md": page("See [our costs](..\\costs.md).\n"), "content/costs.md": page()},
        ['content/a/b.md:5:17 there is no file "..\\costs.md" | write "../costs.md": an address has slashes'],
    ),
    "picture-by-its-path-in-content": (
        {"content/a/b.md": page(image="/a/c/room.png", image_alt="A room"), "content/a/c/room.png": PNG},
        ['content/a/b.md:4:8 there is no picture "/a/c/room.png" | write "c/room.png": the path starts from the folder of this file'],
    ),
    "template-that-is-not-there": (
        {HOME: page(), "content/a.md": page(template="blog-post")},
        ['content/a.md:4:11 there is no template "templates/blog-post.html" | met while rendering content/a.md; the templates are 404, article, expired, home, page, person, section, tag'],
    ),
    "table-of-a-spreadsheet": (
        {HOME: page("Day\tTime\nMonday\t9 a.m.\nTuesday\t10 a.m.\n")},
        ['content/index.md:5:1 "Day Time" stands in columns, which would run together | write a table with bars: | Day | Time |, below it |---|---|, and then each row in the same way'],
    ),
    "single-braces": (
        {HOME: page("Call { site.phone } now.\n")},
        ['content/index.md:5:6 "{ site.phone }" isn\'t a merge field | write two braces on each side: {{ site.phone }}'],
    ),
    "two-exclamation-marks": (
        {HOME: page('!! important "In danger"\n    Call.\n')},
        [
            'content/index.md:5:1 "!! important “In" didn\'t become a callout | write !!! important "Title" behind a blank line, and the text below it with four blanks in front of each line'
        ],
    ),
    "pictures-on-one-line": (
        {
            HOME: page('{{ gallery pictures="a.png: A door, b.png: A room" }}\n'),
            "content/a.png": PNG,
            "content/b.png": PNG,
            "templates/components/gallery.html": "{% for href, words in described(pictures) %}<img src={{ href }} alt={{ words }}>{% endfor %}",
        },
        ['content/index.md:5:1 behind "a.png" stands another picture: "b.png" | write it behind the file, each on a line of its own: a.png: A door with a ramp'],
    ),
    "note-without-a-colon": (
        {HOME: page("We meet at noon.[^1]\n\n[^1] If it doesn't rain.\n")},
        ['content/index.md:5:17 behind "[^1]" a colon is missing, so that it is no note | write [^1]: and the text of the note behind it'],
    ),
    "conflict-in-a-text": (
        {HOME: page("## Costs {#costs}\n\n<<<<<<< HEAD\nWe meet at noon.\n=======\nWe meet at one. Call XXX-XXX-XXXX.\n\n## More {#costs}\n>>>>>>> main\n\nSo it is.\n")},
        ["content/index.md:7:1 two versions of this text stand in one file, as Git left them | keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"],
    ),
    "number-in-an-address": (
        {HOME: page("Call [us](tel:{{ site.phone }}) now.\n"), SETTINGS_FILE: SETTINGS + 'phone: "423-555-0142"\n'},
        ["content/index.md:5:11 a merge field can't stand inside an address | a number to call becomes a link by itself; for other links write the address out"],
    ),
    "files-of-colleagues": (
        {HOME: page("See [the plan](https://ours.sharepoint.com/sites/a/plan.docx) and [a table](https://docs.google.com/spreadsheets/d/1/edit).\n")},
        [
            "content/index.md:5:16 this link goes to ours.sharepoint.com, where visitors may have to sign in | put the file beside the page, as a PDF, or write a page, and link to that; if everybody may see it there, give leave: <!-- allow link-elsewhere: shared with all -->",
            "content/index.md:5:77 this link goes to docs.google.com, where visitors may have to sign in | put the file beside the page, as a PDF, or write a page, and link to that; if everybody may see it there, give leave: <!-- allow link-elsewhere: shared with all -->",
        ],
    ),
    "file-of-this-computer": (
        {HOME: page("See [the plan](file:///C:/Users/ann/plan.pdf).\n")},
        ["content/index.md:5:16 a link can't begin with file: | links may begin with https://, http://, mailto: or tel:. A file of your own lies beside the page: link to it by its name"],
    ),
    "settings-with-another-ending": (
        {"content/_site.yml": SETTINGS, SETTINGS_FILE: None},
        ["content/_site.yaml the site has no settings | give the file content/_site.yml the name _site.yaml, if it is that one"],
    ),
    "address-of-the-home-page": (
        {SETTINGS_FILE: SETTINGS.replace("org/", "org/index.html")},
        ['content/_site.yaml:2:11 "https://example.org/index.html" is the address of a page, and not of the site | write https://example.org/: what stands behind it belongs to one page'],
    ),
    "address-of-the-preview": (
        {SETTINGS_FILE: SETTINGS.replace("https://example.org", "http://localhost:8000")},
        ['content/_site.yaml:2:11 "http://localhost:8000/" is an address that only this computer or this office has | write the address of the finished site, as visitors will type it; the preview needs none'],
    ),
    "title-of-a-topic": (
        {TAGS: "work: {name: Work and school, description: Both.}\n", HOME: page(tags="[Work and school]")},
        ['content/index.md:4:8 no tag is called "Work and school" | did you mean "work"? Its id belongs here, as it begins the record'],
    ),
    "name-of-a-person": (
        {PEOPLE: ONE_PERSON, HOME: page(author="Dr. Lee")},
        ['content/index.md:4:9 no person is called "Dr. Lee" | did you mean "lee"? Its id belongs here, as it begins the record'],
    ),
    "original-by-its-path-in-content": (
        {**SPANISH, TAGS: TAG, "content/a.md": page(), "content/es/b.md": page(translates="a.md")},
        ['content/es/b.md:4:13 there is no page "a.md" to translate | did you mean "../a.md"? The path starts from this file'],
    ),
    "original-by-its-address": (
        {**SPANISH, TAGS: TAG, "content/a.md": page(), "content/es/b.md": page(translates="/a/")},
        ['content/es/b.md:4:13 there is no page "/a/" to translate | did you mean "../a.md"? The path starts from this file'],
    ),
    # ---- What several files miss
    "home-page-of-a-language-deleted": (
        {**{path: text for path, text in SPANISH.items() if path != "content/es/index.md"}, TAGS: TAG, "content/a.md": page(), "content/es/b.md": page("[Inicio](index.md)\n", translates="../a.md")},
        ["content/es/index.md the pages in content/es/ have no home page | write content/es/index.md; if it is there, it is a draft, waits for its day, or has expired"],
    ),
    "page-deleted": (
        {path: page("See [our costs](costs.md) and [more](costs.md).\n", title=path) for path in THREE},
        ["content/costs.md no page stands at /costs/, though 3 files lead there | bring the page back; `python3 build.py rename` gives a page another name and mends all links, `remove` takes it away. Otherwise mend content/a.md:5, content/b.md:5, content/index.md:5"],
    ),
    "page-deleted-that-a-translation-has": (
        {**SPANISH, TAGS: TAG, **{path: page("See [our costs](costs.md).\n", title=path) for path in THREE}, "content/es/costos.md": page(translates="../costs.md")},
        ["content/costs.md no page stands at /costs/, though 4 files lead there | bring the page back; `python3 build.py rename` gives a page another name and mends all links, `remove` takes it away. Otherwise mend content/a.md:5, content/b.md:5, content/es/costos.md:4, content/index.md:5"],
    ),
    "folder-renamed": (
        {**{path: page(f"See [the blog](blog/index.md) and [more](blog/{name}.md).\n", title=path) for path, name in zip(THREE, "xyz", strict=True)}, **{f"content/Blog/{name}.md": page(title=name) for name in ("x", "y", "index")}},
        ["content/blog/ there is no folder of this name, though 3 files name pages in it | give it its name back (it may be content/Blog/ now); otherwise mend content/a.md:5, content/b.md:5, content/index.md:5"],
    ),
    "folder-around-folders-renamed": (
        {**{path: page("See [one](all/news/one.md) and [two](all/two.md).\n", title=path) for path in THREE}, "content/every/news/one.md": page(title="one"), "content/every/two.md": page(title="two")},
        ["content/all/ there is no folder of this name, though 3 files name pages in it | give it its name back (it may be content/every/ now); otherwise mend content/a.md:5, content/b.md:5, content/index.md:5"],
    ),
    "folder-deleted": (
        {path: page("See [one](news/one.md).\n", title=path) for path in THREE},
        ["content/news/ there is no folder of this name, though 3 files name pages in it | give it its name back; otherwise mend content/a.md:5, content/b.md:5, content/index.md:5"],
    ),
    "folder-of-a-language-renamed": (
        {**{path: text for path, text in SPANISH.items() if "content/es/" not in path}, **{f"content/{name}.md": page(title=name) for name in "ab"}, **{f"content/spanish/{name}.md": page(title=f"{name} 2", translates=f"../{name}.md") for name in ("a", "b", "index")}},
        ["content/es/ there is no folder of this name, though 3 files name pages in it | give it its name back (it may be content/spanish/ now); otherwise mend content/spanish/a.md:4, content/spanish/b.md:4, content/spanish/index.md:4"],
    ),
    "folder-of-data-renamed": (
        {**{path: page(tags="[sleep]") for path in THREE}, "content/data/tags.yaml": TAG},
        [
            "content/_data there are no data here, though pages name them | bring the folder back under this name (it may be content/data/ now), from the bin or from Git; its name is _data in small letters",
            "content/data/tags.yaml a file of this type isn't published | it may be data, which stand in content/_data/; the settings are content/_site.yaml",
        ],
    ),
    "phrases-deleted": (
        {"content/_data/word_groups.yaml": "pill:\n  words: [pills]\n"},
        ["content/_data/dangers.yaml this file is missing or empty, so that no rule finds what its phrases told | bring the file back under this name, from the bin or from Git; or delete word_groups.yaml too, if no rule should", "content/_data/terms.yaml this file is missing or empty, so that no rule finds what its phrases told | bring the file back under this name, from the bin or from Git; or delete word_groups.yaml too, if no rule should"],
    ),
    "record-renamed": (
        {HELP: LINE, **{path: page("Call {{ help.lines.call }}.\n") for path in THREE}},
        ['content/_data/help.yaml nothing here is called "lines", though 3 files name it | if it was renamed or deleted, give it its name back; otherwise mend content/a.md:5, content/b.md:5, content/index.md:5'],
    ),
    "setting-deleted": (
        {path: page("Call {{ site.phone }}.\n") for path in THREE},
        ['content/_site.yaml "phone" says nothing here, though 3 files print it | write `phone: …` with its value; otherwise mend content/a.md:5, content/b.md:5, content/index.md:5'],
    ),
    "data-file-deleted-that-texts-print": (
        {path: page("About {{ facts.share }}.\n") for path in THREE},
        ["content/_data/facts.yaml this file is missing or empty, though 3 files name what stands in it | bring the file back under this name, from the bin or from Git"],
    ),
    "data-file-deleted-that-front-matter-names": (
        {path: page(tags="[sleep]") for path in THREE},
        ["content/_data there are no data here, though pages name them | bring the folder back under this name, from the bin or from Git; its name is _data in small letters"],
    ),
    "data-file-deleted-that-records-name": (
        {FACTS: f"a:\n{fact()}b:\n{fact()}c:\n{fact()}"},
        ["content/_data/sources.yaml this file is missing or empty, though others name what stands in it | bring the file back under this name, from the bin or from Git"],
    ),
    "data-file-deleted-that-is-translated": (
        {**SPANISH, HELP: LINE, SPANISH_TAGS: "a: {name: Uno}\nb: {name: Dos}\nc: {name: Tres}\n", HOME: page(tags="[sleep]"), "content/es/index.md": page(tags="[sleep]", translates="../index.md")},
        ["content/_data/tags.yaml this file is missing or empty, though others name what stands in it | bring the file back under this name, from the bin or from Git"],
    ),
    "data-file-renamed": (
        {FACTS: f"a:\n{fact()}b:\n{fact()}c:\n{fact()}", "content/_data/references.yaml": ONE_SOURCE},
        ["content/_data/sources.yaml there is no such file, though others name what stands in it | give content/_data/references.yaml this name, if it is that one"],
    ),
    "folder-of-data-deleted": (
        {path: page(tags="[sleep]", author="lee") for path in THREE},
        ["content/_data there are no data here, though pages name them | bring the folder back under this name, from the bin or from Git; its name is _data in small letters"],
    ),
    "topic-that-is-not-there": (
        {TAGS: TAG, HOME: page(tags="[slip]")},
        ['content/index.md:4:8 no tag is called "slip" | did you mean "sleep"?'],
    ),
    "component-twice": (
        {HOME: page("{{ ask }}\n\nWe wait.\n\n{{ ask }}\n"), "templates/components/ask.html": "<p id=ask>Ask us. <i id=more>More</i></p>\n"},
        ['content/index.md:9:1 the component "ask" stands here a second time | it can stand on a page once: take this one out'],
    ),
    "language-not-named": (
        {**SPANISH, TAGS: TAG, SETTINGS_FILE: SETTINGS, "content/a.md": page(), "content/es/b.md": page(translates="../a.md")},
        ["content/_site.yaml:1:1 content/es/ has pages in another language, which `languages` doesn't name | write `languages: [es]` here; for a folder in the language of the site choose another name"],
    ),
    "folder-of-a-language-not-named": (
        {"content/fr/index.md": page("Bonjour.\n", title="Bonjour", description="Toutes nos pages.")},
        ["content/_site.yaml:1:1 content/fr/ has pages in another language, which `languages` doesn't name | write `languages: [fr]` here; for a folder in the language of the site choose another name"],
    ),
    "second-settings": (
        {"content/_site (1).yaml": SETTINGS},
        ["content/_site (1).yaml nobody reads this file; settings stand in content/_site.yaml | write what is right in it into that file, and delete this one"],
    ),
    "ending-of-an-editor": (
        {"content/a.md.txt": page()},
        ["content/a.md.txt a file of this type isn't published | an editor has put .txt behind its name: take that away"],
    ),
    "folder-in-capitals": (
        {HOME: page("See [us](Costs/a.md).\n"), "content/costs/a.md": page()},
        ['content/index.md:5:10 there is no file "Costs/a.md" | the file is there as "costs/a.md": upper and lower case must be the same'],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_said_once(
    make_site: MakeSite, files: Mapping[str, str | bytes | None], expected: list[str]
) -> None:
    """One mistake gives one message, where it is, and nothing follows from it; what several files miss too. [named-in-vain]"""
    site = make_site({path: content for path, content in files.items() if content is not None})
    for path in (path for path, content in files.items() if content is None):
        (site.root / path).unlink()

    found = site.found()

    assert [f"{where(one.place)} {one.message} | {one.hint}" for one in found] == expected


def where(place: Place) -> str:
    """Return a place as it is printed."""
    return ":".join(str(part) for part in (place.path, place.line, place.column) if part is not None)
