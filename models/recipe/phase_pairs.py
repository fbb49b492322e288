"""The pairs of one phase: drawn, edited and made of news, each part in a process of its own."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from checker.nli import load_model

from .augmentation import augment
from .claims import article_key, articles_of, claim_pairs
from .config import Phase, RecipeConfig
from .data import training_mix
from .evidence_deletion import deletion_pairs
from .fault_pairs import Judge, News, fault_pairs, news
from .hard_pairs import training_pairs
from .near_headlines import near_headlines
from .own_headlines import own_headlines
from .stance_pairs import passage_pairs, stance_pairs, stance_rows
from .unlabelled import unlabelled_pairs
from .written import written_pairs


def phase_pairs(config: RecipeConfig, phase: Phase, seed: int, start: Path, data_dir: Path) -> pd.DataFrame:
    """The pairs of a phase: its mix, claims and hard pairs, augmented; those made of news; the rows with stances."""
    pairs = (
        _mixed(config, phase, seed, start, data_dir)
        if not _of_news(phase)
        else _side_by_side(config, phase, seed, start, data_dir)
    )
    if phase.stances:
        pairs = pd.concat([pairs, stance_rows(data_dir, phase.stances, config.seed)], ignore_index=True)
        pairs["stance"] = pairs["stance"].fillna("")
    return pairs


def _of_news(phase: Phase) -> bool:
    return bool(phase.faults or phase.deletion or phase.near or phase.own)


def _side_by_side(config: RecipeConfig, phase: Phase, seed: int, start: Path, data_dir: Path) -> pd.DataFrame:
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        waited = pool.submit(_mixed, config, phase, seed, start, data_dir)
        made = [pool.submit(make, data_dir, phase, seed) for make in (_faults, _of_headlines)]
        news_pairs = pd.concat([one.result() for one in made], ignore_index=True).sample(frac=1, random_state=seed)
        return pd.concat([waited.result(), news_pairs], ignore_index=True)


def _mixed(config: RecipeConfig, phase: Phase, seed: int, start: Path, data_dir: Path) -> pd.DataFrame:
    """The mix, claims and hard pairs of a phase and the pairs that only a teacher labels, augmented."""
    pairs = training_mix(data_dir, phase.mix, config.seed)
    if phase.claims:
        claims = claim_pairs(data_dir, phase.claims, config.seed, phase.left_out, phase.passage_words)
        pairs = pd.concat([pairs, claims], ignore_index=True)
    if phase.edits:
        hard = training_pairs(data_dir, phase.edits, seed)
        pairs = pd.concat([pairs, hard], ignore_index=True)
    if phase.stance:
        stances = stance_pairs(data_dir, phase.stance, config.seed, start)
        pairs = pd.concat([pairs, stances], ignore_index=True)
    if phase.passages:
        pairs = pd.concat([pairs, passage_pairs(data_dir, phase.passages, seed)], ignore_index=True)
    if phase.written:
        words = phase.written_words or (phase.passage_words,)
        pairs = pd.concat([pairs, *(written_pairs(phase.written, most) for most in words)], ignore_index=True)
    if phase.distillation is not None and phase.distillation.unlabelled:
        extra = unlabelled_pairs(data_dir, phase.distillation.unlabelled, config.seed, start)
        pairs = pd.concat([pairs, extra], ignore_index=True)
    return augment(pairs, phase.augmentation, seed)


def _faults(data_dir: Path, phase: Phase, seed: int) -> pd.DataFrame:
    """Faults and their sound twins over the first half of the articles."""
    articles, _ = _halves(data_dir, phase, seed)
    return fault_pairs(data_dir, phase.faults, seed, phase.passage_words, articles, judge=_judge())


def _of_headlines(data_dir: Path, phase: Phase, seed: int) -> pd.DataFrame:
    """Deleted evidence, near headlines and own ones, over the other half."""
    _, articles = _halves(data_dir, phase, seed)
    judge = _judge()
    deleted = deletion_pairs(articles, judge, phase.deletion, seed, phase.passage_words)
    near = near_headlines(articles, judge, phase.near, seed, phase.passage_words)
    own = own_headlines(articles, judge, phase.own, seed, phase.passage_words)
    return pd.concat([deleted, near, own], ignore_index=True)


def _halves(data_dir: Path, phase: Phase, seed: int) -> tuple[list[News], list[News]]:
    """Real articles in two parts: a headline's own passage and its faults would tell of each other."""
    kept_back = articles_of(data_dir, phase.left_out)
    articles = [item for item in news(data_dir, seed) if article_key(item.body) not in kept_back]
    middle = len(articles) // 2
    return articles[:middle], articles[middle:]


def _judge() -> Judge:
    # The same pairs on every machine; and OpenVINO does not bear tcmalloc, which `make train` preloads.
    return load_model("compact", runtime="onnxruntime").predict
