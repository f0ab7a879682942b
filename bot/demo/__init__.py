"""The demo archive: short articles that we wrote, so that Antici can be tried without anyone's feed; no news source.

All of it is demo and says so (`demo: true`). The publishers, their addresses (`*.example`) and everybody who is
quoted are fictional, and every quoted speaker is introduced as such; no words are put into a real person's mouth.
What the articles report of real institutions, countries and office holders is public record: `facts:` in the front
matter names the entries of our list of dated facts on which an article stands, so that a date or an amount can be
checked and mended. Two figures disagree on purpose, as they do in real archives: the first report on EDIRPA gives
the amount of the proposal and is corrected the day after, and two papers count the grants of EDIP differently.
"""

from pathlib import Path

_HERE = Path(__file__).parent


def articles() -> list[Path]:
    """The Markdown files of the demo archive, in order of their names, which begin with the date of publication."""
    return sorted(_HERE.glob("*.md"))
