"""Stories: what differs in number, year, country, institution or stage stays apart; a paraphrase may join.

The headlines are ours. Each pair that must stay apart is as alike in its words as headlines of this field are.
"""

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot import stories
from bot.demo import articles as demo_articles
from bot.reading import Raw
from bot.stories.likeness import likeness
from storage import articles as stored
from storage import stories as kept
from storage.models import EVERYONE, Draft
from tests.bot.making import KINDS, drafted, keep, opened, proposed

News = tuple[str, str]

SANCTIONS = "The Council on Tuesday adopted a {} package of sanctions against Russia. It lists 45 ships and two banks."
LOAN = "The Commission and {0} signed a loan agreement under the SAFE instrument on Friday. It pays for air defence."
PLANS = "The Council approved the defence investment plans of eight member states under SAFE on Wednesday."
DIALOGUE = "Officials of the European Union and Japan met in {} for the security and defence dialogue."
PARTNERS = "The European Union and {} signed a security and defence partnership on maritime security and cyber defence."
EDIP = "{} adopted the European Defence Industry Programme on Monday. The regulation provides EUR 1.5 billion."
FUND = "The European Commission adopted the annual work programme of the European Defence Fund, worth EUR 1 billion."
VAGUE = "The Council on Tuesday adopted a package of sanctions against Russia. It lists ships and banks."

APART: list[tuple[News, News]] = [
    (
        ("EU adopts 19th sanctions package against Russia", SANCTIONS.format("19th")),
        ("EU adopts 20th sanctions package against Russia", SANCTIONS.format("20th")),
    ),
    (
        ("Nineteenth sanctions package against Russia adopted", VAGUE),
        ("Twentieth sanctions package against Russia adopted", VAGUE),
    ),
    (
        ("EU agrees 19th package of measures against Moscow", VAGUE),
        ("Council adopts 20th sanctions package", VAGUE),
    ),
    (
        ("EU hits Russian ships with new sanctions package", SANCTIONS.format("twenty-first")),
        ("EU hits Russian banks with new sanctions package", SANCTIONS.format("twenty-second")),
    ),
    (
        ("EU verabschiedet 19. Sanktionspaket gegen Russland", "Der Rat hat das neunzehnte Sanktionspaket angenommen."),
        ("EU verabschiedet 20. Sanktionspaket gegen Russland", "Der Rat hat das zwanzigste Sanktionspaket angenommen."),
    ),
    (
        ("Le dix-neuvième paquet de sanctions est adopté", "Le Conseil a adopté des sanctions contre la Russie."),
        ("Le vingtième paquet de sanctions est adopté", "Le Conseil a adopté des sanctions contre la Russie."),
    ),
    (
        ("Commission adopts European Defence Fund 2026 work programme", FUND),
        ("Commission adopts European Defence Fund 2027 work programme", FUND),
    ),
    (("EDF 2026: calls worth EUR 1 billion open", FUND), ("EDF 2027: calls worth EUR 1 billion open", FUND)),
    (("Council approves first wave of SAFE plans", PLANS), ("Council approves second wave of SAFE plans", PLANS)),
    (("Council backs first SAFE plans", PLANS), ("Council backs second group of SAFE plans", PLANS)),
    (
        ("Poland signs SAFE loan agreement", LOAN.format("Poland")),
        ("Romania signs SAFE loan agreement", LOAN.format("Romania")),
    ),
    (
        ("SAFE loan agreement signed", LOAN.format("Poland")),
        ("SAFE loan agreement signed", LOAN.format("Romania")),
    ),
    (
        ("EU and Japan hold third security dialogue", DIALOGUE.format("Brussels")),
        ("EU and Japan hold fourth security dialogue", DIALOGUE.format("Tokyo")),
    ),
    (
        ("Third EU-Japan dialogue on security held", DIALOGUE.format("Brussels")),
        ("Fourth dialogue on security with Japan held", DIALOGUE.format("Brussels")),
    ),
    (
        ("EU and Japan sign security and defence partnership", PARTNERS.format("Japan")),
        ("EU and South Korea sign security and defence partnership", PARTNERS.format("South Korea")),
    ),
    (
        ("Security and defence partnership signed", PARTNERS.format("Norway")),
        ("Security and defence partnership signed", PARTNERS.format("Albania")),
    ),
    (
        ("Council adopts EDIP", EDIP.format("The Council")),
        ("Parliament adopts EDIP", EDIP.format("The European Parliament")),
    ),
    (
        ("MEPs adopt defence industry programme", EDIP.format("Members")),
        ("Ministers adopt defence industry programme", EDIP.format("Ministers")),
    ),
    (
        ("Commission proposes EDIP regulation", "The European Defence Industry Programme would cost EUR 1.5 billion."),
        ("Commission signs EDIP regulation", "The European Defence Industry Programme provides EUR 1.5 billion."),
    ),
    (
        ("EUMAM Ukraine extended by two years", "The mandate of the mission was extended until November 2028."),
        ("EUTM Mozambique extended by two years", "The mandate of the mission was extended until November 2028."),
    ),
    (
        (
            "Poland calls NATO talks after Russian drones enter its airspace",
            "Russian drones entered Polish airspace on Wednesday. Poland requested consultations under Article 4.",
        ),
        (
            "NATO launches Eastern Sentry after Russian drones enter Poland",
            "NATO launched Eastern Sentry on Friday, two days after Russian drones entered Polish airspace.",
        ),
    ),
    (
        (
            "Finland closes its border crossings",
            "Finland closed its eastern crossings on Friday. Hundreds of migrants had arrived from Russia by bicycle.",
        ),
        (
            "Frontex sends officers to eastern crossings",
            "Frontex sends 50 officers with patrol cars. Finland had closed its eastern border after hundreds arrived.",
        ),
    ),
]  # fmt: skip

TOGETHER: list[tuple[News, News]] = [
    (
        ("EU adopts 19th sanctions package against Russia", SANCTIONS.format("19th")),
        (
            "Nineteenth round of Russia sanctions gets green light from EU states",
            "EU member states adopted the 19th package of sanctions against Russia on Tuesday, listing 45 ships.",
        ),
    ),
    (
        ("Poland signs SAFE loan agreement worth EUR 43.7 billion", LOAN.format("Poland")),
        (
            "Warsaw signs up to EUR 43.7 billion in SAFE loans",
            "A loan agreement under SAFE was signed by Poland and the Commission on Friday, to pay for air defence.",
        ),
    ),
    (
        ("EU and Japan sign security and defence partnership", PARTNERS.format("Japan")),
        (
            "Tokyo and Brussels seal defence pact",
            "Japan and the European Union signed a security and defence partnership, cyber defence included.",
        ),
    ),
    (
        ("Council approves first wave of SAFE plans", PLANS),
        (
            "Eight SAFE plans approved in first wave",
            "The defence investment plans of eight countries under SAFE were approved by the Council on Wednesday.",
        ),
    ),
    (
        ("EUNAVFOR Aspides extended for a year", "The Council extended the naval operation in the Red Sea."),
        (
            "EU keeps naval operation Aspides in the Red Sea for another year",
            "The Council extended EUNAVFOR Aspides in the Red Sea on Monday.",
        ),
    ),
]


def joins(one: Draft, other: Draft) -> bool:
    return stories.place(one, [proposed(7, other)], kinds=KINDS).story == 7


def title(pair: tuple[News, News]) -> str:
    return f"{pair[0][0]} / {pair[1][0]}"


@pytest.mark.parametrize("pair", APART, ids=title)
def test_other_events_stay_apart_however_alike_their_words(pair: tuple[News, News]) -> None:
    one, other = drafted(*pair[0]), drafted(*pair[1])
    assert likeness(stories.of_draft(one), stories.of_draft(other)).words > 0.4, "an easy pair tests nothing"
    assert not joins(one, other)
    assert not joins(other, one)


@pytest.mark.parametrize("pair", TOGETHER, ids=title)
def test_a_paraphrase_of_the_same_day_joins(pair: tuple[News, News]) -> None:
    one, other = drafted(*pair[0]), drafted(*pair[1], publisher="two.example")
    assert joins(one, other)
    assert joins(other, one)


def test_what_is_about_something_else_opens_a_story() -> None:
    placement = stories.place(
        drafted("Japan launches a frigate", "The ship left the yard at Nagasaki on Monday."),
        [proposed(7, drafted("Japan elects a prime minister", "The Diet voted on Monday in Tokyo."))],
        kinds=KINDS,
    )
    assert placement.story is None
    assert placement.reasons


def test_a_vague_report_is_no_bridge_between_two_events() -> None:
    """It joined the story of the 19th package; the 20th resembles it, but may not enter that story."""
    nineteenth = drafted("EU adopts 19th sanctions package against Russia", SANCTIONS.format("19th"))
    vague = drafted("EU adopts sanctions package against Russia", VAGUE)
    twentieth = drafted("EU adopts 20th sanctions package against Russia", SANCTIONS.format("20th"))
    assert joins(vague, nineteenth)
    assert joins(twentieth, vague)
    story = [proposed(2, vague, story=1), proposed(1, nineteenth, story=1)]
    assert stories.place(twentieth, story, kinds=KINDS).story is None


def test_of_several_stories_the_likeliest_is_joined_and_says_why() -> None:
    one = drafted("EU and Japan sign security and defence partnership", PARTNERS.format("Japan"))
    far = proposed(1, drafted("Japan and EU to meet on security", "Japan and the European Union plan talks."))
    near = proposed(2, drafted("Japan and EU sign security and defence partnership", PARTNERS.format("Japan")))
    for order in ([far, near], [near, far]):
        placement = stories.place(one, order, kinds=KINDS)
        assert placement.story == 2
        assert "japan" in " ".join(placement.reasons)


texts = some.text(max_size=200) | some.lists(
    some.sampled_from(
        ["first", "2nd", "twenty", "third", "package", "of SAFE", "Poland", "Council", "2026", "– EU", "dix"]
    )
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(texts, texts, texts, texts)
def test_no_text_breaks_it_and_a_veto_is_mutual(title: str, text: str, other_title: str, other_text: str) -> None:
    one, other = drafted(title, text or "."), drafted(other_title, other_text or ".")
    assert joins(one, other) == joins(other, one)
    found = likeness(stories.of_draft(one), stories.of_draft(other))
    assert 0.0 <= found.words <= 1.0001
    assert 0.0 <= found.sense <= 1.0001


async def test_in_the_demo_archive_no_two_events_share_a_story_and_reports_of_one_meet(tmp_path: Path) -> None:
    """The first of an article's `facts` is the event it reports."""
    database = await opened(tmp_path / "demo.db")
    await keep(database, *(Raw(name=str(path), content=path.read_bytes()) for path in demo_articles()))
    found, _ = await database.read(kept.latest, EVERYONE, limit=1000)
    story = {}
    for one in found:
        for number in one.articles:
            told = await database.read(stored.get, EVERYONE, article=number)
            story[str(told.url if told else "")] = one.id
    await database.close()
    met: dict[bool, list[bool]] = {True: [], False: []}
    for one, other in combinations(map(_front_matter, demo_articles()), 2):
        together = story[one["url"]] == story[other["url"]]
        if one["facts"].split(";")[0] != other["facts"].split(";")[0]:
            assert not together, (one["title"], other["title"])
        elif _days(one, other) <= 2:
            met[one["language"] == other["language"]].append(together)
    for same_language, pairs in met.items():
        assert sum(pairs) / len(pairs) >= 0.8, f"same language: {same_language}; {sum(pairs)} of {len(pairs)} met"


def _front_matter(path: Path) -> dict[str, str]:
    head = path.read_text(encoding="utf-8").split("---\n")[1]
    return dict(line.split(": ", 1) for line in head.splitlines())


def _days(one: dict[str, str], other: dict[str, str]) -> int:
    return abs((date.fromisoformat(one["date"]) - date.fromisoformat(other["date"])).days)
