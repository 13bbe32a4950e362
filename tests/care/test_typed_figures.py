"""Figures that were typed by hand, in all forms that people give them, and numbers that are none."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from carepress.check.source.passages import Body
from carepress.check.source.typed_figures import Figures, typed_figures
from carepress.model.records import Data, Fact, WordGroup
from carepress.problems import Lines
from carepress.text.numbers import value_of

_GROUPS = Path(__file__).parents[2] / "content/_data/word_groups.yaml"
TYPED = (
    "Forty percent of callers never try again.",
    "With family support the odds of staying triple.",
    "Our team has more than 150 years of experience.",
    "People live 15 years longer once they stop.",
    "They miss fifteen days more each year.",
    "The risk is some 40 times that of others.",
    "Our counselors have a caseload of eleven on average.",
    "The average age is 34.",
    "At the end, 71 of the 96 participants were with us.",
    "About two-thirds finish.",
    "A third drops out early.",
    "Every tenth adult knows it.",
    "Three quarters of all prisoners know it.",
    "It has helped millions.",
    "The county lost a person every nine days.",
    "Every 11 minutes somebody dies of it.",
    "About two thirds of our alumni stay in touch.",
    "Teens are twice as likely to try it.",
    "Most people feel better within 72 hours of their last dose.",
    "Half of all claims are turned down.",
    "Men are three times more likely to die.",
    "It is one fourth of the cost of a hospital stay.",
    "More than 2,000 families have found help here.",
    "Hundreds of thousands of Americans died of it.",
    "Come for a 28-day stay in the hills.",
    "You will do 12 weeks of group.",
    "Day care costs $5K a month.",
    "A room is 5,000 dollars.",
    "The fee is USD 300.",
    "It is 300 bucks.",
    "Five hundred dollars a day buys the private wing.",
    "A visit is €90.",
    "One in five people knows somebody.",
    "More than a dozen studies agree.",
    "Overdoses rose tenfold in a decade.",
    "Meth doubles the risk of a stroke.",
    "Fentanyl deaths more than doubled in our county.",
    "Roughly 1 in 8 Tennesseans drinks too much.",
    "Three out of every four teens said so.",
    "Nearly half of patients also have anxiety.",
    "Half the people who call us have no plan.",
    "A fifth of all deaths could be prevented.",
    "Nine-tenths of our residents finish high school.",
    "Counseling cuts the risk in half.",
    "You can expect 60 to 90 days with us.",
    "Our program runs six weeks.",
    "Groups meet three evenings, nine hours in all.",
    "Sessions last 90 minutes.",
    "Detox takes five to seven days.",
    "Withdrawal peaks within 72 hours.",
    "PHP asks for 20+ hours a week.",
    "Come five days a week, six hours a day.",
    "We offer 30-, 60-, and 90-day options.",
    "The house served **4,500** people in 2025.",
    "Some 107,000 people died last year.",
    "48.5 million Americans had a use disorder.",
    "Alcohol costs the state $2.7 billion.",
    "The state got half a million dollars.",
    "A bed runs eight hundred a night, or twenty-five hundred a week.",
    "You may owe between two and three thousand dollars.",
    "Insurance pays 80% of the bill.",
    "Copays run $20–$40 a visit.",
    "Up to 60 percent return to use.",
    "Eighty-five percent of our guests finish.",
    "Rates went up threefold.",
    "The number of calls has tripled.",
    "People in rural counties are 1.5x more likely to drive an hour.",
    "Every 15 minutes a baby is born in withdrawal.",
    "Almost 200 Americans die each day.",
    "Sixty people die each day of it.",
    "Drinking fell by a third after the tax.",
    "One-quarter of employers offer help.",
    "Two in three veterans wait.",
    "Six out of 10 people in jail have an addiction.",
    "It takes ninety days to build a routine in treatment.",
    "Thousands of Tennesseans find us each year.",
    "Dozens of families come to our evening each year.",
    "A month of care costs about as much as a used car, eighteen thousand dollars.",
    "The deductible is fifteen hundred dollars.",
    "£450 a night",
    "Four hundred and fifty euros a week",
    "Price: 450 USD",
    "Most stay for three months of outpatient care.",
    "A typical course of treatment is 16 weeks.",
    "We keep you for 4-6 weeks.",
    "The odds are one in a hundred.",
    "Of every five callers, three are parents.",
    "Three quarters of those in care have a job.",
    "Naltrexone cut heavy drinking days by a quarter.",
    "Four times as many men as women die.",
    "There are 13,720 facilities in the country.",
    "We have answered 12,000 calls.",
    "Our team has helped over 900 veterans.",
    "Only a third of adults get care.",
    "The risk is ten times higher.",
    "Two-thirds of people relapse less.",
    "Only 6% get care.",
    "A week of detox is six to eight thousand dollars.",
    "Eight weeks in our evening program, then you step down.",
    "The first 90 days of recovery are the hardest.",
    "You will see a counselor twice a week for 8 weeks.",
    "A quarter million Tennesseans misuse it.",
    "Deaths in Tennessee rose to 3,826 last year.",
    "The number of arrests was 412.",
    "Is it true that 40 percent of patients leave?",
)
INNOCENT = (
    "Please give us at least four weeks’ notice.",
    "Bring a 30 days’ supply of your medicine.",
    "Somebody answers 365-days-a-year.",
    "Tell the nurse what you took in the past 30 days.",
    "Drink a glass of water every two hours.",
    "We meet every second week.",
    "Two thirds of a cup is enough.",
    "He is twenty years old.",
    "The road to our clients climbs to 2,140 feet.",
    "What you tell us is not 100% confidential.",
    "Is it $20 or 20 percent for each visit?",
    "Do I pay $50 for each visit?",
    "The law passed in 2008.",
    "In the 1990s it was a barn.",
    "Doors open at 8:30 a.m.",
    "You must be 18 or older.",
    "Adults aged 18 to 25 sit in the barn.",
    "See page 46.",
    "Read step 4.",
    "Room 214 is upstairs.",
    "The rule is 42 CFR Part 2.",
    "The 21st Century Cures Act says so.",
    "Twelve steps, two chairs and three questions to ask.",
    "We are open 24 hours a day, 7 days a week.",
    "Somebody answers 24 hours a day.",
    "It takes half an hour.",
    "Half an hour later we ate.",
    "One of us will call you.",
    "First, breathe.",
    "Two chairs stand by the door.",
    "Here are three questions to ask.",
    "Take two 8 mg tablets a day.",
    "The dose is 16 mg.",
    "Our ZIP is 37203-1234.",
    "We live at 1200 Old Mill Road.",
    "Call between 9 and 5.",
    "She is a mother of three.",
    "He has two sons and four grandchildren.",
    "It was a quarter past nine.",
    "Cut the apple in half.",
    "She ate half of the cake.",
    "The second half of the game was slow.",
    "A third party may see it.",
    "The third person in line sat down.",
    "The room doubles as a chapel.",
    "He doubled over with laughter.",
    "The double doors are blue.",
    "Two grand pianos stand in the hall.",
    "Give it a hundred tries.",
    "Thanks a million for the pie.",
    "A thousand thanks to the cooks.",
    "We walked for two hours in the rain.",
    "The drive from Knoxville takes three hours.",
    "I waited six weeks for a bed.",
    "She came back two years later.",
    "My brother died eleven years ago.",
    "Ask for it two days before.",
    "The bridge is 300 feet long.",
    "The farm has 200 acres and four cows.",
    "There are millions of stars over the ridge.",
    "Read Psalm 23 and Isaiah 40:31.",
    "Bus 52 stops here every so often.",
    "Take exit 287 and turn left.",
    "The film 28 Days is on the shelf.",
    "The book Million Little Things is on the shelf.",
    "Five Points is a neighborhood in Nashville.",
    "Two of our counselors grew up here.",
    "One day at a time.",
    "Level 2.1 is intensive outpatient care.",
    "Level 3.5 has staff at all hours.",
    "Appeal under Section 504 or Title VI.",
    "Form 1095-B comes in January.",
    "Each of the three groups has a name.",
    "The house sleeps eight.",
    "Bring two pairs of shoes, four shirts and a coat.",
    "The choir sang at 7 and again at 9.",
    "It is 50 degrees in the barn.",
    "Twice a day a nurse comes by.",
    "The story has two halves.",
    "Bring a dozen eggs.",
    "Half a dozen biscuits are left.",
    "The Ninety-Nine Steps is a trail.",
    "Version 2.2 of the rules is out.",
    "The vote was 5 to 4.",
    "Her favorite song is 9 to 5.",
    "One in the group spoke first.",
    "The first of three doors is ours.",
    "We won two to one.",
    "A five-minute walk brings you to the creek.",
    "The bus leaves in ten minutes.",
    "It rained for three days.",
    "Give thirty days' notice before you move out.",
    "He has been our cook for nine years.",
    "The oak is two hundred years old.",
    "You have one-on-one time each week.",
    "The meeting is on the first Monday.",
    "Chapter 33 of the Code has 10 parts.",
    "She turned 65 in May.",
    "Heat the oven to 350 and bake for 40 minutes.",
    "The van holds twelve.",
    "Tell at least one person.",
    "I had a thousand questions.",
    "Hundreds of fireflies lit the field.",
    "There are three kinds of care.",
    "Ask these five questions before you sign.",
    "Two federal rules deal with it.",
    "The two programs share a kitchen.",
    "In one program, two counselors share a room.",
    "Your visit has three parts.",
    "She has three visits with her son.",
    "It is a 24-hour line.",
    "We meet once or twice a week.",
    "Use the number 988 or 911 in danger.",
    "The 988 Suicide Lifeline is free.",
    "Section 504 forbids programs to treat people worse.",
    "Act 33 covers people on probation.",
    "The survey of 2011 counted people.",
    "Between 2011 and 2024 people changed.",
    "You can ask as many as ten people.",
    "Six people share the long table.",
    "Five women and two men came.",
    "The town of 4,500 has one light.",
    "You may bring up to two guests.",
    "Ask two programs, not one.",
    "Two of three doors are locked.",
    "Three out of the four cooks are from Ohio.",
    "Bring in 4 copies of the form.",
    "I had two cups of coffee and a third of a pie.",
    "Half of me wanted to leave.",
    "Half the battle is showing up.",
    "Half asleep, he signed.",
    "My better half drove.",
    "We meet halfway.",
    "Her double shift ended at six.",
    "The double room has two beds.",
    "He doubled back to the gate.",
    "The two-fold path leads to the creek.",
    "Our cat had a fourth kitten.",
    "It is a quarter to nine.",
    "She lives three doors down.",
    "He served two tours in Iraq.",
    "I am the mother of two boys, ages 9 and 11.",
    "The class of 1998 planted the oak.",
    "Our address is P.O. Box 4417.",
    "A page has 12 fields.",
    "The bill number is 1023.",
    "The bill passed 94 to 2.",
    "Rate it from 1 to 10.",
    "Put 10 of the chairs in a circle.",
)

TYPED_IN_SPANISH = (
    "El 40 por ciento de las personas nunca vuelve a llamar.",
    "El 40 % de quienes llaman no tiene plan.",
    "Cuarenta por ciento de los pacientes terminan.",
    "Casi dos tercios de los egresados siguen en contacto.",
    "Los jóvenes tienen el doble de riesgo.",
    "Los hombres tienen tres veces más probabilidad de morir.",
    "Es la cuarta parte del costo de un hospital.",
    "Más de 2,000 familias han encontrado ayuda aquí.",
    "Cientos de miles de personas murieron.",
    "Venga a una estancia de 28 días.",
    "Tendrá 12 semanas de terapia en grupo.",
    "Un cuarto cuesta 5,000 dólares.",
    "Un cuarto cuesta 5.000 dólares.",
    "Cuesta $1,200 al mes.",
    "El precio es de 1.200 dólares.",
    "Una de cada cinco personas conoce a alguien.",
    "Uno de cada 8 adultos bebe demasiado.",
    "Tres de cada cuatro jóvenes dijeron que sí.",
    "Casi la mitad de los pacientes también tiene ansiedad.",
    "La mitad de las personas que llaman no tiene plan.",
    "Un tercio de los residentes trabaja.",
    "Las muertes se duplicaron en el condado.",
    "La metanfetamina duplica el riesgo de un derrame.",
    "Espere de 60 a 90 días de tratamiento.",
    "El programa dura seis semanas.",
    "Las sesiones duran 90 minutos.",
    "El programa pide 9 horas por semana.",
    "Venga cinco días a la semana, seis horas al día.",
    "El alcohol le cuesta al estado 2,700 millones de dólares.",
    "El estado recibió medio millón de dólares.",
    "El seguro paga el 80% de la cuenta.",
    "Murieron unas 107,000 personas el año pasado.",
    "Sirvió a **4,500** personas en 2025.",
    "Unos 48.5 millones de personas tienen un trastorno.",
    "Son de 9 a 19 horas por semana de terapia.",
    "Pagará entre dos y tres mil dólares.",
    "El riesgo baja un 12,5 por ciento.",
    "Ciento cincuenta personas vinieron.",
    "Cobran veinte mil dólares por estancia.",
)
INNOCENT_IN_SPANISH = (
    "Hace tres semanas vino un grupo nuevo.",
    "Puede llamar las 24 horas.",
    "Abrimos a las 9 de la mañana.",
    "Venga un día a la semana si quiere.",
    "Tenemos dos gatos y tres sillas.",
    "Espere tres minutos y dé otra dosis.",
    "Tome una pastilla cada 8 horas.",
    "La Sección 504 lo protege.",
    "En 2025 abrimos la casa nueva.",
    "Llame primero y traiga dos fotos.",
    "Tiene 30 días para apelar.",
    "Mi hijo tiene 19 años.",
    "La sala está a 5 millas del centro.",
    "Uno de los consejeros lo llama mañana.",
    "Nos vemos el 15 de mayo.",
    "El número 911 es para emergencias.",
    "Una persona por cuarto.",
    "La mitad de la mesa es azul.",
    "Un tercio del pan es para la cena.",
    "Todos los días hay café.",
    "Vea la página 12 del folleto.",
    "Es la segunda vez que viene.",
    "Los doce pasos no son para todos.",
    "Dos personas pueden venir con usted.",
    "Somos un equipo de seis personas.",
)


@pytest.fixture(scope="module")
def data() -> Data:
    """Return the groups of words of this project, with four facts."""
    listed = yaml.load(_GROUPS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    groups = {name: WordGroup(words=tuple(map(str, group["words"]))) for name, group in listed.items()}
    facts = {
        name: Fact(text="", as_of=2024, verified="read-in-source", unit=unit, value=Decimal(value))
        for name, (value, unit) in {
            "share": (40, "percent"),
            "price": (40, "USD"),
            "employees": (50, "employees"),
            "appeal": (3, "business days"),
        }.items()
    }
    return Data(word_groups=groups, facts=facts)


@pytest.fixture(scope="module")
def figures(data: Data) -> Figures:
    """Return what this project takes for figures."""
    return Figures(data)


@pytest.fixture(scope="module")
def spanish(data: Data) -> Figures:
    """Return the same for Spanish pages."""
    return Figures(data, language="es")


def found(text: str, figures: Figures) -> list[tuple[str, str]]:
    """Return the words of each figure in a text, and what to do with it."""
    passage = Body(Lines(text, "a.md"), text)
    return [(one.message.split('"')[1], one.hint) for one in typed_figures(passage, figures)]


@pytest.mark.parametrize("text", TYPED)
def test_typed(text: str, figures: Figures) -> None:
    """A share, price, multiple, count of people or length of care is found."""
    assert found(text, figures) != []


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent(text: str, figures: Figures) -> None:
    """A number that only counts, names or tells the time may be typed."""
    assert found(text, figures) == []


@pytest.mark.parametrize("text", TYPED_IN_SPANISH)
def test_typed_in_spanish(text: str, spanish: Figures) -> None:
    """So it is in Spanish, and the figure is named by the words of the text."""
    words = [words for words, _ in found(text, spanish)]

    assert words != []
    assert [one for one in words if one not in text.replace("*", "")] == []


@pytest.mark.parametrize("text", INNOCENT_IN_SPANISH)
def test_innocent_in_spanish(text: str, spanish: Figures) -> None:
    """What may be typed in English may be in Spanish."""
    assert found(text, spanish) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Casi el cuarenta por ciento lo sabe.", "facts.share"),
        ("Cuesta cuarenta dólares.", "facts.price"),
        ("El 41% lo sabe.", ""),
    ],
)
def test_the_fact_that_fits_in_spanish(text: str, name: str, spanish: Figures) -> None:
    """The fact is the one that an English page would be told of."""
    assert [f"{{{{ {name} }}}}" in advice for _, advice in found(text, spanish)] == [bool(name)]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("About forty percent know.", "forty percent", "facts.share"),
        ("About 40% know.", "40%", "facts.share"),
        ("It is forty dollars.", "forty dollars", "facts.price"),
        ("It is $40.", "$40", "facts.price"),
        ("Shops with 50 or more employees must.", "50 or more employees", "facts.employees"),
        ("You hear within three business days.", "three business days", "facts.appeal"),
        ("About 41% know.", "41%", ""),
    ],
)
def test_the_fact_that_fits(text: str, words: str, name: str, figures: Figures) -> None:
    """The hint names the fact whose number and unit fit."""
    hint = f'write "{{{{ {name} }}}}" in its place, if that is the one' if name else "put it into content/_data/"

    assert [(said, hint in advice) for said, advice in found(text, figures)] == [(words, True)]


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1,250", "1250"),
        ("twenty-one", "21"),
        ("3.5 million", "3500000"),
        ("two hundred and fifty thousand", "250000"),
        ("a dozen", "12"),
        ("5K", "5000"),
    ],
)
def test_value(number: str, value: str) -> None:
    """Numbers are read in digits and words."""
    assert value_of(number) == Decimal(value)
