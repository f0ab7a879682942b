"""Stories as pieces of a message: lines that can be forwarded as they are. Decides nothing, only shows."""

from collections.abc import Sequence

from bot.records import Citation, Correction, Differing, Latest, StoryLine
from handlers import wording
from handlers.blocks import (
    QUOTED,
    QUOTED_SHORT,
    Element,
    Group,
    form,
    heading,
    link,
    paragraph,
    publisher,
    quoted,
    small,
    word,
)
from handlers.limits import Piece, Weight

OTHERS = 4
"""Further publishers that a line names."""


def latest(shown: Latest) -> tuple[Piece, ...]:
    """What came since the reader looked, by what it is; or a page of stories, newest first."""
    pieces: list[Piece] = []
    short = QUOTED_SHORT if shown.new or shown.updated or shown.corrected else QUOTED
    for title, part in (
        ("New", [story(line, quoted_at=QUOTED_SHORT) for line in shown.new]),
        ("Updated: new articles", [story(line, quoted_at=QUOTED_SHORT) for line in shown.updated]),
        ("Corrected", [correction(one) for one in shown.corrected]),
        ("Seen before" if shown.looked_at else "", [story(line, quoted_at=short) for line in shown.lines]),
    ):
        pieces += [paragraph(title, bold=True, weight=Weight.LINE)] if title and part else []
        pieces += part
    covered = small(wording.coverage(shown.coverage, shown.as_of))
    return (heading(wording.latest_of(shown)), small(wording.page_of(shown)), *pieces, covered)


def story(line: StoryLine, *, quoted_at: int = QUOTED) -> Piece:
    """A story as one forwardable line and its lead, the quotation cut at so many characters."""
    alone = forwardable(line)
    if line.lead.text.strip() in ("", line.headline.strip()):
        return Piece(forms=(form(alone),))
    cuts = [limit for limit in (QUOTED, QUOTED_SHORT) if limit <= quoted_at]
    return Piece(forms=(*(form(alone, quoted(line.lead, limit)) for limit in cuts), form(alone)))


def headline(line: StoryLine) -> Piece:
    """The line alone, which goes first when there is no room."""
    return Piece(weight=Weight.SPARE, forms=(form(forwardable(line)),))


def correction(one: Correction) -> Piece:
    """A line, and what its article says now and said before."""
    alone = forwardable(one.line)
    said: list[Group] = []
    if one.now:
        said += [("section", word("Now:", bold=True)), quoted(one.now, QUOTED_SHORT)]
    if one.before:
        said += [("section", word("Before:" if one.now else "No longer:", bold=True)), quoted(one.before, QUOTED_SHORT)]
    return Piece(forms=(form(alone, *said), form(alone)))


def forwardable(line: StoryLine) -> Group:
    """One forwardable line: headline, date, publisher; who did what, how far, for how much; who else tells it."""
    first = line.lead.citations[0]
    told = [f"{wording.day(line.published_at)}{wording.amended(first.amended)}", publisher(first)]
    if line.publishers > 1:
        told.append(wording.count(line.publishers, "independent publisher"))
    if line.articles > 1:
        told.append(wording.count(line.articles, "article"))
    runs = [*link(first.url, line.headline, bold=True), *word(f"\n{' · '.join(told)}")]
    if line.told:
        runs += word(f"\n{wording.deed(line.told)}")
    others = line.others[:OTHERS]
    if line.primary:
        runs += [*word("\nPrimary source: "), *_other(others[0])]
        others = others[1:]
    for index, other in enumerate(others):
        runs += [*word(", " if index else "\nAlso "), *_other(other)]
    return "section", runs


def _other(one: Citation) -> list[Element]:
    return [*link(one.url, publisher(one)), *word(wording.amended(one.amended))]


def differing(found: Sequence[Differing]) -> list[Piece]:
    """What sources tell differently, side by side: each figure as it stands in its sentence, with its source."""
    pieces = []
    for one in found:
        told = word("Sources differ: ", bold=True)
        for index, claim in enumerate(one.claims):
            first = claim.said.citations[0]
            told += word(f"{' · ' if index else ''}“{claim.value}” (")
            told += [*link(first.url, publisher(first)), *word(wording.amended(first.amended))]
            told += word(f", {wording.day(first.published_at)})")
        quotes = [quoted(claim.said, QUOTED_SHORT) for claim in one.claims]
        pieces.append(Piece(weight=Weight.LINE, forms=(form(("section", told), *quotes), form(("section", told)))))
    return pieces
