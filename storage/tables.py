"""The tables, in SQL, one text a migration; `schema` applies them in order. Append only.

Every table is strict. Times are UTC in ISO 8601; a published date may be a day alone, or null when unknown.
"""

ARCHIVE = """
create table setting (name text primary key, value text not null) strict;

create table publisher (
    id     text primary key,
    name   text not null,
    family text not null,              -- publishers of one family are one voice
    kind   text not null
) strict;

create table source (
    id             integer primary key,
    url            text not null unique,
    kind           text not null,      -- feed, page, folder
    publisher_id   text references publisher(id),
    audience       text not null,
    state          text not null,      -- fine, failing
    error          text,               -- in plain words
    failures       integer not null default 0,
    last_success   text,
    last_attempt   text
) strict;

create table article (
    id           integer primary key,  -- in order of arrival
    audience     text not null,        -- Audience.key: '*', 'T1' or 'T1/C1'
    identity     text not null,        -- canonical URL, URL#<title's hash> beside it, or text:<hash>
    url          text,                 -- a page may hold several articles, such as a day of debates
    publisher_id text not null references publisher(id),
    language     text not null,        -- ISO 639-1, 'und' when undetermined
    published_at text,                 -- null when unknown: never a guess, never now
    retrieved_at text not null,
    demo         integer not null,
    revision_id  integer,              -- the current one
    unique (audience, identity)
) strict;
create index article_published on article (published_at, id);
create index article_url on article (url);
create index article_publisher on article (publisher_id);

create table appearance (              -- the same text elsewhere: one article, one origin
    article_id   integer not null references article(id) on delete cascade,
    identity     text not null,
    url          text,
    publisher_id text not null references publisher(id),
    retrieved_at text not null,
    primary key (article_id, identity)
) strict, without rowid;
create index appearance_identity on appearance (identity);

create table revision (
    id           integer primary key,
    article_id   integer not null references article(id) on delete cascade,
    number       integer not null,     -- 1 is the text as first seen
    title        text not null check (title <> ''),
    text         text not null,
    hash         text not null,
    retrieved_at text not null,
    unique (article_id, number)
) strict;
create index revision_hash on revision (hash);

create table sentence (
    id          integer primary key,
    revision_id integer not null references revision(id) on delete cascade,
    ordinal     integer not null,
    start       integer not null,      -- characters in revision.text
    "end"       integer not null,
    unique (revision_id, ordinal)
) strict;

create table mention (
    sentence_id integer not null references sentence(id) on delete cascade,
    start       integer not null,      -- characters in revision.text
    "end"       integer not null,
    actor_id    text not null,
    sure        integer not null,
    primary key (sentence_id, start, actor_id)
) strict, without rowid;

create table article_actor (           -- of the current revision, sure mentions only
    actor_id   text not null,
    article_id integer not null references article(id) on delete cascade,
    mentions   integer not null,
    in_title   integer not null,
    primary key (actor_id, article_id)
) strict, without rowid;
create index article_actor_article on article_actor (article_id);

create table article_topic (
    topic_id   text not null,
    article_id integer not null references article(id) on delete cascade,
    primary key (topic_id, article_id)
) strict, without rowid;
create index article_topic_article on article_topic (article_id);

create table story (
    id        integer primary key,
    audience  text not null,           -- a story never joins what different people may see
    opened_at text not null
) strict;

create table story_article (
    article_id integer primary key references article(id) on delete cascade,
    story_id   integer not null references story(id) on delete cascade,
    reasons    text not null           -- why it was placed there, for people
) strict;
create index story_article_story on story_article (story_id, article_id);

create view article_text as
    select article.id as id, revision.title as title, revision.text as body
    from article join revision on revision.id = article.revision_id;

create virtual table article_fts using fts5 (
    title, body, content='article_text', content_rowid='id',
    tokenize="porter unicode61 remove_diacritics 2"
)
"""

ACTORS = """
create table actor (
    id         text primary key,
    name       text not null,
    kind       text not null,
    parent     text not null,
    role       text not null,
    valid_from text,
    valid_to   text
) strict;

create table alias (
    actor_id  text not null references actor(id) on delete cascade,
    alias     text not null,
    ambiguous integer not null,
    primary key (actor_id, alias)
) strict, without rowid;

create table office (
    id              integer primary key,
    person_id       text not null,
    office          text not null,
    organisation_id text not null,
    valid_from      text,
    valid_to        text
) strict
"""

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

SEEN = """
create index article_seen on article (audience, published_at, publisher_id, retrieved_at)
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

COMPANY = """
create table company (                 -- in how many articles two actors are surely named together
    audience text not null,
    actor_id text not null,
    other_id text not null,
    articles integer not null,
    primary key (audience, actor_id, other_id)
) strict, without rowid;

create trigger company_gained after insert on article_actor begin
    insert into company
        select article.audience, new.actor_id, other.actor_id, 1
        from article join article_actor other on other.article_id = article.id
        where article.id = new.article_id and other.actor_id <> new.actor_id
        on conflict do update set articles = articles + 1;
    insert into company
        select article.audience, other.actor_id, new.actor_id, 1
        from article join article_actor other on other.article_id = article.id
        where article.id = new.article_id and other.actor_id <> new.actor_id
        on conflict do update set articles = articles + 1;
end;

-- Before an article goes, its article_actor rows must: afterwards nobody knows whose company it was.
create trigger company_lost after delete on article_actor begin
    update company set articles = articles - 1
        where audience = (select audience from article where id = old.article_id) and actor_id = old.actor_id
          and other_id in (select actor_id from article_actor where article_id = old.article_id);
    update company set articles = articles - 1
        where audience = (select audience from article where id = old.article_id)
          and actor_id in (select actor_id from article_actor where article_id = old.article_id)
          and other_id = old.actor_id;
end;

insert into company
    select article.audience, mine.actor_id, other.actor_id, count(*)
    from article join article_actor mine on mine.article_id = article.id
    join article_actor other on other.article_id = article.id and other.actor_id <> mine.actor_id
    group by 1, 2, 3
"""
