"""The tools behind the protocol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from .._version import __version__
from ..drafts import Drafts
from ..errors import CheckerError
from ..once import LoadedOnce
from ..pipeline import Checker
from ..rules import RULES
from .tools import Explanation, Reports, Tools, explain, in_words, rules_in_words

INSTRUCTIONS = """Checks news headlines against the story below them: does the body say what the headline says? Use \
check_headline before a headline
is handed over, and again after a change. It judges a headline against its own body only: it does not know whether the \
body is true. It reads English. It misses
about half of what an editor would mind, so no finding is no proof; of the findings, errors of the exact checks \
(numbers, dates, names, roles, quotations) are right most
often. Each finding quotes the words at fault (headline_span, half-open, in code points), the sentences of the body \
that it rests on, and where it can an
exact change (edit)."""
READS_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
RULE_IDS = {"enum": list(RULES)}


class _Loaded:
    """The tools, loaded when first asked for: a client lists them before it needs a model."""

    def __init__(self, make: Callable[[], Checker]) -> None:
        self._make = make

    @LoadedOnce
    def tools(self) -> Tools:
        """The tools over one checker."""
        return Tools(Drafts(self._make()))


def serve(make: Callable[[], Checker]) -> None:
    """Speak on standard input and output until the client ends it.

    Args:
        make: makes the checker, when it is first needed.
    """
    server(make).run("stdio")


def server(make: Callable[[], Checker]) -> MCPServer[None]:
    """The server with its tools."""
    loaded = _Loaded(make)
    found: MCPServer[None] = MCPServer(
        "headline-checker", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )

    @found.tool(title="Check a headline", annotations=READS_ONLY)
    def check_headline(
        body: Annotated[
            str, Field(description="The story as text, without the headline; paragraphs set apart by a blank line.")
        ],
        headline: Annotated[str | None, Field(description="The headline.")] = None,
        headlines: Annotated[
            list[str] | dict[str, str] | None,
            Field(
                description="Several headlines of the same story, or headlines by name (web, seo, push …), "
                "in place of `headline`."
            ),
        ] = None,
    ) -> Annotated[CallToolResult, Reports]:
        """Compare what one headline, or several of one story, claim with what the body says.

        Gives a report for each: a verdict (supported, contradicted, unsupported, review, not-checked), a score from 0
        to 1, and findings with the words at fault, the sentences of the body that they rest on, what would mend them
        and, where it is exact, the edit.
        """
        try:
            reports = loaded.tools.check(body, headline, headlines)
        except CheckerError as error:
            raise ToolError(str(error)) from None
        return _answer(in_words(reports), reports)

    @found.tool(
        title="Explain a rule",
        annotations=READS_ONLY,
        description="What a rule looks for, its checks, and headlines that fail and pass. "
        f"The rules:\n{rules_in_words()}",
    )
    def explain_rule(
        rule: Annotated[str, Field(description="The rule's id.", json_schema_extra=RULE_IDS)],
    ) -> Annotated[CallToolResult, Explanation]:
        try:
            found = explain(rule)
        except CheckerError as error:
            raise ToolError(str(error)) from None
        checks = "\n".join(f"- {check}: {says}" for check, says in found.checks.items())
        return _answer(
            f"{found.id} ({found.severity}): {found.summary}\n\n{found.explanation}\n\nChecks:\n{checks}", found
        )

    return found


def _answer(words: str, structure: Reports | Explanation) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(type="text", text=words)], structured_content=structure.model_dump(mode="json")
    )
