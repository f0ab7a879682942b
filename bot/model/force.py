"""Whether a sentence claims as much as its passage: what is denied, may be, will be, is said by somebody, is bound to
a condition or a part, stays so. Looks at small words only. Pure.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.language import sentences
from bot.model.text import BREAKS, Text, Token
from bot.model.vocabulary import BEFORE_VERBS, CONDITIONS, CUES, JOINTS, NOUNS_TOO, RELATIVES, SHARES

ALIKE = 0.6
"""Share of a clause's telling words from which it is told whole, with all that bears on it."""


class _Clause(NamedTuple):
    """Its words and the telling ones among them, how often each kind of cue, and the words these bear on first."""

    stems: frozenset[str]
    telling: frozenset[str]
    cues: Mapping[str, int]
    heads: frozenset[tuple[str, str]]  # what a cue does, and the stem of the next telling word


def fault(sentence: Text, passage: Text) -> str:
    """What it claims that its passage does not, or otherwise; empty if nothing."""
    mine, theirs = list(_clauses(sentence)), list(_clauses(passage))
    cues = frozenset(cue for clause in theirs for cue in clause.cues)
    for clause in mine:
        if clause.cues.keys() - cues:
            return f"adds: {min(clause.cues.keys() - cues)}"
        alike = max(theirs, key=lambda other: len(other.telling & clause.telling), default=clause)
        if len(alike.telling & clause.telling) > ALIKE * len(alike.telling) and alike.cues != clause.cues:
            return "another force"
        for cue, head in clause.heads:
            standing = [one for one in theirs if head in one.stems]
            if standing and not any(cue in one.cues for one in standing):
                return f"moves: {cue}"
        for other in theirs:
            for cue, head in other.heads:
                free = any(head in one.stems and cue not in one.cues for one in theirs)
                if head in clause.stems and not free and cue not in clause.cues:
                    return f"leaves out: {cue}"
    return _small(sentence, passage)


def _small(sentence: Text, passage: Text) -> str:
    if (sentence.folded & SHARES) - passage.folded:
        return "another share"
    if sentence.folded & CONDITIONS - passage.folded:
        return "another condition"
    said = CUES[passage.language]

    def tells(text: Text) -> bool:
        following = (*text.tokens[1:], None)
        return any(_cue(one, after, said) == "said" for one, after in zip(text.tokens, following, strict=True))

    # Of a longer passage, the sentence is one where it is mostly told: each such must bind it, to be binding.
    nearest = _nearest(sentence, passage)
    if all(part.folded & CONDITIONS - sentence.folded for part in nearest):
        return "another condition"
    if not tells(sentence) and all(map(tells, nearest)):
        return "leaves out who says so"
    return ""


def _nearest(sentence: Text, passage: Text) -> list[Text]:
    """The sentences of a passage that share most with this one."""
    spans = sentences(passage.text, passage.language)
    if len(spans) < 2:
        return [passage]
    parts = [Text(passage.text[span.start : span.end], passage.language) for span in spans]
    mine = {token.stem for token in sentence.content}
    shared = [len(mine & part.stems) for part in parts]
    return [part for part, count in zip(parts, shared, strict=True) if count == max(shared)]


def _clauses(text: Text) -> Iterator[_Clause]:
    known = CUES[text.language]
    part: list[Token] = []
    for token in (*text.tokens, None):
        if token is not None and token.surface not in BREAKS and token.folded not in JOINTS | RELATIVES:
            part.append(token)
            continue
        if part:
            yield _clause(part, known, all_of_it=text.language != "en")
        part = []


def _clause(part: list[Token], known: Mapping[str, str], *, all_of_it: bool) -> _Clause:
    kinds = [_cue(token, following, known) for token, following in zip(part, [*part[1:], None], strict=True)]
    cues = Counter(kind for kind in kinds if kind and kind != "said")  # who says it may stand anywhere: see `_small`
    telling = [token.stem for token, kind in zip(part, kinds, strict=True) if token.content and not kind]
    heads: set[tuple[str, str]] = set()
    for at, kind in enumerate(kinds):
        if kind in cues and all_of_it:
            heads.update((kind, stem) for stem in telling)
        elif kind in cues:
            following = [token.stem for token in part[at + 1 :] if token.content]
            heads.update((kind, stem) for stem in following[:1])
    return _Clause(frozenset(token.stem for token in part), frozenset(telling), cues, frozenset(heads))


def _cue(token: Token, following: Token | None, known: Mapping[str, str]) -> str:
    if token.capital or token.surface == "May":
        return ""  # Member States, the month
    if token.folded in NOUNS_TOO and (following is None or following.folded not in BEFORE_VERBS):
        return ""
    if token.folded.endswith(("n't", "n’t")):
        return "denied"
    return known.get(token.folded, "")
