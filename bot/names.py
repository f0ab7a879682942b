"""What people add to the catalogue: names proposed to them, added, ignored, sought in what is stored. Part of the desk.

A workspace's names are its own; those added from the terminal are everybody's. The catalogue's files stay as they are.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import get_args

from bot import newcomers, telling
from bot.aside import judged
from bot.asking.wishes import typed
from bot.catalogue import Actor, Catalogue
from bot.catalogue.records import Kind
from bot.errors import BadRequest
from bot.records import Cited, Names, Naming, Proposal
from storage import articles, names
from storage.database import Database
from storage.models import Added, Audience

LOOKED_AT = 1_500
"""The newest articles in which names are looked for."""
SHOWN = 8
BATCH = 2_000
"""Articles in which an added name is sought at a time."""
AT_ONCE = 5
"""Batches looked through while somebody waits."""
LONGEST = 80
"""Characters of a name."""
USAGE = "Usage: /actor add <name> [(short form)] [as company | person | organisation | programme | …]"
_KIND = re.compile(r"(?:^|\s+)as\s+(?:an?\s+)?([\w -]+)$", re.IGNORECASE)
_SHORT = re.compile(r"\s*\(([^()]{2,20})\)$")
_SAID = {
    "organisation": "international-organisation", "agency": "eu-agency", "institution": "eu-institution",
    "think tank": "think-tank", "mission": "mission-operation", "operation": "mission-operation",
    "project": "programme", "fund": "instrument", "law": "instrument", "treaty": "treaty-provision",
    "state": "country",
}  # fmt: skip
"""What people say for the catalogue's kinds."""


class Wordbook:
    """The names of each workspace, over the catalogue that is shipped."""

    def __init__(self, database: Database, catalogue: Catalogue, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._shipped = catalogue
        self._clock = clock
        self._known: dict[str, tuple[int, Catalogue]] = {}

    async def known(self, team: str | None) -> Catalogue:
        """The catalogue as a workspace knows it."""
        version = await self._database.read(names.version)
        if not version:
            return self._shipped
        had = self._known.get(team or "")
        if had is None or had[0] != version:
            added = await self._database.read(names.added, team=team or "")
            extended = self._shipped.extended(map(newcomers.actor, added)) if added else self._shipped
            had = self._known[team or ""] = (version, extended)
        return had[1]

    async def proposals(self, audience: Audience) -> Names:
        """Names that the newest articles keep using and nobody knows; of what this audience may see."""
        team = audience.team or ""
        written = await self._database.read(names.newest, audience, most=LOOKED_AT)
        ignored = await self._database.read(names.ignored, team=team)
        known = await self.known(audience.team)
        texts = [(one.text, one.language, one.family) for one in written]
        found = await judged(newcomers.newcomers, texts, known, ignored=ignored, most=SHOWN)
        today = self._clock().date()
        proposed = [await self._proposal(audience, one, written) for one in found]
        return Names(
            proposals=tuple(one for one in proposed if one.examples),
            added=tuple(one for one in await self._database.read(names.added, team=team) if one.team == team),
            looked_at=len(written),
            coverage=await telling.coverage(self._database, audience, until=today),
            as_of=today,
        )

    async def _proposal(self, audience: Audience, one: newcomers.Newcomer, written: list[names.Written]) -> Proposal:
        numbers = [written[number].article for number, _, _ in one.places]
        passages = await self._database.read(articles.passages, audience, articles=numbers)
        holding = [
            passage
            for number, start, end in one.places
            for passage in passages
            if passage.article == written[number].article and passage.start <= start and end <= passage.end
        ]
        examples: tuple[Cited, ...] = await telling.proven(self._database, audience, holding[:2])
        return Proposal(
            name=one.name, aliases=one.aliases, kind=one.kind, articles=one.articles, publishers=one.publishers,
            examples=examples,
        )  # fmt: skip

    async def add(self, audience: Audience, text: str, *, by: str) -> Naming:
        """Add a name, as typed after `/actor add`, and seek it in what is stored.

        Raises:
            BadRequest: no name, one that is known, or a kind that there is not.
        """
        team = audience.team or ""
        one = _read(text, team)
        others = [actor for actor in (await self.known(audience.team)).find_actor(one.name) if actor.id != one.id]
        sure = [actor for actor in others if _means(actor, one.name)]
        if sure:
            raise BadRequest(f"I know “{one.name}” already: it is {sure[0].name} (/actor {sure[0].name}).")
        await self._database.write(names.add, one, by=by, now=self._clock())
        found, whole = await self.seek(AT_ONCE, only=one.id)
        return Naming(name=one.name, done="added", added=one, found=found, whole=whole)

    async def remove(self, audience: Audience, name: str) -> Naming:
        """Take back a name that this workspace added.

        Raises:
            BadRequest: it added none of that name.
        """
        team = audience.team or ""
        added = await self._database.read(names.added, team=team)
        one = next((one for one in added if one.team == team and one.name.casefold() == typed(name).casefold()), None)
        if one is None:
            raise BadRequest(
                f"“{typed(name)[:LONGEST]}” is not among the names added here. /actor proposals lists them."
            )
        await self._database.write(names.remove, one.id)
        return Naming(name=one.name, done="removed", added=one)

    async def ignore(self, audience: Audience, name: str, *, by: str) -> Naming:
        """Propose a name no more.

        Raises:
            BadRequest: no name.
        """
        wanted = typed(name)[:LONGEST]
        if not wanted:
            raise BadRequest("Which name shall I propose no more? /actor ignore <name>")
        await self._database.write(names.ignore, wanted, team=audience.team or "", by=by, now=self._clock())
        return Naming(name=wanted, done="ignored")

    async def seek(self, batches: int, *, only: str = "") -> tuple[int, bool]:
        """Seek added names in the articles that there were before; in how many they were found, and whether in all."""
        count = 0
        for _ in range(batches):
            owed = await self._database.read(names.unsought)
            if owed is None:
                return count, True
            one, after = owed
            forms = (one.name, *one.aliases)
            written, last = await self._database.read(names.holding, forms, team=one.team, after=after, most=BATCH)
            for text in written:
                marks = newcomers.found_in(text.text, [one])
                titled = bool(newcomers.found_in(text.title, [one]))
                marked = bool(marks) and await self._database.write(names.mark, text, marks, in_title=titled)
                count += marked and only in ("", one.id)
            await self._database.write(names.sought, one.id, at=last)
        return count, await self._database.read(names.unsought) is None

    async def owed(self, team: str, week: str) -> Names | None:
        """Proposals that the stewards of a workspace have not been told this week; None where there are none."""
        if await self._database.read(names.told, team=team) == week:
            return None
        found = await self.proposals(Audience(team=team))
        await self._database.write(names.tell, week, team=team)
        return found if found.proposals else None


def _read(text: str, team: str) -> Added:
    """What somebody adds, as typed.

    Raises:
        BadRequest: no name, one that is too long, or an unknown kind.
    """
    rest, kind = typed(text).strip(" .,"), ""
    if said := _KIND.search(rest):
        kind, rest = said[1].lower().strip(), rest[: said.start()]
    alias = _SHORT.search(rest)
    name = (rest[: alias.start()] if alias else rest).strip(' “”"')
    if not name or len(name) > LONGEST or not any(map(str.isalpha, name)):
        raise BadRequest(USAGE)
    kind = _SAID.get(kind, kind.replace(" ", "-")) or newcomers.guessed(name)
    if kind not in get_args(Kind):
        raise BadRequest(f"I know no kind “{kind}”. There are: {', '.join(get_args(Kind))}.")
    slug = "-".join(re.findall(r"\w+", name.casefold()))
    id_ = f"own/{team or '*'}/{slug}"
    return Added(id=id_, team=team, name=name, kind=kind, aliases=(alias[1],) if alias else ())


def _means(actor: Actor, name: str) -> bool:
    return name.casefold() in {form.casefold() for form in (actor.name, *actor.aliases)}
