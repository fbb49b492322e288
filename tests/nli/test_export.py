"""Export to our ONNX layout: torch, ONNX fp32 and 8 bits compared; what differs is not written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from checker import Checker, ModelError
from checker.nli import OnnxModel, export, load_model
from checker.nli.cross_encoder import CrossEncoderModel

from .tiny_models import FAMILIES, PAIRS, TEXT, make_model

SHUFFLED = ("neutral", "contradiction", "entailment")


def source(folder: Path) -> CrossEncoderModel:
    model = load_model(str(folder))
    assert isinstance(model, CrossEncoderModel)
    return model


@pytest.mark.parametrize("family", FAMILIES)
def test_onnx_and_torch_agree_in_fp32_and_the_layout_needs_no_torch(family: str, tmp_path: Path) -> None:
    model = source(make_model(tmp_path / "source", family, SHUFFLED, seed=5))
    found = export.export_model(model, tmp_path / "out", PAIRS, min_agreement=0.5)
    assert found.fp32_difference <= 1e-4
    assert found.pairs == len(PAIRS)
    exported = load_model(str(tmp_path / "out"))
    assert isinstance(exported, OnnxModel)
    assert exported.labels == model.labels
    # 8 bits shift a random model's probabilities a little; a wrong label order or token type shifts them a lot.
    assert np.abs(np.array(exported.predict(PAIRS)) - np.array(model.predict(PAIRS))).mean() < 0.05
    report = Checker(str(tmp_path / "out")).check(("Council rejects runway", "\n".join(TEXT)))
    assert report.model.calibration == "uncalibrated"


def test_the_tokenizer_of_the_layout_does_not_pad_nor_cut_shorter_than_the_model_reads(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "source", "mpnet")
    told = json.loads((folder / "tokenizer.json").read_text())
    cut = {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0}
    padded = {
        "strategy": {"Fixed": 4},
        "direction": "Right",
        "pad_to_multiple_of": None,
        "pad_id": 0,
        "pad_type_id": 0,
        "pad_token": "[PAD]",
    }
    (folder / "tokenizer.json").write_text(json.dumps({**told, "truncation": cut, "padding": padded}))
    export.export_model(source(folder), tmp_path / "out", PAIRS, min_agreement=0.5)
    found = json.loads((tmp_path / "out/tokenizer.json").read_text())
    most = json.loads((tmp_path / "out/config.json").read_text())["max_length"]
    assert found["padding"] is None
    assert found["truncation"]["max_length"] == most > 4


def test_token_types_reach_the_model(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "source", "bert", SHUFFLED, seed=5)
    export.export_model(source(folder), tmp_path / "out", PAIRS, min_agreement=0.5)
    right = OnnxModel(tmp_path / "out", "right")
    wrong = OnnxModel(tmp_path / "out", "wrong")
    wrong._types = [0, 0]
    exact = source(folder).logits(PAIRS)
    assert np.abs(right.logits(PAIRS) - exact).mean() < 0.3 * np.abs(wrong.logits(PAIRS) - exact).mean()


def test_a_two_way_model_stays_two_way(tmp_path: Path) -> None:
    model = source(make_model(tmp_path / "source", "mpnet", ("unsupported", "supported")))
    export.export_model(model, tmp_path / "out", PAIRS, min_agreement=0.5)
    assert load_model(str(tmp_path / "out")).predict(PAIRS)[0].contradiction == 0


def test_a_graph_that_differs_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = source(make_model(tmp_path / "one", "mpnet", seed=1))
    other = make_model(tmp_path / "other", "mpnet", seed=2)
    right = export.export_fp32
    monkeypatch.setattr(export, "export_fp32", lambda _folder, target: right(other, target))
    with pytest.raises(ModelError, match="the exported graph differs from torch by"):
        export.export_model(one, tmp_path / "out", PAIRS)
    assert not (tmp_path / "out").exists()


def test_eight_bits_that_change_labels_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = source(make_model(tmp_path / "one", "mpnet", seed=1))
    right = export.quantise
    other = tmp_path / "other.onnx"
    export.export_fp32(make_model(tmp_path / "other", "mpnet", seed=2), other)
    monkeypatch.setattr(export, "quantise", lambda _source, target: right(other, target))
    with pytest.raises(ModelError, match=r"in 8 bits only .* of 15 labels are those of fp32"):
        export.export_model(one, tmp_path / "out", PAIRS)
    assert not (tmp_path / "out").exists()


def test_an_exported_file_that_was_changed_is_noticed(tmp_path: Path) -> None:
    export.export_model(source(make_model(tmp_path / "m", "bert")), tmp_path / "out", PAIRS, min_agreement=0.5)
    again = make_model(tmp_path / "again", "bert", seed=9)
    export.export_model(source(again), tmp_path / "out2", PAIRS, min_agreement=0.5)
    shutil.copy(tmp_path / "out2" / "model.onnx", tmp_path / "out" / "model.onnx")
    with pytest.raises(ModelError, match="is cut short or was changed"):
        load_model(str(tmp_path / "out")).revision  # noqa: B018
