"""Which column is what: named by the user, or guessed where it is obvious."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..acceptance import FIELD as ACCEPTS
from ..article import Article, articles_from_mapping, missing
from ..errors import InputError, UsageError
from ..inputs import Unread, unread
from .row import Row
from .rows import Item

# The likeliest first; spelled in any case, with any separators.
HEADLINE = ("headline", "title", "head", "hed", "headlinetext", "articletitle", "articleheadline", "newstitle")
BODY = (
    "body",
    "text",
    "content",
    "article",
    "articlebody",
    "bodytext",
    "fulltext",
    "maintext",
    "articletext",
    "story",
    "storytext",
    "contents",
)
ID = ("id", "articleid", "docid", "documentid", "storyid", "guid", "uuid", "key", "newsid", "rowid")
HEADLINES = "headlines"
SHOWN = 12


@dataclass(frozen=True)
class Wanted:
    """What the user said of the columns; ``None`` where it is to be guessed."""

    headline: str | None = None
    body: str | None = None
    id: str | None = None
    keep: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """What a table's columns are.

    Attributes:
        headline: the headlines; ``None`` of JSON whose ``headlines`` has several by their names.
        body: the bodies.
        id: the keys, if there are any.
        url, published: columns of these names.
        headlines: the column with several headlines.
        keep: columns that pass through and that this table has.
    """

    headline: str | None
    body: str
    id: str | None = None
    url: str | None = None
    published: str | None = None
    headlines: str | None = None
    keep: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[str, ...]:
        """All that must be read."""
        names = (self.headline, self.body, self.id, self.url, self.published, self.headlines, *self.keep)
        return tuple(dict.fromkeys(name for name in names if name is not None))

    def said(self) -> str:
        """For people."""
        parts = {"headline": self.headline or self.headlines, "body": self.body, "id": self.id}
        found = ", ".join(f"{what} = {name}" for what, name in parts.items() if name)
        return found if self.id else f"{found}, no id: path and row stand for it"


def choose_columns(names: Sequence[str], wanted: Wanted, path: str, option: str = "--{}-column") -> Columns:
    """What each column of a table is.

    Args:
        names: the columns that it has.
        wanted: what the user said of them.
        path: of the table, for messages.
        option: how the user names a column, for messages; ``{}`` stands for ``headline``, ``body`` or ``id``.

    Raises:
        UsageError: a column that the user named is not there, or one cannot be guessed;
            lists the columns and the option.
    """
    had = ", ".join(f"`{name}`" for name in names[:SHOWN]) + (" …" if len(names) > SHOWN else "") or "nothing"
    headlines = HEADLINES if HEADLINES in names and wanted.headline is None else None
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(re.sub(r"[\W_]", "", name).lower(), name)
    found: list[str | None] = []
    unknown: dict[str, str] = {}
    for named, usual, what, part in (
        (wanted.headline, HEADLINE, "headlines", "headline"),
        (wanted.body, BODY, "bodies", "body"),
        (wanted.id, ID, "ids", "id"),
    ):
        said = option.format(part)
        if named is not None and named not in names:
            raise UsageError(f"{path}: {said} {named}: there is no such column (found {had})")
        column = named or next((plain[name] for name in usual if name in plain), None)
        if column is None and not (what == "ids" or (what == "headlines" and headlines)):
            unknown[what] = said
        found.append(column)
    if unknown:
        wanted_names = " and ".join(unknown.values())
        raise UsageError(
            f"{path}: which column has the {' and which the '.join(unknown)}? Name it with {wanted_names} (found {had})"
        )
    headline, body, key = found
    assert body is not None
    if headline == body:
        raise UsageError(f"{path}: headline and body are the same column `{body}`: name two")
    others = {name: name if name in names else None for name in ("url", "published")}
    keep = tuple(name for name in wanted.keep if name in names)
    return Columns(headline, body, key, others["url"], others["published"], headlines, keep)


def names_of(rows: Iterable[Item]) -> list[str]:
    """Every column of the first rows, in order; none where no row can be read."""
    found: dict[str, None] = {}
    for row in rows:
        if isinstance(row, Row):
            found |= dict.fromkeys(map(str, row.values))
    return list(found)


def articles_of(row: Item, columns: Columns | None) -> tuple[Article | Unread, ...]:
    """The articles of a row, one for each of its headlines, or why there is none.

    Args:
        row: as read.
        columns: what its columns are; ``None`` where they could not be told, since no row could be read.
    """
    if isinstance(row, tuple):
        return row
    if not isinstance(row, Row):
        return (row,)
    if columns is None:
        return (unread({}, f"{row.origin}: has none of the columns of its file", row.origin),)
    renamed = _renamed(row, columns)
    try:
        return articles_from_mapping(renamed, str(row.origin), row.origin, row.notes)
    except InputError as error:
        return (unread(renamed, _in_their_words(str(error), columns), row.origin),)


def _renamed(row: Row, columns: Columns) -> dict[str, Any]:
    values = row.values
    parts = {"headline": columns.headline, "body": columns.body, "id": columns.id}
    parts |= {"url": columns.url, "published": columns.published, HEADLINES: columns.headlines}
    found = {what: values[name] for what, name in parts.items() if name is not None and name in values}
    # A column of several headlines beside one for a single headline: a row has either.
    if not missing(found.get(HEADLINES)) and missing(found.get("headline")):
        found.pop("headline", None)
    # What a JSON article accepts; a column of that name in other tables is the analyst's own.
    if isinstance(values.get(ACCEPTS), Mapping):
        found[ACCEPTS] = values[ACCEPTS]
    return found


def _in_their_words(message: str, columns: Columns) -> str:
    """A message that names the column as the file does."""
    for what, name in (("headline", columns.headline), ("body", columns.body), ("id", columns.id)):
        if name is not None and name != what:
            message = message.replace(f"field `{what}`", f"column `{name}`")
    return message
