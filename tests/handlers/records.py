"""Arbitrary records of the desk, for properties; hostile text included."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from bot.records import (
    Ahead,
    Answer,
    Choice,
    Citation,
    Cited,
    Companion,
    Correction,
    Coverage,
    Digest,
    Latest,
    Officeholder,
    Profile,
    SourceLine,
    Sources,
    Standing,
    StoryLine,
    Summary,
)
from bot.sources.records import Watched

HOSTILE = (
    "<!channel> <!here> <@U123ABC> <#C123ABC|general> <!subteam^S1>",
    "<https://evil.example|https://good.example>",
    "*bold* _italic_ ~struck~ `code` ```block``` > quote &amp; &lt;",
    "\u202egnp.exe\u202c \u200bzero\u200dwidth\ufeff \x00\x07 \ud800",
    "javascript:alert(1) | pipe | pipe",
    ":tada: @channel @here",
    "",
    "   \n\t ",
    "\u200b",
)
LONG = st.sampled_from(("é", '"', "word ", "<", "防衛")).map(lambda unit: unit * 1_500)
URLS = (
    None,
    "https://example.eu/a?b=1&c=2",
    "javascript:alert(1)",
    "http://good.example@evil.example/",
    "https://example.eu/a b>|c",
    "not a url",
)


words = st.one_of(st.sampled_from(HOSTILE), LONG, st.text(max_size=60))
days = st.dates(date(1950, 1, 1), date(2030, 1, 1))
maybe_day = st.none() | days
published = st.one_of(st.none(), days, st.just(datetime(2024, 3, 21, 23, 30, tzinfo=UTC)))
small = st.integers(0, 5_000)

citations = st.builds(
    Citation,
    article=small,
    revision=small,
    title=words,
    publisher=words,
    published_at=published,
    url=st.sampled_from(URLS) | LONG.map(lambda long: f"https://example.eu/{long}"),
    start=small,
    end=small,
    demo=st.booleans(),
)
sentences = st.text(min_size=1, max_size=120).filter(lambda text: any(letter.isalnum() for letter in text))
hostile = st.sampled_from([text for text in HOSTILE if any(letter.isalnum() for letter in text)])
cited = st.builds(
    Cited,
    text=sentences | hostile | LONG,
    verbatim=st.booleans(),
    citations=st.lists(citations, min_size=1, max_size=9).map(tuple),
)
many_cited = st.lists(cited, max_size=14).map(tuple)
coverages = st.builds(
    Coverage,
    articles=small,
    publishers=small,
    first=maybe_day,
    last=maybe_day,
    undated=small,
    failing=st.lists(words, max_size=30).map(tuple),
)
choices = st.builds(Choice, id=words, name=words)
lines = st.builds(
    StoryLine,
    story=small,
    headline=words,
    published_at=published,
    lead=cited,
    articles=small,
    publishers=small,
    others=st.lists(citations, max_size=9).map(tuple),
)
many_lines = st.lists(lines, max_size=12).map(tuple)
holders = st.builds(
    Officeholder,
    person=words,
    name=words,
    office=words,
    organisation=words,
    valid_from=maybe_day,
    valid_to=maybe_day,
)

answers = st.builds(
    Answer,
    question=words,
    outcome=st.sampled_from(("answered", "refused")),
    reason=words,
    sentences=st.lists(cited, min_size=1, max_size=14).map(tuple),
    nearest=many_cited,
    understood=words,
    coverage=coverages,
    as_of=days,
)
latests = st.builds(
    Latest,
    subject=st.none() | choices,
    since=maybe_day,
    lines=many_lines,
    total=small,
    offset=small,
    following=st.none() | small,
    coverage=coverages,
    as_of=days,
)
summaries = st.builds(
    Summary,
    subject=words,
    kind=st.sampled_from(("article", "actor", "topic")),
    size=st.sampled_from(("short", "long")),
    sentences=many_cited,
    articles=small,
    longer=st.booleans(),
    excerpt=words,
    coverage=coverages,
    as_of=days,
)
profiles = st.builds(
    Profile,
    id=words,
    name=words,
    kind=words,
    role=words,
    aliases=st.lists(words, max_size=12).map(tuple),
    parent=st.none() | choices,
    holders=st.lists(holders, max_size=20).map(tuple),
    held=st.lists(holders, max_size=20).map(tuple),
    statements=many_cited,
    latest=many_lines,
    company=st.lists(st.builds(Companion, id=words, name=words, articles=small), max_size=12).map(tuple),
    articles=small,
    first=maybe_day,
    last=maybe_day,
    others=st.lists(choices, max_size=9).map(tuple),
    coverage=coverages,
    as_of=days,
)
retrieved = st.none() | st.just(datetime(2026, 11, 1, tzinfo=UTC))
watched = st.builds(
    Watched,
    id=small,
    name=words,
    url=words,
    kind=st.sampled_from(("feed", "site", "page")),
    reach=st.sampled_from(("archive", "workspace", "conversation")),
    health=st.sampled_from(("new", "fine", "moved", "empty", "undated", "silent", "failing", "blocked", "dead")),
    reason=words,
    paused=st.booleans(),
    down=st.booleans(),
    failing_since=retrieved,
    covered_since=retrieved,
    read_at=retrieved,
    oldest=maybe_day,
    newest=maybe_day,
    usual_gap=st.none() | st.timedeltas(timedelta(0), timedelta(days=900)),
    missed=st.none() | st.just((datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 3, tzinfo=UTC))),
    articles=small,
    teasers=small,
    teaser_reason=words,
    owed=small,
    next_at=st.just(datetime(2026, 11, 1, tzinfo=UTC)),
)
sources = st.builds(
    Sources,
    lines=st.lists(
        st.builds(
            SourceLine,
            name=words,
            kind=words,
            articles=small,
            undated=small,
            first=maybe_day,
            last=maybe_day,
            last_retrieved=retrieved,
        ),
        max_size=120,
    ).map(tuple),
    watched=st.lists(watched, max_size=60).map(tuple),
    unwatched=st.lists(words, max_size=99).map(tuple),
    stewards=st.sampled_from(("", "C123")),
    coverage=coverages,
    as_of=days,
)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
zones = st.sampled_from(("Europe/Brussels", "America/New_York", "Asia/Tokyo", "Pacific/Apia", "UTC"))
digests = st.builds(
    Digest,
    subjects=st.lists(choices, max_size=12).map(tuple),
    zone=zones,
    made_at=moments,
    due=st.none() | moments,
    since=st.none() | moments,
    late=st.sampled_from(("", "stopped", "unreachable", "delayed")),
    missed=st.integers(0, 9),
    new=many_lines,
    updated=many_lines,
    corrected=st.lists(
        st.builds(Correction, line=lines, now=st.none() | cited, before=st.none() | cited), max_size=4
    ).map(tuple),
    earlier=many_lines,
    more=small,
    ahead=st.lists(st.builds(Ahead, on=days, said=cited), max_size=3).map(tuple),
    undated=small,
    old=small,
    news_from=days,
    coverage=coverages,
    as_of=days,
)
standings = st.builds(
    Standing,
    id=st.integers(1, 99),
    at=st.times(),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    zone=zones,
    subjects=st.lists(choices, max_size=12).map(tuple),
    state=st.sampled_from(("active", "paused")),
    following=st.none() | moments,
    made_at=st.none() | moments,
    trouble=words,
    created_by=st.just("U1"),
)
