"""App Home: published when it is opened, anew after each press; one's own, and nothing from a private channel."""

from typing import Any

from handlers.workspace import Workspace
from storage.models import Audience
from tests.handlers.conftest import Bot, buttons, keep, plainly


def said(view: dict[str, Any]) -> str:
    return plainly({"blocks": view["blocks"], "text": ""})


async def opened(workspace: Workspace, *, user: str = "you", after: str = "") -> dict[str, Any]:
    """The Home of a person, once it is another than the one before."""
    person = workspace.person(user)
    workspace.open_home(user=user)
    return await workspace.until(lambda: workspace.world.homes.get(person) if _new(workspace, person, after) else None)


def _new(workspace: Workspace, person: str, after: str) -> bool:
    view = workspace.world.homes.get(person)
    return view is not None and view["hash"] != after


async def test_home_shows_what_is_new_and_how_to_begin(bot: Bot, workspace: Workspace) -> None:
    view = await opened(workspace)
    shown = said(view)
    assert "Council adopts SAFE" in shown and "27 May 2025" in shown
    assert "Type /follow Japan" in shown and "Type /digest in the channel" in shown
    assert "Looked at 3 articles" in shown


async def test_what_is_followed_stands_on_home_until_it_is_stopped_there(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/actor", "Japan")
    [profile] = await bot.shown("general")
    await workspace.click(profile, buttons(profile)["Follow"])
    assert "You follow Japan now" in plainly((await bot.shown("general", 2))[1])
    view = await opened(workspace)
    assert "EU and Japan announce a partnership" in said(view)
    stop = buttons({"blocks": view["blocks"]})["Stop following"]
    await workspace.act_on_view(view["id"], stop)
    person = workspace.person("you")
    again = await workspace.until(
        lambda: workspace.world.homes[person] if _new(workspace, person, view["hash"]) else None
    )
    assert "Type /follow Japan" in said(again)


async def test_each_person_has_their_own(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/follow", "SAFE")
    await bot.shown("general")
    assert "Type /follow Japan" not in said(await opened(workspace))
    assert "Type /follow Japan" in said(await opened(workspace, user="mira"))


async def test_home_says_what_came_since_the_last_look(bot: Bot, workspace: Workspace) -> None:
    first = await opened(workspace)
    assert "since you looked" not in said(first)
    second = await opened(workspace, after=first["hash"])
    assert "Nothing new since you looked on 24 November 2026; the newest stories are these." in said(second)


async def test_home_keeps_out_what_a_private_channel_holds(bot: Bot, workspace: Workspace) -> None:
    secret = "date 2026-11-20\nSecret plan\n\nThe cabinet discussed a secret plan for Japan and the European Union."
    team = workspace.world.team
    await keep(bot.database, secret, audience=Audience(team=team, conversation=workspace.channel("cabinet").id))
    await workspace.command("general", "/follow", "Japan")
    await bot.shown("general")
    view = await opened(workspace)
    assert "Secret plan" not in said(view)
    assert "Looked at 3 articles" in said(view)


async def test_follow_lists_stops_and_asks_back(bot: Bot, workspace: Workspace) -> None:
    for number, (text, answer) in enumerate(
        [
            ("", "You follow nothing yet"),
            ("Japan", "You follow Japan now"),
            ("Japan", "You follow Japan already"),
            ("", "You follow Japan."),
            ("stop Japan", "You no longer follow Japan"),
            ("stop Japan", "You did not follow Japan"),
            ("Korea", "may mean several"),
            ("Zembla", "I know no actor or topic named"),
        ],
        start=1,
    ):
        await workspace.command("general", "/follow", text)
        assert answer in plainly((await bot.shown("general", number))[-1])


async def test_home_lists_the_digests_one_asked_for_with_their_channels(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/digest", "weekdays at 08:00 Europe/Brussels on Japan")
    await workspace.until(lambda: workspace.messages("general") or workspace.ephemerals("general"))
    view = await opened(workspace)
    assert "weekdays at 08:00, Europe/Brussels, on Japan" in said(view)
    assert workspace.channel("general").id in str(view["blocks"])
    assert "None yet" in said(await opened(workspace, user="mira"))
