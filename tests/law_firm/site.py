"""The files of the law firm's site, of its own code apart."""

ATTORNEYS = "content/_data/attorneys.yaml"
CARD = "templates/components/card.html"
FILES = {
    "content/_site.yaml": "name: Firm\nbase_url: https://example.org/\n",
    "content/_data/offices.yaml": "main: {name: Main office}\n",
    "content/_data/sources.yaml": "list:\n  title: A list\n  publisher: The state\n  url: https://example.org/list\n"
    "  verified: read-in-source\n",
    ATTORNEYS: """\
ann:
  name: Ann Lee
  role: partner
  since: 2010
  rate_from: 200
  rate_to: 400
  years: [2011, 2012]
  away: [2026-12-24]
  pages: [index.md]
  admissions:
    - state: Georgia
      on: 2010-05-01
      number: 12
      page: index.md
      office: main
      phones: ["423-555-0142"]
      fee: {text: $90, value: 90, as_of: 2020, source: list, verified: read-in-source}
""",
    "content/index.md": '---\ntitle: Home\ndescription: A home.\n---\n{{ card attorney="ann" }}\n',
    "templates/home.html": "<!doctype html><html lang=en><head><title>Firm</title></head>"
    "<body><main>{{ content() }}{% for one in references() %}<p id={{ one.id }}>{{ one.source.title }}</p>{% endfor %}</main></body></html>",
    CARD: '{# An attorney: {{ card attorney="ann" }}. `attorney` is one of attorneys. #}\n'
    "{% set one = data.attorneys[attorney] %}\n<p>{{ one.name|initials }}</p>\n"
    "{% for one in attorneys('partner') %}{{ one.name }}{% endfor %}\n"
    "{% for bar in one.admissions %}<p>{{ bar.state }}: {{ cite(bar.fee) }}</p>{% endfor %}\n",
}
