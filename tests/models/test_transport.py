"""Finished models in parts, and questions answered elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from safetensors.torch import load_file, save_file
from transformers import AutoModelForSequenceClassification

from checker.nli.export import BLOCK_SIZE
from models.recipe import transport
from models.recipe.__main__ import main
from models.recipe.checkpoint import Checkpoint
from models.recipe.quantised import round_weights
from models.recipe.recorded import Answered, Recorder
from tests.nli.tiny_models import make_model

PAIRS = [("The council met on Monday.", "The council met."), ("It rained in Leeds.", "It snowed.")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished model as it ships: products of 4 bits, words of 256 values."""
    found = make_model(tmp_path / "model", "mpnet", hidden_size=128, intermediate_size=256, initializer_range=0.05)
    model = AutoModelForSequenceClassification.from_pretrained(found)
    round_weights(model, BLOCK_SIZE)
    words = model.base_model.embeddings.word_embeddings.weight
    with torch.no_grad():
        words.copy_(torch.round(words * 200).clamp(-128, 127) / 200)
    model.save_pretrained(found)
    return found


def weights(path: Path) -> dict[str, torch.Tensor]:
    return load_file(path / "model.safetensors")


@pytest.mark.parametrize("most", [transport.PART, 20_000])
def test_what_ships_with_four_bits_comes_back_exactly_in_parts_of_any_size(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(transport, "PART", most)
    parts = transport.pack(folder, tmp_path / "packed", bits=4)
    assert (len(parts) > 1) == (most < transport.BLOCK_SIZE * 10**4)
    transport.unpack_parts(tmp_path / "packed", tmp_path / "again")
    before, after = weights(folder), weights(tmp_path / "again")
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name].float(), after[name]) for name in before)
    assert sum(path.stat().st_size for path in parts) < 0.5 * (folder / "model.safetensors").stat().st_size
    model = AutoModelForSequenceClassification.from_pretrained(tmp_path / "again")
    assert model.config.num_labels == 3


def test_words_stay_behind_and_are_taken_from_another_folder(folder: Path, tmp_path: Path) -> None:
    transport.pack(folder, tmp_path / "packed", bits=4, words=False)
    with pytest.raises(ValueError, match="no word embeddings: name the folder"):
        transport.unpack_parts(tmp_path / "packed", tmp_path / "again")
    transport.unpack_parts(tmp_path / "packed", tmp_path / "again", words_from=folder)
    assert all(torch.equal(value.float(), weights(tmp_path / "again")[name]) for name, value in weights(folder).items())


def test_other_products_lose_no_more_than_half_precision(folder: Path, tmp_path: Path) -> None:
    values = weights(folder)
    name = "mpnet.encoder.layer.0.output.dense.weight"
    values[name] = torch.randn_like(values[name])
    save_file(values, folder / "model.safetensors", metadata={"format": "pt"})
    transport.pack(folder, tmp_path / "packed", bits=8)
    transport.unpack_parts(tmp_path / "packed", tmp_path / "again")
    torch.testing.assert_close(weights(tmp_path / "again")[name], values[name], rtol=1e-3, atol=1e-6)


def test_a_folder_without_parts_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no part-"):
        transport.unpack_parts(tmp_path, tmp_path / "again")


def test_questions_are_recorded_answered_elsewhere_and_looked_up(folder: Path, tmp_path: Path) -> None:
    recorder = Recorder()
    assert [row.neutral for row in recorder.predict([*PAIRS, PAIRS[0]])] == [1.0] * 3
    questions, answers = tmp_path / "questions.parquet", tmp_path / "answers.npy"
    assert recorder.write(questions) == 2
    done = CliRunner().invoke(main, ["answer", str(questions), str(folder), str(answers), "--bits", "4"])
    assert done.exit_code == 0, done.output
    found = Answered(questions, answers)
    np.testing.assert_allclose(found.predict(PAIRS[::-1]), Checkpoint(folder, 4).predict(PAIRS[::-1]), atol=1e-6)
    assert found.predict([]) == []
    with pytest.raises(KeyError):
        found.predict([("Never", "asked")])
    np.save(answers, np.zeros((1, 3), dtype=np.float32))
    with pytest.raises(ValueError, match="1 answers to the 2 questions"):
        Answered(questions, answers)


def test_pack_and_unpack_are_commands(folder: Path, tmp_path: Path) -> None:
    packed, again = str(tmp_path / "packed"), str(tmp_path / "again")
    done = CliRunner().invoke(main, ["pack", str(folder), packed, "--bits", "4", "--no-words"])
    assert done.exit_code == 0, done.output
    assert "1 parts" in done.output
    done = CliRunner().invoke(main, ["unpack-parts", packed, again, "--words-from", str(folder)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "again/model.safetensors").is_file()
