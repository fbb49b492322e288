"""The server: documents are checked as they are typed, a moment after the last key, one at a time."""

from __future__ import annotations

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from .._version import __version__
from ..assessing import is_fault
from ..configuration.merged import DEFAULT, Configuration, Configurations
from ..drafts import DraftsBySettings
from ..errors import CheckerError, described
from ..settings import Settings
from .answers import SOURCE, diagnostics, hover, quick_fixes
from .documents import Checked, check_document, suffix_of

# Seconds without a key before a document is checked.
DELAY = 0.4
LIMIT = 30.0


class Server:
    """One editor's documents.

    Args:
        configurations: of its documents, each by its nearest file; files are read anew for each check.
        delay: seconds to wait for another key.
        limit: seconds that a headline may take where no configuration says; ``None`` for any number.
    """

    def __init__(self, configurations: Configurations, delay: float = DELAY, limit: float | None = LIMIT) -> None:
        # Whole texts: pygls takes more for line ends than editors do, so that changes of a part could go astray.
        self.editor = LanguageServer(SOURCE, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._configurations, self._delay, self._limit = configurations, delay, limit
        self._drafts = DraftsBySettings()
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

    def _begin(self) -> None:
        """Load the working folder's model, in the worker's thread; what is wrong is said with the first document."""
        with suppress(CheckerError):
            self._drafts.of(self._settings(self._configurations.of(None)))

    def _settings(self, own: Configuration) -> Settings:
        return replace(own.settings, time_limit=self._limit) if own.where["time-limit"] == DEFAULT else own.settings

    def _own(self, uri: str, path: str) -> Configuration | None:
        """What is in force for a document; ``None`` where it is none to check."""
        configurations = self._configurations.anew()
        if not uri.startswith("file:"):
            return configurations.of(None)
        return configurations.of(path) if configurations.takes(path) else None

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
        text, version = document.source, document.version

        def work() -> Checked | None:
            own = self._own(uri, path)
            if own is None:
                return None
            if known is not None and known.version == version and known.own.keys == own.keys:
                return known
            return check_document(self._drafts, text, path, suffix, own, version, self._settings(own))

        try:
            checked = await asyncio.get_running_loop().run_in_executor(self._worker, work)
        except Exception as error:
            fault = "" if isinstance(error, CheckerError) else "a fault of ours, please report it: "
            self._complain(f"{fault}{described(error) if fault else error}")
            return
        if self.editor.workspace.get_text_document(uri).version != version:
            return
        if checked is None or checked is known:
            if checked is None and self._checked.pop(uri, None) is not None:
                self._publish(uri, version, [])
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
