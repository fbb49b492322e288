"""One run, one log: JSON Lines with a header, a line a sample and a last line; figures are computed from it alone."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .suites import SuiteError

if TYPE_CHECKING:
    import pandas as pd

FORMAT = "headline-checker-eval/1"
PACKAGES = (
    "headline-checker",
    "numpy",
    "onnxruntime",
    "openvino",
    "spacy",
    "tokenizers",
    "torch",
    "transformers",
    "datasets",
)


@dataclass(frozen=True)
class Spec:
    """What a run does; two runs with the same specification give the same answers.

    Attributes:
        suite: name of the suite.
        system: what answers, see :mod:`eval.systems`.
        model: what the user calls the NLI model.
        revision: hash of its weights.
        calibration: hash of its calibration, thresholds and score.
        limit: samples drawn, ``None`` for all.
        seed: of the draw.
    """

    suite: str
    system: str
    model: str
    revision: str
    calibration: str
    limit: int | None
    seed: int

    @property
    def key(self) -> str:
        """Eight hex digits that stand for the specification."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:8]

    def file_name(self) -> str:
        """Name of the run's log."""
        return f"{self.suite}.{self.system}.{self.key}.jsonl"


@dataclass(frozen=True)
class Run:
    """A log that was read.

    Attributes:
        path: where it lies.
        header: format, specification, environment, start.
        samples: a mapping a sample: ``id, group, label, tune, output, seconds``.
        finished: the last line, or ``None`` for a run that was cut off.
    """

    path: Path
    header: dict[str, Any]
    samples: list[dict[str, Any]]
    finished: dict[str, Any] | None

    @property
    def spec(self) -> Spec:
        """What the run did."""
        return Spec(**self.header["spec"])

    def frame(self) -> pd.DataFrame:
        """A row a sample; the outputs as columns ``output.…``."""
        import pandas as pd

        return pd.json_normalize(self.samples, max_level=1)


class LogWriter:
    """Appends samples to a log, and goes on where an earlier run of the same specification stopped.

    Args:
        folder: created where it does not exist.
        spec: what the run does.

    Raises:
        SuiteError: the log is of another format or specification.
    """

    def __init__(self, folder: Path, spec: Spec) -> None:
        self.path = folder / spec.file_name()
        self.done: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        if self.path.is_file():
            run = read_log(self.path)
            if run.spec != spec:
                raise SuiteError(f"{self.path}: is the log of another run: move it away")
            self.done = {sample["id"] for sample in run.samples}
            self.complete = run.finished is not None
            # A last line that a kill cut short is written anew.
            lines = [run.header, *run.samples, *([run.finished] if run.finished else [])]
            partial = self.path.with_suffix(".part")
            partial.write_text("".join(map(_line, lines)), encoding="utf-8")
            partial.replace(self.path)
        else:
            self.complete = False
            header = {
                "format": FORMAT,
                "spec": asdict(spec),
                "environment": environment(),
                "started": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            self.path.write_text(_line(header), encoding="utf-8")
        self._file = self.path.open("a", encoding="utf-8")

    def write(self, sample: dict[str, Any]) -> None:
        """Add a sample; it is on disk when this returns."""
        self._file.write(_line(sample))
        self._file.flush()

    def finish(self) -> None:
        """Write the last line and close."""
        if not self.complete:
            self.write({"finished": datetime.now(UTC).isoformat(timespec="seconds")})
        self._file.close()


def read_log(path: Path) -> Run:
    """Read a log, plain or gzipped.

    Raises:
        SuiteError: not a log, or of an unknown version.
    """
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = list(_parsed(data.decode("utf-8").splitlines()))
    if not lines or lines[0].get("format") != FORMAT:
        found = lines[0].get("format") if lines else "an empty file"
        raise SuiteError(f"{path}: not a run's log of the format {FORMAT} (found: {found})")
    finished = lines[-1] if "finished" in lines[-1] else None
    samples = [line for line in lines[1:] if "id" in line]
    return Run(path, lines[0], samples, finished)


def _parsed(lines: list[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:  # the last line of a run that was killed
            return
        if not isinstance(value, dict):
            return
        yield value


def environment() -> dict[str, Any]:
    """Python, system, processor, packages and the commit: what may explain a difference."""
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return {
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "packages": versions,
        "commit": _commit(),
    }


def _commit() -> str | None:
    command = ["git", "-C", str(Path(__file__).resolve().parent), "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
