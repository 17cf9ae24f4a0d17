"""The same questions to every engine, in turns, so that a busy moment of the machine falls on all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.bench import Cost, Question, median_cost, questions
from indexer.query import Query
from tests.bench.search.corpus import Corpus
from tests.bench.search.peers import Answer, Peer, Reader
from tests.bench.search.peers.ours import OURS, OurReader
from tests.bench.search.peers.sqlite import SQLITE
from tests.bench.search.peers.tantivy import TANTIVY
from tests.bench.search.peers.whoosh import WHOOSH

PEERS: dict[str, Peer] = {peer.name: peer for peer in (OURS, TANTIVY, SQLITE, WHOOSH)}
SAMPLE = 2_000
EACH = 20


@dataclass(frozen=True, slots=True)
class Measured:
    peer: str
    mode: str
    """warm: asked before. cold: what the engine keeps in memory was dropped; only ours keeps something."""
    question: int
    kind: str
    cost: Cost
    answer: Answer


def make_questions(corpus: Corpus, articles: int, each: int) -> list[Question]:
    return questions(corpus.sample(min(SAMPLE, articles)), people_field="mentions", zone="UTC", each=each)


def asked(reader: Reader, query: Query) -> Answer:
    return reader.read(reader.asker(query)())


def measure(readers: dict[str, Reader], asking: Sequence[Question]) -> list[Measured]:
    """Every question to every engine that has CPU time left of its budget."""
    left_s = {name: PEERS[name].budget_s for name in readers}
    measured = []
    for number, question in enumerate(asking):
        for name, reader in readers.items():
            if left_s[name] <= 0:
                continue
            for mode, cost, answer in _asked(reader, question.query):
                measured.append(Measured(name, mode, number, question.kind, cost, answer))
                left_s[name] -= 4 * cost.cpu_ms / 1_000
    return measured


def _asked(reader: Reader, query: Query) -> list[tuple[str, Cost, Answer]]:
    ask = reader.asker(query)
    cold = [("cold", median_cost(ask, reader.engine.forget))] if isinstance(reader, OurReader) else []
    answer = reader.read(ask())
    warm = ("warm", median_cost(ask, lambda: None))
    return [(mode, cost, answer) for mode, cost in (*cold, warm)]
