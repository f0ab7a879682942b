"""App Home: what is new, what this person follows, their digests, how the sources do. Published anew at each opening.

What is pressed on it changes what is followed and publishes it again; what is asked for is answered in the direct
message, since a Home cannot hold an answer.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.records import Followed, Home, Standing, StoryLine
from handlers import blocks, wording
from handlers.blocks import Button, Element, bullets, buttons, heading, link, paragraph, small, word
from handlers.calls import Call, Press, Reply
from handlers.limits import Piece, Weight
from handlers.views import digests as digest_views

if TYPE_CHECKING:
    from bot.desk import Desk


async def reply(call: Call, desk: "Desk") -> Reply:
    """The Home of this person, after what they pressed on it, if anything.

    Raises:
        BadRequest: the button is of another version.
    """
    if call.action_id:
        await desk.unfollow(call.team, call.user, Press.of(call.value).text)
    return Reply(pieces=pieces(await desk.home(call.team, call.user)), where="home", outcome="home")


def pieces(shown: Home) -> tuple[Piece, ...]:
    """The view."""
    new = []
    if shown.looked_at is not None:
        looked = f"since you looked on {wording.day(shown.looked_at)}"
        came = wording.count(shown.new, "new story", "new stories")
        new = [small(f"{came} {looked}." if shown.new else f"Nothing new {looked}; the newest stories are these.")]
    made: list[Piece] = [heading("What is new"), *new]
    made.append(_stories(shown.latest) if shown.latest else paragraph("No article has been kept yet."))
    made.append(heading("You follow"))
    if not shown.follows:
        made.append(paragraph("Nothing yet. Type /follow Japan, or press Follow under an answer about it."))
    for followed in shown.follows:
        made += _followed(followed)
    made.append(heading("Your digests"))
    made.append(
        bullets([_digest(channel, one) for channel, one in shown.digests])
        if shown.digests
        else paragraph("None yet. Type /digest in the channel that should have one.")
    )
    made += [heading("Sources"), _sources(shown)]
    return (*made, small(wording.coverage(shown.coverage, shown.as_of)))


def _followed(followed: Followed) -> list[Piece]:
    told = _stories(followed.lines) if followed.lines else small("Nothing on it yet.", weight=Weight.LINE)
    stop = Button("Stop following", "unfollow", Press(command="/follow", text=followed.subject.id))
    return [paragraph(followed.subject.name, bold=True), told, *buttons([stop])]


def _stories(lines: Sequence[StoryLine]) -> Piece:
    return bullets([_story(line) for line in lines])


def _story(line: StoryLine) -> list[Element]:
    first = line.lead.citations[0]
    mended = wording.amended(first.amended)
    told = f" · {wording.day(line.published_at)}{mended} · {blocks.publisher(first)}"
    return [*link(first.url, line.headline, bold=True), *word(told)]


def _digest(channel: str, shown: Standing) -> list[Element]:
    where = blocks.channel(channel) if channel[:1] in "CG" else word("Our direct message")
    state = f" ({shown.state})" if shown.state != "active" else f" ({shown.trouble})" if shown.trouble else ""
    return [*where, *word(f": {digest_views.wish(shown)}{state}")]


def _sources(shown: Home) -> Piece:
    failing, read = shown.coverage.failing, shown.coverage.last_retrieved
    if failing:
        return paragraph(f"Failing: {wording.listed(failing)}. /sources tells more.")
    return paragraph(f"All fine; the last article was kept on {wording.day(read)}." if read else "None read yet.")
