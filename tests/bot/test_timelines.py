"""Developments of many articles as one dated chain: each step once, in order, with its day, its stage, its sentence."""

from datetime import date

import pytest

from bot.asking import wishes
from bot.catalogue import load
from bot.desk import Desk
from bot.errors import BadRequest
from bot.records import Timeline
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.making import NOW, article, keep

PROPOSED = article(
    "Commission proposes SAFE", "The Commission proposed the SAFE instrument on 19 March 2025.",
    day="2025-03-19", source="First Wire", url="https://one.example/1",
)  # fmt: skip
ADOPTED = article(
    "Council adopts SAFE", "On 27 May 2025 the Council adopted the SAFE regulation. Ministers spoke about it.",
    day="2025-05-27", source="First Wire", url="https://one.example/2",
)  # fmt: skip
ADOPTED_TOO = article(
    "SAFE is law", "Ministers met in Brussels. The Council adopted the SAFE regulation on Tuesday.",
    day="2025-05-28", source="Second Courier", url="https://two.example/2",
)  # fmt: skip
DENIED = article(
    "No deal", "The Council did not adopt the SAFE regulation.",
    day="2025-04-02", source="Second Courier", url="https://two.example/3",
)  # fmt: skip


async def timeline(database: Database, text: str, audience: Audience = EVERYONE) -> Timeline:
    return await Desk(database, load(), lambda: NOW).timeline(audience, wishes.timeline(text))


async def test_steps_stand_in_the_order_of_their_days_each_once(database: Database) -> None:
    await keep(database, ADOPTED_TOO, PROPOSED, DENIED, ADOPTED)
    found = await timeline(database, "SAFE")
    assert [event.stage for event in found.events] == ["proposed", "adopted"]
    assert [event.on or event.published_at for event in found.events] == [date(2025, 3, 19), date(2025, 5, 27)]
    adopted = found.events[1]
    assert adopted.publishers == 2 and adopted.said.text == "On 27 May 2025 the Council adopted the SAFE regulation."


async def test_a_period_bounds_the_chain(database: Database) -> None:
    await keep(database, PROPOSED, ADOPTED)
    assert [event.stage for event in (await timeline(database, "SAFE since May 2025")).events] == ["adopted"]


async def test_a_revision_takes_back_what_it_no_longer_says(database: Database) -> None:
    await keep(database, ADOPTED)
    await keep(database, ADOPTED.replace("the Council adopted", "people sang of"))
    assert (await timeline(database, "SAFE")).events == ()


async def test_nobody_sees_a_step_that_only_others_may_see(database: Database) -> None:
    await keep(database, ADOPTED, audience=Audience(team="T1", conversation="C1"))
    assert (await timeline(database, "SAFE", Audience(team="T1"))).events == ()
    assert len((await timeline(database, "SAFE", Audience(team="T1", conversation="C1"))).events) == 1


async def test_without_a_subject_the_usage_is_told(database: Database) -> None:
    with pytest.raises(BadRequest, match="Usage: /timeline"):
        await timeline(database, "")
