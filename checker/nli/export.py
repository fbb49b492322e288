"""A transformers sequence classifier → our ONNX layout in 8 bits, compared with its source.

Needs the extra ``export``.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ModelError, require_extra
from .cross_encoder import CrossEncoderModel, quiet
from .labels import LabelMap
from .onnx_model import OnnxModel
from .protocol import Pair
from .shapes import FORMAT
from .weights import file_hash

BLOCK_SIZE = 128
MAX_LENGTH = 256
OPSET = 17
FP32_TOLERANCE = 1e-4
MIN_AGREEMENT = 0.95


@dataclass(frozen=True)
class Parity:
    """How the exported files compare with the source.

    Attributes:
        pairs: number of pairs compared.
        fp32_difference: largest difference of a logit, ONNX fp32 against torch.
        agreement: share of the pairs with the same label, int8 against fp32.
        shift: mean difference of the probabilities, int8 against fp32.
        by_label: agreement among the pairs that fp32 gives that label.
    """

    pairs: int
    fp32_difference: float
    agreement: float
    shift: float
    by_label: dict[str, float]


def require_export() -> None:
    """Say which extra to install where ONNX export is not possible.

    Raises:
        MissingExtraError: a library is missing.
    """
    require_extra("export", ("torch", "transformers", "onnx", "onnxscript"), "export")


def export_model(
    source: CrossEncoderModel, folder: Path, pairs: Sequence[Pair], *, min_agreement: float = MIN_AGREEMENT
) -> Parity:
    """Write ``model.onnx`` (8 bits), ``tokenizer.json`` and ``config.json`` into ``folder``,
    if they pass the comparison.

    Args:
        source: the model, on the CPU.
        folder: created where it does not exist.
        pairs: what is compared, torch against ONNX fp32 against ONNX int8.
        min_agreement: least share of labels that int8 must share with fp32.

    Raises:
        MissingExtraError: the extra ``export`` is not installed.
        ModelError: the exported graph gives other answers; nothing is left in ``folder`` then.
    """
    require_export()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch) / "int8"
        exact = Path(scratch) / "fp32"
        work.mkdir()
        exact.mkdir()
        write_layout(
            source.folder, work, source.labels, max_length=min(source.max_length, MAX_LENGTH), name=source.name
        )
        export_fp32(source.folder, exact / "model.onnx")
        for name in ("tokenizer.json", "config.json"):
            shutil.copy(work / name, exact / name)
        quantise(exact / "model.onnx", work / "model.onnx")
        seal(work)
        found = compare(source, OnnxModel(exact, source.name), OnnxModel(work, source.name), pairs)
        if found.fp32_difference > FP32_TOLERANCE:
            raise ModelError(
                f"{source.name}: the exported graph differs from torch by {found.fp32_difference:.2g} in a logit"
                f" (at most {FP32_TOLERANCE:g} is allowed): this architecture cannot be exported; use it without export"
            )
        if found.agreement < min_agreement:
            raise ModelError(
                f"{source.name}: in 8 bits only {100 * found.agreement:.1f} % of {found.pairs} labels are those of "
                f"fp32 (at least {100 * min_agreement:.0f} % are asked for): use it without export, "
                "or lower --min-agreement"
            )
        folder.mkdir(parents=True, exist_ok=True)
        for path in work.iterdir():
            shutil.copy(path, folder / path.name)
    return found


def write_layout(
    source: Path, folder: Path, labels: LabelMap, *, max_length: int, name: str, stances: Sequence[str] = ()
) -> None:
    """Write ``tokenizer.json`` and ``config.json`` of our layout for a transformers folder;
    ``stances`` are its further outputs.
    """
    from transformers import AutoConfig, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(source, trust_remote_code=False)
    if not tokenizer.is_fast:
        raise ModelError(f"{name}: has no tokenizer that the tokenizers library can run: use it without export")
    # Whoever reads the file elsewhere sees what the model reads, not the length of some earlier use.
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.enable_truncation(max_length)
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    begin, middle, end = pair_template(tokenizer)
    config: dict[str, Any] = {
        "format": FORMAT,
        "labels": list(labels.in_order()),
        "max_length": max_length,
        "template": [begin, middle, end],
    }
    if stances:
        config["stances"] = list(stances)
    if takes_token_types(AutoConfig.from_pretrained(source, trust_remote_code=False), tokenizer):
        config["token_types"] = [0, 1]
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def seal(folder: Path, bits: int = 8) -> None:
    """Record bits and hash of the weights in ``config.json``, so that a damaged copy is noticed."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["bits"] = bits
    config["sha256"] = file_hash(folder / "model.onnx")
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def takes_token_types(config: Any, tokenizer: Any) -> bool:
    """Does the model tell premise and hypothesis apart by token types?"""
    return "token_type_ids" in tokenizer.model_input_names and getattr(config, "type_vocab_size", 0) > 1


def pair_template(tokenizer: Any) -> tuple[list[int], list[int], list[int]]:
    """The special tokens before, between and after a pair."""
    encoded = tokenizer("a", "a").input_ids
    special = [
        index
        for index, flag in enumerate(tokenizer("a", "a", return_special_tokens_mask=True).special_tokens_mask)
        if flag
    ]
    plain = [index for index in range(len(encoded)) if index not in special]
    first = plain[: len(plain) // 2]
    second = plain[len(plain) // 2 :]
    return encoded[: first[0]], encoded[first[-1] + 1 : second[0]], encoded[second[-1] + 1 :]


def export_fp32(source: Path, target: Path) -> None:
    """Write a transformers classifier as an ONNX graph with free batch size and length."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    with quiet():
        model = AutoModelForSequenceClassification.from_pretrained(
            source, attn_implementation="eager", trust_remote_code=False, use_safetensors=True
        )
    model = model.float().eval()
    names = ["input_ids", "attention_mask"]
    if takes_token_types(model.config, AutoTokenizer.from_pretrained(source, trust_remote_code=False)):
        names.append("token_type_ids")

    class Logits(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: Any) -> Any:
            return self.model(**dict(zip(names, inputs, strict=True))).logits

    ids = torch.randint(5, min(1000, model.config.vocab_size), (2, 17))
    inputs = [ids, torch.ones_like(ids), torch.zeros_like(ids)][: len(names)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # traced shapes, which the comparison covers at many lengths
        torch.onnx.export(
            Logits(),
            tuple(inputs),
            str(target),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={**{name: {0: "batch", 1: "length"} for name in names}, "logits": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(source: Path, target: Path, bits: int = 8) -> None:
    """Weights to signed integers: matrix products in blocks of 128, the embedding table whole; the head stays fp32.

    Args:
        source: ONNX file in fp32.
        target: where to write.
        bits: of the matrix products, 8 or 4; the embeddings take 8. In 4 bits a model has to be trained for it.

    Blocks (MatMulNBits with int8 arithmetic) rather than ``quantize_dynamic`` for the products: dynamic int8
    shares one activation scale over everything in a call and agreed with fp32 on 95.5 % of 600 MNLI labels,
    blocks on 99.7 %, at two thirds of its speed.
    """
    with _silent():
        _quantise(source, target, bits)


@contextmanager
def _silent() -> Iterator[None]:
    """Without the quantizer's log, which it writes to the root logger, and without the handler it sets up there."""
    handlers = list(logging.root.handlers)
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        logging.root.handlers[:] = handlers


def _quantise(source: Path, target: Path, bits: int) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    quantizer = MatMulNBitsQuantizer(
        onnx.load(str(source)),
        bits=bits,
        block_size=BLOCK_SIZE,
        is_symmetric=True,
        accuracy_level=4,
        op_types_to_quantize=("MatMul",),
    )
    quantizer.process()
    with tempfile.TemporaryDirectory() as scratch:
        products = Path(scratch) / "products.onnx"
        onnx.save(quantizer.model.model, str(products))
        quantize_dynamic(str(products), str(target), op_types_to_quantize=["Gather"], weight_type=QuantType.QInt8)


def compare(source: CrossEncoderModel, exact: OnnxModel, small: OnnxModel, pairs: Sequence[Pair]) -> Parity:
    """Torch against ONNX fp32 (logits) and ONNX fp32 against int8 (labels, probabilities)."""
    short = [pair for pair in pairs if all(len(text.split()) < MAX_LENGTH // 4 for text in pair)]
    one, two, three = source.logits(short), exact.logits(short), small.logits(short)
    chances, rounded = source.labels.three_way(two), source.labels.three_way(three)
    before, after = chances.argmax(axis=1), rounded.argmax(axis=1)
    return Parity(
        pairs=len(short),
        fp32_difference=float(np.abs(one - two).max()),
        agreement=float((before == after).mean()),
        shift=float(np.abs(chances - rounded).mean()),
        by_label={
            name: float((after[before == index] == index).mean())
            for index, name in enumerate(source.labels.names)
            if (before == index).any()
        },
    )
