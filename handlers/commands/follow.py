"""/follow: what a person wants to see on their Home; alone, what they follow; with `stop`, no longer."""

from typing import TYPE_CHECKING

from handlers import views, wording
from handlers.calls import Call, Reply

if TYPE_CHECKING:
    from bot.desk import Desk


async def reply(call: Call, desk: "Desk") -> Reply:
    """Follow, stop, or list."""
    word, _, rest = call.text.partition(" ")
    if not call.text:
        named = [followed.subject.name for followed in (await desk.home(call.team, call.user)).follows]
        said = f"You follow {wording.listed(named, limit=20)}." if named else "You follow nothing yet."
        return Reply(pieces=views.remark(said, "Type /follow Japan to follow Japan; Home shows its news."))
    if word.lower() in ("stop", "not", "no") and rest:
        name, stopped = await desk.unfollow(call.team, call.user, rest)
        return Reply(pieces=views.remark(f"You no longer follow {name}." if stopped else f"You did not follow {name}."))
    name, new = await desk.follow(call.team, call.user, call.text)
    told = f"You follow {name} now; its news stands on Home." if new else f"You follow {name} already."
    return Reply(pieces=views.remark(told))
