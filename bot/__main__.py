"""The composition root and the command `antici`. May import everyone; nobody imports it; decides nothing itself."""

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

import click
from pydantic import SecretStr
from rich.console import Console

import bot
from bot import catalogue, inputs, journal, wishes
from bot.demo import articles as demo_articles
from bot.errors import AnticiError, BadRequest, UnknownName
from bot.settings import Settings, load
from bot.workplace import Workplace, clock, opened
from handlers import machine
from handlers.terminal import Terminal
from storage import upkeep
from storage.models import EVERYONE, Record, Turn

if TYPE_CHECKING:
    from handlers.health import Health
    from handlers.workspace import Running, Workspace  # `antici ask` waits neither for Slack nor for what reads pages

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)


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
        except UnknownName as error:
            complain(error.public, *(f"  {name} ({key})" for key, name in error.suggestions), code=2)
        except BadRequest as error:
            complain(error.public, code=2)
        except AnticiError as error:
            complain(error.public, code=1)
        except KeyboardInterrupt:
            complain("Stopped.", code=130)
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


json_option = click.option("--json", "as_json", is_flag=True, help="For machines: JSON on standard output.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bot.__version__, prog_name="antici")
def main() -> None:
    """Antici follows EU defence cooperation and answers from stored articles, with citations, or says why it cannot."""


@main.command()
@click.argument("inputs_", metavar="PATH|URL|-", nargs=-1, required=True)
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")
@json_option
@command
async def ingest(
    *, database: Path | None, as_of: date | None, inputs_: tuple[str, ...], allow_private: bool, as_json: bool
) -> int:
    """Keep articles: text, Markdown, HTML, JSON, RSS or Atom; files, folders, URLs, or - for standard input."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from bot.fetch import Fetcher
    from bot.ingest import ingest as keep
    from bot.workers import Workers

    counts: dict[str, int] = {}
    size = sum(len(inputs.files(Path(name))) if "://" not in name else 1 for name in inputs_)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    async with opened(database, as_of) as place, Fetcher(allow_private=allow_private) as fetcher:
        with Progress(*columns, console=ERR, disable=not ERR.is_terminal, transient=True) as progress:
            task = progress.add_task("", total=size)
            async with Workers.for_inputs(size) as workers:
                found = inputs.expand(inputs_, fetch=fetcher.get, standard_input=sys.stdin.buffer.read)
                kept = keep(
                    found, place.database, audience=EVERYONE, now=place.now, run=workers.digest, ahead=2 * workers.count
                )
                last = ""
                async for one in kept:
                    counts[one.outcome] = counts.get(one.outcome, 0) + 1
                    progress.update(task, advance=one.input != last, description=one.title[:40].replace("[", "("))
                    last = one.input
                    if as_json:
                        click.echo(machine.line(machine.ingested(one)))
                    elif one.outcome == "failed":
                        ERR.print(f"{one.input}: {one.reason}", markup=False, soft_wrap=True)
    if not as_json:
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())) or "nothing to read"
        OUT.print(f"{told}.", markup=False)
    return 1 if counts.get("failed") or not counts else 0


@main.command()
@click.argument("inputs_", metavar="PATH|-", nargs=-1, required=True)
@json_option
@command
async def read(*, database: Path | None, as_of: date | None, inputs_: tuple[str, ...], as_json: bool) -> int:
    """Print what Antici reads in a text, page or file; nothing is stored."""
    from bot.fetch import Fetcher
    from bot.reading import read as read_raw

    del database
    known, today, failures = catalogue.load(), clock(as_of)().date(), 0
    async with Fetcher() as fetcher:
        async for name, raw in inputs.expand(inputs_, fetch=fetcher.get, standard_input=sys.stdin.buffer.read):
            try:
                if isinstance(raw, AnticiError):
                    raise raw
                for found in read_raw(raw, today=today):
                    shape = machine.reading(name, found, known)
                    if as_json:
                        click.echo(machine.line(shape))
                    else:
                        Terminal(OUT).reading(found, shape["mentions"])
            except AnticiError as error:
                failures += 1
                if as_json:
                    click.echo(machine.line({"input": name, "reason": error.public}))
                else:
                    ERR.print(f"{name}: {error.public}", markup=False, soft_wrap=True)
    return 1 if failures else 0


@main.command()
@click.argument("question", nargs=-1, required=True)
@json_option
@command
async def ask(*, database: Path | None, as_of: date | None, question: tuple[str, ...], as_json: bool) -> None:
    """Answer a question from the archive, in quoted and cited sentences."""
    async with opened(database, as_of) as place:
        found, _ = await place.desk.answer(EVERYONE, " ".join(question))
    show(found, Terminal(OUT).answer, as_json=as_json, shape=machine.answer)


@main.command()
@json_option
@command
async def chat(*, database: Path | None, as_of: date | None, as_json: bool) -> None:
    """Answer a thread: each line of standard input is its next question."""
    history: tuple[Turn, ...] = ()
    async with opened(database, as_of) as place:
        while line := await asyncio.to_thread(sys.stdin.buffer.readline):
            if not line.strip():
                continue
            found, turn = await place.desk.answer(EVERYONE, line.decode("utf-8", "replace"), history=history)
            history = (*history, turn)
            show(found, Terminal(OUT).answer, as_json=as_json, shape=machine.answer)


def asking(name: str, words: str, help_: str, view: str, wish: Callable[..., Any]) -> None:
    """Add a command that asks the desk one thing and shows what it returns."""

    @main.command(name, help=help_)
    @click.argument("words", metavar=words, nargs=-1)
    @click.option(
        "--offset", type=click.IntRange(min=0), default=0, hidden=name != "latest", help="Begin at this story."
    )
    @json_option
    @command
    async def run(
        *, database: Path | None, as_of: date | None, words: tuple[str, ...], offset: int, as_json: bool
    ) -> None:
        async with opened(database, as_of) as place:
            wanted = wish(" ".join(words), offset=offset) if name == "latest" else wish(" ".join(words))
            found = await getattr(place.desk, name)(EVERYONE, wanted)
        show(found, getattr(Terminal(OUT), view), as_json=as_json)


asking("latest", "[TOPIC|ACTOR] [since 7d]", "The newest stories.", "latest", wishes.latest)
asking("actor", "NAME [on YYYY-MM-DD]", "What and who an actor is, and what is new.", "profile", wishes.actor)
asking("summary", "URL|NUMBER|TOPIC|ACTOR [long]", "A summary in cited sentences.", "summary", wishes.summary)


@main.command()
@json_option
@command
async def sources(*, database: Path | None, as_of: date | None, as_json: bool) -> None:
    """Where the answers come from, and how each source does."""
    async with opened(database, as_of) as place:
        found = await place.desk.sources(EVERYONE)
    show(found, Terminal(OUT).sources, as_json=as_json)


@main.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@command
async def backup(*, database: Path | None, as_of: date | None, target: Path) -> None:
    """Write a consistent copy of the archive, also while the bot runs."""
    del as_of
    source = database or load().database
    if not source.exists():
        raise BadRequest(f"There is no archive {source}; name it with --database.")
    async with opened(database, None) as place:
        size = await place.database.read(upkeep.backup, target=target)
    OUT.print(f"{target}: {size / 1e6:.1f} MB, consistent.", markup=False, soft_wrap=True)


@main.command()
@command
async def manifest(*, database: Path | None, as_of: date | None) -> None:
    """Print the app manifest, to be pasted where Slack asks for one."""
    from handlers.manifest import manifest as slack_manifest

    del database, as_of
    click.echo(json.dumps(slack_manifest(), indent=2, ensure_ascii=False))


@main.command()
@command
async def check(*, database: Path | None, as_of: date | None) -> int:
    """Say in plain words what is wrong with tokens, scopes, archive, catalogue and sources."""
    from handlers.check import Finding
    from handlers.check import check as slack_check

    settings = load()
    findings = await slack_check(
        bot_token=secret(settings.bot_token), app_token=secret(settings.app_token), api_url=str(settings.api_url)
    )
    for problem in catalogue.problems(catalogue.load()):
        findings.append(Finding(what="Catalogue", problem=problem))
    async with opened(database, as_of) as place:
        for problem in await place.database.read(upkeep.problems):
            findings.append(Finding(what="Archive", problem=problem))
        found = await place.desk.sources(EVERYONE)
        findings += [Finding(what=line.name, problem=line.error) for line in found.lines if line.error]
        about = f"{place.database.path}, {found.coverage.articles} articles"
        findings.append(Finding(what="Archive", fine=about))
    return Terminal(OUT).findings(findings)


@main.command()
@command
async def run(*, database: Path | None, as_of: date | None) -> None:
    """Be in Slack, in Socket Mode, until stopped; answers in flight are finished first."""
    from handlers import connection

    settings = load()
    bot_token, app_token = secret(settings.bot_token), secret(settings.app_token)
    if bot_token is None or app_token is None:
        raise BadRequest("Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; the README walks through it. Or try: antici demo")
    journal.begin(settings.log_level)
    async with opened(database, as_of) as place, place.alone():
        await connection.run(
            bot_token=bot_token, app_token=app_token, api_url=str(settings.api_url), database=place.database,
            desk=place.desk, clock=place.now, stop=stopping(), health=health_of(settings, place),
        )  # fmt: skip


@main.command()
@click.option("--port", default=8377, show_default=True, help="Where the page is; 0 takes a free port.")
@click.option("--open/--no-open", "open_page", default=True, help="Open the page in a browser, where there is one.")
@command
async def demo(*, database: Path | None, as_of: date | None, port: int, open_page: bool) -> None:
    """Try Antici without Slack: a demo archive, a Slack on this machine, a page."""
    from handlers import connection
    from handlers.manifest import manifest as slack_manifest
    from handlers.workspace import Workspace, registered

    journal.begin("warning")
    stop = stopping()
    with TemporaryDirectory(prefix="antici-demo-") as folder:
        async with opened(database or Path(folder) / "demo.db", as_of) as place:
            await place.keep(str(path) for path in demo_articles())
            commands, granted = registered(slack_manifest())
            async with await served(Workspace.demo(commands, **granted), port) as running:
                bot_task = asyncio.create_task(
                    connection.run(
                        bot_token=running.bot_token, app_token=running.app_token, api_url=running.api_url,
                        database=place.database, desk=place.desk, clock=place.now, stop=stop,
                    )
                )  # fmt: skip
                OUT.print(f"Antici is at {running.url} with a demo archive. Stop it with Ctrl-C.", markup=False)
                if open_page and OUT.is_terminal and load().display:
                    click.launch(running.url)
                await bot_task


async def served(workspace: "Workspace", port: int) -> "Running":
    """The local workspace at this port.

    Raises:
        BadRequest: the port is taken.
    """
    from handlers.workspace import serve

    try:
        return await serve(workspace, "127.0.0.1", port)
    except OSError as error:
        raise BadRequest(f"Port {port} is taken; name another with --port, or 0 for a free one.") from error


def health_of(settings: Settings, place: Workplace) -> "Health":
    """Where the settings want it, or nowhere."""
    from handlers.health import Health, Place

    port = settings.health_port
    return Health(None if port is None else Place(settings.health_host, port), place.census)


def stopping() -> asyncio.Event:
    """Set when the process is asked to end."""
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    return stop


def secret(value: SecretStr | None) -> str | None:
    """A secret in clear, for the one who needs it."""
    return value.get_secret_value() if value else None


if __name__ == "__main__":
    main()
