"""Summaries: sentences as they stand, none twice, each of the subject; and no text that breaks them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot import citing, language
from bot.dossiers import summaries
from bot.records import Cited
from storage.models import Article, Passage
from tests.bot.making import drafted, proposed

NEWS = (
    "The Council adopted the SAFE instrument on Tuesday with the votes of all member states. "
    "SAFE offers loans of EUR 150 billion for common procurement of defence equipment. "
    "Poland asked for the largest share of the loans, followed by Romania and France. "
    "What comes next? "
    "Details below: "
    "Photo: Council. "
    "The Commission will now examine the national plans that member states have to submit. "
    "The first payments of the loans are expected after the plans have been approved."
)


def passages(text: str, *, article: int = 1, publisher: str = "one.example") -> list[Passage]:
    """A stored article's sentences, each with the actors that are surely named in it."""
    draft = drafted("A title", text, publisher=publisher)
    return [
        Passage(
            sentence=1000 * article + ordinal,
            ordinal=ordinal,
            article=article,
            revision=article,
            start=span.start,
            end=span.end,
            text=draft.text[span.start : span.end],
            title=draft.title,
            url=None,
            publisher=publisher,
            publisher_family=publisher,
            language="en",
            published_at=draft.published_at,
            demo=False,
            actors=frozenset(m.actor for m in draft.mentions if span.start <= m.start < span.end and m.sure),
        )
        for ordinal, span in enumerate(draft.sentences)
    ]


def stored(text: str, *, article: int = 1) -> Article:
    return proposed(article, drafted("A title", text)).article


def test_an_article_is_told_in_its_own_order_from_its_beginning() -> None:
    chosen = summaries.of_article(passages(NEWS), most=3)
    assert len(chosen) == 3
    assert chosen[0].ordinal == 0
    assert all(one.ordinal < other.ordinal for one, other in pairwise(chosen))


def test_questions_headings_and_captions_are_left_out() -> None:
    told = [passage.text for passage in summaries.of_article(passages(NEWS), most=20)]
    assert not {"What comes next?", "Details below:", "Photo: Council."} & set(told)
    assert len(told) >= 4


def test_what_says_the_same_is_said_once() -> None:
    again = NEWS + " SAFE offers loans of EUR 150 billion for the common procurement of defence equipment."
    told = [passage.text for passage in summaries.of_article(passages(again), most=20)]
    assert sum("EUR 150 billion" in text for text in told) == 1


def test_a_subject_is_named_in_each_sentence_and_no_article_dominates() -> None:
    both = passages(NEWS, article=2) + passages(
        "Poland signed a loan agreement with the Commission for SAFE in Warsaw on Friday. "
        "The Polish parliament had approved the loan by a large majority a week before that.",
        article=1,
    )
    chosen = summaries.of_subject(both, actor="poland", most=8)
    assert {passage.article for passage in chosen} == {1, 2}
    assert all("poland" in passage.actors for passage in chosen)
    assert all(sum(other.article == one.article for other in chosen) <= 2 for one in chosen)
    assert len(summaries.of_subject(both, actor="poland", most=1)) == 1
    assert summaries.of_subject(both, actor="poland", most=1)[0] == chosen[0], "the most important one comes first"
    ordered = summaries.newest_first(chosen)
    assert [passage.article for passage in ordered] == sorted((p.article for p in chosen), reverse=True)


@pytest.mark.parametrize("most", [0, 1, 8])
def test_of_nothing_nothing_is_said(most: int) -> None:
    assert summaries.of_article([], most=most) == []
    assert summaries.of_subject([], actor="japan", most=most) == []


def test_a_sentence_is_shown_only_as_the_cited_revision_has_it() -> None:
    sentences = [citing.cited(passage) for passage in passages(NEWS)]
    assert citing.proven(sentences, [stored(NEWS)]) == tuple(sentences)
    assert citing.proven(sentences, []) == ()
    revised = citing.proven(sentences, [stored(NEWS.replace("150", "160"))])
    assert {sentence.text for sentence in sentences} - {sentence.text for sentence in revised} == {
        "SAFE offers loans of EUR 150 billion for common procurement of defence equipment."
    }
    other = stored(NEWS).model_copy(update={"revision": 2})
    assert citing.proven(sentences, [other]) == (), "another revision proves nothing, even with the same words"


def test_what_is_not_said_to_be_verbatim_is_not_shown() -> None:
    (first, *_) = passages(NEWS)
    paraphrase = Cited(text=first.text, verbatim=False, citations=citing.cited(first).citations)
    assert citing.proven([paraphrase], [stored(NEWS)]) == ()


WORDS = ["Japan", "the EU", "signed", "a treaty.", "SAFE", "?", "\n\n", "“", "EUR 5 billion", "Dr.", "İ", "日本。", ":"]
texts = some.text(max_size=300) | some.lists(some.sampled_from(WORDS), max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(some.lists(texts, max_size=3), some.integers(min_value=0, max_value=9))
def test_any_text_is_told_in_its_own_words(written: list[str], most: int) -> None:
    articles = [stored(text, article=number) for number, text in enumerate(written, start=1) if text]
    known = [passage for article in articles for passage in passages(article.text, article=article.id)]
    for chosen in (
        summaries.of_subject(known, most=most),
        summaries.of_subject(known, actor="japan", near=frozenset({"european-union"}), most=most),
        *(summaries.of_article([p for p in known if p.article == a.id], most=most) for a in articles),
    ):
        assert len(chosen) <= most
        assert len({passage.sentence for passage in chosen}) == len(chosen)
        shown = [citing.cited(passage) for passage in chosen]
        assert citing.proven(shown, articles) == tuple(shown)
        assert all(any(sentence.text in text for text in written) for sentence in shown)


def test_the_sentences_tried_are_those_that_ingest_makes() -> None:
    """The passages above are cut as the archive's are."""
    spans = language.sentences(NEWS, "en")
    assert [passage.text for passage in passages(NEWS)] == [NEWS[span.start : span.end] for span in spans]
