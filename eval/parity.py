"""Two runtimes over the same weights: do labels, probabilities, verdicts and findings stay the same?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from checker import Article, Checker, Report
from checker.nli import Prediction, load_model
from checker.nli.remembered import RememberedModel
from checker.nli.runtimes import Runtime

from .suites import SUITES, load_samples


@dataclass(frozen=True)
class Parity:
    """How a runtime's answers compare with ONNX Runtime's.

    Attributes:
        pairs: pairs compared.
        labels: share of them with the same label.
        shift: mean difference of a probability.
        largest: largest difference of one.
        articles: articles compared.
        verdicts: share of them with the same verdict.
        findings: share of them with the same findings, by fingerprint.
        errors: share of them with the same findings of level error.
        score: mean difference of the score.
    """

    pairs: int
    labels: float
    shift: float
    largest: float
    articles: int
    verdicts: float
    findings: float
    errors: float
    score: float


def measure(name: str, runtime: Runtime, data_dir: str, pairs: int, articles: int, predictions: Path) -> Parity:
    """Compare on pairs of MNLI's matched development set and on articles of the BBC, drawn with the seed 0.

    Args:
        name: an embedded model, or a folder in our ONNX layout.
        runtime: compared with ONNX Runtime.
        data_dir: folder with the tables.
        pairs, articles: how many.
        predictions: what the models say is remembered here, each runtime's apart.
    """
    usual, other = (RememberedModel(load_model(name, runtime=one), predictions) for one in ("onnxruntime", runtime))
    samples = load_samples(SUITES["nli-mnli-matched"], data_dir, pairs)
    asked = [(sample.body, sample.headline) for sample in samples]
    stories = [Article(one.headline, one.body) for one in load_samples(SUITES["bbc"], data_dir, articles)]
    count, labels, shift, largest = compare_answers(usual.predict(asked), other.predict(asked))
    first, second = (list(Checker(model, time_limit=None).check_many(stories)) for model in (usual, other))
    both = list(zip(first, second, strict=True))
    scores = [(one.score, two.score) for one, two in both]
    return Parity(
        count,
        labels,
        shift,
        largest,
        len(both),
        _share(both, lambda report: report.verdict),
        _share(both, lambda report: [finding.fingerprint for finding in report.findings]),
        _share(both, lambda report: [item.fingerprint for item in report.findings if item.severity == "error"]),
        float(np.mean([abs(one - two) for one, two in scores if one is not None and two is not None])),
    )


def compare_answers(before: Sequence[Prediction], after: Sequence[Prediction]) -> tuple[int, float, float, float]:
    """The first four figures of :class:`Parity`."""
    one, two = (np.array([answer[:3] for answer in answers]) for answers in (before, after))
    difference = np.abs(one - two)
    same = one.argmax(axis=1) == two.argmax(axis=1)
    return len(one), float(same.mean()), float(difference.mean()), float(difference.max())


def _share(both: Sequence[tuple[Report, Report]], what: Callable[[Report], object]) -> float:
    return sum(1 for one, two in both if what(one) == what(two)) / len(both)
