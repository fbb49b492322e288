"""The options that say which NLI model judges, shared by the commands that need one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT = "standard"
OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--device",
        type=click.Choice(["auto", "cpu", "cuda", "mps"]),
        default="auto",
        show_default=True,
        help="Where a transformers model runs; half precision on GPUs.",
    ),
    click.option("--revision", metavar="REV", default=None, help="Branch, tag or commit of a hub model."),
    click.option(
        "--batch-size",
        type=click.IntRange(min=1),
        default=32,
        show_default=True,
        help="Pairs that a transformers model judges together on a GPU.",
    ),
    click.option(
        "--labels",
        metavar="NAMES",
        default=None,
        help="What a transformers model's outputs mean, in order, where its own names don't say: "
        "e.g. contradiction,neutral,entailment or not-entailment,entailment.",
    ),
    click.option(
        "--runtime",
        type=click.Choice(["auto", "onnxruntime", "openvino"]),
        default="auto",
        show_default=True,
        help="What runs an embedded model or a folder of ours; auto: OpenVINO where it is installed (extra `fast`) "
        "and quicker.",
    ),
    click.option("--offline", is_flag=True, help="Never use the network: a hub model must be in the cache."),
)


def model_options(command: Command) -> Command:
    """Add ``--model`` and what goes with it."""
    model = click.option(
        "--model",
        default=DEFAULT,
        show_default=True,
        help="Embedded model (standard, compact), folder (transformers or our ONNX layout), or hub id owner/name.",
    )
    for option in reversed((model, *OPTIONS)):
        command = option(command)
    return command


def sensitivity_option(command: Command) -> Command:
    """Add ``--sensitivity``."""
    option = click.option(
        "--sensitivity",
        type=click.Choice(["cautious", "balanced", "thorough"]),
        default="balanced",
        show_default=True,
        help="How low a score is a finding: the recall and false alarms of each are in `checker models show`.",
    )
    return option(command)


def time_limit_option(seconds: float, what: str) -> Callable[[Command], Command]:
    """Add ``--time-limit``.

    Args:
        seconds: its default.
        what: what may take so long, and what then; for the help.
    """
    return click.option(
        "--time-limit",
        type=click.FloatRange(min=0),
        default=seconds,
        show_default=True,
        metavar="SECONDS",
        help=what,
    )


def loading_options(command: Command) -> Command:
    """Add what goes with a model that is an argument of the command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def load_options(options: dict[str, Any]) -> dict[str, Any]:
    """The options as :func:`checker.nli.load_model` takes them.

    Raises:
        UsageError: ``--labels`` has an unknown name.
    """
    from ..nli.labels import parse_labels

    labels = options.get("labels")
    return {**options, "labels": parse_labels(labels) if labels else None}
