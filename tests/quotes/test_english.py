"""Who said what, in invented English wire copy."""

from indexer.extract.quotes import read
from indexer.model import Mention, Quote

Line = tuple[str, str, str | None, str | None, str]


def quotes(body: str, title: str = "") -> tuple[Quote, ...]:
    return read(title, body, "en")[0]


def lines(body: str, title: str = "") -> list[Line]:
    """Kind, text, speaker's name, cue and resolution of every quote that isn't a fragment."""
    return [
        (quote.kind, quote.text, quote.speaker_name, quote.cue, quote.resolution)
        for quote in quotes(body, title)
        if not quote.fragment
    ]


def test_a_quotation_goes_to_the_subject_of_its_verb() -> None:
    assert lines('Mayor Clara Whitfield said, "The bridge will open in May."') == [
        ("direct", "The bridge will open in May.", "Clara Whitfield", "said", "explicit")
    ]


def test_a_quotation_goes_to_the_name_behind_its_verb() -> None:
    assert lines('"The bridge will open in May," said Clara Whitfield, the mayor of Stonebrook.') == [
        ("direct", "The bridge will open in May,", "Clara Whitfield", "said", "explicit")
    ]


def test_a_surname_goes_back_to_the_full_name() -> None:
    body = 'The mayor is Clara Whitfield.\n"We are ready," Whitfield said.'
    assert lines(body) == [("direct", "We are ready,", "Clara Whitfield", "said", "surname")]


def test_a_pronoun_goes_back_to_the_last_speaker_of_that_gender() -> None:
    body = 'Clara Whitfield told Peter Lund that the road was closed. "It was unsafe," she said.'
    assert lines(body)[1] == ("direct", "It was unsafe,", "Clara Whitfield", "said", "pronoun")


def test_he_is_not_the_woman_who_spoke_before() -> None:
    body = 'Clara Whitfield met Peter Lund. "It was a good talk," he said.'
    assert lines(body) == [("direct", "It was a good talk,", "Peter Lund", "said", "pronoun")]


def test_a_clause_is_reported_with_and_without_that() -> None:
    body = "Peter Lund said that the dam was safe. Lund added the gates would stay shut."
    assert lines(body) == [
        ("indirect", "that the dam was safe", "Peter Lund", "said", "explicit"),
        ("indirect", "the gates would stay shut", "Peter Lund", "added", "surname"),
    ]


def test_a_clause_before_its_cue_is_reported() -> None:
    assert lines("The dam was inspected twice last year, Peter Lund said on Friday.") == [
        ("indirect", "The dam was inspected twice last year", "Peter Lund", "said", "explicit")
    ]


def test_a_clause_parted_by_its_cue_is_reported_in_both_halves() -> None:
    assert [line[1] for line in lines("The old dam, Peter Lund said, should have been closed.")] == [
        "The old dam",
        "should have been closed",
    ]


def test_according_to_attributes_the_rest_of_its_sentence() -> None:
    assert lines("According to Peter Lund, the dam will hold.") == [
        ("indirect", "the dam will hold", "Peter Lund", "according to", "explicit")
    ]


def test_nothing_is_said_according_to_plan() -> None:
    assert lines("The works went ahead according to plan in the valley.") == []


def test_a_clause_that_runs_into_a_quotation_is_mixed_and_keeps_it_as_a_fragment() -> None:
    found = quotes('Clara Whitfield said that the plan was "the worst idea of the past ten years" and would fail.')
    assert [(quote.kind, quote.fragment, quote.text) for quote in found] == [
        ("mixed", False, 'that the plan was "the worst idea of the past ten years" and would fail'),
        ("direct", True, "the worst idea of the past ten years"),
    ]


def test_a_colon_attributes_a_quotation() -> None:
    assert lines('Clara Whitfield: "We open the bridge in May."') == [
        ("direct", "We open the bridge in May.", "Clara Whitfield", ":", "explicit")
    ]


def test_a_dash_attributes_a_quotation() -> None:
    assert lines('"We open the bridge in May" – Clara Whitfield') == [
        ("direct", "We open the bridge in May", "Clara Whitfield", "–", "explicit")
    ]


def test_a_headline_is_said_by_the_surname_behind_its_dash() -> None:
    found = quotes("Energy Minister Clara Whitfield spoke in Stonebrook.", "Bridge to open in May – Whitfield")
    assert [(quote.text, quote.kind, quote.speaker_name, quote.title, quote.in_title) for quote in found] == [
        ("Bridge to open in May", "indirect", "Clara Whitfield", "Energy Minister", True)
    ]


def test_a_headline_is_said_by_the_surname_before_its_colon() -> None:
    assert lines("Energy Minister Clara Whitfield spoke.", "Whitfield: bridge to open in May")[0] == (
        "indirect",
        "bridge to open in May",
        "Clara Whitfield",
        ":",
        "surname",
    )


def test_an_unknown_word_behind_a_headlines_dash_is_no_persons_name() -> None:
    found = quotes("", "Oil prices to fall by autumn – Brackwell")
    assert [(quote.speaker_text, quote.speaker_name, quote.speaker_type) for quote in found] == [
        ("Brackwell", None, "unnamed")
    ]


def test_a_title_is_kept_as_written_before_the_name() -> None:
    found = quotes('"The work goes on," said Deputy Interior Minister Clara Whitfield.')
    assert [(quote.speaker_text, quote.speaker_name, quote.title) for quote in found] == [
        ("Deputy Interior Minister Clara Whitfield", "Clara Whitfield", "Deputy Interior Minister")
    ]


def test_a_long_office_is_one_title() -> None:
    _, mentions = read("", "Head of the President's Office Peter Lund arrived. Lund left.", "en")
    assert mentions == (Mention("Peter Lund", "Head of the President's Office"),)


def test_everybody_is_mentioned_once_with_the_fullest_title() -> None:
    body = "Minister Clara Whitfield met Peter Lund. Energy Minister Clara Whitfield left. Lund stayed."
    assert read("", body, "en")[1] == (Mention("Clara Whitfield", "Energy Minister"), Mention("Peter Lund", None))


def test_a_quotation_without_a_cue_continues_its_speaker() -> None:
    body = '"The bridge is safe," said Clara Whitfield.\n"It will carry trams as well. We are proud of it."'
    assert lines(body)[1] == (
        "direct",
        "It will carry trams as well. We are proud of it.",
        "Clara Whitfield",
        None,
        "continuation",
    )


def test_a_quotation_left_open_is_continued_in_the_next_paragraph() -> None:
    body = '"The bridge is safe, said nobody before us," Clara Whitfield said. "We checked it.\n"It will carry trams."'
    assert [line[2] for line in lines(body)] == ["Clara Whitfield"] * 3


def test_a_press_service_speaks_and_is_no_person() -> None:
    found = quotes("The press service of the Ministry of Transport reported that the road was closed.")
    assert [(quote.speaker_text, quote.speaker_name, quote.speaker_type) for quote in found] == [
        ("The press service of the Ministry of Transport", None, "organisation")
    ]


def test_officials_speak_and_stay_unnamed() -> None:
    body = "Clara Whitfield was away. Officials said that the road was closed."
    assert lines(body) == [("indirect", "that the road was closed", None, "said", "none")]


def test_a_report_is_a_document() -> None:
    assert [quote.speaker_type for quote in quotes("The report said that costs had doubled.")] == ["document"]


def test_an_office_that_one_person_holds_goes_back_to_that_person() -> None:
    body = 'Energy Minister Clara Whitfield came to Stonebrook. "We are ready," the minister said.'
    assert lines(body) == [("direct", "We are ready,", "Clara Whitfield", "said", "nominal")]


def test_an_office_that_two_people_hold_stays_unresolved() -> None:
    body = 'Energy Minister Clara Whitfield met Justice Minister Peter Lund. "We are ready," the minister said.'
    assert lines(body) == [("direct", "We are ready,", None, "said", "none")]


def test_a_surname_that_two_people_share_stays_unresolved() -> None:
    body = 'Clara Whitfield met Peter Whitfield. "We are ready," Whitfield said.'
    assert lines(body) == [("direct", "We are ready,", None, "said", "none")]


def test_mr_tells_two_people_of_one_surname_apart() -> None:
    body = 'Clara Whitfield met Peter Whitfield. "We are ready," Mr. Whitfield said.'
    assert [line[2] for line in lines(body)] == ["Peter Whitfield"]


def test_both_of_two_speakers_are_named() -> None:
    assert [line[2] for line in lines('"We are ready," said Clara Whitfield and Peter Lund.')] == [
        "Clara Whitfield",
        "Peter Lund",
    ]


def test_a_title_of_a_film_is_no_quotation() -> None:
    assert lines('Clara Whitfield went to see "The Long Winter of Stonebrook" twice.') == []


def test_claims_the_noun_attributes_nothing() -> None:
    assert lines("The court dismissed the claims of Peter Lund in June.") == []


def test_a_quotation_in_nobodys_mouth_has_no_speaker() -> None:
    assert lines('"Never again shall we cross this river on foot."') == [
        ("direct", "Never again shall we cross this river on foot.", None, None, "none")
    ]


def test_whom_a_quotation_names_is_mentioned_with_the_title() -> None:
    _, mentions = read("", '"We thank Deputy Mayor Clara Whitfield for her work," Peter Lund said.', "en")
    assert mentions == (Mention("Peter Lund", None), Mention("Clara Whitfield", "Deputy Mayor"))


def test_a_dateline_is_no_part_of_what_was_said() -> None:
    body = "STONEBROOK. Dec 9 (Wire) – The road is closed to all traffic, the press service has reported."
    assert [quote.text for quote in quotes(body)] == ["The road is closed to all traffic"]


def test_what_unnamed_others_confirm_is_reported_by_whoever_reports_it() -> None:
    body = "The partners confirmed that they agree, the press service of the ministry reported."
    assert [(quote.text, quote.speaker_text) for quote in quotes(body)] == [
        ("The partners confirmed that they agree", "the press service of the ministry")
    ]


def test_a_quotation_after_a_bodys_words_goes_on_with_the_one_person_quoted() -> None:
    body = (
        '"We are ready for the winter," said Clara Whitfield.\n'
        "The ministry told the partners that its plans had changed.\n"
        '"We will open the bridge in May, whatever the weather."'
    )
    assert [line[2] for line in lines(body)] == ["Clara Whitfield", None, "Clara Whitfield"]


def test_this_was_said_means_the_sentence_before() -> None:
    body = "The bridge opens in May. Clara Whitfield said this on Monday."
    assert lines(body) == [("indirect", "The bridge opens in May", "Clara Whitfield", "said", "explicit")]


def test_the_subject_is_found_behind_several_appositions() -> None:
    body = 'Clara Whitfield, head of the Stonebrook bank, a lender from the north, said, "We are ready for winter."'
    assert lines(body) == [("direct", "We are ready for winter.", "Clara Whitfield", "said", "explicit")]


def test_a_capitalised_headline_in_the_text_is_no_persons_name() -> None:
    _, mentions = read("", "Clara Whitfield Fully Opens Stonebrook Bridge\nClara Whitfield came.", "en")
    assert mentions == (Mention("Clara Whitfield", None),)
