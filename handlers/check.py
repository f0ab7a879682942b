"""What is wrong with the connection to Slack, in plain words. Changes nothing, posts nothing."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.errors import Unavailable
from handlers.connection import web_client
from handlers.manifest import SCOPES
from handlers.refusals import Refused, Uncertain
from handlers.speaking import asked
from storage.models import Record

_REASONS = {
    "invalid_auth": "Slack does not know it: was it copied whole, and from the right app?",
    "not_authed": "it is empty",
    "account_inactive": "the app was removed from the workspace, or the workspace is gone: install the app again",
    "token_revoked": "it was revoked: install the app again and copy the new one",
    "token_expired": "it has expired: switch token rotation off in the app's settings and install the app again",
    "not_allowed_token_type": "it is of the wrong kind",
    "missing_scope": "it lacks the scope connections:write",
}


class Finding(Record):
    """One thing looked at. `problem` is None when it is in order."""

    what: str
    fine: str = ""
    problem: str | None = None


async def check(*, bot_token: str | None, app_token: str | None, api_url: str) -> list[Finding]:
    """Look at both tokens, the scopes and the way to Slack."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as session:
        client = web_client(session, api_url=api_url, token=bot_token)
        findings: list[Finding] = []
        if bot_token is None:
            findings.append(
                Finding(what="Bot token", problem="SLACK_BOT_TOKEN is not set (xoxb-…, OAuth & Permissions)")
            )
        else:
            findings += await _bot(client.auth_test)
        if app_token is None:
            problem = "SLACK_APP_TOKEN is not set (xapp-…, Basic Information, with the scope connections:write)"
            findings.append(Finding(what="App token", problem=problem))
        else:
            findings.append(await _app(lambda: client.apps_connections_open(app_token=app_token)))
        return findings


async def _bot(test: Callable[[], Awaitable[Any]]) -> list[Finding]:
    what = "Bot token"
    try:
        reply = await asked(test)
    except Refused as error:
        return [Finding(what=what, problem=_why(error.code))]
    except Unavailable as error:
        return [Finding(what=what, problem=_unreachable(error))]
    known = Finding(what=what, fine=f"{reply.get('user')} in {reply.get('team')}")
    granted = reply["headers"].get("x-oauth-scopes")
    if granted is None:
        return [known, Finding(what="Scopes", problem="Slack did not say which scopes the bot token has")]
    missing = sorted(set(SCOPES) - {scope.strip() for scope in granted.split(",")})
    if missing:
        lacking = "; ".join(f"{scope} (to {SCOPES[scope]})" for scope in missing)
        return [known, Finding(what="Scopes", problem=f"missing: {lacking}. Add them and install the app again")]
    return [known, Finding(what="Scopes", fine=f"all {len(SCOPES)} granted")]


async def _app(opening: Callable[[], Awaitable[Any]]) -> Finding:
    what = "App token"
    try:
        await asked(opening)
    except Refused as error:
        return Finding(what=what, problem=_why(error.code))
    except Unavailable as error:
        return Finding(what=what, problem=_unreachable(error))
    return Finding(what=what, fine="a Socket Mode connection may be opened")


def _why(code: str) -> str:
    return _REASONS.get(code, f"Slack answers {code}")


def _unreachable(error: Unavailable) -> str:
    if isinstance(error, Uncertain):
        return "Slack cannot be reached: is the network up, a proxy needed, SLACK_API_URL right?"
    return error.public
