"""The names a query may put before a colon, and what may stand behind some of them."""

import re
from difflib import get_close_matches

KEYWORDS = ("said-by", "mentions", "office", "topic", "source")
"""Fields whose value is taken as typed."""
TEXTS = ("role",)
DATES = ("date", "seen", "changed")
VALUES = {
    "kind": ("direct", "reported", "mixed"),
    "has": ("quote", "speaker", "author", "topic", "date", "update"),
    "is": ("corrected", "late", "undated", "future", "backfill"),
}
"""Fields that know their values, with those that are offered."""
FIELDS = (*KEYWORDS[:2], *TEXTS, *KEYWORDS[2:], "lang", *VALUES, *DATES)

LANGUAGES = ("uk", "en", "ru", "unknown")
"""Those that are offered; any other code is taken as it is."""
_CALLED = {
    "uk": "ua ukr ukrainian укр українська українською",
    "en": "eng english англ англійська англійською",
    "ru": "rus russian рос російська російською",
}
_CODES = {called: code for code, all_called in _CALLED.items() for called in all_called.split()}
# Some languages have no shorter code, such as crh for Crimean Tatar.
_CODE = re.compile(r"[a-z]{2,3}")

WHOLE_TEXT = ("title", "headline", "text", "body", "intitle")
"""What other archives offer and plain words do here."""

# What other archives call them.
_ELSEWHERE = {
    "by": "said-by",
    "speaker": "said-by",
    "said": "said-by",
    "who": "said-by",
    "person": "said-by",
    "quote": "said-by",
    "about": "mentions",
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


_LIKE_MIN = 0.75
"""Of difflib's measure: a letter or two beside it. At half of it "title" would be like "role"."""


def nearest_field(name: str) -> str | None:
    """The field that a name probably means. None where it is like none."""
    name = name.lower().replace("_", "-")
    return name if name in FIELDS else _ELSEWHERE.get(name) or nearest(name, FIELDS)


def language(typed: str) -> str | None:
    """The code of a language, from its code or from what people call it. None where it is neither."""
    typed = typed.lower()
    if typed in LANGUAGES or typed in _CODES:
        return _CODES.get(typed, typed)
    return typed if _CODE.fullmatch(typed) else None


def nearest_language(typed: str) -> str | None:
    """The code of the language whose name is spelt most like this."""
    name = nearest(typed, (*_CODES, *LANGUAGES))
    return language(name) if name else None


def nearest(typed: str, known: tuple[str, ...]) -> str | None:
    """The known name that is spelt most like the typed one, if any is much like it."""
    # Only short ones are compared: the measure is quadratic, and no name is long.
    found = get_close_matches(typed.lower(), known, n=1, cutoff=_LIKE_MIN) if len(typed) <= 40 else []
    return found[0] if found else None
