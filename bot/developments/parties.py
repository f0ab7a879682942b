"""Who is what in a development: source, target, partner, about. Roles by place and preposition; unsure means none."""

import re
from collections.abc import Iterator

from bot.developments.claim import Force
from bot.developments.lexicon import Hit
from bot.developments.scene import Scene
from bot.recognition.vocabulary import word_set
from storage.models import Mention, Party, Role

ABOUT = frozenset({"instrument", "treaty-provision", "programme", "mission-operation"})
"""Kinds of actor that are dealt with rather than deal."""

WITH = word_set(
    """
    agreement-signed agreement-in-principle negotiation-opened negotiation-round negotiation-failed
    industrial-deal intel-sharing ceasefire-deescalation exercise-held scheduled-event
    """
)  # fmt: skip
"""Types that take partners."""

UPON = word_set(
    """
    sanction-adopted sanction-eased aid-delivered funding-allocated disbursement-made incident-attack
    contract-awarded airspace-violation hybrid-incident attribution-accusation rejection-veto request-appeal
    threat-ultimatum deployment withdrawal expulsion-restriction endorsement detention-legal-action
    membership-change
    """
)  # fmt: skip
"""Types that are done to somebody."""

STRUCK = frozenset({"incident-attack", "airspace-violation", "hybrid-incident"})
"""Types whose place is whom they hit: "fired drones at Ukraine"."""

_AIMED = 20
"""Characters between an accusation and its "at Moscow", at most; further off it is where they met."""

RECEIVED = frozenset({"receive"})
"""Acts whose subject is the one to whom it is done."""

_JOINED = re.compile(
    r"[\s,]*(?:(?:and|et|und|sowie|as well as|ainsi que)\s+)?(?:the |la |le |l['’]|les |der |die |das )?"
)


def parties(scene: Scene, type_: str, hit: Hit, said: Force, zone: tuple[int, int], *, act: str) -> tuple[Party, ...]:
    """The actors of one development, each once, in the order of the text. `zone` bounds its clause in characters."""
    if scene.language == "de":
        found = list(_german(scene, type_, said, zone, act=act))
    else:
        found = list(_before(scene, type_, hit, said, zone, act=act))
        found += list(_behind(scene, "" if act == "discuss" else type_, hit, said, zone))
    once: dict[str, Party] = {}
    for party in sorted(found, key=lambda party: (party.role != "source", party.start)):
        once.setdefault(party.actor, party)
    return tuple(sorted(once.values(), key=lambda party: party.start))


def subjects(scene: Scene, start: int, anchor: int) -> list[Mention]:
    """The actors that stand as subject before a verb at character `anchor`, those joined by "and" together."""
    mentions = _outside_insertion(scene, start, anchor)
    while mentions and _hangs(scene, mentions[-1]):
        mentions.pop()
    chosen: list[Mention] = []
    while mentions:
        last = mentions.pop()
        if chosen and not _JOINED.fullmatch(scene.text[last.end : chosen[0].start]):
            break
        chosen.insert(0, last)
    return chosen


def _outside_insertion(scene: Scene, start: int, anchor: int) -> list[Mention]:
    """The actors before a verb, without those of an insertion: "Romania, which borders Ukraine, asked"."""
    mentions = scene.mentions_in(start, anchor)
    index = scene.at(anchor) - 1
    if index <= 0 or scene.tokens[index].text != ",":
        return mentions
    for at in range(index - 1, -1, -1):
        if scene.tokens[at].text == ",":
            opened = scene.tokens[at].start
            return [mention for mention in mentions if mention.end <= opened] or mentions
    return mentions


def _hangs(scene: Scene, mention: Mention) -> bool:
    """Whether a preposition makes a name a circumstance: "talks with Japan collapsed". "Heads of NATO" act."""
    index = scene.at(mention.start)
    word, at = _preposition(scene, index)
    if not word:
        return False
    if word in ("of", "de", "du", "d"):
        return not (at and scene.tokens[at - 1].text in scene.lexicon.bodies)
    return word not in ("and", "et", "und", "both")


def _preposition(scene: Scene, index: int, floor: int = 0) -> tuple[str, int]:
    """The preposition that governs the name at a token, and its place, not before `floor`; empty where none does."""
    grammar = scene.grammar
    for at in range(index - 1, max(floor - 1, index - 4), -1):
        word = scene.tokens[at].text
        if (
            word
            in grammar.toward | grammar.together | grammar.against | grammar.concerning | grammar.inside | grammar.by
        ):
            return word, at
        if not word.isalpha() and word not in ("'",):
            return "", -1
        if scene.mention_at(scene.tokens[at].start) is not None:
            return "", -1
    return "", -1


def _before(scene: Scene, type_: str, hit: Hit, said: Force, zone: tuple[int, int], *, act: str) -> Iterator[Party]:
    anchor = scene.tokens[min(said.anchor, len(scene.tokens) - 1)].start
    for mention in subjects(scene, zone[0], max(anchor, zone[0])):
        about = scene.kinds.get(mention.actor) in ABOUT
        if said.passive or act in RECEIVED:
            yield _party(mention, "about" if about else "target")
        elif about:
            yield _party(mention, "about")
        else:
            yield _party(mention, "source")
    del hit, type_


def _behind(scene: Scene, type_: str, hit: Hit, said: Force, zone: tuple[int, int]) -> Iterator[Party]:
    last: Role | None = None
    previous = hit.end
    for mention in scene.mentions_in(hit.end, zone[1]):
        word, _ = _preposition(scene, scene.at(mention.start), scene.at(hit.start) + 1)
        joined = previous != hit.end and _JOINED.fullmatch(scene.text[previous : mention.start]) is not None
        aimed = type_ == "attribution-accusation" and word in ("at", "on") and mention.start - hit.end <= _AIMED
        role = last if joined else "target" if aimed else _role(scene, type_, mention, word, said)
        previous, last = mention.end, role
        if role is not None:
            yield _party(mention, role)


def _role(scene: Scene, type_: str, mention: Mention, word: str, said: Force) -> Role | None:
    grammar = scene.grammar
    kind = scene.kinds.get(mention.actor)
    if word in grammar.by and said.passive:
        return "source"
    if kind in ABOUT:
        return "about"
    if word in grammar.toward and type_ in UPON:
        return "target"
    if (
        word in grammar.inside
        and type_ not in STRUCK
        and kind in ("country", "organisation", "international-organisation")
    ):
        return None  # where, not who
    if word in grammar.against:
        return "target"
    if word in grammar.together:
        return "partner"
    if not word or word in grammar.toward or (type_ in STRUCK and word in grammar.inside):
        if type_ in WITH:
            return "partner"
        return "target" if type_ in UPON else "about"
    if word in grammar.concerning:
        return (
            "target"
            if word in ("on", "upon") and type_ in ("sanction-adopted", "sanction-eased", "incident-attack")
            else "about"
        )
    return "about"


def _german(scene: Scene, type_: str, said: Force, zone: tuple[int, int], *, act: str) -> Iterator[Party]:
    """In German the subject is the first name of the clause that no preposition and no dative governs."""
    grammar = scene.grammar
    subject: Mention | None = None
    for mention in scene.mentions_in(*zone):
        word, _ = _preposition(scene, scene.at(mention.start))
        kind = scene.kinds.get(mention.actor)
        joined = subject is not None and _JOINED.fullmatch(scene.text[subject.end : mention.start]) is not None
        article = scene.words(scene.at(mention.start) - 1, scene.at(mention.start))
        dative = bool(article) and article[0] in ("der", "dem", "den") and subject is not None
        if joined and not said.passive:
            subject = mention
            yield _party(mention, "source")
        elif word in grammar.by and said.passive:
            yield _party(mention, "source")
        elif kind in ABOUT:
            yield _party(mention, "about")
        elif subject is None and not said.passive and (not word or word in ("der", "dem", "den")):
            subject = mention
            yield _party(mention, "target" if act in RECEIVED else "source")
        elif not dative and word in grammar.inside:
            continue
        else:
            role = _role(scene, type_, mention, "" if dative else word, said)
            if role is not None:
                yield _party(mention, role)


def _party(mention: Mention, role: Role) -> Party:
    return Party(actor=mention.actor, role=role, start=mention.start, end=mention.end)
