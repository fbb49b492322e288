"""Text that waits for the head of its document: beyond a megabyte on disk,
so that memory does not grow with the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

IN_MEMORY = 1_000_000
PIECE = 65_536


class Spool:
    """Pieces of text, given back in order.

    Attributes:
        count: how many there are.
    """

    def __init__(self) -> None:
        self.count = 0
        self._file = SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="")  # noqa: SIM115

    def add(self, text: str) -> None:
        """Append a piece."""
        self._file.write(text)
        self.count += 1

    def read(self) -> Iterator[str]:
        """All of it, in pieces of any length; nothing can be added behind that."""
        self._file.seek(0)
        while piece := self._file.read(PIECE):
            yield piece
        self._file.close()

    def lines(self) -> Iterator[str]:
        """The same, a line at a time, its end kept: for pieces that are a line each."""
        self._file.seek(0)
        yield from self._file
        self._file.close()
