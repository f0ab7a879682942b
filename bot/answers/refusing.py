"""Why there is no answer, in words for the reader: each cause of a refusal has its own. Nothing is decided here."""

from collections.abc import Sequence

from bot.answers import kinds
from bot.answers.evidence import Evidence
from bot.answers.weighing import Scored
from bot.asking.questions import Question
from bot.language import stem, words

LANGUAGES = {"en": "English", "fr": "French", "de": "German"}


def before_looking(question: Question, evidence: Evidence) -> str:
    """The reason that no sentence could change; empty if there is none."""
    if question.advice:
        return "That asks for advice; I only report what articles say."
    if evidence.missing:
        return f"Nothing I hold names {listed(evidence.missing)}."
    if evidence.apart:
        return f"No article I hold names {listed([thing.surface for thing in question.named])} together."
    if question.within and not evidence.passages:
        return f"No article in {LANGUAGES[question.within]} that I hold is about that."
    if evidence.newest_before is not None:
        newest = f"{evidence.newest_before:%-d %B %Y}"
        return f"Nothing I hold{_since(question)} is about that; what I have on it is older, up to {newest}."
    return ""


def after(question: Question, scored: Sequence[Scored], answering: Sequence[Scored]) -> str:
    """The reason, when the sentences were read and none answers."""
    subject = listed([thing.surface for thing in question.named]) or "that"
    since = _since(question)
    if question.prediction:
        return f"That asks for a prediction; no article I hold{since} makes one."
    if unmet(question, answering):
        return f"No article I hold{since} says that happened: none has “{_as_asked(question)}” of {subject}."
    if answering:
        if any(turned(question, item) for item in answering[:3]):
            return f"No article I hold{since} says that; what I have on {subject} has it the other way round."
        return f"Articles{since} speak of {subject}, but no sentence {kinds.WANTED[question.kind]}."
    if question.named and any(item.named for item in scored):
        return f"Articles{since} name {subject}, but none says that."
    return f"Nothing I hold{since} says that{f' of {subject}' if question.named else ''}."


def unmet(question: Question, scored: Sequence[Scored]) -> bool:
    """Whether what the question takes for granted, or asks whether it was done, is said by none of these."""
    if not question.predicate or question.kind not in {*kinds.PRESUPPOSING, "yes-no"}:
        return False
    return bool(scored) and all(item.signs["verb"] <= -1.0 for item in scored)


def turned(question: Question, item: Scored) -> bool:
    """Whether a sentence has those asked about the other way round: the one sued is the one that sues."""
    settles = question.kind in {*kinds.PRESUPPOSING, "yes-no"} and len(question.named) > 1
    return settles and item.signs.get("order", 0.0) <= -1.0


def listed(things: Sequence[str]) -> str:
    """Things in a row, as English has it."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def _since(question: Question) -> str:
    return f" since {question.since.day} {question.since:%B %Y}" if question.since else ""


def _as_asked(question: Question) -> str:
    return next(
        (word for word in words(question.text) if stem(word, question.language) == question.predicate),
        question.predicate,
    )
