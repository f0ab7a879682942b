"""`/actor proposals`, `add`, `ignore`, `remove`: names that the catalogue does not know, and what becomes of them."""

from typing import TYPE_CHECKING

from bot.records import Names, Naming, Proposal
from handlers import wording
from handlers.blocks import Button, bullets, buttons, heading, link, paragraph, publisher, quotation, small, word
from handlers.calls import Call, Press, Reply
from handlers.limits import Piece, Weight

if TYPE_CHECKING:
    from bot.desk import Desk

VERBS = ("proposals", "add", "ignore", "remove")
EXAMPLES = 1
"""Sentences under each name; the others stand as sources."""


async def reply(call: Call, desk: "Desk", verb: str, rest: str) -> Reply:
    """What is proposed and added, or what became of a name.

    Raises:
        BadRequest: it cannot be added, or was not.
    """
    if verb == "proposals":
        return Reply(pieces=listing(await desk.names.proposals(call.audience)))
    if verb == "add":
        done = await desk.names.add(call.audience, rest, by=call.user)
    elif verb == "ignore":
        done = await desk.names.ignore(call.audience, rest, by=call.user)
    else:
        done = await desk.names.remove(call.audience, rest)
    return Reply(pieces=became(done), outcome=done.done)


def listing(shown: Names) -> tuple[Piece, ...]:
    """Each name with a sentence in which it stands, and what to do with it; then what was added here."""
    pieces = [heading("Names that keep appearing")]
    if shown.proposals:
        pieces.append(small(f"In no catalogue, and in at least three of the newest {shown.looked_at:,} articles."))
    else:
        pieces.append(paragraph(f"No unknown name keeps appearing in the newest {shown.looked_at:,} articles."))
    for one in shown.proposals:
        pieces += proposal(one)
    if shown.added:
        lines = [word(f"{one.name}{_short(one.aliases)}: {_kind(one.kind)}") for one in shown.added]
        pieces += [paragraph("Added by this workspace", bold=True, weight=Weight.LINE), bullets(lines)]
        pieces.append(small("/actor remove with a name takes it back."))
    return (*pieces, small(wording.coverage(shown.coverage, shown.as_of)))


def proposal(one: Proposal) -> list[Piece]:
    """One name: where it stands, and two buttons."""
    told = f"{wording.count(one.articles, 'article')} of {wording.count(one.publishers, 'independent publisher')}"
    typed = f"{one.name}{_short(one.aliases)}"
    row = [
        Button("Add as actor", "name_add", Press(command="/actor", text=f"add {typed} as {one.kind}")),
        Button("Ignore", "name_ignore", Press(command="/actor", text=f"ignore {one.name}")),
    ]
    return [
        paragraph(f"{typed} ({_kind(one.kind)}?), {told}", bold=True),
        *(quotation(cited) for cited in one.examples[:EXAMPLES]),
        *buttons(row),
    ]


def notice(shown: Names) -> tuple[Piece, ...]:
    """What the stewards are told once a week: the names, and where to see more."""
    lines = []
    for one in shown.proposals:
        source = one.examples[0].citations[0]
        told = f" ({_kind(one.kind)}?), {wording.count(one.articles, 'article')}, for example "
        lines.append([*word(one.name, bold=True), *word(told), *link(source.url, publisher(source))])
    return (
        paragraph("Names that keep appearing and are in no catalogue", bold=True),
        bullets(lines, weight=Weight.ESSENTIAL),
        paragraph("/actor proposals shows them with sentences; nothing is added unless somebody adds it."),
    )


def became(done: Naming) -> tuple[Piece, ...]:
    """What was done with a name, and what follows."""
    if done.added is None:
        return (paragraph(f"“{done.name}” is proposed no more in this workspace."),)
    if done.done == "removed":
        return (paragraph(f"{done.name} is no longer an actor of this workspace."),)
    kind, found = _kind(done.added.kind), wording.count(done.found, "article")
    rest = "" if done.whole else " I go on looking through the older ones."
    return (
        paragraph(f"{done.name}{_short(done.added.aliases)} is an actor of this workspace now ({kind})."),
        small(f"Found in {found} that I hold.{rest} From now on it is recognised. Another kind: "
              f"/actor add {done.name} as company"),
        *buttons([Button(f"Profile of {done.name}", "actor_open", Press(command="/actor", text=done.name))]),
    )  # fmt: skip


def _kind(kind: str) -> str:
    """A kind as people say it: `organisation`, `think tank`."""
    return kind.removeprefix("international-").replace("-", " ")


def _short(aliases: tuple[str, ...]) -> str:
    return f" ({aliases[0]})" if aliases else ""
