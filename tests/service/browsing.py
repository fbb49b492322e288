"""A real service in a process of its own, and Debian's Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def service(folder: Path, port: int | None = None, *options: str, **environment: str) -> Iterator[str]:
    """``checker serve`` with ``compact``; gives its address, ends it afterwards.

    Its log is ``service.log`` in the folder.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "checker", "serve", "--model", "compact", "--port", str(port)]
    with (folder / "service.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, "--feedback", str(folder / "feedback.jsonl"), *options],
            env={**os.environ, **environment},
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/readyz", process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes] | None = None, seconds: float = 180) -> None:
    """Come back when the address answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process is not None and process.poll() is not None:
            pytest.fail(f"{process.args} ended with {process.returncode}")
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"{address} does not answer")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, closed afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def skip_reason() -> str:
    """Why there can be no browser here; empty where there can."""
    if CHROMIUM is None:
        return "no Chromium: apt-get install chromium"
    with suppress(ImportError):
        import axe_playwright_python  # noqa: F401
        import playwright  # noqa: F401

        return ""
    return "no Playwright: pip install playwright axe-playwright-python"
