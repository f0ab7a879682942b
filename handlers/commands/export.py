"""/export: an answer as a file or as citations to copy. A file in a channel is seen by everybody there; so it is asked.

The words after the format are a command once more, answered for the audience of the conversation.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.asking import wishes
from bot.dossiers.ics import calendar
from bot.errors import BadRequest
from bot.records import Milestones
from handlers import formats, papers
from handlers.blocks import Button, buttons, paragraph, small
from handlers.calls import Call, Press, Reply, Sent
from handlers.limits import Piece

if TYPE_CHECKING:
    from bot.desk import Desk

USAGE = (
    "Usage: /export <md | csv | docx | cite> <latest | timeline | actor | summary | quotes | next | who> …, "
    "or /export ics next …; e.g. /export docx latest SAFE"
)
NAMES = {"md": "Markdown", "csv": "CSV", "docx": "Word", "ics": "Calendar"}
MOST = 50
"""Stories, quotations or days in a file."""
CITED = 2_400
"""Characters of citations in a message."""


async def reply(call: Call, desk: "Desk") -> Reply:
    """The file, or first the question which and for whom; the citations.

    Raises:
        BadRequest: no format, or no command that can be exported.
    """
    kind, _, rest = wishes.typed(call.text).partition(" ")
    kind = kind.lower().removesuffix(":")
    where, _, command = rest.partition(" ") if rest.startswith(("here ", "me ")) else ("", "", rest)
    if kind not in (*NAMES, "cite", "as"):
        raise BadRequest(USAGE)
    if kind == "as":
        return Reply(pieces=(paragraph("As what?"), *buttons(_kinds(rest))))
    found = await answered(desk, call, command)
    paper = papers.paper(found, await desk.retrieved(call.audience, papers.cited(found)))
    if not paper.entries:
        return Reply(pieces=(paragraph("There is nothing to export."), small(paper.covered)), outcome="nothing")
    if kind == "cite":
        said = formats.citations(paper)
        return Reply(pieces=(paragraph("Copy-ready citations", bold=True), paragraph(said[:CITED])))
    content = _content(kind, found, paper, desk)
    if call.channel_type != "im" and not where:
        return Reply(pieces=_whom(kind, command))
    sent = Sent(name=f"{paper.name}.{kind}", title=paper.title, content=content, alone=where == "me")
    return Reply(pieces=(small(paper.covered),), file=sent)


def _content(kind: str, found: papers.Paperable, paper: papers.Paper, desk: "Desk") -> bytes:
    """The bytes of a file.

    Raises:
        BadRequest: a calendar of what are no days to come, or of none that is known to the day.
    """
    if kind != "ics":
        return formats.FORMATS[kind](paper)
    if not isinstance(found, Milestones):
        raise BadRequest("A calendar file holds days to come: /export ics next SAFE")
    if not any(one.precision == "day" for one in found.days):
        raise BadRequest("None of these is known to the day: a calendar of them would be empty.")
    return calendar(found, now=desk.clock()).encode()


def offer(text: str) -> list[Button]:
    """The buttons on an answer: its citations, and files of it."""
    return [
        Button("Copy-ready", "export", Press(command="/export", text=f"cite {text}")),
        Button("Export", "export", Press(command="/export", text=f"as {text}")),
    ]


async def answered(desk: "Desk", call: Call, command: str) -> papers.Paperable:
    """What the desk says to the command that is to be exported.

    Raises:
        BadRequest: it is none of those that can be.
    """
    name, _, text = command.strip().lstrip("/").partition(" ")
    asked: dict[str, Callable[[], Awaitable[papers.Paperable]]] = {
        "latest": lambda: desk.latest(call.audience, wishes.latest(text, offset=call.offset, most=MOST)),
        "timeline": lambda: desk.timeline(call.audience, wishes.timeline(text)),
        "actor": lambda: desk.actor(call.audience, wishes.actor(text)),
        "summary": lambda: desk.summary(call.audience, wishes.summary(text)),
        "quotes": lambda: desk.quotes(call.audience, wishes.quotes(text, offset=call.offset, most=MOST)),
        "next": lambda: desk.upcoming(call.audience, wishes.upcoming(text, most=MOST)),
        "who": lambda: desk.who(wishes.who(text)),
    }
    if name not in asked:
        raise BadRequest(USAGE)
    return await asked[name]()


def _kinds(command: str) -> list[Button]:
    kinds = NAMES if command.startswith("next") else {kind: NAMES[kind] for kind in formats.FORMATS}
    return [Button(name, "export", Press(command="/export", text=f"{kind} {command}")) for kind, name in kinds.items()]


def _whom(kind: str, command: str) -> tuple[Piece, ...]:
    row = [
        Button("To me, by direct message", "export", Press(command="/export", text=f"{kind} me {command}")),
        Button("Here, for everybody", "export", Press(command="/export", text=f"{kind} here {command}")),
    ]
    return (paragraph(papers.WHERE), *buttons(row))
