"""What is counted and timed at Slack's edge, for whoever runs the bot. Counts only: no names, no texts.

The figures belong to the process, as Prometheus has it; `health` serves them.
"""

from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()

CALLS = Counter("antici_calls", "Calls ended, by kind and outcome.", ["kind", "outcome"], registry=REGISTRY)
ACK_S = Histogram(
    "antici_ack_seconds",
    "From an envelope heard to its acknowledgement.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3),
    registry=REGISTRY,
)
ANSWER_S = Histogram(
    "antici_answer_seconds",
    "From a call kept, or taken up after a start, to its end.",
    ["kind"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800),
    registry=REGISTRY,
)
WAITS = Counter("antici_rate_limited", "Times that Slack asked us to wait.", registry=REGISTRY)
RECONNECTS = Counter("antici_reconnects", "Connections built anew.", registry=REGISTRY)
LOOP_LAG_S = Histogram(
    "antici_loop_lag_seconds",
    "How late the event loop is.",
    buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5),
    registry=REGISTRY,
)
LINKS = Gauge("antici_links_connected", "Connections to Slack that stand.", registry=REGISTRY)
INBOX_OPEN = Gauge("antici_inbox_open", "Calls heard and not yet ended.", registry=REGISTRY)
INBOX_OLDEST_S = Gauge("antici_inbox_oldest_seconds", "How long the oldest of them has waited.", registry=REGISTRY)
ARTICLES = Gauge("antici_articles", "Articles in the archive.", registry=REGISTRY)
SOURCES_FAILING = Gauge("antici_sources_failing", "Sources that fail for now.", registry=REGISTRY)

SOURCES = Gauge("antici_sources", "Sources by how they do.", ["health"], registry=REGISTRY)
VISITS = Counter("antici_visits", "Visits of sources, by how they went.", ["outcome"], registry=REGISTRY)
ITEMS = Counter("antici_items", "What sources showed, by what became of it.", ["outcome"], registry=REGISTRY)
ITEMS_OWED = Gauge("antici_items_owed", "What sources have shown and is not kept yet.", registry=REGISTRY)
VISIT_DUE_S = Gauge("antici_visit_overdue_seconds", "How long the most overdue visit has been due.", registry=REGISTRY)
DIGESTS = Counter("antici_digests", "Digests that were due, by what became of them.", ["outcome"], registry=REGISTRY)


def digest(outcome: str) -> None:
    """A digest that was due ended so."""
    DIGESTS.labels(outcome).inc()


class Gathering:
    """Counts what the round of the sources does."""

    def done(self, what: Literal["visit", "item"], outcome: str) -> None:
        """A visit or an item ended so."""
        (VISITS if what == "visit" else ITEMS).labels(outcome).inc()


def ended(kind: str, outcome: str, *, seconds: float) -> None:
    """Count a call; of an outcome such as `failed: 3fa9c1` only the first word, or the labels would have no end."""
    CALLS.labels(kind, outcome.partition(":")[0]).inc()
    ANSWER_S.labels(kind).observe(seconds)
