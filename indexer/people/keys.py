"""Keys by which names are found and brought together."""

import re

from anyascii import anyascii

from indexer.given import plain
from indexer.people.parts import are_one, parse

SLUG_CHARS_MAX = 80


def key(name: str) -> str | None:
    """Equal for all spellings of one name, in any order of its parts, with or without patronymic.

    None for a name of one word: a bare surname never leaves its article. Where a given name is an initial the key
    stands for that very spelling alone.
    """
    if len(name.split()) < 2:
        return None
    parts = parse(name)
    if parts.is_full:
        return " ".join(sorted([word.bones for word in parts.words]))
    return " ".join(plain(name).split()) if parts.words and parts.initials else None


def tokens(name: str) -> frozenset[str]:
    """How its words sound, for finding it by any of them: equal for nearly all spellings of a word."""
    return frozenset(word.token for word in parse(name).words)


def surname_key(word: str) -> str:
    """The token of a lone word. Empty where there is none in it."""
    return next(iter(tokens(word)), "")


def fitting(text: str, name: str) -> bool:
    """Whether each word of the text can be a spelling of some word of the name; tokens are coarser."""
    words = parse(name).words
    return all(any(are_one(typed, word) for word in words) for typed in parse(text).words)


def slug(name: str) -> str:
    """For addresses: ASCII, lower case, hyphens. "person" where nothing of the name is left."""
    letters = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’‘ʼ`´′]", "", anyascii(name).lower())).strip("-")
    return letters[:SLUG_CHARS_MAX].rstrip("-") or "person"
