"""Given names and what they tell: that a run of capitals is a person, he or she, and which spellings are one name.

The list is given.txt beside this file, written for this project. A name outside it is no evidence of anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Gender = Literal["male", "female"]
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′ʹ", "'"))


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Looked up in lower case, apostrophes straight."""

    genders: Mapping[str, Gender | None]
    """None for a name borne by men and women."""
    standing: Mapping[str, str]
    """Every spelling -> the one that stands for all spellings of the name."""

    def __contains__(self, word: str) -> bool:
        return plain(word) in self.genders

    def gender(self, word: str) -> Gender | None:
        """None where the name is unknown or borne by both."""
        return self.genders.get(plain(word))


def plain(word: str) -> str:
    return word.lower().translate(APOSTROPHES)


@cache
def given_names() -> GivenNames:
    return parse(files(__package__).joinpath("given.txt").read_text(encoding="utf-8"))


def parse(text: str) -> GivenNames:
    genders: dict[str, Gender | None] = {}
    standing: dict[str, str] = {}
    gender: Gender = "male"
    for line in text.splitlines():
        if line == "[female]":
            gender = "female"
        elif line and line[0] not in "#[":
            for name in line.split(","):
                spellings = [plain(spelling.strip()) for spelling in name.split("=")]
                for word in spellings:
                    genders[word] = gender if genders.get(word, gender) == gender else None
                    standing.setdefault(word, spellings[0])
    return GivenNames(genders, standing)
