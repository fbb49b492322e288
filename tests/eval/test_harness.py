"""The harness end to end on tables of our own: runs, logs that resume, figures from logs alone, comparisons, report."""

from __future__ import annotations

import gzip
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from checker.calibration.splits import fits_the_score
from checker.rollup import measured
from eval import read_run
from eval.__main__ import main
from eval.figures import figures
from eval.report import KEPT, SHOWN, kept_runs, measured_text, results_text, write_report
from eval.run_log import read_log
from eval.suites import CONSISTENCY, SUITES, SuiteError, load_samples

STEEL = (
    "Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants. Unions will fight the plan."
)
RUNWAY = (
    "The council rejected the runway on Tuesday by nine votes to four. The mayor, who had backed it, was disappointed."
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Tables of the suites' shape with articles of our own."""
    news = tmp_path / "data" / "news"
    news.mkdir(parents=True)
    (tmp_path / "data" / "nli" / "eval").mkdir(parents=True)
    pd.DataFrame(
        {
            "headline": [
                "Ferrous Steel to cut 5,000 jobs",
                "Ferrous Steel to cut 2,000 jobs",
                "Council rejects runway",
            ],
            "body": [STEEL, STEEL, RUNWAY],
        }
    ).to_parquet(news / "bbc.parquet")
    pd.DataFrame({"split": ["test", "test"], "body_id": [1, 2], "body": [STEEL, RUNWAY]}).to_parquet(
        news / "fnc1_bodies.parquet"
    )
    stances = [
        ("Council rejects runway", 2, "agree"),
        ("Council approves the runway", 2, "disagree"),
        ("Ferrous Steel to cut 2,000 jobs", 1, "agree"),
        ("Singer falls off stage in Lisbon", 1, "unrelated"),
        ("Singer falls off stage in Lisbon", 2, "unrelated"),
        ("Was the runway rejected?", 2, "discuss"),
    ]
    frame = pd.DataFrame(stances, columns=["headline", "body_id", "stance"]).assign(split="test")
    pd.concat([frame, frame.head(1).assign(split="train")]).to_parquet(news / "fnc1_stances.parquet")
    pairs = [
        ("The council rejected the runway.", "The runway was rejected by the council.", "entailment"),
        ("The council rejected the runway.", "The council approved the runway.", "contradiction"),
        ("The council rejected the runway.", "Oslo was sunny.", "neutral"),
    ] * 3
    nli = pd.DataFrame(pairs, columns=["premise", "hypothesis", "label"]).assign(split="test")
    nli.to_parquet(tmp_path / "data" / "nli" / "eval" / "equate_RTE_Quant.parquet")
    codes = {"entailment": 0, "neutral": 1, "contradiction": 2}
    hub = nli.assign(label=nli["label"].map(codes))
    hub.loc[0, "label"] = -1  # as the hub marks pairs without a majority
    hub.to_parquet(tmp_path / "data" / "nli" / "eval" / "snli_dev_test.parquet")
    return tmp_path / "data"


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def only_log(folder: Path) -> Path:
    (path,) = folder.glob("*.jsonl")
    return path


def test_list_names_every_suite_and_system() -> None:
    found = run("list")
    assert found.exit_code == 0
    for name in (
        "fnc1",
        "summac-lite",
        "insciout",
        "emergent",
        "planted",
        "stories",
        "written",
        "seeds",
        "checker-no-rules",
        "summac-zs",
        "majority",
    ):
        assert name in found.stdout


def test_clean_counts_by_rule(data: Path, tmp_path: Path) -> None:
    found = run("run", "bbc", "--data-dir", data, "--runs", tmp_path / "runs", "-q")
    assert found.exit_code == 0, found.output
    values = {item.name: item.interval for item in figures(read_log(only_log(tmp_path / "runs")))}
    assert values["with an error"].value == pytest.approx(1 / 3)
    assert values["with number-mismatch"].value == pytest.approx(1 / 3)
    assert values["with an error"].count == 3
    assert values["with an error"].low <= 1 / 3 <= values["with an error"].high


def test_planted_faults_are_found_and_sound_headlines_left_alone(tmp_path: Path) -> None:
    found = run("run", "planted", "--model", "compact", "--limit", 60, "--runs", tmp_path / "runs", "-q")
    assert found.exit_code == 0, found.output
    values = {(item.group, item.name): item.interval for item in figures(read_log(only_log(tmp_path / "runs")))}
    assert values["tuned on", "faults with a finding"].count == 20
    assert values["held out", "sound headlines with a finding"].count == 2
    # Rather below what the model cards say: a guard against a model that breaks, not a figure;
    # those are in eval/floors.toml.
    assert values["tuned on", "faults with a finding"].value > 0.4
    assert values["tuned on", "sound headlines with a finding"].value < 0.2
    assert values["tuned on", "faults with an error"].value <= values["tuned on", "faults with a finding"].value


def test_a_log_says_everything_and_holds_no_text(data: Path, tmp_path: Path) -> None:
    run("run", "fnc1", "--data-dir", data, "--runs", tmp_path / "runs", "-q", "--limit", 5, "--seed", 3)
    path = only_log(tmp_path / "runs")
    log = read_log(path)
    assert log.header["format"] == "headline-checker-eval/1"
    assert log.spec.model == "standard"
    assert len(log.spec.revision) == 16
    assert log.header["environment"]["packages"]["onnxruntime"]
    assert log.finished is not None
    assert len(log.samples) == 5
    assert STEEL[:30] not in path.read_text()
    frame = read_run(path)
    assert {"id", "label", "output.verdict", "output.score", "seconds"} <= set(frame.columns)
    assert len(frame) == 5


def test_a_run_that_was_cut_off_goes_on(data: Path, tmp_path: Path) -> None:
    command = ("run", "fnc1", "--system", "overlap", "--data-dir", data, "--runs", tmp_path / "runs", "-q")
    run(*command)
    path = only_log(tmp_path / "runs")
    whole = read_log(path)
    lines = path.read_text().splitlines(keepends=True)
    kept = json.loads(lines[1])
    kept["seconds"] = 123.0
    # Killed in the middle of the third sample's line.
    path.write_text(lines[0] + json.dumps(kept) + "\n" + lines[2] + lines[3][:20])
    run(*command)
    again = read_log(path)
    assert again.finished is not None
    assert [row["id"] for row in again.samples] == [row["id"] for row in whole.samples]
    assert [row["output"] for row in again.samples] == [row["output"] for row in whole.samples]
    assert again.samples[0]["seconds"] == 123.0, "what was done is not done again"
    before = path.read_text()
    run(*command)
    assert path.read_text() == before, "a finished run is left alone"


def test_stance_figures_and_comparison(data: Path, tmp_path: Path) -> None:
    paths = []
    for system in ("majority", "overlap", "checker"):
        folder = tmp_path / system
        found = run("run", "fnc1", "--system", system, "--data-dir", data, "--runs", folder, "-q")
        assert found.exit_code == 0, found.output
        paths.append(only_log(folder))
    values = {(item.group, item.name): item.interval.value for item in figures(read_log(paths[0]))}
    assert values["", "F1 unrelated"] == pytest.approx(0.5)
    assert values["", "macro F1"] == pytest.approx(0.125)
    assert values["related", "macro F1"] == 0
    assert values["", "FNC score"] == pytest.approx(0.5 / 4.5)
    found = run("compare", paths[0], paths[2], "--resamples", 200)
    assert found.exit_code == 0, found.output
    assert "macro F1" in found.stdout
    assert "6 samples" in found.stdout
    assert "McNemar" in found.stdout


def summaries(folder: Path, table: str, count: int, **columns: Any) -> None:
    """Articles of our own with a summary each: every other one is told, the rest is about something else."""
    frame = pd.DataFrame(
        {
            "headline": ["A bridge was opened." if number % 2 else "Singers fell asleep." for number in range(count)],
            "body": [f"Moss{number} opened a bridge on Monday. The crowd was large." for number in range(count)],
            "label": [str(number % 2) for number in range(count)],
        }
    )
    frame.assign(**columns).to_parquet(folder / "news" / f"{table}.parquet")


def test_summaries_take_their_threshold_from_validation_rows_and_none_that_the_score_knows(
    data: Path, tmp_path: Path
) -> None:
    for table in ("cogensumm_test", "qags_xsum", "summeval", "xsumfaith_val", "frank_xsum_val"):
        summaries(data, table, 20)
    summaries(data, "polytope", 20, split=["val"] * 10 + ["test"] * 10, overall_label=["0", "1"] * 10)
    found = run("run", "summac-lite", "--system", "overlap", "--data-dir", data, "--runs", tmp_path / "runs", "-q")
    assert found.exit_code == 0, found.output
    log = read_log(only_log(tmp_path / "runs"))
    values = {(item.group, item.name): item.interval for item in figures(log)}
    for group in ("cogensumm", "qags-xsum", "summeval"):
        assert values[group, "balanced accuracy"].value == 1, "words alone tell these apart"
        assert values[group, "balanced accuracy"].count == 20
    assert values["xsumfaith", "balanced accuracy"].value == 1, "either half has its threshold from the other"
    assert values["polytope", "balanced accuracy"].count == 10, "the test part alone"
    half = values["xsumfaith", "AUROC"].count
    assert 0 < half < 20
    assert half == values["frank-xsum", "AUROC"].count, "the same articles are left out"
    bodies = pd.read_parquet(data / "news" / "xsumfaith_val.parquet")["body"]
    assert not any(
        fits_the_score(bodies[int(row["id"].split("/")[1])]) for row in log.samples if row["group"] == "xsumfaith"
    )
    few = load_samples(SUITES["summac-lite"], str(data), limit=24)
    assert Counter(row.group for row in few) == dict.fromkeys(CONSISTENCY, 4), "sets are drawn from evenly"
    assert fits_the_score("MOSS opened\n a bridge -- on Monday!") == fits_the_score("Moss opened a bridge on Monday.")


def test_nli_labels_as_words_and_as_on_the_hub(data: Path, tmp_path: Path) -> None:
    found = run("run", "nli-rte-quant", "--data-dir", data, "--runs", tmp_path / "a", "-q")
    assert found.exit_code == 0, found.output
    values = {item.name: item.interval for item in figures(read_log(only_log(tmp_path / "a")))}
    assert values["accuracy"].value == 1
    run("run", "nli-snli", "--data-dir", data, "--runs", tmp_path / "b", "-q")
    assert len(read_log(only_log(tmp_path / "b")).samples) == 8


@pytest.mark.parametrize(
    "system",
    ["nli-body", "summac-zs", "checker-thresholds", "checker-no-rules", "checker-no-nli", "checker-no-selection"],
)
def test_every_system_answers(data: Path, tmp_path: Path, system: str) -> None:
    found = run("run", "fnc1", "--system", system, "--data-dir", data, "--runs", tmp_path / "runs", "-q")
    assert found.exit_code == 0, found.output
    stances = {row["id"]: row["output"]["stance"] for row in read_log(only_log(tmp_path / "runs")).samples}
    assert stances["3"] == stances["4"] == "unrelated"
    if system in ("nli-body", "summac-zs", "checker-thresholds"):
        assert stances["0"] == "agree"
        assert stances["1"] == "disagree"
    else:  # a part is out that the learned verdict leans on: it tells at least what the body is about
        assert "unrelated" not in (stances["0"], stances["1"])


def test_predictions_are_kept_from_run_to_run(data: Path, tmp_path: Path) -> None:
    logs = []
    for name in ("a", "b"):
        kept = ("--predictions", tmp_path / "predictions.sqlite")
        found = run("run", "fnc1", "--data-dir", data, "--runs", tmp_path / name, "-q", *kept)
        assert found.exit_code == 0, found.output
        logs.append(read_log(only_log(tmp_path / name)).samples)
    assert [row["output"] for row in logs[0]] == [row["output"] for row in logs[1]]
    assert (tmp_path / "predictions.sqlite").stat().st_size > 0
    (tmp_path / "predictions.sqlite").write_text("not a store " * 50)
    found = run(
        "run",
        "fnc1",
        "--data-dir",
        data,
        "--runs",
        tmp_path / "c",
        "-q",
        "--predictions",
        tmp_path / "predictions.sqlite",
    )
    assert found.exit_code == 2
    assert "not a store of predictions" in found.stderr


def test_parts_that_are_out_are_out(data: Path, tmp_path: Path) -> None:
    rules = {}
    for system in ("checker-no-rules", "checker-no-nli"):
        run("run", "bbc", "--system", system, "--data-dir", data, "--runs", tmp_path / system, "-q")
        samples = read_log(only_log(tmp_path / system)).samples
        rules[system] = {item[0] for row in samples for item in row["output"]["findings"]}
    assert rules["checker-no-rules"] <= {"contradiction", "unsupported-claim"}
    assert rules["checker-no-nli"] == {"number-mismatch"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("run", "nothing"), "no suite named `nothing`: choose one of fnc1"),
        (("run", "fnc1", "--system", "nothing"), "no system named `nothing`: choose one of majority"),
        (("run", "emergent"), "emergent_test.parquet is missing"),
        (("run", "fnc1", "--model", "nothing"), "no such model"),
    ],
)
def test_errors_are_one_line(data: Path, arguments: tuple[str, ...], message: str) -> None:
    where = ("--data-dir", str(data)) if arguments[0] == "run" else ()
    found = run(*arguments, *where, "-q")
    assert found.exit_code == 2
    assert message in found.stderr
    assert found.stderr.count("\n") == 1


def test_not_on_the_hub(tmp_path: Path) -> None:
    found = run("run", "fnc1", "--data-dir", "hub", "-q")
    assert found.exit_code == 2
    assert "is not on the hub in this form" in found.stderr


def test_what_is_no_log(tmp_path: Path) -> None:
    for text in ("", "{}\n", "hello\n", '{"format": "headline-checker-eval/99"}\n'):
        (tmp_path / "a.jsonl").write_text(text)
        with pytest.raises(SuiteError, match=r"not a run's log of the format headline-checker-eval/1"):
            read_log(tmp_path / "a.jsonl")


def test_the_report_is_made_from_the_logs(data: Path, tmp_path: Path) -> None:
    for system in ("majority", "overlap"):
        run("run", "fnc1", "--system", system, "--data-dir", data, "--runs", tmp_path / "kept", "-q")
    path = next((tmp_path / "kept").glob("fnc1.overlap.*"))
    (tmp_path / "kept" / (path.name + ".gz")).write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    target = write_report(tmp_path / "kept", tmp_path / "RESULTS.md")
    text = target.read_text()
    assert "| macro F1 | 12.5 (" in text
    assert "Athene" in text
    assert (tmp_path / "plots" / "fnc1.svg").stat().st_size > 1000
    assert write_report(tmp_path / "kept", tmp_path / "RESULTS.md").read_text() == text


def test_false_alarms_are_those_of_the_kept_logs_of_what_nothing_was_tuned_on_where_there_is_one() -> None:
    runs = [run for run in kept_runs() if run.spec.suite in ("bbc", "bbc-rest")]
    found = {item["model"]: item for item in json.loads(measured_text(runs))["measured"]}
    rest = next(run for run in runs if run.spec.suite == "bbc-rest" and run.spec.model == "compact")
    assert (found["compact"]["suite"], found["compact"]["headlines"]) == ("bbc-rest", len(rest.samples))
    flagged = [sample["output"]["findings"] for sample in rest.samples if sample["output"]["findings"]]
    assert found["compact"]["findings"] == len(flagged)
    assert found["compact"]["errors"] == sum("error" in {item[1] for item in items} for items in flagged)
    by_rule = Counter(rule for items in flagged for rule in {item[0] for item in items})
    assert found["compact"]["rules"] == dict(by_rule)
    assert by_rule
    without = [run for run in runs if run.spec.suite == "bbc"]
    assert {item["suite"] for item in json.loads(measured_text(without))["measured"]} == {"bbc"}


def test_the_kept_report_agrees_with_the_kept_logs(tmp_path: Path) -> None:
    report = KEPT.parent / "RESULTS.md"
    runs = kept_runs()
    assert runs, "there are kept runs"
    known = {run.path.name: figures(run) for run in runs}
    text = results_text(runs, {run.path: known[run.path.name] for run in runs})
    assert report.read_text(encoding="utf-8") == text, "run `python -m eval report`"
    assert measured.FILE.read_text(encoding="utf-8") == measured_text(runs), "run `python -m eval report`"
    shutil.copytree(KEPT, tmp_path / "results")
    changed = next((tmp_path / "results").glob("seeds.*"))
    data = changed.read_bytes()
    lines = (gzip.decompress(data) if changed.suffix == ".gz" else data).decode().splitlines()
    sample = json.loads(lines[1])
    sample["output"]["findings"] = [["number-mismatch", "error", "nothing"]]
    lines[1] = json.dumps(sample)
    text = "\n".join(lines).encode()
    changed.write_bytes(gzip.compress(text) if changed.suffix == ".gz" else text)
    runs = kept_runs(tmp_path / "results")
    # The figures of the others are known: their logs are the same.
    found = {run.path: figures(run) if run.path.name == changed.name else known[run.path.name] for run in runs}
    assert results_text(runs, found) != report.read_text(encoding="utf-8")


def test_the_report_knows_every_kind_of_suite() -> None:
    assert {suite.task for suite in SUITES.values()} <= set(SHOWN)
