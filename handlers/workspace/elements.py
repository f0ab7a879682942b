"""Block Kit's small parts as a table: text objects, options, buttons, menus, inputs, with Slack's limits.

Source of each number: docs.slack.dev/reference/block-kit (block-elements, composition-objects), compared with the
constants in slack_sdk.models.blocks 3.47 and the limits of the slackblocks specification 1.4.0. Where they differ,
the smaller one stands here.
"""

from handlers.workspace.shapes import (
    Needed,
    Shape,
    anything,
    boolean,
    by_type,
    fields,
    listed,
    number,
    one_of,
    text,
    url,
)

IDENTIFIER = 255  # action_id, block_id, callback_id, external_id
TEXT = 3000  # a text object where nothing smaller is said
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
BUTTON_URL = 3000
IMAGE_URL = 3000
ALT_TEXT = 2000
PLACEHOLDER = 150
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTIONS = 100
CHOICES = 10  # check boxes, radio buttons
OVERFLOW_OPTIONS = 5
INPUT_TEXT = 3000
RICH_TEXT = 12_000  # no number is documented; the size of the whole payload bounds it

identifier = text(IDENTIFIER)


def plain(limit: int) -> Shape:
    """A `plain_text` object."""
    return by_type({"plain_text": fields({"text": Needed(text(limit)), "emoji": boolean})})


def rich(limit: int) -> Shape:
    """A `plain_text` or `mrkdwn` object."""
    return by_type(
        {
            "plain_text": fields({"text": Needed(text(limit)), "emoji": boolean}),
            "mrkdwn": fields({"text": Needed(text(limit)), "verbatim": boolean}),
        }
    )


confirm = fields(
    {
        "title": Needed(plain(100)),
        "text": Needed(rich(300)),
        "confirm": Needed(plain(30)),
        "deny": Needed(plain(30)),
        "style": one_of("primary", "danger"),
    }
)
slack_file = fields({"id": text(IDENTIFIER), "url": url(IMAGE_URL)}, any_of=("id", "url"))
style = one_of("primary", "danger")
image = fields(
    {"image_url": url(IMAGE_URL), "slack_file": slack_file, "alt_text": Needed(text(ALT_TEXT))},
    any_of=("image_url", "slack_file"),
)


def _option(label: Shape, *, link: bool = False) -> Shape:
    known: dict[str, Shape | Needed] = {
        "text": Needed(label),
        "value": Needed(text(OPTION_VALUE)),
        "description": rich(OPTION_TEXT),
    }
    return fields(known | ({"url": url(BUTTON_URL)} if link else {}))


plain_option = _option(plain(OPTION_TEXT))
rich_option = _option(rich(OPTION_TEXT))
option_group = fields({"label": Needed(plain(OPTION_TEXT)), "options": Needed(listed(plain_option, 1, OPTIONS))})
options_field = listed(plain_option, 1, OPTIONS)
groups_field = listed(option_group, 1, OPTIONS)
words = text(IDENTIFIER)
conversation_filter = fields(
    {
        "include": listed(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)


def _menu(**own: Shape | Needed) -> Shape:
    shared: dict[str, Shape | Needed] = {
        "action_id": identifier,
        "placeholder": plain(PLACEHOLDER),
        "confirm": confirm,
        "focus_on_load": boolean,
    }
    any_of = ("options", "option_groups") if "option_groups" in own else ()
    return fields(shared | own, any_of=any_of)


def _input(**own: Shape | Needed) -> Shape:
    triggers = listed(one_of("on_enter_pressed", "on_character_entered"), 1, 2)
    shared: dict[str, Shape | Needed] = {
        "action_id": identifier,
        "placeholder": plain(PLACEHOLDER),
        "dispatch_action_config": fields({"trigger_actions_on": triggers}),
        "focus_on_load": boolean,
    }
    return fields(shared | own)


def _several(**own: Shape | Needed) -> Shape:
    return _menu(max_selected_items=number(1, OPTIONS), **own)


MENUS: dict[str, Shape] = {
    "static_select": _menu(options=options_field, option_groups=groups_field, initial_option=plain_option),
    "external_select": _menu(min_query_length=number(0, 100), initial_option=plain_option),
    "users_select": _menu(initial_user=words),
    "channels_select": _menu(initial_channel=words, response_url_enabled=boolean),
    "conversations_select": _menu(
        initial_conversation=words,
        default_to_current_conversation=boolean,
        response_url_enabled=boolean,
        filter=conversation_filter,
    ),
}
MULTI_MENUS: dict[str, Shape] = {
    "multi_static_select": _several(options=options_field, option_groups=groups_field, initial_options=options_field),
    "multi_external_select": _several(min_query_length=number(0, 100), initial_options=options_field),
    "multi_users_select": _several(initial_users=listed(words, 1, OPTIONS)),
    "multi_channels_select": _several(initial_channels=listed(words, 1, OPTIONS)),
    "multi_conversations_select": _several(
        initial_conversations=listed(words, 1, OPTIONS),
        default_to_current_conversation=boolean,
        filter=conversation_filter,
    ),
}
BUTTON: dict[str, Shape] = {
    "button": fields(
        {
            "text": Needed(plain(BUTTON_TEXT)),
            "action_id": identifier,
            "url": url(BUTTON_URL),
            "value": text(BUTTON_VALUE),
            "style": style,
            "confirm": confirm,
            "accessibility_label": text(75),
        }
    )
}
OVERFLOW: dict[str, Shape] = {
    "overflow": fields(
        {
            "action_id": identifier,
            "options": Needed(listed(_option(plain(OPTION_TEXT), link=True), 1, OVERFLOW_OPTIONS)),
            "confirm": confirm,
        }
    )
}
_ticks: dict[str, Shape | Needed] = {
    "action_id": identifier,
    "options": Needed(listed(rich_option, 1, CHOICES)),
    "confirm": confirm,
    "focus_on_load": boolean,
}
CHOOSERS: dict[str, Shape] = {
    "checkboxes": fields(_ticks | {"initial_options": listed(rich_option, 1, CHOICES)}),
    "radio_buttons": fields(_ticks | {"initial_option": rich_option}),
    "datepicker": _menu(initial_date=text(10)),
    "timepicker": _menu(initial_time=text(5), timezone=text(100)),
}
DATETIME: dict[str, Shape] = {
    "datetimepicker": fields(
        {
            "action_id": identifier,
            "initial_date_time": number(1_000_000_000, 9_999_999_999),
            "confirm": confirm,
            "focus_on_load": boolean,
        }
    )
}
INPUTS: dict[str, Shape] = {
    "plain_text_input": _input(
        initial_value=text(INPUT_TEXT, least=0),
        multiline=boolean,
        min_length=number(0, INPUT_TEXT),
        max_length=number(1, INPUT_TEXT),
    ),
    "email_text_input": _input(initial_value=text(INPUT_TEXT)),
    "url_text_input": _input(initial_value=text(INPUT_TEXT)),
    "number_input": _input(is_decimal_allowed=Needed(boolean), initial_value=words, min_value=words, max_value=words),
    "rich_text_input": _input(initial_value=anything),
    "file_input": fields(
        {"action_id": identifier, "filetypes": listed(words, 1, OPTIONS), "max_files": number(1, CHOICES)}
    ),
}
_feedback = fields({"text": Needed(plain(75)), "value": Needed(text(BUTTON_VALUE)), "accessibility_label": text(75)})
CONTEXT_ACTIONS: dict[str, Shape] = {
    "feedback_buttons": fields(
        {"action_id": identifier, "positive_button": Needed(_feedback), "negative_button": Needed(_feedback)}
    ),
    "icon_button": fields(
        {
            "icon": Needed(one_of("trash")),
            "text": Needed(plain(BUTTON_TEXT)),
            "action_id": identifier,
            "value": text(BUTTON_VALUE),
            "confirm": confirm,
            "accessibility_label": text(75),
            "visible_to_user_ids": listed(words, 1, 10),
        }
    ),
}

# Which element may stand where: docs.slack.dev/reference/block-kit/block-elements, "works with block types".
ACCESSORIES = BUTTON | OVERFLOW | CHOOSERS | MENUS | MULTI_MENUS | {"image": image}
ACTIONS = BUTTON | OVERFLOW | CHOOSERS | MENUS | DATETIME
FORM = INPUTS | CHOOSERS | MENUS | MULTI_MENUS | DATETIME
CONTEXT: dict[str, Shape] = {
    "image": image,
    "plain_text": fields({"text": Needed(text(TEXT)), "emoji": boolean}),
    "mrkdwn": fields({"text": Needed(text(TEXT)), "verbatim": boolean}),
}

_decorated: dict[str, Shape | Needed] = {"style": anything}
RICH_INLINE: dict[str, Shape] = {
    "text": fields(_decorated | {"text": Needed(text(RICH_TEXT, blank=True))}),
    "link": fields(_decorated | {"url": Needed(url(BUTTON_URL)), "text": text(TEXT), "unsafe": boolean}),
    "emoji": fields(_decorated | {"name": Needed(words), "unicode": words}),
    "user": fields(_decorated | {"user_id": Needed(words)}),
    "usergroup": fields(_decorated | {"usergroup_id": Needed(words)}),
    "channel": fields(_decorated | {"channel_id": Needed(words)}),
    "broadcast": fields(_decorated | {"range": Needed(one_of("here", "channel", "everyone"))}),
    "color": fields(_decorated | {"value": Needed(words)}),
    "date": fields(
        _decorated
        | {
            "timestamp": Needed(number(0, 9_999_999_999)),
            "format": Needed(words),
            "url": url(BUTTON_URL),
            "fallback": words,
        }
    ),
}
