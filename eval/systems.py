"""What answers the samples: the checker, the checker with a part taken out, and baselines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from checker import Article, Checker, Report
from checker.errors import CheckerError
from checker.evidence import Evidence, SentenceIndex
from checker.nli import NliModel, Prediction, load_model
from checker.nli.load import kind_of
from checker.nli.remembered import RememberedModel
from checker.rules import RULES
from checker.segmentation import segment
from checker.text import repair

from .suites import Sample, Suite, SuiteError

Output = dict[str, Any]
NLI_RULES = tuple(rule.id for rule in RULES.values() if rule.needs_model)
# Share of a headline's terms in one sentence from which a body is about it: best on 3,000 rows of FNC-1 train
# (`python -m eval tune-overlap`).
RELATED = 0.16
STANCE_OF_VERDICT = {
    "supported": "agree",
    "contradicted": "disagree",
    "review": "discuss",
    "unsupported": "unrelated",
    "not-checked": "discuss",
}


class NoModel:
    """In the place of an NLI model: everything is neutral."""

    name = "none"
    revision = "0" * 16
    calibrated = False

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        """Neutral for every pair."""
        return [Prediction(0.0, 1.0, 0.0)] * len(pairs)


class EverySentence(SentenceIndex):
    """Evidence without a choice: every sentence of the body."""

    def single(self, claim: str) -> list[Evidence]:
        """All sentences, most relevant first."""
        return sorted(self.score(claim), key=lambda item: (-item.relevance, item.sentences))


@dataclass
class System:
    """Something that answers articles.

    Attributes:
        name: as given to ``--system``.
        about: one line.
        judge: batch of samples of one suite → an output each.
        uses_model: an NLI model has a part in it.
    """

    name: str
    about: str
    judge: Callable[[Models, Suite, Sequence[Sample]], list[Output]]
    uses_model: bool = True


class Models:
    """The NLI model of a run, loaded once, and the checkers made with it.

    Args:
        name: as given to ``--model``.
        predictions: file that keeps the model's predictions from run to run.
        options: passed to :func:`checker.nli.load_model`. Of the runtimes, ``auto`` is ONNX Runtime here:
            figures must not depend on the processor that they were measured on.
    """

    def __init__(self, name: str, predictions: Path | None = None, **options: Any) -> None:
        self.name = name
        self.predictions = predictions
        self._options = options
        self._checkers: dict[str, Checker] = {}

    @cached_property
    def model(self) -> NliModel:
        """The loaded model.

        Raises:
            SuiteError: it cannot be loaded.
        """
        try:
            options = dict(self._options)
            if options.get("runtime", "auto") == "auto" and kind_of(self.name) in ("embedded", "onnx"):
                options["runtime"] = "onnxruntime"
            model = load_model(self.name, **options)
            return RememberedModel(model, self.predictions) if self.predictions else model
        except CheckerError as error:
            raise SuiteError(str(error)) from None

    @property
    def calibration(self) -> str:
        """Eight hex digits that stand for temperature, thresholds and score,
        and for a runtime that is not the usual one.
        """
        values = dict(getattr(self.model, "calibration", {}))
        if (runtime := getattr(self.model, "runtime", None)) == "openvino":
            values["runtime"] = runtime
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:8]

    def checker(self, variant: str, **options: Any) -> Checker:
        """A checker, made once for each variant."""
        if variant not in self._checkers:
            self._checkers[variant] = Checker(**{"model": self.model, "time_limit": None, **options})
        return self._checkers[variant]


def _checker(variant: str, **options: Any) -> Callable[[Models, Suite, Sequence[Sample]], list[Output]]:
    def judge(models: Models, suite: Suite, samples: Sequence[Sample]) -> list[Output]:
        if suite.task == "nli":
            return _nli(models, suite, samples)
        articles = [Article(sample.headline, sample.body) for sample in samples]
        outputs = []
        for sample, (report, signals) in zip(
            samples, models.checker(variant, **options).examine(articles), strict=True
        ):
            relevance = signals.get("relevance", 0.0) or overlap(sample.headline, sample.body)
            stance = STANCE_OF_VERDICT[report.verdict] if relevance >= RELATED else "unrelated"
            learned = models.checker(variant, **options).learned_verdict
            if report.stance is not None and learned is not None:
                stance = learned.called(report.stance)
            outputs.append(
                {
                    "verdict": report.verdict,
                    "score": _support(report),
                    "stance": stance,
                    "findings": [
                        [finding.rule, finding.severity, finding.headline_text] for finding in report.findings
                    ],
                    "signals": {name: round(value, 4) for name, value in signals.items() if name != "bias"},
                }
            )
        return outputs

    return judge


def _support(report: Report) -> float:
    """The score; of a headline that is not checked (a question, no verb), how far the body leans towards it."""
    if report.score is not None:
        return report.score
    return report.stance["agree"] if report.stance is not None else 0.5


def _nli(models: Models, suite: Suite, samples: Sequence[Sample]) -> list[Output]:
    found = models.model.predict([(sample.body, sample.headline) for sample in samples])
    return [{"probabilities": [round(value, 4) for value in prediction[:3]]} for prediction in found]


def _majority(models: Models, suite: Suite, samples: Sequence[Sample]) -> list[Output]:
    stance = "unrelated" if "unrelated" in suite.labels else "agree"
    return [{"score": 0.5, "stance": stance, "findings": [], "probabilities": [1.0, 0.0, 0.0]} for _ in samples]


def _overlap(models: Models, suite: Suite, samples: Sequence[Sample]) -> list[Output]:
    outputs: list[Output] = []
    for sample in samples:
        share = overlap(sample.headline, sample.body)
        stance = "discuss" if share >= RELATED else "unrelated"
        # As for NLI: shared words are taken for entailment.
        label = [share, 1 - share, 0.0]
        outputs.append({"score": round(share, 4), "stance": stance, "findings": [], "probabilities": label})
    return outputs


def overlap(headline: str, body: str) -> float:
    """Largest share of the headline's terms that one sentence of the body has."""
    found = SentenceIndex(segment(repair(body).text)).score(repair(headline).text)
    return max((item.relevance for item in found), default=0.0)


def _whole_body(models: Models, suite: Suite, samples: Sequence[Sample]) -> list[Output]:
    found = models.model.predict([(sample.body, sample.headline) for sample in samples])
    return [
        _of_probabilities(sample, prediction.entailment, prediction.contradiction)
        for sample, prediction in zip(samples, found, strict=True)
    ]


def _best_sentence(models: Models, suite: Suite, samples: Sequence[Sample]) -> list[Output]:
    """SummaC's zero-shot score: the best sentence's entailment less the best sentence's contradiction."""
    outputs = []
    for sample in samples:
        body = repair(sample.body).text
        pieces = [body[part.span.start : part.span.end] for part in segment(body).sentences] or [""]
        found = models.model.predict([(piece, sample.headline) for piece in pieces])
        entailed = max(prediction.entailment for prediction in found)
        outputs.append(_of_probabilities(sample, entailed, max(prediction.contradiction for prediction in found)))
    return outputs


def _of_probabilities(sample: Sample, entailment: float, contradiction: float) -> Output:
    if overlap(sample.headline, sample.body) < RELATED:
        stance = "unrelated"
    elif max(entailment, contradiction) < 0.5:
        stance = "discuss"
    else:
        stance = "agree" if entailment >= contradiction else "disagree"
    return {
        "score": round((entailment - contradiction + 1) / 2, 4),
        "stance": stance,
        "findings": [],
        "signals": {"headline": round(entailment, 4), "contradiction": round(contradiction, 4)},
    }


EXACT_RULES_OUT = {"select": NLI_RULES}
SYSTEMS: dict[str, System] = {
    system.name: system
    for system in (
        System("majority", "always the most frequent label", _majority, uses_model=False),
        System("overlap", "share of the headline's terms in the best sentence", _overlap, uses_model=False),
        System("nli-body", "the NLI model on the whole body", _whole_body),
        System("summac-zs", "the NLI model on every sentence: best entailment less best contradiction", _best_sentence),
        System("checker", "the checker in full", _checker("full")),
        System("checker-thresholds", "without the learned verdict", _checker("thresholds", learned=False)),
        System("checker-no-rules", "without the exact rules", _checker("no-rules", **EXACT_RULES_OUT)),
        System("checker-no-nli", "without the NLI model", _checker("no-nli", model=NoModel(), ignore=NLI_RULES)),
        System("checker-no-selection", "without the choice of evidence", _checker("no-selection", index=EverySentence)),
    )
}


def find_system(name: str) -> System:
    """A system by name.

    Raises:
        SuiteError: unknown name; lists the known ones.
    """
    if name not in SYSTEMS:
        raise SuiteError(f"no system named `{name}`: choose one of {', '.join(SYSTEMS)}")
    return SYSTEMS[name]
