"""Articles in and the archive out: `antici ingest`, `read`, `backup`."""

import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from bot.errors import AnticiError, BadRequest
from bot.incoming import inputs
from bot.settings import load
from bot.workplace import clock, opened
from handlers.shell import machine
from handlers.shell.frame import ERR, OUT, command, json_option
from handlers.shell.gathering import watched
from handlers.shell.terminal import Terminal
from storage.models import EVERYONE


@click.command()
@click.argument("inputs_", metavar="PATH|URL|-", nargs=-1)
@click.option("--again", is_flag=True, help="Also read what was read before, byte for byte.")
@click.option("--watch", is_flag=True, help="Then read the sources, until stopped, as antici run does.")
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")
@json_option
@command
async def ingest(
    *,
    database: Path | None,
    as_of: date | None,
    inputs_: tuple[str, ...],
    again: bool,
    watch: bool,
    allow_private: bool,
    as_json: bool,
) -> int:
    """Keep articles: text, Markdown, HTML, JSON, RSS or Atom; files, folders, URLs, or - for standard input."""
    if not inputs_ and not watch:
        raise BadRequest("Name what is to be read: files, folders, addresses, - for standard input; or say --watch.")
    options = {"again": again, "allow_private": allow_private, "as_json": as_json}
    code = await _kept(database, as_of, inputs_, **options) if inputs_ else 0
    if watch:
        async with opened(database, as_of) as place:
            await watched(place, allow_private=allow_private)
    return code


async def _kept(
    database: Path | None,
    as_of: date | None,
    inputs_: tuple[str, ...],
    *,
    again: bool,
    allow_private: bool,
    as_json: bool,
) -> int:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from bot.fetch import Fetcher
    from bot.incoming.ingest import ingest as keep
    from bot.incoming.workers import Workers

    counts: dict[str, int] = {}
    archive = database or load().database
    size = _size(inputs_, archive)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    async with opened(database, as_of) as place, Fetcher(allow_private=allow_private) as fetcher:
        with Progress(*columns, console=ERR, disable=not ERR.is_terminal, transient=True) as progress:
            task = progress.add_task("", total=size)
            async with Workers.for_inputs(size) as workers:
                found = inputs.expand(inputs_, fetch=fetcher.get, standard_input=sys.stdin.buffer.read, archive=archive)
                kept = keep(
                    found, place.database, audience=EVERYONE, now=place.now, run=workers.digest,
                    ahead=2 * workers.count, again=again,
                )  # fmt: skip
                last, done = "", 0
                async for one in kept:
                    counts[one.outcome] = counts.get(one.outcome, 0) + 1
                    done += one.input != last
                    told = one.title[:40].replace("[", "(")
                    progress.update(task, completed=done, total=max(size, done), description=told)
                    last = one.input
                    if as_json:
                        click.echo(machine.line(machine.ingested(one)))
                    elif one.outcome == "failed":
                        ERR.print(f"{one.input}: {one.reason}", markup=False, soft_wrap=True)
    if not as_json:
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())) or "nothing to read"
        OUT.print(f"{told}.", markup=False)
    return 1 if counts.get("failed") or not counts else 0


@click.command()
@click.argument("inputs_", metavar="PATH|URL|-", nargs=-1, required=True)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of a text that states none.")
@json_option
@command
async def read(
    *, database: Path | None, as_of: date | None, inputs_: tuple[str, ...], day: datetime | None, as_json: bool
) -> int:
    """Print what Antici reads in texts, pages, files and folders; nothing is stored."""
    from bot.fetch import Fetcher
    from bot.incoming.workers import Workers

    today, failures, archive = clock(as_of)().date(), 0, database or load().database
    async with Fetcher() as fetcher, Workers.for_inputs(_size(inputs_, archive)) as workers:
        found = inputs.expand(inputs_, fetch=fetcher.get, standard_input=sys.stdin.buffer.read, archive=archive)
        work = partial(workers.call, machine.readings, today=today, day=day.date() if day else None)
        done = inputs.in_order(found, work, ahead=2 * workers.count)
        async for name, shapes in done:
            if not isinstance(shapes, list):
                failures += 1
                reason = shapes.public if isinstance(shapes, AnticiError) else shapes.reason
                if as_json:
                    click.echo(machine.line(machine.unread(name, reason)))
                else:
                    ERR.print(f"{name}: {reason}", markup=False, soft_wrap=True)
                continue
            for shape in shapes:
                if as_json:
                    click.echo(machine.line({"input": name, **shape}))
                else:
                    Terminal(OUT).reading(shape)
    return 1 if failures else 0


def _size(names: tuple[str, ...], archive: Path) -> int:
    found = (name for name in names if "://" not in name and name != "-")
    return len(names) + sum(len(inputs.files(Path(name), archive=archive)) - 1 for name in found)


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@command
async def backup(*, database: Path | None, as_of: date | None, target: Path) -> None:
    """Write a consistent copy of the archive, also while the bot runs."""
    del as_of
    source = database or load().database
    if not source.exists():
        raise BadRequest(f"There is no archive {source}; name it with --database.")
    async with opened(database, None) as place:
        size = await place.backup(target)
    OUT.print(f"{target}: {size / 1e6:.1f} MB, consistent.", markup=False, soft_wrap=True)
