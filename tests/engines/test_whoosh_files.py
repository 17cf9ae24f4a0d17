"""That what is written to an index's files is what is read from them, in whole and in parts."""

import random
from itertools import accumulate, pairwise

import numpy as np
import pytest

from indexer.engines.whoosh import inverted
from indexer.engines.whoosh.codec import RawTermsReader, TermWriter
from indexer.engines.whoosh.coding import Coded, coded
from indexer.engines.whoosh.columns import StoredColumns, pack_columns
from indexer.engines.whoosh.inverted import Inverted, joined
from indexer.engines.whoosh.schema import MISSING, PARAGRAPH
from indexer.engines.whoosh.storage import MemoryStorage

EDGES = (0, 1, 14, 15, 16, 254, 255, 256, 65_534, 65_535, 65_536, 2**31 - 1)


@pytest.mark.parametrize("seed", range(60))
def test_any_stretch_of_a_list_is_read_as_it_was_written(seed: int) -> None:
    rng = random.Random(seed)
    top = rng.randrange(1, len(EDGES) + 1)
    usual = rng.choice((0, 3, 90, 900, 90_000))
    numbers = [rng.choice(EDGES[:top]) if rng.random() < 0.1 else rng.randrange(usual + 1) for _ in range(seed * 60)]
    prefix = b"x" * rng.randrange(4)
    content = prefix + coded(np.array(numbers, np.int32))
    read = Coded(content, len(prefix))
    assert (len(read), read.end) == (len(numbers), len(content))
    for _ in range(30):
        first, until = sorted(rng.choices(range(len(numbers) + 1), k=2))
        assert read.read(first, until).tolist() == numbers[first:until]


def test_a_list_of_small_numbers_takes_half_a_byte_each_and_one_of_noughts_nothing() -> None:
    small, noughts = np.tile(np.arange(14, dtype=np.int32), 1_000), np.zeros(14_000, np.int32)
    assert (len(coded(small)), len(coded(noughts))) == (7_008, 8)


def test_columns_are_read_as_they_were_written() -> None:
    columns = {
        "empty": [MISSING] * 4,
        "near": [10**12, 10**12 + 5, MISSING, 10**12 + 2**31 - 2],
        "below nought": [-5, MISSING, 0, 7],
        "far": [-(2**62), 2**62, MISSING, 0],
    }
    packed = pack_columns({name: np.array(column, np.int64) for name, column in columns.items()})
    stored = StoredColumns(packed, 4)
    assert {name: stored.read(name).tolist() for name in columns} == columns


Documents = dict[int, list[int]]
"""By document, the places of a term."""


def made(rng: random.Random, terms: int, documents: int) -> dict[bytes, Documents]:
    names = {"".join(rng.choices("abcй", k=rng.randrange(1, 8))).encode() for _ in range(terms)} | {
        b"",
        PARAGRAPH.encode(),
    }
    return {
        name: {
            document: sorted(rng.sample(range(rng.choice((40, 100_000))), k=min(int(rng.paretovariate(1)), 30)))
            for document in sorted(rng.sample(range(documents), k=min(int(rng.paretovariate(0.5)), documents)))
        }
        for name in sorted(names)
    }


def turned_round(made: dict[bytes, Documents]) -> Inverted:
    postings = [(document, places) for documents in made.values() for document, places in documents.items()]
    return Inverted(
        list(made),
        np.array([len(documents) for documents in made.values()], np.int64),
        np.array([document for document, _ in postings], np.int32),
        np.array([len(places) for _, places in postings], np.int32),
        np.array([place for _, places in postings for place in places], np.int32),
    )


def plain(inverted: Inverted) -> dict[bytes, Documents]:
    ends = accumulate(inverted.frequencies.tolist(), initial=0)
    places = [inverted.places[a:b].tolist() for a, b in pairwise(ends)]
    lines = list(zip(inverted.ids.tolist(), places, strict=True))
    bounds = pairwise(accumulate(inverted.counts.tolist(), initial=0))
    return {term: dict(lines[a:b]) for term, (a, b) in zip(inverted.terms, bounds, strict=True)}


@pytest.mark.parametrize("seed", range(8))
def test_terms_and_postings_are_read_as_they_were_written(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    monkeypatch.setattr(inverted, "POSTINGS_AT_ONCE", 3_000)
    want = made(rng, 400, 3_000)
    storage = MemoryStorage()
    with storage.create_file("t") as table, storage.create_file("p") as postings:
        writer = TermWriter(table, postings)
        for stretch in joined([turned_round(want)]):
            writer.add("body", stretch)
        writer.finish()
    reader = RawTermsReader(storage.open_file("t").buffer, storage.open_file("p").buffer)
    sections = reader.sections("body")
    assert len(sections) > 1
    assert {k: v for section in sections for k, v in plain(section.part(0, section.size)).items()} == want
    for term, documents in want.items():
        found = reader.found("body", term)
        assert found is not None
        section, number = found
        ids, frequencies = section.postings(number)
        assert dict(zip(ids.tolist(), frequencies.tolist(), strict=True)) == {d: len(p) for d, p in documents.items()}
        wanted = np.array([rng.random() < 0.5 for _ in documents], np.bool_)
        places = [place for one, own in zip(wanted, documents.values(), strict=True) if one for place in own]
        assert section.places(number, frequencies, wanted).tolist() == places
        assert reader.found("body", term + b"x") is None
    for begin in ["", "a", "ab", "abc", "й", "йa", "c" * 9, "z"]:
        stretches = [(s, *s.beginning_with(begin.encode())) for s in reader.sections("body", begin.encode())]
        terms = [term for section, first, until in stretches for term in section.terms(first, until)]
        assert terms == [term for term in want if term.startswith(begin.encode())]
