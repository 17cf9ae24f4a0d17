"""The same text comes out whatever the bytes are called."""

import codecs

import pytest

from indexer.extract.charset import decode

UKRAINIAN = "<p>Рада підтримала міст через річку, повідомила пресслужба міської голови Ґалаґан.</p>"
RUSSIAN = "<p>Совет поддержал строительство моста, сообщила пресс-служба мэрии.</p>"
JAPANESE = "<p>東京で開かれた会議で、首相は新しい橋の建設を発表した。</p>"


def declaring(name: str, text: str) -> str:
    return f'<html><head><meta charset="{name}"></head><body>{text}</body></html>'


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-u", "iso8859-5"])
def test_a_declared_encoding_that_is_true_is_used(encoding: str) -> None:
    page = declaring(encoding, UKRAINIAN.replace("Ґ", "Г").replace("ґ", "г"))

    assert decode(page.encode(encoding)) == page


def test_valid_utf8_wins_over_every_declaration() -> None:
    page = declaring("windows-1251", UKRAINIAN)

    assert decode(page.encode(), "text/html; charset=iso-8859-1") == page


def test_cyrillic_that_calls_itself_utf8_is_still_read() -> None:
    page = declaring("utf-8", UKRAINIAN)

    assert decode(page.encode("cp1251")) == page


def test_a_servers_default_latin_header_does_not_make_mojibake() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "text/html; charset=ISO-8859-1") == RUSSIAN


def test_the_header_decides_where_the_page_says_nothing() -> None:
    assert decode(JAPANESE.encode("shift_jis"), "text/html; charset=Shift_JIS") == JAPANESE


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_a_byte_order_mark_decides_and_is_not_text(mark: bytes) -> None:
    encoding = {
        codecs.BOM_UTF8: "utf-8",
        codecs.BOM_UTF16_LE: "utf-16-le",
        codecs.BOM_UTF16_BE: "utf-16-be",
        codecs.BOM_UTF32_LE: "utf-32-le",
    }[mark]

    assert decode(mark + UKRAINIAN.encode(encoding), "text/html; charset=koi8-r") == UKRAINIAN


def test_utf16_without_its_mark_is_recognised_by_its_markup() -> None:
    assert decode(UKRAINIAN.encode("utf-16-le")) == UKRAINIAN


def test_seven_bit_japanese_does_not_pass_for_utf8() -> None:
    page = declaring("iso-2022-jp", JAPANESE)

    assert decode(page.encode("iso2022_jp")) == page


def test_one_broken_letter_does_not_cost_the_page() -> None:
    broken = UKRAINIAN.encode() * 20 + b"\xff"

    assert decode(broken) == UKRAINIAN * 20 + "\ufffd"


@pytest.mark.parametrize("claim", ["no-such-charset", "base64", "rot13", "undefined", "\xe9"])
def test_a_nonsense_declaration_is_passed_over(claim: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), f"text/html; charset={claim}") == RUSSIAN
