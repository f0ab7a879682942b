"""What sentences of current revisions state: developments. SQL only."""

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
