"""Whether a statement is for or against what it speaks of, and of what: only where its own verb says so. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from bot.quotations.verbs import DENIED, STANDS, SUPPOSED
from bot.recognition.vocabulary import word_set

Side = Literal["for", "against"]

_OWN: dict[str, dict[Side, re.Pattern[str]]] = {
    "en": {
        "for": re.compile(
            r"\b(?:I|we)\s+(?:\w+ly\s+|do\s+|also\s+)?(?:support|back|welcome|endorse|favou?r|call for"
            r"|are in favou?r of|stand behind)\b", re.I),
        "against": re.compile(
            r"\b(?:I|we)\s+(?:\w+ly\s+|also\s+)?(?:reject|oppose|refuse|rule out|are (?:\w+ly )?against|stand against"
            r"|(?:do not|don['’]t|will not|won['’]t|cannot|can['’]t|shall not) (?:support|accept|back|endorse|agree to)"
            r"|(?:will|shall) (?:veto|reject|oppose|block))\b", re.I),
    },
    "fr": {
        "for": re.compile(
            r"\b(?:je|nous)\s+(?:soutiens|soutenons|salue|saluons|suis favorable à|sommes favorables à|appelle à"
            r"|appelons à|suis pour|sommes pour)\b", re.I),
        "against": re.compile(
            r"\b(?:je|nous)\s+(?:rejette|rejetons|refuse|refusons|m['’]oppose|nous opposons|suis opposée? à"
            r"|sommes opposée?s à|suis contre|sommes contre|ne soutiens pas|ne soutenons pas|n['’]acceptons pas"
            r"|n['’]accepterons pas)\b", re.I),
    },
    "de": {
        "for": re.compile(
            r"\b(?:ich|wir)\s+(?:unterstütze[n]?|befürworte[n]?|begrüße[n]?|bin für|sind für)\b"
            r"(?![^.;]*\bnicht\b)", re.I),
        "against": re.compile(
            r"\b(?:ich|wir)\s+(?:lehne[n]?\b[^.;]*\bab|bin gegen|sind gegen|unterstütze[n]?\b[^.;]*\bnicht"
            r"|akzeptiere[n]?\b[^.;]*\bnicht|werden\b[^.;]*\bnicht (?:unterstützen|zustimmen|akzeptieren))\b", re.I),
    },
}  # fmt: skip
"""What somebody says of themselves: `we reject …`."""
_WORD = re.compile(r"[^\W_]{4,}|[A-Z][A-Z0-9]+")
_EMPTY = word_set(
    "that this with from have will would been they them their than then into more most also only very such some which "
    "when what were over under about after before other should could cannot plan plans proposal proposals idea state "
    "states member europe european union country countries commission support called call dans avec pour plus cette "
    "leur être sont nous vous einer eine eines dass nicht auch wird werden sich europäische européenne"
)
_BEFORE = 4
"""Words that may stand before a verb with which a statement begins: `has never publicly …`."""
_ALIKE = 2
"""Words that two statements must share, besides their topic, to be about the same."""


class Stance(NamedTuple):
    """For or against, and the words of what it is about, shortened to what inflection leaves."""

    side: Side
    about: frozenset[str]


def stance(text: str, language: str, *, direct: bool) -> Stance | None:
    """The stance of a statement; None where it takes none that is sure."""
    tongue = language if language in _OWN else "en"
    found: list[tuple[Side, int]] = []
    for side in ("for", "against"):
        pattern = _OWN[tongue][side] if direct else STANDS[side][tongue]
        found += [(side, match.end()) for match in pattern.finditer(text) if direct or _leads(text, match, tongue)]
    if len({side for side, _ in found}) != 1:
        return None
    side, end = found[0]
    return Stance(side, frozenset(_stems(text[end : end + 160])))


def _leads(text: str, verb: re.Match[str], language: str) -> bool:
    before = text[: verb.start()]
    doubtful = DENIED[language].search(before) or SUPPOSED[language].search(before)
    return len(before.split()) <= _BEFORE and not doubtful


def _stems(text: str) -> list[str]:
    return [word.casefold()[:6] for word in _WORD.findall(text) if word.casefold() not in _EMPTY]


def turns(stances: Sequence[Stance | None]) -> list[tuple[int, int]]:
    """Pairs of places, the newer first, at which statements on one topic, newest first, go over to the other side."""
    taken = [(place, one) for place, one in enumerate(stances) if one is not None]
    return [
        (newer, older)
        for (newer, now), (older, then) in pairwise(taken)
        if now.side != then.side and len(now.about & then.about) >= _ALIKE
    ]
