"""Which blocks pass and which do not: every limit at its edge, and nothing that could crash the judge."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models import blocks as sdk

from handlers.workspace import Refusal, payloads
from handlers.workspace.blocks import BLOCKS, SURFACES


def plain(text):
    return {"type": "plain_text", "text": text}


def mrkdwn(text):
    return {"type": "mrkdwn", "text": text}


def section(**fields):
    return {"type": "section", **fields}


def button(**fields):
    return {"type": "button", "text": plain("Go"), **fields}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def option(text="One", value="1"):
    return {"text": plain(text), "value": value}


def image(**fields):
    return {"type": "image", "image_url": "https://example.eu/a.png", "alt_text": "a", **fields}


def table(rows, columns, text="x"):
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * columns] * rows}


def rich(*elements):
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def chart(points, label="x", title="t"):
    data = [{"label": label, "value": 1}] * points
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": "bar", "series": [{"name": "s", "data": data}]},
    }


GOOD = [
    section(text=mrkdwn("x" * 3000)),
    section(text={**mrkdwn("x"), "verbatim": True}),
    section(fields=[mrkdwn("x" * 2000)] * 2),
    section(text=mrkdwn("x"), accessory=button(action_id="a", value="v" * 2000)),
    section(text=mrkdwn("x"), accessory=image()),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("x")] * 10},
    {"type": "context", "elements": [image(), plain("x")]},
    actions(*[button(action_id=f"{number}") for number in range(25)]),
    actions(button(url="https://example.eu/", style="primary")),
    actions({"type": "overflow", "options": [option()] * 5}),
    actions(
        {"type": "static_select", "options": [option(value=f"{n}") for n in range(100)], "placeholder": plain("p")}
    ),
    actions({"type": "static_select", "option_groups": [{"label": plain("g"), "options": [option()]}]}),
    actions({"type": "datepicker", "initial_date": "2026-11-24"}),
    {"type": "input", "label": plain("l"), "element": {"type": "plain_text_input", "action_id": "a"}},
    image(title=plain("t")),
    {"type": "markdown", "text": "x" * 12_000},
    rich({"type": "text", "text": " ", "style": {"bold": True}}, {"type": "link", "url": "https://example.eu"}),
    table(100, 3),
    chart(20),
    {"type": "card", "title": mrkdwn("x" * 150), "body": mrkdwn("x" * 200)},
    {"type": "carousel", "elements": [{"type": "card", "title": plain("x")}] * 10},
    {"type": "container", "title": plain("x"), "child_blocks": [{"type": "divider"}] * 10},
    {"type": "plan", "title": "p", "tasks": [{"type": "task_card", "task_id": "1", "title": "t", "status": "pending"}]},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain("Yes"), "value": "1"},
                "negative_button": {"text": plain("No"), "value": "0"},
            }
        ],
    },
]

BAD = [
    (section(text=mrkdwn("x" * 3001)), "must be less than 3001 characters", "/text/text"),
    (section(text=mrkdwn("")), "must be more than 0 characters", "/text/text"),
    (section(text=mrkdwn(" \n")), "must be more than 0 characters", "/text/text"),
    (section(text="bare"), "must provide an object", "/text"),
    (section(), "missing required field", ""),
    (section(text={"type": "text", "text": "x"}), "unsupported type: text", "/text/type"),
    (section(text={**mrkdwn("x"), "emoji": True}), "invalid additional property: emoji", "/text"),
    (section(fields=[mrkdwn("x")] * 11), "no more than 10 items allowed", "/fields"),
    (section(fields=[mrkdwn("x" * 2001)]), "must be less than 2001 characters", "/fields/0/text"),
    (section(text=mrkdwn("x"), accessory=[button()]), "must provide an object", "/accessory"),
    (section(text=mrkdwn("x"), colour="red"), "invalid additional property: colour", ""),
    (section(text=mrkdwn("x"), block_id="b" * 256), "must be less than 256 characters", "/block_id"),
    ({"type": "header", "text": plain("x" * 151)}, "must be less than 151 characters", "/text/text"),
    ({"type": "header", "text": mrkdwn("x")}, "unsupported type: mrkdwn", "/text/type"),
    ({"type": "context", "elements": [mrkdwn("x")] * 11}, "no more than 10 items allowed", "/elements"),
    ({"type": "context", "elements": []}, "no fewer than 1 items allowed", "/elements"),
    ({"type": "context", "elements": [button()]}, "unsupported type: button", "/elements/0/type"),
    (actions(*[button()] * 26), "no more than 25 items allowed", "/elements"),
    (actions(button(text=plain("x" * 76))), "must be less than 76 characters", "/elements/0/text/text"),
    (actions(button(text=mrkdwn("x"))), "unsupported type: mrkdwn", "/elements/0/text/type"),
    (actions(button(value="v" * 2001)), "must be less than 2001 characters", "/elements/0/value"),
    (actions(button(value=7)), "must provide a string", "/elements/0/value"),
    (actions(button(url="javascript:alert(1)")), "must be a valid http or https URL", "/elements/0/url"),
    (actions(button(url="https://" + "x" * 3000)), "must be less than 3001 characters", "/elements/0/url"),
    (actions(button(style="red")), "must be one of primary, danger", "/elements/0/style"),
    (actions(button(action_id="a" * 256)), "must be less than 256 characters", "/elements/0/action_id"),
    (actions({"type": "overflow", "options": [option()] * 6}), "no more than 5 items allowed", "/elements/0/options"),
    (actions({"type": "static_select"}), "missing required field: options or option_groups", "/elements/0"),
    (
        actions({"type": "static_select", "options": [option("x" * 76)]}),
        "76 characters",
        "/elements/0/options/0/text/text",
    ),
    (actions({"type": "static_select", "options": [option(value="v" * 151)]}), "151", "/elements/0/options/0/value"),
    (
        actions({"type": "static_select", "options": [option()], "initial_option": option(value="2")}),
        "initial_option must be one of the options",
        "/elements/0",
    ),
    (actions({"type": "plain_text_input"}), "unsupported type: plain_text_input", "/elements/0/type"),
    (actions({"type": "multi_users_select"}), "unsupported type", "/elements/0/type"),
    ({"type": "image", "image_url": "https://example.eu/a.png"}, "missing required field: alt_text", ""),
    (image(alt_text="x" * 2001), "must be less than 2001 characters", "/alt_text"),
    (image(image_url="/a.png"), "must be a valid http or https URL", "/image_url"),
    (image(image_url="http://[::1"), "must be a valid http or https URL", "/image_url"),
    ({"type": "markdown", "text": "x" * 12_001}, "must be less than 12001 characters", "/text"),
    (rich({"type": "text", "text": ""}), "must be more than 0 characters", "/elements/0/elements/0/text"),
    (rich({"type": "blink", "text": "x"}), "unsupported type: blink", "/elements/0/elements/0/type"),
    (table(101, 1), "no more than 100 items allowed", "/rows"),
    (table(1, 21), "no more than 20 items allowed", "/rows/0"),
    (chart(21), "no more than 20 items allowed", "/chart/series/0/data"),
    (chart(1, label="x" * 21), "must be less than 21 characters", "/chart/series/0/data/0/label"),
    ({"type": "alert", "text": plain("x")}, "unsupported type: alert", "/type"),
    ({"type": "file", "external_id": "x", "source": "remote"}, "unsupported type: file", "/type"),
    ({"type": ["section"]}, "unsupported type", "/type"),
    ({}, "missing required field: type", ""),
    ("section", "must provide an object", ""),
    (None, "must provide an object", ""),
]


def complaints(blocks):
    with pytest.raises(Refusal) as refusal:
        payloads.message_blocks(blocks)
    assert refusal.value.code == "invalid_blocks"
    return refusal.value.details["errors"]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: block["type"])
def test_what_slack_takes_is_taken(block):
    answer = payloads.message_blocks([block])[0]
    assert answer["block_id"] and {**answer, "block_id": ""}["type"] == block["type"]


@pytest.mark.parametrize(("block", "complaint", "pointer"), BAD)
def test_what_slack_refuses_is_refused(block, complaint, pointer):
    found = complaints([block])
    assert any(complaint in one and one.endswith(f"[json-pointer:/blocks/0{pointer}]") for one in found), found


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([{"type": "markdown", "text": "x" * 6001}] * 2, "must be less than 12001 characters of markdown in total"),
        ([table(1, 1), table(1, 1)], "only one table allowed"),
        ([table(6, 1, "x" * 2000)], "must be less than 10001 characters in all cells"),
        ([chart(1)] * 3, "too many data_visualization blocks"),
    ],
)
def test_what_only_the_whole_shows(blocks, complaint):
    assert any(complaint in one for one in complaints(blocks))


def test_fifty_blocks_pass_but_not_too_many_characters():
    assert len(payloads.message_blocks([{"type": "divider"}] * 50)) == 50
    with pytest.raises(Refusal, match="msg_blocks_too_long"):
        payloads.message_blocks([section(text=mrkdwn("x" * 2700))] * 5)


def test_ids_are_given_where_there_are_none():
    block = payloads.message_blocks([actions(button(), button(action_id="mine"))])[0]
    first, second = (element["action_id"] for element in block["elements"])
    assert block["block_id"] and first and second == "mine"


SDK = [
    sdk.SectionBlock(text=sdk.MarkdownTextObject(text="x"), accessory=sdk.ButtonElement(text="b", action_id="a")),
    sdk.HeaderBlock(text="x"),
    sdk.ContextBlock(elements=[sdk.MarkdownTextObject(text="x")]),
    sdk.ActionsBlock(
        elements=[
            sdk.StaticSelectElement(placeholder="p", action_id="s", options=[sdk.Option(value="1", text="One")]),
            sdk.OverflowMenuElement(
                action_id="o", options=[sdk.Option(value="1", text="1"), sdk.Option(value="2", text="2")]
            ),
            sdk.DatePickerElement(action_id="d"),
            sdk.UserSelectElement(placeholder="p", action_id="u"),
        ]
    ),
    sdk.InputBlock(label="l", element=sdk.PlainTextInputElement(action_id="a", multiline=True)),
    sdk.ImageBlock(image_url="https://example.eu/a.png", alt_text="a"),
    sdk.MarkdownBlock(text="**x**"),
    sdk.TableBlock(rows=[[sdk.RawTextObject(text="a"), sdk.RawNumberObject(value=1.5, text="1.5")]]),
    sdk.VideoBlock(alt_text="a", title="t", thumbnail_url="https://example.eu/a.png", video_url="https://example.eu/v"),
]


@pytest.mark.parametrize("block", SDK, ids=lambda block: block.type)
def test_what_the_sdk_builds_is_taken(block):
    payloads.message_blocks([block.to_dict()])


def test_every_block_stands_somewhere():
    assert frozenset().union(*SURFACES.values()) == frozenset(BLOCKS)


@pytest.mark.parametrize("kind", ["markdown", "table", "plan", "context_actions"])
def test_the_wrong_surface(kind):
    block = next(block for block in GOOD if block["type"] == kind)
    with pytest.raises(Refusal) as refusal:
        payloads.view({"type": "modal", "title": plain("t"), "blocks": [block]})
    assert refusal.value.details["errors"] == [f"unsupported type: {kind} [json-pointer:/view/blocks/0/type]"]


NAMES = st.sampled_from(
    ["type", "text", "elements", "accessory", "fields", "options", "blocks", "rows", "block_id", "action_id", "element"]
)
WORDS = st.sampled_from(
    [*BLOCKS, "mrkdwn", "plain_text", "button", "static_select", "rich_text_section", "text", "modal"]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | WORDS
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=5),
    max_leaves=30,
)
BLOCKISH = st.lists(st.builds(lambda kind, rest: {**rest, "type": kind}, WORDS, st.dictionaries(NAMES, ANYTHING)))


@settings(max_examples=150, deadline=None)
@given(ANYTHING | BLOCKISH)
def test_the_judge_never_crashes(value):
    for judge in (payloads.message_blocks, payloads.view, lambda it: payloads.view({"type": "home", "blocks": it})):
        try:
            answer = judge(value)
        except Refusal as refusal:
            json.dumps(refusal.reply)
        else:
            json.dumps(answer)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_good_block_with_one_bad_place_is_refused_or_still_good(data):
    block = json.loads(json.dumps(data.draw(st.sampled_from(GOOD))))
    name = data.draw(st.sampled_from(sorted(block)))
    block[name] = data.draw(ANYTHING)
    try:
        answer = payloads.message_blocks([block])
    except Refusal as refusal:
        assert refusal.details.get("errors") or refusal.code == "msg_blocks_too_long"
    else:
        assert payloads.message_blocks(answer) == answer
