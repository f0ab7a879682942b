"""What we hear and what we say, as records. Nothing here knows how either travels."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from pydantic import ValidationError

from bot.errors import BadRequest
from handlers.limits import Piece
from handlers.mrkdwn import clean
from storage.models import Audience, Record, Turn

if TYPE_CHECKING:
    from bot.desk import Desk

Kind = Literal[
    "command", "action", "mention", "direct", "follow_up", "home", "submission", "shortcut", "shared", "deleted",
    "stopped", "opened",
]  # fmt: skip
"""`direct` is said in a conversation with the bot alone, `follow_up` in a thread without naming the bot.
`home` is the opening of a person's App Home, or a press of a button on it.
`shortcut` is a message that somebody hands us by its menu, `shared` one with links or files, said to nobody of us.
`submission` is a modal filled in: it stands for the command that one would have typed.
`deleted` takes back what was said, `stopped` the wish for an answer; `opened` is a look at the conversation with us."""

VALUE_LIMIT = 1_000
"""Characters that a button carries; Slack lets it carry 2,000, but a row of those would fill the message."""


def said_key(team: str, channel: str, ts: str) -> str:
    """The key of what is said: a message is one, whichever events tell of it."""
    return f"message:{team}:{channel}:{ts}"


class Attachment(Record):
    """A file shared in Slack. `withheld`: its address is told only when asked for."""

    id: str
    name: str
    media_type: str = ""
    size: int = 0
    url: str = ""
    withheld: bool = False

    @classmethod
    def of(cls, file: dict[str, Any]) -> Self:
        """As Slack shows a file."""
        return cls(
            id=str(file.get("id") or ""),
            name=str(file.get("name") or file.get("title") or "file"),
            media_type=str(file.get("mimetype") or ""),
            size=int(file.get("size") or 0),
            url=str(file.get("url_private_download") or file.get("url_private") or ""),
            withheld=file.get("file_access") == "check_file_info",
        )


class Call(Record):
    """Something said or done to the bot. It lies in the inbox as JSON until it is answered.

    `key` is the identity of what happened, not of its transport: a redelivery has the same key, and so have an
    `app_mention` and the `message` that is its twin.
    """

    kind: Kind
    key: str
    team: str
    channel: str
    channel_type: Literal["channel", "group", "im", "mpim"] = "channel"
    user: str
    text: str = ""  # as people read it: no entities, the bot's own name taken out
    mentions: tuple[str, ...] = ()  # other people named in it, by their ids
    links: tuple[str, ...] = ()  # addresses that stand in it
    files: tuple[Attachment, ...] = ()
    command: str = ""  # `/latest`
    offset: int = 0
    seen: str = ""  # the look before, where the same is to be shown again
    thread_ts: str | None = None
    edited: str = ""  # when the message was changed, where this is what it says since
    ts: str | None = None  # of the message said, or of the one that carries the button
    action_id: str = ""
    value: str = ""
    private: bool = False  # whether only this person sees the message that carries the button
    response_url: str | None = None
    trigger_id: str = ""  # opens one modal, within three seconds
    zone: str = ""  # the person's, once Slack was asked for it
    member: bool | None = None  # whether we are in the conversation, once Slack was asked for it

    @property
    def audience(self) -> Audience:
        """Whoever is in this conversation sees what is answered in it."""
        return Audience(team=self.team, conversation=self.channel)

    @property
    def said(self) -> bool:
        """Whether it was said in words in a conversation; such is answered in its thread."""
        return self.kind in ("mention", "direct", "follow_up")

    @property
    def place(self) -> str | None:
        """Where one thing is done after the other: a thread, or the message that carries the buttons; None: nowhere."""
        if self.kind == "action" and self.ts:
            # What is pressed under an answer comes after the answer, which ends when its turn is kept.
            return self.thread_ts if self.thread_ts and self._under_answer else f"buttons of {self.ts}"
        return self.thread if self.said else None

    @property
    def _under_answer(self) -> bool:
        return self.action_id.partition(":")[0] in ("answer", "reading", "feedback")

    @property
    def reads(self) -> bool:
        """Whether links or files have to be read for it, which may take a minute."""
        return self.kind in ("shared", "shortcut") or self.command == "/keep" or bool(self.links or self.files)

    @property
    def thread(self) -> str | None:
        """The root of the thread in which it is answered; a message outside any begins one."""
        return self.thread_ts or self.ts if self.said else self.thread_ts


class Sent(Record):
    """A file to be put into the conversation, or (`alone`) into the direct message of whoever asked."""

    name: str
    title: str
    content: bytes
    alone: bool = False


class Prompt(Record):
    """A question that is offered: what its button says, and what is then said in the person's name."""

    title: str
    message: str


class Reply(Record):
    """An answer, ready to be fitted to Slack's limits and delivered.

    `here` is in the thread for what was said, and to the asker alone for commands and buttons (in a conversation
    with the bot alone it is an ordinary post); `thread` is a post in the thread of the button; `everyone` is a post in
    the channel; `home` is the person's App Home.
    """

    pieces: tuple[Piece, ...]
    where: Literal["here", "thread", "everyone", "home"] = "here"
    replace: bool = False  # the message that carries the button pressed
    outcome: str = "answered"  # for the inbox
    once: str = ""  # what identifies the post, where that is not the call: the same again is not posted again
    file: Sent | None = None  # the pieces are what is said with it
    turn: Turn | None = None  # to be kept with the thread
    reaction: str = ""  # to the message itself, instead of any words
    articles: tuple[int, ...] = ()  # what was handed over and kept, by its numbers
    prompts: tuple[Prompt, ...] = ()  # to be offered, with `prompted` above them, instead of any words
    prompted: str = ""
    modal: dict[str, Any] | None = None  # to be opened instead; if it is too late for that, the pieces are shown


class Silence(Record):
    """No answer is due, and why."""

    reason: str


class Press(Record):
    """What a button asks for: a command once more. This is what Slack carries for us."""

    command: str
    text: str = ""
    offset: int = 0
    seen: str = ""

    @property
    def value(self) -> str:
        """As a button carries it."""
        return self.model_copy(update={"text": clean(self.text)}).model_dump_json(exclude_defaults=True)

    @property
    def fits(self) -> bool:
        """Whether a button can carry it."""
        return len(self.value) <= VALUE_LIMIT

    @classmethod
    def of(cls, value: str) -> Self:
        """Read it back.

        Raises:
            BadRequest: it is not ours, or of another version of Antici.
        """
        try:
            return cls.model_validate_json(value)
        except ValidationError as error:
            raise BadRequest("This button belongs to another version of Antici; please type the command.") from error


def submission(
    body: dict[str, Any], team: str, *, channel: str, channel_type: str, command: str, text: str,
    thread_ts: str | None = None,
) -> Call:  # fmt: skip
    """A modal sent off, as the command that its fields stand for; it was opened in this place."""
    view = body["view"]
    return Call.model_validate(
        {
            "kind": "submission",
            "key": f"submission:{view['id']}:{view['hash']}",
            "team": (body.get("team") or {}).get("id") or team,
            "channel": channel,
            "channel_type": channel_type,
            "thread_ts": thread_ts,
            "user": body["user"]["id"],
            "command": command,
            "text": text,
        }
    )


Answering = Callable[[Call, "Desk"], Awaitable[Reply]]


class Command(NamedTuple):
    """One slash command: what it is called, how it is used, and who answers it."""

    name: str  # with its slash
    usage: str  # what follows the name
    description: str
    examples: tuple[str, ...]
    reply: Answering
    placed: bool = False  # whether it must know the person's zone, and whether we are in the conversation
