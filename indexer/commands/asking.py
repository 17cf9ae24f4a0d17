"""Asking the archive from the command line: `search`."""

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import click

from indexer import params
from indexer.archive import Archive
from indexer.ask import Answer, Counter, Found, easier, meant
from indexer.commands.context import Setting, pass_setting
from indexer.errors import QueryError
from indexer.query import SORTS

TRIES_MAX = 8
"""Easier queries that are tried where nothing is found."""


class _Asking(click.Command):
    """A command whose argument may begin with a minus, as `-drill date:30d` does.

    Only one minus, and more than a letter behind it: what begins with two is an option, and misspelt ones are told.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        queries = [] if "--" in args else [arg for arg in args if len(arg) > 2 and arg[0] == "-" and arg[1] != "-"]
        options = [arg for arg in args if arg not in queries]
        return super().parse_args(ctx, [*options, "--", *queries] if queries else args)


@click.command(cls=_Asking)
@click.argument("text", metavar="QUERY")
@click.option("--quotes", is_flag=True, help="Search statements instead of articles.")
@click.option("--facets", is_flag=True, help="Also print the counts by person, topic, source, language and month.")
@click.option("--sort", type=click.Choice(SORTS), default=None, help="Default: relevance for words, else newest.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many to print.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_setting
def search(
    setting: Setting, text: str, *, quotes: bool, facets: bool, sort: str | None, limit: int, as_json: bool
) -> None:
    """Search as the page does.

    Example: onrecord search 'said-by:Koval border date:2026-03' --quotes

    A query that begins with two dashes stands behind a -- of its own: onrecord search --json -- '--border'
    """
    with setting.open(writes_index=False) as archive:
        pairs = [("q", text), ("view", "quotes" if quotes else ""), ("sort", sort or "")]
        try:
            query = replace(params.read(pairs, zone=archive.config.zone), per_page=limit)
            answer = archive.ask(query)
        except QueryError as error:
            raise QueryError(_pointed(text, error), error.position, error.repairs) from error
        behind, instead = archive.behind(), _instead(archive, answer)
        in_ukrainian = archive.in_words(query, "uk")
    if behind:
        changes = "1 change" if behind == 1 else f"{behind:,} changes"
        click.echo(f"The index is {changes} behind; a worker or `onrecord reindex` brings it up.", err=True)
    if as_json:
        document = _as_json(answer) | {"sentence_uk": in_ukrainian, "instead": dict(instead), "behind": behind}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    click.echo(f"{answer.results.total:,} {answer.sentence}")
    for other, total in instead:
        click.echo(f"Instead: {other}   ({total:,})")
    for found in answer.found:
        _print(found, ZoneInfo(query.zone))
    if facets:
        _print_facets(answer)


def _instead(archive: Archive, answer: Answer) -> list[tuple[str, int]]:
    """Other queries that find something where this one doesn't, each with how much: first what may have been meant."""
    count = Counter(archive.store, archive.engine)
    other = meant(archive.store, archive.engine, answer, count)
    found = {other.query.text: other.total} if other else {}
    if not answer.results.total:
        tried = [one.query for one in easier(answer.query)][:TRIES_MAX]
        found |= {query.text: total for query in tried if query.text not in found and (total := count(query))}
    return list(found.items())


def _pointed(text: str, error: QueryError) -> str:
    lines = [str(error), f"  {_on_one_line(text)}", "  " + " " * error.position + "^"]
    return "\n".join(lines + [f"  Try: {_on_one_line(repair)}" for repair in error.repairs])


def _on_one_line(text: str) -> str:
    """A blank for each character that takes no place or another line, so that the caret stands where it should."""
    return "".join(char if char.isprintable() else " " for char in text)


def _print(found: Found, zone: ZoneInfo) -> None:
    article = found.revision.article
    when = article.published.at.astimezone(zone).strftime("%Y-%m-%d") if article.published else "no date   "
    click.echo(f"\n{when}  {article.headline}")
    if found.statement:
        who = found.statement.person.name if found.statement.person else found.statement.quote.speaker_text
        click.echo(f"            {who or 'speaker unknown'}: {found.statement.quote.text}")
    if found.why:
        click.echo(f"            matched: {' · '.join(found.why)}")
    click.echo(f"            {found.revision.source} · {article.url}")


def _print_facets(answer: Answer) -> None:
    for facet in answer.results.facets:
        click.echo(f"\n{facet.field} ({facet.distinct})")
        for value in facet.values:
            click.echo(f"  {value.count:>7,}  {answer.label(facet.field, value.value)}")
    histogram = answer.results.histogram
    click.echo(f"\nby {histogram.unit}")
    for bar in histogram.bars:
        click.echo(f"  {bar.count:>7,}  {bar.first}")


def _as_json(answer: Answer) -> dict[str, object]:
    return {
        "query": answer.query.text,
        "sentence": answer.sentence,
        "also": {spelling.spelling: spelling.typed for spelling in answer.also},
        "total": answer.results.total,
        "reached": answer.results.reached,
        "hits": [_hit(found) for found in answer.found],
        "facets": {
            facet.field: [
                {"value": v.value, "label": answer.label(facet.field, v.value), "count": v.count} for v in facet.values
            ]
            for facet in answer.results.facets
        },
        "histogram": [
            {"first": bar.first.isoformat(), "until": bar.until.isoformat(), "count": bar.count}
            for bar in answer.results.histogram.bars
        ],
        "undated": answer.results.histogram.undated,
    }


def _hit(found: Found) -> dict[str, object]:
    article, statement = found.revision.article, found.statement
    hit: dict[str, object] = {
        "id": found.hit.id,
        "article_id": found.hit.article_id,
        "score": round(found.hit.score, 6),
        "title": article.headline,
        "url": article.url,
        "source": found.revision.source,
        "published": article.published.iso() if article.published else None,
        "topics": [topic.label for topic in found.revision.topics],
        "lang": article.language,
        "why": list(found.why),
    }
    if statement:
        hit["quote"] = statement.quote.text
        hit["kind"] = statement.quote.kind
        hit["speaker"] = statement.person.name if statement.person else statement.quote.speaker_text
    return hit


COMMANDS = (search,)
