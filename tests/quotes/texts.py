"""Invented news texts and what must be recognised in each: loaded, compared with what is recognised, scored.

`python -m tests.quotes.texts` prints a table, one line per language; `--beyond` prints, as beyond.txt has them, the
texts that are not read wholly right, keeping the reasons already written there; ids as arguments print what differs.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from indexer.extract.quotes import read
from indexer.model import Quote

FOLDER = Path(__file__).parents[1] / "data" / "quotes"
BEYOND = FOLDER / "beyond.txt"
ALIKE = 0.8
"""The token F1 from which two wordings count as the same quotation in the scores. The tests want them equal."""
EDGES = " \t\n,.;:!?…–—-\"'`“”„«»‘’‹›"
OPENERS = ("that ", "що ", "что ")
ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation a text must yield. What is None beside the speaker is not compared."""

    words: str
    kind: str
    speaker: str | None
    """None where nobody can be named with certainty, and then nobody may be."""
    type: str | None
    title: str | None
    by: str | None
    """What the source as written begins with."""
    in_title: bool


@dataclass(frozen=True, slots=True)
class Text:
    id: str
    """Language, a slash, and a name that is unique in the language's folder."""
    lang: str
    title: str
    body: str
    quotes: tuple[Said, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules recognise: quotations without their verbatim parts, and people with two names or more."""

    quotes: tuple[Quote, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over some texts."""

    texts: int
    texts_right: int
    quotes: int
    quotes_given: int
    quotes_found: int
    speakers_right: int
    """Of the quotations found."""
    people: int
    people_given: int
    people_found: int


# ----------------------------------------------------------------------------------------------------------- loading


def texts() -> tuple[Text, ...]:
    """Every text of every language, in the order of the files."""
    return tuple(
        _text(entry, path.parent.name)
        for path in sorted(FOLDER.glob("*/*.toml"))
        for entry in tomllib.loads(path.read_text("utf-8"))["texts"]
    )


def beyond() -> dict[str, str]:
    """The texts that are known not to be read right yet, each with the reason."""
    lines = BEYOND.read_text("utf-8").splitlines()
    return dict(_entry(line) for line in lines if line and not line.startswith("#"))


def _entry(line: str) -> tuple[str, str]:
    name, _, reason = line.partition(" ")
    return name, reason.strip()


def _text(entry: dict[str, Any], lang: str) -> Text:
    return Text(
        f"{lang}/{entry['id']}",
        lang,
        entry.get("title", ""),
        entry["body"].strip(),
        tuple(map(_said, entry["quotes"])),
        tuple(entry["people"]),
    )


def _said(entry: dict[str, Any]) -> Said:
    speaker = entry.get("speaker")
    return Said(
        entry["words"],
        entry["kind"],
        speaker,
        entry.get("type", "person" if speaker else None),
        entry.get("title"),
        entry.get("by"),
        entry.get("in_title", False),
    )


# --------------------------------------------------------------------------------------------------------- comparing


def reading(text: Text) -> Reading:
    quotes, people = read(text.title, text.body, text.lang)
    return Reading(
        tuple(quote for quote in quotes if not quote.fragment),
        tuple(person.name for person in people if " " in person.name),
    )


def differences(text: Text) -> list[str]:
    """What is recognised otherwise than it must be, a line each. Empty where the text is read wholly right."""
    given = reading(text)
    missed, surplus, pairs = _paired(text, given)
    return [
        *(f"missed {_line(said.kind, said.words, said.speaker, said.in_title)}" for said in missed),
        *(f"false {_line(quote.kind, quote.text, quote.speaker_name, quote.in_title)}" for quote in surplus),
        *(line for said, quote in pairs for line in _wrong_beside(said, quote)),
        *(f"person missed: {name}" for name in text.people if name not in given.people),
        *(f"no such person: {name}" for name in given.people if name not in text.people),
    ]


def _paired(text: Text, given: Reading) -> tuple[list[Said], list[Quote], list[tuple[Said, Quote]]]:
    """The quotations missed, those given without being there, and those that are the same."""
    surplus = list(given.quotes)
    missed, pairs = [], []
    for said in text.quotes:
        wanted = (_bare(said.words), said.kind, said.speaker, said.in_title)
        same = next((quote for quote in surplus if _told(quote) == wanted), None)
        if same is None:
            missed.append(said)
        else:
            surplus.remove(same)
            pairs.append((said, same))
    return missed, surplus, pairs


def _told(quote: Quote) -> tuple[str, str, str | None, bool]:
    return _bare(quote.text), quote.kind, quote.speaker_name, quote.in_title


def _wrong_beside(said: Said, quote: Quote) -> list[str]:
    """Type, office and source as written, where the text says what they are."""
    wrong = []
    if said.type is not None and quote.speaker_type != said.type:
        wrong.append(f"type {quote.speaker_type}, not {said.type}: {said.words}")
    if said.title is not None and _without_article(quote.title) != _without_article(said.title):
        wrong.append(f"title {quote.title}, not {said.title}: {said.words}")
    if said.by is not None and not _without_article(quote.speaker_text).startswith(_without_article(said.by)):
        wrong.append(f"by {quote.speaker_text}, not {said.by}: {said.words}")
    return wrong


def _bare(words: str) -> str:
    """Without marks, blanks and the conjunction at its edges, on which nobody depends."""
    bare = words.strip(EDGES)
    opener = next((opener for opener in OPENERS if bare.lower().startswith(opener)), "")
    return bare[len(opener) :].strip(EDGES)


def _without_article(words: str | None) -> str:
    plain = (words or "").lower()
    article = next((article for article in ARTICLES if plain.startswith(article)), "")
    return plain[len(article) :]


def _line(kind: str, words: str, speaker: str | None, in_title: bool) -> str:
    return f"{kind}{' in title' if in_title else ''}, {speaker or 'nobody'}: {words}"


# ----------------------------------------------------------------------------------------------------------- scoring


def score(some: Iterable[Text]) -> Score:
    counts = Counter[str]()
    for text in some:
        given = reading(text)
        pairs = _alike(text.quotes, given.quotes)
        counts.update(
            texts=1,
            texts_right=not differences(text),
            quotes=len(text.quotes),
            quotes_given=len(given.quotes),
            quotes_found=len(pairs),
            speakers_right=sum(said.speaker == quote.speaker_name for said, quote in pairs),
            people=len(text.people),
            people_given=len(given.people),
            people_found=len(set(text.people) & set(given.people)),
        )
    return Score(**{name: counts[name] for name in Score.__slots__})


def _alike(wanted: Sequence[Said], given: Sequence[Quote]) -> list[tuple[Said, Quote]]:
    """One to one: the same kind and place, nearly the same words; of two alike the one with the right speaker."""
    left, pairs = list(given), []
    for said in wanted:
        alike = [quote for quote in left if (quote.kind, quote.in_title) == (said.kind, said.in_title)]
        best = max(alike, key=lambda quote: _likeness(said, quote), default=None)
        if best is not None and _likeness(said, best)[0] >= ALIKE:
            left.remove(best)
            pairs.append((said, best))
    return pairs


def _likeness(said: Said, quote: Quote) -> tuple[float, bool]:
    ours, theirs = Counter(_bare(said.words).split()), Counter(_bare(quote.text).split())
    f1 = 2 * (ours & theirs).total() / max(ours.total() + theirs.total(), 1)
    return f1, said.speaker == quote.speaker_name


# ---------------------------------------------------------------------------------------------------------- printing


def table() -> str:
    everything = texts()
    languages = sorted({text.lang for text in everything})
    head = f"{'':4}{'texts right':>14}{'quotes P':>10}{'R':>6}{'F1':>6}{'speakers right':>18}{'names P':>9}{'R':>6}"
    return "\n".join([head, *(_row(lang, score(t for t in everything if t.lang == lang)) for lang in languages)])


def _row(lang: str, score: Score) -> str:
    precision = score.quotes_found / max(score.quotes_given, 1)
    recall = score.quotes_found / max(score.quotes, 1)
    f1 = 2 * score.quotes_found / max(score.quotes_given + score.quotes, 1)
    speakers = f"{score.speakers_right}/{score.quotes_found}"
    return (
        f"{lang:4}{f'{score.texts_right}/{score.texts}':>14}{precision:>10.3f}{recall:>6.3f}{f1:>6.3f}{speakers:>18}"
        f"{score.people_found / max(score.people_given, 1):>9.3f}{score.people_found / max(score.people, 1):>6.3f}"
    )


def _beyond_lines() -> list[str]:
    """As beyond.txt should be. A text without a reason yet gets the first of its differences for one."""
    known = beyond()
    failing = [(text.id, found) for text in texts() if (found := differences(text))]
    return [f"{name} {known.get(name) or found[0]}" for name, found in failing]


def main(arguments: Sequence[str]) -> None:
    if not arguments:
        click.echo(table())
    elif arguments[0] == "--beyond":
        head = [line for line in BEYOND.read_text("utf-8").splitlines() if line.startswith("#")]
        click.echo("\n".join([*head, *_beyond_lines()]))
    else:
        for text in texts():
            if text.id in arguments:
                click.echo("\n".join([text.id, *(f"  {line}" for line in differences(text))]))


if __name__ == "__main__":
    main(sys.argv[1:])
