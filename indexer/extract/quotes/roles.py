"""Offices that lead back to their bearer where nouns are declined: очільниця відомства, глава держави, підполковник.

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


def bearer(named: Sequence[Sequence[Named]], number: int, words: Sequence[Token], lexicon: Lexicon) -> Person | None:
    """The one person named up to sentence `number` whose office these words mean. None where nobody or several are."""
    place = next((place for place, token in enumerate(words) if token.low in lexicon.offices), None)
    if place is None or not words[place].tags & TITLE:
        return None
    role = lexicon.offices[words[place].low][0]
    rest = [token for token in (*words[:place], *words[place + 1 :]) if token.tags & WORD and not token.tags & ADVERB]
    if any(token.tags & CAPITAL for token in rest[1:]):
        return None
    found = {
        entry.person.name: entry.person
        for sentence in named[: number + 1]
        for entry in sentence
        if entry.person is not None and entry.person.title and _means(role, rest, entry.person, lexicon)
    }
    return next(iter(found.values())) if len(found) == 1 else None


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
