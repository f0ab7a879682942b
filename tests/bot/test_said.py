"""Who said what, and what is to come: verbatim, by those who may see it, with the office of the day, each day once."""

from datetime import date

import pytest
from icalendar import Calendar

from bot.asking import wishes
from bot.catalogue import load
from bot.desk import Desk
from bot.dossiers.ics import calendar
from bot.errors import BadRequest, UnknownName
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.making import NOW, article, keep

KALLAS = article(
    "Kallas on sanctions",
    "“The sanctions against Russia bite, and more of them will come,” High Representative Kaja Kallas said. "
    "The ministers will decide on 15 December 2026. The plan may enter into force on 1 March 2027.",
    day="2026-11-20", source="First Wire", url="https://one.example/1",
)  # fmt: skip
AGAIN = article(
    "Ministers to decide", "The ministers will decide on 15 December 2026, said officials.",
    day="2026-11-21", source="Second Courier", url="https://two.example/1",
)  # fmt: skip
SAID = "The sanctions against Russia bite, and more of them will come,"


def desk(database: Database) -> Desk:
    return Desk(database, load(), lambda: NOW)


async def test_a_quotation_is_verbatim_with_the_office_of_its_day(database: Database) -> None:
    await keep(database, KALLAS)
    found = await desk(database).quotes(EVERYONE, wishes.quotes("Kaja Kallas on sanctions"))
    (one,) = found.said
    assert one.said.text == SAID and one.direct
    assert one.office.startswith("High Representative")
    assert (await desk(database).quotes(EVERYONE, wishes.quotes("Kaja Kallas on space"))).said == ()
    assert (await desk(database).quotes(EVERYONE, wishes.quotes("Kaja Kallas on Russia"))).said == found.said
    assert (await desk(database).quotes(EVERYONE, wishes.quotes("Kaja Kallas on Rheinmetall"))).said == ()


async def test_nobody_sees_what_was_said_to_others(database: Database) -> None:
    await keep(database, KALLAS, audience=Audience(team="T1", conversation="C1"))
    other = Audience(team="T1", conversation="C2")
    assert (await desk(database).quotes(other, wishes.quotes("Kaja Kallas"))).total == 0
    assert (await desk(database).upcoming(other, wishes.upcoming(""))).days == ()


async def test_days_to_come_stand_in_their_order_each_once_with_their_certainty(database: Database) -> None:
    await keep(database, KALLAS, AGAIN)
    found = await desk(database).upcoming(EVERYONE, wishes.upcoming(""))
    assert [(one.on, one.certain, one.publishers) for one in found.days] == [
        (date(2026, 12, 15), True, 2), (date(2027, 3, 1), False, 1),
    ]  # fmt: skip
    assert all(one.what in one.said.text for one in found.days)


async def test_a_revision_takes_back_what_it_no_longer_says(database: Database) -> None:
    await keep(database, KALLAS)
    await keep(
        database,
        KALLAS.replace("on 15 December 2026", "later").replace("High Representative Kaja Kallas said", "somebody said"),
    )
    assert date(2026, 12, 15) not in {
        one.on for one in (await desk(database).upcoming(EVERYONE, wishes.upcoming(""))).days
    }
    assert (await desk(database).quotes(EVERYONE, wishes.quotes("Kaja Kallas"))).total == 0


async def test_the_calendar_has_an_entry_for_each_day_and_the_same_each_time(database: Database) -> None:
    await keep(database, KALLAS, AGAIN)
    found = await desk(database).upcoming(EVERYONE, wishes.upcoming(""))
    made = Calendar.from_ical(calendar(found, now=NOW))
    events = [(str(one["uid"]), one.decoded("dtstart"), str(one["status"])) for one in made.walk("VEVENT")]
    assert [(day, status) for _, day, status in events] == [
        (date(2026, 12, 15), "CONFIRMED"), (date(2027, 3, 1), "TENTATIVE"),
    ]  # fmt: skip
    assert calendar(found, now=NOW) == calendar(found, now=NOW)


@pytest.mark.parametrize(
    ("typed", "told"), [("", "Usage: /quotes"), ("Loans, joint borrowing and financial engineering", "is a topic")]
)
async def test_a_slip_says_what_would_be_right(database: Database, typed: str, told: str) -> None:
    with pytest.raises(BadRequest, match=told):
        await desk(database).quotes(EVERYONE, wishes.quotes(typed))


async def test_a_topic_that_nobody_knows_is_named(database: Database) -> None:
    with pytest.raises(UnknownName, match="no topic and no actor"):
        await desk(database).quotes(EVERYONE, wishes.quotes("Kaja Kallas on gardening"))
