"""What of a text is marked, and which stretches are shown."""

import random
import time

import pytest

from indexer import analysis
from indexer.query import (
    And,
    Everything,
    Fuzzy,
    InField,
    Keyword,
    Near,
    Not,
    Or,
    Phrase,
    Same,
    Spellings,
    Wildcard,
    Word,
    parse,
)
from indexer.snippets import Snippet, first_match, mark, snippets


def marked(text: str, where: object) -> list[str]:
    return [part for part, matched in mark(text, where).parts if matched]


def test_a_word_is_marked_in_all_its_forms() -> None:
    text = "Guards at the border said the bordering states guarded both borders."
    assert marked(text, And((Word("border"), Word("guard")))) == ["Guards", "border", "bordering", "guarded", "borders"]


def test_ukrainian_words_are_marked_through_their_cases() -> None:
    text = "На кордоні з Білоруссю кордон укріпили; кордоном займаються прикордонники."
    assert marked(text, Word("кордону")) == ["кордоні", "кордон", "кордоном"]


def test_marking_changes_nothing_but_the_marks() -> None:
    text = "  Border,\nborder “border” — borderline"
    assert mark(text, Word("border")) == Snippet(
        (
            ("  ", False), ("Border", True), (",\n", False), ("border", True), (" “", False), ("border", True),
            ("” — borderline", False),
        )
    )  # fmt: skip


def test_a_phrase_is_marked_only_where_all_of_it_stands() -> None:
    text = "The state border. A border state. State, border!"
    assert marked(text, Phrase("state border")) == ["state", "border", "State", "border"]


def test_a_phrase_wants_its_very_forms() -> None:
    assert marked("state borders", Phrase("state border")) == []


def test_overlapping_phrases_are_marked_once() -> None:
    assert marked("no no no yes", Phrase("no no")) == ["no", "no", "no"]


def test_a_prefix_marks_the_words_that_begin_with_it() -> None:
    assert marked("Migrants from emigration, MIGRATION", Wildcard("migra*")) == ["Migrants", "MIGRATION"]


def test_each_part_of_a_hyphenated_word_is_marked() -> None:
    assert marked("a state-owned mine, the state and its owner", Wildcard("state-own*")) == ["state", "owned"]


@pytest.mark.parametrize(
    "where",
    [
        Not(Word("border")),
        Everything(),
        Keyword("topic", ("border",)),
        InField("role", "border"),
        Word("—"),
        Phrase("…"),
        Wildcard("—*"),
        Fuzzy("—", 1),
        Near((Word("border"), Word("guard")), 5),
        Same((Word("border"), Word("guard"))),
    ],
)
def test_nothing_is_marked_where_no_word_is_asked_for(where: object) -> None:
    assert mark("a border", where) == Snippet((("a border", False),))


def test_what_is_under_not_is_left_alone_beside_what_is_wanted() -> None:
    assert marked("border drill", parse("border NOT drill")) == ["border"]


def test_a_question_mark_stands_for_one_letter_and_a_star_for_any() -> None:
    assert marked("word wood wod world", Wildcard("wo?d")) == ["word", "wood"]
    assert marked("Кордон, кордонний, корд, Кордону", Wildcard("кордон*")) == ["Кордон", "кордонний", "Кордону"]


def test_a_misspelt_word_marks_what_is_few_letters_off_and_begins_alike() -> None:
    text = "border bordre boarder order brder bored"
    assert marked(text, Fuzzy("border", 1)) == ["border", "bordre", "boarder", "brder"]
    assert marked(text, Fuzzy("border", 2)) == ["border", "bordre", "boarder", "brder", "bored"]


def test_every_spelling_of_a_name_is_marked_in_its_forms() -> None:
    text = "Monastyrsky met Монастирського; Monastyrskyi did not."
    assert marked(text, Spellings(("Monastyrsky", "Монастирський"))) == ["Monastyrsky", "Монастирського"]


def test_a_phrase_ends_with_its_paragraph() -> None:
    assert marked("the state\nborder and the state border", Phrase("state border")) == ["state", "border"]


@pytest.mark.parametrize(
    ("text", "distance", "expected"),
    [
        ("guards of the border", 2, ["guards", "border"]),
        ("guards of the border", 1, []),
        ("border guard", 0, ["border", "guard"]),
        ("guard\nborder", 9, []),
        ("border x x x guard x border y y y y border", 1, ["guard", "border"]),
        ("border guard border", 0, ["border", "guard", "border"]),
    ],
)
def test_words_near_each_other_are_marked_only_there(text: str, distance: int, expected: list[str]) -> None:
    assert marked(text, Near((Word("guard"), Word("border")), distance)) == expected


def test_words_between_do_not_count_the_parts_themselves() -> None:
    near = Near((Phrase("state border"), Word("guard"), Word("drill")), 1)
    assert marked("guard state border big drill", near) == ["guard", "state", "border", "drill"]
    assert marked("guard big state border big drill", near) == []


def test_one_occurrence_is_not_two_parts() -> None:
    twice = Near((Phrase("no"), Phrase("no")), 3)
    assert marked("no yes", twice) == []
    assert marked("no yes no", twice) == ["no", "no"]
    assert marked("borders", Near((Word("border"), Wildcard("bord*")), 3)) == []


def test_any_of_an_alternative_may_be_near() -> None:
    near = Near((Or((Word("guard"), Phrase("coast watch"))), Word("border")), 1)
    text = "coast watch at border. One man, a guard stood far from the border"
    assert marked(text, near) == ["coast", "watch", "border"]


def test_parts_of_one_paragraph_are_marked_where_all_of_them_are() -> None:
    text = "guard\nborder and guard, guard\nborder"
    assert marked(text, Same((Word("guard"), Word("border")))) == ["border", "guard", "guard"]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Word("borders"), ("Border",)),
        (Phrase("the border"), ("the border",)),
        (Wildcard("gua*"), ("guards",)),
        (Near((Word("guard"), Word("border")), 3), ("border", "guards")),
        (Same((Word("guard"), Word("border"))), ("Border", "guards")),
        (Word("drill"), ()),
    ],
)
def test_the_first_match_is_given_as_it_stands(node: object, expected: tuple[str, ...]) -> None:
    assert first_match("Border talks. At the border are guards.", node) == expected


def close(order: list[str], distance: int) -> bool:
    """By trying all ways: one of each part, no two on one word, few enough words between."""
    places = [[n for n, word in enumerate(order) if word == part] for part in "aab"]
    return any(
        len({x, y, z}) == 3 and max(x, y, z) - min(x, y, z) - 2 <= distance
        for x in places[0]
        for y in places[1]
        for z in places[2]
    )


@pytest.mark.parametrize("seed", range(200))
def test_something_is_marked_just_where_the_parts_are_near(seed: int) -> None:
    rng = random.Random(seed)
    order = rng.choices("abxyz", k=rng.randrange(1, 14))
    distance = rng.randrange(4)
    found = marked(" ".join(order), Near((Phrase("a"), Phrase("a"), Phrase("b")), distance))
    assert bool(found) == close(order, distance)


def test_an_empty_text_has_no_snippets() -> None:
    assert snippets("", Word("border")) == ()


def test_without_matches_the_beginning_is_shown_up_to_a_word() -> None:
    assert snippets("one two three four", Word("border"), width=10) == (Snippet((("one two…", False),)),)


def test_a_short_text_is_shown_whole() -> None:
    assert snippets("one two", Word("two")) == (Snippet((("one ", False), ("two", True))),)


def test_the_stretch_with_the_most_different_matches_comes_first() -> None:
    filler = "word " * 60
    text = f"border border border {filler}a border guard {filler}"
    where = Or((Word("border"), Word("guard")))
    (found,) = snippets(text, where, count=1, width=40)
    assert str(found) == "…word word a border guard word word…"


def test_two_stretches_stand_in_the_order_of_the_text_and_do_not_overlap() -> None:
    filler = "word " * 60
    text = f"a guard {filler}the border and the guard {filler}"
    found = snippets(text, parse("border OR guard"), count=2, width=40)
    assert [[p for p, m in s.parts if m] for s in found] == [["guard"], ["border", "guard"]]


def test_a_word_longer_than_the_snippet_is_cut() -> None:
    (found,) = snippets("x" * 1000 + " y", Word("x" * 1000), count=1, width=50)
    assert found == Snippet((("x" * 50, True), ("…", False)))


@pytest.mark.parametrize("seed", range(40))
def test_snippets_are_pieces_of_the_text_with_the_marks_of_the_whole(seed: int) -> None:
    rng = random.Random(seed)
    words = "border borders guard state said кордон кордоні the\n of".split(" ")
    text = " ".join(rng.choices(words, k=rng.randrange(1, 200)))
    where = parse(rng.choice(("border", "bord* OR guard", '"the state" кордон', "state -guard")))
    whole = {start for start, _ in offsets(mark(text, where), text)}
    for snippet in snippets(text, where, count=3, width=60):
        content = str(snippet).strip("…")
        assert content in text
        assert len(content) <= 60
        own = [part for part, matched in snippet.parts if matched]
        assert own or not whole
        assert all(analysis.forms(part) for part in own)


def offsets(snippet: Snippet, text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for part, matched in snippet.parts:
        assert text.startswith(part, at)
        if matched:
            found.append((at, at + len(part)))
        at += len(part)
    assert at == len(text)
    return found


def test_the_time_grows_with_the_text_and_not_with_its_square() -> None:
    def cpu_s(words: int) -> float:
        text, began = "no " * words, time.process_time()
        snippets(text, Phrase("no " * 300 + "yes"))
        snippets(text, Word("no"), count=3)
        snippets(text, Near((Phrase("no"), Phrase("no"), Wildcard("n*")), 100))
        snippets(text, Near((Phrase("no"), Phrase("yes")), 100))
        return time.process_time() - began

    small = max(cpu_s(4_000), 0.001)
    assert cpu_s(40_000) < 40 * small
