"""Measuring searches in the operator's own archive: `bench`."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from indexer.bench import KINDS, Benched, Spread, bench
from indexer.bench.operators import MODES
from indexer.commands.context import Setting, pass_setting, progress_bar


@click.command(name="bench")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@pass_setting
def bench_(setting: Setting, *, as_json: bool) -> None:
    """Measure how long searches take in this archive, with questions made from its own articles.

    Some two hundred questions of eleven kinds, always the same for the same articles. Nothing is changed.

    Example: onrecord bench
    """
    with setting.open(writes_index=False) as archive, progress_bar() as progress:
        task = progress.add_task("asking", total=None)
        benched = bench(
            archive.store,
            archive.engine,
            archive.ask,
            zone=archive.config.zone,
            progress=lambda done, of: progress.update(task, completed=done, total=of),
        )
    if as_json:
        click.echo(json.dumps(asdict(benched), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(benched)))


def _lines(benched: Benched) -> Iterator[str]:
    refused = f", {benched.refused} of them refused by the engine" if benched.refused else ""
    yield f"{benched.articles:,} articles; {benched.questions} questions from {benched.sampled:,} of them{refused}"
    first = f"{benched.open.cpu_ms:.0f} ms CPU, {benched.open.wall_ms:.0f} ms wall"
    yield f"opening the index and the first answer: {first}"
    yield ""
    yield f"{'milliseconds':<22}{'p50':>9}{'p95':>9}{'max':>9}"
    for mode in MODES:
        yield _line(f"{mode}, CPU", benched.cpu[mode])
        yield _line(f"{mode}, wall", benched.wall[mode])
    yield ""
    yield f"{'CPU ms, p50':<22}" + "".join(f"{mode:>9}" for mode in MODES) + f"{'n':>6}"
    for kind in KINDS:
        if kind in benched.kinds["cold"]:
            spreads = [benched.kinds[mode][kind] for mode in MODES]
            yield f"{kind:<22}" + "".join(f"{s.p50:>9.2f}" for s in spreads) + f"{spreads[0].n:>6}"
    yield ""
    yield from (f"{mode}: {meaning}" for mode, meaning in MODES.items())


def _line(name: str, spread: Spread) -> str:
    return f"{name:<22}{spread.p50:>9.2f}{spread.p95:>9.2f}{spread.max:>9.2f}"


COMMANDS = (bench_,)
