"""What happened on which day: occurrences of the stock's events, drawn evenly over the period."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from indexer.demo.cast import Official, in_office
from indexer.demo.desk import Occurrence
from indexer.demo.stockroom import Event, Stock
from indexer.demo.wording import Value

KYIV = ZoneInfo("Europe/Kyiv")
DAYS = 548
"""Eighteen months."""
NEARNESS = 1.5
"""1 spreads stories evenly; more puts more of them into the last weeks, which a reader of the demo looks at first."""
FIRST_HOUR, LAST_HOUR = 7, 20


def moments(rng: Random, anchor: date, count: int) -> tuple[datetime, ...]:
    """`count` times of day on days before the anchor, oldest first, and the denser the nearer to it."""
    shares = ((1 - (order + rng.random()) / count) ** NEARNESS for order in range(count))
    days = [anchor - timedelta(days=max(1, round(DAYS * share))) for share in shares]
    return tuple(
        datetime.combine(day, time(rng.randint(FIRST_HOUR, LAST_HOUR), rng.randint(0, 59)), KYIV)
        for day in sorted(days)
    )


class Deck:
    """The stock's events as a pack of cards: every one is dealt before any comes again, seasons permitting."""

    def __init__(self, stock: Stock, officials: tuple[Official, ...], rng: Random) -> None:
        self._stock, self._officials, self._rng = stock, officials, rng
        self._cards: list[Event] = []
        self._serials = iter(range(1, 10_000))

    def deal(self, at: datetime) -> Occurrence:
        """The next event that can happen then."""
        event = self._draw(at.month)
        speaker, other = self._speakers(event, at.date())
        places = [place for place in self._stock.places if event.places in place.groups]
        return Occurrence(
            serial=next(self._serials),
            event=event,
            at=at,
            place=self._rng.choice(places),
            partner=self._rng.choice(self._stock.partners),
            numbers=_numbers(event.numbers, self._rng),
            speaker=speaker,
            other=other,
        )

    def _draw(self, month: int) -> Event:
        for card in self._cards:
            if _in_season(card, month):
                self._cards.remove(card)
                return card
        fresh = [event for event in self._stock.events if event not in self._cards]
        self._cards += self._rng.sample(fresh, len(fresh))
        return self._draw(month)

    def _speakers(self, event: Event, day: date) -> tuple[Official, Official]:
        speaker = self._rng.choice(in_office(self._officials, event.bodies, day))
        reaction = self._stock.topics[event.topic].reaction_bodies
        others = [official for official in in_office(self._officials, reaction, day) if official is not speaker]
        return speaker, self._rng.choice(others)


def _in_season(event: Event, month: int) -> bool:
    return not event.months or month in event.months


def _numbers(bounds: Mapping[str, tuple[float, ...]], rng: Random) -> dict[str, Value]:
    return dict(_drawn(bounds, rng))


def _drawn(bounds: Mapping[str, tuple[float, ...]], rng: Random) -> Iterator[tuple[str, Value]]:
    for slot, (least, greatest, *rest) in bounds.items():
        step = rest[0] if rest else 1
        number = least + step * rng.randint(0, round((greatest - least) / step))
        yield slot, round(number, 1) if isinstance(step, float) else int(number)
