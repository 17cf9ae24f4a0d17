"""The wire's opening, "KYIV. Dec 9 (Interfax-Ukraine) –": taken off the first paragraph and kept.

It names no year, so it dates a story only together with a year from elsewhere.
"""

import re
from datetime import datetime

from indexer.extract.dates import MONTH, MONTHS, named_zone
from indexer.model import Dated

_CHARS_MAX = 140
_WORD = r"[^\W\d_][\w'’ʼ]*+(?:[.-][\w'’ʼ]++)*\.?"
_PLACE = rf"(?P<place>{_WORD}(?:[ ,/]{{1,2}}{_WORD}){{0,5}}?(?:\s?\([^\W\d_][\w .'’-]{{1,30}}\))?)"
_DAY = rf"(?:(?P<month>{MONTH})\s?(?P<day>[0-9]{{1,2}})|(?P<day2>[0-9]{{1,2}})\s(?P<month2>{MONTH}))(?![0-9])"
_AGENCIES = (
    "AP|AFP|dpa|Reuters|UPI|EFE|ANSA|TASS|ТАСС|Interfax(?:-Ukraine)?|Інтерфакс-Україна|Интерфакс(?:-Украина)?|"
    "Ukrinform|Укрінформ|Укринформ|UNIAN|УНІАН|УНИАН|UNN|УНН|RIA Novosti|РИА Новости|Xinhua|Kyodo|Yonhap|PAP|CTK|Belga"
)
_NAMED = r"[^\W\d_][\w ./&'’-]{1,30}"
_AGENCY = rf"(?:\(\s?(?P<agency>{_NAMED})\s?\)|/\s?(?P<slashed>{_NAMED})\s?/|(?P<bare>{_AGENCIES}))"
_DASH = r"\s?(?:--|[-–—−])\s?"
_PLACE_DAY = rf"{_PLACE}\s?[.,]?\s?{_DAY}(?:,?\s?[0-9]{{4}})?"
# Only an agency may end in a full stop; a place and a day need their dash.
_OPENINGS = tuple(
    re.compile(pattern + r"(?=\S)", re.IGNORECASE)
    for pattern in (
        rf"(?P<all>{_PLACE_DAY}\s?[.,]?\s?{_AGENCY})(?P<end>\s?[.:]?{_DASH}|[.:]\s+)",
        rf"(?P<all>{_PLACE}\s?[.,]?\s?{_AGENCY})(?P<end>{_DASH})",
        rf"(?P<all>{_PLACE_DAY})(?P<end>{_DASH})",
    )
)
_KNOWN = re.compile(rf"(?:{_AGENCIES})(?:$|[ /-])", re.IGNORECASE)


def split(body: str) -> tuple[str | None, str]:
    """The dateline without its dash, and the body without it. (None, body) where the body opens with none."""
    first, newline, rest = body.partition("\n")
    matches = (opening.match(first[:_CHARS_MAX]) for opening in _OPENINGS)
    found = next((match for match in matches if match and _is_wire(match.groupdict())), None)
    if found is None:
        return None, body
    return found["all"].strip(" ,"), first[found.end() :] + newline + rest


def dated(dateline: str, year: int, zone: str) -> Dated | None:
    """The day a dateline names, in a year known from elsewhere."""
    match = re.search(_DAY, dateline, re.IGNORECASE)
    if match is None:
        return None
    month = MONTHS[(match["month"] or match["month2"]).rstrip(".").lower()]
    try:
        at = datetime(year, month, int(match["day"] or match["day2"]), tzinfo=named_zone(zone))
    except ValueError:
        return None
    return Dated(at, dateline, "dateline", "day", zone_stated=False)


def _is_wire(parts: dict[str, str | None]) -> bool:
    """An agency known or with a day, or a place in capitals: "Jane Doe (Labour) – " is no dateline."""
    place = parts["place"] or ""
    agency = parts.get("agency") or parts.get("slashed") or parts.get("bare") or ""
    day = bool(parts.get("month") or parts.get("month2"))
    return place[:1].isupper() and (_in_capitals(place) or bool(_KNOWN.match(agency)) or bool(agency and day))


def _in_capitals(place: str) -> bool:
    city = re.split(r"[,(]", place)[0]
    return len(city) > 1 and city == city.upper()
