"""The formats that reports are written in, by name.

A format is a module with a class that takes reports as they come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from .setting import Renderer, Setting


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        summary: one line for people.
        module: of this package, with the class ``renderer`` names.
        renderer: a :class:`Renderer`.
        suffixes: endings of files that are written in it where no format is named.
        at_once: each report is written before the next is asked for.
    """

    summary: str
    module: str
    renderer: str
    suffixes: tuple[str, ...] = ()
    at_once: bool = False

    def make(self, setting: Setting) -> Renderer:
        """Begin a document."""
        made: Renderer = getattr(import_module(f".{self.module}", __package__), self.renderer)(setting)
        return made


FORMATS: Mapping[str, Format] = {
    "text": Format("for people", "text_format", "TextRenderer", (".txt",), at_once=True),
    "concise": Format("a line a finding: path:line:column: rule message", "concise_format", "ConciseRenderer", at_once=True),
    "json": Format("one object for one file with one article, else a list", "json_format", "JsonRenderer", (".json",), at_once=True),
    "jsonl": Format("a report a line", "json_format", "JsonLinesRenderer", (".jsonl", ".ndjson"), at_once=True),
    "markdown": Format("for pull requests and job summaries", "markdown_format", "MarkdownRenderer", (".md", ".markdown")),
    "html": Format("one page with headlines and bodies, evidence marked", "html_format", "HtmlRenderer", (".html", ".htm")),
    "github": Format("annotations of GitHub Actions, and the job summary", "github_format", "GithubRenderer"),
    "gitlab": Format("GitLab Code Quality", "gitlab_format", "GitlabRenderer"),
    "junit": Format("JUnit XML: a test case a headline", "junit_format", "JunitRenderer", (".xml",)),
    "sarif": Format("SARIF 2.1.0, for code scanning", "sarif_format", "SarifRenderer", (".sarif",)),
}  # fmt: skip


def format_of(name: str) -> str | None:
    """The format that a file is written in where none is named: what its ending says; ``None`` where it says none."""
    lower = name.lower()
    return next((key for key, form in FORMATS.items() if lower.endswith(form.suffixes or ("\0",))), None)
