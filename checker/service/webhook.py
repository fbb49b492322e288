"""A recipe: what a content management system's webhook says of a post → ``POST /v1/check`` → a line to the newsroom.

Made for Ghost (Settings → Integrations → Custom → Webhooks: "Post published", "Published post updated"),
and for whoever can post ``{"headline" or "headlines": …, "body" or "html": …}``. Standard library alone,
so that it can be copied and changed.

    CHECKER_API_KEY=… WEBHOOK_SECRET=… TELL_URL=https://chat.example/hooks/… python -m checker.service.webhook --port
    8001

``CHECKER_URL`` is the service (``http://127.0.0.1:8000``), ``TELL_URL`` takes ``{"text": …}`` as Slack and Mattermost
do; without it lines are printed. It answers at once (Ghost waits two seconds) and checks afterwards:
it never holds up publishing.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MAX_REQUEST = 5_000_000
SECONDS = 30
# Fields of Ghost's post, and what the headlines are called in a report.
HEADLINES = {
    "title": "web",
    "meta_title": "seo",
    "og_title": "og",
    "twitter_title": "twitter",
    "custom_excerpt": "standfirst",
}
BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li ul ol blockquote section article figure br hr".split())
NO_TEXT = frozenset("script style figcaption pre table form".split())


class _Text(HTMLParser):
    """The running text of a post's HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.outside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outside += tag in NO_TEXT
        if tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.outside = max(0, self.outside - (tag in NO_TEXT))
        if tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.outside:
            self.parts.append(re.sub(r"\s+", " ", data))


def plain_text(html: str) -> str:
    """Paragraphs, with an empty line between them."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return re.sub(r" ?\n[ \n]*", "\n\n", "".join(parser.parts)).strip()


def signed(body: bytes, header: str, secret: str) -> bool:
    """Is the request Ghost's own?

    ``X-Ghost-Signature: sha256=HEX, t=MILLISECONDS``, over the body with the time behind it.
    """
    given = dict(part.strip().partition("=")[::2] for part in header.split(","))
    right = hmac.new(secret.encode(), body + given.get("t", "").encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(right, given.get("sha256", ""))


def question(told: Mapping[str, Any]) -> dict[str, Any] | None:
    """What to ask the service; ``None`` where there is no headline or no body."""
    outer = told.get("post")
    post = outer.get("current", outer) if isinstance(outer, Mapping) else told
    if not isinstance(post, Mapping):
        return None
    found = post.get("headlines") or ({"web": post["headline"]} if post.get("headline") else {})
    found = found or {name: post[field] for field, name in HEADLINES.items() if post.get(field)}
    body = post.get("body") or post.get("plaintext") or plain_text(str(post.get("html") or ""))
    if not found or not body:
        return None
    return {"headlines": found, "body": body} | {key: str(post[key]) for key in ("id", "url") if post.get(key)}


def lines(answer: Mapping[str, Any]) -> list[str]:
    """A line a finding, for people."""
    return [
        f"{finding['severity']}: {report['article']['name'] or 'headline'} “{report['article']['headline']}”: "
        f"{finding['message']}" + (f" → “{_mended(report, finding['edit'])}”" if finding["edit"] else "")
        for report in answer["reports"]
        for finding in report["findings"]
    ]


def _mended(report: Mapping[str, Any], edit: Mapping[str, Any]) -> str:
    headline = report["article"]["headline"]
    return f"{headline[: edit['span']['start']]}{edit['replacement']}{headline[edit['span']['end'] :]}"


def _detail(error: urllib.error.HTTPError) -> str:
    """What the service says is wrong, where it does."""
    try:
        return f"{error.code}: {json.load(error)['detail']}"
    except (OSError, ValueError, KeyError, TypeError):
        return f"{error.url}: {error}"


def post_json(address: str, content: object, key: str = "") -> Any:
    """Send JSON; gives the answer, ``None`` where it is not JSON.

    Raises:
        OSError: nobody answers, or with an error.
    """
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {key}"} if key else {})
    request = urllib.request.Request(address, json.dumps(content).encode(), headers)
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        try:
            return json.load(answer)
        except ValueError:
            return None


class Receiver(BaseHTTPRequestHandler):
    """Takes a webhook's request, answers, and checks the post afterwards."""

    checker = os.environ.get("CHECKER_URL", "http://127.0.0.1:8000")
    key = os.environ.get("CHECKER_API_KEY", "")
    secret = os.environ.get("WEBHOOK_SECRET", "")
    tell_url = os.environ.get("TELL_URL", "")

    def do_POST(self) -> None:
        """A post was published or changed."""
        length = self.headers.get("content-length") or ""
        if not (length.isascii() and length.isdecimal()):
            return self._answer(411)
        size = int(length[:12])
        if size > MAX_REQUEST:
            return self._answer(413)
        body = self.rfile.read(size)
        if self.secret and not signed(body, self.headers.get("x-ghost-signature", ""), self.secret):
            return self._answer(401)
        try:
            asked = question(json.loads(body))
        except (ValueError, AttributeError, RecursionError):
            return self._answer(400)
        self._answer(202 if asked else 204)
        if asked:
            self._check(asked)
        return None

    def _check(self, asked: dict[str, Any]) -> None:
        try:
            found = lines(post_json(f"{self.checker}/v1/check", asked, self.key))
        except urllib.error.HTTPError as error:
            found = [f"not checked: {_detail(error)}"]
        except (OSError, ValueError) as error:
            found = [f"not checked: {self.checker}: {error}"]
        except (KeyError, TypeError):
            found = [
                f"not checked: {self.checker}: this is no answer of `checker serve`: set CHECKER_URL to its address"
            ]
        if found:
            self._tell("\n".join([asked.get("url") or asked.get("id") or "A post", *found]))

    def _tell(self, text: str) -> None:
        if not self.tell_url:
            print(text, flush=True)
            return
        try:
            post_json(self.tell_url, {"text": text})
        except OSError as error:
            print(f"{self.tell_url}: {error}", file=sys.stderr, flush=True)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()
        self.wfile.flush()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """No line a request."""


def main() -> None:
    """Listen until stopped."""
    parser = argparse.ArgumentParser(
        prog="python -m checker.service.webhook",
        description="A webhook's posts → checker serve → a line to the newsroom.",
        epilog="Environment: CHECKER_URL, the service (http://127.0.0.1:8000); CHECKER_API_KEY, its key; "
        'WEBHOOK_SECRET, which Ghost signs with; TELL_URL, which takes {"text": …}: without it lines are printed.',
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
    parser.add_argument("--port", type=int, default=8001, help="port to listen at (%(default)s)")
    chosen = parser.parse_args()
    with suppress(KeyboardInterrupt):
        ThreadingHTTPServer((chosen.host, chosen.port), Receiver).serve_forever()


if __name__ == "__main__":
    main()
