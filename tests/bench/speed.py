"""How fast: answers and acknowledgements by size, idle and while ingesting; an article's way in; start; memory.

`python -m tests.bench speed [--articles 1000,10000,100000] [--texts DIR]`. Beside each figure stands its bar, for two
cores with nothing else to do: look at the load that is printed before you believe a figure.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench import archives, generator, ingesting, slack
from tests.bench.generator import TODAY, Source
from tests.bench.slack import QUESTIONS, Process, Slack, percentile

SIZES = (1_000, 10_000, 100_000)
TIMES = 30
STARTS = 3
PAGES = 12_000
INGESTED = 2_000
WARM_UP_S = 4.0
"""How long an ingest runs before anything is measured beside it: its workers take a second or two to start."""

COMMANDS = (("/latest", ""), ("/actor", "Japan"), ("/summary", "SAFE"))
ASKED = "question"


class Timed(NamedTuple):
    """Seconds of one size and one state, by what was done; start-up and memory of that bot."""

    seconds: dict[str, list[float]]
    ready_s: float
    resident_mb: float
    highest_mb: float


def main(verbose: bool) -> None:
    """Print the tables."""
    del verbose
    folder = _option("--texts")
    sizes = [int(size) for size in (_option("--articles") or "").split(",") if size] or list(SIZES)
    asyncio.run(_run(generator.sources(Path(folder) if folder else None), sizes))


def _option(name: str) -> str | None:
    words = sys.argv[1:]
    return words[words.index(name) + 1] if name in words[:-1] else None


async def _run(texts: Sequence[Source], sizes: Sequence[int]) -> None:
    _say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    paths = {size: await archives.of_size(size, texts) for size in sizes}
    async with slack.slack() as place, slack.floor(place):
        floor = await _asked(place, [(*COMMANDS[0],)])
    _say(f"\n{'milliseconds, p50 / p95':34}{'bar p95':>10}{'p50':>9}{'p95':>9}{'load':>7}")
    for name, values in floor.items():
        _line(f"Bolt alone: {name}", "", values)
    for size, path in paths.items():
        with ingesting.copied(path) as copy:
            await _of_size(size, copy, texts)
    _say("\nmilliseconds of CPU for an article")
    for size, path in paths.items():
        await _way_in(size, path, texts)


async def _of_size(size: int, path: Path, texts: Sequence[Source]) -> None:
    idle = await _timed(path)
    busy = await _timed(path, ingest=texts)
    for state, timed in (("idle", idle), ("ingesting", busy)):
        for name, values in timed.seconds.items():
            _line(f"{size:,} {state}: {name}", _bar(name, size, state), values)
    starts = [idle.ready_s, busy.ready_s]
    for _ in range(STARTS - 2):
        async with slack.slack() as place, slack.antici(place, path) as process:
            starts.append(process.ready_s)
    _line(f"{size:,}: start to first hello", "2000" if size >= SIZES[-1] else "", starts)
    _say(f"{size:,}: memory, MB now / highest {idle.resident_mb:.0f} / {idle.highest_mb:.0f}; bar 400 at 100,000")


async def _timed(path: Path, *, ingest: Sequence[Source] | None = None) -> Timed:
    async with slack.slack() as place, slack.antici(place, path) as process:
        if ingest is None:
            seconds = await _asked(place, COMMANDS)
        else:
            async with _ingesting(path, ingest) as beside:
                seconds = await _asked(place, COMMANDS)
                if not beside.running():
                    _say("  the ingest ended before the measuring did")
        return Timed(seconds, process.ready_s, *process.memory_mb())


async def _asked(place: Slack, commands: Sequence[tuple[str, str]]) -> dict[str, list[float]]:
    """Seconds to each answer and acknowledgement; the first of each is measured too: nobody asks only warm bots."""
    seconds: dict[str, list[float]] = {}
    for name, text in commands:
        seconds[f"{name} {text}".strip()] = await _times(lambda n=name, t=text: place.command(n, t))
    numbers = iter(range(TIMES))
    seconds[ASKED] = await _times(lambda: place.question(QUESTIONS[next(numbers) % len(QUESTIONS)]))
    return seconds | {f"ack of {kind}": values for kind, values in place.acks.items()}


async def _times(act: Callable[[], Awaitable[float]]) -> list[float]:
    return [await act() for _ in range(TIMES)]


@asynccontextmanager
async def _ingesting(path: Path, texts: Sequence[Source]) -> Any:
    """`antici ingest` of fresh pages, at full speed, into the archive that is asked."""
    with tempfile.TemporaryDirectory(prefix="antici-pages-") as folder:
        pages = ingesting.written(ingesting.fresh(texts, PAGES, seed=5), Path(folder))
        words = ("bot", "ingest", str(pages), "--database", str(path), "--as-of", TODAY.isoformat())
        process: Process = await slack.start(*words)
        try:
            await asyncio.sleep(WARM_UP_S)
            yield process
        finally:
            await process.stop()


async def _way_in(size: int, path: Path, texts: Sequence[Source]) -> None:
    spent = await ingesting.stages(path, texts, count=150)
    told = ", ".join(f"{stage} {spent[stage]:.1f}" for stage in ("read", "sentences", "actors", "other", "store"))
    bare, described = spent["trafilatura"], spent["trafilatura with metadata"]
    _say(f"{size:,}: whole {spent['whole']:.1f} ({told}), {1000 / spent['whole']:.0f} articles/s on one core")
    _say(f"  bare trafilatura {bare:.1f}: {bare / spent['whole']:.2f} of its speed; bar 0.60")
    _say(f"  … with its metadata {described:.1f}: {described / spent['whole']:.2f}")
    pace, alone = await ingesting.paces(path, texts, count=INGESTED)
    _say(f"  antici ingest of {INGESTED:,} pages by the clock, start and all: {pace:.0f} articles/s;")
    _say(f"  bare trafilatura in one process: {alone:.0f}; load {os.getloadavg()[0]:.1f}")
    _line(f"{size:,}: placing an article", "", await ingesting.placing(path, texts, count=200))


def _bar(name: str, size: int, state: str) -> str:
    if name.startswith("ack"):
        return "50"
    if state == "ingesting":
        return ""
    if name == ASKED:
        return "400" if size >= SIZES[2] else ""
    return "150" if size >= SIZES[2] else "60" if size >= SIZES[1] else ""


def _line(name: str, bar: str, seconds: Sequence[float]) -> None:
    p50, p95 = (1000 * percentile(seconds, share) for share in (0.5, 0.95))
    _say(f"{name:34}{bar:>10}{p50:>9.1f}{p95:>9.1f}{os.getloadavg()[0]:>7.1f}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
