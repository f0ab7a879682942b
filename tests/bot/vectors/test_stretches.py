"""What of an article is encoded: its words in their order, whole sentences, never too much."""

from hypothesis import given
from hypothesis import strategies as st

from bot.vectors.stretches import LONGEST, MOST, cut
from storage.models import Span

SENTENCES = st.lists(st.text("abc é.", min_size=1, max_size=900), max_size=40)


@given(st.text("TL ", min_size=1, max_size=250), SENTENCES)
def test_the_beginning_is_encoded_in_its_order(title: str, sentences: list[str]) -> None:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(start=at, end=at + len(sentence)))
        at += len(sentence) + 1
    found = cut(title, " ".join(sentences), spans)
    assert 1 <= len(found) <= MOST
    assert all(len(one) <= LONGEST for one in found)
    if all(len(sentence) < 500 for sentence in sentences):  # none is cut short
        whole = "".join((title, *sentences)).replace(" ", "")
        assert whole.startswith("".join(found).replace(" ", ""))


def test_a_short_article_is_one_stretch_with_its_title() -> None:
    spans = [Span(start=0, end=12), Span(start=13, end=19)]
    assert cut("A quay", "It is built. Today.", spans) == ["A quay It is built. Today."]
