"""/history: how an article changed since it was first seen, sentence by sentence, and who else published it."""

from typing import TYPE_CHECKING

from bot.records import Change, Edited, History
from handlers import wording
from handlers.actions import share
from handlers.blocks import Group, buttons, form, heading, link, paragraph, rich, small, word
from handlers.calls import Call, Press, Reply
from handlers.limits import Form, Piece, Weight
from handlers.mrkdwn import cut

if TYPE_CHECKING:
    from bot.desk import Desk

MOST = 6
"""Changes of one revision that are shown; it is said how many there are."""
SENTENCE = (600, 160)
"""Characters of a sentence, in full and bare."""
SAYS = {"": "changed", "correction": "corrected", "retraction": "withdrawn"}


async def reply(call: Call, desk: "Desk") -> Reply:
    """The revisions of the article named, the newest first."""
    found = await desk.history(call.audience, call.text)
    return Reply(pieces=(*pieces(found), *buttons(share(call, Press(command="/history", text=call.text)))))


def pieces(shown: History) -> tuple[Piece, ...]:
    """What each revision replaced, added and left out."""
    source = shown.article
    title = [
        *link(source.url, source.title, bold=True),
        *word(f"\n{source.publisher}, {wording.published(source)}"),
    ]
    seen = f"First seen {wording.day(shown.first_seen)}."
    told = seen if shown.changes else f"{seen} It has not changed since."
    copies = f" The same text at {wording.listed(shown.copies)}." if shown.copies else ""
    return (
        heading("How it changed"),
        Piece(weight=Weight.ESSENTIAL, forms=(form(("section", title)),)),
        small(f"{told}{copies}", weight=Weight.ESSENTIAL),
        *(piece for change in shown.changes for piece in _change(change)),
    )


def _change(one: Change) -> list[Piece]:
    more = len(one.edits) - MOST
    said = f"{wording.day(one.retrieved_at)}: {SAYS[one.change]}, {wording.count(len(one.edits), 'sentence')}"
    pieces = [paragraph(said, bold=True), *map(_edit, one.edits[:MOST])]
    return [*pieces, small(f"and {wording.count(more, 'more change')}")] if more > 0 else pieces


def _edit(one: Edited) -> Piece:
    forms = []
    for limit in SENTENCE:
        groups: list[Group] = []
        for label, text in (("Before:", one.before), ("Now:", one.after)):
            if text is not None:
                groups += [("section", word(label, bold=True)), ("quote", word(cut(text, limit)))]
        forms.append(Form(blocks=rich(*groups), text="\n".join(filter(None, (one.before, one.after)))[:limit]))
    return Piece(forms=tuple(forms))
