"""Every error that the package raises on purpose: one tree, so that a caller can catch ``CheckerError``."""

from __future__ import annotations

from collections.abc import Iterable


class CheckerError(Exception):
    """Base of all errors raised on purpose; ``str(error)`` is one line that says the way out."""

    def __str__(self) -> str:
        # Names of files and fields may hold line breaks.
        return " ".join(super().__str__().splitlines())


class InputError(CheckerError):
    """An article cannot be read: names the file, the line or field, and the way out."""


class UsageError(CheckerError):
    """An option or argument has a value that makes no sense."""


class ModelError(CheckerError):
    """The NLI model is missing, damaged or of the wrong kind."""


class MissingExtraError(CheckerError):
    """A feature needs an optional dependency; the message names the extra to install."""


def require_extra(what: str, libraries: Iterable[str], extra: str) -> None:
    """Say which extra to install where a library of it is missing; nothing is imported.

    Raises:
        MissingExtraError: one of the libraries is not installed.
    """
    from importlib.util import find_spec

    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise MissingExtraError(
            f"{what} needs {', '.join(missing)}, which the extra `{extra}` installs: pip install 'headline-checker[{extra}]'"
        )
