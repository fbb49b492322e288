"""The server: documents are checked as they are typed, a moment after the last key, one at a time."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from .._version import __version__
from ..assessing import is_fault
from ..drafts import Drafts
from ..errors import CheckerError, described
from ..pipeline import Checker
from .answers import SOURCE, diagnostics, hover, quick_fixes
from .documents import Checked, check_document, suffix_of

# Seconds without a key before a document is checked.
DELAY = 0.4


class Server:
    """One editor's documents.

    Args:
        make: makes the checker, once, when the editor has begun.
        delay: seconds to wait for another key.
    """

    def __init__(self, make: Callable[[], Checker], delay: float = DELAY) -> None:
        # Whole texts: pygls takes more for line ends than editors do, so that changes of a part could go astray.
        self.editor = LanguageServer(SOURCE, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._make, self._delay = make, delay
        self._drafts: Drafts | None = None
        self._checked: dict[str, Checked] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._said: set[str] = set()
        # The model is one: more threads would only wait for each other.
        self._worker = ThreadPoolExecutor(1, "checks")
        self._register()

    def serve(self) -> None:
        """Speak on standard input and output until the editor ends it."""
        try:
            self.editor.start_io(sys.stdin.buffer, own_output())
        finally:
            self._worker.shutdown(wait=False, cancel_futures=True)

    def _register(self) -> None:
        feature = self.editor.feature

        @feature(types.INITIALIZED)
        def begun(_: types.InitializedParams) -> None:
            self._worker.submit(self._begin)

        @feature(types.TEXT_DOCUMENT_DID_OPEN)
        async def opened(params: types.DidOpenTextDocumentParams) -> None:
            self._check_soon(params.text_document.uri, 0)

        @feature(types.TEXT_DOCUMENT_DID_CHANGE)
        async def changed(params: types.DidChangeTextDocumentParams) -> None:
            self._check_soon(params.text_document.uri, self._delay)

        @feature(types.TEXT_DOCUMENT_DID_SAVE)
        async def saved(params: types.DidSaveTextDocumentParams) -> None:
            self._check_soon(params.text_document.uri, 0)

        @feature(types.TEXT_DOCUMENT_DID_CLOSE)
        async def closed(params: types.DidCloseTextDocumentParams) -> None:
            uri = params.text_document.uri
            if waiting := self._waiting.pop(uri, None):
                waiting.cancel()
            self._checked.pop(uri, None)
            self._publish(uri, None, [])

        @feature(types.TEXT_DOCUMENT_HOVER)
        def hovered(params: types.HoverParams) -> types.Hover | None:
            checked = self._current(params.text_document.uri)
            return None if checked is None else hover(checked, params.position, self.editor.workspace.position_codec)

        @feature(
            types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
        )
        def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
            uri = params.text_document.uri
            checked = self._current(uri)
            if checked is None:
                return []
            codec = self.editor.workspace.position_codec
            return list(quick_fixes(checked, uri, params.range, codec, self._versioned(), self._related()))

    def _begin(self) -> Drafts:
        """The checker, loaded in the worker's thread."""
        if self._drafts is None:
            checker = self._make()
            checker.warm_up()
            self._drafts = Drafts(checker)
        return self._drafts

    def _check_soon(self, uri: str, delay: float) -> None:
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()
        self._waiting[uri] = asyncio.ensure_future(self._check(uri, delay))

    async def _check(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        document = self.editor.workspace.get_text_document(uri)
        path = to_fs_path(uri) or document.path
        suffix = suffix_of(path, document.language_id)
        if suffix is None:
            return
        known = self._checked.get(uri)
        if known is not None and known.version == document.version:
            return
        text, version = document.source, document.version

        def work() -> Checked:
            return check_document(self._begin(), text, path, suffix, version)

        try:
            checked = await asyncio.get_running_loop().run_in_executor(self._worker, work)
        except Exception as error:
            fault = "" if isinstance(error, CheckerError) else "a fault of ours, please report it: "
            self._complain(f"{fault}{described(error) if fault else error}")
            return
        if self.editor.workspace.get_text_document(uri).version != version:
            return
        self._checked[uri] = checked
        for report in filter(is_fault, checked.reports):
            self._complain(f"a fault of ours, please report it: {'; '.join(report.notes)}")
        codec = self.editor.workspace.position_codec
        self._publish(uri, version, diagnostics(checked, uri, codec, self._related()))

    def _current(self, uri: str) -> Checked | None:
        """What is known of a document, unless it has changed since."""
        checked = self._checked.get(uri)
        if checked is None or checked.version != self.editor.workspace.get_text_document(uri).version:
            return None
        return checked

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.editor.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _complain(self, message: str) -> None:
        """Say what is wrong, once: a model that is missing is missing at every key."""
        if message in self._said:
            return
        self._said.add(message)
        self.editor.window_show_message(
            types.ShowMessageParams(types.MessageType.Error, f"headline-checker: {message}")
        )

    def _related(self) -> bool:
        documents = self.editor.client_capabilities.text_document
        published = documents.publish_diagnostics if documents else None
        return bool(published and published.related_information)

    def _versioned(self) -> bool:
        workspace = self.editor.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace else None
        return bool(edit and edit.document_changes)


def own_output() -> BinaryIO:
    """Standard output for the messages alone: what anything else prints goes to standard error from now on."""
    sys.stdout.flush()
    messages = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return messages
