"""Given names and what they tell: that a run of capitals is a person, and whether it is he or she.

The list is names.txt beside this file, written for this project. A name outside it is no evidence of anything.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Gender = Literal["male", "female"]
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Looked up in lower case, apostrophes straight."""

    genders: dict[str, Gender | None]
    """None for a name borne by men and women."""

    def __contains__(self, word: str) -> bool:
        return plain(word) in self.genders

    def gender(self, word: str) -> Gender | None:
        """None where the name is unknown or borne by both."""
        return self.genders.get(plain(word))


def plain(word: str) -> str:
    return word.lower().translate(APOSTROPHES)


@cache
def given_names() -> GivenNames:
    return parse(files(__package__).joinpath("names.txt").read_text(encoding="utf-8"))


def parse(text: str) -> GivenNames:
    genders: dict[str, Gender | None] = {}
    gender: Gender = "male"
    for line in text.splitlines():
        if line == "[female]":
            gender = "female"
        elif line and line[0] not in "#[":
            for name in line.split(","):
                word = plain(name.strip())
                genders[word] = gender if genders.get(word, gender) == gender else None
    return GivenNames(genders)
