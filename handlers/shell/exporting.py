"""`--export FILE` of the commands that answer: the answer as Markdown, CSV or Word."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.errors import BadRequest
from handlers import formats, papers
from storage.models import EVERYONE

if TYPE_CHECKING:
    from bot.workplace import Workplace

export_option = click.option(
    "--export",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to a file instead: .md, .csv or .docx.",
)


async def exported(place: "Workplace", found: papers.Paperable, file: Path | None) -> bool:
    """Whether the answer was written to a file.

    Raises:
        BadRequest: a file of another kind.
    """
    if file is None:
        return False
    write = formats.FORMATS.get(file.suffix.lower().removeprefix("."))
    if write is None:
        raise BadRequest(f"I write {', '.join(f'.{kind}' for kind in formats.FORMATS)}; {file.name} is none of these.")
    paper = papers.paper(found, await place.desk.retrieved(EVERYONE, papers.cited(found)))
    await asyncio.to_thread(file.write_bytes, write(paper))
    click.echo(f"{file}: {len(paper.entries)} entries.", err=True)
    return True
