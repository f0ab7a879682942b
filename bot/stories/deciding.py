"""Which story an article belongs to, of those it may: vetoes first, then likeness, then the reasons. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from bot.stories.identity import LONG, Kinds, Veto, in_field, vetoed
from bot.stories.likeness import Likeness, likeness, shared_sum, strangeness
from bot.stories.report import Report
from storage.models import Placement

ALIKE = 0.50
"""Likeness from which two articles of our field tell one development where both tell the same act."""

ANOTHER_ACT = 0.10
"""… and how much more it takes where they do not: whoever took office on Monday pledges something on Tuesday."""

STRANGERS = 0.10
"""… and where both titles name actors, none of them the same: a step that follows tells what it follows."""

ACROSS = 0.46
"""Likeness, of sense alone, from which two articles in different languages do."""

PLAIN = 0.21
"""Likeness of words from which two articles outside our field do, whose words differ more from event to event."""

SHORT = 0.24
"""… and how much more it takes where an opening is too short for its words to be enough."""

STRANGE = 0.10
"""What names that only either tells take away there."""

OTHER_NAMES = 0.25
"""How much more it takes where each title has names that the other article lacks: Copenhagen's airport, Munich's."""

SAME_SUM = 0.10
"""What a sum that both name adds."""

MARKS = 2
"""Signs beyond the field's common actors that two languages must share."""

TOLERATED = 3
"""One article in so many may differ from a new one in stage or sum and yet share its story: reports err."""

NEAREST = 3
"""How many of a story's articles, the likest, speak for it."""


class Candidate(NamedTuple):
    """An article that may share a story with another, and what reasons call it."""

    report: Report
    story: int
    label: str


class Verdict(NamedTuple):
    """By how much two articles are alike enough, negative when they are not; and why, in words for people."""

    margin: float
    reasons: tuple[str, ...]


def decide(one: Report, candidates: Sequence[Candidate], *, kinds: Kinds) -> Placement:
    """The story of an article, given those it may share one with.

    Articles that forbid keep it out of their whole story: else a vague report, like both, would join two.
    """
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    vetoes: dict[int, list[Veto]] = defaultdict(list)
    for candidate in candidates:
        veto = vetoed(one, candidate.report, kinds=kinds)
        if veto is not None:
            vetoes[candidate.story].append(veto)
        else:
            verdicts[candidate.story].append(judged(one, candidate.report, candidate.label, kinds=kinds))
    best: tuple[float, int, tuple[str, ...]] | None = None
    for story, found in verdicts.items():
        against = vetoes.get(story, [])
        if any(veto.hard for veto in against) or len(against) * TOLERATED > len(found) + len(against):
            continue
        nearest = sorted(found, reverse=True)[:NEAREST]
        mean = sum(verdict.margin for verdict in nearest) / len(nearest)
        if nearest[0].margin >= 0 and mean >= -ANOTHER_ACT / 2 and (best is None or mean > best[0]):
            best = mean, story, nearest[0].reasons
    if best is not None:
        return Placement(story=best[1], reasons=best[2])
    kept = next((veto.why for found in vetoes.values() for veto in found), "")
    return Placement(story=None, reasons=(f"kept apart: {kept}",) if kept else ("nothing like it",))


def judged(one: Report, other: Report, label: str, *, kinds: Kinds) -> Verdict:
    """Whether two articles that no veto keeps apart are alike enough."""
    found = likeness(one, other)
    score, bar = _score(one, other, found, kinds)
    if (
        one.language == other.language
        and in_field(one, other, kinds)
        and _names_another(one, other)
        and _names_another(other, one)
    ):
        bar += OTHER_NAMES
    reasons = [f"likeness {score:.2f} with {label}"]
    shared = sorted((one.titled & other.titled) or (one.opening & other.opening))
    reasons += [f"same actors: {', '.join(shared)}"] if shared else []
    reasons += [f"same number: {number}" for number in _numbers(one, other)]
    reasons += [f"another language: {one.language} and {other.language}"] if one.language != other.language else []
    return Verdict(score - bar, tuple(reasons))


def _score(one: Report, other: Report, found: Likeness, kinds: Kinds) -> tuple[float, float]:
    more = SAME_SUM if shared_sum(one, other) else 0.0
    if one.language != other.language:
        return (found.sense + more if found.marks >= MARKS else 0.0), ACROSS
    if not in_field(one, other, kinds):
        short = min(one.said.length, other.said.length) < LONG
        return found.words - STRANGE * strangeness(one, other), PLAIN + (SHORT if short else 0)
    acts = {concept for concept in one.said.hinted & other.said.hinted if concept.startswith("act:")}
    strangers = one.titled and other.titled and not one.titled & other.titled
    return (found.words + found.sense) / 2 + more, ALIKE + (0 if acts else ANOTHER_ACT) + (
        STRANGERS if strangers else 0
    )


def _names_another(one: Report, other: Report) -> bool:
    return bool(one.said.names - other.said.present)


def _numbers(one: Report, other: Report) -> list[str]:
    mine = one.said.title.ordinals | one.said.first.ordinals
    theirs = other.said.title.ordinals | other.said.first.ordinals
    return sorted(f"{noun} {number}" for number, noun in mine & theirs)[:1]
