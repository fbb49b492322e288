"""``checker serve`` as a process of its own, for measuring."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile

from checker.errors import CheckerError

from .http_client import Client

LOADS_AT_MOST = 180.0


@dataclass(frozen=True)
class Service:
    """A started service.

    Attributes:
        process: it.
        port: where it listens.
    """

    process: subprocess.Popen[bytes]
    port: int

    def megabytes(self) -> float:
        """What it holds in memory, its child processes with it; pages that they share are counted once for each."""
        import psutil

        parent = psutil.Process(self.process.pid)
        return sum(float(item.memory_info().rss) for item in [parent, *parent.children(recursive=True)]) / 1e6

    def own_megabytes(self) -> float:
        """The same, pages that are shared counted by their share (PSS)."""
        import psutil

        parent = psutil.Process(self.process.pid)
        return sum(float(item.memory_full_info().pss) for item in [parent, *parent.children(recursive=True)]) / 1e6

    def stop(self) -> int:
        """Tell it to stop; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@contextmanager
def started(*options: str) -> Iterator[Service]:
    """A service with these options, its model loaded; killed at the end where it still runs.

    Raises:
        CheckerError: it ended, or did not load in three minutes.
    """
    with TemporaryFile() as log:
        command = [sys.executable, "-m", "checker", "serve", "--port", "0", "--no-access-log", *options]
        process = subprocess.Popen(command, stderr=log)
        end = time.monotonic() + LOADS_AT_MOST

        def said() -> str:
            log.seek(0)
            return log.read().decode("utf-8", "replace")

        try:
            while (found := re.search(r"listening at http://[\d.]+:(\d+)", said())) is None:
                if process.poll() is not None or time.monotonic() > end:
                    raise CheckerError(f"checker serve did not start: {said()[-500:]}")
                time.sleep(0.1)
            service = Service(process, int(found.group(1)))
            while asyncio.run(_status(service.port)) != 200:
                if process.poll() is not None or time.monotonic() > end:
                    raise CheckerError(f"checker serve did not load its model: {said()[-500:]}")
                time.sleep(0.2)
            yield service
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


async def _status(port: int) -> int:
    client = Client(port)
    try:
        return (await client.send("GET", "/readyz")).status
    except OSError:
        return 0
    finally:
        client.close()
