"""Whether somebody holds an office, since when, whom they followed and who followed them: by the dated catalogue.

"Is Borrell still High Representative?" is no search: a sentence of 2024 that calls him so would say yes. The catalogue
decides and is named as what it is, no article; a sentence is shown only where an article's own day makes it prove the
same. `offices` answers who holds an office where nobody is named.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from bot.answers import offices
from bot.answers.evidence import Evidence, Finding
from bot.asking.questions import Question
from bot.catalogue import Catalogue, Office
from bot.language import fold
from bot.language import words as words_of
from storage.models import Record

Sought = Literal["held", "since", "before", "after"]

_BEFORE = re.compile(
    r"\bbefore\b|\bpredecessor\b|\bpreced|\bdid\b.+\b(?:succeed|replace|follow)\b|\bavant\b|\bpredecesseur|"
    r"\b(?:vor|vorganger(?:in)?)\b|\b(?:remplace|succede)(?:-t)? (?:a )?qui\b"
)
_AFTER = re.compile(
    r"\bafter\b|\bsuccessor\b|\bsucceed|\breplac(?:es|ed)\b|\bfollowed\b|\bapres\b|\bsuccesseur|\bsuccede\b|"
    r"\ba remplace\b|\b(?:nach|nachfolger(?:in)?)\b|\bfolgte\b"
)
_SINCE = re.compile(r"\bsince when\b|\bhow long\b|\bdepuis quand\b|\bseit wann\b|\b(?:become|became|took? office)\b")

_PLAIN = frozenset(
    words_of(
        "still currently now actually today hold holds serve serves remain remains become became take took office "
        "since when long been lead leads led head heads run succeed succeeded replace replaced follow followed came "
        "predecessor successor toujours encore actuellement noch immer jetzt derzeit amt nachfolger nachfolgerin "
        "vorganger vorgangerin nachfolgte folgte successeur predecesseur remplace succede"
    )
)
"""Words of such a question beside the names and the office. With any other, something else is asked."""


class Claim(Record):
    """A person, their terms in the offices that are asked about, and whoever else held these."""

    sought: Sought
    person: str
    terms: tuple[Office, ...]  # theirs, the latest first; none where they never held it
    chain: tuple[Office, ...]  # everybody's, by their beginning
    first: date
    last: date

    @property
    def asked(self) -> offices.Asked:
        """The offices, whoever held them, on these days."""
        return offices.Asked(offices=self.chain, first=self.first, last=self.last)

    def holding(self) -> tuple[Office, ...]:
        """Their terms on any of the days asked about."""
        return tuple(one for one in self.asked.held() if one.person == self.person)

    def others(self) -> tuple[Office, ...]:
        """Who else is asked for: who held it on these days; or came before them, or after."""
        if self.sought in ("before", "after"):
            return tuple(found for term in self.turning() if (found := self._beside(term)))
        return tuple(one for one in self.asked.held() if one.person != self.person)

    def turning(self) -> tuple[Office, ...]:
        """Of their terms the one that is meant: the latest with somebody before it, or after; else the latest."""
        return tuple(one for one in self.terms if self._beside(one))[:1] or self.terms[:1]

    def _beside(self, term: Office) -> Office | None:
        same = [one for one in self.chain if one.office == term.office and one.person != self.person]
        if self.sought == "before":
            earlier = [one for one in same if _begin(one) < _begin(term)]
            return max(earlier, key=_begin, default=None)
        return min((one for one in same if _begin(one) > _begin(term)), key=_begin, default=None)


def claimed(question: Question, catalogue: Catalogue, *, as_of: date) -> Claim | None:
    """What a question supposes of a person and an office; None where it asks for anything else."""
    role, person = offices.roles(question.text), _person(question, catalogue)
    if person is None or not _asks_only_that(question, role):
        return None
    sought = _sought(question)
    if sought is None or (sought in ("held", "since") and not role & offices.RANKS and not _leads(question)):
        return None
    own = [one for one in catalogue.offices if one.person == person and offices.verified(one)]
    places = frozenset[str]().union(*(thing.actors for thing in question.named)) - {person}
    if role & offices.RANKS:
        own = offices.of_role(own, role)
    titles = _titles(role, places, catalogue) or {(one.office, one.organisation) for one in own}
    terms = sorted((one for one in own if (one.office, one.organisation) in titles), key=_begin, reverse=True)
    if not titles:
        return None
    chain = [one for one in catalogue.offices if (one.office, one.organisation) in titles and offices.verified(one)]
    first, last = offices.days(question, as_of=as_of)
    return Claim(
        sought=sought, person=person, terms=tuple(terms), chain=tuple(sorted(chain, key=_begin)), first=first, last=last
    )


def persons(question: Question, catalogue: Catalogue, *, as_of: date) -> frozenset[str]:
    """Those whose articles may prove the answer."""
    claim = claimed(question, catalogue, as_of=as_of)
    if claim is None:
        return frozenset()
    return frozenset({claim.person, *(one.person for one in claim.others())})


def find(question: Question, evidence: Evidence) -> Finding | None:
    """What the catalogue says, with the sentences that say it too; None when no such thing is asked."""
    claim = claimed(question, evidence.catalogue, as_of=evidence.as_of)
    if claim is None:
        return None
    holding, others = claim.holding(), claim.others()
    shown = list(others if claim.sought in ("before", "after") else holding or others)
    said = _said(claim, holding, others, catalogue=evidence.catalogue)
    unsure = claim.sought == "held" and any(offices.unsure(one, claim.last) for one in holding)
    proving = offices.proving(shown, claim.asked, evidence) if shown and not unsure else []
    if proving:
        return Finding(passages=tuple(proving[:2]), aside=said)
    return Finding(reason=f"No article I hold says that. {said}")


def _said(claim: Claim, holding: Sequence[Office], others: Sequence[Office], *, catalogue: Catalogue) -> str:
    name = catalogue.actors[claim.person].name
    own, then = _listed(claim.turning(), catalogue), _listed(others, catalogue)
    if claim.sought in ("before", "after"):
        told = f"{claim.sought} {own}: {then or 'nobody verified'}" if own else f"no such office of {name} is known"
    elif holding:
        told = _listed(holding, catalogue)
        if any(offices.unsure(one, claim.last) for one in holding):
            told += ", so whether still is not verified"
    else:
        passed = bool(claim.terms) and (claim.terms[0].valid_to or date.max) < claim.first
        told = f"{'no longer' if passed else 'not'} {own or name}"
        told += f", but {then}" if then else "; who holds it is not verified"
    return offices.by_catalogue(told, claim.last)


def _listed(found: Iterable[Office], catalogue: Catalogue) -> str:
    return " and ".join(offices.listed(one, catalogue) for one in found)


def _sought(question: Question) -> Sought | None:
    text = fold(question.text)
    if question.kind == "who":
        return "before" if _BEFORE.search(text) else "after" if _AFTER.search(text) else None
    if question.kind == "when" or _SINCE.search(text):
        return "since" if _SINCE.search(text) else None
    if question.kind == "yes-no" or re.search(r"\best[- ](?:il|elle|on)\b", text):
        return "held"
    return None


def _asks_only_that(question: Question, role: frozenset[str]) -> bool:
    if question.prediction or question.advice:
        return False
    return all(
        word in _PLAIN or word in role or word in offices.SPOKEN_WORDS or offices.roles(word)
        for word in (fold(term) for term in question.terms)
    )


def _leads(question: Question) -> bool:
    return bool(offices.LEADING & {fold(term) for term in question.terms})


def _person(question: Question, catalogue: Catalogue) -> str | None:
    """The one person who is called by name, not by an office."""
    found = {
        actor
        for thing in question.named
        if not offices.roles(thing.forms[0]) & offices.RANKS
        for actor in thing.actors
        if actor in catalogue.actors and catalogue.actors[actor].kind == "person"
    }
    return found.pop() if len(found) == 1 else None


def _titles(role: frozenset[str], places: frozenset[str], catalogue: Catalogue) -> set[tuple[str, str]]:
    found = [one for one in catalogue.offices if offices.concerns(one, places, catalogue)]
    return {(one.office, one.organisation) for one in offices.of_role(found, role)} if role & offices.RANKS else set()


def _begin(office: Office) -> date:
    return office.valid_from or date.min
