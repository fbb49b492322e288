"""Findings and probabilities to verdict and score."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.claims import Claim
from checker.context import JudgedClaim
from checker.evidence import Evidence
from checker.nli import PassageReading, Prediction
from checker.rules import RULES, RawFinding
from checker.text import Span
from checker.thresholds import Thresholds
from checker.verdict.verdict import (
    DEFAULT_WEIGHTS,
    Verdict,
    article_verdict,
    bounded,
    claim_verdict,
    features,
    score,
    weakest_sentence,
    with_score,
)

LIMITS = Thresholds()
SPAN = Span(0, 20)


def judged(entailment: float, contradiction: float = 0.0, relevance: float = 1.0) -> JudgedClaim:
    prediction = Prediction(entailment, 1 - entailment - contradiction, contradiction)
    return JudgedClaim(Claim("A claim.", SPAN, "headline"), (Evidence("text", SPAN, (0,), relevance),), (prediction,))


def finding(rule: str, severity: str = "error", span: Span = SPAN) -> RawFinding:
    return RawFinding(rule, severity, "message", span, (0,), 0.9, says=RULES[rule].says, check="a-check")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "findings", "verdict"),
    [
        (judged(0.9), [], "supported"),
        (judged(0.9), [finding("number-mismatch")], "contradicted"),
        (judged(0.9), [finding("number-mismatch", span=Span(30, 35))], "supported"),
        (judged(0.02), [finding("unsupported-claim", "warning")], "unsupported"),
        (judged(0.9), [finding("overstated-certainty", "warning")], "review"),
        (judged(0.3), [], "review"),
        (JudgedClaim(Claim("Why?", SPAN, "headline", reason="question")), [], "not-checked"),
    ],
)
def test_claim_verdict(claim: JudgedClaim, findings: list[RawFinding], verdict: Verdict) -> None:
    assert claim_verdict(claim, findings, LIMITS) == verdict


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ([], "not-checked"),
        (["supported", "review"], "supported"),
        (["supported", "contradicted"], "contradicted"),
        (["review", "supported"], "review"),
        (["review", "unsupported", "contradicted"], "contradicted"),
        (["not-checked"], "not-checked"),
    ],
)
def test_article_verdict(claims: list[Verdict], verdict: Verdict) -> None:
    assert article_verdict(claims) == verdict


def test_all_sentences_of_a_headline_must_be_supported() -> None:
    assert article_verdict(["supported", "supported", "review"], sentences=2) == "supported"
    assert article_verdict(["supported", "review"], sentences=2) == "review"
    weak = JudgedClaim(Claim("Other.", Span(21, 30), "headline"), judged(0.2).evidence, judged(0.2).predictions)
    assert weakest_sentence([judged(0.9), weak]) is weak
    assert features([judged(0.9), weak], [], LIMITS)["headline"] == 0.2


@pytest.mark.parametrize(
    ("verdict", "findings", "most"),
    [
        ("supported", [], 0.97),
        ("supported", [finding("overstated-cause", "warning")], 0.97),
        ("unsupported", [], 0.5),
        ("contradicted", [finding("actor-mismatch")], 0.1),
    ],
)
def test_score_does_not_speak_against_the_report(verdict: Verdict, findings: list[RawFinding], most: float) -> None:
    assert bounded(0.97, verdict, findings) == pytest.approx(most)
    assert bounded(0.05, verdict, findings) == 0.05


def test_score_falls_with_findings_and_rises_with_entailment() -> None:
    good = score(features([judged(0.95)], [], LIMITS), DEFAULT_WEIGHTS)
    flagged = score(features([judged(0.95)], [finding("number-mismatch")], LIMITS), DEFAULT_WEIGHTS)
    weak = score(features([judged(0.05)], [], LIMITS), DEFAULT_WEIGHTS)
    assert 0 <= weak < good <= 1
    assert flagged < good


def test_a_window_does_not_overrule_its_own_sentences() -> None:
    def claim(window: float, against: float) -> JudgedClaim:
        pieces = (Evidence("one", SPAN, (0,), 0.3), Evidence("two", SPAN, (0, 1), 0.5))
        said = (Prediction(0.1, 0.9 - against, against), Prediction(window, 1 - window, 0.0))
        return JudgedClaim(Claim("A claim.", SPAN, "headline"), pieces, said)

    assert claim(0.9, 0.1).backing == pytest.approx(0.8)
    assert claim_verdict(claim(0.9, 0.1), [], LIMITS) == "supported"
    assert claim_verdict(claim(0.9, 0.6), [], LIMITS) == "review"
    assert claim_verdict(claim(0.55, 0.0), [], LIMITS) == "supported"


def test_an_entailment_does_not_outvote_a_contradiction() -> None:
    def claim(entailment: float, contradiction: float) -> JudgedClaim:
        pieces = (Evidence("one", SPAN, (0,), 0.8), Evidence("two", SPAN, (1,), 0.8))
        said = (Prediction(entailment, 1 - entailment, 0.0), Prediction(0.0, 1 - contradiction, contradiction))
        return JudgedClaim(Claim("A claim.", SPAN, "headline"), pieces, said)

    assert claim_verdict(claim(0.55, 0.79), [], LIMITS) == "review"
    assert claim_verdict(claim(0.55, 0.6), [], LIMITS) == "supported"
    assert claim_verdict(claim(0.95, 0.79), [], LIMITS) == "supported"


@pytest.mark.parametrize(
    ("verdict", "chance", "entailment", "contradiction", "wanted"),
    [
        ("review", 0.55, 0.4, 0.1, "supported"),
        ("review", 0.45, 0.4, 0.1, "review"),
        ("review", 0.55, 0.3, 0.1, "review"),
        ("review", 0.9, 0.3, 0.1, "supported"),
        ("review", 0.9, 0.5, 0.35, "review"),
        ("supported", 0.45, 0.9, 0.0, "review"),
        ("supported", 0.55, 0.1, 0.0, "supported"),
        ("not-checked", 0.9, 0.9, 0.0, "not-checked"),
    ],
)
def test_score_and_passage_settle_what_sentences_leave_open(
    verdict: Verdict, chance: float, entailment: float, contradiction: float, wanted: Verdict
) -> None:
    reading = PassageReading(Prediction(entailment, 1 - entailment - contradiction, contradiction))
    assert with_score(verdict, chance, reading, []) == wanted
    assert with_score(verdict, chance, None, []) == verdict
    assert with_score(verdict, chance, reading, [finding("number-mismatch")]) == verdict


@pytest.mark.parametrize(
    ("chance", "contradiction", "wanted"),
    [(0.4, 0.75, "review"), (0.6, 0.75, "not-checked"), (0.4, 0.6, "not-checked")],
)
def test_a_verbless_headline_that_the_passage_disputes_is_for_a_person(
    chance: float, contradiction: float, wanted: Verdict
) -> None:
    reading = PassageReading(Prediction(0.1, 0.9 - contradiction, contradiction))
    assert with_score("not-checked", chance, reading, [], verbless=True) == wanted
    assert with_score("not-checked", chance, reading, []) == "not-checked"


def test_a_passage_that_settles_the_headline_backs_each_of_its_claims() -> None:
    plain = judged(0.2, 0.75)
    settled = replace(plain, settled=0.8)
    assert (plain.entailment, plain.backing, plain.support(0.5)) == (0.2, 0.2, 0.2)
    assert (settled.entailment, settled.backing, settled.support(0.5)) == (0.8, 0.8, 0.8)
    assert settled.support(2.0) == 0.8
    # The best piece of evidence is a sentence still.
    assert settled.best == 0
    assert JudgedClaim(plain.claim).entailment == JudgedClaim(plain.claim).backing == 0.0
    assert claim_verdict(plain, [], LIMITS) == "review"
    # Strong signals both ways stay for a person to weigh.
    assert claim_verdict(settled, [], LIMITS) == "review"
    assert claim_verdict(replace(judged(0.2, 0.6), settled=0.8), [], LIMITS) == "supported"
