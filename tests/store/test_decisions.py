"""What editors decide of people: it wins, reaches what is stored, and can be taken back."""

import pytest

from indexer import people
from indexer.decisions import Decision, KeepApart, Merge, NotSaidBy, Rename, Split
from indexer.errors import StoreError
from indexer.model import Person


@pytest.fixture
def decide(store, now):
    """Decide, and bring all that is stored up to it."""

    def decided(what, note=""):
        decision = store.decide(what, by="Olha", note=note, now=now)
        settle(store)
        return decision

    return decided


@pytest.fixture
def revoke(store, now):
    def revoked(decision):
        taken_back = store.revoke(decision.id, by="Ivan", now=now)
        settle(store)
        return taken_back

    return revoked


def settle(store):
    while store.rebind():
        pass


def speakers(store, article_id=1):
    (revision,) = store.articles([article_id])
    return [(s.person and s.person.slug, s.bound) for s in revision.statements]


def touched(store):
    return [article for _, article in store.touched(100)]


@pytest.fixture
def two(store, make_intake, make_quote, mention, now):
    """Two articles by people of whom an editor knows that they are one."""
    store.put([make_intake("one", quotes=(make_quote("Olena Koval"),))], now)
    store.put([make_intake("two", quotes=(make_quote("Lena Kovalenko"),), mentions=(mention("Lena Kovalenko"),))], now)


def test_merged_people_are_one_in_the_past_and_from_now_on(store, two, decide, make_intake, make_quote, now):
    decide(Merge("lena-kovalenko", "olena-koval"))
    store.put([make_intake("three", quotes=(make_quote("Kovalenko Lena"),))], now)
    one = Person("olena-koval", "Olena Koval", ("Kovalenko Lena", "Lena Kovalenko"))
    assert [speakers(store, n) for n in (1, 2, 3)] == [[("olena-koval", "name")]] * 3
    assert store.articles([2])[0].mentioned == (one,)
    assert store.people(["lena-kovalenko", "olena-koval"]) == {"lena-kovalenko": one, "olena-koval": one}
    assert store.people_named("Kovalenko", 5) == (one,)
    assert store.slugs_beginning("Kovale", 5) == ("olena-koval",)


def test_merging_touches_just_the_articles_that_change(store, two, decide):
    decide(Merge("lena-kovalenko", "olena-koval"))
    assert touched(store) == [2]
    assert store.reached() == 2, "nothing is news"


def test_a_merging_taken_back_leaves_everything_as_it_was(store, two, decide, revoke):
    before = [store.articles([1, 2]), store.people(["lena-kovalenko", "olena-koval"])]
    decision = decide(Merge("lena-kovalenko", "olena-koval"))
    taken_back = revoke(decision)
    assert (taken_back.revoked_by, taken_back.what) == ("Ivan", decision.what)
    assert [store.articles([1, 2]), store.people(["lena-kovalenko", "olena-koval"])] == before
    assert revoke(decision) is None, "only once"


def test_whoever_was_merged_before_follows(store, two, decide, revoke, make_intake, make_quote, now):
    store.put([make_intake("three", quotes=(make_quote("Olga Bondar"),))], now)
    decide(Merge("lena-kovalenko", "olena-koval"))
    second = decide(Merge("olena-koval", "olga-bondar"))
    assert {slug for n in (1, 2, 3) for slug, _ in speakers(store, n)} == {"olga-bondar"}
    revoke(second)
    assert [speakers(store, n)[0][0] for n in (1, 2, 3)] == ["olena-koval", "olena-koval", "olga-bondar"]


def test_a_spelling_split_off_is_somebody_elses(store, decide, revoke, make_intake, make_quote, now):
    store.put([make_intake("one", quotes=(make_quote("Olena Koval"), make_quote("Олена Коваль")))], now)
    assert {slug for slug, _ in speakers(store)} == {"olena-koval"}
    decision = decide(Split("olena-koval", "Олена Коваль", None, "Олена Коваль"))
    store.put([make_intake("two", quotes=(make_quote("Олена Коваль"),))], now)
    assert [slug for slug, _ in speakers(store)] == ["olena-koval", "olena-koval-2"]
    assert [slug for slug, _ in speakers(store, 2)] == ["olena-koval-2"]
    revoke(decision)
    assert {slug for n in (1, 2) for slug, _ in speakers(store, n)} == {"olena-koval"}
    assert store.people(["olena-koval-2"])["olena-koval-2"].slug == "olena-koval"


def test_namesakes_are_told_apart_by_their_titles(store, decide, make_intake, make_quote, now):
    minister, player = make_quote(title="justice minister"), make_quote(title="Dynamo goalkeeper")
    store.put([make_intake("one", quotes=(minister,))], now)
    store.put([make_intake("two", quotes=(player,))], now)
    decide(Split("olena-koval", "Olena Koval", "goalkeeper", "Olena Koval (goalkeeper)"))
    store.put([make_intake("three", quotes=(make_quote(title="former goalkeepers' coach"),))], now)
    assert speakers(store, 1) == [("olena-koval", "name")]
    assert speakers(store, 2) == [("olena-koval-goalkeeper", "decision")]
    assert speakers(store, 3) == [("olena-koval-goalkeeper", "decision")]


def test_a_renamed_person_keeps_the_address(store, two, decide, revoke):
    decision = decide(Rename("olena-koval", "  Olena  Bondar "))
    assert store.people(["olena-koval"])["olena-koval"] == Person("olena-koval", "Olena Bondar", ("Olena Koval",))
    assert store.people_named("Bondar Olena", 5) == store.people_named("Olena Koval", 5) != ()
    revoke(decision)
    assert store.people(["olena-koval"])["olena-koval"] == Person("olena-koval", "Olena Koval")


def test_words_not_said_by_somebody_are_not_in_any_version(store, decide, revoke, make_intake, make_quote, now):
    said = make_quote("Olena Koval")
    store.put([make_intake("one", quotes=(said,))], now)
    decision = decide(NotSaidBy(1, said.text.upper(), "olena-koval", None))
    assert speakers(store) == [(None, "correction")]
    store.put([make_intake("one", title="Corrected", quotes=(said,))], now)
    assert speakers(store) == [(None, "correction")]
    revoke(decision)
    assert speakers(store) == [("olena-koval", "name")]
    assert {s.person and s.person.slug for r in store.revisions(1) for s in r.statements} == {"olena-koval"}


def test_words_are_given_to_whoever_said_them(store, two, decide, make_quote):
    decide(NotSaidBy(1, make_quote().text, "olena-koval", "lena-kovalenko"))
    assert speakers(store) == [("lena-kovalenko", "correction")]
    decide(Merge("lena-kovalenko", "olena-koval"))
    assert speakers(store) == [("olena-koval", "name")]


def test_a_statement_leads_to_the_decision_under_which_it_stands(store, decide, revoke, make_intake, make_quote, now):
    mine, other = make_quote("Olena Koval"), make_quote("Olena Koval", text="Work began last year.", start=30, end=50)
    store.put([make_intake("one", quotes=(mine, other))], now)
    store.put([make_intake("two", quotes=(make_quote("Ivan Lys"),))], now)
    assert store.corrections(1) == {}
    first = decide(NotSaidBy(1, mine.text.upper(), "olena-koval", None))
    assert store.corrections(1) == {1: first}
    second = decide(NotSaidBy(1, mine.text, "olena-koval", "ivan-lys"))
    store.put([make_intake("one", title="Corrected", quotes=(mine, other))], now)
    assert store.corrections(1) == {1: second, 4: second}
    revoke(second)
    assert store.corrections(1) == {1: first, 4: first}
    assert store.corrections(2) == {}


def test_people_have_names_of_their_own_whoever_they_turned_out_to_be(store, two, decide):
    decide(Merge("lena-kovalenko", "olena-koval"))
    names = {"lena-kovalenko": "Lena Kovalenko", "olena-koval": "Olena Koval"}
    assert store.own_names(["lena-kovalenko", "olena-koval", "nobody"]) == names


def test_people_kept_apart_are_known(store, two, decide, revoke):
    decision = decide(KeepApart("olena-koval", "lena-kovalenko"))
    assert (store.apart("olena-koval"), store.apart("lena-kovalenko")) == ({"lena-kovalenko"}, {"olena-koval"})
    revoke(decision)
    assert store.apart("olena-koval") == frozenset()


def test_decisions_are_kept_whether_taken_back_or_not(store, two, decide, revoke, now):
    first = decide(Merge("lena-kovalenko", "olena-koval"), "one woman, asked her")
    second = decide(Rename("olena-koval", "O. Koval"))
    revoke(first)
    told = Decision(first.id, now, "Olha", first.what, "one woman, asked her", now, "Ivan")
    assert store.decisions(10) == (second, told)
    assert store.decisions(1) == (second,)
    assert [store.decision(n) for n in (first.id, second.id, 99)] == [told, second, None]


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (Merge("nobody", "olena-koval"), "There is no person “nobody”."),
        (Merge("olena-koval", "olena-koval"), "are the same person already"),
        (Split("olena-koval", "Koval", None, "Koval"), "is no spelling of Olena Koval. Spellings: Olena Koval."),
        (Split("olena-koval", "Olena Koval", None, "Other"), "is the only spelling of Olena Koval"),
        (Split("olena-koval", "Olena Koval", "—", "Other"), "has no words to tell it by"),
        (Rename("olena-koval", "  "), "A name has letters"),
        (KeepApart("olena-koval", "olena-koval"), "are one person"),
        (NotSaidBy(7, "words", "olena-koval", None), "There is no article 7."),
        (NotSaidBy(1, "other words", "olena-koval", None), "Article 1 has no such words under the name of Olena Koval"),
        (NotSaidBy(1, "", "olena-koval", None), "Article 1 has no such words"),
        (Rename("olena-koval", "Olena\u202eKoval"), "no signs that can't be seen"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_changes_nothing(store, two, now, what, reason):
    with pytest.raises(StoreError, match=reason):
        store.decide(what, by="Olha", note="", now=now)
    assert (store.decisions(5), store.unbound()) == ((), 0)


def test_a_new_name_key_brings_people_together(store, make_intake, make_quote, now, monkeypatch):
    names = ("Olena Koval", "Alyona Koval", "Olena Bondar", "Alyona Bondar", "Ivan Koval")
    for name in names:
        store.put([make_intake(name, quotes=(make_quote(name),))], now)
    store.decide(KeepApart("olena-bondar", "alyona-bondar"), by="Olha", note="sisters", now=now)
    key = people.key
    monkeypatch.setattr(people, "key", lambda name: key(name.replace("Alyona", "Olena")))
    monkeypatch.setattr(people, "veto", lambda a, b: None)
    assert store.rekey(now) == 1
    settle(store)
    found = ["olena-koval", "olena-koval", "olena-bondar", "alyona-bondar", "ivan-koval"]
    assert [speakers(store, n)[0][0] for n in range(1, 6)] == found
    assert store.decisions(1)[0].by == "onrecord"


def test_whoever_may_be_two_people_is_made_neither(store, make_intake, make_quote, now, monkeypatch):
    for name in ("Olena Koval", "Olena Petrivna Koval", "Olena Ivanivna Koval"):
        with monkeypatch.context() as strict:
            strict.setattr(people, "veto", lambda a, b: "nobody meets")
            store.put([make_intake(name, quotes=(make_quote(name),))], now)
    assert (store.rekey(now), store.counts()["people"]) == (0, 3)


def test_namesakes_told_apart_by_a_title_stay_so_under_new_keys(
    store, decide, make_intake, make_quote, now, monkeypatch
):
    store.put([make_intake("one", quotes=(make_quote(title="Dynamo goalkeeper"),))], now)
    decide(Split("olena-koval", "Olena Koval", "goalkeeper", "Olena Koval (goalkeeper)"))
    key = people.key
    monkeypatch.setattr(people, "key", lambda name: (key(name) or "") + " new")
    store.rekey(now)
    settle(store)
    assert speakers(store) == [("olena-koval-goalkeeper", "decision")]


def test_an_archive_follows_new_rules_for_names_once(store, make_intake, make_quote, now, monkeypatch):
    store.put([make_intake("one", quotes=(make_quote(),))], now)
    assert (store.follow_names(now), store.unbound()) == (0, 1)
    settle(store)
    assert (store.follow_names(now), store.unbound()) == (0, 0)
    monkeypatch.setattr(people, "VERSION", people.VERSION + 1)
    assert (store.follow_names(now), store.unbound()) == (0, 1)


def test_one_article_that_spells_a_given_name_in_two_ways_means_two_people(store, make_intake, make_quote, now):
    names = ("Volodymyr Klymenko", "Vladimir Klymenko", "Volodymyr Klimenko")
    store.put([make_intake(quotes=tuple(make_quote(name) for name in names))], now)
    first, second, third = (slug for slug, _ in speakers(store))
    assert first == third != second


def test_a_name_that_may_be_two_peoples_is_nobodys(store, make_intake, make_quote, now):
    store.put(
        [make_intake("one", quotes=(make_quote("Олена Петрівна Коваль"), make_quote("Олена Іванівна Коваль")))], now
    )
    store.put([make_intake("two", quotes=(make_quote("Olena Koval"),))], now)
    assert speakers(store, 2) == [(None, None)]


def test_merges_are_taken_back_in_any_order(store, two, decide, revoke, make_intake, make_quote, now):
    store.put([make_intake("three", quotes=(make_quote("Olga Bondar"),))], now)
    own = ["olena-koval", "lena-kovalenko", "olga-bondar"]
    first = decide(Merge("lena-kovalenko", "olena-koval"))
    second = decide(Merge("olena-koval", "olga-bondar"))
    revoke(first)
    assert [speakers(store, n)[0][0] for n in (1, 2, 3)] == ["olga-bondar", "lena-kovalenko", "olga-bondar"]
    revoke(second)
    assert [speakers(store, n)[0][0] for n in (1, 2, 3)] == own
    assert [store.people([slug])[slug].slug for slug in own] == own


def test_a_split_taken_back_after_a_merge_makes_no_circle(store, decide, revoke, make_intake, make_quote, now):
    store.put([make_intake("one", quotes=(make_quote("Olena Koval"), make_quote("Олена Коваль")))], now)
    split = decide(Split("olena-koval", "Олена Коваль", None, "Олена Коваль"))
    decide(Merge("olena-koval", "olena-koval-2"))
    revoke(split)
    one = {store.people([slug])[slug].slug for slug in ("olena-koval", "olena-koval-2")}
    assert len(one) == 1
    assert {slug for slug, _ in speakers(store)} == one


def test_what_was_learned_while_merged_stays_with_whose_name_it_was(
    store, two, decide, revoke, make_intake, make_quote, now
):
    merge = decide(Merge("lena-kovalenko", "olena-koval"))
    store.put([make_intake("three", quotes=(make_quote("Kovalenko Lena"),))], now)
    revoke(merge)
    assert speakers(store, 3) == [("lena-kovalenko", "name")]


def test_a_name_that_was_nobodys_is_found_once_the_two_are_one(store, decide, make_intake, make_quote, now):
    both = (make_quote("Олена Петрівна Коваль"), make_quote("Олена Іванівна Коваль"))
    store.put([make_intake("one", quotes=both)], now)
    store.put([make_intake("two", quotes=(make_quote("Olena Koval"),))], now)
    (first, _), (second, _) = speakers(store)
    decide(Merge(second, first))
    assert speakers(store, 2) == [(first, "name")]


def test_new_rules_do_not_bring_together_whom_an_editor_parted(store, decide, revoke, make_intake, make_quote, now):
    store.put([make_intake("one", quotes=(make_quote("Olena Koval"), make_quote("Олена Коваль")))], now)
    store.put([make_intake("two", quotes=(make_quote("Ivan Bondar"), make_quote("Petro Lys")))], now)
    decide(Split("olena-koval", "Олена Коваль", None, "Олена Коваль"))
    revoke(decide(Merge("ivan-bondar", "petro-lys")))
    assert store.rekey(now) == 0
    assert (store.apart("olena-koval"), store.apart("petro-lys")) == ({"olena-koval-2"}, {"ivan-bondar"})


def test_new_rules_do_not_bring_together_whom_one_article_names(store, make_intake, make_quote, mention, now):
    names = ("Volodymyr Klymenko", "Vladimir Klymenko")
    named = tuple(mention(name) for name in names)
    store.put([make_intake(quotes=tuple(map(make_quote, names)), mentions=named)], now)
    assert (store.rekey(now), store.counts()["people"]) == (0, 2)


def test_a_correction_holds_where_newer_rules_end_the_words_elsewhere(store, decide, make_intake, make_quote, now):
    store.put([make_intake("one", quotes=(make_quote(text="The bridge will open in May,"),))], now)
    decide(NotSaidBy(1, "The bridge will open in May, she said", "olena-koval", None))
    assert speakers(store) == [(None, "correction")]


def test_words_go_on_from_one_to_the_next(store, two, decide, make_quote, make_intake, now):
    store.put([make_intake("three", quotes=(make_quote("Ivan Lys"),))], now)
    decide(NotSaidBy(1, make_quote().text, "olena-koval", "lena-kovalenko"))
    decide(NotSaidBy(1, make_quote().text, "lena-kovalenko", "ivan-lys"))
    assert speakers(store) == [("ivan-lys", "correction")]


def test_names_are_taken_back_in_any_order(store, two, decide, revoke):
    first, second = decide(Rename("olena-koval", "Anna X")), decide(Rename("olena-koval", "Anna Y"))
    revoke(first)
    assert store.people(["olena-koval"])["olena-koval"].name == "Anna Y"
    revoke(second)
    assert store.people(["olena-koval"])["olena-koval"].name == "Olena Koval"
