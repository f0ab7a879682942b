"""/digest in the workspace: begun by words and by the modal, listed, previewed, paused, stopped, refused in words."""

from typing import Any

import pytest

from handlers import forms
from handlers.calls import Call
from handlers.workspace import Workspace, submissions
from tests.handlers.conftest import Bot, buttons, plainly

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


async def posted(workspace: Workspace, channel: str, count: int = 1) -> list[dict[str, Any]]:
    found = workspace.messages
    return await workspace.until(lambda: seen if len(seen := found(channel)) >= count else [])


def filled(zone: str = "Asia/Tokyo", about: str = "SAFE, Japan", days: tuple[int, ...] = (0, 3)) -> dict[str, Any]:
    chosen = [{"text": {"type": "plain_text", "text": DAYS[day]}, "value": str(day)} for day in days]
    return {
        "time": {"time": {"type": "timepicker", "selected_time": "07:30"}},
        "days": {"days": {"type": "checkboxes", "selected_options": chosen}},
        "zone": {"zone": {"type": "plain_text_input", "value": zone}},
        "about": {"about": {"type": "plain_text_input", "value": about or None}},
    }


async def opened(workspace: Workspace, channel: str) -> dict[str, Any]:
    await workspace.command(channel, "/digest")
    await workspace.until(lambda: workspace.world.stack)
    return workspace.world.views[workspace.world.stack[-1]]


async def test_words_begin_a_digest_and_everybody_is_told(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/digest", "weekdays at 08:00 Europe/Brussels on SAFE, Japan")
    [told] = await posted(workspace, "general")
    said = plainly(told)
    assert "Digest 1: weekdays at 08:00, Europe/Brussels, on Security Action for Europe and Japan." in said
    assert "The first one comes on Wednesday 25 November 2026, 08:00." in said
    assert list(buttons(told)) == ["Preview", "Pause", "Stop"]
    assert (await bot.ended())[0]["outcome"] == "subscribed"


async def test_the_same_wish_again_is_the_same_digest(bot: Bot, workspace: Workspace) -> None:
    for text in ("on SAFE daily 9:00", "daily at 9am on SAFE"):
        await workspace.command("general", "/digest", text)
    await bot.ended(2)
    assert len(workspace.messages("general")) == 1
    assert "already, with the number 1" in plainly((await bot.shown("general"))[0])


async def test_what_is_not_said_is_weekdays_at_eight_where_the_person_is(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("cabinet", "/digest", "Japan")
    assert "weekdays at 08:00, Europe/Brussels, on Japan" in plainly((await posted(workspace, "cabinet"))[0])


async def test_the_modal_does_the_same(bot: Bot, workspace: Workspace) -> None:
    view = await opened(workspace, "general")
    assert view["blocks"][2]["element"]["initial_value"] == "Europe/Brussels"
    assert await submissions.submit(workspace, view["id"], filled()) == {}
    assert workspace.world.stack == []
    [told] = await posted(workspace, "general")
    assert "Digest 1: Mondays and Thursdays at 07:30, Asia/Tokyo, on Security Action" in plainly(told)
    await bot.ended(2)
    assert workspace.ephemerals("general") == [], "the modal is the answer to the command"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"zone": "Europe/Brusels"}, "zone", "Did you mean Europe/Brussels?"),
        ({"zone": "CET"}, "zone", "name a city: Europe/Brussels"),
        ({"about": "SAFE, Jpan"}, "about", "“Jpan”. Did you mean Japan or"),
        ({"about": "Qqqqqzzz"}, "about", "I know no actor or topic named “Qqqqqzzz”"),
    ],
)
async def test_what_is_wrong_is_told_under_its_field(
    bot: Bot, workspace: Workspace, wrong: dict[str, Any], field: str, words: str
) -> None:
    view = await opened(workspace, "general")
    errors = await submissions.submit(workspace, view["id"], filled(**wrong))
    assert list(errors) == [field] and words in errors[field]
    assert workspace.world.stack == [view["id"]], "it stays open, to be mended"
    assert await submissions.submit(workspace, view["id"], filled(about="")) == {}
    assert "Asia/Tokyo, on everything" in plainly((await posted(workspace, "general"))[0])


async def test_too_late_for_a_modal_it_is_said_in_words(bot: Bot, workspace: Workspace) -> None:
    workspace.faults.refuse("views.open", "expired_trigger_id")
    await workspace.command("general", "/digest")
    [shown] = await bot.shown("general")
    assert "for example: /digest weekdays at 08:00 Europe/Brussels on SAFE, Japan" in plainly(shown)
    assert "You may have seen" not in plainly(shown) and workspace.notices == []


async def test_a_list_with_buttons_that_work(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/digest", "list")
    [empty] = await bot.shown("general")
    assert "no digest in this conversation" in plainly(empty)
    await workspace.click(empty, buttons(empty)["Begin one"])
    await workspace.until(lambda: workspace.world.stack)
    for count, text in enumerate(("8:00 on SAFE", "Fridays 17:00 America/New_York on Japan"), start=1):
        await workspace.command("general", "/digest", text)
        await posted(workspace, "general", count)
    await workspace.command("general", "/digest", "list")
    shown = (await bot.shown("general", 2))[-1]
    said = plainly(shown)
    assert "1: weekdays at 08:00, Europe/Brussels" in said and "2: Fridays at 17:00, America/New_York" in said
    assert "Next: Friday 27 November 2026, 17:00." in said
    second = [block["block_id"] for block in shown["blocks"] if block["type"] == "actions"][1]
    await workspace.click(shown, buttons(shown)["Pause"], block_id=second)
    paused = await workspace.until(
        lambda: "is paused" in (said := plainly(workspace.ephemerals("general")[-1])) and said
    )
    assert "Digest 2 (Fridays at 17:00, America/New_York, on Japan) is paused." in paused and "Paused." in paused
    await workspace.command("general", "/digest", "stop #1")
    gone = await workspace.until(
        lambda: "is stopped" in (said := plainly(workspace.ephemerals("general")[-1])) and said
    )
    assert "1: weekdays" not in gone
    await workspace.command("general", "/digest", "resume")
    await workspace.until(
        lambda: "Digest 2" in (said := plainly(workspace.ephemerals("general")[-1])) and "goes on" in said
    )


async def test_a_preview_tells_nothing_and_may_be_shared(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/digest", "8:00 on SAFE")
    await posted(workspace, "general")
    for _ in range(2):
        await workspace.command("general", "/digest", "preview")
    shown = await bot.shown("general", 2)
    assert plainly(shown[0]) == plainly(shown[1])
    said = plainly(shown[0])
    assert "Digest on Security Action for Europe" in said and "Council adopts SAFE" in said
    assert "Nothing new on Security Action for Europe since 17 November 2026." in said and "The newest I have" in said
    await workspace.click(shown[1], buttons(shown[1])["Share in channel"])
    assert "Council adopts SAFE" in plainly((await posted(workspace, "general", 2))[1])


async def test_what_one_may_have_meant_keeps_the_rest_of_the_words(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/digest", "daily 6:45 Asia/Tokyo on SAFE, Jpan")
    [shown] = await bot.shown("general")
    await workspace.click(shown, buttons(shown)["Japan"])
    said = plainly((await posted(workspace, "general"))[0])
    assert "every day at 06:45, Asia/Tokyo, on Security Action for Europe and Japan" in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at 25:00 on SAFE", "“at 25:00” is no time of day"),
        ("Europe/Bruxelles on SAFE", "Did you mean Europe/Brussels?"),
        ("on Qqqqqzzz", "Usage: /digest"),
        ("pause", "There is no digest in this conversation yet."),
        ("stop 7", "There is no digest in this conversation yet."),
    ],
)
async def test_what_cannot_be_done_is_said(bot: Bot, workspace: Workspace, text: str, words: str) -> None:
    await workspace.command("general", "/digest", text)
    assert words in plainly((await bot.shown("general"))[0])
    assert workspace.messages("general") == []


async def test_where_we_are_no_member_it_is_refused_in_words(bot: Bot, workspace: Workspace) -> None:
    world = workspace.world
    for kind in ("channel", "private"):
        world.add_channel(f"without-{kind}", kind, members={world.me})  # type: ignore[arg-type]
        await workspace.command(f"without-{kind}", "/digest", "8:00 on SAFE")
        assert "I am no member of this conversation" in plainly((await bot.shown(f"without-{kind}"))[0])
    assert await bot.desk.database.read(lambda db: db["subscription"].count) == 0


async def test_with_the_bot_alone_too(bot: Bot, workspace: Workspace) -> None:
    await workspace.command(workspace.dm(), "/digest", "8:00 on SAFE")
    assert "Digest 1" in plainly((await posted(workspace, workspace.dm()))[0])


async def test_one_channel_sees_nothing_of_another(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("cabinet", "/digest", "8:00 on SAFE")
    await posted(workspace, "cabinet")
    await workspace.command("general", "/digest", "stop 1")
    assert "There is no digest" in plainly((await bot.shown("general"))[0])
    await workspace.command("general", "/digest", "list")
    assert "Digests in this" not in plainly((await bot.shown("general", 2))[1])


def test_a_submission_delivered_twice_is_the_same_call() -> None:
    view = forms.digest(Call(kind="command", key="k", team="T1", channel="C1", user="U1"))
    body = {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "view": {**view, "id": "V1", "hash": "1.a", "state": {"values": filled()}},
    }
    once, twice = forms.heard(body, "T1"), forms.heard(body, "T1")
    assert once is not None and once == twice
    assert (once.channel, once.command) == ("C1", "/digest")
    assert once.text == "Monday Thursday at 07:30 Asia/Tokyo on SAFE, Japan"
