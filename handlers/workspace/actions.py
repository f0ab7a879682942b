"""A person's act on an element → the `actions` entry of Slack's payload. The element decides what may be chosen."""

from collections.abc import Iterator
from typing import Any

from handlers.workspace.payloads import interactive
from handlers.workspace.refusals import Json, Refusal

CHOICES = {
    "static_select": ("selected_option",),
    "external_select": ("selected_option",),
    "radio_buttons": ("selected_option",),
    "overflow": ("selected_option",),
    "checkboxes": ("selected_options",),
    "multi_static_select": ("selected_options",),
    "multi_external_select": ("selected_options",),
    "users_select": ("selected_user",),
    "multi_users_select": ("selected_users",),
    "channels_select": ("selected_channel",),
    "multi_channels_select": ("selected_channels",),
    "conversations_select": ("selected_conversation",),
    "multi_conversations_select": ("selected_conversations",),
    "datepicker": ("selected_date",),
    "timepicker": ("selected_time",),
    "datetimepicker": ("selected_date_time",),
    "rich_text_input": ("rich_text_value",),
}


def find(blocks: list[Json], action_id: str, block_id: str = "") -> tuple[Json, Json]:
    """The block and the element with that `action_id`.

    Raises:
        Refusal: `no_such_action`: there is nothing of that name to act on.
    """
    for block in blocks:
        if block_id and block.get("block_id") != block_id:
            continue
        for element, _ in interactive(block):
            if element.get("action_id") == action_id:
                return block, element
    raise Refusal("no_such_action")


def act(block: Json, element: Json, chosen: Json, *, stamp: str) -> Json:
    """What Slack reports of the act; `chosen` names the choice as Slack does (`selected_option`, …).

    Raises:
        Refusal: `invalid_choice`: that is not on offer.
    """
    kind = element["type"]
    action = {"type": kind, "action_id": element["action_id"], "block_id": block["block_id"], "action_ts": stamp}
    if kind in ("button", "icon_button"):
        shown = ("text", "value", "style", "icon")
        return action | {name: element[name] for name in shown if name in element}
    if kind == "feedback_buttons":
        for button in (element["positive_button"], element["negative_button"]):
            if chosen.get("value") == button["value"]:
                return action | {"text": button["text"], "value": button["value"]}
        raise Refusal("invalid_choice")
    for name in CHOICES.get(kind, ("value",)):
        action[name] = _offered(element, chosen.get(name))
    return action


def _offered(element: Json, choice: Any) -> Any:
    options = list(_options(element))
    if not options or choice is None:
        return choice
    for one in choice if isinstance(choice, list) else [choice]:
        if not any(_value(one) == option["value"] for option in options):
            raise Refusal("invalid_choice")
    by_value = {option["value"]: option for option in options}
    if isinstance(choice, list):
        return [by_value[_value(one)] for one in choice]
    return by_value[_value(choice)]


def _value(choice: Any) -> str:
    """The value of an option, given whole or by its value alone."""
    return str(choice.get("value")) if isinstance(choice, dict) else str(choice)


def _options(element: Json) -> Iterator[Json]:
    yield from element.get("options", ())
    for group in element.get("option_groups", ()):
        yield from group["options"]
