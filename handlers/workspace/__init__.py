"""A Slack on this machine: Web API, Socket Mode and a page, stricter than Slack and never kinder. Knows no bot.

workspace = Workspace.demo(commands)
async with await serve(workspace, "127.0.0.1", 0) as running:
    ...  # a Bolt app with running.api_url, running.bot_token, running.app_token; people use workspace or running.url

Modals, files, shortcuts, external menus and the Stop button: `submissions`, `sharing`, `shortcuts`, `suggestions`,
`sessions`. What shall go wrong: `workspace.faults`, `workspace.hub`, `workspace.rates`. Time: `Clock`. From another
process: `control`.
"""

from handlers.workspace.clock import Clock
from handlers.workspace.notes import Call, Notice
from handlers.workspace.refusals import Refusal
from handlers.workspace.registration import registered
from handlers.workspace.server import Running, serve
from handlers.workspace.workspace import Workspace

__all__ = ["Call", "Clock", "Notice", "Refusal", "Running", "Workspace", "registered", "serve"]
