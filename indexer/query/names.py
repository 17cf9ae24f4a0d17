"""The names a query may put before a colon, and what may stand behind some of them."""

from difflib import get_close_matches

KEYWORDS = ("said-by", "mentions", "topic", "source", "lang")
"""Fields whose value is taken as typed."""
TEXTS = ("role",)
DATES = ("date", "seen", "changed")
VALUES = {
    "kind": ("direct", "reported", "mixed"),
    "has": ("quote", "speaker", "author", "topic", "date", "update"),
    "is": ("corrected", "late", "undated", "future", "backfill"),
}
"""Fields that know their values, with those that are offered."""
FIELDS = (*KEYWORDS[:2], *TEXTS, *KEYWORDS[2:], *VALUES, *DATES)

# What other archives call them.
_ELSEWHERE = {
    "by": "said-by",
    "speaker": "said-by",
    "said": "said-by",
    "who": "said-by",
    "person": "said-by",
    "quote": "said-by",
    "about": "mentions",
    "office": "role",
    "title": "role",
    "position": "role",
    "tag": "topic",
    "section": "topic",
    "subject": "topic",
    "site": "source",
    "from": "source",
    "outlet": "source",
    "publisher": "source",
    "language": "lang",
    "type": "kind",
    "published": "date",
    "pubdate": "date",
    "day": "date",
    "updated": "changed",
    "modified": "changed",
    "added": "seen",
}


def nearest_field(name: str) -> str | None:
    """The field that a name probably means. None where it is like none."""
    name = name.lower().replace("_", "-")
    return name if name in FIELDS else _ELSEWHERE.get(name) or nearest(name, FIELDS)


def nearest(typed: str, known: tuple[str, ...]) -> str | None:
    """The known name that is spelt most like the typed one, if any is much like it."""
    # Only short ones are compared: the measure is quadratic, and no name is long.
    found = get_close_matches(typed.lower(), known, n=1, cutoff=0.5) if len(typed) <= 40 else []
    return found[0] if found else None
