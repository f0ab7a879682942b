"""The same text under another address: known again with trifles changed, and never when another fact is told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot import language
from bot.incoming import copies
from storage.models import Article, Draft, Publisher

TEXT = """BRUSSELS, 4 May (Reuters) - Poland signed its loan agreement under the SAFE instrument on Monday, the first
member state to do so. The loan of 43.7 billion euros will pay for air defence, ammunition and drones.

Prime Minister Tusk said that the money would be spent in Europe. The Commission expects fifteen further agreements
before the summer. A first payment of fifteen per cent can follow within weeks.

The instrument was adopted by the Council a year ago. It lends up to 150 billion euros to member states that buy
together. Ukraine, Norway and Japan may take part in common procurement."""


def article(text: str = TEXT, *, on: date | None = date(2026, 5, 4), language: str = "en") -> Article:
    return Article(
        id=1, audience="*", url="https://one.example/a", title="T", text=text, revision=1, language=language,
        published_at=on, retrieved_at=datetime(2026, 5, 4, tzinfo=UTC), publisher="One", publisher_family="one",
        publisher_kind="news", demo=False,
    )  # fmt: skip


def draft(text: str, *, on: date | None = date(2026, 5, 5)) -> Draft:
    return Draft(
        audience="*", identity="https://two.example/b", url="https://two.example/b", title="T", text=text,
        text_hash="x", language="en", published_at=on, retrieved_at=datetime(2026, 5, 5, tzinfo=UTC),
        publisher=Publisher(id="two", name="Two", family="two"), sentences=tuple(language.sentences(text, "en")),
        mentions=(), title_actors=(), topics=(),
    )  # fmt: skip


def shared(one: str, other: str) -> int:
    return len(set(copies.signature(language.words(one))) & set(copies.signature(language.words(other))))


COPIES = [
    TEXT.replace("(Reuters)", "(AFP)"),
    TEXT.replace("BRUSSELS, 4 May (Reuters) - ", ""),
    TEXT.rpartition("\n\n")[0],
    TEXT + "\n\nReporting by A. Fictional; editing by B. Imagined.",
    "Our Brussels office brings you this report.\n\n" + TEXT.replace("would be spent", "will be spent"),
    TEXT.replace("member state to do so", "Member State to do so").replace("euros", "Euros"),
]


@pytest.mark.parametrize("text", COPIES)
def test_a_copy_is_proposed_and_known(text: str) -> None:
    assert shared(TEXT, text) >= 5
    assert copies.copied(article(), draft(text))


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("Poland", "Romania").replace("Tusk", "Bolojan"),
        TEXT.replace("43.7", "16.7"),
        TEXT.replace("43.7 billion euros", "43.7 billion dollars").replace("Japan", "Canada"),
        TEXT.replace("first\nmember", "last\nmember").replace("fifteen per cent", "15 percent").replace("150", "140"),
        TEXT.replace("150 billion", "900 billion"),
    ],
)
def test_a_form_filled_in_again_is_no_copy(text: str) -> None:
    assert not copies.copied(article(), draft(text))


def test_what_comes_weeks_later_or_in_another_language_is_no_copy() -> None:
    late = date(2026, 5, 4) + timedelta(days=copies.WITHIN_DAYS + 1)
    assert not copies.copied(article(), draft(TEXT, on=late))
    assert copies.copied(article(on=None), draft(TEXT, on=None))
    assert not copies.copied(article(language="fr"), draft(TEXT))


def test_a_short_text_has_no_signature() -> None:
    assert copies.signature(language.words("Poland signed its loan agreement on Monday.")) == ()
    assert 0 < len(copies.signature(language.words(TEXT))) <= copies.KEPT


def test_strangers_share_no_signature() -> None:
    other = " ".join(f"Sentence number {number} tells of quite another matter altogether." for number in range(20))
    assert shared(TEXT, other) == 0
