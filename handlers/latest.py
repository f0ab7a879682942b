"""/latest: the newest stories, all or on one topic or actor, with a button for the next page."""

from typing import TYPE_CHECKING

from bot import wishes
from handlers import views
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply

if TYPE_CHECKING:
    from bot.desk import Desk


async def reply(call: Call, desk: "Desk") -> Reply:
    """Stories from `call.offset` on."""
    wish = wishes.latest(call.text, offset=call.offset)
    found = await desk.latest(call.audience, wish)
    row = []
    if found.following is not None:
        more = Press(command="/latest", text=wish.text, offset=found.following)
        row.append(Button("More", "latest_more", more))
    if found.subject is not None:
        row.append(Button("Follow", "follow", Press(command="/follow", text=found.subject.name)))
    row += share(call, Press(command="/latest", text=wish.text, offset=call.offset))
    return Reply(pieces=(*views.latest(found), *buttons(row)), outcome="answered" if found.lines else "nothing")
