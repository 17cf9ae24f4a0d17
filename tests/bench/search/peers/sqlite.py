"""SQLite's FTS5: a contentless table for the words, plain tables for the rest; matches gathered, then counted."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.query import Days, Everything, Keyword, Node, Or, Phrase, Query, Wildcard, Word
from tests.bench.search.corpus import Story
from tests.bench.search.peers import TOP, Answer, Peer, conditions

SCHEMA = """
CREATE VIRTUAL TABLE texts USING fts5(title, body, content='', tokenize='porter unicode61');
CREATE TABLE articles(id INTEGER PRIMARY KEY, day INTEGER, published INTEGER, month INTEGER);
CREATE TABLE names(id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE people(article INTEGER, value INTEGER, PRIMARY KEY (article, value)) WITHOUT ROWID;
CREATE TABLE topics(article INTEGER, value INTEGER, PRIMARY KEY (article, value)) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_month ON articles(month);
CREATE INDEX people_value ON people(value, article);
CREATE INDEX topics_value ON topics(value, article);
ANALYZE;
"""
PRAGMAS = "PRAGMA cache_size = -262144; PRAGMA mmap_size = 2147483648; PRAGMA temp_store = MEMORY;"
FEW_SHARE = 3
"""Fewer matches than one article in so many are looked up one by one."""
TABLES = {"mentions": "people", "topic": "topics"}


class SqliteWriter:
    inputs_s = 0.0

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = _connected(folder)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._names: dict[str, int] = {}

    def build(self, stories: Iterator[Story], count: int) -> None:
        self._file.executescript(SCHEMA)
        with self._file:
            for story in stories:
                self._add(story)
        self._file.executescript(INDEXES)
        self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def change(self, stories: Sequence[Story], former: Sequence[Story]) -> None:
        with self._file:
            for story in former:
                self._forget(story)
            for story in stories:
                self._add(story)

    def close(self) -> None:
        self._file.close()

    def _add(self, story: Story) -> None:
        run, at = self._file.execute, story.published
        run("INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", (story.id, story.title, story.body))
        month = at.year * 12 + at.month
        run("INSERT INTO articles VALUES (?, ?, ?, ?)", (story.id, at.toordinal(), int(at.timestamp()), month))
        for table, values in (("people", story.people), ("topics", story.topics)):
            for value in values:
                run(f"INSERT INTO {table} VALUES (?, ?)", (story.id, self._number(value)))

    def _forget(self, story: Story) -> None:
        run, texts = self._file.execute, (story.id, story.title, story.body)
        # A contentless table has to be told which words it is to forget.
        run("INSERT INTO texts(texts, rowid, title, body) VALUES ('delete', ?, ?, ?)", texts)
        run("DELETE FROM articles WHERE id = ?", (story.id,))
        for table in TABLES.values():
            run(f"DELETE FROM {table} WHERE article = ?", (story.id,))

    def _number(self, name: str) -> int:
        number = self._names.get(name)
        if number is None:
            self._file.execute("INSERT OR IGNORE INTO names(name) VALUES (?)", (name,))
            (number,) = self._file.execute("SELECT id FROM names WHERE name = ?", (name,)).fetchone()
            self._names[name] = number
        return int(number)


class SqliteReader:
    def __init__(self, folder: Path) -> None:
        self._file = _connected(folder)
        self._file.execute("CREATE TEMP TABLE matched(id INTEGER PRIMARY KEY, score REAL)")
        (self._articles,) = self._file.execute("SELECT count(*) FROM articles").fetchone()

    def asker(self, query: Query) -> Callable[[], Any]:
        order = {
            "relevance": "score",
            "newest": "published DESC, articles.id DESC",
            "oldest": "published, articles.id",
        }[query.sort]
        page = f"ORDER BY {order} LIMIT {TOP} OFFSET {(query.page - 1) * query.per_page}"
        asked = [part for part in conditions(query.where) if not isinstance(part, Everything)]
        if not asked:
            return lambda: self._counted("articles", f"SELECT id FROM articles {page}")
        insert, values = _gathering(asked, scored=query.sort == "relevance")
        top = f"SELECT matched.id FROM matched {page}"
        if query.sort != "relevance":
            top = f"SELECT matched.id FROM matched CROSS JOIN articles USING (id) {page}"

        def ask() -> Any:
            self._file.execute("DELETE FROM matched")
            self._file.execute(insert, values)
            answered = self._counted("matched", top)
            self._file.rollback()
            return answered

        return ask

    def _counted(self, matched: str, top: str) -> Any:
        def rows(statement: str) -> list[Any]:
            return self._file.execute(statement).fetchall()

        (total,) = self._file.execute(f"SELECT count(*) FROM {matched}").fetchone()
        # Left to itself, SQLite walks through all values of all articles, even for a few matches.
        join = "CROSS JOIN" if total * FEW_SHARE < self._articles else "JOIN"
        among, on = ("", "") if matched == "articles" else (f"matched {join}", "ON article = matched.id")
        facets = [
            rows(
                f"SELECT name, n FROM (SELECT value, count(*) AS n FROM {among} {table} {on} GROUP BY value "
                f"ORDER BY n DESC LIMIT {TOP}) JOIN names ON names.id = value"
            )
            for table in TABLES.values()
        ]
        dated = "articles" if matched == "articles" else f"matched {join} articles USING (id)"
        months = rows(f"SELECT month, count(*) FROM {dated} GROUP BY month")
        return total, rows(top), facets, months

    def read(self, answered: Any) -> Answer:
        total, ids, (people, topics), months = answered
        return Answer(total, tuple(i for (i,) in ids), dict(people), dict(topics), sum(n for _, n in months))

    def refresh(self) -> None:
        """Every statement sees the last commit."""

    def close(self) -> None:
        self._file.close()


def _gathering(asked: Sequence[Node], *, scored: bool) -> tuple[str, list[Any]]:
    """The statement that puts all matches into one table, and its values. Always some words are asked for."""
    words = " AND ".join(f"({_match(part)})" for part in asked if not isinstance(part, Keyword | Days))
    filters, values = [], list[Any]()
    for part in asked:
        if isinstance(part, Days):
            filters.append("day BETWEEN ? AND ?")
            values += [day.toordinal() if day else 0 for day in (part.first, part.last)]
        elif isinstance(part, Keyword):
            table = TABLES[part.field]
            filters.append(
                f"EXISTS (SELECT 1 FROM {table} WHERE article = texts.rowid AND "
                "value = (SELECT id FROM names WHERE name = ?))"
            )
            values.append(part.values[0])
    dated = "JOIN articles ON articles.id = texts.rowid" if any(isinstance(part, Days) for part in asked) else ""
    score = "bm25(texts, 2.0, 1.0)" if scored else "0"
    where = " AND ".join(["texts MATCH ?", *filters])
    return f"INSERT INTO matched SELECT texts.rowid, {score} FROM texts {dated} WHERE {where}", [words, *values]


def _match(node: Node) -> str:
    match node:
        case Word(text) | Phrase(text):
            return f'"{text}"'
        case Wildcard(pattern):
            return f'"{pattern.removesuffix("*")}" *'
        case Or(parts):
            return " OR ".join(map(_match, parts))
    raise AssertionError(node)


def _connected(folder: Path) -> sqlite3.Connection:
    file = sqlite3.connect(folder / "texts.db")
    file.executescript(PRAGMAS)
    return file


SQLITE = Peer(
    "sqlite",
    SqliteWriter,
    SqliteReader,
    120.0,
    f"FTS5 of SQLite {sqlite3.sqlite_version}, porter; contentless; matches gathered in memory, facets by SQL",
)
