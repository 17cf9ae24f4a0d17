"""Measuring searches: questions made from what an archive holds, their cost, and the spread of many costs.

    questions   from a sample of articles to searches of eleven kinds, always the same for the same sample
    costs       CPU and wall time of one call, the median of several, percentiles over many
    operators   the above on an archive that is in use, through its ports

`onrecord bench` measures the operator's archive with it; the developers' comparison with other engines, in
`tests/bench/search`, asks the same kinds of questions and measures them the same way.
"""

from indexer.bench.costs import Cost, Spread, cost, median_cost, spread
from indexer.bench.operators import Benched, bench
from indexer.bench.questions import KINDS, Question, Sampled, questions

__all__ = [
    "KINDS",
    "Benched",
    "Cost",
    "Question",
    "Sampled",
    "Spread",
    "bench",
    "cost",
    "median_cost",
    "questions",
    "spread",
]
