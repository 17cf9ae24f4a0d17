"""Where a text names people and organisations: runs of capitals, read with their titles.

A run is a person's if a given name, a title, an honorific or a verb of speech says so. Everything else with a capital
is left alone: a name missed is better than a place that speaks.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.extract.people import Person, Sighting, cast
from indexer.extract.quotes import casing, sources, titles
from indexer.extract.quotes.lexicon import (
    ADDRESSEE,
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DAY,
    FRAGMENT,
    GIVEN,
    HONORIFIC,
    HUMAN,
    LINK,
    MODIFIER,
    NOT_NAME,
    ORGANISATION,
    PARTICLE,
    PLACE,
    PREPOSITION,
    QUOTATION,
    SPEECH,
    SURNAME,
    TITLE,
    WORD,
    Lexicon,
)
from indexer.extract.quotes.tokens import Sentence, Token, tokenised
from indexer.given import given_names

INITIAL = re.compile(r"^\w\.(?:\w\.)*$")
NAME_WORDS_MAX = 5
PLAIN_WORDS_MAX = 3
"""Without particles or initials. A longer run of capitals is a headline."""
ACRONYM_LETTERS_MAX = 4
NEVER = NOT_NAME | ORGANISATION
OWNING = frozenset(("'s", "’s"))
"""The Herald's Anna Roe said."""
NO_GIVEN = PLACE | ORGANISATION | NOT_NAME | TITLE
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


class Named(NamedTuple):
    """A person at one place: tokens `start`-`end` of a sentence are the name, from `title_start` on its title."""

    sentence: int
    start: int
    end: int
    title_start: int
    title_end: int
    sighting: Sighting
    person: Person | None


def people(
    texts: Sequence[Sequence[Sentence]], written: Sequence[str], lexicon: Lexicon
) -> tuple[list[list[list[Named]]], list[Person]]:
    """Per text and sentence who is named in it, in order; and everybody, also those named only inside quotations.

    One cast for all texts, the first of which introduces it. Sightings that turn out to be nobody are left out.
    """
    speaking = frozenset().union(*(_speaking_surnames(sentences) for sentences in texts))
    seen = [
        (part, named)
        for part, sentences in enumerate(texts)
        for number, sentence in enumerate(sentences)
        if sentence.tags & (CAPITAL | QUOTATION)
        for named in _of_sentence(number, sentence, written[part], lexicon, speaking)
    ]
    found: list[list[list[Named]]] = [[[] for _ in sentences] for sentences in texts]
    everybody: list[Person] = []
    for (part, named), person in zip(seen, cast([named.sighting for _, named in seen]), strict=True):
        if person is None:
            continue
        everybody.append(person)
        if named.sentence >= 0:
            found[part][named.sentence].append(named._replace(person=person))
    return found, everybody


def _of_sentence(
    number: int, sentence: Sentence, text: str, lexicon: Lexicon, speaking: frozenset[str]
) -> Iterator[Named]:
    yield from _named(number, sentence.tokens, text, lexicon, speaking)
    for token in sentence.tokens if sentence.tags & QUOTATION else ():
        # Whom a quotation names is named in the article, but no pronoun outside goes back to them.
        if token.tags & QUOTATION and token.segment and TWO_CAPITALS.search(text, token.start, token.end):
            inner = tokenised(text, token.segment.start, token.segment.end, lexicon)
            yield from _named(QUOTED, inner, text, lexicon, speaking)


QUOTED = -1
"""Stands for the sentence of a name inside a quotation."""
TWO_CAPITALS = re.compile(r"[A-ZА-ЯІЇЄҐ][\w’'-]+\s+[A-ZА-ЯІЇЄҐ]")


def _speaking_surnames(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Lone capitalised subjects of verbs that only people do: "Roe said" shows that Roe is somebody."""
    words: set[str] = set()
    for sentence in sentences:
        if not sentence.tags & HUMAN:
            continue
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            if token.tags & HUMAN and not token.tags & FRAGMENT:
                words.update(_subjects(tokens, index))
    return frozenset(words)


def _subjects(tokens: Sequence[Token], verb: int) -> Iterator[str]:
    before = verb - 1
    while before > 0 and verb - before < 3 and _adverb(tokens[before]):
        before -= 1
    governed = before > 0 and tokens[before - 1].tags & PREPOSITION
    if before >= 0 and not governed and _lone(tokens, before) and _lone_start(tokens, before):
        yield tokens[before].text
    after = verb + 1
    if (
        after < len(tokens)
        and _lone(tokens, after)
        and not (after + 1 < len(tokens) and tokens[after + 1].tags & CAPITAL)
    ):
        yield tokens[after].text


def _adverb(token: Token) -> bool:
    return bool(token.tags & ADVERB) or (token.low.endswith("ly") and not token.tags & CAPITAL)


def _lone(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return bool(token.tags & CAPITAL) and not token.tags & (NEVER | PLACE | TITLE | FRAGMENT) and not _acronym(token)


def _lone_start(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or not tokens[index - 1].tags & CAPITAL or bool(tokens[index - 1].tags & (HONORIFIC | NOT_NAME))


def _acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper() and not INITIAL.match(token.text)


def _named(
    number: int, tokens: Sequence[Token], text: str, lexicon: Lexicon, speaking: frozenset[str]
) -> Iterator[Named]:
    read = floor = 0
    for index in [place for place, token in enumerate(tokens) if token.tags & CAPITAL]:
        if index < read or not _may_begin(tokens, index):
            continue
        end = _run_end(tokens, index)
        name = _name(tokens, index, end)
        if name is not None:
            title = titles.before(tokens, name[0], floor, lexicon)
            if title[0] == title[1]:
                title = titles.behind(tokens, name[1])
            if title[0] == title[1] and not lexicon.inflects:
                title = titles.apposed(tokens, *name)
            named = _read(number, tokens, name, title, text, lexicon, speaking)
            yield named
            end = max(end, title[1])
            # A capitalised word that is nobody may still be part of the next name's title.
            floor = name[1] if named.sighting.certain else floor
        read = end


def _may_begin(tokens: Sequence[Token], index: int) -> bool:
    tags = tokens[index].tags
    # A lone quoted word is what something is called: «Світло», "Titanic".
    if tags & FRAGMENT and not tags & GIVEN:
        return False
    # April, May, Will, Mark: a name only if another capital follows.
    return not tags & NOT_NAME or bool(tags & GIVEN and index + 1 < len(tokens) and tokens[index + 1].tags & CAPITAL)


def _run_end(tokens: Sequence[Token], start: int) -> int:
    end = start + 1
    while end < len(tokens):
        tags = tokens[end].tags
        joined = tags & CAPITAL and not tags & ADDRESSEE and (not tags & NOT_NAME or _surname(tokens, end))
        inner = tags & PARTICLE and any(token.tags & CAPITAL for token in _after_particles(tokens, end))
        if not joined and not inner:
            break
        end += 1
    return end


def _after_particles(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The word behind one or two particles: von der *Leyen*."""
    two = place + 1 < len(tokens) and tokens[place + 1].tags & PARTICLE
    return tokens[place + 2 : place + 3] if two else tokens[place + 1 : place + 2]


def _name(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """Where in a run of capitals the name itself stands. None where the run is no person's."""
    first = _name_start(tokens, start, end)
    last = end
    words = tokens[first:last]
    if first >= last or (len(words) > PLAIN_WORDS_MAX and (len(words) > NAME_WORDS_MAX or not _joined(words))):
        return None
    if any(token.tags & (ORGANISATION | PLACE) and not token.tags & GIVEN for token in words[:-1]):
        return None
    if words[-1].tags & (ORGANISATION | PLACE) and not words[-1].tags & GIVEN and not _surname(tokens, last - 1):
        return None
    if last - first > 1 and words[-1].low in PORTFOLIOS:
        return None
    if last - first == 1 and _acronym(words[0]) and len(words[0].text) <= ACRONYM_LETTERS_MAX:
        return None
    titled = first > start or _titled(tokens, first)
    if not titled and any(len(token.text) > 3 and _acronym(token) for token in words):
        return None
    return first, last


PORTFOLIOS = frozenset(
    "energy finance health education infrastructure agriculture defense defence economy security".split()
)
"""What ministers are of and companies are called by: no surname, as in Northfield Energy."""


def _surname(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word of another meaning is a surname where it stands: Ms. White, Anna White, not Church Street."""
    if not place or not tokens[place].tags & SURNAME:
        return False
    if place + 1 < len(tokens) and tokens[place + 1].tags & CAPITAL:
        return False
    if tokens[place - 1].tags & HONORIFIC:
        return True
    return any(token.tags & GIVEN and not token.tags & NO_GIVEN for token in tokens[max(0, place - 2) : place])


def _joined(words: Sequence[Token]) -> bool:
    """Whether particles or initials explain a long name: Anna van der Roe, A. B. C. Roe."""
    return any(token.tags & PARTICLE or INITIAL.match(token.text) or token.low in SUFFIXES for token in words)


def _name_start(tokens: Sequence[Token], start: int, end: int) -> int:
    """Past the titles: the last title word, or the first given name if that stands further right."""
    first = start
    while (
        first < end - 1
        and _leads(tokens[first])
        and not (tokens[first].tags & GIVEN and not tokens[first].tags & TITLE)
    ):
        first += 1
    if first == end - 1 and _leads(tokens[first]) and not (tokens[first].tags & GIVEN or _surname(tokens, first)):
        return end
    if end - first >= 3:
        inner = [
            place
            for place in range(first, end - 1)
            if tokens[place].tags & (HONORIFIC | TITLE) and not tokens[place].tags & GIVEN
        ]
        if inner:
            return inner[-1] + 1
        given = next((place for place in range(first, end - 1) if tokens[place].tags & GIVEN), first)
        bodies = [place for place in range(first, end - 2) if tokens[place].tags & ORGANISATION]
        if given == first and bodies and not tokens[first].tags & GIVEN:
            return bodies[-1] + 1
        if given > first and not INITIAL.match(tokens[given - 1].text) and not tokens[given - 1].tags & PARTICLE:
            return given
    return first


def _leads(token: Token) -> bool:
    return bool(token.tags & (HONORIFIC | TITLE | MODIFIER | ORGANISATION | PLACE))


def _titled(tokens: Sequence[Token], start: int) -> bool:
    return start > 0 and bool(tokens[start - 1].tags & (TITLE | HONORIFIC))


def _read(
    number: int,
    tokens: Sequence[Token],
    name: tuple[int, int],
    title: tuple[int, int],
    text: str,
    lexicon: Lexicon,
    speaking: frozenset[str],
) -> Named:
    start, end = name
    context = casing.context(tokens, name, title, lexicon) if lexicon.inflects else None
    reading = lexicon.nominative(_in_small_letters(tokens[start:end]), context)
    words = reading.words
    honorific = tokens[start - 1].low if start and tokens[start - 1].tags & HONORIFIC else ""
    has_title = title[1] > title[0]
    sighting = Sighting(
        words=words,
        title=text[tokens[title[0]].start : tokens[title[1] - 1].end] if has_title else None,
        gender=_gender(words, honorific) or (sources.verb_gender(tokens, start, end) if lexicon.inflects else None),
        certain=_certain(tokens, start, end, speaking)
        or bool(honorific)
        or (has_title and not _unfinished(tokens, start, end, title, lexicon)),
        variants=lexicon.variants(tokens[start].text) if len(words) == 1 else (),
        others=reading.others,
        sure=reading.sure,
    )
    return Named(number, start, end, title[0], title[1], sighting, None)


def _in_small_letters(words: Sequence[Token]) -> tuple[str, ...]:
    """`MAYOR JANE ROE` is Jane Roe."""
    loud = len(words) > 1 and bool(words[0].tags & GIVEN) and all(token.text.isupper() for token in words)
    return tuple(token.text.title() if loud and len(token.text) > 1 else token.text for token in words)


def _unfinished(tokens: Sequence[Token], start: int, end: int, title: tuple[int, int], lexicon: Lexicon) -> bool:
    """A lone capital inside an office is still the office: речниця *Сил* оборони Наталія …; head of Star *Lines*."""
    if lexicon.inflects and end - start == 1 and start and tokens[start - 1].tags & PREPOSITION:
        return True
    if end - start > 1 or end >= len(tokens):
        return False
    if not lexicon.inflects:
        return title[1] == start and not tokens[start - 1].tags & TITLE and not tokens[start].tags & GIVEN
    after = tokens[end].tags
    return bool(after & WORD) and not after & (SPEECH | ADVERB | CONJUNCTION | PREPOSITION | DAY)


def _gender(words: Sequence[str], honorific: str) -> str | None:
    if honorific.startswith(("mr.", "sir", "lord", "пан")) or honorific == "mr":
        return "female" if honorific.startswith("пані") else "male"
    if honorific.startswith(("mrs", "ms", "miss", "lady", "dame", "madam")):
        return "female"
    return given_names().gender(words[0])


def _certain(tokens: Sequence[Token], start: int, end: int, speaking: frozenset[str]) -> bool:
    """Whether the run itself shows that it is a person."""
    words = tokens[start:end]
    if len(words) == 1:
        return words[0].text in speaking
    if words[0].tags & GIVEN or INITIAL.match(words[0].text) or words[-1].text in speaking:
        return True
    if len(words) == 3 and INITIAL.match(words[1].text):
        return True
    after = tokens[end] if end < len(tokens) else None
    before = tokens[start - 1] if start else None
    speaks = after is not None and bool(after.tags & SPEECH)
    if before is not None and (before.tags & HUMAN or (speaks and before.low in OWNING)):
        return True
    if before is not None and before.tags & LINK:
        return False
    return speaks or (len(words) == 2 and after is not None and after.text == ",")
