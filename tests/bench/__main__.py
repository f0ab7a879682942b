"""`python -m tests.bench [answers] [reading] [speed] [understanding]`: the figures of these benches, or of all."""

import sys

from tests.bench import answers, reading, speed, understanding

BENCHES = {"answers": answers.main, "reading": reading.main, "speed": speed.main, "understanding": understanding.main}


def main() -> None:
    """Run the benches named, or all."""
    named = [word for word in sys.argv[1:] if word in BENCHES] or list(BENCHES)
    for name in named:
        BENCHES[name]("--verbose" in sys.argv)


if __name__ == "__main__":
    main()
