"""From a typed word or phrase to the term it is: exact, a pattern, or spelt about so."""

import re

from indexer.errors import QueryError
from indexer.query import marks
from indexer.query.lexing import Lexeme, trimmed
from indexer.query.limits import (
    CHANGES_MAX,
    DISTANCE_MAX,
    FUZZY_MIN,
    LETTER,
    NEAR_MAX,
    PREFIX_MIN,
    STARS_MAX,
    Budget,
    shown,
    words,
)
from indexer.query.tree import Fuzzy, Near, Phrase, Wildcard, Word

# A ? is a sign only within a word: "who? where?" are words.
_SIGN = re.compile(rf"\*|(?<={LETTER})\?+(?={LETTER}|\*)|(?<=\*)\?+(?={LETTER}|\*)|^\?+(?={LETTER}|\*)")
_FUZZY = re.compile(r"([^~]+)~([0-9]*)")
_ABOUT_SO_MANY = re.compile(r"~+([0-9]+)")
_ONE_WORD = re.compile(rf"{LETTER}(?:{LETTER}|['’‘ʼ`´ʹ])*")
_STARRED_PHRASE = re.compile(rf"(?<={LETTER})\*(?=[\s{marks.MARKS}]|$)")
_SHORT_LETTERS = 5


def spliced(typed: str, lexeme: Lexeme, instead: str) -> str:
    """The query with something else in the place of this lexeme."""
    return " ".join(f"{typed[: lexeme.at]}{instead}{typed[lexeme.end :]}".split())


def default_changes(word: str) -> int:
    """How many letters a bare ~ allows to differ."""
    return 1 if _letters(word) <= _SHORT_LETTERS else 2


def term(lexeme: Lexeme, typed: str, budget: Budget) -> Word | Wildcard | Fuzzy:
    """A word as it was typed. Raises QueryError for a pattern or a ~ that cannot be searched for."""
    text = lexeme.text
    budget.spend(len(words(text)), lexeme.at)
    sign = _SIGN.search(text)
    if text[0] == "~" and typed[lexeme.at - 1 : lexeme.at] == ")":
        message = "A ~ stands behind a word or behind words in quotation marks, not behind a bracket."
        raise QueryError(message, lexeme.at, (spliced(typed, lexeme, ""),))
    if sign is None and "~" not in text.lstrip("~"):
        about = _ABOUT_SO_MANY.fullmatch(text)
        return Word(about.group(1) if about else text)
    plain = (spliced(typed, lexeme, _plain(text)),)
    budget.spend_pattern(lexeme.at, plain)
    if sign is None:
        return _fuzzy(lexeme, typed, plain)
    if "~" in text:
        raise QueryError("A word has either * and ? or ~, not both.", lexeme.at + text.index("~"), plain)
    return _wildcard(lexeme, typed, plain)


def check_apart(before: Lexeme, lexeme: Lexeme, typed: str) -> None:
    """Raises QueryError where a blank came between a word or a phrase and its ~; "some ~100 people" are words."""
    gap, about = typed[before.end : lexeme.at], _ABOUT_SO_MANY.fullmatch(lexeme.text)
    if about is None or not gap.isspace() or not _can_take(before, int(about.group(1)[:4])):
        return
    written = typed[before.at : before.end]
    number = spliced(typed, lexeme, about.group(1))
    repair = f"{typed[: before.at]}{written}{lexeme.text}{typed[lexeme.end :]}"
    raise QueryError("A ~ stands right behind what it belongs to, without a blank.", lexeme.at, (repair, number))


def _can_take(before: Lexeme, number: int) -> bool:
    """Whether a ~ with this number can belong to it."""
    if before.kind == "phrase":
        return before.tail is None and len(words(before.text)) > 1 and number <= DISTANCE_MAX
    # What ends in a comma ends there.
    is_word = before.kind == "word" and before.end - before.at == len(before.text)
    fits = _ONE_WORD.fullmatch(before.text) is not None and _letters(before.text) >= FUZZY_MIN
    return is_word and fits and 1 <= number <= CHANGES_MAX


def phrase(lexeme: Lexeme, typed: str, budget: Budget) -> Phrase | Near:
    """Words in quotation marks: one after the other, or with ~10 behind them near each other."""
    budget.spend(len(words(lexeme.text)), lexeme.at)
    if starred := _STARRED_PHRASE.search(lexeme.text):
        without = _STARRED_PHRASE.sub("", lexeme.text)
        parts = " NEAR/0 ".join(lexeme.text.split())
        raise QueryError(
            "Between quotation marks words are exact: a * means nothing there.",
            # Counted in the cleaned text, which is never longer than the typed one.
            lexeme.at + 1 + starred.start(),
            (spliced(typed, lexeme, f'"{without}"'), spliced(typed, lexeme, parts)),
        )
    if lexeme.tail is None:
        return Phrase(lexeme.text)
    return _near(lexeme, typed)


# ------------------------------------------------------------------------------------------------------------ patterns


def _wildcard(lexeme: Lexeme, typed: str, plain: tuple[str, ...]) -> Wildcard:
    """Typed in one piece, "state-own*" is two words; only the last may be a pattern."""
    pattern = re.sub(r"\*+", "*", lexeme.text)
    signs = list(_SIGN.finditer(pattern))
    at = lexeme.at + signs[0].start()
    last = max((i for i, char in enumerate(pattern) if _parts(char)), default=-1) + 1
    if signs[0].start() < last:
        apart = "".join(" " if _parts(char) else char for char in pattern)
        message = "In a word of several parts only the last may hold * or ?."
        raise QueryError(message, at, (spliced(typed, lexeme, apart), *plain))
    if pattern.count("?") > sum(sign.group().count("?") for sign in signs):
        raise QueryError("A ? stands for one letter between two letters, as in wo?d.", at, plain)
    stump = pattern[last : signs[0].start()]
    if _letters(stump) < PREFIX_MIN:
        raise QueryError(_too_bare(stump), at, plain)
    if pattern.count("*") > STARS_MAX:
        raise QueryError(f"A word may hold at most {STARS_MAX} stars.", at, plain)
    return Wildcard(pattern)


def _too_bare(stump: str) -> str:
    if not stump:
        return f"A word can't begin with * or ?: at least {PREFIX_MIN} letters stand before it, as in mi* or wo?d."
    return f"At least {PREFIX_MIN} letters must stand before the first * or ?, as in mi* or wo?d."


def _parts(char: str) -> bool:
    """Whether a character stands between two words rather than in one."""
    return char not in "*?'’‘ʼ`´ʹ" and re.fullmatch(LETTER, char) is None


def _plain(text: str) -> str:
    """The words between the signs. No hyphen comes to stand before one of them: it would leave the word out."""
    parts = re.split(r"[*?]+|~[0-9]*", text)
    return " ".join(part.strip("-−") for part in parts if words(part))


# --------------------------------------------------------------------------------------------------------- about so


def _fuzzy(lexeme: Lexeme, typed: str, plain: tuple[str, ...]) -> Fuzzy:
    text = lexeme.text
    at = lexeme.at + text.index("~", 1)
    match = _FUZZY.fullmatch(text)
    if match is None:
        raise QueryError("A ~ stands at the end of a word, as in Lukashenko~ or border~1.", at, plain)
    word, changes = match.groups()
    if _ONE_WORD.fullmatch(word) is None:
        apart = f"{' '.join(words(word))}~{changes}"
        raise QueryError("A ~ belongs to a single word.", at, (spliced(typed, lexeme, apart), *plain))
    if _letters(word) < FUZZY_MIN:
        raise QueryError(f"Only a word of at least {FUZZY_MIN} letters can be spelt about so.", at, plain)
    if not changes:
        return Fuzzy(word, default_changes(word))
    if changes not in ("1", "2"):
        most = spliced(typed, lexeme, f"{word}~{CHANGES_MAX}")
        raise QueryError(f"Behind the ~ stands how many letters may differ: 1 or {CHANGES_MAX}.", at, (most, *plain))
    return Fuzzy(word, int(changes))


def _letters(word: str) -> int:
    return len(re.findall(r"[^\W_]", word))


# ------------------------------------------------------------------------------------------------------------- near


def _near(lexeme: Lexeme, typed: str) -> Near:
    tail = lexeme.tail or ""
    at = lexeme.end - len(tail)
    parts = [word for word in marks.without(lexeme.text).split() if words(word)]
    if len(parts) < 2:
        word = spliced(typed, lexeme, parts[0] + tail)
        message = "Nearness needs two words or more between the quotation marks."
        raise QueryError(message, at, (word, spliced(typed, lexeme, parts[0])))
    if len(parts) > NEAR_MAX:
        fewer = spliced(typed, lexeme, f'"{" ".join(parts[:NEAR_MAX])}"{tail}')
        message = f"At most {NEAR_MAX} words can be near each other at once. SAME asks for any number in one paragraph."
        raise QueryError(message, at, (fewer, spliced(typed, lexeme, f'"{" ".join(parts)}"')))
    before = f'"{" ".join(parts)}"~'
    return Near(tuple(Phrase(word) for word in parts), distance(tail[1:], lexeme, at, typed, before))


def distance(number: str, lexeme: Lexeme, at: int, typed: str, before: str) -> int:
    """A typed distance, `before` being what it stands behind. Raises QueryError if it is none."""
    number = trimmed(number)
    if not re.fullmatch(r"[0-9]+", number):
        repair = f"{before}10"
        raise QueryError(
            f"How many words may be between? For ten: {shown(repair)}.", at, (spliced(typed, lexeme, repair),)
        )
    # Compared by length first: a number of two thousand digits would take its time.
    if len(number.lstrip("0")) > len(str(DISTANCE_MAX)) or int(number) > DISTANCE_MAX:
        repair = f"{before}{DISTANCE_MAX}"
        message = f"At most {DISTANCE_MAX} words may be between, as in {shown(repair)}."
        raise QueryError(message, at, (spliced(typed, lexeme, repair),))
    return int(number)
