"""What is new, what is updated, what is corrected: the decision alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot import ahead, digests
from storage.models import Arrival, Change, Passage

TODAY = date(2026, 3, 2)


def arrival(article: int, story: int, *, known: bool = False, change: Change = "", family: str = "one") -> Arrival:
    return Arrival(
        article=article, revision=article, story=story, published_at=TODAY, title="Title", change=change,
        family=family, known=known,
    )  # fmt: skip


def passage(text: str, number: int = 0) -> Passage:
    return Passage(
        sentence=number, ordinal=number, article=1, revision=1, start=0, end=len(text), text=text, title="T", url=None,
        publisher="P", publisher_family="p", language="en", published_at=TODAY, demo=False,
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


def test_days_to_come_are_told_in_their_order_once_each_and_never_guessed() -> None:
    said = [
        passage("The vote is on 30 April 2026, after the hearing of March 12, 2026.", 1),
        passage("It must be ready by 12 March 2026.", 2),
        passage("Le plan est attendu le 1er avril 2026.", 3),
        passage("It was signed on 1 March 2026.", 4),
        passage("It runs until 31 December 2030, and until 15 April.", 5),
        passage("The file was dated 2026-02-30.", 6),
    ]
    found = ahead.find(said, today=TODAY)
    assert [(day.isoformat(), one.sentence) for day, one in found] == [("2026-03-12", 1), ("2026-04-01", 3)]
