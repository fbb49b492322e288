"""The language server as an editor uses it: pygls' own client, over the standard streams of a process."""

from __future__ import annotations

import asyncio
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from checker import Checker
from checker.configuration import Configurations
from checker.drafts import DraftsBySettings
from checker.lsp.documents import check_document, suffix_of
from checker.lsp.server import own_output
from checker.nli import load

from ..test_answering import Arithmetic

ROOT = Path(__file__).resolve().parent.parent.parent
BODY = (
    "😀 Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants.\n\nUnions will fight "
    "the plan.\n"
)
HEADLINE = "😀 Ferrous Steel to cut 5,000 jobs"
MARKDOWN = f"---\ndate: 2024-01-01\ntitle: '{HEADLINE}'\n---\n\n{BODY}"


class Editor:
    """A client in a thread of its own."""

    def __init__(self, *options: str, capabilities: types.ClientCapabilities | None = None) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.published: queue.Queue[types.PublishDiagnosticsParams] = queue.Queue()
        self.messages: list[str] = []
        self.client = LanguageClient("test", "1")
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.published.put(params))
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))
        command = [sys.executable, "-m", "checker", "lsp", "--model", "compact", "--delay", "0.15", *options]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.wait(self.client.start_io(*command, env=env))
        publishing = types.PublishDiagnosticsClientCapabilities(related_information=True)
        full = types.ClientCapabilities(
            text_document=types.TextDocumentClientCapabilities(publish_diagnostics=publishing),
            workspace=types.WorkspaceClientCapabilities(
                workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
            ),
        )
        asked = types.InitializeParams(capabilities=capabilities or full)
        self.server = self.wait(self.client.initialize_async(asked))
        self.client.initialized(types.InitializedParams())

    def wait(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(120)

    def say(self, function: Callable[[Any], None], params: Any) -> None:
        async def said() -> None:
            function(params)

        self.wait(said())

    def open(self, uri: str, text: str, language: str = "markdown", version: int = 1) -> None:
        item = types.TextDocumentItem(uri, language, version, text)
        self.say(self.client.text_document_did_open, types.DidOpenTextDocumentParams(item))

    def change(self, uri: str, text: str, version: int) -> None:
        document = types.VersionedTextDocumentIdentifier(version, uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.say(self.client.text_document_did_change, types.DidChangeTextDocumentParams(document, [change]))

    def close(self, uri: str) -> None:
        self.say(
            self.client.text_document_did_close, types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    def next(self) -> types.PublishDiagnosticsParams:
        return self.published.get(timeout=60)

    def stop(self) -> int | None:
        self.wait(self.client.shutdown_async(None))
        self.say(self.client.exit, None)
        process = self.client._server
        assert process is not None
        end = time.monotonic() + 30
        while process.returncode is None and time.monotonic() < end:
            time.sleep(0.05)
        return process.returncode


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    started = Editor()
    yield started
    assert started.stop() == 0
    assert started.messages == []


def test_findings_stand_under_the_words_with_their_evidence(editor: Editor) -> None:
    assert editor.server.capabilities.text_document_sync.change == types.TextDocumentSyncKind.Full
    editor.open("file:///drafts/a.md", MARKDOWN)
    found = editor.next()
    assert (found.uri, found.version) == ("file:///drafts/a.md", 1)
    (diagnostic,) = found.diagnostics
    # UTF-16: the smiling face counts two.
    assert diagnostic.range == types.Range(types.Position(2, 32), types.Position(2, 42))
    assert (diagnostic.code, diagnostic.severity) == ("number-mismatch", types.DiagnosticSeverity.Error)
    assert diagnostic.message.startswith("The headline says “5,000 jobs”; the body says “2,000 jobs”.")
    assert diagnostic.related_information is not None
    (related,) = diagnostic.related_information
    assert related.location.uri == "file:///drafts/a.md"
    assert related.location.range.start == types.Position(5, 0)
    assert related.location.range.end == types.Position(5, len(BODY.split("\n")[0]) + 1)

    cursor = types.Range(types.Position(2, 34), types.Position(2, 34))
    document = types.TextDocumentIdentifier("file:///drafts/a.md")
    asked = types.CodeActionParams(document, cursor, types.CodeActionContext([]))
    action, accept = editor.wait(editor.client.text_document_code_action_async(asked))
    assert {action.kind, accept.kind} == {types.CodeActionKind.QuickFix}
    (change,) = action.edit.document_changes
    assert change.text_document.version == 1
    (edit,) = change.edits
    assert (edit.range.start, edit.range.end, edit.new_text) == (types.Position(2, 32), types.Position(2, 37), "2,000")
    (insertion,) = accept.edit.document_changes[0].edits
    assert insertion.range == types.Range(types.Position(3, 0), types.Position(3, 0))
    assert "rule: number-mismatch/other-number" in insertion.new_text
    elsewhere = types.CodeActionParams(
        document, types.Range(types.Position(2, 8), types.Position(2, 8)), types.CodeActionContext([])
    )
    assert not editor.wait(editor.client.text_document_code_action_async(elsewhere))

    hover = editor.wait(editor.client.text_document_hover_async(types.HoverParams(document, types.Position(2, 34))))
    for part in ("**number-mismatch**", "other-number", "Fails: ", "Passes: ", "cut 2,000 jobs"):
        assert part in hover.contents.value
    hover = editor.wait(editor.client.text_document_hover_async(types.HoverParams(document, types.Position(2, 9))))
    assert "Contradicted by the body" in hover.contents.value
    assert not editor.wait(editor.client.text_document_hover_async(types.HoverParams(document, types.Position(5, 3))))
    editor.close("file:///drafts/a.md")
    closed = editor.next()
    assert not closed.diagnostics


def test_typing_is_waited_for_and_only_the_last_text_is_checked(editor: Editor) -> None:
    uri = "file:///drafts/b.txt"
    editor.open(uri, f"{HEADLINE}\n\n{BODY}", "plaintext")
    assert len(editor.next().diagnostics) == 1
    for version, number in enumerate(("2", "2,", "2,0", "2,00", "2,000"), 2):
        editor.change(uri, f"😀 Ferrous Steel to cut {number} jobs\n\n{BODY}", version)
    # What is known is of another text: nothing is offered that would change the wrong words.
    document = types.TextDocumentIdentifier(uri)
    asked = types.CodeActionParams(
        document, types.Range(types.Position(0, 0), types.Position(0, 40)), types.CodeActionContext([])
    )
    assert not editor.wait(editor.client.text_document_code_action_async(asked))
    assert not editor.wait(editor.client.text_document_hover_async(types.HoverParams(document, types.Position(0, 9))))
    found = editor.next()
    assert (found.version, list(found.diagnostics)) == (6, [])
    # Saving what is known already says nothing new.
    editor.say(editor.client.text_document_did_save, types.DidSaveTextDocumentParams(document))
    assert editor.wait(editor.client.text_document_hover_async(types.HoverParams(document, types.Position(0, 9))))
    assert editor.published.empty()
    editor.change(uri, "", 7)
    assert not editor.next().diagnostics
    editor.close(uri)
    editor.next()


def test_a_document_that_cannot_be_read_says_why_where(editor: Editor) -> None:
    uri = "file:///drafts/c.md"
    editor.open(uri, "---\ntitle: a: b\n---\n\nBody text.")
    (diagnostic,) = editor.next().diagnostics
    assert diagnostic.severity == types.DiagnosticSeverity.Information
    assert "not valid YAML" in diagnostic.message
    assert diagnostic.range.start.line == 1
    editor.change(uri, "# Only a headline\n", 2)
    (diagnostic,) = editor.next().diagnostics
    assert "no body" in diagnostic.message
    editor.close(uri)
    editor.next()


def test_what_is_no_article_is_left_alone(editor: Editor) -> None:
    editor.open("file:///drafts/README.md", MARKDOWN)
    editor.open("file:///drafts/a.py", MARKDOWN, "python")
    editor.open("untitled:Untitled-1", f"{HEADLINE}\n\n{BODY}", "plaintext")
    found = editor.next()
    assert (found.uri, len(found.diagnostics)) == ("untitled:Untitled-1", 1)


def test_an_editor_that_can_less_gets_less() -> None:
    editor = Editor("--select", "number-mismatch", capabilities=types.ClientCapabilities())
    try:
        uri = "file:///drafts/a.txt"
        editor.open(uri, f"{HEADLINE}\n\n{BODY}", "plaintext")
        (diagnostic,) = editor.next().diagnostics
        assert diagnostic.related_information is None
        assert "paragraph 1, sentence 1 of the body: 😀 Ferrous Steel said" in diagnostic.message
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), diagnostic.range, types.CodeActionContext([]))
        (action,) = editor.wait(editor.client.text_document_code_action_async(asked))
        assert list(action.edit.changes) == [uri]
    finally:
        assert editor.stop() == 0


def test_what_is_wrong_is_said_once() -> None:
    editor = Editor("--model", "no-such-model")
    try:
        editor.open("file:///drafts/a.txt", f"{HEADLINE}\n\n{BODY}", "plaintext")
        editor.open("file:///drafts/b.txt", f"{HEADLINE}\n\n{BODY}", "plaintext")
        end = time.monotonic() + 60
        while not editor.messages and time.monotonic() < end:
            time.sleep(0.05)
        # Time for the other document.
        time.sleep(0.5)
        (message,) = editor.messages
        assert "no-such-model" in message
        assert editor.published.empty()
    finally:
        assert editor.stop() == 0


def test_what_anything_prints_does_not_come_between_the_messages(capfd: pytest.CaptureFixture[str]) -> None:
    kept = os.dup(1)
    try:
        messages = own_output()
        os.write(1, b"printed by a library\n")
        messages.write(b"a message")
        messages.close()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    assert capfd.readouterr() == ("a message", "printed by a library\n")


def test_a_body_is_read_once_while_its_headline_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "load_embedded", lambda *_: Arithmetic())
    read: list[str] = []
    real = Checker.read_body
    monkeypatch.setattr(Checker, "read_body", lambda checker, text: read.append(text) or real(checker, text))
    drafts, own = DraftsBySettings(), Configurations({"select": ["number-mismatch"]}, search=False).of(None)
    for number in ("5,000", "2,000", "3,000"):
        checked = check_document(drafts, f"Steel to cut {number} jobs\n\n{BODY}", "a.txt", ".txt", own)
        assert len(checked.findings()) == (number != "2,000")
    assert read == [BODY]
    stories = f"---\ntitle: Steel to cut 5,000 jobs\nseo_title: Steel cuts 3,000 jobs\n---\n\n{BODY}"
    checked = check_document(drafts, stories, "a.md", ".md", own)
    assert [report.article.name for report in checked.reports] == ["headline", "seo"]
    assert [finding.region.start.line for _, finding in checked.findings() if finding.region] == [2, 3]
    assert read == [BODY]


def test_documents_are_chosen_by_name_and_language() -> None:
    assert suffix_of("/a/b.md", None) == ".md"
    assert suffix_of("/a/b.TXT", "plaintext") == ".txt"
    assert suffix_of("/a/b.json", "json") is None
    assert suffix_of("/a/Untitled-1", "markdown") == ".md"
    assert suffix_of("/a/b.html", "html") is None
