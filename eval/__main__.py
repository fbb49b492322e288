"""``python -m eval``: see ``--help``."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def main() -> None:
    """Measure the checker."""


@main.command()
@click.option(
    "--data-dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder with news/bbc.parquet.",
)
@click.option(
    "--suite", default="bbc", show_default=True, help="Name of the Parquet file in news/ with `headline` and `body`."
)
@click.option("--limit", type=int, default=None, help="Only so many articles, drawn with the seed.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option(
    "--flagged",
    type=click.Path(path_type=Path),
    default=None,
    help="Write the flagged articles here as JSON Lines, to read them by eye (outside the repository).",
)
def clean(data_dir: Path, suite: str, limit: int | None, seed: int, flagged: Path | None) -> None:
    """Share of real, presumably sound headlines that get a finding, by rule."""
    from .clean import run

    run(data_dir / "news" / f"{suite}.parquet", limit, seed, flagged)


@main.command()
@click.option("--data-dir", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--suite", default="bbc", show_default=True, help="Name of the Parquet file in news/ with `body`.")
@click.option("--limit", type=int, default=200, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
def segmentation(data_dir: Path, suite: str, limit: int, seed: int) -> None:
    """Sentence boundaries that look wrong, ours and spaCy's, side by side."""
    from .segmentation import run

    run(data_dir / "news" / f"{suite}.parquet", limit, seed)


@main.command()
@click.option("--data-dir", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option(
    "--encoder", type=click.Path(exists=True, path_type=Path), required=True, help="Local sentence-transformers folder."
)
@click.option("--limit", type=int, default=120, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
def ranking(data_dir: Path, encoder: Path, limit: int, seed: int) -> None:
    """Does ranking evidence by embeddings find the entailing sentence more often than by shared terms?"""
    from .ranking import run

    run(data_dir, encoder, limit, seed)


if __name__ == "__main__":
    main()
