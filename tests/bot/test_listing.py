"""Lists that are asked for: whoever is stated to have done it, each with the sentence that says so, and nobody else."""

import pytest

from bot.answers import listing
from bot.asking.questions import understand
from bot.desk import Desk
from handlers import views
from handlers.blocks import size
from handlers.limits import BUDGET, fit
from storage.database import Database
from tests.bot.making import KNOWN, NOW, TODAY, article, ask, keep

PARTNERS = {"Norway": "2024-05-28", "Albania": "2024-12-18", "Canada": "2025-06-23"}
ASKED = "Which countries have signed a security and defence partnership with the EU?"


def signed(who: str, day: str, *, source: str = "One") -> str:
    return article(
        f"EU and {who} sign", f"The European Union and {who} signed a Security and Defence Partnership in Brussels.",
        day=day, source=source, url=f"https://{source.lower()}.example/{who.lower()}",
    )  # fmt: skip


@pytest.fixture
async def desk(database: Database) -> Desk:
    await keep(database, *(signed(who, day) for who, day in PARTNERS.items()))
    await keep(
        database,
        article("EU and UK agree",
                "The European Union and the United Kingdom agreed a Security and Defence Partnership.",
                day="2025-05-19", source="One", url="https://one.example/uk"),
        article("No to Ghana", "The European Union did not sign a Security and Defence Partnership with Ghana.",
                day="2025-05-20", source="One", url="https://one.example/ghana"),
        article("Norway joins", "Norway joined NATO and Japan signed a treaty with Peru.",
                day="2025-05-21", source="One", url="https://one.example/peru"),
    )  # fmt: skip
    return Desk(database, KNOWN, lambda: NOW)


@pytest.mark.parametrize(
    "question",
    [
        ASKED,
        "Who has a security and defence partnership with the EU?",
        "With which countries has the EU signed a security and defence partnership?",
        "Which countries has the EU signed a security and defence partnership with?",
        "List all the countries that signed a security and defence partnership with the EU",
    ],
)
async def test_everybody_of_whom_it_is_stated_is_on_the_list_the_newest_first(desk: Desk, question: str) -> None:
    answer = await ask(desk, question)
    assert [one.who.name for one in answer.listed] == ["Canada", "United Kingdom", "Albania", "Norway"]
    assert all(one.event.said in answer.sentences for one in answer.listed)
    assert [one.event.stage for one in answer.listed] == ["signed", "provisional-deal", "signed", "signed"]


async def test_a_list_is_a_table_of_sentences_with_their_sources_and_reads_well_without(desk: Desk) -> None:
    shown = fit(views.answer(await ask(desk, ASKED)))
    (table,) = [block for block in shown.blocks if block["type"] == "table"]
    head, first, *_ = table["rows"]
    assert [cell["text"] for cell in head] == ["Who, when", "What the article says"]
    who, said = ([run["text"] for run in cell["elements"][0]["elements"]] for cell in first)
    assert who == ["Canada", "\nreported 23 June 2025, signed"]
    assert said[0].startswith("“The European Union and Canada signed")
    assert first[1]["elements"][0]["elements"][1]["url"] == "https://one.example/canada"
    assert "United Kingdom (provisional deal)" in shown.text
    assert "Canada, reported 23 June 2025, signed: “The European Union and Canada signed" in shown.text


async def test_a_period_and_an_audience_narrow_a_list(desk: Desk) -> None:
    since = await ask(desk, f"{ASKED.rstrip('?')} since 2025?")
    assert [one.who.name for one in since.listed] == ["Canada", "United Kingdom"]
    by_then = Desk(desk.database, KNOWN, lambda: NOW.replace(year=2025, month=1))
    assert [one.who.name for one in (await ask(by_then, ASKED)).listed] == ["Albania", "Norway"]


async def test_independent_publishers_of_a_line_are_counted_once_each(desk: Desk) -> None:
    await keep(
        desk.database, signed("Canada", "2025-06-24", source="Two").replace("in Brussels.", "on Monday, it said.")
    )
    canada = (await ask(desk, ASKED)).listed[0]
    assert (canada.who.id, canada.event.publishers) == ("canada", 2)


async def test_a_sentence_that_names_as_many_is_the_better_list(desk: Desk) -> None:
    names = "Albania, Canada, Norway, Japan and the United Kingdom"
    await keep(
        desk.database,
        article("Partners", f"The countries {names} have signed a security and defence partnership with the EU.",
                day="2025-07-01", source="Two", url="https://two.example/partners"),
    )  # fmt: skip
    answer = await ask(desk, ASKED)
    assert answer.listed == ()
    assert names in answer.sentences[0].text


async def test_one_name_is_no_list(desk: Desk) -> None:
    assert (await ask(desk, "Which countries joined NATO?")).listed == ()


@pytest.mark.parametrize(
    "question",
    [
        "Which countries should we sign a partnership with the EU?",
        "Which countries will sign a partnership with the EU?",
        "Which countries are in Europe?",
        "Which topics does the EU-Japan partnership cover?",
        "Who is the defence minister of Norway?",
        "What did Norway sign with the EU?",
        "",
    ],
)
def test_what_asks_for_no_list_gets_none(question: str) -> None:
    asked = understand(question, KNOWN, today=TODAY)
    assert listing.sought(asked, KNOWN, today=TODAY) is None


async def test_a_long_list_keeps_within_what_slack_takes(database: Database) -> None:
    countries = [actor.name for actor in KNOWN.actors.values() if actor.kind == "country"][:40]
    await keep(database, *(signed(who, "2025-01-02") for who in countries if who not in ("Norway",)))
    answer = await ask(Desk(database, KNOWN, lambda: NOW), ASKED)
    shown = fit(views.answer(answer))
    assert len(answer.listed) > 20
    assert size(shown.blocks) <= BUDGET
    assert [block["type"] for block in shown.blocks].count("table") == 1
