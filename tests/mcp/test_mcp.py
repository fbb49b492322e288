"""The MCP server as an agent uses it: the SDK's own client, over the standard streams of a process."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult, TextContent

from checker import Checker, Report, UsageError
from checker.cli import main
from checker.drafts import Drafts
from checker.mcp.tools import MAX_HEADLINES, Tools
from checker.rules import RULES

from ..test_answering import Arithmetic

ROOT = Path(__file__).resolve().parent.parent.parent
BODY = (
    "Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants.\n\nUnions will fight "
    "the plan.\n"
)


def with_client(talk: Callable[[Client], Awaitable[None]], folder: Path | None = None, *options: str) -> None:
    rules = () if folder else ("--select", "number-mismatch,date-mismatch")
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "checker", "mcp", "--model", "compact", *rules, *options],
        env={"PYTHONPATH": str(ROOT)},
        cwd=folder,
    )

    async def main() -> None:
        with anyio.fail_after(120):
            async with Client(server) as client:
                await talk(client)

    anyio.run(main)


def words(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_an_agent_checks_headlines_and_asks_for_rules() -> None:
    async def talk(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"check_headline", "explain_rule"}
        assert tools["explain_rule"].input_schema["properties"]["rule"]["enum"] == list(RULES)
        assert all(rule in (tools["explain_rule"].description or "") for rule in RULES)
        assert tools["check_headline"].annotations is not None
        assert tools["check_headline"].annotations.read_only_hint
        schema = tools["check_headline"].output_schema
        assert schema is not None

        one = await client.call_tool("check_headline", {"headline": "Ferrous Steel to cut 5,000 jobs", "body": BODY})
        assert not one.is_error
        Draft202012Validator(schema).validate(one.structured_content)
        report = Report.model_validate(_reports(one)[0])
        assert report.verdict == "contradicted"
        assert report.findings[0].headline_text == "5,000 jobs"
        assert report.findings[0].edit is not None
        assert "Contradicted by the body" in words(one)

        several = await client.call_tool(
            "check_headline", {"headlines": {"web": "Steel cuts 2,000 jobs", "push": "5,000 jobs go"}, "body": BODY}
        )
        assert [item["article"]["name"] for item in _reports(several)] == ["web", "push"]
        listed = await client.call_tool("check_headline", {"headlines": ["A cut", "B cut", "C cut"], "body": BODY})
        assert [item["article"]["headline"] for item in _reports(listed)] == ["A cut", "B cut", "C cut"]

        explained = await client.call_tool("explain_rule", {"rule": "actor-mismatch"})
        Draft202012Validator(tools["explain_rule"].output_schema or {}).validate(explained.structured_content)
        assert explained.structured_content is not None
        assert explained.structured_content["severity"] == "error or warning"
        assert len(explained.structured_content["failing"]) >= 3

        for tool, arguments, message in (
            ("check_headline", {"body": BODY}, "give `headline`, or several in `headlines`"),
            ("check_headline", {"headline": "a\0", "body": BODY}, "`headline` has a NUL byte"),
            ("check_headline", {"headline": "Steel cuts jobs"}, "body"),
            ("explain_rule", {"rule": "actor-missmatch"}, "did you mean `actor-mismatch`?"),
        ):
            failed = await client.call_tool(tool, arguments)
            assert failed.is_error
            assert message in words(failed)

    with_client(talk)


def test_the_working_folders_configuration_is_in_force(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text('select = ["number-mismatch"]\n[severities]\nnumber-mismatch = "warning"\n')

    async def talk(client: Client) -> None:
        arguments = {"headline": "Ferrous Steel to cut 5,000 jobs", "body": BODY}
        (report,) = _reports(await client.call_tool("check_headline", arguments))
        assert [(item["rule"], item["severity"]) for item in report["findings"]] == [("number-mismatch", "warning")]
        assert report["rules"] == ["number-mismatch"]

    with_client(talk, tmp_path, "--sensitivity", "thorough")


def test_a_wrong_configuration_is_told_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "checker.toml").write_text("selct = []\n")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["mcp"])
    assert result.exit_code == 2
    assert "did you mean `select`?" in result.stderr


def _reports(result: CallToolResult) -> list[dict[str, Any]]:
    assert result.structured_content is not None
    found: list[dict[str, Any]] = result.structured_content["reports"]
    return found


def test_calls_are_bounded_and_bodies_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = Checker(Arithmetic(), select="number-mismatch")
    read: list[str] = []
    real = checker.read_body
    monkeypatch.setattr(checker, "read_body", lambda text: read.append(text) or real(text))
    tools = Tools(Drafts(checker))
    for number in (5, 2):
        tools.check(BODY, f"Steel to cut {number},000 jobs", None)
    assert read == [BODY]
    with pytest.raises(UsageError, match="too many"):
        tools.check(BODY, None, ["a"] * (MAX_HEADLINES + 1))
    with pytest.raises(UsageError, match="not both"):
        tools.check(BODY, "a", ["b"])
    with pytest.raises(UsageError, match="not both"):
        tools.check(BODY, None, [])
