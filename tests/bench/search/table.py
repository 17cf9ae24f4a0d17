"""What is printed: making and opening indexes, all questions, questions by kind, and how many totals are equal."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from indexer.bench import KINDS, Spread, spread
from tests.bench.search.asking import PEERS, Measured
from tests.bench.search.building import Built, Changed, Opened
from tests.bench.search.peers.ours import OURS

Asked = tuple[str, str]
"""An engine and a mode."""


def index_lines(built: dict[str, Built], opened: dict[str, Opened], changed: dict[str, Changed]) -> Iterator[str]:
    yield f"{'indexes':<22}" + "".join(f"{name:>12}" for name in built)
    rows = {
        "docs / CPU-s": [f"{b.per_cpu_s:,.0f}" for b in built.values()],
        "… inputs included": [f"{b.with_inputs_per_cpu_s:,.0f}" for b in built.values()],
        "docs / s wall": [f"{b.articles / b.wall_s:,.0f}" for b in built.values()],
        "writer's peak, MiB": [f"{b.peak_mib:,.0f}" for b in built.values()],
        "disk, MiB": [f"{b.disk_mib:,.1f}" for b in built.values()],
        "open, CPU ms": [f"{o.open.cpu_ms:,.1f}" for o in opened.values()],
        "first answer, CPU ms": [f"{o.first.cpu_ms:,.1f}" for o in opened.values()],
        "reader, MiB": [f"{o.resident_mib:,.0f}" for o in opened.values()],
        "… without mapped": [f"{o.private_mib:,.0f}" for o in opened.values()],
        "commit, CPU ms": [f"{c.commit.cpu_ms:,.0f}" for c in changed.values()],
        "commit, wall ms": [f"{c.commit.wall_ms:,.0f}" for c in changed.values()],
        "visible, CPU ms": [f"{c.visible.cpu_ms:,.0f}" for c in changed.values()],
        "visible, wall ms": [f"{c.visible.wall_ms:,.0f}" for c in changed.values()],
    }
    for name, cells in rows.items():
        yield f"{name:<22}" + "".join(f"{cell:>12}" for cell in cells)


def question_lines(measured: Sequence[Measured]) -> Iterator[str]:
    yield f"{'all questions':<18}{'CPU p50':>10}{'p95':>9}{'max':>9}{'wall p50':>10}{'p95':>9}{'max':>9}{'n':>6}"
    for name, mode in _modes(measured):
        some = _of(measured, name, mode)
        cpu, wall = spread([m.cost.cpu_ms for m in some]), spread([m.cost.wall_ms for m in some])
        cells = "".join(f"{ms:>9.2f}" for ms in (cpu.p95, cpu.max))
        walls = "".join(f"{ms:>9.2f}" for ms in (wall.p95, wall.max))
        yield f"{name + ' ' + mode:<18}{cpu.p50:>10.2f}{cells}{wall.p50:>10.2f}{walls}{cpu.n:>6}"


def ratio_lines(measured: Sequence[Measured]) -> Iterator[str]:
    """Over the questions that both were asked; below 1 is faster than the other."""
    yield f"{'ours / other, CPU':<32}{'p50':>9}{'p95':>9}{'max':>9}{'n':>6}"
    for mode in ("warm", "cold"):
        for other, its in _modes(measured):
            if other == OURS.name:
                continue
            ours, theirs = _both(measured, mode, other, its)
            ratios = [getattr(ours, of) / getattr(theirs, of) for of in ("p50", "p95", "max")]
            cells = "".join(f"{ratio:>9.3f}" for ratio in ratios)
            yield f"{f'{OURS.name} {mode} / {other}':<32}{cells}{ours.n:>6}"


def kind_lines(measured: Sequence[Measured]) -> Iterator[str]:
    modes = _modes(measured)
    yield f"{'CPU ms, p50':<22}" + "".join(f"{f'{name} {mode}':>15}" for name, mode in modes)
    for kind in KINDS:
        spreads = [_by_kind(measured, name, mode, kind) for name, mode in modes]
        yield f"{kind:<22}" + "".join(
            f"{s.p50:>11.2f} {f'({s.n})' if s else '':>3}" if s else f"{'–':>15}" for s in spreads
        )


def equal_lines(measured: Sequence[Measured]) -> Iterator[str]:
    """Other stemmers and other ideas of a word make other totals; where they don't, a difference is a fault."""
    others = [name for name, _ in _modes(measured) if name != OURS.name]
    yield f"{'totals as ours':<22}" + "".join(f"{name:>12}" for name in others) + f"{'our median':>12}"
    for kind in (*KINDS, "all"):
        ours = {m.question: m.answer.total for m in _of(measured, OURS.name, "warm") if kind in (m.kind, "all")}
        shares = [_share(_of(measured, name, "warm"), ours) for name in others]
        middle = sorted(ours.values())[len(ours) // 2] if ours else 0
        yield f"{kind:<22}" + "".join(f"{share:>12}" for share in shares) + f"{middle:>12,}"


def about_lines(names: Sequence[str]) -> Iterator[str]:
    yield from (f"{name}: {PEERS[name].about}" for name in names)


def _share(theirs: Sequence[Measured], ours: dict[int, int]) -> str:
    equal = [m.answer.total == ours[m.question] for m in theirs if m.question in ours]
    return f"{fmean(equal):.0%}" if equal else "–"


def _modes(measured: Sequence[Measured]) -> list[Asked]:
    return sorted(
        dict.fromkeys((m.peer, m.mode) for m in measured), key=lambda one: (list(PEERS).index(one[0]), one[1])
    )


def _of(measured: Sequence[Measured], name: str, mode: str) -> list[Measured]:
    return [m for m in measured if (m.peer, m.mode) == (name, mode)]


def _by_kind(measured: Sequence[Measured], name: str, mode: str, kind: str) -> Spread | None:
    some = [m.cost.cpu_ms for m in _of(measured, name, mode) if m.kind == kind]
    return spread(some) if some else None


def _both(measured: Sequence[Measured], mode: str, other: str, its: str) -> tuple[Spread, Spread]:
    theirs = {m.question: m.cost.cpu_ms for m in _of(measured, other, its)}
    ours = {m.question: m.cost.cpu_ms for m in _of(measured, OURS.name, mode) if m.question in theirs}
    return spread(list(ours.values())), spread([theirs[question] for question in ours])
