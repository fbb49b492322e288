"""What the pipeline saw of an article, as numbers: the inputs of the learned stance and of research on the verdict.

Every signal is a share between 0 and 1, a small count or a logarithm;
none needs more than the pipeline computed anyway.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from ..context import Context, JudgedClaim
from ..english.words.stance import DENIED, DOUBTED, FABRICATED, NEGATED, REPORTED, disputes
from ..nli import STANCES, PassageReading
from ..nli.passages import STORY
from ..rules import RawFinding
from .verdict import weakest_sentence

LEAD = 3
TOP = 3
SIGNAL_RELEVANCE = 0.25
MOST = 20
WORDS = (("fabricated", FABRICATED), ("denied", DENIED), ("doubted", DOUBTED), ("reported", REPORTED))


def signals(context: Context, findings: Sequence[RawFinding]) -> dict[str, float]:
    """The signals of one article.

    Args:
        context: what the rules see.
        findings: what they complained of.

    Returns:
        Always the same names, in the same order.
    """
    relevance = list(context.relevance) or [0.0]
    sentences = [sentence.text for sentence in context.document.sentences] or [""]
    order = sorted(range(len(relevance)), key=lambda number: (-relevance[number], number))
    relevant = [number for number in range(len(relevance)) if relevance[number] >= SIGNAL_RELEVANCE][:MOST] or order[:1]
    known = frozenset().union(*context.index.terms)
    wanted = context.headline_terms
    found = {
        "relevance": relevance[order[0]],
        "relevance_top": _mean(relevance[number] for number in order[:TOP]),
        "relevance_lead": max(relevance[:LEAD]),
        "coverage": len(wanted & known) / max(len(wanted), 1),
        "relevant_share": len(relevant) / len(sentences),
        "sentences": math.log1p(len(sentences)),
        "headline_words": float(len(context.headline.text.split())),
        **_nli(context),
        **_reading(context.reading),
    }
    title = context.headline.text
    for name, pattern in WORDS:
        hits = [bool(pattern.search(sentence)) for sentence in sentences]
        found[f"{name}_relevant"] = _mean(hits[number] for number in relevant)
        found[f"{name}_top"] = _mean(hits[number] for number in order[:TOP])
        found[f"{name}_lead"] = _mean(hits[:LEAD])
        found[f"{name}_body"] = sum(hits) / math.sqrt(len(sentences))
        found[f"{name}_headline"] = float(bool(pattern.search(title)))
    found |= _disputes(title, context.index.disputing, relevant, len(sentences))
    found |= {
        "question": float("?" in title),
        "quoted": float(bool(re.search(r"[\"“”‘]|(?<!\w)'", title))),
        "colon": float(":" in title),
        "contradicting": float(sum(finding.says == "otherwise" for finding in findings)),
        "overstating": float(sum(finding.says == "overstates" for finding in findings)),
        "other_findings": float(sum(finding.says == "lacks" for finding in findings)),
    }
    return found


def _disputes(title: str, hits: Sequence[int], relevant: Sequence[int], sentences: int) -> dict[str, float]:
    """Does the body, in the sentences of ``hits``, dispute a story that the headline tells,
    or the headline one that the body tells?
    """
    own = disputes(title) or bool(NEGATED.search(title))
    near = [number for number in hits if any(abs(number - other) <= 1 for other in relevant)]
    return {
        "disputes_headline": float(own),
        "disputes_against": 0.0 if own else math.log1p(len(hits)),
        "disputes_share": 0.0 if own else len(hits) / sentences,
        "disputes_near": 0.0 if own else len(near) / len(relevant),
        "disputes_first": 0.0 if own or not hits else 1 / (1 + hits[0]),
        "disputes_missing": float(own and not hits),
    }


def _nli(context: Context) -> dict[str, float]:
    scored = [item for item in context.judged if item.predictions and item.claim.kind != "event"]
    whole = weakest_sentence(scored)
    if whole is None:
        return dict.fromkeys(NLI_SIGNALS, 0.0)
    support, contradiction = _sorted(whole, 0), _sorted(whole, 2)
    lead = [
        prediction
        for item, prediction in zip(whole.evidence, whole.predictions, strict=True)
        if item.sentences[0] < LEAD and len(item.sentences) == 1
    ]
    pull = [
        prediction.entailment - prediction.contradiction
        for item, prediction in zip(whole.evidence, whole.predictions, strict=True)
        if item.relevance >= SIGNAL_RELEVANCE
    ]
    values = (
        support[0],
        _mean(support[:TOP]),
        contradiction[0],
        _mean(contradiction[:TOP]),
        whole.contradiction(context.thresholds.relevance)[0],
        min(item.entailment for item in scored),
        max(item.contradiction(context.thresholds.relevance)[0] for item in scored),
        max((prediction.entailment for prediction in lead), default=0.0),
        max((prediction.contradiction for prediction in lead), default=0.0),
        _mean(pull),
        *_apart(whole),
    )
    return dict(zip(NLI_SIGNALS, values, strict=True))


def _apart(whole: JudgedClaim) -> tuple[float, float]:
    """What windows add to the best single sentence, and the highest contradiction among the sentences
    of what entails most.
    """
    singles: dict[int, tuple[float, float]] = {}
    best, support = 0.0, 0.0
    members: tuple[int, ...] = ()
    for item, prediction in zip(whole.evidence, whole.predictions, strict=True):
        if len(item.sentences) == 1:
            singles[item.sentences[0]] = (prediction.entailment, prediction.contradiction)
            best = max(best, prediction.entailment)
        if prediction.entailment > support:
            support, members = prediction.entailment, item.sentences
    against = max((singles[number][1] for number in members if number in singles), default=0.0)
    return support - best, against


def _reading(reading: PassageReading | None) -> dict[str, float]:
    """What the model said of the passage that stands for the body; zeros where it was not asked,
    or does not tell stances.
    """
    if reading is None:
        return dict.fromkeys((*PASSAGE_SIGNALS, *ASKED_SIGNALS, *STANCE_SIGNALS), 0.0)
    values = [reading.nli.entailment, reading.nli.contradiction]
    asked = [value for answer in reading.asked for value in (answer.entailment, answer.contradiction)]
    values += asked or [0.0] * len(ASKED_SIGNALS)
    values += reading.stances or [0.0] * len(STANCE_SIGNALS)
    return dict(zip((*PASSAGE_SIGNALS, *ASKED_SIGNALS, *STANCE_SIGNALS), values, strict=True))


PASSAGE_SIGNALS = ("passage_entailment", "passage_contradiction")
ASKED_SIGNALS = tuple(f"{name}_{answer}" for name in STORY for answer in ("entailment", "contradiction"))
STANCE_SIGNALS = tuple(f"stance_{name}" for name in STANCES)
NLI_SIGNALS = (
    "entailment",
    "entailment_top",
    "contradiction",
    "contradiction_top",
    "contradiction_relevant",
    "claims_entailment",
    "claims_contradiction",
    "lead_entailment",
    "lead_contradiction",
    "pull",
    "window_gain",
    "own_contradiction",
)


def _sorted(judged: JudgedClaim, index: int) -> list[float]:
    return sorted((prediction[index] for prediction in judged.predictions), reverse=True)


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept) if kept else 0.0
