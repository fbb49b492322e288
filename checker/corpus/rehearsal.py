"""``--dry-run``: what a run would do, and how long it would take, from its first articles."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from itertools import islice
from typing import Any

from ..article import Article
from .columns import articles_of
from .progress import in_hours
from .run import Run
from .shard import RowReader

SHOWN = 3
TRIED = 50
WIDTH = 100


def rehearse(run: Run) -> str:
    """Lines for people: files, rows, columns, the first articles, and the hours that all would take."""
    rows = sum(shard.rows for shard in run.mine)
    formats = Counter(file.source.format for file in run.files)
    said = [
        f"{len(run.files):,} files ({', '.join(f'{count:,} {name}' for name, count in formats.items())}), "
        f"{rows:,} rows, {len(run.mine):,} shards"
    ]
    if run.kept:
        said.append("kept: " + ", ".join(f"{name} ({type_})" for name, type_ in run.kept.items()))
    found = list(islice(_articles(run), TRIED))
    for article in found[:SHOWN]:
        said += ["", *_shown(article)]
    good = [article for article in found if isinstance(article, Article)]
    if len(found) > len(good):
        said.append(f"\n{len(found) - len(good)} of the first {len(found)} cannot be read")
    if good:
        run.checker.warm_up()
        started = time.perf_counter()
        for _ in run.checker.check_many(good):
            pass
        seconds = (time.perf_counter() - started) / len(found)
        # Nothing is known of a cluster before it is asked.
        workers = run.options.workers or 1
        said.append(
            f"\nabout {in_hours(rows * seconds / workers)} on {workers} {'process' if workers == 1 else 'processes'}"
            f" ({1 / seconds:.1f} articles a second on one, from {len(good)})"
        )
    return "\n".join(said)


def _articles(run: Run) -> Any:
    reader = RowReader()
    with closing(reader):
        for shard in run.mine:
            for piece in shard.pieces:
                for _, item in reader.rows(piece):
                    yield from articles_of(item, piece.file.columns)


def _shown(article: Any) -> list[str]:
    if not isinstance(article, Article):
        return [f"cannot be read: {article.message}"]
    body = " ".join(article.body[: 3 * WIDTH].split())
    return [
        f"{article.id or article.origin}",
        f"  headline: {article.headline[:WIDTH]}",
        f"  body: {body[:WIDTH]}… ({len(article.body):,} characters)",
    ]
