"""Ukrainian names back to the nominative: за словами Олени Кравчук -> Олена Кравчук, Івана Петренка -> Іван Петренко.

The given name tells gender and case, by a table of its forms, where the words before the name don't; the surname is
then undone by its ending.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from indexer import surnames
from indexer.given import given_names, plain
from indexer.surnames import FEMALE, MALE, PATRONYMICS, VOWELS, Case, Gender, surname, undone

IRREGULAR = {"яків": "яков", "федір": "федор", "ігор": "ігор", "лев": "лев", "прокіп": "прокоп", "антін": "антон"}
"""Stems of given names whose last vowel changes."""
SOFTENED = {"г": "з", "к": "ц", "х": "с"}
HUSHING = frozenset("жчшщ")
OBLIQUE_SURNAMES = ("ого", "ому", "енка", "енку", "енком", "ука", "юка")
NATIVE = tuple(
    stem + ending for stem in ("ук", "юк", "енк", "ськ", "цьк", "ак") for ending in ("а", "у", "ом", "ого", "им")
)
OTHERS_MAX = 150


class Form(NamedTuple):
    nominative: str
    gender: Gender
    case: Case


class Reading(NamedTuple):
    """A name as written, read as a nominative."""

    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    """Full names it may stand for as well, where the rules alone don't tell."""
    sure: bool
    """Whether it stands in the nominative already, so that other forms can be led back to it."""


def nominative(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name as written, in the nominative."""
    return read(words, None).words


def read(words: tuple[str, ...], context: str | None) -> Reading:
    """A person's name as written, in the nominative.

    `context` is what the words before it tell: the name of a case, "oblique" for any but the nominative, or None.
    As it is where nothing is known of the given name and the context tells of no case either.
    """
    readings = _readings(words[0]) if words else ()
    if len(words) == 1:
        return _alone(words[0], readings, context)
    if not readings:
        return _foreign(words, context)
    form = _chosen(readings, words[-1], context)
    if form.case == "nominative":
        return Reading((form.nominative, *words[1:]), (), sure=True)
    middle = tuple(undone(word, PATRONYMICS) or word for word in words[1:-1])
    last = words[-1]
    if not undone(last, PATRONYMICS) or len(words) > 2:
        last = surname(last, form.gender, form.case)
    else:
        last = undone(last, PATRONYMICS) or last
    name = (form.nominative, *middle, last)
    return Reading(name, _others((form.nominative,), middle, words[-1]), sure=False)


def _alone(word: str, readings: tuple[Form, ...], context: str | None) -> Reading:
    if readings:
        return Reading((_chosen(readings, "", context).nominative,), (), sure=True)
    if context in {"genitive", "dative", "instrumental", "accusative"}:
        case: Case = context  # type: ignore[assignment]
        # A woman's surname that doesn't change and a man's that does look alike; an adjective's ending decides.
        undoing = undone(word, FEMALE[case]) if word.endswith(("ої", "ській")) else undone(word, MALE[case])
        return Reading((undoing or word,), (), sure=False)
    return Reading((word,), (), sure=context == "nominative")


def _foreign(words: tuple[str, ...], context: str | None) -> Reading:
    """A given name nobody listed: as written, or undone by the rule for men where the context tells the case."""
    others = _others(variants(words[0]), words[1:-1], words[-1])
    if context in {"genitive", "dative", "instrumental"}:
        case: Case = context  # type: ignore[assignment]
        first, last = undone(words[0], MALE[case]), undone(words[-1], MALE[case])
        if first and last and words[0][-1] in VOWELS:
            return Reading((first, *words[1:-1], last), others, sure=False)
    return Reading(words, others, sure=False)


def _others(firsts: tuple[str, ...], middle: tuple[str, ...], last: str) -> tuple[tuple[str, ...], ...]:
    """Other full names that the written one may stand for, for an article that shows one of them."""
    return tuple((first, *middle, other) for first, other in islice(product(firsts, variants(last)), OTHERS_MAX))


@lru_cache(maxsize=20_000)
def variants(word: str) -> tuple[str, ...]:
    """Nominatives a lone surname may stand for, itself first."""
    return tuple(dict.fromkeys(surnames.variants(word)))


def _readings(word: str) -> tuple[Form, ...]:
    """What a given name as written may be, with its own apostrophe; double names by their parts."""
    low = plain(word)
    found = forms().get(low, ())
    if not found and "-" in word:
        first, _, last = word.rpartition("-")
        found = tuple(
            form._replace(nominative=f"{_first_part(first, form.case)}-{form.nominative}") for form in _readings(last)
        )
        return found if _readings(first) else ()
    mark = next((mark for mark in "’ʼ`" if mark in word), "'")
    return tuple(form._replace(nominative=form.nominative.replace("'", mark)) for form in found)


def _first_part(word: str, case: Case) -> str:
    return next((form.nominative for form in _readings(word) if form.case == case), word)


def _chosen(readings: tuple[Form, ...], last: str, context: str | None) -> Form:
    if context == "nominative":
        return next((form for form in readings if form.case == "nominative"), readings[0])
    if context in MALE:
        # The words for offices look the same in both cases.
        cases = {context, "accusative"} if context == "genitive" else {context}
        readings = tuple(form for form in readings if form.case in cases) or readings
    elif context == "oblique":
        readings = tuple(form for form in readings if form.case != "nominative") or readings
    fitting = [form for form in readings if _fits(last, form)] or list(readings)
    # Марка Гнатюка is Марко, Марка Вебера is Марк.
    native = last.lower().endswith(NATIVE) and fitting[0].case != "nominative"
    return next((form for form in fitting if native and form.nominative[-1] == "о"), fitting[0])


def _fits(word: str, form: Form) -> bool:
    """Whether a surname can stand in the gender and case that a form of the given name tells."""
    low = word.lower()
    if not low:
        return True
    if form.case == "nominative":
        if form.gender == "male":
            return not low.endswith(("ого", "ому", "енка", "енку"))
        return not low.endswith(OBLIQUE_SURNAMES)
    if form.gender == "female":
        return True
    return undone(word, MALE[form.case]) is not None


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Every case form of the known Cyrillic given names -> what it may be, nominatives first."""
    names = given_names()
    found: dict[str, list[Form]] = {}
    for name, gender in names.genders.items():
        if "а" <= name[0] <= "ґ":
            for known in (gender,) if gender is not None else GENDERS:
                for form, case in _declined(name, known):
                    found.setdefault(form, []).append(Form(_capitalised(name), known, case))
    return {
        form: tuple(sorted(readings, key=lambda reading: reading.case != "nominative"))
        for form, readings in found.items()
    }


GENDERS: tuple[Gender, ...] = ("male", "female")


def _capitalised(name: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))


def _declined(name: str, gender: Gender) -> Iterator[tuple[str, Case]]:
    yield name, "nominative"
    stem, last = name[:-1], name[-1]
    if last == "а":
        yield stem + ("і" if stem[-1] in HUSHING else "и"), "genitive"
        yield stem + "у", "accusative"
        yield stem + ("ею" if stem[-1] in HUSHING else "ою"), "instrumental"
        yield stem[:-1] + SOFTENED.get(stem[-1], stem[-1]) + "і", "dative"
        yield stem + "о", "vocative"
        yield stem + "ы", "genitive"  # Russian: Раисы, Раисой
        yield stem + "ой", "instrumental"
    elif last == "я":
        ending = "ї" if stem[-1] in VOWELS or stem[-1] == "'" else "і"
        yield stem + ending, "genitive"
        yield stem + "ю", "accusative"
        yield stem + ("єю" if ending == "ї" else "ею"), "instrumental"
        yield stem + ending, "dative"
        yield stem + ("є" if ending == "ї" else "ю"), "vocative"
    elif name == "любов":
        yield from (("любові", "genitive"), ("любов'ю", "instrumental"), ("любові", "dative"))
    elif gender == "male":
        yield from _masculine(name)


def _masculine(name: str) -> Iterator[tuple[str, Case]]:
    stem, (a, u, ovi, om, e) = name, ("а", "у", "ові", "ом", "е")
    if name[-1] == "й":
        stem, (a, u, ovi, om, e) = name[:-1], ("я", "ю", "єві", "єм", "ю")
    elif name[-1] == "ь" or name == "ігор":
        stem, (a, u, ovi, om, e) = name.removesuffix("ь"), ("я", "ю", "еві", "ем", "ю")
    elif name[-1] == "о":
        stem = name[:-1]
    elif name[-1] in VOWELS:
        return
    stem = IRREGULAR.get(stem, stem)
    yield stem + a, "genitive"
    yield stem + a, "accusative"
    yield stem + u, "dative"
    yield stem + ovi, "dative"
    yield stem + om, "instrumental"
    yield stem + e, "vocative"
