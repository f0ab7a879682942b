"""Articles: kept once, revised rather than doubled, seen by their audience only."""

from datetime import date
from typing import Any

import pytest

from storage import articles, indexes, keeping, search, stories, upkeep
from storage.database import Connection, Database
from storage.errors import StorageError
from storage.models import EVERYONE, Audience, Draft, Kept, Publisher
from tests.storage.making import alone, draft, judging, naming, together

JAPAN = "Japan signed the treaty. It enters into force in May."


async def keep(database: Database, one: Draft, place: Any = alone) -> Kept:
    return await database.write(keeping.keep, one, judging(place))


async def test_the_same_input_again_adds_nothing(database: Database) -> None:
    first = await keep(database, draft())
    again = await keep(database, draft())
    assert (first.outcome, again.outcome) == ("added", "unchanged")
    assert again.article == first.article


async def test_another_text_at_the_same_url_is_a_revision(database: Database) -> None:
    first = await keep(database, draft(JAPAN, mentions=(naming(JAPAN, "Japan", "japan"),)))
    revised = await keep(database, draft("Korea signed the treaty."))
    assert (revised.outcome, revised.article) == ("revised", first.article)
    now = await database.read(articles.get, EVERYONE, article=first.article)
    assert now is not None
    assert now.text == "Korea signed the treaty."
    assert await database.read(search.articles, EVERYONE, words=["japan"]) == []
    assert await database.read(search.articles, EVERYONE, words=["korea"]) == [first.article]
    older = await keep(database, draft(JAPAN))
    assert older.outcome == "unchanged"  # a text that this article had before is not news
    assert await database.read(upkeep.problems) == []


async def test_a_page_may_carry_several_articles(database: Database) -> None:
    first = await keep(database, draft("One speech about ships.", title="First speaker"))
    second = await keep(database, draft("Another speech about planes.", title="Second speaker"))
    assert second.outcome == "added"
    assert first.article != second.article
    assert (await keep(database, draft("Another speech about planes.", title="Second speaker"))).outcome == "unchanged"


async def test_the_same_text_elsewhere_is_an_appearance(database: Database) -> None:
    first = await keep(database, draft())
    other = {"identity": "https://two.example/b", "url": "https://two.example/b"}
    copy = draft(**other, publisher=Publisher(id="two", name="Two", family="two"))
    assert await keep(database, copy) == Kept(
        outcome="duplicate", article=first.article, story=first.story, published_at=date(2026, 11, 20)
    )
    assert (await keep(database, copy)).outcome == "unchanged"


def at(place: str, text: str = "One sentence. Another sentence.", **changes: Any) -> Draft:
    return draft(
        text, identity=f"https://{place}.example/", url=f"https://{place}.example/",
        publisher=Publisher(id=place, name=place, family=place), **changes,
    )  # fmt: skip


async def copying(database: Database, one: Draft, copies: bool = True) -> Kept:
    judge = judging(alone, copied=lambda article, draft: copies)
    return await database.write(keeping.keep, one, judge)


async def test_a_copy_is_an_appearance_until_it_tells_another_thing(database: Database) -> None:
    first = await copying(database, at("one", "A wire report.", signature=tuple(range(8))))
    wire = at("two", "A wire report, passed on.", signature=tuple(range(3, 11)))
    assert await copying(database, wire) == first.model_copy(update={"outcome": "duplicate"})
    assert (await copying(database, wire)).outcome == "unchanged"
    touched = at("two", "A wire report, passed on!", signature=tuple(range(3, 11)))
    assert (await copying(database, touched)).outcome == "unchanged"
    grown = at("two", "Something else.", signature=tuple(range(3, 11)))
    assert (await copying(database, grown, copies=False)).outcome == "added"


async def test_few_numbers_in_common_propose_no_copy(database: Database) -> None:
    await copying(database, at("one", "A wire report.", signature=tuple(range(8))))
    other = at("two", "A stranger.", signature=tuple(range(4, 12)))
    assert (await copying(database, other)).outcome == "added"


async def test_what_all_can_read_is_not_kept_again_for_some(database: Database) -> None:
    public = await copying(database, at("one", "A report."))
    for audience in ("T1", "T1/C1"):
        shared = await copying(database, at("two", "A report.", audience=audience))
        assert (shared.outcome, shared.article) == ("duplicate", public.article)
    private = await copying(database, at("three", "A paper.", audience="T1/C1"))
    assert (await copying(database, at("four", "A paper."))).outcome == "added", "others cannot see that one"
    assert await database.read(articles.get, Audience(team="T1"), article=private.article) is None
    where = [row[0] for row in await database.read(lambda db: db.execute("select url from appearance").fetchall())]
    assert where == [], "where some people met it is not written at what all may see"


async def test_copies_for_others_do_not_hide_the_copy_that_one_may_see(database: Database) -> None:
    numbers = tuple(range(8))
    for number in range(keeping.COPIES + 1):
        await copying(database, at(f"p{number}", f"Note {number}.", audience=f"T1/C{number}", signature=numbers), False)
    public = await copying(database, at("one", "A wire report.", signature=tuple(range(1, 9))))
    again = await copying(database, at("two", "A wire report, passed on.", signature=numbers))
    assert (again.outcome, again.article) == ("duplicate", public.article)


async def test_what_some_share_names_no_publisher_for_all(database: Database) -> None:
    def report(name: str, text: str, audience: str) -> Draft:
        return draft(
            text, identity=text, url=None, audience=audience,
            publisher=Publisher(id="agency", name=name, family="agency", kind="agency"),
        )  # fmt: skip

    await keep(database, report("AGENCY (secret)", "A paper.", "T1/C1"))
    await keep(database, report("Agency", "A report.", "*"))
    await keep(database, report("Agency", "A memo.", "T1"))
    team, channel = Audience(team="T1"), Audience(team="T1", conversation="C1")
    seen = [[row["name"] for row in await database.read(stories.publishers, one)] for one in (EVERYONE, team, channel)]
    assert seen == [["Agency"], ["Agency"], ["Agency", "AGENCY (secret)"]]
    assert (await database.read(stories.publishers, team))[0]["articles"] == 2
    assert (await database.read(stories.coverage, channel))["publishers"] == 1


async def test_a_date_that_was_unknown_is_filled_in_and_a_known_one_stays(database: Database) -> None:
    undated = await keep(database, draft(published_at=None))
    dated = await keep(database, draft())
    assert (dated.outcome, dated.published_at) == ("revised", date(2026, 11, 20))
    later = await keep(database, draft(published_at=date(2026, 11, 22)))
    assert (later.outcome, later.published_at) == ("unchanged", date(2026, 11, 20))
    assert undated.article == dated.article == later.article


async def test_who_pastes_a_text_again_may_mend_its_date(database: Database) -> None:
    await keep(database, draft(identity="text:1", url=None))
    mended = await keep(database, draft(identity="text:1", url=None, published_at=date(2025, 1, 1)))
    assert (mended.outcome, mended.published_at) == ("revised", date(2025, 1, 1))


async def test_a_revision_without_date_keeps_the_known_one(database: Database) -> None:
    first = await keep(database, draft())
    await keep(database, draft("Other words here.", published_at=None))
    now = await database.read(articles.get, EVERYONE, article=first.article)
    assert now is not None
    assert now.published_at == date(2026, 11, 20)


async def test_an_unknown_date_stays_unknown(database: Database) -> None:
    kept = await keep(database, draft(published_at=None))
    found = await database.read(articles.get, EVERYONE, article=kept.article)
    assert found is not None
    assert found.published_at is None
    since = await database.read(stories.latest, EVERYONE, since=date(2020, 1, 1))
    assert since == ([], 0)  # what is not known to be recent is not "since 2020"


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (EVERYONE, {"everyone"}),
        (Audience(team="T1"), {"everyone", "team"}),
        (Audience(team="T1", conversation="C1"), {"everyone", "team", "channel"}),
        (Audience(team="T1", conversation="C2"), {"everyone", "team"}),
        (Audience(team="T2", conversation="C1"), {"everyone"}),
    ],
)
async def test_nobody_sees_what_is_not_for_them(database: Database, viewer: Audience, sees: set[str]) -> None:
    texts = {}
    for name, key in (("everyone", "*"), ("team", "T1"), ("channel", "T1/C1")):
        text = f"Secret treaty for {name}."
        named = naming(text, "treaty", "treaty")
        url = f"https://one.example/{name}"
        one = draft(text, audience=key, identity=url, url=url, title=name, mentions=(named,), topics=("law",))
        texts[(await keep(database, one, together)).article] = name
    found = await database.read(search.articles, viewer, words=["treaty"])
    assert {texts[article] for article in found} == sees
    passages = await database.read(articles.passages, viewer, articles=list(texts))
    assert {passage.title for passage in passages} == sees
    newest, total = await database.read(stories.latest, viewer, actor="treaty", limit=10)
    assert {texts[article] for story in newest for article in story.articles} == sees
    assert total == len(sees)
    assert {texts[a] for a in await database.read(stories.newest_about, viewer, topic="law")} == sees
    assert (await database.read(stories.coverage, viewer))["articles"] == len(sees)
    for article, name in texts.items():
        assert (await database.read(articles.get, viewer, article=article) is not None) == (name in sees)


async def test_sentences_are_exact_and_know_whom_they_name(database: Database) -> None:
    kept = await keep(database, draft(JAPAN, mentions=(naming(JAPAN, "Japan", "japan"),)))
    first, second = await database.read(articles.passages, EVERYONE, articles=[kept.article])
    assert first.text == "Japan signed the treaty."
    assert JAPAN[second.start : second.end] == second.text
    assert (first.actors, second.actors) == (frozenset({"japan"}), frozenset())


@pytest.mark.parametrize("typed", ["EU-NATO", 'AND OR "', "défense (européenne)", "*", "", "near(a b)", "a:b^2 -c"])
async def test_whatever_a_person_types_is_a_safe_query(database: Database, typed: str) -> None:
    await keep(database, draft("La Défense européenne. EU-NATO cooperation."))
    assert isinstance(await database.read(search.articles, EVERYONE, words=typed.split()), list)


async def test_diacritics_and_endings_do_not_matter(database: Database) -> None:
    kept = await keep(database, draft("La défense européenne se développe. Developing new fighters."))
    for word in ("defense", "Européenne", "develops", "fighter"):
        assert await database.read(search.articles, EVERYONE, words=[word]) == [kept.article]


async def test_a_backup_is_whole_while_others_write(database: Database, tmp_path: Any) -> None:
    await keep(database, draft())
    target = tmp_path / "copy.db"
    assert await database.read(upkeep.backup, target=target) > 0
    copy = await Database.open(target)
    assert (await copy.read(stories.coverage, EVERYONE))["articles"] == 1
    assert await copy.read(upkeep.problems) == []
    await copy.close()
    with pytest.raises(StorageError, match="exists already"):
        await database.read(upkeep.backup, target=target)
    with pytest.raises(StorageError, match="cannot be written"):
        await database.read(upkeep.backup, target=tmp_path / "no" / "copy.db")


async def test_what_one_index_held_for_all_is_parted_by_audience(database: Database) -> None:
    kept = [
        await keep(database, draft(f"A treaty for {key}.", audience=key, identity=key, url=None)) for key in ("*", "T1")
    ]

    def as_it_was(db: Connection) -> None:
        text = db.execute("select text from revision where article_id = ?", [kept[1].article]).fetchone()[0]
        indexes.leave(db, "T1", article=kept[1].article, title="A title", text=text)
        db.execute("delete from text_index where audience = 'T1'")
        db.execute("drop table article_fts_1")
        indexes.enter(db, "*", article=kept[1].article, title="A title", text=text)

    await database.write(as_it_was)
    assert await database.read(indexes.missing) == 1
    await database.write(indexes.part)
    assert await database.read(indexes.missing) == 0
    for audience, found in ((EVERYONE, kept[:1]), (Audience(team="T1"), kept[::-1])):
        assert await database.read(search.articles, audience, words=["treaty"]) == [one.article for one in found]
        assert await database.read(search.frequencies, audience, words=["treaty"]) == (
            {"treaty": len(found)},
            len(found),
        )
