"""An article's statements in order: each sentence's cues, what they attribute, and what goes on without one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.extract.quotes import clauses, complements, content, cues, inflected, questions, speakers, subjects, turns
from indexer.extract.quotes.clauses import Attributed
from indexer.extract.quotes.content import Found
from indexer.extract.quotes.cues import DASHES, Cue
from indexer.extract.quotes.lexicon import QUOTATION
from indexer.extract.quotes.speakers import Said, Scene, Speaker
from indexer.extract.quotes.tokens import Sentence, Token

CONTINUED_SENTENCES_MAX = 3
"""A quotation without a cue belongs to whoever spoke so recently."""
SPEAKS = cues.ATTRIBUTING | cues.MARKED
"""Nobody speaks in a sentence without any of these: a third of all are passed over."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the sentences so far leave to the next one."""

    last: Said | None = None
    """Whoever spoke last, and where."""
    before: Speaker | None = None
    """Who speaks in the sentence before. None where nobody does."""
    quoted: bool = False
    """Whether the sentence before quotes that speaker verbatim."""
    voices: tuple[Speaker, ...] = ()
    """People quoted verbatim, once each."""


def statements(scene: Scene) -> list[Found]:
    """In the order in which they were settled; the reader of this sorts by offset."""
    found, in_turns = turns.statements(scene)
    memory = Memory()
    for number, sentence in enumerate(scene.sentences):
        if number in in_turns:
            continue
        if not sentence.tags & SPEAKS and not (scene.lexicon.inflects and inflected.labelled(sentence.tokens)):
            memory = memory if memory.before is None else Memory(memory.last, voices=memory.voices)
            continue
        attributed = _attributed(scene, number, memory.last)
        direct = list(_direct(scene, number, attributed, memory))
        reported = list(_reported(scene, number, attributed, _unattributed(scene, number, memory)))
        reported += _asked(scene, number, reported, memory.last)
        found += _settled(direct, reported)
        memory = _remembered(memory, number, attributed, direct)
    return _looked_ahead(scene.text, found)


def _looked_ahead(text: str, found: Sequence[Found]) -> list[Found]:
    """A quotation whose paragraph never closes it goes on in the next one, where its speaker may be told."""
    settled = list(found)
    for place in range(len(settled) - 2, -1, -1):
        item, following = settled[place], settled[place + 1]
        between = text[item.end : following.start]
        adjoins = "\n" in between and not between.strip(" «\n")
        if item.speaker is None and following.kind == "direct" and adjoins:
            settled[place] = item._replace(speaker=following.speaker, continued=True)
    return settled


def _remembered(memory: Memory, number: int, attributed: Sequence[Attributed], direct: Sequence[Found]) -> Memory:
    quoted = next((item.speaker for item in direct if item.speaker is not None), None)
    spoke = quoted or (attributed[-1].speaker if attributed else None)
    voices = memory.voices
    for item in direct:
        if (
            item.cue
            and item.speaker
            and item.speaker.name
            and item.speaker.name not in {voice.name for voice in voices}
        ):
            voices = (*voices, item.speaker)
    return Memory(Said(spoke, number) if spoke else memory.last, spoke, quoted is not None, voices)


def _cues(scene: Scene, sentence: Sentence) -> list[Cue]:
    if scene.lexicon.inflects:
        return inflected.find(sentence, scene.lexicon)
    found = cues.find(sentence)
    if not sentence.tags & QUOTATION:
        return found
    return sorted((*found, *subjects.beside(scene.text, sentence.tokens, found)))


def _attributed(scene: Scene, number: int, last: Said | None) -> list[Attributed]:
    """The sentence's cues with their speakers; a cue whose speaker nothing tells is none."""
    entries: list[Attributed] = []
    for cue in _cues(scene, scene.sentences[number]):
        if cue.shape != "inherited" or cue.source_end:
            speaker = speakers.resolve(scene, number, cue, last)
        elif entries and not entries[-1].cue.antecedent:
            speaker = entries[-1].speaker
        else:
            speaker = subjects.subject(scene, number, cue.start, last)
        if speaker is not None:
            entries.append(Attributed(cue, speaker))
    return entries


def _direct(scene: Scene, number: int, attributed: Sequence[Attributed], memory: Memory) -> Iterator[Found]:
    """The sentence's whole quotations."""
    tokens, tags = scene.sentences[number].tokens, scene.sentences[number].tags
    if not tags & QUOTATION:
        return
    places = [place for place, token in enumerate(tokens) if token.tags & QUOTATION]
    for place in places:
        segment = tokens[place].segment
        assert segment is not None
        entry = content.nearest(attributed, place, alone=len(places) == 1)
        if not content.utterance(scene.text, tokens, place, attributed=entry is not None):
            continue
        speaker = entry.speaker if entry else _continuing(scene, number, place, memory)
        cue = entry.cue.word if entry else None
        yield Found(segment.start, segment.end, "direct", cue, speaker, continued=entry is None)


def _continuing(scene: Scene, number: int, place: int, memory: Memory) -> Speaker | None:
    """Whose a quotation without a cue is. None where neither its sentence nor the ones before tell."""
    segment = scene.sentences[number].tokens[place].segment
    if segment is not None and scene.text[segment.outer_start] in DASHES:
        return turns.answering(scene, number)
    if place > 0:
        return subjects.subject(scene, number, place, memory.last) or _recent(number, memory)
    signed = subjects.signed(scene, number)
    if signed is not None or number == 0:
        return signed
    before = scene.sentences[number - 1]
    if scene.sentences[number].paragraph - before.paragraph <= 1:
        if memory.before is not None:
            return memory.before if memory.quoted else _verbatim(memory.before, memory.voices)
        speaker = subjects.subject(scene, number - 1, len(before.tokens), memory.last)
        if speaker is not None:
            return speaker
    return _recent(number, memory)


def _verbatim(speaker: Speaker, voices: Sequence[Speaker]) -> Speaker:
    """After a sentence that reports a body's words, a quotation goes on with the one person the article quotes."""
    return voices[0] if speaker.type == "organisation" and len(voices) == 1 else speaker


def _recent(number: int, memory: Memory) -> Speaker | None:
    last = memory.last
    if last is None or number - last.sentence > CONTINUED_SENTENCES_MAX:
        return None
    return _verbatim(last.speaker, memory.voices)


def _unattributed(scene: Scene, number: int, memory: Memory) -> Sequence[Token]:
    """The sentence before, where "this was said by …" can mean it."""
    if not number or memory.before is not None:
        return ()
    before = scene.sentences[number - 1]
    return before.tokens if scene.sentences[number].paragraph - before.paragraph <= 1 else ()


def _reported(scene: Scene, number: int, attributed: Sequence[Attributed], before: Sequence[Token]) -> Iterator[Found]:
    tokens = scene.sentences[number].tokens
    room = complements if scene.lexicon.inflects else clauses
    for start, end, entry in room.reported(tokens, attributed):
        if room.refers_back(tokens, start, end):
            if before:
                yield Found(before[0].start, _bare_end(before), "indirect", entry.cue.word, entry.speaker)
            continue
        pieces = complements.pieces if scene.lexicon.inflects else content.pieces
        for first, stop, mixed in pieces(tokens, start, end):
            yield from _stated(tokens, first, stop, entry, mixed=mixed)


def _stated(tokens: Sequence[Token], first: int, stop: int, entry: Attributed, *, mixed: bool) -> Iterator[Found]:
    word, speaker, segment = entry.cue.word, entry.speaker, tokens[first].segment
    if segment is not None and all(token.segment is segment for token in tokens[first:stop]):
        yield Found(segment.start, segment.end, "direct", word, speaker)
        return
    final = tokens[stop - 1].segment if tokens[stop - 1].tags & QUOTATION else None
    offset = final.end if final else tokens[stop - 1].end
    yield Found(tokens[first].start, offset, "mixed" if mixed else "indirect", word, speaker)
    if mixed:
        for begin, finish in content.fragments(tokens, first, stop):
            yield Found(begin, finish, "direct", word, speaker, fragment=True)


def _asked(scene: Scene, number: int, reported: Sequence[Found], last: Said | None) -> Iterator[Found]:
    """What the sentence says somebody was asked, unless that stands in a statement anyway."""
    tokens = scene.sentences[number].tokens
    if scene.lexicon.inflects or scene.text.find(questions.STEM, tokens[0].start, tokens[-1].end) < 0:
        return
    for question in questions.asked(tokens):
        start, end = tokens[question.start].start, tokens[question.end - 1].end
        if any(item.start < end and start < item.end for item in reported):
            continue
        source = Cue(question.verb, question.verb + 1, *question.source, "inverted", questions.ASKED)
        speaker = speakers.resolve(scene, number, source, last) if source.source_end else None
        yield Found(start, end, "indirect", source.word, speaker)


def _bare_end(tokens: Sequence[Token]) -> int:
    return tokens[-2].end if len(tokens) > 1 and tokens[-1].text in {".", "…"} else tokens[-1].end


def _settled(direct: Iterable[Found], reported: Sequence[Found]) -> Iterator[Found]:
    """A quotation inside a mixed statement is its fragment, and its speaker's unless a cue of its own differs."""
    for quotation in direct:
        whole = next((item for item in reported if item.kind == "mixed" and _holds(item, quotation)), None)
        if whole is None:
            yield quotation
        elif quotation.continued:
            yield quotation._replace(fragment=True, speaker=whole.speaker, cue=whole.cue, continued=False)
        else:
            yield quotation._replace(fragment=True)
    yield from reported


def _holds(whole: Found, quotation: Found) -> bool:
    return whole.start <= quotation.start and quotation.end <= whole.end
