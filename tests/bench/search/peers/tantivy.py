"""tantivy through its Python package: facets as aggregations on fast fields, one thread for writing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import tantivy

from indexer.query import Days, Everything, Keyword, Node, Or, Phrase, Query, Wildcard, Word
from tests.bench.search.corpus import Story
from tests.bench.search.peers import TOP, Answer, Peer, conditions

TEXTS = ["title", "body"]
FIELDS = {"mentions": "person", "topic": "topic"}
HEAP_BYTES = 256 << 20
FACETS = {
    "person": {"terms": {"field": "person", "size": TOP}},
    "topic": {"terms": {"field": "topic", "size": TOP}},
    "month": {"histogram": {"field": "month", "interval": 1}},
}


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    for text in TEXTS:
        builder.add_text_field(text, tokenizer_name="en_stem")
    for keyword in FIELDS.values():
        builder.add_text_field(keyword, tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_date_field("published", indexed=True, fast=True)
    builder.add_integer_field("month", fast=True)
    return builder.build()


class TantivyWriter:
    inputs_s = 0.0

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(schema(), path=str(folder))
        self._writer = self._index.writer(HEAP_BYTES, 1)

    def build(self, stories: Iterator[Story], count: int) -> None:
        for story in stories:
            self._writer.add_document(_document(story))
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = self._index.writer(HEAP_BYTES, 1)

    def change(self, stories: Sequence[Story], former: Sequence[Story]) -> None:
        for story in stories:
            self._writer.delete_documents_by_term("id", story.id)
            self._writer.add_document(_document(story))
        self._writer.commit()

    def close(self) -> None:
        self._writer.wait_merging_threads()


class TantivyReader:
    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader("manual")
        self._index.reload()
        self._searcher = self._index.searcher()

    @property
    def segments(self) -> int:
        return self._searcher.num_segments

    def asker(self, query: Query) -> Callable[[], Any]:
        asked = self._query(query.where)
        by = None if query.sort == "relevance" else "published"
        order = tantivy.Order.Asc if query.sort == "oldest" else tantivy.Order.Desc
        offset = (query.page - 1) * query.per_page

        def ask() -> Any:
            found = self._searcher.search(asked, TOP, count=True, order_by_field=by, order=order, offset=offset)
            ids = self._searcher.fast_field_values("id", [address for _, address in found.hits])
            return found.count, ids, self._searcher.aggregate(asked, FACETS)

        return ask

    def read(self, answered: Any) -> Answer:
        total, ids, facets = answered
        people, topics = ({b["key"]: b["doc_count"] for b in facets[f]["buckets"]} for f in ("person", "topic"))
        return Answer(total, tuple(ids), people, topics, sum(b["doc_count"] for b in facets["month"]["buckets"]))

    def refresh(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Nothing to let go of."""

    def _query(self, where: Node) -> tantivy.Query:
        parts = [self._condition(part) for part in conditions(where)]
        return parts[0] if len(parts) == 1 else _all_of(parts)

    def _condition(self, node: Node) -> tantivy.Query:
        match node:
            case Everything():
                return tantivy.Query.all_query()
            case Word(text):
                return self._index.parse_query(text, TEXTS, {"title": 2.0})
            case Phrase(text):
                return self._index.parse_query(f'"{text}"', TEXTS, {"title": 2.0})
            case Wildcard(pattern):
                starts = f"{pattern.removesuffix('*')}.*"
                return _any_of([tantivy.Query.regex_query(self._index.schema, text, starts) for text in TEXTS])
            case Or(parts):
                return _any_of([self._condition(part) for part in parts])
            case Keyword(field, (value,)):
                return tantivy.Query.term_query(self._index.schema, FIELDS[field], value, "basic")
            case Days():
                return self._days(node)
        raise AssertionError(node)

    def _days(self, node: Days) -> tantivy.Query:
        assert node.first
        assert node.last
        first, until = (datetime.combine(day, time(), UTC) for day in (node.first, node.last + timedelta(1)))
        kind = tantivy.FieldType.Date
        return tantivy.Query.range_query(self._index.schema, "published", kind, first, until, include_upper=False)


def _document(story: Story) -> tantivy.Document:
    return tantivy.Document(
        id=story.id,
        title=story.title,
        body=story.body,
        person=list(story.people),
        topic=list(story.topics),
        published=story.published,
        month=story.published.year * 12 + story.published.month,
    )


def _all_of(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])


def _any_of(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


TANTIVY = Peer(
    "tantivy",
    TantivyWriter,
    TantivyReader,
    float("inf"),
    "en_stem; aggregations on fast fields, whose counts are approximate across its segments; one commit; one thread",
)
