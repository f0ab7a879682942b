"""How a source does, in words: what is covered since when, and what is not. For Slack and the terminal alike."""

from datetime import UTC, datetime, timedelta

from bot.sources.records import Watched
from handlers import wording

_STATES = {
    "new": "new", "fine": "fine", "moved": "fine, moved", "empty": "empty", "undated": "all undated",
    "silent": "silent", "failing": "failing", "blocked": "blocked", "dead": "dead",
}  # fmt: skip
_DAY = timedelta(days=1)


def state(one: Watched) -> str:
    """`fine`, `paused`, `blocked since 3 November 2026`."""
    if one.paused:
        return "paused"
    since = f" since {wording.day(one.failing_since)}" if one.down and one.failing_since else ""
    return f"{_STATES[one.health]}{since}"


def told(one: Watched) -> tuple[str, ...]:
    """The rest, in sentences: what is covered and what is not."""
    reason = "" if one.paused else one.reason
    return tuple(filter(None, (reason, _resting(one), _covered(one), _uncovered(one), _teasers(one), _rhythm(one))))


def at(moment: datetime) -> str:
    """`24 November 2026, 08:40 UTC`."""
    utc = moment.astimezone(UTC)
    return f"{wording.day(utc)}, {utc:%H:%M} UTC"


def _resting(one: Watched) -> str:
    if one.resting_until is None or one.paused:
        return ""
    return f"Its server asked to be left alone until {at(one.resting_until)}."


def _covered(one: Watched) -> str:
    if one.covered_since is None:
        return "Nothing is covered." if one.down else "Not read yet; nothing is covered so far."
    parts = [f"Covered since {wording.day(one.covered_since)}: {wording.count(one.articles, 'article')}"]
    if one.articles and one.oldest and one.newest:
        parts.append(f"published {wording.span(one.oldest, one.newest)}")
    if one.owed:
        parts.append(f"{one.owed:,} more still to be fetched")
    return f"{', '.join(parts)}."


def _uncovered(one: Watched) -> str:
    if one.covered_since is None:
        return ""
    if (one.down or one.paused) and one.read_at:
        return f"Not covered since {at(one.read_at)}, when it was last read."
    missed = ""
    if one.missed:
        missed = f" Some may be missing between {at(one.missed[0])} and {at(one.missed[1])}: it was not read in time."
    return f"Last read {at(one.read_at)}.{missed}" if one.read_at else missed.strip()


def _teasers(one: Watched) -> str:
    if not one.teasers:
        return ""
    return f"{one.teasers:,} of them only as the source shows them, without their page: {one.teaser_reason}"


def _rhythm(one: Watched) -> str:
    if one.usual_gap is None or one.paused:
        return ""
    gap = max(one.usual_gap, timedelta(minutes=1))
    if gap < _DAY:
        number = round(_DAY / gap)
        return "About one a day." if number == 1 else f"About {number} a day."
    days = round(gap / _DAY)
    return "About one a day." if days == 1 else f"About one every {days} days."
