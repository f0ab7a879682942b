"""Where failures are spoken, and the only place. Every one becomes a sentence a reader may see.

What the reader can mend comes with its usage and what was perhaps meant; what they cannot comes with a reference
number that stands in the log beside the cause.
"""

import difflib
import secrets

import handlers  # its table holds the usage lines; read when a failure is spoken
from bot.errors import AnticiError, BadRequest, UnknownName
from bot.records import Choice
from handlers import views, wording
from handlers.calls import Call, Reply

SUGGESTIONS = 5


def reference() -> str:
    """A number that a reader can quote and an operator can find: six hexadecimal digits."""
    return secrets.token_hex(3)


def spoken(error: AnticiError, call: Call) -> Reply:
    """What went wrong, as far as the reader may know it, and what they can do about it."""
    if isinstance(error, UnknownName) and error.suggestions:
        named = tuple(Choice(id=id, name=name) for id, name in error.suggestions[:SUGGESTIONS])
        if not call.said:
            meant = [call.text.replace(error.name, choice.name, 1) if error.name else choice.name for choice in named]
            pieces = views.choices(error.public, named, command=call.command, typed=meant)
            return Reply(pieces=pieces, outcome="suggested")
        return Reply(
            pieces=views.remark(error.public, wording.listed(choice.name for choice in named)), outcome="suggested"
        )
    if isinstance(error, BadRequest):
        return Reply(pieces=views.remark(error.public), outcome="usage")
    return Reply(pieces=views.remark(error.public), outcome=f"failed: {type(error).__name__}")


def unknown_command(call: Call) -> Reply:
    """A command that Slack knows and we do not: its manifest is of another version."""
    names = [command.name for command in handlers.COMMANDS]
    near = difflib.get_close_matches(call.command, names, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}?" if near else ""
    known = f"I know {wording.listed(names, limit=len(names))}."
    return Reply(
        pieces=views.remark(f"I do not know {call.command}.{meant}", _usage(near[0]) if near else "", known),
        outcome="unknown command",
    )


def unexpected(number: str) -> Reply:
    """A fault of ours."""
    return Reply(
        pieces=views.remark(
            "Something went wrong on my side, and it has been noted.",
            f"If it happens again, please tell whoever runs Antici the reference {number}.",
        ),
        outcome=f"failed: {number}",
    )


def unkept(sentence: str) -> Reply:
    """A call that the archive would not take, and why."""
    return Reply(pieces=views.remark(f"I cannot take this up now. {sentence}"), outcome="unkept")


def stopped() -> Reply:
    """An answer that whoever asked did not want any more."""
    return Reply(
        pieces=views.remark("Stopped, as you wished: I looked no further and have no answer."), outcome="stopped"
    )


def given_up(number: str, attempts: int) -> Reply:
    """A call that was tried too often."""
    return Reply(
        pieces=views.remark(
            f"I could not answer this after {wording.count(attempts, 'attempt')}, and have stopped trying.",
            f"Please ask again; the reference is {number}.",
        ),
        outcome=f"failed: given up, {number}",
    )


def _usage(name: str) -> str:
    command = handlers.command(name)
    if command is None:
        return ""
    example = f" For example: {command.examples[-1]}" if command.examples else ""
    return f"Usage: {f'{command.name} {command.usage}'.strip()}.{example}"
