"""SQLite's edge: plain functions over a connection."""
