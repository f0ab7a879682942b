"""Whether the app's token was granted what a method needs."""

from handlers.workspace.refusals import Refusal
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Channel

FAMILIES = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


def need(workspace: Workspace, *any_of: str) -> None:
    """Any one of these scopes must have been granted; where none was configured, all are.

    Raises:
        Refusal: `missing_scope`, saying which and what there is.
    """
    granted = workspace.scopes
    if granted is not None and any_of and granted.isdisjoint(any_of):
        raise Refusal("missing_scope", needed=",".join(any_of), provided=",".join(sorted(granted)))


def need_for(workspace: Workspace, channel: Channel, right: str) -> None:
    """The scope that this kind of conversation asks for: `channels:history`, `im:read`, …"""
    need(workspace, f"{FAMILIES[channel.kind]}:{right}")
