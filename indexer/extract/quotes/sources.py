"""Where a source begins and ends when case endings tell: the nominative beside a verb and all that belongs to it.

Works on the tokens of one sentence. A subject is plain where its form shows it (він, міністр, пресслужба, Олена),
likely where only a capital does, possible where it is just a noun.
"""

from collections.abc import Sequence
from typing import NamedTuple

from indexer.extract.quotes.lexicon import (
    ADDRESSEE,
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DAY,
    DETERMINER,
    DOCUMENT,
    FRAGMENT,
    GIVEN,
    GROUP,
    HE,
    LINK,
    NOMINATIVE,
    NOT_NAME,
    ORGANISATION,
    PARTICIPLE,
    PARTICLE,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    SHE,
    SPEECH,
    STOP,
    THAT,
    TITLE,
    WORD,
)
from indexer.extract.quotes.tokens import Token

PLAIN, LIKELY, POSSIBLE = 0, 1, 2
BETWEEN = ADVERB | ADDRESSEE
SOURCE_TOKENS_MAX = 30
LOOKAHEAD_TOKENS_MAX = 14
"""How far ahead a name may stand that makes a prepositional phrase part of an office."""
SPEAKS = TITLE | ORGANISATION | GROUP | DOCUMENT
OBLIQUE = (
    "ого", "ому", "ої", "ою", "ею", "єю", "ові", "еві", "єві", "ами", "ями", "ах", "ях", "ам", "ям", "ій", "ім", "им",
    "их", "іх", "ими", "іми", "ям", "ів", "їв", "ом", "ем", "єм", "ью", "ой", "ей", "ую", "юю", "ым", "ых", "ых",
)  # fmt: skip
"""Endings of words that are no subjects, where nothing else tells."""
OBLIQUE_NAMES = ("ого", "ому", "ої", "ою", "ською", "ові", "еві", "єві", "ым")
ADJECTIVES = ("ий", "ій", "а", "е", "є", "ые", "ый", "ая", "ое", "ні", "ві", "кі", "і")
CAPITAL_ADJECTIVES = ("ський", "ська", "ське", "цький", "цька", "цьке", "ний", "на", "не", "ский", "ская")
OFFICE_WORDS = frozenset(
    "питань питання справах справ зв'язків захисту комунікацій роботи прав надзвичайних вопросам делам".split()
)
"""Behind a preposition they belong to an office: комітет з питань …, речниця зі зв'язків …"""
FROM = frozenset(("у", "в", "з", "із", "зі", "с", "из"))
SOME = frozenset("один одна одне хтось дехто кожен кожна ніхто багато один одна".split())
OCCASIONS = frozenset(
    "ефірі коментарі інтерв'ю відповідь telegram facebook x твіттері фейсбуці телеграмі зверненні відеозверненні "
    "умовах".split()
)
"""Behind a preposition they are no place that speaks."""
VERB_ENDINGS = ("лася", "вся", "лися", "лося", "ється", "иться", "яться", "ються", "уться", "ался", "алась")
NOUNS_LIKE_VERBS = frozenset(
    "справ прав держав вистав підстав застав заяв постав переправ поправ страв уяв школа сила сили села".split()
)
JOINING = frozenset(("та", "і", "й", "и"))
LIKE_VERBS = (
    "ув", "ав", "яв", "ала", "яла", "ила", "али", "яли", "или", "ало", "ило", "ела", "ели", "ело", "йшли",
    "йшла", "зли", "гли",
)  # fmt: skip


class Subject(NamedTuple):
    """Tokens `start`-`end` are a noun phrase that can speak."""

    start: int
    end: int
    grade: int
    named: bool
    """Whether a person's name stands in it."""


def agreement(low: str) -> str:
    """What a verb's form says of its subject: m, f, n, p (plural), or nothing."""
    bare = low.removesuffix("ся").removesuffix("сь")
    if bare.endswith("ла"):
        return "f"
    if bare.endswith("ло"):
        return "n"
    if bare.endswith(("ли", "ють", "уть", "ять", "ні", "ны", "ют", "ят", "ут")):
        return "p"
    return "m" if bare.endswith(("в", "л", "іг", "ний", "вен")) else ""


def verb_gender(tokens: Sequence[Token], start: int, end: int) -> str | None:
    """Whether the verb of speech beside a lone surname says he or she: наголосив Гнатюк."""
    if end - start > 1:
        return None
    for place in (start - 1, end):
        if 0 <= place < len(tokens) and tokens[place].tags & SPEECH and not tokens[place].tags & PARTICIPLE:
            return {"m": "male", "f": "female"}.get(agreement(tokens[place].low))
    return None


def subject(tokens: Sequence[Token], start: int, stop: int, number: str) -> Subject | None:
    """The first noun phrase between two tokens that can be a verb's subject, the plainest grade first."""
    likely = possible = None
    place = start
    while place < stop:
        token = tokens[place]
        if token.tags & PREPOSITION and not _names(token):
            place = _past_object(tokens, place, stop)
            continue
        grade = _grade(tokens, place, start, number)
        if grade == PLAIN:
            return _subject(tokens, place, start, stop, PLAIN)
        if grade == LIKELY and likely is None:
            likely = place
        elif grade == POSSIBLE and possible is None:
            possible = place
        place += 1
    if likely is not None:
        return _subject(tokens, likely, start, stop, LIKELY)
    return _subject(tokens, possible, start, stop, POSSIBLE) if possible is not None else None


def _subject(tokens: Sequence[Token], place: int, start: int, stop: int, grade: int) -> Subject:
    first = place
    while first > start and _belongs(tokens, first - 1):
        first -= 1
    end = end_of(tokens, place, stop)
    named = any(token.tags & GIVEN and token.tags & CAPITAL for token in tokens[first:end]) or grade == LIKELY
    return Subject(first, end, grade, named)


def _belongs(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word before a head is its adjective or opens it: *перша* заступниця, *«* Світло."""
    token = tokens[place]
    if token.tags & FRAGMENT:
        return not token.tags & WORD
    if not token.tags & WORD or token.tags & NO_ADJECTIVE:
        return False
    return token.low.endswith(ADJECTIVES) or token.low == "в.о."


NO_ADJECTIVE = PREPOSITION | CONJUNCTION | ADVERB | PRONOUN | DETERMINER | DAY | SPEECH | ADDRESSEE | POSSESSIVE | THAT


def _names(token: Token) -> bool:
    return bool(token.tags & GIVEN and token.tags & CAPITAL)


def _past_object(tokens: Sequence[Token], place: int, stop: int) -> int:
    """Behind a preposition and what it governs: `у Верховній Раді | депутат`."""
    after = place + 1
    while after < stop and tokens[after].low.endswith(OBLIQUE) and _modifies(tokens, after, stop):
        after += 1
    return after + 1


def _modifies(tokens: Sequence[Token], place: int, stop: int) -> bool:
    following = tokens[place + 1] if place + 1 < stop else None
    return following is not None and bool(following.tags & WORD) and not following.tags & (NOMINATIVE | PREPOSITION)


def _grade(tokens: Sequence[Token], place: int, start: int, number: str) -> int | None:
    token = tokens[place]
    if token.tags & PRONOUN:
        return PLAIN if _pronoun_agrees(token, number) else None
    if token.tags & FRAGMENT:
        opens = token.tags & CAPITAL and not (place and tokens[place - 1].tags & (FRAGMENT & WORD))
        return LIKELY if opens and place <= start + 1 and not token.tags & GIVEN else None
    if token.tags & NOMINATIVE and token.tags & (SPEAKS | CAPITAL) and _agrees(tokens, place, number):
        return PLAIN
    if token.tags & CAPITAL:
        # A lone name goes with no plural; what does is a word at the head of its sentence.
        many = number == "p" and not token.text.isupper()
        return LIKELY if not many and _likely(tokens, place) else None
    return POSSIBLE if _possible(token) else None


def _pronoun_agrees(token: Token, number: str) -> bool:
    if token.tags & RELATIVE:
        return True
    if token.tags & HE:
        return number in {"m", ""}
    if token.tags & SHE:
        return number in {"f", ""}
    return token.low in {"вони", "они"} and number in {"p", ""}


def _agrees(tokens: Sequence[Token], place: int, number: str) -> bool:
    token = tokens[place]
    if token.tags & GIVEN and token.tags & CAPITAL:
        gender = "m" if token.tags & HE else "f" if token.tags & SHE else ""
        return number in {"", "p", gender} or not gender
    if not token.tags & (ORGANISATION | DOCUMENT) or token.tags & TITLE or number in {"", "p"}:
        return True
    return number == _noun_gender(token.low)


def _noun_gender(low: str) -> str:
    if low.endswith(("а", "я")) and not low.endswith("ння"):
        return "f"
    return "n" if low.endswith(("о", "е", "ння")) else "m"


def _likely(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.tags & (DAY | NOT_NAME | PREPOSITION | CONJUNCTION | SPEECH | ADVERB | PARTICIPLE | ADDRESSEE):
        return False
    if token.tags & (TITLE | ORGANISATION | GIVEN | GROUP) or token.low.endswith(OBLIQUE_NAMES):
        return False
    # A name shares the case of the office before it.
    before = tokens[place - 1] if place else None
    if before is None:
        return True
    return not (before.tags & (TITLE | ORGANISATION | GIVEN) and not before.tags & NOMINATIVE)


def _possible(token: Token) -> bool:
    if not token.tags & WORD or token.tags & NO_SUBJECT or token.text[0].isdigit():
        return False
    return len(token.low) > 2 and not token.low.endswith((*OBLIQUE, "о", "у", "ю", "ши", "чи"))


NO_SUBJECT = NO_ADJECTIVE | TITLE | ORGANISATION | DOCUMENT | PLACE | RELATIVE | NOT_NAME | PARTICIPLE


def interrupts(tokens: Sequence[Token], comma: int) -> bool:
    """`, відповідаючи на запитання,`: a verb form between commas before its subject."""
    after = tokens[comma + 1] if comma + 1 < len(tokens) else None
    return after is not None and after.low.endswith(("ючи", "ачи", "ячи", "вши", "ши"))


def joins(tokens: Sequence[Token], place: int) -> bool:
    """`міністр і речниця`, `Коваль та Лис`, `культури та спорту`: two of one kind, not two statements."""
    if tokens[place].low not in JOINING or not 0 < place < len(tokens) - 1:
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    if after.tags & (SPEECH | ADVERB | PREPOSITION | PRONOUN) or before.tags & SPEECH:
        return False
    if before.tags & after.tags & CAPITAL:
        return True
    return bool(after.tags & WORD) and not verbal(after)


def end_of(tokens: Sequence[Token], start: int, stop: int) -> int:
    """End of the noun phrase that starts at `start`: up to a mark, a verb, a circumstance, or behind a name."""
    if tokens[start].tags & PRONOUN:
        return start + 1
    end = start
    stop = min(stop, start + SOURCE_TOKENS_MAX)
    while end < stop and not _ends(tokens, start, end, stop):
        end += 1
        if _named(tokens, start, end):
            return _past_partner(tokens, end, stop)
    return end


def _past_partner(tokens: Sequence[Token], end: int, stop: int) -> int:
    """`Коваль та *речниця Лис*`."""
    if end + 1 < stop and tokens[end].low in JOINING and joins(tokens, end):
        after = tokens[end + 1]
        if after.tags & CAPITAL or (after.tags & NOMINATIVE and after.tags & TITLE):
            return end_of(tokens, end + 1, stop)
    return end


def _ends(tokens: Sequence[Token], start: int, end: int, stop: int) -> bool:
    token = tokens[end]
    if token.tags & FRAGMENT:
        return not _called(tokens, end)
    if token.tags & (QUOTATION | STOP):
        return token.text != "-"
    if end == start:
        return False
    if token.tags & (THAT | RELATIVE | PARTICIPLE | ADDRESSEE) or (token.tags & SPEECH and not token.tags & CAPITAL):
        return True
    if token.tags & PREPOSITION and not token.tags & CAPITAL:
        return not _goes_on(tokens, start, end, stop)
    if token.tags & CONJUNCTION:
        return not joins(tokens, end)
    if token.tags & (ADVERB | DAY | PRONOUN) and not token.tags & CAPITAL:
        return not token.tags & (TITLE | LINK)
    return not token.tags & CAPITAL and verbal(token)


def verbal(token: Token) -> bool:
    """A finite verb by its ending. Nouns like справ and сил are spared: they stand in offices."""
    if token.tags & (TITLE | ORGANISATION | DOCUMENT | GROUP | CAPITAL):
        return False
    if token.low in NOUNS_LIKE_VERBS:
        return False
    return token.low.endswith(VERB_ENDINGS) or (len(token.low) > 5 and token.low.endswith(LIKE_VERBS))


def _called(tokens: Sequence[Token], place: int) -> bool:
    """Whether a quoted part is what something is called: компанія «Світло»."""
    segment = tokens[place].segment
    first = place
    while first > 0 and tokens[first - 1].segment is segment:
        first -= 1
    inner = tokens[first + 1] if first + 1 < len(tokens) and not tokens[first].tags & WORD else tokens[first]
    return bool(inner.tags & CAPITAL) or inner.text[:1].isdigit()


def _goes_on(tokens: Sequence[Token], start: int, place: int, stop: int) -> bool:
    """Whether a preposition belongs to an office or a group: комітет *з* питань, джерело *в* уряді."""
    after = tokens[place + 1] if place + 1 < stop else None
    if after is None or after.tags & DAY:
        return False
    if after.low in OFFICE_WORDS:
        return True
    if (tokens[start].tags & GROUP or tokens[start].low in SOME) and (
        tokens[place].low in FROM or (tokens[place].low == "на" and after.tags & ORGANISATION)
    ):
        return not after.tags & PLACE and after.low not in OCCASIONS
    return bool(tokens[start].tags & SPEAKS) and _name_ahead(tokens, place + 1, stop)


def _name_ahead(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """A given name in the nominative before the next mark or verb, and no other office before it."""
    for index in range(place + 1, min(stop, place + LOOKAHEAD_TOKENS_MAX)):
        token = tokens[index]
        if token.tags & GIVEN and token.tags & CAPITAL and token.tags & NOMINATIVE:
            return True
        if token.tags & (QUOTATION | THAT | SPEECH) or (token.tags & STOP and not token.tags & FRAGMENT):
            return False
        if token.tags & TITLE and token.tags & NOMINATIVE and not token.tags & CAPITAL:
            return False
    return False


def _named(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the phrase so far ends with a person's whole name."""
    last = tokens[end - 1]
    if not last.tags & CAPITAL or last.tags & FRAGMENT:
        return False
    if end < len(tokens):
        following = tokens[end]
        if following.tags & (CAPITAL | PARTICLE) and not following.tags & (FRAGMENT | ADDRESSEE):
            return False
        if following.text == "-":
            return False
    first = end - 1
    while first > start and tokens[first - 1].tags & (CAPITAL | PARTICLE) and not tokens[first - 1].tags & FRAGMENT:
        first -= 1
    run = tokens[first:end]
    if any(token.tags & GIVEN for token in run) and len(run) > 1:
        return not any(token.tags & ORGANISATION for token in run)
    if last.low.endswith(OBLIQUE_NAMES):
        return False
    titled = tokens[first - 1].tags & TITLE and tokens[first - 1].tags & NOMINATIVE
    return (
        bool(first == start or titled)
        and not _adjectival(tokens, end)
        and not last.tags & (TITLE | ORGANISATION | GROUP | PLACE)
    )


def _adjectival(tokens: Sequence[Token], end: int) -> bool:
    """`Київська прокуратура`, `Одеський окружний адміністративний суд`: the capital is an adjective."""
    if end >= len(tokens) or not tokens[end].tags & WORD or tokens[end].tags & NO_ADJECTIVE:
        return False
    return tokens[end - 1].low.endswith(CAPITAL_ADJECTIVES) or bool(tokens[end].tags & ORGANISATION)


def with_apposition(tokens: Sequence[Token], found: Subject, stop: int) -> int:
    """End of a source whose name follows its office behind a comma: голова комітету, депутатка Ірина Коваль."""
    end = found.end
    if found.named or end + 1 >= stop or tokens[end].text != "," or not tokens[found.start].tags & TITLE:
        return end
    further = subject(tokens, end + 1, min(stop, end + 1 + LOOKAHEAD_TOKENS_MAX), "")
    return further.end if further is not None and further.start == end + 1 and further.named else end
