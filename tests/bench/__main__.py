"""`python -m tests.bench [answers] [speed]`: the figures of these benches, or of all; each tells its options."""

import sys

from tests.bench import answers, speed

BENCHES = {"answers": answers.main, "speed": speed.main}


def main() -> None:
    """Run the benches named, or all."""
    named = [word for word in sys.argv[1:] if word in BENCHES] or list(BENCHES)
    for name in named:
        BENCHES[name]("--verbose" in sys.argv)


if __name__ == "__main__":
    main()
