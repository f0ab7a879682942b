"""What sources tell differently: how much of it is found, and what is shown that is none, on stories of our own."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bot import catalogue, language
from bot.actors import recognise
from bot.developments import developments
from bot.stories.differing import differences
from storage.models import Passage, Reported

GOLD = Path(__file__).parent.parent / "bot" / "gold_differing.toml"
DAY = date(2026, 6, 20)


class Measured(NamedTuple):
    """How many stories differ; which of them were missed, and which of the others shown as differing."""

    differing: int
    missed: list[list[str]]
    wrong: list[list[str]]


def measured() -> Measured:
    """What is found in the gold stories."""
    stories = tomllib.loads(GOLD.read_text(encoding="utf-8"))["stories"]
    missed, wrong = [], []
    for differ, _, texts in stories:
        told = [one for number, text in enumerate(texts, 1) for one in _reported(number, text)]
        found = bool(differences(told))
        if found != differ:
            (wrong if found else missed).append(texts)
    return Measured(sum(differ for differ, *_ in stories), missed, wrong)


def main(verbose: bool) -> None:
    """Print the figures, and what was missed or shown wrongly."""
    shown = measured()
    found = shown.differing - len(shown.missed)
    print(f"differences: {found} of {shown.differing} found, {len(shown.wrong)} shown that are none")  # noqa: T201
    for name, listed in (("missed", shown.missed), ("wrong", shown.wrong)) if verbose else ():
        for texts in listed:
            print(name, " / ".join(texts))  # noqa: T201


def _reported(number: int, text: str) -> Iterator[Reported]:
    """What an article states as a fact, as the archive returns it."""
    found = language.detect(text)
    tongue = found if found in ("en", "fr", "de") else "en"
    spans = language.sentences(text, tongue)
    mentions = recognise(text, catalogue.load(), language=tongue, on=DAY)
    for one in developments(text, spans, mentions, language=tongue, on=DAY):
        if one.negated or one.modality not in ("fact", "reported"):
            continue
        span = spans[one.sentence]
        passage = Passage(
            sentence=one.sentence, ordinal=one.sentence, start=span.start, end=span.end, article=number,
            revision=number, text=text[span.start : span.end], title="Title", url=None, publisher=f"{number}",
            publisher_family=f"{number}", language=tongue, published_at=DAY, demo=False,
        )  # fmt: skip
        yield Reported(development=one, passage=passage, publisher_kind="news")
