"""/sources: what is covered since when, and what is not; and what is read: add, remove, pause, resume, check."""

import re
from typing import TYPE_CHECKING

from bot.errors import BadRequest
from bot.sources.watching import Wanted
from handlers import views
from handlers.actions import share
from handlers.blocks import buttons
from handlers.calls import Call, Press, Reply
from handlers.views import sources as source_views
from storage.models import Audience

if TYPE_CHECKING:
    from bot.desk import Desk

_WIDER = re.compile(r"\s+for (?:everyone|everybody|all)$", re.IGNORECASE)
_NARROWER = re.compile(r"\s+here$", re.IGNORECASE)


async def reply(call: Call, desk: "Desk") -> Reply:
    """What was asked for.

    Raises:
        BadRequest: it cannot be read, or there is no such source.
    """
    verb, _, rest = call.text.strip().partition(" ")
    verb, rest = verb.lower(), rest.strip()
    if not verb or verb in ("list", "status"):
        shown = await desk.sources(call.audience)
        row = [*source_views.more(shown, offset=call.offset), *share(call, Press(command="/sources"))]
        return Reply(pieces=(*source_views.listing(shown, offset=call.offset), *buttons(row)))
    if verb == "report":
        return await _reported(call, desk, rest.lower())
    text, wanted = _wanted(call, rest)
    done = await desk.watching.change(verb, text, audience=call.audience, wanted=wanted)
    return Reply(pieces=source_views.changed(done), outcome=verb)


def _wanted(call: Call, text: str) -> tuple[str, Wanted]:
    """What is to be added, and for whom: what is added in a channel that anybody may join serves the workspace, what
    is added elsewhere those who are there, unless the words say otherwise.
    """
    own = call.channel_type != "channel"
    if _WIDER.search(text):
        text, own = _WIDER.sub("", text), False
    elif _NARROWER.search(text):
        text, own = _NARROWER.sub("", text), True
    audience = call.audience if own else Audience(team=call.team)
    return text, Wanted(audience=audience, by=call.user)


async def _reported(call: Call, desk: "Desk", where: str) -> Reply:
    if where not in ("here", "nowhere"):
        raise BadRequest("Type /sources report here, in the channel that is to be told, or /sources report nowhere.")
    if where == "here" and call.member is False:
        raise BadRequest("I am no member of this conversation, so I could not post in it. First /invite @Antici.")
    await desk.watching.report(call.team, call.channel if where == "here" else "")
    said = "This conversation is told once when a source goes down, and once when it is back."
    return Reply(pieces=views.remark(said if where == "here" else "Nobody is told any longer when a source goes down."))
