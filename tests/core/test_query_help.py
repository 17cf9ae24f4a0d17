import re
from pathlib import Path

import pytest

from indexer.query import limits, parse

HELP = Path(__file__).parents[2].joinpath("docs/query.md").read_text(encoding="utf-8")
ROWS = [line.split("|") for line in HELP.splitlines() if line.startswith("| `")]
EXAMPLES = [typed for row in ROWS for typed in re.findall("`([^`]+)`", row[1])]


@pytest.mark.parametrize("typed", EXAMPLES)
def test_every_example_of_the_help_can_be_searched_for(typed):
    assert parse(typed)


def test_the_help_names_the_limits_in_force():
    table = HELP.partition("## Limits")[2]
    for number in (limits.LENGTH_MAX, limits.CLAUSES_MAX, limits.DEPTH_MAX, limits.PATTERNS_MAX, limits.DISTANCE_MAX):
        assert re.search(rf"\b{number:,}\b", table)
