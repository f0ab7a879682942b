"""What is new, what is updated, what is corrected: the decision alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot import digests
from storage.models import Arrival, Change, Due

TODAY = date(2026, 3, 2)


def arrival(article: int, story: int, *, known: bool = False, change: Change = "", family: str = "one") -> Arrival:
    return Arrival(
        article=article, revision=article, story=story, published_at=TODAY, title="Title", change=change,
        family=family, known=known,
    )  # fmt: skip


def due(text: str, day: int, *, month: int = 3, precision: str = "day") -> Due:
    return Due(
        article=1, revision=1, start=0, end=len(text), text=text, title="T", url=None, publisher="P",
        publisher_family="p", language="en", published_at=TODAY, demo=False, teaser=False, day=date(2026, month, day),
        precision=precision, certain=True, what=text,
    )  # fmt: skip


def test_the_most_told_story_comes_first() -> None:
    found = digests.sort([arrival(4, 1), arrival(3, 2), arrival(2, 2, family="two"), arrival(1, 2)])
    assert [(story.id, story.articles, story.publishers) for story in found.new] == [(2, (3, 2, 1), 2), (1, (4,), 1)]


def test_a_known_story_is_updated_or_corrected_by_its_new_articles() -> None:
    found = digests.sort(
        [
            arrival(3, 1, known=True),
            arrival(2, 1, known=True, change="correction"),
            arrival(1, 2, known=True, change="retraction"),
        ]
    )
    assert found.new == []
    assert [story.articles for story in found.updated] == [(3,)]
    assert [story.articles for story in found.correcting] == [(2,), (1,)]


def test_a_story_never_told_is_new_even_when_it_is_a_correction() -> None:
    assert len(digests.sort([arrival(1, 1, change="correction")]).new) == 1


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=20))
def test_every_article_is_told_once(rows: list[tuple[int, bool]]) -> None:
    known = dict(rows)
    arrivals = [arrival(number, story, known=known[story]) for number, (story, _) in enumerate(rows)]
    found = digests.sort(arrivals)
    told = [article for kind in found for story in kind for article in story.articles]
    assert sorted(told) == sorted(one.article for one in arrivals)


def test_days_to_come_are_told_in_their_order_once_each_and_to_the_day() -> None:
    found = digests.coming(
        [
            due("It must be ready by 12 March, and adopted by 30 March.", 12),
            due("The vote is on 12 March 2026.", 12),
            due("It is expected in March.", 20, precision="month"),
            due("It must be ready by 12 March, and adopted by 30 March.", 30),
            due("Le plan est attendu le 31 mars.", 31),
            due("It runs until 31 July.", 31, month=7),
        ],
        today=TODAY,
    )
    assert [one.day.isoformat() for one in found] == ["2026-03-12", "2026-03-31"]
