"""The search of this site, with the words that people use."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.tools import listed, search
from tests.project import finished_project
from tests.server import serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# What people type, and the pages of which one has to be among the first three.
SEARCHES = {
    "how much": {"/costs/", "/costs/paying-for-care/"},
    "cost": {"/costs/"},
    "free": {"/costs/paying-for-care/"},
    "no insurance": {"/costs/paying-for-care/"},
    "insurance": {"/blog/what-insurance-pays/", "/costs/paying-for-care/"},
    "tenncare": {"/costs/paying-for-care/"},
    "medicaid": {"/costs/paying-for-care/", "/blog/what-insurance-pays/"},
    "detox": {"/blog/what-withdrawal-care-is/"},
    "withdrawal": {"/blog/what-withdrawal-care-is/"},
    "alcohol": {"/guides/medicines/", "/blog/what-withdrawal-care-is/"},
    "can I work": {"/blog/iop-and-work/"},
    "keep my job": {"/blog/iop-and-work/"},
    "FMLA": {"/blog/iop-and-work/"},
    "my son": {"/guides/families/", "/blog/talking-with-someone-you-love/"},
    "kids": {"/guides/families/"},
    "IOP": {"/levels-of-care/intensive-outpatient/"},
    "php": {"/levels-of-care/partial-hospitalization/"},
    "rehab": {"/levels-of-care/"},
    "group therapy": {"/blog/a-week-in-an-iop/"},
    "how long": {"/guides/common-questions/", "/guides/what-to-expect/"},
    "does it work": {"/blog/benefits-of-intensive-outpatient-programs/"},
    "virtual": {"/guides/common-questions/"},
    "suboxone": {"/blog/medicines-for-opioid-use-disorder/", "/guides/medicines/"},
    "methadone": {"/blog/medicines-for-opioid-use-disorder/", "/guides/medicines/"},
    "naloxone": {"/guides/overdose-and-naloxone/"},
    "narcan": {"/guides/overdose-and-naloxone/"},
    "overdose": {"/guides/overdose-and-naloxone/", "/get-help-now/"},
    "suicide": {"/get-help-now/"},
    "relapse": {"/blog/returning-to-use/"},
    "anxiety": {"/blog/co-occurring-conditions/"},
    "confidential": {"/notices/health-records/"},
    "sober living": {"/blog/recovery-residences-in-tennessee/"},
    "phone number": {"/contact/"},
    # substances, by the names that people use
    "xanax": {"/blog/what-withdrawal-care-is/", "/guides/common-questions/"},
    "benzos": {"/blog/what-withdrawal-care-is/"},
    "kratom": {"/blog/medicines-for-opioid-use-disorder/", "/guides/common-questions/"},
    "percocet": {"/blog/medicines-for-opioid-use-disorder/"},
    "fentanyl": {"/blog/medicines-for-opioid-use-disorder/"},
    "heroin": {"/blog/medicines-for-opioid-use-disorder/"},
    "adderall": {"/blog/co-occurring-conditions/", "/blog/benefits-of-intensive-outpatient-programs/"},
    "meth": {"/blog/benefits-of-intensive-outpatient-programs/"},
    "cocaine": {"/blog/benefits-of-intensive-outpatient-programs/"},
    "weed": {"/blog/teens-and-treatment/", "/levels-of-care/outpatient/"},
    "teen smoking weed": {"/blog/teens-and-treatment/"},
    "stop drinking": {"/guides/medicines/", "/blog/what-withdrawal-care-is/"},
    "pain pills": {"/blog/medicines-for-opioid-use-disorder/"},
    # in a hurry
    "help me": {"/get-help-now/"},
    "near me": {"/get-help-now/", "/contact/"},
    "rehab near me": {"/get-help-now/", "/levels-of-care/"},
    "I need treatment tonight": {"/get-help-now/"},
    "want to die": {"/get-help-now/"},
    "not breathing": {"/guides/overdose-and-naloxone/", "/get-help-now/"},
    "redline": {"/get-help-now/"},
    # questions
    "what is asam": {"/levels-of-care/"},
    "AA": {"/blog/returning-to-use/", "/guides/common-questions/"},
    "ride": {"/contact/", "/guides/common-questions/", "/guides/work-and-school/"},
    "my husband drinks": {"/guides/families/", "/blog/talking-with-someone-you-love/"},
    "intervention": {"/blog/talking-with-someone-you-love/"},
    "how long is rehab": {"/guides/what-to-expect/", "/guides/common-questions/"},
    "first day": {"/guides/what-to-expect/"},
    "prior authorization": {"/blog/what-insurance-pays/", "/costs/", "/costs/paying-for-care/"},
    "sliding scale": {"/costs/paying-for-care/", "/costs/"},
    "DUI": {"/guides/common-questions/"},
    "pregnant": {"/guides/common-questions/", "/guides/medicines/"},
    "halfway house": {"/blog/recovery-residences-in-tennessee/", "/levels-of-care/residential-low/"},
    "dual diagnosis": {"/blog/co-occurring-conditions/"},
    "hipaa": {"/notices/health-records/"},
    "complaint": {"/notices/complaints/"},
    # misspelled
    "detoks": {"/blog/what-withdrawal-care-is/"},
    "medicade": {"/costs/paying-for-care/", "/blog/what-insurance-pays/"},
    "suboxin": {"/blog/medicines-for-opioid-use-disorder/", "/guides/medicines/"},
    "insurence": {"/costs/paying-for-care/", "/blog/what-insurance-pays/"},
    "councelor": {"/blog/a-week-in-an-iop/"},
    "alchohol": {"/guides/medicines/"},
    "relaspe": {"/blog/returning-to-use/"},
}
IN_SPANISH = {
    "cuanto cuesta": {"/es/costos/", "/es/costos/como-pagar/"},
    "sin seguro": {"/es/costos/como-pagar/"},
    "aseguranza": {"/es/costos/como-pagar/"},
    "tenncare": {"/es/costos/como-pagar/"},
    "gratis": {"/es/costos/como-pagar/"},
    "necesito ayuda": {"/es/ayuda-ahora/"},
    "me quiero morir": {"/es/ayuda-ahora/"},
    "emergencia": {"/es/ayuda-ahora/"},
    "sobredosis": {"/es/guias/sobredosis-y-naloxona/", "/es/ayuda-ahora/"},
    "narcan": {"/es/guias/sobredosis-y-naloxona/"},
    "naloxona": {"/es/guias/sobredosis-y-naloxona/"},
    "fentanilo": {"/es/guias/sobredosis-y-naloxona/"},
    "no respira": {"/es/guias/sobredosis-y-naloxona/", "/es/ayuda-ahora/"},
    "mi hijo": {"/es/guias/familias/"},
    "mi esposo toma mucho": {"/es/guias/familias/"},
    "como ayudar a mi hermano": {"/es/guias/familias/"},
    "primera llamada": {"/es/guias/que-esperar/", "/es/contacto/"},
    "terapia de grupo": {"/es/guias/que-esperar/"},
    "cuanto dura": {"/es/guias/que-esperar/"},
    "rehabilitacion": {"/es/niveles-de-atencion/"},
    "desintoxicación": {"/es/niveles-de-atencion/", "/es/ayuda-ahora/"},
    "dejar de tomar": {"/es/niveles-de-atencion/"},
    "suboxone": {"/es/niveles-de-atencion/"},
    "telefono": {"/es/contacto/"},
    "interprete": {"/es/avisos/no-discriminacion/"},
}


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Return where the project's own site is served."""
    with serving(finished_project().root / "site") as address:
        yield address


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
def test_what_people_search_for_is_found(at_search: Page, step: int) -> None:
    """Each search brings a page that fits into the first three."""
    missed = missed_of(at_search, list(SEARCHES.items())[::step])

    assert not missed, listed(missed)
    assert len(SEARCHES) >= 75


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
def test_what_people_search_for_in_spanish_is_found(at_search: Page, host: str, step: int) -> None:
    """So does each in Spanish, with accents or without."""
    at_search.goto(f"{host}/es/buscar/", wait_until="networkidle")
    missed = missed_of(at_search, list(IN_SPANISH.items())[::step])

    assert not missed, listed(missed)
    assert len(IN_SPANISH) >= 25


def missed_of(page: Page, searches: list[tuple[str, set[str]]]) -> list[str]:
    missed = []
    for words, fitting in searches:
        found = search(page, words)
        if not fitting & set(found):
            missed.append(f"{words}: {', '.join(found) or 'nothing'}")
    return missed
