"""How much memory a run takes, by the number of its articles:
``python -m tests.corpus.memory DATA --rows 2000 200000``.

BBC articles, repeated with altered words so that none is like another, are written as JSON Lines and checked by a
process of its own with workers; four times a second the resident memory of each is looked at. No test: 200,000 articles
take hours (days with ``standard``).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
SYLLABLES = """
    ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to
""".split()


def articles(data: Path, count: int, sentences: int | None) -> Iterator[dict[str, str]]:
    """So many articles, every tenth word of a length replaced by one that was never there."""
    import pandas as pd

    frame = pd.read_parquet(data / "news" / "bbc.parquet")
    rows = list(zip(frame["headline"], frame["body"], strict=True))
    drawn = random.Random(0)
    for number in range(count):
        headline, body = rows[number % len(rows)]
        words = body.split(" ")
        if sentences is not None:
            words = words[: 18 * sentences]
        for place in range(drawn.randrange(10), len(words), 10):
            if len(words[place]) > 4 and words[place].isalpha():
                words[place] = "".join(drawn.choices(SYLLABLES, k=4))
        yield {"id": str(number), "headline": headline, "body": " ".join(words)}


def peak(corpus: Path, output: Path, model: str, workers: int) -> tuple[float, list[float], float]:
    """MB of the parent and of each worker at their highest, and the seconds that it took."""
    command = [sys.executable, "-m", "checker", "batch", str(corpus), "-o", str(output), "--reports", "--model", model]
    if model == "arithmetic":
        command = [sys.executable, "-m", "tests.corpus.made", str(corpus), str(output)]
    else:
        command += ["--workers", str(workers), "--quiet"]
    started = time.monotonic()
    process = psutil.Popen(command, cwd=ROOT)
    highest: dict[int, float] = {}
    while process.poll() is None:
        for one in [process, *_children(process)]:
            try:
                highest[one.pid] = max(highest.get(one.pid, 0.0), one.memory_info().rss / 1e6)
            except psutil.Error:
                continue
        time.sleep(0.25)
    return highest.pop(process.pid), sorted(highest.values())[-workers:], time.monotonic() - started


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [child for child in process.children() if "spawn_main" in " ".join(child.cmdline())]
    except psutil.Error:
        return []


def main() -> None:
    """Print a line for each number of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[2_000, 200_000])
    parser.add_argument(
        "--model", default="compact", help="compact, standard, or arithmetic: no model, only what stands around it"
    )
    parser.add_argument("--sentences", type=int, help="of each body; all by default")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    for count in options.rows:
        with TemporaryDirectory() as folder:
            corpus = Path(folder, "corpus.jsonl")
            with corpus.open("w", encoding="utf-8") as file:
                for article in articles(options.data, count, options.sentences):
                    file.write(json.dumps(article) + "\n")
            parent, workers, seconds = peak(corpus, Path(folder, "out.parquet"), options.model, options.workers)
            shown = ", ".join(f"{size:.0f}" for size in workers)
            print(
                f"{count:,} articles: {parent:.0f} MB, workers {shown} MB, {count / seconds:.1f} a second", flush=True
            )


if __name__ == "__main__":
    main()
