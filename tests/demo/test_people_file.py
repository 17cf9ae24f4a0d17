"""The sample newsroom's people.toml tells the same as its stories."""

from datetime import date
from pathlib import Path

import pytest

from indexer.demo.newsroom import build
from indexer.model import Tenure
from indexer.offices import Offices
from indexer.register import read

ANCHOR = date(2026, 3, 18)


@pytest.fixture(scope="module")
def newsroom():
    return build(ANCHOR)


@pytest.fixture
def register(newsroom, tmp_path: Path):
    path = tmp_path / "people.toml"
    path.write_text(newsroom.people_toml(), encoding="utf-8")
    return read(path)


def held(register, name, day):
    """Offices of whoever is called so on the day."""
    (listed,) = [one for one in register.people if name in (one.name, *one.aliases)]
    times = [Tenure(t.office, "", (t.office,), t.title, t.since, t.until, "") for t in listed.held]
    return [time.office for time in times if time.covers(day)]


def test_everybody_quoted_holds_on_that_day_the_office_that_the_story_gives(newsroom, register):
    offices = Offices(register.offices)
    compared = 0
    for story, statement in newsroom.truth():
        if statement.speaker_type != "person" or story.published is None:
            continue
        (body,) = held(register, statement.written, story.published.date())
        # A judge is of no court by the title alone.
        assert offices.of_title(statement.office) == (None if statement.office == "Judge" else body), statement.office
        compared += 1
    assert compared > 1_000


def test_an_office_changes_hands_and_present_ends_are_not_recorded(register):
    interior = [(p.name, t.since, t.until) for p in register.people for t in p.held if t.title == "Interior Minister"]
    assert interior == [("Danylo Koval", "2025-07-21", None), ("Taras Zhuravskyi", None, "2025-07-19")]
