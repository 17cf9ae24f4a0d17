"""Where words stand near each other: one occurrence of each, in any order, in one paragraph, with few words between."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indexer.query import Near, Placed, Same
from indexer.snippets.reading import Reading, Span

Place = tuple[tuple[Placed, Span], ...]
"""What of the query stands where."""


def near(reading: Reading, node: Near) -> Iterator[Place]:
    """Places that hold all the parts, no two on the same words, with at most `distance` other words between them.

    Of all such places the narrowest to the right of each occurrence and the narrowest to its left: every word that
    stands in some place of two parts stands in one of these.
    """
    spans = {part: reading.spans(part) for part in node.parts}
    met: set[Span] = set()
    for place in _to_the_right(node, spans):
        if _in_one_paragraph(reading, place):
            met.update(span for _, span in place)
            yield place
    # Mirrored, right is left. Where everything stands in a place already there is nothing to add.
    last = len(reading.paragraphs)
    left = {part: sorted((last - end, last - start) for start, end in found) for part, found in spans.items()}
    done = {(last - end, last - start) for start, end in met}
    for place in _to_the_right(node, left, done):
        back = tuple((part, (last - end, last - start)) for part, (start, end) in place)
        if _in_one_paragraph(reading, back):
            yield back


def same(reading: Reading, node: Same) -> Iterator[Place]:
    """For each paragraph that holds all the parts, all their occurrences in it."""
    by_paragraph: dict[int, list[tuple[Placed, Span]]] = {}
    for part in dict.fromkeys(node.parts):
        for span in reading.spans(part):
            by_paragraph.setdefault(reading.paragraphs[span[0]], []).append((part, span))
    wanted = set(node.parts)
    for paragraph in sorted(by_paragraph):
        if {part for part, _ in by_paragraph[paragraph]} == wanted:
            yield tuple(by_paragraph[paragraph])


def _to_the_right(
    node: Near, spans: dict[Placed, list[Span]], done: frozenset[Span] | set[Span] = frozenset()
) -> Iterator[Place]:
    """From each occurrence on that isn't done, the parts as near behind it as they stand."""
    rarest_first = sorted(node.parts, key=lambda part: len(spans[part]))
    if not spans[rarest_first[0]]:
        return
    longest = sum(max(end - start for start, end in spans[part]) for part in node.parts)
    for leading in dict.fromkeys(node.parts):
        others = list(rarest_first)
        others.remove(leading)
        for span in spans[leading]:
            place = None if span in done else _behind(span, others, spans, span[0] + longest + node.distance)
            if place and _words_between(place, span) <= node.distance:
                yield ((leading, span), *place)


def _behind(leading: Span, others: Sequence[Placed], spans: dict[Placed, list[Span]], until: int) -> Place | None:
    """The nearest occurrence of each part behind the leading one, each on words of its own. None where one is missing.

    Parts that can stand on the same words, three or more of them, are given them in turn and not in every way.
    """
    place: list[tuple[Placed, Span]] = []
    taken = set(range(*leading))
    at: dict[Placed, int] = {}
    for part in others:
        found = spans[part]
        n = at.get(part, bisect_left(found, (leading[1], 0)))
        while n < len(found) and found[n][1] <= until and not taken.isdisjoint(range(*found[n])):
            n += 1
        if n == len(found) or found[n][1] > until:
            return None
        taken.update(range(*found[n]))
        place.append((part, found[n]))
        at[part] = n + 1
    return tuple(place)


def _words_between(place: Place, leading: Span) -> int:
    spans = [leading, *(span for _, span in place)]
    return max(end for _, end in spans) - leading[0] - sum(end - start for start, end in spans)


def _in_one_paragraph(reading: Reading, place: Place) -> bool:
    return len({reading.paragraphs[start] for _, (start, _) in place}) == 1
