"""Articles, their revisions and sentences, who is named in them, the stories they tell. SQL only."""

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
    identity     text not null,        -- the page's address in its shortest form, #<hash> beside it, or text:<hash>
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

SEEN = """
create index article_seen on article (audience, published_at, publisher_id, retrieved_at)
"""

REVISIONS = """
alter table revision add column change text not null default '';   -- correction, retraction: what it says of itself
alter table appearance add column title text not null default '';
alter table appearance add column published_at text;
alter table appearance add column hash text not null default '';   -- of the text there, which may differ in trifles
update appearance set hash = (select revision.hash from article join revision on revision.id = article.revision_id
                              where article.id = appearance.article_id);

create table signature (               -- numbers that copies of a text share, of current revisions
    number     integer not null,
    article_id integer not null references article(id) on delete cascade,
    primary key (number, article_id)
) strict, without rowid;
create index signature_article on signature (article_id)
"""

INDEXES = """
create table text_index (              -- the full-text index of each audience key; see storage/indexes.py
    audience text primary key,
    name     text not null unique
) strict, without rowid;
insert into text_index values ('*', 'article_fts')
"""

TEXT_INDEX = """
create virtual table {name} using fts5 (
    title, body, content='article_text', content_rowid='id',
    tokenize="porter unicode61 remove_diacritics 2"
)
"""

PAGES = """
create table page (                    -- where each page of a paged document begins
    revision_id integer not null references revision(id) on delete cascade,
    number      integer not null,
    start       integer not null,      -- characters in revision.text
    primary key (revision_id, number)
) strict, without rowid
"""

READ_BEFORE = """
create table read_before (             -- inputs that were read to their end
    audience   text not null,
    input_hash text not null,          -- of its bytes, its address, and who read it
    articles   text not null,          -- JSON, in the input's order
    at         text not null,
    primary key (audience, input_hash)
) strict, without rowid
"""

VERDICTS = """
create table story_verdict (           -- what a reader last said of two stories
    one_id   integer not null references story(id) on delete cascade,
    other_id integer not null references story(id) on delete cascade,  -- the higher number
    same     integer not null,
    said_by  text not null,
    said_at  text not null,
    primary key (one_id, other_id)
) strict, without rowid;

create table story_merged (            -- a story that a reader joined to another, and is told there
    story_id integer primary key references story(id) on delete cascade,
    into_id  integer not null references story(id) on delete cascade
) strict;
create index story_merged_into on story_merged (into_id);

create table story_moved (             -- where an article was placed before
    article_id integer primary key references article(id) on delete cascade,
    story_id   integer not null references story(id) on delete cascade
) strict;
create index story_moved_story on story_moved (story_id)
"""

BY_PAGE = """
update or ignore article set identity = rtrim(
    case when url glob 'https://www.*' then substr(url, 13) when url glob 'http://www.*' then substr(url, 12)
         when url glob 'https://*' then substr(url, 9) else substr(url, 8) end, '/')
where identity = url;

update or ignore appearance set identity = rtrim(
    case when url glob 'https://www.*' then substr(url, 13) when url glob 'http://www.*' then substr(url, 12)
         when url glob 'https://*' then substr(url, 9) else substr(url, 8) end, '/')
where identity = url;
"""
"""Articles are known by their page, not by one of its addresses; where the short form is another, by the address."""

AMENDED = """
alter table revision add column changed_on text;   -- the day of its change, where it says so
create index revision_changed on revision (article_id, number) where change <> ''
"""

COVERING = """
drop index article_publisher;
create index article_of_publisher on article (publisher_id, audience, published_at, retrieved_at, demo)
"""
