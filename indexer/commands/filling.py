"""Filling the archive: `crawl`, `import`, `due`, `reindex`."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.progress import Progress

from indexer.archive import Archive
from indexer.bulk import Offer
from indexer.commands.context import Setting, pass_setting, progress_bar, visit_shown, warn_without_contact
from indexer.config import Config
from indexer.crawl import jsonl, warc
from indexer.errors import ArchiveError
from indexer.ingest import Fate
from indexer.model import Source, Visit

SHOWN = 20
"""Refused lines that are printed; the rest is counted."""


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Leave out what the source dates before this day.")
@click.option("--dry-run", is_flag=True, help="Print what the sources offer, fetch none of it.")
@pass_setting
def crawl(setting: Setting, names: tuple[str, ...], since: datetime | None, *, dry_run: bool) -> None:
    """Visit sources now, once; all of them, or those named.

    Example: onrecord crawl interfax-en --since 2026-11-01
    """
    warn_without_contact(setting.load())
    with setting.open(writes_index=not dry_run) as archive:
        since = since and since.replace(tzinfo=ZoneInfo(archive.config.zone))
        sources = [archive.config.source(name) for name in names] or list(archive.config.sources)
        if dry_run:
            _print_offers(archive, sources, since)
            return
        with progress_bar() as progress:
            visits = [visit for source in sources if (visit := _visit(archive, source, since, progress))]
            _catch_up(archive, progress)
    if visits and all(visit.error for visit in visits):
        raise ArchiveError("No source could be visited; the reasons stand above. They are tried again when due.")


def _print_offers(archive: Archive, sources: Iterable[Source], since: datetime | None) -> None:
    for source in sources:
        for candidate in archive.offers(source, since):
            when = candidate.published.iso() if candidate.published else "undated"
            click.echo(f"{source.name}\t{when}\t{candidate.url}\t{candidate.title or ''}")


def _visit(archive: Archive, source: Source, since: datetime | None, progress: Progress) -> Visit | None:
    visit = visit_shown(archive, source, progress, since)
    if visit is None:
        click.echo(f"{source.name}: is being visited by another process at this moment")
        return None
    click.echo(f"{source.name}: {_in_words(visit)}")
    for reason, count in visit.reasons:
        click.echo(f"  {count} × {reason}")
    return visit


def _in_words(visit: Visit) -> str:
    counts = f"{visit.new} new, {visit.changed} changed, {visit.unchanged} unchanged"
    for count, words in (
        (visit.not_articles, "not articles"),
        (visit.failed, "failed"),
        (visit.waiting, "left for next time"),
    ):
        counts += f", {count} {words}" if count else ""
    return f"{counts}. {visit.error}" if visit.error else counts


def _catch_up(archive: Archive, progress: Progress) -> int:
    task = progress.add_task("indexing", total=archive.store.reached() - archive.engine.reached())
    return archive.catch_up(lambda done: progress.update(task, advance=done))


# --------------------------------------------------------------------------------------------------------------- import


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--source", default="import", show_default=True, help="For records that name no source.")
@click.option("--processes", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="cores")
@pass_setting
def import_(setting: Setting, files: tuple[str, ...], source: str, processes: int) -> None:
    """Take in articles from JSON lines (- for standard input) or WARC files (.warc, .warc.gz).

    A record is an object {"url","title","body","published","authors","topics","lang","source"}; url, title and body are
    required, an "id" will do instead of the url. Safe to repeat and to interrupt: what is known is not taken in twice.

    Example: xz -dc back-file.jsonl.xz | onrecord import -
    """
    total = Taken(Counter(), [], [], [])
    started = datetime.now(UTC)
    with setting.open(writes_index=True) as archive, progress_bar() as progress:
        for file in files:
            task = progress.add_task(Path(file).name if file != "-" else "standard input", total=None)
            offers = _offers(file, source, archive.config, total)
            loaded = archive.load(offers, partial(progress.advance, task), processes)
            total.fates.update(loaded.fates)
            total.damaged.extend([loaded.error] if loaded.error else [])
        _report(total, (datetime.now(UTC) - started).total_seconds())
        _catch_up(archive, progress)
    if total.damaged:
        raise ArchiveError(" ".join(total.damaged) + " What stood before that is in the archive.")
    if total.refused and not total.fates.total():
        raise ArchiveError("Nothing was taken in; the reasons stand above.")


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import took in, what it refused, what it could not take over, and which files broke off."""

    fates: Counter[Fate]
    refused: list[str]
    notes: list[str]
    damaged: list[str]


def _report(total: Taken, seconds: float) -> None:
    counts = ", ".join(f"{total.fates[fate]:,} {fate}" for fate in ("new", "changed", "unchanged", "not-article"))
    speed = total.fates.total() / seconds
    click.echo(f"{counts}, {len(total.refused):,} refused in {seconds:.0f} s ({speed:,.0f} records/s)")
    for what, lines in (("refused", total.refused), ("noted", total.notes)):
        for line in lines[:SHOWN]:
            click.echo(f"  {what}: {line}", err=True)
        if len(lines) > SHOWN:
            click.echo(f"  … and {len(lines) - SHOWN:,} more {what}", err=True)


def _offers(file: str, source: str, config: Config, total: Taken) -> Iterator[Offer]:
    """What a file holds; lines that hold no article, or hold it in part, are told in `total`."""
    known = {s.name: s for s in config.sources}
    zone = ZoneInfo(config.zone)
    if file.endswith((".warc", ".warc.gz")):
        yield from ((_named(source, known, config), candidate) for candidate in warc.read(Path(file)))
        return
    standard = file == "-"
    lines = jsonl.read(sys.stdin.buffer, source=source, zone=zone)
    rows = lines if standard else jsonl.read_file(Path(file), source=source, zone=zone)
    for row in rows:
        if isinstance(row, jsonl.Rejected):
            total.refused.append(f"{'standard input' if standard else file}, line {row.line}: {row.reason}")
            continue
        if row.note:
            total.notes.append(f"{row.candidate.url}: {row.note}")
        yield _named(row.source or source, known, config), row.candidate


def _named(name: str, known: dict[str, Source], config: Config) -> Source:
    """The configured source of that name, or one that exists only in the records."""
    if name not in known:
        known[name] = Source(name, name, "jsonl", "", None, config.zone, None, 0, 0)
    return known[name]


# ---------------------------------------------------------------------------------------------------------- maintenance


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_setting
def due(setting: Setting, *, as_json: bool) -> None:
    """Do once what is due: visits, indexing, saved queries. For cron, instead of a worker.

    Example: */5 * * * * onrecord --config /srv/onrecord/config.toml due
    """
    with setting.open(writes_index=True) as archive:
        made = (archive.visit(source, lambda _done, _found: None) for source in archive.due_sources())
        visits = [visit for visit in made if visit]
        indexed, ran = archive.catch_up(), archive.look()
    done = {"visits": len(visits), "new": sum(v.new for v in visits), "indexed": indexed, "saved_queries": ran}
    click.echo(json.dumps(done) if as_json else ", ".join(f"{n} {what.replace('_', ' ')}" for what, n in done.items()))


@click.command()
@pass_setting
def reindex(setting: Setting) -> None:
    """Build the search index anew from the database. The old one answers until the new one is complete.

    Example: onrecord reindex
    """
    with setting.open(writes_index=True) as archive, progress_bar() as progress:
        archive.engine.clear()
        changes = _catch_up(archive, progress)
    click.echo(f"indexed {changes:,} changes")


@click.command()
@click.option("--processes", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="cores")
@pass_setting
def reparse(setting: Setting, processes: int) -> None:
    """Find the quotes and people of all stored articles anew, where older rules found them.

    No site is asked, no saved search takes it for news. Safe to repeat and to interrupt.

    Example: onrecord reparse
    """
    with setting.open(writes_index=True) as archive, progress_bar() as progress:
        task = progress.add_task("reading", total=archive.outdated())
        done = archive.reparse(partial(progress.advance, task), processes)
        people = progress.add_task("people", total=archive.store.unbound())
        archive.rebind(partial(progress.advance, people))
        _catch_up(archive, progress)
    click.echo(f"{done.read:,} versions read, {done.changed:,} changed, {done.failed:,} could not be read")


COMMANDS = (crawl, import_, due, reindex, reparse)
