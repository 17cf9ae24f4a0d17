"""One name per person within an article: surnames and given names go back to the full name, titles stay as written.

Knows nothing of tokens, quotations or languages: it is given what was seen, in text order, and says who is who. A name
that two people of the article bear stays unresolved unless the article plainly means one of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.given import APOSTROPHES
from indexer.model import Mention

INITIAL = re.compile(r"^\w\.(?:\w\.)*$")
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
PATRONYMIC = ("вич", "ьич", "вна", "чна")
DOMINANCE = 2
"""Of two people with one surname the bare surname means the one who is met so many times as often before it."""


class Sighting(NamedTuple):
    """A name as it stands at one place of the article. A named tuple: made in a third of the time."""

    words: tuple[str, ...]
    """In the nominative, without titles or honorifics."""
    title: str | None
    """Office or profession as written beside it."""
    gender: str | None
    """Of the given name or the honorific: male or female. None where neither tells."""
    certain: bool
    """Whether this place alone shows that a person is meant. A sighting that is not counts only as an echo of one
    that is."""
    variants: tuple[str, ...] = ()
    """Other nominatives a lone surname may stand for."""
    others: tuple[tuple[str, ...], ...] = ()
    """Other full names a declined one may stand for, if the article has them."""
    sure: bool = True
    """Whether the name stands in the nominative. One that doesn't is led back to one that does."""


@dataclass(frozen=True, slots=True)
class Person:
    name: str | None
    """The full name; a surname alone where the article gives no more. None where two people share what is written."""
    surname: str
    gender: str | None
    title: str | None
    """The fullest one the article gives."""


@dataclass(slots=True)
class _Entry:
    """What is known of one person while the article is read."""

    words: tuple[str, ...]
    gender: str | None = None
    titles: list[str] = field(default_factory=list)
    seen: int = 0


def cast(sightings: Sequence[Sighting]) -> list[Person | None]:
    """The person each sighting means, in the same order. None where it is nobody."""
    entries = _introduced(sightings)
    by_surname: dict[str, list[_Entry]] = defaultdict(list)
    by_given: dict[str, list[_Entry]] = defaultdict(list)
    for entry in {id(entry): entry for entry in entries.values()}.values():
        by_surname[entry.words[-1].translate(APOSTROPHES)].append(entry)
        by_given[entry.words[0].translate(APOSTROPHES)].append(entry)
    meant = [_remembered(_meant(sighting, entries, by_surname, by_given), sighting) for sighting in sightings]
    met = {id(entry): entry for entry in meant if isinstance(entry, _Entry)}
    people = {place: _person(entry) for place, entry in met.items()}
    return [_shared(entry) if isinstance(entry, str) else people.get(id(entry)) for entry in meant]


def mentions(people: Iterable[Person | None]) -> tuple[Mention, ...]:
    """Everybody once, in the order of first appearance."""
    named = {person.name: person for person in people if person is not None and person.name is not None}
    return tuple(Mention(name, person.title) for name, person in named.items())


def core(words: Sequence[str]) -> tuple[str, ...]:
    """A name without middle initials and Jr, apostrophes straight, for comparing: Anna B. Roe Jr. -> Anna Roe."""
    words = [word if word.isascii() and word.isalpha() else word.translate(APOSTROPHES) for word in words]
    if len(words) < 3 and (len(words) < 2 or words[1].lower() not in SUFFIXES):
        return tuple(words)
    kept = [word for word in words if word.lower() not in SUFFIXES]
    return tuple(word for place, word in enumerate(kept) if not INITIAL.match(word) or place in (0, len(kept) - 1))


def _introduced(sightings: Sequence[Sighting]) -> dict[tuple[str, ...], _Entry]:
    """Everybody whom the article names with more than one word, under every form of the name it uses."""
    entries: dict[tuple[str, ...], _Entry] = {}
    ends: dict[tuple[str, str], _Entry] = {}
    surnames = {sighting.words[0] for sighting in sightings if len(sighting.words) == 1 and sighting.sure}
    for sighting in sorted(sightings, key=lambda sighting: not sighting.sure):
        words = core(sighting.words)
        if len(words) < 2 or not sighting.certain or words in entries:
            continue
        # Anna Maria Roe and Anna Roe of one article are one person.
        known = ends.get((words[0], words[-1])) or _declined(sighting, entries)
        entries[words] = known or _Entry(_shown(sighting, surnames))
        ends.setdefault((words[0], words[-1]), entries[words])
    _add_beginnings(entries)
    return entries


def _declined(sighting: Sighting, entries: Mapping[tuple[str, ...], _Entry]) -> _Entry | None:
    """Whom the article names in the nominative under one of the names that a declined one may stand for."""
    return next((entries[words] for words in map(core, sighting.others) if words in entries), None)


def _shown(sighting: Sighting, surnames: AbstractSet[str]) -> tuple[str, ...]:
    """A declined name with the surname that the article shows alone in the nominative, if it may stand for that."""
    return next((words for words in sighting.others if words[-1] in surnames), sighting.words)


def _add_beginnings(entries: dict[tuple[str, ...], _Entry]) -> None:
    """Іван Петрович, where the article knows one Іван Петрович Роу."""
    longer: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for words, entry in entries.items():
        if len(words) > 2 and words[1].endswith(PATRONYMIC):
            longer[words[:2]].append(entry)
    entries.update({words: known[0] for words, known in longer.items() if len(known) == 1})


def _meant(
    sighting: Sighting,
    entries: dict[tuple[str, ...], _Entry],
    by_surname: Mapping[str, Sequence[_Entry]],
    by_given: Mapping[str, Sequence[_Entry]],
) -> _Entry | str | None:
    words = core(sighting.words)
    if len(words) > 1:
        return entries.get(words) or _declined(sighting, entries)
    word = words[0] if words else ""
    for form in (word, *(form.translate(APOSTROPHES) for form in sighting.variants)):
        candidates = [entry for entry in by_surname.get(form, ()) if _agree(entry, sighting)]
        if candidates:
            return _dominant(candidates) or form
    namesakes = by_given.get(word, ())
    if len(namesakes) == 1:
        return namesakes[0]
    if words not in entries and sighting.certain and word:
        entries[words] = _Entry(sighting.words)
    return entries.get(words)


def _agree(entry: _Entry, sighting: Sighting) -> bool:
    return entry.gender is None or sighting.gender is None or entry.gender == sighting.gender


def _dominant(candidates: Sequence[_Entry]) -> _Entry | None:
    """The one meant among people of one surname: the only one met so far, or the one met far more often."""
    if len(candidates) == 1:
        return candidates[0]
    met = sorted(candidates, key=lambda entry: -entry.seen)
    if met[0].seen >= max(1, DOMINANCE * met[1].seen):
        return met[0]
    return None


def _remembered(who: _Entry | str | None, sighting: Sighting) -> _Entry | str | None:
    if isinstance(who, _Entry):
        who.seen += 1
        who.gender = who.gender or sighting.gender
        if sighting.title:
            who.titles.append(sighting.title)
    return who


def _shared(surname: str) -> Person:
    """Somebody of this name, but two people of the article bear it."""
    return Person(None, surname, None, None)


def _person(entry: _Entry) -> Person:
    counted = Counter(entry.titles)
    title = max(counted, key=lambda text: (len(text), counted[text]), default=None)
    return Person(" ".join(entry.words), entry.words[-1], entry.gender, title)
