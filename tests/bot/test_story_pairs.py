"""Stories on pairs of headlines and leads: none merged that are two developments, most joined that are one.

The pairs in gold_stories.toml were written before the rules were tuned on them; of those held out, written after,
three of 30 were merged and 26 of 30 joined when they were first tried; so it was with the fresh ones, 30 of which are
told in two languages. Of the third set, half of whose paraphrases share few words, four of 30 were merged and 18 of 30
joined at first; of the fourth, three of 20 and 13 of 20.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot import stories
from bot.stories import lines
from tests.bot.making import KINDS, KNOWN

PAIRS: list[Any] = [
    pair
    for name in (
        "gold_stories.toml",
        "gold_stories_held_out.toml",
        "gold_stories_fresh.toml",
        "gold_stories_third.toml",
    )
    for pair in tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["pairs"]
]
APART = [pair for pair in PAIRS if not pair[0]]
TOGETHER = [pair for pair in PAIRS if pair[0]]


def told(item: list[str]) -> stories.Report:
    language, day, title, text = item
    line = {"id": title, "title": title, "date": day, "lang": language, "text": text}
    return lines.told(lines.read(json.dumps(line)), KNOWN)


def joins(one: list[str], other: list[str]) -> bool:
    return stories.decide(told(one), [stories.Candidate(told(other), 7, "it")], kinds=KINDS).story == 7


@pytest.mark.parametrize("pair", APART, ids=lambda pair: f"{pair[1]}: {pair[2][2]}")
def test_two_developments_are_never_merged(pair: Any) -> None:
    assert not joins(pair[2], pair[3])
    assert not joins(pair[3], pair[2])


def test_reports_of_one_development_join_across_words_and_languages() -> None:
    missed = [(one[2], other[2]) for _, _, one, other in TOGETHER if not joins(one, other)]
    assert len(missed) <= 0.12 * len(TOGETHER), missed
