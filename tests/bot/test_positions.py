"""The ledger of positions: who speaks for whom and when, the newest first by topic, and what differs from before."""

from datetime import date

import pytest

from bot.asking import wishes
from bot.catalogue import load
from bot.desk import Desk
from bot.quotations.stances import stance, turns
from storage.database import Database
from storage.models import EVERYONE
from tests.bot.making import NOW, article, keep

EARLIER = article(
    "Scholz on joint debt", "Chancellor Olaf Scholz rejected joint borrowing for defence loans under SAFE on Monday.",
    day="2025-03-24", source="First Wire", url="https://one.example/1",
)  # fmt: skip
LATER = article(
    "Merz on joint debt",
    "Chancellor Friedrich Merz supports joint borrowing for defence loans under SAFE, as of this week. "
    "“We need those loans for air defence now,” Merz said. "
    "Boris Pistorius said that the loans would be paid back in full by 2070.",
    day="2026-09-02", source="Second Courier", url="https://two.example/2",
)  # fmt: skip
OUT_OF_OFFICE = article(
    "Scholz looks back", "Olaf Scholz said that the defence loans had been a mistake from the start.",
    day="2026-10-01", source="Third Gazette", url="https://three.example/3",
)  # fmt: skip


def desk(database: Database) -> Desk:
    return Desk(database, load(), lambda: NOW)


async def test_a_state_says_what_those_say_who_speak_for_it_while_they_do(database: Database) -> None:
    await keep(database, EARLIER, LATER, OUT_OF_OFFICE)
    found = await desk(database).quotes(EVERYONE, wishes.quotes("Germany"))
    assert [(one.speaker, one.direct) for one in found.said] == [
        ("Friedrich Merz", True), ("Friedrich Merz", False), ("Boris Pistorius", False), ("Olaf Scholz", False),
    ]  # fmt: skip
    assert [one.office for one in found.said][-1] == "Chancellor of Germany"
    assert "mistake" not in " ".join(one.said.text for one in found.said)
    himself = await desk(database).quotes(EVERYONE, wishes.quotes("Olaf Scholz"))
    assert "mistake" in himself.said[0].said.text


async def test_an_opposite_stance_stands_beside_the_earlier_one(database: Database) -> None:
    await keep(database, EARLIER, LATER)
    found = await desk(database).quotes(EVERYONE, wishes.quotes("Germany"))
    (one,) = found.turned
    assert (one.now.speaker, one.before.speaker) == ("Friedrich Merz", "Olaf Scholz")
    assert one.now.said.text.startswith("supports") and one.before.said.text.startswith("rejected")
    assert (await desk(database).quotes(EVERYONE, wishes.quotes("Boris Pistorius"))).turned == ()


async def test_a_profile_has_positions_by_topic_the_newest_first(database: Database) -> None:
    await keep(database, EARLIER, LATER)
    found = await desk(database).actor(EVERYONE, wishes.actor("Germany"))
    days = [one.said.citations[0].published_at for one in found.positions[0].said]
    assert days == sorted(days, key=str, reverse=True) and days[0] == date(2026, 9, 2)
    assert found.positions[0].total >= 3


async def test_an_undated_statement_counts_for_the_speaker_and_in_nobodys_term(database: Database) -> None:
    await keep(database, EARLIER.replace("date: 2025-03-24\n", ""))
    assert (await desk(database).quotes(EVERYONE, wishes.quotes("Germany"))).total == 0


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("called for a common fund", "for"), ("has rejected a common fund", "against"),
        ("has not ruled out sending missiles", None), ("would support a common fund", None),
        ("refused to sign the regulation", "against"), ("said nothing of the fund", None),
        ("supports the fund and opposes the tax", None),
    ],
)  # fmt: skip
def test_a_stance_is_taken_only_where_the_verb_says_so(text: str, side: str | None) -> None:
    found = stance(text, "en", direct=False)
    assert (found.side if found else None) == side


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        ("We reject this regulation.", "en", "against"), ("We will not accept common debt.", "en", "against"),
        ("Nous soutenons ce règlement.", "fr", "for"), ("Wir lehnen gemeinsame Schulden ab.", "de", "against"),
        ("They reject this regulation.", "en", None),
    ],
)  # fmt: skip
def test_own_words_take_a_stance_in_the_first_person(text: str, language: str, side: str | None) -> None:
    found = stance(text, language, direct=True)
    assert (found.side if found else None) == side


def test_statements_about_different_things_are_no_change() -> None:
    now = stance("supports Canada joining the instrument", "en", direct=False)
    before = stance("opposed a tax on missiles", "en", direct=False)
    assert turns([now, before]) == [] and turns([None, now]) == []
