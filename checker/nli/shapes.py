"""The files that lie beside a model's weights: what each must look like,
and an error that names file and field where it does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..errors import ModelError
from .labels import STANCES

FORMAT = "headline-checker-nli/1"
Probability = Annotated[float, Field(ge=0, le=1)]
TokenIds = list[Annotated[int, Field(ge=0)]]
Shape = TypeVar("Shape", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="allow", allow_inf_nan=False)


class OnnxConfig(_Strict):
    """``config.json`` of a folder in our ONNX layout.

    Attributes:
        labels: the name of each output of the NLI head, in order.
        stances: names of the further outputs, where the model tells stances.
        max_length: most tokens of a pair, special tokens included.
        template: token ids before, between and behind premise and hypothesis.
        token_types: of the two halves, for models of the BERT family.
        bits: of the weights.
        passage_words: of the passage that stands for a whole body, as long as those that the model learnt from.
        sha256: of ``model.onnx``.
    """

    labels: list[str] = Field(min_length=1)
    stances: list[Literal["agree", "disagree", "discuss", "unrelated"]] = []
    max_length: int = Field(ge=16)
    template: tuple[TokenIds, TokenIds, TokenIds]
    token_types: tuple[int, int] | None = None
    bits: int | None = None
    passage_words: int | None = Field(None, ge=20)
    sha256: str | None = None


class ThresholdValues(_Strict):
    """``thresholds`` of a calibration: some or all of :class:`checker.rules.Thresholds`."""

    model_config = ConfigDict(extra="forbid")

    supported: Probability = 0
    unsupported: Probability = 0
    contradicted: Probability = 0
    relevance: Probability = 0
    outweighs: Probability = 0
    doubtful: Probability = 0


class OperatingPoint(_Strict):
    """A score below which a headline that no rule speaks of is called unsupported, and what that was measured to do.

    Attributes:
        score: the limit.
        recall: share of unsupported headlines below it.
        false_alarms: of 1,000 sound headlines of news.
    """

    model_config = ConfigDict(extra="forbid")

    score: Probability
    recall: Probability
    false_alarms: float = Field(ge=0, le=1000)


class OperatingPoints(_Strict):
    """One for each sensitivity."""

    model_config = ConfigDict(extra="forbid")

    cautious: OperatingPoint
    balanced: OperatingPoint
    thorough: OperatingPoint


class Calibration(_Strict):
    """``calibration.json``, or the user's own calibration.

    Attributes:
        revision: hash of the weights that it was fitted for.
        temperature: the logits are divided by it.
        thresholds: where probabilities become verdicts.
        score: weights of the score's features.
        operating_points: by sensitivity, where they were measured.
    """

    revision: str
    temperature: float = Field(1.0, gt=0.01, lt=100)
    thresholds: ThresholdValues = ThresholdValues()
    score: dict[str, float] = {}
    operating_points: OperatingPoints | None = None


class TransformersConfig(_Strict):
    """What is asked of the ``config.json`` of a transformers folder."""

    architectures: list[str] | None = None
    auto_map: dict[str, Any] | None = None
    model_type: str | None = None
    id2label: Annotated[dict[int, str], Field(strict=False)] | None = None


# Signal number (-1: a leaf), threshold, number of the left child, of the right child, value of a leaf.
Node = tuple[Annotated[int, Field(ge=-1)], float, int, int, float]


class TreesFile(_Strict):
    """One ensemble of a learned verdict."""

    baseline: float
    slope: float
    shift: float
    trees: list[Annotated[list[Node], Field(min_length=1)]]


class StanceTrees(_Strict):
    """An ensemble a stance."""

    agree: TreesFile
    disagree: TreesFile
    discuss: TreesFile
    unrelated: TreesFile


class Leanings(_Strict):
    """A factor a stance."""

    agree: float
    disagree: float
    discuss: float
    unrelated: float


class LearnedVerdictFile(_Strict):
    """``learned_verdict.json``; see :class:`checker.learned_verdict.LearnedVerdict`."""

    format: Literal["headline-checker-learned-verdict/1"]
    revision: str
    signals: list[str]
    leanings: Leanings
    stances: StanceTrees
    support: TreesFile


def read_shape(path: Path, shape: type[Shape], what: str, way_out: str) -> Shape:
    """The values of a JSON file.

    Args:
        path: the file.
        shape: what it must hold.
        what: what the file is to be, for the message.
        way_out: what to do where it is not.

    Raises:
        ModelError: it cannot be read, is no JSON, or a field is missing or of the wrong kind; names file and field.
    """
    try:
        return shape.model_validate_json(path.read_bytes())
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
    except ValidationError as error:
        reason = explain(error)
    raise ModelError(f"{path}: not {what} ({reason}): {way_out}")


def explain(error: ValidationError) -> str:
    """The first thing that is wrong, on one line, with its field."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = ".".join(map(str, first["loc"]))
    message = " ".join(first["msg"].split())[:160]
    return f"field `{field}`: {message}" if field else message


assert tuple(StanceTrees.model_fields) == STANCES
