"""What an English clause claims of its act. The rest is as in `force`."""

from bot.developments.claim import Claim, Force
from bot.developments.clauses import said_before
from bot.developments.governing import governed, modal
from bot.developments.grammar import GRAMMARS
from bot.developments.inflection import EITHER, GERUND, INFINITIVE, PARTICIPLE, PRESENT
from bot.developments.lexicon import Act
from bot.developments.scene import Scene
from bot.developments.subjects import group, plural_subject, subject
from bot.recognition.vocabulary import word_set

_PERFORMED = word_set(
    """
    condemn endorse request announce say accuse reject oppose threaten propose warn find intalks
    """
)
"""Acts that the present tense performs; of others it tells what is so as a rule, but in headlines."""

_OF_REPORT = 5
"""Words between a report and what it does, at most: "figures released on Thursday show"."""

"""Words between a leave and whom it is given, at most: "gave its long-awaited go-ahead for"."""

_TODAY = 10
"""Words between a verb and its "today", at most."""

_COUNTS = word_set(
    """
    million billion two three four five six seven eight nine ten dozen hundred thousand
    """
)

_ALONE = word_set(
    """
    appoint elect boost spend collapse happen force amount operate end withdraw resign protest meet failtoagree accede
    arrive leave merge practise agree talk intalks violate due say joint start conclude explode depart deploy yield calm
    halt die
    """
)
"""Acts that need no object."""

_NO_OBJECT = word_set(
    """
    in on at by during from with under since for to and or , . ; as last this near after before
    """
)

_PAST_PARTICIPLES = (EITHER, PARTICIPLE)
_BEGINNING = frozenset(
    {"begun", "began", "begins", "begin", "started", "starts", "start", "resumed", "resumes", "finished"}
)
_THEN = frozenset({"before", "by"})
"""What makes a gerund the outcome of the clause before it: "they haggled all night before striking a deal"."""

_LEADING = GRAMMARS["en"].denies | _BEGINNING | _THEN | {",", "of"}
"""What a gerund without an auxiliary may follow to state something."""

_INVERTED = frozenset({"had", "were", "should"})
_BEING = frozenset({"is", "are"})

_FOLLOWING = word_set(
    """
    list impose extend end withdraw violate allocate award order sanction expel ban cancel suspend lift adopt
    sign appoint deploy request damage shootdown kill cancel ratify award donate deliver veto reject accede arrest
    delist lift ease yield conclude
    """
)
"""Acts that state something also where they only follow another verb: "…, adding two names to the list"."""


_OUTCOMES = _FOLLOWING | {"strike", "agree", "reach", "collapse", "failtoagree", "adopt", "resign", "select"}

"""What is given up with what it would have led to: "scrapped plans to buy"."""


def english(scene: Scene, index: int, end: int, act: Act) -> Force | None:
    """What the clause at a verb, which ends at character `end` with its particles, claims; None for nothing."""
    grammar = scene.grammar
    if scene.tokens[0].text in _INVERTED and "," not in scene.words(0, index):
        return None  # "Had Hungary agreed, …"
    if act.tense == PRESENT:
        return _present(scene, index, act)
    helping_words, start = group(scene, index)
    if act.tense == GERUND and not helping_words and scene.tokens[start - 1].text not in _LEADING:
        return None
    before = scene.words(start - 4, start)
    negated = any(word in grammar.negation for word in helping_words) or bool(
        {"no", "nobody", "none", "neither"} & set(before)
    )
    helped = [word for word in helping_words if word not in grammar.negation]
    anchor = start
    if act.tense == GERUND:
        return _gerund(scene, act, helped, anchor, negated)
    if act.tense == INFINITIVE:
        return _infinitive(scene, index, start, helped, act, negated=negated)
    if "had" in helped and not said_before(scene, start):
        return None
    being = any(word in grammar.being for word in helped)
    if act.tense in _PAST_PARTICIPLES and (being or set(helped) & (grammar.perfect | grammar.earlier)):
        return _compound(scene, index, start, helped, act, negated=negated, passive=being)
    if not helped and (shared := _shared(scene, index)):
        return _compound(scene, index, start, shared, act, negated=negated, passive=bool(set(shared) & grammar.being))
    if helped or act.tense == PARTICIPLE:
        return None
    return _simple_past(scene, index, scene.at(end), act, negated=negated)


def _present(scene: Scene, index: int, act: Act) -> Force | None:
    """A form of the present tense, where it is one: no "23 calls for proposals"."""
    if act.act == "find" and _reports(scene, index):
        return Force(anchor=index)
    told = scene.heading or act.act in _PERFORMED or scene.tokens[index].text in _BEING or _today(scene, index)
    if not told or act.act == "schedule":
        return None
    if act.act == "sanction" and _compounded(scene, index):
        return None
    if index and (scene.tokens[index - 1].text.isdigit() or scene.tokens[index - 1].text in _COUNTS):
        return None
    helping_words, _ = group(scene, index)
    helped = any(word not in scene.grammar.negation for word in helping_words)
    return Force(anchor=index) if not helped and subject(scene, index) else None


def _reports(scene: Scene, index: int) -> bool:
    """Whether a text or figures are the subject of a verb: "…, figures released on Thursday show"."""
    commas = [at for at in range(index) if scene.tokens[at].text == ","]
    low = scene.tokens[commas[-1]].end if commas and index - commas[-1] > 1 else scene.start
    named = [thing for thing in scene.things_in(low, scene.tokens[index].start) if "report" in thing.names]
    return bool(named) and scene.at(named[-1].end) >= index - _OF_REPORT


def _today(scene: Scene, index: int) -> bool:
    """Whether a newsletter tells what somebody does today: "Kallas presents the roadmap today"."""
    actor = subject(scene, index)
    return "today" in scene.words(index, index + _TODAY) and actor is not None and actor.strong


def _compounded(scene: Scene, index: int) -> bool:
    """Whether a thing is named right behind: "EU sanctions chief lands", "sanctions package"."""
    following = scene.tokens[index + 1].start if index + 1 < len(scene.tokens) else scene.end
    return any(thing.start == following for thing in scene.things)


def _shared(scene: Scene, index: int) -> list[str]:
    """The auxiliaries that a verb behind "and" shares with the one before: "has to be written and adopted"."""
    if index < 2 or scene.tokens[index - 1].text not in ("and", "or"):
        return []
    grammar = scene.grammar
    for at in range(index - 2, max(-1, index - 10), -1):
        word = scene.tokens[at].text
        if word in (",", "and", "but") or word in grammar.that or scene.mention_at(scene.tokens[at].start) is not None:
            return []
        if word in grammar.being or word in grammar.perfect:
            helping_words, start = group(scene, at + 1)
            return ["should", *helping_words] if start and scene.tokens[start - 1].text == "to" else helping_words
    return []


def _gerund(scene: Scene, act: Act, helped: list[str], anchor: int, negated: bool) -> Force | None:
    before = scene.tokens[anchor - 1].text if anchor else ""
    if before in scene.grammar.denies:
        return Force("denied", anchor=anchor - 1)
    if before == "of" and scene.words(anchor - 2, anchor - 1) == ["suspected"]:
        return Force("reported", anchor=anchor - 2)
    if before in _BEGINNING and not helped:
        return _begun(scene, anchor - 1)
    if before == "," and anchor > 1 and act.act in _FOLLOWING:
        return Force(anchor=anchor, trailing=True)
    if before in _THEN and anchor > 1 and not helped and act.act in _OUTCOMES:
        return Force(anchor=anchor - 1, trailing=True)
    going_on = helped[-1:] and helped[-1] in ("is", "are", "am", "'s", "'re", "be", "been")
    told = helped[-1:] and helped[-1] in ("was", "were") and said_before(scene, anchor)
    if (going_on and "been" not in helped) or told:
        if any(word in scene.grammar.excluded or word in scene.grammar.possible for word in helped):
            return None
        return Force("planned" if "will" in helped else "fact", negated=negated, anchor=anchor)
    return None


def _begun(scene: Scene, index: int) -> Force | None:
    """What begins to be done: "has begun withdrawing"."""
    grammar = scene.grammar
    helping_words, start = group(scene, index)
    helped = set(helping_words)
    if helped & grammar.excluded or ("had" in helped and not said_before(scene, start)):
        return None
    if start and scene.tokens[start - 1].text == "to":
        return governed(scene, index, start - 1)
    claim: Claim = "planned" if helped & grammar.planned else "possible" if helped & grammar.possible else "fact"
    negated = bool(helped & grammar.negation)
    return Force(claim, negated=negated, anchor=start) if subject(scene, start) or scene.heading else None


def _infinitive(scene: Scene, index: int, start: int, helped: list[str], act: Act, *, negated: bool) -> Force | None:
    grammar = scene.grammar
    if any(word in grammar.being or word in grammar.perfect for word in helped):
        return None  # "will not be back"
    if helped:
        claim = modal(scene, helped, start)
        return None if claim is None else Force(claim, negated=negated, anchor=start)
    if start and scene.tokens[start - 1].text in ("to", "and", "or"):
        return governed(scene, index, start - 1)
    if act.act == "find" and _reports(scene, index):
        return Force(anchor=index)
    if start == 0 or scene.tokens[start - 1].text in "–—:•" or not (scene.heading or act.act in _PERFORMED):
        return None
    if scene.tokens[start - 1].text in grammar.articles or not plural_subject(scene, start):
        return None
    if any(hit.end == scene.tokens[start].start - 1 for hit in scene.acts):
        return None  # "lifts block on": its object
    return Force(anchor=index)


def _compound(
    scene: Scene, index: int, start: int, helped: list[str], act: Act, *, negated: bool, passive: bool
) -> Force | None:
    grammar = scene.grammar
    if any(word in grammar.excluded for word in helped if word != "would"):
        return None
    if act.act == "schedule" and (not passive or scene.words(index + 1, index + 2) == ["to"]):
        return None  # "expected to sign": the act behind it tells
    if "having" in helped or ("being" in helped and helped[0] == "being"):
        return None
    claim: Claim = "fact"
    if any(word in grammar.planned for word in helped) or act.act == "schedule":
        claim = "planned"
    elif any(word in grammar.possible for word in helped):
        claim = "possible"
    elif "would" in helped:
        if "have" in helped:
            return None
        if not said_before(scene, start):
            return None
        claim = "planned"
    elif helped[0] in ("be", "been"):
        inherited = governed(scene, index, start - 1) if start and scene.tokens[start - 1].text == "to" else None
        return None if inherited is None else inherited._replace(passive=passive)
    elif passive and helped[0] in _BEING and "being" not in helped and not scene.heading:
        return None  # "sanctions are adopted by unanimity": a rule, no event
    if subject(scene, start, passive=True) is None and not scene.heading:
        return None
    return Force(claim, negated=negated, passive=passive, anchor=start)


def _simple_past(scene: Scene, index: int, after: int, act: Act, *, negated: bool) -> Force | None:
    actor = subject(scene, index)
    if actor is None or act.act == "schedule":
        return None
    following = scene.tokens[after].text if after < len(scene.tokens) else ""
    if following == "by" and not scene.heading:
        return None  # "the plan tabled by Paris"
    if following == "by":
        return Force(passive=True, negated=negated, anchor=index)
    _, last = scene.segment(index)
    if not actor.strong and act.act not in _ALONE and not scene.heading and following in _NO_OBJECT:
        return None  # "heritage damaged in the war"
    for at in range(index + 1, last):
        word = scene.tokens[at].text
        if word == "," or word in scene.grammar.that or word in scene.grammar.relatives or word in ("and", "but"):
            break
        if word in ("was", "were", "has", "is", "are", "have", "will") and not actor.strong:
            return None  # "the men arrested in May were released"
    return Force(negated=negated, anchor=index)
