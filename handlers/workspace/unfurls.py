"""Links that people share: which of them the app hears of, and what it may fasten below them. Fetches nothing."""

import re
import secrets
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from handlers.workspace import payloads
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.world import Change, Post, World

COMPOSER = "COMPOSER"  # stands for the channel of a message not yet sent
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")


def links(text: str, domains: Collection[str]) -> list[Json]:
    """The links of a stored text that belong to the registered domains, each once, in Slack's shape."""
    found = {}
    for match in _LINK.finditer(text):
        url = match[1].replace("&amp;", "&")
        host = urlsplit(url).hostname or ""
        domain = next((one for one in domains if host == one or host.endswith(f".{one}")), None)
        if domain is not None:
            found[url] = {"domain": domain, "url": url}
    return list(found.values())


def of(world: World, change: Change, domains: Collection[str]) -> Iterator[Json]:
    """The link_shared event of a person's new message; from a private place only where the app is."""
    post = change.post
    if change.kind != "message" or post is None or post.viewer is not None or post.body["user"] == world.bot:
        return
    channel = world.channels[post.channel]
    member = world.bot in channel.members
    shared = links(post.body["text"], domains)
    if shared and (member or channel.kind == "channel"):
        yield event(world, post.channel, post.body["user"], shared, ts=post.ts, member=member) | (
            {"thread_ts": post.thread} if post.thread else {}
        )


def event(world: World, channel: str, user: str, shared: list[Json], *, ts: str, member: bool) -> Json:
    """A link_shared event; while a person still types, `channel` is COMPOSER and `ts` no message's."""
    return {
        "type": "link_shared",
        "user": user,
        "channel": channel,
        "message_ts": ts,
        "unfurl_id": f"{channel}.{ts}.{secrets.token_hex(32)}",
        "source": "composer" if channel == COMPOSER else "conversations_history",
        "is_bot_user_member": member,
        "links": shared,
        "event_ts": world.stamp(),
    }


class Previews:
    """Links in messages not yet sent, by `unfurl_id`, with what the app would show below them."""

    def __init__(self) -> None:
        self.asked: dict[str, set[str]] = {}
        self.shown: dict[str, list[Json]] = {}

    def show(self, unfurl_id: str, unfurls: Json) -> None:
        """Keep what the app sends.

        Raises:
            Refusal: `invalid_unfurl_id`, `cannot_unfurl_message`, or of what it sends.
        """
        if unfurl_id not in self.asked:
            raise Refusal("invalid_unfurl_id")
        self.shown[unfurl_id] = attachments(unfurls, self.asked[unfurl_id], self.shown.get(unfurl_id, []))


def fasten(world: World, post: Post, unfurls: Json, domains: Collection[str]) -> None:
    """Put what the app sends below a message; what it sent before for the same link is replaced.

    Raises:
        Refusal: `cannot_unfurl_message`, `cannot_parse_attachment`, or of blocks.
    """
    present = {link["url"] for link in links(post.body["text"], domains)}
    world.edit(post, {"attachments": attachments(unfurls, present, post.body.get("attachments", []))})


def attachments(unfurls: Json, present: set[str], before: list[Json]) -> list[Json]:
    """The attachments `before`, with those of these links put in their place.

    Raises:
        Refusal: `cannot_unfurl_message`, `cannot_parse_attachment`, or of blocks.
    """
    for url, content in unfurls.items():
        if url not in present:
            raise Refusal("cannot_unfurl_message")
        if not isinstance(content, dict) or not content:
            raise Refusal("cannot_parse_attachment")
        given = {**content, "app_unfurl_url": url, "from_url": url, "is_app_unfurl": True}
        if "blocks" in given:
            given["blocks"] = payloads.message_blocks(given["blocks"])
        before = [*(one for one in before if one.get("app_unfurl_url") != url), given]
    return [{**one, "id": number} for number, one in enumerate(before, 1)]


def typed(world: World, previews: Previews, text: str, domains: Collection[str], *, user: str) -> Json | None:
    """The event of a link written into the composer, if one of the app's stands there; `text` as it would be stored."""
    shared = links(text, domains)
    if not shared:
        return None
    body = event(world, COMPOSER, user, shared, ts=secrets.token_hex(16), member=False)
    previews.asked[body["unfurl_id"]] = {link["url"] for link in shared}
    return body
