"""`checker summary`: text, JSON and a page that needs nothing else, from a real run."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.corpus.columns import Wanted
from checker.nli.embedded import DEFAULT
from checker.rollup import measured
from checker.rollup.measured import Measured, all_measured, measured_of
from checker.rollup.summary import sentence, summarise

from ..corpus.made import article, run, write_jsonl
from .made import row, write

HOSTILE = "<script>alert(x)</script> Council approves airport runway by 7 votes"


def summary(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["summary", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over twelve headlines: six are contradicted, one of them hostile, three of them the same;
    and a broken row.
    """
    folder = tmp_path_factory.mktemp("made")
    rows: list[Any] = [article(number) | {"date": f"2026-0{1 + number % 2}-03"} for number in range(11)]
    rows[1]["headline"] = HOSTILE
    for number in (3, 5, 7):
        rows[number] = rows[3] | {"id": f"a{number}"}
    rows.append("{broken")
    wanted = Wanted(keep=("outlet", "date"))
    run(
        write_jsonl(folder / "a.jsonl", rows),
        folder / "out.parquet",
        findings=str(folder / "found.jsonl"),
        wanted=wanted,
    )
    run(folder / "a.jsonl", folder / "whole.csv", reports=True, wanted=wanted)
    return folder


def test_the_terminal(made: Path) -> None:
    code, out, err = summary(made / "out.parquet", "--by", "outlet,month", "--minimum", "2")
    assert (code, err) == (0, "")
    assert "12 headlines, 1 failed" in " ".join(out.split()), "wherever the line breaks"
    assert "1 × invalid-input" in out
    assert re.search(r"contradicted +5 +45\.5 % \(21\.3–72\.0\)", out)
    assert re.search(r"contradiction +5 +454\.5", out)
    assert "outlet 0" in out
    assert re.search(r"2026-01 +6", out)
    assert re.search(r"× 3 · id a\d", out), "the same headline stands once"
    assert HOSTILE in out
    assert "no rate of false alarms was measured for the model arithmetic" in out


def test_json(made: Path) -> None:
    code, out, _ = summary(made / "out.parquet", "--output-format", "json")
    values = json.loads(out)
    assert code == 0
    assert values["schema"] == "summary 1.0"
    assert (values["rows"], values["failed"]) == (12, {"invalid-input": 1})
    assert [groups["by"] for groups in values["groupings"]] == ["outlet", "month"], "guessed"
    assert sum(values["scores"]) == 11
    assert values["whole"]["with_error"]["count"] == 11
    assert len(values["worst"]) == 3
    assert {item["copies"] for item in values["worst"]} == {1, 3}
    assert "rejected the new airport runway" in values["worst"][0]["findings"][0]["evidence"][0]["text"]


class Page(HTMLParser):
    """Collects what a page would fetch or run, and its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [
            f"{tag} {name}" for name, _ in attributes if name in ("src", "href", "action") or name.startswith("on")
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else_and_runs_nothing(made: Path) -> None:
    code, _, err = summary(made / "out.parquet", "-o", made / "page.html")
    assert (code, err) == (0, f"checker: {made}/page.html: written\n")
    text = (made / "page.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    assert not page.links
    assert not page.tags & {"script", "link", "img", "iframe", "object"}
    assert "url(" not in text
    assert "@import" not in text
    assert text.count("<svg") == 5, "verdicts, rules, scores, outlets, months"
    assert "NaN" not in text
    assert "nan" not in re.findall(r'[a-z]+="[^"]*"', text)
    assert HOSTILE in page.text.replace("\n", ""), "the words, not what they would do"
    assert "The council rejected" in page.text or "rejected the new airport runway" in page.text
    assert "of 1,000" in page.text


@pytest.mark.parametrize("how", ["findings", "reports", "folder", "nothing"])
def test_evidence_is_found_wherever_the_run_has_left_it(made: Path, tmp_path: Path, how: str) -> None:
    moved = shutil.copy(made / ("whole.csv" if how == "reports" else "out.parquet"), tmp_path)
    if how == "folder":
        moved = made / "out.parquet"
    found = summarise(str(moved), findings=str(made / "found.jsonl") if how == "findings" else None)
    if how == "nothing":
        assert found.worst[0].findings is None
        assert any("no evidence" in note for note in found.notes)
    else:
        assert found.worst[0].findings is not None
        assert "rejected" in found.worst[0].findings[0]["evidence"][0]["text"]
        assert [item.headline for item in found.worst] == [
            item.headline for item in summarise(str(made / "out.parquet")).worst
        ]


def test_the_worst_come_first_and_as_many_as_wanted(tmp_path: Path) -> None:
    rows = [row(1, warnings=2, score=0.01), row(2, findings=["number-mismatch"], score=0.4), row(3)]
    rows.append(row(4, findings=["actor-mismatch"], score=0.2))
    path = write(tmp_path / "a.csv", rows)
    assert [item.key[0] for item in summarise(path).worst] == ["a4", "a2", "a1"]
    assert [item.key[0] for item in summarise(path, count=1).worst] == ["a4"]


def test_what_is_measured_stands_beside_what_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Measured(
        "compact", "abc", "bbc-rest", "real headlines", 1000, "2026-11-26", "python -m eval run bbc-rest", 8, 41, {}
    )
    monkeypatch.setattr(measured, "all_measured", lambda: (known,))

    def said(flagged: int, **changed: Any) -> tuple[str, tuple[str, ...]]:
        rows = [row(n, findings=["number-mismatch"] if n < flagged else [], **changed) for n in range(1000)]
        found = summarise(write(tmp_path / "a.parquet", rows))
        return sentence(found), tuple(note for note in found.notes if "no evidence" not in note)

    words, notes = said(45)
    assert "Of 1,000 headlines here 45 (34 to 60) have a finding." in words
    assert "sound it flags 41 (30 to 55) (real headlines, n = 1,000, 2026-11-26; python -m eval run bbc-rest)" in words
    assert "no more than false alarms alone would give" in words
    assert not notes
    assert re.search(r"The difference is 59 \(37 to 82\): so many of 1,000 may be real", said(100)[0])
    assert "fewer than false alarms" in said(5)[0]
    assert "measured with other weights of compact (abc, here def)" in said(45, model_revision="def")[1][0]
    words, notes = said(45, model="another")
    assert "false alarm" not in words
    assert "no rate of false alarms was measured for the model another" in notes[0]
    assert any("rules that did not run: actor-mismatch" in note for note in said(45, actor_mismatch=None)[1])


def test_every_shipped_model_has_a_measured_rate() -> None:
    assert {found.model for found in all_measured()} >= {DEFAULT, "compact"}
    for found in all_measured():
        assert 0 <= found.errors <= found.findings
        assert 0 < found.findings < found.headlines / 5
        assert found.command.startswith(f"python -m eval run {found.suite} --system checker --model {found.model}")
        assert measured_of(found.model, found.revision) == (found, None)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.parquet"], "none.parquet: no such file"),
        (["out.xlsx"], "must end in .parquet, .jsonl, .csv"),
        (["found.jsonl"], "found.jsonl: a table of findings: it lacks verdict"),
        (
            ["out.parquet", "--by", "section"],
            "--by section: there is no such column (kept: outlet, date); or a period: day",
        ),
        (["out.parquet", "--findings", "out.parquet"], "no table of findings"),
        (["out.parquet", "--date-column", "outlet"], "most of its values are no dates"),
    ],
)
def test_bad_use(made: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(made)
    code, _, err = summary(*arguments)
    assert code == 2
    assert message in err


def test_a_table_in_which_nothing_was_checked_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", [row(1, error="broken", reason_code="invalid-input")])
    code, _, err = summary(path)
    assert code == 2
    assert "no row was checked" in err
