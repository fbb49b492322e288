"""Calibration on labelled pairs and articles, and the reading of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Article, Checker, InputError
from checker.calibration import LabelledArticle, calibrate_articles, calibrate_pairs, read_labelled, read_rows
from checker.calibration.metrics import calibration_error
from checker.calibration.pairs import fit_temperature
from checker.nli import LABELS
from checker.nli.labels import LabelMap, understand
from checker.origin import Origin


class Overconfident:
    """Raw outputs whose true temperature is known: the label is drawn from them, then they are multiplied."""

    revision = "f" * 16

    def __init__(self, labels: LabelMap, factor: float, rows: int = 3000) -> None:
        rng = np.random.default_rng(0)
        self.labels = labels
        honest = rng.normal(size=(rows, labels.size)).astype(np.float32) * 2
        self.outputs = honest * factor
        chances = labels.three_way(honest)[:, : len(labels.names)]
        self.gold = [labels.names[rng.choice(len(row), p=row / row.sum())] for row in chances.astype(float)]

    def logits(self, pairs: list[tuple[str, str]]) -> np.ndarray:  # type: ignore[type-arg]
        return self.outputs[[int(premise) for premise, _ in pairs]]

    def rows(self) -> list[tuple[str, str, str]]:
        return [(str(index), "h", label) for index, label in enumerate(self.gold)]


@pytest.mark.parametrize("names", [LABELS, ("contradiction", "entailment", "neutral"), ("no", "x")])
def test_the_true_temperature_is_found(names: tuple[str, ...]) -> None:
    labels = understand(names if len(names) == 3 else ("not_entailment", "entailment"), "m")
    model = Overconfident(labels, 2.5)
    found = calibrate_pairs(model, model.rows(), "own")
    assert found["temperature"] == pytest.approx(2.5, rel=0.1)
    assert found["ece_after"] < 0.03 < found["ece_before"]
    assert found["revision"] == model.revision
    assert found["fitted_on"] == "own, 3,000 pairs"


def test_pairs_that_are_no_use() -> None:
    model = Overconfident(understand(LABELS, "m"), 1.0, rows=60)
    with pytest.raises(InputError, match="10 pairs are too few"):
        calibrate_pairs(model, model.rows()[:10], "own")
    with pytest.raises(InputError, match="row 3: label `maybe` is none of entailment, neutral, contradiction"):
        calibrate_pairs(model, [*model.rows()[:2], ("1", "h", "maybe"), *model.rows()], "own")
    with pytest.raises(InputError, match="all pairs have the label neutral"):
        calibrate_pairs(model, [(premise, text, "neutral") for premise, text, _ in model.rows()], "own")


def test_a_two_way_model_takes_three_way_labels() -> None:
    model = Overconfident(understand(("entailment", "not_entailment"), "m"), 1.0, rows=400)
    rows = [(a, b, "contradiction" if label == "not-entailment" else label) for a, b, label in model.rows()]
    assert calibrate_pairs(model, rows, "own") == calibrate_pairs(model, model.rows(), "own")


@given(st.lists(st.tuples(st.floats(0.34, 1), st.booleans()), min_size=1, max_size=60))
def test_calibration_error_is_a_share(rows: list[tuple[float, bool]]) -> None:
    chances = np.array([[value, (1 - value) / 2, (1 - value) / 2] for value, _ in rows])
    gold = np.array([0 if right else 1 for _, right in rows])
    assert 0 <= calibration_error(chances, gold) <= 1


def test_calibration_error_by_hand() -> None:
    chances = np.array([[0.9, 0.1, 0.0]] * 10)
    assert calibration_error(chances, np.array([0] * 9 + [1])) == pytest.approx(0.0, abs=1e-9)
    assert calibration_error(chances, np.array([0] * 5 + [1] * 5)) == pytest.approx(0.4)


def test_fit_temperature_of_a_modest_model_is_below_one() -> None:
    model = Overconfident(understand(LABELS, "m"), 0.5)
    gold = np.array([LABELS.index(label) for label in model.gold])  # type: ignore[arg-type]
    assert fit_temperature(model.outputs, gold, model.labels) == pytest.approx(0.5, rel=0.1)


ROWS = [{"premise": "It rained, and “poured”.", "hypothesis": "Rain\nfell", "label": "entailment"}] * 2


def test_reading_labelled_rows(tmp_path: Path) -> None:
    frame = pd.DataFrame(ROWS)
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_csv(tmp_path / "a.tsv", index=False, sep="\t")
    frame.to_csv(tmp_path / "spreadsheet.csv", index=False, sep=";")
    frame.to_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n")
    for name in ("a.csv", "spreadsheet.csv", "a.tsv", "a.parquet", "a.jsonl"):
        assert read_rows(tmp_path / name) == ROWS
        pairs, articles = read_labelled(tmp_path / name)
        assert pairs == [tuple(row.values()) for row in ROWS]
        assert articles == []


def test_bad_labelled_files(tmp_path: Path) -> None:
    def message(text: str, name: str = "a.jsonl") -> str:
        (tmp_path / name).write_text(text)
        with pytest.raises(InputError) as caught:
            read_labelled(tmp_path / name)
        return str(caught.value)

    assert "a.jsonl:2: not JSON" in message('{"premise": "a"}\n{')
    assert "a.jsonl:1: not a JSON object" in message("[1]")
    assert "has no rows" in message("\n")
    assert "needs premise, hypothesis and label, or headline, body and label" in message("a,b\n1,2\n", "a.csv")
    assert "row 2: label `yes` is none of supported" in message(
        "headline,body,label\nh,b,supported\nh,b,yes\n", "a.csv"
    )
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read as UTF-8"):
        read_labelled(tmp_path / "a.csv")


def test_broken_labelled_files_are_one_line(tmp_path: Path) -> None:
    label = '"label": "supported"'
    for name, text, message in (
        (
            "a.jsonl",
            '{"headline": "h", "body": "b", ' + label + '}\n{"headline": "h", ' + label + "}",
            "row 2: has no `body`",
        ),
        (
            "a.jsonl",
            '{"premise": "h", "hypothesis": "b", "label": "neutral"}\n{"premise": "h"}',
            "row 2: has no `hypothesis`",
        ),
        ("a.jsonl", "[" * 100_000, "a.jsonl:1: not JSON"),
        (
            "a.jsonl",
            '{"headline": "h", "body": "' + "b" * 2_000_001 + '", ' + label + "}",
            "row 1: the body has 2,000,001 characters",
        ),
        ("a.jsonl", '{"headline": "h", "body": "b", ' + label + ', "body": "c"}', "a.jsonl:1: `body` is given twice"),
        ("a.csv", "headline,body,label,body\nh,b,supported,c\n", "has two columns `body`"),
        ("a.parquet", "no table", "cannot be read as Parquet"),
        ("a.csv", "headline,body,label\n" + "x" * 2_100_000 + ",b,supported\n", "line 2: not CSV"),
    ):
        (tmp_path / name).write_text(text)
        with pytest.raises(InputError) as caught:
            read_labelled(tmp_path / name)
        assert message in str(caught.value)
        assert str(tmp_path / name) in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1


def test_long_bodies_numbers_and_line_separators_are_read(tmp_path: Path) -> None:
    body = "A sentence\u2028of a body. " * 8_000
    row = {"headline": "H", "body": body, "label": "supported"}
    pd.DataFrame([row]).to_csv(tmp_path / "a.csv", index=False)
    (tmp_path / "a.jsonl").write_text(json.dumps({**row, "id": "i"}, ensure_ascii=False).replace('"i"', "9" * 5000))
    for name in ("a.csv", "a.jsonl"):
        _, (article,) = read_labelled(tmp_path / name)
        assert article.article.body == body


BODIES = [
    ("Council rejects the runway", "Council approves the runway", "The council rejected the runway on Tuesday."),
    ("Calder buys Brightwater", "Brightwater fires 300 workers", "Calder has bought Brightwater for $3 million."),
    ("Bus crash kills six", "Bus crash kills nobody", "Six people were killed when a bus left the road near Oslo."),
    ("Rain stops ferries", "Sunshine brings out crowds", "Three ferries were cancelled after heavy rain in Norway."),
]
REST = " The mayor spoke to reporters afterwards. Nobody else had anything to say about it in {town}."
TOWNS = ("Oslo", "Bergen", "Moss", "Bodo", "Hamar", "Molde")


def test_articles_give_thresholds_and_score(checker: Checker) -> None:
    labelled = []
    for town in TOWNS:
        for right, wrong, sentence in BODIES:
            body = sentence + REST.format(town=town)
            labelled.append(LabelledArticle(Article(right, body), "supported"))
            labelled.append(LabelledArticle(Article(wrong, body), "unsupported"))
    lines: list[str] = []
    before = checker.thresholds
    found = calibrate_articles(checker, labelled, progress=lines.append)
    assert checker.thresholds == before, "a checker in use is not changed"
    assert found["revision"] == checker.model.revision
    assert set(found["thresholds"]) == {
        "supported",
        "unsupported",
        "contradicted",
        "relevance",
        "outweighs",
        "doubtful",
    }
    assert found["score_fitted_on"]["auroc_held_out"] > 0.8
    assert found["score_fitted_on"]["sets"] == {"supported": 24, "unsupported": 24}
    assert found["thresholds"]["doubtful"] == 0, "that of the learned score says nothing of this one"
    assert any("articles/s" in line for line in lines)
    assert not any("left out" in line for line in lines)
    with pytest.raises(InputError, match="1 supported and 1 other articles are too few"):
        calibrate_articles(checker, labelled[:2])


def test_articles_that_cannot_be_judged_are_no_labelled_articles(checker: Checker) -> None:
    labels = ("supported", "unsupported")
    short = [
        LabelledArticle(Article(BODIES[0][0], "", origin=Origin("l.csv", number, "row")), labels[number % 2])  # type: ignore[arg-type]
        for number in range(44)
    ]
    with pytest.raises(InputError, match=r"l\.csv: 0 supported and 0 other .* can be judged \(of 44; .*no body"):
        calibrate_articles(checker, short)


def test_a_quotation_mark_left_open_swallows_no_labelled_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('premise,hypothesis,label\n"a,b,neutral\n"c","d",neutral\n', "utf-8")
    with pytest.raises(InputError, match=r"a\.csv: line \d+: not CSV"):
        read_labelled(path)
