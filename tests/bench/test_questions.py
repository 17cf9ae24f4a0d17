"""Questions made from a sample, and what is worked out from their costs."""

from datetime import date

import pytest

from indexer.bench import KINDS, Question, Sampled, Spread, questions, spread
from tests.bench.search.corpus import from_demo
from tests.bench.search.plain import answers


def made(sample: list[Sampled], each: int) -> list[Question]:
    return questions(sample, people_field="mentions", zone="UTC", each=each)


def test_there_are_as_many_questions_of_each_kind_as_asked_for_and_each_has_an_answer() -> None:
    sample = from_demo().sample(300)
    asked = made(sample, 4)
    assert [q.kind for q in asked] == [*KINDS] * 4
    assert len({(q.query.where, q.query.sort, q.query.page) for q in asked}) == len(asked)
    assert [q for q in asked if not any(answers(q.query.where, article) for article in sample)] == []


def test_the_same_sample_makes_the_same_questions() -> None:
    assert made(from_demo().sample(60), 3) == made(from_demo().sample(60), 3)


def test_an_article_without_words_people_or_day_is_asked_for_by_date_alone() -> None:
    assert {q.kind for q in made([Sampled("…", (), (), None)], 2)} == {"all, by date"}
    assert made([], 2) == []


def test_an_article_of_the_first_days_of_the_calendar_makes_no_impossible_day() -> None:
    asked = made([Sampled("border guards opened crossings", ("koval",), ("energy",), date(1, 1, 3))] * 4, 3)
    assert "date + term" not in {q.kind for q in asked}


def test_a_spread_is_told_by_values_that_were_measured() -> None:
    assert spread([float(n) for n in range(100, 0, -1)]) == Spread(100, 50.0, 95.0, 100.0)
    assert spread([3.0]) == Spread(1, 3.0, 3.0, 3.0)
    with pytest.raises(ValueError, match="no values"):
        spread([])
