"""`python -m tests.bench answers [--verbose]`: the figures of one bench."""

import sys

from tests.bench import answers

BENCHES = {"answers": answers.main}


def main() -> None:
    """Run the benches named, or all."""
    named = [word for word in sys.argv[1:] if not word.startswith("-")] or list(BENCHES)
    for name in named:
        BENCHES[name]("--verbose" in sys.argv)


if __name__ == "__main__":
    main()
