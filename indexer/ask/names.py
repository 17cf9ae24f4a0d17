"""Typed names and the archive's: case forms go back to the person, a surname to all its spellings.

A word is taken for a surname where somebody in the archive bears it as the last word of a spelling, in any script and
any case. Text that was taken for a name by mistake ("System Operator") must not make an ordinary word one: so the
bearer has a given name that is known as one, or has been met in two spellings of that very word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer import analysis, declension, people
from indexer.given import given_names, plain
from indexer.model import Person
from indexer.ports import Store

LETTERS_MIN = 4
SPELLINGS_MAX = 8
BEARERS_MAX = 50
"""People looked at for each word of a query: namesakes spell their name alike."""


def named(typed: str, store: Store, limit: int) -> Sequence[Person]:
    """People of that name as typed, else of one that it may be a case form of: Журавського, Лесю Яворівську."""
    found = (store.people_named(name, limit) for name in _nominative_names(typed))
    return next(filter(None, found), ())


def _nominative_names(typed: str) -> Iterator[str]:
    """The text itself first; Latin letters don't decline."""
    yield typed
    words = tuple(plain(typed).split())
    if typed.isascii() or not words:
        return
    if len(words) > 1:
        reading = declension.read(words, None)
        yield from (" ".join(name) for name in (reading.words, *reading.others) if name != words)
    else:
        yield from declension.variants(words[0])[1:]


def spellings(words: Iterable[str], store: Store) -> Mapping[str, tuple[str, ...]]:
    """For each typed word that is a surname in several spellings all of them, the typed one first."""
    nominatives = {word: declension.variants(plain(word)) for word in words if _may_be_surname(word)}
    if not nominatives:
        return {}
    surnames = _surnames(store.people_bearing({name for names in nominatives.values() for name in names}, BEARERS_MAX))
    spelt = {
        word: _differing([word, *(surname for surname in surnames if any(people.fitting(n, surname) for n in names))])
        for word, names in nominatives.items()
    }
    return {word: each for word, each in spelt.items() if len(each) > 1}


def _may_be_surname(word: str) -> bool:
    forms = analysis.forms(word)
    return len(forms) == 1 and len(forms[0]) >= LETTERS_MIN and forms[0].isalpha() and word not in given_names()


def _surnames(bearers: Sequence[Person]) -> list[str]:
    return [surname for person in bearers for surname in _of_person(person)]


def _of_person(person: Person) -> Sequence[str]:
    names = [words for name in (person.name, *person.aliases) if (words := analysis.WORD.findall(name))]
    surnames = [words[-1] for words in names if _may_be_surname(words[-1])]
    is_named = any(word in given_names() for words in names for word in words[:-1])
    return surnames if is_named or len(_differing(surnames)) > 1 else ()


def _differing(words: Sequence[str]) -> tuple[str, ...]:
    """The first of those that a plain word finds together."""
    by_stem: dict[str, str] = {}
    for word in words:
        by_stem.setdefault(analysis.stem(analysis.fold(word)), word)
    return tuple(by_stem.values())[:SPELLINGS_MAX]
