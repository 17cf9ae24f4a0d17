"""What a language has to know to tell a search."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from indexer.model import View


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one language. Functions take the parts of a phrase, already in words, and put them together."""

    views: Mapping[View, str]
    both: str
    """Between two conditions that must both hold."""
    either: str
    """Between two of which one suffices."""
    opposite: str
    """Before a condition that must not hold."""
    everything: str
    quoted: Callable[[str], str]
    exactly: Callable[[str], str]
    pattern: Callable[[str], str]
    about: Callable[[str, int], str]
    """A word, and how many of its letters may differ."""
    also: Callable[[str, str], str]
    """A name as typed, and its other spellings."""
    near: Callable[[str, str, int], str]
    """A part, the others, and how many words may be between."""
    same: Callable[[str, str], str]
    fields: Mapping[str, str]
    """What a field is told with: its values or days follow."""
    states: Mapping[tuple[str, str], str]
    """Values of `has` and `is`, told by themselves."""
    names: Mapping[tuple[str, str], str]
    """Values of `lang` and `kind` as people call them."""
    undated: str
    dated: str
    day: Callable[[date], str]
    since: Callable[[str], str]
    until: Callable[[str], str]
    any_time: str
    today: str
    yesterday: str
    last_days: Callable[[int, int], str]
    """How many days, and how many days ago the last of them is."""
