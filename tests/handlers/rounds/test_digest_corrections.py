"""A digest whose quotation was corrected is told so in its thread, once; other changes are not its business."""

from typing import Any

from bot.talk.afterwards import Afterwards
from handlers.commands.digests import Publisher
from handlers.delivery import Delivery
from handlers.speaking import Voice
from tests.handlers.conftest import plainly
from tests.handlers.rounds.test_rounds import came, subscribed
from tests.handlers.simulated import Round, utc

TITLE = "Poland buys helicopters"
BODY = "Poland will buy 96 attack helicopters for its land forces. They come from a factory near the town of Mielec."
ADDRESS = "https://one.example/helicopters"


async def corrected(bot: Round) -> None:
    """What the round of corrections does when it looks."""
    assert bot.session is not None
    voice = Voice(bot.client, bot.session, pace_s=0.0)
    publisher = Publisher(Delivery(bot.database, voice, bot.clock))
    await Afterwards(bot.desk, publisher, team=bot.running.workspace.world.team).once()


async def digest(bot: Round) -> dict[str, Any]:
    await subscribed(bot)
    await came(bot, TITLE, BODY, url=ADDRESS)
    await bot.to(utc("2026-03-03T08:00"))
    await bot.clock.asleep()
    [post] = bot.running.workspace.messages("general")
    assert "96 attack helicopters" in plainly(post)
    return post


async def test_it_is_told_once(bot: Round) -> None:
    post = await digest(bot)
    note = " Correction: an earlier version of this article gave a wrong number."
    assert await came(bot, TITLE, BODY.replace("96", "32") + note, day="2026-03-02", url=ADDRESS) == "revised"
    await corrected(bot)
    await corrected(bot)
    [told] = bot.running.workspace.replies("general", post["ts"])
    said = plainly(told)
    assert "has been corrected" in said
    assert "Now:\n“Poland will buy 32 attack" in said and "Before:\n“Poland will buy 96 attack" in said


async def test_what_it_did_not_quote_is_not_its_business(bot: Round) -> None:
    post = await digest(bot)
    assert await came(bot, TITLE, BODY.replace("town", "old town"), day="2026-03-02", url=ADDRESS) == "revised"
    await corrected(bot)
    assert not bot.running.workspace.replies("general", post["ts"])


async def test_a_crash_between_the_note_and_its_settling_posts_nothing_twice(bot: Round) -> None:
    post = await digest(bot)
    await came(bot, TITLE, BODY.replace("96", "32"), day="2026-03-02", url=ADDRESS)
    await corrected(bot)
    await bot.database.write(lambda db: db.execute("delete from edition_overtaken"))
    await corrected(bot)
    assert len(bot.running.workspace.replies("general", post["ts"])) == 1
