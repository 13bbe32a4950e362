"""What people hear in the place of pictures, and before the cells of tables."""

import pytest

from tests.check.sound import SOUND, check, said, sound
from tests.sites import HOME, PNG, MakeSite

NAMES = (
    "porch-final-v2, DSC0012.jpg, IMG_2033, my porch.png, front_porch, heroBanner, Copy of porch, porch (1), image1, "
    "porch final v3, front-porch-2, stock-photo-12345, Untitled design (3), 20240301_102233x, e3b0c44298"
)
NOTHING = (
    "image, Photo., Screenshot 24-11, Screen Shot at 10.33.12 AM, Untitled design, logo, alt text goes here, —, 0012, "
    "WhatsApp Image at 12.31, A picture, ..."
)
SAYS: dict[str, list[str]] = {
    "![IMG_2033](room.png)": ['5:3 warning alt-text: the alt text "IMG_2033" is the name of a file'],
    "![photo](room.png)": ['5:3 warning alt-text: the alt text "photo" doesn\'t say what the picture shows'],
    "![quiet rooms, best rooms, cheap rooms](room.png)": [
        '5:3 warning alt-text: the alt text "quiet rooms, best rooms, cheap rooms" doesn\'t say what the picture shows'
    ],
    "![A photograph of our porch](room.png)": [
        '5:3 warning alt-text: the alt text begins with "A photograph of", which people hear already'
    ],
    "![Image: rocking chairs in a row](room.png)": [
        '5:3 warning alt-text: the alt text begins with "Image", which people hear already'
    ],
    "![This picture shows a mug](room.png)": [
        '5:3 warning alt-text: the alt text begins with "This picture shows", which people hear already'
    ],
    "![In this photo, two women talk](room.png)": [
        '5:3 warning alt-text: the alt text begins with "In this photo", which people hear already'
    ],
    "![A black and white photo of a barn](room.png)": [
        '5:3 warning alt-text: the alt text begins with "A black and white photo of", which people hear already'
    ],
    "![Two chairs at a window|300](room.png)": [
        '5:3 warning alt-text: the alt text "Two chairs at a window|300" ends in a size, which people who listen would hear'
    ],
    "![Home!](room.png)": [
        '5:3 warning alt-text: the alt text "Home!" only repeats the title of the page or the words beside the picture'
    ],
    '![Our hall](room.png "Our hall")': [
        '5:3 warning alt-text: the alt text "Our hall" only repeats the title of the page or the words beside the picture'
    ],
    '<figure><img src="room.png" alt="Our hall"><figcaption>Our hall.</figcaption></figure>': [
        '5:34 warning alt-text: the alt text "Our hall" only repeats the title of the page or the words beside the picture'
    ],
    "![A photo](room.png)\n\n![A photo](room.png)": [
        '5:3 warning alt-text: the alt text "A photo" doesn\'t say what the picture shows',
        '7:3 warning alt-text: the alt text "A photo" doesn\'t say what the picture shows',
    ],
    "Table: Days\n\n| | Day |\n|---|---|\n| one | two |": [],
    "Table: Days\n\n| Day | |\n|---|---|\n| one | two |": [
        '7:1 warning table-headers: a header cell of the table "Day one two…" is empty'
    ],
}
TELLING = (
    "Photo albums on a low table|Picture frames on a wall|A boy shows his grandmother a picture of a barn|A chair|Porch"
    "|The graphic arts room|Merry-go-round|Room 12|Photographs of guests hang in the hall|Copy machine by the desk"
    "|Old photographs hang above the piano|An image of a dove carved above a door|Image Consulting, a sign next door|Logo of the state"
)


def found(make_site: MakeSite, text: str) -> list[str]:
    site = make_site({**SOUND, HOME: sound("Home", text), "content/room.png": PNG})
    return [line.removeprefix("content/index.md:") for line in said(check(site, "check")[0])]


def test_alt_texts_that_are_names_of_files(make_site: MakeSite) -> None:
    """What a camera, a program or a person calls a file is no alt text, and is named at its line."""
    names = NAMES.split(", ")

    assert found(make_site, "\n\n".join(f"![{name}](room.png)" for name in names)) == [
        f'{5 + 2 * number}:3 warning alt-text: the alt text "{name}" is the name of a file'
        for number, name in enumerate(names)
    ]


def test_alt_texts_that_say_nothing(make_site: MakeSite) -> None:
    """Nor are words that any picture could have."""
    texts = NOTHING.split(", ")

    assert found(make_site, "\n\n".join(f"![{text}](room.png)" for text in texts)) == [
        f'{5 + 2 * number}:3 warning alt-text: the alt text "{text}" doesn\'t say what the picture shows'
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("text", "expected"), SAYS.items())
def test_what_is_said(make_site: MakeSite, text: str, expected: list[str]) -> None:
    """Each says what is wrong, at its line: in pictures, and in the header cells of tables."""
    assert found(make_site, text) == expected


def test_alt_texts_that_tell(make_site: MakeSite) -> None:
    """Words such as photo or picture are fine where they are what can be seen."""
    assert found(make_site, "\n\n".join(f"![{text}](room.png)" for text in TELLING.split("|"))) == []
