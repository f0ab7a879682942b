"""From bytes to an article kept: what was named, shared or fetched is read, understood, compared, placed."""
