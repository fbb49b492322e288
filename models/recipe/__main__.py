"""``python -m models.recipe train|export|calibrate|evaluate``: see ``--help``."""

from __future__ import annotations

from pathlib import Path

import click

from .config import MODELS_DIR, RecipeConfig


@click.group()
def main() -> None:
    """Make an embedded model."""


@main.command()
@click.option("--model", "name", default="standard", show_default=True, help="Folder of models/ with a recipe.toml.")
@click.option("--base", type=click.Path(exists=True, path_type=Path), required=True, help="Folder of the starting weights.")
@click.option("--data", "data_dir", type=click.Path(exists=True, path_type=Path), required=True, help="Folder with nli/train and nli/eval.")
@click.option("--work-dir", type=click.Path(path_type=Path), default=None, help="Checkpoints [default: models/.work/NAME].")
def train(name: str, base: Path, data_dir: Path, work_dir: Path | None) -> None:
    """Fine-tune; resumes from the last checkpoint of the work folder."""
    from .training import train as run

    config = RecipeConfig.load(name)
    final = run(config, base, data_dir, work_dir or MODELS_DIR / ".work" / name)
    click.echo(f"trained: {final}")


if __name__ == "__main__":
    main()
