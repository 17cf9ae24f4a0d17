"""A text taken apart once, and where in it the terms of a query stand, by the rules engines search by."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from indexer import analysis, spelling
from indexer.query import Fuzzy, Or, Phrase, Placed, Spellings, Wildcard, Word
from indexer.spelling import Fits, Single, singles

Span = tuple[int, int]
"""Words of a text by number, end exclusive."""

KEPT_CHARS_MAX = 20_000
"""Longer texts are read anew each time: sixty of them would fill the memory."""


class Reading:
    """The words of a text with their offsets and paragraphs. See `read`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets: list[Span] = []
        """Of each word, in characters."""
        self.paragraphs: list[int] = []
        """The number of each word's paragraph: a newline ends one."""
        self._forms: list[str] = []
        self._places: dict[str, list[int]] = {}
        paragraph, newline = 0, text.find("\n")
        # As analysis.tokens, without an object for each word, which would take most of the time.
        for number, match in enumerate(analysis.WORD.finditer(text)):
            start, end = match.span()
            while 0 <= newline < start:
                paragraph, newline = paragraph + 1, text.find("\n", newline + 1)
            form = analysis.fold(match.group())
            self.offsets.append((start, end))
            self.paragraphs.append(paragraph)
            self._forms.append(form)
            self._places.setdefault(form, []).append(number)

    def spans(self, term: Placed) -> list[Span]:
        """Where the term stands, in order, each time within one paragraph.

        Of what was typed in one piece the words stand as in a phrase; of a pattern only its last word counts.
        """
        if isinstance(term, Or):
            return sorted({span for part in term.parts for span in self.spans(part)})  # type: ignore[arg-type] # terms
        if isinstance(term, Spellings):
            return sorted({span for text in term.texts for span in self.spans(Word(text))})
        if isinstance(term, Phrase):
            return self._phrase(analysis.forms(term.text))
        pieces = singles(term)
        if len(pieces) > 1 and isinstance(term, Word):
            return self._phrase(analysis.forms(term.text))
        return self._standing(_fits(pieces[-1])) if pieces else []

    def of_single(self, single: Single) -> list[Span]:
        """Where a word that `spelling.singles` gave stands."""
        return self._standing(_fits(single))

    def words(self, span: Span) -> str:
        """The stretch as it stands in the text."""
        return self.text[self.offsets[span[0]][0] : self.offsets[span[1] - 1][1]]

    def _standing(self, fits: Fits) -> list[Span]:
        places = sorted(place for form, places in self._places.items() if fits(form) for place in places)
        return [(place, place + 1) for place in places]

    def _phrase(self, phrase: Sequence[str]) -> list[Span]:
        if not phrase or not all(form in self._places for form in phrase):
            return []
        ends = _ends(phrase, self._forms)
        spans = ((end - len(phrase), end) for end in ends)
        return [span for span in spans if self.paragraphs[span[0]] == self.paragraphs[span[1] - 1]]


def read(text: str) -> Reading:
    """A result's texts are read for marks, for snippets and for the reasons, one condition after the other."""
    return _kept(text) if len(text) <= KEPT_CHARS_MAX else Reading(text)


_kept = lru_cache(maxsize=64)(Reading)


def _fits(single: Single) -> Fits:
    if isinstance(single, Wildcard):
        return spelling.fits_pattern(single.pattern)
    if isinstance(single, Fuzzy):
        return spelling.fits_nearly(single.text, single.distance)
    stem = analysis.stem(single.text)
    return lambda form: analysis.stem(form) == stem


def _ends(phrase: Sequence[str], forms: Sequence[str]) -> Iterator[int]:
    """Where a phrase ends among forms, overlaps too. By Knuth, Morris and Pratt: no text makes it slow."""
    fallback = [0]
    matched = 0
    for form in phrase[1:]:
        while matched and phrase[matched] != form:
            matched = fallback[matched - 1]
        matched += phrase[matched] == form
        fallback.append(matched)
    matched = 0
    for at, form in enumerate(forms):
        while matched and (matched == len(phrase) or phrase[matched] != form):
            matched = fallback[matched - 1]
        matched += phrase[matched] == form
        if matched == len(phrase):
            yield at + 1
