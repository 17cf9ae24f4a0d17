"""Case endings of Ukrainian surnames and given names, undone. School grammar; rarer patterns are left alone rather
than bent.
"""

from collections.abc import Iterator
from typing import Literal

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental", "locative", "vocative"]
Gender = Literal["male", "female"]
Endings = tuple[tuple[str, str], ...]

VOWELS = frozenset("аеєиіїоуюяыэёАЕЄИІЇОУЮЯ")
# Surnames: the first fitting ending wins; "V" and "C" stand for any vowel, any consonant.
MALE: dict[Case, Endings] = {
    "genitive": (
        ("ього", "ій"), ("ого", "ий"), ("енка", "енко"), ("вовка", "вовк"), ("Vка", "Vк"), ("ска", "ск"),
        ("Cка", "Cко"), ("йла", "йло"), ("йця", "єць"), ("льця", "лець"), ("ця", "ець"),
        ("Vя", "Vй"), ("Cя", "Cь"), ("Cа", "C"), ("Cи", "Cа"), ("Cі", "Cя"),
    ),
    "dative": (
        ("ьому", "ій"), ("ому", "ий"), ("енку", "енко"), ("енкові", "енко"), ("Vку", "Vк"), ("Vкові", "Vк"),
        ("ску", "ск"), ("скові", "ск"), ("Cку", "Cко"), ("Cкові", "Cко"), ("йцю", "єць"), ("льцю", "лець"),
        ("цю", "ець"), ("цеві", "ець"), ("Vю", "Vй"), ("єві", "й"), ("Cю", "Cь"), ("Cові", "C"), ("Cеві", "Cь"),
        ("Cу", "C"), ("ці", "ка"), ("зі", "га"), ("сі", "ха"), ("Cі", "Cа"),
    ),
    "instrumental": (
        ("овим", "ов"), ("євим", "єв"), ("евим", "ев"), ("іним", "ін"), ("Cим", "Cий"), ("енком", "енко"),
        ("Vком", "Vк"), ("ском", "ск"), ("Cком", "Cко"), ("йцем", "єць"), ("льцем", "лець"), ("цем", "ець"),
        ("Vєм", "Vй"), ("рем", "р"), ("чем", "ч"), ("шем", "ш"), ("щем", "щ"), ("жем", "ж"), ("Cем", "Cь"),
        ("Cом", "C"), ("ою", "а"), ("ею", "я"),
    ),
    "vocative": (("енку", "енко"), ("Vче", "Vк"), ("Cе", "C"), ("Cю", "Cь"), ("Vю", "Vй"), ("Cо", "Cа")),
}  # fmt: skip
MALE["accusative"] = (*MALE["genitive"], ("Cу", "Cа"), ("Cю", "Cя"))
MALE["locative"] = MALE["dative"]
FEMALE: dict[Case, Endings] = {
    "genitive": (("ской", "ская"), ("ой", "а"), ("ої", "а"), ("Cи", "Cа"), ("ні", "ня"), ("Cі", "Cя")),
    "dative": (
        ("ской", "ская"),
        ("ой", "а"),
        ("ій", "а"),
        ("ці", "ка"),
        ("зі", "га"),
        ("сі", "ха"),
        ("ні", "ня"),
        ("Cі", "Cа"),
    ),
    "accusative": (("скую", "ская"), ("Cу", "Cа"), ("Cю", "Cя")),
    "instrumental": (("ской", "ская"), ("ой", "а"), ("ою", "а"), ("ею", "я")),
    "vocative": (("Cо", "Cа"), ("Cе", "Cя")),
}
FEMALE["locative"] = FEMALE["dative"]
PATRONYMICS: Endings = (
    ("ичеві", "ич"), ("ича", "ич"), ("ичу", "ич"), ("ичем", "ич"), ("вною", "вна"), ("вни", "вна"), ("вні", "вна"),
    ("вну", "вна"), ("вно", "вна"),
)  # fmt: skip
FLEETING: Endings = (
    ("Cора", "Cір"), ("Cоля", "Cіль"), ("Cола", "Cіл"), ("Cоня", "Cінь"), ("Cова", "Cів"), ("Cева", "Cів"),
    ("Cоба", "Cіб"), ("Cота", "Cіт"), ("Cода", "Cід"), ("Cоха", "Cіх"), ("Cога", "Cіг"), ("Cоза", "Cіз"),
    ("Cона", "Cін"), ("Cоша", "Cіш"), ("Cера", "Cір"), ("Cла", "Cол"), ("Cла", "Cел"), ("Cля", "Cель"),
    ("Cня", "Cень"), ("Cка", "Cок"), ("Cка", "Cк"), ("Cра", "Cер"), ("вця", "вець"), ("евця", "вець"),
    ("Cця", "Cець"), ("ря", "р"), ("Cа", "Cо"), ("ого", "ый"), ("ому", "ый"), ("ым", "ый"), ("Cы", "Cа"),
    ("ой", "а"), ("ой", "ая"), ("ую", "ая"), ("Cца", "Cец"),
)  # fmt: skip
"""Stems that change with the case (Лисогора, Журавля), tried only where the article shows the nominative."""


TABLES = (*MALE.values(), *FEMALE.values())


def undone(word: str, endings: Endings) -> str | None:
    return next(undoings(word, endings), None)


def undoings(word: str, endings: Endings) -> Iterator[str]:
    low = word.lower()
    for ending, replacement in endings:
        bare = ending.lstrip("VC")
        stem = word[: len(word) - len(bare)]
        if not low.endswith(bare) or len(stem) < 2:
            continue
        wildcard = ending[0] if ending[0] in "VC" else ""
        if wildcard and (stem[-1] in VOWELS) != (wildcard == "V"):
            continue
        # Мелоні and Драгі are foreign and never change; Зорі and Гулі are Зоря and Гуля.
        if bare in {"і", "ні"} and replacement[-1] == "я" and _syllables(stem) > 1:
            continue
        yield stem + replacement.lstrip("VC")


def _syllables(stem: str) -> int:
    return sum(letter in VOWELS for letter in stem)


def surname(word: str, gender: Gender, case: Case) -> str:
    """Hyphenated parts each by themselves; unchanged where no ending fits (women's surnames in a consonant or -о)."""
    endings = (MALE if gender == "male" else FEMALE).get(case, ())
    return "-".join(undone(part, endings) or part for part in word.split("-"))


def variants(word: str) -> Iterator[str]:
    """Nominatives a surname may stand for, itself first; each with the likelier endings before the rarer."""
    yield word
    for endings in (*TABLES, FLEETING):
        yield from undoings(word, endings)
    if "-" in word:
        yield from ("-".join(undone(part, table) or part for part in word.split("-")) for table in TABLES)
