"""What a request asks of the checker, and what it gets back: plain values, so that they may go to another process."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Literal

Source = Literal["body", "body_id", "text", "html"]


@dataclass(frozen=True)
class Story:
    """One story of a request.

    Attributes:
        source: what ``text`` is.
        text: the body, the id of a kept one, a whole story as pasted, or a web page.
        headlines: with what they are called; empty where the story brings its own.
        every: check every headline that the story brings along.
        select, ignore: rules to run.
        id, url, published: the caller's own.
        place: where it stands in the request, for messages: ``""``, ``articles.3.``.
    """

    source: Source
    text: str
    headlines: tuple[tuple[str | None, str], ...] = ()
    every: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    id: str | None = None
    url: str | None = None
    published: str | None = None
    place: str = ""

    @property
    def characters(self) -> int:
        """What it holds in memory."""
        return len(self.text) + sum(len(headline) for _, headline in self.headlines)


@dataclass(frozen=True)
class Job:
    """One story of a request.

    Attributes:
        story: what it is about.
        task: check its headlines, keep its body, or only give the text of its body.
        request: those of one batch have the same number, and take turns with other requests as one; ``None``:
            it stands alone.
    """

    story: Story
    task: Literal["check", "keep", "text"] = "check"
    request: int | None = None


@dataclass(frozen=True)
class Answer:
    """What a request gets back.

    Attributes:
        reports: each as JSON.
        body: the body that was found in a text or page; ``None`` where the caller gave it.
        body_id: where it is kept.
        sentences: of the body.
        headlines: name, headline, where it was found: those that the story brought along.
        lacks: of a body to keep: why it is not the story.
        findings: how many by rule.
        verdicts: how many headlines by verdict.
    """

    reports: tuple[bytes, ...] = ()
    body: str | None = None
    body_id: str | None = None
    sentences: int = 0
    headlines: tuple[tuple[str | None, str, str | None], ...] = ()
    lacks: str | None = None
    findings: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)


def settle(future: Future[Answer], result: Answer | BaseException) -> None:
    """Give an answer, unless nobody waits for it any more."""
    if future.done() or not future.set_running_or_notify_cancel():
        return
    if isinstance(result, BaseException):
        future.set_exception(result)
    else:
        future.set_result(result)
