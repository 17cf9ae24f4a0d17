"""Which segments are joined at a commit. Few segments keep searching fast; joining too often makes writing slow.

Segments are joined only when there are too many: the smallest two, and on with the next larger one as long as it is no
larger than those before it together. So their sizes stay geometric. Simulated with commits of equal size, a document
is rewritten 2.4 times in 400 commits and 3.5 times in 2,000; to join the fewest that suffice costs 10 times as much.

When there is time, as after a bulk load, more is joined: until each segment left is several times larger than all
smaller ones together. So small commits rarely find large segments to join, and searches read few of them.
"""

from collections.abc import Sequence

SEGMENTS_MAX = 10
"""How many segments a commit leaves, the one it writes included."""
TIDY_RATIO = 8
TIDY_SEGMENTS_MIN = 4
TIDY_SIZE_MIN = 1_000
"""Fewer segments than that, all but one of them smaller than this, are left for another time: each join is a commit."""
_DELETED_SHARE_MAX = 0.5
"""A segment with more deleted documents than this is rewritten without them."""


def segments_to_join(sizes: Sequence[int], deleted: Sequence[int]) -> frozenset[int]:
    """Which of the segments, by index, go into the new one; `sizes` count documents, deleted ones included."""
    live = [size - gone for size, gone in zip(sizes, deleted, strict=True)]
    hollow = {i for i, size in enumerate(sizes) if deleted[i] > _DELETED_SHARE_MAX * size}
    left = sorted((i for i in range(len(sizes)) if i not in hollow), key=lambda i: live[i])
    if len(left) < SEGMENTS_MAX:
        return frozenset(hollow)
    joined = left[:2]
    for i in left[2:]:
        if live[i] > sum(live[j] for j in joined):
            break
        joined.append(i)
    return frozenset(hollow.union(joined))


def segments_to_tidy(sizes: Sequence[int], deleted: Sequence[int]) -> frozenset[int]:
    """Which of them to join when there is time; none where that isn't worth it."""
    live = [size - gone for size, gone in zip(sizes, deleted, strict=True)]
    smallest_first = sorted(range(len(live)), key=live.__getitem__)
    count = before = 0
    for place, i in enumerate(smallest_first):
        count = place + 1 if live[i] <= TIDY_RATIO * before else count
        before += live[i]
    large = count > 1 and live[smallest_first[count - 2]] >= TIDY_SIZE_MIN
    return frozenset(smallest_first[:count]) if large or count >= TIDY_SEGMENTS_MIN else frozenset()
