"""`antici feedback`: what readers said of answers. Words come only of conversations that are named."""

from datetime import date
from pathlib import Path

import click

from bot.errors import BadRequest
from handlers import wording
from handlers.shell import machine
from handlers.shell.frame import OUT, command, json_option, looking
from storage.models import Audience


@click.command()
@click.argument("conversations", metavar="[TEAM/CHANNEL]...", nargs=-1)
@json_option
@command
async def feedback(*, database: Path | None, as_of: date | None, conversations: tuple[str, ...], as_json: bool) -> None:
    """What readers said of the answers in conversations; without any, where something was said and how often.

    With --json one verdict a line: `question`, `context` (the questions before it), `reading`, `as_of`, `verdict`,
    `reason`, `right` (the answer, where it was given), `sentences` as they stood, `outcome`, `refusal`.
    """
    async with looking(database, as_of) as place:
        if not conversations:
            for counted in await place.desk.judged_where():
                if as_json:
                    click.echo(machine.line(machine.plain(counted)))
                else:
                    said = f"{counted.team}/{counted.channel}: {counted.good} good, {counted.bad} bad"
                    OUT.print(said, markup=False, soft_wrap=True)
            return
        for name in conversations:
            for one in await place.desk.judged(_audience(name)):
                if as_json:
                    click.echo(machine.line({"conversation": name, **machine.plain(one)}))
                    continue
                OUT.print(f"{one.verdict}: {one.question}", markup=False, soft_wrap=True)
                for sentence in one.sentences:
                    first = sentence.citations[0]
                    OUT.print(f"  “{sentence.text}” {first.publisher}, {wording.published(first)}", markup=False)
                for label, told in (("refused", one.refusal), ("because", one.reason), ("right", one.right)):
                    if told:
                        OUT.print(f"  {label}: {told}", markup=False, soft_wrap=True)


def _audience(name: str) -> Audience:
    team, _, conversation = name.partition("/")
    if not team or not conversation:
        raise BadRequest(f"{name} is no conversation; `antici feedback` alone lists those that there are.")
    return Audience(team=team, conversation=conversation)
