"""Which office a title names, which offices a typed text means, and who held what on a day. Pure.

A title names an office where it holds all words of one of its names, in any case form and order: "deputy head of the
State Border Service", "речниця МВС". A minister and a ministry are one word here. Nobody's office is guessed: a former
title names none, another country's neither, and where two offices fit equally well it is none of them.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from indexer import analysis
from indexer.model import Office, Tenure

TITLES_REMEMBERED = 50_000

_ONE_WORD = (
    (re.compile(r"\bu\.\s?s\.(?:\s?a\.)?|\bunited states\b", re.IGNORECASE), "USA "),
    (re.compile(r"\bu\.\s?k\.|\bunited kingdom\b", re.IGNORECASE), "UK "),
)
_SPELT = {"defense": "defence", "labor": "labour", "center": "centre"}
# One word for the body, its head and the adjective, by how it begins.
_FAMILIES = {
    "minister": ("minist", "міністр", "міністер", "министр", "министер"),
    "president": ("presiden", "президент"),
    "parliament": ("parliament", "парламент"),
    "region": ("region", "oblast", "област", "обласн"),
}
_OPENED = {"і": "о", "ї": "є"}
_COMPOUNDED = re.compile(r"(?:зам|віце|вице)(?=міністр|министр|прем[ьє]|президент)")
"""Written together with the office: замміністра, віцепрем'єр."""

_FUNCTION_WORDS = frozenset(
    """a an the of for in at on to and by with from as s
    у в з із зі та і й на при по для до про із-за щодо о т во
    и с со об""".split()
)

_HOME = """ukraine ukrainian україна український украина украинский"""
"""The country whose offices need not say so."""

_ABROAD = """us usa american america uk britain british england english poland polish germany german france french
italy italian spain spanish portugal portuguese netherlands dutch belgium belgian austria austrian switzerland swiss
sweden swedish norway norwegian finland finnish denmark danish iceland estonia estonian latvia latvian lithuania
lithuanian belarus belarusian russia russian kremlin moldova moldovan romania romanian bulgaria bulgarian hungary
hungarian slovakia slovak slovenia slovenian czech czechia croatia croatian serbia serbian montenegro macedonia greece
greek turkey türkiye turkish cyprus georgia georgian armenia armenian azerbaijan azerbaijani kazakhstan kazakh canada
canadian mexico mexican brazil brazilian china chinese japan japanese korea korean india indian iran iranian iraq
iraqi israel israeli syria syrian ireland irish scotland scottish australia australian egypt egyptian saudi lpr dpr
afghanistan afghan taliban pakistan pakistani lebanon lebanese palestine palestinian libya libyan qatar emirates
jordan venezuela venezuelan cuba cuban argentina argentine colombia chile peru nigeria nigerian kenya ethiopia kosovo
bosnia albania albanian malta vatican uzbekistan uzbek kyrgyzstan tajikistan turkmenistan mongolia vietnam thailand
taiwan taiwanese indonesia indonesian malaysia singapore philippine philippines zealand transnistria abkhazia сша
американський британія британський великобританія англія польща польський польська німеччина німецький франція
французький італія італійський іспанія іспанський португалія нідерланди бельгія бельгійський австрія австрійський
швейцарія швейцарський швеція шведський норвегія норвезький фінляндія фінський данія данський естонія естонський
латвія латвійський литва литовський білорусь білоруський росія російський рф кремль молдова молдовський румунія
румунський болгарія болгарський угорщина угорський словаччина словацький словенія чехія чеський хорватія сербія
сербський греція грецький туреччина турецький кіпр грузія грузинський вірменія вірменський азербайджан
азербайджанський казахстан канада канадський китай китайський японія японський індія індійський корея корейський іран
іранський ірак ізраїль ізраїльський сирія сирійський лнр днр афганістан пакистан ліван палестина лівія єгипет катар
саудівський емірати венесуела куба мексика бразилія аргентина косово боснія чорногорія македонія албанія мальта
ватикан узбекистан киргизстан таджикистан туркменістан люксембург ірландія шотландія ісландія австралія нігерія кенія
ефіопія тайвань вʼєтнам придністровʼя абхазія
россия российский польша польский германия немецкий беларусь белорусский"""
"""Other countries, and who styles itself one."""

_GENERIC = """president parliament government cabinet minister police army court bank council party
уряд кабінет поліція армія суд банк рада партія комітет правительство полиция суд совет"""
"""By itself no name that tells one country's from another's."""

_FORMER = re.compile(
    r"""\b(?: former(?:ly)? | ex | erstwhile | one-?time | ousted | deposed
      | екс | экс | колишн\w+ | бывш\w+
      | (?:екс|экс)(?=міністр|министр|прем|през|голов|глав|мер|мэр|депутат|нардеп|заступ|замі|замм|речни|посол|очільни
        |керів|директор|генпрок|прокур|губернат|спікер|спикер|секрет|держсек|канцлер|команд|головком|начальни|радни
        |судд|суддя|шеф|віце|вице|лідер|чиновни|очолюв)\w+ )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_IN_OFFICE = re.compile(
    r"""\b(?: elect | designate | nominee | candidate | hopeful | shadow | retired | кандидат\w* | претендент\w*
      | новообран\w+ | обран\w+ | відставн\w+ | у\sвідставці | в\sотставке )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Not yet, or of a rank that stays: a retired general is none who was one before."""


@lru_cache(maxsize=4)
def registry(offices: tuple[Office, ...]) -> "Offices":
    """Made anew only when they have changed."""
    return Offices(offices)


class Offices:
    """The offices that are known. Built anew when they change; answers are remembered."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self._by_slug = {office.slug: office for office in offices}
        self._names = tuple(_names(self._by_slug.values()))
        self._by_word = _by_rarest_word(self._names)
        self._below = _below(self._by_slug)
        self._of_title = lru_cache(TITLES_REMEMBERED)(self._found)

    def get(self, slug: str) -> Office | None:
        return self._by_slug.get(slug)

    def of_title(self, title: str) -> str | None:
        """Slug of the office that a title as written names. None where it names none that is known, or not one."""
        return self._of_title(title)

    def named(self, text: str) -> tuple[str, ...]:
        """Slugs of the offices of which this is a name, in any case form and order; for a ministry also its minister.

        Words that say which post it is (head, spokesman) belong to no office's name: with them it means none.
        """
        typed = _key(text)
        return tuple(dict.fromkeys(name.slug for name in self._names if name.key == typed))

    def within(self, slug: str) -> tuple[str, ...]:
        """The office and all it belongs to, itself first. Empty where it is not known."""
        found: list[str] = []
        above: str | None = slug
        while above is not None and above in self._by_slug and above not in found:
            found.append(above)
            above = self._by_slug[above].parent
        return tuple(found)

    def under(self, slug: str) -> tuple[str, ...]:
        """The office and all that belong to it, itself first. Empty where it is not known."""
        found = [slug] if slug in self._by_slug else []
        for office in found:  # grows meanwhile
            found += [below for below in self._below.get(office, ()) if below not in found]
        return tuple(found)

    def _found(self, title: str) -> str | None:
        if is_former(title) or _NOT_IN_OFFICE.search(title):
            return None
        words = _words(title)
        fitting = [n for word in words for n in self._by_word.get(word, ()) if n.key <= words]
        fitting = [n for n in fitting if n.is_distinct or not _HOME_WORDS.isdisjoint(words)]
        fitting = [n for n in fitting if (words & _ABROAD_WORDS) <= n.key]
        most = max((len(n.key) for n in fitting), default=0)
        return self._narrowest({n.slug for n in fitting if len(n.key) == most})

    def _narrowest(self, slugs: set[str]) -> str | None:
        """Of several the one that belongs to all others."""
        return next((slug for slug in sorted(slugs) if slugs <= set(self.within(slug))), None)


def is_former(title: str) -> bool:
    """Whether it says that the office is held no more. Who is acting or about to leave still holds it."""
    return _FORMER.search(title) is not None


# ------------------------------------------------------------------------------------------------------------ in time


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two tenures, both included, of which no office is recorded; there may have been one."""

    first: date
    last: date


def held_on(tenures: Iterable[Tenure], day: date) -> tuple[Tenure, ...]:
    """Those that cover the day, in their order."""
    return tuple(tenure for tenure in tenures if tenure.covers(day))


def latest_first(tenures: Iterable[Tenure]) -> tuple[Tenure, ...]:
    """By their beginnings, or by their ends where that is all that is known; those without any date last."""
    return tuple(sorted(tenures, key=_begun, reverse=True))


def history(tenures: Iterable[Tenure]) -> tuple[Tenure | Gap, ...]:
    """The same latest first, and between those that leave days unaccounted for, what is missing."""
    ordered = latest_first(tenures)
    dated = [tenure for tenure in ordered if tenure.since or tenure.until]
    told: list[Tenure | Gap] = []
    for place, tenure in enumerate(dated):
        told.append(tenure)
        gap = _gap([earlier.until for earlier in dated[place + 1 :]], tenure.since) if tenure.since else None
        told += [gap] if gap else []
    return (*told, *(tenure for tenure in ordered if tenure not in dated))


def first_day(partial: str) -> date:
    """Of 2021, 2021-07 or 2021-07-16 the first day."""
    year, month, day = ([int(number) for number in partial.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def last_day(partial: str) -> date:
    """Of 2021, 2021-07 or 2021-07-16 the last day."""
    year, *rest = (int(number) for number in partial.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])


def _begun(tenure: Tenure) -> tuple[str, str]:
    # What goes on is later than what has ended, of those that began together.
    return tenure.since or tenure.until or "", (tenure.until or "9999") if tenure.since else ""


def _gap(ends: Sequence[str | None], since: str) -> Gap | None:
    """Between the latest of these ends and a beginning. None where one of them may go on until then."""
    known = [last_day(end) for end in ends if end]
    if len(known) < len(ends) or not known:
        return None
    first, last = max(known), first_day(since)
    one = timedelta(days=1)
    return Gap(first + one, last - one) if last - first > one else None


# ---------------------------------------------------------------------------------------------------------- as words


@dataclass(frozen=True, slots=True)
class _Name:
    slug: str
    key: frozenset[str]
    is_distinct: bool
    """False for a lone word such as president, which every country and many a company has."""


def _names(offices: Iterable[Office]) -> Iterator[_Name]:
    for office in offices:
        for key in dict.fromkeys(_key(name) for name in (office.name, *office.aliases)):
            if key:
                yield _Name(office.slug, key, is_distinct=len(key) > 1 or not key <= _GENERIC_WORDS)


def _by_rarest_word(names: Sequence[_Name]) -> Mapping[str, Sequence[_Name]]:
    """Each name under that of its words which the fewest have, so that a title is compared with few."""
    holders: dict[str, int] = {}
    for name in names:
        for word in name.key:
            holders[word] = holders.get(word, 0) + 1
    found: dict[str, list[_Name]] = {}
    for name in names:
        found.setdefault(min(name.key, key=lambda word: (holders[word], word)), []).append(name)
    return found


def _below(offices: Mapping[str, Office]) -> Mapping[str, Sequence[str]]:
    below: dict[str, list[str]] = {}
    for office in offices.values():
        if office.parent is not None:
            below.setdefault(office.parent, []).append(office.slug)
    return below


def _key(name: str) -> frozenset[str]:
    """What a title must have to name it. An office may have its country in its name; a title need not."""
    words = _words(name)
    return (words - _HOME_WORDS) or words


def _words(text: str) -> frozenset[str]:
    for pattern, whole in _ONE_WORD:
        text = pattern.sub(whole, text)
    return frozenset(_word(form) for form in analysis.forms(text) if form not in _FUNCTION_WORDS)


def _word(form: str) -> str:
    """Alike for all forms of a word, and for a body and its head."""
    form = _COMPOUNDED.sub("", form)
    for family, beginnings in _FAMILIES.items():
        if form.startswith(beginnings):
            return family
    stem = analysis.stem(_SPELT.get(form, form))
    # Офіс, офісу; Ізраїль, Ізраїлю: the stemmer opens only a bare stem (ніч, ночі), words from abroad stay closed.
    return stem[:-2] + _OPENED.get(stem[-2:-1], stem[-2:-1]) + stem[-1:]


_HOME_WORDS = _words(_HOME)
_ABROAD_WORDS = _words(_ABROAD)
_GENERIC_WORDS = _words(_GENERIC)
