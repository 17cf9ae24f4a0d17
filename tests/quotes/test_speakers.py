"""Whose words they are, in invented English copy: long sources, subjects without a verb of speech, odd names."""

from indexer.extract.quotes import read

Line = tuple[str, str | None, str | None]


def speakers(body: str, title: str = "") -> list[Line]:
    """Text, source as written and resolved name of every quote that isn't a fragment."""
    return [
        (quote.text, quote.speaker_text, quote.speaker_name)
        for quote in read(title, body, "en")[0]
        if not quote.fragment
    ]


def test_a_quotation_behind_a_colon_is_its_sentences_subjects() -> None:
    body = 'Clara Whitfield handed Peter Lund the keys: "You start on Monday."'
    assert speakers(body) == [("You start on Monday.", "Clara Whitfield", "Clara Whitfield")]


def test_a_subject_without_a_name_speaks_rather_than_the_next_name() -> None:
    body = 'The crowd chanted back at Peter Lund, "Open the gates at once!"'
    assert speakers(body) == [("Open the gates at once!", "The crowd", None)]


def test_an_owner_is_not_the_subject() -> None:
    body = 'Clara Whitfield spoke. Whitfield\'s letter made a plain case: "We have no water left."'
    assert speakers(body) == [("We have no water left.", "Whitfield's letter", None)]


def test_a_subject_stands_before_what_explains_it() -> None:
    body = 'The town\'s engineer, Peter Lund, waved off every doubt: "The dam will hold for a century."'
    assert speakers(body)[0][2] == "Peter Lund"


def test_a_participle_goes_on_with_the_subject_not_with_the_nearest_name() -> None:
    body = 'Clara Whitfield appeared with Peter Lund and backed the plan, saying, "It is time to build."'
    assert speakers(body) == [("It is time to build.", "Clara Whitfield", "Clara Whitfield")]


def test_a_participle_behind_a_relative_clause_goes_on_with_its_subject() -> None:
    body = 'Peter Lund, who said last week that he would stay, issued a letter saying, "I am leaving today."'
    assert speakers(body)[1] == ("I am leaving today.", "Peter Lund", "Peter Lund")


def test_a_source_reaches_past_its_relative_clause() -> None:
    body = 'An official who spoke on condition of anonymity said, "There are talks every week."'
    assert speakers(body) == [("There are talks every week.", "An official", None)]


def test_a_source_reaches_past_age_town_and_relative_clause() -> None:
    body = '"Both of them scare me," Clara Whitfield, 30, of Stonebrook, N.C., who was among those polled, said.'
    assert speakers(body) == [("Both of them scare me,", "Clara Whitfield", "Clara Whitfield")]


def test_a_source_reaches_past_two_appositions() -> None:
    body = "But Peter Lund, the head of River Watch, a group that sued the town, said that the damage was done."
    assert speakers(body) == [("that the damage was done", "Peter Lund", "Peter Lund")]


def test_a_place_before_a_comma_is_no_source() -> None:
    body = "Clara Whitfield, during a meeting in Stonebrook, Ohio, said she would resign in the autumn. Whitfield left."
    assert speakers(body)[0][1] == "Clara Whitfield"


def test_the_object_of_a_participle_is_no_source() -> None:
    body = "Hackers backing Mayor Peter Lund said that the files were lost."
    assert speakers(body) == [("that the files were lost", "Hackers backing Mayor Peter Lund", None)]


def test_an_age_is_one_word_of_its_source() -> None:
    assert speakers('"We were never asked," said the 46-year-old.') == [
        ("We were never asked,", "the 46-year-old", None),
    ]


def test_a_quotation_that_ends_in_a_nested_one_ends_behind_both() -> None:
    body = "''I would call it 'old school,''' said Clara Whitfield. ''It was a hard time.''"
    assert speakers(body) == [
        ("I would call it 'old school,'", "Clara Whitfield", "Clara Whitfield"),
        ("It was a hard time.", "Clara Whitfield", "Clara Whitfield"),
    ]


def test_a_surname_may_be_a_word_of_another_meaning() -> None:
    body = '"It is closed," said Anna White. "We rebuild," Ms. White said. White House said nothing of it.'
    assert [line[2] for line in speakers(body)] == ["Anna White", "Anna White", None]


def test_a_full_name_behind_a_verb_of_speech_is_a_person_without_a_known_given_name() -> None:
    body = '"People stood for hours," said Meenathi Gangury of Rights Forum. Gangury left.'
    assert speakers(body)[0][2] == "Meenathi Gangury"


def test_the_end_of_an_organisations_name_is_no_person_for_the_office_before_it() -> None:
    body = "Peter Lund, the president of the Harbour Freight Union of Stonebrook, said that wages rose."
    assert read("", body, "en")[1][0].name == "Peter Lund"
    assert [mention.name for mention in read("", body, "en")[1]] == ["Peter Lund"]


def test_any_verb_beside_a_quotation_that_goes_on_attributes_it() -> None:
    body = '"Never in my life," Clara Whitfield beamed. "What a day!" laughed Peter Lund, her neighbour.'
    assert [line[1:] for line in speakers(body)] == [("Clara Whitfield",) * 2, ("Peter Lund",) * 2]


def test_a_quotation_that_completes_the_words_before_it_is_theirs() -> None:
    body = 'While Peter Lund laid out a plan for "a town that pays all who work in it," Clara Whitfield used her time.'
    assert [line[2] for line in speakers(body)] == ["Peter Lund"]


def test_a_quotation_set_apart_is_signed_in_the_line_under_it() -> None:
    body = 'Peter Lund voted for the bill.\n"I went to the street before the crash."\n- Clara Whitfield, mayor.'
    assert speakers(body) == [("I went to the street before the crash.", "Clara Whitfield", "Clara Whitfield")]


def test_a_bodys_quotation_goes_on_as_the_bodys() -> None:
    body = (
        '"We wish them well," said Peter Lund. He left.\n'
        '"We have no contract with him," the company said in a statement. "Our readers enjoy his columns."'
    )
    assert speakers(body)[2] == ("Our readers enjoy his columns.", "the company", None)


def test_initials_written_together_are_no_acronym() -> None:
    assert speakers("''It worked,'' said J.M. Lundberg, a fellow.")[0][2] == "J.M. Lundberg"


def test_three_capitals_that_speak_are_a_persons_name() -> None:
    assert speakers("Gangur Meenath Lo told the council it was late.")[0][2] == "Gangur Meenath Lo"


def test_a_noun_that_looks_like_a_verb_does_not_end_a_subject() -> None:
    body = 'The town\'s state director, Peter Lund, reached out to all of them: "We want to use this today."'
    assert speakers(body)[0][2] == "Peter Lund"


def test_the_name_behind_an_inverted_office_speaks() -> None:
    body = '"The party works," wrote the ambassador at the time, Peter Lund.'
    assert speakers(body)[0][2] == "Peter Lund"


def test_marks_of_left_over_markup_are_no_quotation() -> None:
    assert speakers('<post by="Clara" at="19">My prayers are with all of you tonight.</post> Peter Lund said so.') == []


def test_a_works_title_is_said_by_nobody() -> None:
    body = '"It is my job," Peter Lund said in May on the podcast "Here Comes the Great Flood."'
    assert [line[0] for line in speakers(body)] == ["It is my job,"]


def test_a_heading_between_single_marks_is_said_by_nobody() -> None:
    body = "\"It was a long way,\" said Clara Whitfield.\n'A fight from start to finish.'\nThe town was never rich."
    assert [line[0] for line in speakers(body)] == ["It was a long way,"]


def test_title_case_behind_a_verb_of_speech_is_said() -> None:
    assert speakers('Peter Lund said "Make The Harbour Great Again!"')[0][2] == "Peter Lund"


def test_a_clause_with_a_subject_of_its_own_is_its_subjects() -> None:
    body = 'Peter Lund met the council, but Clara Whitfield had an answer ready: "We stay where we are."'
    assert [line[2] for line in speakers(body)] == ["Clara Whitfield"]


def test_a_name_behind_a_question_and_before_a_verb_asks_it() -> None:
    assert speakers('"Why now?" the mayor wondered.')[0][1] == "the mayor"
    assert speakers('"Why now?" Peter Lund stared at the crowd.') == [("Why now?", None, None)]


def test_a_name_with_its_office_behind_a_comma_speaks() -> None:
    body = '"It was robbed more than once," replied her host, Governor Peter Lund.'
    assert speakers(body)[0][2] == "Peter Lund"


def test_only_a_comma_parts_an_office_from_its_bearer() -> None:
    assert speakers('"It was robbed," said the former aide to Mayor Peter Lund.')[0][2] is None


def test_those_addressed_in_writing_do_not_speak() -> None:
    body = 'Clara Whitfield sent an email to supporters saying: "We have won."'
    assert speakers(body) == [("We have won.", "Clara Whitfield", "Clara Whitfield")]


def test_a_bracket_may_part_a_name_from_its_colon() -> None:
    assert speakers('Rep. Peter Lund (D-Ohio): "I have not heard anyone say so."')[0][2] == "Peter Lund"


def test_a_subject_begins_behind_that() -> None:
    body = 'The timing was so odd that a spokesman for Peter Lund joked: "I was asleep."'
    assert speakers(body)[0][1] == "a spokesman for Peter Lund"


def test_what_one_puts_in_words_one_says() -> None:
    assert speakers('"Pavements are for prams," as the author, Peter Lund, put it.')[0][2] == "Peter Lund"


def test_words_between_a_verb_and_its_subject_are_no_office() -> None:
    (quote,) = read("", '"We shall decide," said in turn prosecutor Clara Whitfield.', "en")[0]
    assert (quote.speaker_name, quote.title) == ("Clara Whitfield", "prosecutor")


def test_a_remark_is_its_owners() -> None:
    assert speakers('Clara Whitfield drew fire over Lund\'s remark that "nobody needs a bridge."')[0][1] == "Lund"


def test_a_quotation_goes_on_as_that_of_the_subject_behind_the_one_before() -> None:
    body = '"We learn," Peter Lund is quoted as saying. "Nobody else does."'
    assert [line[2] for line in speakers(body)] == ["Peter Lund", "Peter Lund"]


def test_party_and_state_in_brackets_part_no_two_who_speak_together() -> None:
    body = "The road is bad, Sen. Clara Whitfield (D-Ohio) and former Gov. Peter Lund said."
    assert [line[2] for line in speakers(body)] == ["Clara Whitfield", "Peter Lund"]


def test_all_of_a_list_of_names_speak() -> None:
    body = '"We play," Clara Whitfield, Peter Lund and Vera Dahl wrote.'
    assert [line[2] for line in speakers(body)] == ["Clara Whitfield", "Peter Lund", "Vera Dahl"]
    body = "Since the flood in New Haven, Peter Lund and Vera Dahl said it was over."
    assert [line[2] for line in speakers(body)] == ["Peter Lund", "Vera Dahl"]


def test_both_names_that_explain_a_number_speak() -> None:
    body = "Two members from Ohio, Clara Whitfield and Peter Lund, have said that it rains."
    assert [line[2] for line in speakers(body)] == ["Clara Whitfield", "Peter Lund"]


def test_a_subject_stands_before_its_relative_clause_with_a_comma_inside() -> None:
    body = "Vera Lund, who lost her house in Dover, Ohio, in July, said that nobody came."
    assert [line[2] for line in speakers(body)] == ["Vera Lund"]


def test_an_adverb_before_the_verb_hides_no_surname() -> None:
    assert speakers("Whitfield openly admitted that it leaked.")[0][2] == "Whitfield"


def test_an_office_may_list_what_it_is_for() -> None:
    body = "The plan is late, Clara Whitfield, secretary for water, roads, and bridges, said on the call."
    assert [line[2] for line in speakers(body)] == ["Clara Whitfield"]


def test_junior_ends_no_sentence_before_a_comma() -> None:
    body = '"It works," Peter B. Lund Jr., the director of the bureau, said at a conference.'
    assert speakers(body)[0][2] == "Peter B. Lund Jr."


def test_a_relative_clause_need_not_close_an_apposition() -> None:
    body = "Peter Lund, the guru who founded the site tweeted on Wednesday that it rains."
    assert speakers(body) == [("that it rains", "Peter Lund", "Peter Lund")]


def test_whoever_is_explained_before_a_judgement_judges() -> None:
    body = 'Peter Lund, director of the institute, calls Horgos "a mistake" because few live there.'
    assert [line[2] for line in speakers(body)] == ["Peter Lund"]
    assert speakers("Peter Lund, director of the institute, criticized by all, left the town.") == []


def test_when_somebody_told_it_stands_behind_whom() -> None:
    body = "Prices will rise in May, Peter Lund told Reuters on Monday."
    assert speakers(body) == [("Prices will rise in May", "Peter Lund", "Peter Lund")]
    body = "The prices rose in May, Peter Lund told reporters in Dover that would be the end."
    assert "The prices rose in May" not in [line[0] for line in speakers(body)]


def test_hours_later_says_nothing() -> None:
    body = 'Hours later, Clara Whitfield returned the keys to Peter Lund, telling Reuters, "I am free."'
    assert speakers(body) == [("I am free.", "Clara Whitfield", "Clara Whitfield")]


def test_whatever_a_name_explains_can_speak() -> None:
    body = 'Another user, Roland Dahl, wrote of Ms. Lund: "Your house is next to fall."'
    assert [line[2] for line in speakers(body)] == ["Roland Dahl"]


def test_a_company_named_after_its_trade_is_no_person() -> None:
    assert speakers('"No blade fell," Northfield Energy said on Sunday.') == [
        ("No blade fell,", "Northfield Energy", None)
    ]


def test_a_name_in_a_relative_clause_is_not_its_subject() -> None:
    body = 'Clara Whitfield, who took over from its founder, Peter Lund, after his death, said, "We go on."'
    assert [line[2] for line in speakers(body)] == ["Clara Whitfield"]


def test_according_to_her_is_whoever_was_named_last() -> None:
    body = "Clara Whitfield showed the halls. According to her, the old ones were too small."
    assert speakers(body)[0][2] == "Clara Whitfield"
