"""A text with its matches marked, whole or cut to the stretches that show them best."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from indexer.query import Node
from indexer.snippets.matching import Mark, marks

ELLIPSIS = "…"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text in parts, each with whether the query matched it. No part is empty."""

    parts: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(text for text, _ in self.parts)


def mark(text: str, where: Node) -> Snippet:
    """The whole text with its matches marked."""
    return _cut(text, marks(text, where), (0, len(text)))


def snippets(text: str, where: Node, *, count: int = 2, width: int = 240) -> tuple[Snippet, ...]:
    """Up to `count` stretches of about `width` characters in which the query is matched most variously, in text order.

    Without matches, the beginning of the text; nothing for an empty text.
    """
    matched = marks(text, where)
    if not matched:
        end = _word_end(text, width, 0) or width
        return (_cut(text, (), (0, end)),) if text else ()
    gaps, chosen = [(0, len(text))], []
    for _ in range(count):
        windows = [(window, gap) for gap in gaps if (window := _best_window(matched, gap, width))]
        if not windows:
            break
        (_, span), gap = max(windows, key=lambda found: (found[0][0], -found[1][0]))
        stretch = _stretch(text, span, gap, width)
        chosen.append(stretch)
        gaps.remove(gap)
        gaps += [(gap[0], stretch[0]), (stretch[1], gap[1])]
    return tuple(_cut(text, matched, stretch) for stretch in sorted(chosen))


def _best_window(matched: Sequence[Mark], gap: Span, width: int) -> tuple[tuple[int, int], Span] | None:
    """The span within a gap, no longer than `width`, with the most different matches, then the most of them.

    None where there are no marks. A single word longer than `width` is a window too.
    """
    inside = [m for m in matched if gap[0] <= m.start and m.end <= gap[1]]
    best: tuple[tuple[int, int], Span] | None = None
    kinds: Counter[Hashable] = Counter()
    until = 0
    for first, leading in enumerate(inside):
        while until < len(inside) and (until == first or inside[until].end - leading.start <= width):
            kinds[inside[until].by] += 1
            until += 1
        score = len(kinds), until - first
        if best is None or score > best[0]:
            best = score, (leading.start, inside[until - 1].end)
        kinds[leading.by] -= 1
        if not kinds[leading.by]:
            del kinds[leading.by]
    return best


def _stretch(text: str, span: Span, gap: Span, width: int) -> Span:
    """The span with as much around it as fits into `width` and the gap, from word to word."""
    start, end = span[0], min(span[1], span[0] + width)
    low = max(gap[0], start - (width - (end - start)) // 2)
    high = min(gap[1], low + width)
    low = max(gap[0], min(low, high - width))
    return _word_start(text, low, start), _word_end(text, high, end)


def _word_start(text: str, low: int, most: int) -> int:
    """The first place from `low` on where no word is cut; `most`, where one begins, at the latest."""
    return next((at for at in range(low, most) if at == 0 or text[at - 1].isspace()), most)


def _word_end(text: str, high: int, least: int) -> int:
    """The last place up to `high` where no word is cut; `least` if there is none behind it."""
    if high >= len(text):
        return len(text)
    return next((at for at in range(high, least, -1) if text[at].isspace()), least)


def _cut(text: str, matched: Iterable[Mark], stretch: Span) -> Snippet:
    start, end = stretch
    parts: list[tuple[str, bool]] = []
    plain, at = ELLIPSIS if start else "", start
    for marked in matched:
        if start <= marked.start < end:
            plain += text[at : marked.start]
            parts += [(plain, False)] if plain else []
            parts.append((text[marked.start : min(marked.end, end)], True))
            plain, at = "", min(marked.end, end)
    plain += text[at:end] + (ELLIPSIS if end < len(text) else "")
    return Snippet((*parts, (plain, False)) if plain else tuple(parts))
