"""Slash commands and buttons: to the asker alone, in place or below, or for the whole channel."""

import asyncio

from handlers.calls import Press
from handlers.workspace import Workspace
from storage.models import Audience
from tests.handlers.conftest import Bot, buttons, keep, plainly


async def test_a_command_is_answered_to_the_asker_alone(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest", "Japan")
    [shown] = await bot.shown("general")
    said = plainly(shown)
    assert "Latest on Japan" in said and "Stories 1–2 of 2" in said and "1 November 2024" in said
    assert workspace.messages("general") == [] and workspace.notices == []
    assert (await bot.ended())[0]["outcome"] == "answered"


async def test_with_the_bot_alone_a_command_is_answered_by_an_ordinary_post(bot: Bot, workspace: Workspace) -> None:
    await workspace.command(workspace.dm(), "/latest")
    [shown] = await workspace.until(lambda: workspace.messages(workspace.dm()))
    assert "Stories 1–3 of 3" in plainly(shown) and not shown["ephemeral"]
    assert "Share in channel" not in buttons(shown)


async def test_between_two_people_a_command_is_answered_to_the_asker_alone(bot: Bot, workspace: Workspace) -> None:
    world = workspace.world
    mira = next(user.id for user in world.users.values() if user.name == "mira")
    between = world.add_channel("", "im", members={world.me, mira})
    await workspace.command(between.id, "/latest")
    [shown] = await bot.shown(between.id)
    assert "Latest" in plainly(shown) and workspace.messages(between.id) == []


async def test_an_actor_has_a_profile_with_buttons_onward(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/actor", "Japan")
    [shown] = await bot.shown("general")
    assert "Country, EU strategic partner" in plainly(shown) and "Named in 2 articles" in plainly(shown)
    await workspace.click(shown, buttons(shown)["Latest on Japan"])
    below = (await bot.shown("general", 2))[1]
    assert "Latest on Japan" in plainly(below)


LONG_REPORT = """date 2026-01-15
Finland prepares the northern exercise

Finland will host the exercise Cold Lantern in Rovaniemi this spring. Norway sends two battalions to the border.
Sweden lends eleven tankers to the air component. The Commission pays for the bridges near Kemi. Estonia offers a
hospital with forty beds. Germany commands the artillery from Bodø. The budget of the exercise is EUR 31 million.
Poland observes the landing of the marines. Rail traffic stops at night in the second week. The defence ministers
meet at the end of the exercise in Helsinki."""


async def test_a_summary_grows_and_shrinks_in_its_place(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, LONG_REPORT)
    await workspace.command("general", "/summary", "4")
    [short] = await bot.shown("general")
    await workspace.click(short, buttons(short)["Longer"])
    await bot.ended(2)
    [long] = await bot.shown("general")
    assert long["ts"] == short["ts"] and len(plainly(long)) > len(plainly(short))
    await workspace.click(long, buttons(long)["Shorter"])
    await bot.ended(3)
    [again] = await bot.shown("general")
    assert plainly(again) == plainly(short)


async def test_with_the_bot_alone_too_a_summary_grows_in_its_place(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, LONG_REPORT)
    await workspace.command(workspace.dm(), "/summary", "4")
    [short] = await workspace.until(lambda: workspace.messages(workspace.dm()))
    await workspace.click(short, buttons(short)["Longer"])
    await bot.ended(2)
    [long] = workspace.messages(workspace.dm())
    assert long["ts"] == short["ts"] and len(plainly(long)) > len(plainly(short))


async def test_more_shows_the_next_page_below(bot: Bot, workspace: Workspace) -> None:
    reports = [
        f"date 2026-02-{day:02}\nReport {day} on {day * 7919}\n\nMember {day} of group {day * 104729} agreed on {day}."
        for day in range(1, 8)
    ]
    await keep(bot.database, *reports)
    await workspace.command("general", "/latest")
    [first] = await bot.shown("general")
    await workspace.click(first, buttons(first)["More"])
    pages = await bot.shown("general", 2)
    assert "Stories 1–5 of" in plainly(pages[0]) and "Stories 6–10 of 10" in plainly(pages[1])
    assert "More" not in buttons(pages[1])


async def test_an_answer_is_shared_with_the_channel_on_request(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest", "SAFE")
    [shown] = await bot.shown("general")
    await workspace.click(shown, buttons(shown)["Share in channel"])
    [post] = await workspace.until(lambda: workspace.messages("general"))
    await bot.ended(2)
    assert "Latest on" in plainly(post) and "Shared by" in plainly(post) and "/latest SAFE" in plainly(post)
    assert buttons(post) == {}
    assert workspace.ephemerals("general") == [], "what is shared needs not be shared again"


async def test_pressed_twice_it_is_shared_once(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest", "SAFE")
    [shown] = await bot.shown("general")
    button = buttons(shown)["Share in channel"]
    workspace.faults.slow("chat.postMessage", 0.3)
    await asyncio.gather(workspace.click(shown, button), workspace.click(shown, button))
    await bot.ended(3)
    assert len(workspace.messages("general")) == 1


async def test_where_the_bot_is_no_member_too_it_is_shared_once(bot: Bot, workspace: Workspace) -> None:
    workspace.world.add_channel("elsewhere", members={workspace.world.me})
    await workspace.command("elsewhere", "/latest", "SAFE")
    [shown] = await bot.shown("elsewhere")
    button = buttons(shown)["Share in channel"]
    await asyncio.gather(workspace.click(shown, button), workspace.click(shown, button))
    await bot.ended(3)
    assert len(workspace.messages("elsewhere")) == 1


async def test_where_the_bot_is_no_member_sharing_works_all_the_same(bot: Bot, workspace: Workspace) -> None:
    workspace.world.add_channel("elsewhere", members={workspace.world.me})
    await workspace.command("elsewhere", "/latest")
    [shown] = await bot.shown("elsewhere")
    await workspace.click(shown, buttons(shown)["Share in channel"])
    [post] = await workspace.until(lambda: workspace.messages("elsewhere"))
    assert "Shared by" in plainly(post)
    rows = await bot.ended(2)
    assert [row["outcome"] for row in rows] == ["answered", "answered"]


async def test_an_unknown_name_is_met_with_names_to_choose_from(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/actor", "Jappan")
    [asked] = await bot.shown("general")
    assert "Did you mean" in plainly(asked)
    await workspace.click(asked, buttons(asked)["Japan"])
    await bot.ended(2)
    [shown] = await bot.shown("general")
    assert shown["ts"] == asked["ts"] and "Named in 2 articles" in plainly(shown)


async def test_usage_is_told_when_something_is_missing(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/summary")
    [shown] = await bot.shown("general")
    assert plainly(shown).startswith("Usage: /summary <URL |")
    assert (await bot.ended())[0]["outcome"] == "usage"


async def test_sources_and_help(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/sources")
    assert "3 articles" in plainly((await bot.shown("general"))[0])
    await workspace.command("general", "/help")
    said = plainly((await bot.shown("general", 2))[1])
    assert "/summary <URL | number | story number | topic | actor> [since …] [short | medium | long]" in said


async def test_a_command_that_we_do_not_know_is_not_met_with_silence(bot: Bot, workspace: Workspace) -> None:
    workspace.commands.append({"command": "/lates", "description": "of another version"})
    await workspace.command("general", "/lates", "Japan")
    [shown] = await bot.shown("general")
    assert "I do not know /lates. Did you mean /latest?" in plainly(shown)
    assert workspace.notices == []


async def test_a_button_of_another_version_says_so(bot: Bot, workspace: Workspace) -> None:
    button = {"type": "button", "action_id": "gone:0", "text": {"type": "plain_text", "text": "Old"}, "value": "x"}
    blocks = [{"type": "actions", "block_id": "b", "elements": [button]}]
    channel = workspace.channel("general")
    post = workspace.world.post(channel, {"user": workspace.world.bot, "text": "old", "blocks": blocks})
    await workspace.click(workspace.seen(post), "gone:0")
    [shown] = await bot.shown("general")
    assert "another version" in plainly(shown) and workspace.notices == []
    assert len(workspace.messages("general")) == 1, "what others see is not replaced"


async def test_a_channel_sees_what_is_meant_for_it_and_nothing_else(bot: Bot, workspace: Workspace) -> None:
    team, cabinet = workspace.world.team, workspace.channel("cabinet").id
    secret = "date 2026-03-01\nA note for the cabinet\n\nJapan will host the next secret round of talks in Kyoto."
    await keep(bot.database, secret, audience=Audience(team=team, conversation=cabinet))

    await workspace.command("cabinet", "/latest", "Japan")
    assert "Kyoto" in plainly((await bot.shown("cabinet"))[0])
    await workspace.command("general", "/latest", "Japan")
    assert "Kyoto" not in plainly((await bot.shown("general"))[0])
    ts = await workspace.say(workspace.dm(), "Where will Japan host the next secret round of talks?")
    assert "Kyoto" not in plainly((await bot.told(workspace.dm(), ts))[0])


def test_a_press_survives_its_journey() -> None:
    press = Press(command="/latest", text="Japan “since” 7d", offset=5)
    assert Press.of(press.value) == press


async def test_who_holds_an_office_on_a_day(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/who", "High Representative on 2023-05-01")
    [shown] = await bot.shown("general")
    assert "Josep Borrell" in plainly(shown) and "as of 1 May 2023" in plainly(shown)
    await workspace.click(shown, buttons(shown)["Josep Borrell"])
    await bot.ended(2)
    assert "Named in" in plainly((await bot.shown("general"))[-1])


async def test_an_article_that_never_changed_has_a_short_history(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/history", "2")
    [shown] = await bot.shown("general")
    assert "Council adopts SAFE" in plainly(shown) and "It has not changed since." in plainly(shown)
