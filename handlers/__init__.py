"""Slack's edge: hear, ask the desk, speak. `table` is the table of everything that Slack can ask of us.

It is had from here, and loaded when it is first asked for: the terminal needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handlers.table import ACTIONS as ACTIONS
    from handlers.table import BEHIND as BEHIND
    from handlers.table import COMMANDS as COMMANDS
    from handlers.table import command as command


def __getattr__(name: str) -> Any:
    if name not in {"ACTIONS", "BEHIND", "COMMANDS", "command"}:
        raise AttributeError(f"module 'handlers' has no attribute {name!r}")
    return getattr(import_module("handlers.table"), name)
