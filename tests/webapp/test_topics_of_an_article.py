"""Topics on the article page: who says so, and the form by which the newsroom adds and removes its own."""

import re

import pytest

from indexer.topics import GIVEN_MAX, Stanza, Topics


@pytest.fixture
def token(site):
    return re.search(r'name="csrf_token" value="([^"]+)"', site.get("/articles/1").text).group(1)


@pytest.fixture
def send(site, token):
    return lambda path="/articles/1/topics", **fields: site.post(path, data={"csrf_token": token, **fields})


def shown(page):
    return [" ".join(line.get_text(" ").split()) for line in page.select("#topics .topics li")]


def test_each_topic_says_who_assigned_it(archive, add, read):
    add("judged", topics=("Courts",), section="City")
    archive.store.assign_topics({4: ["storms"]})
    archive.store.tag(4, "Ferries at night")
    page = read("/articles/4")
    assert shown(page) == [
        "Courts publisher",
        "City section",
        "storms rule “ storms ”",
        "Ferries at night newsroom remove",
    ]
    hrefs = [link["href"] for link in page.select("#topics a.topic")]
    assert hrefs == [
        "/search?topic=courts",
        "/search?topic=city",
        "/search?topic=storms",
        "/search?topic=ferries+at+night",
    ]


def test_a_topic_is_added_and_removed(archive, read, send):
    answer = send(add="  Winter   ferries ")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/articles/1#topics")
    assert shown(read("/articles/1"))[-1] == "Winter ferries newsroom remove"
    archive.catch_up()
    assert len(read("/search?topic=winter+ferries").select(".hit")) == 1

    answer = send(remove="winter ferries")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/articles/1#topics")
    assert shown(read("/articles/1")) == ["City Council publisher", "Ferries publisher"]
    archive.catch_up()
    assert len(read("/search?topic=winter+ferries").select(".hit")) == 0


@pytest.fixture
def merged(archive):
    """Ferries have come to be called by another name since searches for them were kept."""
    archive.store.topics = Topics([Stanza("Boats", ("Ferries",))])
    archive.store.follow_topics()
    archive.catch_up()


def test_an_address_with_an_old_name_leads_to_the_new_one(merged, site, read):
    answer = site.get("/search?topic=ferries&-topic=weather")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/search?topic=boats&-topic=weather")
    page = read(answer.headers["Location"])
    assert [title.get_text() for title in page.select(".hit h2")] == ["Council wants a second ferry"]
    assert "on Boats" in page.get_text()


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "Write a topic with a letter or a digit in it."),
        (" # … ", "Write a topic with a letter or a digit in it."),
        ("x" * 201, "The topic has 201 characters; 200 are allowed."),
        ("x" * 20_000, "The topic has 20000 characters; 200 are allowed."),
        ("FERRIES.", "The article has the topic “Ferries” already."),
    ],
)
def test_what_can_be_no_new_topic_is_explained_beside_the_form(archive, send, written, fault):
    answer = send(add=written)
    assert answer.status_code == 400
    assert f'role="alert">{fault}<' in answer.text
    assert '<details class="adding" open>' in answer.text
    assert archive.store.touched(1) == ()


def test_more_topics_than_one_article_may_have_are_refused(archive, send):
    for n in range(GIVEN_MAX):
        archive.store.tag(1, f"Topic {n}")
    answer = send(add="One more")
    assert (answer.status_code, "remove one first" in answer.text) == (400, True)


def test_what_the_publisher_says_cannot_be_removed(read, send):
    assert send(remove="ferries").status_code == 303
    assert shown(read("/articles/1")) == ["City Council publisher", "Ferries publisher"]


def test_a_hostile_topic_is_shown_as_text(read, send):
    send(add='<script>alert("x")</script>')
    page = read("/articles/1")
    assert shown(page)[-1] == '<script>alert("x")</script> newsroom remove'
    assert not page.select("#topics script")


def test_only_our_own_forms_change_topics(archive, site, send):
    assert site.post("/articles/1/topics", data={"add": "Storms"}).status_code == 400
    assert send("/articles/99/topics", add="Storms").status_code == 404
    assert site.get("/articles/1/topics").status_code == 405
    assert archive.store.touched(1) == ()


def test_an_earlier_version_is_only_read(archive, add, read):
    add("ferry", body="The ferry left the harbour late.", topics=("Delays",))
    archive.store.tag(1, "Harbours")
    assert [len(read(f"/articles/1{version}").select("#topics form")) for version in ("", "/revisions/1")] == [2, 0]
    assert shown(read("/articles/1/revisions/1")) == [
        "City Council publisher",
        "Ferries publisher",
        "Harbours newsroom",
    ]
