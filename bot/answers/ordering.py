"""Which of several did it first: "Which of them signed first, Japan or Korea?", by the days that articles state. Pure.

It is decided only where a dated step is stated of every one of them; else it is said of whom none is.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from bot.answers import listing
from bot.answers.evidence import Finding, on
from bot.answers.listing import Pattern
from bot.asking.questions import Question
from bot.catalogue import Catalogue
from storage.models import Record, Reported

SIDES = ("country", "company", "person", "international-organisation")
"""Kinds of actors among which it may be asked; those of other kinds are what it is about."""

THINGS = frozenset({"instrument", "treaty-provision", "programme", "mission-operation"})
"""Kinds of actors that do nothing, but are what is done."""

_ORDER = re.compile(r"\b(?:(?P<first>first|earlier|earliest|sooner)|(?P<last>last|later|latest))\b", re.IGNORECASE)
_ASKED = re.compile(
    r"^\W*(?:and\s+|so\s+)?(?:who|which(?:\s+(?:one|country|side|party|state|company))?)"
    r"(?:\s+of\s+(?:them|these|those|the\s+\w+|both|all)(?:\s+(?:countries|states|sides|companies))?)?\s+"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)


class Sought(Record):
    """The actors among whom it is to be decided, what must be stated of them, and whether the last is asked for."""

    sides: tuple[str, ...]
    pattern: Pattern
    last: bool


def sought(question: Question, catalogue: Catalogue) -> Sought | None:
    """What would decide it; None where the question asks for no order, or of nothing that can be stated."""
    own = question.text.partition(" (on: ")[0].rstrip(" ?!.")
    order, asked = _ORDER.search(own), _ASKED.match(own)
    actors = [next(iter(thing.actors)) for thing in question.named if len(thing.actors) == 1]
    kinds: Counter[str] = Counter(catalogue.actors[one].kind for one in dict.fromkeys(actors))
    kind = next((one for one in SIDES if kinds[one] > 1), None)
    if order is None or asked is None or kind is None:
        return None
    sides = tuple(dict.fromkeys(one for one in actors if catalogue.actors[one].kind == kind))
    rest = _ORDER.sub("", asked["rest"])
    for thing in question.named:
        if thing.actors & set(sides):
            rest = re.sub(rf"(?:\b(?:or|and)\s+)?(?:\bthe\s+)?\b{re.escape(thing.surface)}\b", "", rest)
    found = listing.pattern(" ".join(rest.split()).strip(" ,"), question, catalogue, loose=True)
    if found is not None and not (found.instrument or found.others):
        # "SAFE" alone is a word like others to whoever reads a sentence: what the question names stands as it is read.
        about = [one for one in actors if one not in sides]
        things = [one for one in about if catalogue.actors[one].kind in THINGS]
        others = frozenset(about) - frozenset(things)
        found = found.model_copy(update={"instrument": next(iter(things), None), "others": others})
    return Sought(sides=sides, pattern=found, last=order["last"] is not None) if found else None


def decided(wanted: Sought, found: Mapping[str, Sequence[Reported]], catalogue: Catalogue) -> Finding:
    """What decides it, with the days in words; or why nothing does."""
    reports: Mapping[str, Sequence[Reported]] = {
        side: listing.matching(found[side], wanted.pattern, side) for side in wanted.sides
    }
    if wanted.pattern.instrument is None:
        reports = _alike(reports)
    dated = {side: min(told, key=_on) for side, told in reports.items() if told}
    named = {side: catalogue.actors[side].name for side in wanted.sides}
    told = sorted(dated, key=lambda side: _on(dated[side]), reverse=wanted.last)
    days = [f"{named[side]} on {_said(dated[side])}" for side in told]
    passages = tuple({dated[side].passage.sentence: dated[side].passage for side in told}.values())
    lacking = [named[side] for side in wanted.sides if side not in dated]
    if lacking:
        of_others = f"; of {', '.join(days)}".replace(" on ", ": ") if days else ""
        return Finding(reason=f"No article I hold states that of {' or '.join(lacking)}{of_others}.", nearest=passages)
    if len({_on(one) for one in dated.values()}) == 1:
        return Finding(passages=passages, aside=f"On the same day: {' and '.join(days)}.")
    return Finding(passages=passages, aside=f"By the days that articles state: {', then '.join(days)}.")


def _alike(reports: Mapping[str, Sequence[Reported]]) -> Mapping[str, Sequence[Reported]]:
    """Only steps about one thing, where there is one that all took."""
    things = [{one.development.instrument for one in told} - {None} for told in reports.values() if told]
    common = set.intersection(*things) if things else set()
    if not common:
        return reports
    return {side: [one for one in told if one.development.instrument in common] for side, told in reports.items()}


def _on(one: Reported) -> date:
    return on(one) or date.max


def _said(one: Reported) -> str:
    when = _on(one)
    stage = "" if one.development.stage == "none" else f" ({one.development.stage.replace('-', ' ')})"
    return f"{when.day} {when:%B %Y}{stage}"
