"""`antici sources`: adding, visiting, pausing, in OPML and out; and `antici ingest --watch`."""

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.shell.antici import NO_SETTINGS, Antici

ITEM = "<item><title>{0}</title><link>/news/{1}.html</link><pubDate>{2}</pubDate><description>{0}</description></item>"
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>The Quay</title>"
    + ITEM.format("Two frigates left port", 1, "Mon, 23 Nov 2026 10:00:00 GMT")
    + ITEM.format("A bridge near Kemi was paid for", 2, "Sun, 22 Nov 2026 10:00:00 GMT")
    + "</channel></rss>"
)
HOME = '<!doctype html><title>The Quay</title><link rel="alternate" type="application/rss+xml" href="/feed.rss"><p>Hi.'
PAGE = "<!doctype html><title>{0}</title><article><h1>{0}</h1><p>{1}</p></article>"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        return None


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A site with a feed, served."""
    folder = tmp_path / "site"
    (folder / "news").mkdir(parents=True)
    (folder / "feed.rss").write_text(FEED)
    (folder / "index.html").write_text(HOME)
    for number, title in ((1, "Two frigates left port"), (2, "A bridge near Kemi was paid for")):
        text = f"{title} on the day that lot {number} was counted. " + "Officials said so in a long statement. " * 8
        (folder / "news" / f"{number}.html").write_text(PAGE.format(title, text))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_without_any_it_says_how_to_begin(antici: Antici) -> None:
    antici.lines("ingest", antici.write("a.txt", "Two frigates left port."))
    shown = antici("sources")
    assert shown.exit_code == 0 and "Looked at 1 article" in shown.stdout


def test_a_site_is_added_by_its_feed_and_visited(antici: Antici, site: str) -> None:
    added = antici("sources", "add", site, "--allow-private", "--as-of", "2026-11-24")
    assert added.exit_code == 0, added.stderr
    assert f"The Quay is read from now on. It is a feed, found there: {site}feed.rss." in added.stdout
    for spelling in (f"{site}feed.rss", f"{site}feed.rss/?utm_source=x", f"{site}feed.rss#top"):
        assert "The Quay is read already." in antici("sources", "add", spelling, "--allow-private").stdout
    visited = antici("sources", "check", "all", "--allow-private", "--as-of", "2026-11-24")
    assert "1 The Quay: fine. Covered since 24 November 2026: 2 articles" in visited.stdout, visited.stderr
    [line] = antici.lines("sources")
    assert [one["health"] for one in line["watched"]] == ["fine"]
    assert antici("ask", "Which ships left port?", "--as-of", "2026-11-24").exit_code == 0


def test_a_private_address_is_not_read_unless_that_is_said(antici: Antici, site: str) -> None:
    refused = antici("sources", "add", site)
    assert refused.exit_code == 2 and "leads to a private network address" in refused.stderr


def test_lists_of_other_readers_go_in_and_out(antici: Antici, tmp_path: Path) -> None:
    listed = antici.write("in.opml", '<opml><body><outline text="A" xmlUrl="https://a.example/f"/></body></opml>')
    assert "A is read from now on." in antici("sources", "import", listed).stdout
    assert "A is paused" in antici("sources", "pause", "A").stdout
    assert "1 A: paused." in antici("sources").stdout
    assert "1 A: paused." in antici("sources", "check", "all").stdout
    out = tmp_path / "out.opml"
    assert antici("sources", "export", str(out)).exit_code == 0
    assert "https://a.example/f" in out.read_text() and "https://a.example/f" in antici("sources", "export").stdout
    assert "exists already" in antici("sources", "export", str(out)).stderr
    assert "There is no file" in antici("sources", "import", "nowhere.opml").stderr


def test_the_shipped_set(antici: Antici) -> None:
    told = antici("sources", "add", "default").stdout
    assert "100 sources of the shipped set are read from now on." in told and "/sources" not in told
    assert "Nothing reads sources now: antici run does, and antici ingest --watch." in told.replace("\n", " ")
    assert len(antici.lines("sources")[0]["watched"]) == 100
    assert "Bruegel is no longer read." in antici("sources", "remove", "bruegel").stdout
    assert antici.lines("sources")[0]["unwatched"] == ["Bruegel"]


def test_ingest_wants_to_know_what(antici: Antici) -> None:
    assert "or say --watch" in antici("ingest").stderr


def test_watching_reads_what_is_due_until_it_is_stopped(antici: Antici, site: str) -> None:
    antici("sources", "add", site, "--allow-private")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    env = {**NO_SETTINGS, "ANTICI_DATABASE": str(antici.file), "PATH": "", "HOME": str(antici.folder),
           "ANTICI_HEALTH_PORT": port}  # fmt: skip
    command = [sys.executable, "-m", "bot", "ingest", "--watch", "--allow-private"]
    process = subprocess.Popen(command, env={name: value or "" for name, value in env.items()}, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while antici.lines("sources")[0]["coverage"]["articles"] < 2:
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.5)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as metrics:
            assert b"antici_articles 2.0" in metrics.read()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as ready:
            assert b'"ready": true' in ready.read()
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 0 and b"Stopped after 1 visits: 2 added." in told, told
