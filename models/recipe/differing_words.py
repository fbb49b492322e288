"""How often the product finds which word differs: news sentences with one word swapped, whose swapped word is known."""

from __future__ import annotations

from pathlib import Path

from checker.differing import CONTENT, leaving_out
from checker.english.parser import parse
from checker.evidence import SentenceIndex
from checker.nli import NliModel, predict_pairs
from checker.segmentation import segment
from checker.text import Span

from .word_swaps import swapped_pairs


def measure_differing(model: NliModel, data_dir: Path, limit: int) -> dict[str, float]:
    """Sentences, share whose swapped word is the one without which the nearest sentence of the passage entails most,
    and share that the model catches at all.

    Args:
        model: answers.
        data_dir: folder with ``news``.
        limit: so many sentences, each with its sound twin, which tells the swapped word.
    """
    rows = swapped_pairs(data_dir, limit)
    twins = dict(rows.loc[rows["supported"], ["pair", "claim"]].itertuples(index=False))
    found: list[tuple[bool, bool]] = []
    for row in rows[~rows["supported"]].itertuples():
        sound = {token.lower_ for token in parse(twins[row.pair])}
        words = [token for token in parse(row.claim) if token.pos_ in CONTENT]
        swapped = {token.i for token in words if token.lower_ not in sound}
        nearest = SentenceIndex(segment(row.body)).single(row.claim)[:1]
        if not swapped or not nearest:
            continue
        sentence = nearest[0].text
        without = dict(leaving_out(words, row.claim, Span(0, len(row.claim)), sentence))
        known = predict_pairs(model, [(sentence, text) for text in (row.claim, *without.values())])
        word = max(without, key=lambda token: known[sentence, without[token]].entailment)
        found.append((word.i in swapped, known[sentence, row.claim].entailment < 0.5))
    return {
        "sentences": len(found),
        "word": round(sum(right for right, _ in found) / len(found), 3),
        "caught": round(sum(caught for _, caught in found) / len(found), 3),
    }
