"""The mirror: copies of the English wire's stories, with another headline, shortened, or in another spelling."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from indexer.demo.cast import Official
from indexer.demo.printing import PATHS, Filed
from indexer.demo.story import Statement, Story

PARAGRAPHS_KEPT = 4
COPIED_AFTER_MIN = (20, 120)


def mirrored(filed: Filed, number: int, officials: tuple[Official, ...], rng: Random) -> Story:
    """One in two copies is cut to its first paragraphs; the others are whole under another headline."""
    story, copy = filed.story, filed.copy
    assert story.published is not None, "the English wire dates every story"
    at = story.published + timedelta(minutes=rng.randint(*COPIED_AFTER_MIN))
    if rng.random() < 0.5:
        story = replace(
            story,
            paragraphs=story.paragraphs[:PARAGRAPHS_KEPT],
            statements=tuple(said for number, said in copy.statements if number < PARAGRAPHS_KEPT),
        )
    else:
        title = rng.choice([title for title in copy.titles if title != story.title])
        story = replace(story, title=title, statements=tuple(said for said in story.statements if not said.in_title))
    story = _respelled(story, officials)
    path = PATHS["mirror"].format(number=number)
    story = replace(story, wire="mirror", number=number, path=path, published=at, changed_at=at)
    return replace(story, authors=(), topics=story.topics[:1])


def _respelled(story: Story, officials: tuple[Official, ...]) -> Story:
    for official in officials:
        if official.alias:
            story = _renamed(story, official.names["en"], official.alias)
    return story


def _renamed(story: Story, names: tuple[str, str], alias: tuple[str, str]) -> Story:
    """The story with one person's name in the mirror's spelling; the canonical speaker stays."""
    full, written = " ".join(names), " ".join(alias)

    def spelled(text: str) -> str:
        return text.replace(full, written).replace(names[1], alias[1])

    def respelled(said: Statement) -> Statement:
        return replace(said, written=written) if said.written == full else said

    return replace(
        story,
        title=spelled(story.title),
        paragraphs=tuple(spelled(paragraph) for paragraph in story.paragraphs),
        statements=tuple(respelled(said) for said in story.statements),
    )
