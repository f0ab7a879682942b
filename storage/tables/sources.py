"""Sources that are read again and again, what each has shown, and what is owed to its stewards. SQL only."""

SOURCES = """
drop table source;                     -- of the first shape, which nothing ever wrote

create table source (
    id            integer primary key,
    audience      text not null,       -- Audience.key of its articles
    given         text not null,       -- the address as it was added
    url           text not null,       -- where it is read now
    host          text not null,       -- of url: requests to one host keep a pace
    kind          text not null,       -- site, feed, sitemap, listing, page
    name          text not null,
    publisher     text not null,       -- JSON of a Publisher; '' until it is known
    entry         text not null,       -- its id in the set that is shipped; '' for one that people added
    since         text,                -- items published before this day are left
    added_at      text not null,
    added_by      text not null,       -- a user of Slack; '' in the terminal
    paused        integer not null default 0,
    health        text not null default 'new',
    reason        text not null default '',
    failures      integer not null default 0,     -- in a row
    failing_since text,
    reported      integer not null default 0,     -- whether the stewards have been told that it is down
    visited_at    text,
    read_at       text,                -- the last visit that went well
    first_read_at text,
    arrived_at    text,                -- when it last showed something new
    oldest        text,                -- publication dates of what it has shown
    newest        text,
    items         integer not null default 0,     -- in what it showed last
    dated         integer not null default 0,
    moved_at      text,
    moved_from    text not null default '',
    etag          text not null default '',
    last_modified text not null default '',
    rhythm_s      integer not null default 0,
    next_at       text not null,
    unique (audience, given)
) strict;
create unique index source_url on source (audience, url);
create index source_next on source (paused, next_at);

create table item (                    -- what a source has shown, until and after it is kept
    id            integer primary key,
    source_id     integer not null references source(id) on delete cascade,
    identity      text not null,
    url           text,
    host          text not null,       -- '' where nothing needs to be fetched
    fingerprint   text not null,       -- of what the source showed: another one means that it was changed
    shown         text not null,       -- JSON of a Reading as the source shows it; '' once it is kept
    whole         integer not null,    -- whether that is the whole text
    outcome       text not null default '',       -- page, shown, known, left; '' while it is owed
    reason        text not null default '',       -- why the page could not be had
    looks         integer not null default 0,     -- times that it was kept
    tries         integer not null default 0,     -- times that the page could not be had, in a row
    etag          text not null default '',
    last_modified text not null default '',
    seen_at       text not null,
    rank          integer not null,    -- 0 news, 1 a second look, 2 what is old
    due_at        text,                -- null: nothing is owed
    unique (source_id, identity)
) strict;
create index item_due on item (rank, due_at) where due_at is not null;
create index item_url on item (url);

create table host (                    -- what a host wants of us
    name       text primary key,
    robots     text not null default '',
    robots_at  text,
    ready_at   text                    -- asked to be left alone until then
) strict, without rowid;

create table notice (                  -- owed to the stewards: that a source is down, or back
    id        integer primary key,
    source_id integer not null references source(id) on delete cascade,
    audience  text not null,
    kind      text not null,           -- down, back
    said      text not null,           -- in words, as it was then
    at        text not null,
    batch     integer,                 -- the post that tells of it
    told_at   text
) strict;
create index notice_owed on notice (told_at) where told_at is null
"""

MISSED = """
alter table source add column missed_from text;    -- between these, items may have come and gone unseen
alter table source add column missed_until text
"""

EXCERPTS = """
create table excerpt (                 -- articles of which only what their source shows could be had
    article_id integer primary key references article(id) on delete cascade,
    reason     text not null           -- in plain words
) strict
"""

NETWORK = """
create table network (                 -- ours, not the sources'
    id    integer primary key check (id = 1),
    since text                         -- since when nobody can be reached; null while somebody can
) strict
"""
