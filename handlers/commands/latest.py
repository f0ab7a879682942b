"""/latest: the newest stories, narrowed as one likes; to whoever comes back, what came since, kept apart.

Buttons: each story in full, the next page, everything there is, and further into the subject.
"""

from typing import TYPE_CHECKING

from bot.asking import wishes
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply
from handlers.commands import export, story
from handlers.views import stories as story_views

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.records import Latest, StoryLine


async def reply(call: Call, desk: "Desk") -> Reply:
    """Stories from `call.offset` on."""
    wish = wishes.latest(f"{call.text} {call.seen}", offset=call.offset, reader=call.user, call=call.key)
    found = await desk.latest(call.audience, wish)
    pieces = (*story_views.latest(found), *story.choice(_told(found)), *buttons(_row(call, found)))
    anything = found.lines or found.new or found.updated or found.corrected
    return Reply(pieces=pieces, outcome="answered" if anything else "nothing")


def _told(found: "Latest") -> "list[StoryLine]":
    corrected = [one.line for one in found.corrected]
    return list({line.story: line for line in (*found.new, *found.updated, *corrected, *found.lines)}.values())


def _row(call: Call, found: "Latest") -> list[Button]:
    row = []
    if found.following is not None:
        row.append(Button("More", "latest_more", Press(command="/latest", text=call.text, offset=found.following)))
    if found.looked_at is not None:
        everything = Press(command="/latest", text=f"{call.text} everything".strip())
        row.append(Button("Everything", "latest_open", everything))
    if found.subject is not None:
        name = found.subject.name
        row += [
            Button("Summary", "summary_open", Press(command="/summary", text=name)),
            Button("Timeline", "timeline_open", Press(command="/timeline", text=name)),
            Button("Follow", "follow", Press(command="/follow", text=name)),
        ]
    row += export.offer(f"latest {call.text}".strip())
    return row + share(call, Press(command="/latest", text=call.text, offset=call.offset, seen=found.seen))
