"""How well texts are understood, on gold sentences of our own. One module for each part; here they are called.

`--recognizers PATH` adds dates on public cases: a clone of Microsoft's Recognizers-Text.
"""

import sys
from pathlib import Path

from tests.bench import dates, developments, differing, quotations, stories

PARTS = {
    "developments": developments.main,
    "quotations": quotations.main,
    "stories": stories.main,
    "differing": differing.main,
}


def main(verbose: bool) -> None:
    """Print the figures of every part."""
    for name, part in PARTS.items():
        print(f"\n{name}")  # noqa: T201
        part(verbose)
    print("\ndates")  # noqa: T201
    if "--recognizers" in sys.argv[:-1]:
        dates.main(Path(sys.argv[sys.argv.index("--recognizers") + 1]), verbose=verbose)
    else:
        print("  recognizers: left out; give --recognizers PATH")  # noqa: T201
