"""Looks for a text that breaks the reading of quotes, guided by the code it reaches. Not part of the suite.

python -m pip install atheris && python -m tests.quotes.fuzz -max_total_time=300
"""

import sys

import atheris

with atheris.instrument_imports(include=["indexer.extract"]):
    from indexer.extract.quotes import read

LANGUAGES = (None, "en", "uk", "ru")
PIECES = (
    *("“", "”", '"', "«", "»", "„", "‘", "’", "''", " – ", "—", ":", ",", ".", "?", "…", "(", ")", "\n", " "),
    *("Roe", "Anna Roe", "the mayor", "said", "told", "asked", "according to", "that", "who", "he", "she", "and"),
    *("Коваль", "Олена Коваль", "міністр", "сказала", "за словами", "що", "він", "її", "та", "повідомив"),
)


def one_text(data: bytes) -> None:
    """Pieces of speech by number, letters in between as they come."""
    provider = atheris.FuzzedDataProvider(data)
    language = LANGUAGES[provider.ConsumeIntInRange(0, len(LANGUAGES) - 1)]
    parts = []
    while provider.remaining_bytes():
        number = provider.ConsumeIntInRange(0, len(PIECES) + 3)
        parts.append(PIECES[number] if number < len(PIECES) else provider.ConsumeUnicodeNoSurrogates(6))
    text = " ".join(parts)
    title, _, body = text.partition("\n")
    quotes, _ = read(title, body, language)
    for quote in quotes:
        whole = title if quote.in_title else body
        if whole[quote.start : quote.end] != quote.text or not quote.text.strip():
            raise AssertionError(f"the offsets of {quote!r} do not point at its words")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_text)
    atheris.Fuzz()
