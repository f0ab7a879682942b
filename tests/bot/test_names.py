"""Names that the catalogue does not know: proposed when they keep appearing, added by people, found, seen by theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import wishes
from bot.catalogue import load
from bot.desk import Desk
from bot.errors import BadRequest, UnknownName
from bot.newcomers import found_in, guessed, newcomers
from storage.database import Database
from storage.models import EVERYONE, Added, Audience
from tests.bot.making import NOW, article, keep

TEAM, OTHER = Audience(team="T1", conversation="C1"), Audience(team="T2", conversation="C9")
SENTENCES = (
    "On Monday the Baltic Interceptor Shared Pool (BISP) met in Berlin, and Germany was there.",
    "Ministers spoke of the Baltic Interceptor Shared Pool (BISP) at length after the vote in Warsaw.",
    "Nobody expected the Baltic Interceptor Shared Pool to grow so soon, said Boris Pistorius.",
)
ARTICLES = tuple(
    article(f"News of day {at}", said, day=f"2026-11-1{at}", source=source, url=f"https://{at}.example/")
    for at, (said, source) in enumerate(zip(SENTENCES, ("First Wire", "Second Courier", "First Wire"), strict=True))
)
NAME = "Baltic Interceptor Shared Pool"


def desk(database: Database) -> Desk:
    return Desk(database, load(), lambda: NOW)


async def test_a_name_of_three_articles_and_two_publishers_is_proposed_with_its_sentence(database: Database) -> None:
    await keep(database, *ARTICLES[:2])
    assert (await desk(database).names.proposals(TEAM)).proposals == ()
    await keep(database, ARTICLES[2])
    (one,) = (await desk(database).names.proposals(TEAM)).proposals
    assert (one.name, one.aliases, one.articles, one.publishers) == (NAME, ("BISP",), 3, 3)
    assert NAME in one.examples[0].text and one.examples[0].text in SENTENCES


async def test_what_only_others_may_see_is_not_counted(database: Database) -> None:
    await keep(database, *ARTICLES[:2])
    await keep(database, ARTICLES[2], audience=OTHER)
    assert (await desk(database).names.proposals(TEAM)).proposals == ()


async def test_an_ignored_name_is_proposed_no_more_to_those_who_ignored_it(database: Database) -> None:
    await keep(database, *ARTICLES)
    asked = desk(database)
    await asked.names.ignore(TEAM, NAME, by="U1")
    assert (await asked.names.proposals(TEAM)).proposals == ()
    assert len((await asked.names.proposals(OTHER)).proposals) == 1


async def test_an_added_name_is_found_in_what_there_is_and_in_what_comes_and_by_its_workspace_alone(
    database: Database,
) -> None:
    await keep(database, *ARTICLES[:2])
    asked = desk(database)
    done = await asked.names.add(TEAM, f"{NAME} (BISP) as programme", by="U1")
    assert (done.found, done.whole) == (2, True)
    await keep(database, ARTICLES[2])
    mine = await asked.actor(TEAM, wishes.actor("BISP"))
    assert (mine.name, mine.kind, mine.articles) == (NAME, "programme", 3)
    assert any(NAME in one.text for one in mine.statements)
    with pytest.raises(UnknownName):
        await asked.actor(OTHER, wishes.actor(NAME))
    theirs = await asked.actor(OTHER, wishes.actor("Germany"))
    assert NAME not in [one.name for one in theirs.company]
    assert (await asked.names.proposals(TEAM)).proposals == ()
    assert NAME not in {one.name for rows in (await asked.overview(OTHER)).counts.values() for one in rows}


async def test_what_is_added_in_the_terminal_is_everybodys_and_can_be_taken_back(database: Database) -> None:
    await keep(database, *ARTICLES)
    asked = desk(database)
    await asked.names.add(EVERYONE, f"{NAME} as programme", by="terminal")
    assert (await asked.actor(OTHER, wishes.actor(NAME))).articles == 3
    with pytest.raises(BadRequest, match="not among"):
        await asked.names.remove(TEAM, NAME)
    await asked.names.remove(EVERYONE, NAME)
    with pytest.raises(UnknownName):
        await asked.actor(OTHER, wishes.actor(NAME))
    left = await database.read(
        lambda db: db.execute("select count(*) from mention where actor_id like 'own/%'").fetchone()
    )
    assert left[0] == 0


async def test_stewards_are_owed_proposals_once_a_week(database: Database) -> None:
    await keep(database, *ARTICLES)
    names = desk(database).names
    assert await names.owed("T1", "2026-48") is not None
    assert await names.owed("T1", "2026-48") is None
    assert await names.owed("T1", "2026-49") is not None


@pytest.mark.parametrize("text", ["Germany", "European Commission as company", "", "  as person", "Foo Bar as planet"])
async def test_what_is_known_or_cannot_be_read_is_not_added(database: Database, text: str) -> None:
    with pytest.raises(BadRequest):
        await desk(database).names.add(TEAM, text, by="U1")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Alpha Aerospace", "company"), ("Nordic Drone Initiative", "programme"), ("Maria Duval", "person"),
        ("Baltic Defence Fund", "instrument"), ("Ostrava Group", "company"),
        ("Baltic Round Table", "international-organisation"),
    ],
)  # fmt: skip
def test_a_kind_is_guessed_for_people_to_mend(name: str, kind: str) -> None:
    assert guessed(name) == kind


def test_titles_headings_and_what_is_known_are_no_new_names() -> None:
    texts = [
        ("Chancellor Friedrich Merz and European Commission President Ursula von der Leyen met.", "en", "one"),
        ("Last Monday Federal Chancellor Friedrich Merz spoke; Commission Spokesperson Arianna X did.", "en", "two"),
        ("A Long Heading With Every Word In Capitals\n\nSo Minister Boris Pistorius said.", "en", "three"),
    ]
    assert newcomers(texts, load()) == []


@given(st.text(alphabet=st.sampled_from("BISP els.-’ \nÉßThe of"), max_size=80))
def test_added_names_are_found_whole_and_verbatim(text: str) -> None:
    added = [Added(id="own/T1/bisp", team="T1", name="BISP", kind="programme", aliases=("The Els",))]
    for one in found_in(text, added):
        assert text[one.start : one.end] == one.surface and one.surface in ("BISP", "The Els")
        assert not text[one.end : one.end + 1].isalnum()
