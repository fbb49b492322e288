"""Flags that an editor calls wrong, in a JSON Lines file that ``checker models calibrate`` reads."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

from ..article import Article, writable
from .problems import ProblemError
from .shapes import FeedbackRequest


class Feedback:
    """Writes feedback.

    Args:
        path: the file, made when first needed; ``None``: none is taken.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.Lock()

    def write(self, told: FeedbackRequest, body: str) -> None:
        """Add a line.

        Raises:
            ProblemError: no file was chosen, or it cannot be written.
            InputError: headline or body is no text of an article.
        """
        if self.path is None:
            raise ProblemError("not-available", "no feedback is taken: start the service with --feedback FILE")
        article = Article(told.headline, body)
        row = {
            "headline": article.headline,
            "body": article.body,
            "label": told.label,
            "rule": told.rule,
            "fingerprint": told.fingerprint,
            "reason": told.reason,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        line = writable(json.dumps(row, ensure_ascii=False)) + "\n"
        with self._lock:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                # One write to a file that is only added to: lines of several processes do not mix. Texts of drafts:
                # its owner's alone.
                file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    os.write(file, line.encode())
                finally:
                    os.close(file)
            except OSError as error:
                raise ProblemError("internal-error", f"the feedback file cannot be written: {error.strerror}") from None
