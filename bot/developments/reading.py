"""What the acts of one sentence state: which are claimed, and where the clause of each begins and ends."""

import re
from collections.abc import Iterator
from itertools import groupby

from bot.developments.clauses import denied
from bot.developments.force import force
from bot.developments.judging import judge
from bot.developments.lexicon import Act
from bot.developments.scene import Scene
from bot.developments.stated import Claimed, Stated
from bot.developments.things import read
from bot.recognition.vocabulary import word_set

_ANYTHING = frozenset({"else", "people", "person", "country", "organisation"})
"""Things that tell little of what is done to them."""

_JOINT = re.compile(r" (?:and|et|und) ")
_COORDINATED = re.compile(r"[,;] (?:and|but|while|et|mais|tandis que|und|aber) ")
_TAKING_TWO = frozenset({"adopt", "agree", "block", "announce", "extend"})
"""Acts whose two objects are two developments."""

_FOUND_OUT = frozenset({"funding-allocated", "statement-position"})

_BESIDE = word_set(
    """
    after before where while if because including après avant dont
    """
)
"""What opens another clause; why an airport closed is part of what happened."""

_ONLY_FACTS = word_set(
    """
    say endorse warn find amount condemn
    """
)
"""Acts that state something only as facts: "will support" is a promise, and cheap."""


def stated(scene: Scene) -> Iterator[Stated]:
    """What a sentence states, in order; a mere statement only where it states nothing else."""
    if scene.asks:
        return
    claims = _claims(scene)
    found = _found(scene, [claim for claim in claims if not claim.said.trailing])
    found = found or _found(scene, [claim for claim in claims if claim.said.trailing])
    if any(one.said.decided for one in found):
        found = [one for one in found if one.said.decided or not (one.agreed or one.thing == "else")]
    if any(one.type == "report-published" for one in found):  # what it finds is no news of its own
        found = [one for one in found if one.type not in _FOUND_OUT]
    telling = [one for one in found if one.type != "statement-position"]
    yield from telling or found[:1]


def _found(scene: Scene, claims: list[Claimed]) -> list[Stated]:
    """What the claims state, each type of a thing once."""
    found: list[Stated] = []
    for _, ways in groupby(claims, key=lambda claim: claim.hit.start):
        for one in _most_telling([(claim.act, _read(scene, claim, claims)) for claim in ways]):
            if not any(one.type == other.type and one.thing == other.thing for other in found):
                found.append(one)
    return found


def _most_telling(ways: list[tuple[Act, list[Stated]]]) -> list[Stated]:
    """Of the ways to read one word that state something the first, or as close a one that is about a thing it names:
    soldiers that "touched down in" a country were deployed there, while a minister visits it."""
    telling = [(act, said) for act, said in ways if said]
    if not telling:
        return []
    first, said = telling[0]
    if said[0].thing != "else":
        return said
    close = [said for act, said in telling if len(act.wanted) >= len(first.wanted) and said[0].thing not in _ANYTHING]
    return close[0] if close else said


def _read(scene: Scene, claim: Claimed, claims: list[Claimed]) -> list[Stated]:
    """What one claim states, between its neighbours."""
    earlier = [other for other in claims if other.hit.end <= claim.hit.start]
    later = [other for other in claims if other.hit.start >= claim.hit.end]
    zone = (
        _opening(scene, claim, earlier[-1] if earlier else None),
        _closing(scene, claim, later[0] if later else None),
    )
    found = []
    for part, within in _parts(scene, claim, zone):
        one = judge(scene, part, within)
        if one is not None:
            found.append(one if part is claim else one._replace(start=part.hit.start))
    return found


def _parts(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> Iterator[tuple[Claimed, tuple[int, int]]]:
    """The claim, or two where it is made of two things: "approved the loan and the sanctions package"."""
    joint = None if claim.said.passive else _JOINT.search(scene.lower, claim.hit.end, zone[1])
    if joint is None or claim.act.act not in _TAKING_TWO:
        yield claim, zone
        return
    behind = claim._replace(hit=claim.hit._replace(start=joint.start() + 1, end=joint.end()))
    one, other = read(scene, claim, (zone[0], joint.start())), read(scene, behind, zone)
    if one is None or other is None or "else" in (one[0], other[0]) or one[1].type == other[1].type:
        yield claim, zone
        return
    yield claim, (zone[0], joint.start())
    yield behind, zone


def _claims(scene: Scene) -> list[Claimed]:
    found: list[Claimed] = []
    end = -1
    for hit in scene.acts:
        if hit.start < end:
            continue
        for act in hit.names:
            if not scene.fits(hit, act):
                continue
            said = force(scene, hit, act)
            if said is None:
                continue
            if denied(scene, said.anchor):
                said = said._replace(claim="denied")
                found = [one for one in found if scene.lower[one.hit.start : one.hit.end] not in scene.grammar.denies]
            refused = act.act == "endorse" and said.negated
            if said.claim != "fact" and act.act in _ONLY_FACTS and not refused:
                continue
            if said.claim == "possible" and act.act == "request":
                continue  # "may request": a right, no request
            if said.claim != "planned" and act.act == "due":
                continue
            found.append(Claimed(hit, act, said))
            end = hit.end
    return found


def _opening(scene: Scene, claim: Claimed, previous: Claimed | None) -> int:
    index = scene.at(claim.hit.start)
    first, _ = scene.segment(index)
    start = scene.tokens[first].start
    for at in range(index - 1, first, -1):
        if scene.tokens[at].text in scene.grammar.that and scene.language != "de":
            start = scene.tokens[at].end
            break
    for clause in _COORDINATED.finditer(scene.lower, start, claim.hit.start):
        if scene.mentions_in(clause.end(), claim.hit.start):
            start = clause.end()  # a clause with a subject of its own
    said = [hit.end for hit in scene.acts if start < hit.end <= claim.hit.start and hit.names[0].act == "say"]
    if said and scene.mentions_in(said[-1], claim.hit.start):
        start = said[-1]
    if previous is not None and previous.hit.end > start and previous.hit.start != claim.hit.start:
        between = scene.lower[previous.hit.end : claim.hit.start]
        joint = max(between.rfind(","), between.rfind(" and "), between.rfind(" et "), between.rfind(" but "))
        if joint >= 0 and scene.mentions_in(previous.hit.end + joint, claim.hit.start):
            return previous.hit.end + joint + 1
    return start


def _closing(scene: Scene, claim: Claimed, following: Claimed | None) -> int:
    index = scene.at(claim.hit.end)
    _, last = scene.segment(max(0, index - 1))
    stop = scene.tokens[last - 1].end
    if following is not None and following.hit.start > claim.hit.end:
        between = scene.lower[claim.hit.end : following.hit.start]
        joint = max(between.rfind(","), between.rfind(" and "), between.rfind(" et "), between.rfind(" und "))
        if joint >= 0:
            stop = min(stop, claim.hit.end + joint)
    if scene.language == "de":
        return stop
    grammar = scene.grammar
    for at in range(index, last):
        token = scene.tokens[at]
        purpose = (
            claim.act.act not in ("authorise", "select", "provide")
            and token.text == "to"
            and scene.language == "en"
            and _infinitive(scene, at + 1)
        )
        relative = purpose or (token.text in grammar.that and scene.language == "en" and at > index)
        if relative or token.text in grammar.relatives or (claim.act.act != "halt" and token.text in _BESIDE):
            stop = min(stop, token.start)
            break
    return stop


def _infinitive(scene: Scene, index: int) -> bool:
    """Whether the word at `index` can be a verb behind "to": no article, name or number."""
    if index >= len(scene.tokens):
        return False
    token = scene.tokens[index]
    named = scene.mention_at(token.start) is not None or token.text in scene.grammar.articles
    return token.text.isalpha() and not named and not scene.text[token.start].isupper()
