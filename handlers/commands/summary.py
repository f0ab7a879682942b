"""/summary: an article, several, a story, an actor or a topic in its articles' own sentences, in three sizes."""

from typing import TYPE_CHECKING

from bot.asking import wishes
from bot.dossiers.briefing import NEXT
from bot.records import Size
from handlers import views
from handlers.actions import share
from handlers.blocks import Button, buttons
from handlers.calls import Call, Press, Reply
from handlers.commands import export, keep

if TYPE_CHECKING:
    from bot.desk import Desk

SHORTER: dict[Size, Size] = {longer: shorter for shorter, longer in NEXT.items()}


async def reply(call: Call, desk: "Desk") -> Reply:
    """The summary asked for, with buttons to the next shorter and the next longer one."""
    wish = wishes.summary(call.text)
    found = await desk.summary(call.audience, wish)
    target, _ = wishes.sized(wish)
    row = []
    if found.size in SHORTER:
        text = f"{target} {SHORTER[found.size]}"
        row.append(Button("Shorter", "summary_shorter", Press(command="/summary", text=text)))
    if found.longer and found.size in NEXT:
        text = f"{target} {NEXT[found.size]}"
        row.append(Button("Longer", "summary_longer", Press(command="/summary", text=text)))
    row += [*export.offer(f"summary {call.text}"), *share(call, Press(command="/summary", text=wish.text))]
    return Reply(
        pieces=(*views.summary(found), *buttons(row)),
        outcome="answered" if found.sentences else "nothing",
    )


async def of_shared(call: Call, desk: "Desk", documents: keep.Documents, *, size: str) -> Reply:
    """The summary of the links and files of a call, as of a thread; what is not held yet is read for this audience."""
    held: dict[int, None] = {}
    unread = []
    for link in call.links[: keep.MOST]:
        number = await desk.held(call.audience, link)
        if number is None:
            unread.append(link)
        else:
            held[number] = None
    became = await keep.read(call.model_copy(update={"links": tuple(unread)}), desk, documents)
    held |= {one.article: None for one in became if one.article is not None}
    failed = [one for one in became if one.outcome == "failed"]
    lost = views.kept(failed) if failed else ()
    if not held:
        said = "There is nothing here that I could summarise: no link or file that I can read."
        return Reply(pieces=(*views.remark(said), *lost), outcome="nothing")
    asked = call.model_copy(update={"text": f"{' '.join(map(str, held))} {size}".strip()})
    found = await reply(asked, desk)
    return found.model_copy(update={"pieces": (*found.pieces, *lost)})
