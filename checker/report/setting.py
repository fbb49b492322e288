"""What a format is told, and what it has to be able to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..article import Article
    from .types import Report

# Called with a text and a colour's name (``red``, ``bold`` …), returns the text to print.
Style = Callable[[str, str], str]


@dataclass(frozen=True)
class Setting:
    """What a format may know of the run and of where its text goes.

    Attributes:
        alone: there is one report: as JSON an object, no list.
        style: colours; ``None`` for none.
        width: columns of a terminal.
        root: the folder that paths are told from, where a format tells them from one: the checkout.
        fail_on: lowest severity that makes the run fail: ``error``, ``warning`` or ``never``.
        limit: bytes that the whole may have; ``None`` for any number.
    """

    alone: bool = False
    style: Style | None = None
    width: int = 100
    root: str = ""
    fail_on: str = "error"
    limit: int | None = None


class Renderer(Protocol):
    """Reports → text. What can be written at once is; what stands at the head of a document waits for the end."""

    def __init__(self, setting: Setting) -> None: ...

    def add(self, report: Report, article: Article | None) -> str:
        """The text of one report, as far as it can be written before the next one.

        Args:
            report: of one headline.
            article: what was read, where the caller has it: reports hold no bodies.
        """
        ...

    def finish(self, failures: Sequence[str]) -> Iterable[str]:
        """What remains.

        Args:
            failures: a line for each file or row that could not be read.
        """
        ...
