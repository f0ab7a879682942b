"""What Antici knows and decides: no SQL, no Slack."""

__version__ = "0.1.0"
