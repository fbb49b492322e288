"""The embedded model: labels, order, windows, damaged files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from checker import Checker, ModelError
from checker.nli import OnnxModel, embedded_folder, load_embedded, predict_pairs
from checker.nli.calibration import write_user_calibration
from checker.nli.weights import file_hash
from checker.verdict.learned import FILE_NAME, read_learned_verdict

PAIRS = [
    ("The council rejected the runway on Tuesday.", "The council rejected the runway."),
    ("The council rejected the runway on Tuesday.", "The council approved the runway."),
    ("The council rejected the runway on Tuesday.", "The weather in Oslo was mild."),
]


@pytest.fixture(scope="module")
def model() -> OnnxModel:
    return load_embedded()


def test_probabilities_and_labels(model: OnnxModel) -> None:
    found = model.predict(PAIRS)
    assert [max(range(3), key=lambda index: item[index]) for item in found] == [0, 2, 1]
    for item in found:
        assert sum(item[:3]) == pytest.approx(1.0, abs=1e-5)
        assert not item.cut


def test_answers_do_not_depend_on_the_neighbours(model: OnnxModel) -> None:
    together = model.predict(PAIRS * 5)
    alone = [model.predict([pair])[0] for pair in PAIRS]
    assert together == alone * 5


def test_no_pairs(model: OnnxModel) -> None:
    assert model.predict([]) == []


def test_each_distinct_pair_is_predicted_once(model: OnnxModel) -> None:
    seen: list[int] = []

    class Counting:
        name, revision, calibrated = "counting", "0", False

        def predict(self, pairs: list[tuple[str, str]]) -> list[object]:
            seen.append(len(pairs))
            return list(model.predict(pairs))

    found = predict_pairs(Counting(), [*PAIRS, *PAIRS])  # type: ignore[arg-type]
    assert seen == [3]
    assert set(found) == set(PAIRS)


def test_a_long_premise_is_read_in_windows(model: OnnxModel) -> None:
    filler = "The members then talked about gardens and benches for a while. " * 60
    (found,) = model.predict([(filler + PAIRS[1][0], PAIRS[1][1])])
    assert found.cut
    assert found.contradiction > 0.5


def test_unknown_name() -> None:
    with pytest.raises(ModelError, match="no embedded model named `nothing`"):
        load_embedded("nothing")


def test_damaged_files_say_what_to_do(tmp_path: Path) -> None:
    source = embedded_folder("standard")
    for name in ("config.json", "tokenizer.json", "calibration.json"):
        shutil.copy(source / name, tmp_path / name)
    weights = (source / "model.onnx").read_bytes()
    (tmp_path / "model.onnx").write_bytes(weights[:100_000])
    with pytest.raises(ModelError, match=r"model\.onnx: is cut short or was changed"):
        OnnxModel(tmp_path, "broken").warm_up()
    with pytest.raises(ModelError, match=r"model\.onnx: cannot be loaded"):
        OnnxModel(tmp_path, "broken")._session  # noqa: B018
    tampered = bytearray(weights)
    tampered[len(tampered) // 2] ^= 1
    (tmp_path / "model.onnx").write_bytes(tampered)
    with pytest.raises(ModelError, match="is cut short or was changed"):
        OnnxModel(tmp_path, "broken").warm_up()
    (tmp_path / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"model\.onnx: cannot be read"):
        OnnxModel(tmp_path, "broken").warm_up()
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json: cannot be read"):
        OnnxModel(tmp_path, "broken").warm_up()
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match=r"config\.json: not the description of a model of ours \(field `labels`"):
        OnnxModel(tmp_path, "broken")


def test_a_calibration_for_other_weights_does_not_count(tmp_path: Path) -> None:
    source = embedded_folder("standard")
    shutil.copytree(source, tmp_path / "copy")
    values = json.loads((source / "calibration.json").read_text())
    (tmp_path / "copy" / "calibration.json").write_text(json.dumps({**values, "revision": "0" * 16}))
    assert not OnnxModel(tmp_path / "copy", "copy").calibrated
    assert OnnxModel(source, "standard").calibrated


def test_the_users_own_calibration_comes_first_and_a_broken_one_is_named() -> None:
    model = load_embedded()
    path = write_user_calibration({"revision": model.revision, "temperature": 3.0})
    assert load_embedded().temperature == 3.0
    path.write_text('{"temperature": "hot"}')
    with pytest.raises(ModelError, match=r"not a calibration .*delete it"):
        load_embedded().warm_up()


@pytest.mark.parametrize(("name", "most_bytes"), [("standard", 75_000_000), ("compact", 25_000_000)])
def test_the_shipped_models_are_calibrated_and_described(name: str, most_bytes: int) -> None:
    folder = embedded_folder(name)
    assert load_embedded(name).calibrated
    values = json.loads((folder / "calibration.json").read_text())
    assert 0.3 < values["temperature"] < 4
    assert (folder / "model.onnx").stat().st_size <= most_bytes
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert values["revision"] in card, "the card is about these weights"
    assert file_hash(folder / FILE_NAME)[:16] == values["learned_verdict"]
    assert read_learned_verdict(folder / FILE_NAME).revision == values["revision"]
    assert Checker(name).learned_verdict is not None


def test_the_compact_model_judges_too() -> None:
    report = Checker("compact").check(
        ("Council approves runway", "The council rejected the new runway on Tuesday. The vote was nine to four.")
    )
    assert report.model.name == "compact"
    assert report.verdict == "contradicted"
