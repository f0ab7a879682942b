"""What institutions do in their procedures, where the same words tell something else of others.

Negotiators agree before anything is adopted, committees back their own reports, heads of state and government conclude.
"""

import re

from bot.developments.lexicon import Hit
from bot.developments.parties import subjects
from bot.developments.scene import Scene
from bot.developments.stated import Claimed
from bot.recognition.vocabulary import word_set

_DEALING = frozenset({"negotiators", "provisionally", "négociateurs", "provisoirement", "vorläufig"})
_JOINTLY = re.compile(
    r"\bin (?:an? |the |their |its )(?:[\w-]+ ){0,2}(?:declaration|communiqu[eé]|joint statement|conclusions)\b"
    r"|\bdans (?:une|un|leur|la) (?:déclaration|communiqué) (?:commune?|conjointe?|finale?)\b"
    r"|\bin (?:einer|ihrer|der) (?:gemeinsamen erklärung|abschlusserklärung|gipfelerklärung)\b"
)
_WITHOUT = re.compile(
    r"\bwithout (?:an? )?(?:\w+ )?(?:agreement|deal|result|breakthrough|decision)|\bsans (?:accord|résultat|décision)\b"
    r"|\bohne (?:einigung|ergebnis|durchbruch|beschluss)\b"
)
_VOICED = frozenset({"say", "request", "condemn", "endorse", "accuse", "find"})
_VOTING = word_set(
    """
    committee committees meps plenary ambassadors coreper lawmakers eurodéputés
    """
)
_PARLIAMENTS = re.compile(
    r"\b(?:parliament|seimas|sejm|bundestag|bundesrat|senate|senators|house|lawmakers|deputies|riksdag|folketing|storting"
    r"|eduskunta|riigikogu|saeima|congress|duma|rada|assemblée|sénat|parlement|parlament|nationalrat)\b"
)
_PROPOSED = re.compile(
    r"[^,;]{0,40}\b(?:proposals?|communication|white paper|strategy|roadmap|recommendation|action plan"
    r"|package of proposals|proposition|livre blanc|stratégie|feuille de route|vorschlag|mitteilung|weißbuch|strategie"
    r"|fahrplan)\b"
)
_CONCLUDING = frozenset({"adopt", "request", "endorse", "propose", "present", "agree"})
_CONCLUDED = frozenset({"legal-act-adopted", "request-appeal", "proposal-tabled"})
_VOTERS = frozenset({"voters", "électeurs", "wähler", "danes", "citizens"})


def proceeding(scene: Scene, claim: Claimed, zone: tuple[int, int], type_: str) -> tuple[str, str] | None:
    """Type and stage where a procedure decides them, None elsewhere."""
    act, said = claim.act.act, claim.said
    refused = said.negated or scene.words(scene.at(claim.hit.end), scene.at(claim.hit.end) + 1) == ["no"]
    if refused and act in ("reach", "agree", "strike") and type_ == "agreement-in-principle":
        return "negotiation-failed", "none"
    if act == "end" and _WITHOUT.search(scene.lower, *zone):
        return "negotiation-failed", "none"
    if act in _VOICED and _text_speaks(scene, claim):
        return "conclusions-declaration", "adopted"
    if (said.decided or act == "agree") and _dealing(scene, zone, claim.hit):
        return "agreement-in-principle", "provisional-deal"
    if act == "say" and _JOINTLY.search(scene.lower, zone[0], zone[1]):
        return "conclusions-declaration", "adopted"
    return _decision(scene, claim, zone, type_)


def _decision(scene: Scene, claim: Claimed, zone: tuple[int, int], type_: str) -> tuple[str, str] | None:
    """The same of what an institution decides."""
    act, said = claim.act.act, claim.said
    if type_ == "negotiation-opened" and said.decided and voting(scene, claim, zone):
        return "position-adopted", "mandate"
    if act == "adopt" and said.negated and "veto" in scene.said:
        return "rejection-veto", "none"
    if act in _CONCLUDING and type_ in _CONCLUDED and _at_the_top(scene, claim, zone):
        return "conclusions-declaration", "adopted"
    if act == "publish" and "official journal" in scene.said:
        return "legal-act-adopted", "adopted"
    if act == "establish" and {"regulation", "decision"} & {word.text for word in scene.tokens}:
        return "legal-act-adopted", "adopted"
    if (
        act == "adopt"
        and _PROPOSED.match(scene.lower, claim.hit.end, zone[1])
        and _by_the_commission(scene, claim, zone)
    ):
        return "proposal-tabled", "proposed"
    if act in ("adopt", "give") and type_ == "legal-act-adopted" and _consenting(scene, claim, zone):
        return "agreement-signed", "ratified"
    if act in ("adopt", "reject", "vote") and _VOTERS & _before(scene, claim, zone):
        return "election-result", "none"
    return None


def _text_speaks(scene: Scene, claim: Claimed) -> bool:
    """Whether it is a declaration that speaks: "the leaders' statement calls for"."""
    before = scene.tokens[claim.said.anchor - 1] if claim.said.anchor else None
    return before is not None and any(
        "conclusions" in thing.names and thing.end >= before.end for thing in scene.things_in(scene.start, before.end)
    )


def _by_the_commission(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> bool:
    """Whether the European Commission acts, whose own texts are proposals to others."""
    anchor = scene.tokens[min(claim.said.anchor, len(scene.tokens) - 1)].start
    return any(mention.actor == "european-commission" for mention in subjects(scene, zone[0], anchor))


def _consenting(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> bool:
    """Whether a parliament approves what a government has signed."""
    named = {thing for found in scene.things_in(claim.hit.end, zone[1]) for thing in found.names}
    return (
        "agreement" in named
        and "withdrawal" not in named
        and _PARLIAMENTS.search(scene.lower, zone[0], claim.hit.start) is not None
    )


def voting(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> bool:
    """Whether those act who only vote a position."""
    before = scene.lower[zone[0] : claim.hit.start]
    return bool(_VOTING & _before(scene, claim, zone)) or "members of the european parliament" in before


def _before(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> set[str]:
    return set(scene.words(scene.at(zone[0]), claim.said.anchor))


def _at_the_top(scene: Scene, claim: Claimed, zone: tuple[int, int]) -> bool:
    """Whether heads of state and government act, whose decisions are conclusions rather than law."""
    anchor = scene.tokens[min(claim.said.anchor, len(scene.tokens) - 1)].start
    return any(mention.actor == "european-council" for mention in subjects(scene, zone[0], anchor))


def _dealing(scene: Scene, zone: tuple[int, int], hit: Hit) -> bool:
    """Whether the institutions negotiate with each other: what they agree on is not adopted yet."""
    said = set(scene.words(scene.at(zone[0]), scene.at(hit.start) + 2))
    return bool(_DEALING & said) or ({"parliament", "council"} <= said or {"rat", "parlament"} <= said)
