"""The desk writes: one occurrence and one language in, title, paragraphs and the statements in them out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Literal

from indexer.demo.cast import Office, Official
from indexer.demo.stockroom import Event, Place, Stock, Texts
from indexer.demo.story import Kind, Statement
from indexer.demo.wording import Language, Value, capital, fill, marked_words, with_marks

Naming = Literal["full", "surname", "pronoun", "continuation"]

KINDS: Mapping[str, Kind] = {"indirect": "indirect", "mixed": "mixed"}
FORMS: Mapping[Naming, str] = {"full": "first", "surname": "surname", "pronoun": "pronoun", "continuation": "any"}
# A title with a claim needs its speaker's surname; about one in three headlines of a wire is of this sort.
CLAIM_SHARE = 0.35
# So many texts on the event itself come before the topic's, which would otherwise repeat themselves across stories.
OWN_FIRST = 2
# A short story goes on with what is left on the desk: never the same text twice.
WORDS_MIN = 160
ENCORE = ("context", "A+direct", "A+indirect", "B+direct", "B+indirect")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event of the stock that happened: where, when, with which numbers, and who speaks about it."""

    serial: int
    event: Event
    at: datetime
    place: Place
    partner: Mapping[Language, Mapping[str, str]]
    numbers: Mapping[str, Value]
    speaker: Official
    other: Official


@dataclass(frozen=True, slots=True)
class Copy:
    title: str
    titles: tuple[str, ...]
    """Every headline that fits, for a correction or a mirror to choose another."""
    dateline: str
    paragraphs: tuple[str, ...]
    statements: tuple[tuple[int, Statement], ...]
    """Each with its paragraph's number; -1 is the title."""


def write(stock: Stock, occurrence: Occurrence, language: Language, rng: Random) -> Copy:
    """The same occurrence and random state give the same copy; other numbers change nothing but the numbers."""
    return _Draft(stock, occurrence, language, rng).finished()


def dateline(stock: Stock, language: Language, city: str, at: datetime) -> str:
    phrases = stock.phrases[language]
    month = phrases.words["months_short"][at.month - 1]
    return fill(phrases.dateline, {"CITY": city, "month_short": month, "day_number": at.day}, language)


class _Draft:
    """A story while it is written: what is used up, who was introduced, who spoke last."""

    def __init__(self, stock: Stock, occurrence: Occurrence, language: Language, rng: Random) -> None:
        topic = stock.topics[occurrence.event.topic]
        self._stock, self._story, self._language, self._rng = stock, occurrence, language, rng
        self._phrases = stock.phrases[language]
        self._values = _values(stock, occurrence, language)
        own, shared = occurrence.event.texts[language], topic.texts[language]
        self._own = own
        self._shelves = {"A": _shelf(rng, own, shared), "B": _shelf(rng, topic.reactions[language])}
        self._background = [*own.background, *rng.sample(shared.background, len(shared.background))]
        self._joins = False
        self._known: set[str] = set()
        self._last: str | None = None
        self._paragraphs: list[str] = []
        self._statements: list[tuple[int, Statement]] = []

    def finished(self) -> Copy:
        title = self._headline()
        for beat in self._rng.choice(self._stock.plans):
            self._write(beat)
        for beat in ENCORE:
            if self._words() < WORDS_MIN:
                self._write(beat)
        return Copy(
            title=title,
            titles=tuple(capital(self._filled(text)) for text in self._own.headlines),
            dateline=dateline(self._stock, self._language, self._city(), self._story.at),
            paragraphs=tuple(self._paragraphs),
            statements=tuple(self._statements),
        )

    def _words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self._paragraphs)

    # ------------------------------------------------------------------------------------------------ beats

    def _headline(self) -> str:
        if self._rng.random() > CLAIM_SHARE:
            return capital(self._filled(self._rng.choice(self._own.headlines)))
        text = self._filled(self._rng.choice(self._own.claims))
        template = self._rng.choice(self._phrases.words["headlines_said"])
        values = self._voice(self._story.speaker) | {"text": text}
        statement = self._statement(self._story.speaker, "surname", "indirect", text, in_title=True)
        self._statements.append((-1, statement))
        return fill(template, values, self._language)

    def _write(self, beat: str) -> None:
        who, _, manner = beat.replace("+", "-").partition("-")
        self._joins = "+" in beat
        if who in self._shelves:
            self._say(who, manner)
        elif who == "lead":
            self._lead(manner)
        elif who in ("press", "unnamed"):
            self._say_for_institution(who)
        elif self._background:
            self._paragraphs.append(self._filled(self._background.pop(0)))
            self._last = None

    def _lead(self, manner: str) -> None:
        text = self._filled(self._rng.choice(self._own.leads))
        template = self._rng.choice(self._phrases.patterns["lead"][manner])
        if manner == "person":
            self._attribute(self._story.speaker, "full", "indirect", (text,), template)
        elif manner == "plain":
            self._paragraphs.append(fill(template, {"text": text}, self._language))
        else:
            self._attribute_to_body(manner, text, template)

    def _say(self, who: str, manner: str) -> None:
        shelf = self._shelves[who][manner if manner in KINDS else "direct"]
        if not shelf or (manner == "continued" and self._last != who):
            return
        text = self._filled(shelf.pop(0))
        if manner in ("split", "reopened") and ". " not in text:
            manner = "direct"
        speaker = self._story.speaker if who == "A" else self._story.other
        naming = "continuation" if manner == "continued" else self._naming(who)
        forms = self._phrases.patterns["indirect" if manner in KINDS else manner]
        template = self._rng.choice(forms[FORMS[naming]])
        pieces = tuple(text.split(". ", 1)) if manner in ("split", "reopened") else (text,)
        self._attribute(speaker, naming, KINDS.get(manner, "direct"), pieces, template)
        self._known.add(who)
        self._last = who

    def _say_for_institution(self, who: str) -> None:
        shelf = self._shelves["A"]["indirect"]
        if shelf:
            text = self._filled(shelf.pop(0))
            self._attribute_to_body(who, text, self._rng.choice(self._phrases.patterns[who]["any"]))

    def _naming(self, who: str) -> Naming:
        if who not in self._known:
            return "full"
        return "pronoun" if self._last == who and self._rng.random() < 0.5 else "surname"

    # ------------------------------------------------------------------------------------------ attributions

    def _attribute(self, speaker: Official, naming: Naming, kind: Kind, pieces: tuple[str, ...], template: str) -> None:
        """Print the pieces with their speaker and keep a statement of each. A new line opens a new paragraph."""
        printed = [with_marks(piece, self._language) for piece in pieces]
        slots = {"text": printed[0], "first": printed[0], "rest": printed[-1]}
        paragraph = fill(template, self._voice(speaker) | slots, self._language)
        # A quote that goes on in a new paragraph names nobody there.
        later: Naming = "continuation" if "\n" in template else naming
        namings = (naming, *[later] * (len(pieces) - 1))
        said = zip(pieces, namings, strict=True)
        self._print(paragraph, tuple(self._statement(speaker, name, kind, piece) for piece, name in said))
        if speaker is self._story.speaker:
            self._known.add("A")
            self._last = "A"

    def _attribute_to_body(self, manner: str, text: str, template: str) -> None:
        body = self._stock.bodies[self._office(self._story.speaker).body]
        slots = {"text": text, "body": body["en"], "body_gen": body["uk_gen"], "body_in": body["uk_in"]}
        unnamed = manner == "unnamed"
        statement = Statement(
            speaker=None if unnamed else body[self._language],
            speaker_type="unnamed" if unnamed else "organisation",
            named="full",
            written="" if unnamed else body["en"] if self._language == "en" else body["uk_gen"],
            office=None,
            kind="indirect",
            text=text,
        )
        self._print(fill(template, self._values | slots, self._language), (statement,))
        self._last = None

    def _print(self, text: str, statements: tuple[Statement, ...]) -> None:
        """Add paragraphs; each statement goes to the paragraph that holds it, as its letters stand there."""
        if self._joins:
            text = f"{self._paragraphs.pop()} {capital(text)}"
        first = len(self._paragraphs)
        self._paragraphs += [capital(paragraph) for paragraph in text.split("\n")]
        for order, statement in enumerate(statements):
            number = min(first + order, len(self._paragraphs) - 1)
            self._statements.append((number, _as_printed(statement, self._paragraphs[number])))

    def _statement(
        self, speaker: Official, naming: Naming, kind: Kind, text: str, *, in_title: bool = False
    ) -> Statement:
        given, surname = speaker.names[self._language]
        return Statement(
            speaker=speaker.name(self._language),
            speaker_type="person",
            named=naming,
            written=f"{given} {surname}",
            office=self._office(speaker).titles[self._language],
            kind=kind,
            text=with_marks(text, self._language),
            fragment=marked_words(text),
            in_title=in_title,
        )

    # ------------------------------------------------------------------------------------------------ slots

    def _filled(self, template: str) -> str:
        return fill(template, self._values, self._language)

    def _voice(self, speaker: Official) -> dict[str, Value]:
        office = self._office(speaker)
        surname, genitive = speaker.names[self._language][1], speaker.genitive
        return self._values | {
            "name": speaker.name(self._language),
            "surname": surname,
            "title": office.titles[self._language],
            "long": office.long,
            "g": speaker.gender,
            "name_gen": " ".join(genitive),
            "surname_gen": genitive[1],
            "title_gen": office.title_genitive,
        }

    def _office(self, speaker: Official) -> Office:
        office = speaker.office_on(self._story.at.date())
        assert office is not None, "the planner chooses people in office"
        return office

    def _city(self) -> str:
        """Wires date most stories from the capital, and a third from the place itself."""
        place = self._story.place.forms[self._language]["city"]
        capital_city = "Kyiv" if self._language == "en" else "Київ"
        return (place if self._story.serial % 3 == 0 else capital_city).upper()


def _shelf(rng: Random, own: Texts, shared: Texts | None = None) -> dict[str, list[str]]:
    """What can still be said, by manner: first about the event, then anything that fits it or its topic."""
    more = shared or Texts()

    def shuffled(own_texts: tuple[str, ...], shared_texts: tuple[str, ...]) -> list[str]:
        first = rng.sample(own_texts, min(OWN_FIRST, len(own_texts)))
        then = [text for text in (*own_texts, *shared_texts) if text not in first]
        return [*first, *rng.sample(then, len(then))]

    return {
        "direct": shuffled(own.quotes, more.quotes),
        "indirect": shuffled(own.reported, more.reported),
        "mixed": shuffled(own.mixed, more.mixed),
    }


def _values(stock: Stock, occurrence: Occurrence, language: Language) -> dict[str, Value]:
    words, at = stock.phrases[language].words, occurrence.at
    return {
        **occurrence.numbers,
        **occurrence.place.forms[language],
        **occurrence.partner[language],
        "weekday": words["weekdays"][at.weekday()],
        "last_month": words["months"][at.month - 2],
        "in_last_month": words["months_in"][at.month - 2],
        "in_next_month": words["months_in"][at.month % 12],
        "year": str(at.year),
    }


def _as_printed(statement: Statement, paragraph: str) -> Statement:
    """A statement that opens its paragraph was given a capital letter there."""
    if statement.text in paragraph:
        return statement
    return replace(statement, text=capital(statement.text))
