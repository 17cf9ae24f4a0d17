"""What a call costs, and how costs spread."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RUNS = 3
"""Each question is asked so often; the median counts, so that one interruption doesn't."""


@dataclass(frozen=True, slots=True)
class Cost:
    cpu_ms: float
    """Of the calling thread alone: other work on the machine isn't in it."""
    wall_ms: float


@dataclass(frozen=True, slots=True)
class Spread:
    n: int
    p50: float
    p95: float
    max: float


def cost(call: Callable[[], object]) -> Cost:
    wall, cpu = time.perf_counter(), time.thread_time()
    call()
    return Cost((time.thread_time() - cpu) * 1_000, (time.perf_counter() - wall) * 1_000)


def median_cost(call: Callable[[], object], before: Callable[[], object]) -> Cost:
    """The median of several calls, of CPU and of wall time each by itself; `before` each of them this, untimed."""
    costs = []
    for _ in range(RUNS):
        before()
        costs.append(cost(call))
    return Cost(percentile([c.cpu_ms for c in costs], 50), percentile([c.wall_ms for c in costs], 50))


def spread(values: Sequence[float]) -> Spread:
    """Raises ValueError where there is no value."""
    return Spread(len(values), percentile(values, 50), percentile(values, 95), max(values))


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that at least so many percent of the values don't exceed."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
