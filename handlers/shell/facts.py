"""Parts of records in words for a terminal: what was understood of a text, what is known of an actor, a citation."""

from collections.abc import Iterator
from typing import Any

from bot.records import Citation, Profile
from handlers.wording import count, day, listed, part, publisher, span, term


def understood(found: dict[str, Any]) -> dict[str, list[str]]:
    """What was understood of a text, as `machine.readings` has it: each in a few words."""
    text: str = found["text"]
    return {
        "Names": sorted({f"{one['surface']} → {one['actor']}" for one in found["mentions"] if one["sure"]}),
        "States": [
            f"{one['type']} ({one['stage']}): “{text[one['start'] : one['end']]}”" for one in found["developments"]
        ],
        "Quotes": [f"{one['speaker_name'] or 'somebody'}: “{one['text']}”" for one in found["quotations"]],
        "Reports": [f"{one['speaker_name']}, {one['cue']}: {one['text']}" for one in found["statements"]],
        "To come": [f"{one['date']} ({one['precision']}): “{one['what']}”" for one in found["milestones"]],
    }


def facts(found: Profile) -> Iterator[str]:
    """What is known of an actor, a line each: the catalogue's part says so."""
    if found.role:
        yield f"{found.role} (catalogue)"
    if found.aliases:
        yield f"Also: {listed(found.aliases, limit=8)}"
    if found.parent:
        yield f"Part of: {found.parent.name}"
    for holder in found.holders:
        term_held = term(holder.valid_from, holder.valid_to)
        yield f"{holder.office}: {holder.name}, {term_held} (catalogue, as of {day(found.as_of)})"
    for held in found.held:
        yield f"{held.office}, {held.organisation}, {term(held.valid_from, held.valid_to)} (catalogue)"
    if found.articles:
        yield f"Named in {count(found.articles, 'article')}, {span(found.first, found.last)}"
    else:
        yield "Named in no article I hold"
    if found.company:
        of = f", in its newest {found.company_of} articles" if found.company_of else ""
        yield f"Most often with{of}: " + ", ".join(f"{other.name} ({other.articles})" for other in found.company)
    if found.others:
        yield f"The name may also mean: {listed(other.name for other in found.others)}"


def cited(citation: Citation) -> str:
    """Where a sentence stands, on a line."""
    url = f", {citation.url}" if citation.url else ""
    where = f"{citation.title}{part(citation)}, {day(citation.published_at)} [{citation.article}]{url}"
    return f"{publisher(citation.publisher, demo=citation.demo)}, {where}"
