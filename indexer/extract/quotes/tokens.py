"""Words and sentences of a text, with every large quotation collapsed to one token.

Collapsing is what makes attribution simple: `"…," the mayor of a small town said` becomes `Q the mayor of … said`,
however many sentences the quotation holds. Short quoted parts stay words of the sentence they complete.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer.extract.quotes.insertions import parted
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    CONTINUES,
    DETERMINER,
    FRAGMENT,
    GIVEN,
    JUDGING,
    MODIFIER,
    NAMING,
    NOMINATIVE,
    ORGANISATION,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SPEECH,
    STOP,
    THAT,
    THOUGHT,
    TITLE,
    WORD,
    Lexicon,
)
from indexer.extract.quotes.marks import Paragraph, Segment

ACTING = r"(?<!\w)(?:[Тт]\.\s?)?[Вв]\.\s?о\."
"""The only token that may hold a blank. See `tokenised`."""
TOKEN = re.compile(
    r"''|``"
    r"|\d{1,4}(?:-[^\W\d_]{1,60}){1,6}"
    r"|\d[\d,.:]{0,40}\d|\d"
    r"|\w{1,60}\.(?:com|org|net|gov|ua)\b"
    rf"|{ACTING}"
    r"|[A-ZА-ЯІЇЄҐ]\.(?:[A-ZА-ЯІЇЄҐ]\.)*"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Maj|Sgt|Capt|Prof|Rev|Jr|Sr|St|Inc|Corp|Ltd|Co|No|vs"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec|incl|млн|млрд|тис|грн|ст|р|м|см)\.(?=,|\s+\S)"
    r"|\w{1,60}(?:[-’'](?!s\b)\w{1,60}){0,6}"
    r"|[’']s\b"
    r"|([^\w\s])\1*"
)
SPACED = re.compile(ACTING)
DASHED = re.compile(r",\s[-–—]\s")
"""After a closing mark: «…», – сказав."""
WORDS = re.compile(r"\w+")
REMEMBERED_MAX = 40_000
"""Stretches between blanks, of which a thousand articles have so many different ones. About 15 MB."""
REMEMBERED_CHARS_MAX = 60
SENTENCE_TOKENS_MAX = 250
"""Longer ones are cut, so that no rule's look to the left or right can make a hostile text slow."""
DATELINE_TOKENS_MAX = 14
"""KYIV. Dec 9 (Agency) – is no part of the sentence behind it."""
HEADLINE_TOKENS_MAX = 30
HEADLINE_LETTERS_MIN = 4
"""Shorter words may stay small in an English headline."""
HEADLINE_WORDS_MIN = 3
HEADLINE_WORDS_PER_SMALL = 6
SPEAKS = SPEECH | THOUGHT | JUDGING
GRAMMAR = PREPOSITION | CONJUNCTION | ADVERB | DETERMINER | PRONOUN | THAT | RELATIVE
DASHES = frozenset(("-", "–", "—", "--"))
ENDS = frozenset(".?!…")
CLOSERS = frozenset(("”", '"', "''", "»"))
STOPS = frozenset(',;:—–-()[]!?….“”"«»„|•*')
OPENING_CHARS = 400
"""As much of a quotation as is looked at to tell whether it is more than a few words."""
INVERSION_TOKENS = 6
"""How far from a closing mark the verb of `"Really?" the mayor of X asked` is looked for."""


@dataclass(slots=True, eq=False)
class Token:
    """Never changed once it is made. Not frozen, as millions are made, and freezing triples what that takes; no named
    tuple, as rules read little else: with slots the whole reading is a sixth faster.
    """

    start: int
    end: int
    text: str
    low: str
    tags: int
    segment: Segment | None


Piece = tuple[int, int, str, str, int]
"""Of a stretch without blanks: start and end in it, and a token's text, low and tags."""


class Sentence(NamedTuple):
    paragraph: int
    tokens: Sequence[Token]
    tags: int
    """All bits of its tokens: a room that looks for a bit which is not there need not look. A tenth of the time."""


def tokenised(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Taken apart at blanks first, as news repeats its words: what stands between two is looked up, and the pattern
    reads only what is new. A sixth more articles a second than to read everything and look up its words.
    """
    stretch = text[start:end].rstrip()
    *chunks, last = [stretch] if "о." in stretch and SPACED.search(stretch) else stretch.split(" ")
    inner, final = _remembered(lexicon)
    found: list[Token] = []
    new = Token.__new__  # And each part set by itself: two thirds of the time of Token(…).
    position = start
    for chunk in chunks:
        for first, stop, word, low, tags in inner[chunk]:
            token = new(Token)
            token.start = position + first
            token.end = position + stop
            token.text = word
            token.low = low
            token.tags = tags
            token.segment = None
            found.append(token)
        position += len(chunk) + 1
    for first, stop, word, low, tags in final[last]:
        found.append(Token(position + first, position + stop, word, low, tags, None))
    return found


class _Remembered(dict[str, tuple[Piece, ...]]):
    """What stretches without blanks are taken apart to; `following` stands for the text behind them.

    A dictionary of its own for each lexicon: half the time of functools.lru_cache, whose key would hold both.
    """

    def __init__(self, lexicon: Lexicon, following: str) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.following = following

    def __missing__(self, chunk: str) -> tuple[Piece, ...]:
        found = TOKEN.finditer(chunk + self.following)
        pieces = tuple(
            (*match.span(), match[0], *looked_up(match[0], self.lexicon))
            for match in found
            if match.end() <= len(chunk)
        )
        if len(chunk) <= REMEMBERED_CHARS_MAX:
            if len(self) >= REMEMBERED_MAX:
                self.clear()
            self[chunk] = pieces
        return pieces


@cache
def _remembered(lexicon: Lexicon) -> tuple[_Remembered, _Remembered]:
    """Within a text and at its end, where Mr. is no abbreviation."""
    return _Remembered(lexicon, " x"), _Remembered(lexicon, "")


def looked_up(word: str, lexicon: Lexicon) -> tuple[str, int]:
    """A word in lower case with straight apostrophes and without blanks (в. о.), and its bits."""
    low = "".join(word.lower().replace("’", "'").replace("ʼ", "'").split())
    given = lexicon.given_tags
    tags = lexicon.tags.get(low, 0) | given.get(low, 0)
    if "-" in low and not tags:
        tags = _compound(low, lexicon)
    if word[0].isupper():
        tags |= CAPITAL
    if word[0].isalnum():
        tags |= WORD
    elif word[0] in STOPS:
        tags |= STOP
    return low, tags


def _compound(low: str, lexicon: Lexicon) -> int:
    """Жан-Люк is a given name, лікар-реабілітолог an office."""
    first, *_, last = parts = low.split("-")
    if all(part in lexicon.given_tags for part in parts):
        return lexicon.given_tags[last]
    if not lexicon.inflects:
        return 0
    return (lexicon.tags.get(first, 0) | lexicon.tags.get(last, 0)) & (TITLE | NOMINATIVE | ORGANISATION)


def sentences(text: str, paragraphs: Iterable[Paragraph], lexicon: Lexicon) -> list[Sentence]:
    return [
        Sentence(number, words := tokens if lexicon.inflects else _lowered(tokens), _bits(words))
        for number, paragraph in enumerate(paragraphs)
        for tokens in _cut(text, _tokens(text, paragraph, lexicon))
    ]


def _bits(tokens: Sequence[Token]) -> int:
    bits = 0
    for token in tokens:
        bits |= token.tags
    return bits


def _lowered(tokens: Sequence[Token]) -> Sequence[Token]:
    """A Headline Whose Words Are All Capitals: there a capital on a verb or a word of grammar means nothing."""
    if len(tokens) > HEADLINE_TOKENS_MAX or not any(token.tags & CAPITAL for token in tokens[1:3]):
        return tokens
    if not any(_shouts(token) for token in tokens[1:]):
        return tokens
    words = [token for token in tokens if len(token.text) >= HEADLINE_LETTERS_MIN and token.tags & WORD]
    small = sum(1 for token in words if not token.tags & CAPITAL)
    if len(words) < HEADLINE_WORDS_MIN or small > len(words) // HEADLINE_WORDS_PER_SMALL:
        return tokens
    return [_lower(token) if _of_grammar(token) else token for token in tokens]


def _lower(token: Token) -> Token:
    return Token(token.start, token.end, token.text, token.low, token.tags & ~CAPITAL, token.segment)


def _shouts(token: Token) -> bool:
    return bool(token.tags & CAPITAL) and bool(token.tags & SPEAKS) and not token.tags & FRAGMENT


def _of_grammar(token: Token) -> bool:
    return bool(token.tags & (SPEAKS | GRAMMAR)) and not token.tags & (GIVEN | TITLE | MODIFIER)


def _tokens(text: str, paragraph: Paragraph, lexicon: Lexicon) -> list[Token]:
    tokens: list[Token] = []
    position = paragraph.start
    segments = (part for segment in paragraph.segments for part in parted(text, segment, lexicon))
    for segment in segments:
        tokens += tokenised(text, position, segment.outer_start, lexicon)
        if not _called(tokens) and _stands_alone(text, segment, paragraph.start):
            tags = QUOTATION | (CONTINUES if text[segment.start].islower() else 0)
            tokens.append(Token(segment.outer_start, segment.outer_end, "", "", tags, segment))
        else:
            inner = tokenised(text, segment.outer_start, segment.outer_end, lexicon)
            tokens += [
                Token(token.start, token.end, token.text, token.low, token.tags | FRAGMENT, segment) for token in inner
            ]
        position = segment.outer_end
    return tokens + tokenised(text, position, paragraph.end, lexicon)


def _called(before: Sequence[Token]) -> bool:
    """`фільм «…»`, `прем'єра, «…»,`: what stands in the marks is a name, whatever it looks like."""
    place = -2 if len(before) > 1 and before[-1].text == "," else -1
    return bool(before) and bool(before[place].tags & NAMING)


def _stands_alone(text: str, segment: Segment, paragraph_start: int) -> bool:
    """Whether a quotation is an utterance of its own rather than a few borrowed words."""
    opening = text[segment.start : min(segment.end, segment.start + OPENING_CHARS)]
    count = len(WORDS.findall(opening))
    last = text[max(segment.start, segment.end - 3) : segment.end].rstrip()[-1:]
    before = text[max(paragraph_start, segment.outer_start - 2) : segment.outer_start].rstrip()[-1:]
    leads = segment.outer_start == paragraph_start
    if count >= 9 or (count >= 2 and DASHED.match(text, segment.outer_end)):
        return True
    # Behind the writer's words inside a quotation it goes on without a mark of its own.
    if count >= 2 and (before == ":" or (segment.start == segment.outer_start and not leads)):
        return True
    if count >= 4:
        return last in (*".,?!…—-;",) or before in (*",:",) or leads or opening.lstrip()[:1].isupper()
    if count >= 2 and _whole_sentence(text, segment, before, leads=leads):
        return True
    return count >= 2 and last in (*".?!,",) and (leads or before in (*',:.”"',))


def _whole_sentence(text: str, segment: Segment, before: str, *, leads: bool) -> bool:
    """`… . «Вони будуть свідками».`: nothing else stands between two full stops."""
    ended = text[segment.outer_end : segment.outer_end + 1] in {".", "!", "?"}
    return ended and (leads or before in {".", "»", "!"}) and text[segment.start].isupper()


def _cut(text: str, tokens: list[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for index in [place for place, token in enumerate(tokens[:-1]) if not token.tags & WORD]:
        while index - start > SENTENCE_TOKENS_MAX:
            yield tokens[start : start + SENTENCE_TOKENS_MAX + 1]
            start += SENTENCE_TOKENS_MAX + 1
        if _ends(text, tokens, index, tokens[index]):
            yield tokens[start : index + 1]
            start = index + 1
    for place in range(start, len(tokens), SENTENCE_TOKENS_MAX + 1):
        yield tokens[place : place + SENTENCE_TOKENS_MAX + 1]


def _ends(text: str, tokens: list[Token], index: int, token: Token) -> bool:
    following = tokens[index + 1]
    if token.tags & QUOTATION:
        return _quotation_ends(text, tokens, index, following)
    if token.text in DASHES:
        return index < DATELINE_TOKENS_MAX and tokens[index - 1].text == ")" and bool(following.tags & CAPITAL)
    if token.text[0] in ENDS and not token.tags & FRAGMENT:
        return (
            bool(following.tags & (CAPITAL | QUOTATION))
            or following.text[0] in '“"‘[(«„'
            or following.text[0].isdigit()
        )
    return token.text in CLOSERS and index > 0 and tokens[index - 1].text[:1] in ENDS and bool(following.tags & CAPITAL)


def _quotation_ends(text: str, tokens: list[Token], index: int, following: Token) -> bool:
    segment = tokens[index].segment
    assert segment is not None
    last = text[max(segment.start, segment.end - 3) : segment.end].rstrip()[-1:]
    if last not in ENDS and segment.closed:
        return False
    if following.tags & QUOTATION:
        return True
    return bool(following.tags & CAPITAL) and not _verb_follows(tokens, index, last)


def _verb_follows(tokens: list[Token], index: int, last: str) -> bool:
    """`"Really?" Smith said.`: a capital after the mark, and still the same sentence."""
    window = tokens[index + 1 : index + 1 + INVERSION_TOKENS]
    for offset, token in enumerate(window):
        if token.text in ".,;:":
            return False
        if token.tags & SPEECH:
            after = tokens[index + offset + 2].text if index + offset + 2 < len(tokens) else "."
            return last != "." or (offset <= 3 and after in ".,")
    return False
