"""Ukrainian for searches. Names and topics stay in the nominative, so they stand behind a colon."""

from datetime import date

from indexer.wording.vocabulary import Vocabulary

_MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
"""In the genitive, as behind the number of a day."""
_DAYS = ("день", "дні", "днів")
_WORDS = ("слово", "слова", "слів")


def _form(count: int, forms: tuple[str, str, str]) -> str:
    """Of the forms for 1, 2 and 5 the one for this number: 21 день, 22 дні, 12 днів."""
    if count % 100 in range(11, 15):
        return forms[2]
    return forms[0] if count % 10 == 1 else forms[1] if count % 10 in (2, 3, 4) else forms[2]


def _counted(count: int, forms: tuple[str, str, str]) -> str:
    # Thousands are parted by a space that no line breaks at.
    return f"{count:,} {_form(count, forms)}".replace(",", "\N{NO-BREAK SPACE}")


def _about(word: str, changes: int) -> str:
    return f"приблизно «{word}» (до {changes} {'літери' if changes == 1 else 'літер'} інакше)"


def _near(first: str, others: str, distance: int) -> str:
    between = f"щонайбільше {_counted(distance, _WORDS)}" if distance else "жодного слова"
    return f"{first} поруч із {others} (між ними {between})"


def _last_days(count: int, ago: int) -> str:
    if not ago:
        last = _form(count, ("останній", "останні", "останні"))
        return f"за {last} {_counted(count, _DAYS)}"
    end = f"{_counted(ago, _DAYS)} тому"
    return end if count == 1 else f"за {_counted(count, _DAYS)}, останній з яких {end}"


def _day(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


WORDS = Vocabulary(
    views={"articles": "статті", "quotes": "висловлювання"},
    both="та",
    either="або",
    opposite="не",
    everything="усе",
    quoted=lambda text: f"«{text}»",
    exactly=lambda text: f"точно «{text}»",
    pattern=lambda text: f"слова на зразок «{text}»",
    about=_about,
    also=lambda typed, others: f"«{typed}» [також {others}]",
    near=_near,
    same=lambda first, others: f"{first} в одному абзаці з {others}",
    fields={
        "said-by": "чиї слова:",
        "mentions": "згадано:",
        "role": "посада:",
        "office": "установа:",
        "topic": "тема:",
        "source": "джерело:",
        "lang": "мова:",
        "kind": "спосіб:",
        "has": "має:",
        "is": "позначено:",
        "date": "опубліковано",
        "seen": "уперше помічено",
        "changed": "востаннє змінено",
    },
    states={
        ("has", "quote"): "з цитатою",
        ("has", "speaker"): "з названим мовцем",
        ("has", "author"): "з автором",
        ("has", "topic"): "з темою",
        ("has", "update"): "виправлено",
        ("is", "late"): "надійшло із запізненням",
        ("is", "future"): "з датою в майбутньому",
        ("is", "backfill"): "довантажено з архіву",
    },
    names={
        ("lang", "en"): "англійська",
        ("lang", "uk"): "українська",
        ("lang", "ru"): "російська",
        ("lang", "unknown"): "невідома",
        ("kind", "direct"): "пряма мова",
        ("kind", "indirect"): "непряма мова",
        ("kind", "mixed"): "почасти власними словами",
    },
    undated="без дати",
    dated="з датою",
    day=_day,
    since=lambda day: f"від {day}",
    until=lambda day: f"до {day} включно",
    any_time="будь-коли",
    today="сьогодні",
    yesterday="учора",
    last_days=_last_days,
)
