"""Whole reports of fixed articles in a file, and two such files compared:
shows that a change of the code changes no answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from checker import Checker
from checker.nli import load_model
from checker.nli.remembered import RememberedModel
from checker.rules import RULES

from .suites import SUITES, Sample, load_samples

# How many articles of each suite; `None`: all.
SETS: Mapping[str, int | None] = {"bbc": 600, "reuters": 300, "planted": None, "seeds": None}
Row = dict[str, Any]


def samples(data_dir: str) -> Iterator[tuple[str, Sample]]:
    """The articles with the names of their sets: those of :data:`SETS`, then every example of every rule."""
    for name, limit in SETS.items():
        for sample in load_samples(SUITES[name], data_dir, limit):
            yield name, sample
    seen: set[str] = set()
    for rule in RULES.values():
        for example in (*rule.failing, *rule.passing):
            # By its words, so that an example added or moved changes no other's name.
            key = hashlib.sha256(f"{example.headline}\0{example.body}".encode()).hexdigest()[:12]
            if key not in seen:
                seen.add(key)
                yield "examples", Sample(key, example.headline, example.body)


def freeze(model: str, data_dir: str, predictions: Path, target: Path) -> int:
    """Write the report of every article, one JSON object a line; what the model says is remembered in ``predictions``.

    Returns:
        The number of reports.
    """
    checker = Checker(RememberedModel(load_model(model, runtime="onnxruntime"), predictions), time_limit=None)
    chosen = list(samples(data_dir))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8") as out:
        reports = checker.check_many((sample.headline, sample.body) for _, sample in chosen)
        for (name, sample), report in zip(chosen, reports, strict=True):
            row = {"set": name, "id": sample.id, "report": report.model_dump(mode="json")}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(chosen)


def differences(before: Path, after: Path, ignored: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every difference in a line: ``set/id path: old → new``; nothing where the files say the same.

    Args:
        before, after: files that :func:`freeze` wrote.
        ignored: fields that may differ or be new, by name at any depth.
    """
    old, new = _read(before), _read(after)
    for key in old.keys() | new.keys():
        if key not in old or key not in new:
            yield f"{key}: only in {before if key in old else after}"
    for key, report in old.items():
        for path, one, other in _walk(report, new.get(key, report), ignored, ""):
            yield f"{key} {path}: {_shown(one)} → {_shown(other)}"


def _read(path: Path) -> dict[str, Any]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {f"{row['set']}/{row['id']}": row["report"] for row in rows}


def _walk(one: Any, other: Any, ignored: frozenset[str], path: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys([*one, *other]):
            if name not in ignored:
                yield from _walk(one.get(name), other.get(name), ignored, f"{path}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _walk(left, right, ignored, f"{path}[{number}]")
    # True is no 1: the bytes would differ.
    elif one != other or type(one) is not type(other):
        yield path, one, other


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else text[:157] + "…"
