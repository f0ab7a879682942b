"""One module a command: read what was typed, ask the desk, show what it returns."""
