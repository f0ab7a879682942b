"""What identifies a development, and why two articles cannot tell one. Vetoes only: likeness is elsewhere. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from bot.language import words
from bot.stories import lexicon
from bot.stories.figures import SERIES, same_sum
from bot.stories.report import Report

DECIDING = ("country", "instrument", "programme", "mission-operation", "company")
"""Kinds of actor of which two titles that name different ones tell different developments."""

PERSON = "person"
"""A kind of actor that reports on one event name or not; but whom somebody meets, they name."""

MISSION = "mission-operation"
"""A kind of actor that no article on its launch or its mandate leaves unnamed."""

UNMISTAKEN = frozenset({"ratified", "in-force", "disbursed"})
"""Stages that no report tells as another."""

NEGOTIATED = frozenset({"mandate", "provisional-deal"})
"""… and two that none tells as one another: talks may begin, talks have ended."""

OPPOSED = (
    frozenset({"contract-awarded", "capability-delivered"}),
    frozenset({"rejection-veto", "veto-lifted"}),
    frozenset({"threat-ultimatum", "veto-lifted"}),
    frozenset({"negotiation-opened", "negotiation-failed"}),
)
"""Types of which no report tells one as the other: what is ordered is not there yet."""

EVERYWHERE = ("country",)
"""Kinds of actor that any news may name."""

DAYS = 5
"""Reports further apart are not of one development: what comes later is its next step."""

LONG = 400
"""Characters of an opening from which its words are enough to go by, whatever it is about."""

COMMON = frozenset({"european-union", "european-commission", "council-of-the-eu", "nato", "european-council",
                    "european-parliament", "member-states"})  # fmt: skip
"""Actors that our field's articles name whatever they tell."""

Kinds = Mapping[str, str]


class Veto(NamedTuple):
    """Why two articles cannot tell one development. A `hard` one holds against the whole story of either: numbers,
    years and counterparties are told right, while stages and sums are also told in passing. Where one is only silent
    of what the other names, a third may name both (`silent`)."""

    why: str
    hard: bool
    silent: bool = False


def vetoed(one: Report, other: Report, *, kinds: Kinds) -> Veto | None:
    """What forbids that two articles tell one development, if anything. The same whichever comes first."""
    return next(_vetoes(one, other, kinds), None)


def _vetoes(one: Report, other: Report, kinds: Kinds) -> Iterator[Veto]:
    ours = in_field(one, other, kinds)
    if why := _days(one, other):
        yield Veto(why, hard=False)
    for why in (_ordinals(one, other, ours=ours), _year(one, other), _actors(one, other, kinds)):
        if why:
            yield Veto(why, hard=ours)
    if why := _silent(one, other, kinds):
        yield Veto(why, hard=ours, silent=True)
    if (
        ours or min(one.said.length, other.said.length) < LONG
    ):  # elsewhere "paid" and "failed" are told of other things than of loans and talks
        if why := _near(one, other):
            yield Veto(why, hard=True)
        for why in (_figures(one, other), _stage(one, other), _stated(one, other), _body(one, other)):
            if why:
                yield Veto(why, hard=False)


def identical(one: Report, other: Report, kinds: Kinds) -> bool:
    """Whether both tell that the same was done to the same: the same number of a series, or the same instrument of the
    same year. Whatever else they name, no two developments have that in common."""
    if not one.said.turns & other.said.turns:
        return False
    mine = one.said.title.ordinals | one.said.first.ordinals
    series = {noun for noun, _ in SERIES}
    if any(noun in series for _, noun in mine & (other.said.title.ordinals | other.said.first.ordinals)):
        return bool((one.opening & other.opening) - COMMON)
    shared = {actor for actor in one.titled & other.titled if kinds.get(actor) in ("instrument", "programme")}
    return bool(shared and one.said.title.years & other.said.title.years)


def same_act(one: Report, other: Report) -> bool:
    """Whether the openings state that the same was done with one instrument that the catalogue knows."""
    return any(
        mine.type == theirs.type
        and mine.stage == theirs.stage
        and mine.instrument == theirs.instrument
        and mine.instrument in one.actors
        for mine in one.stated
        for theirs in other.stated
    )


def in_field(one: Report, other: Report, kinds: Kinds) -> bool:
    """Whether one of two articles names more of the catalogue in its opening than countries, or both are of its
    matters."""
    named = any(kinds.get(actor, "country") not in EVERYWHERE for actor in one.opening | other.opening)
    return named or not (general(one, kinds) or general(other, kinds))


def general(one: Report, kinds: Kinds) -> bool:
    """Whether an article tells of nothing in our field, as far as we can tell: then names and words decide."""
    return all(kinds.get(actor, "country") in EVERYWHERE for actor in one.actors) and not _matters(one)


def _matters(one: Report) -> bool:
    things = sum(concept.startswith("thing:") for concept in one.said.hinted)
    return bool(one.opening) and things > (1 if one.said.length < LONG else 2)


def _days(one: Report, other: Report) -> str:
    if one.day is None or other.day is None:
        return ""
    apart = abs((one.day - other.day).days)
    return f"{apart} days apart" if apart > DAYS else ""


def _ordinals(one: Report, other: Report, *, ours: bool) -> str:
    mine, theirs = one.said.title.ordinals, other.said.title.ordinals
    if ours or min(one.said.length, other.said.length) < LONG:
        mine, theirs = mine or one.said.first.ordinals, theirs or other.said.first.ordinals
    for noun in sorted({noun for _, noun in mine} & {noun for _, noun in theirs}):
        here = {number for number, counted in mine if counted == noun}
        there = {number for number, counted in theirs if counted == noun}
        if not here & there:
            return f"another {noun}: {min(here)} here, {min(there)} there"
    return ""


def _year(one: Report, other: Report) -> str:
    mine, theirs = one.said.title.years, other.said.title.years
    return "another year in the title" if mine and theirs and not mine & theirs else ""


def _figures(one: Report, other: Report) -> str:
    mine, theirs = one.said.title, other.said.title
    for noun in sorted({noun for _, noun in mine.counts} & {noun for _, noun in theirs.counts}):
        here = {number for number, counted in mine.counts if counted == noun}
        if not here & {number for number, counted in theirs.counts if counted == noun}:
            return f"another number of {noun} in the title"
    if mine.counts and theirs.counts and one.language == other.language:
        ours, others = ({noun for _, noun in counted} for counted in (mine.counts, theirs.counts))
        if ours.isdisjoint(other.said.weights) and others.isdisjoint(one.said.weights):
            return f"{', '.join(sorted(ours))} counted in one title, {', '.join(sorted(others))} in the other"
    currencies = {name for _, name in mine.sums} | {name for _, name in theirs.sums}
    told = any(same_sum(here, there) for here in mine.sums for there in other.said.sums) or any(
        same_sum(here, there) for here in theirs.sums for there in one.said.sums
    )
    if mine.sums and theirs.sums and not told and len(currencies - {""}) < 2:
        return "another sum in the title"
    return ""


def _actors(one: Report, other: Report, kinds: Kinds) -> str:
    tell = min(one.said.length, other.said.length) >= LONG and (general(one, kinds) or general(other, kinds))
    for kind in DECIDING:
        mine, theirs = _of(kind, one.titled, kinds), _of(kind, other.titled, kinds)
        only_mine, only_theirs = mine - theirs, theirs - mine
        if tell and mine & theirs:
            continue
        if only_mine and only_theirs and not (only_mine <= other.opening and only_theirs <= one.opening):
            return f"another {kind} in the title"
    mine, theirs = _of(PERSON, one.titled, kinds), _of(PERSON, other.titled, kinds)
    if mine & theirs and mine - theirs - other.actors and theirs - mine - one.actors:
        return "another person with the same one in the title"
    return ""


def _silent(one: Report, other: Report, kinds: Kinds) -> str:
    mine, theirs = _of("country", one.opening, kinds), _of("country", other.opening, kinds)
    if mine and theirs and not mine & other.actors and not theirs & one.actors:
        return "no country in common"
    if _of(MISSION, one.titled, kinds) - other.actors or _of(MISSION, other.titled, kinds) - one.actors:
        # Who reports on a mission names it; its launch is not the event that called for it.
        return "a mission in one title that the other article does not name"
    return ""


def _stage(one: Report, other: Report) -> str:
    if one.said.planned != other.said.planned:
        done = other if one.said.planned else one
        if done.said.turns and not lexicon.agree(frozenset({"planned"}), done.said.turns):
            return "still to come in one, done in the other"
    if not one.said.titled and not other.said.titled:
        return ""  # what first sentences do beside their news tells little
    if not lexicon.agree(one.said.turns, other.said.turns):
        return f"another stage: {_listed(one.said.turns)} here, {_listed(other.said.turns)} there"
    return ""


def _stated(one: Report, other: Report) -> str:
    """A stage that only one of two statements has reached, of those that nobody tells in the words of another; or one
    act in two places."""
    stages = [{act.stage for act in report.stated} - {"none"} for report in (one, other)]
    types = [{act.type for act in report.stated} for report in (one, other)]
    other_stage = f"another stage: {_listed(stages[0])} here, {_listed(stages[1])} there"
    if _opposed(stages, NEGOTIATED):
        return other_stage
    if any(_opposed(types, pair) for pair in OPPOSED):
        return f"another act: {_listed(types[0])} here, {_listed(types[1])} there"
    unlike = all(stages) and stages[0].isdisjoint(stages[1]) and not UNMISTAKEN.isdisjoint(stages[0] | stages[1])
    if unlike and not types[0].isdisjoint(types[1]):
        return other_stage
    if one.language == other.language:
        return next(
            (
                f"in {mine.place} here, in {theirs.place} there"
                for mine in one.stated
                for theirs in other.stated
                if mine.type == theirs.type and _elsewhere(mine.place, other) and _elsewhere(theirs.place, one)
            ),
            "",
        )
    return ""


def _opposed(told: Sequence[Set[str]], pair: Set[str]) -> bool:
    """Whether each tells one of two, and none both."""
    return all(len(found & pair) == 1 for found in told) and pair <= told[0] | told[1]


def _elsewhere(place: str | None, other: Report) -> bool:
    """Whether a place is none that another article names."""
    return place is not None and other.said.present.isdisjoint(words(place))


def _near(one: Report, other: Report) -> str:
    mine, theirs = one.said.near, other.said.near
    if mine and theirs and not mine & other.said.present and not theirs & one.said.present:
        return f"near {_listed(mine)} here, near {_listed(theirs)} there"
    return ""


def _body(one: Report, other: Report) -> str:
    mine, theirs = one.said.bodies, other.said.bodies
    told = one.said.acting or other.said.acting
    return "another institution acts" if told and mine and theirs and not mine & theirs else ""


def _of(kind: str, actors: frozenset[str], kinds: Kinds) -> frozenset[str]:
    return frozenset(actor for actor in actors if kinds.get(actor) == kind)


def _listed(some: Iterable[str]) -> str:
    return ", ".join(sorted(some))
