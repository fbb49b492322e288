"""Nothing that we print commands a terminal or shows other words than are there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import checker as package
from checker.cli import main
from checker.report import Report
from checker.report.html_fragment import render_fragment
from checker.report.text_format import render_text
from checker.report.types import ArticleInfo, EvidenceReport, Finding, ModelInfo, OriginReport, SpanReport
from checker.visible import in_one_line, json_visible, letters_in_one_line, visible

HOSTILE = st.lists(
    st.one_of(
        st.characters(categories=["Cc", "Cf", "Zl", "Zp"]),
        st.sampled_from("ab 新é\u202e\u2066\x1b\x9b\x07\r\n\t"),
        st.sampled_from(["\x1b[2J", "\x1b]0;x\x07", "\x9b31m"]),
    ),
    max_size=40,
).map("".join)
# Signs before Arabic and Syriac numbers, which are seen, and hieroglyphs' places.
HARMLESS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001345f]")
# Unicode 16.0, DerivedCoreProperties.txt: Default_Ignorable_Code_Point.
IGNORABLE = [
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]  # fmt: skip


def commands(text: str) -> set[str]:
    """The characters of a text that do something to a terminal, or to the order in which it shows letters."""
    return {
        letter
        for letter in HARMLESS.sub("", text)
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") and letter != "\n"
    }


def report_of(text: str) -> Report:
    span = SpanReport(start=0, end=len(text))
    evidence = EvidenceReport(text=text, span=span, paragraph=1, sentence=1)
    finding = Finding(
        rule="contradiction",
        check="other-number",
        fingerprint="0" * 16,
        severity="error",
        message=text,
        headline_span=span,
        headline_text=text,
        evidence=[evidence],
        confidence=0.9,
        suggestion=text,
    )
    return Report(
        article=ArticleInfo(headline=text, id=text, name=text or None, origin=OriginReport(path=text)),
        verdict="contradicted",
        findings=[finding],
        notes=[text],
        model=ModelInfo(name=text, revision="0", calibration="uncalibrated", labels=["entailment", "not-entailment"]),
        checker_version="0",
        thresholds={},
        rules=[],
    )


@given(HOSTILE, st.integers(40, 120))
def test_text_reports_hold_no_commands(text: str, width: int) -> None:
    report = report_of(text)
    assert commands(render_text(report, width=width)) == set()
    assert commands(render_fragment(report)) <= {"\t"}
    assert commands(json_visible(report.model_dump_json(indent=2))) == set()


@given(HOSTILE)
def test_json_keeps_its_value(text: str) -> None:
    assert json.loads(json_visible(json.dumps({text: text}, ensure_ascii=False))) == {text: text}


@given(HOSTILE)
def test_one_line_is_one_line(text: str) -> None:
    assert len(in_one_line(text).splitlines()) <= 1
    assert commands(visible(text)) <= {"\t"}


@given(HOSTILE)
def test_letter_by_letter_it_is_the_same(text: str) -> None:
    letters = letters_in_one_line(text)
    assert len(letters) == len(text)
    assert "".join(letters) == in_one_line(text)


@pytest.mark.parametrize(("first", "last"), IGNORABLE)
def test_what_nothing_shows_is_written_out(first: int, last: int) -> None:
    for code in {first, (first + last) // 2, last}:
        shown = visible(f"Six{chr(code)} killed")
        assert shown in (rf"Six\x{code:02x} killed", rf"Six\u{code:04x} killed", rf"Six\U{code:08x} killed")
        written = json_visible(json.dumps(chr(code), ensure_ascii=False))
        assert written.isascii()
        assert json.loads(written) == chr(code)


@pytest.mark.parametrize("text", [
    "England \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f win",
    "Family \U0001f468\u200d\U0001f469\u200d\U0001f467 home",
    "Love \u2764\ufe0f wins",
    "Love \u2764\ufe0f\u200d\U0001f525 wins",
    "1\ufe0f\u20e3 goal",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
])  # fmt: skip
def test_what_shows_by_what_it_does_stays(text: str) -> None:
    assert visible(text) == text
    assert "".join(letters_in_one_line(text)) == text
    assert json_visible(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f3f4\U000e0068\U000e0069\U000e007f",
        "\U0001f600\U000e0041",
        "a\u200db",
        "\U0001f468\u200d killed",
        "a\ufe0f",
        "1\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f\U000e0041",
    ],
)
def test_the_same_where_they_do_nothing_are_written_out(text: str) -> None:
    assert "\\" in visible(text)


def test_what_is_shown() -> None:
    assert visible("a\x1b[31mb\u202ec\x9bd") == r"a\x1b[31mb\u202ec\x9bd"
    assert visible("a\u200bb\ufeffc\U000e0041") == r"a\u200bb\ufeffc\U000e0041"
    assert in_one_line("a\nb\r") == r"a\nb\r"


def test_marks_stand_under_their_words() -> None:
    report = report_of("ab").model_copy(update={"article": ArticleInfo(headline="x\x1b ab")})
    finding = report.findings[0].model_copy(update={"headline_span": SpanReport(start=3, end=5)})
    report = report.model_copy(update={"findings": [finding]})
    lines = render_text(report).splitlines()
    assert lines[0] == r"  x\x1b ab"
    assert lines[1] == "        ^^"


@pytest.mark.parametrize("output_format", ["text", "json", "jsonl"])
@pytest.mark.usefixtures("kept_answers")
def test_the_command_sends_none(output_format: str, tmp_path: Path) -> None:
    bad = "\x1b]0;owned\x07\x1b[31m\x9b2J\u202e"
    good = tmp_path / f"a{bad}.json"
    article = {
        "headline": f"{bad}Six killed in Tarvin",
        "body": f"Nine were killed{bad} in Tarvin. The mayor{bad} said so.",
        "id": bad,
    }
    good.write_text(json.dumps([article, {"headline": bad}, article]))
    broken = tmp_path / f"b\n{bad}.json"
    broken.write_text("{")
    paths = (str(tmp_path), str(tmp_path / bad))
    run = CliRunner().invoke(main, ["check", *paths, "--output-format", output_format], color=True)
    out, errors = run.stdout_bytes.decode(), run.stderr_bytes.decode()
    assert commands(out) == set()
    assert commands(errors) == set()
    assert "31m" in out
    assert out.count("Nine were killed") >= 2
    # Neither a file's name nor what is in it begins a line of its own.
    assert all(line.startswith("checker: ") for line in errors.splitlines())
    assert len(errors.splitlines()) == 3
    run = subprocess.run(
        [sys.executable, "-c", "from checker.cli import main; main()", "check", f"--{bad}"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"},
    )
    assert commands(run.stderr.decode()) == set()
