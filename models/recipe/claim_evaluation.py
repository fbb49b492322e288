"""How well a model alone, without rules, ranks supported claims above unsupported ones over articles: AUROC,
by what it is shown.

A claim is read against single sentences (those that the product would choose), against the passage of its article,
or both: ``READINGS`` are the numbers made of these. A claim of several sentences gets the geometric mean
of its sentences' numbers, as the product's score does.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from checker.calibration.metrics import auroc
from checker.calibration.splits import fits_the_score
from checker.segmentation import segment
from checker.text import repair

from ..written.stories import MEASURED, turned_headlines
from .evaluation import Predicts
from .passages import LONG_WORDS, SHORT_WORDS, Bodies
from .word_swaps import swapped_pairs

# Left out of training in turn; what has learnt from one is not measured on it.
LEFT_OUT = ("summac_val_cnn", "ragtruth_news", "wice", "summedits_other", "defacto_xsum")
SUMMARIES = {"qags-xsum": "qags_xsum", "cogensumm": "cogensumm_test", "xsumfaith": "xsumfaith_val"}
SUPPORTED = ("consistent", "entailment")
REAL_FAULTS = "real-faults"
SWAPS = "word-swaps"
WRITTEN = "written"
SETS = (*LEFT_OUT, *SUMMARIES, REAL_FAULTS, WRITTEN, SWAPS)
READINGS = ("sentence", "sentence-c", "passage", "passage-c", "long", "both")
SMALLEST = 1e-4
MOST_SENTENCES = 9


def read_claims(data_dir: Path, name: str, limit: int | None = None) -> pd.DataFrame:
    """The rows of a set: ``body, claim, supported`` (True or False), ``pair`` (rows of one pair share it).

    Args:
        data_dir: folder with ``claims`` and ``news``; the handed faults lie in ``cases`` beside it.
        name: one of SETS.
        limit: at most so many rows, drawn with a fixed seed; of pairs, whole pairs.

    Raises:
        ValueError: no such set.
    """
    if name in LEFT_OUT:
        rows = pd.read_parquet(data_dir / "claims" / f"{name}.parquet")
        found = pd.DataFrame(
            {"body": rows["premise"], "claim": rows["hypothesis"], "supported": rows["label"].isin(SUPPORTED)}
        )
    elif name in SUMMARIES:
        rows = pd.read_parquet(data_dir / "news" / f"{SUMMARIES[name]}.parquet")
        if name == "xsumfaith":
            rows = rows[~rows["body"].map(fits_the_score)]
        found = pd.DataFrame(
            {"body": rows["body"], "claim": rows["headline"], "supported": rows["label"].astype(str) == "1"}
        )
    elif name == REAL_FAULTS:
        path = data_dir.parent / "cases" / "real-faults.jsonl"
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found = pd.DataFrame(
            [(case["body"], case["headline"], case["expected"] == "consistent") for case in cases if _judged(case)],
            columns=["body", "claim", "supported"],
        )
    elif name == WRITTEN:
        found = _two_worlds(limit)
        limit = None
    elif name == SWAPS:
        found = swapped_pairs(data_dir, limit or 1000)
        limit = None
    else:
        raise ValueError(f"no set of claims named {name}: choose of {', '.join(SETS)}")
    found = found.reset_index(drop=True)
    if limit and limit < len(found):
        found = found.sample(limit, random_state=0).reset_index(drop=True)
    return found if "pair" in found else found.assign(pair=range(len(found)))


def _judged(case: dict[str, Any]) -> bool:
    return case["expected"] != "not-checked" and bool(case["body"].strip())


def readings(model: Predicts, rows: pd.DataFrame, wanted: Sequence[str] = READINGS) -> pd.DataFrame:
    """What a model makes of every claim, a column for each of READINGS.

    ``sentence`` is the highest entailment of a single sentence, ``passage`` that of the short passage,
    ``long`` of the long one; ``-c`` is less the highest contradiction among the single sentences;
    ``both`` is the mean of the log odds of ``sentence`` and ``passage``.
    """
    bodies = Bodies()
    pairs: dict[tuple[str, str], None] = {}
    asked: list[list[tuple[list[str], str, str, str]]] = []
    for body, claim in zip(rows["body"], rows["claim"], strict=True):
        index = bodies.index(body)
        parts = []
        for sentence in sentences_of(claim):
            singles = [item.text for item in index.single(sentence)[:MOST_SENTENCES]]
            short = bodies.passage(body, sentence, SHORT_WORDS)
            long = bodies.passage(body, sentence, LONG_WORDS) if "long" in wanted else short
            parts.append((singles, short, long, sentence))
            pairs.update(dict.fromkeys((premise, sentence) for premise in dict.fromkeys([*singles, short, long])))
        asked.append(parts)
    answers = dict(zip(pairs, model.predict(list(pairs)), strict=True))
    found = []
    for parts in asked:
        numbers = [_numbers(*part, answers) for part in parts]
        found.append({name: float(np.exp(np.mean([np.log(row[name]) for row in numbers]))) for name in READINGS})
    return pd.DataFrame(found, index=rows.index, columns=list(READINGS))[list(wanted)]


def _numbers(singles: list[str], short: str, long: str, claim: str, answers: Any) -> dict[str, float]:
    entailed = max((answers[text, claim][0] for text in singles), default=0.0)
    against = max((answers[text, claim][2] for text in singles), default=0.0)
    whole = answers[short, claim][0]
    odds = (_log_odds(entailed) + _log_odds(whole)) / 2
    values = {
        "sentence": entailed,
        "sentence-c": (1 + entailed - against) / 2,
        "passage": whole,
        "passage-c": (1 + whole - against) / 2,
        "long": answers[long, claim][0],
        "both": 1 / (1 + float(np.exp(-odds))),
    }
    return {name: min(max(value, SMALLEST), 1.0) for name, value in values.items()}


def _log_odds(chance: float) -> float:
    kept = min(max(chance, SMALLEST), 1 - SMALLEST)
    return float(np.log(kept / (1 - kept)))


def sentences_of(claim: str) -> list[str]:
    """The sentences of a claim; the claim itself where it has no more than one."""
    text = repair(claim).text
    found = [sentence.text for sentence in segment(text).sentences]
    return found if len(found) > 1 else [text]


def pairs_right(rows: pd.DataFrame, score: npt.NDArray[np.float64], threshold: float = 0.5) -> float:
    """Share of pairs whose supported claim is above the threshold and whose other is not."""
    right = pd.Series((score > threshold) == rows["supported"].to_numpy(), index=rows["pair"])
    return float(right.groupby(level=0).all().mean())


def pairs_preferred(rows: pd.DataFrame, score: npt.NDArray[np.float64]) -> float:
    """Share of pairs whose supported claim scores higher than the other; equal scores count half."""
    frame = rows.assign(score=score)
    best = frame[frame["supported"]].groupby("pair")["score"].min()
    rest = frame[~frame["supported"]].groupby("pair")["score"].max()
    lead = (best - rest).dropna()
    return float((lead > 0).mean() + (lead == 0).mean() / 2)


def _two_worlds(limit: int | None) -> pd.DataFrame:
    """Headlines of the written stories that are true over one version and faulty over the other, in pairs."""
    pairs = turned_headlines([MEASURED])
    if limit:
        pairs = random.Random(0).sample(pairs, min(limit // 2, len(pairs)))
    return pd.DataFrame(
        [(row.body, row.text, row.supported, number) for number, pair in enumerate(pairs) for row in pair],
        columns=["body", "claim", "supported", "pair"],
    )


def measure_claims(
    model: Predicts, data_dir: Path, name: str, limit: int | None = None, wanted: Sequence[str] = READINGS
) -> dict[str, Any]:
    """Rows, share supported and, of each reading, the AUROC (in percent);
    of paired sets also the pairs right at 0.5 and those whose supported claim has more than its twin (chance: 50).
    """
    rows = read_claims(data_dir, name, limit)
    found = readings(model, rows, wanted)
    supported = rows["supported"].to_numpy(dtype=bool)
    result: dict[str, Any] = {"rows": len(rows), "supported": round(100 * float(supported.mean()), 1)}
    for column in found:
        score = found[column].to_numpy(dtype=float)
        result[column] = round(100 * auroc(supported, score), 1)
        if rows["pair"].duplicated().any():
            result[f"{column} pairs"] = round(100 * pairs_right(rows, score), 1)
            result[f"{column} preferred"] = round(100 * pairs_preferred(rows, score), 1)
    return result


def rank_claims(
    model: Predicts,
    data_dir: Path,
    names: Sequence[str] = SETS,
    limit: int | None = None,
    wanted: Sequence[str] = READINGS,
    say: Callable[[str], None] = print,
) -> dict[str, dict[str, Any]]:
    """Measure a model on every set; says a line each."""
    results: dict[str, dict[str, Any]] = {}
    for name in names:
        started = time.perf_counter()
        results[name] = measure_claims(model, data_dir, name, limit, wanted)
        say(f"{name:<16} {json.dumps(results[name])}  ({time.perf_counter() - started:.0f} s)")
    return results
