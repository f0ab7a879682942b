"""From something to read to an article kept: read, understood (`drafting`), placed in a story. No network.

Keeping is one write for each article, and a failure costs one line and nothing else.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime
from functools import cache, partial

from bot import catalogue, newcomers, stories
from bot.errors import AnticiError
from bot.incoming import copies, revisions
from bot.incoming.drafting import Undigested
from bot.incoming.remembering import Before, Input, Memory
from bot.reading import Raw
from bot.records import Ingested
from storage import keeping
from storage.database import Connection, Database
from storage.models import Audience, Draft, Kept

KEPT_TOGETHER = 8
"""Articles that wait to be kept at a time, so that several share a transaction."""


Digest = Callable[[Raw, Audience, datetime], Awaitable[list[Draft] | Undigested]]
"""`drafting.digest`, run wherever CPU work runs."""


async def ingest(
    inputs: AsyncIterator[tuple[str, Raw | AnticiError]],
    database: Database,
    *,
    audience: Audience,
    now: Callable[[], datetime],
    run: Digest,
    ahead: int = 1,
    again: bool = True,
) -> AsyncIterator[Ingested]:
    """Keep every article of every input, and say what became of each, in order.

    `ahead` inputs are read and understood at a time, as many as `run` has workers; keeping is one after the other.
    Unless `again`, what was read to its end before, byte for byte, is not read again: reading many may be interrupted.
    """
    judge = judgement()
    memory = Memory(database, audience, now=now, again=again)
    pending: deque[asyncio.Task[Ingested]] = deque()
    try:
        async for name, raw, drafts in _digested(inputs, memory, audience=audience, now=now, run=run, ahead=ahead):
            found: Sequence[Draft | Before | Undigested] = [drafts] if isinstance(drafts, Undigested) else drafts
            read = Input(memory, raw, len(found)) if isinstance(raw, Raw) else None
            for ordinal, one in enumerate(found):
                pending.append(asyncio.create_task(_kept(name, one, database, judge, read=read, ordinal=ordinal)))
            while pending and (len(pending) > KEPT_TOGETHER or pending[0].done()):
                yield await pending.popleft()
        while pending:
            yield await pending.popleft()
    finally:
        for task in pending:
            task.cancel()  # what it writes is written all the same


async def _kept(
    name: str,
    draft: Draft | Before | Undigested,
    database: Database,
    judge: keeping.Judgement,
    *,
    read: Input | None,
    ordinal: int,
) -> Ingested:
    """What became of one article, once it is on disk."""
    if isinstance(draft, Undigested):
        return Ingested(input=name, outcome="failed", reason=draft.reason)
    if isinstance(draft, Before):
        return Ingested(input=name, outcome="unchanged", **draft._asdict())
    kept = await database.write_in_turn(_keep, draft, judge, read=read, ordinal=ordinal)
    return Ingested(
        input=name,
        outcome=kept.outcome,
        article=kept.article,
        title=draft.title,
        published_at=kept.published_at,
        language=draft.language,
    )


def _keep(db: Connection, draft: Draft, judge: keeping.Judgement, *, read: Input | None, ordinal: int) -> Kept:
    """Keep an article; with the last of an input, that it was read to its end."""
    kept = keeping.keep(db, draft, judge)
    if read is not None:
        read.kept(db, ordinal, kept.article)
    return kept


Drafts = list[Draft] | list[Before] | Undigested
"""What an input holds, or brought when it was read before."""


async def _digested(
    inputs: AsyncIterator[tuple[str, Raw | AnticiError]],
    memory: Memory,
    *,
    audience: Audience,
    now: Callable[[], datetime],
    run: Digest,
    ahead: int,
) -> AsyncIterator[tuple[str, Raw | AnticiError, Drafts]]:
    """Each input's drafts, in order, with `ahead` of them under way."""
    pending: deque[tuple[str, Raw | AnticiError, asyncio.Future[Drafts]]] = deque()
    try:
        async for name, raw in inputs:
            work = _one(raw, memory, audience=audience, now=now, run=run)
            pending.append((name, raw, asyncio.ensure_future(work)))
            if len(pending) > ahead:
                first, read, future = pending.popleft()
                yield first, read, await future
        while pending:
            first, read, future = pending.popleft()
            yield first, read, await future
    finally:
        for _, _, future in pending:
            future.cancel()


async def _one(
    raw: Raw | AnticiError, memory: Memory, *, audience: Audience, now: Callable[[], datetime], run: Digest
) -> Drafts:
    if isinstance(raw, AnticiError):
        return Undigested(reason=raw.public)
    return await memory.brought(raw) or await run(raw, audience, now())


@cache
def judgement() -> keeping.Judgement:
    """What decides, as articles are kept, what is new, what a revision, what a copy, and what tells one story."""
    kinds = {actor.id: actor.kind for actor in catalogue.load().actors.values()}
    return keeping.Judgement(
        version=revisions.version,
        copied=copies.copied,
        place=partial(stories.place, kinds=kinds),
        settle=partial(stories.settle, kinds=kinds),
        named=newcomers.found_in,
    )
