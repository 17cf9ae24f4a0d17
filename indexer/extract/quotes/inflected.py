"""Cues where case endings, not word order, show the subject: сказав Петренко, Петренко сказав, у відомстві сказали.

A verb's subject is looked for in its own part of the sentence, on both sides, by what can be a nominative there; who
that is and what was said are decided in other rooms, as for cues.py, whose values these are.
"""

from collections.abc import Iterator, Sequence

from indexer.extract.quotes import sources
from indexer.extract.quotes.appositions import APPOSITIONS_MAX
from indexer.extract.quotes.cues import CUES_MAX, DASHES, Cue, going_on
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    CONTINUES,
    DAY,
    FRAGMENT,
    IMPERSONAL,
    LEANING,
    NOMINATIVE,
    OPENS_SOURCE,
    ORGANISATION,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    QUOTATION,
    RELATIVE,
    SPEECH,
    STOP,
    THAT,
    THOUGHT,
    URGING,
    WORD,
    Lexicon,
)
from indexer.extract.quotes.sources import Subject, agreement
from indexer.extract.quotes.tokens import Sentence, Token
from indexer.extract.quotes.verbs import after_quotation

SEGMENT_TOKENS_MAX = 40
"""How far from its verb a subject is looked for."""
ADJECTIVES_MAX = 2
"""Between the words that open a source: за *попередніми оперативними* даними."""
PLACES = frozenset(("у", "в", "на", "від"))
ANSWERS = frozenset("відповідь реакція коментар слова цитата ответ реакция комментарий слова".split())
"""Nouns whose owner is quoted behind a colon: відповідь начальниці … була короткою: «…»."""


def find(sentence: Sentence, lexicon: Lexicon) -> list[Cue]:
    """Cues of a sentence in its order."""
    tokens = sentence.tokens
    cues: list[Cue] = []
    for index, token in enumerate(tokens):
        if not token.tags & (SPEECH | THOUGHT | OPENS_SOURCE) and not _behind_quotation(tokens, index):
            continue
        if token.tags & FRAGMENT:
            continue
        if len(cues) >= CUES_MAX:
            break
        cue = _according(tokens, index, lexicon) if token.tags & OPENS_SOURCE else None
        if cue is None and not token.tags & OPENS_SOURCE:
            cue = _of_verb(tokens, index, cues)
        if cue is not None and not any(_holds(tokens, other, cue) for other in cues):
            cues.append(cue)
    return _told_last(tokens, cues) or (list(_marks(tokens)) if sentence.tags & QUOTATION or labelled(tokens) else [])


def _told_last(tokens: Sequence[Token], cues: Sequence[Cue]) -> list[Cue]:
    """Without what only stands inside the words that the sentence's last cue reports: Уряд запропонував обговорити …,
    повідомила пресслужба. A clause of its own stays: it has its own teller, and the last one reports no more of it.
    """
    verbatim = any(token.tags & QUOTATION and not token.tags & CONTINUES for token in tokens)
    if len(cues) < 2 or cues[-1].shape != "inverted" or verbatim:
        return list(cues)
    last = cues[-1]
    if last.source_end < len(tokens) - 1 or tokens[_opens(last) - 1].text not in {",", "–", "—"}:
        return list(cues)
    own = [cue for cue in cues[:-1] if cue.shape == "according" or _tells(tokens, cue, last.start)]
    return [*own, last] if own else [last]


def _tells(tokens: Sequence[Token], cue: Cue, stop: int) -> bool:
    """Whether a verb has a clause with що, or words behind a colon, of its own."""
    return any(token.tags & THAT or token.text == ":" for token in tokens[cue.end : stop])


def _holds(tokens: Sequence[Token], outer: Cue, inner: Cue) -> bool:
    """Whether a cue stands inside a clause that another one reports: hearsay is its teller's. One that a conjunction
    opens or that closes the sentence stands beside it.
    """
    start = max(outer.end, outer.source_end)
    opening = _opens(inner)
    leading = outer.shape == "according" and outer.start <= 1
    told = leading or any(tokens[place].tags & THAT for place in range(start, opening))
    if not told or inner.shape == "according":
        return False
    first = _segment_start(tokens, opening)
    before = tokens[first - 1]
    if tokens[inner.start].tags & PARTICIPLE or (before.tags & CONJUNCTION and before.low in COORDINATING):
        return False
    after = max(inner.end, inner.source_end)
    closes = inner.shape == "inverted" and (after >= len(tokens) or tokens[after].text in {".", ",", "…"})
    return not (closes and before.text in {",", "–", "—"} and first == opening)


def _behind_quotation(tokens: Sequence[Token], index: int) -> bool:
    """`«…», – буркнув сержант`: right behind a quotation any verb attributes."""
    token = tokens[index]
    if index < 2 or tokens[index - 1].text not in DASHES or token.tags & (CAPITAL | PREPOSITION | CONJUNCTION):
        return False
    before = tokens[index - 2] if tokens[index - 2].text != "," or index < 3 else tokens[index - 3]
    return bool(before.tags & QUOTATION) and len(token.low) > 3 and token.low.endswith(FINITE)


FINITE = ("в", "ла", "ли", "ло", "є", "ить", "їть", "ться", "ся", "уть", "ють", "л", "ет", "ит", "ал", "ил")


def complemented(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause or a quotation hangs on the verb whose words end before `place`: `, що …`, `: «…»`."""
    stop = min(len(tokens), place + SEGMENT_TOKENS_MAX)
    for index in range(place, stop):
        token = tokens[index]
        if token.text == ":" or token.tags & QUOTATION:
            return True
        if token.text in {";", "."}:
            return False
        if token.text == "," and index + 1 < len(tokens) and tokens[index + 1].tags & THAT:
            return True
    return False


# ------------------------------------------------------------------------------------------------ за словами


def _according(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Cue | None:
    """`за словами Петренка`, `за попередніми даними поліції`, `на його думку`."""
    for place in range(index + 1, min(len(tokens), index + 2 + ADJECTIVES_MAX)):
        word = lexicon.sources.get((tokens[index].low, tokens[place].low))
        if word is not None:
            return _told_by(tokens, index, place, word)
        if not tokens[place].tags & WORD or tokens[place].tags & PREPOSITION:
            return None
    return None


def _told_by(tokens: Sequence[Token], index: int, noun: int, word: str) -> Cue | None:
    if tokens[index + 1].tags & POSSESSIVE and noun == index + 2:
        return Cue(index, noun + 1, index + 1, noun, "according", word)
    start = noun + 1
    if start >= len(tokens) or not tokens[start].tags & (WORD | FRAGMENT):
        return None
    end = sources.end_of(tokens, start, len(tokens))
    return Cue(index, noun + 1, start, end, "according", word) if end > start else None


# --------------------------------------------------------------------------------------------------- verbs


def _of_verb(tokens: Sequence[Token], index: int, before: Sequence[Cue]) -> Cue | None:
    token = tokens[index]
    if token.tags & PARTICIPLE:
        speaks = complemented(tokens, index + 1)
        return going_on(index, token.low) if speaks else None
    if token.tags & IMPERSONAL:
        return _impersonal(tokens, index)
    cue = _with_subject(tokens, index) or _with_owner(tokens, index, before)
    return cue if cue is not None and _reports(tokens, cue) else None


def _with_subject(tokens: Sequence[Token], index: int) -> Cue | None:
    number = agreement(tokens[index].low)
    left = sources.subject(tokens, _segment_start(tokens, index), index, number)
    right = sources.subject(tokens, index + 1, _segment_end(tokens, index), number)
    placed = _at_place(tokens, index) if number in {"p", ""} else None
    for chosen in _preferred(left, right, placed):
        if chosen.start > index:
            end = sources.with_apposition(tokens, chosen, len(tokens))
            return Cue(index, index + 1, chosen.start, end, "inverted", tokens[index].low)
        return Cue(index, index + 1, chosen.start, chosen.end, "subject", tokens[index].low)
    return None


def _preferred(left: Subject | None, right: Subject | None, placed: Subject | None) -> Iterator[Subject]:
    """Plain subjects before likely ones, a place that speaks before a mere noun."""
    for grade in (sources.PLAIN, sources.LIKELY):
        for side in (left, right):
            if side is not None and side.grade == grade:
                yield side
    if placed is not None:
        yield placed
    for side in (left, right):
        if side is not None and side.grade == sources.POSSIBLE:
            yield side


def _with_owner(tokens: Sequence[Token], index: int, before: Sequence[Cue]) -> Cue | None:
    """A verb whose part of the sentence holds no subject: it stands in an earlier part, or in an earlier sentence."""
    start = _segment_start(tokens, index)
    opening = tokens[start - 1] if start else None
    if before and opening is not None and opening.tags & CONJUNCTION:
        return going_on(index, tokens[index].low)
    found = _across_commas(tokens, index, start)
    if found is not None:
        return Cue(index, index + 1, found.start, found.end, "subject", tokens[index].low)
    if tokens[index].tags & LEANING and not complemented(tokens, index + 1):
        return None
    return going_on(index, tokens[index].low)


def _across_commas(tokens: Sequence[Token], index: int, start: int) -> Subject | None:
    """`Коваль, голова комітету, сказав`; `міністр, який …, сказав`; `Коваль приїхав і сказав`."""
    number = agreement(tokens[index].low)
    stop, office = start - 1, None
    for _ in range(APPOSITIONS_MAX):
        if stop <= 0 or tokens[stop].tags & QUOTATION or tokens[stop].text not in CROSSED:
            break
        first = _segment_start(tokens, stop)
        found = None if tokens[first].tags & (RELATIVE | THAT) else sources.subject(tokens, first, stop, number)
        if found is not None and found.grade != sources.POSSIBLE:
            # An office between commas explains the name before it.
            if office is not None and not found.named:
                return office
            if found.named:
                return found
            office = found
        stop = first - 1
    return office


CROSSED = frozenset((",", ")", "(", "та", "і", "й", "а", "але", "и", "но"))


def _segment_start(tokens: Sequence[Token], index: int) -> int:
    """Where the part of the sentence that holds token `index` begins."""
    least = max(0, index - SEGMENT_TOKENS_MAX)
    place = index
    while place > least and not _parts(tokens, place - 1):
        place -= 1
    return place


def _segment_end(tokens: Sequence[Token], index: int) -> int:
    most = min(len(tokens), index + 1 + SEGMENT_TOKENS_MAX)
    place = index + 1
    while place < most and not _parts(tokens, place):
        place += 1
    if place < most and tokens[place].text == "," and sources.interrupts(tokens, place):
        return _past_interruption(tokens, place, most)
    return place


def _past_interruption(tokens: Sequence[Token], comma: int, most: int) -> int:
    """`заявив у середу, відповідаючи на запитання, начальник …`: what stands between commas is stepped over."""
    second = next((place for place in range(comma + 1, most) if _parts(tokens, place)), most)
    if second >= most or tokens[second].text != ",":
        return comma
    return next((place for place in range(second + 1, most) if _parts(tokens, place)), most)


def _parts(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.tags & FRAGMENT:
        return False
    if token.tags & CONJUNCTION:
        return not sources.joins(tokens, place)
    return bool(token.tags & (QUOTATION | THAT | RELATIVE)) or (bool(token.tags & STOP) and token.text != "-")


def _at_place(tokens: Sequence[Token], index: int) -> Subject | None:
    """`повідомили в ОВА`, `у міністерстві заявили`: a plural without a subject, at a place that speaks."""
    after = index + 1
    while after < len(tokens) and tokens[after].tags & sources.BETWEEN:
        after += 1
    if after + 1 < len(tokens) and tokens[after].low in PLACES and not _occasion(tokens, after):
        found = _place(tokens, after + 1, len(tokens))
        if found is not None:
            return found
    start = _segment_start(tokens, index)
    while start < index and tokens[start].tags & (ADVERB | CONJUNCTION):
        start += 1
    if start + 1 < index and tokens[start].low in PLACES:
        return _place(tokens, start + 1, index)
    return None


def _occasion(tokens: Sequence[Token], place: int) -> bool:
    """`заявили в середу`, `в ефірі`: times and occasions do not speak."""
    return bool(tokens[place + 1].tags & DAY) or tokens[place + 1].low in sources.OCCASIONS


def _place(tokens: Sequence[Token], start: int, stop: int) -> Subject | None:
    end = sources.end_of(tokens, start, stop)
    while end > start and tokens[end - 1].tags & ADVERB:
        end -= 1
    words = tokens[start:end]
    speaks = any(token.tags & (ORGANISATION | FRAGMENT) or token.tags & CAPITAL for token in words)
    return Subject(start, end, sources.LIKELY, named=False) if speaks else None


def _impersonal(tokens: Sequence[Token], index: int) -> Cue | None:
    """`йдеться в повідомленні пресслужби`, `у звіті зазначається`: the place is the source."""
    token = tokens[index]
    start = index + 1
    if start + 1 < len(tokens) and tokens[start].low in PLACES:
        end = sources.end_of(tokens, start + 1, len(tokens))
        if end > start + 1:
            return Cue(index, index + 1, start + 1, end, "inverted" if index else "subject", token.low)
    first = _segment_start(tokens, index)
    while first < index and tokens[first].tags & (ADVERB | CONJUNCTION):
        first += 1
    if first + 1 < index and tokens[first].low in PLACES:
        end = sources.end_of(tokens, first + 1, index)
        return Cue(index, index + 1, first + 1, end, "subject", token.low)
    if token.tags & LEANING or not (complemented(tokens, start) or after_quotation(tokens, index)):
        return None
    return going_on(index, token.low)


def _reports(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether the verb speaks at all where it stands: weak ones only beside a clause or a quotation."""
    token = tokens[cue.start]
    inside = cue.source_end and tokens[cue.source_start].tags & RELATIVE
    if not token.tags & (LEANING | THOUGHT | URGING) and not inside:
        return True
    after = max(cue.end, cue.source_end)
    if complemented(tokens, after) or after_quotation(tokens, _opens(cue)):
        return True
    if inside:
        return False
    if token.tags & URGING:
        return after < len(tokens) and bool(tokens[after].tags & WORD)
    return cue.start > 0 and (_closes(tokens, cue) or tokens[_opens(cue) - 1].low in AS)


COORDINATING = frozenset("та і й а але однак проте и но тоді".split())
AS = frozenset(("як", "как"))


def _opens(cue: Cue) -> int:
    return min(cue.start, cue.source_start) if cue.source_end else cue.start


def _closes(tokens: Sequence[Token], cue: Cue) -> bool:
    """`Ціни зростуть, вважає Петренко.`"""
    opening, after = _opens(cue), max(cue.end, cue.source_end)
    closed = after >= len(tokens) or tokens[after].text in {".", ",", "…"}
    return closed and opening > 0 and tokens[opening - 1].text in {",", "–", "—"}


# --------------------------------------------------------------------------------------------------- marks


def _marks(tokens: Sequence[Token]) -> Iterator[Cue]:
    """`Петренко у вівторок: «…»` and `«…» – Петренко`, where no verb attributes."""
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if token.text == ":" and tokens[index + 1].tags & QUOTATION:
            yield from _before_colon(tokens, index)
        elif token.text == ":" and _institution(tokens[:index]):
            yield Cue(index, index + 1, 0, index, "mark", ":")
        elif token.text in DASHES and tokens[index - 1].tags & QUOTATION:
            found = sources.subject(tokens, index + 1, _segment_end(tokens, index), "")
            if found is not None and found.start == index + 1 and found.end >= len(tokens) - 1:
                yield Cue(index, index + 1, found.start, found.end, "mark", token.text)


def labelled(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with an institution and a colon."""
    colon = next((place for place, token in enumerate(tokens[: LABEL_TOKENS_MAX + 1]) if token.text == ":"), 0)
    return colon > 0 and _institution(tokens[:colon])


def _institution(words: Sequence[Token]) -> bool:
    """`ДСНС: через вітер знеструмлено …`: an institution's name alone before a colon."""
    if len(words) > LABEL_TOKENS_MAX or not all(token.tags & WORD for token in words):
        return False
    short = len(words) == 1 and len(words[0].text) > 1 and words[0].text.isupper()
    return short or bool(words[0].tags & ORGANISATION and words[0].tags & NOMINATIVE)


LABEL_TOKENS_MAX = 4


def _before_colon(tokens: Sequence[Token], colon: int) -> Iterator[Cue]:
    start = _segment_start(tokens, 0)
    if tokens[start].low in ANSWERS and colon > start + 1:
        end = sources.end_of(tokens, start + 1, colon)
        yield Cue(start, start + 1, start + 1, end, "mark", tokens[start].low)
        return
    found = sources.subject(tokens, start, colon, "")
    if found is not None and found.grade != sources.POSSIBLE:
        yield Cue(colon, colon + 1, found.start, found.end, "mark", ":")
