"""Text to tokens, alike for indexing, for queries and for highlighting, in English, Ukrainian and Russian.

A token's *form* is the word folded: no case, no accents, one apostrophe (dropped), no English possessive. Phrases
compare forms. A plain word compares *stems*, which an engine expands to the forms it holds: all forms of a stem have
one of its `beginnings`, so the expansion is a short walk through a sorted word list.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

VERSION = 3
"""Raise it when forms change: every index built with an earlier number is rebuilt."""

APOSTROPHES = "'’‘ʼ`´ʹ"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Marks where a word may be broken, and the like: pasted along with it, and no part of it."""
WORD = re.compile(
    rf"\d+(?:[.,]\d+)*|[^\W_](?:[^\W_]|(?<=[^\W_])[\u0300-\u036f]|[{INVISIBLE}]+(?=[^\W_])|[{APOSTROPHES}](?=[^\W\d_]))*"
)
FORM_MAX = 64
"""Longer words are cut: nobody searches for them and some pages hold megabytes without a space."""

STEM_MIN = 3
"""A word of which less would be left is its own stem."""

_DROPPED = frozenset(APOSTROPHES + INVISIBLE)
_english = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Token:
    form: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their offsets, in order."""
    for match in WORD.finditer(text):
        yield Token(fold(match.group()), match.start(), match.end())


def forms(text: str) -> list[str]:
    """The same words, folded, without offsets: the fast way for indexing. Same length and order as `tokens`."""
    return [form for piece in text.split() for form in piece_forms(piece)]


def piece_forms(piece: str) -> tuple[str, ...]:
    """The forms in a stretch of text between two blanks, beyond which no word reaches."""
    return _remembered(piece) if len(piece) <= FORM_MAX else _forms_of(piece)


def _forms_of(piece: str) -> tuple[str, ...]:
    return tuple([fold(word) for word in WORD.findall(piece)])


# A text's pieces come again and again, and looking one up costs a tenth of taking it apart.
_remembered = lru_cache(maxsize=400_000)(_forms_of)


@lru_cache(maxsize=400_000)
def fold(word: str) -> str:
    """One form for all spellings of a word's letters; never empty for a word that WORD matched."""
    lower = word.casefold()[:FORM_MAX]
    if lower.isascii() and lower.isalnum():
        return lower
    if lower[-1:] == "s" and lower[-2:-1] in APOSTROPHES and len(lower) > 3:
        lower = lower[:-2]
    bare = "".join(map(_plain_letter, lower))
    return "".join(c for c in bare if c not in _DROPPED and not unicodedata.combining(c)) or lower


@lru_cache(maxsize=4_096)
def _plain_letter(letter: str) -> str:
    # й and ї decompose too, but they are letters of their own; ё and ґ are often typed without their marks.
    if "Ѐ" <= letter <= "ӿ":
        return {"ё": "е", "ґ": "г"}.get(letter, letter)
    return unicodedata.normalize("NFKD", letter)


@lru_cache(maxsize=400_000)
def stem(form: str) -> str:
    """What a form shares with its inflections. English by Porter2; Ukrainian and Russian by their common endings."""
    if form.isascii():
        stem = str(_english.stemWord(form)) if form.isalpha() and len(form) > 3 else form
        return stem if len(stem) >= STEM_MIN else form
    return _slavic_stem(form) if "Ѐ" <= form[0] <= "ӿ" else form


def beginnings(stem: str) -> tuple[str, ...]:
    """Every form of a stem begins so: Porter may change its last letter, and a vowel before the last may alternate."""
    if len(stem) < STEM_MIN:
        return (stem,)
    if stem.isascii():
        return (stem[:-1], stem[:-2] + "y") if stem.endswith("ie") else (stem[:-1],)
    return (stem, *(stem[:-2] + closed + stem[-1] for closed, opened in _CLOSED.items() if stem[-2] == opened))


# Endings of declension and conjugation in Ukrainian and Russian, longest first. Own list, from school grammars; what
# must remain is three letters, of which one is a vowel, so short words stay whole.
_SLAVIC_ENDINGS = sorted(
    (
        "ами ями ові еві єві ому ему єму ого его його ими іми ій їй ою ею єю ах ях ам ям ом ем єм ів їв ей ой ий ый іи "
        "ої ьої ьою ього ьому их ых іх їх им ым ім їм ая яя ую юю а я у ю о е є и і ї ы ь й "
        "ська ський ське ські ського ському ської ською ській ських ським ськими ську "
        "ский ская ское ские ского скому ской ских ским скими скую "
        "ість істю ості ость остью ости "
        "ння нню нням ннях нні ття ття ттю ттям ние ния нию нием ниях "
        "ити ать ять ить еть ати яти увати ювати овать ив ила ило или или ла ло ли ав яв ал ала али ає ають уть ють "
        "їть иш еш єш ємо емо имо єте ете ите ся сь"
    ).split(),
    key=len,
    reverse=True,
)
_VOWELS = frozenset("аеиоуыэюяіїє")


_CLOSED = {"і": "о", "ї": "є"}
_NAME_SUFFIXES = ("ов", "ев", "єв", "ів", "їв")


def _slavic_stem(form: str) -> str:
    rest = next((r for e in _SLAVIC_ENDINGS if form.endswith(e) and _is_enough(r := form[: -len(e)])), form)
    # Харків, Харкова: the suffix alternates, so it is left out where enough remains.
    if rest.endswith(_NAME_SUFFIXES) and _is_enough(rest[:-2]):
        return rest[:-2]
    # Київ, Києва; ніч, ночі; сіль, солі: a last syllable that closes turns о into і. Where an ending follows (місто)
    # the і is the word's own.
    if rest in (form, form.removesuffix("ь")) and len(rest) >= 3 and rest[-2] in _CLOSED:
        return rest[:-2] + _CLOSED[rest[-2]] + rest[-1]
    return rest


def _is_enough(rest: str) -> bool:
    return len(rest) >= 3 and not _VOWELS.isdisjoint(rest)
