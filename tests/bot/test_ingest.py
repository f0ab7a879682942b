"""Ingest: every input has its line, in order; each article is kept once, as it stands; a failure costs nothing else."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.errors import AnticiError, FetchError
from bot.incoming import drafting, ingest, inputs
from bot.incoming.drafting import Undigested
from bot.reading import Raw
from bot.sources import shipped
from storage import articles
from storage.database import Database
from storage.models import EVERYONE, Audience, Draft
from tests.bot.making import NOW, article, keep, opened

BODY = "The instrument offers loans of €300 million to the member states. It pays for 5% of all costs of Poland."


def news(body: str = BODY, title: str = "EU lends money") -> str:
    return article(title, body, day="2026-03-10", source="One Paper", url="https://one.example/a")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    archive = await opened(tmp_path / "archive.db")
    yield archive
    await archive.close()


async def test_the_text_is_stored_as_it_stands_with_its_sentences(database: Database) -> None:
    (kept,) = await keep(database, news())
    stored = await database.read(articles.get, EVERYONE, article=int(kept.article or 0))
    assert stored is not None
    assert stored.text == BODY
    passages = await database.read(articles.passages, EVERYONE, articles=[stored.id])
    assert " ".join(passage.text for passage in passages) == BODY
    assert "poland" in passages[1].actors


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        (news(), "unchanged"),
        (news(BODY.replace(". It", ".  It").replace("’", "'")), "unchanged"),
        (news(BODY.upper()), "unchanged"),
        (news(BODY.replace("300", "301")), "revised"),
        (news(BODY.replace("€300", "$300")), "revised"),
        (news(BODY.replace("5%", "5")), "revised"),
        (news(title="Correction: EU lends less money"), "revised"),
        (news("A quite different speech on another subject altogether, held by somebody else."), "revised"),
        (news("A speech about ships, held by another person on another day.", title="Speech on ships"), "added"),
    ],
)
async def test_what_changes_what_is_said_is_a_revision(database: Database, changed: str, outcome: str) -> None:
    await keep(database, news())
    (kept,) = await keep(database, changed)
    assert kept.outcome == outcome
    (again,) = await keep(database, changed)
    assert again.outcome == "unchanged"


@pytest.mark.parametrize(
    "address",
    ["https://one.example/a/amp", "http://www.one.example/a/", "https://m.one.example/a?amp=1",
     "https://one-example.cdn.ampproject.org/c/s/one.example/a"],
)  # fmt: skip
async def test_a_page_is_one_article_under_all_its_addresses(database: Database, address: str) -> None:
    (first,) = await keep(database, news())
    elsewhere = news().replace("https://one.example/a", address)
    revised = news(BODY.replace("300", "301")).replace("https://one.example/a", address)
    (again,), (changed,), (back,) = [await keep(database, text) for text in (elsewhere, revised, revised)]
    assert [(one.outcome, one.article) for one in (again, changed, back)] == [
        ("unchanged", first.article), ("revised", first.article), ("unchanged", first.article)
    ]  # fmt: skip


async def test_a_page_that_goes_back_to_an_earlier_text_is_revised_and_an_old_copy_changes_nothing(
    database: Database,
) -> None:
    texts = [news().encode(), news(BODY.replace("300", "301")).encode()]
    pages = [Raw(name="a.txt", content=text, url="https://one.example/a") for text in texts]
    files = [Raw(name="a.txt", content=text) for text in texts]
    reads = (pages[0], pages[1], files[0], pages[0], pages[0], files[1], pages[1])
    outcomes = [(await keep(database, one))[0].outcome for one in reads]
    assert outcomes == ["added", "revised", "unchanged", "revised", "unchanged", "unchanged", "revised"]
    stored = await database.read(articles.get, EVERYONE, article=1)
    assert stored is not None and "€301" in stored.text


async def test_what_was_kept_by_its_address_is_found_by_its_page(database: Database, tmp_path: Path) -> None:
    (first,) = await keep(database, news())
    older = """
        update article set identity = url;
        delete from _sqlite_migrations where name = 'm021_by_page'"""
    await database.write(lambda db: db.executescript(older))
    (same,) = await keep(database, news())
    again = await opened(tmp_path / "archive.db")
    (mobile,) = await keep(again, news(BODY.replace("300", "301")).replace("https://one.", "http://m.one."))
    await again.close()
    assert [(one.outcome, one.article) for one in (same, mobile)] == [
        ("unchanged", first.article), ("revised", first.article)
    ]  # fmt: skip


async def test_a_text_without_address_is_known_by_its_words(database: Database) -> None:
    lines = await keep(database, article("A title", BODY), article("Another title", BODY), BODY)
    assert [line.outcome for line in lines] == ["added", "unchanged", "unchanged"]


async def test_each_input_has_its_line_in_order_whatever_fails(database: Database) -> None:
    lines = await keep(database, news(), "", Raw(name="noise.bin", content=b"\x00\x01\x02" * 50), article("B", "C d."))
    assert [line.outcome for line in lines] == ["added", "failed", "failed", "added"]
    assert [line.input for line in lines] == ["0.txt", "1.txt", "noise.bin", "3.txt"]
    assert all(line.reason.endswith(".") for line in lines if line.outcome == "failed")


async def test_the_same_article_is_kept_for_each_audience_apart(database: Database) -> None:
    team = Audience(team="T1")
    (ours,) = await keep(database, news(), audience=team)
    (theirs,) = await keep(database, news(), audience=Audience(team="T2"))
    assert {ours.outcome, theirs.outcome} == {"added"}
    assert ours.article != theirs.article
    assert await database.read(articles.get, team, article=int(theirs.article or 0)) is None


async def test_slow_inputs_are_read_ahead_but_kept_in_order(database: Database) -> None:
    """The first is the slowest; with two ahead the others are read meanwhile, and wait for their turn."""
    under_way, most = 0, 0

    async def found() -> AsyncIterator[tuple[str, Raw | AnticiError]]:
        for number in range(6):
            yield f"{number}", Raw(name=f"{number}.txt", content=f"Article number {number} of six.".encode())
        yield "gone", FetchError("It is gone.")

    async def slow(raw: Raw, audience: Audience, at: datetime) -> list[Draft] | Undigested:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.02 if raw.name == "0.txt" else 0)
        under_way -= 1
        return drafting.digest(raw, audience, at)

    lines = [
        one async for one in ingest.ingest(found(), database, audience=EVERYONE, now=lambda: NOW, run=slow, ahead=2)
    ]
    assert [line.input for line in lines] == ["0", "1", "2", "3", "4", "5", "gone"]
    assert lines[-1].reason == "It is gone."
    assert 1 < most <= 3


anything = some.text(max_size=300) | some.binary(max_size=200).map(lambda noise: noise.decode("latin-1"))
name = some.sampled_from(["a.txt", "a.json", "a.html", "a.md", "a.xml", "a", "-"])


@settings(max_examples=60, deadline=None)
@given(name, anything)
def test_any_bytes_become_drafts_with_exact_spans_or_a_reason(name: str, content: str) -> None:
    drafts = drafting.digest(Raw(name=name, content=content.encode()), EVERYONE, NOW)
    if isinstance(drafts, Undigested):
        assert drafts.reason.endswith(".")
        return
    for draft in drafts:
        for mention in draft.mentions:
            assert draft.text[mention.start : mention.end] == mention.surface
        end = 0
        for span in draft.sentences:
            assert end <= span.start < span.end <= len(draft.text)
            assert draft.text[span.start : span.end].strip() == draft.text[span.start : span.end]
            end = span.end
        assert draft.published_at is None or str(draft.published_at)[:10] <= "2026-11-25"


async def expanded(*names: str) -> list[tuple[str, Raw | AnticiError]]:
    async def fetch(url: str) -> Raw:
        if "down" in url:
            raise FetchError("It cannot be reached.")
        return Raw(name=url, content=b"A page.", url=url)

    return [one async for one in inputs.expand(names, fetch=fetch, standard_input=lambda: b"Typed.")]


async def test_a_name_is_a_file_a_folder_an_address_or_standard_input(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / ".git").mkdir(parents=True)
    for path in ("b.txt", "a.txt", ".hidden", ".git/config"):
        (folder / path).write_text("text")
    found = await expanded(str(folder), "-", "https://one.example/a", "https://down.example/")
    assert [name for name, _ in found] == [
        str(folder / "a.txt"), str(folder / "b.txt"), "-", "https://one.example/a", "https://down.example/",
    ]  # fmt: skip
    assert isinstance(found[2][1], Raw)
    assert found[2][1].content == b"Typed."
    assert isinstance(found[4][1], FetchError)


async def test_a_file_too_large_to_be_an_article_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(inputs.MAX_BYTES + 1)
    ((_, huge),) = await expanded(str(tmp_path / "huge.txt"))
    assert isinstance(huge, FetchError)
    assert "20 MB" in huge.public


async def test_what_is_no_file_costs_one_line_each(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_text("A text.")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    found = dict(await expanded(str(tmp_path), "/dev/zero", "a\0b"))
    failed = {Path(name).name: one.public for name, one in found.items() if isinstance(one, FetchError)}
    assert set(failed) == {"pipe", "nowhere", "zero", "a\0b"}
    assert "pipe" in failed["pipe"]
    assert isinstance(found[str(tmp_path / "a.txt")], Raw)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
async def test_a_folder_that_is_closed_costs_one_line(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "open.txt").write_text("A text.")
    closed, opened = await expanded(str(tmp_path))
    assert isinstance(closed[1], FetchError)
    assert isinstance(opened[1], Raw)


async def test_what_people_bring_from_a_shipped_publisher_counts_as_its_voice(tmp_path: Path) -> None:
    """A link that somebody keeps and the same publisher's feed are not two independent publishers."""
    database = await opened(tmp_path / "archive.db")
    known = next(one for one in shipped.entries() if one.feed)
    [kept] = await keep(
        database,
        article("Jets", "Japan builds jets with Italy.", source="A house", url=f"{known.homepage}/jets-of-japan"),
    )
    assert kept.article is not None
    found = await database.read(articles.get, EVERYONE, article=kept.article)
    assert found is not None
    assert (found.publisher, found.publisher_family, found.publisher_kind) == (known.name, known.family, known.kind)
    await database.close()
