"""Evidence ranking: how often the sentence that entails most is among the first few, by terms and by embeddings."""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
import pandas as pd

from checker import Article, Checker
from checker.evidence import SentenceIndex
from checker.segmentation import segment
from checker.text import repair

CUTS = (1, 3, 5, 8)
MIN_SENTENCES = 15
MAX_SENTENCES = 60


def run(data_dir: Path, encoder: Path, limit: int, seed: int) -> None:
    """Score every sentence of long articles whose headline is backed (FNC-1 train, agree),
    then look where the best one ranks.
    """
    from sentence_transformers import SentenceTransformer

    embedder = SentenceTransformer(str(encoder), device="cpu")
    checker = Checker()
    hits: dict[str, list[int]] = {"terms": [], "embeddings": [], "both (mean of ranks)": []}
    for article in _articles(data_dir, limit, seed):
        document = segment(repair(article.body).text)
        headline = repair(article.headline).text
        sentences = [sentence.text for sentence in document.sentences]
        found = checker.model.predict([(sentence, headline) for sentence in sentences])
        entailment = np.array([prediction.entailment for prediction in found])
        if entailment.max() < 0.5:
            continue
        best = int(entailment.argmax())
        index = SentenceIndex(document)
        by_terms = [
            item.sentences[0]
            for item in sorted(index.score(headline), key=lambda item: (-item.relevance, item.sentences))
        ]
        vectors = embedder.encode([headline, *sentences], normalize_embeddings=True, show_progress_bar=False)
        by_embedding = list(np.argsort(-(vectors[1:] @ vectors[0]), kind="stable"))
        ranks = {"terms": by_terms.index(best), "embeddings": by_embedding.index(best)}
        both = sorted(range(len(sentences)), key=lambda number: by_terms.index(number) + by_embedding.index(number))
        ranks["both (mean of ranks)"] = both.index(best)
        for name, rank in ranks.items():
            hits[name].append(rank)
    click.echo(
        f"{len(hits['terms'])} articles of {MIN_SENTENCES} to {MAX_SENTENCES} sentences; "
        "share whose most entailing sentence is among the first"
    )
    for name, ranks_found in hits.items():
        shares = "  ".join(f"{cut}: {100 * np.mean(np.array(ranks_found) < cut):.1f} %" for cut in CUTS)
        click.echo(f"  {name:<22} {shares}")


def _articles(data_dir: Path, limit: int, seed: int) -> list[Article]:
    stances = pd.read_parquet(data_dir / "news" / "fnc1_stances.parquet")
    bodies = pd.read_parquet(data_dir / "news" / "fnc1_bodies.parquet")
    agree = stances[(stances["split"] == "train") & (stances["stance"] == "agree")].merge(
        bodies, on=["split", "body_id"]
    )
    agree = agree.drop_duplicates("body_id").sample(frac=1, random_state=seed)
    chosen = []
    for row in agree.itertuples():
        if MIN_SENTENCES <= len(segment(repair(row.body).text).sentences) <= MAX_SENTENCES:
            chosen.append(Article(row.headline, row.body))
        if len(chosen) == limit:
            break
    return chosen
