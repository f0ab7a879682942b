"""What an agent is at in a thread: its state and title, the Stop button, and what a person looks at beside it."""

from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Change

STATES = ("active", "processing", "suspended", "closed")
STATUS_S = 120.0
"""A status goes by itself after two minutes (docs.slack.dev, assistant.threads.setStatus); a session's does not."""


def set_state(workspace: Workspace, channel: str, thread: str, state: str, *, title: str = "") -> Json:
    """Begin or change a session; while it is processing, people see that and may stop it."""
    session = workspace.world.sessions.setdefault((channel, thread), {"status": "", "title": title})
    session["status"] = state
    shown: Json = {"status": "processing" if state == "processing" else "", "loading_messages": [], "session": state}
    show(workspace, channel, thread, shown)
    return session


def show(workspace: Workspace, channel: str, thread: str, status: Json) -> None:
    """Show a status to people, or take it away; one that is no session's lasts two minutes."""
    world = workspace.world
    at_work = world.sessions.get((channel, thread), {}).get("status") == "processing"
    if at_work and "session" not in status:  # words beside the Stop button; it goes when the session ends
        status = {**status, "status": status["status"] or "processing", "session": "processing"}
    if status["status"]:
        world.statuses[channel, thread] = status
    else:
        world.statuses.pop((channel, thread), None)
    world.announce(Change("status", channel, body={"thread_ts": thread, **status}))

    def lapse() -> None:
        if world.statuses.get((channel, thread)) is status:
            show(workspace, channel, thread, {"status": "", "loading_messages": []})

    if status["status"] and "session" not in status:
        workspace.timers.at(world.clock() + STATUS_S, lapse)


def stop(workspace: Workspace, channel: str, thread_ts: str, *, user: str | None = None) -> list[str]:
    """A person presses Stop; returns the `ts` of the streams that ended by it.

    The session stays as it is: to change it is the app's part.

    Raises:
        Refusal: `session_not_processing`: there is no such button.
    """
    person, place = workspace.person(user), workspace.channel(channel)
    if workspace.world.sessions.get((place.id, thread_ts), {}).get("status") != "processing":
        raise Refusal("session_not_processing")
    running = workspace.streams.running(place.id, thread_ts)
    for stream in running:
        workspace.streams.finish(stream, "stopped_by_user")
    stopped = [stream.post.ts for stream in running]
    body: Json = {"type": "agent_session_stopped", "channel": place.id, "thread_ts": thread_ts, "user": person}
    body |= {"streaming_message_ts": stopped, "event_ts": workspace.world.stamp()}
    workspace.delivery.event("agent_session_stopped", body)
    return stopped


def look_at(workspace: Workspace, *channels: str, user: str | None = None) -> None:
    """A person with the app beside them turns to other conversations, the most relevant first; none: to nothing."""
    person, world = workspace.person(user), workspace.world
    entities = [
        {"type": "slack#/types/channel_id", "value": workspace.channel(name).id, "team_id": world.team}
        for name in channels
    ]
    body: Json = {"type": "app_context_changed", "user": person, "channel": world.direct(person).id}
    body |= {"context": {"entities": entities} if entities else {}, "event_ts": world.stamp()}
    workspace.delivery.event("app_context_changed", body)
