"""chat.*: posting, changing, deleting, unfurling. Streams and scheduled messages have files beside this one."""

from handlers.workspace import posting, unfurls
from handlers.workspace.arguments import Arguments
from handlers.workspace.methods.places import place, writable
from handlers.workspace.methods.scopes import need
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Channel, Post


def post_message(workspace: Workspace, args: Arguments) -> Json:
    """chat.postMessage"""
    world = workspace.world
    channel = writable(workspace, args.needed("channel"))
    if any(args.text(name) for name in ("username", "icon_emoji", "icon_url")):
        need(workspace, "chat:write.customize")
    fields = posting.content(args)
    metadata = posting.metadata(args)
    thread = args.text("thread_ts")
    if thread:
        fields["thread_ts"] = parent(channel, thread)
        if args.flag("reply_broadcast"):
            fields["subtype"] = "thread_broadcast"
    workspace.faults.spend(channel.id)
    post = world.post(channel, posting.authored(world, fields), metadata=metadata)
    shown = world.shown(post, metadata=True)
    return {"channel": channel.id, "ts": post.ts, "message": shown}


def post_ephemeral(workspace: Workspace, args: Arguments) -> Json:
    """chat.postEphemeral"""
    world = workspace.world
    channel = writable(workspace, args.needed("channel"))
    user = args.needed("user")
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    fields = posting.content(args)
    if args.text("thread_ts"):
        fields["thread_ts"] = parent(channel, args.text("thread_ts"))
    workspace.faults.spend(channel.id)
    post = world.post(channel, posting.authored(world, fields), viewer=user)
    return {"message_ts": post.ts}


def update(workspace: Workspace, args: Arguments) -> Json:
    """chat.update: what is not given stays, but for the text where blocks are given."""
    world = workspace.world
    post = _own(workspace, args, "cant_update_message")
    if workspace.streams.of(post) is not None:
        raise Refusal("streaming_state_conflict")
    fields = posting.content(args, most=posting.UPDATED_TEXT)
    metadata = posting.metadata(args)
    if fields.get("blocks") == []:
        fields["blocks"] = None  # an empty array takes the blocks away
    edited = {"user": world.bot, "ts": world.stamp()}
    world.edit(post, {**fields, "edited": edited}, metadata=metadata)
    return {
        "channel": post.channel,
        "ts": post.ts,
        "text": post.body["text"],
        "message": world.shown(post, metadata=True),
    }


def delete(workspace: Workspace, args: Arguments) -> Json:
    """chat.delete"""
    post = _own(workspace, args, "cant_delete_message")
    if workspace.streams.of(post) is not None:
        raise Refusal("cant_delete_message")
    workspace.world.delete(post)
    return {"channel": post.channel, "ts": post.ts}


def permalink(workspace: Workspace, args: Arguments) -> Json:
    """chat.getPermalink"""
    channel = place(workspace, args.needed("channel"))
    post = _visible(channel, args.needed("message_ts"))
    address = f"https://{workspace.world.domain}.slack.com/archives/{channel.id}/p{post.ts.replace('.', '')}"
    if post.thread:
        address += f"?thread_ts={post.thread}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def unfurl(workspace: Workspace, args: Arguments) -> Json:
    """chat.unfurl: below a message by `channel` and `ts`, or below one not yet sent by `unfurl_id` and `source`."""
    given = args.structure("unfurls")
    if given is None:
        raise Refusal("missing_unfurls")
    if not isinstance(given, dict):
        raise Refusal("invalid_unfurls_format")
    if not workspace.unfurl_domains:
        raise Refusal("cannot_find_service")
    if args.text("unfurl_id"):
        source = args.text("source")
        if not source:
            raise Refusal("missing_source")
        if source not in ("composer", "conversations_history"):
            raise Refusal("invalid_source")
        workspace.previews.show(args.text("unfurl_id"), given)
        return {}
    if not args.text("channel"):
        raise Refusal("missing_channel")
    if not args.text("ts"):
        raise Refusal("missing_ts")
    channel = workspace.world.channels.get(args.text("channel"))
    if channel is None:
        raise Refusal("cannot_find_channel")
    post = channel.posts.get(args.text("ts"))
    if post is None or post.viewer is not None or post.body["user"] == workspace.world.bot:
        raise Refusal("cannot_find_message")
    unfurls.fasten(workspace.world, post, given, workspace.unfurl_domains)
    return {}


def _own(workspace: Workspace, args: Arguments, otherwise: str) -> Post:
    channel = place(workspace, args.needed("channel"))
    post = _visible(channel, args.needed("ts"))
    if post.body["user"] != workspace.world.bot or post.body.get("subtype") == "tombstone":
        raise Refusal(otherwise)
    return post


def _visible(channel: Channel, ts: str) -> Post:
    """A message that the API can reach: an ephemeral one cannot be."""
    post = channel.posts.get(ts)
    if post is None or post.viewer is not None:
        raise Refusal("message_not_found")
    return post


def parent(channel: Channel, ts: str) -> str:
    """Slack takes the `ts` of a reply and misplaces the message; here it must be the parent's.

    Raises:
        Refusal: `thread_not_found`.
    """
    post = channel.posts.get(ts)
    if post is None or post.viewer is not None or post.thread is not None:
        raise Refusal("thread_not_found")
    return ts
