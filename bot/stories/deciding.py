"""Which story an article belongs to, of those it may: vetoes first, then likeness, then the reasons. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.stories.groups import ALIKE as PLAIN
from bot.stories.groups import LEAST, Limits, grouped
from bot.stories.identity import LONG, Kinds, Veto, general, identical, in_field, same_act, vetoed
from bot.stories.likeness import likeness, shared_sum
from bot.stories.profile import Profile, alike
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

SHORT = 0.2
"""How much more than elsewhere it takes where one of two short articles is on the verge of our field."""

POOR = 0.05
"""How much more it takes where names and words decide, and of both articles they tell little: short ones, and those of
our field, whose words are ever the same."""

OTHER_NAMES = 0.25
"""How much more it takes where each title has names that the other article lacks: Copenhagen's airport, Munich's."""

SAME_SUM = 0.10
"""What a sum that both name adds."""

SAME_ACT = 0.15
"""What it adds that both state the same act of somebody, or of one instrument."""

NEVER = 1_000_000
"""What a veto counts that no number of other articles outweighs."""

MARKS = 2
"""Signs beyond the field's common actors that two languages must share."""

TOLERATED = 3
"""One article in so many may differ from a new one in stage or sum and yet share its story: reports err."""

SENTENCE = 160
"""Characters of a headline and one sentence, of which outside our field names alone tell apart."""

COMPARED = 16
"""Articles, the likest, with which one outside our field is grouped: every two of them are compared."""

NEAREST = 3
"""How many of a story's articles, the likest, speak for it."""

ALIKE_ENOUGH = -ANOTHER_ACT / 2
"""How little they may fall short in the mean, if the likest does not."""


class Candidate(NamedTuple):
    """An article that may share a story with another, and what reasons call it."""

    report: Report
    story: int
    label: str


class Verdict(NamedTuple):
    """By how much two articles are alike enough, negative when they are not; why, in words for people; and whether
    what identifies a development is the same."""

    margin: float
    reasons: tuple[str, ...]
    same: bool = False


def decide(one: Report, candidates: Sequence[Candidate], *, kinds: Kinds) -> Placement:
    """The story of an article, given those it may share one with.

    Articles that forbid keep it out of their whole story: else a vague report, like both, would join two.
    """
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    vetoes: dict[int, list[Veto]] = defaultdict(list)
    alongside = []
    for candidate in candidates:
        if by_words(one, candidate.report, kinds):
            alongside.append(candidate)
            continue
        veto = vetoed(one, candidate.report, kinds=kinds)
        if veto is not None:
            vetoes[candidate.story].append(veto)
        else:
            verdicts[candidate.story].append(judged(one, candidate.report, candidate.label, kinds=kinds))
    best: tuple[float, int, tuple[str, ...]] | None = None
    like: list[int] = []
    for story, found in verdicts.items():
        against = vetoes.get(story, [])
        nearest = sorted(found, reverse=True)[:NEAREST]
        if nearest[0].margin < 0:
            continue
        like.append(story)
        if any(veto.hard for veto in against) or len(against) * TOLERATED > len(found) + len(against):
            continue
        mean = sum(verdict.margin for verdict in nearest) / len(nearest)
        if mean >= ALIKE_ENOUGH and (best is None or mean > best[0]):
            best = mean, story, nearest[0].reasons
    if best is not None:
        doubted = _but(best[1], like) + ((best[1],) if best[1] in vetoes else ())
        return Placement(story=best[1], reasons=best[2], doubted=doubted)
    kept = next((veto.why for found in vetoes.values() for veto in found), "")
    apart = Placement(story=None, reasons=(f"kept apart: {kept}",) if kept else ("nothing like it",))
    placed = _among(one, alongside, kinds) or apart
    return placed.model_copy(update={"doubted": _but(placed.story, (*placed.doubted, *like))})


def _but(story: int | None, stories: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(stories) - {story}))


def by_words(one: Report, other: Report, kinds: Kinds) -> bool:
    """Whether names and words decide of two articles: of one language, and neither of our field; or one of them not,
    where both are long enough for their words to tell. Of short ones what both state to have been done tells more."""
    if min(one.said.length, other.said.length) < LONG and same_act(one, other):
        return False
    outside = general(one, kinds) + general(other, kinds)
    return one.language == other.language and outside + (min(one.said.length, other.said.length) >= LONG) > 1


def together(reports: Sequence[Report], begun: Sequence[int], *, kinds: Kinds) -> list[int]:
    """For each article the place of the first of its group, as names and words tell where they decide.

    `begun` gives the same for those that are known to be together.
    """

    outside = [general(report, kinds) for report in reports]
    long = [report.said.length >= LONG for report in reports]

    def against(one: int, other: int) -> int:
        if not (outside[one] and outside[other]) and not (long[one] and long[other]):
            return NEVER
        if max(reports[one].said.length, reports[other].said.length) < SENTENCE and _strangers(
            reports[one].profile, reports[other].profile
        ):
            return 1
        veto = vetoed(reports[one], reports[other], kinds=kinds)
        return 0 if veto is None else NEVER if veto.hard else 1

    def poor(place: int) -> bool:
        return not (long[place] and outside[place])

    limits = Limits(against=against, poor=poor, outside=outside.__getitem__, more=POOR)
    return grouped([report.profile for report in reports], limits, begun)


def _among(one: Report, alongside: Sequence[Candidate], kinds: Kinds) -> Placement | None:
    """The story of most of those that an article outside our field groups with."""
    alike_to = {id(candidate): alike(one.profile, candidate.report.profile) for candidate in alongside}
    alongside = sorted(alongside, key=lambda candidate: -alike_to[id(candidate)])[:COMPARED]
    if not alongside or alike_to[id(alongside[0])] < LEAST:
        return None
    reports = [*(candidate.report for candidate in alongside), one]
    *first, mine = together(reports, range(len(reports)), kinds=kinds)
    met = [candidate for candidate, place in zip(alongside, first, strict=True) if place == mine]
    if not met:
        return None
    stories = Counter(candidate.story for candidate in met)
    story, _ = max(stories.items(), key=lambda item: (item[1], -item[0]))
    reasons = why(one, [candidate.report for candidate in met], met[0].label)
    return Placement(story=story, reasons=reasons, doubted=_but(story, stories))


def why(one: Report, others: Sequence[Report], label: str) -> tuple[str, ...]:
    """Why an article is with others of which names and words decide, `label` one of them."""
    mean = sum(alike(one.profile, other.profile) for other in others) / len(others)
    names = Counter(name for other in others for name in one.profile.names & other.profile.names)
    shared = sorted(name for name, _ in names.most_common(3))
    with_ = f"{label} and {len(others) - 1} more" if len(others) > 1 else label
    return (f"likeness {mean:.2f} with {with_}", *((f"same names: {', '.join(shared)}",) if shared else ()))


def judged(one: Report, other: Report, label: str, *, kinds: Kinds) -> Verdict:
    """Whether two articles that no veto keeps apart are alike enough."""
    same = identical(one, other, kinds)
    act = same_act(one, other)
    score, bar = _score(one, other, kinds, same=same or act)
    if act:
        bar -= SAME_ACT
    if (
        not (same or act)
        and one.language == other.language
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
    return Verdict(score - bar, tuple(reasons), same)


def _score(one: Report, other: Report, kinds: Kinds, *, same: bool) -> tuple[float, float]:
    found = likeness(one, other)
    more = SAME_SUM if shared_sum(one, other) else 0.0
    if one.language != other.language:
        return (found.sense + more if found.marks >= MARKS else 0.0), ACROSS
    if not in_field(one, other, kinds):
        return alike(one.profile, other.profile), PLAIN + SHORT
    acts = {concept for concept in one.said.hinted & other.said.hinted if concept.startswith("act:")}
    strangers = one.titled and other.titled and not one.titled & other.titled and not same
    return (found.words + found.sense) / 2 + more, ALIKE + (0 if acts or same else ANOTHER_ACT) + (
        STRANGERS if strangers else 0
    )


def _strangers(one: Profile, other: Profile) -> bool:
    """Whether each names somebody or some place that the other does not."""
    return not (one.names <= other.present or other.names <= one.present)


def _names_another(one: Report, other: Report) -> bool:
    return bool(one.said.names - other.said.present)


def _numbers(one: Report, other: Report) -> list[str]:
    mine = one.said.title.ordinals | one.said.first.ordinals
    theirs = other.said.title.ordinals | other.said.first.ordinals
    return sorted(f"{noun} {number}" for number, noun in mine & theirs)[:1]
