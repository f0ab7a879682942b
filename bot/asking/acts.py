"""What a question says is done, and who is to have said so. Form only."""

import re
from collections.abc import Mapping, Sequence

from bot.asking.kind import Kind
from bot.asking.named import Named
from bot.language import fold, stem, words
from bot.stories import lexicon

_AUXILIARY = re.compile(
    r"^\W*(?:and |but )?(?:(?:when|why|where|how|since when|by when|on what day|pourquoi|quand|warum|wann|wo)\b\W*)?"
    r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could|hat|haben|ist|sind|wurde|wurden|wird)\W+"
    r"(?:the |a |an |der |die |das )?"
)
_WHO_DID = re.compile(r"^\W*(?:and )?(?:who|wer|qui)(?: (?:has|had|have|was|were|is|hat|ist|wurde|a|est))?\W+(?=\w)")
_LIGHT = frozenset(words("take make put hold have get give become stand go bring do call set carry keep"))


def predicate(text: str, named: Sequence[Named], content: Mapping[str, str], *, language: str) -> str:
    """What is said to be done: the word after the subject in "Why did Japan leave …", after "who" in "Who left …".

    Empty where another word might as well be it.
    """
    folded = fold(text)
    if match := _AUXILIARY.match(folded):
        subject = next((one for one in named if one.start == match.end()), None)
        rest = folded[subject.end :] if subject else ""
    elif match := _WHO_DID.match(folded):
        rest = folded[match.end() :]
    else:
        return ""
    following = [(word, stem(word, language)) for word in words(rest)[:3]]
    told = [(word, one) for word, one in following if one in content]
    # "Did EU ministers agree": a word that tells an act is the verb before one that does not.
    told.sort(key=lambda each: not any(act.startswith("act:") for act in lexicon.concepts([each[0]])))
    told = [each for each in told if each in following[:2] or each is told[0]]
    return "" if not told or told[0][0] in _LIGHT else told[0][1]


_TOLD_BY = re.compile(
    r"(?:\b(?:according to|in the (?:view|opinion|eyes|words|estimation|estimate) of|as (?:told|said|stated|claimed) by"
    r"|selon|d['’]apres|laut|nach ansicht von)\s+(?:the |le |la |l['’]|der |die |dem )?(?:\w+ ){0,2})$"
)
_OWN_VIEW = re.compile(r"^['’]?s? (?:own )?(?:view|opinion|eyes|words|estimation|estimate|judgement|account|ansicht)\b")


_ASKS = re.compile(r"\b(?:do|does|did|has|have|had)\s+(?:the |mr |mrs |ms )?(?:\w+ ){0,2}$")
_THINKS = re.compile(
    r"^\W+(?:really |still |also )?(?:think|say|want|expect|believe|estimate|suggest|demand|advocate|see|call|urge|ask"
    r"|argue|fear|hope|claim|warn|prefer|consider)s?\b"
)


def voice(text: str, named: Sequence[Named], *, kind: Kind) -> str:
    """The surface of the named thing whose word is asked for; empty where nobody's in particular is."""
    folded = fold(text)
    for one in named:
        if one.start >= 0 and (_TOLD_BY.search(folded[: one.start]) or _OWN_VIEW.match(folded[one.end :])):
            return one.surface
        if one.start >= 0 and _ASKS.search(folded[: one.start]) and _THINKS.match(folded[one.end :]):
            return one.surface
    return named[0].surface if named and kind == "position" else ""
