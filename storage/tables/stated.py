"""What sentences of current revisions state: developments, quotations, days to come. SQL only."""

DEVELOPMENTS = """
create table development (
    id          integer primary key,
    article_id  integer not null references article(id) on delete cascade,
    sentence_id integer not null references sentence(id) on delete cascade,
    type        text not null,
    stage       text not null,
    instrument  text,
    ordinal     integer,
    event_date  text,                  -- null where the sentence tells none: never the day of publication
    holds       integer not null,      -- told as a fact, not denied
    record      text not null          -- all of it, JSON
) strict;
create index development_article on development (article_id);
create index development_sentence on development (sentence_id);
create index development_instrument on development (instrument, article_id) where instrument is not null;

create table development_actor (
    actor_id       text not null,
    development_id integer not null references development(id) on delete cascade,
    role           text not null,
    primary key (actor_id, development_id, role)
) strict, without rowid;
create index development_actor_development on development_actor (development_id)
"""

SAID = """
create table quotation (               -- direct, or (not direct) what somebody is said to have said
    id           integer primary key,
    article_id   integer not null references article(id) on delete cascade,
    revision_id  integer not null references revision(id) on delete cascade,
    start        integer not null,     -- characters in revision.text
    "end"        integer not null,
    speaker      text,                 -- an actor, where that is sure
    speaker_name text not null,        -- as written; empty where the text leaves it open
    office       text not null,        -- the speaker's on the day of the article
    direct       integer not null,
    topics       text not null         -- JSON: topics that the statement touches
) strict;
create index quotation_article on quotation (article_id);
create index quotation_speaker on quotation (speaker, article_id) where speaker is not null;

create table milestone (               -- a day to come, as of the day of the article
    id          integer primary key,
    article_id  integer not null references article(id) on delete cascade,
    sentence_id integer not null references sentence(id) on delete cascade,
    day         text not null,
    precision   text not null,
    certain     integer not null,
    start       integer not null,      -- of the part that says what, characters in revision.text
    "end"       integer not null
) strict;
create index milestone_article on milestone (article_id);
create index milestone_day on milestone (day)
"""

BY_TYPE = """
create index development_type on development (type, stage, article_id) where holds;
create index development_stage on development (stage, article_id) where holds;
create index article_language on article (language)
"""

COVERING = """
drop index quotation_speaker;
create index quotation_said on quotation (speaker, article_id, direct, start, "end") where speaker is not null
"""
