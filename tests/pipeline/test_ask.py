import itertools
import random
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import unquote_plus

import pytest

from indexer.ask import Counter, easier, meant, names, rewriting
from indexer.decisions import Merge
from indexer.model import Mention, Quote, Schedule
from indexer.params import read_text, write
from indexer.query import Fuzzy, Near, Or, Phrase, Query, Same, Wildcard, Word
from indexer.snippets import mark
from tests.pipeline.conftest import make_article, make_intake


def said(name, text, body, kind="direct"):
    start = body.index(text)
    return Quote(start, start + len(text), text, kind, "said", name, 0, 1, name, None, "person", "explicit", 0.9)


@pytest.fixture
def quoted(archive):
    body = 'KYIV is calm. "The border is calm," said Olena Koval.\n"Grain is dear," said Petro Koval.'
    quotes = (said("Olena Koval", "The border is calm,", body), said("Petro Koval", "Grain is dear,", body))
    mentions = (Mention("Olena Koval", "minister"), Mention("Petro Koval", None), Mention("Ivan Bondar", None))
    article = make_article(1, body=body, quotes=quotes, mentions=mentions, topics=("Border Security",), language="en")
    archive.store.put([make_intake(article), make_intake(make_article(2, topics=("grain",)))], archive.clock())
    archive.catch_up()

    def ask(search):
        return archive.ask(read_text(search, zone="UTC"))

    return ask


@pytest.mark.parametrize(
    ("search", "total"),
    [
        ("q=said-by:Koval", 1),
        ('q=said-by:"Olena Koval"', 1),
        ("q=said-by:Bondar", 0),
        ("q=mentions:Bondar", 1),
        ("q=said-by:Коваль&view=quotes", 2),
        ("q=border+said-by:Olena&view=quotes", 1),
        ('q=topic:"border security"', 1),
        ("q=source:wire+-topic:grain", 1),
        ("q=kind:reported&view=quotes", 0),
        ("said-by=olena-koval&view=quotes", 1),
    ],
)
def test_names_and_topics_are_found_as_people_write_them(quoted, search, total):
    assert quoted(search).results.total == total


@pytest.mark.parametrize("search", ["said-by=petro-koval&view=quotes", "q=said-by:petro-koval&view=quotes"])
def test_a_kept_search_for_somebody_finds_who_it_turned_out_to_be(quoted, archive, search):
    archive.decide(Merge("petro-koval", "olena-koval"), by="Olha")
    archive.catch_up()
    answer = quoted(search)
    assert answer.results.total == 2
    assert "Olena Koval" in answer.sentence


def test_the_sentence_says_what_was_understood(quoted):
    answer = quoted('q=border+said-by:"Olena Koval"&-topic=grain&date=2026-03&view=quotes')
    assert answer.sentence == (
        "statements · “border” and said by Olena Koval · not on grain · published 1 Mar 2026 – 31 Mar 2026"
    )


def test_a_name_that_fits_nobody_is_said(quoted):
    assert quoted("q=said-by:Nobodyson").nobody == ("Nobodyson",)


def test_facets_carry_the_words_people_use(quoted):
    answer = quoted("")
    labels = {f.field: [(answer.label(f.field, v.value), v.count) for v in f.values] for f in answer.results.facets}
    assert labels["said-by"] == [("Olena Koval", 1), ("Petro Koval", 1)]
    assert labels["mentions"] == [("Ivan Bondar", 1)]
    assert labels["topic"] == [("Border Security", 1), ("grain", 1)]
    assert ("English", 1) in labels["lang"]


def test_matches_are_marked_in_title_and_text(quoted):
    (found,) = quoted("q=calm").found
    marked = [text for snippet in found.snippets for text, matched in snippet.parts if matched]
    assert marked == ["calm", "calm"]


def test_a_quote_is_answered_with_its_words_and_its_speaker(quoted):
    (found,) = quoted("q=grain&view=quotes").found
    assert (found.statement.quote.text, found.statement.person.slug) == ("Grain is dear,", "petro-koval")


def test_the_verbatim_part_of_a_mixed_quote_is_no_statement_of_its_own(archive):
    body = 'Olena Koval said the border was "calm and quiet" today.'
    mixed = said("Olena Koval", 'the border was "calm and quiet" today', body, "mixed")
    part = replace(said("Olena Koval", "calm and quiet", body), fragment=True)
    archive.store.put([make_intake(make_article(1, body=body, quotes=(mixed, part)))], archive.clock())
    archive.catch_up()
    answer = archive.ask(read_text("q=calm&view=quotes", zone="UTC"))
    assert [found.statement.quote.kind for found in answer.found] == ["mixed"]
    assert archive.store.counts()["statements"] == 1
    assert len(archive.store.articles([1])[0].statements) == 2


def test_a_statement_that_matches_only_around_its_words_shows_where(quoted):
    (found,) = quoted("q=olena+border&view=quotes").found
    assert [text for snippet in found.snippets for text, matched in snippet.parts if matched] == ["border"]
    (found,) = quoted("q=olena&view=quotes").found
    words, around = found.snippets
    assert words.parts == (("The border is calm,", False),)
    assert ("Olena", True) in around.parts


# ------------------------------------------------------------------------------------------------------------------ why


@pytest.mark.parametrize(
    ("search", "why"),
    [
        ("q=calm", ("“calm” in the text",)),
        ("q=story+borders+-war", ("“Story” in the title", "“border” in the text")),
        ("q=said-by:Koval+grain", ("said by Olena Koval", "said by Petro Koval", "“Grain” in the text")),
        ("q=mentions:Bondar", ("mentioning Ivan Bondar",)),
        ('q=topic:"border security"+source:wire', ("on Border Security",)),
        ('q="the border is"', ("“The border is” in the text",)),
        ("q=kyiv+NEAR/1+calm", ("“KYIV” near “calm” in the text",)),
        ("q=koval+SAME+kyiv", ("“KYIV” beside “Koval” in the text",)),
        ("q=cal*+OR+zebra", ("“calm” in the text",)),
        ("q=grain&view=quotes", ("“Grain” in the quote",)),
        ("q=said-by:Olena+border&view=quotes", ("said by Olena Koval", "“border” in the quote")),
        ("q=olena&view=quotes", ("“Olena” around the quote",)),
        ("said-by=olena-koval&view=quotes", ()),
    ],
)
def test_each_hit_says_which_typed_conditions_it_fulfils(quoted, search, why):
    found = {one.hit.article_id: one.why for one in quoted(search).found}
    assert found[1] == why


def test_an_office_is_a_reason(archive):
    body = '"Grain is dear," said Petro Koval.'
    quote = replace(said("Petro Koval", "Grain is dear,", body), title="Deputy Minister of Farming")
    archive.store.put([make_intake(make_article(1, body=body, quotes=(quote,)))], archive.clock())
    archive.catch_up()
    (found,) = archive.ask(read_text("q=role:minister", zone="UTC")).found
    assert found.why == ("in office as “Deputy Minister of Farming”",)


WORDS = "border borders guard guards state stated drill кордон кордону".split()


def some_node(rng):
    def term():
        word = rng.choice(WORDS)
        made = Word(word), Phrase(word), Wildcard(f"{word[:3]}*"), Wildcard(f"{word[:2]}?{word[3:]}"), Fuzzy(word, 2)
        return rng.choice((*made, Phrase(f"{word} {rng.choice(WORDS)}"), Or((made[0], made[1]))))

    kind = rng.choice(("term", "near", "near", "same"))
    if kind == "near":
        return Near((term(), term()), rng.randrange(4))
    return Same((term(), term())) if kind == "same" else term()


@pytest.mark.parametrize("seed", range(3))
def test_something_is_marked_in_just_the_articles_that_the_engine_finds(archive, seed):
    rng = random.Random(seed)
    bodies = {n: " ".join(rng.choices([*WORDS, "x", "y.", "\nz"], k=rng.randrange(1, 16))) for n in range(1, 41)}
    intakes = [make_intake(make_article(n, title="", body=body)) for n, body in bodies.items()]
    archive.store.put(intakes, archive.clock())
    archive.catch_up()
    for _ in range(60):
        node = some_node(rng)
        found = {hit.article_id for hit in archive.engine.search(Query(where=node, per_page=50)).hits}
        marked = {n for n, body in bodies.items() if any(matched for _, matched in mark(body, node).parts)}
        assert found == marked, node


# ------------------------------------------------------------------------------------------------------ other spellings


@pytest.fixture
def spelt(archive):
    """One person in three spellings, and a word that is none."""
    bodies = (
        '"All is calm," said Denys Monastyrsky.',
        "«Усе спокійно», — сказав Денис Монастирський. Про Монастирського пишуть.",
        '"Calm," said Denys Monastyrskyi of the guard.',
        "Nobody is here.",
    )
    names = ("Denys Monastyrsky", "Денис Монастирський", "Denys Monastyrskyi")
    for n, body in enumerate(bodies, 1):
        quotes = (said(names[n - 1], names[n - 1], body),) if n < 4 else ()
        archive.store.put([make_intake(make_article(n, body=body, quotes=quotes))], archive.clock())
    archive.catch_up()
    return archive


@pytest.mark.parametrize(
    "typed", ["Monastyrsky", "monastyrsky", "Монастирський", "МОНАСТИРСЬКОГО", "Monastyrskiy", "Monastyrskyy"]
)
def test_a_surname_is_found_in_all_spellings_that_the_archive_knows(spelt, typed):
    answer = spelt.ask(read_text(f"q={typed}", zone="UTC"))
    assert answer.results.total == 3
    assert all(any(matched for s in found.snippets for _, matched in s.parts) for found in answer.found)


@pytest.mark.parametrize(
    "typed", ["Монастирського", "монастирському", "Дениса Монастирського", "Денисом Монастирським", "Monastyrskiy"]
)
def test_a_name_in_any_case_leads_to_its_person(spelt, typed):
    answer = spelt.ask(read_text(f'q=said-by:"{typed}"', zone="UTC"))
    assert (answer.results.total, answer.nobody) == (3, ())


def test_a_surname_of_like_sound_is_no_spelling(archive):
    for n, name in enumerate(("Oleh Kulish", "Oleh Kulich", "Олег Куліш"), 1):
        body = f"The train left, said {name}."
        article = make_article(n, body=body, quotes=(said(name, name, body),))
        archive.store.put([make_intake(article)], archive.clock())
    archive.catch_up()
    found = {typed: archive.ask(read_text(f"q={typed}", zone="UTC")).results.total for typed in ("Куліша", "Kulich")}
    assert found == {"Куліша": 2, "Kulich": 1}


def test_the_added_spellings_are_told_and_can_be_struck_out(spelt):
    answer = spelt.ask(read_text("q=Monastyrsky", zone="UTC"))
    assert [(also.typed, also.spelling) for also in answer.also] == [
        ("Monastyrsky", "Monastyrskyi"),
        ("Monastyrsky", "Монастирський"),
    ]
    without = answer.also[1].without
    assert unquote_plus(write(without)) == "q=Monastyrsky&not-also=Монастирський"
    answer = spelt.ask(without)
    assert (answer.results.total, [also.spelling for also in answer.also]) == (2, ["Monastyrskyi"])
    assert spelt.ask(answer.also[0].without).results.total == 1


@pytest.mark.parametrize(
    "typed", ['"Monastyrsky"', "Monastyrsk*", "Monastyrsky~", "Denys", "calm", "guard", "Monastyrskyi-guard"]
)
def test_only_plain_surnames_are_spelt_otherwise(spelt, typed):
    assert spelt.ask(read_text(f"q={typed}", zone="UTC")).also == ()


def test_what_was_taken_for_a_name_by_mistake_makes_no_surname(archive):
    mentions = (Mention("System Operator", None), Mention("Сергій Ткаченко", None))
    archive.store.put([make_intake(make_article(1, mentions=mentions))], archive.clock())
    archive.catch_up()
    also = {typed: archive.ask(read_text(f"q={typed}", zone="UTC")).also for typed in ("оператора", "Tkachenko")}
    assert {typed: [a.spelling for a in each] for typed, each in also.items()} == {
        "оператора": [],
        "Tkachenko": ["Ткаченко"],
    }


def test_a_spelling_may_be_near_and_may_be_excluded(spelt):
    assert spelt.ask(read_text("q=Монастирський+NEAR/3+guard", zone="UTC")).results.total == 1
    assert spelt.ask(read_text("q=calm+-Монастирський", zone="UTC")).results.total == 0


def test_an_alert_tells_of_all_spellings_too(spelt, clock):
    clock.turn(hours=1)
    saved = spelt.save_query("Minister", "q=Монастирський", Schedule("manual"), past_days=1)
    assert spelt.run_now(saved).delivered == 3


# -------------------------------------------------------------------------------------------------------- what instead


def instead(archive, search):
    answer = archive.ask(read_text(search, zone="UTC"))
    other = meant(archive.store, archive.engine, answer, Counter(archive.store, archive.engine))
    return other and (unquote_plus(write(other.query)), other.total)


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("q=bordre", ("q=border", 2)),
        ("q=Bordre+NOT+war&source=wire", ("q=Border -war&source=wire", 2)),
        ("q=KYVI+OR+zebra", ("q=KYIV OR zebra", 1)),
        ('q="the+bordr"', ('q="the border"', 2)),
        ("q=said-by:Kovol", ('q=said-by:"Olena Koval"', 1)),
        ("q=topic:graim", ("q=topic:grain", 1)),
        ("q=border", None),
        ("q=bordre+topic:nonsense", None),
        ("q=story+don’s", None),
        ("q=bord’re", None),
        ("q=bordre+OR+calm", None),
        ("q=zzzzzz", None),
    ],
)
def test_one_other_query_is_proposed_if_it_finds_something(quoted, archive, search, expected):
    assert instead(archive, search) == expected


def test_ukrainian_words_are_mended_too(spelt):
    assert instead(spelt, "q=спокіно") == ("q=спокійно", 1)


@pytest.mark.parametrize(
    ("search", "changes"),
    [
        (
            "q=zebra+border&topic=grain",
            [
                ("with words spelt a little otherwise", "q=zebra~ border~&topic=grain"),
                ("without “zebra”", "q=border&topic=grain"),
                ("without “border”", "q=zebra&topic=grain"),
            ],
        ),
        (
            'q="no+such"+-calm',
            [("without leaving out “calm”", 'q="no such"')],
        ),
        ("q=zoo", []),
        (
            "q=storm+zoo+NEAR/3+(ape+OR+cat)",
            [
                ("with words spelt a little otherwise", "q=storm~ zoo NEAR/3 (ape OR cat)"),
                ("with “zoo” and ape OR cat anywhere", "q=storm zoo (ape OR cat)"),
                ("without “storm”", "q=zoo NEAR/3 (ape OR cat)"),
                ("without zoo NEAR/3 (ape OR cat)", "q=storm"),
            ],
        ),
        (
            "q=zoo+SAME+ape",
            [
                ("with “zoo” and “ape” anywhere", "q=zoo ape"),
                ("only “zoo”", "q=zoo"),
                ("only “ape”", "q=ape"),
            ],
        ),
        ("date=7d", []),
    ],
)
def test_each_condition_can_be_done_without(search, changes):
    made = [(one.change, unquote_plus(write(one.query))) for one in easier(read_text(search, zone="UTC"))]
    assert made == changes


def test_the_other_searches_of_a_page_share_one_allowance_of_computing_time(quoted, archive, monkeypatch):
    clock = itertools.count(0, 0.8)
    monkeypatch.setattr(rewriting, "time", SimpleNamespace(thread_time=lambda: next(clock)))
    count = Counter(archive.store, archive.engine)
    query = read_text("q=border", zone="UTC")
    assert [(count(query), count.spent) for _ in range(3)] == [(2, False), (2, True), (0, True)]


def test_a_search_that_finds_something_costs_no_others(quoted, archive):
    def count(query):
        pytest.fail(f"asked for {query.text}")

    assert meant(archive.store, archive.engine, quoted("q=bordre+OR+calm"), count) is None


def test_a_word_is_not_called_misspelt_where_there_was_no_time_to_look(quoted, archive, monkeypatch):
    monkeypatch.setattr(rewriting, "CPU_S_MAX", 0)
    assert instead(archive, "q=bordre") is None


def test_a_common_surname_leaves_room_for_the_others(archive, monkeypatch):
    monkeypatch.setattr(names, "BEARERS_MAX", 2)
    people = ("Ivan Tkachenko", "Petro Tkachenko", "Olena Tkachenko", "Denys Monastyrsky", "Денис Монастирський")
    article = make_article(1, mentions=tuple(Mention(name, None) for name in people))
    archive.store.put([make_intake(article)], archive.clock())
    archive.catch_up()
    answer = archive.ask(read_text("q=Tkachenko+Monastyrsky", zone="UTC"))
    assert [also.spelling for also in answer.also] == ["Монастирський"]
