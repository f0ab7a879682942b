"""What may be asked of the archive: `antici ask`, `chat`, `latest`, `actor`, `summary`, `digest`, `who`."""

import asyncio
import re
import sys
from datetime import date
from pathlib import Path

import click

from bot.asking import periods, wishes
from bot.digests import subscribing
from bot.errors import BadRequest
from handlers.commands.export import MOST
from handlers.shell import machine
from handlers.shell.exporting import export_option, exported
from handlers.shell.frame import OUT, command, json_option, looking, show
from handlers.shell.terminal import Terminal
from storage.models import EVERYONE, Turn


@click.command()
@click.argument("question", nargs=-1, required=True)
@json_option
@command
async def ask(*, database: Path | None, as_of: date | None, question: tuple[str, ...], as_json: bool) -> None:
    """Answer a question from the archive, in quoted and cited sentences."""
    async with looking(database, as_of) as place:
        found, _ = await place.desk.answer(EVERYONE, " ".join(question))
    show(found, Terminal(OUT).answer, as_json=as_json, shape=machine.answer)


@click.command()
@json_option
@command
async def chat(*, database: Path | None, as_of: date | None, as_json: bool) -> None:
    """Answer a thread: each line of standard input is its next question."""
    history: tuple[Turn, ...] = ()
    async with looking(database, as_of) as place:
        while line := await asyncio.to_thread(sys.stdin.buffer.readline):
            if not line.strip():
                continue
            found, turn = await place.desk.answer(EVERYONE, line.decode("utf-8", "replace"), history=history)
            history = (*history, turn)
            show(found, Terminal(OUT).answer, as_json=as_json, shape=machine.answer)


@click.command()
@click.argument("words", metavar="[TOPIC|ACTOR] [since 7d]", nargs=-1)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Begin at this story.")
@export_option
@json_option
@command
async def latest(
    *, database: Path | None, as_of: date | None, words: tuple[str, ...], offset: int, as_json: bool, file: Path | None
) -> None:
    """The newest stories."""
    async with looking(database, as_of) as place:
        found = await place.desk.latest(
            EVERYONE, wishes.latest(" ".join(words), offset=offset, most=MOST if file else 5)
        )
        if await exported(place, found, file):
            return
    show(found, Terminal(OUT, words).latest, as_json=as_json)


@click.command()
@click.argument("words", metavar="NAME [on YYYY-MM-DD]", nargs=-1)
@export_option
@json_option
@command
async def actor(
    *, database: Path | None, as_of: date | None, words: tuple[str, ...], as_json: bool, file: Path | None
) -> None:
    """What and who an actor is, and what is new."""
    async with looking(database, as_of) as place:
        wish = wishes.actor(" ".join(words))
        if (several := await place.desk.compared(EVERYONE, wish)) is not None and file is None:
            show(several, Terminal(OUT).comparison, as_json=as_json)
            return
        found = await place.desk.actor(EVERYONE, wish)
        if await exported(place, found, file):
            return
    show(found, Terminal(OUT).profile, as_json=as_json)


@click.command()
@click.argument("words", metavar="URL|NUMBER|TOPIC|ACTOR [long]", nargs=-1)
@export_option
@json_option
@command
async def summary(
    *, database: Path | None, as_of: date | None, words: tuple[str, ...], as_json: bool, file: Path | None
) -> None:
    """A summary in cited sentences."""
    async with looking(database, as_of) as place:
        found = await place.desk.summary(EVERYONE, wishes.summary(" ".join(words)))
        if await exported(place, found, file):
            return
    show(found, Terminal(OUT).summary, as_json=as_json)


@click.command()
@click.argument("words", metavar="TOPIC|ACTOR|INSTRUMENT [since 2024]", nargs=-1)
@export_option
@json_option
@command
async def timeline(
    *, database: Path | None, as_of: date | None, words: tuple[str, ...], as_json: bool, file: Path | None
) -> None:
    """What happened, in order, each step with its sentence."""
    async with looking(database, as_of) as place:
        found = await place.desk.timeline(EVERYONE, wishes.timeline(" ".join(words)))
        if await exported(place, found, file):
            return
    show(found, Terminal(OUT).timeline, as_json=as_json)


@click.command()
@click.argument("words", metavar="ACTOR [on TOPIC|ACTOR] [since 2024]", nargs=-1)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Begin at this quotation.")
@export_option
@json_option
@command
async def quotes(
    *, database: Path | None, as_of: date | None, words: tuple[str, ...], offset: int, as_json: bool, file: Path | None
) -> None:
    """What somebody said, verbatim, with their office on that day."""
    async with looking(database, as_of) as place:
        wish = wishes.quotes(" ".join(words), offset=offset, most=MOST if file else 6)
        found = await place.desk.quotes(EVERYONE, wish)
        if await exported(place, found, file):
            return
    show(found, Terminal(OUT, words).quotations, as_json=as_json)


@click.command("next")
@click.argument("words", metavar="[TOPIC|ACTOR]", nargs=-1)
@click.option("--ics", is_flag=True, help="As a calendar file, on standard output.")
@export_option
@json_option
@command
async def upcoming(
    *, database: Path | None, as_of: date | None, words: tuple[str, ...], ics: bool, as_json: bool, file: Path | None
) -> None:
    """The days to come that articles name, the nearest first."""
    async with looking(database, as_of) as place:
        found = await place.desk.upcoming(EVERYONE, wishes.upcoming(" ".join(words), most=MOST if file else 12))
        now = place.now()
        if await exported(place, found, file):
            return
    if ics:
        from bot.dossiers.ics import calendar

        click.echo(calendar(found, now=now), nl=False)
    else:
        show(found, Terminal(OUT).milestones, as_json=as_json)


@click.command()
@click.argument("words", metavar="[TOPICS, ACTORS] [since 7d]", nargs=-1)
@json_option
@command
async def digest(*, database: Path | None, as_of: date | None, words: tuple[str, ...], as_json: bool) -> None:
    """What a digest on these would say now; it is posted nowhere, and nothing counts as told."""
    async with looking(database, as_of) as place:
        period, rest = periods.typed(" ".join(words), today=place.desk.today())
        if period == periods.Period() and re.search(r"\bsince\b", rest, re.IGNORECASE):
            raise BadRequest("I cannot read that period. For example: antici digest SAFE, Japan since 2026-11-01")
        wish = subscribing.wish(rest, place.desk.catalogue)
        found = await place.desk.preview(EVERYONE, wish, begins=period.since)
    show(found, Terminal(OUT).digest, as_json=as_json)


@click.command()
@click.argument("words", metavar="OFFICE [on YYYY-MM-DD]", nargs=-1)
@export_option
@json_option
@command
async def who(
    *, database: Path | None, as_of: date | None, words: tuple[str, ...], as_json: bool, file: Path | None
) -> None:
    """Who holds an office, by the dated catalogue."""
    async with looking(database, as_of) as place:
        found = await place.desk.who(wishes.who(" ".join(words)))
        if await exported(place, found, file):
            return
    if as_json:
        for line in machine.officeholders(found):
            click.echo(machine.line(line))
    else:
        Terminal(OUT).officeholders(found)


@click.command()
@json_option
@command
async def report(*, database: Path | None, as_of: date | None, as_json: bool) -> None:
    """What is understood of the archive, on one page."""
    async with looking(database, as_of) as place:
        found = await place.desk.overview(EVERYONE)
    show(found, Terminal(OUT).overview, as_json=as_json)


@click.command()
@click.argument("words", metavar="URL|NUMBER", nargs=-1)
@json_option
@command
async def history(*, database: Path | None, as_of: date | None, words: tuple[str, ...], as_json: bool) -> None:
    """How an article changed since it was first seen."""
    async with looking(database, as_of) as place:
        found = await place.desk.history(EVERYONE, " ".join(words))
    show(found, Terminal(OUT).history, as_json=as_json)
