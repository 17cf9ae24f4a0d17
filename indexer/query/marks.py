"""Quotation marks of all families: where one opens a phrase, and where that phrase ends.

An apostrophe, single quotation marks among them, is part of a word and never opens anything.
"""

import re

_CLOSERS = {
    '"': '"＂',
    "＂": '"＂',
    "“": "”",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
}
MARKS = "".join(_CLOSERS)
_ANY = re.compile(f"[{MARKS}]")
_NESTED_MAX = 20
"""Pairs in pairs. Beyond, nobody means them, and each mark would have the rest of the text walked through."""
PAIRS = ('""', "«»", "“”", "„“", "‹›")
"""What a text can be put between to make it a phrase, the handiest first."""

# In one place or another these close what another mark opened: they open only where a word begins behind them.
_TWO_FACED = "“”»›"
# What ends a phrase that its own mark doesn't: a keyboard that corrects only one of the two leaves such pairs.
_STRAY_CLOSERS = '"＂”»'


def opens(text: str, at: int) -> bool:
    """Whether a phrase begins here. A closing mark that closes nothing is as good as a space."""
    mark = text[at]
    if mark not in _CLOSERS or mark not in "”»›":
        return mark in _CLOSERS
    return _stands_before_a_word(text, at) and any(text.find(c, at + 1) > 0 for c in _CLOSERS[mark])


def end_of(text: str, at: int) -> int | None:
    """The index of the mark that closes what the one at `at` opens. None where nothing does.

    Pairs inside are passed over: «a “b” c» is one phrase, and so is «a «b» c».
    """
    own = _own_end(text, at)
    return own if own is not None else _stray_end(text, at)


def between(text: str) -> str | None:
    """The text between the handiest marks that hold it whole. None where its own marks forbid all of them."""
    tried = (pair[0] + text + pair[1] for pair in PAIRS)
    return next((typed for typed in tried if _own_end(typed, 0) == len(typed) - 1), None)


def without(text: str) -> str:
    """The text with a space for each mark; without the spaces that this leaves over."""
    return " ".join("".join(" " if char in _CLOSERS else char for char in text).split())


def closer(opening: str) -> str:
    """The usual mark to end what this one began."""
    return _CLOSERS[opening][0]


def _own_end(text: str, at: int) -> int | None:
    open_now = 1
    for mark in _ANY.finditer(text, at + 1):
        if _opens_inside(text, mark.start(), text[at]):
            open_now += 1
        elif mark.group() in _CLOSERS[text[at]]:
            open_now -= 1
        if not 0 < open_now <= _NESTED_MAX:
            return None if open_now else mark.start()
    return None


def _opens_inside(text: str, at: int, opening: str) -> bool:
    """Whether a mark within a phrase begins a pair of the phrase's own family."""
    mark = text[at]
    if mark not in _CLOSERS[opening]:
        return mark == opening
    if mark == '"' or (mark != opening and opening not in "„‟"):
        return False
    return mark in _TWO_FACED and _stands_before_a_word(text, at)


def _stands_before_a_word(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "(:-−" or before in MARKS) and not (after.isspace() or after in ")~")


def _stray_end(text: str, at: int) -> int | None:
    return next((i for i in range(at + 2, len(text)) if text[i] in _STRAY_CLOSERS and not text[i - 1].isspace()), None)
