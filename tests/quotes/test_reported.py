"""What was said in other words than the speaker's, in invented English wire copy."""

import pytest

from indexer.extract.quotes import read


def said(body: str, title: str = "") -> list[tuple[str, str | None, str | None]]:
    """Text, speaker as written and cue of every statement that isn't a fragment."""
    quotes, _ = read(title, body, "en")
    return [(quote.text, quote.speaker_text, quote.cue) for quote in quotes if not quote.fragment]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In Stonebrook, the water was higher than in March, officials said.",
            "In Stonebrook, the water was higher than in March",
        ),
        (
            "While the dam holds, the road is at risk, Peter Lund said on Friday.",
            "While the dam holds, the road is at risk",
        ),
        ('The repair was a "long, sad joke," Peter Lund said.', 'The repair was a "long, sad joke,"'),
    ],
)
def test_a_clause_before_its_cue_may_open_in_any_way(sentence: str, expected: str) -> None:
    assert [text for text, _, _ in said(sentence)] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "In a letter on Friday, Peter Lund said the dam would hold.",
        "After a walk along the river, Peter Lund said on Friday that the dam would hold.",
    ],
)
def test_a_circumstance_before_a_cue_is_not_said(sentence: str) -> None:
    assert [text.removeprefix("that ") for text, _, _ in said(sentence)] == ["the dam would hold"]


def test_an_opening_that_its_quotation_goes_on_with_is_said() -> None:
    assert said('The old dam, Peter Lund said, "is a danger to every house in the valley."') == [
        ("The old dam", "Peter Lund", "said"),
        ("is a danger to every house in the valley.", "Peter Lund", "said"),
    ]


def test_an_opening_before_a_whole_quotation_is_not_said() -> None:
    assert said('The next morning, Peter Lund said, "The dam is a danger to every house in the valley."') == [
        ("The dam is a danger to every house in the valley.", "Peter Lund", "said"),
    ]


def test_a_headline_in_capitals_is_read_like_a_sentence() -> None:
    body = "Peter Lund Says The Old Dam Will Hold Until Spring\nMayor Peter Lund came to the dam."
    assert said(body) == [("The Old Dam Will Hold Until Spring", "Peter Lund", "says")]


def test_the_second_verb_of_a_subject_attributes_too() -> None:
    assert said("Peter Lund toured the valley for a day and said the dam would hold.") == [
        ("the dam would hold", "Peter Lund", "said")
    ]


def test_the_second_verb_of_a_subject_ends_what_the_first_reports() -> None:
    assert said("Peter Lund said the dam would hold but has since warned that it leaks.") == [
        ("the dam would hold", "Peter Lund", "said"),
        ("that it leaks", "Peter Lund", "warned"),
    ]


def test_the_owner_of_a_subject_does_not_speak_for_it() -> None:
    assert said("Peter Lund's lawyer read the letter and said the dam would hold.") == []


def test_a_relative_clause_ends_before_its_sentence_goes_on() -> None:
    assert said("Peter Lund, who said the dam would hold, warned that the road was closed.") == [
        ("the dam would hold", "who", "said"),
        ("that the road was closed", "Peter Lund", "warned"),
    ]


def test_what_contrasts_is_the_next_statement() -> None:
    assert said("Peter Lund said the dam would hold, while Clara Whitfield said it leaked.") == [
        ("the dam would hold", "Peter Lund", "said"),
        ("it leaked", "Clara Whitfield", "said"),
    ]


def test_hearsay_is_the_statement_of_whoever_tells_it() -> None:
    assert said("Peter Lund said that Clara Whitfield claimed that the dam leaked.") == [
        ("that Clara Whitfield claimed that the dam leaked", "Peter Lund", "said")
    ]


@pytest.mark.parametrize(
    "sentence",
    ["Peter Lund was told that the dam leaked.", "The work was first reported by the Stonebrook Herald in May."],
)
def test_the_subject_of_a_passive_says_nothing(sentence: str) -> None:
    assert said(sentence) == []


def test_a_participle_beside_a_name_is_said_by_that_name() -> None:
    assert said("Clara Whitfield watched a film of Peter Lund saying that the dam would hold.") == [
        ("that the dam would hold", "Peter Lund", "saying")
    ]


def test_a_participle_behind_a_quotation_adds_to_it() -> None:
    assert said('"We closed the road in time," Peter Lund said, adding that it would open in May.') == [
        ("We closed the road in time,", "Peter Lund", "said"),
        ("that it would open in May", "Peter Lund", "adding"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Peter Lund spoke about the old dam in the valley.", "the old dam in the valley"),
        ("Peter Lund called for a new bridge across the river.", "a new bridge across the river"),
        ("Peter Lund warned about more floods in spring.", "more floods in spring"),
    ],
)
def test_the_preposition_of_a_verb_names_what_was_said(sentence: str, expected: str) -> None:
    assert [text for text, _, _ in said(sentence)] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Peter Lund wrote a long letter to the council.",
        "Peter Lund added a second lock to the gate.",
        "Peter Lund answered the telephone at night.",
        "Peter Lund maintained the old dam for years.",
    ],
)
def test_a_verb_that_reports_clauses_does_not_report_things(sentence: str) -> None:
    assert said(sentence) == []


def test_a_verb_that_reports_clauses_does_so_without_that() -> None:
    assert said("Peter Lund wrote he would open the gate.") == [("he would open the gate", "Peter Lund", "wrote")]


def test_what_was_pledged_begins_with_its_infinitive() -> None:
    assert said("Peter Lund pledged to open the gate on the day that the water falls.") == [
        ("to open the gate on the day that the water falls", "Peter Lund", "pledged")
    ]


@pytest.mark.parametrize("verb", ["continued to insist", "went on to say"])
def test_who_goes_on_to_say_says(verb: str) -> None:
    assert [text for text, _, _ in said(f"Peter Lund {verb} that the dam would hold.")] == ["that the dam would hold"]


def test_who_wants_to_say_has_not_said() -> None:
    assert said("Peter Lund wants to say that the dam would hold.") == []


def test_a_judging_participle_behind_a_comma_reports_its_object() -> None:
    assert said("Peter Lund left the hall early, criticizing the plans of the council.") == [
        ("the plans of the council", "Peter Lund", "criticizing")
    ]


def test_the_particle_of_a_verb_is_not_said() -> None:
    assert said("Peter Lund pointed out that the dam would hold.") == [
        ("that the dam would hold", "Peter Lund", "pointed")
    ]


def test_what_somebody_did_not_say_shows_that_in_its_cue() -> None:
    assert said("Peter Lund did not say that the dam would hold.") == [
        ("that the dam would hold", "Peter Lund", "did not say")
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Asked whether the dam would hold, Peter Lund left the hall.", ("whether the dam would hold", None, "asked")),
        ("Peter Lund was asked on Friday about the old dam.", ("the old dam", None, "asked")),
        (
            "Asked by Clara Whitfield if the dam would hold, Peter Lund left the hall.",
            ("if the dam would hold", "Clara Whitfield", "asked"),
        ),
    ],
)
def test_a_question_is_whoever_put_it_and_never_the_one_who_was_asked(
    sentence: str, expected: tuple[str, str | None, str]
) -> None:
    assert said(sentence) == [expected]


@pytest.mark.parametrize(
    "told", ["Peter Lund told POLITICO", "Peter Lund told reporters", "Peter Lund told the council"]
)
def test_a_clause_before_its_cue_is_reported_whoever_it_was_told(told: str) -> None:
    assert [text for text, _, _ in said(f"The dam would hold until spring, {told}.")] == [
        "The dam would hold until spring"
    ]


@pytest.mark.parametrize("whom", ["the Stonebrook Herald", "him", "reporters"])
def test_a_clause_without_that_begins_behind_whom_it_was_told(whom: str) -> None:
    assert said(f"Peter Lund told {whom} his team would repair the gate.") == [
        ("his team would repair the gate", "Peter Lund", "told")
    ]


def test_a_subject_stands_before_its_dashes() -> None:
    assert said("Peter Lund — an engineer from Stonebrook — said the dam would hold.") == [
        ("the dam would hold", "Peter Lund", "said")
    ]


def test_what_somebody_agrees_with_is_said_too() -> None:
    assert said("The dam was never safe, as Peter Lund said on Friday.") == [
        ("The dam was never safe", "Peter Lund", "said")
    ]


def test_according_to_in_the_middle_parts_its_clause() -> None:
    assert said("The dam, according to Peter Lund, has held for a century.") == [
        ("The dam", "Peter Lund", "according to"),
        ("has held for a century", "Peter Lund", "according to"),
    ]


def test_according_to_opens_a_sentence_behind_a_conjunction() -> None:
    assert said("But according to Peter Lund, the dam will hold.") == [
        ("the dam will hold", "Peter Lund", "according to")
    ]


def test_to_call_somebody_is_not_to_call_him_something() -> None:
    assert said("Peter Lund called to congratulate the council.") == []


def test_hearsay_before_its_cue_is_its_tellers_too() -> None:
    assert said("The owners denied that the dam leaked, Peter Lund said on Friday.") == [
        ("The owners denied that the dam leaked", "Peter Lund", "said")
    ]


def test_a_persons_words_stay_that_persons_whichever_body_reports_them() -> None:
    assert said("Peter Lund said that the dam would hold, the press service reported.") == [
        ("Peter Lund said that the dam would hold", "the press service", "reported"),
        ("that the dam would hold", "Peter Lund", "said"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "An official came to the dam, asking not to be named.",
        "The council has been asking the owners to fill in a form.",
        "Reports have been drawn up against all owners.",
        "Claims to be decided in May were sent to the council.",
        "The owners filed 300 claims for damage.",
    ],
)
def test_a_request_of_a_body_and_a_noun_that_looks_like_a_verb_report_nothing(sentence: str) -> None:
    assert said(sentence) == []


def test_what_happened_where_is_no_source_of_a_headline() -> None:
    assert said("The river rose.", "High water in Stonebrook region: 600 people moved to safety") == []


@pytest.mark.parametrize("owner", ["Peter Lund's", "Peter Lund's early"])
def test_a_claim_of_somebody_is_said_by_its_owner(owner: str) -> None:
    assert said(f"The council rejected {owner} claim that the dam leaked, and went home.") == [
        ("that the dam leaked", "Peter Lund", "claim")
    ]


def test_where_a_claim_is_what_the_sentence_is_about_nothing_tells_its_end() -> None:
    assert said("Peter Lund's claim that the dam leaked was wrong.") == []
