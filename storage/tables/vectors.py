"""What an encoder makes of articles. SQL only."""

VECTORS = """
create table vector (                  -- of the current revision of an article, if it was encoded already
    id          integer primary key autoincrement,  -- never given twice: what is new is told by it
    article_id  integer not null references article(id) on delete cascade,
    revision_id integer not null,
    model       text not null,         -- name and version of the encoder: those of two do not compare
    stretches   blob not null,         -- one after the other, a signed byte for each dimension
    unique (article_id, model)
) strict;
create index vector_model on vector (model)
"""
