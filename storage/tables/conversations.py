"""What was heard, said and promised in Slack. SQL only."""

CONVERSATIONS = """
create table inbox (
    id          integer primary key,
    key         text not null unique,  -- identity of the event: the same again is not admitted
    kind        text not null,
    payload     text not null,
    state       text not null,         -- open, done, failed
    attempts    integer not null default 0,
    outcome     text,                  -- what was answered, or the stated reason
    received_at text not null,
    ended_at    text
) strict;
create index inbox_open on inbox (id) where state = 'open';

create table delivery (
    key        text primary key,       -- claimed before posting: an answer, a digest's period, an alert
    channel    text not null,
    thread_ts  text,
    ts         text,                   -- null between claim and post
    claimed_at text not null,
    posted_at  text
) strict;

create table conversation (
    id        integer primary key,
    team      text not null,
    channel   text not null,
    thread_ts text not null,
    unique (team, channel, thread_ts)
) strict;

create table turn (
    id              integer primary key,
    conversation_id integer not null references conversation(id) on delete cascade,
    asked_by        text not null,
    question        text not null,
    understood      text not null,
    outcome         text not null,
    cited           text not null,     -- JSON list of article ids
    asked_at        text not null
) strict;
create index turn_conversation on turn (conversation_id, id);

create table subscription (
    id         integer primary key,
    team       text not null,
    channel    text not null,
    at         text not null,          -- HH:MM in the zone
    weekdays   text not null,
    zone       text not null,          -- IANA
    topics     text not null,          -- JSON
    actors     text not null,          -- JSON
    state      text not null,
    created_by text not null,
    created_at text not null
) strict;

create table look (
    team    text not null,
    user_id text not null,
    what    text not null,
    seen_at text not null,
    primary key (team, user_id, what)
) strict, without rowid;

create table installation (
    team         text primary key,
    bot_user_id  text not null,
    bot_id       text not null,
    installed_at text not null
) strict, without rowid
"""

DIGESTS = """
alter table subscription add column settled_until text;
alter table subscription add column trouble text not null default '';
create index subscription_channel on subscription (team, channel);

create table edition (                 -- a digest put together; `delivery` knows whether it was posted
    subscription_id integer not null references subscription(id) on delete cascade,
    period          text not null,     -- its day and time as written in the zone
    made_at         text not null,
    primary key (subscription_id, period)
) strict, without rowid;

create table told (                    -- what it told: the next one tells what is not here
    subscription_id integer not null,
    period          text not null,
    article_id      integer not null references article(id) on delete cascade,
    revision_id     integer not null,
    primary key (subscription_id, article_id, period),
    foreign key (subscription_id, period) references edition (subscription_id, period) on delete cascade
) strict, without rowid;
create index told_period on told (subscription_id, period);
create index told_article on told (article_id);
create index article_retrieved on article (retrieved_at)
"""

FOLLOWS = """
create table follow (                  -- what a person wants to see on their Home
    team    text not null,
    user_id text not null,
    kind    text not null,             -- actor, topic
    subject text not null,
    since   text not null,
    primary key (team, user_id, kind, subject)
) strict, without rowid
"""

SHARING = """
create table sharing (                 -- channels in which every link and file shared is read and kept
    team      text not null,
    channel   text not null,
    wished_by text not null,
    since     text not null,
    primary key (team, channel)
) strict, without rowid
"""

OVERTAKEN = """
alter table turn add column quoted text not null default '[]';  -- JSON: what was shown, by article, revision and span

create table overtaken (               -- of which revision of a quoted article nothing more is to be said in a thread
    conversation_id integer not null references conversation(id) on delete cascade,
    article_id      integer not null references article(id) on delete cascade,
    revision_id     integer not null,
    settled_at      text not null,
    primary key (conversation_id, article_id, revision_id)
) strict, without rowid;
create index turn_asked on turn (asked_at)
"""

LOOKS = """
-- The newest revision that there was; what was answered with the look, since asked again it is the same; and, JSON,
-- the look before. (A comment behind an added column would become part of the table's own text, and break it.)
alter table look add column revision integer;
alter table look add column call text not null default '';
alter table look add column before text
"""

KEPT_ANSWERS = """
-- By the `ts` of its question an answer's buttons know the turn; what supports it further; why there was no answer.
alter table turn add column key text not null default '';
alter table turn add column further text not null default '[]';
alter table turn add column reason text not null default '';
create unique index turn_key on turn (conversation_id, key) where key <> '';
alter table conversation add column gone_at text;

create table judgement (               -- what a reader said of an answer, and of which words they said it
    id          integer primary key,
    team        text not null,
    channel     text not null,
    key         text not null,         -- of the turn
    "by"        text not null,
    verdict     text not null,         -- good, bad
    reason      text not null default '',
    "right"     text not null default '',  -- the right answer, where they gave it
    said_at     text not null,
    question    text not null,
    context     text not null,         -- JSON list of the questions before it in its thread
    understood  text not null,
    outcome     text not null,
    refusal     text not null,
    quoted      text not null,         -- JSON, as of the turn
    asked_at    text not null,
    unique (team, channel, key, "by")
) strict
"""

AT_ONCE = """
alter table subscription add column at_once integer not null default 0
"""

EDITIONS = """
alter table edition add column quoted text not null default '[]';

create table edition_overtaken (       -- of which revision of a quoted article nothing more is to be said there
    subscription_id integer not null,
    period          text not null,
    article_id      integer not null references article(id) on delete cascade,
    revision_id     integer not null,
    settled_at      text not null,
    primary key (subscription_id, period, article_id, revision_id),
    foreign key (subscription_id, period) references edition (subscription_id, period) on delete cascade
) strict, without rowid
"""
