"""Which language a text is in: what the page declares, checked against its letters and commonest words."""

import re
from collections import Counter

from indexer.extract.evidence import Evidence

_SAMPLE_CHARS = 4_000
_WORDS_MIN = 8
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
_CODE = re.compile(r"^[a-z]{2,3}(?![a-z])")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SAME = {"ua": "uk", "iw": "he", "in": "id", "nb": "no", "nn": "no"}
# Letters that one language of our readers has and its neighbour hasn't.
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэъё]", re.IGNORECASE)
_OTHER_CYRILLIC = re.compile(r"[ўјљњћђџѓќѕәғқңөұүһ]", re.IGNORECASE)
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
}
_COMMON = {
    "en": "the of and to in that is was for with on as by at from has his are it an be said",
    "de": "der die und das den von zu mit des auf ist im nicht ein eine dem sich für auch wird",
    "fr": "le la les de des et en du un une est que dans pour qui par sur au pas avec",
    "es": "el la los de en que y del las por un una con para se su al es como más",
    "it": "il di che la e in un per del della con non una sono le dei è si da al",
    "pt": "o de a que e do da em um para com não uma os no na por mais as dos",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er door ook om",
    "pl": "w i na z do się nie że jest to o jak po za od przez dla oraz są ale",
    "ro": "și de la în a cu pe din că o pentru un nu mai este care sau lui au fi",
    "cs": "a v se na je že s z do o k i ve za pro byl po jako aby ale",
    "sv": "och att det i en som är av för på den med till har inte om ett de var från",
    "no": "og i det som er en på til av for med at har ikke den om et de var fra",
    "tr": "ve bir bu için ile da de olarak çok daha olan en sonra göre kadar ise gibi ne",
}
_COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def declared(evidence: Evidence) -> str | None:
    """The language the page claims: <html lang>, og:locale, JSON-LD."""
    claims = [evidence.tree.get("lang"), evidence.tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    claims += evidence.meta("og:locale", "content-language", "dc.language", "language")
    claims += [value for value in evidence.told("inLanguage") if isinstance(value, str)]
    return next((code for claim in claims if (code := _code(claim or ""))), None)


def language(text: str, claimed: str | None = None) -> str | None:
    """ISO 639-1. The text's own letters and words decide; the claim where they can't. None: neither says anything."""
    sample = text[:_SAMPLE_CHARS]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    if not letters:
        return claimed
    if len(_CYRILLIC.findall(sample)) > letters / 2:
        return _cyrillic(sample, words, claimed)
    for code, script in _SCRIPTS.items():
        share = len(script.findall(sample)) / letters
        if share > (0.2 if code == "ja" else 0.5):
            return claimed if claimed in {"fa", "ur", "mr", "ne", "yi"} else code
    return _latin(words, claimed)


def _code(claim: str) -> str | None:
    match = _CODE.match(claim.strip().lower())
    return _SAME.get(match.group(), match.group()) if match else None


def _cyrillic(sample: str, words: list[str], claimed: str | None) -> str | None:
    if _OTHER_CYRILLIC.search(sample) and claimed not in {"uk", "ru"}:
        return claimed
    ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    if ukrainian + russian < 2:
        return claimed or ("uk" if {"та", "що", "до", "це", "про"} & set(words) else None)
    if claimed not in {None, "uk", "ru", "en"} and max(ukrainian, russian) < len(words) / 10:
        return claimed
    return "uk" if ukrainian > russian else "ru"


def _latin(words: list[str], claimed: str | None) -> str | None:
    if len(words) < _WORDS_MIN:
        return claimed
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in common) / len(words) for code, common in _COMMON_WORDS.items()}
    best = max(shares, key=lambda code: shares[code])
    if claimed and (claimed not in shares or shares[claimed] >= shares[best] * 0.8):
        return best if claimed not in shares and shares[best] > 0.3 else claimed
    return best if shares[best] > 0.08 else claimed
