"""The form that saves a search: what was filled in, checked by hand, as a schedule or a list of what to mend."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from werkzeug.datastructures import MultiDict

from indexer.model import Schedule

NAME_MAX = 120
PAST_DAYS_MAX = 365
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

Kind = Literal["ingest", "hourly", "daily", "weekly", "manual"]


@dataclass(frozen=True, slots=True)
class Form:
    """As filled in. `past_days` 0 means from now on."""

    name: str
    kind: Kind = "daily"
    at: str = "07:00"
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    past: bool = False
    past_days: str = "7"

    def faults(self) -> Mapping[str, str]:
        """What to mend, by field; empty where all is well."""
        faults = {}
        if not self.name:
            faults["name"] = "Give the query a name, so that you know it again."
        elif len(self.name) > NAME_MAX:
            faults["name"] = f"The name has {len(self.name)} characters; {NAME_MAX} are allowed."
        if self.kind in ("daily", "weekly") and not _TIME.fullmatch(self.at):
            faults["at"] = "The time must look like 07:00."
        if self.kind == "weekly" and not self.weekdays:
            faults["weekdays"] = "Tick at least one weekday."
        if self.past and not self._days_back():
            faults["past_days"] = f"The number of days must lie between 1 and {PAST_DAYS_MAX}."
        return faults

    def schedule(self, zone: str) -> Schedule:
        """Only for a form without faults."""
        if self.kind in ("daily", "weekly"):
            return Schedule(self.kind, self.at, self.weekdays if self.kind == "weekly" else (), zone)
        return Schedule(self.kind, zone=zone)

    def days_back(self) -> int:
        return self._days_back() if self.past else 0

    def _days_back(self) -> int:
        """0 where what was typed is no such number."""
        text = self.past_days
        days = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
        return days if days <= PAST_DAYS_MAX else 0


def read(fields: MultiDict[str, str]) -> Form:
    kind = fields.get("kind", "")
    known: tuple[Kind, ...] = get_args(Kind)
    return Form(
        name=" ".join(fields.get("name", "").split()),
        kind=next((k for k in known if k == kind), "daily"),
        at=fields.get("at", "").strip(),
        weekdays=tuple(n for n in range(7) if str(n) in fields.getlist("weekday")),
        past=fields.get("first") == "past",
        past_days=fields.get("past_days", "").strip(),
    )
