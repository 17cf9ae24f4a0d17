"""Bytes of a page to text, decided once, so that no later parser guesses again.

A byte-order mark decides; valid UTF-8 is UTF-8, whatever is declared; then declarations are hints that must decode and
must read like a language; charset-normalizer answers for the rest.
"""

import codecs
import re

import charset_normalizer

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD_BYTES = 4_096
_SAMPLE_BYTES = 65_536
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
# What browsers take these names to mean (WHATWG Encoding), as far as Python's codecs are narrower.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_ODD_SHARE_MAX = 0.3
_WRONG_BYTES_SHARE_MAX = 0.02
_WORD = re.compile(r"[^\W\d_]{3,}")
_ACCENTED_ONLY = re.compile(r"[\u00a1-\u024f]{4,}$")
_MIXED = re.compile(r"[a-z\u00c0-\u024f][\u0400-\u04ff]|[\u0400-\u04ff][a-z\u00c0-\u024f]", re.IGNORECASE)
_SWAPPED_CASE = re.compile(r"[\u0430-\u045f][\u0400-\u042f]{2}")


def decode(html: bytes, content_type: str | None = None) -> str:
    """The page's text. Never fails: bytes that mean nothing become U+FFFD."""
    for mark, name in _MARKS:
        if html.startswith(mark):
            return html[len(mark) :].decode(name, "replace")
    declared = _declared(html, content_type)
    if "iso2022_jp" in declared and b"\x1b$" in html:  # seven-bit, so it would pass for UTF-8
        return html.decode("iso2022_jp", "replace")
    if (wide := _wide(html)) is not None:
        return html.decode(wide, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(html)  # a cut last letter doesn't count
    except UnicodeDecodeError:
        return _nearly_utf8(html) or _by_hints(html, declared)


def _declared(html: bytes, content_type: str | None) -> list[str]:
    """Python names of the encodings the page and its header claim. The page comes first: servers add a default."""
    head = html[:_HEAD_BYTES]
    claims = [m.group(1) for m in (_DECLARED.search(head), _XML_DECLARED.search(head)) if m]
    claims += _DECLARED.findall((content_type or "").encode("ascii", "replace"))
    names: list[str] = []
    for claim in claims:
        try:
            name = codecs.lookup(claim.decode("ascii")).name
        except (LookupError, ValueError):
            continue
        names.append(_WIDER.get(name, name))
    return list(dict.fromkeys(names))


def _wide(html: bytes) -> str | None:
    """UTF-16 without its mark: the markup at the start has NUL for every other byte."""
    start = html[:4]
    if re.fullmatch(rb"[\t-~]\x00[\t-~]\x00", start):
        return "utf-16-le"
    return "utf-16-be" if re.fullmatch(rb"\x00[\t-~]\x00[\t-~]", start) else None


def _nearly_utf8(html: bytes) -> str | None:
    """UTF-8 with a few broken letters: a page glued together from parts, or cut in the middle of a letter."""
    text = html.decode("utf-8", "replace")
    foreign = sum(1 for letter in text if letter > "\x7f")
    return text if text.count("\ufffd") <= foreign * _WRONG_BYTES_SHARE_MAX else None


def _by_hints(html: bytes, declared: list[str]) -> str:
    readings: list[str] = []
    for name in declared:
        try:
            readings.append(html.decode(name))
        except (UnicodeError, LookupError):  # LookupError: a codec that isn't one of text
            continue
        if _oddity(readings[-1]) <= _ODD_SHARE_MAX:
            return readings[-1]
    guess = charset_normalizer.from_bytes(_foreign_part(html)).best()
    if guess is not None:
        readings.append(html.decode(guess.encoding, "replace"))
    return min(readings, key=_oddity, default=html.decode("utf-8", "replace"))


def _foreign_part(html: bytes) -> bytes:
    """The stretch that tells encodings apart: from the first byte above ASCII on."""
    first = next((at for at, byte in enumerate(html) if byte > 0x7F), 0)
    return html[max(0, first - 200) : first + _SAMPLE_BYTES]


def _oddity(text: str) -> float:
    """Share of the words beyond ASCII that no language writes: all accents, two alphabets, capitals at the end."""
    words = [word for word in _WORD.findall(text[: 4 * _SAMPLE_BYTES]) if not word.isascii()]
    odd = sum(1 for word in words if _ACCENTED_ONLY.match(word) or _MIXED.search(word) or _SWAPPED_CASE.search(word))
    return odd / len(words) if words else 0.0
