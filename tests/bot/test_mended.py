"""Articles that were corrected or withdrawn: marked wherever they are cited, behind their equals, or no answer."""

from datetime import date

import pytest

from bot.asking.wishes import SummaryWish, TimelineWish
from bot.desk import Desk
from bot.incoming import revisions
from bot.language import sentences
from handlers import views, wording
from handlers.limits import fit
from storage.database import Database
from storage.models import EVERYONE, Amended
from tests.bot.making import KNOWN, NOW, TODAY, article, ask, keep

BODY = (
    "Chile joined the exercise Cold Lantern with two frigates. The exercise Cold Lantern costs EUR 31 million in all."
)
FIRST = article("Chile at Cold Lantern", BODY, day="2026-03-02", source="One", url="https://one.example/1")
NOTE = "This article was amended on 5 March 2026 to correct the sum."
CORRECTED = FIRST.replace("31", "33").rstrip() + f"\n\n{NOTE}\n"
GONE = "This story has been retracted."
WITHDRAWN = FIRST.rstrip() + f"\n\n{GONE}\n"
OTHER = article(
    "What Cold Lantern takes",
    "Norway pays most of it. The exercise Cold Lantern costs EUR 33 million in all, it said.",
    day="2026-02-20", source="Two", url="https://two.example/2",
)  # fmt: skip
QUESTION = "What does the exercise Cold Lantern cost?"


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, KNOWN, lambda: NOW)


async def test_a_corrected_article_is_marked_with_the_day_it_names(desk: Desk) -> None:
    await keep(desk.database, FIRST)
    await keep(desk.database, CORRECTED)
    answer = await ask(desk, QUESTION)
    (citation,) = answer.sentences[0].citations
    assert citation.amended == Amended(change="correction", on=date(2026, 3, 5), seen=TODAY)
    assert "(corrected on 5 March 2026)" in fit(views.answer(answer)).text


async def test_a_correction_stays_when_its_note_goes_and_has_the_day_it_was_seen_by(desk: Desk) -> None:
    await keep(desk.database, FIRST)
    await keep(desk.database, CORRECTED.replace(" on 5 March 2026", ""))
    await keep(desk.database, FIRST.replace("31", "34"))
    (citation,) = (await ask(desk, QUESTION)).sentences[0].citations
    assert wording.part(citation) == " (corrected by 24 November 2026)"


async def test_what_was_corrected_before_it_was_first_read_has_no_invented_day(desk: Desk) -> None:
    await keep(desk.database, CORRECTED.replace(" on 5 March 2026", ""))
    (citation,) = (await ask(desk, QUESTION)).sentences[0].citations
    assert wording.part(citation) == " (corrected)"


async def test_a_correction_of_its_own_is_not_called_corrected(desk: Desk) -> None:
    await keep(desk.database, FIRST.replace("title: ", "title: Correction: ").replace("31", "33"))
    (citation,) = (await ask(desk, QUESTION)).sentences[0].citations
    assert citation.amended is None


async def test_an_equal_sentence_of_an_article_that_needed_no_correction_goes_first(desk: Desk) -> None:
    await keep(desk.database, FIRST, OTHER)
    await keep(desk.database, CORRECTED)
    first, *others = (await ask(desk, QUESTION)).sentences
    assert first.citations[0].publisher == "Two"
    assert all(one.citations[0].amended is None for one in (first, *others) if "33 million" in one.text)


async def test_a_corrected_figure_that_nobody_else_has_is_still_the_answer(desk: Desk) -> None:
    await keep(desk.database, FIRST, OTHER.replace("33", "29"))
    await keep(desk.database, CORRECTED)
    shown = {one.text: one.citations[0].publisher for one in (await ask(desk, QUESTION)).sentences}
    assert "One" in shown.values()
    assert "Two" in shown.values()


async def test_a_withdrawn_article_answers_nothing_and_the_refusal_says_so(desk: Desk) -> None:
    await keep(desk.database, FIRST)
    await keep(desk.database, WITHDRAWN)
    answer = await ask(desk, QUESTION)
    assert answer.outcome == "refused"
    assert answer.reason == "The only article that says so was withdrawn (One), and answers nothing by itself."
    (notice,) = answer.nearest
    assert notice.text == GONE
    assert wording.part(notice.citations[0]) == " (withdrawn by 24 November 2026)"


async def test_another_article_answers_in_the_place_of_a_withdrawn_one(desk: Desk) -> None:
    await keep(desk.database, FIRST, OTHER)
    await keep(desk.database, WITHDRAWN)
    answer = await ask(desk, QUESTION)
    assert {one.citations[0].publisher for one in answer.sentences} == {"Two"}


async def test_an_article_that_is_restored_answers_again(desk: Desk) -> None:
    for one in (FIRST, WITHDRAWN, FIRST.replace("two frigates", "three frigates")):
        await keep(desk.database, one)
    answer = await ask(desk, QUESTION)
    assert (answer.outcome, answer.sentences[0].citations[0].amended) == ("answered", None)


async def test_a_summary_leaves_out_what_was_withdrawn_unless_that_is_what_was_asked_for(desk: Desk) -> None:
    await keep(desk.database, FIRST, OTHER)
    await keep(desk.database, WITHDRAWN)
    both = await desk.summary(EVERYONE, SummaryWish(text="1 2 long"))
    assert {one.citations[0].article for one in both.sentences} == {2}
    alone = fit(views.summary(await desk.summary(EVERYONE, SummaryWish(text="1")))).text
    assert "(withdrawn by 24 November 2026)" in alone


async def test_a_timeline_marks_the_step_of_a_corrected_article(desk: Desk) -> None:
    signed = article(
        "Norway signs", "Norway and the European Union signed an agreement on EUR 31 million for frigates in Oslo.",
        day="2026-03-02", source="One", url="https://one.example/3",
    )  # fmt: skip
    await keep(desk.database, signed)
    await keep(desk.database, signed.replace("31", "33").rstrip() + f"\n\n{NOTE}\n")
    found = await desk.timeline(EVERYONE, TimelineWish(text="Norway"))
    assert "(corrected on 5 March 2026)" in fit(views.timeline(found)).text


@pytest.mark.parametrize(
    ("note", "language", "on"),
    [
        (NOTE, "en", date(2026, 3, 5)),
        ("Correction (March 5, 2026): the sum was wrong.", "en", date(2026, 3, 5)),
        ("Cet article a été corrigé le 5 mars 2026.", "fr", date(2026, 3, 5)),
        ("Dieser Artikel wurde am 5. März 2026 korrigiert.", "de", date(2026, 3, 5)),
        ("An earlier version of this article gave the summit as of 5 June 2026.", "en", None),
        ("This article was corrected on Tuesday.", "en", None),
        ("This article was amended on 5 March 2025 to correct the sum.", "en", None),
        ("The treaty was corrected on 5 March 2026.", "en", None),
    ],
)
def test_the_day_of_a_correction_is_the_one_its_note_names(note: str, language: str, on: date | None) -> None:
    text = f"{BODY}\n\n{note}"
    spans = tuple(sentences(text, language))
    assert revisions.changed_on(text, spans, published=date(2026, 3, 2), language=language) == on
