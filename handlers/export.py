"""/export: an answer as a file or as citations to copy. A file in a channel is seen by everybody there; so it is asked.

The words after the format are a command once more, answered for the audience of the conversation.
"""

from typing import TYPE_CHECKING

from bot import wishes
from bot.errors import BadRequest
from handlers import formats, papers
from handlers.blocks import Button, buttons, paragraph, small
from handlers.calls import Call, Press, Reply, Sent
from handlers.limits import Piece

if TYPE_CHECKING:
    from bot.desk import Desk

USAGE = "Usage: /export <md | csv | docx | cite> <latest | timeline | actor | summary> …, e.g. /export docx latest SAFE"
NAMES = {"md": "Markdown", "csv": "CSV", "docx": "Word"}
MOST = 50
"""Stories in a file."""
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
    if kind not in (*formats.FORMATS, "cite", "as"):
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
    if call.channel_type != "im" and not where:
        return Reply(pieces=_whom(kind, command))
    content = formats.FORMATS[kind](paper)
    sent = Sent(name=f"{paper.name}.{kind}", title=paper.title, content=content, alone=where == "me")
    return Reply(pieces=(small(paper.covered),), file=sent)


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
    if name == "latest":
        return await desk.latest(call.audience, wishes.latest(text, offset=call.offset, most=MOST))
    if name == "timeline":
        return await desk.timeline(call.audience, wishes.timeline(text))
    if name == "actor":
        return await desk.actor(call.audience, wishes.actor(text))
    if name == "summary":
        return await desk.summary(call.audience, wishes.summary(text))
    raise BadRequest(USAGE)


def _kinds(command: str) -> list[Button]:
    return [Button(name, "export", Press(command="/export", text=f"{kind} {command}")) for kind, name in NAMES.items()]


def _whom(kind: str, command: str) -> tuple[Piece, ...]:
    row = [
        Button("To me, by direct message", "export", Press(command="/export", text=f"{kind} me {command}")),
        Button("Here, for everybody", "export", Press(command="/export", text=f"{kind} here {command}")),
    ]
    return (paragraph(papers.WHERE), *buttons(row))
