"""The words that this site avoids."""

import pytest

from carepress.check.source.passages import Body
from carepress.check.source.words import Words
from carepress.model.records import AvoidedTerm, WordGroup
from carepress.problems import Lines
from tests.care.dangers import read_data
from tests.check.sound import SOUND, TERMS, check, sound
from tests.sites import HOME, ROOT, MakeSite

TELLS = (
    "To save time, email us a list of the drugs you use.",
    "Forward your bill and your treatment history by e-mail.",
    "Text us what you are taking.",
    "Like most sites we run Google Analytics on every page.",
    "Click the chat bubble in the corner.",
    "Please leave us a review.",
    "Read what our patients say on Yelp.",
    "Marcus, 90 days into his program, plants tomatoes.",
    "![Three clients smiling on the porch](porch.jpg)",
    "If you are not ready to talk, tell us about your diagnosis in the form below.",
    "Write to intake@example.org and tell us which drugs you take.",
    "Write to {{ contacts.intake.email }} and tell us which drugs you take.",
    "Brian S. has been here since May and is proud of his coin.",
    '"They stood by me." – Brittany M., Hendersonville',
    "![Residents playing cards in the evening](porch.jpg)",
    "Table: Residents of the women's house at breakfast",
    "The survey runs on Qualtrics.",
    "Call the desk to learn whether your husband has checked in.",
    "Your details go to a network of providers in your area.",
    "The evening group is streamed and can be watched for a week.",
    "A script tells us when you come back to the page about methadone.",
    "Our annual report features six clients with their photos.",
    "Before the first visit, e-mail a scan of the court order and of your assessment.",
    "Choose the substance you use most and add your full name.",
    "The evening group has a live stream on our page.",
    "The roster of the morning group hangs by the door.",
    "A voicemail that says which bed is yours waits when you call us back.",
    "Kayla, three weeks into treatment, has learned to bake.",
    "Our partners may use your answers.",
    "Employers who sign up get a monthly report on each worker's attendance.",
    "We use a pixel from Meta to learn which ads bring people to our door.",
    "Our partner stores every chat for training.",
    "Our site remembers you when you return.",
    "Photo of the men's group at the lake, with Terry, Luis and Sam in front.",
    "We call back from a number that shows Oak Street Drug Treatment.",
    "Our van with the big logo will pick you up.",
    "A list of who is in which room hangs by the front door.",
)
PROMISES = (
    "You will leave with your cravings behind you.",
    "Our method has been shown to work.",
    "Come to us when others fail.",
    "Don't bury your son.",
    "Withdrawal without any pain.",
    "The fastest way to get off opioids.",
    "The treatment that finally works.",
)
RIGHT = (
    "The room for visitors is next to the kitchen.",
    "We publish no reviews and no stories of our clients.",
    "In an overdose, act fast: each minute counts.",
    "If you think of hurting yourself, act now.",
    "If you see these signs, act quickly and call for help.",
    "Small steps can help you get your life back on track.",
    "The plan pays only if you meet all the requirements on the list.",
    "Some people are best helped by a program with a bed.",
    "A sore throat is best treated with rest.",
    "Please do not email us a list of the drugs you use.",
    "Text us if you are late. Don't write about your health.",
    "This site has no Google Analytics and no chat window.",
    "Some apps share what you type with advertisers.",
    "Can I email you my medicine list? No, bring it with you.",
    "We don't ask for reviews, and we answer none.",
    "Write your medicines on the paper at the desk.",
    "![A quilt sewn by the women's group](quilt.jpg)",
    "Residents playing cards in the evening keep the noise down.",
    "Brian S. Webb looks after our garden.",
    "![A counselor at her desk](porch.jpg)",
    "This website has no forms that ask about your health.",
    "If you write to us, please leave out your health history.",
    "We tell your employer that you attended only if you sign for it.",
    "A grant came from the Comprehensive Substance Abuse Program of the Bureau of Justice Assistance.",
    "An interpreter costs you nothing.",
    "The law gives the landlord time to cure the default.",
    "Take a seat in the room on the left.",
    "Number one in the queue sees the nurse first.",
    "The law makes it a crime to pay for referrals.",
    "Medicare may pay for your rides.",
    "The best place to park is behind the church.",
    "Please sign out before you leave the building.",
    "A friend can pick you up at the gate.",
    "The highest level of care is a hospital.",
    "Some plans have no deductible.",
    "Tablets cure most cases of hepatitis.",
    "Find a spot where others can't hear you.",
    "The reviewer asked whether we guarantee results.",
    "It means that a form came too late.",
    "The counselor never told us to cut off our son.",
    "Volunteers sign a promise of privacy.",
    "The hotel next door gives a discount to families.",
    "The water is clean and safe to drink.",
    "They don't replace one addiction with another.",
    "The roster of night nurses hangs in the staff room.",
    "A transcript of the video stands below it.",
    "Your plan has a network of providers.",
    "Talk to partners and parents before the baby comes.",
    "Two weeks into your treatment the team looks at the plan with you.",
    "Tag your suitcase before you hand it in.",
    "The council meeting has a live stream.",
    "The technology company down the road hires people with a record.",
    "The lab is run by a company in Knoxville.",
    "Cameras in the parking lot record who comes and goes.",
    "Hang the picture up over the bed.",
    "A selfie from a party can be seen years later.",
    "Change your position often if you have to stay in bed.",
    "Let us show you the house.",
    "The doctor sees each patient every month.",
    "If you are the mother of a patient, call the desk.",
    "Put it in writing and give it to the records office.",
    "The program is certified by the federal government.",
    "Every program has to comply with federal law.",
    "Places are few because each student has a mentor.",
    "The guaranteed delivery of the desks slipped twice.",
    "Interpreters are provided at no cost to you.",
    "If you miss the bus, we will save you a chair.",
    "Some people have no copay at all.",
    "No bill will come before the plan has answered.",
    "Bring some spending money for the vending machine.",
    "Take the tablet when you wake.",
    "The nurse will check once an hour.",
    "Check if someone is breathing.",
    "Most of our nurses live in the county.",
    "Everyone who comes gets a screening.",
    "If symptoms ever come back, call the desk.",
    "Some people cry, others just sit.",
    "If it is no better tomorrow, see the nurse.",
    "Medicines are kept under lock and key.",
    "The test found no trace of alcohol.",
    "Many people did not find out about it for years.",
    "No judge can choose your medicine.",
    "The strip gives an instant result.",
    "You are back in the house by midnight.",
    "The course ends Friday.",
    "Sign up by Thursday at the desk.",
    "Don't miss your dose.",
    "The raffle at the school fair is in May.",
    "The lifeline is staffed by trained counselors.",
    "Every plan in the marketplace has to cover it.",
    "The state has one of the highest rates of overdose.",
    "Your family can ask how you are doing. We say nothing unless you sign.",
    "A list of who is on duty hangs at the desk.",
    "The quickest way out of the building is by the stairs.",
    "A program that works for one person may not work for another.",
    "A parent who buried a child grieves for years.",
    "It is smart to ask early.",
    "What this site knows is from these reports.",
    "Some rooms are left empty for repairs in spring.",
    "The best outcome of a talk may be a plan.",
    "Bring the fee by check to our desk.",
    "Our nurse can recommend the best pillow for your back.",
    "The state supports our kitchen with food.",
    "If your fever is higher than it was, call us.",
    "Some groups here are longer than others.",
    "The award from the state pays for our new van.",
    "Karen, our peer, has been in recovery for nine years.",
    "Teens age 16 can agree to treatment on their own.",
    "Ask if your plan will pay for everything on the list.",
    "Our website explains how withdrawal is treated.",
    "The poll in the county asks about overdose laws.",
    "Alumni may come to the picnic with their families.",
    "The map is a drawing that we made, so not even the map company learns that you looked.",
    "Breathing slowly can take the edge off a craving.",
    "A substance abuse professional, which is the title the rule uses, decides what is needed.",
)


@pytest.fixture(scope="module")
def words() -> Words:
    """Return the words of this project, made ready once."""
    terms = {name: AvoidedTerm(**one) for name, one in read_data("terms.yaml").items()}
    return Words(terms, {name: WordGroup(**one) for name, one in read_data("word_groups.yaml").items()})


def rules(words: Words, text: str) -> set[str]:
    """Return the rules that find something in a text."""
    return {one.rule for one in words.find(Body(Lines(text, "a.md"), text))}


@pytest.mark.parametrize("text", TELLS)
def test_what_tells_others(words: Words, text: str) -> None:
    """A text that asks for details by mail, names others who look on, or shows who is treated is found."""
    assert "exposure" in rules(words, text)


@pytest.mark.parametrize("text", PROMISES)
def test_what_promises_too_much(words: Words, text: str) -> None:
    """A promise in other words is found."""
    assert "claim" in rules(words, text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right(words: Words, text: str) -> None:
    """A denial, a warning, and words that mean something else are left alone."""
    assert rules(words, text) == set()


def test_innocent_sentences(make_site: MakeSite) -> None:
    """None of 220 sentences that hurt nobody is reported, by the words that this project avoids and its figures."""
    sentences = (ROOT / "tests/care/innocent.txt").read_text(encoding="utf-8").splitlines()
    body = "\n\n".join(sentences)
    words = {name: (ROOT / name).read_bytes() for name in (TERMS, "content/_data/word_groups.yaml")}
    site = make_site({**SOUND, **words, HOME: sound("Home", body)})

    found = [
        one for one in check(site, "check")[0] if one.rule in {"avoided-word", "claim", "typed-figure", "typed-number"}
    ]

    assert len(set(sentences)) == 220
    assert [(sentences[((one.place.line or 0) - 5) // 2], one.message) for one in found] == []
