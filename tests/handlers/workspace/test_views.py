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


async def test_an_answer_cannot_push_a_fourth(workspace, opened):
    for depth in (2, 3):
        await submissions.submit(workspace, workspace.world.stack[-1], values("more"))
        assert len(workspace.world.stack) == depth
        workspace.world.views[workspace.world.stack[-1]]["callback_id"] = "actor"
    with pytest.raises(Refusal, match="push_limit_reached"):
        await submissions.submit(workspace, workspace.world.stack[-1], values("more"))
    assert len(workspace.world.stack) == 3


async def test_modals_belong_to_whoever_opened_them(workspace, client):
    mira = workspace.person("mira")
    view = (await client.views_open(trigger_id=workspace.triggers.issue(mira), view=modal()))["view"]
    assert workspace.world.stack == [] and workspace.world.stack_of(mira) == [view["id"]]
    await client.views_update(view_id=view["id"], view=modal(callback_id="b"))
    submissions.close(workspace, view["id"])
    assert workspace.world.stack_of(mira) == []
    assert await refused(client.views_update(view_id=view["id"], view=modal())) == "not_found"
    with pytest.raises(Refusal, match="view_not_found"):
        await workspace.act_on_view(view["id"], "name")


async def test_a_name_is_good_for_one_view(workspace, client):
    mine, mira = (workspace.triggers.issue(workspace.person(name)) for name in ("you", "mira"))
    view = (await client.views_open(trigger_id=mine, view=modal(external_id="one")))["view"]
    assert await refused(client.views_open(trigger_id=mira, view=modal(external_id="one"))) == "duplicate_external_id"
    home = {**HOME, "external_id": "one"}
    assert await refused(client.views_publish(user_id=workspace.world.me, view=home)) == "duplicate_external_id"
    await client.views_update(external_id="one", view=modal(external_id="one"))
    submissions.close(workspace, view["id"])
    await client.views_publish(user_id=workspace.world.me, view=home)


async def test_closing_takes_what_is_above_and_tells_whoever_asked(workspace, client, app, bolt):
    closed = []

    @app.view_closed("watched")
    async def gone(ack, body):
        await ack()
        closed.append(body)

    await bolt(app)

    def trigger():
        return workspace.triggers.issue(workspace.world.me)

    watched = modal(callback_id="watched", notify_on_close=True)
    root = (await client.views_open(trigger_id=trigger(), view=watched))["view"]["id"]
    await client.views_push(trigger_id=trigger(), view=watched)
    submissions.close(workspace, root)
    await workspace.until(lambda: len(closed) == 2)
    assert workspace.world.stack == [] and not closed[0]["is_cleared"]
    await client.views_open(trigger_id=trigger(), view=watched)
    await client.views_push(trigger_id=trigger(), view=modal(callback_id="watched", clear_on_close=True))
    submissions.close(workspace, workspace.world.stack[-1])
    await workspace.until(lambda: len(closed) == 3)
    assert workspace.world.stack == [] and closed[2]["is_cleared"]


async def test_a_chosen_channel_may_bring_an_address(workspace, client, app, bolt):
    taken = []

    @app.view("where")
    async def where(ack, body):
        await ack()
        taken.append(body["response_urls"])

    await bolt(app)
    menu = {"type": "conversations_select", "action_id": "c", "response_url_enabled": True}
    block = {"type": "input", "block_id": "b", "label": {"type": "plain_text", "text": "Where"}, "element": menu}
    view = modal(callback_id="where", blocks=[block])
    await client.views_open(trigger_id=workspace.triggers.issue(workspace.world.me), view=view)
    desk = workspace.channel("defence-desk").id
    chosen = {"b": {"c": {"type": "conversations_select", "selected_conversation": desk}}}
    await submissions.submit(workspace, workspace.world.stack[-1], chosen)
    assert taken[0][0]["channel_id"] == desk and taken[0][0]["response_url"].startswith(workspace.origin)


async def test_a_view_may_be_too_large(workspace, client):
    option = {"text": {"type": "plain_text", "text": "x" * 75}, "value": "x" * 150}
    menu = {"type": "static_select", "action_id": "c", "options": [option] * 100}
    block = {"type": "input", "label": {"type": "plain_text", "text": "L"}, "element": menu}
    trigger = workspace.triggers.issue(workspace.world.me)
    assert await refused(client.views_open(trigger_id=trigger, view=modal(blocks=[block] * 12))) == "view_too_large"


async def test_home_by_hash(workspace, client):
    me = workspace.world.me
    first = (await client.views_publish(user_id=me, view=HOME))["view"]
    await client.views_publish(user_id=me, view=HOME, hash=first["hash"])
    assert await refused(client.views_publish(user_id=me, view=HOME, hash=first["hash"])) == "hash_conflict"


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
