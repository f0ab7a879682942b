"""How Slack says no, or nothing: for those who must tell one from the other. Needs nothing of Slack's SDK."""

from bot.errors import AnticiError, Unavailable

NOT_A_MEMBER = ("not_in_channel", "channel_not_found", "is_archived", "restricted_action")
"""Codes by which Slack says that we may not post there."""

_GONE = ("thread_not_found", "message_not_found")
_EXPIRED = ("expired_url", "used_url", "invalid_url", "token_revoked", "404")
_TOKEN = ("not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "org_login_required")


_WHY = {
    "is_archived": "the channel is archived",
    "not_in_channel": "I am no member of it, unless somebody types /invite @Antici there",
    "channel_not_found": "I cannot see it, unless somebody types /invite @Antici there",
    "user_not_in_channel": "you are no member of it",
    "cannot_reply_to_message": "nobody may reply there",
    "no_permission": "I may not post there",
    "missing_scope": "I lack a permission that whoever installed me can give",
}
_RESTRICTED = "restricted_action"
"""What codes begin with by which an administrator's rules are told: read only, threads only, locked threads."""


class Refused(AnticiError):
    """Slack will not do it, and says why: `code`."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Slack refused this: {code}.")
        self.code = code

    @property
    def why(self) -> str:
        """The reason as half a sentence for whoever asked."""
        if self.code.startswith(_RESTRICTED):
            return "posting there is restricted"
        return _WHY.get(self.code, f"Slack says {self.code}")

    @property
    def gone(self) -> bool:
        """Whether what was said is there no more, and nobody waits for an answer to it."""
        return self.code in _GONE

    @property
    def expired(self) -> bool:
        """Whether a response URL is used up or too old."""
        return self.code in _EXPIRED

    @property
    def of_token(self) -> bool:
        """Whether the token is to blame, for which a person must do something; then the same may be done."""
        return self.code in _TOKEN


class Uncertain(Unavailable):
    """No reply came: it may have been done, or not."""
