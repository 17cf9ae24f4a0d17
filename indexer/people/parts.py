"""A name taken apart: words that make it, initials, patronymic, generation."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from indexer.given import Gender, given_names, plain
from indexer.people.romanised import DOUBTFUL, NO_HINTS, Hints, hints
from indexer.people.sounds import WORDS_KEPT, coarse, fits, is_cyrillic, is_transcribed, skeleton, sound

NAMES_KEPT = 1 << 14
WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼ`´′ʹ][^\W\d_]+)*['’ʼ`´′ʹ]?\.?")
INITIAL_LETTERS_MAX = 4
"""Shch., the longest Latin letter of a Ukrainian name."""
GENERATIONS = {
    "jr": "Jr", "junior": "Jr", "молодший": "Jr", "sr": "Sr", "senior": "Sr", "старший": "Sr", "ii": "II", "iii": "III",
    "iv": "IV",
}  # fmt: skip
PARTICLES = frozenset(
    "von van der den de del della di du da dos la le al el bin ibn"
    " фон ван дер ден де дель делла ді дю да ду дос ла ле аль ель бін ібн".split()
)
PATRONYMIC = re.compile(
    r"(?P<stem>.+?)(?:[eo05O]vi[C4]|[eo05Oi]vna|(?:in)?i[C4]na)|(?P<short>il|kuzm|luk|fom|nikit|sav)i[C4]"
)
FEMININE = re.compile(r"(?:[sTz3]ka|[eoO05]va|ina|ivna)$")
MASCULINE = re.compile(r"(?:[sTz3]ki|[eoO05]v|in)$")
SOUND_LETTERS_MIN = 4
"""So long is a sound by which an unlisted spelling of a given name is known."""


class Word(NamedTuple):
    text: str
    """As written, in lower case, apostrophes straight."""
    given: str | None
    """The spelling that stands for all of this given name. None where it is none we know."""
    sound: str
    standing: str
    """The sound of the spelling that stands for all."""
    bones: str
    """Its skeleton, for keys."""
    token: str
    """How it is found."""


class Name(NamedTuple):
    words: tuple[Word, ...]
    """Those that make the name, as they stand in it."""
    initials: tuple[str, ...]
    patronymic: Word | None
    generation: str | None

    @property
    def is_full(self) -> bool:
        """Whether two words or more tell who it is, none of them by its first letter alone."""
        return len(self.words) > 1


@lru_cache(NAMES_KEPT)
def parse(text: str) -> Name:
    written = plain(text)
    shown = NO_HINTS if is_cyrillic(written) else hints(written)
    full: list[str] = []
    initials: list[str] = []
    generation = None
    for found in WORD.findall(written.replace("-", " ")):
        word = found.rstrip(".")
        if word in GENERATIONS:
            generation = generation or GENERATIONS[word]
        elif len(word) == 1 or (word != found and len(word) <= INITIAL_LETTERS_MAX):
            initials.append(word)
        else:
            full.append(word)
    if len(full) > 2:
        full = _without_particles(full)
    words = [_word(word, shown if DOUBTFUL.search(word) else NO_HINTS) for word in full]
    place = _patronymic_place(words) if len(words) > 2 else 0
    patronymic = words.pop(place) if place else None
    return Name(tuple(words), tuple(initials), patronymic, generation)


def _without_particles(words: list[str]) -> list[str]:
    kept = [word for word in words if word not in PARTICLES]
    return kept if len(kept) > 1 else words


def are_one(x: Word, y: Word) -> bool:
    """Whether two words can be spellings of one, letter by letter or as one foreign word in two alphabets."""
    if (x.given is not None and x.given == y.given) or fits(x.sound, y.sound):
        return True
    heard, written = (x, y) if is_cyrillic(x.text) else (y, x)
    return is_cyrillic(heard.text) and not is_cyrillic(written.text) and is_transcribed(heard.sound, written.sound)


def gender(name: Name) -> Gender | None:
    """By given name, else by the ending of the surname. None where neither tells."""
    genders = given_names().genders
    found = {gender for word in name.words if word.given and (gender := genders[word.given])}
    if found:
        return found.pop() if len(found) == 1 else None
    last = name.words[-1].sound if name.words else ""
    if FEMININE.search(last):
        return "female"
    return "male" if MASCULINE.search(last) else None


def fathers(patronymic: Word) -> frozenset[str]:
    """Given names that the patronymic may be made of; what is left of it where it is of none we know."""
    found = PATRONYMIC.fullmatch(patronymic.sound)
    bones = skeleton((found["stem"] or found["short"]) if found else patronymic.sound)
    # Якович ends like the patronymic of "Як", and Яковлевич has an л that Яків hasn't.
    known = (_by_skeleton().get(likely) for likely in (bones, f"{bones}v", bones.removesuffix("l")))
    return next(filter(None, known), frozenset((bones,)))


def _patronymic_place(words: Sequence[Word]) -> int:
    """0 where there is none: it never stands first. The last of three words is a surname behind a given name."""
    places = [place for place, word in enumerate(words) if place and PATRONYMIC.fullmatch(word.sound)]
    if words[0].given is not None or words[-2].given is None:
        places = [place for place in places if place < len(words) - 1]
    return places[0] if places else 0


@lru_cache(WORDS_KEPT)
def _word(text: str, shown: Hints) -> Word:
    signs = sound(text, shown)
    given = given_names().standing.get(text) or _by_sound().get(coarse(signs))
    if surname := surnames().get(text):
        signs = sound(surname)
    standing = sound(given) if given and not surname else signs
    return Word(text, given, signs, standing, skeleton(standing) or text, coarse(standing) or text)


@cache
def surnames() -> Mapping[str, str]:
    """Every spelling of the surnames that no rule brings together -> the one that stands for all."""
    text = files(__package__).joinpath("surnames.txt").read_text(encoding="utf-8")
    entries = (line.split("=") for line in text.splitlines() if line and line[0] != "#")
    return {plain(spelling.strip()): plain(entry[0].strip()) for entry in entries for spelling in entry}


@cache
def _by_sound() -> Mapping[str, str]:
    """Names that Ukrainian writes, by how they sound. None where two of them sound alike."""
    found: dict[str, set[str]] = {}
    standing = given_names().standing
    ours = {name for spelling, name in standing.items() if is_cyrillic(spelling)}
    for spelling, name in standing.items():
        signs = coarse(sound(spelling, hints(spelling)))
        if name in ours and len(signs) >= SOUND_LETTERS_MIN:
            found.setdefault(signs, set()).add(name)
    return {signs: names.pop() for signs, names in found.items() if len(names) == 1}


@cache
def _by_skeleton() -> Mapping[str, frozenset[str]]:
    """Men's names by what their patronymics keep of them."""
    found: dict[str, set[str]] = {}
    names = given_names()
    for spelling, name in names.standing.items():
        if names.genders[name] == "male" and is_cyrillic(spelling):
            found.setdefault(skeleton(sound(spelling)), set()).add(name)
    return {bones: frozenset(names) for bones, names in found.items()}
