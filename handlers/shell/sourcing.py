"""What is read again and again: `antici sources`, with the words that `/sources` takes in Slack, and OPML."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.errors import BadRequest
from bot.settings import load
from bot.sources.records import Changed
from bot.workplace import Workplace, opened
from handlers import source_words
from handlers.shell import machine
from handlers.shell.frame import ERR, OUT, command, json_option, looking, show
from handlers.shell.terminal import Terminal
from storage.models import EVERYONE

if TYPE_CHECKING:
    from bot.sources.gathering import Gatherer

LARGEST = 10_000_000
"""Bytes of an OPML file."""


@click.command()
@click.argument("words", metavar="[VERB [SOURCE]]", nargs=-1)
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")
@json_option
@command
async def sources(
    *, database: Path | None, as_of: date | None, words: tuple[str, ...], allow_private: bool, as_json: bool
) -> int:
    """What is covered since when, and what is not; with words behind it, change what is read.

    \b
    add ADDRESS|NAME|default [since 2024]
    remove|pause|resume|check NUMBER|NAME|ADDRESS|default|all
    import FILE.opml, export [FILE.opml]
    """
    from bot.sources.running import round_now
    from bot.sources.watching import Wanted

    verb, rest = (words[0].lower() if words else "list"), " ".join(words[1:])
    if verb == "list":
        async with looking(database, as_of) as place:
            await _listed(place, as_json=as_json)
        return 0
    async with opened(database, as_of) as place:
        watching = place.desk.watching
        if verb == "export":
            return _exported(await watching.export(None), rest)
        if verb == "import":
            _told(await watching.take(_content(rest), Wanted()), as_json=as_json)
            _nobody_reads(place, as_json=as_json)
            return 0
        async with _equipped(place, allow_private=allow_private) as gatherer:
            done = await watching.change(verb, rest, audience=None, wanted=Wanted())
            if verb == "check" and await round_now(place.desk, gatherer):
                await _listed(place, as_json=as_json)
                return 0
        _told([done], as_json=as_json)
        if verb in ("add", "resume", "check"):
            _nobody_reads(place, as_json=as_json)
    return 0


def _nobody_reads(place: Workplace, *, as_json: bool) -> None:
    from bot.sources.running import is_on

    if not as_json and not is_on(place.desk):
        OUT.print("Nothing reads sources now: antici run does, and antici ingest --watch.", markup=False)


async def _listed(place: Workplace, *, as_json: bool) -> None:
    found = await place.desk.sources(EVERYONE)
    found = found.model_copy(update={"watched": await place.desk.watching.all(None)})
    show(found, Terminal(OUT).sources, as_json=as_json)


@asynccontextmanager
async def _equipped(place: Workplace, *, allow_private: bool) -> AsyncIterator["Gatherer"]:
    from bot.sources.running import equipped

    async with equipped(place.desk, load(), allow_private=allow_private) as gatherer:
        yield gatherer


def _told(done: Sequence[Changed], *, as_json: bool) -> None:
    for one in done:
        if as_json:
            click.echo(machine.line(machine.plain(one)))
            continue
        OUT.print(one.said, markup=False, soft_wrap=True)
        if one.watched is not None and len(done) == 1:
            OUT.print(f"Number {one.watched.id}, {source_words.state(one.watched)}: {one.watched.url}", markup=False,
                      soft_wrap=True)  # fmt: skip


def _content(name: str) -> bytes:
    if not name:
        raise BadRequest("Name the OPML file: antici sources import sources.opml")
    path = Path(name)
    if not path.is_file():
        raise BadRequest(f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        raise BadRequest(f"{path} is too large for a list of sources.")
    return path.read_bytes()


def _exported(content: bytes, name: str) -> int:
    if not name:
        click.echo(content, nl=False)
        return 0
    path = Path(name)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise BadRequest(f"{path} exists already; name a new file.") from error
    except FileNotFoundError as error:
        raise BadRequest(f"{path} cannot be written: is the folder there?") from error
    ERR.print(f"{path}: {len(content):,} bytes.", markup=False, soft_wrap=True)
    return 0
