"""The command `antici`: a surface beside Slack, which asks the same desk. Here is the table of its commands.

A new command is a function made with `frame.command` in a module here, and a line in `COMMANDS`. A module is loaded
when one of its commands is called: help comes at once, and asking waits neither for pages to be read nor for Slack.
"""

from importlib import import_module
from typing import NamedTuple

import click

import bot


class Known(NamedTuple):
    """Where a command is, and the first sentence of what it says of itself."""

    module: str
    function: str
    told: str


COMMANDS = {
    "ingest": Known(
        "keeping", "ingest",
        "Keep articles: text, Markdown, HTML, JSON, RSS or Atom; files, folders, URLs, or - for standard input.",
    ),
    "read": Known("keeping", "read", "Print what Antici reads in texts, pages, files and folders; nothing is stored."),
    "ask": Known("asking", "ask", "Answer a question from the archive, in quoted and cited sentences."),
    "chat": Known("asking", "chat", "Answer a thread: each line of standard input is its next question."),
    "latest": Known("asking", "latest", "The newest stories."),
    "actor": Known("asking", "actor", "What and who an actor is, and what is new."),
    "summary": Known("asking", "summary", "A summary in cited sentences."),
    "timeline": Known("asking", "timeline", "What happened, in order, each step with its sentence."),
    "quotes": Known("asking", "quotes", "What somebody said, verbatim, with their office on that day."),
    "next": Known("asking", "upcoming", "The days to come that articles name, the nearest first."),
    "who": Known("asking", "who", "Who holds an office, by the dated catalogue."),
    "digest": Known(
        "asking", "digest",
        "What a digest on these would say now; it is posted nowhere, and nothing counts as told.",
    ),
    "stories": Known(
        "grouping", "stories",
        "Group articles in JSON Lines by what they tell; with id and title, and date, publisher, lang, text if known.",
    ),
    "sources": Known(
        "sourcing", "sources",
        "What is covered since when, and what is not; with words behind it, change what is read.",
    ),
    "report": Known("asking", "report", "What is understood of the archive, on one page."),
    "history": Known("asking", "history", "How an article changed since it was first seen."),
    "actors": Known(
        "naming", "actors",
        "Names that keep appearing and are in no catalogue; with words behind it, add them for everybody, or do not.",
    ),
    "feedback": Known(
        "judging", "feedback",
        "What readers said of the answers in conversations; without any, where something was said and how often.",
    ),
    "backup": Known("keeping", "backup", "Write a consistent copy of the archive, also while the bot runs."),
    "check": Known(
        "running", "check",
        "Say in plain words what is wrong with tokens, scopes, archive, catalogue, model and sources.",
    ),
    "manifest": Known("running", "manifest", "Print the app manifest, to be pasted where Slack asks for one."),
    "run": Known(
        "running", "run",
        "Be in Slack, in Socket Mode, until stopped, and read the sources; answers in flight are finished first.",
    ),
    "demo": Known(
        "running", "demo", "Try Antici without Slack: a demo archive, a Slack on this machine, a page.",
    ),
}  # fmt: skip


def known(name: str) -> click.Command | None:
    """The command of this name."""
    place = COMMANDS.get(name)
    if place is None:
        return None
    found: click.Command = getattr(import_module(f"handlers.shell.{place.module}"), place.function)
    return found


class _Listed(click.Group):
    """The commands of the table, each loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return known(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].told) for name in sorted(COMMANDS)])


@click.group(cls=_Listed, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bot.__version__, prog_name="antici")
def main() -> None:
    """Antici follows EU defence cooperation and answers from stored articles, with citations, or says why it cannot."""
