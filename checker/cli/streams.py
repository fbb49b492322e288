"""Standard streams that may be closed, full or without a reader."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

from ..visible import json_visible, visible
from .exit_status import ExitStatus

if TYPE_CHECKING:
    from ..report.setting import Style


class OutputError(Exception):
    """Standard output cannot be written."""

    def __init__(self, error: OSError) -> None:
        _silence(1)
        super().__init__(f"standard output: cannot be written: {error.strerror or error}")
        self.status = ExitStatus.PIPE_CLOSED if error.errno == errno.EPIPE else ExitStatus.BAD_INPUT


def ready() -> None:
    """Standard streams that can be used: characters that the terminal lacks become ``?``, and closed ones are replaced.

    What stands in for a closed stream keeps files that are opened later from getting its number. Reading or writing it
    fails as it would have (``Bad file descriptor``); messages for a closed standard error are lost.
    """
    for number, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is this one.
            os.open(os.devnull, flags)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = _writer(1)
    if sys.stderr is None:
        sys.stderr = _writer(2)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")


def at_terminal() -> bool:
    """Would reading standard input wait for somebody to type?"""
    try:
        return sys.stdin.isatty()
    except ValueError:  # closed
        return False


def say(text: str) -> None:
    """Print on standard output, controls written out.

    Raises:
        OutputError: it cannot be written.
    """
    with _writing():
        click.echo(visible(text))


def say_json(text: str) -> None:
    """Print JSON on standard output, in UTF-8 whatever the terminal's encoding. Raises as :func:`say`."""
    say_rendered(json_visible(text), people=False)


def say_rendered(text: str, people: bool) -> None:
    """Print on standard output what a format has made: controls of the articles are written out in it, colours are not.

    Args:
        text: whole lines or parts of them.
        people: in the terminal's encoding; else in UTF-8. Raises as :func:`say`.
    """
    if people:
        with _writing():
            click.echo(text, nl=False, color=True)
        return
    stream = getattr(sys.stdout, "buffer", None)
    with _writing():
        if stream is None:
            sys.stdout.write(text)
        else:
            sys.stdout.flush()
            stream.write(text.encode("utf-8"))
            stream.flush()


def flush() -> None:
    """Write what is left. Raises as :func:`say`."""
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(error) from None


def complain(message: str) -> None:
    """A line on standard error, if that can be written; a message of several lines keeps them."""
    try:
        click.echo(visible(message), err=True)
    except OSError:
        _silence(2)


def _writer(number: int) -> TextIO:
    return open(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def _silence(number: int) -> None:
    """What is left in the stream's buffer goes nowhere, or the interpreter would try again when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
    except OSError:
        pass


def colours_wanted(environment: Mapping[str, str]) -> bool:
    """Does whoever reads standard output want colours?"""
    return not environment.get("NO_COLOR") and (sys.stdout.isatty() or bool(environment.get("FORCE_COLOR")))


def terminal_style(environment: Mapping[str, str]) -> Style | None:
    """How words are coloured for whoever reads standard output; ``None`` where they are not."""
    if not colours_wanted(environment):
        return None

    def colour(text: str, name: str) -> str:
        if name == "bold":
            return click.style(text, bold=True)
        if name == "dim":
            return click.style(text, dim=True)
        return click.style(text, fg=name)

    return colour
