"""What an app may put into a message: text, blocks, attachments, metadata, judged as Slack judges them."""

import json
import re
from typing import Any

from handlers.workspace import payloads
from handlers.workspace.arguments import Arguments
from handlers.workspace.refusals import Json, Refusal, invalid
from handlers.workspace.world import World

POSTED_TEXT = 40_000
"""Slack cuts longer texts (docs.slack.dev, chat.postMessage); here they are refused, so that nothing is lost unseen."""
UPDATED_TEXT = 4_000  # docs.slack.dev, chat.update
MARKDOWN_TEXT = 12_000
ATTACHMENTS = 100
METADATA = 8_000  # characters; the documents say "too large" without a number
_EVENT_TYPE = re.compile(r"[A-Za-z0-9_.-]{1,255}")


def content(args: Arguments, *, most: int = POSTED_TEXT) -> Json:
    """The fields of a message that the arguments give; raises if there is nothing to show.

    Raises:
        Refusal: `no_text`, `msg_too_long`, `markdown_text_conflict`, `too_many_attachments`, or of blocks.
    """
    text = args.text("text")
    blocks = args.structure("blocks")
    attachments = args.structure("attachments")
    markdown = args.text("markdown_text")
    if markdown and (text or blocks):
        raise Refusal("markdown_text_conflict")
    if len(markdown) > MARKDOWN_TEXT or len(text) > most:
        raise Refusal("msg_too_long")
    if markdown:
        return {"text": markdown, "blocks": payloads.message_blocks([{"type": "markdown", "text": markdown}])}
    if not (text.strip() or blocks or attachments):
        raise Refusal("no_text")
    fields: Json = {"text": text}
    if blocks is not None:
        fields["blocks"] = payloads.message_blocks(blocks)
    if attachments:
        fields["attachments"] = _attachments(attachments)
    return fields


def metadata(args: Arguments) -> Json | None:
    """What an app remembers with a message.

    Raises:
        Refusal: `invalid_metadata_format`, `invalid_metadata_schema` or `metadata_too_large`.
    """
    given = args.structure("metadata")
    if given is None:
        return None
    if not isinstance(given, dict) or set(given) - {"event_type", "event_payload", "entities"}:
        raise Refusal("invalid_metadata_format")
    kind, payload = given.get("event_type"), given.get("event_payload")
    if not isinstance(kind, str) or not _EVENT_TYPE.fullmatch(kind) or not isinstance(payload, dict):
        raise Refusal("invalid_metadata_schema")
    if not all(_flat(value) for value in payload.values()):
        raise Refusal("invalid_metadata_schema")
    if len(json.dumps(payload)) > METADATA:
        raise Refusal("metadata_too_large")
    return given


def authored(world: World, fields: Json) -> Json:
    """The message as the app's own."""
    return {
        "user": world.bot,
        "bot_id": world.bot_id,
        "app_id": world.app,
        "bot_profile": world.bot_profile(),
        **{name: value for name, value in fields.items() if value != []},
    }


def _flat(value: Any) -> bool:
    """Strings, numbers, booleans, and objects or arrays of them one level deep (slack.dev, message metadata)."""
    scalar = (str, int, float, bool)
    if isinstance(value, dict):
        return all(isinstance(item, scalar) for item in value.values())
    if isinstance(value, list):
        return all(isinstance(item, scalar) for item in value)
    return isinstance(value, scalar)


def _attachments(given: Any) -> list[Json]:
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise invalid("invalid_attachments", ["must provide an array of objects [json-pointer:/attachments]"])
    if len(given) > ATTACHMENTS:
        raise Refusal("too_many_attachments")
    for item in given:
        if "blocks" in item:
            item["blocks"] = payloads.message_blocks(item["blocks"])
    return given
