"""What stands within an article without being of it: teasers, pleas to subscribe, bylines, credits, the title again.

Two passes: branches of the tree before the text is taken out of it, and lines after.
"""

import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree

from indexer.extract import dates
from indexer.extract.markup import find
from indexer.extract.plain import folded

NEVER_TEXT = (
    "script style svg noscript template iframe link meta button input select option source video audio canvas object "
    "embed textarea dialog"
).split()
_BESIDE_TAGS = ("aside", "nav", "footer")
# Along the attributes, which takes a third of the time of asking every element.
_BESIDE = (
    "//@hidden/.. | //@aria-hidden[. = 'true']/.. | //@style[contains(translate(., ' ', ''), 'display:none')]/.. | "
    "//@role[. = 'complementary' or . = 'navigation' or . = 'dialog' or . = 'contentinfo' or . = 'banner' or "
    ". = 'search']/.."
)
_PLAIN_TEXT = etree.XPath("normalize-space(.)")
# A branch this large is the page itself, whatever it is called.
_BESIDE_SHARE_MAX = 0.3
_LINKED_SHARE = 0.85
_TEASER_WORDS_MIN = 4
_TEASER_WORDS_MAX = 30
_PLEA_WORDS_MAX = 60
_OPENING_LINES = 6
_CREDIT_WORDS_MAX = 15
_LINES_MAX = 20_000

_TEASER = re.compile(
    r"^\W*(?:read (?:more|also|next)|also read|see also|also on|click here|sign up|subscribe|follow us|have a tip|"
    r"lesen sie|mehr zum thema|passend zum|auch interessant|zum artikel|les også|läs (?:mer|också)|lee también|"
    r"leggi anche|lire aussi|à lire|czytaj też|читайте (?:також|ще|також|также|ещё|еще)|дивіться також|смотрите также|"
    r"підпис(?:уйтесь|атися)|подпис(?:ывайтесь|аться)|більше за темою|по теме|за темою)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\W*(?:related(?:$|:| (?:articles|stories|news|topics|content))|more (?:on|from|about)\b|watch(?::| now| live|$)|"
    r"comments?$|share(?: this)?$|print(?: article)?$|advertis\w+$|newsletters?\b|tell us|order reprints|text size|by$|"
    r"join (?:our|us|the conversation)|(?:images?|photos?|fotos?|bild|фото|джерело|источник)\s?[:/|–-]|copyright|©|"
    r"all rights|this article has been|would you like to comment|please read our|explore further|embed$|"
    r"(?:tags?|keywords|schlagwörter|etiketler|теги)\s*(?::|$)|реклама$|коментарі|комментарии|поділитися|поделиться)",
    re.IGNORECASE,
)
# Addressed to the reader: "he signed (підписав) the decree, his Telegram channel says" is news.
_PLEA = re.compile(
    r"\b(?:sign up|subscribe (?:to|for|now)|follow (?:us|\w+(?: \w+)? on)|join (?:us|our|the)|listen to|suscr[ií]bete|"
    r"abonniere(?:n sie)?|folg(?:e|st du|en sie)|melden sie|підпис(?:уйтесь|уйтеся|уйся|атися)|приєднуйтесь|"
    r"подпис(?:ывайтесь|ывайся|аться)|присоединяйтесь)\b.{0,80}(?:newsletter|channel|канал|inbox|\bapp\b|telegram|"
    r"whatsapp|instagram|twitter|facebook|youtube|conversation|briefing|e-?mail)|"
    r"(?:newsletter|telegram|whatsapp).{0,60}(?:sign up|subscribe|abonnier|підписуйтесь|підписатися|подписывайтесь)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:/\s?(?:getty|ap|afp|reuters|epa|dpa)\b.{0,20}|getty images|imago\b.{0,30})$", re.IGNORECASE)
_CHANGED = re.compile(
    r"^\W*(?:updated|published|posted|last modified|stand|оновлено|опубліковано|обновлено|опубликовано)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:;\"”»’)\]]$")
_LETTER = re.compile(r"[^\W_]")


def remove_branches(tree: etree._Element) -> None:
    """Scripts and controls; what is marked as beside the story or hidden; pictures; paragraphs that only link away."""
    remove(tree.iter(*NEVER_TEXT))
    most = _text_length(tree) * _BESIDE_SHARE_MAX
    remove(branch for branch in [*tree.iter(*_BESIDE_TAGS), *find(tree, _BESIDE)] if _text_length(branch) < most)
    pictures = tree.iter("figure", "figcaption", "picture")
    remove(picture for picture in pictures if next(picture.iter("table", "blockquote"), None) is None)
    remove(block for block in tree.iter("p", "li", "h2", "h3", "h4", "h5") if _only_links(block))


def story_lines(found: Iterable[str], headings: Iterable[str], names: Iterable[str]) -> list[str]:
    """The lines that tell the story. `headings` are its titles in all their spellings, `names` its authors."""
    titles = {_letters(heading) for heading in headings} - {""}
    known = {folded(name) for name in names}
    kept: list[str] = []
    for line in islice(found, _LINES_MAX):
        opening = len(kept) < _OPENING_LINES
        if _about_the_page(line) or (opening and (_is_title(line, titles) or _is_byline(line, known))):
            continue
        kept.append(line)
    return kept


def remove(elements: Iterable[etree._Element]) -> None:
    """Elements and all below them, but not the text that follows."""
    for element in list(elements):
        parent = element.getparent()
        if parent is None:
            continue
        if element.tail:
            previous = element.getprevious()
            if previous is None:
                parent.text = (parent.text or "") + element.tail
            else:
                previous.tail = (previous.tail or "") + element.tail
        parent.remove(element)


def _only_links(block: etree._Element) -> bool:
    links = block.findall(".//a")
    if not links:
        return False
    text = _text(block)
    linked = sum(map(_text_length, links))
    return linked >= len(text) * _LINKED_SHARE and len(text.split()) >= _TEASER_WORDS_MIN


def _text(element: etree._Element) -> str:
    return str(_PLAIN_TEXT(element))


def _text_length(element: etree._Element) -> int:
    return len(_text(element))


def _about_the_page(line: str) -> bool:
    words = len(line.split())
    if not _LETTER.search(line) or (words <= _PLEA_WORDS_MAX and _PLEA.search(line)):
        return True
    if words <= _CREDIT_WORDS_MAX and _CREDIT.search(line):
        return True
    if words > _TEASER_WORDS_MAX:
        return False
    return bool(_TEASER.match(line)) or bool(_FURNITURE.match(line) and not _SENTENCE_END.search(line))


def _is_title(line: str, titles: set[str]) -> bool:
    """The title itself, or with a kicker before it."""
    letters = _letters(line)
    return any(letters == title or (letters.endswith(title) and len(letters) < 1.6 * len(title)) for title in titles)


def _is_byline(line: str, names: set[str]) -> bool:
    """An author's name, a date, or both."""
    if len(line.split()) > 12 or line.endswith((".", "!", "?")):
        return False
    text = folded(line)
    if any(name in text and len(text) <= len(name) + 12 for name in names):
        return True
    return bool(_CHANGED.match(line)) or (len(line) < 60 and dates.read(line, "UTC", "text") is not None)


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(folded(text)))
