"""Sources as pieces of a message: first what is not covered, then what is, then who published what there is."""

from collections.abc import Sequence

from bot.records import SourceLine, Sources
from bot.sources.records import Changed, Watched
from handlers import source_words, wording
from handlers.blocks import Button, Element, bullets, channel, form, heading, paragraph, small, word
from handlers.calls import Press
from handlers.limits import Piece, Weight

PAGE = 20
"""Sources on a page: what fits into a message with all that is to be said of them."""
LINES_A_PIECE = 8
NAMED = 12
"""Sources of the shipped set that are named where they are not read."""


def listing(shown: Sources, *, offset: int = 0) -> tuple[Piece, ...]:
    """A page of what this audience is served from, what is down first; on the last page, who published it."""
    page = shown.watched[offset : offset + PAGE]
    down = [one for one in page if one.down or one.paused]
    up = [one for one in page if not (one.down or one.paused)]
    pieces = [heading("Sources"), paragraph(summary(shown))]
    if shown.offline_since is not None:
        pieces.append(paragraph(wording.offline(shown.offline_since), bold=True))
    if len(shown.watched) > PAGE:
        pieces.append(small(f"Sources {offset + 1}–{offset + len(page)} of {len(shown.watched)}."))
    if down:
        pieces += [paragraph("Not covered now", bold=True), *_watched(down, weight=Weight.ESSENTIAL)]
    if up:
        pieces += [paragraph("Read regularly", bold=True), *_watched(up, weight=Weight.LINE)]
    if offset + PAGE >= len(shown.watched):
        pieces += _end(shown)
    return (*pieces, small(wording.coverage(shown.coverage, shown.as_of)))


def more(shown: Sources, *, offset: int) -> list[Button]:
    """The button for the next page, where there is one."""
    following = offset + PAGE
    if following >= len(shown.watched):
        return []
    return [Button("More sources", "sources_more", Press(command="/sources", offset=following))]


def _end(shown: Sources) -> list[Piece]:
    pieces = []
    if shown.watched and shown.unwatched:
        named = wording.listed(shown.unwatched, limit=NAMED)
        pieces.append(small(f"Of the sources that I ship, these are not read: {named}."))
    if shown.lines:
        pieces += [paragraph("Who published what I hold", bold=True, weight=Weight.LINE), *_publishers(shown.lines)]
    return [*pieces, *_stewards(shown)]


def changed(shown: Changed) -> tuple[Piece, ...]:
    """What was done about a source."""
    if shown.watched is None:
        return (paragraph(shown.said),)
    return (paragraph(shown.said), small(f"Number {shown.watched.id}: {shown.watched.url}"))


def summary(shown: Sources) -> str:
    """How many there are and how they do, in a sentence."""
    if not shown.watched:
        shipped = wording.count(len(shown.unwatched), "source")
        offer = f" /sources add default begins with {shipped} that I ship;" if shown.unwatched else ""
        return f"No source is read regularly yet.{offer} /sources add with an address adds one."
    paused = sum(one.paused for one in shown.watched)
    down = sum(one.down and not one.paused for one in shown.watched)
    new = sum(one.health == "new" and not one.paused for one in shown.watched)
    told = [(down, "not covered now"), (new, "not read yet"), (paused, "paused")]
    parts = [f"{number} {words}" for number, words in told if number] or ["all read"]
    return f"{', '.join([wording.count(len(shown.watched), 'source'), *parts])}."


def _watched(found: Sequence[Watched], *, weight: Weight) -> list[Piece]:
    groups = [found[start : start + LINES_A_PIECE] for start in range(0, len(found), LINES_A_PIECE)]
    return [bullets([_line(one) for one in group], weight=weight) for group in groups]


def _line(one: Watched) -> list[Element]:
    here = ", for this conversation alone" if one.reach == "conversation" else ""
    runs = word(one.name, bold=True) + word(f" ({one.id}{here}): {source_words.state(one)}.")
    return [*runs, *(run for sentence in source_words.told(one) for run in word(f" {sentence}"))]


def _publishers(lines: Sequence[SourceLine]) -> list[Piece]:
    groups = [lines[start : start + LINES_A_PIECE] for start in range(0, len(lines), LINES_A_PIECE)]
    return [bullets([_publisher(line) for line in group], weight=Weight.LINE) for group in groups]


def _publisher(line: SourceLine) -> list[Element]:
    told = [
        f" ({line.kind})" if line.kind not in ("", "unknown") else "",
        f": {wording.count(line.articles, 'article')}",
    ]
    if line.undated:
        told.append(f", {line.undated:,} undated")
    if line.first or line.last:
        told.append(f", {wording.span(line.first, line.last)}")
    if line.last_retrieved:
        told.append(f"; last read {wording.day(line.last_retrieved)}")
    return [*word(wording.publisher(line.name, demo=line.demo), bold=True), *word("".join(told))]


def _stewards(shown: Sources) -> list[Piece]:
    if not shown.watched:
        return []
    if not shown.stewards:
        return [small("Nobody is told when a source goes down: /sources report here, in the channel that should be.")]
    runs = [
        *word("When a source goes down, and when it is back, this conversation is told: "),
        *channel(shown.stewards),
    ]
    return [Piece(weight=Weight.ESSENTIAL, forms=(form(("section", runs)),))]
