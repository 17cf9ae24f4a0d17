"""What `onrecord search` prints beside the hits."""

import json

import pytest
from click.testing import CliRunner

from indexer.archive import Archive, open_archive
from indexer.cli import onrecord
from indexer.config import load
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import QueryError
from tests.pipeline.conftest import make_article, make_intake


@pytest.fixture
def asked(tmp_path, clock):
    path = tmp_path / "config.toml"
    path.write_text('data = "data"\nzone = "UTC"\n', encoding="utf-8")
    with open_archive(load(path), writes_index=True, clock=clock) as archive:
        archive.store.put([make_intake(make_article(1, body="The border is calm."))], clock())
        archive.catch_up()

    def ask(*words):
        return CliRunner().invoke(onrecord, ["--config", str(path), "search", *words])

    return ask


def test_each_hit_says_why(asked):
    assert "            matched: “border” in the text\n" in asked("border").stdout
    assert json.loads(asked("border -war", "--json").stdout)["hits"][0]["why"] == ["“border” in the text"]


def test_a_search_without_hits_names_other_searches_and_what_they_find(asked):
    shown = asked("bordre calm").stdout.splitlines()
    assert shown == [
        "0 articles · “bordre” and “calm”",
        "Instead: border calm   (1)",
        "Instead: bordre~ calm~   (1)",
        "Instead: calm   (1)",
    ]
    assert json.loads(asked("bordre", "--json").stdout)["instead"] == {"border": 1, "bordre~": 1}


def test_a_query_may_begin_with_a_minus(asked):
    assert asked("-night border", "--limit", "5").stdout.splitlines()[0] == "1 articles · not “night” and “border”"
    assert asked("--limit", "5", "--", "--border").stdout.splitlines()[0] == "1 articles · “border”"


def test_an_option_that_there_is_none_is_told(asked):
    for words in (["border", "--limt", "5"], ["--jsn"], ["-x"]):
        found = asked(*words)
        assert (found.exit_code, "No such option" in found.stderr) == (2, True)
    assert "-- '--border'" in asked("--help").stdout
    assert asked("-h").exit_code == 0


@pytest.mark.parametrize(("behind", "said"), [(1, "1 change behind;"), (1_200, "1,200 changes behind;")])
def test_an_index_that_is_behind_says_by_how_much(asked, monkeypatch, behind, said):
    monkeypatch.setattr(Archive, "behind", lambda archive: behind)
    assert asked("border").stderr.startswith(f"The index is {said}")


def test_the_caret_stands_below_the_fault_behind_a_line_break(asked):
    assert str(asked("calm\n(border\tx").exception).splitlines()[1:] == [
        "  calm (border x",
        "       ^",
        "  Try: calm (border x)",
        "  Try: calm border x",
    ]


def test_a_search_that_the_engine_refuses_is_pointed_into(asked, monkeypatch):
    def refuse(self, query):
        raise QueryError("“bo*” stands for more than 200 words.", 5)

    monkeypatch.setattr(WhooshEngine, "search", refuse)
    error = asked("calm bo*").exception
    assert str(error) == "“bo*” stands for more than 200 words.\n  calm bo*\n       ^"
