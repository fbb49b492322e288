"""Operating points: how low a score is a finding, and that the checker goes by it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from checker import Checker, UsageError
from checker.loaded_model import describe
from checker.nli.calibration import write_user_calibration
from eval.operating_points import Point, limit_for, replace_limit, write

BODY = (
    "The council of Lisse met on Tuesday to speak about the harbour. The works are to begin in spring, the mayor said. "
    "Residents asked for more trees along the quay. The next meeting is in June."
)


def test_no_more_sound_headlines_lie_below_than_can_be_borne() -> None:
    sound: list[tuple[bool, float | None]] = [(False, number / 1000) for number in range(1000)]
    assert limit_for(sound, 5) == 0.005
    assert sum(score < 0.005 for _, score in sound if score is not None) == 5
    assert limit_for([(True, 0.001)] * 10 + sound[:990], 5) == 0.005, "what has a finding already is none more"
    assert limit_for([(False, None)] * 10, 50) == 1.0


def test_a_score_below_the_limit_is_a_finding_that_says_what_is_nearest(checker: Checker) -> None:
    headline = "Lisse harbour works begin in spring with fireworks"

    def alone(limit: float) -> Checker:
        limits = replace(checker.thresholds, doubtful=limit)
        return Checker(checker.model, thresholds=limits, select="unsupported-claim/low-score")

    low = alone(1.0).check(headline, BODY)
    assert [(item.rule, item.check) for item in low.findings] == [("unsupported-claim", "low-score")]
    assert low.verdict == "unsupported"
    assert low.score is not None
    assert low.score <= 0.5, "score and verdict tell one story"
    assert low.findings[0].evidence[0].text.startswith("The works are to begin"), "the nearest sentence"
    assert alone(0.0).check(headline, BODY).findings == []
    # Where the model finds nothing against it, a low score alone says nothing.
    assert replace_limit(checker, 1.0).check("Lisse harbour works begin in spring", BODY).findings == []


def test_only_the_words_that_the_body_lacks_are_flagged(checker: Checker) -> None:
    limits = replace(checker.thresholds, doubtful=1.0)
    alone = Checker(checker.model, thresholds=limits, select="unsupported-claim/low-score")
    low = alone.check("Lisse harbour works begin in spring with fireworks", BODY)
    assert [item.headline_text for item in low.findings] == ["fireworks"]
    assert "the body has nothing of “fireworks”" in low.findings[0].message


def test_a_model_s_own_points_and_which_of_them_is_in_force(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pointed:
        calibration: ClassVar = {
            "operating_points": {name: {"score": 0.1 * number} for number, name in enumerate(NAMES)}
        }

        def __getattr__(self, name: str) -> object:
            return getattr(checker.model, name)

    model = Pointed()
    for number, name in enumerate(NAMES):
        assert describe(model, sensitivity=name).thresholds.doubtful == pytest.approx(0.1 * number)  # type: ignore[arg-type]
    assert describe(model, learned=False).thresholds.doubtful == 0, "they are of the learned score alone"  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="cautious: its limits are of the learned verdict, which is switched off"):
        describe(model, learned=False, sensitivity="cautious")  # type: ignore[arg-type]
    own = replace(checker.thresholds, doubtful=0.03)
    assert describe(model, own, sensitivity="cautious").thresholds == own  # type: ignore[arg-type]
    assert describe(model, own).thresholds.doubtful == 0.03  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="cautious, balanced, thorough"):
        Checker(checker.model, sensitivity="bold")  # type: ignore[arg-type]
    model.calibration.clear()
    assert describe(model).thresholds.doubtful == 0  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="thorough: nothing was measured for this model: leave it at balanced"):
        describe(model, sensitivity="thorough")  # type: ignore[arg-type]
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    write_user_calibration({"revision": checker.model.revision, "score": {"bias": 0.5}})
    with pytest.raises(UsageError, match="nothing was measured for your own calibration of this model"):
        describe(model, sensitivity="thorough")  # type: ignore[arg-type]
    (tmp_path / "calibration.json").write_text('{"temperature": 1.5}')
    write(tmp_path, {"cautious": Point(0.1, 0.4, 12.0)})
    assert json.loads((tmp_path / "calibration.json").read_text()) == {
        "temperature": 1.5,
        "operating_points": {"cautious": {"score": 0.1, "recall": 0.4, "false_alarms": 12.0}},
    }


NAMES = ("cautious", "balanced", "thorough")
