"""Conversations set out in turns: `Roe: …` at the head of a line, lines without a name going on with the last one.

A list of people with something said about each looks alike, so a line counts only among others, and only if somebody
gets a second turn or everybody speaks of themselves or asks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from indexer.extract.people import Person
from indexer.extract.quotes.content import Found
from indexer.extract.quotes.lexicon import (
    CAPITAL,
    DOCUMENT,
    FRAGMENT,
    GIVEN,
    ORGANISATION,
    PARTICLE,
    QUOTATION,
    STOP,
    TITLE,
)
from indexer.extract.quotes.speakers import Scene, Speaker
from indexer.extract.quotes.tokens import Token
from indexer.model import Resolution

LABEL_TOKENS_MAX = 7
TURNS_MIN = 2
UNLABELLED_MAX = 6
"""More lines without a name between two turns are an article's, not an answer's."""
ASKING = frozenset(("q", "question"))
ANSWERING = frozenset(("a", "answer"))
SPOKEN = frozenset("i we you my our your me us я ми ви ти мене мені нас нам вас вам наш наша наше мій моя".split())
NO_LABELS = frozenset("photo video image update correction read contributing previously note source related".split())


class Line(NamedTuple):
    """A paragraph as tokens. `label` is where its text begins behind `Roe:`, 0 where no name opens it."""

    sentences: range
    tokens: Sequence[Token]
    label: int


def statements(scene: Scene) -> tuple[list[Found], frozenset[int]]:
    """What is said in turns, and the sentences that belong to them. Nothing where the text is no conversation."""
    # Without colons there are no labels, and no need to put lines together: 1 % of the reading.
    lines = list(_lines(scene)) if scene.text.count(":") >= TURNS_MIN else []
    places = [place for place, line in enumerate(lines) if line.label]
    if len(places) < TURNS_MIN or not _converse([lines[place] for place in places]):
        return [], frozenset()
    guest = _guest(scene, lines[places[0]].sentences.start)
    bearers = _bearers(scene)
    found: list[Found] = []
    taken: set[int] = set()
    for place, following in zip(places, [*places[1:], places[-1] + 1], strict=True):
        asked = lines[place].tokens[0].low in ASKING
        speaker = None if asked else _speaker(scene, lines[place], guest, bearers)
        spoken = lines[place:following] if following - place <= UNLABELLED_MAX else lines[place : place + 1]
        for line in spoken:
            if line.label or not any(token.tags & QUOTATION for token in line.tokens):
                taken.update(line.sentences)
                if not asked:
                    start, end = line.tokens[line.label].start, line.tokens[-1].end
                    found.append(Found(start, end, "direct", ":", speaker, continued=not line.label))
    return found, frozenset(taken)


def answering(scene: Scene, number: int) -> Speaker | None:
    """Whose a line of speech without words of the writer is: the guest's, if it follows a question. None otherwise."""
    first, last = scene.sentences[number].tokens[0], scene.sentences[number].tokens[-1]
    asked = scene.text[max(0, first.start - 3) : first.start].rstrip()[-1:] == "?"
    guest = _guest(scene, number) if asked else None
    if guest is None or guest.name is None or scene.text[max(0, last.end - 3) : last.end].rstrip()[-1:] == "?":
        return None
    return Speaker("", first.start, first.start, guest.name, guest.title, "person", "nominal", guest.gender)


def _lines(scene: Scene) -> Iterator[Line]:
    numbered = enumerate(scene.sentences)
    for _, group in groupby(numbered, key=lambda entry: entry[1].paragraph):
        inside = list(group)
        tokens = [token for _, sentence in inside for token in sentence.tokens]
        yield Line(range(inside[0][0], inside[-1][0] + 1), tokens, _label(tokens))


def _label(tokens: Sequence[Token]) -> int:
    colon = next((place for place, token in enumerate(tokens[: LABEL_TOKENS_MAX + 1]) if token.text == ":"), 0)
    if not colon or colon + 1 >= len(tokens) or tokens[colon + 1].tags & (QUOTATION | FRAGMENT):
        return 0
    words = tokens[:colon]
    named = all(token.tags & (CAPITAL | PARTICLE | TITLE) and not token.tags & (STOP | DOCUMENT) for token in words)
    return colon + 1 if named and words[0].tags & CAPITAL and words[0].low not in NO_LABELS else 0


def _converse(turns: Sequence[Line]) -> bool:
    # By the last word: the host Jane Roe is Roe later.
    labels = Counter(line.tokens[line.label - 2].low for line in turns)
    spoken = sum(any(_spoken(token) for token in line.tokens[line.label :]) for line in turns)
    taken_in_turn = max(labels.values()) > 1 and len(labels) > 1
    named = all(line.tokens[0].tags & GIVEN for line in turns)
    return ((named and spoken > 0) or spoken * 2 >= len(turns)) if taken_in_turn else spoken == len(turns)


def _spoken(token: Token) -> bool:
    return token.low in SPOKEN or token.text == "?"


def _guest(scene: Scene, before: int) -> Person | None:
    """Whoever answers: the one person named before the first question."""
    named = {entry.person for entries in scene.named[: max(before, 1)] for entry in entries if entry.person is not None}
    return named.pop() if len(named) == 1 else None


def _speaker(scene: Scene, line: Line, guest: Person | None, bearers: Mapping[str, Person | None]) -> Speaker:
    words = line.tokens[: line.label - 1]
    start, end = words[0].start, words[-1].end
    text = scene.text[start:end]
    speaker = Speaker(text, start, end, None, None, "unnamed", "none")
    person = guest if words[0].low in ANSWERING else bearers.get(words[-1].low)
    if person is not None and person.name is not None:
        resolution: Resolution = "explicit" if person.name.lower() == text.lower() else "surname"
        return Speaker(text, start, end, person.name, person.title, "person", resolution, person.gender)
    if any(token.tags & ORGANISATION for token in words):
        return Speaker(text, start, end, None, None, "organisation", "explicit")
    return speaker


def _bearers(scene: Scene) -> dict[str, Person | None]:
    """Surname in small letters, as `MAYOR ROE` is looked up -> the one person who bears it. None where several do."""
    bearers: dict[str, Person | None] = {}
    for person in (entry.person for entries in scene.named for entry in entries if entry.person is not None):
        surname = person.surname.lower()
        bearers[surname] = person if bearers.get(surname, person) == person else None
    return bearers
