"""Offices that lead back to their bearer: the finance minister, the head of state, очільниця відомства, підполковник.

Only somebody the article has named with such an office, and only if it has named just one.
"""

from collections.abc import Iterator, Sequence

from indexer.extract.people import Person
from indexer.extract.quotes.lexicon import ADVERB, CAPITAL, TITLE, WORD, Lexicon
from indexer.extract.quotes.mentions import Named
from indexer.extract.quotes.tokens import Token

LEADING = frozenset(
    "очільник очільниця керівник керівниця глава голова міністр міністерка директор директорка начальник начальниця "
    "президент президентка мер мерка губернатор губернаторка ректор ректорка прем'єр прем'єрка прем'єр-міністр "
    "прем'єр-міністерка гендиректор гендиректорка командувач король королева канцлер канцлерка завідувач завідувачка"
    .split()
)  # fmt: skip
HEADS = frozenset("очільник очільниця керівник керівниця глава".split())
"""Whoever leads something can be called so."""
GOVERNED = {
    "держави": frozenset("президент президентка король королева".split()),
    "уряду": frozenset("прем'єр прем'єрка прем'єр-міністр прем'єр-міністерка канцлер канцлерка".split()),
    "міста": frozenset("мер мерка голова градоначальник".split()),
}
BROAD = frozenset("відомства держави уряду міністерства країни міста області громади установи компанії закладу".split())
"""What an office is of, in words so broad that the title need not repeat them."""
OFFICIALS = frozenset("посадовець посадовиця чиновник чиновниця урядовець політик політикиня".split())
"""Anybody with an office."""
CLASSES = (
    frozenset("спортсмен спортсменка чемпіон чемпіонка призер призерка олімпієць футболіст футболістка боксер "
              "біатлоніст біатлоністка".split()),
    frozenset("депутат депутатка нардеп нардепка парламентар парламентарка".split()),
    frozenset("мер мерка градоначальник".split()),
    frozenset("речник речниця пресофіцер пресофіцерка пресекретар пресекретарка прессекретар прессекретарка".split()),
)  # fmt: skip
FEMININE = ("ка", "ця", "иня", "еса", "ена", "ська", "ева", "виця")
COMMON = frozenset(("суддя", "голова", "староста", "глава", "колега"))
PREFIX_CHARS = 5
"""Letters by which міністр and міністерка, or комітету and комітет, are seen to be one word."""


def offices(named: Sequence[Sequence[Named]]) -> dict[str, Person | None]:
    """What an article may call those whose office it tells -> the one person meant. None where several are."""
    bearers: dict[str, Person | None] = {}
    for entry in (entry for sentence in named for entry in sentence):
        if entry.sighting.title and entry.person is not None:
            for call in _calls(entry.sighting.title):
                bearers[call] = entry.person if bearers.get(call, entry.person) == entry.person else None
    return bearers


def _calls(title: str) -> Iterator[str]:
    """`Polish Deputy Finance Minister` -> minister, finance minister, deputy finance minister, …; `head of the bank` ->
    head, head of the bank.
    """
    words = title.lower().replace(",", " ").split() or [""]
    own = words[: next((place for place, word in enumerate(words) if place and word in OF), len(words))]
    head = SHORT.get(own[-1], own[-1])
    yield head
    yield from (" ".join((*own[first:-1], head)) for first in range(len(own) - 1))
    if len(own) > 2:
        yield f"{own[0]} {head}"
    if own != words:
        yield " ".join(words)
    body = GOVERNING.get(" ".join(own[-2:])) or GOVERNING.get(head)
    if body and title[:1].isupper() and not SECOND.intersection(own):
        yield f"head of {body}"


OF = frozenset("of for the at in".split())
SHORT = {"sen.": "senator", "sen": "senator", "gov.": "governor", "gov": "governor", "gen.": "general",
         "col.": "colonel", "capt.": "captain", "sgt.": "sergeant"}  # fmt: skip
GOVERNING = {**dict.fromkeys(("president", "king", "queen"), "state"),
             **dict.fromkeys(("prime minister", "premier", "chancellor"), "government")}  # fmt: skip
SECOND = frozenset("vice deputy former acting first".split())


def resumes(words: Sequence[Token]) -> bool:
    """`the 66-year-old`, `the expert`: anybody can be called so, and whoever spoke last is."""
    return aged(words) or (len(words) == 2 and words[0].low == "the" and words[1].low in ANYBODY)


def aged(words: Sequence[Token]) -> bool:
    last = words[-1].low
    return len(words) == 2 and words[0].low == "the" and last[:1].isdigit() and last.endswith("-year-old")


ANYBODY = frozenset("expert official politician specialist pensioner".split())


def titled(named: Sequence[Sequence[Named]]) -> tuple[tuple[int, Person], ...]:
    """Everybody named with an office, once, with the sentence that names them first."""
    first: dict[str | None, tuple[int, Person]] = {}
    for number, sentence in enumerate(named):
        for entry in sentence:
            if entry.person is not None and entry.person.title and len(first) < TITLED_MAX:
                first.setdefault(entry.person.name, (number, entry.person))
    return tuple(first.values())


TITLED_MAX = 200
"""An article with more is a register, and looking all of them up for every office would take its square of time."""


def bearer(
    bearers: Sequence[tuple[int, Person]], number: int, words: Sequence[Token], lexicon: Lexicon
) -> Person | None:
    """The one of them named up to sentence `number` whose office these words mean. None where nobody or several are."""
    place = next((place for place, token in enumerate(words) if token.low in lexicon.offices), None)
    if place is None or not words[place].tags & TITLE:
        return None
    role = lexicon.offices[words[place].low][0]
    rest = [token for token in (*words[:place], *words[place + 1 :]) if token.tags & WORD and not token.tags & ADVERB]
    if any(token.tags & CAPITAL for token in rest[1:]):
        return None
    found = [person for first, person in bearers if first <= number and _means(role, rest, person, lexicon)]
    return found[0] if len(found) == 1 else None


def _means(role: str, rest: Sequence[Token], person: Person, lexicon: Lexicon) -> bool:
    title = person.title or ""
    if not _agrees(role, person):
        return False
    nouns = set(_nouns(title, lexicon))
    governed = next((GOVERNED[token.low] for token in rest if token.low in GOVERNED), None)
    if role in HEADS and governed is not None:
        return bool(nouns & governed) or bool(nouns & HEADS)
    if not any(_same(role, noun) for noun in nouns):
        return False
    low = title.lower()
    return all(token.low in BROAD or token.low[:PREFIX_CHARS] in low for token in rest)


def _agrees(role: str, person: Person) -> bool:
    if role in COMMON or person.gender is None:
        return True
    # A woman is called міністр as well as міністерка; a man is never called міністерка.
    return person.gender == "female" or not role.endswith(FEMININE)


def _same(role: str, noun: str) -> bool:
    if role in OFFICIALS or role == noun:
        return True
    if role in HEADS:
        return noun in LEADING
    if any(role in group and noun in group for group in CLASSES):
        return True
    return len(role) > PREFIX_CHARS and role[:PREFIX_CHARS] == noun[:PREFIX_CHARS] and role[:5] != "голов"


def _nouns(title: str, lexicon: Lexicon) -> Iterator[str]:
    """Nominatives of an office's own nouns: the first, and those in its case; not what it is of."""
    case = None
    for word in title.lower().replace("’", "'").replace("ʼ", "'").replace(",", " ").split():
        noun, form = lexicon.offices.get(word, (None, None))
        if noun is not None and case in {None, form}:
            case = form
            yield noun
