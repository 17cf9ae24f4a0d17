"""Build the indexes, ask every engine the same questions, print the tables. See docs/bench.md.

Example: python -m tests.bench.search --articles 200000 --peers tantivy,sqlite --reuters reuters.jsonl.xz --keep
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.search import building, table
from tests.bench.search.asking import EACH, PEERS, make_questions, measure
from tests.bench.search.corpus import Material
from tests.bench.search.peers.ours import OURS


def main(arguments: list[str]) -> None:
    options = _options(arguments)
    with _folder(options.work, keep=options.keep) as work:
        lines, found = run(work, options)
    sys.stdout.write("\n".join(lines) + "\n")
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1, default=str), encoding="utf-8")


def run(work: Path, options: argparse.Namespace) -> tuple[list[str], dict[str, Any]]:
    """The tables as lines, and everything measured."""
    names, material, articles = [OURS.name, *options.peers], Material(options.reuters, options.seed), options.articles
    asking = make_questions(material.corpus(), articles, options.each)
    folders = {name: building.folder_of(work, PEERS[name], material, articles) for name in names}
    built, opened, changed = {}, {}, {}
    for name in names:
        _say(f"{name}: building")
        built[name] = building.build(work, PEERS[name], material, articles)
        _say(f"{name}: {built[name].per_cpu_s:,.0f} docs/CPU-s, {built[name].disk_mib:,.0f} MiB; opening, changing")
        opened[name] = building.opened(folders[name], PEERS[name], [q.query for q in asking])
        changed[name] = building.changed(folders[name], PEERS[name], material, articles)
    _say(f"asking {len(asking)} questions")
    readers = {name: PEERS[name].read(folders[name] / "index") for name in names}
    measured = measure(readers, asking)
    for reader in readers.values():
        reader.close()
    lines = [
        f"{articles:,} articles, {material.name}; {len(asking)} questions; machine's load {os.getloadavg()[0]:.1f}",
        "",
        *table.index_lines(built, opened, changed),
        "",
        *table.question_lines(measured),
        "",
        *table.ratio_lines(measured),
        "",
        *table.kind_lines(measured),
        "",
        *table.equal_lines(measured),
        "",
        *table.about_lines(names),
    ]
    parts = {"built": built, "opened": opened, "changed": changed}
    found: dict[str, Any] = {part: {name: asdict(one) for name, one in of.items()} for part, of in parts.items()}
    return lines, {"articles": articles, **found, "measured": [asdict(m) for m in measured]}


def _options(arguments: list[str]) -> argparse.Namespace:
    others = [name for name in PEERS if name != OURS.name]
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000, help="default: 20000")
    parser.add_argument("--peers", type=lambda text: _known(text, others), default=others[:2], help=",".join(others))
    parser.add_argument("--reuters", type=Path, help="Reuters-21578 as JSON lines; default: the demo's sentences")
    parser.add_argument("--each", type=int, default=EACH, help=f"questions of each kind; default: {EACH}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help="folder for the indexes; default: a temporary one")
    parser.add_argument("--keep", action="store_true", help="leave the indexes in --work and use them again")
    parser.add_argument("--json", type=Path, help="also write everything measured to this file")
    options = parser.parse_args(arguments)
    if options.keep and not options.work:
        parser.error("--keep needs --work FOLDER")
    return options


def _known(text: str, others: list[str]) -> list[str]:
    names = [name for name in text.split(",") if name]
    unknown = sorted(set(names) - set(others))
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(others)}")
    return names


@contextmanager
def _folder(work: Path | None, *, keep: bool) -> Iterator[Path]:
    folder = work or Path(tempfile.mkdtemp(prefix="search-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        if not keep:
            shutil.rmtree(folder)


def _say(what: str) -> None:
    sys.stderr.write(f"{what} …\n")


if __name__ == "__main__":
    main(sys.argv[1:])
