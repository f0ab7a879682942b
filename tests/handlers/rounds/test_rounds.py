"""What a digest tells, and that it tells it once, whatever happens between its parts."""

import pytest

from bot.digests import subscribing
from handlers.measures import REGISTRY
from handlers.workspace import Running, Workspace
from storage.models import Audience
from tests.bot.making import article
from tests.handlers.conftest import plainly
from tests.handlers.simulated import Round, heading, keep, utc


@pytest.fixture
def workspace(running: Running) -> Workspace:
    return running.workspace


def where(bot: Round, channel: str = "general") -> Audience:
    workspace = bot.running.workspace
    return Audience(team=workspace.world.team, conversation=workspace.channel(channel).id)


async def subscribed(bot: Round, text: str = "daily at 08:00 UTC on Poland", channel: str = "general") -> int:
    wish = subscribing.wish(text, bot.desk.catalogue)
    return (await bot.desk.subscribe(where(bot, channel), wish, by=bot.running.workspace.world.me)).id


async def came(bot: Round, title: str, body: str, *, day: str | None = None, **headers: str) -> str:
    when = f"{bot.clock():%Y-%m-%d}" if day is None else day
    return await keep(bot.database, article(title, body, day=when, **headers), bot.clock())


BASE = (
    "Poland will buy 96 attack helicopters for its land forces. The contract is worth EUR 10 million a piece. "
    "Poland expects the first of them in Inowroclaw next spring."
)


async def told(bot: Round, at: str, channel: str = "general") -> str:
    """What everybody reads in the newest post after the clock was set forward."""
    await bot.to(utc(at))
    return plainly(bot.running.workspace.messages(channel)[-1])


async def test_new_updated_corrected_and_nothing(bot: Round, workspace: Workspace) -> None:
    await subscribed(bot)
    await came(bot, "Poland orders helicopters", BASE, url="https://a.example/1", source="First Wire")
    first = await told(bot, "2026-03-03T09:00")
    assert heading(workspace.messages("general")[-1]) == "Digest on Poland"
    assert "the first one, from 24 February 2026 on" in first
    assert "New\nPoland orders helicopters" in first and "2 March 2026 · First Wire" in first

    assert "Nothing new on Poland since Tuesday 3 March 2026, 08:00." in await told(bot, "2026-03-04T09:00")

    again = "Poland confirmed that it will buy 96 attack helicopters. A minister of Poland signed the contract today."
    await came(bot, "Poland orders 96 helicopters, minister signs", again, url="https://b.example/2", source="Second")
    changed = BASE.replace("EUR 10 million", "EUR 12 million")
    assert (
        await came(bot, "Poland orders helicopters", changed, day="2026-03-02", url="https://a.example/1") == "revised"
    )
    third = await told(bot, "2026-03-05T09:00")
    assert "Updated: new articles\nPoland orders 96 helicopters, minister signs" in third
    corrected = third.partition("Corrected since it was told")[2]
    assert "Now:\n“The contract is worth EUR 12 million a piece.”" in corrected
    assert "Before:\n“The contract is worth EUR 10 million a piece.”" in corrected
    assert "New\n" not in third

    assert "Nothing new" in await told(bot, "2026-03-06T09:00")


async def test_an_article_that_corrects_is_told_as_a_correction(bot: Round) -> None:
    await subscribed(bot)
    await came(bot, "Poland orders helicopters", BASE, url="https://a.example/1", source="First Wire")
    await told(bot, "2026-03-03T09:00")
    body = "Poland will buy 69 attack helicopters for its land forces, not 96 as reported. We regret the error."
    await came(bot, "Correction: Poland orders helicopters", body, url="https://a.example/2", source="First Wire")
    said = await told(bot, "2026-03-04T09:00")
    assert "Corrected since it was told\nCorrection: Poland orders helicopters" in said and "Updated" not in said


async def test_what_becomes_of_digests_is_counted(bot: Round, workspace: Workspace) -> None:
    def counted(outcome: str) -> float:
        return REGISTRY.get_sample_value("antici_digests_total", {"outcome": outcome}) or 0.0

    before = {name: counted(name) for name in ("posted", "failed")}
    await subscribed(bot)
    await told(bot, "2026-03-03T08:01")
    workspace.faults.refuse("chat.postMessage", "is_archived")
    await bot.to(utc("2026-03-04T08:01"))
    assert {name: counted(name) - before[name] for name in before} == {"posted": 1, "failed": 1}


async def test_what_is_not_told_is_counted(bot: Round) -> None:
    await subscribed(bot)
    await told(bot, "2026-03-03T09:00")
    await came(bot, "Poland without a date", "Poland spoke about artillery at length.", day="")
    await came(bot, "Poland long ago", "Poland bought submarines in another age.", day="2024-01-05")
    await came(bot, "Poland today", "Poland opened a drone school in Deblin this morning.")
    said = await told(bot, "2026-03-04T09:00")
    assert "Poland today" in said and "Poland long ago" not in said
    assert "1 article that came without a date" in said
    assert "1 article that came now but were published before 28 February 2026" in said


async def test_a_day_to_come_is_named(bot: Round) -> None:
    await subscribed(bot)
    body = "Poland must hand in its plan by 30 April 2026. Poland has until 2030 to spend the money."
    await came(bot, "Poland gets a deadline", body)
    said = await told(bot, "2026-03-03T09:00")
    assert "Dates ahead, as articles name them\n30 April 2026\n“Poland must hand in its plan by 30 April 2026.”" in said


async def test_more_stories_than_fit_are_counted_and_not_told_again(bot: Round) -> None:
    await subscribed(bot)
    for number, place in enumerate(("Gdynia", "Krakow", "Lublin", "Opole", "Radom", "Torun", "Elblag", "Kielce", "Pila",
                                    "Legnica", "Rzeszow", "Sopot", "Tychy")):  # fmt: skip
        thing = ("ships", "tanks", "drones", "radars", "bridges", "trucks", "boots", "maps", "masts", "shells",
                 "tents", "horses", "bells")[number]  # fmt: skip
        await came(bot, f"{place}: {thing} on show", f"In {place} {thing} were shown to visitors from Poland.")
    said = await told(bot, "2026-03-03T09:00")
    assert said.count("on show") >= 10 and "3 more stories found no room" in said
    assert "Nothing new" in await told(bot, "2026-03-04T09:00")


async def test_what_only_one_channel_may_see_is_told_there_alone(bot: Round, workspace: Workspace) -> None:
    for channel in ("general", "cabinet"):
        await subscribed(bot, channel=channel)
    await came(bot, "Poland for all", "Poland spoke to everyone about its new brigade.")
    await bot.kill()
    secret = article("Poland in private", "Poland told the cabinet about its secret brigade.", day="2026-03-02")
    await keep(bot.database, secret, bot.clock(), audience=where(bot, "cabinet"))
    await bot.start()
    assert "Poland in private" in await told(bot, "2026-03-03T09:00", "cabinet")
    assert "Poland in private" not in await told(bot, "2026-03-03T09:00", "general")


async def test_paused_it_is_silent_and_resumed_it_does_not_catch_up(bot: Round, workspace: Workspace) -> None:
    number = await subscribed(bot)
    await bot.desk.resubscribe(where(bot), number, "paused")
    await bot.to(utc("2026-03-04T10:00"))
    await bot.desk.resubscribe(where(bot), number, "active")
    await bot.to(utc("2026-03-05T07:59"))
    assert workspace.messages("general") == []
    assert "not posted" not in await told(bot, "2026-03-05T08:01")
    await bot.desk.resubscribe(where(bot), number, "stopped")
    await bot.to(utc("2026-03-09T12:00"))
    assert len(workspace.messages("general")) == 1


async def test_a_new_wish_wakes_the_round(bot: Round, workspace: Workspace) -> None:
    await bot.clock.asleep()
    await subscribed(bot, "daily at 12:05 UTC on Poland")
    await bot.to(utc("2026-03-02T12:06"))
    assert len(workspace.messages("general")) == 1


async def test_posted_and_marked_but_not_settled_it_is_not_posted_again(bot: Round, workspace: Workspace) -> None:
    await subscribed(bot)
    await came(bot, "Poland orders helicopters", BASE)
    await told(bot, "2026-03-03T08:30")
    await bot.kill()
    await bot.database.write(lambda db: db.execute("update subscription set settled_until = created_at"))
    await bot.start()
    await bot.to(utc("2026-03-03T12:00"))
    assert len(workspace.messages("general")) == 1
    assert "Nothing new" in await told(bot, "2026-03-04T09:00")


async def test_put_together_but_never_posted_it_has_told_nothing(bot: Round, workspace: Workspace) -> None:
    await subscribed(bot)
    await came(bot, "Poland orders helicopters", BASE)
    workspace.faults.cut("chat.postMessage")
    await bot.to(utc("2026-03-03T08:00"))
    await bot.clock.asleep()
    await bot.kill()
    await bot.to(utc("2026-03-04T12:00"))  # more than a day: that digest is let go
    await bot.start()
    said = await told(bot, "2026-03-04T12:30")
    assert "Poland orders helicopters" in said and "The one before it was not posted" in said
    assert len(workspace.messages("general")) == 1


async def test_removed_from_the_channel_it_says_so_in_the_list_and_loses_nothing(
    bot: Round, workspace: Workspace
) -> None:
    await subscribed(bot)
    await came(bot, "Poland orders helicopters", BASE)
    workspace.channel("general").members.discard(workspace.world.bot)
    await bot.to(utc("2026-03-03T12:00"))
    [standing] = await bot.desk.subscriptions(where(bot))
    assert standing.trouble == (
        "I could not post in this conversation: I am no member of it, unless somebody types /invite @Antici there."
    )
    workspace.invite("general", "antici")
    assert "Poland orders helicopters" in await told(bot, "2026-03-04T09:00")
    [standing] = await bot.desk.subscriptions(where(bot))
    assert standing.trouble == ""


async def test_a_fault_of_ours_is_not_met_with_silence(bot: Round, workspace: Workspace) -> None:
    await subscribed(bot)
    await came(bot, "Poland orders helicopters", BASE)
    await bot.database.write(lambda db: db.execute("update article set published_at = '2026-03-02Tnonsense'"))
    said = await told(bot, "2026-03-03T09:00")
    assert "could not put today's digest together" in said and "reference" in said
    assert len(workspace.messages("general")) == 1


async def test_a_row_that_cannot_be_read_does_not_end_the_round(bot: Round, workspace: Workspace) -> None:
    await subscribed(bot)
    await bot.to(utc("2026-03-03T07:45"))
    await bot.database.write(lambda db: db.execute("update subscription set weekdays = '[9]'"))
    await bot.to(utc("2026-03-03T08:20"))
    await bot.database.write(lambda db: db.execute("update subscription set weekdays = '[0, 1]'"))
    assert "This digest is late: I was held up at 08:00." in await told(bot, "2026-03-03T09:00")


async def test_an_actor_that_the_catalogue_dropped_is_told_by_its_id(bot: Round) -> None:
    await subscribed(bot)
    await bot.database.write(lambda db: db.execute("""update subscription set actors = '["gone"]'"""))
    assert "Nothing new on gone" in await told(bot, "2026-03-03T09:00")


async def test_a_token_that_is_refused_is_waited_for(bot: Round, workspace: Workspace) -> None:
    await subscribed(bot)
    workspace.faults.refuse("chat.postMessage", "token_revoked", times=15)
    said = await told(bot, "2026-03-03T09:00")
    assert "This digest is late: Slack could not be reached at 08:00." in said
