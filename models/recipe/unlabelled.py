"""Pairs that nobody labelled, for a teacher to answer: real headlines with sentences,
and the training texts put together anew.

A student that has seen every labelled row several times knows them by heart;
only pairs that it has not seen show it more of what the teacher knows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from .articles import draw, fnc_train, trains_nli
from .data import Rows, eval_premises, normalise, training_mix
from .hard_pairs import OWN_TESTS, own_test_sets, sentences
from .neighbour_words import neighbour_words, with_neighbours, words_of

COLUMNS = ["premise", "hypothesis"]
# Sets with whole sentences on both sides; and those whose premises have several hypotheses.
REVERSED = ("mnli_nyuhw20k", "mnli_llmsknow", "mnli_olora", "taxinli", "lingnli", "wanli15k")
SIBLINGS = ("lingnli", "mnli_nyuhw20k", "mnli_llmsknow", "mnli_olora", "taxinli", "snli_sub5x8k", "cad_nli")
NEAREST = ("mnli_nyuhw20k", "mnli_llmsknow", "lingnli", "wanli15k", "semiauto_nli_wiki")
LONGEST = 30  # words of a premise that may stand as a hypothesis
NEIGHBOURS = 4
MOST_SIBLINGS = 6
TICKER = re.compile(r"\s*<[^>]*>")


def unlabelled_pairs(
    data_dir: Path, counts: Mapping[str, Rows], seed: int, encoder: Path | None = None, own_tests: Path = OWN_TESTS
) -> pd.DataFrame:
    """Pairs of every kind asked for, in random order.

    Args:
        data_dir: folder with ``nli`` and ``news``.
        counts: so many pairs, or as many as there are, of each kind, or ``[start, stop]``,
            so that two phases with one seed take different ones: ``fnc`` and ``reuters`` (headlines with sentences of
            their own or another body), ``reversed`` (premise and hypothesis change places), ``siblings`` (two
            hypotheses of one premise), ``nearest`` (a hypothesis with a premise of another pair that shares its words),
            ``replaced`` (a word or two of the hypothesis give way to their neighbours) and ``altered`` (the premise
            itself, with such a word, as the hypothesis).
        seed: of the draw.
        encoder: transformers folder whose word embeddings say which words are neighbours; for the last two kinds.
        own_tests: the recipe's own test sets, none of whose sentences is used.

    Returns:
        ``premise, hypothesis, label, source``; the label is ``""``.

    Raises:
        ValueError: a kind that needs an encoder is asked for without one.
    """
    held_out = eval_premises(data_dir)
    if "reuters" in counts:
        # None of the other kinds' texts is among them.
        held_out |= set(own_test_sets(data_dir, own_tests)["premise"].map(normalise))
    parts = []
    for kind, rows in counts.items():
        start, stop = rows if isinstance(rows, list) else (0, rows)
        if kind in KINDS:
            found = KINDS[kind](data_dir, stop, seed)
        elif encoder is not None:
            found = REPLACED[kind](data_dir, stop, seed, encoder)
        else:
            raise ValueError(f"pairs of the kind {kind} need an encoder whose words they take")
        known = found["premise"].map(normalise).isin(held_out) | found["hypothesis"].map(normalise).isin(held_out)
        parts.append(found[~known].drop_duplicates().iloc[start:stop].assign(source=f"unlabelled {kind}"))
    frame = pd.concat(parts, ignore_index=True).assign(label="")
    return frame.sample(frac=1, random_state=seed).reset_index(drop=True)


def fnc_headlines(data_dir: Path, count: int, seed: int) -> pd.DataFrame:
    """FNC-1 train headlines, of the topics that may train the NLI model alone:
    the learned verdict is fitted on the others.
    """
    rows = fnc_train(data_dir)
    rows = rows[rows["topic"].map(trains_nli)]
    related = rows[rows["stance"] != "unrelated"].sample(frac=1, random_state=seed)
    other = draw(rows, {"unrelated": len(related) // 4}, seed)
    return _with_sentences(pd.concat([related, other]).sample(frac=1, random_state=seed), count, seed)


def reuters_headlines(data_dir: Path, count: int, seed: int) -> pd.DataFrame:
    """Reuters headlines, in the three cases that the wire, a site and a careless desk write;
    one in six over another body.
    """
    rows = pd.read_parquet(data_dir / "news" / "reuters21578.parquet", columns=["headline", "body"]).dropna()
    rows = rows.sample(frac=1, random_state=seed).reset_index(drop=True)
    rng = random.Random(seed)
    cases: list[Callable[[str], str]] = [str, str.capitalize, str.title]
    rows["headline"] = [rng.choice(cases)(TICKER.sub("", headline)) for headline in rows["headline"]]
    rows["body_id"] = rows.index
    other = rows.assign(headline=rows["headline"].shift(1)).dropna().iloc[::6]
    return _with_sentences(pd.concat([rows, other]).sample(frac=1, random_state=seed), count, seed)


def _with_sentences(rows: pd.DataFrame, count: int, seed: int) -> pd.DataFrame:
    rng = random.Random(seed)
    lines: dict[int, list[str]] = {}
    found: list[tuple[str, str]] = []
    for item in rows.itertuples():
        if item.body_id not in lines:
            lines[item.body_id] = list(sentences(item.body, 5, 60))
        choice = lines[item.body_id]
        # The lead bears on the headline most often; the rest is mostly neutral.
        picked = choice[:2] + rng.sample(choice[2:], min(3, len(choice[2:])))
        found += [(sentence, item.headline) for sentence in picked]
        if len(found) >= 1.1 * count:
            break
    return pd.DataFrame(found, columns=COLUMNS)


def reversed_pairs(data_dir: Path, count: int, seed: int) -> pd.DataFrame:
    """Hypotheses as premises of what they were written for."""
    pairs = training_mix(data_dir, _all(data_dir, REVERSED), seed)
    pairs = pairs[pairs["premise"].str.split().str.len() <= LONGEST].iloc[: int(1.1 * count)]
    return pairs.rename(columns={"premise": "hypothesis", "hypothesis": "premise"})[COLUMNS]


def siblings(data_dir: Path, count: int, seed: int) -> pd.DataFrame:
    """Two hypotheses of one premise: near in words and matter, of every label."""
    pairs = training_mix(data_dir, _all(data_dir, SIBLINGS), seed)
    rng = random.Random(seed)
    found = []
    for _, same in pairs.groupby("premise")["hypothesis"]:
        every = [(one, other) for one in same for other in same if one != other]
        found += rng.sample(every, min(MOST_SIBLINGS, len(every)))
    rng.shuffle(found)
    return pd.DataFrame(found, columns=COLUMNS).iloc[: int(1.1 * count)]


def nearest(data_dir: Path, count: int, seed: int) -> pd.DataFrame:
    """Hypotheses over one of the premises of other pairs that share most of their words: mostly neutral,
    for a reason.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.neighbors import NearestNeighbors

    pairs = training_mix(data_dir, _all(data_dir, NEAREST), seed)
    premises = pairs["premise"].drop_duplicates().reset_index(drop=True)
    asked = pairs.iloc[: int(1.1 * count)]
    vectoriser = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    index = NearestNeighbors(n_neighbors=min(NEIGHBOURS, len(premises))).fit(vectoriser.fit_transform(premises))
    near = index.kneighbors(vectoriser.transform(asked["hypothesis"]), return_distance=False)
    rng = random.Random(seed)
    found = []
    for row, numbers in zip(asked.itertuples(), near, strict=True):
        others = [premise for premise in premises[numbers] if premise != row.premise]
        if others:
            found.append((rng.choice(others), row.hypothesis))
    return pd.DataFrame(found, columns=COLUMNS)


def replaced(data_dir: Path, count: int, seed: int, encoder: Path) -> pd.DataFrame:
    """Hypotheses with a word or two replaced: near the border between the labels, where a student errs most."""
    pairs = training_mix(data_dir, _all(data_dir, (*SIBLINGS, "wanli15k", "fever_gold")), seed)
    pairs = pairs.iloc[: int(1.15 * count)]
    return _replaced(pairs["premise"], pairs["hypothesis"], seed, encoder)


def altered(data_dir: Path, count: int, seed: int, encoder: Path) -> pd.DataFrame:
    """Premises that say of themselves what differs in a word or two."""
    premises = training_mix(data_dir, _all(data_dir, REVERSED), seed)["premise"].drop_duplicates()
    premises = premises[premises.str.split().str.len() <= LONGEST].iloc[: int(1.15 * count)]
    return _replaced(premises, premises, seed, encoder)


def _replaced(premises: pd.Series[str], hypotheses: pd.Series[str], seed: int, encoder: Path) -> pd.DataFrame:
    rng = random.Random(seed)
    neighbours = neighbour_words(encoder, words_of(hypotheses))
    changed = [with_neighbours(hypothesis, neighbours, rng) for hypothesis in hypotheses]
    found = [(premise, text) for premise, text in zip(premises, changed, strict=True) if text is not None]
    return pd.DataFrame(found, columns=COLUMNS)


def _all(data_dir: Path, names: tuple[str, ...]) -> dict[str, int | list[int]]:
    return {name: 0 for name in names if (data_dir / "nli" / "train" / f"{name}.parquet").is_file()}


KINDS: dict[str, Callable[[Path, int, int], pd.DataFrame]] = {
    "fnc": fnc_headlines,
    "reuters": reuters_headlines,
    "reversed": reversed_pairs,
    "siblings": siblings,
    "nearest": nearest,
}
REPLACED: dict[str, Callable[[Path, int, int, Path], pd.DataFrame]] = {"replaced": replaced, "altered": altered}
