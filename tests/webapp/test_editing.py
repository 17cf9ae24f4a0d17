"""Renaming, joining and parting people by forms, and the list of what was decided."""

import pytest
from bs4 import BeautifulSoup

from indexer.decisions import KeepApart, Merge, NotSaidBy, Rename, Split
from indexer.model import Person
from tests.webapp.conftest import make_quote

EDIT = "/people/tomas-orlec/edit"
RENAME, SPLIT = "/people/tomas-orlec/rename", "/people/tomas-orlec/split"
HOSTILE = (
    "<script>alert(1)</script>",
    "\u05d0\u05d1\u05d2 \u05d3\u05d4",
    "O’Orlec “Tom”",
    "{{ seven * 7 }}",
    "a" * 200,
)
UNFIT = {
    "": "Type a name.",
    "  — 7": "Type a name.",
    "x" * 500: "The name has 500 letters; 200 are allowed.",
    "Tom\u202eOrlec": "The name holds a sign that can’t be seen, U+202E.",
    "Tom\x00 Orlec": "The name holds a sign that can’t be seen, U+0000.",
}


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


def tree(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "lxml")


def test_a_person_is_shown_under_another_name(send, read, archive):
    answer = send(RENAME, name="  Tomas  B. Orlec ", note="as he signs")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/people/tomas-orlec")
    (decision,) = archive.store.decisions(5)
    assert (decision.what, decision.by) == (Rename("tomas-orlec", "Tomas B. Orlec"), "newsroom")
    assert decision.note == "as he signs"
    page = read("/people/tomas-orlec")
    assert texts(page, "h1") == ["Tomas B. Orlec"]
    assert texts(page, ".person .quiet") == ["also written Tomas Orlec"]
    assert texts(page, ".notice")[0].startswith("Decided: tomas-orlec is shown as “Tomas B. Orlec”.")


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_only_ever_text(send, site, archive, name):
    assert send(RENAME, name=name).status_code == 303
    for url in ("/people/tomas-orlec", EDIT, "/people", "/people/decisions", "/articles/1"):
        page = tree(site.get(url))
        assert [s["src"].split("?")[0] for s in page.select("script")] == ["/static/site.js"]
        assert name[:60] in page.get_text(), "an endless word is cut"


@pytest.mark.parametrize(("typed", "fault"), UNFIT.items())
def test_what_is_no_name_is_told_beside_the_field(send, archive, typed, fault):
    page = tree(send(RENAME, name=typed, note="why not"))
    assert texts(page, "#wrong-name") == [fault]
    assert page.select_one("#name")["aria-describedby"] == "wrong-name"
    assert page.select_one("#rename_note")["value"] == "why not"
    answer = send(SPLIT, spelling="Tomas Orlec", title="Harbour master", other=typed, note="why not")
    page = tree(answer)
    assert (answer.status_code, texts(page, "#wrong-other")) == (400, [fault])
    assert [page.select_one(f"#{field}")["value"] for field in ("title", "split_note", "name")] == [
        "Harbour master",
        "why not",
        "Tomas Orlec",
    ]
    assert archive.store.decisions(5) == ()


def test_the_name_that_stands_already_and_an_endless_note_are_refused(send, archive):
    page = tree(send(RENAME, name="Tomas Orlec", note="n" * 1001))
    assert texts(page, "#wrong-name") == ["This is the name already."]
    assert texts(page, "#wrong-rename_note") == ["The note has 1001 letters; 1000 are allowed."]
    assert archive.store.decisions(5) == ()


def test_two_people_of_one_name_are_parted_by_a_title(send, read, archive):
    answer = send(SPLIT, spelling="Tomas Orlec", title="Harbour master", other="Tomas Orlec (harbour)")
    assert answer.status_code == 303
    archive.catch_up()
    assert archive.store.decisions(1)[0].what == Split(
        "tomas-orlec", "Tomas Orlec", "Harbour master", "Tomas Orlec (harbour)"
    )
    assert texts(read("/people/tomas-orlec-harbour"), ".hit blockquote") == ["the quay needs repairs first"]
    page = read("/people/tomas-orlec")
    assert texts(page, ".hit blockquote") == ["We shall not send anybody out in this weather,"]
    assert (
        "“Tomas Orlec” with the title “Harbour master” is not Tomas Orlec but somebody else"
        in texts(read("/people/decisions"), ".decisions li")[0]
    )


def test_a_spelling_is_parted_off_with_all_that_stands_under_it(send, add, read, archive):
    body = "“Calm,” said Otto Lund. “Wet,” said Tomas Orlec."
    add("calm", body=body, quotes=(make_quote(body, "“Calm,”", "Otto Lund"),))
    archive.decide(Merge("otto-lund", "tomas-orlec"), by="Olha")
    page = read(EDIT)
    assert texts(page, "fieldset label") == ["Tomas Orlec", "Otto Lund"]
    send(SPLIT, spelling="Otto Lund", title="", other="Otto Lund")
    archive.catch_up()
    assert archive.store.people(["tomas-orlec"])["tomas-orlec"] == Person("tomas-orlec", "Tomas Orlec")
    assert archive.store.articles([4])[0].statements[0].person.slug == "otto-lund-2"


@pytest.mark.parametrize(
    ("fields", "field", "fault"),
    [
        ({"spelling": "Orlec"}, "spelling", "Choose one of the spellings."),
        ({}, "spelling", "Choose one of the spellings."),
        ({"spelling": "Tomas Orlec"}, "spelling", "There is no other spelling: tell the two by a title."),
        ({"spelling": "Tomas Orlec", "title": "—"}, "title", "The title has no words."),
        ({"spelling": "Tomas Orlec", "title": "t" * 201}, "title", "The title has 201 letters; 200 are allowed."),
        (
            {"spelling": "Tomas Orlec", "title": "mayor", "other": "Decisions"},
            "other",
            "Type the name in full: this is the address of a page.",
        ),
    ],
)
def test_what_cannot_be_parted_is_told_beside_the_field(send, archive, fields, field, fault):
    answer = send(SPLIT, **{"other": "Tomas Other", **fields})
    page = tree(answer)
    assert (answer.status_code, texts(page, f"#wrong-{field}")) == (400, [fault])
    assert page.select_one("#other")["value"] == fields.get("other", "Tomas Other")
    assert archive.store.decisions(5) == ()


def test_the_other_person_is_found_by_name_and_leads_to_both_side_by_side(read):
    page = read(f"{EDIT}?with=brandvik")
    assert [(a.get_text(), a["href"]) for a in page.select(".found a")] == [
        ("Ilse Brandvik", "/people/tomas-orlec/beside/ilse-brandvik")
    ]
    assert page.select_one("#with")["value"] == "brandvik"
    assert texts(read(f"{EDIT}?with=Quillfeather"), ".card p[role=status]") == [
        "Nobody else is called “Quillfeather”. Try the surname alone."
    ]
    assert read(f"{EDIT}?with=orlec").select(".found") == [], "nobody is one with themselves"


FORMS = (RENAME, SPLIT)


@pytest.mark.parametrize("url", FORMS)
def test_without_the_forms_token_and_by_get_nothing_changes(site, archive, url):
    fields = {"name": "Other", "spelling": "Tomas Orlec", "title": "mayor", "other": "Other", "answer": "one"}
    assert site.post(url, data=fields).status_code == 400
    assert archive.store.decisions(5) == ()
    site.get(url)
    assert archive.store.decisions(5) == ()


@pytest.mark.parametrize("url", [url.replace("tomas-orlec", "nobody-here") for url in (EDIT, *FORMS)])
def test_whoever_is_not_in_the_archive_cannot_be_edited(site, send, url):
    answer = site.get(url) if url.endswith("edit") else send(url, name="Other")
    assert answer.status_code == 404


def test_the_form_of_somebody_merged_is_the_one_of_whom_they_are(site, send, archive):
    archive.decide(Merge("jana-wirt", "ilse-brandvik"), by="Olha")
    answer = site.get("/people/jana-wirt/edit")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/people/ilse-brandvik/edit")
    send("/people/jana-wirt/rename", name="Ilse B.")
    assert archive.store.decisions(1)[0].what == Rename("ilse-brandvik", "Ilse B.")


# ------------------------------------------------------------------------------------------------------------ decisions


def test_decisions_are_told_in_words_the_latest_first_and_those_taken_back_struck(read, archive, send):
    words = "We shall not send anybody out in this weather,"
    ferry = "The ferry is not a luxury, it is a street on water,"
    for what in (
        Merge("jana-wirt", "ilse-brandvik"),
        KeepApart("tomas-orlec", "ilse-brandvik"),
        Rename("tomas-orlec", "T. Orlec"),
        NotSaidBy(2, words, "tomas-orlec", "ilse-brandvik"),
        NotSaidBy(1, ferry, "ilse-brandvik", None),
    ):
        archive.decide(what, by="Olha", note="seen <b>it</b>")
    archive.revoke(1, by="Ivan")
    lines = read("/people/decisions").select(".decisions > li")
    assert [int(line["value"]) for line in lines] == [5, 4, 3, 2, 1]
    assert [texts(line, ".note") for line in lines] == [["seen <b>it</b>"]] * 5
    for line in lines:
        line.select_one(".note").decompose()
    assert texts(lines[1], "form") == ["Take back"]
    assert [" ".join(line.get_text().split()).split(" 20 Apr")[0] for line in lines] == [
        f"“{ferry}” in Council wants a second ferry was not said by Ilse Brandvik; by whom is not known",
        f"“{words}” in Storm closes the harbour was not said by T. Orlec but by Ilse Brandvik",
        "tomas-orlec is shown as “T. Orlec”",
        "T. Orlec and Ilse Brandvik are two people",
        "Jana Wirt is the same person as Ilse Brandvik",
    ]
    assert texts(lines[4], "s") == ["Jana Wirt is the same person as Ilse Brandvik"]
    assert texts(lines[4], ".quiet") == ["20 Apr 2026, 12:00 by Olha · taken back 20 Apr 2026, 12:00 by Ivan"]
    assert lines[4].select("form") == []


def test_a_decision_is_taken_back_once(send, archive, read):
    archive.decide(Rename("tomas-orlec", "T. Orlec"), by="Olha")
    answers = [send("/people/decisions/1/revoke") for _ in range(2)]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(303, "/people/decisions")] * 2
    assert archive.store.decision(1).revoked_by == "newsroom"
    assert archive.store.people(["tomas-orlec"])["tomas-orlec"].name == "Tomas Orlec"


def test_taking_back_needs_the_token_a_form_and_a_decision(site, send, archive):
    archive.decide(Rename("tomas-orlec", "T. Orlec"), by="Olha")
    assert site.post("/people/decisions/1/revoke").status_code == 400
    assert site.get("/people/decisions/1/revoke").status_code == 405
    assert [send(f"/people/decisions/{n}/revoke").status_code for n in (9, 10**30)] == [404, 404]
    assert archive.store.decision(1).revoked_at is None


def test_without_decisions_the_page_says_how_to_come_by_one(read):
    assert texts(read("/people/decisions"), "main p")[-1].startswith("Nothing has been decided yet.")
