"""Ukrainian names back to the nominative: за словами Олени Кравчук -> Олена Кравчук, Івана Петренка -> Іван Петренко.

The given name tells gender and case, by a table of its forms; the surname is then undone by its ending. A name whose
given name is unknown stays as written. Endings are the school grammar's; rarer patterns are left alone rather than
bent.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from indexer.given import given_names, plain

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental"]
Gender = Literal["male", "female"]
Endings = tuple[tuple[str, str], ...]

VOWELS = frozenset("аеєиіїоуюя")
SOFTENED = {"г": "з", "к": "ц", "х": "с"}
IRREGULAR = {"яків": "яков", "федір": "федор", "ігор": "ігор"}
"""Stems of given names whose last vowel changes."""

# Surnames: the longest fitting ending wins; "V" and "C" stand for any vowel, any consonant.
MALE: dict[Case, Endings] = {
    "genitive": (
        ("ього", "ій"), ("ого", "ий"), ("енка", "енко"), ("Vка", "Vк"), ("Cка", "Cко"), ("йла", "йло"), ("ця", "ець"),
        ("Vя", "Vй"), ("ря", "р"), ("Cя", "Cь"), ("Cа", "C"), ("Cи", "Cа"), ("Cі", "Cя"),
    ),
    "dative": (
        ("ьому", "ій"), ("ому", "ий"), ("енку", "енко"), ("енкові", "енко"), ("Vку", "Vк"), ("Cку", "Cко"),
        ("цю", "ець"),
        ("цеві", "ець"), ("Vю", "Vй"), ("єві", "й"), ("рю", "р"), ("Cю", "Cь"), ("Cові", "C"), ("Cеві", "Cь"),
        ("Cу", "C"),
    ),
    "instrumental": (
        ("овим", "ов"), ("євим", "єв"), ("евим", "ев"), ("іним", "ін"), ("Cим", "Cий"), ("енком", "енко"),
        ("Vком", "Vк"),
        ("Cком", "Cко"), ("цем", "ець"), ("Vєм", "Vй"), ("рем", "р"), ("Cем", "Cь"), ("Cом", "C"),
        ("ою", "а"), ("ею", "я"),
    ),
}  # fmt: skip
FEMALE: dict[Case, Endings] = {
    "genitive": (("ої", "а"), ("Cи", "Cа"), ("Cі", "Cя")),
    "dative": (("ій", "а"), ("ці", "ка"), ("зі", "га"), ("сі", "ха"), ("Cі", "Cа")),
    "accusative": (("Cу", "Cа"), ("Cю", "Cя")),
    "instrumental": (("ою", "а"), ("ею", "я")),
}
MALE["accusative"] = MALE["genitive"]
PATRONYMICS: Endings = (
    ("ича", "ич"), ("ичу", "ич"), ("ичеві", "ич"), ("ичем", "ич"), ("вни", "вна"), ("вні", "вна"), ("вну", "вна"),
    ("вною", "вна"),
)  # fmt: skip
LIKE_NOMINATIVE = ("ова", "ева", "єва", "іна", "їна", "ина", "ька")
"""Endings of women's surnames: Олександра Іванова is one before it is the genitive of Олександр Іванов."""


class Form(NamedTuple):
    nominative: str
    gender: Gender
    case: Case


def nominative(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name as written, in the nominative. As it is where the first word is no known given name."""
    readings = forms().get(plain(words[0]), ()) if words else ()
    if not readings or len(words) == 1:
        return tuple(form.nominative for form in readings[:1]) or words
    form = next((form for form in readings if _fits(words[-1], form)), readings[0])
    if form.case == "nominative":
        return (form.nominative, *words[1:])
    middle = tuple(undone(word, PATRONYMICS) or word for word in words[1:-1])
    return (form.nominative, *middle, surname(words[-1], form.gender, form.case))


def variants(word: str) -> tuple[str, ...]:
    """Nominatives a lone surname may stand for, itself first."""
    candidates = [word]
    for endings in (*MALE.values(), *FEMALE.values()):
        candidates += _undoings(word, endings)
    return tuple(dict.fromkeys(candidates))


def surname(word: str, gender: Gender, case: Case) -> str:
    """Hyphenated parts each by themselves; unchanged where no ending fits (women's surnames in a consonant or -о)."""
    endings = (MALE if gender == "male" else FEMALE).get(case, ())
    return "-".join(undone(part, endings) or part for part in word.split("-"))


def undone(word: str, endings: Endings) -> str | None:
    return next(_undoings(word, endings), None)


def _undoings(word: str, endings: Endings) -> Iterator[str]:
    low = word.lower()
    for ending, replacement in endings:
        bare = ending.lstrip("VC")
        stem = word[: len(word) - len(bare)]
        if not low.endswith(bare) or len(stem) < 2:
            continue
        wildcard = ending[0] if ending[0] in "VC" else ""
        if wildcard and (stem[-1].lower() in VOWELS) != (wildcard == "V"):
            continue
        yield stem + replacement.lstrip("VC")


def _fits(word: str, form: Form) -> bool:
    """Whether a surname can stand in the gender and case that a form of the given name tells."""
    low = word.lower()
    if form.case == "nominative":
        oblique = low.endswith(("ого", "ому", "енка", "енку"))
        return not oblique and (form.gender == "male" or low.endswith(LIKE_NOMINATIVE) or low[-1] not in "аяиую")
    if form.gender == "female":
        return True
    return undone(word, MALE[form.case]) is not None


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Every case form of the known Cyrillic given names -> what it may be, nominatives first."""
    names = given_names()
    found: dict[str, list[Form]] = {}
    for name, gender in names.genders.items():
        if gender is not None and "а" <= name[0] <= "ґ":
            for form, case in _declined(name, gender):
                found.setdefault(form, []).append(Form(_capitalised(name), gender, case))
    return {
        form: tuple(sorted(readings, key=lambda reading: reading.case != "nominative"))
        for form, readings in found.items()
    }


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _declined(name: str, gender: Gender) -> Iterator[tuple[str, Case]]:
    yield name, "nominative"
    stem, last = name[:-1], name[-1]
    if last == "а":
        yield from _with(stem, ("и", "у", "ою"))
        yield stem[:-1] + SOFTENED.get(stem[-1], stem[-1]) + "і", "dative"
    elif last == "я":
        ending = "ї" if stem[-1] in VOWELS else "і"
        yield from _with(stem, (ending, "ю", "єю" if stem[-1] in VOWELS else "ею"))
        yield stem + ending, "dative"
    elif gender == "male":
        yield from _masculine(name)


def _with(stem: str, endings: tuple[str, str, str]) -> Iterator[tuple[str, Case]]:
    cases: tuple[Case, ...] = ("genitive", "accusative", "instrumental")
    for ending, case in zip(endings, cases, strict=True):
        yield stem + ending, case


def _masculine(name: str) -> Iterator[tuple[str, Case]]:
    stem, (a, u, ovi, om) = name, ("а", "у", "ові", "ом")
    if name[-1] == "й":
        stem, (a, u, ovi, om) = name[:-1], ("я", "ю", "єві", "єм")
    elif name[-1] == "ь" or name == "ігор":
        stem, (a, u, ovi, om) = name.removesuffix("ь"), ("я", "ю", "еві", "ем")
    elif name[-1] == "о":
        stem = name[:-1]
    elif name[-1] in VOWELS:
        return
    stem = IRREGULAR.get(stem, stem)
    yield stem + a, "genitive"
    yield stem + u, "dative"
    yield stem + ovi, "dative"
    yield stem + om, "instrumental"
