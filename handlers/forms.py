"""Modals: the one in which a digest is wished for, checked, and read as the words that one would have typed.

Checking is quick and asks nobody: what is wrong goes back with the acknowledgement, under the field it is about.
"""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from bot import catalogue
from bot.digests import subscribing
from bot.errors import AnticiError, BadRequest, UnknownName
from handlers import feedback
from handlers.blocks import plain
from handlers.calls import Call, submission
from storage.models import Record

DIGEST = "digest"
"""The modal's `callback_id`."""

MOST_CHARACTERS = 400
SUGGESTED = 3


class Place(Record):
    """Where the modal was opened; it travels in the modal, since a submission names no channel."""

    channel: str
    channel_type: str


def digest(call: Call) -> dict[str, Any]:
    """The modal, filled in with what is usual, in the person's own zone where that is known."""
    days = [_option(str(number), name) for number, name in enumerate(subscribing.DAYS)]
    usual = [days[number] for number in subscribing.WORKING_DAYS]
    zone = subscribing.known_zone(call.zone) or subscribing.BRUSSELS
    return {
        "type": "modal",
        "callback_id": DIGEST,
        "private_metadata": Place(channel=call.channel, channel_type=call.channel_type).model_dump_json(),
        "title": plain("Digest", 24),
        "submit": plain("Begin", 24),
        "close": plain("Cancel", 24),
        "blocks": [
            _input("time", "Time", {"type": "timepicker", "initial_time": f"{subscribing.EIGHT:%H:%M}"}),
            _input("days", "Days", {"type": "checkboxes", "options": days, "initial_options": usual}),
            _input(
                "zone",
                "Time zone",
                {"type": "plain_text_input", "initial_value": zone, "max_length": 60},
                hint="As Europe/Brussels, America/New_York or Asia/Tokyo; the clock changes when it does there.",
            ),
            _input(
                "about",
                "Topics and actors",
                {
                    "type": "plain_text_input",
                    "max_length": MOST_CHARACTERS,
                    "placeholder": plain("SAFE, Japan, joint procurement", 150),
                },
                hint="Names between commas. Leave it empty for everything.",
                optional=True,
            ),
        ],
    }


def errors(body: dict[str, Any]) -> dict[str, str]:
    """What is wrong with a submitted modal of ours, by field; empty when it may be taken."""
    if _callback(body) != DIGEST:
        return {}
    said = _values(body)
    found: dict[str, str] = {}
    checks: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("time", subscribing.clock_time),
        ("days", _days),
        ("zone", subscribing.zone_named),
        ("about", lambda text: subscribing.subjects(text, catalogue.load())),
    )
    for field, check in checks:
        try:
            check(said[field])
        except AnticiError as error:
            found[field] = _told(error)
    if not found:
        try:
            subscribing.wish(_words(said), catalogue.load())
        except AnticiError as error:
            found["about"] = _told(error)
    return found


def heard(body: dict[str, Any], team: str) -> Call | None:
    """A submission as the command that it stands for; None when the modal is none of ours."""
    if _callback(body) == feedback.MODAL:
        return feedback.heard(body, team)
    if _callback(body) != DIGEST:
        return None
    try:
        place = Place.model_validate_json(body["view"]["private_metadata"])
    except ValidationError:
        return None
    return submission(
        body, team, channel=place.channel, channel_type=place.channel_type, command="/digest",
        text=_words(_values(body)),
    )  # fmt: skip


def refusal(call: Call, sentence: str) -> dict[str, Any]:
    """The acknowledgement that keeps the modal open with a sentence in it."""
    field = "right" if call.command == feedback.COMMAND else "about"
    return {"response_action": "errors", "errors": {field: sentence[:MOST_CHARACTERS]}}


def _words(said: dict[str, str]) -> str:
    days = " ".join(subscribing.DAYS[int(day)] for day in said["days"].split())
    about = f" on {said['about']}" if said["about"] else ""
    return f"{days} at {said['time']} {said['zone']}{about}"


def _values(body: dict[str, Any]) -> dict[str, str]:
    values = ((body.get("view") or {}).get("state") or {}).get("values") or {}

    def given(field: str) -> dict[str, Any]:
        return (values.get(field) or {}).get(field) or {}

    days = [option["value"] for option in given("days").get("selected_options") or []]
    return {
        "time": given("time").get("selected_time") or "",
        "days": " ".join(day for day in days if day in "0123456"),
        "zone": " ".join((given("zone").get("value") or "").split()),
        "about": " ".join((given("about").get("value") or "").split()),
    }


def _days(text: str) -> None:
    if not text:
        raise BadRequest("Choose at least one day.")


def _told(error: AnticiError) -> str:
    if isinstance(error, UnknownName) and error.suggestions:
        names = " or ".join(name for _, name in error.suggestions[:SUGGESTED])
        return f"{error.public.partition('. Did')[0].rstrip('.')}. Did you mean {names}?"[:MOST_CHARACTERS]
    return error.public[:MOST_CHARACTERS]


def _callback(body: dict[str, Any]) -> str:
    return str((body.get("view") or {}).get("callback_id") or "")


def _option(value: str, label: str) -> dict[str, Any]:
    return {"text": plain(label, 75), "value": value}


def _input(name: str, label: str, element: dict[str, Any], *, hint: str = "", optional: bool = False) -> dict[str, Any]:
    block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 75),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    return {**block, "hint": plain(hint, 150)} if hint else block
