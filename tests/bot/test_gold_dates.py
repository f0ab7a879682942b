"""Dates in gold sentences of English, French and German: all that a text names, and nothing else."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from bot.when import When, find

GOLD = tomllib.loads((Path(__file__).parent / "gold_dates.toml").read_text(encoding="utf-8"))
ON: date = GOLD["on"]
ROWS = [(code, *row) for code in ("en", "fr", "de") for row in GOLD[code]]
SIGNS = {"until": "<", "before": "<", "since": ">"}


def told(when: When) -> str:
    days = f"{when.first}" if when.first == when.last else f"{when.first}..{when.last}"
    return f"{SIGNS.get(when.bound, '')}{days}{'' if when.sure else '?'}"


@pytest.mark.parametrize(("code", "text", "wanted"), ROWS, ids=str)
def test_gold(code: str, text: str, wanted: str) -> None:
    assert " ".join(map(told, find(text, on=ON, language=code))) == wanted


@pytest.mark.parametrize("code", ["en", "fr", "de"])
def test_there_is_enough_gold(code: str) -> None:
    assert len(GOLD[code]) >= 50
