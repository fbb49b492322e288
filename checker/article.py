"""The article: a headline, a body, and where each came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .errors import InputError

SURROGATE = re.compile("[\ud800-\udfff]")
MAX_HEADLINE = 1_000
MAX_BODY = 2_000_000


@dataclass(frozen=True)
class Article:
    """A headline and its body, as read.

    Attributes:
        headline: the headline; spans of claims and findings index its code points.
        body: the article's text without the headline; spans of evidence index its code points.
        id: the caller's own key, if any.
        url: where it was published, if known.
        published: date or time of publication as given, if known.
        source: the file it was read from, or ``None``.
        notes: what the reader had to do (another encoding, repaired text), in words.

    Raises:
        InputError: a field is not text, or is longer than an article can be.
    """

    headline: str
    body: str
    id: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        where = self.source or (f"article {self.id}" if self.id else "article")
        for name in ("headline", "body"):
            value = getattr(self, name)
            if not isinstance(value, str):
                raise InputError(f"{where}: `{name}` must be text, not {type(value).__name__}")
            if "\x00" in value:
                raise InputError(
                    f"{where}: `{name}` has a NUL byte at character {value.index(chr(0))}: this is not a text; save it as UTF-8 text"
                )
            if SURROGATE.search(value):
                # Half a character, as broken JSON escapes give: no output format could write it.
                object.__setattr__(self, name, SURROGATE.sub("\ufffd", value))
        if len(self.headline) > MAX_HEADLINE:
            raise InputError(
                f"{where}: the headline has {len(self.headline):,} characters, more than the limit of {MAX_HEADLINE:,}: "
                "the first line must be the headline, on a line of its own"
            )
        if len(self.body) > MAX_BODY:
            raise InputError(
                f"{where}: the body has {len(self.body):,} characters, more than the limit of {MAX_BODY:,}: check one article at a time"
            )
