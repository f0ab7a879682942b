"""The table of everything that Slack can ask of us.

It feeds `/help`, the app's manifest and the completion of the local workspace. A new command is a module with
`async def reply(call, desk) -> Reply` and a line here; a new button is a line in `ACTIONS`.
"""

from collections.abc import Mapping

from handlers import actions, feedback, retelling
from handlers.calls import Command
from handlers.commands import (
    actor,
    digests,
    export,
    follow,
    help,
    history,
    keep,
    latest,
    quotes,
    sources,
    story,
    summary,
    timeline,
    upcoming,
    who,
)

COMMANDS: tuple[Command, ...] = (
    Command(
        "/latest",
        "[topic or actor] [adopted | contracts | in French | from primary …] [since 7d]",
        "The newest stories, narrowed as you like; what is new since you looked.",
        ("/latest", "/latest Japan since 30d", "/latest SAFE adopted from primary"),
        latest.reply,
    ),
    Command(
        "/actor",
        "<name> [and <name>] [on YYYY-MM-DD] | proposals | add, ignore or remove <name>",
        "What and who an actor is, who holds its offices, what is new; names to be added.",
        (
            "/actor Japan",
            "/actor High Representative on 2023-05-01",
            "/actor proposals",
            "/actor add ELSA as programme",
        ),
        actor.reply,
    ),
    Command(
        "/timeline",
        "<topic, actor or instrument> [since 2024]",
        "What happened, in order: dates, stages, sums, each with its source.",
        ("/timeline SAFE", "/timeline Japan since 2024"),
        timeline.reply,
    ),
    Command(
        "/quotes",
        "<actor> [on <topic or actor>] [since 2024]",
        "What somebody said, verbatim, with their office on that day.",
        ("/quotes Kaja Kallas", "/quotes High Representative on sanctions"),
        quotes.reply,
    ),
    Command(
        "/next",
        "[topic or actor]",
        "The days to come that articles name, and who says so.",
        ("/next", "/next SAFE"),
        upcoming.reply,
    ),
    Command(
        "/who",
        "<office> [on YYYY-MM-DD]",
        "Who holds an office, or held it on a day.",
        ("/who German defence minister", "/who High Representative on 2023-05-01"),
        who.reply,
    ),
    Command(
        "/summary",
        "<URL | number | story number | topic | actor> [since …] [short | medium | long]",
        "A summary in the articles' own sentences, each with its source.",
        ("/summary SAFE", "/summary 12", "/summary joint procurement long"),
        summary.reply,
    ),
    Command(
        "/story",
        "<number> [same <number> | apart <number> | without <article>]",
        "Who tells a story, the primary source first, and where they differ; what is the same, and what is not.",
        ("/story 12", "/story 12 same 15"),
        story.reply,
    ),
    Command(
        "/export",
        "<md | csv | docx | ics | cite> <latest | timeline | actor | summary | quotes | next | who> …",
        "An answer as a file, the days to come as a calendar, or citations to copy.",
        ("/export docx latest SAFE since 30d", "/export cite quotes Kaja Kallas", "/export ics next SAFE"),
        export.reply,
    ),
    Command(
        "/digest",
        "[days] [at HH:MM | at once] [zone] [on topics or actors] | list | preview | pause | resume | stop",
        "What is new, updated and corrected, in this conversation, when you say; or news at once.",
        (
            "/digest",
            "/digest weekdays at 08:00 Europe/Brussels on SAFE, Japan",
            "/digest at once on SAFE",
            "/digest list",
        ),
        digests.reply,
        placed=True,
    ),
    Command(
        "/follow",
        "[stop] <topic or actor>",
        "What your App Home shows the news of.",
        ("/follow Japan", "/follow stop Japan"),
        follow.reply,
    ),
    Command(
        "/keep",
        "<link> | on | off",
        "Reads a link for this conversation; on: every link and file shared in this channel.",
        ("/keep https://www.consilium.europa.eu/en/press/", "/keep on"),
        keep.reply,
        placed=True,
    ),
    Command(
        "/sources",
        "[add <address | default> | remove, pause, resume or check <source> | report here]",
        "What is covered since when, and what is not; and changing what is read.",
        ("/sources", "/sources add https://www.bruegel.org", "/sources add default", "/sources pause 12"),
        sources.reply,
        placed=True,
    ),
    Command(
        "/history",
        "<article number or URL>",
        "How an article changed since it was first seen.",
        ("/history 12",),
        history.reply,
    ),
    Command("/help", "", "What you can ask, and how.", (), help.reply),
)

BEHIND: tuple[Command, ...] = (
    Command(retelling.COMMAND, "", "An answer in another shape, or read otherwise.", (), retelling.reply),
    Command(feedback.COMMAND, "", "What a reader says of an answer.", (), feedback.reply),
)
"""What buttons and modals ask for and nobody can type."""

ACTIONS: Mapping[str, actions.Where] = {
    "latest_more": "below",
    "actor_open": "below",
    "answer": "below",
    "feedback": "below",
    "reading": "below",
    "latest_open": "below",
    "sources_more": "below",
    "summary_open": "below",
    "summary_longer": "instead",
    "summary_shorter": "instead",
    "quotes_more": "below",
    "timeline_open": "below",
    "story_open": "below",
    "story_said": "instead",
    "choose": "instead",
    "name_add": "below",
    "name_ignore": "below",
    "digest_new": "below",
    "digest_preview": "below",
    "digest_pause": "instead",
    "digest_resume": "instead",
    "digest_stop": "instead",
    "export": "below",
    "follow": "below",
    "unfollow": "home",
    "share": "everyone",
}


def command(name: str, *, behind: bool = False) -> Command | None:
    """The command of this name, slash included; `behind` finds those of buttons and modals too."""
    return next((known for known in (*COMMANDS, *(BEHIND if behind else ())) if known.name == name), None)
