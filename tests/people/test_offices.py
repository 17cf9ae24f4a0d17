"""Which office a title names, and which offices a typed text means."""

import pytest

from indexer.model import Office
from indexer.offices import Offices, is_former


def make_offices(*parents: tuple[str, str | None]) -> Offices:
    return Offices(Office(slug, slug.title(), parent=parent) for slug, parent in parents)


KNOWN = Offices(
    (
        Office("mvs", "Ministry of Internal Affairs", ("Interior Ministry", "МВС", "Міністерство внутрішніх справ")),
        Office("border", "State Border Guard Service of Ukraine", ("Державна прикордонна служба", "ДПСУ"), "mvs"),
        Office("police", "National Police", ("Національна поліція",), "mvs"),
        Office("president", "President of Ukraine", ("Президент України",)),
        Office("bankova", "Presidential Office", ("Офіс президента",), "president"),
        Office("defence", "Ministry of Defence", ("Міністерство оборони", "Міноборони")),
        Office("health", "Ministry of Health", ("Міністерство охорони здоров'я",)),
        Office("odesa", "Odesa Regional Administration", ("Odesa Governor", "Одеська обласна адміністрація")),
        Office("warsaw", "Embassy in Poland", ("Ambassador to Poland", "посол у Польщі")),
    )
)


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Deputy Interior Minister", "mvs"),
        ("Minister of Internal Affairs", "mvs"),
        ("Ukrainian Interior Minister", "mvs"),
        ("Ukraine’s interior minister", "mvs"),
        ("заступник міністра внутрішніх справ", "mvs"),
        ("заступниця Міністра внутрішніх справ України", "mvs"),
        ("замміністра внутрішніх справ", "mvs"),
        ("речниця МВС", "mvs"),
        ("head of the State Border Guard Service", "border"),
        ("речник Державної прикордонної служби", "border"),
        ("State Secretary of the Interior Ministry", "mvs"),
        ("міністерка охорони здоров’я", "health"),
        ("Deputy Head of the President's Office", "bankova"),
        ("заступник керівника Офісу президента", "bankova"),
        ("President of Ukraine", "president"),
        ("Odesa Oblast administration head", "odesa"),
        ("Odesa Governor", "odesa"),
        ("голова Одеської обласної адміністрації", "odesa"),
        ("Defense Minister", "defence"),
        ("Ukrainian Ambassador to Poland", "warsaw"),
    ],
)
def test_a_title_names_the_office_of_which_it_has_all_words(title: str, office: str) -> None:
    assert KNOWN.of_title(title) == office


@pytest.mark.parametrize(
    "title", ["acting interior minister", "в. о. міністра внутрішніх справ", "outgoing interior minister"]
)
def test_who_acts_or_is_about_to_leave_holds_the_office(title: str) -> None:
    assert (is_former(title), KNOWN.of_title(title)) == (False, "mvs")


@pytest.mark.parametrize(
    "title",
    [
        "former Interior Minister",
        "Former Ukrainian interior minister",
        "ex-Interior Minister",
        "екс-міністр внутрішніх справ",
        "ексміністр внутрішніх справ",
        "ексзаступниця міністра внутрішніх справ",
        "колишній міністр внутрішніх справ",
        "колишньої речниці МВС",
        "колишньому голові Національної поліції",
        "бывший глава МВС",
    ],
)
def test_a_former_title_names_no_office(title: str) -> None:
    assert (is_former(title), KNOWN.of_title(title)) == (True, None)


@pytest.mark.parametrize(
    "title", ["експерт МВС", "експортний комітет", "executive director", "experts of the ministry"]
)
def test_a_word_that_only_begins_like_ex_makes_nobody_former(title: str) -> None:
    assert not is_former(title)


@pytest.mark.parametrize(
    "title",
    [
        "Polish Interior Minister",
        "U.S. Defense Secretary",
        "US defense minister",
        "міністр оборони Польщі",
        "російський міністр оборони",
        "President",  # of what? every country has one
        "Vice President of Chevron",
        "President-elect of Ukraine",
        "candidate for president of Ukraine",
        "Odesa mayor",
        "retired general of the National Police",
        "генерал Національної поліції у відставці",
        "міністра оборони Ізраїлю",
        "міністерці охорони здоров'я Італії",
        "речниця польського міністерства внутрішніх справ",
        "командувач Національної поліції Казахстану",
        "Afghan interior minister",
        "minister",
        "",
    ],
)
def test_what_may_be_another_country_s_or_no_office_yet_names_none(title: str) -> None:
    assert KNOWN.of_title(title) is None


def test_a_title_of_two_offices_names_neither() -> None:
    assert KNOWN.of_title("Minister of Defence and Health") is None


def test_of_an_office_and_one_that_it_belongs_to_the_title_names_the_narrower() -> None:
    assert KNOWN.of_title("spokesman for the Interior Ministry’s National Police") == "police"


@pytest.mark.parametrize(
    "text",
    ["interior ministry", "The Interior Ministry", "interior minister", "ministry interior", "МВС", "мвс",
     "міністерству внутрішніх справ", "Ministry of Internal Affairs of Ukraine"],
)  # fmt: skip
def test_a_typed_name_in_any_form_means_its_office(text: str) -> None:
    assert KNOWN.named(text) == ("mvs",)


@pytest.mark.parametrize("text", ["ministry", "spokesman of the interior ministry", "border", "nobody", "", "…"])
def test_a_typed_text_that_is_no_office_s_name_means_none(text: str) -> None:
    assert KNOWN.named(text) == ()


def test_a_name_that_two_offices_share_means_both_when_typed_and_none_in_a_title() -> None:
    shared = Offices((Office("a", "Health Agency"), Office("b", "Agency of Health")))
    assert (shared.named("health agency"), shared.of_title("Health Agency chief")) == (("a", "b"), None)


def test_offices_know_what_they_belong_to_and_what_belongs_to_them() -> None:
    tree = make_offices(("ministry", None), ("service", "ministry"), ("unit", "service"), ("other", "ministry"))
    assert tree.within("unit") == ("unit", "service", "ministry")
    assert tree.under("ministry") == ("ministry", "service", "other", "unit")
    assert (tree.within("nobody"), tree.under("nobody")) == ((), ())


def test_a_ring_of_offices_ends() -> None:
    ring = make_offices(("a", "b"), ("b", "a"))
    assert (ring.within("a"), ring.under("a")) == (("a", "b"), ("a", "b"))


def test_an_unknown_parent_ends_the_chain() -> None:
    assert make_offices(("a", "gone")).within("a") == ("a",)
