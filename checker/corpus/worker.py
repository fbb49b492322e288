"""A process of the local engine: it is sent shards, runs them, and says what it does."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import Any

from ..errors import CheckerError
from ..pipeline import Checker
from ..report import Report
from .cache import AnswerCache, Copies, Remembering
from .shard import RowReader, ShardTask, Watcher, run_shard
from .table import failed

# One thread each: the processes share the cores already.
ENVIRONMENT = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false"}


@dataclass(frozen=True)
class WorkerSettings:
    """What a worker is made with.

    Attributes:
        checker: pickled on its way; its model is loaded in the worker.
        number: of the worker, from 0.
        cache: the folder of remembered reports.
        identity: what decides a report.
    """

    checker: Checker
    number: int
    cache: str | None
    identity: dict[str, Any]


def work(settings: WorkerSettings, pipe: Connection, stopping: Any) -> None:
    """Run shards until there are no more.

    Args:
        settings: what is needed for that.
        pipe: shards come in, messages go out.
        stopping: a shared byte: begin no further row.

    Messages to the parent: ``("opened", position)``, ``("loaded",)`` once, ``("closed", position,
    reason code or None, flagged)``, ``("done", line)``, ``("failed", error)``.
    """
    # Both are sent to all processes of a job at once; what they mean is the parent's business.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()

    def closed(position: int, report: Report) -> None:
        pipe.send(("closed", position, report.reason_code if failed(report) else None, bool(report.counting())))

    loaded = False

    def needed() -> None:
        nonlocal loaded
        if not loaded:
            settings.checker.warm_up()
            loaded = True
            pipe.send(("loaded",))

    watcher = Watcher(lambda position: pipe.send(("opened", position)), closed, needed, lambda: bool(stopping.value))
    try:
        cache: Remembering = (
            AnswerCache(settings.cache, settings.identity, settings.number) if settings.cache else Copies()
        )
        reader = RowReader()
        while (task := _next(pipe)) is not None:
            pipe.send(("done", run_shard(task, settings.checker, reader, watcher, cache)))
        cache.close()
    except CheckerError as error:
        pipe.send(("failed", error))
    except OSError as error:
        # No room on the disk, for one: whoever runs the command is told, and nothing of it is a fault of ours.
        if error.filename is None and error.errno is None:
            raise
        pipe.send(("failed", error))


def _next(pipe: Connection) -> ShardTask | None:
    try:
        task: ShardTask | None = pipe.recv()
    except EOFError:
        return None
    return task


def _end_with_the_parent() -> None:
    # Or a parent that was killed would leave workers that write where the next run does.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
