"""Being in Slack, or in one on this machine: `antici run`, `demo`, and what prepares it, `check` and `manifest`."""

import asyncio
import gc
import json
import signal
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from pydantic import SecretStr

from bot import catalogue, journal
from bot.demo import articles as demo_articles
from bot.errors import BadRequest
from bot.settings import Settings, load
from bot.workplace import Workplace, opened
from handlers.shell.frame import OUT, command
from handlers.shell.terminal import Terminal
from storage.models import EVERYONE

if TYPE_CHECKING:
    from handlers.health import Health
    from handlers.workspace import Running, Workspace  # a question in the terminal does not wait for Slack

SWITCH_S = 0.001
"""How long a thread keeps the interpreter from the others: an acknowledgement passes from thread to thread, while
articles are kept."""

NO_ENCODER = "no encoder is installed, or ANTICI_VECTORS is off; articles are found by their words"


def settle(known: catalogue.Catalogue) -> None:
    """Make now what the first to ask would wait for, and have Python look for garbage in what comes after alone.

    To go through the catalogue for it takes 30 ms each time, in which nothing is heard.
    """
    known.find_actor("")
    gc.collect()
    gc.freeze()


@click.command()
@command
async def manifest(*, database: Path | None, as_of: date | None) -> None:
    """Print the app manifest, to be pasted where Slack asks for one."""
    from handlers.manifest import manifest as slack_manifest

    del database, as_of
    click.echo(json.dumps(slack_manifest(), indent=2, ensure_ascii=False))


@click.command()
@command
async def check(*, database: Path | None, as_of: date | None) -> int:
    """Say in plain words what is wrong with tokens, scopes, archive, catalogue, model and sources."""
    from handlers.check import Finding
    from handlers.check import check as slack_check

    settings = load()
    findings = await slack_check(
        bot_token=secret(settings.bot_token), app_token=secret(settings.app_token), api_url=str(settings.api_url)
    )
    for problem in catalogue.problems(catalogue.load()):
        findings.append(Finding(what="Catalogue", problem=problem))
    async with opened(database, as_of) as place:
        if place.desk.writer is not None:
            findings.append(
                Finding(what="Model", fine=place.desk.writer.plan, problem=place.desk.writer.problem or None)
            )
        encoder = await place.desk.finder.plan() if place.desk.finder is not None else NO_ENCODER
        findings.append(Finding(what="Vectors", fine=encoder))
        for problem in await place.problems():
            findings.append(Finding(what="Archive", problem=problem))
        found = await place.desk.sources(EVERYONE)
        findings += [Finding(what=one.name, problem=one.reason) for one in found.watched if one.down and not one.paused]
        about = f"{place.database.path}, {found.coverage.articles} articles"
        findings.append(Finding(what="Archive", fine=about))
    return Terminal(OUT).findings(findings)


@click.command()
@command
async def run(*, database: Path | None, as_of: date | None) -> None:
    """Be in Slack, in Socket Mode, until stopped, and read the sources; answers in flight are finished first."""
    from bot.sources.running import beside
    from bot.vectors import filling
    from handlers import connection, measures

    settings = load()
    bot_token, app_token = secret(settings.bot_token), secret(settings.app_token)
    if bot_token is None or app_token is None:
        raise BadRequest("Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; the README walks through it. Or try: antici demo")
    journal.begin(settings.log_level)
    sys.setswitchinterval(SWITCH_S)
    async with (
        opened(database, as_of) as place,
        place.alone(),
        beside(place.desk, settings, watch=measures.Gathering()),
        filling.beside(place.desk.finder, until=place.desk.today),
    ):
        if place.desk.writer is not None:
            await place.desk.writer.ready()
        settle(place.desk.catalogue)
        await connection.run(
            bot_token=bot_token, app_token=app_token, api_url=str(settings.api_url), database=place.database,
            desk=place.desk, clock=place.now, stop=stopping(), health=health_of(settings, place),
        )  # fmt: skip


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8377, show_default=True, help="Where the page is; 0: any free one."
)
@click.option("--open/--no-open", "open_page", default=True, help="Open the page in a browser, where there is one.")
@command
async def demo(*, database: Path | None, as_of: date | None, port: int, open_page: bool) -> None:
    """Try Antici without Slack: a demo archive, a Slack on this machine, a page."""
    from bot.sources.running import beside
    from bot.vectors import filling
    from handlers import connection
    from handlers.manifest import manifest as slack_manifest
    from handlers.shell.library import library
    from handlers.workspace import Workspace, registered

    journal.begin("warning")
    stop = stopping()
    with TemporaryDirectory(prefix="antici-demo-") as folder:
        async with opened(database or Path(folder) / "demo.db", as_of) as place:
            await place.for_the_demo()
            await place.keep(str(path) for path in demo_articles())
            commands, granted = registered(slack_manifest())
            workspace = Workspace.demo(commands, **granted)
            workspace.library = library(place, workspace.world.team)
            async with (
                beside(place.desk, load()),
                filling.beside(place.desk.finder, until=place.desk.today),
                await served(workspace, port) as running,
            ):
                settle(place.desk.catalogue)
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
