"""Nothing hangs: long and hostile articles take time in proportion to their length, and an article has its time."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checker import Article, Checker, InputError, UsageError, answering, time_limit
from checker.article import MAX_HEADLINE, MAX_HEADLINE_WORDS
from checker.course import course
from checker.evidence import PASSAGE_WORDS, Evidence, SentenceIndex
from checker.reading import MAX_FILE, read_file, read_stream
from checker.segmentation import MAX_SENTENCE, segment
from checker.stopwatch import Stopwatch
from checker.text import repair

from .growth import MOST_GROWTH, cpu_seconds, least_growth

HEADLINE = "Council rejects runway in Tarvin after 12 protests, mayor says"
SENTENCE = "The council said on Monday that {n} people had come to Tarvin, and the mayor denied a report of it. "
BODIES: dict[str, Callable[[int], str]] = {
    "sentences": lambda size: "".join(SENTENCE.format(n=n) for n in range(size // 100)),
    "one letter": lambda size: "a" * size,
    "spaces": lambda size: "a. " + " " * size + "b.",
    "line ends": lambda size: "A council said so. \n" + "\n" * size + "So it was.",
    "short lines": lambda size: "so it\n" * (size // 6),
    "words": lambda size: "council " * (size // 8),
    "full stops": lambda size: "A council. " + "." * size,
    "quotation marks": lambda size: 'He said "so" ' * (size // 13),
    "open quotations": lambda size: ' "a' * (size // 3),
    "headings": lambda size: "# a\n" * (size // 4),
    "bullets": lambda size: "- " * (size // 2),
    "zero widths": lambda size: "a\u200b" * (size // 2),
    "broken encoding": lambda size: "it â€™ s. " * (size // 10),
    "tags": lambda size: "<p>so it is.</p>" * (size // 16),
    "open tags": lambda size: "<p" * (size // 2),
    "numbers": lambda size: "12,345 people, " * (size // 15),
    "digits": lambda size: "1" * size,
    "commas": lambda size: "1," * (size // 2),
    "initials": lambda size: "A. B. " * (size // 6),
    "capitals": lambda size: "Ab Cd " * (size // 6),
}


def prepared(checker: Checker, headline: str, body: str) -> None:
    """All that is done with an article before the model is asked, and the evidence that it would be shown."""
    read = checker.read_body(body)
    next(course(Article(headline, body), read, checker.thresholds, PASSAGE_WORDS, Stopwatch()), None)
    read.index.passage(headline)


@pytest.mark.parametrize("kind", BODIES)
def test_bodies_take_linear_time(kind: str, checker: Checker) -> None:
    make, size = BODIES[kind], 25_000
    prepared(checker, HEADLINE, make(1000))
    assert least_growth(lambda body: prepared(checker, HEADLINE, body), make, size) <= MOST_GROWTH
    # At most 100 microseconds a character.
    assert cpu_seconds(lambda: prepared(checker, HEADLINE, make(size)), 2) < 1e-4 * size


def test_twenty_thousand_sentences_are_checked(checker: Checker) -> None:
    body = "".join(f"The mayor denied a report of {n} people. " for n in range(20_000))
    started = time.thread_time()
    report = checker.check(HEADLINE, body)
    assert report.verdict != "not-checked"
    # Of forty thousand it took ten seconds to find the passage alone.
    assert time.thread_time() - started < 30


@pytest.mark.parametrize("kind", BODIES)
def test_no_sentence_is_longer_than_the_parser_takes(kind: str) -> None:
    document = segment(repair(BODIES[kind](20_000)).text)
    assert all(len(sentence.text) <= MAX_SENTENCE for sentence in document.sentences)


@pytest.mark.parametrize(
    "headline",
    [
        "Dad says " + "o" * 300,
        "Mayor says www.very-long-domain-name-of-the-city-council.gov.uk/consultation is open",
        "a" * MAX_HEADLINE,
        "'a " * 150,
        "A, b " * 100,
        "says " * 150,
        "- " * 180,
        "1,2 " * 150,
        "A.B." * 200,
        " says".join("o" * 50 for _ in range(10)),
    ],
)
def test_headlines_take_little_time(headline: str, checker: Checker) -> None:
    body = SENTENCE.format(n=12) * 3
    checker.check("Council meets", body)
    assert cpu_seconds(lambda: prepared(checker, headline, body)) < 5


@pytest.mark.parametrize("headline", ["a " * (MAX_HEADLINE_WORDS + 1), "o" * (MAX_HEADLINE + 1), "word " * 100_000])
def test_overlong_headlines_are_not_checked(headline: str, checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr("checker.course.repair", lambda text: seen.append(text) or repair(text))
    report = checker.check(headline, SENTENCE.format(n=12) * 3)
    assert report.verdict == "not-checked"
    assert report.reason == f"the headline has more than {MAX_HEADLINE_WORDS} words or {MAX_HEADLINE:,} characters"
    assert report.reason_code == "headline-too-long"
    assert headline not in seen


def let_pass(seconds: float) -> None:
    """As if the article at hand had taken so long: a busy machine decides nothing then."""
    clock = time_limit._CLOCK.get()
    assert clock is not None
    clock.spent += seconds


class SlowIndex(SentenceIndex):
    """Takes its time over some bodies."""

    def score(self, claim: str) -> list[Evidence]:
        if "slowly" in self.document.text:
            let_pass(40)
        return super().score(claim)


SLOW = (
    "Council rejects runway and mayor resigns",
    "The council decided slowly. It rejected the runway. The mayor went on.",
)
QUICK = ("Council rejects runway", "The council rejected the runway on Monday. The mayor said so.")


def test_an_article_over_its_time_is_not_checked_and_the_others_are() -> None:
    checker = Checker("compact", index=SlowIndex, time_limit=35)
    checker.warm_up()
    list(checker.check_many([QUICK]))
    found: list[object] = []
    # In a thread: signals would not do.
    thread = threading.Thread(target=lambda: found.extend(checker.check_many([QUICK, SLOW, QUICK])))
    thread.start()
    thread.join(60)
    first, slow, last = found
    assert slow.verdict == "not-checked"  # type: ignore[attr-defined]
    assert slow.reason == "checking took longer than an article may take"  # type: ignore[attr-defined]
    assert "35 s" in slow.notes[-1]  # type: ignore[attr-defined]
    assert first.verdict == last.verdict != "not-checked"  # type: ignore[attr-defined]
    assert Checker("compact", index=SlowIndex, time_limit=None).check(*SLOW).verdict != "not-checked"


@pytest.mark.parametrize(
    "where",
    ["checker.course.read_headline", "checker.course._widen", "checker.nli.questions.answer"],
)
def test_every_stage_counts(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an article spends its time on, it is given up without an error."""
    checker = Checker("compact", time_limit=0.5)
    list(checker.check_many([QUICK]))
    module, name = where.rsplit(".", 1)
    target = answering if name == "answer" else importlib.import_module(module)
    meant = getattr(target, name)

    def slowly(*arguments: object, **options: object) -> object:
        # What the model does is nobody's own stage: its time is taken while it answers.
        time.sleep(1.1)
        return meant(*arguments, **options)

    monkeypatch.setattr(target, name, slowly)
    (report,) = checker.check_many([SLOW])
    assert report.reason_code == "time-limit"


def test_a_rule_that_takes_its_time_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rules import RULES

    ran: list[str] = []

    def slow(context: object) -> list[object]:
        ran.append("slow")
        let_pass(60)
        return []

    def later(context: object) -> list[object]:
        ran.append("later")
        return []

    monkeypatch.setitem(RULES, "actor-mismatch", replace(RULES["actor-mismatch"], check=slow))
    monkeypatch.setitem(RULES, "number-mismatch", replace(RULES["number-mismatch"], check=later))
    checker = Checker("compact", time_limit=50)
    checker.warm_up()
    (report,) = checker.check_many([QUICK])
    assert report.reason_code == "time-limit"
    assert ran == ["slow"]


@pytest.mark.parametrize("limit", [0, -1, float("nan"), "1", True, []])
def test_limits_that_make_no_sense_are_refused(limit: object) -> None:
    with pytest.raises(UsageError, match="time_limit"):
        Checker("compact", time_limit=limit)  # type: ignore[arg-type]


def test_a_device_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="more than 64 MB"):
        list(read_file(Path("/dev/zero")))
    with open("/dev/zero", "rb") as endless, pytest.raises(InputError, match="standard input: has more than 64 MB"):
        list(read_stream(endless))


def test_a_pipe_obeys_the_size_limit(tmp_path: Path) -> None:
    pipe = tmp_path / "article.txt"
    os.mkfifo(pipe)
    code = f"import sys; out = open(sys.argv[1], 'wb'); out.write(b'Headline\\n' + b'a' * {MAX_FILE})"
    with subprocess.Popen([sys.executable, "-c", code, str(pipe)], stderr=subprocess.DEVNULL) as writer:
        with pytest.raises(InputError, match=r"article\.txt: has more than 64 MB"):
            list(read_file(pipe))
        writer.kill()
    os.unlink(pipe)
    os.mkfifo(pipe)
    code = "import sys; open(sys.argv[1], 'wb').write(b'Council meets\\nIt met. It did.')"
    with subprocess.Popen([sys.executable, "-c", code, str(pipe)]):
        assert [article.headline for article in read_file(pipe)] == ["Council meets"]  # type: ignore[union-attr]
