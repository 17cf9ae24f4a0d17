"""Who may be one with somebody: found by likeness of names, and never once an editor has said no."""

import pytest

from indexer.decisions import KeepApart, Merge
from indexer.model import Mention
from tests.pipeline.conftest import make_article, make_intake

INITIALS = ("Zhuravko Y.", "Ye. Zhuravko", "Є. Журавко", "Zhuravko Ye.M.")


@pytest.fixture
def alike(archive):
    """The slugs proposed for the first of some people of the archive."""

    def proposed(*names, limit=5):
        for number, name in enumerate(names):
            mentions = (Mention(name, None),)
            archive.store.put([make_intake(make_article(number, mentions=mentions))], archive.clock())
        first = archive.store.people_named(names[0], 1)[0]
        return [person.slug for person in archive.alike(first, limit)]

    return proposed


def test_a_name_misspelt_is_proposed_and_namesakes_by_surname_are_not(alike):
    names = ("Tomas Orlec", "Tomas Orlek", "Petro Orlec", "Olena Orlec", "Tomas Brandt")
    assert alike(*names) == ["tomas-orlek"]


@pytest.mark.parametrize("initials", INITIALS)
def test_initials_are_proposed_for_the_full_name(alike, initials):
    assert len(alike("Yevhenii Zhuravko", initials, "P. Zhuravko")) == 1


@pytest.mark.parametrize("initials", INITIALS)
def test_a_full_name_is_proposed_for_initials(alike, initials):
    assert alike(initials, "Yevhenii Zhuravko") == ["yevhenii-zhuravko"]


def test_whoever_is_kept_apart_is_proposed_no_more(alike, archive):
    assert alike("Ivan Koval", "I. Koval") == ["i-koval"]
    archive.decide(KeepApart("i-koval", "ivan-koval"), by="Olha")
    assert alike("Ivan Koval") == []


def test_whoever_is_one_already_is_not_proposed(alike, archive):
    assert alike("Ivan Koval", "I. Koval") == ["i-koval"]
    archive.decide(Merge("i-koval", "ivan-koval"), by="Olha")
    assert alike("Ivan Koval") == []


def test_no_more_are_proposed_than_asked_for_the_likest_first(alike):
    names = ("Tomas Orlec", "T. Orlec", "Tomas Orlek")
    assert alike(*names, limit=1) == ["tomas-orlek"]
