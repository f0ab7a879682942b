"""What a language model took, where one is set. SQL only."""

SPENDING = """
create table spending (
    day    text primary key,           -- UTC
    tokens integer not null,           -- those set aside for answers under way among them
    micros integer not null            -- millionths of a dollar
) strict, without rowid
"""
