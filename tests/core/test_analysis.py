import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Token, beginnings, fold, forms, stem, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Minister's visit", ["the", "minister", "visit"]),
        ("п’ять п'ять пʼять", ["пять", "пять", "пять"]),
        ("Її Ґанок ёлка", ["її", "ганок", "елка"]),
        ("Café naïve Łódź", ["cafe", "naive", "łodz"]),
        ("1,500.5 dlrs, 24/7", ["1,500.5", "dlrs", "24", "7"]),
        ("co-operate", ["co", "operate"]),
        ("… — !", []),
    ],
)
def test_words_are_folded_to_forms(text, expected):
    assert forms(text) == expected


@pytest.mark.parametrize(
    "family",
    [
        ["border", "borders"],
        ["migrate", "migrating", "migrated"],
        ["кордон", "кордону", "кордони", "кордоном", "кордонів"],
        ["міністр", "міністра", "міністром", "міністри"],
        ["київ", "києва", "києві", "києвом"],
        ["львів", "львова", "львові"],
        ["харків", "харкова", "харкові", "харковом"],
        ["сказав", "сказала"],
        ["ніч", "ночі"],
        ["доріг", "дорога", "дорогу"],
        ["сіль", "солі"],
        ["граница", "границы", "границу", "границей"],
    ],
)
def test_inflections_share_a_stem(family):
    assert len({stem(form) for form in family}) == 1


def test_different_words_keep_different_stems():
    words = ("border", "bordeaux", "кордон", "кордит", "порт", "портрет", "місто", "мосту")
    assert len({stem(form) for form in words}) == len(words)


@given(st.text(max_size=80))
def test_tokens_and_forms_agree_and_offsets_point_at_words(text):
    found = list(tokens(text))
    assert [token.form for token in found] == forms(text)
    assert all(
        token.form and token == Token(fold(text[token.start : token.end]), token.start, token.end) for token in found
    )


@given(st.text(alphabet="abcdefіїєґабвгд'’", min_size=1, max_size=20))
def test_folding_twice_changes_nothing(word):
    for form in forms(word):
        assert forms(form) in ([form], [])


@given(st.from_regex(r"[a-z]{2,14}|[а-щьюяіїє]{2,14}", fullmatch=True))
def test_a_form_has_a_beginning_of_its_stem(form):
    assert form.startswith(beginnings(stem(form)))


@pytest.mark.parametrize("word", ["a", "us", "uks", "на", "і"])
def test_the_shortest_words_stand_for_themselves_alone(word):
    assert stem(word) == word
    assert beginnings("на") == ("на",)


@pytest.mark.parametrize(
    "paradigm",
    [
        "державна державної державній державну державною державний державного державному державним державні державних",
        "нова нової новій нову новою нове нового новому нові нових новим новими",
        "українська української українській українську українською український українського українських",
        "прикордонна прикордонної прикордонних",
        "синього синьому синьої синьою",
    ],
)
def test_the_cases_of_a_ukrainian_adjective_share_a_stem(paradigm):
    words = paradigm.split()
    assert {stem(word) for word in words} == {stem(words[0])}


def test_what_is_pasted_along_invisibly_is_no_part_of_a_word():
    assert forms("bor\u00adder bor\u200bder кор\u2060дон") == ["border", "border", "кордон"]
    assert forms("\ufeffborder\u200b") == ["border"]


@pytest.mark.parametrize("form", ["lying", "dying", "tying", "vying"])
def test_a_short_verb_finds_its_participle(form):
    assert form.startswith(beginnings(stem(form)))
