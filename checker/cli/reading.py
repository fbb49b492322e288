"""Articles of a file; a bad row stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from ..article import Article
    from ..configuration import Configuration


def good(found: Iterator[Article | InputError], own: Configuration, failures: list[str]) -> Iterator[Article]:
    """The articles of one file that can be checked with what is in force for it;
    messages go where they are collected.
    """
    # What starts at once must not wait for the parser's import.
    from ..inputs import sound

    try:
        for item in found:
            try:
                if isinstance(item, InputError):
                    raise item
                yield own.reasoned(sound(item))
            except InputError as error:
                failures.append(str(error))
    except InputError as error:
        failures.append(str(error))
