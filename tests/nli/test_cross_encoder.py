"""Any transformers classifier: its answers are those of a direct transformers call; what cannot work is refused."""

from __future__ import annotations

import json
import shutil
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sentencepiece
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer, BertConfig, BertModel

from checker import Checker, MissingExtraError, ModelError, UsageError
from checker.nli import LABELS, load_model
from checker.nli.cross_encoder import CrossEncoderModel
from checker.nli.export import export_model, require_export

from .tiny_models import FAMILIES, PAIRS, TEXT, make_model

SHUFFLED = ("contradiction", "entailment", "neutral")


def directly(folder: Path, pairs: list[tuple[str, str]] = PAIRS) -> np.ndarray[Any, Any]:
    """Logits by transformers alone, one pair a call: no padding, no batch."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.no_grad():
        return np.array([model(**tokenizer(*pair, return_tensors="pt")).logits[0].tolist() for pair in pairs])


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("labels", [SHUFFLED, ("NEUTRAL", "CONTRADICTION", "ENTAILMENT")])
def test_three_way_equals_transformers(family: str, labels: tuple[str, ...], tmp_path: Path) -> None:
    folder = make_model(tmp_path / family, family, labels, seed=3)
    shares = torch.softmax(torch.tensor(directly(folder)), dim=-1).numpy()
    wanted = shares[:, [[name.lower() for name in labels].index(label) for label in LABELS]]
    for batch_size in (1, 4, 64):
        found = load_model(str(folder), batch_size=batch_size).predict(PAIRS)
        assert np.allclose([item[:3] for item in found], wanted, atol=1e-5)
    backwards = load_model(str(folder)).predict(PAIRS[::-1])
    assert np.allclose([item[:3] for item in backwards], wanted[::-1], atol=1e-5)
    assert np.ptp(wanted, axis=0).max() > 0.1, "the answers differ from pair to pair, or this shows nothing"


@pytest.mark.parametrize("family", FAMILIES)
def test_two_way_equals_transformers(family: str, tmp_path: Path) -> None:
    folder = make_model(tmp_path / family, family, ("not_entailment", "entailment"))
    wanted = torch.softmax(torch.tensor(directly(folder)), dim=-1).numpy()[:, 1]
    found = load_model(str(folder), batch_size=4).predict(PAIRS)
    assert np.allclose([item.entailment for item in found], wanted, atol=1e-5)
    assert {item.contradiction for item in found} == {0.0}


def test_one_output_is_a_sigmoid_once_labelled(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "one", "roberta", ("LABEL_0",))
    with pytest.raises(ModelError, match=r"1 labels are not understood \(0: LABEL_0\).*--labels"):
        load_model(str(folder))
    found = load_model(str(folder), labels=("entailment",)).predict(PAIRS)
    wanted = torch.sigmoid(torch.tensor(directly(folder)[:, 0])).numpy()
    assert np.allclose([item.entailment for item in found], wanted, atol=1e-5)


def test_labels_given_by_hand(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "m", "bert", ("LABEL_0", "LABEL_1", "LABEL_2"))
    named = make_model(tmp_path / "named", "bert", SHUFFLED)
    by_hand = CrossEncoderModel(folder, "m", labels=SHUFFLED)
    assert by_hand.labels == CrossEncoderModel(named, "n").labels
    with pytest.raises(UsageError, match=r"2 were given, .* has 3 outputs \(LABEL_0, LABEL_1, LABEL_2\)"):
        load_model(str(folder), labels=("entailment", "not-entailment"))


@pytest.mark.parametrize("family", ["roberta", "mpnet", "bert"])
@pytest.mark.parametrize("limit", [64, 10**30])
def test_a_long_premise_is_read_in_windows(family: str, limit: int, tmp_path: Path) -> None:
    # A tokenizer that states no limit must not run past the last position that the model knows.
    folder = make_model(tmp_path / "m", family, max_length=limit, max_position_embeddings=66)
    model = load_model(str(folder))
    assert isinstance(model, CrossEncoderModel)
    assert model.max_length == {"roberta": 64, "mpnet": 64, "bert": min(limit, 66)}[family]
    long = " ".join(TEXT * 4)
    one, two = model.predict([(long, "Six killed"), ("Rain fell.", "Six killed")])
    assert one.cut
    assert not two.cut
    assert sum(one[:3]) == pytest.approx(1, abs=1e-5)


def test_the_whole_pipeline_runs_and_says_what_it_ran_on(tmp_path: Path) -> None:
    body = "\n".join(TEXT)
    checker = Checker(make_model(tmp_path / "m", "deberta-v2"), batch_size=4)
    report = checker.check(("Council rejects runway", body))
    assert report.model.calibration == "uncalibrated"
    assert report.model.labels == list(LABELS)
    assert report.model.revision == checker.model.revision
    assert len(report.model.revision) == 16
    many = list(checker.check_many([("Council rejects runway", body), ("Six killed in bus crash", body)]))
    assert many[0] == report
    two_way = Checker(str(make_model(tmp_path / "two", "bert", ("entailment", "not_entailment"))))
    report = two_way.check(("Council rejects runway", body))
    assert report.model.labels == ["entailment", "not-entailment"]
    assert all(claim.contradiction == 0 for claim in report.claims)
    with pytest.raises(UsageError, match="batch_size: the model is loaded already"):
        Checker(two_way.model, batch_size=2)


def test_the_revision_is_the_hash_of_the_weights(tmp_path: Path) -> None:
    one = make_model(tmp_path / "one", "bert", seed=1)
    other = make_model(tmp_path / "other", "bert", seed=2)
    shutil.copytree(one, tmp_path / "copy")
    assert load_model(str(one)).revision == load_model(str(tmp_path / "copy")).revision
    assert load_model(str(one)).revision != load_model(str(other)).revision


def refused(folder: Path, **options: Any) -> str:
    with pytest.raises((ModelError, UsageError)) as caught:
        load_model(str(folder), **options).predict(PAIRS)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return make_model(tmp_path / "tiny", "bert")


def test_pickled_weights_are_never_loaded(tiny: Path) -> None:
    (tiny / "model.safetensors").rename(tiny / "pytorch_model.bin")
    assert "only pickled weights (pytorch_model.bin)" in refused(tiny)
    (tiny / "pytorch_model.bin").unlink()
    assert "has no model.safetensors" in refused(tiny)


def test_damaged_weights(tiny: Path) -> None:
    path = tiny / "model.safetensors"
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    assert "cut short or was changed" in refused(tiny)
    path.write_bytes(whole[:4])
    assert "not a whole safetensors file" in refused(tiny)
    path.write_bytes(struct.pack("<Q", 1 << 60) + whole[8:])
    assert "the header is longer than the file" in refused(tiny)
    (tiny / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": "model-2.safetensors"}}))
    assert "model-2.safetensors is missing" in refused(tiny)


def test_other_kinds_of_models(tiny: Path, tmp_path: Path) -> None:
    config = json.loads((tiny / "config.json").read_text())

    def with_config(**values: Any) -> str:
        (tiny / "config.json").write_text(json.dumps({**config, **values}))
        return refused(tiny)

    assert "is a text generator (GPT2LMHeadModel)" in with_config(architectures=["GPT2LMHeadModel"])
    assert "is a text generator" in with_config(architectures=["T5ForConditionalGeneration"])
    assert "is not a sequence classifier (BertModel)" in with_config(architectures=["BertModel"])
    assert "is not a sequence classifier (of type bert, without a head)" in with_config(architectures=None)
    own_code = {"AutoModelForSequenceClassification": "modeling.HHEMForSequenceClassification"}
    message = with_config(architectures=["HHEMForSequenceClassification"], auto_map=own_code)
    assert (
        "needs Python code from its repository (modeling.HHEMForSequenceClassification), which is never run" in message
    )
    (tiny / "config.json").write_text("{")
    assert "is not JSON" in refused(tiny)
    (tiny / "config.json").unlink()
    assert "has no config.json" in refused(tiny)


def test_weights_without_a_head_are_refused(tiny: Path) -> None:
    # As when somebody renames a plain encoder's architecture: transformers would make up a random head.
    values = json.loads((tiny / "config.json").read_text())
    keep = ("vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size")
    BertModel(BertConfig(**{key: values[key] for key in keep})).save_pretrained(tiny)
    written = json.loads((tiny / "config.json").read_text())
    changed = {**written, "architectures": values["architectures"], "id2label": values["id2label"]}
    (tiny / "config.json").write_text(json.dumps(changed))
    assert "lack the classification head (classifier." in refused(tiny)


def test_options_that_make_no_sense(tiny: Path) -> None:
    if not torch.cuda.is_available():
        assert "device cuda: torch finds none on this machine" in refused(tiny, device="cuda")
    assert "batch size 0" in refused(tiny, batch_size=0)
    assert "only models of the hub have revisions" in refused(tiny, revision="main")
    with pytest.raises(UsageError, match="is an ONNX model for the CPU"):
        load_model("standard", device="cuda")
    with pytest.raises(UsageError, match="knows its own"):
        load_model("standard", labels=LABELS)


def test_too_little_memory_is_said_before_loading(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import psutil

    class Little:
        available = 1000

    monkeypatch.setattr(psutil, "virtual_memory", Little)
    assert "needs about 0.0 GB of memory, 0.0 GB are free" in refused(tiny)


def test_names_that_are_no_model(tmp_path: Path) -> None:
    for name in ("nothing", "./nowhere", str(tmp_path / "none"), "a/b/c"):
        with pytest.raises(ModelError, match=r"no such model: name an embedded one \(standard"):
            load_model(name)
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="is a file: name the folder"):
        load_model(str(tmp_path / "file"))
    assert "has no config.json" in refused(tmp_path)


def test_a_missing_extra_is_named(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    for model in (str(tiny), "own/model"):
        with pytest.raises(
            MissingExtraError, match=r"sentence_transformers, which the extra `hub` installs: pip install"
        ):
            load_model(model)
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(MissingExtraError, match=r"export needs onnx, which the extra `export` installs"):
        require_export()


def test_a_sentencepiece_tokenizer_alone_is_enough(tiny: Path, tmp_path: Path) -> None:
    """As cross-encoder/nli-deberta-v3-base lies on the hub: spm.model and no tokenizer.json."""
    folder = make_model(tmp_path / "spm", "deberta-v2", SHUFFLED)
    (folder / "tokenizer.json").unlink()
    (tmp_path / "text.txt").write_text("\n".join(TEXT * 20))
    pieces = {"pad_piece": "[PAD]", "bos_piece": "[CLS]", "eos_piece": "[SEP]", "unk_piece": "[UNK]"}
    sentencepiece.SentencePieceTrainer.train(
        input=str(tmp_path / "text.txt"),
        model_prefix=str(folder / "spm"),
        vocab_size=100,
        pad_id=0,
        bos_id=1,
        eos_id=2,
        unk_id=3,
        minloglevel=2,
        **pieces,
    )
    names = {"bos_token": "[CLS]", "eos_token": "[SEP]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    names |= {"unk_token": "[UNK]", "pad_token": "[PAD]", "mask_token": "[MASK]"}
    settings = {**names, "tokenizer_class": "DebertaV2Tokenizer", "vocab_type": "spm", "model_max_length": 128}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    (folder / "special_tokens_map.json").write_text(json.dumps(names))
    (folder / "added_tokens.json").write_text(json.dumps({"[MASK]": 100}))
    wanted = torch.softmax(torch.tensor(directly(folder)), dim=-1).numpy()[:, [1, 2, 0]]
    model = load_model(str(folder))
    assert np.allclose([item[:3] for item in model.predict(PAIRS)], wanted, atol=1e-5)
    assert isinstance(model, CrossEncoderModel)
    assert export_model(model, tmp_path / "out", PAIRS, min_agreement=0.5).fp32_difference < 1e-4
