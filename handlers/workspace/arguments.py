"""The arguments of one Web API call, wherever they came from: query, form or JSON. Reads; does not judge further."""

import json
from typing import Any

from aiohttp import web

from handlers.workspace.refusals import Json, Refusal, invalid

LARGEST_PAGE = 1000


class Arguments:
    """Slack's clients send the same argument as JSON, as "1", or as a string of JSON; here it is one thing."""

    def __init__(self, given: Json) -> None:
        self.given = given

    def text(self, name: str, default: str = "") -> str:
        """A string; a number is taken as its digits."""
        value = self.given.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if value is None:
            return default
        raise invalid("invalid_arguments", [f"must provide a string [json-pointer:/{name}]"])

    def needed(self, name: str) -> str:
        """A string that must be there.

        Raises:
            Refusal: `invalid_arguments`, naming it.
        """
        value = self.text(name)
        if not value:
            raise invalid("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean as JSON, or as "1", "0", "true", "false"."""
        value = self.given.get(name)
        if value is None:
            return default
        if str(value).lower() in ("1", "true"):
            return True
        if str(value).lower() in ("0", "false", ""):
            return False
        raise invalid("invalid_arguments", [f"must provide a boolean [json-pointer:/{name}]"])

    def limit(self, default: int) -> int:
        """How many items of a list: 1 to 1000."""
        try:
            count = int(self.text("limit") or default)
        except ValueError:
            raise Refusal("invalid_limit") from None
        if not 1 <= count <= LARGEST_PAGE:
            raise Refusal("invalid_limit")
        return count

    def structure(self, name: str) -> Any:
        """An array or object, as such or as a string of JSON; None if it is not there.

        Raises:
            Refusal: `invalid_arguments`: the string is no JSON.
        """
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise invalid("invalid_arguments", [f"must provide JSON [json-pointer:/{name}]"]) from None


async def read(request: web.Request) -> Arguments:
    """All arguments of a call; the body wins over the query.

    Raises:
        Refusal: `invalid_json`, `json_not_object`, `invalid_post_type`.
    """
    given: Json = dict(request.query)
    if request.method == "GET":
        return Arguments(given)
    kind = request.content_type
    if kind == "application/json":
        given |= json_object(await request.read())
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        given |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    elif await request.read():
        raise Refusal("invalid_post_type")
    return Arguments(given)


def json_object(body: bytes) -> Json:
    """A body that must be a JSON object.

    Raises:
        Refusal: `invalid_json` or `json_not_object`.
    """
    try:
        value = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise Refusal("invalid_json") from None
    if not isinstance(value, dict):
        raise Refusal("json_not_object")
    return value
