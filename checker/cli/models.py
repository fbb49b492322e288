"""``checker models``: what models there are, what a model is, export and calibration."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import InputError, UsageError
from .model_options import load_options, loading_options
from .streams import complain, say, say_json

if TYPE_CHECKING:
    from ..nli.describe import ModelDescription

FORMATS = click.Choice(["text", "json"])


@click.group()
def models() -> None:
    """List, describe, export and calibrate NLI models."""


@models.command("list")
@click.option("--output-format", type=FORMATS, default="text", show_default=True, help="How to print.")
def list_models(output_format: str) -> None:
    """List the embedded models and the classifiers in the cache of the Hugging Face hub."""
    from ..nli.describe import at_hand

    found = at_hand()
    if output_format == "json":
        say_json(json.dumps([asdict(item) for item in found], indent=2, ensure_ascii=False) + "\n")
        return
    width = max((len(item.name) for item in found), default=0)
    for item in found:
        size = f"{item.megabytes:.0f} MB" if item.megabytes is not None else "?"
        labels = f"{len(item.labels)} labels" if not item.problem else "cannot be used: see `checker models show`"
        calibrated = {"none": "uncalibrated", "shipped": "calibrated", "yours": "calibrated by you"}[item.calibration]
        say(f"{item.name:<{width}}  {item.kind:<8}  {size:>7}  {labels}, {calibrated}")


@models.command()
@click.argument("model")
@click.option("--revision", metavar="REV", default=None, help="Branch, tag or commit of a hub model.")
@click.option("--offline", is_flag=True, help="Never use the network: a hub model must be in the cache.")
@click.option("--output-format", type=FORMATS, default="text", show_default=True, help="How to print.")
def show(model: str, revision: str | None, offline: bool, output_format: str) -> None:
    """Describe MODEL (embedded name, folder or hub id): size, labels, limits, licence, calibration.

    Of a hub model that is not in the cache only the description is fetched, not the weights.
    """
    from ..nli.describe import describe

    found = describe(model, revision=revision, offline=offline)
    if output_format == "json":
        say_json(json.dumps(asdict(found), indent=2, ensure_ascii=False) + "\n")
        return
    for name, value in _lines(found):
        say(f"{name:<13} {value}")


def _lines(found: ModelDescription) -> list[tuple[str, str]]:
    size = f"{found.megabytes:,.1f} MB" if found.megabytes is not None else "not on this machine"
    if found.parameters:
        size += f", {found.parameters / 1e6:,.1f} million parameters"
    labels = ", ".join(found.labels) or "not understood"
    if len(found.labels) == 2:
        labels += " (support only: it cannot find contradictions)"
    fitted = f"temperature {found.temperature}" if found.temperature is not None else "no temperature: run pairs too"
    calibration = {
        "none": "none: its probabilities are raw; see `checker models calibrate`",
        "shipped": f"shipped with it, {fitted}",
        "yours": f"yours, {fitted}",
    }[found.calibration]
    rows = [
        ("model", f"{found.name} ({found.kind})"),
        ("path", found.path or "-"),
        ("architecture", found.architecture or "unknown"),
        ("weights", size),
        ("revision", found.revision or "-"),
        ("labels", labels),
        ("max length", f"{found.max_length} tokens" if found.max_length else "not stated"),
        ("licence", found.licence or "not stated on its card"),
        ("calibration", calibration),
    ]
    for name, point in (found.operating_points or {}).items():
        told = (
            f"score below {point['score']:.2f}: finds {point['recall']:.0%} of unsupported headlines, "
            f"{point['false_alarms']:.0f} of 1,000 sound ones"
        )
        rows.append((name, told))
    return rows + ([("problem", found.problem)] if found.problem else [])


@models.command()
@click.argument("model")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@loading_options
@click.option(
    "--pairs",
    "pairs_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="Pairs to compare on (CSV, JSON Lines or Parquet with premise and hypothesis) "
    "[default: the examples of the rules].",
)
@click.option(
    "--min-agreement",
    type=click.FloatRange(0, 1),
    default=0.95,
    show_default=True,
    help="Least share of labels that 8 bits must share with 32.",
)
def export(model: str, folder: Path, pairs_path: Path | None, min_agreement: float, **options: Any) -> None:
    """Write MODEL as 8-bit ONNX into FOLDER, which --model takes then, without torch.

    The exported file is compared with its source first; nothing is written when it differs.
    """
    from ..nli.export import export_model, require_export

    require_export()
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder}: is not empty: name a new folder")
    if options["device"] not in ("auto", "cpu"):
        raise UsageError(f"device {options['device']}: export runs on the CPU")
    source = _transformers_model(model, {**options, "device": "cpu"})
    found = export_model(source, folder, _pairs(pairs_path), min_agreement=min_agreement)
    size = (folder / "model.onnx").stat().st_size / 1e6
    say(f"{folder}: {size:.1f} MB; compared on {found.pairs} pairs:")
    say(f"  ONNX fp32 against torch: logits differ by {found.fp32_difference:.1e} at most")
    labels = ", ".join(f"{name} {100 * value:.1f} %" for name, value in found.by_label.items())
    say(f"  8 bits against fp32: {100 * found.agreement:.1f} % of labels agree ({labels});")
    say(f"  probabilities differ by {found.shift:.3f} on average")
    say(f"Use it with --model {folder}; calibrate it with `checker models calibrate {folder} FILE`.")


@models.command()
@click.argument("model")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@loading_options
@click.option("-q", "--quiet", is_flag=True, help="No progress on standard error.")
def calibrate(model: str, file: Path, quiet: bool, **options: Any) -> None:
    """Calibrate MODEL on the labelled rows of FILE (CSV, JSON Lines or Parquet).

    Pairs (premise, hypothesis, label; 50 or more) give the temperature. Articles (headline, body, label: supported,
    unsupported or contradicted; 20 supported and 20 others or more) give the thresholds and the score's weights: run
    pairs first. What is not calibrated stays as it was shipped with the model. The result is kept in your configuration
    folder for exactly these weights, and is used from then on.
    """
    from ..calibration import calibrate_articles, calibrate_pairs, read_labelled
    from ..nli import load_model
    from ..nli.calibration import ready_user_folder, write_user_calibration
    from ..pipeline import Checker

    # Before the work, not behind it.
    ready_user_folder()
    pairs, articles = read_labelled(file)
    loaded = load_model(model, **load_options(options))
    if pairs:
        values = calibrate_pairs(loaded, pairs, file.name)  # type: ignore[arg-type]
        say(f"temperature {values['temperature']}, from {len(pairs):,} pairs; accuracy {values['accuracy']:.3f}")
        say(f"calibration error (15 bins, held out): {values['ece_before']} before, {values['ece_after']} after")
    else:

        def progress(line: str) -> None:
            if not quiet:
                complain(line)

        values = calibrate_articles(Checker(loaded), articles, progress=progress)
        fitted = values["score_fitted_on"]
        say("thresholds " + ", ".join(f"{name} {value}" for name, value in values["thresholds"].items()))
        say(f"score: AUROC {fitted['auroc_held_out']}, calibration error {fitted['ece_held_out']} (held-out half)")
    say(f"kept in {write_user_calibration(values)}")


def _transformers_model(model: str, options: dict[str, Any]) -> Any:
    from ..nli import load_model
    from ..nli.cross_encoder import CrossEncoderModel

    found = load_model(model, **load_options(options))
    if not isinstance(found, CrossEncoderModel):
        raise UsageError(f"{model}: is in our ONNX layout already; export takes transformers models")
    return found


def _pairs(path: Path | None) -> list[tuple[str, str]]:
    if path is not None:
        from ..calibration import read_rows

        rows = read_rows(path)
        for number, row in enumerate(rows, 1):
            if not {"premise", "hypothesis"} <= row.keys():
                raise InputError(f"{path}: row {number}: needs the columns premise and hypothesis")
        if not rows:
            raise InputError(f"{path}: has no rows")
        return [(row["premise"], row["hypothesis"]) for row in rows]
    from ..rules import RULES

    examples = [example for rule in RULES.values() for example in (*rule.failing, *rule.passing)]
    found = [
        (paragraph, example.headline) for example in examples for paragraph in example.body.split("\n") if paragraph
    ]
    # Other bodies' headlines too, so that every label comes up.
    found += [(found[index][0], found[index - 7][1]) for index in range(len(found))]
    return list(dict.fromkeys(found))
