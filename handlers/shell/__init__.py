"""The command `antici`: a surface beside Slack, which asks the same desk. Here is the table of its commands.

A new command is a function made with `frame.command` in a module here, and its name in `COMMANDS`. What reads pages
and what speaks to Slack is imported by the commands that need it, when they need it: asking is quick.
"""

import click

import bot
from handlers.shell import asking, grouping, judging, keeping, naming, running, sourcing

COMMANDS = (
    keeping.ingest, keeping.read, asking.ask, asking.chat, asking.latest, asking.actor, asking.summary,
    asking.timeline, asking.quotes, asking.upcoming, asking.who, asking.digest, grouping.stories, sourcing.sources,
    asking.report, asking.history, naming.actors, judging.feedback, keeping.backup, running.check, running.manifest,
    running.run, running.demo,
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bot.__version__, prog_name="antici")
def main() -> None:
    """Antici follows EU defence cooperation and answers from stored articles, with citations, or says why it cannot."""


for known in COMMANDS:
    main.add_command(known)
