"""The sample newsroom: some 320 invented stories on three wires, and the editions in which they change.

Everything follows from an anchor day and a seed. Edition 0 is what a first visitor finds. Edition 1 brings
corrections and stories that appear long after the date they carry; each later edition breaks one piece of news.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from random import Random

from indexer.demo import planning
from indexer.demo.cast import Official, cast
from indexer.demo.holders import people_toml
from indexer.demo.mirroring import mirrored
from indexer.demo.printing import Correction, Filed, correct, file_story, quotes_a_number
from indexer.demo.stockroom import load
from indexer.demo.story import Statement, Story, Wire

log = logging.getLogger(__name__)

BOTH: tuple[Wire, ...] = ("english", "ukrainian")
WIRES_TOLD: tuple[tuple[Wire, ...], ...] = (*[BOTH] * 70, *[BOTH[:1]] * 100, *[BOTH[1:]] * 40)
"""On which wires each occurrence is told: a third of them in both languages."""
MIRRORED = 40
CORRECTIONS: tuple[tuple[Wire, Correction, int], ...] = (
    ("english", "headline", 2),
    ("english", "number", 3),
    ("ukrainian", "headline", 1),
    ("ukrainian", "number", 2),
)
LATE: tuple[tuple[Wire, int], ...] = (("english", 5), ("ukrainian", 3))
# Days before the anchor from which they are chosen.
CORRECTED_DAYS, LATE_DAYS, UNDATED_DAYS = (2, 150), (4, 60), (200, 500)
LAST_EDITION = 32
RELATED = 4


def build(anchor: date, seed: int = 7) -> "Newsroom":
    """The newsroom as of the anchor day, at edition 0. Every story is dated before that day."""
    return Newsroom(anchor, seed)


def earlier(story: Story, stories: Sequence[Story]) -> tuple[Story, ...]:
    """Older stories of the same section for the related links: fresh news must not change old pages."""
    older = stories[stories.index(story) + 1 :]
    return tuple(islice((other for other in older if other.section == story.section), RELATED))


class Newsroom:
    """Stories by edition. `stories` is replaced as a whole, so that a server may read it from other threads."""

    def __init__(self, anchor: date, seed: int) -> None:
        self.anchor, self.edition = anchor, 0
        self._stock, self._seed = load(), seed
        self.officials: tuple[Official, ...] = cast(self._stock.officials, anchor)
        rng = Random(f"{seed}:plan")  # noqa: S311 - repeatable chance is the point
        self._deck = planning.Deck(self._stock, self.officials, rng)
        self._numbers = {"english": count(10_412, 3), "ukrainian": count(52_007, 4)}
        filed = list(self._filed_before_anchor(rng))
        pick = _Pick(filed, anchor, rng)
        self._late = [copy for wire, many in LATE for copy in pick(wire, LATE_DAYS, many)]
        self._corrections = [
            (what, copy)
            for wire, what, many in CORRECTIONS
            for copy in pick(wire, CORRECTED_DAYS, many, self._can_change_number if what == "number" else None)
        ]
        self._undated = pick("ukrainian", UNDATED_DAYS, 1)[0]
        self.stories: tuple[Story, ...] = self._first_edition(filed, rng)

    def of(self, wire: Wire) -> tuple[Story, ...]:
        """What stands on one wire's site now, newest first; a story without a date comes last."""
        here = [story for story in self.stories if story.wire == wire]
        return tuple(sorted(here, key=_age_order, reverse=True))

    def truth(self) -> tuple[tuple[Story, Statement], ...]:
        """Every statement as generated, with the story that carries it in its present version."""
        return tuple((story, statement) for story in self.stories for statement in story.statements)

    def people_toml(self) -> str:
        """Who held which office when, as a file of people tells it."""
        began = self.anchor - timedelta(days=planning.DAYS)
        return people_toml(self._stock, self.officials, began.year - 1)

    def advance(self, now: datetime) -> bool:
        """Go on to the next edition, dated `now` (aware). False, and nothing changes, after the last one."""
        if self.edition >= LAST_EDITION:
            log.info("the sample newsroom has printed its last edition: %d", self.edition)
            return False
        self.edition += 1
        now = now.astimezone(planning.KYIV).replace(second=0, microsecond=0)
        if self.edition == 1:
            self._print_corrections(now)
        else:
            self._break_news(now)
        return True

    # ---------------------------------------------------------------------------------------------- editions

    def _first_edition(self, filed: list[Filed], rng: Random) -> tuple[Story, ...]:
        held_back = {copy.story.path for copy in self._late}
        english = [copy for copy in filed if copy.story.wire == "english" and copy.story.path not in held_back]
        copied = sorted(rng.sample(english, MIRRORED), key=lambda copy: copy.story.number)
        copies = [mirrored(copy, 310 + order, self.officials, rng) for order, copy in enumerate(copied)]
        here = [copy.story for copy in filed if copy.story.path not in held_back]
        return tuple(self._dateless(story) for story in [*here, *copies])

    def _dateless(self, story: Story) -> Story:
        """One page of the Ukrainian wire says nowhere when it was written."""
        if story.path != self._undated.story.path:
            return story
        installed_at = datetime.combine(self.anchor, time(), planning.KYIV)
        return replace(story, published=None, dateline=None, changed_at=installed_at)

    def _print_corrections(self, now: datetime) -> None:
        corrected = {
            copy.story.path: correct(self._stock, self._seed, copy, what, now) for what, copy in self._corrections
        }
        late = tuple(replace(copy.story, changed_at=now) for copy in self._late)
        self.stories = tuple(corrected.get(story.path, story) for story in self.stories) + late

    def _break_news(self, now: datetime) -> None:
        """One story on the English wire; in every other edition the Ukrainian one has it too."""
        occurrence = self._deck.deal(now)
        wires = BOTH if self.edition % 2 else BOTH[:1]
        fresh = [file_story(self._stock, self._seed, occurrence, wire, next(self._numbers[wire])) for wire in wires]
        self.stories += tuple(replace(copy.story, published=now, changed_at=now) for copy in fresh)

    # --------------------------------------------------------------------------------------------------- plan

    def _filed_before_anchor(self, rng: Random) -> Iterator[Filed]:
        told = rng.sample(WIRES_TOLD, len(WIRES_TOLD))
        for at, wires in zip(planning.moments(rng, self.anchor, len(told)), told, strict=True):
            occurrence = self._deck.deal(at)
            for wire in wires:
                yield file_story(self._stock, self._seed, occurrence, wire, next(self._numbers[wire]))

    def _can_change_number(self, filed: Filed) -> bool:
        return quotes_a_number(self._stock, self._seed, filed)


class _Pick:
    """Chooses stories for a special fate, none of them twice."""

    def __init__(self, filed: list[Filed], anchor: date, rng: Random) -> None:
        self._left, self._anchor, self._rng = rng.sample(filed, len(filed)), anchor, rng

    def __call__(
        self, wire: Wire, days: tuple[int, int], many: int, fits: Callable[[Filed], bool] | None = None
    ) -> list[Filed]:
        chosen: list[Filed] = []
        for copy in self._left:
            age_days = (self._anchor - copy.occurrence.at.date()).days
            right = copy.story.wire == wire and days[0] <= age_days <= days[1]
            if right and len(chosen) < many and (fits is None or fits(copy)):
                chosen.append(copy)
        self._left = [copy for copy in self._left if copy not in chosen]
        return chosen


def _age_order(story: Story) -> tuple[bool, datetime, int]:
    """The older, the smaller; without a date, smaller than all."""
    return story.published is not None, story.published or story.changed_at, story.number
