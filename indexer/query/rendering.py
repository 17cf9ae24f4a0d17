"""A tree as text: the shortest that reads back as the same tree."""

from collections.abc import Sequence

from indexer.errors import QueryError
from indexer.query import marks
from indexer.query.days import days_as_typed
from indexer.query.lexing import Lexeme, lex
from indexer.query.limits import Budget
from indexer.query.parsing import joined
from indexer.query.terms import default_changes, term
from indexer.query.tree import (
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
    Same,
    Spellings,
    Undated,
    Wildcard,
    Word,
)

_TYPED = {
    Keyword("has", ("update",)): "is:corrected",
    Keyword("kind", ("indirect",)): "kind:reported",
    Not(Undated()): "has:date",
}
"""As the help names them, though the tree does not."""


def render(node: Node) -> str:
    """Text that `parse` reads as this tree, as far as it can be typed.

    What can't be typed is written as what comes next to it: spellings as the typed one, a word that would be read as
    an operator as a phrase, several values of a field with OR, nearness of several parts as that of each two
    neighbours.
    """
    if isinstance(node, And):
        return _all_of(node)
    if isinstance(node, Or):
        return _any_of(node)
    if node in _TYPED:
        return _TYPED[node]
    if isinstance(node, Not):
        if isinstance(node.part, Not):
            return render(node.part.part)
        return f"-{_tight(node.part)}"
    if isinstance(node, Near | Same):
        return _placed(node)
    return _condition(node)


def _condition(node: Node) -> str:
    match node:
        case Keyword(field, values):
            typed = [_TYPED.get(Keyword(field, (value,))) or _field(field, value) for value in values]
            return typed[0] if len(typed) == 1 else f"({' OR '.join(typed)})"
        case InField(field, text):
            return _field(field, text)
        case Undated():
            return "date:none"
        case Days() | LastDays():
            return _days(node)
    return _term(node)


def _term(node: Node) -> str:
    match node:
        case Word(text):
            return _word(text)
        case Spellings(texts):
            return _word(texts[0])
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, distance):
            return f"{text}~" if distance == default_changes(text) else f"{text}~{distance}"
        case Phrase(text):
            return _quoted(text)
    return ""


def _days(node: Days | LastDays) -> str:
    if isinstance(node, Days) or not node.ago or (node.count, node.ago) == (1, 1):
        return f"{node.field}:{days_as_typed(node)}"
    return f"({node.field}:{node.count + node.ago}d -{node.field}:{node.ago}d)"


# --------------------------------------------------------------------------------------------------- words and values


def _word(text: str) -> str:
    """As it is, unless it would be read as something else."""
    try:
        lexemes = lex(text)
        as_it_is = len(lexemes) == 1 and lexemes[0].kind == "word" and term(lexemes[0], text, Budget()) == Word(text)
    except QueryError:
        as_it_is = False
    return text if as_it_is else _quoted(text)


def _field(field: str, value: str) -> str:
    """Bare where it is read so. A sign that is refused in a bare value is taken for itself between marks."""
    bare = f"{field}:{value}"
    return bare if not set("*~") & set(value) and _is_bare(bare, value) else f"{field}:{_quoted(value)}"


def _quoted(text: str) -> str:
    """Between marks that hold it. A text with marks of all families loses them: nothing compares them."""
    plain = " ".join(text.split())
    return marks.between(plain) or f'"{marks.without(plain)}"'


def _is_bare(typed: str, text: str) -> bool:
    try:
        lexemes = lex(typed)
    except QueryError:
        return False
    value = lexemes[0].value if len(lexemes) == 1 else None
    return value is not None and (value.kind, value.text) == ("word", text) and not _leads(value)


def _leads(value: Lexeme) -> bool:
    """Whether a bare value begins like an exclusion."""
    return value.kind == "word" and value.text[:1] in "-−"


# -------------------------------------------------------------------------------------------------------- several


def _all_of(node: And) -> str:
    flat = joined(And, [part for part in node.parts if not isinstance(part, Everything)]) if node.parts else node
    if not isinstance(flat, And):
        return render(flat)
    texts: list[str] = []
    before: Node | None = None
    for part in flat.parts:
        chained = _chained(before, part)
        if chained:
            texts[-1] += chained
        else:
            texts.append(f"({_any_of(part)})" if isinstance(part, Or) else render(part))
        before = part
    return " ".join(texts)


def _any_of(node: Or) -> str:
    return " OR ".join(f"({render(part)})" if isinstance(part, Or) else render(part) for part in node.parts)


def _tight(node: Node) -> str:
    """As it stands behind a minus."""
    text = render(node)
    loose = isinstance(node, And | Or | Same) or (isinstance(node, Near) and not _between_marks(node))
    return f"({text})" if loose else text


# ----------------------------------------------------------------------------------------------------------- near


def _placed(node: Near | Same) -> str:
    if isinstance(node, Near) and _between_marks(node):
        return f"{_quoted(' '.join(part.text for part in node.parts if isinstance(part, Phrase)))}~{node.distance}"
    return _join(node).join(_operand(part) for part in node.parts)


def _join(node: Near | Same) -> str:
    return f" NEAR/{node.distance} " if isinstance(node, Near) else " SAME "


def _operand(part: Node) -> str:
    return f"({render(part)})" if isinstance(part, Or) else render(part)


def _between_marks(node: Near) -> bool:
    """Whether it can be typed as "a b"~10: nothing but single exact words, and no marks among them."""
    return all(isinstance(part, Phrase) and _is_single(part.text) for part in node.parts)


def _is_single(text: str) -> bool:
    return len(text.split()) == 1 and any(char.isalnum() for char in text) and not set(marks.MARKS) & set(text)


def _chained(before: Node | None, node: Node) -> str | None:
    """What is to be written behind `before` where `node` begins with the part that it ended with; None elsewhere."""
    if not isinstance(before, Near | Same) or not isinstance(node, Near | Same) or not _chains(before, node):
        return None
    return _join(node) + _join(node).join(_operand(part) for part in node.parts[1:])


def _chains(before: Near | Same, node: Near | Same) -> bool:
    parts: Sequence[Node] = before.parts
    if isinstance(before, Same) and isinstance(node, Same):
        return False
    between_marks = any(isinstance(one, Near) and _between_marks(one) for one in (before, node))
    return not between_marks and parts[-1] == node.parts[0]
