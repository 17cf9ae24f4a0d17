"""`onrecord people import` and `people offices`."""

import json

import pytest
from click.testing import CliRunner

from indexer.archive import open_archive
from indexer.cli import onrecord as command
from indexer.config import load
from indexer.errors import ArchiveError, ConfigError
from indexer.model import Quote
from tests.pipeline.conftest import START, make_article, make_intake

OFFICES = """
[[offices]]
id = "interior"
name = "Ministry of Internal Affairs"

[[offices]]
id = "border"
name = "State Border Service"
parent = "interior"
"""
PEOPLE = """name,office,title,since,until
Olena Koval,State Border Service,Head,2019,
Ivan Lys,Ministry of Internal Affairs,Minister,,2021-07
"""


@pytest.fixture
def onrecord(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text('data = "data"\nzone = "UTC"\n', encoding="utf-8")
    (tmp_path / "offices.toml").write_text(OFFICES, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    quote = Quote(
        0, 19, "The border is quiet", "indirect", "said", "K", 25, 30, "Olena Koval", None, "person", "explicit", 0.9
    )
    with open_archive(load(tmp_path / "config.toml"), writes_index=True, clock=lambda: START) as archive:
        archive.store.put([make_intake(make_article(quotes=(quote,)))], START)
        archive.catch_up()

    def call(*words):
        return CliRunner().invoke(command, words)

    return call


def test_files_are_taken_in_together_and_found_at_once(onrecord):
    done = onrecord("people", "import", "offices.toml", "people.csv")
    assert done.output.splitlines() == [
        "offices.toml: 2 offices (2 new, 0 changed), 0 people (0 new), 0 times in office; articles shown anew: 0",
        "people.csv: 2 offices (0 new, 0 changed), 2 people (1 new), 2 times in office; articles shown anew: 1",
    ]
    found = json.loads(onrecord("search", 'role:"ministry of internal affairs"', "--quotes", "--json").output)
    assert found["total"] == 1


def test_offices_are_printed_under_what_they_belong_to_with_who_held_them_on_the_day(onrecord):
    onrecord("people", "import", "offices.toml", "people.csv")
    minister, head = "  - Ivan Lys, Minister to 2021-07", "    - Olena Koval, Head from 2019, end not recorded"
    ministry, service = "Ministry of Internal Affairs (interior)", "  State Border Service (border)"
    assert onrecord("people", "offices", "--at", "2021-07-31").output.splitlines() == [
        ministry,
        minister,
        service,
        head,
    ]
    assert onrecord("people", "offices").output.splitlines() == [ministry, service, head]
    lines = [json.loads(line) for line in onrecord("people", "offices", "--json").output.splitlines()]
    assert lines[1] == {
        "slug": "interior",
        "name": "Ministry of Internal Affairs",
        "aliases": [],
        "parent": None,
        "held": [
            {
                "person": "ivan-lys",
                "name": "Ivan Lys",
                "title": "Minister",
                "since": None,
                "until": "2021-07",
                "origin": "people.csv",
            }
        ],
    }


def test_nothing_is_taken_in_where_one_file_has_a_fault(onrecord, tmp_path):
    (tmp_path / "people.csv").write_text("name,office\n", encoding="utf-8")
    failed = onrecord("people", "import", "offices.toml", "people.csv")
    assert isinstance(failed.exception, ConfigError)
    assert isinstance(onrecord("people", "offices").exception, ArchiveError)
