"""What a German clause claims of its act: its finite verb tells, wherever it stands. The rest is as in `force`."""

from bot.developments.claim import Claim, Force
from bot.developments.grammar import DECIDED
from bot.developments.inflection import EITHER, INFINITIVE, PARTICIPLE, PAST, PRESENT, TO_INFINITIVE
from bot.developments.lexicon import Act
from bot.developments.scene import Scene
from bot.recognition.vocabulary import word_set

_SECOND = 6
"""Words before the finite verb of a main clause, at most: it is the second part of it."""

_MOVING = word_set(
    """
    meet resign happen collapse force leave withdraw join die arrive
    """
)
"""Acts whose participle alone is no passive: "Minister in Kiew eingetroffen"."""

_LETTING = frozenset({"ließ", "ließen", "lässt", "lassen"})


def german(scene: Scene, index: int, act: Act) -> Force | None:
    """What the clause at a verb claims, None for nothing."""
    first, last = scene.segment(index)
    words = scene.words(first, last)
    opening = next((word for word in words if word.isalpha()), "")
    earlier = scene.words(0, first)
    denying = any(word in scene.grammar.denies for word in earlier)
    if not _main(scene, index, first, opening, denying):
        return None
    negated = any(word in scene.grammar.negation for word in words)
    if denying and ("zu" in words or act.tense == TO_INFINITIVE or opening == "dass"):
        return Force("denied", anchor=first)
    if act.tense in (PRESENT, PAST) or (act.tense == EITHER and not _helped(scene, words)):
        finite = index - first <= 8 or bool(act.particle) or opening == "dass"
        claim: Claim = "planned" if scene.coming and act.tense != PAST else "fact"
        return Force(claim, negated=negated, anchor=first) if finite and not _had(scene, words) else None
    if act.tense == TO_INFINITIVE or (act.tense == INFINITIVE and "zu" in scene.words(index - 1, index)):
        aims = [scene.grammar.aims[word] for word in scene.words(0, index) if word in scene.grammar.aims]
        if not aims:
            return None
        claim = "possible" if aims[-1] == "possible" else "fact" if aims[-1] == "fact" else "planned"
        return Force(claim, negated=negated, anchor=first, decided=aims[-1] == DECIDED)
    if act.tense == INFINITIVE and index - first <= _SECOND and not _helped(scene, words) and index + 1 < last:
        return Force(
            "planned" if scene.coming else "fact", negated=negated, anchor=first
        )  # "die Minister einigen sich auf": of several
    return _compound(scene, words, act, first, negated=negated)


def _main(scene: Scene, index: int, first: int, opening: str, denying: bool) -> bool:
    """Whether a clause claims something for itself: it is a main clause, or what somebody says."""
    grammar = scene.grammar
    if opening in grammar.conditions or opening in grammar.background:
        return False
    if opening in grammar.that:
        return denying or any(
            known.act in ("say", "announce", "warn", "find", "accuse")
            for hit in scene.acts if hit.start < scene.tokens[first].start for known in hit.names
        )  # fmt: skip
    if first and scene.tokens[first - 1].text == "," and opening in grammar.relatives and not denying:
        return False
    return not (first == 0 and opening == "wer")


def _helped(scene: Scene, words: list[str]) -> bool:
    grammar = scene.grammar
    helping = grammar.perfect | grammar.being | grammar.planned | grammar.possible | grammar.excluded | grammar.earlier
    return any(word in helping for word in words)


def _had(scene: Scene, words: list[str]) -> bool:
    return any(word in scene.grammar.earlier for word in words)


def _compound(scene: Scene, words: list[str], act: Act, first: int, *, negated: bool) -> Force | None:
    grammar = scene.grammar
    found = set(words)
    if found & {"hatte", "hatten"} or (found & grammar.excluded):
        return None
    if act.tense in (PARTICIPLE, EITHER):
        passive = bool(found & {"wurde", "wurden", "worden", "wird", "werden"}) and not found & {"hat", "haben", "habe"}
        if found & grammar.possible:
            return Force("possible", negated=negated, passive=passive, anchor=first)
        if found & {"wird", "werden", "soll", "sollen", "will", "wollen"} and not found & {"hat", "haben"}:
            return Force("planned", negated=negated, passive=passive, anchor=first)
        if found & {"habe", "sei", "seien", "hätten", "hätte"}:
            return Force("reported", negated=negated, passive=passive, anchor=first)
        if found & {"hat", "haben", "ist", "sind", "wurde", "wurden", "worden"}:
            return Force(negated=negated, passive=passive, anchor=first)
        return (
            Force(negated=negated, passive=act.act not in _MOVING, anchor=first)
            if scene.heading and not _helped(scene, words)
            else None
        )
    if found & _LETTING and not found & (grammar.possible | grammar.planned):
        return Force(negated=negated, anchor=first)
    if found & grammar.possible:
        return Force("possible", negated=negated, anchor=first)
    if found & grammar.planned:
        return Force("planned", negated=negated, anchor=first)
    if scene.heading and not _helped(scene, words):
        return Force("fact" if act.tense == PRESENT else "planned", negated=negated, anchor=first)
    return None
