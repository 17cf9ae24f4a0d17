"""In the sample newsroom, whose writer knows who said what, everything said is found, and nothing else."""

import re
from datetime import date

import pytest

from indexer.demo.newsroom import build
from indexer.extract import quotes

ANCHOR = date(2026, 3, 18)
EDGES = ' ,.?!"“”«»„'


def said(words):
    """A statement's words without the marks, and the conjunction, that lead to them."""
    return re.sub(r"^(?:that|що) ", "", words.strip(EDGES))


def meant(story):
    return {
        (said(s.text), s.kind, s.written if s.speaker_type == "person" else None, s.speaker_type, s.in_title)
        for s in story.statements
    }


def found(story):
    read, _ = quotes.read(story.title, story.body, story.language)
    return {
        (said(q.text), q.kind, q.speaker_name if q.speaker_is_person else None, q.speaker_type, q.in_title)
        for q in read
        if not q.fragment
    }


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("seed", [1, 7])
def test_who_said_what_is_complete_and_without_error(language, seed):
    stories = [story for story in build(ANCHOR, seed).stories if story.language == language]
    wrong = {
        story.path: sorted(meant(story) ^ found(story), key=str) for story in stories if meant(story) != found(story)
    }
    assert wrong == {}
