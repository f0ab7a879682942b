"""What every command of `antici` is made with: its common options, its exit codes, its two streams. No command."""

import asyncio
import errno
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import click
from rich.console import Console

from bot.errors import AnticiError, BadRequest, UnknownName
from bot.settings import load
from bot.workplace import Workplace, opened
from handlers.shell import machine
from storage.models import Record

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)
CANNOT_WRITE = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG})


def command(work: Callable[..., Coroutine[Any, Any, int | None]]) -> Callable[..., None]:
    """A coroutine as a command: with `--database` and `--as-of`, a sentence instead of a traceback, an exit code."""

    @click.option(
        "--database", type=click.Path(path_type=Path, dir_okay=False), help="The archive; else ANTICI_DATABASE."
    )
    @click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Answer as of this day (YYYY-MM-DD).")
    @wraps(work)
    def run(*, as_of: datetime | None, **options: Any) -> None:
        try:
            code = asyncio.run(work(as_of=as_of.date() if as_of else None, **options))
            if sys.stdout:  # there is none where the shell closed it
                sys.stdout.flush()
        except UnknownName as error:
            complain(error.public, *(f"  {name} ({key})" for key, name in error.suggestions), code=2)
        except BadRequest as error:
            complain(error.public, code=2)
        except AnticiError as error:
            complain(error.public, code=1)
        except KeyboardInterrupt:
            complain("Stopped.", code=130)
        except OSError as error:
            if error.errno not in CANNOT_WRITE:
                raise
            complain(f"The output cannot be written: {error.strerror}.", code=1)
        sys.exit(code or 0)

    return run


def complain(*lines: str, code: int) -> NoReturn:
    """Say on standard error what is wrong, and end."""
    for line in lines:
        ERR.print(line, markup=False, soft_wrap=True)
    sys.exit(code)


def show(
    record: Record, view: Callable[[Any], None], *, as_json: bool, shape: Callable[[Any], Any] = machine.plain
) -> None:
    """A record for people or, with `--json`, for machines."""
    if as_json:
        click.echo(machine.line(shape(record)))
    else:
        view(record)


@asynccontextmanager
async def looking(database: Path | None, as_of: date | None) -> AsyncIterator[Workplace]:
    """The archive, for a command that only looks: one that is not there is said, and not made."""
    path = database or load().database
    if path.exists() or not path.parent.is_dir():  # … which opening says in its own words
        async with opened(path, as_of) as place:
            yield place
        return
    ERR.print(f"There is no archive {path} yet; antici ingest makes one.", markup=False, soft_wrap=True)
    with TemporaryDirectory(prefix="antici-") as folder:
        async with opened(Path(folder) / "empty.db", as_of) as place:
            yield place


json_option = click.option("--json", "as_json", is_flag=True, help="For machines: JSON on standard output.")
