"""What a person names on the command line (a path, a folder, a URL, `-`) → things to read. Reads bytes, not meaning."""

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from errno import ENAMETOOLONG
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TypeVar

from bot.errors import AnticiError, FetchError
from bot.reading import Raw, mailbox

MAX_BYTES = 20_000_000
"""A larger file is no article; it is refused before it is read."""

_HEAD = 2000  # bytes by which a mailbox is known

Done = TypeVar("Done")
Fetch = Callable[[str], Awaitable[Raw]]


async def expand(
    names: Sequence[str], *, fetch: Fetch, standard_input: Callable[[], bytes], archive: Path | None = None
) -> AsyncIterator[tuple[str, Raw | AnticiError]]:
    """Every input behind the names, in order, with what could not be had as the error that says why.

    `archive` is our own, which is no input of a folder that it lies in; nor are the files that SQLite and we put beside
    it.
    """
    for name in names:
        if not name.strip():
            yield name, FetchError("An empty name: give a file, a folder, a URL, or - for standard input.")
        elif name == "-":
            yield name, Raw(name="-", content=standard_input())
        elif name.startswith(("http://", "https://")):
            try:
                yield name, await fetch(name)
            except FetchError as error:
                yield name, error
        else:
            for path in files(Path(name), archive=archive):
                for one in _held(path):
                    yield one


async def in_order(
    inputs: AsyncIterator[tuple[str, Raw | AnticiError]], work: Callable[[Raw], Awaitable[Done]], *, ahead: int
) -> AsyncIterator[tuple[str, Done | AnticiError]]:
    """What became of each input, in order, with `ahead` of them under way."""

    async def one(raw: Raw | AnticiError) -> Done | AnticiError:
        return raw if isinstance(raw, AnticiError) else await work(raw)

    pending: deque[tuple[str, asyncio.Future[Done | AnticiError]]] = deque()
    try:
        async for name, raw in inputs:
            pending.append((name, asyncio.ensure_future(one(raw))))
            if len(pending) > ahead:
                first, future = pending.popleft()
                yield first, await future
        while pending:
            first, future = pending.popleft()
            yield first, await future
    finally:
        for _, future in pending:
            future.cancel()


def files(path: Path, *, archive: Path | None = None) -> list[Path]:
    """The file itself, or all that lies below a folder but hidden names and the archive, in order of their names.

    A folder that cannot be entered, and what is neither file nor folder, stand for themselves: reading them says why.
    Links to folders are not followed, since they may lead in a circle.
    """
    try:
        folder = S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):  # longer than a name may be, or with a zero in it: reading it will say so
        folder = False
    if not folder:
        return [path]
    return sorted(one for one in _below(path) if archive is None or not _is_own(one, archive))


def _is_own(path: Path, archive: Path) -> bool:
    return (
        path.name.startswith(archive.name) and path.absolute().parent.resolve() == archive.absolute().parent.resolve()
    )


def _below(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []

    def unreadable(error: OSError) -> None:
        closed.append(Path(error.filename))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not name.startswith("."))
    yield from closed


def _held(path: Path) -> Iterator[tuple[str, Raw | AnticiError]]:
    """What a file holds: itself, or the mails of a mailbox, of which each is an input of its own."""
    name = str(path)
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            yield name, FetchError("It is a folder that cannot be opened.")
        elif not S_ISREG(mode):
            yield name, FetchError("It is no file but a pipe, a socket or a device.")
        else:
            with open(path, "rb", opener=_at_once) as file:
                if not mailbox.is_mailbox(file.peek(_HEAD)):
                    yield name, _whole(name, file.read(MAX_BYTES + 1))
                    return
                for number, mail in enumerate(mailbox.mails(file, most=MAX_BYTES), 1):
                    yield f"{name}#{number}", _whole(name, mail, "message/rfc822")
    except FileNotFoundError:
        yield name, FetchError("There is no such file; a URL must begin with http:// or https://.")
    except (OSError, ValueError) as error:
        yield name, _unopened(error)


def _whole(name: str, content: bytes, media_type: str | None = None) -> Raw | AnticiError:
    if len(content) > MAX_BYTES:
        return FetchError(f"It has more than {MAX_BYTES // 1_000_000} MB; give the article alone.")
    return Raw(name=name, content=content, media_type=media_type)


def _at_once(path: str, flags: int) -> int:
    """Without blocking, should it have become a pipe that nobody writes to."""
    return os.open(path, flags | os.O_NONBLOCK)


def _unopened(error: OSError | ValueError) -> FetchError:
    if isinstance(error, OSError) and error.errno == ENAMETOOLONG:
        return FetchError("No file has so long a name. Is it the text itself? Then give it on standard input, with -.")
    said = error.strerror if isinstance(error, OSError) else "no file can have that name"
    return FetchError(f"It cannot be opened: {said or 'unknown reason'}.")
