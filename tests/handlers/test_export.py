"""Answers as files and as citations: what is in them, who gets them, and that untrusted words do nothing there."""

import csv
import io
from datetime import UTC, date, datetime

import docx
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from handlers import formats
from handlers.papers import Entry, Paper
from handlers.workspace import Workspace
from storage.models import Audience
from tests.handlers.conftest import Bot, buttons, keep, plainly

EVIL = (
    'date 2026-03-10\nsource: one.example\n=HYPERLINK("http://evil.example","Poland") signs\n\n'
    "Poland signed the SAFE loan agreement on 10 March 2026."
)


async def sent(workspace: Workspace, channel: str) -> tuple[str, bytes]:
    """The newest file in a conversation."""
    [message] = await workspace.until(lambda: [one for one in workspace.messages(channel) if one.get("files")])
    file = workspace.files.known[message["files"][0]["id"]]
    assert file.content is not None
    return file.name, file.content


async def test_with_the_bot_alone_a_file_comes_at_once(bot: Bot, workspace: Workspace) -> None:
    await workspace.command(workspace.dm(), "/export", "docx timeline SAFE")
    name, content = await sent(workspace, workspace.dm())
    assert name.startswith("antici-timeline-security-action") and name.endswith("2026-11-24.docx")
    said = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "The Council adopted Security Action for Europe (SAFE) on 27 May 2025." in said
    assert "retrieved on 24 November 2026" in said


async def test_in_a_channel_it_is_asked_who_shall_see_the_file(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest", "SAFE")
    [shown] = await bot.shown("general")
    await workspace.click(shown, buttons(shown)["Export"])
    kinds = (await bot.shown("general", 2))[1]
    await workspace.click(kinds, buttons(kinds)["CSV"])
    asked = (await bot.shown("general", 3))[2]
    assert "seen by everybody" in plainly(asked) and not any(one.get("files") for one in workspace.messages("general"))
    await workspace.click(asked, buttons(asked)["To me, by direct message"])
    name, content = await sent(workspace, workspace.dm())
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name.endswith(".csv") and [row["heading"] for row in rows] == ["Council adopts SAFE"]
    assert not any(one.get("files") for one in workspace.messages("general"))
    await workspace.click(asked, buttons(asked)["Here, for everybody"])
    await sent(workspace, "general")


AHEAD = (
    "date 2026-11-20\nsource: one.example\nKallas on loans\n\n“The loans will be paid on time,” Kaja Kallas said. "
    "Boris Pistorius said that the brigade would be ready in spring. The ministers will decide on 15 December 2026."
)


async def test_days_to_come_are_sent_as_a_calendar(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, AHEAD)
    await workspace.command(workspace.dm(), "/export", "ics next")
    name, content = await sent(workspace, workspace.dm())
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert name.endswith(".ics") and event.decoded("dtstart") == date(2026, 12, 15)


async def test_a_calendar_of_no_known_day_is_none(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, AHEAD.replace("on 15 December 2026", "in 2027"))
    await workspace.command("general", "/export", "ics next")
    assert "would be empty" in plainly((await bot.shown("general"))[0])


async def test_quotations_and_reports_keep_apart_in_a_file(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, AHEAD)
    await workspace.command(workspace.dm(), "/export", "csv quotes Boris Pistorius")
    [row] = csv.DictReader(io.StringIO((await sent(workspace, workspace.dm()))[1].decode("utf-8-sig")))
    assert (row["speaker"], row["reported"], row["sentence"]) == (
        "Boris Pistorius", "True", "the brigade would be ready in spring",
    )  # fmt: skip


async def test_what_is_reported_stands_in_no_quotation_marks_in_a_file(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, AHEAD)
    await workspace.command(workspace.dm(), "/export", "md quotes Germany")
    content = (await sent(workspace, workspace.dm()))[1].decode()
    assert "> the brigade would be ready in spring" in content and "“the brigade" not in content


async def test_an_office_is_cited_from_the_catalogue(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/export", "cite who High Representative")
    said = plainly((await bot.shown("general"))[0])
    assert "catalogue of offices: Kaja Kallas, High Representative" in said and "undated" not in said


async def test_citations_are_there_to_be_copied(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/timeline", "SAFE")
    [shown] = await bot.shown("general")
    await workspace.click(shown, buttons(shown)["Copy-ready"])
    said = plainly((await bot.shown("general", 2))[1])
    assert "27 May 2025: Council adopts SAFE. (retrieved on 24 November 2026)" in said


async def test_a_file_holds_what_its_conversation_may_see(bot: Bot, workspace: Workspace) -> None:
    cabinet = Audience(team=workspace.world.team, conversation=workspace.channel("cabinet").id)
    await keep(bot.database, EVIL, audience=cabinet)
    await workspace.command(workspace.dm(), "/export", "md latest SAFE")
    _, content = await sent(workspace, workspace.dm())
    assert b"Poland signed" not in content and b"Council adopts SAFE" in content


async def test_what_cannot_be_exported_is_said(bot: Bot, workspace: Workspace) -> None:
    for number, text in enumerate(("", "pdf latest", "md sources", "md latest Norway"), start=1):
        await workspace.command("general", "/export", text)
        said = plainly((await bot.shown("general", number))[-1])
        assert said.startswith("Usage: /export") or "nothing to export" in said


def entry(words: str) -> Entry:
    return Entry(heading=words, sentence=words, publisher=words, title=words, url="https://one.example/a",
                 retrieved=date(2026, 11, 24), article=1, actors=words)  # fmt: skip


@given(
    some.text(max_size=60) | some.sampled_from(["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1"])
)
def test_no_cell_is_a_formula_and_every_format_takes_whatever_there_is(words: str) -> None:
    paper = Paper(title=words, name="x", entries=(entry(words),), covered="Looked at 1 article.")
    rows = list(csv.reader(io.StringIO(formats.table(paper).decode("utf-8-sig"))))
    assert len(rows) == 2 and len(rows[1]) == len(formats.COLUMNS)
    assert not any(cell.strip()[:1] in ("=", "+", "-", "@") for cell in rows[1] if cell.strip())
    assert formats.markdown(paper).decode().count("\n> “") == 1
    assert formats.citations(paper).count("\n") == 0


def test_a_word_file_takes_what_xml_does_not() -> None:
    paper = Paper(title="a\x00b\x0bc", name="x", entries=(entry("\ud800 <w:p> & \x1f"),), covered="")
    assert docx.Document(io.BytesIO(formats.document(paper))).paragraphs[0].text == "abc"


def test_a_citation_names_everything_that_is_known() -> None:
    one = Entry(sentence="s", publisher="Council", title="SAFE", published=date(2025, 5, 27), article=1)
    assert formats.citation(one) == "Council, 27 May 2025: SAFE."
    known = one.model_copy(update={"url": "https://c.eu", "retrieved": datetime(2026, 1, 2, tzinfo=UTC).date()})
    assert formats.citation(known) == "Council, 27 May 2025: SAFE. https://c.eu (retrieved on 2 January 2026)"
