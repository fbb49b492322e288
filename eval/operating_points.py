"""Operating points of the score: below which a headline that no rule speaks of is called unsupported,
at false alarms that can be borne.

Chosen and measured on what rules were tuned on: sound headlines of the BBC's 800 tuned on,
faulty ones of the handed real faults and of the planted ones that were tuned on. Held-out rows stay unread.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from checker import Checker
from checker.report import Report
from checker.thresholds import SENSITIVITIES, Sensitivity

from .suites import SUITES, TUNED_ON_BBC, Sample, load_samples

# Of 1,000 sound headlines, those that the score alone may flag.
TUNED_ON = "tuned on"
BORNE: dict[Sensitivity, int] = {"cautious": 0, "balanced": 5, "thorough": 50}


@dataclass(frozen=True)
class Point:
    """One of :data:`checker.thresholds.SENSITIVITIES` as ``calibration.json`` keeps it:
    shares of headlines with a finding at this limit.

    Attributes:
        score: the limit.
        recall: of faulty headlines.
        false_alarms: of 1,000 sound ones.
    """

    score: float
    recall: float
    false_alarms: float


def limit_for(sound: Sequence[tuple[bool, float | None]], borne: int) -> float:
    """The highest limit below which no more than ``borne`` of 1,000 sound headlines lie that have no finding.

    Args:
        sound: of each headline, whether it has a finding, and its score.
        borne: of 1,000.
    """
    scores = sorted(score for flagged, score in sound if not flagged and score is not None)
    allowed = len(sound) * borne // 1000
    return round(scores[allowed], 4) if allowed < len(scores) else 1.0


def measure(checker: Checker, data_dir: str, limit: int | None = None) -> dict[Sensitivity, Point]:
    """The points of a checker's model; each limit is measured with the rules' own second look."""
    sound, faulty = _sound(data_dir, limit), _faulty(limit)
    before = [_checked(replace_limit(checker, 0.0), samples) for samples in (sound, faulty)]
    found: dict[Sensitivity, Point] = {}
    for name in SENSITIVITIES:
        border = limit_for([(bool(report.findings), report.score) for report in before[0]], BORNE[name])
        other = replace_limit(checker, border)
        shares = [
            _flagged(other, samples, reports, border) for samples, reports in zip((sound, faulty), before, strict=True)
        ]
        found[name] = Point(border, round(shares[1], 3), round(1000 * shares[0], 1))
    return found


def write(folder: Path, points: dict[Sensitivity, Point]) -> None:
    """Keep them beside the model."""
    path = folder / "calibration.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values["operating_points"] = {name: asdict(point) for name, point in points.items()}
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def replace_limit(checker: Checker, limit: float) -> Checker:
    """The same checker with another limit of the score."""
    return Checker(checker.model, thresholds=replace(checker.thresholds, doubtful=limit), time_limit=None)


def _flagged(checker: Checker, samples: Sequence[Sample], before: Sequence[Report], border: float) -> float:
    """Share of the samples with a finding; only those that the limit can change are checked again."""
    again = [
        sample
        for sample, report in zip(samples, before, strict=True)
        if not report.findings and report.score is not None and report.score < border
    ]
    count = sum(bool(report.findings) for report in before)
    return (count + sum(bool(report.findings) for report in _checked(checker, again))) / max(len(samples), 1)


def _checked(checker: Checker, samples: Sequence[Sample]) -> list[Report]:
    return list(checker.check_many((sample.headline, sample.body) for sample in samples))


def _sound(data_dir: str, limit: int | None) -> list[Sample]:
    return load_samples(SUITES["bbc"], data_dir, TUNED_ON_BBC)[:limit]


def _faulty(limit: int | None) -> list[Sample]:
    real = [sample for sample in load_samples(SUITES["real-faults"], "") if sample.label == "fault"]
    planted = [
        sample for sample in load_samples(SUITES["planted"], "") if sample.group == TUNED_ON and sample.label == "fault"
    ]
    return [*real[:limit], *planted[:limit]]
