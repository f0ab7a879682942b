"""The catalogue as loaded, and with whom each actor is named. SQL only."""

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
end
"""

NAMES = """
create table added_actor (             -- names that a workspace (team '': whoever runs the bot, for all) added
    id       text primary key,
    team     text not null,
    name     text not null,
    kind     text not null,
    aliases  text not null,            -- JSON
    added_by text not null,
    added_at text not null,
    upto     integer not null,         -- the newest article there was then: later ones are looked through as they come
    at       integer not null          -- … and up to which the older ones have been
) strict;

create table ignored_name (            -- proposed, and said to be none
    team       text not null,
    name       text not null,
    ignored_by text not null,
    ignored_at text not null,
    primary key (team, name)
) strict, without rowid
"""
