"""Actors as pieces of a message: the chart of mentions, what they did, several side by side. Decides nothing."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.records import Comparison, Event, Side
from handlers import mrkdwn, wording
from handlers.blocks import bullets, form, heading, link, paragraph, publisher, small, table, word
from handlers.limits import Form, Piece, Weight

BARS = 24
"""Characters of the longest bar: a line that a phone does not break."""
CELL = 450
"""Characters of a cell: a table may hold 10,000 in all."""


def chart(months: Sequence[tuple[date, int]]) -> list[Piece]:
    """Articles by month as bars; nothing where there are none."""
    most = max((count for _, count in months), default=0)
    if not most:
        return []
    first = next(index for index, (_, count) in enumerate(months) if count)
    lines = [
        f"{wording.short_month(month)} {'█' * -(-count * BARS // most)}{' ' if count else ''}{count:,}"
        for month, count in months[first:]
    ]
    shown = "\n".join(lines)
    bars = {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": word(shown)}]}
    return [Piece(weight=Weight.SPARE, forms=(Form(blocks=(bars,), text=shown),))]


def events(shown: Iterable[Event]) -> list[Piece]:
    """Steps as a list, the newest first, each with its source."""
    lines = []
    for event in reversed(list(shown)):
        source = event.said.citations[0]
        runs = [*word(wording.happened(event), bold=True), *word(f": {wording.step(event)} (")]
        lines.append([*runs, *link(source.url, publisher(source)), *word(f"{wording.amended(source.amended)})")])
    return [paragraph("Latest developments", bold=True, weight=Weight.SPARE), bullets(lines)] if lines else []


def comparison(shown: Comparison) -> tuple[Piece, ...]:
    """A table with a column for each actor; the same in plain lines where no table is taken."""
    names = wording.listed([side.name for side in shown.sides])
    rows = [(wording.day(shown.as_of), [side.name for side in shown.sides])]
    rows += [(label, [mrkdwn.cut(told(side) or "–", CELL) for side in shown.sides]) for label, told in _ROWS]
    lines = [f"{side.name}\n{_told(side)}" for side in shown.sides]
    plain = [form(("section", word(mrkdwn.cut(one, 2_400)))) for one in lines]
    fallback = Form(blocks=tuple(block for one in plain for block in one.blocks), text="\n\n".join(lines))
    return (
        heading(names),
        table([(label, *texts) for label, texts in rows], otherwise=fallback),
        *_sources(shown),
        small(f"Offices from the catalogue, as of {wording.day(shown.as_of)}; the rest from articles."),
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


def _sources(shown: Comparison) -> list[Piece]:
    """What the steps in the table stand on."""
    lines = []
    for side in shown.sides:
        for event in (*side.agreements, *reversed(side.events)):
            source = event.said.citations[0]
            said = mrkdwn.cut(mrkdwn.line(event.said.text), 160)
            runs = [*word(f"“{said}” "), *word(f"{publisher(source)}, "), *link(source.url, source.title)]
            lines.append([*runs, *word(f"{wording.part(source)}, {wording.day(source.published_at)}")])
    unique = {str(line): line for line in lines}.values()
    return [paragraph("Sources", bold=True, weight=Weight.SPARE), bullets(unique)] if lines else []


def _offices(side: Side) -> str:
    return "\n".join(f"{holder.office}: {holder.name}" for holder in side.offices)


def _steps(shown: Iterable[Event]) -> str:
    return "\n".join(f"{wording.happened(event)}: {wording.step(event)}" for event in shown)


def _mentions(side: Side) -> str:
    return f"{wording.count(side.articles, 'article')}, {sum(count for _, count in side.months):,} in twelve months"


_ROWS = (
    ("What it is", lambda side: side.role),
    ("Offices", _offices),
    ("With the EU", lambda side: _steps(side.agreements)),
    ("Newest developments", lambda side: _steps(reversed(side.events))),
    ("Named in", _mentions),
)


def _told(side: Side) -> str:
    return "\n".join(f"{label}: {told(side) or '–'}" for label, told in _ROWS)
