"""Texts that speak to somebody in danger, and texts that only sound so."""

from typing import Any

import yaml

from care.page_rules import DangerReader
from care.records import Danger
from tests.sites import ROOT

_DATA = ROOT / "content/_data"


def danger_reader(language: str = "en") -> DangerReader:
    """Return what knows dangers by the words of this project, in a language."""
    dangers = {name: _danger(**one) for name, one in read_data("dangers.yaml").items()}
    groups = {name: tuple(map(str, one["words"])) for name, one in read_data("word_groups.yaml").items()}
    return DangerReader(dangers, groups, language)


def _danger(lang: Any = "en", **phrases: list[str]) -> Danger:
    return Danger(lang=lang, **{key: tuple(value) for key, value in phrases.items()})


def read_data(name: str) -> dict[str, dict[str, Any]]:
    """Return the records of a file of this project's data."""
    data: dict[str, dict[str, Any]] = yaml.load((_DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data


DANGERS = (
    "If the dope stopped hitting and you took more, sit up and open a window.\n",
    "The plan turned you down, and now you are detoxing your husband on the sofa.\nHe does not know what day it is.\n",
    "Your sister has been asleep on the couch since noon, and shouting does nothing.\nHer fingertips look bluish.\n",
    "My roommate was slumped in the shower with foam on his lips.\nI had no idea what to do. You might not either.\n",
    "## If he stops responding\n\nKneel beside him. Push hard on the middle of his chest.\n",
    "You took a double hit because the first one did nothing.\nNow your arms feel like lead.\n",
    "Grandpa mixed up his morphine and his heart pills this morning.\nHe is drowsy and his words slur.\n",
    "The toddler found a gummy under the sofa cushion and ate it.\nShe is wobbly and very sleepy.\n",
    "Some folks down a fifth of vodka and a few Somas to sleep.\nSome do not get up again.\n",
    "Percs from a guy on Snapchat are not Percs.\nIf your boyfriend bought one, throw it out.\n",
    "A yellow bar stamped 2 mg may have never seen a pharmacy.\nOne is enough to end you.\n",
    "Carfent, nitazenes, tranq: the names change every month.\nYour lungs will not know the difference.\n",
    "They call it elephant tranquilizer, and a grain is too much.\nIf you have it on your hands, wash them.\n",
    "Keep two doses of the nasal antidote in the glove box.\nSquirt one in, count to 120, squirt again.\n",
    "Nobody should shoot up behind a locked door.\nHave somebody knock every few minutes.\n",
    "Ten months sober means your body is not used to it any more.\nThe shot you used to take could be your last.\n",
    "You woke up in the ER with a tube in your nose.\nThe next bag can do it again tonight.\n",
    "Thinking of tossing your Ativan in the trash tonight?\nYour brain will not like a sudden change.\n",
    "I locked my husband in the bedroom to dry him out.\nBy the second night he was swatting at flies that only he could see.\n",
    "Day two without beer: your heart pounds, your shirt is soaked, your fingers will not hold a fork.\n",
    "Going dry over Lent after years of a bottle a night?\nPour out slowly, and watch for jerking legs.\n",
    "Mom threw out every bottle at noon. By bedtime she was confused and burning up.\nDon't wait for breakfast.\n",
    "Your buddy shot meth and Fentanyl, and now he jerks and foams.\nTake things he could hit out of the way.\n",
    "Huffing keyboard spray stops the heart without a warning.\nIf your kid does it, keep him calm and still.\n",
    "A woman in our choir told us that she sees no road ahead and has picked a day.\nIf she is your friend, go there now.\n",
    "Since Dad stopped his evening rum, he picks at the sheets and calls me by his brother's name.\n",
    "Your lips tingle and everything sounds far away after that pill from the party.\n",
    "You keep nodding at the wheel after a dose of your neighbor's pain pills.\n",
    "## Is it sleep or an OD?\n\nSqueeze the muscle above the collarbone.\nNo flinch? Count the breaths.\n",
    "I cannot feel his breath on my hand, he is so still.\nHis jaw is locked.\n",
    "Two beers to wash down my Xanax was my nightcap for years.\nIf it is yours too, tell somebody before bed.\n",
    "Never mix your sleeping tablets with wine, even once.\n",
    "Fake Adderall is going around campus. It can be fentanyl all the way through.\n",
    "Ask your pharmacist for the two-pack that can undo an overdose.\nKeep one in the truck.\n",
    "Put a mask on his face and breathe with the bag until his color returns.\n",
    "Chewing your fentanyl patch lets it all out at once.\n",
    "You cannot sweat out a benzo. Three days after the last Xanax, your teeth may chatter and your eyes roll back.\n",
    "Quitting the bottle on your own for Dry January?\nAfter years of it, that is not a dare to take.\n",
    "Thirty hours without a drink, and you jump at shadows that talk.\n",
    "Halve your Librium today, halve it again tomorrow, writes a stranger online.\nDo you trust a stranger with your brain?\n",
    "Heavy drinkers who stop overnight can die of it.\nYour brother should not lock himself in a cabin to do it.\n",
    "My hands shook so hard that the coffee flew. It was my second morning without vodka.\nYours may do the same.\n",
    "Delirium tremens comes on the second or third day without alcohol.\n",
    "My wife said she would stab me if I told anyone.\n",
    "They press fentanyl into tablets.\nThe tablets look like candy.\n",
)
INNOCENTS = (
    "You feel ashamed when the nurse draws blood? Tell her.\n",
    "If you cannot wake up in time for group, ask the night staff to knock.\n",
    "Do not mix energy drinks with medicine without asking.\n",
    "The county gave us the old jail. The bars are gone, but the walls are thick.\n",
    "Stopping smoking during treatment for alcohol use is safe for most people.\nAsk the nurse which form fits you.\n",
    "You do not have to drink every day to have it.\nA talk with a clinician is a good next step.\n",
    "The nurse counts the tablets with you and signs the sheet.\n",
    "Detox alone is seldom enough. Most people need care after it.\n",
    "A new law requires every school to keep naloxone.\n",
    "Tolerance means that the same dose has less effect.\nTalk with your doctor before you change a dose.\n",
    "Gabapentin is used for nerve pain and seizures.\nYour doctor can tell you more.\n",
    "Keep your medicines hidden from children, and count them once a week.\n",
    "The nurse asks when you took your last dose.\n",
    "The tomatoes will not wake up before May, our gardener says.\nYou may help her on Saturday.\n",
    "Blue lips are part of the costume at our winter fair.\nYou can borrow makeup at the desk.\n",
    "Slow breathing is the first exercise in our yoga hour.\nBreathe in while you count to four. Let your face and hands go slack.\n",
    "If you want to withdraw your application, write to the front desk.\nNobody will ask you why.\n",
    "You may stop taking part in the study at any time.\nStopping has no effect on your care.\n",
    "You can quit the alumni choir when you like.\nReturn the folder and the robe.\n",
    "Stop by our kitchen at home-style Sunday lunch. You will find sweet tea and no wine.\n",
    "Marcus quit drinking in 2011 and now runs the wood shop.\nHe likes to teach beginners.\n",
    "She has had no drink since her wedding day, and her hands are steady at the loom.\nYou can see her quilts in the hall.\n",
    "If you burn yourself on the soup kettle, the first-aid box is beside the sink.\n",
    "Cut yourself a piece of pie, sit down, and tell us about your week.\n",
    "We shake hands at the door. If your hands are cold, there are mittens in a basket.\n",
    "The state law on overdose reports changed last year.\nYour county clerk can show you the text.\n",
    "Dr. Lane wrote her thesis on suicide in rural counties.\nShe reads from it at the college in May.\n",
    "Our budget for naloxone comes from the settlement fund.\nThe board votes on it each June.\n",
    "You can hear the Beale Street blues on our Friday playlist.\nBring your own records.\n",
    "The pill bottle in the painting stands for the years that the artist lost.\nYou may take photographs.\n",
    "You must be awake and on time for the van at seven.\nThe driver does not wake anyone up.\n",
    "We hand out programs at the door, and we pass out candy at the end.\nIf you like, help us.\n",
    "Counselors here are trained in suicide risk, trauma and grief.\nAsk to see their licenses.\n",
    "You can stop your newsletter at any time. Use the link at its end.\n",
    "The wine bar next door has become a bookshop. You can get tea there, and nobody will mind if you stay alone with a novel.\n",
    "If you run out of towels, ask at the desk. We never run out of soap.\n",
    "Your tax form comes in January. Do not throw it out.\n",
    "The wall behind the stage was painted gray. You may sign it with chalk.\n",
    "Breathe in, breathe out, and let your shoulders drop. That is all you need to do.\n",
    "Nobody wakes up cheerful on day one. You may ask for a late breakfast.\n",
    "My mother takes a heart pill each morning, and the nurse checks her pulse on Monday.\n",
    "The band is called The Overdoses. They play in Knoxville on Friday.\n",
    "You may bring your guitar. Please do not bring a knife, alcohol or drugs.\n",
    "If you hurt your knee on the hike, the driver will take you back.\n",
    "We trim the hedge with a sharp blade. Keep your arms covered.\n",
    "Your brother may visit on Sunday. He may bring a cake, but no wine.\n",
    "He gave away his old records when he moved into the smaller room. You can find some on the shelf.\n",
    "The state suicide prevention plan was renewed in 2024. Your school has a copy.\n",
    "A pharmacist may fill your prescription for up to thirty days. Bring the bottle.\n",
    "You can drop old pills into the gray box at the sheriff's office.\n",
    "Buprenorphine is a medicine. You take it under the tongue, and you may feel a bit sleepy at first.\n",
    "The nurse will ask what you have taken, how much, and when. Be honest; nobody will scold you.\n",
    "When you come for your first visit, bring your insurance card and a list of medicines.\n",
    "The glossary explains delirium tremens and other long words.\n",
    "He would beat the eggs for breakfast. You may help him.\n",
    "We press flowers into books. They look like paintings.\n",
)
