"""What a language's words can do in an attribution: one set of bits per word, looked up once per token.

The rules in the rooms beside this one know only these bits; which words carry them is said in english.py and
ukrainian.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from indexer.declension import Reading

SPEECH = 1 << 0
"""A form of a verb of speech that can attribute by itself (said, заявив)."""
NOUNISH = 1 << 1
"""Also a noun or a participle (claims, offered): attributes only where a verb can stand."""
TELLING = 1 << 2
"""Takes the person spoken to before the content (told reporters that …)."""
PARTICIPLE = 1 << 3
"""Goes on with the sentence's speaker (adding that …, додавши, що …)."""
THOUGHT = 1 << 4
"""Reports a view, and only with a complementiser (believes that …, вважає, що …)."""
JUDGING = 1 << 5
"""Speaks about somebody (praised, denounced): its object is what was said."""
HUMAN = 1 << 6
"""What only a person does in news prose: a lone capitalised subject is a surname."""
PRONOUN = 1 << 7
HE = 1 << 8
SHE = 1 << 9
CONJUNCTION = 1 << 10
PREPOSITION = 1 << 11
ADVERB = 1 << 12
"""May stand between subject and verb: adverbs, auxiliaries."""
DETERMINER = 1 << 13
HONORIFIC = 1 << 14
"""Mr, Dr, пан: says whether he or she, is no office."""
TITLE = 1 << 15
"""A word of an office or profession (deputy, minister, речник)."""
ORGANISATION = 1 << 16
"""A word that makes a name an organisation's or a place's (Ministry, Council, пресслужба)."""
PARTICLE = 1 << 17
"""Inside a name in lower case (van, de)."""
NOT_NAME = 1 << 18
"""Capitalised at the head of a sentence or always, never part of a person's name."""
DAY = 1 << 19
"""Weekdays and words of time, which may stand between subject and verb."""
PLACE = 1 << 20
"""A place or a people: never a surname by its verb alone."""
THAT = 1 << 21
RELATIVE = 1 << 22
DOCUMENT = 1 << 23
"""Speaks without being anybody: report, statement, звіт."""
MODIFIER = 1 << 24
"""Capitalised adjective of a title, dropped from a name (Ukrainian, Republican)."""
LINK = 1 << 25
"""Of, the, for: inside a title."""
SUBJECTLESS = 1 << 26
"""A subject that says nothing of a speaker (there, it in "it was reported")."""
BARE_FORM = 1 << 27
"""Looks like an infinitive: attributes only after a plural subject."""

LEANING = 1 << 34
"""Attributes only where a quotation or a complementiser adjoins (states, offered, відповів)."""
IMPERSONAL = 1 << 35
"""Has no subject: its source is the place it stands in (йдеться в повідомленні)."""
OPENS_SOURCE = 1 << 36
"""First of the words that announce a source: according (to), за (словами)."""
GROUP = 1 << 37
"""People without a name (officials, critics, очевидці)."""
POSSESSIVE = 1 << 38
"""His and her, where they can be a source (за її словами)."""
SURNAME = 1 << 40
"""A surname behind a given name or an honorific, whatever else the word means (White, Israel, Read)."""
VERB = 1 << 39
"""A finite verb of any meaning, where its form alone doesn't show it (went, gives): it ends a subject."""
CLAUSAL = 1 << 42
"""Reports clauses, not things: wrote that …, but not a letter."""

NOMINATIVE = 1 << 44
"""A noun's or given name's form that can be a subject, where case endings tell."""
URGING = 1 << 45
"""Takes what was said as an infinitive or an object: promised to, urged somebody to, accused somebody of."""
ADDRESSEE = 1 << 46
"""Somebody spoken to, never part of the source behind a verb: журналістам, виданню."""
NAMING = 1 << 47
"""What stands behind it in marks is what something is called: фільм «…», гасло «…»."""
SPOKEN = 1 << 43
"""A noun of speech: her claim that …"""
OBLIQUE = 1 << 48
"""A given name's form that can stand in another case than the nominative."""

# Set per token by the tokeniser, never by a lexicon.
CAPITAL = 1 << 28
QUOTATION = 1 << 29
"""A whole quotation collapsed to one token."""
FRAGMENT = 1 << 30
"""Inside a short quotation that is part of the sentence's own grammar."""
WORD = 1 << 31
GIVEN = 1 << 32
"""A given name, or a case form of one."""
STOP = 1 << 33
"""Punctuation no noun phrase runs across."""
CONTINUES = 1 << 41
"""A whole quotation that begins in small letters: it goes on with the clause before it."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    language: str
    tags: Mapping[str, int]
    """Lower-case word -> bits."""
    sources: Mapping[tuple[str, str], str]
    """Two words that open a source (за словами) -> the cue. Empty where they are always the same: according to."""
    nominative: Callable[[tuple[str, ...], str | None], Reading]
    """A person's name as written, and the case that the words before it tell -> the same in the nominative. Identity
    where the language doesn't decline."""
    variants: Callable[[str], tuple[str, ...]]
    """A lone surname as written -> nominatives it may stand for, itself first."""
    given_tags: Mapping[str, int]
    """Lower-case given name, in any case form -> GIVEN; with NOMINATIVE, HE, SHE where the form shows them."""
    offices: Mapping[str, tuple[str, str]]
    """Form of an office's noun -> (nominative, case). Empty where the language doesn't decline."""
    inflects: bool
    """True where case endings show the subject, so that word order is free and there are no articles."""


def tagged(rows: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Bits per word from rows of (bits, words parted by spaces); a word in several rows collects its bits."""
    tags: dict[str, int] = {}
    for bits, words in rows:
        for word in words.split():
            tags[word] = tags.get(word, 0) | bits
    return tags
