"""What stands beside a statement: its source as written, the office, the cue, and how the name was found."""

from pathlib import Path

import pytest

from indexer.extract.quotes import read

FILE = Path(__file__).parents[1] / "data" / "quotes" / "beside.txt"


def texts() -> list[tuple[str, list[str]]]:
    """Each text with its language before it, and the lines its statements and people must give."""
    found: list[tuple[str, list[str]]] = []
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


def line(*values: str | None) -> str:
    return " | ".join(value or "-" for value in values)


@pytest.mark.parametrize(("text", "expected"), texts())
def test_a_statement_has_its_source_office_cue_and_resolution_and_a_person_the_office(
    text: str, expected: list[str]
) -> None:
    language, _, body = text.partition(": ")
    said, people = read("", body, language)
    assert expected == [
        *(
            line(
                "fragment" if quote.fragment else quote.kind,
                quote.text,
                quote.speaker_name,
                quote.speaker_type,
                quote.speaker_text,
                quote.title,
                quote.cue,
                quote.resolution,
            )
            for quote in said
        ),
        *(line("person", person.name, person.title) for person in people),
    ]
