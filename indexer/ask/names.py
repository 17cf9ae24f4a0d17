"""Other spellings of a typed surname that the archive knows: Monastyrsky, Монастирський, Monastyrskyi.

A word is taken for a surname where somebody in the archive bears it as the last word of a spelling, in any script and
any case. Text that was taken for a name by mistake ("System Operator") must not make an ordinary word one: so the
bearer has a given name that is known as one, or has been met in two spellings of that very word.
"""

from collections.abc import Iterable, Mapping, Sequence

from indexer import analysis, people
from indexer.given import given_names
from indexer.model import Person
from indexer.ports import Store

LETTERS_MIN = 4
SPELLINGS_MAX = 8
BEARERS_MAX = 50
"""People looked at for each word of a query: namesakes spell their name alike."""

# What a Ukrainian or Russian surname may end in where the typed form has another case: Коваля, Монастирського.
_NOMINATIVES = ("", "ь", "о", "а", "я", "ий", "ський", "ська", "цький", "цька", "ский", "ская")


def spellings(words: Iterable[str], store: Store) -> Mapping[str, tuple[str, ...]]:
    """For each typed word that is a surname in several spellings all of them, the typed one first."""
    sounds = {word: found for word in words if (found := _sounds(word))}
    if not sounds:
        return {}
    nominatives = {nominative for word in sounds for nominative in _nominatives(word)}
    surnames = _surnames(store.people_bearing(nominatives, BEARERS_MAX))
    spelt = {word: _differing([word, *(s for s in surnames if _sound(s) in sounds[word])]) for word in sounds}
    return {word: each for word, each in spelt.items() if len(each) > 1}


def _sounds(word: str) -> frozenset[str]:
    """How the surname may sound that this is a form of. Nothing for what can be none."""
    forms = analysis.forms(word)
    if len(forms) != 1 or len(forms[0]) < LETTERS_MIN or not forms[0].isalpha() or _is_given(word):
        return frozenset()
    return frozenset(_sound(nominative) for nominative in _nominatives(word))


def _nominatives(word: str) -> tuple[str, ...]:
    form = analysis.fold(word)
    stem = analysis.stem(form)
    if form.isascii():
        return (word,)
    return (word, *(made for ending in _NOMINATIVES if analysis.stem(made := stem + ending) == stem))


def _surnames(bearers: Sequence[Person]) -> list[str]:
    return [surname for person in bearers for surname in _of_person(person)]


def _of_person(person: Person) -> Sequence[str]:
    names = [words for name in (person.name, *person.aliases) if (words := analysis.WORD.findall(name))]
    surnames = [words[-1] for words in names if _sounds(words[-1])]
    is_named = any(_is_given(word) for words in names for word in words[:-1])
    return surnames if is_named or len(_differing(surnames)) > 1 else ()


def _is_given(word: str) -> bool:
    return word in given_names()


def _sound(word: str) -> str:
    """Alike for all romanisations of a word; a name's key has it, which takes two words at least."""
    return (people.key(f"{word} {word}") or "").partition(" ")[0]


def _differing(words: Sequence[str]) -> tuple[str, ...]:
    """The first of those that a plain word finds together."""
    by_stem: dict[str, str] = {}
    for word in words:
        by_stem.setdefault(analysis.stem(analysis.fold(word)), word)
    return tuple(by_stem.values())[:SPELLINGS_MAX]
