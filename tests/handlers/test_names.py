"""Names to be added, in Slack: proposed with two buttons, told to the stewards once a week, taken for actors then."""

from bot.desk import Desk
from handlers.workspace import Workspace
from storage.models import Audience
from tests.handlers.conftest import Bot, Start, buttons, keep, plainly

NAME = "Baltic Interceptor Shared Pool"
ARTICLES = (
    f"date 2026-11-10\nsource: one.example\nFirst\n\nOn Monday the {NAME} (BISP) met in Berlin with Germany.",
    f"date 2026-11-11\nsource: two.example\nSecond\n\nMinisters spoke of the {NAME} at length after the vote.",
    f"date 2026-11-12\nsource: three.example\nThird\n\nNobody expected the {NAME} to grow so soon.",
)


async def test_a_proposed_name_is_added_by_its_button_and_is_an_actor_then(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, *ARTICLES)
    await workspace.command("general", "/actor", "proposals")
    [shown] = await bot.shown("general")
    assert f"{NAME} (BISP) (organisation?), 3 articles" in plainly(shown)
    assert NAME in plainly(shown).partition("“")[2]
    await workspace.click(shown, buttons(shown)["Add as actor"])
    done = (await bot.shown("general", 2))[1]
    assert "is an actor of this workspace now" in plainly(done) and "Found in 3 articles" in plainly(done)
    await workspace.command("general", "/actor", NAME)
    card = (await bot.shown("general", 3))[2]
    assert "Named in 3 articles" in plainly(card)
    await workspace.command("general", "/timeline", NAME)
    await bot.shown("general", 4)


async def test_an_ignored_name_is_gone(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, *ARTICLES)
    await workspace.command("general", "/actor", "proposals")
    [shown] = await bot.shown("general")
    await workspace.click(shown, buttons(shown)["Ignore"])
    assert "proposed no more" in plainly((await bot.shown("general", 2))[1])
    await workspace.command("general", "/actor", "proposals")
    assert NAME not in plainly((await bot.shown("general", 3))[2])


async def test_the_stewards_are_told_of_new_names_once(start: Start, desk: Desk, workspace: Workspace) -> None:
    await keep(desk.database, *ARTICLES)
    async with start(desk, look_s=0.05):
        await workspace.command("general", "/sources", "report here")
        told = await workspace.until(
            lambda: [one for one in workspace.messages("general") if NAME in plainly(one)], timeout=30
        )
    assert len(told) == 1 and "/actor proposals" in plainly(told[0])


async def test_what_is_shared_with_others_is_no_reason_to_propose(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, *ARTICLES[:2])
    await keep(bot.database, ARTICLES[2], audience=Audience(team=workspace.world.team, conversation="C0ELSE"))
    await workspace.command("general", "/actor", "proposals")
    [shown] = await bot.shown("general")
    assert NAME not in plainly(shown)
