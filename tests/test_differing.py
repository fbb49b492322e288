"""The word that differs, of findings on whole claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from checker import Checker
from checker.nli import Prediction
from checker.report import Finding

BODY = (
    "The board of Amigo Insurance said on Tuesday that it had full confidence in its chairman. It met for three hours. "
    "Shares of the insurer hardly moved, and analysts had expected no other outcome."
)
HEADLINE = "Amigo Insurance fires chairman"
WHOLE = Prediction(0.02, 0.02, 0.96)


class LeavingOut:
    """A model that contradicts the whole headline, and says of what is left of it what it was told."""

    name, revision, calibrated = "leaving out", "0" * 16, False

    def __init__(self, rest: Mapping[str, float]) -> None:
        self.rest = rest

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        """As told of what is left."""
        found = []
        for premise, hypothesis in pairs:
            about, text = premise.startswith("The board"), hypothesis.rstrip(".")
            if text in self.rest and about:
                found.append(Prediction(self.rest[text], 1 - self.rest[text], 0.0))
            else:
                found.append(WHOLE if about and text == HEADLINE else Prediction(0.02, 0.96, 0.02))
        return found


def contradicted(rest: Mapping[str, float]) -> Finding:
    report = Checker(LeavingOut(rest)).check(HEADLINE, BODY)
    (found,) = [item for item in report.findings if item.check == "contradicted-claim"]
    return found


def test_a_finding_on_a_whole_claim_points_at_the_word_without_which_the_body_carries_it() -> None:
    found = contradicted({"Amigo Insurance chairman": 0.8})
    assert found.headline_text == "fires"
    assert HEADLINE[found.headline_span.start : found.headline_span.end] == "fires"
    assert found.message.endswith("As the model reads it, “fires” is what the nearest sentence does not say.")
    assert found.fingerprint == contradicted({}).fingerprint, "a baseline knows the finding by its claim"


@pytest.mark.parametrize("chance", [0.49, 0.31])
def test_a_word_that_makes_too_little_difference_is_not_named(chance: float) -> None:
    assert contradicted({"Amigo Insurance chairman": chance}).headline_text == HEADLINE


def test_the_embedded_model_finds_the_word(checker: Checker) -> None:
    report = checker.check(
        "Council approves new airport runway",
        "The council rejected the new airport runway on Tuesday night by eleven votes to four, the mayor said. "
        "Residents had campaigned against it for years. More than two hundred of them stood outside the town hall.",
    )
    assert [item.headline_text for item in report.findings if item.rule == "contradiction"] == ["approves"]
