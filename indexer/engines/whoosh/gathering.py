"""New documents on their way into a segment: a field's words as one long array, sorted once instead of word by word."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from indexer.engines.whoosh.inverted import NO_NUMBERS, Inverted
from indexer.engines.whoosh.schema import MISSING, encoded
from indexer.engines.whoosh.segment import Column
from indexer.fields import BY_NAME


class Gathered:
    """Documents numbered from 0 in the order they are added."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.size = 0
        self._columns = {name: array("q") for name in columns}
        self._fields: dict[str, _Occurrences] = {}

    def add(self, row: Mapping[str, Any]) -> None:
        """Numbers are for columns, sequences are terms; None in a sequence keeps its place empty."""
        for name, numbers in self._columns.items():
            numbers.append(row.get(name, MISSING))
        for name, value in row.items():
            if name not in self._columns:
                self._fields.setdefault(name, _Occurrences()).add(self.size, value)
        self.size += 1

    def column(self, name: str) -> Column:
        return np.array(self._columns[name], np.int64)

    def field(self, name: str) -> Inverted:
        """A field turned round."""
        occurrences = self._fields.get(name, _Occurrences())
        return occurrences.inverted(placed=BY_NAME[name].kind == "text")


class _Occurrences:
    """One field's occurrences in the order of documents and places: which term, in which document, at which place."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {}
        self._terms = array("I")
        self._documents = array("I")
        self._lengths = array("I")

    def add(self, document: int, terms: Sequence[str | None]) -> None:
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._documents.append(document)
        self._lengths.append(len(terms))

    def inverted(self, *, placed: bool) -> Inverted:
        """`placed` with the places, which keyword values have none of."""
        names = sorted((encoded(name), number) for name, number in self._numbers.items() if name is not None)
        ranks = np.full(len(self._numbers), -1, np.int32)
        ranks[[number for _, number in names]] = np.arange(len(names))
        lengths = np.array(self._lengths, np.int64)
        documents = np.repeat(np.array(self._documents, np.int32), lengths)
        places = (np.arange(len(documents)) - np.repeat(np.cumsum(lengths) - lengths, lengths)).astype(np.int32)
        terms = ranks[np.array(self._terms, np.int32)] if len(ranks) else NO_NUMBERS
        order = np.argsort(terms, kind="stable")
        order = order[np.count_nonzero(terms < 0) :]
        terms, documents = terms[order], documents[order]
        # A posting begins where term or document changes.
        begins = np.flatnonzero((np.diff(terms, prepend=-1) != 0) | (np.diff(documents, prepend=-1) != 0))
        counts = np.bincount(terms[begins], minlength=len(names))
        frequencies = np.diff(begins, append=len(terms)).astype(np.int32)
        standing = places[order] if placed else NO_NUMBERS
        return Inverted([name for name, _ in names], counts, documents[begins], frequencies, standing)
