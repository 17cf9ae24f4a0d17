"""Filling the slots of a stock text: numbers with their nouns, forms by gender, quotation marks, capitals.

`{city}` is a value, `{n:день/дні/днів}` a number with the noun's form for it, `{g:he/she}` a form by gender, and
`[[...]]` words that are quoted inside a reported sentence.
"""

import re
from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "uk"]
Value = str | int | float

SLOT = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
GENDERS = ("m", "f")
MARKS: Mapping[Language, tuple[str, str]] = {"en": ('"', '"'), "uk": ("«", "»")}


def fill(template: str, values: Mapping[str, Value], language: Language) -> str:
    """Raises KeyError for a slot without a value: a mistake in the stock, which the tests find."""

    def written(match: re.Match[str]) -> str:
        value, forms = values[match[1]], (match[2] or "").split("/")
        if isinstance(value, str):
            return value if forms == [""] else forms[GENDERS.index(value)]
        number = write_number(value, language)
        return number if forms == [""] else f"{number} {forms[noun_form(value, language)]}"

    return SLOT.sub(written, template)


def write_number(value: float, language: Language) -> str:
    """12,400 and 3.4 in English; 12 400 and 3,4 in Ukrainian, where four digits stay together."""
    written = f"{value:,}" if isinstance(value, int) else f"{value:.1f}"
    if language == "en":
        return written
    if isinstance(value, int):
        return str(value) if value < 10_000 else written.replace(",", " ")
    return written.replace(".", ",")


def noun_form(value: float, language: Language) -> int:
    """Which of a noun's forms goes with a whole number: two forms in English, three in Ukrainian."""
    if language == "en":
        return 0 if value == 1 else 1
    if value % 10 == 1 and value % 100 != 11:
        return 0
    return 1 if value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14) else 2


def capital(text: str) -> str:
    """The text with its first letter in upper case, behind an opening quotation mark too."""
    start = 1 if text[:1] in ('"', "«") else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def with_marks(text: str, language: Language) -> str:
    opening, closing = MARKS[language]
    return text.replace("[[", opening).replace("]]", closing)


def marked_words(text: str) -> str | None:
    """What stands between `[[` and `]]`. None where nothing is marked."""
    match = re.search(r"\[\[(.+?)\]\]", text)
    return match[1] if match else None
