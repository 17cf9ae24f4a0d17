"""People who may be one: proposed by their names, looked at side by side, and decided on by a form."""

import pytest
from bs4 import BeautifulSoup

from indexer.decisions import KeepApart, Merge
from tests.webapp.conftest import make_quote

BESIDE = "/people/tomas-orlec/beside/tomas-orlek"


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


@pytest.fixture(autouse=True)
def _alike(add):
    """Somebody with a name that is nearly Tomas Orlec's."""
    body = "“Calm,” said pilot Tomas Orlek."
    add("calm", body=body, quotes=(make_quote(body, "“Calm,”", "Tomas Orlek", title="pilot"),))


def test_a_persons_page_asks_whether_somebody_is_the_same(read):
    page = read("/people/tomas-orlec")
    assert [(texts(page, ".maybe"), a["href"]) for a in page.select(".maybe a")] == [
        (["Maybe the same: Tomas Orlek – review"], BESIDE)
    ]
    assert read("/people/ilse-brandvik").select(".maybe") == []


def test_the_two_stand_side_by_side(read):
    page = read(BESIDE)
    assert texts(page, ".card h2") == ["Tomas Orlec", "Tomas Orlek"]
    facts = [dict(zip(texts(card, "dt"), texts(card, "dd"), strict=True)) for card in page.select(".card")]
    assert facts == [
        {
            "Also written": "in no other way",
            "Quoted": "2 statements",
            "Offices": "none recorded",
            "Titles as written": "Harbour master",
        },
        {
            "Also written": "in no other way",
            "Quoted": "1 statement",
            "Offices": "none recorded",
            "Titles as written": "pilot",
        },
    ]
    assert texts(page, ".card blockquote") == ["We shall not send anybody out in this weather,", "“Calm,”"]
    assert page.select_one("[name=known-as][checked]")["value"] == "tomas-orlec", "the more quoted"


def test_two_who_are_one_are_known_by_the_chosen_name(send, site, archive):
    answer = send(BESIDE, **{"answer": "one", "known-as": "tomas-orlek", "note": "asked him"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/people/tomas-orlek")
    (decision,) = archive.store.decisions(5)
    assert (decision.what, decision.note) == (Merge("tomas-orlec", "tomas-orlek"), "asked him")
    assert site.get("/people/tomas-orlec").headers["Location"] == "/people/tomas-orlek"
    assert site.get(BESIDE).status_code == 404, "they are one now"


def test_two_who_are_two_are_proposed_no_more(send, read, archive):
    answer = send(BESIDE, answer="two")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/people/tomas-orlec")
    assert archive.store.decisions(5)[0].what == KeepApart("tomas-orlec", "tomas-orlek")
    assert read("/people/tomas-orlec").select(".maybe") == []
    assert read("/people/duplicates").select(".pairs") == []
    assert "It has been decided that they are two people." in texts(read(BESIDE), ".notice")[-1]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, "Say whether they are one person or two."),
        ({"answer": "three"}, "Say whether they are one person or two."),
        ({"answer": "one", "note": "n" * 1001}, "The note has 1001 letters; 1000 are allowed."),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_chosen_is_lost(send, archive, fields, fault):
    answer = send(BESIDE, **{"known-as": "tomas-orlek", "note": "a <b>note</b>", **fields})
    page = BeautifulSoup(answer.text, "lxml")
    assert (answer.status_code, texts(page, "#wrong-note")) == (400, [fault])
    assert page.select_one("#note")["value"] == fields.get("note", "a <b>note</b>")
    assert page.select_one("[name=known-as][checked]")["value"] == "tomas-orlek"
    assert archive.store.decisions(5) == ()


def test_a_third_persons_slug_cannot_be_slipped_in(send, archive):
    send(BESIDE, **{"answer": "one", "known-as": "ilse-brandvik"})
    assert archive.store.decisions(5)[0].what == Merge("tomas-orlek", "tomas-orlec")


def test_without_the_forms_token_and_by_get_nothing_changes(site, archive):
    assert site.post(BESIDE, data={"answer": "one"}).status_code == 400
    assert site.get(f"{BESIDE}?answer=one").status_code == 200
    assert archive.store.decisions(5) == ()


@pytest.mark.parametrize("url", ["/people/tomas-orlec/beside/nobody", "/people/nobody/beside/tomas-orlec"])
def test_whoever_is_not_there_stands_beside_nobody(site, send, url):
    assert (site.get(url).status_code, send(url, answer="one").status_code) == (404, 404)


def test_nobody_stands_beside_themselves(site):
    assert site.get("/people/tomas-orlec/beside/tomas-orlec").status_code == 404


def test_the_most_quoted_are_looked_through_and_the_bound_is_said(read):
    page = read("/people/duplicates")
    assert [texts(line, "span > a, li > a") for line in page.select(".pairs li")] == [
        ["Tomas Orlec", "Tomas Orlek", "Review Tomas Orlec and Tomas Orlek"]
    ]
    assert texts(page, ".sentence")[0].startswith(
        "1 pair with names that are alike, among the 3 most quoted of 4 people and whoever in the archive"
    )
