"""`antici stories`: groups articles that are not in the archive, and leaves it alone."""

import sys
from datetime import date
from pathlib import Path

import click

from bot import catalogue
from bot.errors import BadRequest, ParseError
from bot.stories import lines
from handlers.shell import machine
from handlers.shell.frame import ERR, OUT, command, json_option


@click.command()
@click.argument("path", metavar="PATH|-")
@json_option
@command
async def stories(*, database: Path | None, as_of: date | None, path: str, as_json: bool) -> int:
    """Group articles in JSON Lines by what they tell; with id and title, and date, publisher, lang, text if known."""
    del database, as_of
    items: list[lines.Item] = []
    bad = 0
    for number, line in enumerate(_content(path).decode("utf-8-sig", "replace").split("\n"), start=1):
        try:
            items += [lines.read(line)] if line.strip() else []
        except ParseError as error:
            bad += 1
            ERR.print(f"{path}, line {number}: {error.public}", markup=False, soft_wrap=True)
    for placed in lines.grouped(items, catalogue.load()):
        if as_json:
            click.echo(machine.line(machine.plain(placed)))
        else:
            OUT.print(f"{placed.story}  {placed.id}: {'; '.join(placed.reasons)}", markup=False, soft_wrap=True)
    return 1 if bad and not items else 0


def _content(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise BadRequest(f"{path} cannot be read: {error.strerror}.") from error
