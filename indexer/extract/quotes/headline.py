"""Headlines: "… – Roe", "Roe: …", and whole sentences with a verb. Names in a title go back to the body's full
names.
"""

from collections.abc import Iterator, Sequence

from indexer.extract.quotes import attribution, sources, speakers
from indexer.extract.quotes.content import Found
from indexer.extract.quotes.cues import Cue
from indexer.extract.quotes.lexicon import (
    CAPITAL,
    FRAGMENT,
    GROUP,
    NOMINATIVE,
    NOT_NAME,
    PLACE,
    PREPOSITION,
    QUOTATION,
    TITLE,
    WORD,
)
from indexer.extract.quotes.speakers import Scene, Speaker
from indexer.extract.quotes.tokens import Token

DASHES = frozenset(("-", "–", "—"))
SOURCE_TOKENS_MAX = 8
WHERE = frozenset("in at near".split())
CONTENT_TOKENS_MIN = 2


def statements(scene: Scene) -> list[Found]:
    """What a title attributes. The scene is the title's own, its people linked with the body's."""
    if len(scene.sentences) == 1:
        tokens = scene.sentences[0].tokens
        found = next((items for items in (_after_dash(scene, tokens), _before_colon(scene, tokens)) if items), None)
        if found:
            return found
    return [item for item in attribution.statements(scene) if item.speaker is not None]


def _after_dash(scene: Scene, tokens: Sequence[Token]) -> list[Found]:
    """`Bridge to open in May – Roe`: the last dash with a short source behind it."""
    places = [place for place, token in enumerate(tokens) if token.text in DASHES and _spaced(scene.text, token)]
    quoted = bool(places) and bool(tokens[0].tags & QUOTATION)
    if (
        not places
        or not (quoted or places[-1] >= CONTENT_TOKENS_MIN)
        or len(tokens) - places[-1] - 1 > SOURCE_TOKENS_MAX
    ):
        return []
    speaker = _source(scene, tokens, places[-1] + 1, len(tokens))
    return list(_said(tokens, 0, places[-1], tokens[places[-1]].text, speaker)) if speaker else []


def _before_colon(scene: Scene, tokens: Sequence[Token]) -> list[Found]:
    """`Roe: bridge to open in May`."""
    place = next((place for place, token in enumerate(tokens[: SOURCE_TOKENS_MAX + 1]) if token.text == ":"), 0)
    if not place or len(tokens) - place - 1 < CONTENT_TOKENS_MIN:
        return []
    speaker = _source(scene, tokens, 0, place)
    return list(_said(tokens, place + 1, len(tokens), ":", speaker)) if speaker else []


def _spaced(text: str, token: Token) -> bool:
    return text[token.start - 1 : token.start].isspace() and text[token.end : token.end + 1].isspace()


def _source(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Speaker | None:
    """Who speaks, if these words are somebody at all: a person, an organisation, officials; not a place or a label."""
    if scene.lexicon.inflects and start < end:
        end = sources.end_of(tokens, start, end)  # директор заповідника | про підозру
    speaker = speakers.resolve(scene, 0, Cue(start, start, start, end, "mark", ":"), None)
    if speaker is None or tokens[start].tags & (PREPOSITION | FRAGMENT | QUOTATION):
        return None
    if speaker.type != "person" and any(token.low in WHERE for token in tokens[start:end]):
        return None  # High water in Lviv region: what happened where
    if speaker.type == "person" or (speaker.type == "organisation" and not tokens[end - 1].tags & PLACE):
        return speaker
    known = tokens[end - 1].tags & (TITLE | GROUP)
    if scene.lexicon.inflects:
        known = tokens[start].tags & (TITLE | GROUP) and tokens[start].tags & NOMINATIVE
    # Energy: …, Hockey: …: where no article tells names from nouns, only those the body names are somebody.
    return speaker if known or (not scene.lexicon.inflects and _lone_name(tokens, start, end)) else None


def _said(tokens: Sequence[Token], start: int, end: int, mark: str, speaker: Speaker) -> Iterator[Found]:
    while end > start and not tokens[end - 1].tags & (WORD | QUOTATION | FRAGMENT):
        end -= 1
    if start >= end:
        return
    verbatim = {token.segment for token in tokens[start:end] if token.segment is not None}
    if len(verbatim) == 1 and all(token.segment is not None for token in tokens[start:end]):
        segment = verbatim.pop()
        yield Found(segment.start, segment.end, "direct", mark, speaker)
        return
    yield Found(tokens[start].start, tokens[end - 1].end, "mixed" if verbatim else "indirect", mark, speaker)
    for segment in sorted(verbatim):
        yield Found(segment.start, segment.end, "direct", mark, speaker, fragment=True)


def _lone_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """A single capitalised word: a surname or a firm. It speaks, but without the body nobody can tell which it is."""
    return end - start == 1 and bool(tokens[start].tags & CAPITAL) and not tokens[start].tags & (PLACE | NOT_NAME)
