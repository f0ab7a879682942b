"""/summary: an article, an actor or a topic in its articles' own sentences, short or long."""

from typing import TYPE_CHECKING

from bot import wishes
from handlers import export, views
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply

if TYPE_CHECKING:
    from bot.desk import Desk


async def reply(call: Call, desk: "Desk") -> Reply:
    """The summary asked for, with a button to the other length."""
    wish = wishes.summary(call.text)
    found = await desk.summary(call.audience, wish)
    target, _ = wishes.sized(wish)
    row = []
    if found.size == "long":
        row.append(Button("Shorter", "summary_shorter", Press(command="/summary", text=target)))
    elif found.longer:
        row.append(Button("Longer", "summary_longer", Press(command="/summary", text=f"{target} long")))
    row += [*export.offer(f"summary {call.text}"), *share(call, Press(command="/summary", text=wish.text))]
    return Reply(
        pieces=(*views.summary(found), *buttons(row)),
        outcome="answered" if found.sentences else "nothing",
    )
