"""Running the archive: `run`, `serve`, `work`, `demo`, and `config` to see what it would run with."""

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from indexer.archive import Archive, utc_now
from indexer.commands.context import Setting, pass_setting, progress_bar, visit_shown, warn_without_contact
from indexer.demo import config_text
from indexer.demo.newsroom import Newsroom, build
from indexer.demo.site import serve as serve_sites
from indexer.errors import ArchiveError
from indexer.register import read
from indexer.worker import Worker

TICK_S = 0.2
STOP_S = 10
"""How long a process may take to stop by itself."""
MARK = b"# Onrecord's demo: this folder is emptied by the next one.\n"
DEMO_ADVANCES_S = 60
"""The sample newsroom brings out something new this often."""


@click.command()
@pass_setting
def run(setting: Setting) -> None:
    """Start the web site and the worker, and keep both running until Ctrl-C.

    Example: onrecord --config /srv/onrecord/config.toml run
    """
    config = setting.load()
    warn_without_contact(config)
    click.echo(f"Onrecord is at {config.web.address}/ — Ctrl-C stops it.")
    _run_both(setting.path)


@click.command()
@pass_setting
def serve(setting: Setting) -> None:
    """Start the web site alone.

    Example: onrecord serve
    """
    setting.load()
    os.execv(sys.executable, _site(setting.path))  # noqa: S606 - the site takes this process's place


@click.command()
@pass_setting
def work(setting: Setting) -> None:
    """Start the worker alone: it crawls, indexes and runs saved queries when they are due.

    Example: onrecord -v work
    """
    warn_without_contact(setting.load())
    with setting.open(writes_index=True) as archive:
        _work(archive)


def _work(archive: Archive) -> None:
    told = _stop_signal()
    worker = Worker(archive)
    worker.start()
    while not told():
        time.sleep(TICK_S)
    worker.stop()


def _stop_signal() -> Callable[[], bool]:
    """Tells whether somebody has told this process to stop.

    To be asked again and again: a wait without a timeout was seen to sleep through both signals of a Ctrl-C that the
    parent passed on, for ever.
    """
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _frame: told.append(number))
    return lambda: bool(told)


def _site(config: Path) -> list[str]:
    return [sys.executable, "-m", "webapp", str(config)]


def _run_both(config: Path) -> None:
    """Site and worker as processes of their own; if one ends, so does the other."""
    commands = {"web site": _site(config), "worker": [sys.executable, "-m", "indexer", "--config", str(config), "work"]}
    children = {name: subprocess.Popen(command) for name, command in commands.items()}  # noqa: S603 - our own modules
    told = _stop_signal()
    died: list[str] = []
    while not died and not told():
        time.sleep(TICK_S)
        died = [name for name, child in children.items() if child.poll() is not None]
    _end(list(children.values()))
    if died:
        raise ArchiveError(f"The {died[0]} ended by itself; its reason stands above.")


def _end(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            logging.getLogger(__name__).warning("process %d did not stop within %d s; killed", child.pid, STOP_S)
            child.kill()
            child.wait()


# ----------------------------------------------------------------------------------------------------------------- demo


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path("index_data/demo"), show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8600, show_default=True, help="Of the web site.")
def demo(folder: Path, port: int) -> None:
    """Show everything on a bundled sample newsroom: three small news sites, crawled over HTTP for real.

    The folder is emptied first. Example: onrecord demo
    """
    _need_free(port)
    with _sample_newsroom() as (newsroom, stanzas), _paper_round(newsroom):
        setting = Setting(_fresh_folder(folder, f'data = "."\n\n[web]\nport = {port}\n\n{stanzas}'))
        click.echo("Crawling the sample newsroom …")
        people = setting.path.with_name("people.toml")
        people.write_text(newsroom.people_toml(), encoding="utf-8")
        with setting.open(writes_index=True) as archive, progress_bar() as progress:
            archive.store.register(read(people))
            for source in archive.config.sources:
                visit_shown(archive, source, progress)
            archive.catch_up()
            counts = archive.store.counts()
            click.echo("  " + ", ".join(f"{counts[what]:,} {what}" for what in ("articles", "statements", "people")))
        click.echo(_WHAT_TO_TRY.format(address=f"http://127.0.0.1:{port}"))
        _run_both(setting.path)


_WHAT_TO_TRY = """
Onrecord is at {address}/ — Ctrl-C stops it. Try:
  {address}/search?q=border                        who wrote about the border
  {address}/search?q=border&view=quotes            who said what about it
  {address}/search?q=%D0%BA%D0%BE%D1%80%D0%B4%D0%BE%D0%BD                        the same in Ukrainian: кордон
  {address}/search?q=role%3A%22interior+ministry%22&view=quotes   who spoke for it on the day
Tick a person, pick a month in the bar chart, open an article, save the search: the newsroom brings out something new
every minute, and the saved search will show it."""


@contextmanager
def _sample_newsroom() -> Iterator[tuple[Newsroom, str]]:
    newsroom = build(utc_now().date())
    with serve_sites(newsroom) as sites:
        yield newsroom, config_text(sites.english.url, sites.ukrainian.url, sites.mirror.url)


@contextmanager
def _paper_round(newsroom: Newsroom) -> Iterator[None]:
    """Bring out the newsroom's next edition every so often, until the demo ends."""
    over = threading.Event()

    def deliver() -> None:
        while not over.wait(DEMO_ADVANCES_S):
            newsroom.advance(utc_now())

    thread = threading.Thread(target=deliver, name="paper-round", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _need_free(port: int) -> None:
    """Raises ArchiveError before anything is emptied or crawled in vain."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        raise ArchiveError(f"Port {port} is taken. Name another with --port.") from error


def _fresh_folder(folder: Path, config: str) -> Path:
    """An empty folder with this config.toml; only what looks like an earlier demo is deleted."""
    path = folder / "config.toml"
    if folder.exists() and any(folder.iterdir()) and not (path.is_file() and path.read_bytes().startswith(MARK)):
        raise ArchiveError(f"{folder} holds something that is no demo. Name another with --folder.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    path.write_bytes(MARK + config.encode())
    return path


# --------------------------------------------------------------------------------------------------------------- config


@click.command()
@pass_setting
def config(setting: Setting) -> None:
    """Check the settings file and print what is in force, defaults included, as JSON.

    Example: onrecord config
    """
    click.echo(json.dumps(asdict(setting.load()), ensure_ascii=False, indent=2, default=str))


COMMANDS = (run, serve, work, demo, config)
