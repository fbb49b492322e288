"""A work folder belongs to one run at a time: two would write each other's checkpoints."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

PID_FILE = "train.pid"


@contextmanager
def taken(folder: Path) -> Iterator[None]:
    """Hold a work folder, created where it is missing, until the block ends;
    the kernel lets go of it when the process dies.

    ``train.pid`` beside it has the process id, for whoever wants to pause the training (``kill -STOP``,
    ``kill -CONT``).

    Raises:
        click.ClickException: another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.seek(0)
            owner = handle.read().strip()
            raise click.ClickException(
                f"{folder}: process {owner} is training here: let it end, stop it, or name another --work-dir"
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        (folder.parent / PID_FILE).write_text(f"{os.getpid()}\n")
        yield
