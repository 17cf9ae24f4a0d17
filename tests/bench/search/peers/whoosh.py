"""Whoosh as it comes: its own writer, codec and searcher, facets by `groupedby`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from whoosh import fields, query, sorting
from whoosh.analysis import StemmingAnalyzer
from whoosh.filedb.filestore import FileStorage

from indexer.query import Days, Everything, Keyword, Node, Or, Phrase, Query, Wildcard, Word
from tests.bench.search.corpus import Story
from tests.bench.search.peers import TOP, Answer, Peer, conditions

WRITER_MB = 256
TEXTS = ("title", "body")
FIELDS = {"mentions": "person", "topic": "topic"}
ANALYZER = StemmingAnalyzer(stoplist=None, minsize=1)


def schema() -> fields.Schema:
    # Days as whole numbers: a range over instants has as many terms as there are articles.
    return fields.Schema(
        id=fields.NUMERIC(stored=True, unique=True),
        title=fields.TEXT(analyzer=ANALYZER, field_boost=2.0),
        body=fields.TEXT(analyzer=ANALYZER),
        person=fields.KEYWORD(commas=True),
        topic=fields.KEYWORD(commas=True),
        day=fields.NUMERIC(int),
        published=fields.DATETIME(sortable=True),
        month=fields.NUMERIC(int, sortable=True),
    )


class StockWriter:
    inputs_s = 0.0

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(folder))
        self._index = storage.open_index() if storage.index_exists() else storage.create_index(schema())

    def build(self, stories: Iterator[Story], count: int) -> None:
        writer = self._writer()
        for story in stories:
            writer.add_document(**_document(story))
        writer.commit()

    def change(self, stories: Sequence[Story], former: Sequence[Story]) -> None:
        writer = self._writer()
        # update_document would open a reader over all segments for each of them.
        writer.delete_by_query(query.Or([query.Term("id", self._index.schema["id"].to_bytes(s.id)) for s in stories]))
        for story in stories:
            writer.add_document(**_document(story))
        writer.commit()

    def close(self) -> None:
        self._index.close()

    def _writer(self) -> Any:
        return self._index.writer(limitmb=WRITER_MB, compound=False)


class StockReader:
    def __init__(self, folder: Path) -> None:
        self._index = FileStorage(str(folder)).open_index()
        self._searcher = self._index.searcher()

    def asker(self, asked: Query) -> Callable[[], Any]:
        where = self._query(asked.where)
        by = None if asked.sort == "relevance" else sorting.FieldFacet("published", reverse=asked.sort == "newest")
        count, last = sorting.Count, asked.page * TOP

        def ask() -> Any:
            facets = sorting.Facets()
            facets.add_facet("person", sorting.FieldFacet("person", allow_overlap=True, maptype=count))
            facets.add_facet("topic", sorting.FieldFacet("topic", allow_overlap=True, maptype=count))
            facets.add_facet("month", sorting.FieldFacet("month", maptype=count))
            found = self._searcher.search(where, limit=last, sortedby=by, groupedby=facets)
            ids = [found[i]["id"] for i in range(last - TOP, min(last, found.scored_length()))]
            return len(found), ids, [found.groups(name) for name in ("person", "topic", "month")]

        return ask

    def read(self, answered: Any) -> Answer:
        total, ids, (people, topics, months) = answered
        return Answer(total, tuple(ids), _top(people), _top(topics), sum(months.values()))

    def refresh(self) -> None:
        self._searcher = self._searcher.refresh()

    def close(self) -> None:
        self._searcher.close()
        self._index.close()

    def _query(self, where: Node) -> query.Query:
        parts = [self._condition(part) for part in conditions(where)]
        return parts[0] if len(parts) == 1 else query.And(parts)

    def _condition(self, node: Node) -> query.Query:
        match node:
            case Everything():
                return query.Every()
            case Word(text):
                return query.Or([query.Term(field, _stem(text)) for field in TEXTS])
            case Phrase(text):
                stems = [token.text for token in ANALYZER(text)]
                return query.Or([query.Phrase(field, stems) for field in TEXTS])
            case Wildcard(pattern):
                return query.Or([query.Prefix(field, pattern.removesuffix("*")) for field in TEXTS])
            case Or(parts):
                return query.Or([self._condition(part) for part in parts])
            case Keyword(field, (value,)):
                return query.Term(FIELDS[field], value)
            case Days(_, first, last):
                return query.NumericRange("day", first and first.toordinal(), last and last.toordinal())
        raise AssertionError(node)


def _stem(word: str) -> str:
    return str(next(token.text for token in ANALYZER(word)))


def _top(counts: dict[Any, int]) -> dict[str, int]:
    """Whoosh counts articles without a value under None."""
    named = {str(value): n for value, n in counts.items() if value is not None}
    return dict(sorted(named.items(), key=lambda item: -item[1])[:TOP])


def _document(story: Story) -> dict[str, Any]:
    at = story.published.astimezone(UTC).replace(tzinfo=None)
    return {
        "id": story.id,
        "title": story.title,
        "body": story.body,
        "person": ",".join(story.people),
        "topic": ",".join(story.topics),
        "day": at.toordinal(),
        "published": at,
        "month": at.year * 12 + at.month,
    }


WHOOSH = Peer(
    "whoosh",
    StockWriter,
    StockReader,
    150.0,
    "stock 2.7.4, Porter stems without stop words; groupedby; compound segments off; day numbers; one commit",
)
