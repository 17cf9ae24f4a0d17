"""What commands share: the settings file, an archive opened from it, and progress on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from indexer.archive import Archive, open_archive
from indexer.config import Config, load
from indexer.model import Source, Visit
from indexer.urls import host


@dataclass(frozen=True, slots=True)
class Setting:
    """Which settings file this call is about. Read only by commands that need one."""

    path: Path

    def load(self) -> Config:
        """Raises ConfigError."""
        return load(self.path)

    @contextmanager
    def open(self, *, writes_index: bool) -> Iterator[Archive]:
        with open_archive(self.load(), writes_index=writes_index) as archive:
            yield archive


def warn_without_contact(config: Config) -> None:
    """A publisher who minds our visits must be able to reach somebody; the demo's own sites need not."""
    strangers = [s for s in config.sources if s.url.startswith("http") and host(s.url) not in config.fetching.allow]
    if strangers and not config.fetching.contact:
        click.echo(f"{config.path.name}: [fetch] contact is empty: publishers cannot reach you. Fill it in.", err=True)


pass_setting = click.make_pass_decorator(Setting)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on standard error; nothing where that is no terminal, so that logs stay readable."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield progress


def visit_shown(archive: Archive, source: Source, progress: Progress, since: datetime | None = None) -> Visit | None:
    """`Archive.visit` with a bar of its own."""
    task = progress.add_task(source.title, total=None)
    visit = archive.visit(source, lambda done, found: progress.update(task, completed=done, total=found), since=since)
    progress.remove_task(task)
    return visit
