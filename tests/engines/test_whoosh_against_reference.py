"""Everything the engine answers, against a plain reading of the same rules, word by word in Python."""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatchcase
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from indexer import analysis, fields
from indexer.engines.whoosh import WhooshEngine
from indexer.model import Bar, Facet, FacetValue, Histogram, Hit, Results, Revision, Statement, View
from indexer.query import (
    And,
    Days,
    Everything,
    Fuzzy,
    InField,
    Keyword,
    LastDays,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Pick,
    Placed,
    Query,
    Same,
    Spellings,
    Term,
    Undated,
    Wildcard,
    Word,
)
from indexer.topics import normal

# ------------------------------------------------------------------------------------------------------ the reference

K1, B = 1.2, 0.75


@dataclass
class Document:
    id: int
    revision: Revision
    texts: dict[str, list[list[str]]]
    """Paragraphs of forms."""
    values: dict[str, set[str]]
    dates: dict[str, datetime | None]

    @property
    def rev_seq(self) -> int:
        return self.revision.rev_seq


def documents(revisions: list[Revision], view: View) -> Iterator[Document]:
    for revision in revisions:
        statements: tuple[Statement | None, ...] = revision.whole_statements if view == "quotes" else (None,)
        for statement in statements:
            texts, values, dates = {}, {}, {}
            for f in fields.FIELDS:
                if view not in f.views:
                    continue
                value: Any = f.read(revision, statement)
                if f.kind == "text":
                    texts[f.name] = [analysis.forms(line) for text in value for line in text.split("\n")]
                elif f.kind == "keyword":
                    values[f.name] = set(value) - {""}
                else:
                    dates[f.name] = value.replace(microsecond=0) if value else None
            yield Document(statement.id if statement else revision.article_id, revision, texts, values, dates)


class Reference:
    def __init__(self, revisions: list[Revision], view: View, zone: str, now: datetime) -> None:
        self.documents = list(documents(revisions, view))
        self.view, self.zone, self.now = view, ZoneInfo(zone), now
        self.today = now.astimezone(self.zone).date()

    def day(self, document: Document, field: str = "date") -> date | None:
        at = document.dates[field]
        return at.astimezone(self.zone).date() if at else None

    def scores(self, node: Node) -> dict[int, float] | None:  # noqa: C901 # one case per kind of node
        """Position -> score of the documents that match. None: nothing is asked."""
        everything = range(len(self.documents))
        match node:
            case Everything():
                return dict.fromkeys(everything, 0.0)
            case Word(text):
                forms = analysis.forms(text)
                if len(forms) > 1:
                    return self.term(Near(tuple(map(Word, forms)), 0))
                return self.term(Word(forms[0])) if forms else None
            case Phrase(text):
                return self.term(node) if analysis.forms(text) else None
            case Wildcard() | Fuzzy() | Spellings() | Near() | Same():
                return self.term(node)
            case InField(field, text):
                wanted = [analysis.stem(form) for form in analysis.forms(text)]
                return self.where(lambda d: set(wanted) <= {analysis.stem(f) for p in d.texts[field] for f in p})
            case Keyword(field, values):
                return self.where(lambda d: not d.values.get(field, set()).isdisjoint(values))
            case Undated():
                return self.where(lambda d: d.dates["date"] is None)
            case Days(field, first, last):
                return self.where(lambda d: self.between(d, field, first, last))
            case LastDays(field, count, ago):
                last = self.today - timedelta(ago)
                return self.where(lambda d: self.between(d, field, last - timedelta(count - 1), last))
            case Not(part):
                inner = self.scores(part)
                return None if inner is None else {i: 0.0 for i in everything if i not in inner}
            case And(parts):
                asked = [s for s in map(self.scores, parts) if s is not None]
                return self.all_of(asked) if asked else None
            case Or(parts):
                asked = [s for s in map(self.scores, parts) if s is not None]
                if not asked:
                    return None
                return {i: sum(s.get(i, 0.0) for s in asked) for i in everything if any(i in s for s in asked)}
        raise AssertionError(node)

    def where(self, holds: Callable[[Document], bool]) -> dict[int, float]:
        return {i: 0.0 for i, d in enumerate(self.documents) if holds(d)}

    def between(self, document: Document, field: str, first: date | None, last: date | None) -> bool:
        day = self.day(document, field)
        return day is not None and (first is None or day >= first) and (last is None or day <= last)

    @staticmethod
    def all_of(parts: list[dict[int, float]]) -> dict[int, float]:
        return {i: sum(p[i] for p in parts) for i in parts[0] if all(i in p for p in parts)}

    def term(self, node: Term | Near | Same) -> dict[int, float]:
        scores: dict[int, float] = {}
        n = len(self.documents)
        for field in fields.of_kind("text", self.view):
            if not field.plain:
                continue
            lengths = [sum(map(len, d.texts[field.name])) for d in self.documents]
            counts = [occurrences(node, d.texts[field.name]) for d in self.documents]
            df = sum(1 for c in counts if c)
            mean = sum(lengths) / max(1, n)
            idf = math.log(1 + (n - df + 0.5) / (df + 0.5))
            for i, tf in enumerate(counts):
                if tf:
                    norm = K1 * ((1 - B) + B * lengths[i] / mean)
                    scores[i] = scores.get(i, 0.0) + field.weight * idf * (K1 + 1) * tf / (tf + norm)
        return dict(sorted(scores.items()))

    def search(self, query: Query) -> Results:
        base = self.scores(query.where)
        base = self.scores(Everything()) if base is None else base
        assert base is not None
        filters = {p.field: self.picked(p) for p in query.picks}
        if query.dates is not None:
            filters["date"] = set(self.scores(query.dates) or {})

        def under(but: str = "") -> list[int]:
            return [i for i in base if all(i in kept for name, kept in filters.items() if name != but)]

        matches = under()
        ordered = sorted(matches, key=lambda i: self.sort_key(i, base[i], query.sort))
        page = ordered[(query.page - 1) * query.per_page : query.page * query.per_page]
        hits = tuple(self.hit(i, base[i] if query.sort == "relevance" else 0.0) for i in page)
        facets = tuple(self.facet(query.pick(f.name), under(f.name)) for f in fields.facets(self.view))
        return Results(hits, len(matches), facets, self.histogram(under("date"), query.dates), 0)

    def hit(self, i: int, score: float) -> Hit:
        document = self.documents[i]
        return Hit(document.id, document.revision.article_id, document.rev_seq, score)

    def picked(self, pick: Pick) -> set[int]:
        def holds(d: Document) -> bool:
            values = d.values.get(pick.field, set())
            return (not pick.include or not values.isdisjoint(pick.include)) and values.isdisjoint(pick.exclude)

        return {i for i, d in enumerate(self.documents) if holds(d)}

    def sort_key(self, i: int, score: float, sort: str) -> tuple[Any, ...]:
        d = self.documents[i]
        at = d.dates["date"]
        ties = (-d.rev_seq, d.id)
        dated = at is not None and at <= self.now
        stamp = at.timestamp() if at and dated else 0.0
        if sort == "seen":
            return (-d.dates["seen"].timestamp(), *ties)
        if sort == "oldest":
            return (not dated, stamp, *ties)
        newest = (not dated, -stamp, *ties)
        return (-score, *newest) if sort == "relevance" else newest

    def facet(self, pick: Pick, matches: list[int]) -> Facet:
        counts = Counter(v for i in matches for v in self.documents[i].values[pick.field])
        shown = sorted(counts, key=lambda v: (-counts[v], v))[:30]
        shown += [v for v in dict.fromkeys((*pick.include, *pick.exclude)) if v not in shown]
        shown.sort(key=lambda v: (-counts[v], v))
        values = (FacetValue(v, counts[v], v in pick.include, v in pick.exclude) for v in shown)
        return Facet(pick.field, tuple(values), len(counts))

    def histogram(self, matches: list[int], dates: Any) -> Histogram:
        if isinstance(dates, LastDays):
            last = self.today - timedelta(dates.ago)
            dates = Days(dates.field, last - timedelta(dates.count - 1), last)
        days = [day for i in matches if (day := self.day(self.documents[i]))]
        inside = [
            d for d in days
            if not isinstance(dates, Days) or ((dates.first or d) <= d <= (dates.last or d))
        ]  # fmt: skip
        if not inside:
            return Histogram("month", (), len(matches) - len(days))
        first, last = min(inside), max(inside)
        span = (last - first).days + 1
        unit = "day" if span <= 45 else "week" if span <= 200 else "month" if span <= 8 * 366 else "year"
        bars, edge = [], begin(first, unit)
        while edge <= last:
            until = begin(edge + timedelta({"day": 1, "week": 7, "month": 32, "year": 367}[unit]), unit)
            bars.append(Bar(edge, until, sum(edge <= d < until for d in days)))
            edge = until
        return Histogram(unit, tuple(bars), len(matches) - len(days))


def occurrences(node: Term | Near | Same, text: list[list[str]]) -> int:
    """A paragraph counts once for what shares it; nearness counts once for each place where it begins."""
    if isinstance(node, Same):
        return sum(all(placed(part, paragraph) for part in node.parts) for paragraph in text)
    if isinstance(node, Near):
        return sum(len({min(spans) for spans in product(*each) if is_near(spans, node.distance)})
                   for each in ([placed(part, paragraph) for part in node.parts] for paragraph in text))  # fmt: skip
    return sum(len(placed(node, paragraph)) for paragraph in text)


def is_near(spans: tuple[tuple[int, int], ...], distance: int) -> bool:
    taken = [place for begin, end in spans for place in range(begin, end)]
    return len(set(taken)) == len(taken) and max(taken) - min(taken) + 1 - len(taken) <= distance


def placed(node: Placed, paragraph: list[str]) -> list[tuple[int, int]]:
    """Where it begins and ends."""
    match node:
        case Or(parts):
            return sorted({span for part in parts for span in placed(part, paragraph)})
        case Phrase(text):
            forms = analysis.forms(text)
            starts = range(len(paragraph) - len(forms) + 1)
            return [(i, i + len(forms)) for i in starts if paragraph[i : i + len(forms)] == forms]
    return [(i, i + 1) for i, form in enumerate(paragraph) if is_meant(node, form)]


def is_meant(node: Term, form: str) -> bool:
    match node:
        case Wildcard(pattern):
            return fnmatchcase(form, pattern)
        case Fuzzy(text, distance):
            return form[0] == text[0] and changes(text, form) <= distance
        case Spellings(texts):
            return any(is_meant(Word(text), form) for text in texts)
    (wanted,) = analysis.forms(node.text)
    return analysis.stem(form) == analysis.stem(wanted)


def changes(a: str, b: str) -> int:
    """Letters too many, too few, changed, or swapped with their neighbour, no letter changed twice."""
    cost = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i, j in product(range(1, len(a) + 1), range(1, len(b) + 1)):
        cost[i, j] = min(cost[i - 1, j] + 1, cost[i, j - 1] + 1, cost[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
        if min(i, j) > 1 and a[i - 2 : i] == b[j - 2 : j][::-1]:
            cost[i, j] = min(cost[i, j], cost[i - 2, j - 2] + 1)
    return cost[len(a), len(b)]


def begin(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(day.weekday())
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


# ------------------------------------------------------------------------------------------------------- the material

WORDS = (
    "border borders bordering bordered state state-owned guard guards guarded migrant migrants migration said says "
    "minister ministers ministry energy O'Neil’s naïve 2021 5,000 Belarus the of and "
    "кордон кордону кордоном кордоні державний державного прикордонник прикордонників з'їзд з’їзду об'єкт міграція "
    "граница границы зима зими і та на"
).split()
PEOPLE = tuple(f"person-{n}" for n in range(45))
TOPICS = (*(f"topic {n}" for n in range(36)), "border crisis", "Кордон")
ZONES = ("Europe/Kyiv", "America/New_York", "UTC", "Asia/Kathmandu")


def text(rng: random.Random, most: int) -> str:
    words = rng.choices(WORDS, k=rng.randrange(most))
    return "".join(word + rng.choice((" ", " ", " ", ", ", ".\n")) for word in words)


def moment(rng: random.Random, now: datetime) -> datetime | None:
    kind = rng.random()
    if kind < 0.1:
        return None
    if kind < 0.15:
        return now + timedelta(days=rng.randrange(1, 40))
    if kind < 0.4:  # around the nights when clocks change
        base = rng.choice((datetime(2025, 3, 29, 22, tzinfo=UTC), datetime(2025, 10, 25, 22, tzinfo=UTC)))
        return base + timedelta(minutes=rng.randrange(600))
    return now - timedelta(minutes=rng.randrange(rng.choice((60_000, 600_000, 6_000_000))))


def some_revision(rng: random.Random, make: Callable[..., Revision], article: int, seq: int, now: datetime) -> Revision:
    body = text(rng, 40)
    lines = [line for line in body.split("\n") if line.strip()]
    said = tuple((rng.choice((*PEOPLE[:8], None)), rng.choice(lines)) for _ in range(rng.randrange(3)) if lines)
    return make(
        article,
        rev_seq=seq,
        title=text(rng, 6),
        body=body,
        published=moment(rng, now),
        topics=tuple(rng.choices(TOPICS, k=rng.randrange(4))),
        source=rng.choice(("herald", "gazette", "courier")),
        lang=rng.choice(("en", "uk", None)),
        said=said,
        mentioned=tuple(rng.choices(PEOPLE, k=rng.randrange(4))),
        first_seen=now - timedelta(hours=rng.randrange(300)),
    )


def condition(rng: random.Random) -> Node:
    kind = rng.randrange(14)
    if kind < 3:
        return Word(rng.choice((*WORDS, "unheard", "—")))
    if kind == 3:
        return rng.choice((wildcard, fuzzy, spellings))(rng)
    if kind < 6:
        return phrase(rng)
    if kind == 10:
        return Near(parts_of(rng), rng.randrange(8))
    if kind == 11:
        return Same(parts_of(rng))
    if kind == 12:
        return InField("role", rng.choice(("minister", "interior ministers", "spokesman", "міністр")))
    if kind == 6:
        field, values = rng.choice(
            (
                ("said-by", PEOPLE[:9]),
                ("topic", TOPICS),
                ("kind", ("direct", "mixed")),
                ("lang", ("uk",)),
                ("has", ("quote", "speaker", "topic", "update")),
                ("is", ("late", "future")),
            )
        )
        return Keyword(field, tuple(rng.choices([normal(v) for v in values], k=rng.randrange(1, 3))))
    return span(rng) if kind < 9 else Undated()


def phrase(rng: random.Random) -> Phrase:
    return Phrase(" ".join(rng.choices(WORDS, k=rng.randrange(1, 4))))


def letters(rng: random.Random) -> str:
    return analysis.fold(rng.choice([word for word in WORDS if word.isalpha() and len(word) > 2]))


def wildcard(rng: random.Random) -> Wildcard:
    word, cut = letters(rng), rng.randrange(2, 5)
    return Wildcard(rng.choice((f"{word[:cut]}*", f"{word[:2]}?{word[3:]}", f"{word[:2]}*{word[-1]}", f"{word[:2]}?*")))


def fuzzy(rng: random.Random) -> Fuzzy:
    word, at = letters(rng), rng.randrange(1, 3)
    slips = (word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + word[at:][:2][::-1] + word[at + 2 :])
    return Fuzzy(rng.choice(slips), rng.randrange(1, 3))


def spellings(rng: random.Random) -> Spellings:
    return Spellings(tuple(dict.fromkeys(letters(rng) for _ in range(rng.randrange(1, 4)))))


def parts_of(rng: random.Random) -> tuple[Placed, ...]:
    def term() -> Term:
        return rng.choice((lambda: Word(letters(rng)), lambda: phrase(rng), lambda: wildcard(rng)))()

    def part() -> Placed:
        return Or((term(), term())) if rng.random() < 0.2 else term()

    return tuple(part() for _ in range(rng.choice((2, 2, 3, 4))))


def span(rng: random.Random) -> Days | LastDays:
    field = rng.choice(("date", "date", "seen", "changed"))
    if rng.random() < 0.3:
        return LastDays(field, rng.choice((1, 7, 30, 400)), rng.choice((0, 0, 1)))
    first = rng.choice((date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 10), date(2020, 1, 1)))
    last = first + timedelta(rng.choice((0, 1, 20, 150, 2000)))
    return Days(field, rng.choice((first, first, None)), rng.choice((last, last, None)))


def tree(rng: random.Random, depth: int) -> Node:
    kind = rng.random()
    if depth == 0 or kind < 0.4:
        return condition(rng)
    if kind < 0.6:
        return And(tuple(tree(rng, depth - 1) for _ in range(rng.randrange(1, 4))))
    if kind < 0.8:
        return Or(tuple(tree(rng, depth - 1) for _ in range(rng.randrange(1, 4))))
    return Not(tree(rng, depth - 1)) if kind < 0.95 else Everything()


def some_query(rng: random.Random) -> Query:
    view: View = rng.choice(("articles", "articles", "quotes"))
    picks = []
    for f in fields.facets(view):
        if rng.random() < 0.2:
            values = {
                "said-by": PEOPLE[:9],
                "topic": TOPICS[30:],
                "source": ("herald", "courier"),
                "mentions": PEOPLE,
            }.get(f.name, ("en", "direct"))
            chosen = [normal(v) for v in rng.sample(values, k=2)]
            picks.append(
                rng.choice(
                    (
                        Pick(f.name, (chosen[0],)),
                        Pick(f.name, tuple(chosen)),
                        Pick(f.name, (), (chosen[1],)),
                        Pick(f.name, (chosen[0],), (chosen[1],)),
                    )
                )
            )
    dates = replace(span(rng), field="date") if rng.random() < 0.4 else Undated() if rng.random() < 0.1 else None
    return Query(
        upto=rng.choice((None, None, None, rng.randrange(100))),
        where=tree(rng, rng.randrange(3)),
        picks=tuple(picks),
        dates=dates,
        view=view,
        sort=rng.choice(("relevance", "newest", "oldest", "seen")),
        page=rng.choice((1, 1, 2, 3)),
        per_page=rng.choice((1, 5, 20)),
        zone=rng.choice(ZONES),
    )


def grown(engine: WhooshEngine, rng: random.Random, make: Callable[..., Revision], now: datetime) -> list[Revision]:
    """Fill the engine in many small commits with updates and removals; what it then should hold."""
    present: dict[int, Revision] = {}
    seq = 0
    for _ in range(rng.randrange(1, 30)):
        batch = []
        for _ in range(rng.randrange(12)):
            seq += 1
            article = rng.randrange(1, 150)
            batch.append(some_revision(rng, make, article, seq, now))
        removed = [a for a in rng.sample(range(1, 160), k=rng.randrange(3)) if all(r.article_id != a for r in batch)]
        present = {a: r for a, r in present.items() if a not in removed} | {r.article_id: r for r in batch}
        seq += len(removed)
        engine.apply(batch, removed, seq)
    return list(present.values())


def rounded(results: Results) -> Results:
    """Sums are added up in another order by the reference: equal to the tenth place is equal."""
    hits = tuple(replace(hit, score=round(hit.score, 10)) for hit in results.hits)
    return replace(results, hits=hits, reached=0)


@pytest.mark.parametrize("seed", range(8))
def test_every_answer_is_what_the_rules_say(
    engine: WhooshEngine, revision: Callable[..., Revision], now: datetime, seed: int
) -> None:
    rng = random.Random(seed)
    present = grown(engine, rng, revision, now)
    for _ in range(60):
        query = some_query(rng)
        then = [r for r in present if query.upto is None or r.rev_seq <= query.upto]
        reference = Reference(then, query.view, query.zone, now)
        assert rounded(engine.search(query)) == rounded(reference.search(query)), query


@pytest.mark.parametrize("seed", range(100, 103))
def test_an_alert_finds_what_the_search_finds_between_two_points_of_the_log(
    engine: WhooshEngine, revision: Callable[..., Revision], now: datetime, seed: int
) -> None:
    rng = random.Random(seed)
    present = grown(engine, rng, revision, now)
    for _ in range(20):
        query = replace(some_query(rng), sort="newest", page=1, per_page=10_000, upto=None)
        low, high = sorted(rng.choices(range(engine.reached() + 1), k=2))
        whole = Reference(present, query.view, query.zone, now).search(query).hits
        inside = sorted((hit for hit in whole if low < hit.rev_seq <= high), key=lambda hit: (hit.rev_seq, hit.id))
        assert list(engine.matching(query, low, high)) == inside, query


@pytest.mark.parametrize("seed", range(200, 206))
def test_a_few_revisions_by_themselves_match_what_the_whole_index_matches_among_them(
    engine: WhooshEngine, revision: Callable[..., Revision], now: datetime, seed: int
) -> None:
    rng = random.Random(seed)
    present = grown(engine, rng, revision, now)
    low, high = sorted(rng.choices(range(engine.reached() + 1), k=2))
    few = engine.among([r for r in present if low < r.rev_seq <= high])
    for _ in range(30):
        query = replace(some_query(rng), upto=None)
        assert few.matching(query) == engine.matching(query, low, high), query
