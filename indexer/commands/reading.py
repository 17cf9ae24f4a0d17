"""Taking texts apart without an archive: `extract` and `quotes`."""

import base64
import json
import sys
from collections.abc import Callable
from typing import BinaryIO

import click

from indexer.errors import ArchiveError
from indexer.extract import lines as pages
from indexer.extract.quotes import lines as texts
from indexer.urls import clean


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--url", default="", help="The page's address, which helps to read it.")
@click.option("--jsonl", is_flag=True, help='Read lines {"id","url","html_b64"}, write one line for each.')
def extract(file: BinaryIO, url: str, *, jsonl: bool) -> None:
    """Take one web page apart and print what it says as JSON.

    Example: onrecord extract --url https://example.org/news/1 page.html
    """
    if url and clean(url) is None:
        raise click.BadParameter(f"{url!r} is no http or https address.", param_hint="--url")
    if jsonl:
        _answer_each(file, pages.answer)
    else:
        line = {"id": url, "url": url, "html_b64": base64.b64encode(file.read()).decode("ascii")}
        _print_one(pages.answer(json.dumps(line)))


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--title", default="", help="The text's headline, where quotes may stand too.")
@click.option("--lang", default=None, help="en, uk …; told from the text where left out.")
@click.option("--jsonl", is_flag=True, help='Read lines {"id","title","text","lang"}, write one line for each.')
def quotes(file: BinaryIO, title: str, lang: str | None, *, jsonl: bool) -> None:
    """Find who said what in a text and print it as JSON.

    Example: onrecord quotes article.txt
    """
    if jsonl:
        _answer_each(file, texts.answer)
    else:
        text = file.read().decode("utf-8", "replace")
        _print_one(texts.answer(json.dumps({"id": file.name, "title": title, "text": text, "lang": lang})))


def _answer_each(file: BinaryIO, answer: Callable[[str], str]) -> None:
    for line in file:
        if line.strip():
            # Another program may wait for this answer before it sends the next line.
            sys.stdout.write(answer(line.decode("utf-8", "replace")) + "\n")
            sys.stdout.flush()


def _print_one(answer: str) -> None:
    result = json.loads(answer)
    if "error" in result:
        raise ArchiveError(result["error"])
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))


COMMANDS = (extract, quotes)
