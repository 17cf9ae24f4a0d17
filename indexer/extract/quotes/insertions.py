"""Attributions inside the marks: «Ми готові, – сказав Петренко. – Далі буде легше», the way Ukrainian prose
interrupts speech, and "We are ready, Roe said., where the closing mark was forgotten.

Cuts such a quotation, so that what stands between or behind is read as the words of the writer that they are.
"""

import re
from collections.abc import Iterator

from indexer.extract.quotes.lexicon import HUMAN, SPEECH, Lexicon
from indexer.extract.quotes.marks import Segment

INSERTION = re.compile(r"(?P<comma>[,?!…])\s[–—-]\s(?P<words>[^–—«»\"“”]{3,160}?)[.,]\s[–—-]\s")
TAIL = re.compile(r"(?P<comma>[,?!…])\s[–—-]\s(?P<words>[^–—«»\"“”]{3,200})$")
"""What ends a line of speech, or one whose quotation was never closed."""
UNCLOSED_TAIL = re.compile(r"[,?!]\s(?P<words>[^,?!.:;“”«»\"\n]{3,100})\.?\s*$")
"""Behind a quotation left open to the end of its paragraph: all that follows its last comma."""
TAIL_CHARS = 120
VERB_WORDS_MAX = 3
"""The verb opens an insertion: сказав, як зазначила, also додав."""


def parted(text: str, segment: Segment, lexicon: Lexicon) -> Iterator[Segment]:
    """The segment itself, or its parts around each insertion."""
    start, outer_start = segment.start, segment.outer_start
    for match in INSERTION.finditer(text, segment.start, segment.end):
        if _speaks(match["words"], lexicon):
            end = match.end("comma") if match["comma"] != "," else match.start("comma")
            if end > start:
                yield Segment(start, end, outer_start, end, closed=True)
            start = outer_start = match.end()
    last = None if segment.closed else TAIL.search(text, start, segment.end)
    if last is not None and _speaks(last["words"], lexicon):
        end = last.end("comma") if last["comma"] != "," else last.start("comma")
        yield Segment(start, end, outer_start, end, closed=True)
        return
    rest = segment._replace(start=start, outer_start=outer_start)
    end = segment.end if segment.closed else _forgotten(text, rest, lexicon)
    yield rest if end == segment.end else Segment(start, end, outer_start, end, closed=True)


def _forgotten(text: str, segment: Segment, lexicon: Lexicon) -> int:
    """Where a quotation ends whose closing mark is missing: before `, Roe said on Friday.`, its own end otherwise."""
    tail = UNCLOSED_TAIL.search(text, max(segment.start + 1, segment.end - TAIL_CHARS), segment.end)
    if tail is None or not any(word[:1].isupper() for word in tail["words"].split()):
        return segment.end
    attributes = any(lexicon.tags.get(word, 0) & HUMAN for word in tail["words"].lower().split())
    return tail.start() + 1 if attributes else segment.end


def _speaks(words: str, lexicon: Lexicon) -> bool:
    if not words[0].islower():
        return False
    low = words.lower().split()[:VERB_WORDS_MAX]
    return any(lexicon.tags.get(word, 0) & SPEECH for word in low) or low[0].endswith(VERBAL)


VERBAL = ("ється", "ться", "ився", "илася", "ався", "алася", "нув", "нула", "нули", "чав", "чала")
"""Whatever one does while speaking: сміється, буркнув, закричала."""
