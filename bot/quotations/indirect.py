"""What somebody is said to have said, in the writer's words: `X said that …`, `…, X said`, `Selon X, …`."""

import re
from collections.abc import Sequence

from bot.quotations import speakers
from bot.quotations.cues import PREFIX, SAYING
from bot.quotations.phrases import Scene, Speaker
from storage.models import Span

_THAT = re.compile(r"(?:\s+[\w’'.-]+){0,8}?\s+(?:that|qu['’]|que)\s*|,\s+dass\s+", re.I)
_BARE = frozenset(
    {
        "said",
        "says",
        "warned",
        "argued",
        "stressed",
        "insisted",
        "claimed",
        "added",
        "explained",
        "noted",
        "acknowledged",
        "suggested",
        "predicted",
        "believes",
        "thinks",
        "argues",
        "insists",
        "adds",
        "warns",
        "stresses",
        "claims",
        "notes",
        "vowed",
        "promised",
        "pledged",
        "threatened",
        "urged",
        "hopes",
        "hoped",
        "denied",
        "confirmed",
        "announced",
        "complained",
        "declared",
        "asked",
        "blamed",
        "accused",
        "criticized",
        "criticised",
        "told",
        "tells",
        "concluded",
        "admitted",
        "sagte",
        "betonte",
        "warnte",
        "erklärte",
    }
)
_COMPLEMENT = re.compile(
    r"\s+(?!(?:in|on|at|to|by|during|after|before|of|for|nothing|so|goodbye|no|yes|about)\b)(?=\w+\s+\w+\s+\w+)"
)
LEAST = 3  # words


def statements(
    scene: Scene, sentences: Sequence[Span], quoted: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Speaker]]:
    """The clauses that report speech, in sentences without a quotation."""
    found = []
    at = 0
    for span in sentences:
        while at < len(quoted) and quoted[at][1] <= span.start:
            at += 1
        if at < len(quoted) and quoted[at][0] < span.end:
            continue
        one = _prefixed(scene, span) or _reported(scene, span) or _trailing(scene, span)
        if one and len(scene.text[one[0] : one[1]].split()) >= LEAST and (one[2].actor or one[2].written):
            found.append(one)
    return found


def _end(scene: Scene, span: Span) -> int:
    return len(scene.text[: span.end].rstrip(" .!?\n"))


def _prefixed(scene: Scene, span: Span) -> tuple[int, int, Speaker] | None:
    """`According to X, …`."""
    prefix = PREFIX[scene.language].match(scene.text, span.start, span.end)
    if prefix is None or prefix[0].strip().casefold() in ("as", "pour"):
        return None
    comma = scene.text.find(",", prefix.end(), span.end)
    if comma < 0 or comma - prefix.end() > 90:
        return None
    told = scene.named(prefix.end(), comma)
    start = comma + 1 + (scene.text[comma + 1 : comma + 2] == " ")
    return (start, _end(scene, span), told._replace(cue=prefix[0].strip())) if told and not told.pronoun else None


def _reported(scene: Scene, span: Span) -> tuple[int, int, Speaker] | None:
    """`X said that …`, `X warned Europe was …`, `X a déclaré que …`, `X sagte, dass …`."""
    cue = SAYING[scene.language].search(scene.text, span.start, span.end)
    if cue is None or cue.start() - span.start > 140:
        return None
    that = _THAT.match(scene.text, cue.end(), span.end)
    if that is None and cue[0].casefold() in _BARE:
        that = (re.compile(r",\s+(?=\w+\s+\w+)") if scene.language == "de" else _COMPLEMENT).match(
            scene.text, cue.end(), span.end
        )
    if that is None:
        return None
    told = speakers.before(scene, span.start, cue.end())
    if told is None:
        return None
    told = speakers.resolved(scene, told, max(0, span.start - 200), None) if told.pronoun or told.definite else told
    return that.end(), _end(scene, span), told


def _trailing(scene: Scene, span: Span) -> tuple[int, int, Speaker] | None:
    """`…, X said on Monday.`"""
    text = scene.text[span.start : span.end]
    commas = [match.start() for match in re.finditer(r",\s", text)]
    for comma in commas[-2:]:
        tail = text[comma:]
        if len(tail) > 110 or comma < 15:
            continue
        cue = SAYING[scene.language].search(tail)
        if (
            cue is None
            or re.match(r"\s+(?:to|that|with)\b", tail[cue.end() :])
            or re.match(r",\s+(?:and|but|which|who|as|et|mais|und|aber|saying)\b", tail)
        ):
            continue
        told = speakers.after(scene, span.start + comma, span.end)
        if told and not told.pronoun and not told.definite:
            return span.start, span.start + comma, told
    return None
