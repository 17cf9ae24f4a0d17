"""How like two names are where keys don't tell: a question for a person, never an answer."""

from itertools import permutations

from rapidfuzz.distance import JaroWinkler

from indexer.people.parts import Name, Word, parse
from indexer.people.sounds import coarse, fits, sound
from indexer.people.vetoes import WORDS_MAX, apart

LIKELY = 0.84
"""From here on two names are worth a look: nearly all spellings of one name, and one in four is somebody else's."""
INITIAL = 0.9
"""Likeness of an initial to a name that begins so."""
EXTRA_WORD = 0.97
"""What is left of it for each word that only one of the names has."""


def likeness(a: str, b: str) -> float:
    """0 to 1: as like as their least like words. 0 for a bare surname, and where something speaks against it."""
    one, other = parse(a), parse(b)
    if apart(one, other) is not None:
        return 0.0
    fewer, more = sorted((_words(one), _words(other)), key=len)
    if len(fewer) < 2 or len(more) > WORDS_MAX:
        return 0.0
    best = max(min(map(_alike, fewer, order)) for order in permutations(more, len(fewer)))
    return best * EXTRA_WORD ** (len(more) - len(fewer))


def _words(name: Name) -> tuple[Word, ...]:
    """With the first initial as a word where nothing else stands for the given name."""
    initials = () if name.is_full else name.initials[:1]
    return (*name.words, *(_initial(letters) for letters in initials))


def _initial(letters: str) -> Word:
    signs = sound(letters)
    return Word(letters, None, signs, signs, "", coarse(signs)[:1])


def _alike(x: Word, y: Word) -> float:
    if x.given is not None and x.given == y.given:
        return 1.0
    if min(len(x.token), len(y.token)) <= 1:
        # By sound or by letter: Yevhenii is written Є., Ye. and Y.
        return INITIAL if x.token[:1] == y.token[:1] or x.text[:1] == y.text[:1] else 0.0
    return 1.0 if fits(x.sound, y.sound) else JaroWinkler.similarity(x.token, y.token)
