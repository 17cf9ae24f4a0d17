"""Who is on record, and what editors decide of them: `people list`, `merge`, `split`, `rename` and their like."""

import getpass
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import partial

import click

from indexer.archive import Archive
from indexer.commands.context import Setting, pass_setting, progress_bar
from indexer.decisions import Decision, KeepApart, Merge, NotSaidBy, Rename, Split, What
from indexer.errors import ArchiveError
from indexer.model import Person

LISTED = 50
NUMBER_MAX = 2**63 - 1
"""Of articles and decisions: SQLite's integers end there."""


@click.group()
def people() -> None:
    """Who is on record: look people up, and decide who is who.

    People are named by the slug in the address of their page. A decision wins over every rule, counts for all that is
    stored and all that comes, and can be taken back.

    Example: onrecord people list Koval
    """


@people.command(name="list")
@click.argument("name", default="")
@click.option("--limit", type=click.IntRange(1, 1000), default=LISTED, show_default=True, help="How many to print.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@pass_setting
def list_(setting: Setting, name: str, limit: int, *, as_json: bool) -> None:
    """Print people with that name, in any spelling, or whoever is quoted most; with how many statements.

    Example: onrecord people list Koval
    """
    with setting.open(writes_index=False) as archive:
        said = archive.engine.values("said-by", "quotes")
        found = archive.people_named(name, limit) if name else _most_quoted(archive, said, limit)
    for person in found:
        line = {**asdict(person), "statements": said.get(person.slug, 0)}
        click.echo(json.dumps(line, ensure_ascii=False) if as_json else _line(person, line["statements"]))
    if not found:
        raise ArchiveError(f"Nobody on record is called “{name}”." if name else "Nobody is on record yet.")


def _most_quoted(archive: Archive, said: Mapping[str, int], limit: int) -> list[Person]:
    leading = sorted(said, key=lambda slug: (-said[slug], slug))[:limit]
    known = archive.store.people(leading)
    return [known[slug] for slug in leading if slug in known]


def _line(person: Person, statements: int) -> str:
    also = f" (also {', '.join(person.aliases)})" if person.aliases else ""
    return f"{person.slug}\t{statements}\t{person.name}{also}"


# ------------------------------------------------------------------------------------------------------------- deciding

by_option = click.option("--by", default=getpass.getuser, show_default="login name", help="Who decides.")
note_option = click.option("--note", default="", help="Why; kept with the decision.")


@people.command()
@click.argument("person")
@click.argument("into")
@by_option
@note_option
@pass_setting
def merge(setting: Setting, person: str, into: str, by: str, note: str) -> None:
    """PERSON and INTO are one, known from now on as INTO.

    Example: onrecord people merge d-monastyrsky denys-monastyrsky
    """
    _decide(setting, Merge(person, into), by, note)


@people.command()
@click.argument("person")
@click.argument("spelling")
@click.option("--title", help="Only where the title beside the name has all these words.")
@click.option("--name", help="What to call the other person; the spelling where left out.")
@by_option
@note_option
@pass_setting
def split(
    setting: Setting, person: str, spelling: str, title: str | None, name: str | None, *, by: str, note: str
) -> None:
    """A SPELLING of PERSON's name is somebody else's, everywhere or beside a title.

    Example: onrecord people split ivan-koval "Ivan Koval" --title goalkeeper --name "Ivan Koval (goalkeeper)"
    """
    _decide(setting, Split(person, spelling, title, name or spelling), by, note)


@people.command()
@click.argument("person")
@click.argument("name")
@by_option
@note_option
@pass_setting
def rename(setting: Setting, person: str, name: str, by: str, note: str) -> None:
    """Show PERSON under this NAME. The address of the page stays.

    Example: onrecord people rename olena-koval "Olena Petrivna Koval"
    """
    _decide(setting, Rename(person, name), by, note)


@people.command()
@click.argument("person")
@click.argument("other")
@by_option
@note_option
@pass_setting
def apart(setting: Setting, person: str, other: str, by: str, note: str) -> None:
    """PERSON and OTHER are two, however alike their names are: propose them no more.

    Example: onrecord people apart ivan-koval ivan-kovel
    """
    _decide(setting, KeepApart(person, other), by, note)


@people.command(name="not-said-by")
@click.argument("person")
@click.argument("article", type=click.IntRange(1, NUMBER_MAX))
@click.argument("words")
@click.option("--instead", help="Slug of whoever said it. Left out: nobody known.")
@by_option
@note_option
@pass_setting
def not_said_by(
    setting: Setting, person: str, article: int, words: str, instead: str | None, *, by: str, note: str
) -> None:
    """The WORDS quoted in ARTICLE, given by its number, are not PERSON's.

    Example: onrecord people not-said-by olena-koval 1207 "The bridge will open in May" --instead ivan-lys
    """
    _decide(setting, NotSaidBy(article, words, person, instead), by, note)


def _decide(setting: Setting, what: What, by: str, note: str) -> None:
    with setting.open(writes_index=True) as archive:
        decision = archive.decide(what, by=by, note=note)
        bring_up(archive)
    click.echo(_told(decision))


@people.command()
@click.option("--limit", type=click.IntRange(1, 10_000), default=LISTED, show_default=True, help="How many to print.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@pass_setting
def decisions(setting: Setting, limit: int, *, as_json: bool) -> None:
    """Print what has been decided, by whom and when, the latest first.

    Example: onrecord people decisions
    """
    with setting.open(writes_index=False) as archive:
        made = archive.store.decisions(limit)
    for decision in made:
        line = {**asdict(decision), "kind": type(decision.what).__name__}
        click.echo(json.dumps(line, ensure_ascii=False, default=str) if as_json else _told(decision))


@people.command()
@click.argument("number", type=click.IntRange(1, NUMBER_MAX))
@by_option
@pass_setting
def revoke(setting: Setting, number: int, by: str) -> None:
    """Take back the decision of this NUMBER, as `people decisions` prints it.

    Example: onrecord people revoke 12
    """
    with setting.open(writes_index=True) as archive:
        decision = archive.revoke(number, by=by)
        bring_up(archive)
    if decision is None:
        raise ArchiveError(f"There is no decision {number} that could be taken back. See: onrecord people decisions.")
    click.echo(_told(decision))


@people.command()
@pass_setting
def resolve(setting: Setting) -> None:
    """Lead every name in the archive back to people again, by today's rules and all decisions. No text is read again.

    An upgrade that changes how names are compared does this by itself. Safe to interrupt: a worker finishes it.

    Example: onrecord people resolve
    """
    with setting.open(writes_index=True) as archive:
        met = archive.store.rekey(archive.clock())
        versions = bring_up(archive)
    click.echo(f"{versions:,} versions looked at, {met:,} people turned out to be somebody known already")


def bring_up(archive: Archive) -> int:
    """What is stored, and the index, up to what has been decided; how many versions were looked at."""
    with progress_bar() as progress:
        task = progress.add_task("people", total=archive.store.unbound())
        versions = archive.rebind(partial(progress.advance, task))
        archive.catch_up()
    return versions


def _told(decision: Decision) -> str:
    """One decision in one line."""
    what = decision.what
    values = ", ".join(f"{f.name} {value}" for f in fields(what) if (value := getattr(what, f.name)) is not None)
    note = f" ({decision.note})" if decision.note else ""
    end = f"; taken back by {decision.revoked_by} on {decision.revoked_at:%Y-%m-%d}" if decision.revoked_at else ""
    return f"{decision.id}\t{decision.at:%Y-%m-%d}\t{decision.by}\t{type(what).__name__}: {values}{note}{end}"
