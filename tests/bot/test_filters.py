"""Filters of /latest: combined in any order; what says nothing is named with what would be right."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.asking import filters
from bot.asking.filters import Filters
from bot.asking.periods import Period
from bot.developments import types
from bot.errors import BadRequest, UnknownName
from tests.bot.making import KNOWN, TODAY


def read(typed: str) -> Filters:
    return filters.read(typed, KNOWN, today=TODAY)


def test_everything_at_once() -> None:
    found = read("SAFE adopted since May from primary")
    assert [one.id for one in found.subjects] == ["safe"]
    assert (found.stages, found.publishers) == (("adopted",), ("primary",))
    assert found.period == Period(since=date(2026, 5, 1))


@pytest.mark.parametrize(
    ("typed", "subjects", "told"),
    [
        ("contracts in French", [], ("contracts", "in French")),
        ("sanctions", [], ("sanctions",)),
        ("Japan sanctions", ["japan"], ("sanctions",)),
        ("appointments from think tanks", [], ("appointments", "from think tanks")),
        ("German contracts", ["germany"], ("contracts",)),
        ("Poland in German", ["poland"], ("in German",)),
        ("Council of the EU adopted", ["council-of-the-eu"], ("adopted",)),
        ("the Commission proposed", ["european-commission"], ("proposed",)),
        ("Japan and South Korea", ["japan", "south-korea"], ()),
        ("legal acts in force", [], ("legal acts", "in force")),
        ("stage:signed Poland type: contracts", ["poland"], ("contracts", "signed")),
        ("Verträge auf Deutsch", [], ("contracts", "in German")),
    ],
)
def test_words_are_read_for_what_they_are(typed: str, subjects: list[str], told: tuple[str, ...]) -> None:
    found = read(typed)
    assert ([one.id for one in found.subjects], filters.told(found)) == (subjects, told)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("SAFE adoptd", "“adoptd”. Did you mean “adopted”?"),
        ("SAFE from Mars", "“Mars”. After a topic or actor I know stages (proposed"),
        ("contrats blorp", "“blorp”"),
        ("Japan, Poland, Norway and Italy", "up to 3 subjects"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_would_be_right(typed: str, said: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read(typed)
    assert said in caught.value.public


def test_a_misspelt_name_among_filters_can_be_mended_by_a_button() -> None:
    with pytest.raises(UnknownName) as caught:
        read("Jappan signed")
    assert caught.value.name == "Jappan"
    assert caught.value.suggestions[0] == ("japan", "Japan")


def test_every_type_is_understood_by_its_label_and_has_words_of_its_own() -> None:
    for known in types().values():
        assert known.id in read(known.label).types, known.id


FILTERS = some.sampled_from(["adopted", "signed", "contracts", "appointments", "in French", "from primary"])


@given(some.lists(FILTERS, unique=True), some.sampled_from(["", "SAFE", "Japan", "joint procurement"]), some.randoms())
def test_order_does_not_matter(wanted: list[str], subject: str, chance: random.Random) -> None:
    parts = [*wanted, *([subject] if subject else [])]
    shuffled = list(parts)
    chance.shuffle(shuffled)
    assert read(" ".join(shuffled)).key == read(" ".join(parts)).key


WORDS = some.sampled_from(["SAFE", "in", "from", "French", "since", "adopted", ",,", "the"])


@given(some.text(max_size=200) | some.lists(WORDS).map(" ".join))
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str) -> None:
    try:
        found = read(typed)
    except BadRequest as error:
        assert error.public
    else:
        assert len(found.subjects) <= filters.MOST_SUBJECTS
