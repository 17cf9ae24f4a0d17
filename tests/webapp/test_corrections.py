"""Words that are not the person's under whom they stand: said beside the statement, seen there, taken back."""

import pytest
from bs4 import BeautifulSoup

from indexer.decisions import NotSaidBy, Split
from tests.webapp.conftest import make_quote

FORM = "/articles/1/statements/1/not-said-by"
WORDS = "The ferry is not a luxury, it is a street on water,"
HOSTILE = ("<script>alert(1)</script>", "\u202enimda", "x" * 500, "Orlec'; DROP TABLE persons --", "\x00", "*", "؀؁")


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


def speakers(archive, article_id=1):
    return [(s.person and s.person.slug, s.bound) for s in archive.store.articles([article_id])[0].statements]


def test_words_are_taken_from_somebody_without_saying_whose_they_are(send, read, archive):
    answer = send(FORM, person="ilse-brandvik", instead="", note="a letter by somebody else")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/articles/1#s1")
    assert speakers(archive) == [(None, "correction"), ("tomas-orlec", "name")]
    (decision,) = archive.store.decisions(5)
    assert (decision.what, decision.by) == (NotSaidBy(1, WORDS, "ilse-brandvik", None), "newsroom")
    assert decision.note == "a letter by somebody else"
    page = read("/articles/1")
    assert texts(page, "[role=status].notice")[0] == (
        f"Decided: “{WORDS}” in Council wants a second ferry was not said by Ilse Brandvik; by whom is not known. "
        "Take back Searches and counts follow as soon as the index has read it. All decisions"
    )
    assert texts(page, "#s1 .quiet") == [
        "said directly · not Ilse Brandvik: reattributed by newsroom on 20 Apr 2026, 12:00 · in the text"
    ]
    assert page.select("#s1 .correct") == []
    assert texts(read("/articles/1"), "[role=status].notice") == [], "told once"


def test_words_are_given_to_whoever_said_them_by_a_part_of_the_name(send, read, archive):
    send(FORM, person="ilse-brandvik", instead="wirt", note="")
    assert speakers(archive)[0] == ("jana-wirt", "correction")
    assert "Jana Wirt" in texts(read("/articles/1"), "#s1")[0]


def test_a_correction_is_taken_back_beside_the_statement(send, read, archive):
    send(FORM, person="ilse-brandvik", instead="Jana Wirt")
    back = read("/articles/1").select_one("#s1 form")
    fields = {field["name"]: field["value"] for field in back.select("input[type=hidden]")}
    answer = send(back["action"], **{"from": fields["from"]})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/articles/1")
    assert speakers(archive)[0] == ("ilse-brandvik", "name")
    assert archive.store.decisions(1)[0].revoked_by == "newsroom"
    assert texts(read("/articles/1"), "[role=status].notice")[0].startswith("Taken back: ")


def test_the_index_follows_the_correction(send, read, archive):
    send(FORM, person="ilse-brandvik", instead="Jana Wirt")
    archive.catch_up()
    assert texts(read("/search?said-by=jana-wirt&view=quotes"), ".hit blockquote") == [WORDS]
    assert texts(read("/search?said-by=ilse-brandvik&view=quotes"), ".hit blockquote") == []


def test_sent_twice_it_is_decided_once(send, archive):
    codes = [send(FORM, person="ilse-brandvik", instead="").status_code for _ in range(2)]
    assert (codes, len(archive.store.decisions(5))) == ([303, 303], 1)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("Quillfeather", "Nobody in the archive is called so."),
        ("Brandvig", "Nobody in the archive is called so. Perhaps you mean Ilse Brandvik?"),
        ("Ilse Brandvik", "That is who you say did not say it."),
    ],
)
def test_whoever_cannot_have_said_it_is_told_beside_the_field_and_nothing_typed_is_lost(send, archive, typed, fault):
    answer = send(FORM, person="ilse-brandvik", instead=typed, note="heard it <b>myself</b>")
    page = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 400
    assert texts(page, "#wrong-instead") == [fault]
    assert page.select_one("#instead1")["aria-describedby"] == "wrong-instead"
    assert page.select_one("#instead1")["value"] == typed
    assert page.select_one("#note1")["value"] == "heard it <b>myself</b>"
    assert page.select_one("#s1 details").has_attr("open")
    assert archive.store.decisions(5) == ()


def test_of_several_people_of_that_name_one_is_chosen(send, add, archive):
    body = "“Calm,” said Otto Orlec."
    add("calm", body=body, quotes=(make_quote(body, "“Calm,”", "Otto Orlec"),))
    page = BeautifulSoup(send(FORM, person="ilse-brandvik", instead="Orlec").text, "lxml")
    assert texts(page, "#wrong-instead") == ["2 people in the archive are called so. Choose one."]
    assert [choice["value"] for choice in page.select("#s1 [name=chosen]")] == ["tomas-orlec", "otto-orlec"]
    send(FORM, person="ilse-brandvik", instead="Orlec", chosen="otto-orlec")
    assert speakers(archive)[0] == ("otto-orlec", "correction")


def test_a_page_that_is_out_of_date_decides_nothing(send, archive):
    answer = send(FORM, person="tomas-orlec", instead="")
    page = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 400
    assert texts(page, "#wrong-instead")[0].startswith("These words stand under Ilse Brandvik by now.")
    assert archive.store.decisions(5) == ()


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_names_find_nobody_and_are_shown_as_text(send, archive, typed):
    answer = send(FORM, person="ilse-brandvik", instead=typed, note="n" * 1001)
    page = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 400
    assert [s["src"].split("?")[0] for s in page.select("script")] == ["/static/site.js"]
    assert texts(page, "#wrong-note") == ["The note has 1001 letters; 1000 are allowed."]
    assert archive.store.decisions(5) == ()


@pytest.mark.parametrize(
    "url",
    [
        "/articles/1/statements/9/not-said-by",
        "/articles/9/statements/1/not-said-by",
        "/articles/1/statements/3/not-said-by",
    ],
)
def test_a_statement_that_the_article_does_not_have_is_not_found(send, archive, url):
    assert send(url, person="ilse-brandvik").status_code == 404
    assert archive.store.decisions(5) == ()


def test_without_the_forms_token_and_by_get_nothing_changes(site, archive):
    assert site.post(FORM, data={"person": "ilse-brandvik"}).status_code == 400
    assert site.get(FORM).status_code == 405
    assert archive.store.decisions(5) == ()


def test_an_older_version_offers_no_correction(add, read, archive):
    old = archive.store.revisions(1)[0]
    changes = {"body": old.article.body, "quotes": tuple(s.quote for s in old.statements)}
    add("ferry", title="Council wants two ferries", **changes)
    assert len(read("/articles/1").select(".correct")) == 2
    assert read("/articles/1/revisions/1").select(".correct") == []


def test_whoever_is_not_resolved_is_named_as_written_without_a_link(add, read):
    body = "“Calm,” said the captain. “Wet,” he said."
    unknown = {"speaker_text": "the captain", "resolution": "none", "confidence": 0.4}
    add("calm", body=body, quotes=(make_quote(body, "“Calm,”", None, **unknown),))
    page = read("/articles/4")
    assert texts(page, ".statements li") == [
        "the captain, office not recorded said directly · speaker not resolved · in the text"
    ]
    assert page.select(".statements a[href^='/people']") == []


@pytest.mark.parametrize(
    ("resolution", "words"),
    [
        ("surname", "by surname, 84 %"),
        ("pronoun", "by a pronoun, 84 %"),
        ("nominal", "by title or description, 84 %"),
        ("continuation", "continued from the words before, 84 %"),
    ],
)
def test_the_page_says_how_the_speaker_was_found(add, read, resolution, words):
    body = "“Calm,” said Otto Orlec."
    add("calm", body=body, quotes=(make_quote(body, "“Calm,”", "Otto Orlec", resolution=resolution, confidence=0.84),))
    assert texts(read("/articles/4"), ".statements li > .quiet") == [f"said directly · {words} · in the text"]


def test_a_title_beside_another_name_is_not_the_office_of_whoever_said_it(send, read, archive):
    send(FORM, person="ilse-brandvik", instead="Jana Wirt")
    archive.catch_up()
    assert texts(read("/articles/1"), "#s1")[0].startswith("Jana Wirt, office not recorded")
    assert texts(read("/people/jana-wirt"), ".hit .meta")[1].startswith("office not recorded")
    assert texts(read("/search?said-by=jana-wirt&view=quotes"), ".hit .who") == ["Jana Wirt · said directly"]
    assert texts(read("/search?q=role%3Amayor&view=quotes"), ".hit") == []


def test_words_of_somebody_told_apart_by_a_title_can_be_corrected_too(send, archive):
    archive.decide(Split("tomas-orlec", "Tomas Orlec", "Harbour master", "Tomas Orlec (harbour)"), by="Olha")
    assert speakers(archive)[1] == ("tomas-orlec-harbour", "decision")
    send("/articles/1/statements/2/not-said-by", person="tomas-orlec-harbour", instead="Jana Wirt")
    assert speakers(archive)[1] == ("jana-wirt", "correction")
