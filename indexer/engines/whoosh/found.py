"""Documents that were found, with what they scored."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.inverted import Mask, Numbers

Scores = NDArray[np.float64]

_SPARSE_SHARE = 10
"""Up to one line in so many documents, sorting the lines is faster than adding up in a column of all documents."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents, rising, with a score each. Scores are None where nothing that scores was asked for."""

    ids: Numbers
    scores: Scores | None

    @property
    def nbytes(self) -> int:
        return self.ids.nbytes + (0 if self.scores is None else self.scores.nbytes)

    def only(self, keep: Mask) -> "Found":
        """Those for which it is true."""
        return Found(self.ids[keep], None if self.scores is None else self.scores[keep])


def added(several: Sequence[Found], size: int) -> Found:
    """What any of them found, of so many documents, with the sum of its scores; each of them has scores."""
    filled = [found for found in several if len(found.ids)]
    if len(filled) <= 1:
        return filled[0] if filled else Found(np.zeros(0, np.int32), np.zeros(0))
    fewer, more = sorted(filled, key=lambda found: len(found.ids))[-2:]
    if len(filled) == 2 and len(fewer.ids) * _SPARSE_SHARE < len(more.ids):
        return _put_into(more, fewer)
    if sum(len(found.ids) for found in filled) * _SPARSE_SHARE < size:
        return _sorted_together(filled)
    hit, total = np.zeros(size, np.bool_), np.zeros(size)
    hit[filled[0].ids], total[filled[0].ids] = True, filled[0].scores
    for found in filled[1:]:
        assert found.scores is not None
        hit[found.ids] = True
        total[found.ids] += found.scores
    ids = np.flatnonzero(hit).astype(np.int32)
    return Found(ids, total.take(ids))


def _put_into(more: Found, fewer: Found) -> Found:
    assert more.scores is not None
    assert fewer.scores is not None
    at = np.searchsorted(more.ids, fewer.ids)
    known = more.ids.take(at, mode="clip") == fewer.ids
    scores = more.scores.copy()
    scores[at[known]] += fewer.scores[known]
    new = ~known
    return Found(np.insert(more.ids, at[new], fewer.ids[new]), np.insert(scores, at[new], fewer.scores[new]))


def _sorted_together(filled: Sequence[Found]) -> Found:
    ids = np.concatenate([found.ids for found in filled])
    scores = np.concatenate([found.scores for found in filled if found.scores is not None])
    order = np.argsort(ids, kind="stable")
    ids = ids.take(order)
    firsts = np.flatnonzero(np.diff(ids, prepend=-1))
    return Found(ids.take(firsts), np.add.reduceat(scores.take(order), firsts))
