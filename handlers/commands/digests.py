"""/digest: begin a digest in this conversation, list, preview, pause, resume, stop. And posting one when it is due."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import structlog

from bot.digests import subscribing
from bot.errors import AnticiError, BadRequest, Unavailable, UnknownName
from bot.records import Digest, Overtaken
from handlers import failures, forms, views
from handlers.actions import share
from handlers.blocks import Button, buttons, paragraph
from handlers.calls import Call, Press, Reply
from handlers.limits import Piece
from handlers.refusals import Refused
from handlers.views import digests as digest_views
from storage.models import Stale, SubscriptionState

if TYPE_CHECKING:
    from bot.desk import Desk
    from handlers.delivery import Delivery

USAGE = "weekdays at 08:00 Europe/Brussels on SAFE, Japan | at once on SAFE | list | preview | pause | resume | stop"
SUGGESTIONS = 5

_CHANGES: dict[str, tuple[SubscriptionState, str]] = {
    "pause": ("paused", "is paused"),
    "resume": ("active", "goes on"),
    "stop": ("stopped", "is stopped"),
}

_NUMBER = re.compile(r"\s*(?:#?\d{1,9}\s*)?")

log = structlog.get_logger(__name__)


async def reply(call: Call, desk: "Desk") -> Reply:
    """What was asked for; without words, the modal that asks for them.

    Raises:
        BadRequest: it cannot be read, or there is no such digest.
    """
    verb, _, rest = call.text.strip().partition(" ")
    verb = verb.lower()
    if not verb:
        usage = (
            f"Type what you want, for example: /digest {USAGE.partition(' |')[0]}. /digest list shows what there is."
        )
        return Reply(pieces=views.remark(usage), modal=forms.digest(call), outcome="asked")
    if verb == "list" and not rest:
        return Reply(pieces=digest_views.listing(await desk.subscriptions(call.audience)))
    if verb == "preview":
        return await _preview(call, desk, rest.strip())
    if verb in _CHANGES and _NUMBER.fullmatch(rest):
        return await _changed(call, desk, verb, _number(rest))
    return await _begun(call, desk)


async def _begun(call: Call, desk: "Desk") -> Reply:
    try:
        wish = subscribing.wish(call.text, await desk.known(call.audience), zone=call.zone)
    except UnknownName as error:
        if call.said or not (error.name and error.suggestions):
            raise
        return _meant(call, error)
    if call.member is False:
        raise BadRequest("I am no member of this conversation, so I could not post in it. First /invite @Antici.")
    begun = await desk.subscribe(call.audience, wish, by=call.user)
    if begun.fresh:
        return Reply(pieces=digest_views.kept(begun, call.user), where="everyone", outcome="subscribed")
    remark = f"There is this digest already, with the number {begun.id}."
    return Reply(
        pieces=digest_views.listing(await desk.subscriptions(call.audience), remark=remark), outcome="known already"
    )


async def _changed(call: Call, desk: "Desk", verb: str, number: int | None) -> Reply:
    state, words = _CHANGES[verb]
    changed = await desk.resubscribe(call.audience, number, state)
    remark = f"Digest {changed.id} ({digest_views.wish(changed)}) {words}."
    return Reply(pieces=digest_views.listing(await desk.subscriptions(call.audience), remark=remark), outcome=state)


async def _preview(call: Call, desk: "Desk", wanted: str) -> Reply:
    numbered = _NUMBER.fullmatch(wanted)
    wish = _number(wanted) if numbered else subscribing.wish(wanted, await desk.known(call.audience), zone=call.zone)
    shown = await desk.preview(call.audience, wish)
    remark = paragraph("A preview: this is what the digest would be now.")
    row = share(call, Press(command="/digest", text=call.text))
    return Reply(pieces=(remark, *digest_views.digest(shown), *buttons(row)), outcome="preview")


def _number(text: str) -> int | None:
    """The number that a text is, None where there is none."""
    return int(text.strip().lstrip("#")) if text.strip() else None


def _meant(call: Call, error: UnknownName) -> Reply:
    """The same words once more, with each of the names that were perhaps meant."""
    row = [
        Button(name, "choose", Press(command="/digest", text=call.text.replace(error.name, name, 1)))
        for _, name in error.suggestions[:SUGGESTIONS]
    ]
    return Reply(pieces=(*views.remark(error.public), *buttons(row)), outcome="suggested")


class Publisher:
    """Takes a digest to its conversation, once."""

    def __init__(self, delivery: "Delivery") -> None:
        self._delivery = delivery

    async def publish(self, key: str, channel: str, compose: Callable[[], Awaitable[Digest]]) -> None:
        """Post it, unless it is there already. A fault of ours is posted in its place: people wait for it.

        Raises:
            Unavailable: not for now.
            BadRequest: not at all; says why.
        """

        async def said() -> tuple[Piece, ...]:
            try:
                return digest_views.digest(await compose())
            except AnticiError:
                raise
            except Exception:  # the outermost edge of a digest: a bug must not become silence
                number = failures.reference()
                log.exception("bug", key=key, reference=number)
                return (paragraph("I could not put today's digest together."), *failures.unexpected(number).pieces)

        try:
            await self._delivery.once(key, channel, said)
        except Refused as error:
            if error.of_token:
                raise Unavailable(error.public) from error
            told = f"I could not post in this conversation: {error.why}."
            raise BadRequest(told) from error

    async def published(self, key: str) -> bool:
        """Whether what was claimed under this key was posted."""
        return await self._delivery.made(key)

    async def correct(self, key: str, stale: Stale, overtaken: tuple[Overtaken, ...]) -> None:
        """Post in a thread what became of what was quoted there, once.

        Raises:
            Unavailable: not for now.
            BadRequest: not at all; says why.
        """

        async def said() -> tuple[Piece, ...]:
            return digest_views.overtaken(overtaken, stale.change)

        try:
            await self._delivery.once(key, stale.channel, said, thread_ts=stale.thread_ts)
        except Refused as error:
            if error.of_token:
                raise Unavailable(error.public) from error
            raise BadRequest(error.public) from error
