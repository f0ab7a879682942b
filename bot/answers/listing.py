"""Who did it: "Which countries signed …?" as the list of all of whom articles state so. Pure; reads and ranks no text.

The question is read as a statement about an example ("Norway signed …"). What that states is the pattern: whoever
stands in the example's place in what articles state, is on the list, each with the sentence that says so.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.actors import recognise
from bot.answers.evidence import on
from bot.answers.meaning import Wish, wishes
from bot.asking import periods
from bot.asking.questions import Question
from bot.catalogue import Catalogue
from bot.developments import developments
from bot.language import sentences
from storage.models import Development, Passage, Record, Reported

FEWEST = 2
"""Names from which they are a list; one is an answer like others."""

EXAMPLE = "\0"
"""What stands in a statement for whoever is asked for."""

EXAMPLES = {"country": ("norway", "ghana", "peru"), "company": ("airbus", "leonardo", "saab")}
"""Actors that may stand for those asked for; one that the question names itself cannot."""

KINDRED = (
    frozenset({"agreement-signed", "agreement-in-principle"}),
    frozenset({"aid-delivered", "funding-allocated"}),
)
"""Types that are told of one matter at different stages; each line of a list has its own stage."""

MUTUAL = frozenset({"agreement-signed", "agreement-in-principle", "negotiation-opened", "negotiation-round"})
"""Types in which those who do it and those with whom are in one place."""

_KINDS = (
    r"(?:countries|nations|states|governments|allies|partners|companies|firms|pays|etats|états|entreprises|länder"
    r"|staaten|unternehmen)"
)
_ASKED = (
    rf"(?:which|what|quels|quelles|welche|(?:list|name)(?: me)?(?: all)?(?: the)?)\s+(?:[\w-]+\s+){{0,2}}?{_KINDS}"
    r"(?:\s+(?:that|which|who|qui))?"
)
_SUBJECT = re.compile(
    rf"^\W*(?:and\s+)?(?:{_ASKED}|who(?=\s+(?:has|have|all|signed|joined)\b)(?:\s+all)?)\s+", re.IGNORECASE
)
_OBJECT = re.compile(
    rf"^\W*(?P<before>with|to|against)\s+{_ASKED}\s+(?:has|have|had)\s+(?P<rest>.+)$"
    rf"|^\W*{_ASKED}\s+(?:has|have|had)\s+(?P<rest2>.+?)\s+(?P<behind>with|to|against)\W*$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^(?:has|have|had|got)\s+(?=an?\s|the\s)", re.IGNORECASE)
_IDLE = re.compile(
    rf"{_KINDS}|already|far|recent(?:ly)?|yet|ever|current(?:ly)?|now|new(?:ly)?|today|all", re.IGNORECASE
)
"""Words of a question that no sentence need have: whom it asks for, and how new that may be."""


class Pattern(Record):
    """What must be stated of whoever is on the list: `others` take part too, `role` is theirs."""

    types: frozenset[str]
    roles: frozenset[str]
    instrument: str | None
    others: frozenset[str]
    kinds: frozenset[str]  # of actor


class Line(Record):
    """One who is on the list, with everything that reports it, the best first."""

    actor: str
    reports: tuple[Reported, ...]


def sought(question: Question, catalogue: Catalogue, *, today: date) -> Pattern | None:
    """What a list would be of; None where the question asks for none, or for one that nothing states."""
    if question.advice or question.prediction:
        return None
    _, asked = periods.take(question.text, today=today)
    return next((one for said in _statements(asked) if (one := pattern(said, question, catalogue))), None)


def _statements(text: str) -> Iterable[str]:
    bare = text.rstrip(" ?!.")
    if match := _OBJECT.match(bare):
        link = match["before"] or match["behind"]
        yield f"{match['rest'] or match['rest2']} {link} {EXAMPLE}"
    elif match := _SUBJECT.match(bare):
        rest = bare[match.end() :]
        yield f"{EXAMPLE} {rest}"
        if _OWNED.match(rest):  # who has a partnership has signed one
            yield f"{EXAMPLE} signed {_OWNED.sub('', rest)}"


def pattern(statement: str, question: Question, catalogue: Catalogue, *, loose: bool = False) -> Pattern | None:
    """What a statement about somebody states of them; the example stands first in it where it does not name them.

    `loose`: also where it names nothing besides.
    """
    said = statement if EXAMPLE in statement else f"{EXAMPLE} {statement}"
    known = {actor for thing in question.named for actor in thing.actors}
    for kind in question.wanted or {"country"}:
        example = next((one for one in EXAMPLES.get(kind, ()) if one not in known and one in catalogue.actors), None)
        text = f"{said.replace(EXAMPLE, catalogue.actors[example].name)}." if example else ""
        if example and (found := _stated(text, example, question, catalogue, loose=loose)) is not None:
            return found
    return None


def _stated(text: str, example: str, question: Question, catalogue: Catalogue, *, loose: bool) -> Pattern | None:
    mentions = recognise(text, catalogue, language=question.language)
    spans = list(sentences(text, question.language))
    for one in developments(text, spans, mentions, language=question.language):
        role = next((party.role for party in one.parties if party.actor == example), None)
        others = frozenset(party.actor for party in one.parties) - {example, one.instrument}
        instrument = one.instrument if one.instrument in catalogue.actors else None
        if role is None or one.negated or one.modality != "fact" or not (instrument or others or loose):
            continue
        return Pattern(
            types=next((kin for kin in KINDRED if one.type in kin), frozenset({one.type})),
            roles=frozenset({"source", "partner"}) if one.type in MUTUAL else frozenset({role}),
            instrument=instrument,
            others=others,
            kinds=question.wanted or frozenset(EXAMPLES),
        )
    return None


def matching(found: Iterable[Reported], wanted: Pattern, actor: str) -> list[Reported]:
    """The reports that state it of one actor, on a known day."""
    return [
        one
        for one in found
        if _matches(one, wanted)
        and on(one) is not None
        and any(party.actor == actor and party.role in wanted.roles for party in one.development.parties)
    ]


def lines(question: Question, pattern: Pattern, found: Iterable[Reported], catalogue: Catalogue) -> list[Line]:
    """Those of whom it is stated, the newest first; none where they are too few to be a list."""
    wanted = [one for one in wishes(question) if not one.acting and not _IDLE.fullmatch(one.term)]
    by_actor: dict[str, list[Reported]] = {}
    for one in found:
        if _matches(one, pattern) and _within(one, question) and _says(one, wanted, pattern, catalogue):
            for actor in _named(one.development, pattern, catalogue):
                by_actor.setdefault(actor, []).append(one)
    if len(by_actor) < FEWEST:
        return []
    told = [Line(actor=actor, reports=_one(reports, question.language)) for actor, reports in by_actor.items()]
    return sorted(told, key=lambda line: (_on(line.reports[0]), line.actor), reverse=True)


def named(passage: Passage, pattern: Pattern, catalogue: Catalogue) -> frozenset[str]:
    """Those whom a sentence names that might be on the list."""
    there = passage.actors - pattern.others
    return frozenset(one for one in there if one in catalogue.actors and catalogue.actors[one].kind in pattern.kinds)


def _matches(one: Reported, pattern: Pattern) -> bool:
    made = one.development
    if made.type not in pattern.types or one.passage.withdrawn:
        return False
    if pattern.instrument is not None and made.instrument != pattern.instrument:
        return False
    return pattern.others <= {party.actor for party in made.parties}


def _within(one: Reported, question: Question) -> bool:
    when = on(one)
    if question.since is not None and (when is None or when < question.since):
        return False
    return question.until is None or when is None or when <= question.until


def _says(one: Reported, wanted: Sequence[Wish], pattern: Pattern, catalogue: Catalogue) -> bool:
    """Whether the sentence says what else is asked; the name of the instrument says its own words."""
    known = catalogue.actors.get(pattern.instrument or "")
    named = " ".join((known.name, *known.aliases)) if known else ""
    text = f"{one.passage.text} {named}"
    return all(wish.met(text, one.passage.language) for wish in wanted)


def _named(made: Development, pattern: Pattern, catalogue: Catalogue) -> list[str]:
    return [
        party.actor
        for party in made.parties
        if party.role in pattern.roles
        and party.actor not in {*pattern.others, made.instrument}
        and party.actor in catalogue.actors
        and catalogue.actors[party.actor].kind in pattern.kinds
    ]


def _one(reports: Sequence[Reported], language: str) -> tuple[Reported, ...]:
    """The reports of one actor's step: the sentence that is about it alone first, a signature before what led to it."""
    return tuple(
        sorted(
            reports,
            key=lambda one: (
                one.development.stage != "signed" and one.development.type in MUTUAL,
                len(one.development.parties),
                one.publisher_kind != "primary",
                one.passage.amended is not None,
                one.passage.language != language,
                str(one.passage.published_at or "9999"),
            ),
        )
    )


def _on(one: Reported) -> date:
    return on(one) or date.min
