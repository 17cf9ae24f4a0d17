"""Typed text to a tree.

    either = all (OR all)*          all  = one (AND? one)*
    one    = NOT one | -tight | near          tight = NOT one | -tight | operand
    near   = operand ((NEAR/n | SAME) operand)*
    operand = word | phrase | field | ( either )

Whatever is typed either becomes a `Node` or a `QueryError` with a position and, where possible, repairs.
"""

from collections.abc import Iterable

from indexer.errors import QueryError
from indexer.query.conditions import condition
from indexer.query.lexing import OPERATORS, Lexeme, lex
from indexer.query.limits import DEPTH_MAX, Budget, check_length, words
from indexer.query.terms import check_apart, distance, phrase, spliced, term
from indexer.query.tree import And, Everything, Near, Node, Not, Or, Placed, Same, Term

JOINS = ("near", "same")


def parse(text: str) -> Node:
    """Read what was typed. Nothing typed matches everything.

    Raises QueryError for whatever cannot be read; nothing else, for any text. Each repair it offers can be read.
    """
    try:
        return _read(text)
    except QueryError as error:
        # A repair that a further fault spoils is left out, and nothing else is put in its place: the plain words of
        # all that was typed would give up far more than what is at fault here.
        repairs = _readable(text, error.repairs or (_just_words(text),))
        raise QueryError(str(error), error.position, repairs) from None


def _read(text: str) -> Node:
    check_length(text)
    lexemes = lex(text)
    if lexemes:
        return _Parser(text, lexemes).whole()
    if text.strip():
        raise QueryError("There is no word in this to search for.", 0)
    return Everything()


def _readable(text: str, repairs: Iterable[str]) -> tuple[str, ...]:
    return tuple(repair for repair in dict.fromkeys(repairs) if repair.strip() and repair != text and _can_read(repair))


def _can_read(text: str) -> bool:
    try:
        _read(text)
    except QueryError:
        return False
    return True


def _just_words(text: str) -> str:
    """The words in it, without what the language makes of them."""
    return " ".join(word.lower() if word in {*OPERATORS, "NEAR"} else word for word in words(text[:4_000]))


def negated(node: Node) -> Node:
    """What leaves out an exclusion asks for what it left out."""
    return node.part if isinstance(node, Not) else Not(node)


def joined(kind: type[And] | type[Or], parts: Iterable[Node]) -> Node:
    """The parts under one AND or OR; a bracket within that holds the same kind says nothing and is taken up."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


class _Parser:
    """Recursive descent over the lexemes."""

    def __init__(self, text: str, lexemes: list[Lexeme]) -> None:
        self._text = text
        self._lexemes = lexemes
        self._next = 0
        self._budget = Budget()

    def whole(self) -> Node:
        node = self._either(0)
        left = self._ahead()
        if left is not None:
            raise QueryError("This bracket closes nothing.", left.at, (spliced(self._text, left, ""),))
        return node

    def _ahead(self) -> Lexeme | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None

    def _take(self) -> Lexeme:
        self._next += 1
        return self._lexemes[self._next - 1]

    def _at(self, *kinds: str) -> bool:
        ahead = self._ahead()
        return ahead is not None and ahead.kind in kinds

    def _either(self, depth: int) -> Node:
        parts = [self._all_of(depth)]
        while self._at("or"):
            self._take()
            parts.append(self._all_of(depth))
        return joined(Or, parts)

    def _all_of(self, depth: int) -> Node:
        parts = [self._one(depth)]
        while self._ahead() and not self._at("or", ")"):
            if self._at("and"):
                self._take()
            parts.append(self._one(depth))
        return joined(And, parts)

    def _one(self, depth: int) -> Node:
        self._check_depth(depth)
        if self._at("not"):
            self._take()
            return negated(self._one(depth + 1))
        if self._at("minus"):
            return self._minus(depth)
        return self._near(depth)

    def _minus(self, depth: int) -> Node:
        """A minus belongs to the word behind it, so it can't leave out two words that are near each other."""
        minus = self._take()
        self._check_depth(depth + 1)
        if self._at("not"):
            left_out: Node = self._one(depth + 1)
        else:
            left_out = self._minus(depth + 1) if self._at("minus") else self._operand(depth + 1)
        if self._at(*JOINS):
            raise self._bad_operand(self._lexemes[self._next], minus.at)
        return negated(left_out)

    def _near(self, depth: int) -> Node:
        """Words near each other: each NEAR ties its two neighbours, a run of SAMEs ties all it runs through."""
        first = self._ahead()
        latest = self._operand(depth)
        tied: list[Near | Same] = []
        while self._at(*JOINS):
            join = self._take()
            left = self._placed(latest, join, first)
            first = self._ahead()
            latest = self._operand(depth)
            right = self._placed(latest, join, first)
            if join.kind == "near":
                tied.append(Near((left, right), self._distance(join)))
            elif tied and isinstance(tied[-1], Same):
                tied[-1] = Same((*tied[-1].parts, right))
            else:
                tied.append(Same((left, right)))
        return joined(And, tied) if tied else latest

    def _distance(self, join: Lexeme) -> int:
        _, _, number = join.text.partition("/")
        return distance(number, join, join.at, self._text, "NEAR/")

    def _placed(self, node: Node, join: Lexeme, first: Lexeme | None) -> Placed:
        if isinstance(node, Term):
            return node
        if isinstance(node, Or) and _holds_terms(node):
            return node
        raise self._bad_operand(join, first.at if first else join.at)

    def _bad_operand(self, join: Lexeme, at: int) -> QueryError:
        message = f"{join.text} stands between words, phrases, or brackets that hold these and OR; nothing else."
        return QueryError(message, at, (spliced(self._text, join, "AND"),))

    def _operand(self, depth: int) -> Node:
        lexeme = self._ahead()
        if lexeme is None or lexeme.kind in ("and", "or", ")", *JOINS):
            raise self._nothing_here(lexeme)
        if lexeme.kind in ("not", "minus"):
            raise self._bad_operand(self._lexemes[self._next - 1], lexeme.at)
        before = self._lexemes[self._next - 1] if self._next else None
        self._take()
        if before and lexeme.kind == "word":
            check_apart(before, lexeme, self._text)
        if lexeme.kind == "(":
            return self._bracket(lexeme, depth)
        if lexeme.kind == "field":
            return condition(lexeme, self._text, self._budget)
        if lexeme.kind == "phrase":
            return phrase(lexeme, self._text, self._budget)
        return term(lexeme, self._text, self._budget)

    def _bracket(self, opening: Lexeme, depth: int) -> Node:
        inner = self._either(depth + 1)
        if self._ahead() is None:
            without = spliced(self._text, opening, "")
            raise QueryError("This bracket is never closed.", opening.at, (self._text.rstrip() + ")", without))
        self._take()
        return inner

    def _check_depth(self, depth: int) -> None:
        if depth > DEPTH_MAX:
            at = self._lexemes[min(self._next, len(self._lexemes) - 1)].at
            raise QueryError(f"Brackets and NOTs are nested more than {DEPTH_MAX} deep.", at)

    def _nothing_here(self, found: Lexeme | None) -> QueryError:
        before = self._lexemes[self._next - 1] if self._next else None
        at = found.at if found else before.at if before else 0
        what = f"“{found.text}”" if found else "the end"
        repairs = [spliced(self._text, lexeme, "") for lexeme in (before, found) if lexeme and _is_operator(lexeme)]
        if before and found and (before.kind, found.kind) == ("(", ")"):
            repairs.append(f"{self._text[: before.at]}{self._text[found.end :]}".strip())
        return QueryError(f"A word or a condition is missing before {what}.", at, tuple(repairs))


def _is_operator(lexeme: Lexeme) -> bool:
    return lexeme.kind in ("and", "or", "not", *JOINS)


def _holds_terms(node: Or) -> bool:
    return all(isinstance(part, Term) or (isinstance(part, Or) and _holds_terms(part)) for part in node.parts)
