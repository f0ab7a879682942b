"""The faults of `Faults`, `Hub` and `Rates` by name, for the control interface. Adds none of its own."""

from collections.abc import Callable

from handlers.workspace.arguments import Arguments
from handlers.workspace.faults import When
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace


class Mischief:
    """What shall go wrong, as one JSON object each: `kind`, and what the method of that name takes."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._kinds: dict[str, Callable[[Arguments], None]] = {
            "limit": self._limit,
            "fail": self._fail,
            "refuse": self._refuse,
            "slow": self._slow,
            "cut": self._cut,
            "duplicate": self._duplicate,
            "pace": self._pace,
            "rates": self._rates,
            "drop": self._drop,
            "deaf": self._deaf,
            "dead_url": self._dead_url,
        }

    async def do(self, body: Json) -> Json:
        """Arrange it.

        Raises:
            Refusal: `unknown_fault`, `invalid_arguments`.
        """
        args = Arguments(body)
        kind = args.needed("kind")
        if kind == "disconnect":
            await self.workspace.hub.disconnect(args.text("reason", "refresh_requested"))
            return {}
        if kind not in self._kinds:
            raise Refusal("unknown_fault")
        try:
            self._kinds[kind](args)
        except ValueError:
            raise Refusal("invalid_arguments") from None
        return {}

    def _limit(self, args: Arguments) -> None:
        wait = int(args.text("retry_after", "1"))
        self.workspace.faults.limit(args.needed("method"), retry_after=wait, times=_times(args))

    def _fail(self, args: Arguments) -> None:
        status = int(args.text("status", "500"))
        self.workspace.faults.fail(args.needed("method"), status=status, times=_times(args), when=_when(args))

    def _refuse(self, args: Arguments) -> None:
        self.workspace.faults.refuse(args.needed("method"), args.needed("error"), times=_times(args))

    def _slow(self, args: Arguments) -> None:
        self.workspace.faults.slow(args.needed("method"), float(args.needed("seconds")), times=_times(args))

    def _cut(self, args: Arguments) -> None:
        self.workspace.faults.cut(args.needed("method"), times=_times(args), when=_when(args))

    def _duplicate(self, args: Arguments) -> None:
        self.workspace.faults.duplicate(_times(args))

    def _pace(self, args: Arguments) -> None:
        self.workspace.faults.pace(float(args.text("per_second", "1")), burst=int(args.text("burst", "5")))

    def _rates(self, args: Arguments) -> None:
        self.workspace.rates.on = args.flag("on", default=True)

    def _drop(self, args: Arguments) -> None:
        self.workspace.hub.drop()

    def _deaf(self, args: Arguments) -> None:
        self.workspace.hub.deaf = args.flag("on", default=True)

    def _dead_url(self, args: Arguments) -> None:
        self.workspace.hub.dead_tickets += _times(args)


def _times(args: Arguments) -> int:
    return int(args.text("times", "1"))


def _when(args: Arguments) -> When:
    return "after" if args.text("when") == "after" else "before"
