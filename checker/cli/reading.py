"""Articles of a file; a bad row stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from ..article import Article


def good(found: Iterator[Article | InputError], failures: list[str]) -> Iterator[Article]:
    """The articles of one file; messages go where they are collected."""
    try:
        for item in found:
            if isinstance(item, InputError):
                failures.append(str(item))
            else:
                yield item
    except InputError as error:
        failures.append(str(error))
