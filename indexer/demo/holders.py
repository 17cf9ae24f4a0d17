"""people.toml of the sample newsroom: its institutions, and which of its officials held an office when."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta

from indexer.demo.cast import Office, Official
from indexer.demo.stockroom import Stock

HEADING = "# Offices and officials of the sample newsroom, all of them invented. For: onrecord people import"


def people_toml(stock: Stock, officials: Sequence[Official], began: int) -> str:
    """Ends that lie beyond the period are not recorded. Who was there all along has been so since the year `began`."""
    people = (line for official in officials for line in _person(official, began))
    return "\n".join([HEADING, *_offices(stock), *people])


def _offices(stock: Stock) -> Iterator[str]:
    for slug, body in stock.bodies.items():
        more = stock.offices.get(slug, {})
        yield f"\n[[offices]]\nid = {_quoted(slug)}\nname = {_quoted(body['en'])}"
        yield f"also = {_quoted([*more.get('also', ()), body['uk']])}"
        if "parent" in more:
            yield f"parent = {_quoted(more['parent'])}"


def _person(official: Official, began: int) -> Iterator[str]:
    others = [official.name("uk"), *([" ".join(official.alias)] if official.alias else [])]
    yield f"\n[[people]]\nname = {_quoted(official.name('en'))}\nalso = {_quoted(others)}"
    for office in official.offices:
        yield from _held(office, began)


def _held(office: Office, began: int) -> Iterator[str]:
    yield f"\n[[people.held]]\noffice = {_quoted(office.body)}\ntitle = {_quoted(office.titles['en'])}"
    if office.since or not office.until:
        yield f"since = {office.since or began}"
    if office.until:
        yield f"until = {office.until - timedelta(days=1)}"


def _quoted(value: object) -> str:
    # TOML's texts and lists of texts are written as JSON's are.
    return json.dumps(value, ensure_ascii=False)
