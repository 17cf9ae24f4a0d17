"""Who is who within one article."""

from indexer.extract.people import Person, Sighting, cast, core


def make_sighting(name: str, *, title: str | None = None, gender: str | None = None, certain: bool = True) -> Sighting:
    return Sighting(tuple(name.split()), title, gender, certain)


def names(*sightings: Sighting) -> list[str | None]:
    return [person and person.name for person in cast(sightings)]


def test_a_bare_surname_is_the_one_person_who_bears_it() -> None:
    assert names(make_sighting("Jane Roe"), make_sighting("Roe", certain=False)) == ["Jane Roe", "Jane Roe"]


def test_a_middle_name_makes_no_second_person() -> None:
    assert names(make_sighting("Jane Q. Roe"), make_sighting("Jane Roe")) == ["Jane Q. Roe", "Jane Q. Roe"]


def test_gender_tells_two_people_of_one_surname_apart() -> None:
    jane, john = make_sighting("Jane Roe", gender="female"), make_sighting("John Roe", gender="male")
    assert names(jane, john, make_sighting("Roe", gender="male")) == ["Jane Roe", "John Roe", "John Roe"]


def test_a_shared_surname_is_somebody_without_a_name() -> None:
    people = cast((make_sighting("Jane Roe"), make_sighting("John Roe"), make_sighting("Roe")))
    assert people[2] == Person(None, "Roe", None, None)


def test_a_shared_surname_means_the_one_the_article_is_about() -> None:
    often = [make_sighting("Jane Roe")] * 3
    assert names(*often, make_sighting("John Roe"), make_sighting("Roe"))[-1] == "Jane Roe"


def test_the_fullest_title_wins() -> None:
    people = cast((make_sighting("Jane Roe", title="minister"), make_sighting("Roe", title="Energy Minister")))
    assert people == [Person("Jane Roe", "Roe", None, "Energy Minister")] * 2


def test_an_uncertain_word_that_echoes_nobody_is_nobody() -> None:
    assert cast((make_sighting("Stonebrook", certain=False),)) == [None]


def test_initials_and_generations_are_no_part_of_the_core() -> None:
    assert core(("Jane", "Q.", "Roe", "Jr.")) == ("Jane", "Roe")
