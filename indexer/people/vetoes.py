"""Why two names must not become one person without an editor's word. Reasons are sentences for the editor."""

import re
from functools import cache
from itertools import permutations

from anyascii import anyascii

from indexer.given import given_names
from indexer.people.parts import Name, Word, are_one, fathers, gender, parse
from indexer.people.sounds import is_cyrillic

WORDS_MAX = 5
"""Longer names are compared in the order they are written in."""
# Surnames that Ukrainian spells in one way; in Данілов and Данилов it wavers.
NATIVE = re.compile(r"(?:енко|[ую]к|[ая]к)$")
UKRAINIAN_LETTER = re.compile(r"[іїєґ]")
VOWEL_LETTER = re.compile(r"[aeijouyаеєиіїоуюяэ]")


def veto(a: str, b: str) -> str | None:
    """Why two names with equal keys must not become one person, in words for an editor. None: no objection."""
    one, other = parse(a), parse(b)
    return apart(one, other) or _spelled_apart(one, other)


def apart(a: Name, b: Name) -> str | None:
    """What is known against it, spelling aside."""
    if a.generation != b.generation:
        return f"generations differ: {a.generation or 'none'} and {b.generation or 'none'}"
    genders = gender(a), gender(b)
    if None not in genders and genders[0] != genders[1]:
        return f"one is a {_adult(genders[0])}'s name, the other a {_adult(genders[1])}'s"
    return _middles_apart(a, b) or _given_apart(a, b)


def clash(a: str, b: str) -> str | None:
    """Why two full names of one article are two people: it spells the given name of one surname in two ways.

    So Volodymyr Klymenko beside Vladimir Klymenko are two. An article that spells one given name beside two surnames,
    Zelensky and Zelenskyy, wavers: that is no reason, nor are names in two alphabets.
    """
    one, other = parse(a), parse(b)
    if not one.is_full or not other.is_full:
        return None
    (given, surname), (other_given, other_surname) = _ends(one), _ends(other)
    if surname != other_surname or _bare(given) == _bare(other_given) or is_cyrillic(given) != is_cyrillic(other_given):
        return None
    return f"one article writes {_capitalised(given)} and {_capitalised(other_given)}"


def _adult(gender: str | None) -> str:
    return "woman" if gender == "female" else "man"


def _middles_apart(a: Name, b: Name) -> str | None:
    if a.patronymic is not None and b.patronymic is not None:
        return None if fathers(a.patronymic) & fathers(b.patronymic) else "patronymics differ"
    if not a.is_full or not b.is_full:
        return None
    if all(map(_agree, _middles(a), _middles(b))):
        return None
    return "middle names differ: " + " and ".join(" ".join(map(_capitalised, _middles(name))) for name in (a, b))


def _middles(name: Name) -> tuple[str, ...]:
    return name.initials or ((name.patronymic.text,) if name.patronymic else ())


def _agree(one: str, other: str) -> bool:
    """Whether an initial can be another or begin a patronymic. Vowels change with the language, Олексій and Алексей."""
    if is_cyrillic(one) != is_cyrillic(other) or (VOWEL_LETTER.match(one) and VOWEL_LETTER.match(other)):
        return True
    return one.startswith(other) or other.startswith(one)


def _given_apart(a: Name, b: Name) -> str | None:
    given, others = ([word for word in name.words if word.given] for name in (a, b))
    if not given or not others or any(are_one(one, other) for one in given for other in others):
        return None
    return f"given names differ: {_capitalised(given[0].text)} and {_capitalised(others[0].text)}"


def _spelled_apart(a: Name, b: Name) -> str | None:
    if len(a.words) == len(b.words):
        is_native = _is_ukrainian(a) and _is_ukrainian(b)
        orders = permutations(b.words) if len(b.words) <= WORDS_MAX else (b.words,)
        if any(
            all(_is_one(x, y, is_native=is_native) for x, y in zip(a.words, order, strict=True)) for order in orders
        ):
            return None
    return "spelled differently: " + " and ".join(map(_written, (a, b)))


def _written(name: Name) -> str:
    return " ".join(_capitalised(word.text) for word in name.words)


def _is_one(x: Word, y: Word, *, is_native: bool) -> bool:
    if is_native and x.given is None and NATIVE.search(x.text) and _bare(x.text) != _bare(y.text):
        return False
    return are_one(x, y)


def _is_ukrainian(name: Name) -> bool:
    """Whether the name is certainly in Ukrainian, not only in Cyrillic."""
    return any(UKRAINIAN_LETTER.search(word.text) or word.text in _ukrainian_only() for word in name.words)


@cache
def _ukrainian_only() -> frozenset[str]:
    """Given names that Russian writes otherwise: the first of two Cyrillic spellings."""
    spellings: dict[str, list[str]] = {}
    for spelling, name in given_names().standing.items():
        if is_cyrillic(spelling):
            spellings.setdefault(name, []).append(spelling)
    return frozenset(each[0] for each in spellings.values() if len(each) > 1)


def _ends(name: Name) -> tuple[str, tuple[str, ...]]:
    """The given name as written, and how the rest sounds, in no order."""
    given = next((word for word in name.words if word.given), name.words[0])
    return given.text, tuple(sorted(word.token for word in name.words if word is not given))


def _bare(word: str) -> str:
    return (word if is_cyrillic(word) else anyascii(word)).replace("'", "")


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]
