"""`onrecord people …`: deciding on the command line who is who."""

import json

import pytest
from click.testing import CliRunner

from indexer import cli

BODIES = {
    "1": "“The border is calm,” Olena Koval said.",
    "2": "“Grain is dear,” Lena Kovalenko said on Monday.",
}


@pytest.fixture
def onrecord(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text("", encoding="utf-8")

    def call(*words, stdin=None):
        return CliRunner().invoke(cli.onrecord, words, input=stdin)

    lines = [{"url": f"https://example.org/{n}", "title": f"News {n}", "body": body} for n, body in BODIES.items()]
    done = call("import", "-", "--processes", "1", stdin="\n".join(map(json.dumps, lines)))
    assert done.exit_code == 0, done.output
    return call


def slugs(onrecord, *words):
    """Of the people listed, with how many statements the index counts for each."""
    lines = onrecord("people", "list", "--json", *words).stdout.splitlines()
    return {line["slug"]: line["statements"] for line in map(json.loads, lines)}


def test_people_are_listed_by_statements_or_by_name(onrecord):
    assert slugs(onrecord) == {"olena-koval": 1, "lena-kovalenko": 1}
    assert slugs(onrecord, "Коваленко") == slugs(onrecord, "Коваленку") == {"lena-kovalenko": 1}
    assert "olena-koval\t1\tOlena Koval\n" in onrecord("people", "list").stdout


def test_a_merge_counts_in_searches_at_once_and_can_be_taken_back(onrecord):
    done = onrecord("people", "merge", "lena-kovalenko", "olena-koval", "--by", "Olha", "--note", "asked her")
    assert (done.exit_code, done.stdout.split("\t")[2:]) == (
        0,
        ["Olha", "Merge: person lena-kovalenko, into olena-koval (asked her)\n"],
    )
    assert slugs(onrecord) == {"olena-koval": 2}
    found = json.loads(onrecord("search", "said-by:Kovalenko", "--quotes", "--json").stdout)
    assert found["total"] == 2
    assert onrecord("people", "revoke", "1", "--by", "Ivan").exit_code == 0
    assert slugs(onrecord) == {"olena-koval": 1, "lena-kovalenko": 1}
    assert "; taken back by Ivan on " in onrecord("people", "decisions").stdout


def test_words_are_taken_from_whoever_did_not_say_them(onrecord):
    done = onrecord("people", "not-said-by", "olena-koval", "1", "the border is CALM", "--instead", "lena-kovalenko")
    assert done.exit_code == 0, done.output
    assert slugs(onrecord) == {"lena-kovalenko": 2}


def test_resolving_everything_again_changes_nothing_by_itself(onrecord):
    assert onrecord("people", "resolve").stdout.startswith("2 versions looked at, 0 people")
    assert slugs(onrecord) == {"olena-koval": 1, "lena-kovalenko": 1}


def test_reparsing_finds_nothing_new_where_the_rules_are_the_same(onrecord):
    assert onrecord("reparse", "--processes", "1").stdout == "0 versions read, 0 changed, 0 could not be read\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("merge", "nobody", "olena-koval"), "There is no person “nobody”."),
        (("split", "olena-koval", "Olena Koval"), "is the only spelling of Olena Koval"),
        (("revoke", "7"), "There is no decision 7"),
        (("list", "Bondar"), "Nobody on record is called “Bondar”."),
    ],
)
def test_what_cannot_be_done_is_said(onrecord, words, complaint):
    done = onrecord("people", *words)
    assert complaint in str(done.exception)
