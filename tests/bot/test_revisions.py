"""Versions of one article: what is a change, what is a stamp that moved, what is a correction."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot import language
from bot.incoming import revisions
from storage.models import Article, Draft, Publisher, Span

TEXT = """The Council adopted the regulation on Monday. It provides €1.5 billion for joint procurement.

Member states have until May to send their plans. The Commission will assess them within two months."""


def article(text: str, title: str = "Council adopts the regulation") -> Article:
    return Article(
        id=1, audience="*", url="https://one.example/a", title=title, text=text, revision=1, language="en",
        published_at=date(2026, 5, 4), retrieved_at=datetime(2026, 5, 4, tzinfo=UTC), publisher="One",
        publisher_family="one", publisher_kind="news", demo=False,
    )  # fmt: skip


def draft(text: str, title: str = "Council adopts the regulation") -> Draft:
    return Draft(
        audience="*", identity="https://one.example/a", url="https://one.example/a", title=title, text=text,
        text_hash="x", language="en", published_at=date(2026, 5, 4), retrieved_at=datetime(2026, 5, 5, tzinfo=UTC),
        publisher=Publisher(id="one", name="One", family="one"), sentences=spans(text), mentions=(),
        title_actors=(), topics=(),
    )  # fmt: skip


def spans(text: str) -> tuple[Span, ...]:
    return tuple(language.sentences(text, "en"))


@pytest.mark.parametrize(
    "text",
    [
        TEXT + "\n\nUpdated 5 May 2026, 10:32 CET",
        "Last updated on 5 May at 11.15 am\n\n" + TEXT,
        TEXT.replace("\n\n", "\n \n").replace("Monday. It", "Monday.  It"),
        TEXT + "\n\nShare\n\n3 comments\n\n4 min read",
        TEXT + "\n\nMis à jour le 5 mai 2026 à 10 h 32",
        TEXT + "\n\nAktualisiert am 5. Mai 2026, 10:32 Uhr",
        "Updated at 10:32 " + TEXT,
        TEXT.replace("adopted", "ADOPTED"),
    ],
)
def test_a_stamp_or_a_button_is_no_revision(text: str) -> None:
    assert revisions.version(article(TEXT), draft(text)) == "same"
    assert revisions.version(article(text), draft(TEXT)) == "same"


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("1.5", "1.6"),
        TEXT.replace("€1.5", "$1.5"),
        TEXT.replace("May", "June"),
        TEXT.replace("adopted", "did not adopt"),
        TEXT + "\n\nHungary abstained.",
        TEXT.replace(" The Commission will assess them within two months.", ""),
    ],
)
def test_what_says_another_thing_is_a_revision(text: str) -> None:
    assert revisions.version(article(TEXT), draft(text)) == "revised"


def test_another_headline_is_a_revision_and_another_text_under_another_headline_another_article() -> None:
    assert revisions.version(article(TEXT), draft(TEXT, "Council approves the regulation")) == "revised"
    other = "Parliament debated the budget of the agency. Several members asked for more staff in The Hague."
    assert revisions.version(article(TEXT), draft(other, "Parliament debates the budget")) == "another"


def test_the_difference_pairs_what_was_replaced() -> None:
    new = TEXT.replace("€1.5 billion", "€1.6 billion").replace(
        "The Commission will", "Hungary abstained. The Commission will"
    )
    edits = revisions.difference(TEXT, new, before=spans(TEXT), after=spans(new))
    was = [TEXT[one.before.start : one.before.end] if one.before else None for one in edits]
    now = [new[one.after.start : one.after.end] if one.after else None for one in edits]
    assert list(zip(was, now, strict=True)) == [
        ("It provides €1.5 billion for joint procurement.", "It provides €1.6 billion for joint procurement."),
        (None, "Hungary abstained."),
    ]


def test_what_only_moved_is_no_difference() -> None:
    moved = "\n\n".join(reversed(TEXT.split("\n\n")))
    assert revisions.difference(TEXT, moved, before=spans(TEXT), after=spans(moved)) == []


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("Correction: EDIRPA budget", TEXT, "correction"),
        ("A title", "Correction: an earlier version of this article gave the wrong sum.\n\n" + TEXT, "correction"),
        ("A title", TEXT + "\n\nThis article was amended on 5 May to correct the sum.", "correction"),
        ("A title", TEXT + "\n\nUne version précédente de cet article donnait un autre montant.", "correction"),
        ("A title", TEXT + "\n\nIn einer früheren Version stand eine andere Summe.", "correction"),
        ("Berichtigung: Haushalt", TEXT, "correction"),
        ("A title", "This story has been retracted.\n\n" + TEXT, "retraction"),
        ("RETRACTED: a title", TEXT, "retraction"),
        ("Cet article a été retiré", TEXT, "retraction"),
        ("A title", TEXT, ""),
        ("Commission withdraws its proposal", "The Commission withdrew its proposal on Monday. " + TEXT, ""),
        ("Minister calls for a correction of course", TEXT, ""),
        ("A title", "The earlier version of the plan was rejected by ministers. " + TEXT, ""),
    ],
)  # fmt: skip
def test_what_a_text_says_of_its_own_mending(title: str, text: str, told: str) -> None:
    assert revisions.change(title, text, spans(text)) == told


SENTENCES = some.lists(
    some.sampled_from([f"{who} signed {number} pacts." for who in ("Japan", "Norway") for number in range(6)]),
    max_size=8,
)


@given(SENTENCES, SENTENCES)
def test_every_changed_sentence_is_in_the_difference_once(old: list[str], new: list[str]) -> None:
    one, other = " ".join(old), " ".join(new)
    edits = revisions.difference(one, other, before=spans(one), after=spans(other))
    after = [other[edit.after.start : edit.after.end] for edit in edits if edit.after]
    before = [one[edit.before.start : edit.before.end] for edit in edits if edit.before]
    assert set(after) == set(new) - set(old)
    assert set(before) == set(old) - set(new)
    assert len({edit.before for edit in edits if edit.before}) == len(before)


def test_words_repeated_without_end_do_not_hold_up_the_archive() -> None:
    """Longest common runs took an hour here, in the one thread that writes."""
    old, new = "Once more. " + "a b " * 100_000 + "end.", "Once more. " + "b a " * 100_000 + "over."
    edits = revisions.difference(old, new, before=spans(old), after=spans(new))
    assert Span(start=0, end=10) not in [edit.before for edit in edits]
    assert edits
