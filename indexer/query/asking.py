"""Whether a query asks for anything: one that only leaves things out would find nearly all there is."""

from indexer.errors import QueryError
from indexer.query.parsing import parse
from indexer.query.rendering import render
from indexer.query.tree import And, Everything, Node, Not, Or, Undated


def asks(node: Node) -> bool:
    """Whether all that it finds was asked for: by a word, a date, a person or another condition.

    An empty query asks for everything there is, and says so.
    """
    return isinstance(node, Everything) or _asks(node)


def only_leaves_out(text: str, where: Node) -> QueryError:
    """What to tell somebody whose query, typed as `text`, asks for nothing; repairs ask for something."""
    within = f"({text})" if isinstance(where, Or) else text
    message = (
        "This only says what to leave out, so nearly everything would be found. "
        "Say also what to look for: words, a date such as date:30d, a person or another filter."
    )
    repairs = (f"{within} date:30d", render(_turned(where)))
    return QueryError(message, 0, tuple(repair for repair in repairs if _is_read_as_asking(repair)))


def _is_read_as_asking(text: str) -> bool:
    """Not so where the limits leave no room for one condition more."""
    try:
        return asks(parse(text))
    except QueryError:
        return False


def _asks(node: Node, *, turned: bool = False) -> bool:
    """With `turned`, the opposite of the node: NOT (a OR b) is NOT a AND NOT b."""
    if isinstance(node, Not):
        # Whoever types has:date asks for a date, though the tree leaves out what has none.
        return (not turned and node.part == Undated()) or _asks(node.part, turned=not turned)
    if isinstance(node, And | Or):
        enough = any if isinstance(node, And) != turned else all
        return enough(_asks(part, turned=turned) for part in node.parts)
    return not turned and not isinstance(node, Everything)


def _turned(node: Node) -> Node:
    """The same with as few of its exclusions asked for as will do, the first ones."""
    if isinstance(node, Not):
        return node.part
    if isinstance(node, And):
        return And((_turned(node.parts[0]), *node.parts[1:]))
    if isinstance(node, Or):
        return Or(tuple(part if _asks(part) else _turned(part) for part in node.parts))
    return node
