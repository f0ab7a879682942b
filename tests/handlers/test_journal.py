"""The log of a whole conversation at debug level: no word of a question, an answer or an article, and no token.

Not to be in it: every word of four letters and more that was typed or shown, but for words that stand in the source
of what logs (its sentences, its names); and every token, ticket, trigger and address.
"""

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot import journal
from bot.desk import Desk
from handlers.workspace import Running, Workspace
from tests.handlers.conftest import ARTICLES, Bot, Start, buttons, plainly
from tests.handlers.test_admission import Slow
from tests.handlers.test_links import HASTY

QUESTIONS = (
    "Who develops a new fighter jet with Japan?",
    "What did Zanzibarian negotiators whisper about submarines?",
    "How much does SAFE offer in loans?",
)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged, from debug up."""
    root = logging.getLogger()
    handlers, level, config = root.handlers, root.level, structlog.get_config()
    stream = io.StringIO()
    journal.begin("debug", stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    structlog.configure(**config)


def entries(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.lower()))


def ours() -> set[str]:
    root = Path(__file__).parent.parent.parent
    return set().union(
        *(
            words(path.read_text(encoding="utf-8"))
            for room in ("handlers", "bot")
            for path in (root / room).glob("*.py")
        )
    )


async def conversation(bot: Bot, workspace: Workspace) -> None:
    """Questions, commands, buttons, errors."""
    for question in QUESTIONS:
        ts = await workspace.say("general", f"@Antici {question}")
        await bot.told("general", ts)
    await workspace.say("general", "And Ruritania, pray?", thread_ts=ts)
    await workspace.say("general", "Confidential remarks between colleagues")
    await workspace.say(workspace.dm(), "What does the partnership with Japan cover?")
    for name, text in (
        ("/latest", "Japan"),
        ("/actor", "Jappanese"),
        ("/summary", "quixotic"),
        ("/summary", ""),
        ("/latest", "since yesteryear"),
        ("/actor", "Japan"),
    ):
        await workspace.command("general", name, text)
    [*_, profile] = await bot.shown("general", 6)
    workspace.faults.refuse("response_url", "expired_url")
    await workspace.click(profile, buttons(profile)["Latest on Japan"])
    workspace.faults.refuse("chat.postMessage", "msg_too_long")
    workspace.faults.limit("chat.postMessage", retry_after=0)
    workspace.faults.cut("chat.postMessage")
    await workspace.say("general", "@Antici Poland's largest share?")
    await bot.ended(12)


def secrets_of(running: Running) -> set[str]:
    traffic = json.dumps(list(running.workspace.traffic))
    return {
        running.bot_token,
        running.app_token,
        *re.findall(r"/response/([\w-]+)", traffic),
        *re.findall(r"ticket=([\w-]+)", traffic),
        *re.findall(r'"trigger_id": "([^"]+)"', traffic),
    }


async def test_a_conversation_leaves_no_words_in_the_log(
    log: io.StringIO, start: Start, desk: Desk, running: Running, workspace: Workspace
) -> None:
    async with start(desk, patience=HASTY) as bot:
        await workspace.connected(2)
        await conversation(bot, workspace)
        workspace.hub.dead_tickets = 1  # the SDK logs addresses that lead nowhere
        workspace.hub.drop()
        await workspace.until(lambda: workspace.hub.opened >= 4)
    logged = log.getvalue()
    said = words("Ruritania pray confidential remarks between colleagues Jappanese quixotic yesteryear largest share")
    for text in (*QUESTIONS, *ARTICLES, *(plainly(post.body) for post in workspace.channel("general").posts.values())):
        said |= words(text)
    said -= ours()
    assert len(said) > 40 and {"zanzibarian", "ruritania", "quixotic", "colleagues"} <= said
    assert not said & words(logged)
    secrets = secrets_of(running)
    assert len(secrets) > 12
    assert not [secret for secret in secrets if secret in logged]
    assert {"connected", "ended", "said again, shorter", "not answered yet", "asked to wait"} <= {
        entry["event"] for entry in entries(log)
    }


async def test_each_line_says_when_how_bad_and_about_which_call(
    log: io.StringIO, start: Start, desk: Desk, workspace: Workspace
) -> None:
    async with start(desk) as bot:
        await workspace.say("general", "@Antici help")
        [row] = await bot.ended()
    for entry in entries(log):
        assert {"event", "level", "timestamp"} <= set(entry)
    assert [entry["outcome"] for entry in entries(log) if entry.get("key") == row["key"] and entry["event"] == "ended"]


async def test_a_bug_is_logged_by_the_number_that_its_reader_saw(
    log: io.StringIO, start: Start, desk: Desk, workspace: Workspace
) -> None:
    async with start(Slow(desk, error=ValueError("cannot read “Zanzibarian submarines”"))) as bot:
        ts = await workspace.say("general", "@Antici What did Zanzibarian negotiators whisper about submarines?")
        told = plainly((await bot.told("general", ts))[0])
        [row] = await bot.ended()
    [bug] = [entry for entry in entries(log) if entry["event"] == "bug"]
    assert bug["reference"] in told and row["outcome"] == f"failed: {bug['reference']}"
    assert bug["key"] == row["key"] and bug["error"] == "ValueError" and bug["level"] == "error"
    assert any(re.fullmatch(r"handlers/test_admission\.py:\d+ answer", place) for place in bug["where"])
    assert "zanzibarian" not in log.getvalue().lower() and "submarines" not in log.getvalue().lower()


def test_an_error_is_told_with_those_it_came_from(log: io.StringIO) -> None:
    try:
        try:
            raise KeyError("secret word")
        except KeyError as error:
            raise RuntimeError("secret word") from error
    except RuntimeError:
        structlog.get_logger().exception("bug")
    [entry] = entries(log)
    assert entry["error"] == "RuntimeError from KeyError" and "secret" not in log.getvalue()


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Failed to connect (error: 401, url='wss://x/?ticket=abc'); Retrying...", "Failed to connect"),
        ("Task exception was never retrieved\nfuture: <Task repr='secret'>", "Task exception was never retrieved"),
        ("a word from a payload: secret", "a word from a payload"),
    ],
)
def test_what_libraries_say_is_cut_where_values_begin(log: io.StringIO, message: str, shown: str) -> None:
    logging.getLogger("slack_bolt.antici").error(message)
    logging.getLogger("slack_bolt.antici").info("a payload in whole")
    [entry] = entries(log)
    assert entry["event"] == shown and entry["library"] == "slack_bolt.antici"
    assert entry["at"].startswith("handlers/test_journal.py:")


def test_the_values_of_a_library_s_message_are_left_out(log: io.StringIO) -> None:
    logging.getLogger("asyncio").warning("Executing %s took %.3f seconds", "secret", 0.2)
    assert "secret" not in log.getvalue()
