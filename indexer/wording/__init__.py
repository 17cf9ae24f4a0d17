"""A search in one sentence, made from what was understood, not from what was typed. In English and in Ukrainian.

A language is one module here with one `Vocabulary`.
"""

from datetime import date

from indexer.query import Query
from indexer.wording import english, ukrainian
from indexer.wording.telling import Label, Teller
from indexer.wording.vocabulary import Vocabulary

__all__ = ["Label", "day", "name", "sentence"]

_LANGUAGES: dict[str, Vocabulary] = {"en": english.WORDS, "uk": ukrainian.WORDS}


def sentence(query: Query, label: Label, language: str = "en") -> str:
    """For example: articles · “border” and “Belarus” · said by Olena Koval · published 1 Mar 2026 – 31 Mar 2026."""
    return Teller(_LANGUAGES[language], label).sentence(query)


def name(field: str, value: str, language: str = "en") -> str | None:
    """What people call a value that every archive has, such as a language. None where only the archive knows."""
    return _LANGUAGES[language].names.get((field, value))


def day(value: date, language: str = "en") -> str:
    """For example: 18 Mar 2026; in Ukrainian, 18 березня 2026."""
    return _LANGUAGES[language].day(value)
