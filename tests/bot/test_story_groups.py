"""Stories outside our field: names and words decide, all articles of a story together, in whatever order they came.

The news is ours, and of no real event.
"""

import json
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.stories import lines
from tests.bot.making import KNOWN

FIGHTS = (
    (
        (
            "Hallberg stops Osman in Malmö",
            "Boxer Viktor Hallberg kept his heavyweight belt on Saturday night when he knocked out Tariq Osman in the "
            "sixth round. Osman hit the canvas twice before the referee ended the fight in Malmö. Hallberg is unbeaten "
            "in four years. Osman said that the champion had hit him harder than anyone before.",
        ),
        (
            "Champion Hallberg beats Tariq Osman",
            "Heavyweight champion Viktor Hallberg stopped Tariq Osman in Malmö to defend his belt, the referee ending "
            "it in the sixth round. Unbeaten in four years, he had Osman down twice. Thousands watched in Malmö. "
            "Trainers of Osman said that Hallberg hit harder than anyone before.",
        ),
        (
            "Osman down twice, Hallberg keeps belt",
            "The referee had seen enough in the sixth round: Tariq Osman, down twice, could not go on, and Viktor "
            "Hallberg lifted his heavyweight belt before the crowd in Malmö. The champion is unbeaten in four years. "
            "It was a knockout such as Osman had not met before.",
        ),
    ),
    (
        (
            "Hallberg outpoints Dunleavy in Leipzig",
            "Viktor Hallberg needed all twelve rounds to keep his heavyweight belt against Greg Dunleavy in Leipzig. "
            "The judges gave the boxer a narrow victory, to whistles from Dunleavy and his corner. Dunleavy had cut "
            "the eye of the champion early and led on two cards until the tenth round.",
        ),
        (
            "Narrow victory for champion Hallberg",
            "The judges saved the heavyweight belt of Viktor Hallberg in Leipzig, where Greg Dunleavy cut his eye and "
            "led until the tenth round. All twelve rounds were needed. The corner of Dunleavy asked for the cards to "
            "be looked at again after the narrow victory of the champion.",
        ),
        (
            "Judges save Hallberg against Dunleavy",
            "Greg Dunleavy led on two cards until the tenth round, but the judges in Leipzig gave a narrow victory "
            "after twelve rounds to Viktor Hallberg, heavyweight champion, whose eye was cut early. Dunleavy and his "
            "corner whistled at the cards of the judges.",
        ),
    ),
)


def fights() -> list[tuple[int, dict[str, str]]]:
    """Reports of two fights, each with the number of its fight."""
    return [
        (fight, {"id": title, "title": title, "lang": "en", "text": text})
        for fight, reports in enumerate(FIGHTS)
        for title, text in reports
    ]


def stories(items: list[dict[str, str]]) -> dict[str | int, int]:
    return {one.id: one.story for one in lines.grouped([lines.read(json.dumps(item)) for item in items], KNOWN)}


@settings(max_examples=25, deadline=None)
@given(some.permutations(fights()))
def test_two_fights_of_one_man_are_two_stories_in_any_order(order: list[tuple[int, dict[str, str]]]) -> None:
    found = stories([item for _, item in order])
    for (one, mine), (other, theirs) in combinations(order, 2):
        assert (found[mine["id"]] == found[theirs["id"]]) == (one == other), (mine["title"], theirs["title"])


def test_reports_days_apart_are_of_two_events() -> None:
    one, _, other = (item for fight, item in fights() if fight == 0)
    assert len(set(stories([one | {"date": "2026-03-01"}, other | {"date": "2026-03-02"}]).values())) == 1
    assert len(set(stories([one | {"date": "2026-03-01"}, other | {"date": "2026-03-21"}]).values())) == 2


def test_a_line_without_a_title_is_told_by_its_text() -> None:
    one, _, other = (item for fight, item in fights() if fight == 0)
    assert len(set(stories([one, {"id": "b", "text": other["text"]}]).values())) == 1


def test_speeches_of_one_man_on_one_matter_are_no_story() -> None:
    """Read in an archive of speeches: they shared all their words but those of the day, and seven were one story."""
    told = (
        (
            "Speech by the President of Ukraine in the Riksdag",
            "Dear people of Sweden! Ukraine fights for the freedom of all of us, and Russian missiles fall on our "
            "cities every day. You were the first to give us armour, when others were silent. Our soldiers defend the "
            "values of Europe. I spoke with NATO about planes. We need sanctions that stop the Russian war machine, "
            "and plans for what we shall build again. The world must see what Russia does to the people of Ukraine.",
        ),
        (
            "Speech by the President of Ukraine in the House in Nicosia",
            "Dear people of Cyprus! For six weeks Ukraine has lived under Russian bombs, and Mariupol is no more. "
            "Close your ports to the yachts of Russia, and your passports to their owners. NATO hears us, and Europe "
            "does. Freedom must win against tyranny. The people of Ukraine ask for weapons and for sanctions without "
            "holes. I thank all who help our soldiers, and all who pray for our cities.",
        ),
    )
    items = [{"id": title, "title": title, "lang": "en", "date": "2026-03-10", "text": text} for title, text in told]
    assert len(set(stories(items).values())) == 2
