"""The tables, in SQL, one text a migration, by subject; `schema` applies them in order. Append only.

Every table is strict. Times are UTC in ISO 8601; a published date may be a day alone, or null when unknown.
"""
