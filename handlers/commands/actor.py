"""/actor: what and who an actor is, its latest developments, its company; other readings of the name as buttons."""

from typing import TYPE_CHECKING

from bot.asking import wishes
from handlers import views
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply
from handlers.commands import export, names
from handlers.views import actors as actor_views

if TYPE_CHECKING:
    from bot.desk import Desk


async def reply(call: Call, desk: "Desk") -> Reply:
    """The profile of the actor named; of several, what is comparable side by side."""
    verb, _, rest = call.text.strip().partition(" ")
    if verb.lower() in names.VERBS and (rest or verb.lower() == "proposals"):
        return await names.reply(call, desk, verb.lower(), rest)
    wish = wishes.actor(call.text)
    side_by_side = await desk.compared(call.audience, wish)
    if side_by_side is not None:
        row = [Button(side.name, "actor_open", Press(command="/actor", text=side.name)) for side in side_by_side.sides]
        row += share(call, Press(command="/actor", text=wish.text))
        return Reply(pieces=(*actor_views.comparison(side_by_side), *buttons(row)))
    found = await desk.actor(call.audience, wish)
    row = [
        Button(f"Latest on {found.name}", "latest_open", Press(command="/latest", text=found.name)),
        Button("Timeline", "timeline_open", Press(command="/timeline", text=found.name)),
        Button("Quotes", "quotes_more", Press(command="/quotes", text=found.name)),
        Button("Summary", "summary_open", Press(command="/summary", text=found.name)),
        Button("Follow", "follow", Press(command="/follow", text=found.name)),
        *export.offer(f"actor {call.text}"),
        *share(call, Press(command="/actor", text=wish.text)),
    ]
    pieces = [*views.profile(found), *buttons(row)]
    if found.others:
        pieces += views.choices(f"{wish.text.strip()} may also mean:", found.others, command="/actor")
    return Reply(pieces=tuple(pieces), outcome="answered")
