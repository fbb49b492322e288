"""Every error that the package raises on purpose: one tree, so that a caller can catch ``CheckerError``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path


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
    # A library that is switched off (`sys.modules[name] = None`) has no spec either.
    missing = [
        name for name in libraries if (sys.modules[name] is None if name in sys.modules else not find_spec(name))
    ]
    if missing:
        raise MissingExtraError(
            f"{what} needs {', '.join(missing)}, which the extra `{extra}` installs: {installing(extra)}"
        )


def installing(extra: str) -> str:
    """The command that installs an extra: in a checkout from there, since no index need have the package."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file():
        return f"pip install -c {checkout}/constraints.txt -e '{checkout}[{extra}]'"
    return f"pip install 'headline-checker[{extra}]'"


def described(error: Exception) -> str:
    """Kind and words of an error, whatever its own ``str`` does."""
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:
        return type(error).__name__


def shown(value: object) -> str:
    """A caller's value in a few letters, whatever its own ``repr`` does."""
    try:
        return f"{value!r:.60}"
    except Exception:
        return f"a {type(value).__name__}"
