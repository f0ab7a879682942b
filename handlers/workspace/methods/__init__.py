"""The Web API's methods, one file a family, and the list of all: what is not in it is an `unknown_method`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from handlers.workspace.arguments import Arguments
from handlers.workspace.methods import chat, conversations, files, people, scheduled, streams, threads, views
from handlers.workspace.refusals import Json
from handlers.workspace.workspace import Workspace


@dataclass(frozen=True)
class Method:
    """A method, the kind of token it takes, and the scopes of which the token must have one."""

    run: Callable[[Workspace, Arguments], Json]
    scopes: tuple[str, ...] = ()
    token: Literal["bot", "app"] = "bot"  # noqa: S105


METHODS: dict[str, Method] = {
    "auth.test": Method(people.auth_test),
    "apps.connections.open": Method(people.open_connection, token="app"),  # noqa: S106
    "bots.info": Method(people.bot_info, ("users:read",)),
    "team.info": Method(people.team_info, ("team:read",)),
    "users.info": Method(people.user_info, ("users:read",)),
    "users.list": Method(people.user_list, ("users:read",)),
    "chat.postMessage": Method(chat.post_message, ("chat:write",)),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.permalink),
    "chat.unfurl": Method(chat.unfurl, ("links:write",)),
    "chat.scheduleMessage": Method(scheduled.schedule, ("chat:write",)),
    "chat.scheduledMessages.list": Method(scheduled.listing),
    "chat.deleteScheduledMessage": Method(scheduled.cancel, ("chat:write",)),
    "chat.startStream": Method(streams.start, ("chat:write",)),
    "chat.appendStream": Method(streams.append, ("chat:write",)),
    "chat.stopStream": Method(streams.stop, ("chat:write",)),
    # The scopes of these depend on the kind of conversation: the methods ask for them.
    "conversations.info": Method(conversations.info),
    "conversations.list": Method(conversations.listing),
    "conversations.history": Method(conversations.history),
    "conversations.replies": Method(conversations.replies),
    "conversations.members": Method(conversations.members),
    "conversations.open": Method(conversations.opening),
    "conversations.join": Method(conversations.join, ("channels:join",)),
    "views.open": Method(views.opening),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
    "views.publish": Method(views.publish),
    "files.getUploadURLExternal": Method(files.upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(files.complete_upload, ("files:write",)),
    "files.info": Method(files.info, ("files:read",)),
    "files.delete": Method(files.delete, ("files:write",)),
    "reactions.add": Method(threads.add_reaction, ("reactions:write",)),
    "reactions.remove": Method(threads.remove_reaction, ("reactions:write",)),
    "assistant.threads.setStatus": Method(threads.set_status, ("chat:write", "assistant:write")),
    "assistant.threads.setTitle": Method(threads.set_title, ("assistant:write",)),
    "assistant.threads.setSuggestedPrompts": Method(threads.set_prompts, ("assistant:write",)),
    "agents.sessions.setStatus": Method(threads.set_session_status, ("chat:write", "assistant:write")),
    "agents.sessions.rename": Method(threads.rename_session, ("chat:write", "assistant:write")),
}
