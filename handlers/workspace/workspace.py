"""The workspace as tests and the page's API use it: what people do in it. No HTTP here.

What takes a module of its own stands beside it: `sharing` (files), `shortcuts`, `suggestions`, `submissions` (modals)
and `sessions` (the Stop button, what a person looks at) are functions that take a workspace.
"""

import secrets
import time
from collections.abc import Callable, Collection, Sequence
from typing import Self, Unpack

from handlers.workspace import actions, envelopes, unfurls
from handlers.workspace.composer import composed, escaped
from handlers.workspace.delivery import RETRY_DELAYS_S, Delivery
from handlers.workspace.faults import Faults
from handlers.workspace.files import Files
from handlers.workspace.notes import Library, Settings
from handlers.workspace.observed import Observed
from handlers.workspace.rates import Rates
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.responses import LIFETIME_S, Permit, Responses
from handlers.workspace.scheduled import Scheduled
from handlers.workspace.sockets import Unacknowledged
from handlers.workspace.streams import Streams
from handlers.workspace.triggers import Triggers
from handlers.workspace.world import Change, Channel

ACK_TIMEOUT_S = 3.0  # docs.slack.dev: commands, interactivity and events alike
TYPED_TEXT = 40_000


class Workspace(Observed):
    """A Slack workspace in memory, with one app installed.

    `commands` and `shortcuts` are the app's as in its manifest (`command`, `description`, `usage_hint`,
    `should_escape`; `name`, `type`, `callback_id`, `description`). `scopes` are those granted to its token,
    `subscriptions` its bot events; None means all. `unfurl_domains` are those whose links it hears of; `home_tab` and
    `messages_tab` say which tabs of App Home it has. `rate_limits` holds each method to its tier. `control_token`
    opens the control interface (`control`); without one it gets a new one.
    """

    def __init__(
        self,
        team: str = "Workspace",
        *,
        commands: Sequence[Json] = (),
        shortcuts: Sequence[Json] = (),
        scopes: Collection[str] | None = None,
        subscriptions: Collection[str] | None = None,
        unfurl_domains: Collection[str] = (),
        home_tab: bool = True,
        messages_tab: bool = True,
        clock: Callable[[], float] = time.time,
        ack_timeout: float = ACK_TIMEOUT_S,
        retry_delays: tuple[float, ...] = RETRY_DELAYS_S,
        rate_limits: bool = False,
        control_token: str | None = None,
    ) -> None:
        super().__init__(team, clock=clock, ack_timeout=ack_timeout)
        self.commands = [dict(command) for command in commands]
        self.shortcuts = [dict(shortcut) for shortcut in shortcuts]
        self.scopes = None if scopes is None else frozenset(scopes)
        self.unfurl_domains = frozenset(unfurl_domains)
        self.home_tab, self.messages_tab = home_tab, messages_tab
        self.faults = Faults(clock)
        self.rates = Rates(clock, on=rate_limits)
        self.delivery = Delivery(
            self.world,
            self.hub,
            self.faults,
            scopes=self.scopes,
            subscriptions=subscriptions,
            delays=retry_delays,
        )
        self.triggers = Triggers(clock)
        self.responses = Responses(self.world, self.faults)
        self.files = Files(self.world)
        self.streams = Streams(self.world, self.timers)
        self.scheduled = Scheduled(self.world, self.timers)
        self.previews = unfurls.Previews()
        self.library: Library | None = None  # what opens the articles that messages link to
        # They outlive a server: a workspace that is served again is the same to its app.
        self.bot_token = f"xoxb-{secrets.token_hex(16)}"
        self.app_token = f"xapp-1-{self.world.app}-{secrets.token_hex(16)}"
        self.control_token = control_token or secrets.token_urlsafe(24)
        self.origin = ""  # where it is served; response URLs begin with it
        self.world.observers += [self.delivery.observe, self._observe]

    @classmethod
    def demo(cls, commands: Sequence[Json] = (), **settings: Unpack[Settings]) -> Self:
        """The workspace of the demo: you and Mira, three channels, and a direct message with Antici."""
        workspace = cls("Antici demo", commands=commands, **settings)
        world = workspace.world
        world.bot = world.add_user("antici", "Antici", is_bot=True).id
        world.me = world.add_user("you", "You").id
        mira = world.add_user("mira", "Mira").id
        everyone = {world.bot, world.me, mira}
        world.add_channel("general", members=everyone, topic="Everything that has no other place")
        world.add_channel("defence-desk", members=everyone, topic="Who agreed what with whom, and when")
        world.add_channel("cabinet", "private", members=everyone, topic="Not for the whole house")
        world.direct(world.me)
        return workspace

    async def say(self, channel: str, text: str, *, user: str | None = None, thread_ts: str | None = None) -> str:
        """A person posts a message; returns its `ts` at once, the app hears of it soon.

        Raises:
            Refusal: as Slack would refuse a person: `no_text`, `not_in_channel`, `thread_not_found`, …
        """
        place = self.channel(channel)
        body = self.written(place, self.person(user), text, thread_ts=thread_ts)
        return self.world.post(place, body).ts

    def compose(self, text: str, *, user: str | None = None) -> str | None:
        """A person types a link and has not sent it; returns the `unfurl_id` if the app hears of it."""
        stored, _ = composed(text, {})
        person = self.person(user)
        body = unfurls.typed(self.world, self.previews, stored, self.unfurl_domains, user=person)
        if body is None:
            return None
        self.delivery.event("link_shared", body)
        return str(body["unfurl_id"])

    def written(self, place: Channel, person: str, text: str, *, thread_ts: str | None, bare: bool = False) -> Json:
        """The body of a message that a person has typed; `bare` allows no text, for what comes with a file.

        Raises:
            Refusal: as `say`.
        """
        if person not in place.members:
            raise Refusal("not_in_channel")
        if not text.strip() and not bare:
            raise Refusal("no_text")
        if len(text) > TYPED_TEXT:
            raise Refusal("msg_too_long")
        people = {one.id: one.real_name for one in self.world.users.values()}
        stored, blocks = composed(text, people, frozenset(self.world.channels))
        body: Json = {"user": person, "text": stored, "client_msg_id": self.world.stamp()}
        if text.strip():
            body["blocks"] = blocks
        if thread_ts is not None:
            body["thread_ts"] = self._parent(place, thread_ts)
        return body

    async def edit(self, channel: str, ts: str, text: str) -> None:
        """A person changes a message of theirs."""
        post = self.post_at(channel, ts)
        people = {one.id: one.real_name for one in self.world.users.values()}
        stored, blocks = composed(text, people)
        edited = {"user": post.body["user"], "ts": self.world.stamp()}
        self.world.edit(post, {"text": stored, "blocks": blocks, "edited": edited})

    async def delete(self, channel: str, ts: str) -> None:
        """A person takes a message of theirs away."""
        self.world.delete(self.post_at(channel, ts))

    async def command(
        self, channel: str, name: str, text: str = "", *, user: str | None = None, thread_ts: str | None = None
    ) -> None:
        """A person types a slash command; returns when the app has acknowledged it, or has not in time (a notice)."""
        person, place = self.person(user), self.channel(channel)
        known = next((one for one in self.commands if one["command"] == name), None)
        if known is None:
            self.notice(place.id, person, f"{escaped(name)} is not a valid command.")
            return
        if thread_ts is not None:
            self.notice(place.id, person, f"{name} is not supported in threads.")
            return
        url = self.origin + self.responses.issue(place.id, person)
        trigger = self.triggers.issue(person)
        typed = escaped(text)
        if known.get("should_escape"):
            typed, _ = composed(text, {one.id: one.name for one in self.world.users.values()})
        payload = envelopes.command(self.world, place, person, name, typed.strip(), trigger=trigger, url=url)
        try:
            reply = await self.delivery.ask("slash_commands", payload)
            if reply:
                self.responses.show(reply, Permit(place.id, person, self.world.clock() + LIFETIME_S))
        except Unacknowledged as failure:
            self._failed(place.id, person, name, failure)
        except Refusal as refusal:
            self.notice(place.id, person, f'{name} failed with the error "{refusal.code}".')

    async def click(
        self,
        message: Json,
        action_id: str,
        *,
        block_id: str = "",
        user: str | None = None,
        state: Json | None = None,
        channel: str = "",
        **chosen: object,
    ) -> None:
        """A person acts on an element of a message; returns when the app has acknowledged it, or has not in time.

        `message` is one of `messages`, `replies` or `ephemerals`, or anything with its `channel` and `ts`. `chosen`
        names the choice as Slack does: `selected_option={"value": …}`, `selected_date="2026-11-24"`.

        Raises:
            Refusal: `message_not_found`, `no_such_action`, `invalid_choice`.
        """
        person = self.person(user)
        post = self.post_at(channel or message["channel"], message["ts"])
        if post.viewer not in (None, person):
            raise Refusal("message_not_found")
        block, element = actions.find(post.body.get("blocks", []), action_id, block_id)
        action = actions.act(block, element, dict(chosen), stamp=self.world.stamp())
        url = self.origin + self.responses.issue(post.channel, person, original=post, thread=post.thread)
        payload = envelopes.interaction(self.world, "block_actions", person, trigger=self.triggers.issue(person))
        payload |= envelopes.on_message(self.world, post, action, state=state or {}, url=url)
        await self.interact(post.channel, person, payload)

    async def act_on_view(
        self, view_id: str, action_id: str, *, block_id: str = "", state: Json | None = None, **chosen: object
    ) -> None:
        """The person whose it is acts on an element of an open modal or of App Home."""
        view, person = self.view_of(view_id)
        block, element = actions.find(view["blocks"], action_id, block_id)
        action = actions.act(block, element, dict(chosen), stamp=self.world.stamp())
        payload = envelopes.interaction(self.world, "block_actions", person, trigger=self.triggers.issue(person))
        await self.interact("", person, payload | envelopes.on_view(view, action, state=state or {}))

    def open_home(self, tab: str = "home", *, user: str | None = None) -> None:
        """A person opens the app: its Home, or the direct message with it (`tab="messages"`)."""
        person = self.person(user)
        place = self.world.direct(person)
        body: Json = {"type": "app_home_opened", "user": person, "channel": place.id, "tab": tab}
        body |= {"view": self.world.homes[person]} if tab == "home" and person in self.world.homes else {}
        self.delivery.event("app_home_opened", {**body, "event_ts": self.world.stamp()})

    def react(self, message: Json, name: str, *, user: str | None = None) -> None:
        """A person puts an emoji to a message."""
        self.world.react(self.post_at(message["channel"], message["ts"]), name, self.person(user))

    def invite(self, channel: str, user: str) -> None:
        """Make somebody, the bot perhaps, a member."""
        self.world.join(self.channel(channel), self.person(user))

    async def interact(self, channel: str, person: str, payload: Json, *, what: str = "This") -> None:
        """Send an interaction and wait for its acknowledgement; a person sees a notice if there is none."""
        try:
            await self.delivery.ask("interactive", payload)
        except Unacknowledged as failure:
            self._failed(channel, person, what, failure)

    def _failed(self, channel: str, person: str, what: str, failure: Unacknowledged) -> None:
        name = self.world.users[self.world.bot].real_name if self.world.bot else "The app"
        if failure.reason == "timeout":
            text = f'{what} failed with the error "operation_timeout": {name} did not respond.'
        else:
            text = f'{what} failed with the error "dispatch_failed": {name} is not connected.'
        self.notice(channel, person, text)

    def _observe(self, change: Change) -> None:
        if self.unfurl_domains:
            for body in unfurls.of(self.world, change, self.unfurl_domains):
                self.delivery.event("link_shared", body)
        self._wake()

    def _parent(self, channel: Channel, ts: str) -> str:
        post = channel.posts.get(ts)
        if post is None or post.viewer is not None:
            raise Refusal("thread_not_found")
        return post.thread or post.ts
