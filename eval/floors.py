"""Figures that must not fall by accident: counts on the suites that lie in the repository,
pinned with the digest of their data.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker import Article, Checker, Report

from .suites import PLANTED, SEEDS, SOUND, SUITES, Sample, SuiteError, load_samples

FLOORS = Path(__file__).resolve().parent / "floors.toml"
CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
DATA = {"planted": (PLANTED,), "sound": (SOUND,), "seeds": (SEEDS,)}
HEAD = """\
# Of so many articles at least so many must come out right; with the digest of the data. tests/rules/test_snapshot.py
# checks it with the kept answers of `standard`. Made by `python -m eval floors --update`, which lowers nothing without
# `--allow-lower REASON`.
"""


@dataclass(frozen=True)
class Count:
    """How many articles came out right, of how many."""

    right: int
    of: int


Floors = Mapping[str, Mapping[str, Count]]


def measure(checker: Checker) -> dict[str, dict[str, Count]]:
    """The counts of every suite, by suite and figure."""
    found: dict[str, dict[str, Count]] = {}
    for name in DATA:
        samples = load_samples(SUITES[name], "")
        reports = list(checker.check_many(Article(sample.headline, sample.body) for sample in samples))
        flags: dict[str, list[bool]] = {}
        for sample, report in zip(samples, reports, strict=True):
            for figure, right in _judge(name, sample, report):
                flags.setdefault(figure, []).append(right)
        found[name] = {figure: Count(sum(right), len(right)) for figure, right in flags.items()}
    return found


def _judge(suite: str, sample: Sample, report: Report) -> Iterator[tuple[str, bool]]:
    if suite == "seeds":
        yield "exactly the expected findings", _told(report) == expected(sample.id)
    elif sample.label == "fault":
        yield f"faults found, {sample.group}", bool(report.findings)
    else:
        yield f"sound headlines left alone{sample.group and ', ' + sample.group}", not report.findings
    if suite == "sound":
        yield "sound headlines supported", report.verdict == "supported"


def _told(report: Report) -> list[tuple[str, str]]:
    return sorted((finding.rule, finding.headline_text) for finding in report.findings)


def expected(seed: str) -> list[tuple[str, str]]:
    """Rules and words that a sample article must give."""
    wanted = tomllib.loads((SEEDS / "expected.toml").read_text(encoding="utf-8"))[seed]["findings"]
    return sorted((item["rule"], item["words"]) for item in wanted)


def digest(suite: str) -> str:
    """Of a suite's files: first 16 hex digits of the SHA-256 of their names and contents."""
    files = [path for place in DATA[suite] for path in (sorted(place.iterdir()) if place.is_dir() else [place])]
    sums = hashlib.sha256()
    for path in files:
        sums.update(path.name.encode() + b"\0" + path.read_bytes())
    return sums.hexdigest()[:16]


def read_floors(path: Path = FLOORS) -> tuple[Floors, Mapping[str, str]]:
    """The pinned counts, and the digests of the data that they are of."""
    if not path.is_file():
        return {}, {}
    suites = tomllib.loads(path.read_text(encoding="utf-8"))
    floors = {
        name: {figure: Count(*value) for figure, value in rows.items() if figure != "data"}
        for name, rows in suites.items()
    }
    return floors, {name: rows["data"] for name, rows in suites.items()}


def write_floors(floors: Floors, digest: Callable[[str], str] = digest, path: Path = FLOORS) -> None:
    """Pin counts."""
    blocks = [
        "\n".join(
            [
                f"[{name}]",
                f'data = "{digest(name)}"',
                *(f'"{figure}" = [{count.right}, {count.of}]' for figure, count in rows.items()),
            ]
        )
        for name, rows in floors.items()
    ]
    path.write_text(HEAD + "\n" + "\n\n".join(blocks) + "\n", encoding="utf-8")


def lower(floors: Floors, found: Floors) -> list[str]:
    """What has fallen, or is no longer measured: a line each."""
    lines = []
    for name, rows in floors.items():
        for figure, floor in rows.items():
            now = found.get(name, {}).get(figure)
            if now is None:
                lines.append(f"{name}: {figure}: {floor.right} of {floor.of} → not measured")
            # Over other data the counts are compared as shares.
            elif now.right * floor.of < floor.right * now.of:
                lines.append(f"{name}: {figure}: {floor.right} of {floor.of} → {now.right} of {now.of}")
    return lines


def update(found: Floors, reason: str | None, path: Path = FLOORS, changelog: Path = CHANGELOG) -> list[str]:
    """Pin what was measured; what has fallen only with a reason, which goes into the changelog.

    Returns:
        What has fallen.

    Raises:
        SuiteError: something has fallen and there is no reason.
    """
    fallen = lower(read_floors(path)[0], found)
    if fallen and not reason:
        raise SuiteError("these figures fell: " + "; ".join(fallen) + ": mend it, or give `--allow-lower REASON`")
    if fallen:
        text = changelog.read_text(encoding="utf-8")
        start = text.index("\n### Added\n")
        lines = "".join(f"- Floor lowered: {line}: {reason}\n" for line in fallen)
        if "\n### Changed\n" in text[:start]:
            text = text.replace("\n### Changed\n", f"\n### Changed\n{lines}", 1)
        else:
            text = f"{text[:start]}\n### Changed\n{lines}{text[start:]}"
        changelog.write_text(text, encoding="utf-8")
    write_floors(found, path=path)
    return fallen
