"""Whether an answer helped: two buttons under it, and on "no" a modal that asks why. Kept with the answer, for tests.

Nobody is asked twice, and what is said of an answer changes no other answer.
"""

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.errors import BadRequest
from handlers.blocks import paragraph, plain
from handlers.calls import Call, Press, Reply, submission
from handlers.limits import BUTTON_TEXT, Form, Piece, Weight
from storage.models import Record

if TYPE_CHECKING:
    from bot.desk import Desk

COMMAND = "/feedback"
"""What the buttons ask for; nobody can type it."""

ACTION, MODAL = "feedback", "feedback"
MOST_CHARACTERS = 1_000
REASONS = (
    ("wrong", "The sentence does not answer the question"),
    ("missing", "There is an answer, and it was not found"),
    ("stale", "It is out of date"),
    ("misread", "The question was misunderstood"),
    ("unsupported", "The source does not say that"),
    ("other", "Something else"),
)
THANKS = "Noted, thank you."

_SAID = re.compile(r"(good|bad) (\S+)(?: (\w*)(?: (.*))?)?", re.DOTALL)


class Place(Record):
    """The answer that the modal is about; it travels in the modal, since a submission names no message."""

    channel: str
    channel_type: str
    thread_ts: str | None
    key: str


def offer(key: str) -> list[Piece]:
    """The two buttons."""
    one = {
        "type": "feedback_buttons",
        "action_id": ACTION,
        "positive_button": _choice("Good answer", "good", key),
        "negative_button": _choice("Bad answer", "bad", key),
    }
    block = {"type": "context_actions", "elements": [one]}
    return [Piece(weight=Weight.SPARE, forms=(Form(blocks=(block,), text=""),))]


async def reply(call: Call, desk: "Desk") -> Reply:
    """Keep the verdict; on a bad one ask for the reason, which is kept when it is given.

    Raises:
        BadRequest: the button is of another version, or its answer is gone.
    """
    match = _SAID.fullmatch(call.text)
    if match is None:
        raise BadRequest("This button belongs to another version of Antici.")
    verdict, key, reason, right = match.groups()
    if verdict == "good":
        await desk.judge(call.audience, key, "good", by=call.user)
        return Reply(pieces=(paragraph(THANKS),), outcome="judged good")
    await desk.judge(call.audience, key, "bad", by=call.user, reason=reason or "", right=right or "")
    asks = None if call.kind == "submission" else _modal(call, key)
    return Reply(pieces=(paragraph(THANKS),), modal=asks, outcome="judged bad")


def heard(body: dict[str, Any], team: str) -> Call | None:
    """A modal filled in as the press that it completes; None when it is none of ours."""
    view = body["view"]
    try:
        place = Place.model_validate_json(view["private_metadata"])
    except ValidationError:
        return None
    values = (view.get("state") or {}).get("values") or {}
    chosen = ((values.get("reason") or {}).get("reason") or {}).get("selected_option") or {}
    right = " ".join((((values.get("right") or {}).get("right") or {}).get("value") or "").split())
    reason = chosen.get("value") if chosen.get("value") in dict(REASONS) else "other"
    return submission(
        body, team, channel=place.channel, channel_type=place.channel_type, thread_ts=place.thread_ts, command=COMMAND,
        text=f"bad {place.key} {reason} {right[:MOST_CHARACTERS]}".strip(),
    )  # fmt: skip


def _choice(label: str, verdict: str, key: str) -> dict[str, Any]:
    return {
        "text": plain(label, BUTTON_TEXT),
        "accessibility_label": label,
        "value": Press(command=COMMAND, text=f"{verdict} {key}").value,
    }


def _modal(call: Call, key: str) -> dict[str, Any]:
    place = Place(channel=call.channel, channel_type=call.channel_type, thread_ts=call.thread_ts, key=key)
    options = [{"text": plain(said, BUTTON_TEXT), "value": name} for name, said in REASONS]
    reason = {"type": "radio_buttons", "action_id": "reason", "options": options, "initial_option": options[0]}
    right = {"type": "plain_text_input", "action_id": "right", "multiline": True, "max_length": MOST_CHARACTERS}
    return {
        "type": "modal",
        "callback_id": MODAL,
        "private_metadata": place.model_dump_json(),
        "title": plain("What was wrong?", 24),
        "submit": plain("Send", 24),
        "close": plain("Close", 24),
        "blocks": [
            {"type": "input", "block_id": "reason", "label": plain("Reason", BUTTON_TEXT), "element": reason},
            {
                "type": "input",
                "block_id": "right",
                "label": plain("The right answer, or where it stands", BUTTON_TEXT),
                "element": right,
                "optional": True,
                "hint": plain("Your verdict is kept already; close this to say no more.", 150),
            },
        ],
    }
