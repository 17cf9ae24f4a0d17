"""What a spelling may sound like: one sign a sound, whatever alphabet and romanisation it was written in.

Spellings contradict each other: "sch" is щ in Kyiv and ш in Berlin, "h" is г or х. So a sign stands for the letters
that a spelling may mean, and two words fit where at each place some letter is meant by both.

Signs: a e i o u, O for ё and ьо, 0 for what is о alone; b to v as in the Ukrainian standard, g for г and ґ, X for х;
Z C S Q T for ж ч ш щ ц; h and the other digits for what is one of several (MEANT). Glides are left out: я is a.
"""

import re
from functools import lru_cache

from indexer.people.romanised import NO_HINTS, Hints, latin_signs

WORDS_KEPT = 1 << 16
"""Given names and surnames recur; so many sounds are remembered."""
TELLING = 3
"""So many consonants tell a foreign word whose vowels are written otherwise."""

CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщюяёыэў", "abvggdeeZziiiiklmn0prstufXTCSQuaOiev", strict=True)),
        "ь": "",
        "ъ": "",
        "'": "",
        "ј": "i",
        "љ": "l",
        "њ": "n",
        "ћ": "C",
        "ђ": "dZ",
        "џ": "dZ",
    }
)
SOFT_O = re.compile(r"[ьйіи]о")
IN_CYRILLIC = re.compile(r"[\u0400-\u052f]")
GLIDES = re.compile(r"i+(?=[aeu])|(?<=i)i+")
HUSHED_O = re.compile(r"(?<=[CSQZ14])[o0O](?=va?$)")
DOUBLED = re.compile(r"(.)(?=\1)")
FOREIGN = re.compile(r"^(?!.*(?:enk[o0]|uk|[sT]ki|[sT]ka|[eoO05]va?|iC)$)")
"""None of the endings of Ukrainian and Russian surnames."""

VOWELS = "aeiouO05"
SYLLABIC = re.compile(f"[{VOWELS}]+")
CONSONANT = re.compile(f"[^{VOWELS}]")
HEARD = {
    "a": ("u",), "o": ("a", "au", "oa", "eau"), "e": ("a", "ae", "ai", "ea", "oe"), "i": ("e", "ea", "ei"),
    "u": ("o", "eu", "ue"), "ai": ("i", "ei"), "ei": ("a", "ai", "e"), "au": ("o",), "oi": ("eu",),
}  # fmt: skip
"""Vowels of a transcription, and how English, German and French may write them."""
CONSONANTS = {**dict.fromkeys("ZCSQ14", "c"), **dict.fromkeys("zT2367", "s"), **dict.fromkeys("gX", "h")}
COARSE = str.maketrans({**CONSONANTS, "O": "e", "0": "o", "5": "o"})
BONES = str.maketrans({**CONSONANTS, **dict.fromkeys(VOWELS)})
MEANT = {
    sign: frozenset(letters)
    for sign, letters in {
        # Ё may be written е, or "o" where its soft sign is left out. As p and q it meets either; they don't meet.
        "e": "eq", "o": "op", "O": "pq", "5": "opq", "0": "o",
        "h": "gX", "1": "SQZ", "2": "sz", "3": "zT", "4": "CS", "6": "Ts", "7": "szT",
    }.items()
}  # fmt: skip


def is_cyrillic(text: str) -> bool:
    return not text.isascii() and len(IN_CYRILLIC.findall(text)) * 2 > len(text)


@lru_cache(WORDS_KEPT)
def sound(word: str, shown: Hints = NO_HINTS) -> str:
    """Of a word in lower case with straight apostrophes. Empty where nothing of it is a letter to us."""
    signs = SOFT_O.sub("ё", word).translate(CYRILLIC) if is_cyrillic(word) else latin_signs(word, shown)
    if "i" in signs:
        signs = GLIDES.sub("", signs).replace("io", "O")
    signs = DOUBLED.sub("", signs.replace("SC", "Q").replace("ts", "T"))
    if signs.endswith(("ov", "ova", "0v", "0va", "Ov", "Ova")):
        signs = HUSHED_O.sub("5", signs)
    return f"{signs[:-1]}0" if signs.endswith("enka") else signs


def coarse(signs: str) -> str:
    """For finding: equal for nearly all spellings of a word."""
    return DOUBLED.sub("", signs.translate(COARSE))


def skeleton(signs: str) -> str:
    """For merging, with a veto behind it: equal for all spellings of a word and for some other words.

    Consonants alone, where there are any.
    """
    return DOUBLED.sub("", signs.translate(BONES)) or coarse(signs)


def fits(a: str, b: str) -> bool:
    """Whether two sounds can be of one word, letter by letter."""
    return len(a) == len(b) and all(map(_meets, a, b))


def _meets(x: str, y: str) -> bool:
    return x == y or not MEANT.get(x, frozenset(x)).isdisjoint(MEANT.get(y, frozenset(y)))


def is_transcribed(heard: str, written: str) -> bool:
    """Whether a sound in Cyrillic is how a foreign word in Latin letters is heard: Трамп is Trump, Байден Biden."""
    consonants = [SYLLABIC.sub("", signs) for signs in (heard, written)]
    if len(consonants[0]) < TELLING or not fits(*consonants) or not FOREIGN.match(heard) or not FOREIGN.match(written):
        return False
    *inner, last = zip(*(map(coarse, CONSONANT.split(signs)) for signs in (heard, written)), strict=True)
    return all(one == other or other in HEARD.get(one, ()) for one, other in inner) and (
        last[0] == last[1] or last[1] in HEARD.get(last[0], ()) or last == ("", "e")
    )
