"""What a cue of an inflected language reports in other words than the speaker's: що-clauses, the clause before
`, повідомив Коваль`, the one around `, за словами Коваля,`.

Works on the tokens of one sentence and yields stretches of them, as clauses.py does for English.
"""

from collections.abc import Iterator, Sequence

from indexer.extract.quotes.clauses import CLAUSE_TOKENS_MIN, Attributed, bare
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    CONTINUES,
    FRAGMENT,
    JUDGING,
    PARTICIPLE,
    PREPOSITION,
    QUOTATION,
    RELATIVE,
    STOP,
    THAT,
    URGING,
    WORD,
)
from indexer.extract.quotes.tokens import Token

LOOKAHEAD_TOKENS_MAX = 40
"""How far behind a verb its що-clause may begin."""
QUESTIONS = frozenset(
    "як чому де коли скільки чи хто куди звідки навіщо наскільки почему где когда сколько как".split()
)
AS = frozenset(("як", "как"))
THIS = frozenset(("це", "этом"))
POINTING = frozenset("того тим тому так такий така таке такі тем".split())
"""Before `, як`: після того, як повідомив."""
ABOUT = frozenset(("про", "об"))
COMMAS = frozenset((",", "–", "—", "-"))

Stretch = tuple[int, int]


def reported(tokens: Sequence[Token], cues: Sequence[Attributed]) -> Iterator[tuple[int, int, Attributed]]:
    """Stretches of tokens, each what one cue reports in other words than the speaker's (or not only in them)."""
    taken = 0
    for place, entry in enumerate(cues):
        later = [other.cue for other in cues[place + 1 :]]
        for stretch in _stretches(tokens, entry.cue, later, taken):
            start, end = bare(tokens, *stretch)
            taken = max(taken, end)
            # Offices and firms urge and judge all day; what only they are said to do is no statement.
            if tokens[entry.cue.start].tags & URGING and entry.speaker.type != "person" and not _clause(tokens, start):
                continue
            if end - start >= CLAUSE_TOKENS_MIN or refers_back(tokens, start, end):
                yield start, end, entry
        taken = max(taken, _end(entry.cue))


def _clause(tokens: Sequence[Token], start: int) -> bool:
    return start < len(tokens) and bool(tokens[start].tags & THAT)


def refers_back(tokens: Sequence[Token], start: int, end: int) -> bool:
    """`Про це повідомив Коваль`: what was said is the sentence before."""
    return end - start == 2 and tokens[start].low in ABOUT and tokens[start + 1].low in THIS


def pieces(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """A clause as statements: (start, end, mixed). One that quotes goes on over small letters behind a mark; before a
    quotation that begins in capitals behind a comma or colon it ends.
    """
    first, mixed = start, False
    for place in range(start, end):
        token = tokens[place]
        if token.tags & QUOTATION:
            if _goes_on(tokens, first, place):
                mixed = True
                continue
            if place - first >= CLAUSE_TOKENS_MIN:
                yield *bare(tokens, first, place), mixed
            first, mixed = place + 1, False
        elif _verbatim(token):
            mixed = True
    first, end = bare(tokens, first, end)
    if end - first >= CLAUSE_TOKENS_MIN:
        yield first, end, mixed


def _goes_on(tokens: Sequence[Token], first: int, place: int) -> bool:
    if tokens[place].tags & CONTINUES:
        return place > first
    return place - first >= CLAUSE_TOKENS_MIN and tokens[place - 1].text not in {",", ":", "."}


def _verbatim(token: Token) -> bool:
    """Whether a quoted word belongs to words held to be somebody's, not to a name: names begin in capitals."""
    return bool(token.tags & FRAGMENT) and bool(token.segment) and token.tags & WORD != 0 and _small(token)


def _small(token: Token) -> bool:
    segment = token.segment
    return segment is not None and token.start == segment.start and token.text[0].islower()


def _stretches(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], taken: int) -> Iterator[Stretch]:
    if cue.shape == "according":
        yield from _around(tokens, cue, later, taken)
        return
    if cue.shape == "mark":
        yield from _behind_colon(tokens, cue)
        return
    end = _end(cue)
    stop = _stop(tokens, end, later)
    that = _that(tokens, end, stop)
    if that is not None:
        yield that, stop
        return
    if tokens[cue.start].tags & URGING:
        yield from _urged(tokens, end, stop, judging=bool(tokens[cue.start].tags & JUDGING))
        return
    about = _verbatim_object(tokens, end, stop)
    if about is not None:
        yield about, stop
        return
    if _introduces_quotation(tokens, end, later):
        return
    this = _this(tokens, cue)
    if this is not None:
        yield this
        return
    yield from _beside(tokens, cue, later, taken)


def _end(cue: Cue) -> int:
    return max(cue.end, cue.source_end)


def _opening(tokens: Sequence[Token], cue: Cue) -> int:
    """Where the words of the writer begin: `, як повідомив`, `, міністр сказав`."""
    start = min(cue.start, cue.source_start) if cue.source_end else cue.start
    while start and tokens[start - 1].tags & (ADVERB | CONJUNCTION) and not tokens[start - 1].tags & THAT:
        start -= 1
    return start


def _stop(tokens: Sequence[Token], start: int, later: Sequence[Cue]) -> int:
    """Where the next statement of the same sentence begins: …, додавши, що; … і додав, що; …, повідомляє X."""
    for cue in later:
        opening = _opening(tokens, cue)
        if opening <= start or cue.shape in {"according", "mark"}:
            continue
        before = tokens[opening - 1]
        if before.text in COMMAS or before.tags & CONJUNCTION or tokens[opening].tags & CONJUNCTION:
            inner = any(token.tags & THAT for token in tokens[start : start + 2])
            if cue.shape != "inverted" or cue.source_end >= len(tokens) - 1 or not inner:
                return opening
    return len(tokens)


def _that(tokens: Sequence[Token], start: int, stop: int) -> int | None:
    """First token of a clause behind `, що`, `, чому` or a colon without a quotation."""
    if start < stop and tokens[start].tags & THAT:
        return start
    for place in range(start, min(stop - 1, start + LOOKAHEAD_TOKENS_MAX)):
        token, following = tokens[place], tokens[place + 1]
        if token.text == ":":
            return None if following.tags & QUOTATION else place + 1
        if token.text == "," and (following.tags & THAT or following.low in QUESTIONS):
            return place + 1
        if token.tags & QUOTATION or token.text in {";", "."} or (token.text == "," and following.tags & RELATIVE):
            return None
    return None


def _behind_colon(tokens: Sequence[Token], cue: Cue) -> Iterator[Stretch]:
    """`ДСНС: дорогу перекрито.`"""
    if tokens[cue.start].text == ":" and not tokens[cue.end].tags & QUOTATION:
        yield cue.end, len(tokens)


def _urged(tokens: Sequence[Token], start: int, stop: int, *, judging: bool) -> Iterator[Stretch]:
    """`пообіцяв відкрити міст`; of `назвав закон «помилкою для всіх»` the quoted words only."""
    end = next((place for place in range(start, stop) if tokens[place].text in {";", "."}), stop)
    if judging:
        yield from _quoted_runs(tokens, start, end)
        return
    said = next(
        (place for place in range(start, min(end, start + OBJECT_TOKENS_MAX)) if _infinitive(tokens[place])), None
    )
    marks = any(tokens[place].text == ":" for place in range(start, end))
    if said is not None and not marks:
        yield start, end


def _quoted_runs(tokens: Sequence[Token], start: int, end: int) -> Iterator[Stretch]:
    for place in range(start, end):
        if _verbatim(tokens[place]):
            segment = tokens[place].segment
            last = place
            while last + 1 < end and tokens[last + 1].segment is segment:
                last += 1
            yield place, last


OBJECT_TOKENS_MAX = 8
"""How far behind `закликав` its infinitive may stand."""


def _infinitive(token: Token) -> bool:
    return token.low.endswith(("ти", "тися", "тись", "ать", "еть", "аться")) and not token.tags & CAPITAL


def _verbatim_object(tokens: Sequence[Token], start: int, stop: int) -> int | None:
    """`заявив про «повну готовність»`: an object that quotes."""
    if start >= stop or not tokens[start].tags & PREPOSITION:
        return None
    for place in range(start, min(stop, start + 12)):
        if tokens[place].tags & FRAGMENT and not tokens[place + 1].tags & CAPITAL:
            return start if tokens[start].low in ABOUT else None
        if tokens[place].tags & (STOP | QUOTATION):
            return None
    return None


def _introduces_quotation(tokens: Sequence[Token], start: int, later: Sequence[Cue]) -> bool:
    """`сказав: «…»`."""
    stop = _stop(tokens, start, later)
    return any(
        tokens[place].text == ":" and place + 1 < stop and tokens[place + 1].tags & QUOTATION
        for place in range(start, stop)
    )


def _this(tokens: Sequence[Token], cue: Cue) -> Stretch | None:
    """`Про це …`, on either side of the verb."""
    spans = (range(_opening(tokens, cue)), range(cue.start, min(len(tokens) - 1, _end(cue) + 4)))
    for span in spans:
        for place in span:
            if place + 1 < len(tokens) and refers_back(tokens, place, place + 2):
                return place, place + 2
    return None


def _beside(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], taken: int) -> Iterator[Stretch]:
    """The clause before `, повідомив Коваль`, or the one after `Як повідомив Коваль,`."""
    if tokens[cue.start].tags & PARTICIPLE:
        return
    opening, end = _opening(tokens, cue), _end(cue)
    if _as(tokens, opening, cue) and opening <= taken + 1:
        if end < len(tokens) and tokens[end].text == ",":
            yield end + 1, _stop(tokens, end + 1, later)
        return
    if opening - taken < CLAUSE_TOKENS_MIN or not _ended(tokens, opening):
        return
    if tokens[cue.start].tags & JUDGING or _only_quoted(tokens, taken, opening) or cue.shape == "inherited":
        return
    yield taken, opening
    # Behind an inverted source the comma opens its apposition: повідомив Коваль, голова комітету.
    if cue.shape == "subject" and end < len(tokens) - CLAUSE_TOKENS_MIN and tokens[end].text == ",":
        yield end + 1, _stop(tokens, end + 1, later)


def _as(tokens: Sequence[Token], opening: int, cue: Cue) -> bool:
    return any(token.low in AS for token in tokens[opening : cue.start])


def _ended(tokens: Sequence[Token], opening: int) -> bool:
    """Whether a comma or dash stands between a clause and the words `повідомив Коваль`."""
    if opening == 0 or (opening > 1 and tokens[opening - 2].low in POINTING):
        return False
    return tokens[opening - 1].text in COMMAS or tokens[opening - 1].text == "?"


def _only_quoted(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether nothing but whole quotations and marks stands there."""
    rest = [token for token in tokens[start:stop] if not token.tags & QUOTATION and token.tags & WORD]
    quoted = any(token.tags & QUOTATION for token in tokens[start:stop])
    return quoted and (not rest or bool(tokens[start].tags & QUOTATION))


def _around(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], taken: int) -> Iterator[Stretch]:
    """Both sides of `, за словами Коваля,`."""
    end = _end(cue)
    stop = _stop(tokens, end, later)
    opening = cue.start
    leads = opening - taken >= CLAUSE_TOKENS_MIN and tokens[opening - 1].text in COMMAS
    if leads and not _only_quoted(tokens, taken, opening):
        yield taken, opening
    if end < stop and tokens[end].text in COMMAS:
        end += 1
    if _opens_quotation(tokens, end, stop):
        return
    if stop - end >= CLAUSE_TOKENS_MIN:
        yield end, stop


def _opens_quotation(tokens: Sequence[Token], start: int, stop: int) -> bool:
    return start < stop and bool(tokens[start].tags & QUOTATION) and stop - start <= CLAUSE_TOKENS_MIN
