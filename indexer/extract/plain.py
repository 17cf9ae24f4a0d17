"""Text as the archive keeps it: one Unicode form, and nothing in it that a database or a reader would choke on."""

import re
import unicodedata

# NUL and the other C0 and C1 controls but tab and newline, lone surrogates, non-characters; and what only hints at
# line breaks (soft hyphen, zero-width space, byte-order mark), which would hide a word from search.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BEYOND = re.compile("[" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]")
_COMBINING_MAX = 8
_STACKED = re.compile(
    r"((?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]){8})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_SPACES = re.compile(r"[^\S\n]+")
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟‘’‚‹›`´'\"", None),
        **dict.fromkeys("–—―‑−‐", "-"),
        "…": "...",
    }
)


def clean(text: str) -> str:
    """Without controls, surrogates and non-characters, in Unicode's composed form; line ends are newlines."""
    if text.isascii() and text.isprintable():  # most lines: nothing to do
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _BEYOND.sub("", _UNWANTED.sub("", text))
    return unicodedata.normalize("NFC", _STACKED.sub(r"\1", text))


def one_line(text: str) -> str:
    """Cleaned, with every run of white space as one space."""
    return " ".join(clean(text).split())


def lines(text: str) -> list[str]:
    """The cleaned text's lines that hold something, each with single spaces."""
    return [line for line in (_SPACES.sub(" ", line).strip() for line in clean(text).split("\n")) if line]


def folded(text: str) -> str:
    """What two spellings of one headline or name have in common: no case, quotation marks or kinds of dash."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDS).casefold().split())
