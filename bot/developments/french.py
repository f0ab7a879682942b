"""What a French clause claims of its act. The rest is as in `force`."""

from bot.developments.claim import Claim, Force
from bot.developments.clauses import said_before
from bot.developments.governing import aimed
from bot.developments.inflection import CONDITIONAL, FUTURE, INFINITIVE, PARTICIPLE, PAST, PRESENT
from bot.developments.lexicon import Act
from bot.developments.scene import Scene
from bot.developments.subjects import finite, group, subject
from bot.recognition.vocabulary import word_set

_MOVING = word_set(
    """
    reach force agree meet resign withdraw violate operate accede host happen leave depart collapse die explode
    """
)
"""Acts whose French verbs make their past with "être"."""


def french(scene: Scene, index: int, act: Act) -> Force | None:
    """What the clause at a verb claims, None for nothing."""
    grammar = scene.grammar
    if act.act == "schedule" and act.tense != PARTICIPLE:
        return None
    helping_words, start = group(scene, index)
    negated = any(word in grammar.negation for word in helping_words) or (
        index + 1 < len(scene.tokens) and scene.tokens[index + 1].text in grammar.negation
    )
    helped = [word for word in helping_words if word not in grammar.negation]
    if act.tense in (PRESENT, PAST):
        claim: Claim = "planned" if scene.coming and act.tense == PRESENT else "fact"
        return Force(claim, negated=negated, anchor=index) if not helped and subject(scene, start) else None
    if act.tense in (FUTURE, CONDITIONAL):
        claim = "planned" if act.tense == FUTURE else "possible"
        return Force(claim, negated=negated, anchor=index) if subject(scene, start) else None
    if act.tense == INFINITIVE:
        return _french_infinitive(scene, start, helped, negated)
    if act.tense == PARTICIPLE and helped:
        return _participle(scene, index, start, helped, act, negated=negated)
    if act.tense == PARTICIPLE and scene.heading and index and subject(scene, index, passive=True):
        return Force(passive=True, anchor=index) if not finite(scene, 0, len(scene.tokens)) else None
    return None


def _participle(scene: Scene, index: int, start: int, helped: list[str], act: Act, *, negated: bool) -> Force | None:
    """A participle with its auxiliaries."""
    grammar = scene.grammar
    passive = "été" in helped or "être" in helped or (helped[0] in ("est", "sont") and not _moves(scene, index, act))
    if act.act == "schedule":
        return Force("planned", negated=negated, passive=True, anchor=start) if passive else None
    if passive and act.act == "open" and helped[0] in ("est", "sont"):
        return None  # "est ouvert aux entreprises": how it is, no event
    if any(word in grammar.earlier for word in helped) and not said_before(scene, start):
        return None
    if helped[0] in ("être", "avoir", "été"):
        inherited = _french_infinitive(scene, start, [], negated)
        return None if inherited is None else inherited._replace(passive=passive)
    if any(word in grammar.excluded for word in helped):
        return None
    claim: Claim = "fact"
    if any(word in grammar.hearsay for word in helped):
        claim = "reported"
    elif any(word in grammar.possible for word in helped):
        claim = "possible"
    elif any(word in grammar.planned for word in helped) or {"sera", "seront", "aura", "auront"} & set(helped):
        claim = "planned"
    return Force(claim, negated=negated, passive=passive, anchor=start)


def _moves(scene: Scene, index: int, act: Act) -> bool:
    return act.act in _MOVING or act.reflexive or any(word in ("s", "se") for word in scene.words(index - 4, index))


def _french_infinitive(scene: Scene, start: int, helped: list[str], negated: bool) -> Force | None:
    grammar = scene.grammar
    if helped:
        if any(word in grammar.excluded for word in helped):
            return None
        if any(word in grammar.planned for word in helped):
            return Force("planned", negated=negated, anchor=start)
        if any(word in grammar.possible for word in helped):
            return Force("possible", negated=negated, anchor=start)
        return None
    at = start - 1
    while at > 0 and scene.tokens[at].text in ("avoir", "être", "'", "de", "d", "à", "ne", "pas", "formellement"):
        at -= 1
    if at < 0:
        return None
    governor = scene.tokens[at].text
    if governor in grammar.denies:
        return Force("denied", anchor=at)
    if governor.startswith("soupçonn"):
        return Force("reported", negated=negated, anchor=at)
    helping_words, anchor = group(scene, at)
    if governor in grammar.fails:
        return Force(negated=True, anchor=anchor)
    if governor in grammar.aims and not any(
        word in grammar.earlier or word in grammar.excluded for word in helping_words
    ):
        refused = any(word in grammar.negation for word in helping_words)
        return aimed(governor, scene, negated=negated or refused, anchor=anchor)
    return None
