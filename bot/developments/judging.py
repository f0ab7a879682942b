"""What a claimed act states: type and stage as its clause corrects them, parties, and whether it is enough."""

import re

from bot.developments.attribution import Attribution, attribution
from bot.developments.claim import Force
from bot.developments.institutions import proceeding, voting
from bot.developments.lexicon import Hit, Reading
from bot.developments.parties import parties, subjects
from bot.developments.scene import Scene
from bot.developments.stated import Claimed, Stated
from bot.developments.things import read, things
from bot.recognition.vocabulary import word_set
from storage.models import Party

_PACKAGE = re.compile(r"\b\d+(?:st|nd|rd|th|e|\.) (?:eu |russia )?(?:package|paquet|paket)\b")
_DEAL = re.compile(r"\b(?:deal|agreement|compromise|accord|understanding|consensus)\b")
_AFFIRMS = re.compile(r"(?:\w+ )?(?:re)?affirm|reiterat|underscor|emphasi[sz]|stress|underlin|express|recall|condemn")
_AS = re.compile(r"[\w ,]{0,30}?\b(?:as|for|comme|als|zum|zur|to be)\b")

_WAY = re.compile(r" (?:up )?(?:the )?(?:way|door|path)\b| la (?:voie|porte)\b")
_OF_HELP = re.compile(
    r"\b(?:the|its|their|his|her|our|your|\w+ed|\w+ing|continued|military) (?:support|assistance|help)\b"
)
_HELPING = re.compile(r"\bin \w+ing\b")

_CLOSED = re.compile(r"[\s.,;:!?…]+$")

_SETTLED = word_set(
    """
    sanction-adopted sanction-eased mission-mandate-changed negotiation-opened legal-act-adopted
    position-adopted funding-allocated project-ended project-launched agreement-in-principle withdrawal
    industrial-deal membership-change expulsion-restriction
    """
)  # fmt: skip
"""Types of which the decision is the development."""

_ABSTRACT = word_set(
    """
    importance need necessity urgency significance value priority
    """
)
"""What is no development to agree on."""

_DEALS = frozenset({"deal", "deals", "purchase", "procurement"})
_SIGNING = frozenset({"sign", "conclude", "strike"})

_SEVERAL = word_set(
    """
    leaders ministers countries allies ambassadors envoys capitals parties sides states governments negotiators members
    dirigeants ministres pays alliés minister staaten parteien
    """
)
"""Who can agree with each other unnamed."""

_ASKED = word_set(
    """
    whether if about how why what me him myself ourselves yourself you
    """
)

_GIVING = frozenset({"kyiv", "kiew", "kiev", "aid", "donated", "donation", "free", "don", "spende"})

_BUYERS = frozenset({"country", "armed-forces", "ministry", "international-organisation", "eu-agency"})
_TOLD = re.compile(r"(?: on \w+| today| yesterday| in detail)? (?:how|what|which|who|where|why|when|whether)\b")
_GOING_ON = frozenset({"veto-lifted", "project-ended", "negotiation-opened", "ceasefire-deescalation"})
_BY_FORCE = frozenset({"strike", "weapon", "troops", "ship"})


def judge(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> Stated | None:
    """What a claimed act states in its clause [zone], None for nothing."""
    found = None if _idle(scene, claim, zone) else read(scene, claim, zone)
    if found is None:
        return None
    thing, reading = found
    hit, act = claim.hit, claim.act.act
    told = attribution(scene, hit)
    type_, stage = _in_context(scene, claim, zone, *found)
    said = _settled(scene, claim, zone, reading.type, type_)
    whom = parties(scene, type_, hit, said, zone, act=act)
    if act == "say" and not any(one.role == "source" for one in whom):
        behind = scene.mentions_in(hit.end, hit.end + 4)
        whom = tuple(Party(actor=one.actor, role="source", start=one.start, end=one.end) for one in behind)
    if said.claim == "denied" and not any(one.role == "source" for one in whom):
        whom, told = _deniers(scene, whom)
    one = Stated(type_, stage, thing, said, told, whom, zone[0], _last(scene, zone, hit), act == "agree")
    return None if _hollow(scene, claim, one) else one


def _in_context(scene: Scene, claim: Claimed, zone: tuple[int, int], thing: str, reading: Reading) -> tuple[str, str]:
    """Type and stage as the clause corrects them."""
    hit, act, said = claim.hit, claim.act.act, claim.said
    type_, stage = reading
    if act == "present" and _TOLD.match(scene.lower, hit.end):
        return "statement-position", "announced"
    special = proceeding(scene, claim, zone, type_)
    if special is not None:
        return special
    if type_ == "negotiation-round" and said.claim == "planned":
        return "scheduled-event", stage
    if act in ("propose", "present") and _candidate(scene, hit):
        return "appointment", "proposed"
    if type_ == "endorsement":
        return _endorsed(scene, claim, zone, thing)
    if act == "agree" and type_ == "funding-allocated" and _DEAL.search(scene.lower, hit.start, hit.end):
        return "agreement-in-principle", "provisional-deal"
    if type_ == "legal-act-adopted" and _PACKAGE.search(scene.lower, *zone):
        return "sanction-adopted", stage
    if act == "sign" and type_ == "contract-awarded" and _of_troops(scene, zone, hit):
        return "agreement-signed", "signed"
    if type_ in ("agreement-signed", "industrial-deal") and act in _SIGNING and _bought(scene, zone, hit):
        return "contract-awarded", stage
    if act == "spend" and thing == "money" and said.claim == "planned":
        return "funding-allocated", "adopted"
    return _armed(scene, claim, zone, thing, type_), stage


def _armed(scene: Scene, claim: Claimed, zone: tuple[int, int], thing: str, type_: str) -> str:
    """The type as it depends on who strikes with what, and to whom weapons go."""
    act, said = claim.act.act, claim.said
    if act == "practise" and said.passive:
        return "aid-delivered"  # "pilots were trained in"
    if type_ == "incident-attack" and _by_hackers(scene, zone, said):
        return "hybrid-incident"
    if thing != "weapon" or type_ != "aid-delivered" or _given(scene):
        return type_
    if act == "arrive":
        return "capability-delivered" if "first" in scene.said else "deployment"
    return {"send": "deployment", "receive": "capability-delivered", "deliver": "capability-delivered"}.get(act, type_)


def _endorsed(scene: Scene, claim: Claimed, zone: tuple[int, int], thing: str) -> tuple[str, str]:
    if _received(scene, claim.hit):
        return "negotiation-round", "none"
    if thing == "conclusions" and scene.lower.startswith("endorse", claim.hit.start):
        return "conclusions-declaration", "adopted"
    if claim.said.negated:
        return "rejection-veto", "none"
    return ("position-adopted", "mandate") if voting(scene, claim, zone) else ("endorsement", "none")


def _settled(scene: Scene, claim: Claimed, zone: tuple[int, int], first: str, type_: str) -> Force:
    """The claim as the type and the act correct it."""
    said = claim.said
    if type_ == "negotiation-failed" and first == "agreement-in-principle":
        return said._replace(negated=False)
    if first in ("endorsement", "sanction-adopted", "legal-act-adopted") and type_ == "rejection-veto":
        return said._replace(negated=False, claim="fact")  # "will not support": a refusal, given now
    if claim.act.act == "announce" and type_ == "scheduled-event" and said.claim == "fact":
        return said._replace(claim="planned")
    if claim.act.act == "plan" and said.claim == "fact":
        return said._replace(claim="planned")
    if claim.act.act == "weigh" and said.claim == "fact":
        return said._replace(claim="possible")
    return said._replace(claim="fact") if said.decided and type_ in _SETTLED else said


def _hollow(scene: Scene, claim: Claimed, one: Stated) -> bool:
    """Whether what was found is too little to be a development: nobody speaks, nobody agrees, a proverb in quotes."""
    said, act = one.said, claim.act.act
    sources = [party for party in one.parties if party.role == "source"]
    before = scene.words(said.anchor - 3, said.anchor)
    if one.type == "statement-position":
        if said.claim != "fact" or (scene.heading and before[-1:] == [","]):
            return True
        if act == "say" and not sources and one.attribution.to is None and not _titled(scene, said, claim.hit):
            return True
        if act == "announce" and one.thing == "else" and not sources:
            return True
    if one.type == "incident-attack" and said.claim == "possible":
        return True  # "they want to capture the south"
    if one.type in _GOING_ON and said.negated:
        return True  # "did not stop", "has not begun": nothing happened
    if scene.quoted(claim.hit.start) and not one.parties and not {"we", "i", "nous", "wir"} & set(before):
        return True
    return _far_fetched(scene, act, one, sources)


def _far_fetched(scene: Scene, act: str, one: Stated, sources: list[Party]) -> bool:
    """Whether the act is done to something, or by somebody, with which it tells of no development."""
    if act == "violate" and one.thing == "country":
        return not {"weapon", "ship"} & {thing for found in scene.things for thing in found.names}
    if act == "suspend" and one.thing == "strike" and one.said.passive:
        return True  # "the offensive was stopped"
    if one.thing == "flights":
        return not any("weapon" in thing.names for thing in scene.things)
    if act == "die" or (act == "kill" and one.thing == "else"):
        return not _BY_FORCE & {thing for found in scene.things for thing in found.names}
    if act == "acquire" and one.thing == "else":
        return not any(scene.kinds.get(party.actor) == "company" for party in sources)
    if act in ("buy", "order") and one.thing == "else":
        return not any(scene.kinds.get(party.actor) in _BUYERS for party in sources)
    several = bool(_SEVERAL & set(scene.words(one.said.anchor - 4, one.said.anchor)))
    return act == "agree" and one.thing == "else" and len(sources) < 2 and not several


def _last(scene: Scene, zone: tuple[int, int], hit: Hit) -> int:
    """Where the clause ends, without the signs that close it."""
    closing = _CLOSED.search(scene.text[zone[0] : zone[1]])
    return max(zone[1] - (len(closing[0]) if closing else 0), hit.end)


def _idle(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> bool:
    """Whether an act is done to nothing that counts: "we support each other", "agreed on the importance of"."""
    act = claim.act.act
    index = scene.at(claim.hit.end)
    following = scene.words(index, index + 4)
    if act == "request" and claim.said.passive and scene.lower.startswith("push", claim.hit.start):
        return True  # "was pushed to January"
    if act == "request" and scene.language == "fr" and scene.words(scene.at(claim.hit.start) - 1, index - 1) == ["se"]:
        return True  # "on se demande"
    if act == "find" and scene.lower.startswith(("say", "said"), claim.hit.start):
        named = [thing for thing in scene.things_in(zone[0], claim.hit.start) if "report" in thing.names]
        return not named or scene.at(named[-1].end) < claim.said.anchor
    if act in ("provide", "extend") and following[:1] == ["deterrence"]:
        return True
    if act == "announce" and _ABSTRACT & set(following):
        return True
    if act == "agree":
        return bool(_ABSTRACT & set(following)) or "that" in following[:2]
    if _came_about(scene, claim) or (act == "build" and following[:1] == ["on"]):
        return True
    if act == "meet" and claim.said.passive and scene.lower.startswith("met", claim.hit.start):
        return True  # "the deadline will be met"
    if act == "open" and _WAY.match(scene.lower, claim.hit.end):
        return True
    if act == "arrest" and following[:1] in (["me"], ["us"]):
        return True
    if act == "join":
        return _HELPING.search(scene.lower, claim.hit.end, zone[1]) is not None
    if act == "endorse" and claim.act.wanted:
        return False  # "won the backing of"
    return act in ("endorse", "request") and scene.language == "en" and _mutual(scene, claim, zone, following)


def _came_about(scene: Scene, claim: Claimed) -> bool:
    """Whether it is told how something came about: "it was built by", "was founded by"."""
    old = claim.act.act == "build" or scene.lower.startswith("found", claim.hit.start)
    return old and claim.said.passive and claim.act.act in ("build", "establish")


def _mutual(scene: Scene, claim: Claimed, zone: tuple[int, int], following: list[str]) -> bool:
    """Whether nothing is asked of anybody, or only each other helped: "we support each other", "ask ourselves"."""
    act, index = claim.act.act, scene.at(claim.hit.end)
    if act == "request" and following and following[0] in _ASKED:
        return True
    if act == "request" and not scene.lower.startswith("ask", claim.hit.start):
        return False
    somebody = act == "request" and bool(scene.lexicon.bodies & set(scene.words(index, scene.at(zone[1]))))
    return (
        not claim.said.passive
        and not somebody
        and all(thing == "help" for thing in things(scene, claim.hit.end, zone[1], claim.hit))
        and not _OF_HELP.search(scene.lower, claim.hit.end, zone[1])
    )


def _deniers(scene: Scene, whom: tuple[Party, ...]) -> tuple[tuple[Party, ...], Attribution]:
    """Who denies is who is said to have done it: "Russia denied that it had attacked"."""
    for at, token in enumerate(scene.tokens):
        if token.text in scene.grammar.denies:
            found = subjects(scene, scene.start, scene.tokens[at].start)
            parties_ = tuple(Party(actor=one.actor, role="source", start=one.start, end=one.end) for one in found)
            kept = tuple(one for one in whom if one.actor not in {party.actor for party in parties_})
            return (*parties_, *kept), Attribution(anybody=True, to=found[-1].actor if found else None)
    return whom, Attribution(anybody=True)


def _given(scene: Scene) -> bool:
    """Whether weapons go to somebody at war, rather than to the armed forces that bought them."""
    named = {mention.actor for mention in scene.mentions}
    told = {token.text for token in scene.tokens}
    return bool(named & {"ukraine", "moldova", "taiwan", "israel"} or told & _GIVING)


def _by_hackers(scene: Scene, zone: tuple[int, int], said: Force) -> bool:
    """Whether what hits is a cyberattack."""
    anchor = scene.tokens[min(said.anchor, len(scene.tokens) - 1)].start
    return any("cyber" in thing.names for thing in scene.things_in(zone[0], anchor))


def _candidate(scene: Scene, hit: Hit) -> bool:
    """Whether a person is proposed for an office."""
    near = scene.mentions_in(hit.end, hit.end + 12)
    return bool(near) and scene.kinds.get(near[0].actor) == "person" and bool(_AS.match(scene.lower, near[0].end))


def _received(scene: Scene, hit: Hit) -> bool:
    """Whether somebody is welcomed rather than something: "welcomed President Duda"."""
    first = scene.mentions_in(hit.end, hit.end + 20)
    met = scene.kinds.get(first[0].actor) == "person" if first else False
    return (
        met
        and scene.lower.startswith(("welcom", "accueil"), hit.start)
        and scene.text[first[0].end : first[0].end + 2] not in ("’s", "'s")
    )


def _bought(scene: Scene, zone: tuple[int, int], hit: Hit) -> bool:
    """Whether what is signed is a deal for weapons."""
    german = scene.language == "de"
    around = (zone[0], zone[1]) if german else (hit.end, zone[1])
    bought = {"weapon", "ship"} & {thing for found in scene.things_in(*around) for thing in found.names}
    firms = [scene.kinds.get(one.actor) == "company" for one in scene.mentions_in(*zone)]
    if bought and any(firms) and not all(firms):
        return True
    return bool(bought) and bool(_DEALS & set(scene.words(scene.at(hit.end), scene.at(zone[1]))))


def _of_troops(scene: Scene, zone: tuple[int, int], hit: Hit) -> bool:
    """Whether a deal is for troops, whom nobody buys: "signed a deal for a permanent brigade"."""
    named = {thing for found in scene.things_in(hit.end, zone[1]) for thing in found.names}
    return bool({"troops", "presence"} & named) and not {"weapon", "ship"} & named and not scene.amounts


def _titled(scene: Scene, said: Force, hit: Hit) -> bool:
    """Whether somebody with a title but no known name speaks: "The President affirmed", "a insisté la présidente"."""
    if scene.language == "fr" and scene.lexicon.bodies & set(scene.words(scene.at(hit.end), scene.at(hit.end) + 3)):
        return True
    before = scene.tokens[said.anchor - 1].text if said.anchor else ""
    if said.anchor and scene.tokens[said.anchor - 1].end in scene.unsure:
        return True  # "Merz argued": some Merz
    if before in ("we", "i", "nous", "wir"):
        return _AFFIRMS.match(scene.lower, scene.tokens[said.anchor].start) is not None
    opening = scene.words(said.anchor - 4, said.anchor)
    return before in scene.lexicon.bodies and len(before) > 4 and "," not in opening
