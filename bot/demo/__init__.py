"""The demo archive: short articles that we wrote, so that Antici can be tried without anyone's feed; no news source.

All of it is demo and says so (`demo: true`). The publishers, their addresses (`*.example`) and everybody who is
quoted are fictional, and every quoted speaker is introduced as such; no words are put into a real person's mouth.
What the articles report of real institutions, countries and office holders is public record: `facts:` in the front
matter names the entries of our list of dated facts on which an article stands, the event that it reports first, so that
a date or an amount can be checked and mended.

Some of it disagrees on purpose, as real archives do. Two reports are wrong and are corrected by the paper that printed
them: the amount of EDIRPA, and the day on which Denmark's defence opt-out ended. Papers count differently (the grants
of EDIP, the loan to Ukraine) or round (Poland's share of SAFE, what was spent on defence in 2024). And some events are
easily taken for each other: numbered packages, waves and plans, and partnerships that differ in the partner alone.
"""

from pathlib import Path

_HERE = Path(__file__).parent


def articles() -> list[Path]:
    """The Markdown files of the demo archive, in order of their names, which begin with the date of publication."""
    return sorted(_HERE.glob("*.md"))
