"""`checker compare`: what became of each headline, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.corpus.columns import Wanted
from checker.errors import InputError
from checker.rollup.compare import compare

from ..corpus.made import article, run, write_jsonl
from .made import row, write


def command(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["compare", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six stories, checked twice: one headline was mended and one spoilt, one body was edited,
    one row is broken now.
    """
    folder = tmp_path_factory.mktemp("made")
    rows: list[Any] = [article(number) | {"url": f"u{number}"} for number in range(6)]
    wanted = Wanted(keep=("url",))
    run(write_jsonl(folder / "a.jsonl", rows), folder / "old.parquet", wanted=wanted)
    rows[0] = rows[0] | {"headline": rows[0]["headline"].replace("rejects", "approves")}
    rows[1] = rows[1] | {"headline": rows[1]["headline"].replace("approves", "rejects")}
    rows[3] = rows[3] | {"body": rows[3]["body"].replace("rejected", "approved")}
    rows[5] = {"id": "a5", "headline": "no body", "url": "u5"}
    run(write_jsonl(folder / "b.jsonl", rows), folder / "new.parquet", wanted=wanted)
    return folder


def test_what_became_of_each_headline_and_why(made: Path) -> None:
    found = compare(str(made / "old.parquet"), str(made / "new.parquet"))
    assert (found.common, found.only_old, found.only_new) == (6, 0, 0)
    changes = {change.id: change for change in found.changes}
    assert set(changes) == {"a0", "a1", "a3", "a5"}
    assert changes["a0"].kind in ("lost its support", "new fault")
    assert changes["a0"].before == "Council rejects airport runway by 5 votes"
    assert changes["a0"].why == ("headline edited",)
    assert [item["rule"] for item in changes["a0"].appeared] == ["contradiction"]
    assert "rejected the new airport runway" in changes["a0"].appeared[0]["evidence"][0]
    assert (changes["a1"].kind, changes["a1"].why) == ("repaired", ("headline edited",))
    assert [item["rule"] for item in changes["a1"].gone] == ["contradiction"]
    assert (changes["a3"].kind, changes["a3"].why) == ("repaired", ("body edited",))
    assert changes["a5"].kind == "fails now"
    assert sum(found.verdicts.values()) == 5
    figures = {figure.name: figure for figure in found.figures}
    assert figures["with an error"].before == pytest.approx(2 / 5)
    assert figures["with an error"].after == pytest.approx(1 / 5)
    assert figures["with an error"].difference.value == pytest.approx(-1 / 5)


def test_the_exit_status_is_for_ci(made: Path) -> None:
    old, new = made / "old.parquet", made / "new.parquet"
    code, out, _ = command(old, new)
    assert code == 1
    assert "6 headlines in both" in out
    assert "was: Council rejects airport runway by 5 votes" in out
    assert "+ contradiction: The headline says “approves”; the body says “rejected”. | The council rejected" in out
    assert "- contradiction" in out
    assert command(old, new, "--allow", "2")[0] == 0
    assert command(old, new, "--allow", "2", "--fail-on", "any")[0] == 1
    assert command(old, new, "--fail-on", "never")[0] == 0
    code, out, _ = command(old, old)
    assert (code, out.splitlines()[1]) == (0, "nothing changed")
    code, out, _ = command(old, new, "--output-format", "json", "--key", "url")
    values = json.loads(out)
    assert code == 1
    assert command(old, new, "-o", made / "c.json", "--key", "url")[0] == 1
    assert json.loads((made / "c.json").read_text("utf-8")) == values
    command(old, new, "-o", made / "c.txt")
    command(old, new, "--output-format", "text", "-o", made / "c.out")
    assert (made / "c.out").read_text("utf-8") == (made / "c.txt").read_text("utf-8")
    assert values["schema"] == "compare 1.0"
    assert values["kinds"]["repaired"] == 2
    assert {"before": "contradicted", "after": "contradicted", "headlines": 1} not in values["verdicts"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({}, {"verdict": "unsupported"}, "lost its support"),
        ({}, {"findings": ["number-mismatch"]}, "lost its support"),
        ({"verdict": "review"}, {"findings": ["number-mismatch"]}, "new fault"),
        ({"findings": ["number-mismatch"]}, {"findings": ["actor-mismatch"]}, "new fault"),
        ({"findings": ["number-mismatch"] * 2}, {"findings": ["number-mismatch"]}, "repaired"),
        ({"verdict": "review"}, {}, "repaired"),
        ({"verdict": "unsupported"}, {"verdict": "review"}, "other verdict"),
        ({}, {"verdict": "not-checked"}, "other verdict"),
        ({}, {"error": "broken"}, "fails now"),
        ({"error": "broken"}, {}, "checked now"),
        ({}, {"score": 0.8}, None),
        ({"error": "broken"}, {"error": "broken"}, None),
    ],
)
def test_kinds_of_change(tmp_path: Path, before: dict[str, Any], after: dict[str, Any], kind: str | None) -> None:
    old, new = write(tmp_path / "old.csv", [row(1, **before)]), write(tmp_path / "new.csv", [row(1, **after)])
    found = compare(old, new)
    assert [change.kind for change in found.changes] == ([kind] if kind else [])
    assert any("no findings of" in note for note in found.notes)


def test_models_and_rules_are_reasons(tmp_path: Path) -> None:
    bad = {"findings": ["number-mismatch"]}

    def why(**values: Any) -> tuple[str, ...]:
        old, new = write(tmp_path / "old.csv", [row(1)]), write(tmp_path / "new.csv", [row(1, **bad, **values)])
        return compare(old, new).changes[0].why

    assert why(model="standard") == ("another model (compact, standard)",)
    assert why(model_revision="def") == ("other weights of compact",)
    assert why(actor_mismatch=None) == ("other rules ran (actor-mismatch)",)
    assert why() == ("same headline, body, model and rules: another version, runtime or setting",)


def test_repeated_ids_are_told_apart_by_path_and_row(tmp_path: Path) -> None:
    rows = [row(1, id="same"), row(2, id="same"), row(3)]
    changed = [rows[0], row(2, id="same", findings=["number-mismatch"]), rows[2]]
    found = compare(write(tmp_path / "old.csv", rows), write(tmp_path / "new.csv", changed))
    assert found.common == 3
    assert [change.headline for change in found.changes] == ["Headline 2"]
    assert any("stand more than once" in note for note in found.notes)


def test_values_that_stand_twice_in_both_tables_are_in_common_and_said(tmp_path: Path) -> None:
    def table(name: str, more: list[dict[str, Any]]) -> str:
        twice = [row(number, id=f"{name}{number}", path=name, headline=f"H{number // 2}") for number in range(6)]
        return write(tmp_path / f"{name}.csv", [*twice, *more])

    with pytest.raises(InputError, match="3 values of `headline` are in both, but each stands more than once") as told:
        compare(table("old", []), table("new", []), key="headline")
    assert "(--key)" in str(told.value)
    found = compare(table("old", [row(9, path="old")]), table("new", [row(9, path="new")]), key="headline")
    assert found.common == 1
    assert any(note.startswith("3 values of `headline` are in both tables, but") for note in found.notes)
    assert not any("tell their headlines apart" in note for note in found.notes)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["old.parquet", "other.csv"],
            "no headline in common by `id`: name a column that stands for a story in both (--key)",
        ),
        (["old.parquet", "new.parquet", "--key", "slug"], "--key slug: old.parquet has no such column"),
        (["old.parquet", "none.csv"], "none.csv: no such file"),
    ],
)
def test_bad_use(made: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(made)
    write(made / "other.csv", [row(77)])
    code, _, err = command(*arguments)
    assert code == 2
    assert message in err
