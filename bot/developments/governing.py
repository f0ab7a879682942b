"""What governs an English infinitive, and so what its clause claims: "agreed to sign", "will sign", "became first to".

French takes `aimed` from here. The rest of English is in `english`.
"""

import re

from bot.developments.claim import Claim, Force
from bot.developments.clauses import said_before
from bot.developments.grammar import DECIDED
from bot.developments.scene import Scene
from bot.developments.subjects import finite, group, subject

_BECOMING = frozenset({"become", "became", "becomes", "is", "are", "was"})

_NTH = re.compile(r"first|second|third|latest|only|last|\w+th|\d+(?:st|nd|rd)")

_GIVING_UP = frozenset({"cancel", "suspend", "delay", "lift", "reject", "block", "veto", "oppose"})

_INTENT = frozenset({"plans", "plan", "bid", "pledge", "promise", "vow", "offer", "offers", "commitment", "intention"})

_LEAVE = frozenset({"adopt", "authorise", "give"})
_NEAR_LEAVE = 8


def modal(scene: Scene, helped: list[str], start: int) -> Claim | None:
    """What the auxiliaries before a base form, whose group begins at token `start`, claim of it."""
    grammar = scene.grammar
    if "would" in helped and "have" not in helped:
        if said_before(scene, start):
            return "planned"
        return None
    if any(word in grammar.excluded for word in helped):
        return None
    if any(word in grammar.planned for word in helped):
        return "planned"
    if any(word in grammar.possible for word in helped):
        return None if {"if", "unless"} & set(scene.words(0, len(scene.tokens))) else "possible"
    if any(word in ("did", "do", "does", "don", "didn", "doesn") for word in helped):
        return "fact"
    return None


def _sibling(scene: Scene, index: int, joint: int) -> Force | None:
    """A bare verb behind "and" goes as the one before: "will sign and send"."""
    for back in range(joint - 1, max(-1, joint - 9), -1):
        word = scene.tokens[back].text
        if word == "to":
            return governed(scene, index, back)
        if word in ("will", "may", "could", "might"):
            claim = modal(scene, [word], back)
            return None if claim is None else Force(claim, anchor=back)
    return None


def governed(scene: Scene, index: int, to: int) -> Force | None:
    """An infinitive behind "to": by grace of what governs it."""
    grammar = scene.grammar
    at = to - 1
    if scene.tokens[to].text in ("and", "or"):
        return _sibling(scene, index, to)
    while at > 0 and (scene.tokens[at].text in grammar.adverbs or scene.tokens[at].text in ("not", "each")):
        at -= 1
    if at < 0:
        return None
    nth = _nth(scene, to)
    if nth is not None:
        return Force(anchor=nth)
    at = _governor(scene, at)
    governor = scene.tokens[at].text
    if (governor in _INTENT and _given_up(scene, at)) or (
        governor in ("is", "are") and scene.tokens[index].text == "blame"
    ):
        return None
    negated = "not" in scene.words(at, to)
    if governor in grammar.fails:
        helping_words, start = group(scene, at)
        if "had" in helping_words and not said_before(scene, start):
            return None
        return Force(negated=True, anchor=start) if subject(scene, start) or scene.heading else None
    if governor in grammar.aims:
        helping_words, start = group(scene, at)
        if any(word in grammar.excluded for word in helping_words) or (
            "had" in helping_words and not said_before(scene, start)
        ):
            return None
        negated = negated or any(word in grammar.negation for word in helping_words)
        possible = any(word in grammar.possible for word in helping_words)
        if "will" in helping_words and grammar.aims[governor] == "fact":
            return Force("planned", negated=negated, anchor=start)
        return aimed(governor, scene, negated=negated, anchor=start, possible=possible)
    if _allowed(scene, to):
        return Force("planned", anchor=to, decided=True)
    actor = scene.mention_at(scene.tokens[to - 1].start)
    telegraphic = scene.heading or (actor is not None and scene.at(actor.start) == 0)  # "EU to adopt … next Mon."
    if telegraphic and subject(scene, to) and not finite(scene, 0, len(scene.tokens)):
        return Force("planned", anchor=to)
    return None


def _allowed(scene: Scene, to: int) -> bool:
    """Whether somebody is let do it: "gave the go-ahead for Moldova to take part", "cleared Kyiv to buy"."""
    whom = scene.mention_at(scene.tokens[to - 1].start)
    if whom is None:
        return False
    at = scene.at(whom.start)
    low, high = scene.tokens[max(0, at - _NEAR_LEAVE)].start, whom.start
    given = [
        hit for hit in scene.acts if low <= hit.start < high and hit.names[0].act in ("adopt", "authorise", "give")
    ]
    return bool(given) and (scene.words(at - 1, at) == ["for"] or given[-1].end >= whom.start - 1)


def _given_up(scene: Scene, at: int) -> bool:
    """Whether an intention at a token is the object of an act that gives it up or stops it."""
    low, high = scene.tokens[max(0, at - 5)].start, scene.tokens[at].start
    return any(known.act in _GIVING_UP for hit in scene.acts if low <= hit.start <= high for known in hit.names)


def _nth(scene: Scene, to: int) -> int | None:
    """Where "became" stands in "became the fifth country to sign", for whoever did it."""
    for at in range(to - 1, max(0, to - 10), -1):
        if scene.tokens[at].text in _BECOMING:
            words = scene.words(at + 1, to)
            return group(scene, at)[1] if words[:1] == ["the"] and any(_NTH.fullmatch(word) for word in words) else None
    return None


def _governor(scene: Scene, at: int) -> int:
    """What governs "to", past a circumstance of time or place: "agreed at the summit in Canada to start"."""
    grammar = scene.grammar
    for back in range(at, max(-1, at - 9), -1):
        word = scene.tokens[back].text
        if grammar.aims.get(word) == DECIDED or (back == at and (word in grammar.aims or word in grammar.fails)):
            return back
        if word in (",", "and", "but") or word in grammar.that or word in grammar.relatives:
            break
    return at


def aimed(governor: str, scene: Scene, *, negated: bool, anchor: int, possible: bool = False) -> Force:
    """What a governing verb makes of its infinitive; what is decided is settled where the type is known."""
    aim = scene.grammar.aims[governor]
    claim: Claim = "possible" if possible or aim == "possible" else "fact" if aim == "fact" else "planned"
    return Force(claim, negated=negated, anchor=anchor, decided=aim == DECIDED and not possible)
