"""How this workspace says no: with Slack's own error code and details. No failure of ours, hence outside our errors."""

from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """A call that Slack would refuse. `code` is Slack's error; `details` go beside it in the reply.

    `status` is 200 but for the few things Slack says in HTTP: 429 and 5xx.
    """

    def __init__(self, code: str, *, status: int = 200, retry_after: int | None = None, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.details = details

    @property
    def reply(self) -> Json:
        """The body Slack would send."""
        return {"ok": False, "error": self.code, **self.details}


def invalid(code: str, complaints: list[str]) -> Refusal:
    """A refusal that lists what is wrong where, as Slack does: once bare, once for people."""
    return Refusal(
        code,
        errors=complaints,
        response_metadata={"messages": [f"[ERROR] {complaint}" for complaint in complaints]},
    )
