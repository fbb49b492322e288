"""Files beside the weights that have another shape: an error that names the file and the field, and no traceback."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from checker import Checker, ModelError, UsageError
from checker.nli import embedded_folder
from checker.nli.calibration import read_calibration, user_folder, write_user_calibration
from checker.nli.describe import describe
from checker.nli.shapes import ThresholdValues
from checker.nli.weights import check_safetensors, safetensors_files
from checker.thresholds import Thresholds

from ..rights import without_rights

GOOD = ("Council rejects runway", "The council rejected the new runway on Tuesday. Residents cheered in the street.")
LEAF = [-1, 0.0, 0, 0, 0.5]


def ensemble(*nodes: list[Any], **change: Any) -> dict[str, Any]:
    return {"baseline": 0, "slope": 1, "shift": 0, "trees": [list(nodes)], **change}


SHAPES: list[tuple[str, Any, str]] = [
    ("calibration.json", [], "Input should be an object"),
    ("calibration.json", None, "Input should be an object"),
    ("calibration.json", {"revision": None}, "field `revision`"),
    ("calibration.json", {"temperature": "x"}, "field `temperature`"),
    ("calibration.json", {"temperature": None}, "field `temperature`"),
    ("calibration.json", {"temperature": float("nan")}, "field `temperature`"),
    ("calibration.json", {"temperature": True}, "field `temperature`"),
    ("calibration.json", {"temperature": 0}, "field `temperature`"),
    ("calibration.json", {"thresholds": []}, "field `thresholds`"),
    ("calibration.json", {"thresholds": {"nope": 0.3}}, "field `thresholds.nope`"),
    ("calibration.json", {"thresholds": {"supported": True}}, "field `thresholds.supported`"),
    ("calibration.json", {"thresholds": {"supported": 7}}, "field `thresholds.supported`"),
    ("calibration.json", {"score": 3}, "field `score`"),
    ("calibration.json", {"score": {"bias": "x"}}, "field `score.bias`"),
    ("calibration.json", {"score": {"bias": float("inf")}}, "field `score.bias`"),
    ("config.json", [], "is not a JSON object"),
    ("config.json", {"labels": 3}, "field `labels`"),
    ("config.json", {"labels": []}, "field `labels`"),
    ("config.json", {"labels": ["entailment", 3, "neutral"]}, "field `labels.1`"),
    ("config.json", {"labels": ["entailment", "not-entailment"]}, "do not belong together"),
    ("config.json", {"labels": ["a", "b", "c"]}, "are not understood"),
    ("config.json", {"max_length": "x"}, "field `max_length`"),
    ("config.json", {"max_length": None}, "field `max_length`"),
    ("config.json", {"max_length": -1}, "field `max_length`"),
    ("config.json", {"max_length": 1.5}, "field `max_length`"),
    ("config.json", {"template": 3}, "field `template`"),
    ("config.json", {"template": [[], []]}, "field `template.2`"),
    ("config.json", {"template": [["x"], [], []]}, "field `template.0.0`"),
    ("config.json", {"token_types": [0]}, "field `token_types.1`"),
    ("config.json", {"stances": 3}, "field `stances`"),
    ("config.json", {"stances": ["agree"]}, "field `stances`"),
    ("config.json", {"stances": ["x"]}, "field `stances.0`"),
    ("config.json", {"sha256": 3}, "field `sha256`"),
    ("config.json", {"bits": "x"}, "field `bits`"),
    ("learned_verdict.json", [], "Input should be an object"),
    ("learned_verdict.json", {"format": "other/1"}, "field `format`"),
    ("learned_verdict.json", {"revision": 3}, "field `revision`"),
    ("learned_verdict.json", {"signals": "abc"}, "field `signals`"),
    ("learned_verdict.json", {"signals": [3]}, "field `signals.0`"),
    ("learned_verdict.json", {"leanings": None}, "field `leanings`"),
    ("learned_verdict.json", {"leanings": {"agree": 1}}, "field `leanings.disagree`"),
    ("learned_verdict.json", {"stances": []}, "field `stances`"),
    ("learned_verdict.json", {"stances": {"agree": 3}}, "field `stances.agree`"),
    ("learned_verdict.json", {"support": ensemble()}, "field `support.trees.0`"),
    ("learned_verdict.json", {"support": ensemble(["a", 1, 2, 3, 4])}, "field `support.trees.0.0.0`"),
    ("learned_verdict.json", {"support": ensemble([-1, 1, 2, 3])}, "field `support.trees.0.0.4`"),
    ("learned_verdict.json", {"support": ensemble([-1, 0, 0, 0, float("nan")])}, "field `support.trees.0.0.4`"),
    (
        "learned_verdict.json",
        {"support": ensemble([0, 0.5, 1, 5, 0], LEAF)},
        "field `support.trees.0.0`: points nowhere",
    ),
    ("learned_verdict.json", {"support": ensemble([-2, 0.5, 1, 1, 0], LEAF)}, "field `support.trees.0.0.0`"),
    ("learned_verdict.json", {"support": ensemble(LEAF, slope="x")}, "field `support.slope`"),
    ("tokenizer.json", [], "tokenizer.json: cannot be read"),
    ("tokenizer.json", {"model": 3}, "tokenizer.json: cannot be read"),
]


def copied(folder: Path, name: str, content: str) -> Path:
    """The compact model with one file of another content."""
    folder.mkdir()
    for path in embedded_folder("compact").iterdir():
        if path.name != name:
            (folder / path.name).symlink_to(path)
    (folder / name).write_text(content)
    return folder


@pytest.mark.parametrize(("name", "change", "message"), SHAPES)
def test_another_shape_is_named_by_file_and_field(tmp_path: Path, name: str, change: Any, message: str) -> None:
    values = json.loads((embedded_folder("compact") / name).read_text(encoding="utf-8"))
    folder = copied(tmp_path / "m", name, json.dumps({**values, **change} if isinstance(change, dict) else change))
    with pytest.raises(ModelError) as caught:
        Checker(folder).check(*GOOD)
    assert message in str(caught.value)
    assert name in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("name", ["calibration.json", "config.json", "learned_verdict.json", "tokenizer.json"])
@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "\ud83d", '{"a": ' + "9" * 5000 + "}", "\x00"])
def test_no_json_is_named_by_file(tmp_path: Path, name: str, content: str) -> None:
    folder = copied(tmp_path / "m", name, "")
    (folder / name).write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(ModelError, match=name):
        Checker(folder).check(*GOOD)


def test_a_verdict_of_signals_that_there_are_not(tmp_path: Path) -> None:
    values = json.loads((embedded_folder("compact") / "learned_verdict.json").read_text(encoding="utf-8"))
    values["signals"][3] = "nope"
    folder = copied(tmp_path / "m", "learned_verdict.json", json.dumps(values))
    with pytest.raises(ModelError, match=r"learned_verdict\.json: field `signals`: there is no signal 'nope'"):
        list(Checker(folder).check_many([GOOD]))


def test_a_calibration_names_all_thresholds() -> None:
    assert set(ThresholdValues.model_fields) == {field.name for field in fields(Thresholds)}


@pytest.mark.parametrize(
    "config",
    [
        {"architectures": 3},
        {"architectures": [3]},
        {"auto_map": []},
        {"id2label": {"a": "x"}},
        {"id2label": {"0": 3}},
        {"id2label": []},
        {"model_type": 3},
    ],
)
def test_a_transformers_config_of_another_shape(tmp_path: Path, config: dict[str, Any]) -> None:
    values = {"architectures": ["BertForSequenceClassification"], "id2label": {"0": "entailment"}, **config}
    (tmp_path / "config.json").write_text(json.dumps(values))
    with pytest.raises(ModelError, match=rf"config\.json: .*field `{next(iter(config))}"):
        Checker(tmp_path)
    assert describe(str(tmp_path)).problem


def test_weight_files_of_another_shape(tmp_path: Path) -> None:
    for content in ("[]", '{"weight_map": []}', '{"weight_map": {"a": [1]}}', "[" * 100_000):
        (tmp_path / "model.safetensors.index.json").write_text(content)
        with pytest.raises(ModelError, match=r"model\.safetensors\.index\.json"):
            safetensors_files(tmp_path, "m")
    for header in (
        "[]",
        "3",
        '{"a": 3}',
        '{"a": {"data_offsets": "ab"}}',
        '{"a": {"data_offsets": [0, null]}}',
        "[" * 50_000,
    ):
        path = tmp_path / "model.safetensors"
        path.write_bytes(len(header).to_bytes(8, "little") + header.encode())
        with pytest.raises(ModelError, match="not a whole safetensors file"):
            check_safetensors(path)


def test_a_configuration_folder_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch, open_folder: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(open_folder / "home"))
    write_user_calibration({"revision": "abc", "temperature": 2.0})
    with without_rights(open_folder / "home"):
        assert read_calibration("abc") == {}
        with pytest.raises(
            UsageError, match=r"no calibration can be kept there \(Permission denied\): set XDG_CONFIG_HOME"
        ):
            write_user_calibration({"revision": "abc", "temperature": 3.0})
    assert read_calibration("abc") == {"revision": "abc", "temperature": 2.0}
    with without_rights(user_folder() / "abc.json"), pytest.raises(ModelError, match=r"abc\.json.*Permission denied"):
        read_calibration("abc")


def test_a_home_that_is_a_file_is_no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    assert Checker("compact").check(*GOOD).model.calibration == "calibrated"
    with pytest.raises(UsageError, match="no calibration can be kept there"):
        write_user_calibration({"revision": "abc", "temperature": 3.0})


def test_a_broken_calibration_of_the_users_is_not_written_over() -> None:
    path = write_user_calibration({"revision": "abc", "temperature": 2.0})
    path.write_text("{")
    with pytest.raises(ModelError, match="not a calibration"):
        write_user_calibration({"revision": "abc", "temperature": 3.0})
    assert path.read_text() == "{"


def test_what_the_user_has_not_fitted_stays_as_it_was_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    beside = tmp_path / "calibration.json"
    points = {
        name: {"score": 0.4, "recall": 0.6, "false_alarms": 14.0} for name in ("cautious", "balanced", "thorough")
    }
    shipped = {
        "revision": "abc",
        "temperature": 1.5,
        "thresholds": {"unsupported": 0.06},
        "score": {"bias": 1.0},
        "operating_points": points,
    }
    beside.write_text(json.dumps(shipped))
    write_user_calibration({"revision": "abc", "temperature": 2.0})
    found = read_calibration("abc", beside)
    assert (found["temperature"], found["thresholds"]["unsupported"]) == (2.0, 0.06)
    assert set(found["operating_points"]) == set(points)
    (user_folder() / "abc.json").unlink()
    # Thresholds of one's own were fitted at the temperature that is there; the points are of another score.
    write_user_calibration({"revision": "abc", "thresholds": {"unsupported": 0.1}, "score": {"bias": -1.0}})
    found = read_calibration("abc", beside)
    assert (found["temperature"], found["thresholds"]["unsupported"], found["score"]) == (1.5, 0.1, {"bias": -1.0})
    assert "operating_points" not in found
    assert read_calibration("def", beside) == {}
