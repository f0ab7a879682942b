"""What a workspace is and remembers: people, channels, messages, views. Plain data; no network, no rules of the API.

Messages are Slack's JSON. Whatever changes is announced to the observers in the order in which it happened.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal

from handlers.workspace.refusals import Json

Kind = Literal["channel", "private", "im", "mpim"]
ChangeKind = Literal[
    "message", "message_changed", "message_deleted", "status", "prompts", "view", "home", "notice", "reaction", "joined"
]
ZONE = "Europe/Brussels"
BOTS_ZONE = "America/Los_Angeles"  # Slack says so of every bot
COLOURS = ("4b6584", "8854d0", "20bf6b", "eb3b5a", "fa8231")


@dataclass
class User:
    """A person or a bot; `color` is six hexadecimal digits without the hash, as Slack has it."""

    id: str
    name: str
    real_name: str
    color: str
    is_bot: bool = False
    tz: str = ZONE  # IANA


@dataclass
class Post:
    """A message as Slack keeps it. `viewer` is set for an ephemeral one: nobody else sees it."""

    channel: str
    body: Json
    metadata: Json | None = None
    viewer: str | None = None

    @property
    def ts(self) -> str:
        """Its identity within the channel, and its time."""
        return str(self.body["ts"])

    @property
    def thread(self) -> str | None:
        """The parent's `ts` for a reply; None for a message of the channel itself, parent or not."""
        parent = self.body.get("thread_ts")
        return None if parent is None or parent == self.ts else str(parent)


@dataclass
class Channel:
    """A conversation. `user` is the person at the other end of a direct message with the bot."""

    id: str
    name: str
    kind: Kind
    members: set[str]
    created: int
    topic: str = ""
    user: str | None = None
    posts: dict[str, Post] = field(default_factory=dict)
    replies: dict[str, dict[str, Post]] = field(default_factory=dict)  # the parent's `ts` → its replies, seen by all


@dataclass(frozen=True)
class Change:
    """Something happened: what, where, and the message before and after, if it is about one."""

    kind: ChangeKind
    channel: str = ""
    post: Post | None = None
    previous: Json | None = None
    body: Json = field(default_factory=dict)
    viewer: str | None = None
    silent: bool = False  # people see it; the app is not told


class World:
    """One workspace with one app installed in it."""

    def __init__(self, team: str, *, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.name = team
        self.domain = "-".join(team.lower().split())
        self._made = 0
        self._last = 0
        self.team = self.identifier("T")
        self.app = self.identifier("A")
        self.bot_id = self.identifier("B")
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, Json] = {}
        self.stacks: dict[str, list[str]] = {}  # person → their open modals, the topmost last
        self.homes: dict[str, Json] = {}
        self.statuses: dict[tuple[str, str], Json] = {}
        self.sessions: dict[tuple[str, str], Json] = {}  # an agent's: its state and title
        self.prompts: dict[tuple[str, str], Json] = {}
        self.observers: list[Callable[[Change], None]] = []
        self.me = ""
        self.bot = ""

    def identifier(self, letter: str) -> str:
        """A new id as Slack's look: a letter, then capitals and digits."""
        self._made += 1
        return f"{letter}0{self._made:08X}"

    def stamp(self) -> str:
        """A `ts` that no message has: seconds since 1970 with six digits, always growing."""
        self._last = max(int(self.clock() * 1_000_000), self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def announce(self, change: Change) -> None:
        """Tell the observers."""
        for observer in self.observers:
            observer(change)

    @property
    def stack(self) -> list[str]:
        """My open modals, the topmost last."""
        return self.stack_of(self.me)

    def stack_of(self, user: str) -> list[str]:
        """The open modals of one person, the topmost last."""
        return self.stacks.setdefault(user, [])

    def add_user(self, name: str, real_name: str = "", *, is_bot: bool = False, tz: str = ZONE) -> User:
        """Somebody new; `tz` is where a person lives."""
        colour = COLOURS[len(self.users) % len(COLOURS)]
        user = User(self.identifier("U"), name, real_name or name, colour, is_bot, BOTS_ZONE if is_bot else tz)
        self.users[user.id] = user
        return user

    def add_channel(self, name: str, kind: Kind = "channel", *, members: set[str], topic: str = "") -> Channel:
        """A new conversation; for `im`, `members` are the bot and the person."""
        letter = "D" if kind == "im" else "C"
        channel = Channel(self.identifier(letter), name, kind, set(members), int(self.clock()), topic)
        if kind == "im":
            channel.user = next(iter(channel.members - {self.bot}))
        self.channels[channel.id] = channel
        return channel

    def direct(self, user: str) -> Channel:
        """The bot's direct message with `user`, begun if there was none."""
        for channel in self.channels.values():
            if channel.user == user:
                return channel
        return self.add_channel("", "im", members={self.bot, user})

    def group(self, users: Collection[str]) -> Channel:
        """The direct message of these people and bots together, begun if there was none."""
        members = set(users)
        for channel in self.channels.values():
            if channel.kind == "mpim" and channel.members == members:
                return channel
        names = "--".join(self.users[user].name for user in sorted(members))
        return self.add_channel(f"mpdm-{names}-1", "mpim", members=members)

    def join(self, channel: Channel, user: str) -> None:
        """Make `user` a member."""
        if user not in channel.members:
            channel.members.add(user)
            body = {"type": "member_joined_channel", "user": user, "channel": channel.id, "team": self.team}
            self.announce(Change("joined", channel.id, body=body))

    def post(self, channel: Channel, body: Json, *, metadata: Json | None = None, viewer: str | None = None) -> Post:
        """Add a message; `ts`, `type` and `team` are given to it, its thread's parent learns of it."""
        whole = {"type": "message", "ts": self.stamp(), "team": self.team, **body}
        post = Post(channel.id, whole, metadata, viewer)
        if post.thread and viewer is None:
            parent = channel.posts[post.thread]
            parent.body["thread_ts"] = parent.ts
            whole["parent_user_id"] = parent.body["user"]
            if not self.statuses.get((channel.id, post.thread), {}).get("session"):  # a session ends by word only
                self.statuses.pop((channel.id, post.thread), None)
            channel.replies.setdefault(post.thread, {})[post.ts] = post
        channel.posts[post.ts] = post
        self.announce(Change("message", channel.id, post, viewer=viewer))
        return post

    def edit(self, post: Post, changes: Json, *, metadata: Json | None = None, silent: bool = False) -> None:
        """Change a message; a field changed to None goes. The app hears of it unless it is `silent`."""
        previous = dict(post.body)
        post.body.update(changes)
        for name in [name for name, value in post.body.items() if value is None]:
            del post.body[name]
        post.metadata = metadata or post.metadata
        change = Change("message_changed", post.channel, post, previous, viewer=post.viewer, silent=silent)
        self.announce(change)

    def delete(self, post: Post) -> None:
        """Take a message away; the parent of a thread leaves a stone behind, as in Slack."""
        channel = self.channels[post.channel]
        if post.viewer is None and self.thread(channel, post.ts):
            text = "This message was deleted."
            self.edit(post, {"subtype": "tombstone", "text": text, "blocks": None, "attachments": None})
            return
        del channel.posts[post.ts]
        parent = channel.posts.get(post.thread or "")
        if parent is not None and post.viewer is None:
            del channel.replies[parent.ts][post.ts]
            if not channel.replies[parent.ts]:
                parent.body.pop("thread_ts", None)
        self.announce(Change("message_deleted", channel.id, post, dict(post.body), viewer=post.viewer))

    def react(self, post: Post, name: str, user: str) -> bool:
        """Put an emoji to a message; False if it was there already."""
        reactions = [dict(one) for one in post.body.get("reactions", [])]
        mine = next((one for one in reactions if one["name"] == name), None)
        if mine is None:
            mine = {"name": name, "users": [], "count": 0}
            reactions.append(mine)
        if user in mine["users"]:
            return False
        mine["users"], mine["count"] = [*mine["users"], user], mine["count"] + 1
        self._reacted(post, "reaction_added", name, user, reactions)
        return True

    def unreact(self, post: Post, name: str, user: str) -> bool:
        """Take an emoji away; False if it was not there."""
        reactions = [dict(one) for one in post.body.get("reactions", [])]
        mine = next((one for one in reactions if one["name"] == name and user in one["users"]), None)
        if mine is None:
            return False
        mine["users"], mine["count"] = [one for one in mine["users"] if one != user], mine["count"] - 1
        self._reacted(post, "reaction_removed", name, user, [one for one in reactions if one["count"]])
        return True

    def _reacted(self, post: Post, kind: str, name: str, user: str, reactions: list[Json]) -> None:
        post.body["reactions"] = reactions
        item = {"type": "message", "channel": post.channel, "ts": post.ts}
        body = {"type": kind, "user": user, "reaction": name, "item": item, "item_user": post.body["user"]}
        self.announce(Change("reaction", post.channel, post, body=body))

    def thread(self, channel: Channel, ts: str) -> list[Post]:
        """The replies to a message, oldest first, without what is ephemeral."""
        return list(channel.replies.get(ts, {}).values())

    def shown(self, post: Post, *, metadata: bool = False) -> Json:
        """A message as the API shows it: with the figures of its thread; its metadata only on demand."""
        body = dict(post.body)
        replies = self.thread(self.channels[post.channel], post.ts)
        if replies:
            authors = list(dict.fromkeys(reply.body["user"] for reply in replies))
            body |= {
                "reply_count": len(replies),
                "reply_users_count": len(authors),
                "reply_users": authors[:5],
                "latest_reply": replies[-1].ts,
            }
        if metadata and post.metadata is not None:
            body["metadata"] = post.metadata
        return body

    def bot_profile(self) -> Json:
        """What Slack adds to each message of an app."""
        bot = self.users[self.bot]
        return {
            "id": self.bot_id,
            "app_id": self.app,
            "user_id": bot.id,
            "name": bot.real_name,
            "deleted": False,
            "team_id": self.team,
        }
