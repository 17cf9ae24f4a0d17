"""Which words of a text a query matched, and the stretches of it that show them best. Pure, and linear in the text.

It marks by the rules engines search by: a word in any of its forms, a prefix, a phrase only where all of it stands.
What stands under NOT is never marked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer import analysis
from indexer.query import And, Node, Or, Phrase, Word

ELLIPSIS = "…"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text in parts, each with whether the query matched it. No part is empty."""

    parts: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A matched word of the text, and what matched it: a stem, a prefix or a phrase."""

    start: int
    end: int
    by: str


def mark(text: str, where: Node) -> Snippet:
    """The whole text with its matches marked."""
    return _cut(text, _marks(text, where), (0, len(text)))


def snippets(text: str, where: Node, *, count: int = 2, width: int = 240) -> tuple[Snippet, ...]:
    """Up to `count` stretches of about `width` characters in which the query is matched most variously, in text order.

    Without matches, the beginning of the text; nothing for an empty text.
    """
    marks = _marks(text, where)
    if not marks:
        end = _word_end(text, width, 0) or width
        return (_cut(text, (), (0, end)),) if text else ()
    gaps, chosen = [(0, len(text))], []
    for _ in range(count):
        windows = [(window, gap) for gap in gaps if (window := _best_window(marks, gap, width))]
        if not windows:
            break
        (_, span), gap = max(windows, key=lambda found: (found[0][0], -found[1][0]))
        stretch = _stretch(text, span, gap, width)
        chosen.append(stretch)
        gaps.remove(gap)
        gaps += [(gap[0], stretch[0]), (stretch[1], gap[1])]
    return tuple(_cut(text, marks, stretch) for stretch in sorted(chosen))


# ----------------------------------------------------------------------------------------------------------- matching


def _marks(text: str, where: Node) -> tuple[_Mark, ...]:
    wanted = tuple(_wanted(where))
    if not wanted:
        return ()
    phrases = [tuple(analysis.forms(node.text)) for node in wanted if isinstance(node, Phrase)]
    words = [node for node in wanted if isinstance(node, Word)]
    marks = {m.start: m for m in _phrase_marks(text, [phrase for phrase in phrases if phrase])}
    marks |= {m.start: m for m in _word_marks(text, words)}
    return tuple(marks[start] for start in sorted(marks))


def _wanted(node: Node) -> Iterator[Word | Phrase]:
    if isinstance(node, Word | Phrase):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _wanted(part)


def _word_marks(text: str, words: Iterable[Word]) -> Iterator[_Mark]:
    stems: set[str] = set()
    prefixes: set[str] = set()
    for word in words:
        forms = analysis.forms(word.text)
        if word.prefix and forms:
            # Typed in one piece, "state-own*" is two words; the * belongs to the last.
            prefixes.add(forms.pop())
        stems.update(map(analysis.stem, forms))
    judge = _Judge(frozenset(stems), tuple(sorted(prefixes)))
    for match in analysis.WORD.finditer(text):
        if by := judge.matched_by(match.group()):
            yield _Mark(match.start(), match.end(), by)


class _Judge:
    """Remembers its verdict on each word of a text, as most stand there many times."""

    def __init__(self, stems: frozenset[str], prefixes: tuple[str, ...]) -> None:
        self._stems = stems
        self._prefixes = prefixes
        self._verdicts: dict[str, str] = {}

    def matched_by(self, word: str) -> str:
        """The stem or prefix that matches the word; empty if none does."""
        verdict = self._verdicts.get(word)
        if verdict is None:
            form = analysis.fold(word)
            stem = analysis.stem(form)
            prefix = next((prefix for prefix in self._prefixes if form.startswith(prefix)), "")
            verdict = self._verdicts[word] = stem if stem in self._stems else prefix
        return verdict


def _phrase_marks(text: str, phrases: Sequence[tuple[str, ...]]) -> Iterator[_Mark]:
    if not phrases:
        return
    tokens = list(analysis.tokens(text))
    forms = [token.form for token in tokens]
    for phrase in phrases:
        marked_to = 0
        for start in _occurrences(phrase, forms):
            for token in tokens[max(start, marked_to) : start + len(phrase)]:
                yield _Mark(token.start, token.end, " ".join(phrase))
            marked_to = start + len(phrase)


def _occurrences(phrase: Sequence[str], forms: Sequence[str]) -> Iterator[int]:
    """Where a phrase begins among forms, overlaps too. By Knuth, Morris and Pratt: no text makes it slow."""
    fallback = [0]
    matched = 0
    for form in phrase[1:]:
        while matched and phrase[matched] != form:
            matched = fallback[matched - 1]
        matched += phrase[matched] == form
        fallback.append(matched)
    matched = 0
    for at, form in enumerate(forms):
        while matched and (matched == len(phrase) or phrase[matched] != form):
            matched = fallback[matched - 1]
        matched += phrase[matched] == form
        if matched == len(phrase):
            yield at + 1 - matched


# ------------------------------------------------------------------------------------------------------------ cutting


def _best_window(marks: Sequence[_Mark], gap: Span, width: int) -> tuple[tuple[int, int], Span] | None:
    """The span within a gap, no longer than `width`, with the most different matches, then the most of them.

    None where there are no marks. A single word longer than `width` is a window too.
    """
    inside = [m for m in marks if gap[0] <= m.start and m.end <= gap[1]]
    best: tuple[tuple[int, int], Span] | None = None
    kinds: Counter[str] = Counter()
    until = 0
    for first, leading in enumerate(inside):
        while until < len(inside) and (until == first or inside[until].end - leading.start <= width):
            kinds[inside[until].by] += 1
            until += 1
        score = len(kinds), until - first
        if best is None or score > best[0]:
            best = score, (leading.start, inside[until - 1].end)
        kinds[leading.by] -= 1
        if not kinds[leading.by]:
            del kinds[leading.by]
    return best


def _stretch(text: str, span: Span, gap: Span, width: int) -> Span:
    """The span with as much around it as fits into `width` and the gap, from word to word."""
    start, end = span[0], min(span[1], span[0] + width)
    low = max(gap[0], start - (width - (end - start)) // 2)
    high = min(gap[1], low + width)
    low = max(gap[0], min(low, high - width))
    return _word_start(text, low, start), _word_end(text, high, end)


def _word_start(text: str, low: int, most: int) -> int:
    """The first place from `low` on where no word is cut; `most`, where one begins, at the latest."""
    return next((at for at in range(low, most) if at == 0 or text[at - 1].isspace()), most)


def _word_end(text: str, high: int, least: int) -> int:
    """The last place up to `high` where no word is cut; `least` if there is none behind it."""
    if high >= len(text):
        return len(text)
    return next((at for at in range(high, least, -1) if text[at].isspace()), least)


def _cut(text: str, marks: Iterable[_Mark], stretch: Span) -> Snippet:
    start, end = stretch
    parts: list[tuple[str, bool]] = []
    plain, at = ELLIPSIS if start else "", start
    for marked in marks:
        if start <= marked.start < end:
            plain += text[at : marked.start]
            parts += [(plain, False)] if plain else []
            parts.append((text[marked.start : min(marked.end, end)], True))
            plain, at = "", min(marked.end, end)
    plain += text[at:end] + (ELLIPSIS if end < len(text) else "")
    return Snippet((*parts, (plain, False)) if plain else tuple(parts))
