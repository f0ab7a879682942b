"""What a person names on the command line (a path, a folder, a URL, `-`) → things to read. Reads bytes, not meaning."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from errno import ENAMETOOLONG
from pathlib import Path

from bot.errors import AnticiError, FetchError
from bot.reading import Raw

MAX_BYTES = 20_000_000
"""A larger file is no article; it is refused before it is read."""

Fetch = Callable[[str], Awaitable[Raw]]


async def expand(
    names: Sequence[str], *, fetch: Fetch, standard_input: Callable[[], bytes]
) -> AsyncIterator[tuple[str, Raw | AnticiError]]:
    """Every input behind the names, in order, with what could not be had as the error that says why."""
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
            for path in files(Path(name)):
                yield str(path), _read(path)


def files(path: Path) -> list[Path]:
    """The file itself, or all files below a folder but hidden ones, in order of their names."""
    try:
        folder = path.is_dir()
    except OSError:  # longer than a name may be: reading it will say so
        folder = False
    if not folder:
        return [path]
    return sorted(
        found
        for found in path.rglob("*")
        if found.is_file() and not any(part.startswith(".") for part in found.relative_to(path).parts)
    )


def _read(path: Path) -> Raw | AnticiError:
    try:
        if path.stat().st_size > MAX_BYTES:
            return FetchError(f"It has more than {MAX_BYTES // 1_000_000} MB; give the article alone.")
        return Raw(name=str(path), content=path.read_bytes())
    except FileNotFoundError:
        return FetchError("There is no such file; a URL must begin with http:// or https://.")
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            return FetchError(
                "No file has so long a name. Is it the text itself? Then give it on standard input, with -."
            )
        return FetchError(f"It cannot be opened: {error.strerror or 'unknown reason'}.")
