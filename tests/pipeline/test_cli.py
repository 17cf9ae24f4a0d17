"""The commands as promised: what they print, and with which code they end."""

import gzip
import json
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from indexer import cli

STANZA = '[[sources]]\nname = "wire"\nkind = "feed"\nurl = "http://127.0.0.1:9/rss"\n'
LINES = [
    {"url": "https://example.org/1", "title": "Border calm", "body": "The border is calm.", "published": "2026-03-01"},
    {
        "id": "a7",
        "title": "Grain dear",
        "body": "Grain is dear.",
        "date": "2026-03-02T10:00:00",
        "source": "grain-desk",
    },
    {"url": "https://example.org/3", "title": "", "body": ""},
]


@pytest.fixture
def onrecord(tmp_path):
    (tmp_path / "config.toml").write_text(STANZA, encoding="utf-8")

    def call(*words, stdin=""):
        command = [sys.executable, "-m", "indexer", *words]
        return subprocess.run(
            command, cwd=tmp_path, input=stdin, capture_output=True, text=True, timeout=120, check=False
        )

    return call


@pytest.fixture
def imported(onrecord):
    done = onrecord("import", "-", "--processes", "1", stdin="\n".join(map(json.dumps, LINES)))
    assert done.returncode == 0, done.stderr
    return done


def test_an_import_says_what_it_did_and_what_it_refused(imported):
    assert imported.stdout.startswith("2 new, 0 changed, 0 unchanged, 0 not-article, 1 refused")
    assert "line 3" in imported.stderr


def test_importing_again_changes_nothing(imported, onrecord):
    again = onrecord("import", "-", "--processes", "1", stdin="\n".join(map(json.dumps, LINES)))
    assert again.stdout.startswith("0 new, 0 changed, 2 unchanged")


def test_a_search_answers_as_json(imported, onrecord):
    answer = json.loads(onrecord("search", "border", "--json").stdout)
    assert answer["total"] == 1
    assert answer["hits"][0]["title"] == "Border calm"
    assert answer["facets"]["source"] == [{"value": "import", "label": "import", "count": 1}]
    assert [bar["count"] for bar in answer["histogram"]] == [1]


def test_a_search_answers_people_too(imported, onrecord):
    shown = onrecord("search", "source:grain-desk", "--facets").stdout
    assert "1 articles · from grain-desk" in shown
    assert "2026-03-02  Grain dear" in shown


def test_a_bad_query_is_pointed_at_and_ends_with_2(onrecord):
    bad = onrecord("search", "border AND (")
    assert bad.returncode == 2
    assert "            ^" in bad.stderr
    assert "Traceback" not in bad.stderr


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (["--config", "nowhere.toml", "config"], 2, "cannot be read"),
        (["crawl", "nobody"], 2, "there is no source “nobody”. Sources: wire."),
        (["import", "nothing.jsonl"], 1, "nothing.jsonl"),
        (["crawl", "wire"], 1, "127.0.0.1"),
        (["no-such-command"], 2, "No such command"),
        (["search"], 2, "Missing argument"),
    ],
)
def test_what_went_wrong_is_one_sentence_and_a_code(onrecord, words, code, complaint):
    done = onrecord(*words)
    assert done.returncode == code
    assert complaint in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_two_versions_in_one_file_are_the_same_after_every_import(onrecord):
    address = "https://example.org/1"
    versions = [{"url": address, "title": f"Version {n}", "body": f"The border, {n}."} for n in (1, 2)]
    lines = "\n".join(map(json.dumps, versions))
    printed = [onrecord("import", "-", "--processes", "1", stdin=lines).stdout for _ in range(3)]
    assert [line.split(", 0 not-article")[0] for line in printed] == [
        "1 new, 1 changed, 0 unchanged",
        "0 new, 0 changed, 2 unchanged",
        "0 new, 0 changed, 2 unchanged",
    ]


def test_records_that_only_share_an_id_stay_apart(onrecord):
    lines = [{"id": "1", "url": f"https://{host}.example/1", "title": host, "body": host} for host in ("one", "other")]
    done = onrecord("import", "-", "--processes", "1", stdin="\n".join(map(json.dumps, lines)))
    assert done.stdout.startswith("2 new, 0 changed")


def test_a_file_that_breaks_off_gives_what_stood_before(onrecord, tmp_path):
    lines = "\n".join(json.dumps({"id": str(n), "title": f"Story {n}", "body": "Calm. " * 50}) for n in range(2_000))
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-30])
    done = onrecord("import", "cut.jsonl.gz", "--processes", "1")
    assert (done.returncode, done.stdout.split()[1]) == (1, "new,")
    assert int(done.stdout.split()[0].replace(",", "")) > 500
    assert "cut.jsonl.gz cannot be read" in done.stderr


def test_a_demo_does_not_empty_a_folder_that_is_none(onrecord, tmp_path):
    done = onrecord("demo", "--folder", ".")
    assert done.returncode == 1
    assert "holds something that is no demo" in done.stderr
    assert (tmp_path / "config.toml").read_text() == STANZA


def test_reindexing_leaves_the_same_answers(imported, onrecord):
    assert onrecord("reindex").stdout == "indexed 2 changes\n"
    assert json.loads(onrecord("search", "grain", "--json").stdout)["total"] == 1


def test_what_is_due_is_done_once(imported, onrecord):
    done = json.loads(onrecord("due", "--json").stdout)
    assert done == {"visits": 1, "new": 0, "indexed": 0, "saved_queries": 0}
    assert json.loads(onrecord("due", "--json").stdout)["visits"] == 0


def test_pages_are_taken_apart_line_by_line(onrecord):
    answers = onrecord("extract", "--jsonl", stdin='{"id": "x"}\nnot json\n').stdout.splitlines()
    assert [sorted(json.loads(answer)) for answer in answers] == [["error", "id"], ["error", "id"]]


def test_quotes_are_found_line_by_line(onrecord):
    line = json.dumps({"id": 7, "text": '"The border is calm today," said Minister Olena Koval.'})
    (answer,) = onrecord("quotes", "--jsonl", stdin=line + "\n").stdout.splitlines()
    found = json.loads(answer)
    assert found["id"] == 7
    assert [(q["quote"], q["speaker_name"], q["kind"]) for q in found["quotes"]] == [
        ("The border is calm today,", "Olena Koval", "direct")
    ]


def every_command(group, *words):
    for name, command in group.commands.items():
        yield (*words, name)
        if isinstance(command, click.Group):
            yield from every_command(command, *words, name)


@pytest.mark.parametrize("words", list(every_command(cli.onrecord)), ids=" ".join)
def test_every_command_explains_itself(words):
    shown = CliRunner().invoke(cli.onrecord, [*words, "--help"])
    assert shown.exit_code == 0
    assert "Example:" in shown.output
