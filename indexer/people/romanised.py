"""From Latin letters to the signs of sounds.py: Ukrainian and Russian, journalists', scholars', German, Polish, French.

What one language writes the other reads otherwise (j is й or ж, ch is ч, х or ш), so the whole name is looked at first
for what shows how it is romanised.
"""

import re
from typing import NamedTuple

from anyascii import anyascii

MARKED = str.maketrans(
    {
        **dict.fromkeys("čćçĉ", "C"),
        **dict.fromkeys("šşș", "S"),
        **dict.fromkeys("žż", "Z"),
        **dict.fromkeys("țţ", "T"),
        "ŝ": "Q",
        "ř": "rZ",
        "ę": "en",
        "ą": "on",
        "ë": "io",
        "ö": "oe",
        "ø": "oe",
        "'": "",
    }
)
CLUSTERS = {
    "schtsch": "Q", "shch": "Q", "szcz": "Q", "chtch": "Q", "stch": "Q", "SC": "Q",
    "tsch": "C", "tch": "C", "cz": "C",
    "zgh": "zg", "zh": "Z", "kh": "X", "gh": "g", "sch": "1", "sh": "S", "sz": "S",
    "ts": "T", "tz": "T", "ph": "f", "th": "t", "x": "ks", "q": "k", "w": "v", "ou": "u", "gue": "ge",
}  # fmt: skip
CLUSTER = re.compile("|".join(sorted(CLUSTERS, key=len, reverse=True)))
TELLING = re.compile(r"[cjwz]|ou|gue|[^\x00-\x7f]")
"""Without any of these a name shows nothing."""
DOUBTFUL = re.compile(r"[cjsz]")
"""What hints decide; "rz" too."""
FRENCH = re.compile(r"ou|tch|gue")
POLISH = re.compile(r"cz|sz|[dgkpt]rz|[łńśźżąę]")
GERMAN = re.compile(r"sch|w(?=[aeiouyln])|[ao]w\b|[iy]j|j[aeu]")
ENGLISH = re.compile(r"zh|kh|ts|shch|ou")
SCHOLARLY = re.compile(r"[čšžŝâûłńśźż]|cz|sz|tsch|w(?=[aeiouyłn])|ow\b|[iya]j|j[aeu]")
GLIDES_WITH_I = re.compile(r"[iy][iy]|y[aeu]|iu")

# French: Chmyhal, Porochenko. Inside other words the sound is ч: Kulich is not Kulish.
HUSHED_CH = re.compile(r"^ch(?=[bdkmnpvlz])|(?<=[aeiouy])ch(?=enko$)")
ADJECTIVAL_CK = re.compile(r"ck(?=[iyj]+$|a(?:[yij]a)?$)")
HISSED_C = re.compile(r"c(?=[eiy])")
FINAL_IC = re.compile(r"(?<=..)ic$")
FINAL_C = re.compile(r"(?<=[eyj])c$")
FINAL_EZ = re.compile(r"(?<=e)z$")
FINAL_Z = re.compile(r"(?<=[lnrt])z$")
VOICED_S = re.compile(r"(?<!s)s(?=[aeiouybdgvmnrl])")
J_FOR_ZH = re.compile(r"(?<=[ubdklmnprsvz])j|(?<=.)j(?=[aeiouy])|^j(?![aeiouy])")
J_SURELY_FOR_ZH = re.compile(r"(?<=u)j(?=[bdgklmnprstvz])|^j(?=[bdgklmnprstvz])")
SOFTENED_O = re.compile(r"(?<=[lr])o(?=va?$)")


class Hints(NamedTuple):
    """What a name shows of the way it is romanised."""

    french: bool
    polish: bool
    german: bool
    """S may be з, and z ц."""
    scholarly: bool
    """Х is written ch, ц c and й j."""
    glides_with_i: bool
    """Й is written with i or y, so a j inside a word is ж."""


def hints(name: str) -> Hints:
    """Of a whole name in lower case."""
    if TELLING.search(name) is None:
        return NO_HINTS
    return Hints(
        french=FRENCH.search(name) is not None,
        polish=POLISH.search(name) is not None,
        german=GERMAN.search(name) is not None and not ENGLISH.search(name),
        scholarly=SCHOLARLY.search(name) is not None,
        glides_with_i=GLIDES_WITH_I.search(name) is not None,
    )


NO_HINTS = Hints(french=False, polish=False, german=False, scholarly=False, glides_with_i=False)


def latin_signs(word: str, shown: Hints) -> str:
    """Signs with й and и both i, nothing dropped yet."""
    letters = word.translate(MARKED)
    if not letters.isascii():
        letters = anyascii(letters)
    if shown.polish:
        letters = letters.replace("rz", "Z")
    letters = CLUSTER.sub(_sign, letters)
    if "c" in letters:
        letters = _with_c(letters, shown)
    if "j" in letters:
        letters = _with_j(letters, shown)
    if shown.german:
        letters = VOICED_S.sub("2", letters).replace("z", "3")
    if letters.endswith("z"):
        letters = FINAL_Z.sub("3", FINAL_EZ.sub("7", letters))
    if letters.endswith(("ov", "ova")):
        letters = SOFTENED_O.sub("5", letters)
    return letters.replace("y", "i")


def _sign(cluster: re.Match[str]) -> str:
    return CLUSTERS[cluster.group()]


def _with_c(letters: str, shown: Hints) -> str:
    if "ch" in letters:
        if shown.scholarly:
            letters = letters.replace("ch", "X")
        letters = letters.replace("ch", "4") if shown.french else HUSHED_CH.sub("4", letters)
    letters = ADJECTIVAL_CK.sub("Tk", letters.replace("ch", "C")).replace("ck", "k")
    letters = FINAL_IC.sub("iC", letters)
    if shown.scholarly:
        return letters.replace("c", "T")
    return HISSED_C.sub("6", FINAL_C.sub("T", letters)).replace("c", "k")


def _with_j(letters: str, shown: Hints) -> str:
    if shown.french:
        return letters.replace("j", "Z")
    if shown.glides_with_i:
        letters = J_FOR_ZH.sub("Z", letters)
    return J_SURELY_FOR_ZH.sub("Z", letters).replace("j", "i")
