"""False alarms: findings on real headlines, which are sound with few exceptions."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import click
import pandas as pd

from checker import Article, Checker


def run(path: Path, limit: int | None, seed: int, flagged: Path | None) -> None:
    """Check every article of a table and print findings per 1,000 headlines.

    Args:
        path: a Parquet file with ``headline`` and ``body``.
        limit: how many articles to draw; all by default.
        seed: of the draw.
        flagged: where to write the reports with findings, one a line; nowhere by default.
    """
    frame = pd.read_parquet(path)
    if limit is not None and limit < len(frame):
        frame = frame.sample(limit, random_state=seed)
    articles = [Article(row.headline, row.body, id=str(row.Index)) for row in frame.itertuples()]
    checker = Checker()
    checker.warm_up()
    verdicts: Counter[str] = Counter()
    by_rule: Counter[str] = Counter()
    with_error = with_any = 0
    started = time.perf_counter()
    out = flagged.open("w", encoding="utf-8") if flagged else None
    for number, report in enumerate(checker.check_many(articles), 1):
        verdicts[report.verdict] += 1
        by_rule.update({finding.rule for finding in report.findings})
        with_error += report.worst() == "error"
        with_any += bool(report.findings)
        if out and report.findings:
            out.write(report.model_dump_json() + "\n")
        if number % 200 == 0:
            rate = number / (time.perf_counter() - started)
            click.echo(
                f"{number}/{len(articles)}  {rate:.1f} articles/s  {(len(articles) - number) / rate / 60:.1f} min left",
                err=True,
            )
    if out:
        out.close()
    count = len(articles)
    click.echo(
        f"{path.stem}: {count} articles, {count / (time.perf_counter() - started):.1f} articles/s, model {checker.model.name} {checker.model.revision}"
    )
    click.echo(f"with an error-level finding: {with_error} ({100 * with_error / count:.1f} %)")
    click.echo(f"with any finding:            {with_any} ({100 * with_any / count:.1f} %)")
    for rule, found in by_rule.most_common():
        click.echo(f"  {rule:<22} {1000 * found / count:6.1f} per 1,000")
    click.echo(
        "verdicts: "
        + ", ".join(f"{verdict} {seen} ({100 * seen / count:.1f} %)" for verdict, seen in verdicts.most_common())
    )
