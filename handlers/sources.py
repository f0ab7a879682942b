"""/sources: whom the answers in this conversation come from, and how each source does."""

from typing import TYPE_CHECKING

from handlers import views
from handlers.actions import share
from handlers.blocks import buttons
from handlers.calls import Call, Press, Reply

if TYPE_CHECKING:
    from bot.desk import Desk


async def reply(call: Call, desk: "Desk") -> Reply:
    """Every publisher this audience is served from."""
    found = await desk.sources(call.audience)
    return Reply(pieces=(*views.sources(found), *buttons(share(call, Press(command="/sources")))))
