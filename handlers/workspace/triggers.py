"""trigger_id: proof that a person has just done something, good for one modal within three seconds."""

import secrets
from collections.abc import Callable

from handlers.workspace.refusals import Refusal

LIFETIME_S = 3.0


class Triggers:
    """All ids given out, with whose they are."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._given: dict[str, tuple[str, float]] = {}
        self._used: set[str] = set()

    def issue(self, user: str) -> str:
        """A new id for what `user` did."""
        name = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._given[name] = (user, self._clock() + LIFETIME_S)
        return name

    def exchange(self, name: str) -> str:
        """Whose id it is; it is used up by that.

        Raises:
            Refusal: `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`.
        """
        if name not in self._given:
            raise Refusal("invalid_trigger_id")
        if name in self._used:
            raise Refusal("exchanged_trigger_id")
        user, expires = self._given[name]
        if self._clock() > expires:
            raise Refusal("expired_trigger_id")
        self._used.add(name)
        return user
