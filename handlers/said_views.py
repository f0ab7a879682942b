"""Quotations and days to come as pieces of a message. Decides nothing, only shows."""

from bot.records import Milestones, Quotations, Said, Upcoming
from handlers import wording
from handlers.blocks import QUOTED, QUOTED_SHORT, Group, form, heading, paragraph, quoted, small, source_line, word
from handlers.limits import Piece


def quotations(shown: Quotations) -> tuple[Piece, ...]:
    """Each quotation with its speaker's office on that day, and its source."""
    on = f" on {shown.topic.name}" if shown.topic else ""
    since = f" since {wording.day(shown.since)}" if shown.since else ""
    if shown.said:
        last = shown.offset + len(shown.said)
        where = small(f"{shown.offset + 1}–{last} of {shown.total:,}{since}: own words first, the newest first.")
    else:
        where = paragraph(wording.unquoted(shown))
    return (
        heading(f"{shown.subject.name}{on}, in quotations"),
        where,
        *map(_said, shown.said),
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


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
        *map(_day, shown.days),
        small(wording.coverage(shown.coverage, shown.as_of)),
    )


def _said(one: Said) -> Piece:
    office = f", {one.office}" if one.office else ""
    who: Group = ("section", [*word(f"{one.speaker}{office}", bold=True), *word("" if one.direct else ", as reported")])
    source: Group = ("section", source_line(one.said.citations))
    if not one.direct:
        # The writer's words: never in the quotation marks that would make them the speaker's.
        words: Group = ("quote", word(one.said.text))
        return Piece(forms=(form(who, words, source), form(who, source)))
    return Piece(
        forms=(*(form(who, quoted(one.said, cut), source) for cut in (QUOTED, QUOTED_SHORT)), form(who, source))
    )


def _day(one: Upcoming) -> Piece:
    sure = "" if one.certain else " (expected or planned)"
    more = f" · {wording.count(one.publishers, 'independent publisher')}" if one.publishers > 1 else ""
    title: Group = ("section", [*word(wording.vaguely(one.on, one.precision), bold=True), *word(sure)])
    source: Group = ("section", [*source_line(one.said.citations), *word(more)])
    cuts = [form(title, quoted(one.said, cut), source) for cut in (QUOTED, QUOTED_SHORT)]
    return Piece(forms=(*cuts, form(title, source)))
