"""Stored articles are read anew when the rules have changed: completely, once, and without becoming news."""

from dataclasses import replace

import pytest

from indexer import rereading
from indexer.errors import UnreadableError
from indexer.extract import quotes
from indexer.model import Mention

OLD = quotes.VERSION - 1


def at_once(read, *args):
    """Instead of another process."""
    return read(*args)


@pytest.fixture
def reparse(store):
    def read(apart=at_once):
        done = rereading.reread(store, apart, lambda _done: None, processes=2)
        while store.rebind():
            pass
        return done

    return read


@pytest.fixture
def put(store, make_intake, now):
    """Store the usual article as rules of some version have read it."""

    def stored(path, found=(), named=(), version=OLD, body="“The bridge will open in May,” Olena Koval said."):
        intake = make_intake(path, body=body, quotes=found, mentions=named)
        store.put([replace(intake, article=replace(intake.article, quotes_version=version))], now)

    return stored


def said(store, article_id=1):
    (revision,) = store.articles([article_id])
    return [(s.quote.text, s.person and s.person.slug) for s in revision.statements]


def test_what_older_rules_missed_is_found(store, put, reparse):
    put("one")
    assert reparse() == rereading.Reparsed(read=1, changed=1)
    assert said(store) == [("The bridge will open in May,", "olena-koval")]
    assert [person.name for person in store.articles([1])[0].mentioned] == ["Olena Koval"]
    assert (store.touched(9)[0][1], store.reached()) == (1, 1)


def test_what_newer_rules_do_not_find_is_gone(store, put, make_quote, reparse):
    put("one", (make_quote("Grid Operator"),), (Mention("Grid Operator", None),), body="Nothing was said.")
    reparse()
    assert (said(store), store.articles([1])[0].mentioned) == ([], ())


def test_what_is_found_again_keeps_its_number(store, put, reparse):
    body = "“The bridge will open in May,” Olena Koval said."
    found, named = quotes.read("", body, "en")
    put("one", (*found, replace(found[0], start=2)), named)
    before = store.articles([1])[0].statements[0]
    assert reparse() == rereading.Reparsed(read=1, changed=1)
    assert store.articles([1])[0].statements == (before,)


def test_what_newer_rules_have_read_is_left_alone(store, put, reparse):
    put("one", version=quotes.VERSION)
    put("two")
    assert reparse() == rereading.Reparsed(read=1, changed=1)
    assert reparse() == rereading.Reparsed()
    assert said(store) == []


def test_what_is_the_same_is_not_read_into_the_index_again(store, put, reparse):
    found, named = quotes.read("", "“The bridge will open in May,” Olena Koval said.", "en")
    put("one", found, named)
    assert reparse() == rereading.Reparsed(read=1, changed=0)
    assert store.touched(9) == ()


def test_what_cannot_be_read_keeps_its_quotes_and_stops_nobody(store, put, make_quote, reparse):
    put("one", (make_quote(),), body="A text that hangs the reader.")
    put("two")

    def apart(read, texts):
        if any("hangs" in text.body for text in texts):
            raise UnreadableError("it took too long")
        return read(texts)

    assert reparse(apart) == rereading.Reparsed(read=1, changed=1, failed=1)
    assert said(store) == [(make_quote().text, "olena-koval")]
    assert reparse(apart) == rereading.Reparsed(), "it is not tried for ever"
