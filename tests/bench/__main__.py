"""`python -m tests.bench [answers] [ingest] [reading] [speed] [understanding]`: these benches' figures, or all.

By name only: `fitting`, which proposes weights; `model`, an answer with a language model and without; `--squad PATH`,
SQuAD 2.0 from that folder; `--qags PATH`, QAGS's XSum part from that file.
"""

import sys
from pathlib import Path

from tests.bench import answers, fitting, intake, model, reading, speed, squad, understanding

BENCHES = {
    "answers": answers.main,
    "ingest": intake.main,
    "reading": reading.main,
    "speed": speed.main,
    "understanding": understanding.main,
}


def main() -> None:
    """Run the benches named, or all."""
    if "--squad" in sys.argv:
        squad.main(Path(sys.argv[sys.argv.index("--squad") + 1]))
        return
    if "--qags" in sys.argv:
        model.qags(Path(sys.argv[sys.argv.index("--qags") + 1]))
        return
    if "model" in sys.argv:
        model.main("--verbose" in sys.argv)
        return
    if "fitting" in sys.argv:
        fitting.main("--verbose" in sys.argv)
        return
    named = [word for word in sys.argv[1:] if word in BENCHES] or list(BENCHES)
    for name in named:
        BENCHES[name]("--verbose" in sys.argv)


if __name__ == "__main__":
    main()
