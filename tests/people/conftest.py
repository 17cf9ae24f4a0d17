"""Pairs of names from tests/data/people: one person's, or two people's."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data" / "people"
HELD_OUT = "[held out]"
"""The lines below it were written before the rules and play no part in making them."""

Pair = tuple[str, str]


def read(name: str) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {"known": [], "held out": []}
    part = "known"
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line == HELD_OUT:
            part = "held out"
        elif line and not line.startswith("#"):
            one, other = line.split(" | ")
            found[part].append((one, other))
    return found


@pytest.fixture(scope="session")
def same() -> dict[str, list[Pair]]:
    return read("same.txt")


@pytest.fixture(scope="session")
def different() -> dict[str, list[Pair]]:
    return read("different.txt")
