"""conversations.*: which there are, who is in them, what was said."""

from handlers.workspace.arguments import Arguments
from handlers.workspace.methods.places import member_of, page, place
from handlers.workspace.methods.scopes import FAMILIES, need, need_for
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Channel, Post

TYPES = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}
LIST_PAGE = 100
HISTORY_PAGE = 100
GROUP = 8  # docs.slack.dev, conversations.open


def described(workspace: Workspace, channel: Channel) -> Json:
    """A conversation as Slack describes it to the app."""
    bot = workspace.world.bot
    shared: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_org_shared": False,
        "is_ext_shared": False,
        "is_shared": False,
        "context_team_id": workspace.world.team,
    }
    if channel.kind == "im":
        return {**shared, "user": channel.user, "is_user_deleted": False, "is_open": True, "is_archived": False}
    return {
        **shared,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind in ("private", "mpim"),
        "is_private": channel.kind != "channel",
        "is_archived": False,
        "is_general": channel.name == "general",
        "is_member": bot in channel.members,
        "creator": workspace.world.me,
        "topic": {"value": channel.topic, "creator": workspace.world.me, "last_set": channel.created},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def info(workspace: Workspace, args: Arguments) -> Json:
    """conversations.info"""
    channel = place(workspace, args.needed("channel"))
    need_for(workspace, channel, "read")
    body = described(workspace, channel)
    if args.flag("include_num_members"):
        body["num_members"] = len(channel.members)
    return {"channel": body}


def listing(workspace: Workspace, args: Arguments) -> Json:
    """conversations.list"""
    wanted = [name.strip() for name in args.text("types", "public_channel").split(",")]
    if any(name not in TYPES for name in wanted):
        raise Refusal("invalid_types")
    kinds = {TYPES[name] for name in wanted}
    for kind in kinds:
        need(workspace, f"{FAMILIES[kind]}:read")
    bot = workspace.world.bot
    found = [
        described(workspace, channel)
        for channel in workspace.world.channels.values()
        if channel.kind in kinds and (channel.kind == "channel" or bot in channel.members)
    ]
    some, metadata = page(found, args, default=LIST_PAGE)
    return {"channels": some, "response_metadata": metadata}


def history(workspace: Workspace, args: Arguments) -> Json:
    """conversations.history: newest first, without replies but those also sent to the channel."""
    channel = member_of(workspace, args.needed("channel"))
    need_for(workspace, channel, "history")
    posts = [
        post
        for post in channel.posts.values()
        if post.viewer is None and (post.thread is None or post.body.get("subtype") == "thread_broadcast")
    ]
    return _messages(workspace, args, [post for post in reversed(posts) if _within(post, args)])


def replies(workspace: Workspace, args: Arguments) -> Json:
    """conversations.replies: the parent, then its replies, oldest first."""
    channel = member_of(workspace, args.needed("channel"))
    need_for(workspace, channel, "history")
    post = channel.posts.get(args.needed("ts"))
    if post is None or post.viewer is not None:
        raise Refusal("thread_not_found")
    parent = channel.posts[post.thread or post.ts]
    thread = [reply for reply in workspace.world.thread(channel, parent.ts) if _within(reply, args)]
    return _messages(workspace, args, [parent, *thread])


def members(workspace: Workspace, args: Arguments) -> Json:
    """conversations.members"""
    channel = place(workspace, args.needed("channel"))
    need_for(workspace, channel, "read")
    some, metadata = page(sorted(channel.members), args, default=LIST_PAGE)
    return {"members": some, "response_metadata": metadata}


def opening(workspace: Workspace, args: Arguments) -> Json:
    """conversations.open: the direct message with one person, or with up to eight together."""
    world = workspace.world
    if args.text("channel"):
        channel = place(workspace, args.text("channel"))
        if channel.kind not in ("im", "mpim"):
            raise Refusal("method_not_supported_for_channel_type")
        known = True
    else:
        people = _people(workspace, args.text("users"))
        before = len(world.channels)
        channel = world.direct(people[0]) if len(people) == 1 else world.group({world.bot, *people})
        known = len(world.channels) == before
    need(workspace, f"{FAMILIES[channel.kind]}:write")
    body = described(workspace, channel) if args.flag("return_im") else {"id": channel.id}
    return {"channel": body, "no_op": known, "already_open": known}


def _people(workspace: Workspace, given: str) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    if not names:
        raise Refusal("users_list_not_supplied")
    if len(names) > GROUP:
        raise Refusal("too_many_users")
    need(workspace, "im:write" if len(names) == 1 else "mpim:write")
    for name in names:
        user = workspace.world.users.get(name)
        if user is None:
            raise Refusal("user_not_found")
        if user.is_bot:
            raise Refusal("cannot_dm_bot" if len(names) == 1 else "invalid_user_combination")
    return names


def join(workspace: Workspace, args: Arguments) -> Json:
    """conversations.join"""
    channel = place(workspace, args.needed("channel"))
    if channel.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    already = workspace.world.bot in channel.members
    workspace.world.join(channel, workspace.world.bot)
    extra = {"warning": "already_in_channel"} if already else {}
    return {"channel": described(workspace, channel), **extra}


def _messages(workspace: Workspace, args: Arguments, posts: list[Post]) -> Json:
    some, metadata = page(posts, args, default=HISTORY_PAGE)
    whole = args.flag("include_all_metadata")
    more = bool(metadata["next_cursor"])
    body: Json = {
        "messages": [workspace.world.shown(post, metadata=whole) for post in some],
        "has_more": more,
        "response_metadata": metadata,
    }
    return body if more else {name: value for name, value in body.items() if name != "response_metadata"}


def _within(post: Post, args: Arguments) -> bool:
    """Between `oldest` and `latest`; the bounds belong to it only with `inclusive`."""
    try:
        at, oldest = float(post.ts), float(args.text("oldest") or 0)
        latest = float(args.text("latest") or "inf")
    except ValueError:
        raise Refusal("invalid_ts_oldest") from None
    return oldest <= at <= latest if args.flag("inclusive") else oldest < at < latest
