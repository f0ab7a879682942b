"""The strategy of last resort: the stored sentences that answer best, verbatim. Or a refusal, with its reason.

A sentence is scored by how much of the question it covers (each word weighed by how rare it is; words of the title
and of the sentences before it count in part), by the things it names, and by whether it has what the question wants
(a date, an amount, a name). A sentence that does not name what was asked about is never an answer to it.
"""

from collections.abc import Sequence
from itertools import groupby

from bot.answers import kinds, signs
from bot.answers.evidence import Evidence, Finding, day
from bot.answers.naming import names, stems
from bot.catalogue import Catalogue
from bot.language import fold, stem
from bot.named import Named
from bot.questions import Question
from bot.synonyms import synonyms
from storage.models import Passage, Record

COVERED = 0.46
COVERED_AND_FITTING = 0.4
"""Share of the question's weight that an answer must cover: less of it where the sentence has the date, the amount or
the name that is asked for. Below, sentences on the same subject pass for answers (set on questions of our own: see
`tests/corpus/questions.toml`)."""

SUPPORTING = 0.82
"""A further sentence is shown when it scores this share of the best one."""

MOST = 3
SHORTEST = 15
SHORT_ARTICLE = 25
TOLD = 0.3
"""Share of the question's words that must be found in an answer or just around it, whatever it names."""

OWN = 0.25
"""Share of the question's words that a sentence must have itself when it names nothing that was asked about."""

NAME_WEIGHT = 0.8
"""What a name counts for beside a word as rare: names are asked about, words tell what is asked."""

SYNONYM = 0.8
IN_TITLE = 0.55
BEFORE = 0.5
"""What a word counts for when the sentence has a synonym, or the title or the two sentences before have the word."""

NEAR_SAME = 0.7
"""Share of stems in common from which two sentences say the same."""


class Scored(Record):
    """A passage with what speaks for it."""

    passage: Passage
    score: float
    own: float  # share of the question's words that the sentence has itself
    told: float  # … with its title and what stands before it
    covered: float  # share of words and names together
    named: float  # 1 when the sentence itself names everything asked about; 0 when something is nowhere near
    fits: bool  # has what the kind of question wants


class Context(Record):
    """What stands around a passage."""

    titled: frozenset[str]
    within: tuple[Passage, ...]  # its whole article, if that is short
    before: tuple[Passage, ...] = ()
    speaker: str = ""  # who speaks, in a transcript


def find(question: Question, evidence: Evidence) -> Finding:
    """The best sentences, or why there are none."""
    scored = sorted(rank(question, evidence), key=lambda item: item.score, reverse=True)
    nearest = tuple(item.passage for item in _distinct(scored, floor=0.0) if item.score > 0.3)[:2]
    if question.advice:
        return Finding(reason="That asks for advice; I only report what articles say.", nearest=nearest)
    if evidence.missing:
        return Finding(reason=f"Nothing I hold names {_listed(evidence.missing)}.", nearest=nearest)
    if evidence.apart:
        surfaces = [thing.surface for thing in question.named]
        return Finding(reason=f"No article I hold names {_listed(surfaces)} together.", nearest=nearest)
    bar = COVERED_AND_FITTING if question.kind in kinds.STRONG else COVERED
    # Names alone are no answer: a list that names Brazil and Japan does not say what they signed. But an amount
    # beside the instrument asked about says how much, in whatever words.
    least = 0.0 if question.kind in kinds.TYPED else TOLD
    answering = [item for item in scored if item.named and item.covered >= bar and item.told >= least]
    fitting = [item for item in answering if item.fits]
    if not fitting:
        return Finding(reason=_reason(question, scored, answering), nearest=nearest)
    best = fitting[0]
    # What supports stands as near to the question as the best does: another country's aid does not support.
    near = [item for item in fitting if item.named >= best.named - 0.21 and item.own >= min(best.own, COVERED)]
    return Finding(passages=tuple(item.passage for item in _distinct(near, floor=SUPPORTING * best.score)))


def rank(question: Question, evidence: Evidence) -> list[Scored]:
    """Every passage with its score, in reading order."""
    scored: list[Scored] = []
    for number, group in groupby(evidence.passages, key=lambda passage: passage.article):
        article = list(group)
        titled = evidence.titled.get(number, frozenset())
        # In a short article, what was named stays the subject; in a long debate it does not.
        within = tuple(article) if len(article) <= SHORT_ARTICLE else ()
        speaker = ""
        for place, passage in enumerate(article):
            label = signs.SPEAKER.match(passage.text)
            speaker = label[1] if label else speaker
            if len(passage.text) > SHORTEST:
                before = tuple(article[max(0, place - 2) : place])
                context = Context(titled=titled, within=within, before=before, speaker=speaker)
                scored.append(_score(question, evidence, passage, context))
    return scored


def _score(question: Question, evidence: Evidence, passage: Passage, context: Context) -> Scored:
    near = _nearness(question, passage, context, evidence.catalogue)
    named = sum(near) / len(near) if near and all(near) else float(not near)
    own, told, covered = _covered(question, evidence, passage, context, near)
    if question.named and not any(value == 1.0 for value in near) and own < OWN:
        named = 0.0  # it neither names a thing asked about nor speaks of what is asked
    if question.own and not _speaks_of(question, passage, context):
        named = 0.0
    fits = kinds.fits(question, passage, evidence.catalogue, speaker=context.speaker)
    score = 0.6 * covered + 0.25 * named + (0.15 if fits else 0.0) + kinds.bonus(question, passage)
    published = day(passage.published_at)
    if published is not None:
        # Among equals the newer one: a tenth of the weight of one word, halved for each two years of age.
        score += 0.04 * 0.5 ** (max(0, (evidence.as_of - published).days) / 730)
        if question.kind == "status":
            # How far it is, the newest article knows best.
            score += 0.25 * 0.5 ** (max(0, (evidence.as_of - published).days) / 365)
    score += 0.02 if passage.ordinal < 3 else 0.0
    return Scored(
        passage=passage,
        score=score if named else 0.3 * score,
        own=own,
        told=told,
        covered=covered,
        named=named,
        fits=fits,
    )


def _covered(
    question: Question, evidence: Evidence, passage: Passage, context: Context, near: Sequence[float]
) -> tuple[float, float, float]:
    """The share of the question that is covered: words by the sentence, words with what is around, words and names."""
    here, title = stems(passage.text, passage.language), stems(passage.title, passage.language)
    earlier = frozenset[str]().union(*(stems(p.text, p.language) for p in context.before))
    total = own = found = 0.0
    for content, term in zip(question.content, question.terms, strict=True):
        weight = evidence.weights.get(content, 1.0)
        total += weight
        wanted = stem(term, passage.language)
        alike = synonyms(question.language).get(content, frozenset())
        if wanted in here or content in here:
            own += weight
        elif here & alike:
            own += weight * SYNONYM
        elif wanted in title:
            found += weight * IN_TITLE
        elif wanted in earlier:
            found += weight * BEFORE
        elif title & alike or earlier & alike:
            found += weight * BEFORE * SYNONYM
    own_share, told = (own / total, (own + found) / total) if total else (1.0, 1.0)
    for weight, nearness in zip(evidence.named_weights, near, strict=False):
        total += NAME_WEIGHT * weight
        found += NAME_WEIGHT * weight * nearness
    return own_share, told, (own + found) / total if total else 1.0


def _nearness(question: Question, passage: Passage, context: Context, catalogue: Catalogue) -> list[float]:
    """For each thing asked about, how near the sentence names it: 1 in itself, less around it, 0 nowhere."""
    near = [_near(thing, passage, context, catalogue) for thing in question.named]
    here = fold(passage.text)
    around = fold(" ".join((passage.title, *(p.text for p in context.before))))
    published = str(passage.published_at or "")[:4]
    for mark in (*question.ordinals, *question.years):
        near.append(1.0 if mark in here else 0.7 if mark in around or mark == published else 0.0)
    return near


def _near(thing: Named, passage: Passage, context: Context, catalogue: Catalogue) -> float:
    if names(thing, passage.text, passage.actors):
        return 1.0
    if context.speaker and names(thing, context.speaker, frozenset()):
        return 0.9
    if names(thing, passage.title, context.titled):
        return 0.7
    if _displaced(thing, passage, catalogue):
        return 0.0
    if any(names(thing, p.text, p.actors) for p in context.before) or thing.kin & passage.actors:
        return 0.6
    return 0.4 if any(names(thing, p.text, p.actors) for p in context.within) else 0.0


def _speaks_of(question: Question, passage: Passage, context: Context) -> bool:
    """Whether a sentence, or the one before, has one of the words that a follow-up brings itself."""
    near = stems(passage.text, passage.language).union(*(stems(p.text, p.language) for p in context.before[-1:]))
    return any({word, *synonyms(question.language).get(word, ())} & near for word in question.own)


def _displaced(thing: Named, passage: Passage, catalogue: Catalogue) -> bool:
    """Whether a sentence that does not name a thing names another of its kind: Poland's loan is not Romania's."""
    kinds_asked = {catalogue.actors[actor].kind for actor in thing.actors} & {"country", "person", "company"}
    others = passage.actors - thing.actors - thing.kin
    return any(catalogue.actors[other].kind in kinds_asked for other in others if other in catalogue.actors)


def _distinct(scored: Sequence[Scored], *, floor: float) -> list[Scored]:
    """The best ones that do not say the same, at most `MOST`."""
    chosen: list[Scored] = []
    for item in scored:
        if item.score < floor or len(chosen) == MOST:
            break
        mine = stems(item.passage.text, item.passage.language)
        if all(_overlap(mine, stems(other.passage.text, other.passage.language)) < NEAR_SAME for other in chosen):
            chosen.append(item)
    return chosen


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _reason(question: Question, scored: Sequence[Scored], answering: Sequence[Scored]) -> str:
    subject = _listed([thing.surface for thing in question.named]) or "that"
    since = f" since {question.since.day} {question.since:%B %Y}" if question.since else ""
    if answering:
        return f"Articles{since} speak of {subject}, but no sentence {kinds.WANTED[question.kind]}."
    if question.prediction:
        return "That asks for a prediction; no article I hold says so."
    if any(item.named for item in scored):
        return (
            f"Articles{since} name {subject}, but none says that." if question.named else f"Nothing{since} says that."
        )
    return f"Nothing I hold{since} says that of {subject}." if question.named else f"Nothing I hold{since} says that."


def _listed(things: Sequence[str]) -> str:
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"
