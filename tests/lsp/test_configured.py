"""The language server goes by the nearest configuration of each document, and by what is accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.workspace import PositionCodec

from checker.configuration import Configurations
from checker.drafts import DraftsBySettings
from checker.lsp.answers import diagnostics, hover, quick_fixes
from checker.lsp.documents import Checked, check_document
from checker.nli import load

from ..test_answering import Arithmetic
from .test_lsp import Editor

HEADLINE = "Ferrous Steel to cut 5,000 jobs"
BODY = "\nFerrous Steel said on Monday that it would cut 2,000 jobs. Unions were told at the weekend.\n"
FRONT = f"title: '{HEADLINE}'\n"
ALL = types.Range(types.Position(0, 0), types.Position(99, 0))


def story(front: str = FRONT) -> str:
    return f"---\n{front}---\n{BODY}"


class Process(Editor):
    """An editor whose server works in a folder; it is sent no model's answers beyond the rules that are asked for."""

    def shown(self, uri: str, text: str, version: int = 1) -> list[Any]:
        if version == 1:
            self.open(uri, text)
        else:
            self.change(uri, text, version)
        return [(item.code, item.severity) for item in self.next().diagnostics]

    def actions(self, uri: str) -> list[Any]:
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), ALL, types.CodeActionContext([]))
        return list(self.wait(self.client.text_document_code_action_async(asked)) or [])


@pytest.fixture(scope="module")
def editor() -> Iterator[Process]:
    started = Process()
    yield started
    assert started.stop() == 0


ERROR, WARNING = types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning


def test_each_document_by_its_nearest_file_as_it_is_now(editor: Process, tmp_path: Path) -> None:
    own = tmp_path / "checker.toml"
    own.write_text('select = ["number-mismatch"]\nexclude = ["old/"]\n[severities]\nnumber-mismatch = "warning"\n')
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "checker.toml").write_text('select = ["date-mismatch"]\n')
    a, uri = tmp_path / "a.md", (tmp_path / "a.md").as_uri()
    a.write_text(story())
    assert editor.shown(uri, story()) == [("number-mismatch", WARNING)]
    assert editor.shown((tmp_path / "desk" / "b.md").as_uri(), story()) == []
    # Left out: nothing is said of it, also not that there is nothing.
    editor.open((tmp_path / "old" / "c.md").as_uri(), story())
    editor.open((tmp_path / "README.md").as_uri(), story())
    # They may be checked only now, by what is in force now.
    own.write_text('select = ["number-mismatch"]\nexclude = ["old/"]\n')
    editor.say(editor.client.text_document_did_save, types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
    found = editor.next()
    assert (found.uri, [item.severity for item in found.diagnostics]) == (uri, [ERROR])
    assert editor.published.empty()
    own.write_text("selct = []\n")
    editor.change(uri, story() + "\n", 2)
    editor.change((tmp_path / "desk" / "b.md").as_uri(), story() + "\n", 2)
    assert editor.next().uri.endswith("b.md")
    (message,) = editor.messages
    assert f"{own}: line 1: `selct` is no key; did you mean `select`?" in message


def test_accepting_a_finding_takes_it_away(editor: Process, tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text('select = ["number-mismatch"]\n')
    uri = (tmp_path / "d.md").as_uri()
    text = story(f"{FRONT}date: 2024-01-01   # as sent\n").replace("\n", "\r\n")
    assert editor.shown(uri, text) == [("number-mismatch", ERROR)]
    (action,) = [item for item in editor.actions(uri) if item.title.startswith("Accept this finding")]
    (edit,) = action.edit.document_changes[0].edits
    lines = text.split("\r\n")
    assert (edit.range.start, edit.range.end) == (types.Position(3, 0), types.Position(3, 0))
    made = "\r\n".join(lines[:3]) + "\r\n" + edit.new_text + "\r\n".join(lines[3:])
    assert made.replace(edit.new_text, "") == text
    assert "\n" not in edit.new_text.replace("\r\n", "")
    assert editor.shown(uri, made, 2) == []
    assert editor.actions(uri) == []
    asked = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(1, 30))
    told = editor.wait(editor.client.text_document_hover_async(asked)).contents.value
    assert "accepted `number-mismatch` “5,000 jobs”: no reason given" in told
    # Where a reason is asked for, its absence is said until somebody gives one.
    (tmp_path / "checker.toml").write_text('select = ["number-mismatch"]\nrequire-reason = true\n')
    editor.change(uri, made + "\r\n", 3)
    (problem,) = editor.next().diagnostics
    assert "without a reason: give one" in problem.message
    assert editor.shown(uri, made.replace('reason: ""', "reason: their figure"), 4) == []


# In process.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(load, "load_embedded", lambda *_: Arithmetic())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(text: str, path: str, **given: Any) -> Checked:
    own = Configurations({"select": ["number-mismatch"], **given}).of(path)
    return check_document(DraftsBySettings(), text, path, Path(path).suffix, own)


def test_a_baseline_counts_too(folder: Path) -> None:
    text, path = story(), str(folder / "a.md")
    Path(path).write_text(text)
    finding = check(text, path).findings()[0][1]
    entry = {"path": "a.md", "headline": HEADLINE, "rule": finding.rule, "check": finding.check, "words": "5,000 jobs",
             "fingerprint": finding.fingerprint, "reason": "before"}  # fmt: skip
    (folder / "b.json").write_text(json.dumps({"version": "1.0", "accepted": [entry]}))
    checked = check(text, path, baseline="b.json")
    codec = PositionCodec()
    assert diagnostics(checked, "file:///a.md", codec, True) == []
    assert list(quick_fixes(checked, "file:///a.md", ALL, codec, True, True)) == []
    told = hover(checked, types.Position(1, 10), codec)
    assert told is not None
    assert isinstance(told.contents, types.MarkupContent)
    assert "accepted `number-mismatch` “5,000 jobs”: before" in told.contents.value


@pytest.mark.usefixtures("folder")
def test_a_text_has_no_place_for_an_acceptance() -> None:
    checked = check(f"{HEADLINE}\n{BODY}", "a.txt")
    assert len(checked.findings()) == 1
    titles = [action.title for action in quick_fixes(checked, "file:///a.txt", ALL, PositionCodec(), True, True)]
    assert not [title for title in titles if "Accept" in title]


@pytest.mark.usefixtures("folder")
def test_fields_of_the_newsroom() -> None:
    checked = check(story(f"title: x\nhed: '{HEADLINE}'\n"), "a.md", **{"headline-fields": ["hed"]})
    assert [finding.region.start.line for _, finding in checked.findings() if finding.region] == [3]


def test_drafts_share_one_model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    monkeypatch.setattr(load, "load_embedded", lambda *_: loaded.append(1) or Arithmetic())
    drafts = DraftsBySettings()
    for names in (["A"], ["B"], ["A"]):
        own = Configurations({"select": ["number-mismatch"], "names": names}).of(folder / "a.md")
        check_document(drafts, story(), "a.md", ".md", own)
    assert len(loaded) == 1
