"""How well texts are understood, on gold sentences of our own. One module for each part; here they are called."""

from tests.bench import developments, quotations, stories

PARTS = {"developments": developments.main, "quotations": quotations.main, "stories": stories.main}


def main(verbose: bool) -> None:
    """Print the figures of every part."""
    for name, part in PARTS.items():
        print(f"\n{name}")  # noqa: T201
        part(verbose)
