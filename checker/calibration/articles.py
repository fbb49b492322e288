"""Thresholds and the score's weights from labelled articles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ..context import Context
from ..errors import InputError, require_extra
from ..pipeline import Checker
from ..rules import run
from ..rules.contradiction import contradicting
from ..thresholds import Thresholds
from ..verdict.verdict import features
from .metrics import auroc, even_weights, score_error
from .rows import ArticleLabel, LabelledArticle

MIN_ARTICLES = 20
BATCH = 16
# Share of the supported headlines that may get a contradiction, at most.
FALSE_ALARMS = 0.01
# Labelled sets hold few changed numbers and swapped roles, which NLI calls entailed:
# a finding weighs at least this much.
LEAST_WEIGHTS = {"contradiction": 0.0, "errors": -3.0, "warnings": -0.8}
UNJUDGED = "no body or only one sentence of it, not English, or a headline without a claim"
Progress = Callable[[str], None]


def calibrate_articles(
    checker: Checker, labelled: Sequence[LabelledArticle], seed: int = 7, progress: Progress | None = None
) -> dict[str, Any]:
    """Fit the thresholds and the score's weights on labelled articles.

    Args:
        checker: holds the model, with its temperature fitted already.
        labelled: articles of at least two labels, 20 supported and 20 not.
        seed: which half the score's own error is measured on.
        progress: is given a line now and then.

    Returns:
        ``revision, thresholds, score, score_fitted_on``.

    Raises:
        InputError: too few articles of a label.
        MissingExtraError: scikit-learn is not installed.
    """
    require_extra("calibrating on articles", ("sklearn", "scipy"), "eval")
    from sklearn.linear_model import LogisticRegression

    _refuse_few(labelled, labelled)
    say = progress or (lambda line: None)
    judged = list(_contexts(checker, labelled, say))
    _refuse_few([item for item, _ in judged], labelled)
    if len(judged) < len(labelled):
        say(f"{len(labelled) - len(judged):,} of {len(labelled):,} articles left out: {UNJUDGED}")
    # Where a learned score is doubtful says nothing of the one that is fitted here.
    base = replace(checker.thresholds, doubtful=Thresholds().doubtful)
    limits = _contradiction_limits(judged, base, say)
    limits = replace(limits, **_support_limits(judged, say))
    table, gold_labels = [], []
    for item, context in judged:
        context.thresholds = limits
        table.append(features(context.judged, run(context, checker.rules), limits))
        gold_labels.append(item.label == "supported")
    names = [name for name in table[0] if name != "bias"]
    values = np.array([[row[name] for name in names] for row in table])
    gold = np.array(gold_labels)
    # Weighted so that both labels count the same: a sample's own shares say nothing about a newsroom's.
    half = np.random.default_rng(seed).random(len(gold)) < 0.5
    held_out = LogisticRegression(C=1.0, class_weight="balanced").fit(values[half], gold[half])
    chance = held_out.predict_proba(values[~half])[:, 1]
    model = LogisticRegression(C=1.0, class_weight="balanced").fit(values, gold)
    weights = {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}
    weights |= {name: min(weights[name], least) for name, least in LEAST_WEIGHTS.items()}
    groups: dict[str, int] = {}
    for item, _ in judged:
        groups[item.group or item.label] = groups.get(item.group or item.label, 0) + 1
    return {
        "revision": checker.model.revision,
        "thresholds": {name: round(value, 3) for name, value in asdict(limits).items()},
        "score": {name: round(value, 4) for name, value in weights.items()},
        "score_fitted_on": {
            "rows": len(gold),
            "sets": groups,
            "auroc_held_out": round(float(auroc(gold[~half], chance)), 4),
            "ece_held_out": round(score_error(gold[~half], chance, weight=even_weights(gold[~half])), 4),
        },
    }


def _refuse_few(found: Sequence[LabelledArticle], given: Sequence[LabelledArticle]) -> None:
    good = sum(item.label == "supported" for item in found)
    if min(good, len(found) - good) >= MIN_ARTICLES:
        return
    origin = given[0].article.origin if given else None
    where = f"{origin.path}: " if origin is not None else ""
    without = f" that can be judged (of {len(given):,}; the others: {UNJUDGED})" if len(found) < len(given) else ""
    raise InputError(
        f"{where}{good} supported and {len(found) - good} other articles{without} are too few: "
        f"give {MIN_ARTICLES} of each or more"
    )


Judged = list[tuple[LabelledArticle, Context]]


def _contexts(
    checker: Checker, labelled: Sequence[LabelledArticle], say: Progress
) -> Iterator[tuple[LabelledArticle, Context]]:
    """What the rules see of every article that can be judged."""
    started = time.perf_counter()
    for start in range(0, len(labelled), BATCH):
        batch = labelled[start : start + BATCH]
        for item, context in zip(batch, checker.contexts([item.article for item in batch]), strict=True):
            if context and context.headline.reason is None and not context.one_sentence:
                yield item, context
        if start % (10 * BATCH) == 0:
            rate = (start + len(batch)) / (time.perf_counter() - started)
            say(f"{start + len(batch)}/{len(labelled)}  {rate:.1f} articles/s")


def _contradiction_limits(judged: Judged, base: Thresholds, say: Progress) -> Thresholds:
    """The limits that find most contradicted headlines while at most one supported in a hundred is flagged."""
    best: tuple[float, Thresholds] = (0.0, base)
    for contradicted in (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95):
        for relevance in (0.35, 0.45, 0.55, 0.65):
            for outweighs in (0.2, 0.3, 0.4, 0.5, 0.6):
                limits = replace(base, contradicted=contradicted, relevance=relevance, outweighs=outweighs)
                alarms = _flagged(judged, "supported", limits)
                if alarms <= FALSE_ALARMS and (caught := _flagged(judged, "contradicted", limits)) > best[0]:
                    best = (caught, limits)
    alarms = _flagged(judged, "supported", best[1])
    say(f"contradiction found in {best[0]:.3f} of contradicted, in {alarms:.3f} of supported headlines: {best[1]}")
    return best[1]


def _flagged(judged: Judged, label: ArticleLabel, limits: Thresholds) -> float:
    hits = total = 0
    for item, context in judged:
        if item.label != label or not item.for_thresholds:
            continue
        context.thresholds = limits
        total += 1
        hits += any(
            contradicting(claim, context)
            for claim in context.judged
            if claim.claim.reason is None and claim.claim.kind != "event"
        )
    return hits / max(total, 1)


def _support_limits(judged: Judged, say: Progress) -> dict[str, float]:
    """``supported``: where supported and unsupported headlines are told apart best;
    few supported lie below ``unsupported``.
    """

    def entailments(label: ArticleLabel) -> npt.NDArray[np.float64]:
        chosen = [
            context.judged[0].entailment
            for item, context in judged
            if item.label == label and item.for_thresholds and context.judged
        ]
        return np.array(chosen)

    good, other = entailments("supported"), entailments("unsupported")
    if not len(other):
        other = entailments("contradicted")
    if not len(good) or not len(other):
        return {}
    grid = np.linspace(0.1, 0.9, 81)
    balanced = [((good >= value).mean() + (other < value).mean()) / 2 for value in grid]
    supported = max(float(grid[int(np.argmax(balanced))]), 0.5)
    unsupported = float(np.quantile(good, 0.03))
    say(f"supported {supported:.2f} (balanced accuracy {max(balanced):.3f}), unsupported {unsupported:.3f}")
    return {"supported": supported, "unsupported": min(max(unsupported, 0.02), 0.15)}
