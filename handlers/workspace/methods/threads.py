"""reactions.*, assistant.threads.* and agents.sessions.*: what is fastened to a message or a thread."""

import re

from handlers.workspace import sessions
from handlers.workspace.arguments import Arguments
from handlers.workspace.methods.places import member_of
from handlers.workspace.refusals import Json, Refusal, invalid
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Change, Post

PROMPTS = 4  # manifest schema 2.0.0; docs.slack.dev, assistant.threads.setSuggestedPrompts
LOADING_MESSAGES = 10
TITLE = 200  # docs.slack.dev, agents.sessions.setStatus
UNHEARD = "missing_agent_session_stopped_event_subscription"
_EMOJI = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


def add_reaction(workspace: Workspace, args: Arguments) -> Json:
    """reactions.add"""
    post, name = _target(workspace, args)
    if not workspace.world.react(post, name, workspace.world.bot):
        raise Refusal("already_reacted")
    return {}


def remove_reaction(workspace: Workspace, args: Arguments) -> Json:
    """reactions.remove"""
    post, name = _target(workspace, args)
    if not workspace.world.unreact(post, name, workspace.world.bot):
        raise Refusal("no_reaction")
    return {}


def set_status(workspace: Workspace, args: Arguments) -> Json:
    """assistant.threads.setStatus; an empty status clears it, as does a reply."""
    channel, thread = _thread(workspace, args, "channel_id")
    loading = args.structure("loading_messages")
    if loading is not None and (not isinstance(loading, list) or len(loading) > LOADING_MESSAGES):
        raise invalid("invalid_arguments", [f"no more than {LOADING_MESSAGES} items allowed [/loading_messages]"])
    sessions.show(workspace, channel, thread, {"status": args.text("status"), "loading_messages": loading or []})
    return {}


def set_session_status(workspace: Workspace, args: Arguments) -> Json:
    """agents.sessions.setStatus; warns an app that would not hear of the Stop button."""
    channel, thread = _thread(workspace, args, "channel_id")
    status, title = args.needed("status"), args.text("title")
    if status not in sessions.STATES:
        raise invalid("invalid_arguments", [f"must be one of {', '.join(sessions.STATES)} [json-pointer:/status]"])
    if len(title) > TITLE:
        raise invalid("invalid_arguments", [f"must be less than {TITLE + 1} characters [json-pointer:/title]"])
    session = sessions.set_state(workspace, channel, thread, status, title=title)
    body: Json = {"status": status, "agent_status": status, "title": session["title"]}
    subscribed = workspace.delivery.subscriptions
    if subscribed is not None and "agent_session_stopped" not in subscribed:
        body |= {"warning": UNHEARD, "response_metadata": {"warnings": [UNHEARD]}}
    return body


def rename_session(workspace: Workspace, args: Arguments) -> Json:
    """agents.sessions.rename"""
    channel, thread = _thread(workspace, args, "channel_id")
    title = args.needed("title")
    if len(title) > TITLE:
        raise invalid("invalid_arguments", [f"must be less than {TITLE + 1} characters [json-pointer:/title]"])
    session = workspace.world.sessions.get((channel, thread))
    if session is None:
        raise Refusal("session_not_found")
    session["title"] = title
    return {"title": title}


def set_title(workspace: Workspace, args: Arguments) -> Json:
    """assistant.threads.setTitle"""
    channel, thread = _thread(workspace, args, "channel_id")
    return _prompts(workspace, channel, thread, {"thread_title": args.needed("title")})


def set_prompts(workspace: Workspace, args: Arguments) -> Json:
    """assistant.threads.setSuggestedPrompts; without a thread they belong to the whole direct message."""
    if args.text("thread_ts"):
        channel, thread = _thread(workspace, args, "channel_id")
    else:
        channel, thread = member_of(workspace, args.needed("channel_id")).id, ""
    prompts = args.structure("prompts")
    if not isinstance(prompts, list) or not prompts:
        raise invalid("invalid_arguments", ["missing required field: prompts"])
    if len(prompts) > PROMPTS:
        raise Refusal("too_many_prompts")
    for prompt in prompts:
        if not isinstance(prompt, dict) or not prompt.get("title") or not prompt.get("message"):
            raise invalid("invalid_arguments", ["missing required field: title or message [json-pointer:/prompts]"])
    return _prompts(workspace, channel, thread, {"title": args.text("title"), "prompts": prompts})


def _target(workspace: Workspace, args: Arguments) -> tuple[Post, str]:
    channel = member_of(workspace, args.needed("channel"))
    name = args.needed("name")
    if not _EMOJI.fullmatch(name):
        raise Refusal("invalid_name")
    post = channel.posts.get(args.needed("timestamp"))
    if post is None or post.viewer is not None:
        raise Refusal("message_not_found")
    return post, name


def _thread(workspace: Workspace, args: Arguments, name: str) -> tuple[str, str]:
    channel = member_of(workspace, args.needed(name))
    thread = args.needed("thread_ts")
    post = channel.posts.get(thread)
    if post is None or post.viewer is not None:
        raise Refusal("thread_not_found")
    return channel.id, post.thread or post.ts


def _prompts(workspace: Workspace, channel: str, thread: str, body: Json) -> Json:
    known = workspace.world.prompts.setdefault((channel, thread), {})
    known.update(body)
    workspace.world.announce(Change("prompts", channel, body={"thread_ts": thread, **known}))
    return {}
