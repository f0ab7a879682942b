"""The buttons under an answer: shorter, longer, its sources, as a note; and its names read otherwise.

What is pressed is answered from what was kept with the answer, weeks later too, for the audience of the conversation.
To be told again is for the person who pressed; another reading is another answer, and stands in the thread.
"""

import re
from typing import TYPE_CHECKING

from bot.errors import BadRequest
from bot.records import Answer, Reading, Shape
from handlers import feedback, formats, papers, views
from handlers.blocks import Button, buttons, paragraph
from handlers.calls import Call, Press, Reply, Sent
from handlers.limits import Piece
from handlers.views import retold as retold_views

if TYPE_CHECKING:
    from bot.desk import Desk

COMMAND = "/answer"
"""What the buttons ask for; nobody can type it."""

_SHAPED = re.compile(r"(shorter|longer|sources|note) (\S+)")
_NOTED = re.compile(r"(md|docx)(?: (me|here))? (\S+)")
_READ = re.compile(r"as (\d{1,2}) (\S+) (\S+)")
_UNKNOWN = "This button belongs to another version of Antici; please ask again."
_NAMES = {"docx": "Word", "md": "Markdown"}


def offer(answer: Answer, key: str, *, longer: bool) -> list[Piece]:
    """What may be pressed under an answer: readings first, since they may make it another one; a verdict last."""
    if answer.about == "sources":
        return []
    row = []
    if answer.outcome == "answered":
        shapes: list[tuple[str, Shape]] = [("Shorter, for my minister", "shorter"), ("Sources", "sources")]
        shapes += [("As a note", "note")]
        shapes[1:1] = [("Longer", "longer")] if longer else []
        row = [Button(label, "answer", _press(shape, key)) for label, shape in shapes]
    return [
        *(piece for reading in answer.readings for piece in _reading(reading, key)),
        *buttons(row),
        *feedback.offer(key),
    ]


async def reply(call: Call, desk: "Desk") -> Reply:
    """The answer in another shape, as a file, or with another reading.

    Raises:
        BadRequest: the button is of another version, or its answer is gone.
    """
    if match := _SHAPED.fullmatch(call.text):
        shape, key = match.groups()
        if shape == "note":
            kinds = [Button(name, "answer", _press(kind, key)) for kind, name in _NAMES.items()]
            return Reply(pieces=(paragraph("A note: the question, the answer, its sources. As what?"), *buttons(kinds)))
        return await _told(call, desk, shape, key)
    if match := _NOTED.fullmatch(call.text):
        return await _noted(call, desk, *match.groups())
    if match := _READ.fullmatch(call.text):
        return await _read(call, desk, int(match[1]), match[2], match[3])
    raise BadRequest(_UNKNOWN)


async def _told(call: Call, desk: "Desk", shape: str, key: str) -> Reply:
    wanted: dict[str, Shape] = {"shorter": "shorter", "longer": "longer", "sources": "sources"}
    found = await desk.retold(call.audience, key, wanted[shape])
    return Reply(pieces=retold_views.retold(found), outcome="answered" if found.sentences else "nothing")


async def _noted(call: Call, desk: "Desk", kind: str, where: str | None, key: str) -> Reply:
    if call.channel_type != "im" and where is None:
        row = [
            Button("To me, by direct message", "answer", _press(f"{kind} me", key)),
            Button("Here, for everybody", "answer", _press(f"{kind} here", key)),
        ]
        return Reply(pieces=(paragraph(papers.WHERE), *buttons(row)))
    found = await desk.retold(call.audience, key, "note")
    paper = papers.note(found, await desk.retrieved(call.audience, papers.cited_in(found.sentences)))
    content = formats.FORMATS[kind](paper)
    sent = Sent(name=f"{paper.name}.{kind}", title=paper.title, content=content, alone=where == "me")
    return Reply(pieces=(paragraph(paper.covered),), file=sent)


async def _read(call: Call, desk: "Desk", place: int, actor: str, key: str) -> Reply:
    mine = f"{key}:as:{actor}"
    if await desk.answered(call.audience, mine):
        return Reply(pieces=views.remark("That reading is answered above, in this thread."), outcome="answered before")
    answer, turn = await desk.answer_as(call.audience, key, place=place, actor=actor)
    return Reply(
        pieces=(*views.answer(answer), *offer(answer, mine, longer=bool(turn.further))),
        where="thread",
        once=f"reading:{call.team}:{call.channel}:{mine}",
        outcome=answer.outcome,
        turn=turn.model_copy(update={"asked_by": call.user, "key": mine}),
    )


def _reading(reading: Reading, key: str) -> list[Piece]:
    row = [Button(one.name, "reading", _press(f"as {reading.place} {one.id}", key)) for one in reading.others]
    return [retold_views.reading(reading), *buttons(row)]


def _press(what: str, key: str) -> Press:
    return Press(command=COMMAND, text=f"{what} {key}")
