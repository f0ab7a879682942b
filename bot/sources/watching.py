"""Sources as people see and change them: listed, added by any address, removed, paused, resumed. Part of the desk.

It fetches nothing but one look at what is added, and that only where it was given eyes (`watch_with`); the round of
visits is `gathering`.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.asking import periods
from bot.errors import BadRequest
from bot.reading.urls import canonical, same_page
from bot.sources import opml, shipped
from bot.sources.records import Changed, Reach, Watched
from storage import items, notices, sources
from storage.database import Database
from storage.models import EVERYONE, Audience
from storage.watched import Notice, Source

if TYPE_CHECKING:
    from bot.sources.looking import Looks, Prospect

DEFAULT = "default"
"""The name of the shipped set."""

USAGE = (
    "Alone it lists what is covered. Else: add <address, name or default> [since 2024]; or remove, pause, resume or "
    "check <number, name, address, default or all>."
)
OTHERS = "{} serves everyone who has this archive. Whoever runs Antici may change that in the terminal: antici sources."
NONE_SUCH = "No source here is named {}. The list of sources has their numbers."

_SINCE = re.compile(r"\s+(since .+)$", re.IGNORECASE)


class Wanted(NamedTuple):
    """Whom a new source is to serve, who wants it, and from which day on."""

    audience: Audience = EVERYONE
    by: str = ""
    since: date | None = None


class Watching:
    """One for each desk."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._looks: Looks | None = None
        self.changed = asyncio.Event()  # set when a source was added or changed

    def watch_with(self, looks: "Looks") -> None:
        """Look at once at what is added, from now on."""
        self._looks = looks

    async def all(self, audience: Audience | None) -> tuple[Watched, ...]:
        """Those that serve an audience, or with None whomever they serve; those that are down first."""
        found = await self._database.read(sources.of, audience)
        tallies = await self._database.read(items.tallies)
        resting = await self._database.read(sources.resting, now=self._clock())
        return tuple(_watched(one, tallies.get(one.id), resting) for one in found)

    async def unwatched(self, audience: Audience | None) -> tuple[str, ...]:
        """The names of those in the shipped set that are not read for this audience."""
        read = {one.entry for one in await self._database.read(sources.of, audience)}
        return tuple(one.name for one in shipped.entries() if one.id not in read)

    async def change(self, verb: str, text: str, *, audience: Audience | None, wanted: Wanted) -> Changed:
        """What a person asks for in a word and what follows it.

        Raises:
            BadRequest: it cannot be read, or there is no such source, or it is not for this audience to change.
        """
        if not text.strip():
            raise BadRequest(USAGE)
        if verb == "add":
            return await self.add(text, wanted)
        doing = {"remove": self.remove, "pause": self.pause, "resume": self.resume, "check": self.check}.get(verb)
        if doing is None:
            raise BadRequest(USAGE)
        return await doing(text, audience)

    async def add(self, text: str, wanted: Wanted) -> Changed:
        """Read an address from now on, as what it is; or a source of the shipped set by its name, or the whole set.

        With `since 2024` behind it, what was published before that is left; without, a feed is read as far as it goes.

        Raises:
            BadRequest: it is none of these, or nothing that can be read.
        """
        if (said := _SINCE.search(text)) is not None:
            period, unread = periods.take(said[1], today=self._clock().date())
            if period.since is None or unread.strip():
                raise BadRequest("I do not understand since when. For example: since 2024, since March, since 30d.")
            text, wanted = text[: said.start()], wanted._replace(since=period.since)
        text = text.strip(" <>")
        if text.strip().lower() == DEFAULT:
            return await self._whole_set(wanted)
        if (entry := shipped.entry(text)) is not None:
            return await self._shipped(entry, wanted)
        url = canonical(text if "://" in text else f"https://{text}") if "." in text else None
        if url is None:
            raise BadRequest(
                f"Give me an address, such as https://example.org/news, or “{DEFAULT}” for the shipped set."
            )
        known = await self._at(url, wanted)
        prospect = None
        if known is None and self._looks:
            prospect = await self._looks.look(url, guessed="://" not in text)
            known = await self._at(prospect.url, wanted)
        if known is not None:
            return Changed(said=f"{known.name} is read already.", watched=await self._one(known), done=False)
        return await self._added(url, prospect, wanted)

    async def _at(self, url: str, wanted: Wanted) -> Source | None:
        """The source at an address, however it is spelt; in another spelling only one that does well."""
        page = same_page(url)
        for one in await self._database.read(sources.of, wanted.audience):
            if url in (one.url, one.given) or (not one.down and page in (same_page(one.url), same_page(one.given))):
                return one
        return None

    async def _added(self, url: str, prospect: "Prospect | None", wanted: Wanted) -> Changed:
        entry = shipped.at(url)
        name = (entry.name if entry else "") or (prospect.name if prospect else "") or sources.host(url)
        found, fresh = await self._database.write(
            sources.add,
            audience=wanted.audience,
            given=url,
            url=prospect.url if prospect else url,
            kind=prospect.kind if prospect else "site",
            name=name,
            publisher=(prospect.publisher if prospect else None) or (entry.publisher if entry else None),
            since=wanted.since,
            by=wanted.by,
            now=self._clock(),
        )
        self.changed.set()
        said = prospect.said if prospect else "How it is read best is found out at the first visit."
        begin = (
            f"{found.name} is read from now on{_for(wanted.audience)}." if fresh else f"{found.name} is read already."
        )
        return Changed(said=f"{begin} {said}" if fresh else begin, watched=await self._one(found), done=fresh)

    async def _shipped(self, entry: shipped.Entry, wanted: Wanted) -> Changed:
        found, fresh = await self._entry(entry, wanted)
        self.changed.set()
        said = f"{found.name} is read {'from now on' if fresh else 'already'}{_for(wanted.audience) if fresh else ''}."
        return Changed(said=said, watched=await self._one(found), done=fresh)

    async def _entry(self, entry: shipped.Entry, wanted: Wanted) -> tuple[Source, bool]:
        return await self._database.write(
            sources.add,
            audience=wanted.audience,
            given=entry.homepage,
            url=entry.url,
            kind="feed" if entry.feed else "site",
            name=entry.name,
            publisher=entry.publisher,
            entry=entry.id,
            since=wanted.since,
            by=wanted.by,
            now=self._clock(),
        )

    async def _whole_set(self, wanted: Wanted) -> Changed:
        fresh = [(await self._entry(entry, wanted))[1] for entry in shipped.entries()].count(True)
        self.changed.set()
        known = len(shipped.entries()) - fresh
        rest = f" {known} of the set were read already." if known else ""
        return Changed(
            said=f"{fresh} sources of the shipped set are read from now on{_for(wanted.audience)}.{rest} "
            "The first round takes some minutes; then the list of sources says of each what is covered.",
            done=bool(fresh),
        )

    async def take(self, content: bytes, wanted: Wanted) -> list[Changed]:
        """Read all the sources of an OPML list from now on; how each is read is found out at its first visit.

        Raises:
            BadRequest: it is no such list.
        """
        found = []
        for one in opml.read(content):
            entry = shipped.at(one.home or one.url)
            source, fresh = await self._database.write(
                sources.add, audience=wanted.audience, given=one.url, url=one.url, kind="site",
                name=one.name or sources.host(one.url), publisher=entry.publisher if entry else None,
                since=wanted.since, by=wanted.by, now=self._clock(),
            )  # fmt: skip
            found.append(Changed(said=f"{source.name} is read {'from now on' if fresh else 'already'}.", done=fresh))
        self.changed.set()
        return found

    async def export(self, audience: Audience | None) -> bytes:
        """All sources as an OPML list, by the kind of their publisher."""
        outlines = [
            opml.Outline(url=one.url, name=one.name, group=one.publisher.kind if one.publisher else "")
            for one in await self._database.read(sources.of, audience)
        ]
        return opml.write(outlines, made_at=self._clock())

    async def remove(self, text: str, audience: Audience | None) -> Changed:
        """Read it no longer; its articles stay.

        Raises:
            BadRequest: there is no such source, or it is not for this audience to change.
        """
        found = await self._named(text, audience)
        for one in found:
            await self._database.write(sources.remove, source=one.id)
        return Changed(said=f"{_names(found)} no longer read. The articles that came from there stay.")

    async def pause(self, text: str, audience: Audience | None) -> Changed:
        """Do not read it until it is resumed.

        Raises:
            BadRequest: there is no such source, or it is not for this audience to change.
        """
        found = await self._named(text, audience)
        for one in found:
            await self._database.write(sources.change, source=one.id, paused=True)
        return Changed(said=f"{_names(found)} paused; what is published meanwhile is not covered.")

    async def resume(self, text: str, audience: Audience | None) -> Changed:
        """Read it again, at once.

        Raises:
            BadRequest: there is no such source, or it is not for this audience to change.
        """
        return await self._at_once(await self._named(text, audience), said="read again, from now on")

    async def check(self, text: str, audience: Audience | None) -> Changed:
        """Visit it now, rather than when it is due; what is paused stays so.

        Raises:
            BadRequest: there is no such source, or it is not for this audience to change.
        """
        found = await self._named(text, audience)
        awake = [one for one in found if not one.paused]
        if not awake:
            return Changed(said=f"{_names(found)} paused, and not visited before it is resumed.", done=False)
        return await self._at_once(awake, said="visited next; the list of sources says how that went")

    async def report(self, team: str, channel: str) -> None:
        """Tell the stewards of a workspace in this channel from now on; '' for nowhere."""
        await self._database.write(notices.tell_in, team=team, channel=channel)

    async def owed(self) -> tuple[int, list[Notice]] | None:
        """What stewards are to be told next, under one number until it is `told`."""
        return await self._database.write(notices.batch)

    async def told(self, number: int) -> None:
        """It has been told, or there is nobody to tell."""
        await self._database.write(notices.told, number, now=self._clock())

    async def stewards(self, team: str) -> str:
        """The channel in which the stewards of a workspace are told; '' for none."""
        return await self._database.read(notices.channel, team=team)

    async def _at_once(self, found: Sequence[Source], *, said: str) -> Changed:
        for one in found:
            await self._database.write(sources.change, source=one.id, paused=False, next_at=self._clock())
        self.changed.set()
        return Changed(said=f"{_names(found)} {said}.", watched=await self._one(found[0]) if len(found) == 1 else None)

    async def _named(self, text: str, audience: Audience | None) -> list[Source]:
        """The source of this number, address or name; `default` and `all` are many."""
        wanted = text.strip().casefold().removeprefix("#")
        known = await self._database.read(sources.of, audience)
        if wanted in (DEFAULT, "all"):
            found = [one for one in known if one.entry or wanted == "all"]
        elif wanted.isdigit():
            found = [one for one in known if one.id == int(wanted)]
        else:
            url = canonical(text.strip() if "://" in text else f"https://{text.strip()}")
            found = [one for one in known if url in (one.url, one.given) or wanted in (one.entry, one.name.casefold())]
        if not found:
            raise BadRequest(NONE_SUCH.format(text.strip() or "that"))
        mine = [one for one in found if audience is None or one.audience != "*" or audience.team is None]
        if not mine:
            raise BadRequest(OTHERS.format(found[0].name))
        return mine

    async def _one(self, source: Source) -> Watched:
        fresh = await self._database.read(sources.get, source=source.id)
        tallies = await self._database.read(items.tallies, source=source.id)
        resting = await self._database.read(sources.resting, now=self._clock())
        return _watched(fresh or source, tallies.get(source.id), resting)


def _watched(source: Source, tally: items.Tally | None, resting: Mapping[str, datetime]) -> Watched:
    reach: Reach = "archive" if source.audience == "*" else "conversation" if "/" in source.audience else "workspace"
    return Watched(
        id=source.id, name=source.name, url=source.url, kind=source.kind, reach=reach, health=source.health,
        reason=source.reason, paused=source.paused, down=source.down, failing_since=source.failing_since,
        covered_since=source.first_read_at, read_at=source.read_at, visited_at=source.visited_at,
        arrived_at=source.arrived_at, oldest=source.oldest, newest=source.newest, missed=source.missed,
        usual_gap=timedelta(seconds=source.rhythm_s) if source.rhythm_s else None, next_at=source.next_at,
        articles=tally.articles if tally else 0, teasers=tally.teasers if tally else 0,
        teaser_reason=tally.reason if tally else "", owed=tally.owed if tally else 0,
        resting_until=resting.get(sources.host(source.url)),
    )  # fmt: skip


def _for(audience: Audience) -> str:
    return " for this conversation alone" if audience.conversation is not None else ""


def _names(found: Sequence[Source]) -> str:
    return f"{found[0].name} is" if len(found) == 1 else f"{len(found)} sources are"
