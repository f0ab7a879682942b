"""Quotations and days to come as pieces of a message. Decides nothing, only shows."""

from collections.abc import Iterable

from bot.records import Milestones, Quotations, Said, Standpoint, Turned, Upcoming
from handlers import wording
from handlers.blocks import QUOTED, QUOTED_SHORT, Group, form, heading, paragraph, quoted, small, source_line, word
from handlers.limits import Piece, Weight


def quotations(shown: Quotations) -> tuple[Piece, ...]:
    """Each quotation with its speaker's office on that day, and its source."""
    on = f" on {shown.topic.name}" if shown.topic else ""
    since = f" since {wording.day(shown.since)}" if shown.since else ""
    if shown.said:
        last = shown.offset + len(shown.said)
        where = small(
            f"{shown.offset + 1}–{last} of {shown.total:,}{since}: own words, then reported ones, newest first."
        )
    else:
        where = paragraph(wording.unquoted(shown))
    return (
        heading(f"{shown.subject.name}{on}, in quotations"),
        where,
        *turned(shown.turned),
        *map(_said, shown.said),
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


def turned(shown: Iterable[Turned]) -> list[Piece]:
    """Statements that take the other side than an earlier one on the topic, the two under each other."""
    pieces = []
    for one in shown:
        pieces += [
            paragraph(f"What changed on {one.topic.name}", bold=True, weight=Weight.LINE),
            _said(one.now, dated=True),
            small("differs from", weight=Weight.LINE),
            _said(one.before, dated=True),
        ]
    return pieces


def positions(shown: Iterable[Standpoint]) -> list[Piece]:
    """The newest statements on each topic, under its name."""
    pieces = []
    for one in shown:
        more = f" ({len(one.said)} of {one.total:,})" if one.total > len(one.said) else ""
        pieces += [
            paragraph(f"On {one.topic.name}{more}", bold=True, weight=Weight.LINE),
            *(_said(said, dated=True, weight=Weight.LINE) for said in one.said),
        ]
    return [paragraph("Positions, the newest first", bold=True, weight=Weight.LINE), *pieces] if pieces else []


def milestones(shown: Milestones) -> tuple[Piece, ...]:
    """Each day with what is to happen on it, how certain that is, and the sentence that says so."""
    about = f": {shown.subject.name}" if shown.subject else ""
    more = f" {wording.count(shown.more, 'further day')} found no room." if shown.more else ""
    return (
        heading(f"What is next{about}"),
        *(
            [small(f"Days to come that articles name, the nearest first.{more}")]
            if shown.days
            else [paragraph(wording.nothing_ahead(shown))]
        ),
        *map(upcoming, shown.days),
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


def _said(one: Said, *, dated: bool = False, weight: Weight = Weight.ESSENTIAL) -> Piece:
    office = f", {one.office}" if one.office else ""
    on = f"{wording.day(one.said.citations[0].published_at)}: " if dated else ""
    reported = "" if one.direct else ", as reported"
    who: Group = ("section", [*word(f"{on}{one.speaker}{office}", bold=True), *word(reported)])
    source: Group = ("section", source_line(one.said.citations))
    if not one.direct:
        # The writer's words: never in the quotation marks that would make them the speaker's.
        words: Group = ("quote", word(one.said.text))
        return Piece(weight=weight, forms=(form(who, words, source), form(who, source)))
    cuts = [form(who, quoted(one.said, cut), source) for cut in (QUOTED, QUOTED_SHORT)]
    return Piece(weight=weight, forms=(*cuts, form(who, source)))


def upcoming(one: Upcoming) -> Piece:
    """A day to come, how certain it is, what is to happen, and who says so."""
    sure = "" if one.certain else " (expected or planned)"
    more = f" · {wording.count(one.publishers, 'independent publisher')}" if one.publishers > 1 else ""
    title: Group = ("section", [*word(wording.vaguely(one.on, one.precision), bold=True), *word(sure)])
    source: Group = ("section", [*source_line(one.said.citations), *word(more)])
    cuts = [form(title, quoted(one.said, cut), source) for cut in (QUOTED, QUOTED_SHORT)]
    return Piece(forms=(*cuts, form(title, source)))
