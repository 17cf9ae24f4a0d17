"""Across the archive: one key for one person however a wire spells the name, and why equal keys may be two people.

Keys merge without asking, so they are strict: equal letters after the differences between romanisations are folded
away, equal given names after spellings of one name are. Likeness short of that is a question for a person, not for
this module.
"""

import re

from anyascii import anyascii

from indexer.given import given_names, plain

# Families of one sound, longest spelling first. Щ and Ш are one family: "Scherbak" is either, and no two people we
# know of differ in nothing else.
SIBILANTS = (
    ("schtsch", "4"), ("shch", "4"), ("szcz", "4"), ("stch", "4"), ("sch", "4"), ("sh", "4"), ("sz", "4"),
    ("tsch", "1"), ("tch", "1"), ("cz", "1"), ("ch", "1"),
    ("zh", "3"), ("rz", "3"), ("ts", "5"), ("tz", "5"),
)  # fmt: skip
LETTERS = str.maketrans({"h": "g", "w": "v", "i": "y", "j": "y", "q": "k", "'": "", "`": ""})
CLUSTERS = (("kh", "g"), ("ck", "k"), ("ph", "f"), ("x", "ks"), ("th", "t"))
GLIDES = re.compile(r"y(?=[aeou])|(?<=[aeou])y(?=[aeou])")
DOUBLED = re.compile(r"(.)\1+")
ADJECTIVE = re.compile(r"y+$")
PATRONYMIC = re.compile(r"(?:ovich|evich|yovich|ovych|evych|yovych|ivna|yivna|ovna|evna|yevna|ovic|evic|wicz)$")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*\.?")
GENERATIONS = {"jr": "Jr", "junior": "Jr", "sr": "Sr", "senior": "Sr", "ii": "II", "iii": "III", "iv": "IV"}
FEMININE = ("ska", "zka", "tska", "ova", "eva", "ina", "ivna", "skaya", "aya")
MASCULINE = (
    "skyi",
    "skyy",
    "skiy",
    "sky",
    "ski",
    "skii",
    "skij",
    "zkyi",
    "zky",
    "tskyi",
    "tsky",
    "ov",
    "ev",
    "iev",
    "yev",
    "yn",
    "in",
)
SLUG_CHARS_MAX = 80


def key(name: str) -> str | None:
    """Equal for all romanisations of one name, in any order of its parts.

    None for a name of one word: a bare surname never leaves its article.
    """
    words = _words(name)
    if len(words) < 2 or len(name.split()) < 2:
        return None
    return " ".join(sorted(_sound(_class(word)) for word in words))


def slug(name: str) -> str:
    """For addresses: ASCII, lower case, hyphens. "person" where nothing of the name is left."""
    letters = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’ʼ`]", "", anyascii(name).lower())).strip("-")
    return letters[:SLUG_CHARS_MAX].rstrip("-") or "person"


def veto(a: str, b: str) -> str | None:
    """Why two names with equal keys must not become one person, in words for an editor. None: no objection."""
    generations = _generation(a), _generation(b)
    if generations[0] != generations[1]:
        return f"generations differ: {generations[0] or 'none'} and {generations[1] or 'none'}"
    genders = _gender(a), _gender(b)
    if None not in genders and genders[0] != genders[1]:
        return f"one is a {_adult(genders[0])}'s name, the other a {_adult(genders[1])}'s"
    patronymics = _patronymic(a), _patronymic(b)
    if None not in patronymics and patronymics[0] != patronymics[1]:
        return "patronymics differ"
    return None


def clash(a: str, b: str) -> str | None:
    """Why two names of one article mean two people though their keys are equal. None: nothing says so.

    An article may write a surname in two ways; it does not call one person Volodymyr here and Vladimir there.
    """
    given = [[word for word in _all_words(name) if word in given_names()] for name in (a, b)]
    if a.isascii() == b.isascii() and all(given) and not set(given[0]) & set(given[1]):
        return f"one article writes {given[0][0].capitalize()} and {given[1][0].capitalize()}"
    return None


def _adult(gender: str | None) -> str:
    return "woman" if gender == "female" else "man"


def _all_words(name: str) -> list[str]:
    """Words in their own script, lower case, dots kept on initials."""
    return [plain(word) for word in WORD.findall(name.replace("-", " "))]


def _words(name: str) -> list[str]:
    """The parts that make the key: without initials, generations and, of three or more, the patronymic."""
    words = [word.rstrip(".") for word in _all_words(name)]
    words = [word for word in words if word not in GENERATIONS]
    full = [word for word in words if len(word) > 1]
    if len(full) >= 2:
        words = full
    if len(words) > 2:
        words = [word for place, word in enumerate(words) if place == 0 or not _is_patronymic(word)] or words
    return words


def _ascii(word: str) -> str:
    return re.sub(r"[^a-z]", "", anyascii(word).lower())


def _is_patronymic(word: str) -> bool:
    return PATRONYMIC.search(_ascii(word)) is not None


def _class(word: str) -> str:
    """The spelling that stands for all spellings of a given name; the word itself where it is none."""
    standing = given_names().standing
    return standing.get(word) or standing.get(_ascii(word)) or word


def _sound(word: str) -> str:
    letters = _ascii(word)
    for spelling, sign in SIBILANTS:
        letters = letters.replace(spelling, sign)
    for spelling, sound in CLUSTERS:
        letters = letters.replace(spelling, sound)
    # Ё is written e, yo and io.
    letters = GLIDES.sub("", letters.translate(LETTERS).replace("yo", "e"))
    return ADJECTIVE.sub("", DOUBLED.sub(r"\1", letters)) or letters or word


def _generation(name: str) -> str | None:
    return next((GENERATIONS[word.rstrip(".")] for word in _all_words(name) if word.rstrip(".") in GENERATIONS), None)


def _gender(name: str) -> str | None:
    """By given name, else by the surname's ending. None where neither tells."""
    words = _words(name)
    genders = given_names().genders
    for word in words:
        gender = genders.get(word) or genders.get(_ascii(word))
        if gender:
            return gender
    last = _ascii(words[-1]) if words else ""
    if last.endswith(FEMININE):
        return "female"
    return "male" if last.endswith(MASCULINE) else None


def _patronymic(name: str) -> str | None:
    words = [word for word in _all_words(name) if len(word.rstrip(".")) > 1]
    if len(words) < 3:
        return None
    return next((_sound(word) for word in words[1:] if _is_patronymic(word)), None)
