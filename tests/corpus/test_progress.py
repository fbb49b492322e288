"""What a run says of itself."""

from __future__ import annotations

import json
from io import StringIO

import pytest

from checker.corpus import progress
from checker.corpus.manifest import ShardLine
from checker.corpus.progress import Progress, Tally, in_hours


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def line(number: int, done: int, failed: int = 0, flagged: int = 0) -> ShardLine:
    return ShardLine(number, "", "", done, 10, done, {"invalid-input": failed} if failed else {}, flagged, 1.0)


def test_rows_are_counted_once_also_where_a_shard_begins_again() -> None:
    found = Progress(40, [line(0, 10, 2, 3)], quiet=True, stream=StringIO())
    assert found.tally == Tally(10, 2, 3)
    for _ in range(4):
        found.row(1, None, True)
    found.row(1, "invalid-input", False)
    assert found.tally == Tally(15, 3, 7)
    found.again(1, Tally())
    assert found.tally == Tally(10, 2, 3)
    found.row(1, None, False)
    found.again(1, Tally(10, 1, 0))
    assert found.tally == Tally(20, 3, 3)


def test_a_line_a_minute_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    stream = StringIO()
    found = Progress(100, [line(0, 10)], stream=stream)
    found.begin()
    for second in range(1, 130):
        now = 1000.0 + second
        found.row(1, "time-limit" if second == 7 else None, second < 4) if second <= 65 else None
        found.tick()
    assert stream.getvalue().splitlines() == [
        "10 of 100 rows, 0.0 a second, 0 flagged, 0 failed",
        "70 of 100 rows, 1.0 a second, 30 s left, 3 flagged, 1 failed",
        "75 of 100 rows, 0.54 a second, 46 s left, 3 flagged, 1 failed",
    ]


def test_json_lines_for_machines_and_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = StringIO()
    found = Progress(5, log_format="json", stream=stream)
    found.begin()
    found.row(0, None, True)
    found.event("aside", "a.csv: row 3: set aside")
    first, second = (json.loads(text) for text in stream.getvalue().splitlines())
    assert (first["event"], first["done"], first["total"]) == ("begin", 0, 5)
    assert second.keys() >= {"time", "articles_per_second", "seconds_left", "flagged", "failed"}
    assert (second["event"], second["done"], second["message"]) == ("aside", 1, "a.csv: row 3: set aside")
    stream = StringIO()
    quiet = Progress(5, quiet=True, stream=stream)
    quiet.begin()
    monkeypatch.setattr(progress, "EVERY", 0.0)
    quiet.tick()
    assert stream.getvalue() == ""
    quiet.event("aside", "a.csv: row 3: set aside")
    assert stream.getvalue() == "a.csv: row 3: set aside\n"


def test_a_bar_on_a_terminal() -> None:
    stream = Terminal()
    found = Progress(4, stream=stream)
    found.begin()
    found.row(0, "invalid-input", False)
    found.row(0, None, True)
    found.event("aside", "a.csv: row 3: set aside [1]")
    found.end()
    shown = stream.getvalue()
    assert "2/4" in shown
    assert "1 flagged, 1 failed" in shown
    assert "articles/s" in shown
    assert "set aside [1]" in shown


@pytest.mark.parametrize(
    ("seconds", "said"), [(3, "3 s"), (61, "1 min 1 s"), (3_600, "1 h 0 min"), (36_000_000, "10,000 h 0 min")]
)
def test_lengths_of_time(seconds: float, said: str) -> None:
    assert in_hours(seconds) == said
