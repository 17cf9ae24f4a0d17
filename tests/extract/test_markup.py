"""Nothing is lost to the shape of the markup, and no shape takes long."""

import time

import pytest

from indexer.extract.markup import find, parse, words_of


def tree_of(text: str):
    tree = parse(text)
    assert tree is not None
    return tree


def test_text_below_the_parsers_depth_limit_is_kept() -> None:
    tree = tree_of("<p>before</p>" + "<div>" * 5_000 + "<p>one <b>two</b></p><p>three</p>" + "</div>" * 5_000 + "after")

    assert words_of(tree) == "before one two three after"
    assert [words_of(paragraph) for paragraph in find(tree, "//p")] == ["before", "one two", "three"]


def test_an_ordinary_page_keeps_its_tree() -> None:
    tree = tree_of('<div class="a"><p>one<!-- no --> <i>two</i></p></div>')

    assert [(element.tag, element.get("class")) for element in find(tree, "//body//*")] == [
        ("div", "a"),
        ("p", None),
        ("i", None),
    ]


def test_thousands_of_attributes_leave_the_text_and_the_first_attributes() -> None:
    tree = tree_of('<p id="x" ' + " ".join(f'a{n}="v"' for n in range(20_000)) + ">text</p>")

    assert [(words_of(paragraph), paragraph.get("id")) for paragraph in find(tree, "//p")] == [("text", "x")]


@pytest.mark.parametrize(
    "text",
    [
        "<p>" + "<div>" * 200_000 + "x" + "</div>" * 200_000,
        "<p " + " ".join(f'a{n}="v"' for n in range(40_000)) + ">x",
        "<p " + " ".join(f'a{n}=">"' for n in range(40_000)) + ">x",
        "<b>x" * 250_000,
        "<table><tr><td>x" * 60_000,
        "<a <" * 250_000,
        '<a "' * 250_000,
        "<a '\"" * 200_000,
    ],
    ids=["deep", "attributes", "quoted ends", "unclosed", "tables", "open tags", "open quotes", "crossed quotes"],
)
def test_a_bomb_is_over_within_seconds(text: str) -> None:
    started = time.process_time()
    parse(text)

    assert time.process_time() - started < 5


@pytest.mark.parametrize("text", ["", " \n", "\x00\x00", "<!-- only a comment -->"])
def test_no_markup_is_no_tree(text: str) -> None:
    assert parse(text) is None
