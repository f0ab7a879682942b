"""Who holds an office: the dated catalogue decides who, an article's sentence must say so. Never a former holder.

A sentence of 2022 that names a minister is no answer to who the minister is now; the catalogue of offices tells
whether the person still holds it. Where no article names the holder, the answer is a refusal that says what the
catalogue lists, and that this comes from no article.
"""

import re
from datetime import date, timedelta

from bot.answers import sentences
from bot.answers.evidence import Evidence, Finding, day
from bot.asking.periods import MONTHS
from bot.asking.questions import Question
from bot.catalogue import Catalogue, Office
from bot.language import fold, words
from storage.models import Passage, Record

RANKS = frozenset(
    words(
        "minister president chancellor commissioner representative secretary director chief chair chairman head saceur"
    )
)
QUALIFIERS = frozenset(words("prime deputy vice former defence foreign interior armed high general state trade"))
LEADING = frozenset(words("lead leads leader head heads run runs chair chairs charge command commands boss chief"))
RECENT = timedelta(days=400)
"""How long before the day an article may be that says who holds an office the catalogue does not know."""

TOP = (frozenset({"prime", "minister"}), frozenset({"chancellor"}), frozenset({"secretary", "general"}),
       frozenset({"president"}), frozenset({"high", "representative"}), frozenset({"chief"}), frozenset({"chair"}),
       frozenset({"chairman"}), frozenset({"director"}))  # fmt: skip
"""What leads: the first of these that an organisation has."""

SPOKEN = {
    "verteidigungsminister": "defence minister", "aussenminister": "foreign minister",
    "premierminister": "prime minister", "ministerprasident": "prime minister", "bundeskanzler": "chancellor",
    "kanzler": "chancellor", "generalsekretar": "secretary general", "kommissar": "commissioner",
    "premier ministre": "prime minister", "ministre de la defense": "defence minister",
    "ministre des armees": "defence minister", "ministre des affaires etrangeres": "foreign minister",
    "chancelier": "chancellor", "commissaire": "commissioner", "secretaire general": "secretary general",
    "haut representant": "high representative", "haute representante": "high representative",
    "hohe vertreterin": "high representative", "prasident": "president", "defense": "defence",
    "directeur": "director", "directrice": "director", "direktor": "director", "leiter": "director",
    "pm": "prime minister", "ministry": "minister", "premier": "prime minister", "chief executive": "chief",
}  # fmt: skip
"""Other words for offices, folded, beside the catalogue's English; German and French ones may end in -in, -e."""

SPOKEN_WORDS = frozenset(word for spoken in SPOKEN for word in spoken.split())

ADJECTIVES = {
    "deutsch": "germany", "franzos": "france", "italienisch": "italy", "polnisch": "poland", "spanisch": "spain",
    "britisch": "united-kingdom", "ukrainisch": "ukraine", "niederland": "netherlands", "schwedisch": "sweden",
    "finnisch": "finland", "japanisch": "japan", "belgisch": "belgium", "litauisch": "lithuania",
    "estnisch": "estonia", "tschechisch": "czechia", "rumanisch": "romania", "allemand": "germany",
    "francais": "france", "polonais": "poland", "britannique": "united-kingdom", "ukrainien": "ukraine",
    "neerlandais": "netherlands", "suedois": "sweden", "finlandais": "finland", "japonais": "japan",
    "italien": "italy", "espagnol": "spain", "belge": "belgium",
}  # fmt: skip
"""How German and French adjectives of countries begin, folded: they stand before an office, and name no actor alone."""

TO_BE_VERIFIED = "(to be verified)"
"""In the title of an office whose holder the catalogue's author could not make sure of."""

GRACE = timedelta(days=45)
"""A sentence may be published so long after a past term and still tell of it."""


class Asked(Record):
    """The offices that a question asks for, whoever held them, and the days it asks about."""

    offices: tuple[Office, ...]
    first: date
    last: date

    def held(self) -> list[Office]:
        """Those held on any of the days, the latest first."""
        held = [one for one in self.offices if _from(one) <= self.last and (one.valid_to or date.max) >= self.first]
        handed_over = {one.valid_from for one in held}
        # On the day of a handover the successor.
        held = [one for one in held if not (self.first == self.last == one.valid_to and one.valid_to in handed_over)]
        return sorted(held, key=_from, reverse=True)


def find(question: Question, evidence: Evidence) -> Finding | None:
    """The sentences that name the holder of the office asked for; None when no office is asked for."""
    asked = asked_for(question, evidence.catalogue, as_of=evidence.as_of)
    if asked is None:
        return None
    holders = asked.held()
    when = f"on {asked.last:%-d %B %Y}" if asked.first == asked.last else f"from {asked.first:%-d %B %Y} on"
    if not holders:
        return _reported(question, asked, evidence) or Finding(
            reason=f"I know of nobody verified to have held that office {when}."
        )
    said = by_catalogue(" and ".join(listed(holder, evidence.catalogue) for holder in holders[:2]), asked.last)
    if found := proving(holders, asked, evidence):
        return Finding(passages=tuple(found[:2]), aside=said)
    return Finding(reason=f"No article I hold says who that is. {said}")


TIMELY = frozenset({"status", "how-much", "how-many", "next"})


def timely(question: Question, catalogue: Catalogue, *, as_of: date) -> bool:
    """Whether an answer holds as of a day: of who holds an office, where a matter stands, a figure."""
    asked = question.standing or question.kind in TIMELY
    return asked or asked_for(question, catalogue, as_of=as_of) is not None


def asked_for(question: Question, catalogue: Catalogue, *, as_of: date) -> Asked | None:
    """What office a question asks for, if it asks for one."""
    role = roles(question.text)
    leads = LEADING & set(words(question.text))
    # "Japan's prime minister?" asks for an office, "What did Japan's prime minister say?" does not.
    only_that = all(set(roles(term)) or term in LEADING or term in ("current", "hold") for term in question.terms)
    if question.kind not in ("who", "definition") and not (question.kind == "what" and only_that and question.terms):
        return None
    if not role & RANKS and not leads:
        return None
    actors = _places(question, role, catalogue)
    offices = [one for one in catalogue.offices if concerns(one, actors, catalogue) and verified(one)]
    found = of_role(offices, role) if role & RANKS else []
    if not found and "secretary" in role:  # what London calls a secretary, others call a minister
        found = of_role(offices, role - {"secretary"} | {"minister"})
    if not found and "minister" in role:
        found = of_role(offices, role - {"minister"} | {"secretary"})
    if not found and (leads or "director" in role) and not role & QUALIFIERS:
        found = _at_the_top(offices)
    if not found:
        return None
    first, last = days(question, as_of=as_of)
    return Asked(offices=tuple(found), first=first, last=last)


def roles(text: str) -> frozenset[str]:
    """The words of a text that tell an office: `defence` and `minister`, in whatever language."""
    folded = " ".join(words(text))
    for spoken, plain in SPOKEN.items():
        folded = re.sub(rf"\b{spoken}(?:in|e|s)?\b", plain, folded)
    return frozenset(folded.split()) & (RANKS | QUALIFIERS)


def _places(question: Question, role: frozenset[str], catalogue: Catalogue) -> frozenset[str]:
    """What the office may belong to: whoever is named, in any of the languages.

    "The High Representative" was understood as the one who holds it now; it is the office that is asked for.
    """
    named = frozenset[str]().union(*(thing.actors for thing in question.named))
    held = {one.organisation for one in catalogue.offices if one.person in named and role and role <= roles(one.office)}
    folded = words(question.text)
    spoken = {actor for start, actor in ADJECTIVES.items() if any(word.startswith(start) for word in folded)}
    return named | held | spoken


def verified(office: Office) -> bool:
    """Whether the catalogue's author could make sure of who holds it."""
    return office.confidence != "low" and TO_BE_VERIFIED not in office.office


def by_catalogue(told: str, on: date) -> str:
    """What the catalogue says, named as what it is."""
    return f"By the catalogue of offices, which is no article, on {on:%-d %B %Y}: {told}."


def of_role(offices: list[Office], role: frozenset[str]) -> list[Office]:
    """Those that these words of an office mean."""
    found = []
    for one in offices:
        titled = roles(one.office)
        titled = titled | {"defence"} if "armed" in titled else titled
        # What qualifies the office must be asked for: the deputy is not the minister, the foreign one not the prime.
        unasked = (titled & QUALIFIERS) - role - {"general", "state", "armed"}
        if "representative" in titled:
            unasked -= {"vice", "high"}
        if role - {"former", "general", "state"} <= titled and not unasked:
            found.append(one)
    return found


def _at_the_top(offices: list[Office]) -> list[Office]:
    for top in TOP:
        found = [one for one in offices if top <= roles(one.office) and not roles(one.office) & {"deputy", "vice"}]
        if found:
            # Several bodies have a president each: who "leads the Union" is no look-up.
            return found if len({one.organisation for one in found}) == 1 else []
    return []


def concerns(office: Office, actors: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether it is an office of one of these, of a body of theirs, or held by one."""
    organisation = catalogue.actors.get(office.organisation)
    parent = organisation.parent if organisation else None
    # The Union is parent to its member states, which are not its offices.
    within = parent is not None and parent in actors and organisation is not None and organisation.kind != "country"
    return office.organisation in actors or within or office.person in actors


def days(question: Question, *, as_of: date) -> tuple[date, date]:
    """The days that a question asks about; the day it is asked where it names none."""
    match = re.search(rf"\b({'|'.join(MONTHS)})\.? (20\d\d|19\d\d)\b", fold(question.text))
    if match:
        year, month = int(match[2]), MONTHS[match[1]]
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if question.years:
        year = int(question.years[-1])
        return date(year, 1, 1), min(date(year, 12, 31), as_of) if year <= as_of.year else date(year, 12, 31)
    if question.since or question.until:
        return question.since or date.min, question.until or as_of
    return as_of, as_of


def proving(holders: list[Office], asked: Asked, evidence: Evidence) -> list[Passage]:
    """Sentences, published in their terms, that name them with the office; the best first."""
    found: list[tuple[bool, bool, date, Passage]] = []
    before = ""
    for passage in evidence.passages:
        around, before = f"{passage.title} {before if passage.ordinal else ''}", passage.text
        published = day(passage.published_at)
        for office in holders:
            if office.person not in passage.actors or published is None or published > evidence.as_of:
                continue
            ended = (office.valid_to or date.max - GRACE) + GRACE
            ranks = roles(office.office) & RANKS
            here = bool(ranks & roles(passage.text))
            if (here or ranks & roles(around)) and _from(office) <= published <= ended:
                name = evidence.catalogue.actors[office.person].name
                found.append((here, fold(name) in fold(passage.text), min(published, asked.last), passage))
    found.sort(key=lambda item: item[:3], reverse=True)
    return [passage for *_, passage in found]


def _reported(question: Question, asked: Asked, evidence: Evidence) -> Finding | None:
    """What articles near the day say of an office whose holder the catalogue does not know."""
    near = tuple(
        passage
        for passage in evidence.passages
        if (published := day(passage.published_at)) and asked.first - RECENT <= published <= asked.last
    )
    finding = sentences.find(question, evidence.model_copy(update={"passages": near})) if near else None
    return finding if finding and finding.passages else None


def vague_end(office: Office) -> str:
    """`2026` or `May 2026` where the catalogue knows no nearer when a term ended, by its widened day; else empty."""
    end = office.valid_to
    if end is None or (end + timedelta(days=1)).day != 1:
        return ""
    return f"{end.year}" if end.month == 12 else f"{end:%B %Y}"


def unsure(office: Office, on: date) -> bool:
    """Whether the term may have ended by that day already."""
    vague, end = vague_end(office), office.valid_to
    return bool(vague) and end is not None and on.year == end.year and end.month in (12, on.month)


def listed(holder: Office, catalogue: Catalogue) -> str:
    """A holder with office and term."""
    first = f"{holder.valid_from:%-d %B %Y}" if holder.valid_from else ""
    last = f"{holder.valid_to:%-d %B %Y}" if holder.valid_to else ""
    last = f"some day in {vague}" if (vague := vague_end(holder)) else last
    term = (
        f", {first} to {last}" if first and last else f" since {first}" if first else f" until {last}" if last else ""
    )
    return f"{catalogue.actors[holder.person].name} ({holder.office}{term})"


def _from(office: Office) -> date:
    return office.valid_from or date.min
