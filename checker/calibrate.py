"""Calibrate a model on labelled data: temperature on pairs; thresholds and the score's weights on articles."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from .article import MAX_BODY, Article
from .errors import InputError, MissingExtraError
from .nli.calibration import calibration_error, fit_temperature
from .nli.labels import LabelMap
from .pipeline import MIN_SENTENCES, Checker
from .reading.json_format import parse
from .rules import Context, Thresholds, run
from .rules.contradiction import contradicting
from .verdict import features

ArticleLabel = Literal["supported", "unsupported", "contradicted"]
ARTICLE_LABELS = ("supported", "unsupported", "contradicted")
MIN_PAIRS = 50
MIN_ARTICLES = 20
BATCH = 16
# Share of the supported headlines that may get a contradiction, at most.
FALSE_ALARMS = 0.01
# Labelled sets hold few changed numbers and swapped roles, which NLI calls entailed: a finding weighs at least this much.
LEAST_WEIGHTS = {"contradiction": 0.0, "errors": -3.0, "warnings": -0.8}
Progress = Callable[[str], None]


class _Logits(Protocol):
    labels: LabelMap

    @property
    def revision(self) -> str: ...

    def logits(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]: ...


@dataclass(frozen=True)
class LabelledArticle:
    """An article and what is known of its headline.

    Attributes:
        article: the article.
        label: what the body does to the headline.
        group: where it came from, for the record.
        for_thresholds: use it for the thresholds too, not for the score alone.
    """

    article: Article
    label: ArticleLabel
    group: str = ""
    for_thresholds: bool = True


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV, TSV, JSON Lines or Parquet file; values as text.

    Raises:
        InputError: the file cannot be read; names the line.
        MissingExtraError: Parquet without the extra ``eval``.
    """
    if path.suffix == ".parquet":
        try:
            import pandas as pd
        except ImportError:
            raise MissingExtraError(
                f"{path}: Parquet needs pandas, which the extra `eval` installs: pip install 'headline-checker[eval]'"
            ) from None
        try:
            return [
                {str(key): str(value) for key, value in row.items()} for row in pd.read_parquet(path).to_dict("records")
            ]
        except Exception as error:  # pyarrow's own exceptions share no base
            raise InputError(f"{path}: cannot be read as Parquet: {' '.join(str(error).split())[:200]}") from None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    if path.suffix in (".csv", ".tsv"):
        return _csv_rows(text, path)
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = parse(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}:{number}: not JSON ({error}): give one object a line, or a .csv file") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number}: not a JSON object: give one object a line")
        rows.append({str(key): str(value) for key, value in row.items()})
    return rows


def _csv_rows(text: str, path: Path) -> list[dict[str, str]]:
    # A field may be a body; csv's own limit is 131,072 characters.
    before = csv.field_size_limit(MAX_BODY)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter="," if path.suffix == ".csv" else "\t")
    try:
        return [{key: value or "" for key, value in row.items() if key} for row in reader]
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num + 1}: not CSV ({error})") from None
    finally:
        csv.field_size_limit(before)


def read_labelled(path: Path) -> tuple[list[tuple[str, str, str]], list[LabelledArticle]]:
    """Labelled pairs (``premise, hypothesis, label``) or articles (``headline, body, label``), by the columns.

    Returns:
        The pairs and the articles; one of the two is empty.

    Raises:
        InputError: neither kind of columns, an unknown label (names the row), or no rows.
    """
    rows = read_rows(path)
    if not rows:
        raise InputError(f"{path}: has no rows")
    columns = set(rows[0])
    if {"premise", "hypothesis", "label"} <= columns:
        _whole(rows, ("premise", "hypothesis", "label"), path)
        return [(row["premise"], row["hypothesis"], row["label"]) for row in rows], []
    if not {"headline", "body", "label"} <= columns:
        raise InputError(
            f"{path}: has the columns {', '.join(sorted(columns))}: it needs premise, hypothesis and label,"
            " or headline, body and label"
        )
    _whole(rows, ("headline", "body", "label"), path)
    articles = []
    for number, row in enumerate(rows, 1):
        label = row["label"].strip().lower()
        if label not in ARTICLE_LABELS:
            raise InputError(f"{path}: row {number}: label `{label}` is none of {', '.join(ARTICLE_LABELS)}")
        article = Article(row["headline"], row["body"], source=f"{path}: row {number}")
        articles.append(LabelledArticle(article, label, path.name))  # type: ignore[arg-type]
    return [], articles


def _whole(rows: Sequence[Mapping[str, str]], columns: Sequence[str], path: Path) -> None:
    for number, row in enumerate(rows, 1):
        for name in columns:
            if name not in row:
                raise InputError(f"{path}: row {number}: has no `{name}`")


def calibrate_pairs(model: _Logits, rows: Sequence[tuple[str, str, str]], source: str) -> dict[str, Any]:
    """Fit the temperature on labelled pairs.

    Args:
        model: a loaded model with raw outputs.
        rows: premise, hypothesis, label; labels in any spelling that ``--labels`` takes.
        source: where the rows came from, for the record.

    Returns:
        ``revision, temperature, fitted_on, ece_before, ece_after``; the errors are of rows that the temperature
        was not fitted on (two halves, each with the other's temperature).

    Raises:
        InputError: too few rows, or a label that is none of the model's.
    """
    if len(rows) < MIN_PAIRS:
        raise InputError(f"{source}: {len(rows)} pairs are too few for a temperature: give {MIN_PAIRS} or more")
    names = model.labels.names
    gold = np.array([_gold(label, names, number, source) for number, (_, _, label) in enumerate(rows, 1)])
    if len(set(gold.tolist())) < 2:
        raise InputError(f"{source}: all pairs have the label {names[gold[0]]}: give pairs of every label")
    logits = model.logits([(premise, hypothesis) for premise, hypothesis, _ in rows])
    # At least one pair a half, drawn the same way every time.
    half = np.random.default_rng(0).permutation(len(gold)) % 2 == 0
    width = len(names)
    held_out = np.zeros((len(gold), 3))
    for part in (half, ~half):
        held_out[part] = model.labels.three_way(logits[part], fit_temperature(logits[~part], gold[~part], model.labels))
    return {
        "revision": model.revision,
        "temperature": round(fit_temperature(logits, gold, model.labels), 4),
        "fitted_on": f"{source}, {len(rows):,} pairs",
        "accuracy": round(float((held_out[:, :width].argmax(axis=1) == gold).mean()), 4),
        "ece_before": round(calibration_error(model.labels.three_way(logits)[:, :width], gold), 4),
        "ece_after": round(calibration_error(held_out[:, :width], gold), 4),
    }


def _gold(label: str, names: tuple[str, ...], number: int, source: str) -> int:
    known: Mapping[str, int] = {name: index for index, name in enumerate(names)}
    letters = label.strip().lower().replace("_", "-")
    if len(names) == 2 and letters in ("neutral", "contradiction"):
        letters = "not-entailment"
    if letters not in known:
        raise InputError(f"{source}: row {number}: label `{label}` is none of {', '.join(names)}")
    return known[letters]


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
    try:
        from sklearn.linear_model import LogisticRegression
        from sklearn.metrics import roc_auc_score
    except ImportError:
        raise MissingExtraError(
            "calibrating on articles needs scikit-learn, which the extra `eval` installs:"
            " pip install 'headline-checker[eval]'"
        ) from None
    good = sum(item.label == "supported" for item in labelled)
    if min(good, len(labelled) - good) < MIN_ARTICLES:
        raise InputError(
            f"{good} supported and {len(labelled) - good} other articles are too few: give {MIN_ARTICLES} of each or more"
        )
    say = progress or (lambda line: None)
    judged = list(_contexts(checker, labelled, say))
    limits = _contradiction_limits(judged, checker.thresholds, say)
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
            "auroc_held_out": round(float(roc_auc_score(gold[~half], chance)), 4),
            "ece_held_out": round(_balanced_error(chance, gold[~half]), 4),
        },
    }


Judged = list[tuple[LabelledArticle, Context]]


def _contexts(
    checker: Checker, labelled: Sequence[LabelledArticle], say: Progress
) -> Iterator[tuple[LabelledArticle, Context]]:
    """What the rules see of every article that can be judged."""
    started = time.perf_counter()
    for start in range(0, len(labelled), BATCH):
        batch = labelled[start : start + BATCH]
        for item, context in zip(batch, checker.contexts([item.article for item in batch]), strict=True):
            if context and context.headline.reason is None and len(context.document.sentences) >= MIN_SENTENCES:
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
    """``supported``: where supported and unsupported headlines are told apart best; few supported lie below ``unsupported``."""

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


def _balanced_error(chance: npt.NDArray[np.float64], gold: npt.NDArray[np.bool_], bins: int = 15) -> float:
    """Calibration error of the score with both labels weighing the same."""
    weight = np.where(gold, 0.5 / gold.mean(), 0.5 / (1 - gold.mean()))
    index = np.minimum((chance * bins).astype(int), bins - 1)
    total = 0.0
    for number in range(bins):
        inside = index == number
        if inside.any():
            gap = np.average(gold[inside], weights=weight[inside]) - np.average(chance[inside], weights=weight[inside])
            total += abs(gap) * weight[inside].sum() / weight.sum()
    return float(total)
