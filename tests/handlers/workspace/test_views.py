"""Modals and App Home: opened by a trigger, filled in by a person, judged by surface."""

import pytest
from slack_sdk.errors import SlackApiError

from handlers.workspace import Refusal, submissions

HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def modal(**fields):
    name = {"type": "plain_text_input", "action_id": "name"}
    block = {"type": "input", "block_id": "who", "label": {"type": "plain_text", "text": "Who"}, "element": name}
    title, submit = ({"type": "plain_text", "text": text} for text in ("Actor", "Show"))
    return {"type": "modal", "callback_id": "actor", "title": title, "submit": submit, "blocks": [block], **fields}


@pytest.fixture
async def opened(workspace, app, bolt):
    """A bot that opens a modal on command; gives what was submitted."""
    submitted = []

    @app.command("/actor")
    async def actor(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.view("actor")
    async def submit(ack, view):
        value = view["state"]["values"]["who"]["name"]["value"]
        submitted.append(value)
        if value == "nobody":
            await ack(response_action="errors", errors={"who": "There is no such actor."})
        elif value == "more":
            await ack(response_action="push", view=modal(callback_id="next"))
        else:
            await ack()

    await bolt(app)
    await workspace.command("general", "/actor")
    await workspace.until(lambda: workspace.world.stack)
    return submitted


def values(text):
    return {"who": {"name": {"type": "plain_text_input", "value": text}}}


async def test_a_modal_is_submitted(workspace, opened):
    view = workspace.world.stack[-1]
    assert await submissions.submit(workspace, view, values("Japan")) == {}
    assert opened == ["Japan"] and workspace.world.stack == []


async def test_a_modal_with_errors_stays(workspace, opened):
    view = workspace.world.stack[-1]
    assert await submissions.submit(workspace, view, values("nobody")) == {"who": "There is no such actor."}
    assert workspace.world.stack == [view]


async def test_an_empty_input_is_not_sent(workspace, opened):
    errors = await submissions.submit(workspace, workspace.world.stack[-1], {})
    assert list(errors) == ["who"] and opened == []


async def test_an_answer_may_push_another(workspace, opened):
    first = workspace.world.stack[-1]
    await submissions.submit(workspace, first, values("more"))
    assert len(workspace.world.stack) == 2
    with pytest.raises(Refusal, match="view_not_found"):
        await submissions.submit(workspace, first, values("Japan"))
    submissions.close(workspace, workspace.world.stack[-1])
    assert workspace.world.stack == [first]


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response["error"]


async def test_a_trigger_is_good_once_and_for_three_seconds(workspace, client, clock):
    trigger = workspace.triggers.issue(workspace.world.me)
    await client.views_open(trigger_id=trigger, view=modal())
    assert await refused(client.views_open(trigger_id=trigger, view=modal())) == "exchanged_trigger_id"
    assert await refused(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"
    late = workspace.triggers.issue(workspace.world.me)
    clock.ahead += 3.1
    assert await refused(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"


async def test_three_modals_upon_each_other_and_no_more(workspace, client):
    def trigger():
        return workspace.triggers.issue(workspace.world.me)

    await client.views_open(trigger_id=trigger(), view=modal())
    for _ in range(2):
        await client.views_push(trigger_id=trigger(), view=modal())
    assert await refused(client.views_push(trigger_id=trigger(), view=modal())) == "push_limit_reached"


async def test_update_by_hash(workspace, client):
    view = (await client.views_open(trigger_id=workspace.triggers.issue(workspace.world.me), view=modal()))["view"]
    await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(callback_id="b"))
    assert await refused(client.views_update(view_id=view["id"], hash=view["hash"], view=modal())) == "hash_conflict"
    assert await refused(client.views_update(view_id="V404", view=modal())) == "not_found"


@pytest.mark.parametrize(
    "view",
    [
        {},
        {"type": "modal", "blocks": []},
        modal(submit=None),
        {name: value for name, value in modal().items() if name != "submit"},
        modal(title={"type": "plain_text", "text": "x" * 25}),
        modal(private_metadata="x" * 3001),
        modal(blocks=[{"type": "markdown", "text": "x"}]),
        modal(blocks=[{"type": "divider"}] * 101),
        HOME,
    ],
)
async def test_views_that_are_refused(workspace, client, view):
    trigger = workspace.triggers.issue(workspace.world.me)
    assert await refused(client.views_open(trigger_id=trigger, view=view)) == "invalid_arguments"
    assert workspace.world.stack == []


async def test_home_is_published_and_opened(workspace, client, app, bolt):
    heard = []

    @app.event("app_home_opened")
    async def home(event):
        heard.append(event)

    await bolt(app)
    me = workspace.world.me
    workspace.open_home()
    await client.views_publish(user_id=me, view=HOME)
    workspace.open_home()
    await workspace.until(lambda: len(heard) == 2)
    assert heard[0]["tab"] == "home" and "view" not in heard[0]
    assert heard[1]["view"]["id"] == workspace.world.homes[me]["id"]
    assert await refused(client.views_publish(user_id="U404", view=HOME)) == "user_not_found"
    assert await refused(client.views_publish(user_id=me, view=modal())) == "invalid_arguments"
