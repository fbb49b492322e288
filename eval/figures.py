"""Every figure of a run, with its interval, from the log alone."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.calibration import metrics
from checker.nli import LABELS, STANCES
from checker.rules import RULES
from checker.statistics import RESAMPLES, Interval, of_confusion, of_rows

from .run_log import Run
from .suites import SUITES

Rows = list[dict[str, Any]]
# Ranking and calibration of the score are figures only where either label has so many rows.
FEWEST = 10
# Where a group's threshold is chosen: its own validation rows, or a validation set of the same kind of summaries;
# where those are measured too, for either half of the rows on the other.
TUNED_ON = {
    "cogensumm": ("polytope",),
    "summeval": ("polytope",),
    "polytope": ("polytope",),
    "qags-xsum": ("xsumfaith", "frank-xsum"),
    "xsumfaith": ("xsumfaith", "frank-xsum"),
    "frank-xsum": ("xsumfaith", "frank-xsum"),
}


@dataclass(frozen=True)
class Figure:
    """A named figure of a run.

    Attributes:
        suite, system, group: where it is from; the group is ``""`` for the whole suite.
        name: of the metric.
        interval: value, 95 % interval, number of samples.
    """

    suite: str
    system: str
    group: str
    name: str
    interval: Interval


def figures(run: Run, resamples: int = RESAMPLES) -> list[Figure]:
    """All figures of a run, most telling first."""
    suite = SUITES[run.spec.suite]
    make = {
        "stance": _stance,
        "consistency": _consistency,
        "exaggeration": _exaggeration,
        "nli": _nli,
        "clean": _clean,
        "planted": _planted,
        "real-faults": _real_faults,
        "seeds": _seeds,
    }[suite.task]
    return [
        Figure(suite.name, run.spec.system, group, name, interval)
        for group, name, interval in make(run.samples, suite.labels, resamples)
    ]


Found = Iterator[tuple[str, str, Interval]]


def _stance(rows: Rows, labels: Sequence[str], resamples: int) -> Found:
    gold, guess = [row["label"] for row in rows], [row["output"]["stance"] for row in rows]
    table = metrics.confusion(gold, guess, labels)
    yield "", "macro F1", of_confusion(table, metrics.macro_f1, resamples)
    for number, label in enumerate(labels):
        yield "", f"F1 {label}", of_confusion(table, partial(_one_f1, number=number), resamples)
    if "unrelated" in labels:
        yield "", "FNC score", of_confusion(table, lambda counts: metrics.fnc_score(counts, labels), resamples)
        related = [label for label in STANCES if label != "unrelated"]
        kept = [(one, other) for one, other in zip(gold, guess, strict=True) if one != "unrelated"]
        small = metrics.confusion([one for one, _ in kept], [other for _, other in kept], related)
        yield "related", "macro F1", of_confusion(small, metrics.macro_f1, resamples)
        for number, label in enumerate(related):
            yield "related", f"F1 {label}", of_confusion(small, partial(_one_f1, number=number), resamples)
    yield "", "accuracy", of_confusion(table, metrics.accuracy, resamples)
    good, score = support_scores(rows)
    if min(good.sum(), (~good).sum()) >= FEWEST:
        yield "agree or not", "AUROC", of_rows(len(good), _auroc_of(good, score), min(resamples, 2_000))
        yield "agree or not", "calibration error", of_rows(len(good), _error_of(good, score), min(resamples, 1_000))


def support_scores(
    rows: Rows,
    yes: tuple[str, ...] = ("agree", "consistent"),
    no: tuple[str, ...] = ("disagree", "unrelated", "inconsistent"),
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """Of every row that says whether the headline is supported: is it, and the score.

    Of stances, "agree" says yes, "disagree" and "unrelated" say no, "discuss" neither.
    """
    kept = [row for row in rows if row["label"] in yes + no]
    return np.array([row["label"] in yes for row in kept]), np.array(
        [row["output"]["score"] for row in kept], dtype=float
    )


def _error_of(good: npt.NDArray[np.bool_], score: npt.NDArray[np.float64]) -> Callable[[npt.NDArray[np.int64]], float]:
    weight = metrics.even_weights(good)
    return lambda drawn: metrics.score_error(good[drawn], score[drawn], weight=weight[drawn])


def _one_f1(counts: Any, number: int) -> Any:
    return metrics.class_f1(counts)[..., number]


def _consistency(rows: Rows, labels: Sequence[str], resamples: int) -> Found:
    for group in dict.fromkeys(row["group"] for row in rows):
        chosen = [row for row in rows if row["group"] in TUNED_ON[group] and row["tune"]]
        own = [row for row in rows if row["group"] == group]
        # A set with a test part is reported on that part alone.
        measured = [row for row in own if not row["tune"]] or own
        good, score = _scores(measured)
        guess = _guess(measured, chosen)
        if guess:
            table = metrics.confusion([row["label"] for row in measured], guess, labels)
            yield group, "balanced accuracy", of_confusion(table, metrics.balanced_accuracy, resamples)
        area = of_rows(len(good), _auroc_of(good, score), min(resamples, 2_000))
        yield group, "AUROC", area


def _guess(measured: Rows, chosen: Rows) -> list[str]:
    """Consistent or not by the best threshold on ``chosen``, of which none is the row itself;
    nothing where those have one label only.
    """
    shared = any(row["tune"] for row in measured)
    thresholds = []
    for half in (0, 1):
        others = [row for row in chosen if not shared or _half(row) != half]
        if len({row["label"] for row in others}) < 2:
            return []
        thresholds.append(metrics.best_threshold(*_scores(others)))
    return ["consistent" if row["output"]["score"] >= thresholds[_half(row)] else "inconsistent" for row in measured]


def _half(row: dict[str, Any]) -> int:
    return zlib.crc32(row["id"].encode()) % 2


def _auroc_of(good: npt.NDArray[np.bool_], score: npt.NDArray[np.float64]) -> Callable[[npt.NDArray[np.int64]], float]:
    place = np.unique(score, return_inverse=True)[1]
    return lambda drawn: metrics.auroc_of_places(good[drawn], place[drawn])


def _scores(rows: Rows) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    good = np.array([row["label"] in ("consistent", "same", "downplays") for row in rows])
    return good, np.array([row["output"]["score"] for row in rows], dtype=float)


def _exaggeration(rows: Rows, labels: Sequence[str], resamples: int) -> Found:
    """F1 of "exaggerates": by the rules about certainty, cause and source; by the score; by either."""
    tune, measured = [row for row in rows if row["tune"]], [row for row in rows if not row["tune"]]
    measured = measured or rows
    threshold = metrics.best_threshold(*_scores(tune)) if len({row["label"] for row in tune}) > 1 else 0.5
    two = ("exaggerates", "other")
    gold = [row["label"] if row["label"] == "exaggerates" else "other" for row in measured]
    by_rule = [any(RULES[item[0]].says == "overstates" for item in row["output"]["findings"]) for row in measured]
    by_score = [row["output"]["score"] < threshold for row in measured]
    either = [one or other for one, other in zip(by_rule, by_score, strict=True)]
    for name, said in (("rules and score", either), ("rules", by_rule), ("score", by_score)):
        table = metrics.confusion(gold, [two[0] if flag else two[1] for flag in said], two)
        yield "", f"F1 exaggerates, {name}", of_confusion(table, partial(_one_f1, number=0), resamples)


def _nli(rows: Rows, labels: Sequence[str], resamples: int) -> Found:
    chances = np.array([row["output"]["probabilities"] for row in rows])
    guess = [LABELS[index] for index in chances.argmax(axis=1)]
    gold = [row["label"] for row in rows]
    if "not_entailment" in labels:
        guess = [label if label == "entailment" else "not_entailment" for label in guess]
    table = metrics.confusion(gold, guess, labels)
    yield "", "accuracy", of_confusion(table, metrics.accuracy, resamples)
    for number, label in enumerate(labels):
        if table[number].sum():
            yield (
                "",
                f"recall {label}",
                of_confusion(table[number : number + 1], partial(_recall, at=number), resamples),
            )
    if "not_entailment" not in labels:
        right = np.array([one == other for one, other in zip(gold, guess, strict=True)])
        sure = chances.max(axis=1)
        error = of_rows(len(rows), lambda drawn: metrics.score_error(right[drawn], sure[drawn]), min(resamples, 1_000))
        yield "", "calibration error", error
    entailed = [(one == "entailment", other == "entailment") for one, other in zip(gold, guess, strict=True)]
    both = metrics.confusion(
        [str(one) for one, _ in entailed], [str(other) for _, other in entailed], ("True", "False")
    )
    yield "", "accuracy, entailed or not", of_confusion(both, metrics.accuracy, resamples)


def _recall(counts: Any, at: int) -> Any:
    return counts[..., 0, at] / np.maximum(counts[..., 0, :].sum(axis=-1), 1)


def _clean(rows: Rows, labels: Sequence[str], resamples: int) -> Found:
    """Share of the headlines with a finding: all these headlines are taken for sound."""
    found = [row["output"]["findings"] for row in rows]
    yield "", "with an error", _share([any(item[1] == "error" for item in items) for items in found], resamples)
    yield "", "with any finding", _share([bool(items) for items in found], resamples)
    yield "", "under review", _share([row["output"].get("verdict") == "review" for row in rows], resamples)
    parts = list(dict.fromkeys(row["group"] for row in rows))
    for part in parts if len(parts) > 1 else ():
        own = [row for row in rows if row["group"] == part]
        yield part, "with an error", _share([_has_error(row) for row in own], resamples)
        yield part, "with any finding", _share([bool(row["output"]["findings"]) for row in own], resamples)
    rules = sorted({item[0] for items in found for item in items})
    for rule in rules:
        yield "", f"with {rule}", _share([any(item[0] == rule for item in items) for items in found], resamples)


def _share(flags: Sequence[bool], resamples: int) -> Interval:
    table = np.array([[sum(flags), len(flags) - sum(flags)]])
    return of_confusion(table, partial(_recall, at=0), resamples)


def _planted(rows: Rows, labels: Sequence[str], resamples: int) -> Found:
    """Of headlines with a fault: how many have a finding, an error, or pass for supported; of sound ones: a finding."""
    for group in dict.fromkeys(row["group"] for row in rows):
        for label, name, severities in (
            ("fault", "faults with a finding", ("error", "warning")),
            ("fault", "faults with an error", ("error",)),
            ("sound", "sound headlines with a finding", ("error", "warning")),
        ):
            own = [row["output"]["findings"] for row in rows if row["group"] == group and row["label"] == label]
            if own:
                flags = [any(item[1] in severities for item in items) for items in own]
                yield group, name, _share(flags, resamples)
        faulty = [row for row in rows if row["group"] == group and row["label"] == "fault"]
        if faulty:
            supported = [row["output"].get("verdict") == "supported" for row in faulty]
            yield group, "faults called supported", _share(supported, resamples)
        good, score = support_scores([row for row in rows if row["group"] == group], ("sound",), ("fault",))
        if len(good) and min(good.sum(), (~good).sum()) >= FEWEST:
            yield group, "AUROC", of_rows(len(good), _auroc_of(good, score), min(resamples, 2_000))


def _real_faults(rows: Rows, labels: Sequence[str], resamples: int) -> Found:
    """Of faulty headlines: how many have a finding, one by a rule that is right, an error, or pass for supported;
    and the alarms on sound ones.
    """
    from .suites import right_rules

    rules = right_rules()
    faulty, sound = ([row for row in rows if row["label"] == label] for label in ("fault", "sound"))
    for name, own, told in (
        ("faults with a finding", faulty, lambda row: bool(row["output"]["findings"])),
        (
            "faults with a right rule",
            faulty,
            lambda row: any(item[0] in rules[row["id"]] for item in row["output"]["findings"]),
        ),
        ("faults with an error", faulty, _has_error),
        ("faults called supported", faulty, lambda row: row["output"].get("verdict") == "supported"),
        ("sound headlines with a finding", sound, lambda row: bool(row["output"]["findings"])),
        ("sound headlines with an error", sound, _has_error),
        ("sound headlines under review", sound, lambda row: row["output"].get("verdict") == "review"),
    ):
        if own:
            yield "", name, _share([told(row) for row in own], resamples)
    good, score = support_scores([row for row in rows if row["label"]], ("sound",), ("fault",))
    if min(good.sum(), (~good).sum()) >= FEWEST:
        yield "", "AUROC", of_rows(len(good), _auroc_of(good, score), min(resamples, 2_000))


def _has_error(row: dict[str, Any]) -> bool:
    return any(item[1] == "error" for item in row["output"]["findings"])


def _seeds(rows: Rows, labels: Sequence[str], resamples: int) -> Found:
    import tomllib

    from .suites import SEEDS

    expected = tomllib.loads((SEEDS / "expected.toml").read_text(encoding="utf-8"))
    right = []
    for row in rows:
        wanted = sorted((item["rule"], item["words"]) for item in expected[row["id"]]["findings"])
        right.append(sorted((item[0], item[2]) for item in row["output"]["findings"]) == wanted)
    yield "", "exactly the expected findings", _share(right, resamples)
