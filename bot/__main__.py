"""The composition root and the command `antici`. May import everyone; nobody imports it; decides nothing itself."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

import bot
from bot import archive, catalogue, inputs, wishes
from bot.desk import Desk
from bot.errors import AnticiError, BadRequest, UnknownName
from bot.fetch import Fetcher
from bot.ingest import ingest as keep
from bot.reading import read as read_raw
from bot.settings import Settings, load
from bot.workers import Workers
from handlers import machine
from handlers.terminal import Terminal
from storage import upkeep
from storage.database import Database
from storage.models import EVERYONE, Record, Turn

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)


class Workplace:
    """What a command works with: the settings, the archive, the desk. Made by `opened`."""

    def __init__(self, settings: Settings, database: Database, desk: Desk) -> None:
        self.settings = settings
        self.database = database
        self.desk = desk
        self.now = desk.clock


@asynccontextmanager
async def opened(path: Path | None, as_of: date | None) -> AsyncIterator[Workplace]:
    """The archive opened, its copy of the catalogue fresh, a desk upon it."""
    settings = load()
    known = catalogue.load()
    database = await archive.opened(path or settings.database, known)
    try:
        yield Workplace(settings, database, Desk(database, known, clock(as_of)))
    finally:
        await database.close()


def clock(as_of: date | None) -> Callable[[], datetime]:
    """The moment of asking: the machine's, or the end of the day named by `--as-of`."""
    if as_of is None:
        return lambda: datetime.now(UTC)
    moment = datetime.combine(as_of, time(23, 59, 59), UTC)
    return lambda: moment


def command(work: Callable[..., Coroutine[Any, Any, int | None]]) -> Callable[..., None]:
    """A coroutine as a command: with `--database` and `--as-of`, a sentence instead of a traceback, an exit code."""

    @click.option(
        "--database", type=click.Path(path_type=Path, dir_okay=False), help="The archive; else ANTICI_DATABASE."
    )
    @click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Answer as of this day (YYYY-MM-DD).")
    @wraps(work)
    def run(*, as_of: datetime | None, **options: Any) -> None:
        try:
            code = asyncio.run(work(as_of=as_of.date() if as_of else None, **options))
        except UnknownName as error:
            complain(error.public, *(f"  {name} ({key})" for key, name in error.suggestions), code=2)
        except BadRequest as error:
            complain(error.public, code=2)
        except AnticiError as error:
            complain(error.public, code=1)
        except KeyboardInterrupt:
            complain("Stopped.", code=130)
        sys.exit(code or 0)

    return run


def complain(*lines: str, code: int) -> NoReturn:
    """Say on standard error what is wrong, and end."""
    for line in lines:
        ERR.print(line, markup=False, soft_wrap=True)
    sys.exit(code)


def show(
    record: Record, view: Callable[[Any], None], *, as_json: bool, shape: Callable[[Any], Any] = machine.plain
) -> None:
    """A record for people or, with `--json`, for machines."""
    if as_json:
        click.echo(machine.line(shape(record)))
    else:
        view(record)


json_option = click.option("--json", "as_json", is_flag=True, help="For machines: JSON on standard output.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bot.__version__, prog_name="antici")
def main() -> None:
    """Antici follows EU defence cooperation and answers from stored articles, with citations, or says why it cannot."""


@main.command()
@click.argument("inputs_", metavar="PATH|URL|-", nargs=-1, required=True)
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")
@json_option
@command
async def ingest(
    *, database: Path | None, as_of: date | None, inputs_: tuple[str, ...], allow_private: bool, as_json: bool
) -> int:
    """Keep articles: text, Markdown, HTML, JSON, RSS or Atom; files, folders, URLs, or - for standard input."""
    counts: dict[str, int] = {}
    size = sum(len(inputs.files(Path(name))) if "://" not in name else 1 for name in inputs_)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    async with opened(database, as_of) as place, Fetcher(allow_private=allow_private) as fetcher:
        with Progress(*columns, console=ERR, disable=not ERR.is_terminal, transient=True) as progress:
            task = progress.add_task("", total=size)
            async with Workers.for_inputs(size) as workers:
                found = inputs.expand(inputs_, fetch=fetcher.get, standard_input=sys.stdin.buffer.read)
                kept = keep(
                    found, place.database, audience=EVERYONE, now=place.now, run=workers.digest, ahead=2 * workers.count
                )
                last = ""
                async for one in kept:
                    counts[one.outcome] = counts.get(one.outcome, 0) + 1
                    progress.update(task, advance=one.input != last, description=one.title[:40].replace("[", "("))
                    last = one.input
                    if as_json:
                        click.echo(machine.line(machine.ingested(one)))
                    elif one.outcome == "failed":
                        ERR.print(f"{one.input}: {one.reason}", markup=False, soft_wrap=True)
    if not as_json:
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())) or "nothing to read"
        OUT.print(f"{told}.", markup=False)
    return 1 if counts.get("failed") or not counts else 0


@main.command()
@click.argument("inputs_", metavar="PATH|-", nargs=-1, required=True)
@json_option
@command
async def read(*, database: Path | None, as_of: date | None, inputs_: tuple[str, ...], as_json: bool) -> int:
    """Print what Antici reads in a text, page or file; nothing is stored."""
    del database
    known, today, failures = catalogue.load(), clock(as_of)().date(), 0
    async with Fetcher() as fetcher:
        async for name, raw in inputs.expand(inputs_, fetch=fetcher.get, standard_input=sys.stdin.buffer.read):
            try:
                if isinstance(raw, AnticiError):
                    raise raw
                for found in read_raw(raw, today=today):
                    shape = machine.reading(name, found, known)
                    if as_json:
                        click.echo(machine.line(shape))
                    else:
                        Terminal(OUT).reading(found, shape["mentions"])
            except AnticiError as error:
                failures += 1
                if as_json:
                    click.echo(machine.line({"input": name, "reason": error.public}))
                else:
                    ERR.print(f"{name}: {error.public}", markup=False, soft_wrap=True)
    return 1 if failures else 0


@main.command()
@click.argument("question", nargs=-1, required=True)
@json_option
@command
async def ask(*, database: Path | None, as_of: date | None, question: tuple[str, ...], as_json: bool) -> None:
    """Answer a question from the archive, in quoted and cited sentences."""
    async with opened(database, as_of) as place:
        found, _ = await place.desk.answer(EVERYONE, " ".join(question))
    show(found, Terminal(OUT).answer, as_json=as_json, shape=machine.answer)


@main.command()
@json_option
@command
async def chat(*, database: Path | None, as_of: date | None, as_json: bool) -> None:
    """Answer a thread: each line of standard input is its next question."""
    history: tuple[Turn, ...] = ()
    async with opened(database, as_of) as place:
        while line := await asyncio.to_thread(sys.stdin.readline):
            if not line.strip():
                continue
            found, turn = await place.desk.answer(EVERYONE, line.strip(), history=history)
            history = (*history, turn)
            show(found, Terminal(OUT).answer, as_json=as_json, shape=machine.answer)


def asking(name: str, words: str, help_: str, view: str, wish: Callable[..., Any]) -> None:
    """Add a command that asks the desk one thing and shows what it returns."""

    @main.command(name, help=help_)
    @click.argument("words", metavar=words, nargs=-1)
    @click.option("--offset", default=0, hidden=name != "latest", help="Begin at this story.")
    @json_option
    @command
    async def run(
        *, database: Path | None, as_of: date | None, words: tuple[str, ...], offset: int, as_json: bool
    ) -> None:
        async with opened(database, as_of) as place:
            wanted = wish(" ".join(words), offset=offset) if name == "latest" else wish(" ".join(words))
            found = await getattr(place.desk, name)(EVERYONE, wanted)
        show(found, getattr(Terminal(OUT), view), as_json=as_json)


asking("latest", "[TOPIC|ACTOR] [since 7d]", "The newest stories.", "latest", wishes.latest)
asking("actor", "NAME [on YYYY-MM-DD]", "What and who an actor is, and what is new.", "profile", wishes.actor)
asking("summary", "URL|NUMBER|TOPIC|ACTOR [long]", "A summary in cited sentences.", "summary", wishes.summary)


@main.command()
@json_option
@command
async def sources(*, database: Path | None, as_of: date | None, as_json: bool) -> None:
    """Where the answers come from, and how each source does."""
    async with opened(database, as_of) as place:
        found = await place.desk.sources(EVERYONE)
    show(found, Terminal(OUT).sources, as_json=as_json)


@main.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@command
async def backup(*, database: Path | None, as_of: date | None, target: Path) -> None:
    """Write a consistent copy of the archive, also while the bot runs."""
    del as_of
    source = database or load().database
    if not source.exists():
        raise BadRequest(f"There is no archive {source}; name it with --database.")
    async with opened(database, None) as place:
        size = await place.database.read(upkeep.backup, target=target)
    OUT.print(f"{target}: {size / 1e6:.1f} MB, consistent.", markup=False, soft_wrap=True)


if __name__ == "__main__":
    main()
