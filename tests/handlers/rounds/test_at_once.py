"""Digests at once: news within minutes, once, ever more rarely on a busy day; never what was there before."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests import subscribing
from bot.digests.schedule import PACE, alert_from
from bot.errors import BadRequest
from storage.models import Audience
from tests.bot.making import KNOWN, article
from tests.handlers.conftest import plainly
from tests.handlers.simulated import Round, heading, keep, utc

NOON = utc("2026-03-02T12:00")
MINUTE = timedelta(minutes=1)


async def begun(bot: Round, text: str = "at once on Poland") -> None:
    workspace = bot.running.workspace
    where = Audience(team=workspace.world.team, conversation=workspace.channel("general").id)
    await bot.desk.subscribe(where, subscribing.wish(text, KNOWN), by=workspace.world.me)


async def came(bot: Round, title: str, body: str, *, url: str, day: str = "2026-03-02") -> None:
    await keep(bot.database, article(title, body, day=day, url=url, source="Wire"), bot.clock())


def posts(bot: Round) -> list[str]:
    return [plainly(one) for one in bot.running.workspace.messages("general")]


async def wait(bot: Round, minutes: int) -> None:
    await bot.to(bot.clock() + minutes * MINUTE)


async def test_news_is_posted_within_minutes_and_once(bot: Round) -> None:
    await came(bot, "Poland orders helicopters", "Poland will buy 96 helicopters this year.", url="https://a.example/1")
    await begun(bot)
    await wait(bot, 30)
    before = len(posts(bot))
    assert not [said for said in posts(bot) if "Poland orders helicopters" in said], "it was there before"
    await came(bot, "Poland opens a drone school", "Poland opened a drone school.", url="https://a.example/2")
    await came(bot, "Norway buys boats", "Norway bought five patrol boats.", url="https://a.example/3")
    await wait(bot, 35)
    assert len(posts(bot)) == before + 1
    assert heading(bot.running.workspace.messages("general")[-1]) == "News on Poland"
    assert "Poland opens a drone school" in posts(bot)[-1] and "Norway" not in posts(bot)[-1]
    await wait(bot, 600)
    assert len(posts(bot)) == before + 1, "silence where nothing is new"


async def test_a_correction_is_news_and_a_further_report_is_not(bot: Round) -> None:
    text = "Poland will buy 96 helicopters. The contract is worth EUR 10 million a piece. Deliveries begin in spring."
    await came(bot, "Poland orders helicopters", text, url="https://a.example/1")
    await begun(bot)
    await wait(bot, 35)
    before = len(posts(bot))
    again = "Poland confirmed that it will buy 96 helicopters. A minister signed the contract today."
    await came(bot, "Poland orders 96 helicopters, minister signs", again, url="https://b.example/2")
    await wait(bot, 70)
    assert len(posts(bot)) == before
    await came(bot, "Poland orders helicopters", text.replace("10 million", "12 million"), url="https://a.example/1")
    await wait(bot, 35)
    assert len(posts(bot)) == before + 1
    assert "“The contract is worth EUR 12 million a piece.”" in posts(bot)[-1]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_what_a_crash_interrupts_is_told_once_after_it(bot: Round, when: str) -> None:
    await begun(bot)
    await wait(bot, 5)
    bot.running.workspace.faults.cut("chat.postMessage", times=2, when=when)  # type: ignore[arg-type]
    await came(bot, "Poland opens a drone school", "Poland opened a drone school.", url="https://a.example/2")
    await wait(bot, 1)
    await bot.kill()
    await bot.start()
    await wait(bot, 300)
    assert len([said for said in posts(bot) if "Poland opens a drone school" in said]) == 1


def test_a_time_and_at_once_exclude_each_other() -> None:
    assert subscribing.wish("as it happens on SAFE", KNOWN).at_once
    assert subscribing.wish("on SAFE at once", KNOWN).actors == ("safe",)
    assert not subscribing.wish("daily on SAFE", KNOWN).at_once
    with pytest.raises(BadRequest, match="not both"):
        subscribing.wish("at once daily at 9 on SAFE", KNOWN)


@given(st.lists(st.integers(0, 3000), max_size=40))
def test_the_more_alerts_the_longer_the_pause(minutes: list[int]) -> None:
    made = sorted(NOON - one * MINUTE for one in minutes)
    recent = [one for one in made if NOON - one < timedelta(days=1)]
    first = alert_from(made, NOON)
    if not recent:
        assert first == NOON
    else:
        assert first - recent[-1] in {pause for _, pause in PACE[1:]}
        assert alert_from([*made, NOON], NOON) - NOON >= first - recent[-1]
