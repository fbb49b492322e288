"""Nothing leaves the machine: traced runs that outlive every dependency's delay before it calls home."""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

import checker
from checker.telemetry import ENVIRONMENT, REFUSED_MODULES

ROOT = Path(checker.__file__).parents[1]
# ONNX Runtime looks up its host about ten seconds after its import.
SECONDS = 21
# How packages name their settings of telemetry. In compiled code one name may run into the next.
WORDS = (b"TELEMETRY", b"USAGE_STATS", b"DO_NOT_TRACK", b"ANALYTICS", b"UPDATE_CHECK", b"DOWNLOAD_COUNTS")
LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
# The key of a request's spans in FastAPI, which checker/service/app.py switches off (SILENT). A queue in
# huggingface_hub, the check for updates of its ``hf`` command, which we never run, and how often hf_xet would report.
NO_SETTING = {
    # A message of the language server protocol, which ours never sends.
    "TELEMETRY_EVENT",
    "_REQUEST_TELEMETRY_KEY",
    "_TELEMETRY_QUEUE",
    "_TELEMETRY_THREAD",
    "HF_HUB_DISABLE_UPDATE_CHECK",
    "HF_XET_TELEMETRY_HEARTBEAT_AFTER",
    "HF_XET_TELEMETRY_REQUEST_TIMEOUT",
}
# Ray's, all of them parts of what RAY_USAGE_STATS_ENABLED switches off …
NO_SETTING |= {
    f"RAY_USAGE_STATS_{name}"
    for name in (
        "CONFIG_PATH",
        "EXTRA_TAGS",
        "KUBERAY_IN_USE",
        "PROMPT_ENABLED",
        "REPORT_INTERVAL_S",
        "REPORT_URL",
        "SOURCE",
    )
}
NO_SETTING |= {
    f"USAGE_STATS_{name}"
    for name in (
        "CONFIRMATION_MESSAGE",
        "DISABLED_MESSAGE",
        "ENABLED_BY_DEFAULT_FOR_CLI_MESSAGE",
        "ENABLED_BY_DEFAULT_FOR_RAY_INIT_MESSAGE",
        "ENABLED_ENV_VAR",
        "ENABLED_FOR_CLI_MESSAGE",
        "ENABLED_FOR_RAY_INIT_MESSAGE",
        "FILE",
        "NAMESPACE",
        "SOURCE_ENV_VAR",
        "SOURCE_OSS",
    )
}
# … or its figures for its own dashboard, and libraries of it that we never load.
NO_SETTING |= {
    "RAY_ENABLE_OPEN_TELEMETRY",
    "LOG_DEBUG_TELEMETRY_FOR_RESOURCE_MANAGER_OVERRIDE",
    "TELEMETRY_ROUTE_PREFIX",
    "ENABLE_VERBOSE_TELEMETRY",
    "LLM_BATCH_TELEMETRY_",
    "LLM_SERVE_TELEMETRY_",
}
COMMAND = ["-c", "from checker.cli import main; main()", "check", "drafts.jsonl", "--output-format", "jsonl"]
LIBRARY = f"""
import time
from checker import Checker
story = ("Calder buys Brightwater", "Brightwater has bought Calder. Calder's brand stays.")
for report in Checker().check_many([story]):
    print(report.verdict, flush=True)
time.sleep({SECONDS})
"""
ARTICLE = {
    "headline": "Calder buys Brightwater",
    "body": "Brightwater has bought Calder, the companies said. Calder's brand stays. The price was 40 million pounds.",
}
WRITING = re.compile(
    r"^\d+ +(?:open(?:at2?)?\(.*\bO_(?:WRONLY|RDWR|CREAT)\b|(?:creat|mkdir|rename|unlink|rmdir|symlink|link|mknod"
    r"|chmod|truncate)"
    r"(?:at2?)?\()(?!.* = -1 )"
)
# urllib3, which spaCy imports, asks whether the machine knows IPv6 by taking a port of its own; nothing is sent.
ASKS_FOR_IPV6 = re.compile(
    r"socket\(AF_INET6, SOCK_STREAM\|SOCK_CLOEXEC, |bind\(\d+, \{sa_family=AF_INET6, sin6_port=htons\(0\),.*\"::1\""
)
RUNTIME = re.compile("libonnxruntime|onnxruntime_pybind11|libopenvino")
OWN_CACHE = re.compile(r'"[^"]*/home/\.cache(?:/headline-checker(?:/openvino(?:/[^"/]*)?)?)?"')
NETWORK = re.compile(r"^\d+ +(?:connect|send\w*|listen|bind|socket)\((?!AF_UNIX|.*AF_UNIX)")


def environment(home: Path) -> dict[str, str]:
    """A newcomer's: no CI variable, under which ONNX Runtime is silent, and the user's wish to be watched."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    wishes = {name: "0" if value == "1" else "1" for name, value in ENVIRONMENT.items()}
    return {**kept, **wishes, "HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


class Traced:
    """A Python process under strace, in an empty home."""

    def __init__(self, folder: Path, arguments: Sequence[str]) -> None:
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        self.work = folder / "work"
        self.work.mkdir()
        self.log = folder / "trace"
        self.arguments = arguments

    def start(self) -> None:
        tracer = ["strace", "-f", "-qq", "-e", "trace=%network,%file", "-o", str(self.log)]
        self.process = subprocess.Popen(
            [*tracer, sys.executable, *self.arguments],
            cwd=self.work,
            env=environment(self.home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def finish(self) -> tuple[bytes, bytes]:
        return self.process.communicate(timeout=120)

    @property
    def calls(self) -> list[str]:
        return self.log.read_text(errors="replace").splitlines()

    @property
    def network(self) -> list[str]:
        return [line for line in self.calls if NETWORK.match(line) and not ASKS_FOR_IPV6.search(line)]

    @property
    def written(self) -> list[str]:
        """What it writes beside the compiled models that OpenVINO, where it is taken,
        finds in the cache folder the next time.
        """
        lines = [line for line in self.calls if WRITING.match(line) and '"/dev/null"' not in line]
        return [line for line in lines if not OWN_CACHE.search(line)]


@pytest.fixture(scope="module")
def strace() -> None:
    """CI has strace; elsewhere, and where a process may not be traced, these tests are skipped and say so."""
    found = shutil.which("strace")
    works = (
        found is not None and subprocess.run([found, "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    )
    if not works and not os.environ.get("CHECKER_NEEDS_STRACE"):
        pytest.skip("strace is missing or may not trace here: apt-get install strace")
    assert works, "strace is missing or may not trace here"


@pytest.mark.usefixtures("strace")
def test_the_trace_sees_a_call_and_a_file(tmp_path: Path) -> None:
    spy = (
        "import socket, pathlib; pathlib.Path.home().joinpath('id').write_text('1'); socket.socket(socket.AF_INET, "
        "socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    )
    traced = Traced(tmp_path, ["-c", spy])
    traced.start()
    traced.finish()
    assert any("connect" in line for line in traced.network)
    assert any('home/id"' in line for line in traced.written)


@pytest.mark.usefixtures("strace")
def test_long_runs_call_nobody_and_write_nothing(tmp_path: Path) -> None:
    command, library = Traced(tmp_path / "command", COMMAND), Traced(tmp_path / "library", ["-c", LIBRARY])
    (command.work / "drafts.jsonl").write_text("".join(json.dumps({**ARTICLE, "id": str(n)}) + "\n" for n in range(8)))
    for traced in (command, library):
        traced.start()
    # Nobody reads the command's reports for a while, so it waits, as before a pager; the models are loaded by then.
    output = command.process.stdout
    assert output is not None
    fcntl.fcntl(output, fcntl.F_SETPIPE_SZ, 4096)
    ready, _, _ = select.select([output], [], [], 90)
    assert ready, "no report came"
    started = time.monotonic()
    time.sleep(SECONDS)
    assert command.process.poll() is None, "the command ended before a dependency would have called"
    reports, errors = command.finish()
    assert time.monotonic() - started >= SECONDS
    assert reports.count(b'"contradicted"') >= 8, errors
    said, errors = library.finish()
    assert said == b"contradicted\n", errors
    for traced in (command, library):
        assert any(RUNTIME.search(line) for line in traced.calls)
        assert traced.network == []
        assert traced.written == []
        assert [path for path in traced.home.rglob("*") if path.is_file() and path.suffix != ".blob"] == []


def dependencies() -> set[str]:
    """Every distribution that we or one of our extras install here, and theirs."""
    found: set[str] = set()
    waiting = ["headline-checker"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            required = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        found.add(name)
        waiting.extend(re.match(r"[\w.-]+", line).group() for line in required)  # type: ignore[union-attr]
    return found - {"headline-checker"}


def settings_named(name: str) -> Iterator[tuple[str, str]]:
    """Every name in capitals about telemetry in a distribution's code, with the file."""
    for file in distribution(name).files or ():
        path = Path(str(file.locate()))
        if path.suffix not in (".py", ".so") or not path.is_file() or path.stat().st_size > 100_000_000:
            continue
        data = path.read_bytes()
        for word in WORDS:
            at = -1
            while (at := data.find(word, at + 1)) >= 0:
                start = end = at
                while start and data[start - 1] in LETTERS:
                    start -= 1
                while end < len(data) and data[end] in LETTERS:
                    end += 1
                yield data[start:end].decode(), str(path)


def test_every_setting_that_a_dependency_has_is_known() -> None:
    names = dependencies()
    assert {"onnxruntime", "spacy", "tokenizers"} <= names
    assert "openvino" in names or not os.environ.get("CI")
    found = {setting: path for name in sorted(names) for setting, path in settings_named(name)}
    assert "ORT_DISABLE_TELEMETRY" in found or "HF_HUB_DISABLE_TELEMETRY" in found
    unknown = {
        setting: path
        for setting, path in found.items()
        if not any(known in setting for known in {*ENVIRONMENT, *NO_SETTING})
    }
    assert unknown == {}, "a dependency has telemetry that checker/telemetry.py does not know"


def test_packages_that_only_send_telemetry_are_refused() -> None:
    for name in REFUSED_MODULES:
        with pytest.raises(ImportError):
            __import__(name)


def test_onnxruntime_before_us_is_warned_of() -> None:
    code = "import onnxruntime, checker"
    bare = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    told = {**bare, "ORT_DISABLE_TELEMETRY": "1"}
    for variables, expected in ((bare, True), (told, False)):
        run = subprocess.run([sys.executable, "-c", code], env={**variables, "CI": "1"}, capture_output=True, text=True)
        assert ("import checker first" in run.stderr) is expected
