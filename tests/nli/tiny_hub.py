"""A Hugging Face hub on this machine: serves the files of a folder the way the real one does.

No mock of the library.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

COMMIT = "a" * 40


@contextmanager
def serve(models: dict[str, Path]) -> Iterator[tuple[str, list[str]]]:  # noqa: C901 - the handler is its own class
    """Serve ``owner/name`` → folder.

    Yields:
        The address for ``HF_ENDPOINT``, and a list that fills with the paths asked for.
    """
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, *, body: bool) -> None:
            path = self.path.split("?")[0]
            if body:
                asked.append(path)
            parts = path.strip("/").split("/")
            if parts[:2] == ["api", "models"]:
                self.api(parts[2:])
                return
            folder = models.get("/".join(parts[:2]))
            file = folder / "/".join(parts[4:]) if folder and parts[2:3] == ["resolve"] else None
            if file is None or not file.is_file():
                self.reply(404, b"", {"X-Error-Code": "EntryNotFound" if folder else "RepoNotFound"})
                return
            data = file.read_bytes()
            headers = {"X-Repo-Commit": COMMIT, "ETag": f'"{_etag(file)}"'}
            self.reply(200, data if body else b"", {**headers, "Content-Length": str(len(data))})

        def api(self, parts: list[str]) -> None:
            folder = models.get("/".join(parts[:2]))
            revision = parts[3] if len(parts) > 3 else "main"
            if folder is None:
                self.reply(404, b"{}", {"X-Error-Code": "RepoNotFound"})
            elif revision not in ("main", COMMIT):
                self.reply(404, b"{}", {"X-Error-Code": "RevisionNotFound"})
            else:
                files = sorted(path for path in folder.rglob("*") if path.is_file())
                names = [str(path.relative_to(folder)) for path in files]
                if parts[2] == "tree":
                    answer: Any = [
                        {
                            "type": "file",
                            "path": name,
                            "size": path.stat().st_size,
                            "oid": _etag(path)[:40],
                            **({"lfs": _lfs(path)} if path.suffix == ".safetensors" else {}),
                        }
                        for name, path in zip(names, files, strict=True)
                    ]
                else:
                    siblings = [{"rfilename": name} for name in names]
                    answer = {"id": "/".join(parts[:2]), "sha": COMMIT, "siblings": siblings, "private": False}
                self.reply(200, json.dumps(answer).encode(), {"Content-Type": "application/json"})

        def reply(self, status: int, data: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for key, value in ({"Content-Length": str(len(data))} | headers).items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


def _etag(path: Path) -> str:
    """Large files are known by their SHA-256, small ones by a git hash."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return digest if path.suffix == ".safetensors" else digest[:40]


def _lfs(path: Path) -> dict[str, Any]:
    return {"oid": _etag(path), "size": path.stat().st_size, "pointerSize": 130}
