"""What a journalist asks: the query as a tree that knows no engine, and the reader of what was typed.

    border Belarus                  both words, in any of their forms
    "state border"                  these words in this order, exactly so; any quotation marks
    border OR кордон, NOT drill     AND (the default), OR, NOT, ( ); also І/ТА, АБО, НЕ; -drill
    migra*                          words that begin so
    said-by:Koval topic:energy      fields; quote a value of several words: said-by:"Olena Koval"
    date:2026-03  date:7d           days, months, years, a..b, >=, <=, or the last so many days

Whatever is typed either becomes a `Node` or a `QueryError` with a position.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Literal

from indexer.errors import QueryError
from indexer.model import View

LENGTH_MAX = 2_000
DEPTH_MAX = 20
CLAUSES_MAX = 64
PREFIX_MIN = 3

Sort = Literal["relevance", "newest", "oldest", "seen"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "seen")


# ----------------------------------------------------------------------------------------------------------- the tree


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches all there is."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms; with `prefix`, every word that begins so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words one after the other, in exactly these forms."""

    text: str


@dataclass(frozen=True, slots=True)
class Keyword:
    """Any of these values in a keyword field. As typed it holds one; names are resolved to slugs before searching."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last`, both included, in the reader's zone; None is open."""

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class LastDays:
    """The last `count` days up to and with today, whenever the query runs."""

    field: str
    count: int


@dataclass(frozen=True, slots=True)
class Undated:
    """Articles without a publication date."""


@dataclass(frozen=True, slots=True)
class And:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


Node = Everything | Word | Phrase | Keyword | Days | LastDays | Undated | And | Or | Not


@dataclass(frozen=True, slots=True)
class Pick:
    """Ticks in one facet: results carry one of `include` (if any) and none of `exclude`."""

    field: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A whole search: what was typed, what was ticked, and how to show it."""

    text: str = ""
    where: Node = Everything()
    picks: tuple[Pick, ...] = ()
    """At most one for each facet, in the order of the field table."""
    dates: Days | LastDays | Undated | None = None
    """The date filter of the page, of which the histogram is free."""
    view: View = "articles"
    sort: Sort = "newest"
    page: int = 1
    per_page: int = 20
    zone: str = "Europe/Kyiv"

    def pick(self, field: str) -> Pick:
        return next((p for p in self.picks if p.field == field), Pick(field))

    def with_pick(self, pick: Pick) -> "Query":
        """The same search with this facet's ticks; an empty pick takes them away."""
        others = tuple(p for p in self.picks if p.field != pick.field)
        kept = (*others, pick) if pick.include or pick.exclude else others
        return replace(self, picks=kept, page=1)


def nodes(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    children = node.parts if isinstance(node, And | Or) else (node.part,) if isinstance(node, Not) else ()
    for child in children:
        yield from nodes(child)


def ranked(node: Node) -> bool:
    """Whether relevance means anything: some word or phrase is asked for."""
    return any(isinstance(n, Word | Phrase) for n in nodes(node))


# --------------------------------------------------------------------------------------------------- reading the text

_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“”", "”": "”"}
_OPERATORS = {"AND": "and", "OR": "or", "NOT": "not", "І": "and", "ТА": "and", "АБО": "or", "НЕ": "not"}
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):")
_BARE = re.compile(r'[^\s()"“”«»„]+')
_STRANGE = re.compile(r"~\d*|\?(?=\w)|^NEAR/\d+$")
_KEYWORDS = ("said-by", "mentions", "topic", "source", "lang", "kind")
_DATES = ("date", "seen", "changed")
_KINDS = {"direct": "direct", "indirect": "indirect", "reported": "indirect", "mixed": "mixed"}


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: Literal["word", "phrase", "field", "and", "or", "not", "minus", "(", ")"]
    text: str
    at: int


def parse(text: str) -> Node:
    """Read what was typed. Nothing typed matches everything.

    Raises QueryError for whatever cannot be read; nothing else, for any text.
    """
    if len(text) > LENGTH_MAX:
        raise QueryError(f"The query has {len(text):,} characters; {LENGTH_MAX:,} are allowed.", LENGTH_MAX)
    typed = list(_lex(text))
    lexemes = [lexeme for n, lexeme in enumerate(typed) if _says_something(lexeme, typed[n - 1] if n else None)]
    if typed and not lexemes:
        raise QueryError("There is no word in this to search for.", 0)
    if len(lexemes) > 4 * CLAUSES_MAX:
        raise QueryError(f"The query has more than {CLAUSES_MAX} conditions.", lexemes[4 * CLAUSES_MAX].at)
    if not lexemes:
        return Everything()
    parser = _Parser(text, lexemes)
    node = parser.either(0)
    parser.finish()
    if sum(1 for _ in nodes(node)) > 2 * CLAUSES_MAX:
        raise QueryError(f"The query has more than {CLAUSES_MAX} conditions.", len(text) - 1)
    return node


def _lex(text: str) -> Iterator[_Lexeme]:
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            yield _Lexeme("(" if char == "(" else ")", char, at)
            at += 1
        elif char in _QUOTES:
            lexeme, at = _quoted(text, at)
            yield lexeme
        elif char == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            yield _Lexeme("minus", "-", at)
            at += 1
        elif field := _FIELD.match(text, at):
            yield _Lexeme("field", field.group(1), at)
            at = field.end()
        elif bare := _BARE.match(text, at):
            yield _word(bare.group(), at)
            at = bare.end()
        else:  # a closing mark that nothing opened is read as a space
            at += 1


def _says_something(lexeme: _Lexeme, before: _Lexeme | None) -> bool:
    """False for a dash or a smile between words: it is no condition. A field's value always counts."""
    if lexeme.kind not in ("word", "phrase") or (before and before.kind == "field"):
        return True
    return lexeme.text.startswith("*") or any(char.isalnum() for char in lexeme.text)


def _quoted(text: str, at: int) -> tuple[_Lexeme, int]:
    closers = _QUOTES[text[at]] + '"'
    ends = [p for p in (text.find(c, at + 1) for c in closers) if p >= 0]
    if not ends:
        words = text[:at] + text[at + 1 :]
        raise QueryError("This quotation mark is never closed.", at, (text.rstrip() + closers[0], words))
    end = min(ends)
    return _Lexeme("phrase", text[at + 1 : end], at), end + 1


def _word(word: str, at: int) -> _Lexeme:
    operator = _OPERATORS.get(word)
    if operator == "and":
        return _Lexeme("and", word, at)
    if operator == "or":
        return _Lexeme("or", word, at)
    return _Lexeme("not" if operator == "not" else "word", word, at)


class _Parser:
    """Recursive descent over the lexemes: either = all (OR all)*, all = one (AND? one)*."""

    def __init__(self, text: str, lexemes: list[_Lexeme]) -> None:
        self.text = text
        self.lexemes = lexemes
        self.next = 0

    def peek(self) -> _Lexeme | None:
        return self.lexemes[self.next] if self.next < len(self.lexemes) else None

    def take(self) -> _Lexeme:
        self.next += 1
        return self.lexemes[self.next - 1]

    def finish(self) -> None:
        left = self.peek()
        if left is not None:
            repaired = self.text[: left.at] + self.text[left.at + 1 :]
            raise QueryError("This bracket closes nothing.", left.at, (repaired,))

    def either(self, depth: int) -> Node:
        parts = [self.all_of(depth)]
        while (ahead := self.peek()) and ahead.kind == "or":
            self.take()
            parts.append(self.all_of(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all_of(self, depth: int) -> Node:
        parts = [self.one(depth)]
        while (ahead := self.peek()) and ahead.kind not in ("or", ")"):
            if ahead.kind == "and":
                self.take()
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def one(self, depth: int) -> Node:
        if depth > DEPTH_MAX:
            at = self.lexemes[self.next - 1].at
            raise QueryError(f"Brackets and NOTs are nested more than {DEPTH_MAX} deep.", at)
        lexeme = self.peek()
        if lexeme is None or lexeme.kind in ("and", "or", ")"):
            raise self.nothing_here(lexeme)
        self.take()
        if lexeme.kind in ("not", "minus"):
            return Not(self.one(depth + 1))
        if lexeme.kind == "(":
            return self.bracket(lexeme, depth)
        if lexeme.kind == "field":
            return self.field(lexeme)
        return Phrase(lexeme.text) if lexeme.kind == "phrase" else _plain(lexeme, self.text)

    def bracket(self, opening: _Lexeme, depth: int) -> Node:
        inner = self.either(depth + 1)
        if self.peek() is None:
            without = self.text[: opening.at] + self.text[opening.at + 1 :]
            raise QueryError("This bracket is never closed.", opening.at, (self.text.rstrip() + ")", without))
        self.take()
        return inner

    def field(self, name: _Lexeme) -> Node:
        value = self.peek()
        if value is None or value.kind not in ("word", "phrase") or value.at > name.at + len(name.text) + 1:
            raise QueryError(f"“{name.text}:” needs a value right behind the colon.", name.at)
        self.take()
        return _condition(name, value, self.text)

    def nothing_here(self, found: _Lexeme | None) -> QueryError:
        before = self.lexemes[self.next - 1] if self.next else None
        at = found.at if found else before.at if before else 0
        what = f"“{found.text}”" if found else "the end"
        culprit = before if before and before.kind in ("and", "or", "not") else found
        repairs: tuple[str, ...] = ()
        if culprit is not None:
            rest = " ".join((self.text[: culprit.at] + self.text[culprit.at + len(culprit.text) :]).split())
            repairs = (rest,) if any(char.isalnum() for char in rest) else ()
        return QueryError(f"A word or a condition is missing before {what}.", at, repairs)


def _plain(lexeme: _Lexeme, text: str) -> Node:
    word = lexeme.text
    if strange := _STRANGE.search(word):
        plain = text[: lexeme.at] + _STRANGE.sub(" ", word).strip() + text[lexeme.at + len(word) :]
        message = f"“{strange.group()}” is not understood here: there is no fuzzy, inner or nearness search."
        raise QueryError(message, lexeme.at + strange.start(), (plain,))
    if "*" not in word:
        return Word(word)
    stump = word[:-1]
    if not word.endswith("*") or "*" in stump or len(stump) < PREFIX_MIN:
        plain = text[: lexeme.at] + word.replace("*", "") + text[lexeme.at + len(word) :]
        message = f"A * may only stand at the end of a word of at least {PREFIX_MIN} letters, as in migra*."
        raise QueryError(message, lexeme.at + word.index("*"), (plain,))
    return Word(stump, prefix=True)


def _condition(name: _Lexeme, value: _Lexeme, text: str) -> Node:
    field = name.text.lower()
    at = value.at
    if field in _DATES:
        try:
            return read_days(field, value.text, at)
        except QueryError as error:
            whole = tuple(text[:at] + repair + text[at + len(value.text) :] for repair in error.repairs)
            raise QueryError(str(error), error.position, whole) from None
    if field not in _KEYWORDS:
        known = ", ".join((*_KEYWORDS, *_DATES))
        words = text[: name.at + len(name.text)] + " " + text[at:]
        raise QueryError(f"There is no field “{name.text}”. Fields: {known}.", name.at, (words,))
    if field == "kind":
        if value.text.lower() not in _KINDS:
            raise QueryError(f"A statement is direct, reported or mixed, not “{value.text}”.", at)
        return Keyword("kind", (_KINDS[value.text.lower()],))
    return Keyword(field, (value.text,))


# --------------------------------------------------------------------------------------------------------------- dates

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LAST = re.compile(r"(\d{1,8})([dwmy])")
_UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_DATE_FORMS = "2026, 2026-03, 2026-03-18, 2026-03..2026-05, >=2026-03-18, <=2026-03, 7d, 4w or none"


def read_days(field: str, text: str, at: int = 0) -> Days | LastDays | Undated:
    """A typed date or span of dates. Raises QueryError at `at` if it is none."""
    if text == "none" and field == "date":
        return Undated()
    last = _LAST.fullmatch(text)
    if last and int(last.group(1)):
        return LastDays(field, int(last.group(1)) * _UNIT_DAYS[last.group(2)])
    if text.startswith((">=", "<=")):
        first, until = _span(text[2:], at + 2)
        return Days(field, first, None) if text[0] == ">" else Days(field, None, until)
    if ".." in text:
        left, _, right = text.partition("..")
        days = Days(field, _span(left, at)[0] if left else None, _span(right, at)[1] if right else None)
        if days.first and days.last and days.first > days.last:
            raise QueryError(f"The span ends before it begins: {text}.", at, (f"{right}..{left}",))
        return days
    first, until = _span(text, at)
    return Days(field, first, until)


def _span(text: str, at: int) -> tuple[date, date]:
    match = _DATE.fullmatch(text)
    if not match:
        raise QueryError(f"“{text}” is no date. Dates look like {_DATE_FORMS}.", at)
    year, month, day = (int(g) if g else None for g in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        if first.year == MAXYEAR:
            return first, date.max
        after = date(first.year + 1, 1, 1) if not month or month == 12 else date(first.year, month + 1, 1)
    except ValueError:
        raise QueryError(f"There is no day {text} in the calendar.", at) from None
    return first, after - timedelta(days=1)
