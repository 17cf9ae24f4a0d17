"""Texts are taken apart piece by piece as they would be at once."""

import pytest

from indexer.extract.quotes.english import ENGLISH
from indexer.extract.quotes.lexicon import Lexicon
from indexer.extract.quotes.tokens import TOKEN, looked_up, tokenised
from indexer.extract.quotes.ukrainian import UKRAINIAN

TEXTS = (
    "Mr. Roe, of the U.S. Mint, met Sen. A. B. Doe at 12:30 on Dec. 9; they don't agree--yet...",
    "It belongs to Mr. ",
    "It belongs to Mr.",
    "It belongs to Mr.\u00a0",
    "Mr.\u00a0Roe's\tbank, St.  Ives ",
    "  two  blanks   in a row, and http://example.com/a?b=c, roe.com. The end",
    "в. о. міністра, т. в. о. голови і т.в.о. мера Роу; з 2016-го – в.о. О. Роу",
    "слов. о. Роу; кав. о. і в. ода",
    "Анна-Марія О’Роу з м. Київ, 5 млн грн. на рік і 10 тис. осіб",
    "word" * 40 + " " + "-" * 90 + " ''x'' ``y``",
    "",
    " ",
)


@pytest.mark.parametrize("lexicon", [ENGLISH, UKRAINIAN], ids=["en", "uk"])
@pytest.mark.parametrize("text", TEXTS)
def test_pieces_between_blanks_give_the_tokens_of_the_whole_text(text: str, lexicon: Lexicon) -> None:
    around = f"( {text} )"
    found = tokenised(around, 2, len(around) - 2, lexicon)
    assert [(token.start, token.end, token.text, token.low, token.tags) for token in found] == [
        (*match.span(), match[0], *looked_up(match[0], lexicon)) for match in TOKEN.finditer(around, 2, len(around) - 2)
    ]
