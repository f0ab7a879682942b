"""Names that the catalogue does not know: `antici actors`, with the words that `/actor` takes in Slack."""

from datetime import date
from pathlib import Path

import click

from bot.errors import BadRequest
from bot.workplace import opened
from handlers.shell.frame import OUT, command, json_option, looking, show
from handlers.shell.terminal import Terminal
from storage.models import EVERYONE

ALL = 1_000_000
"""Batches: in the terminal one waits for all of them."""


@click.command()
@click.argument("words", metavar="[VERB NAME]", nargs=-1)
@json_option
@command
async def actors(*, database: Path | None, as_of: date | None, words: tuple[str, ...], as_json: bool) -> None:
    """Names that keep appearing and are in no catalogue; with words behind it, add them for everybody, or do not.

    \b
    add NAME [(SHORT)] [as KIND]
    remove NAME
    ignore NAME
    """
    verb, rest = (words[0].lower() if words else "list"), " ".join(words[1:])
    if verb == "list":
        async with looking(database, as_of) as place:
            found = await place.desk.names.proposals(EVERYONE)
        show(found, Terminal(OUT).names, as_json=as_json)
        return
    async with opened(database, as_of) as place:
        names = place.desk.names
        if verb == "add":
            done = await names.add(EVERYONE, rest, by="terminal")
            more, whole = await names.seek(ALL, only=done.added.id if done.added else "")
            done = done.model_copy(update={"found": done.found + more, "whole": whole})
        elif verb == "remove":
            done = await names.remove(EVERYONE, rest)
        elif verb == "ignore":
            done = await names.ignore(EVERYONE, rest, by="terminal")
        else:
            raise BadRequest("antici actors takes add, remove or ignore, and a name; nothing lists what is proposed.")
    show(done, Terminal(OUT).naming, as_json=as_json)
