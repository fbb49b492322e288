"""The article: a headline, a body, and where each came from."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from numbers import Real
from os import PathLike, fspath
from typing import Any
from uuid import UUID

from .acceptance import FIELD, Acceptance, read_acceptances
from .errors import InputError
from .origin import Origin

SURROGATE = re.compile("[\ud800-\udfff]")
# What Python makes of a byte of a file name that is not UTF-8 (PEP 383).
ESCAPED_BYTE = range(0xDC80, 0xDD00)
# A longer headline is none: it is not checked.
MAX_HEADLINE = 1_000
MAX_HEADLINE_WORDS = 200
MAX_BODY = 2_000_000
LABELS = ("id", "url", "published")
FIELDS = ("headline", "body")
OPTIONAL = ("id", "url", "published")
# What the headline is called that stands for itself beside others.
MAIN = "headline"
KINDS: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    tuple: "a tuple",
    str: "a string",
    bool: "true or false",
    bytes: "bytes: decode them first",
    int: "a number",
    float: "a number",
    type(None): "null",
}


@dataclass(frozen=True)
class Fields:
    """Where headline and body stand in a structured article: the first of these fields that it has.

    Attributes:
        headline: of JSON, and of front matter; empty for ``headline``, in front matter also ``title``.
        body: of JSON; empty for ``body``.
    """

    headline: tuple[str, ...] = ()
    body: tuple[str, ...] = ()

    def of(self, name: str) -> tuple[str, ...]:
        """The fields of a mapping that may hold its ``headline`` or its ``body``."""
        return (self.headline if name == "headline" else self.body) or (name,)


DEFAULT_FIELDS = Fields()


class WrittenNumber(str):
    """A number of JSON or YAML as it is written, so that neither noughts nor digits are lost,
    however many there are.
    """

    __slots__ = ()


@dataclass(frozen=True)
class Article:
    """A headline and its body, as read.

    Attributes:
        headline: the headline; spans of claims and findings index its code points.
        body: the article's text without the headline; spans of evidence index its code points.
        id: the caller's own key, if any.
        url: where it was published, if known.
        published: date or time of publication as given, if known.
        origin: the file it was read from, or ``None``.
        name: what the headline is called, of a story that has several (``web``, ``seo``, ``push`` …), or ``None``.
        notes: what the reader had to do (another encoding, repaired text), in words.
        headline_source: where on a web page the headline was found (``json-ld``, ``og:title``, ``h1`` …), or ``None``.
        lacks: why the body is not the story (a wall stands before it), with what was found; ``None`` where it is.
        accept: findings that the article says are to stand.

    ``id``, ``url`` and ``published`` also take numbers, dates and times, paths, UUIDs and the scalars of numpy
    and pandas, and keep them as text; a missing value (NaN, ``NaT``, ``pandas.NA``) is ``None``.

    Raises:
        InputError: a field is of another type, or is longer than an article can be.
    """

    headline: str
    body: str
    id: str | None = None
    url: str | None = None
    published: str | None = None
    origin: Origin | None = None
    notes: tuple[str, ...] = field(default=())
    name: str | None = None
    headline_source: str | None = None
    lacks: str | None = None
    accept: tuple[Acceptance, ...] = ()

    def __post_init__(self) -> None:
        for name in LABELS:
            object.__setattr__(self, name, label(getattr(self, name), name))
        if not isinstance(self.origin, Origin | None):
            raise InputError(f"`origin` must be a checker.origin.Origin, not {kind(self.origin)}")
        where = str(self.origin) if self.origin else f"article {self.id:.80}" if self.id else "article"
        for name in FIELDS:
            value = getattr(self, name)
            if not isinstance(value, str):
                raise InputError(f"{where}: `{name}` must be text, not {kind(value)}")
            if "\x00" in value:
                raise InputError(
                    f"{where}: `{name}` has a NUL byte at character {value.index(chr(0))}: this is not a text; "
                    "save it as UTF-8 text"
                )
            # Half a character, as broken JSON escapes give: no output format could write it. One for one,
            # as spans need it.
            object.__setattr__(self, name, SURROGATE.sub("\ufffd", str.__str__(value)))
        if not isinstance(self.notes, list | tuple) or not all(isinstance(note, str) for note in self.notes):
            raise InputError(f"{where}: `notes` must be a tuple of texts")
        object.__setattr__(self, "notes", tuple(map(writable, self.notes)))
        if not isinstance(self.accept, tuple) or not all(isinstance(item, Acceptance) for item in self.accept):
            raise InputError(f"{where}: `accept` must be a tuple of checker.acceptance.Acceptance")
        if self.origin is not None:
            object.__setattr__(self, "origin", replace(self.origin, path=writable(self.origin.path)))
        object.__setattr__(self, "name", label(self.name, "name"))
        if len(self.body) > MAX_BODY:
            raise InputError(
                f"{where}: the body has {len(self.body):,} characters, more than the limit of {MAX_BODY:,}: "
                "check one article at a time"
            )


def articles_from_mapping(
    value: Any, where: str, origin: Origin | None = None, notes: tuple[str, ...] = (), fields: Fields = DEFAULT_FIELDS
) -> tuple[Article, ...]:
    """An article from ``headline`` and ``body``, and where given ``id``, ``url`` and ``published``.

    ``headlines``, an object, has further headlines of the same story by their names;
    each gives an article of its own, over one body. ``checker``, an object, has findings to accept.

    Args:
        value: a JSON object, or any mapping.
        where: file and line or item, for messages.
        origin: the same for the report.
        notes: what the reader had to do.
        fields: where headline and body stand.

    Raises:
        InputError: not a mapping, or a field is missing or of the wrong type; names the field.
    """
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: must be an object with `headline` and `body`, not {kind(value)}")
    several = value.get("headlines")
    named = {} if missing(several) else _named(several, where)
    key, text_key = (field_of(value, fields.of(name)) for name in FIELDS)
    alone = value.get(key)
    # An export writes every field, also those that are empty.
    absent = missing(alone) or (isinstance(alone, str) and not alone.strip())
    for name, own in zip(FIELDS, (key, text_key), strict=True):
        if name == "headline" and named and absent:
            continue
        if own not in value:
            had = ", ".join(f"`{key!s:.40}`" for key in list(value)[:8]) or "nothing"
            wanted = " or ".join(f"`{key}`" for key in fields.of(name))
            raise InputError(f"{where}: field {wanted} is missing (found {had})")
        _text(value[own], f"field `{own}`", where)
    if absent and not named:
        raise InputError(f"{where}: field `{key}` is empty")
    if not absent and named.get(MAIN, alone) != alone:
        raise InputError(f"{where}: field `{key}` and `headlines.{MAIN}` differ: give one of them another name")
    extra: dict[str, str | None] = {}
    for name in OPTIONAL:
        try:
            extra[name] = label(value.get(name), name)
        except InputError as error:
            raise InputError(f"{where}: field {error}") from None
    accept = read_acceptances(value.get(FIELD), where)
    main = {} if absent else {MAIN if named else None: value[key]}
    headlines: dict[str | None, str] = {**main, **named}
    return tuple(
        Article(headline, value[text_key], origin=origin, notes=notes, name=name, accept=accept, **extra)
        for name, headline in headlines.items()
    )


def field_of(value: Any, names: tuple[str, ...]) -> str:
    """The first of the fields that a mapping has with a value; else the first that it has, else the first of all."""
    had = [name for name in names if name in value]
    return next((name for name in had if not missing(value[name])), (had or names)[0])


def _named(value: Any, where: str) -> dict[str | None, str]:
    """Headlines by their names; those that are empty are left out."""
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: field `headlines` must be an object of headlines by their names, not {kind(value)}")
    found: dict[str | None, str] = {}
    for name, headline in value.items():
        if not isinstance(name, str):
            raise InputError(f"{where}: field `headlines` has a name that is no string but {kind(name)}")
        if missing(headline):
            continue
        _text(headline, f"field `headlines.{name:.80}`", where)
        if headline.strip():
            found[name] = headline
    return found


def _text(value: Any, what: str, where: str) -> None:
    if missing(value):
        raise InputError(f"{where}: {what} has no value")
    if not isinstance(value, str) or isinstance(value, WrittenNumber):
        raise InputError(f"{where}: {what} must be a string, not {kind(value)}")


def label(value: Any, name: str) -> str | None:
    """A key, address, date or file name as text; ``None`` where it is missing.

    Raises:
        InputError: of a type that stands for none of these; names the field.
    """
    if missing(value):
        return None
    try:
        return writable(_as_text(value))
    except TypeError:
        raise InputError(f"`{name}` must be a string, a number or a date, not {kind(value)}") from None
    except ValueError:
        # Python turns no number of more than 4,300 digits into text.
        raise InputError(f"`{name}` is too large a number: give it as text") from None


def _as_text(value: Any) -> str:
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic) and not isinstance(value, numpy.datetime64):
        value = value.item()
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, PathLike):
        value = fspath(value)
        return value if isinstance(value, str) else value.decode("utf-8", "surrogateescape")
    period = type(value).__module__.split(".")[0] == "pandas" and type(value).__name__ == "Period"
    moment = numpy is not None and isinstance(value, numpy.datetime64)
    if (isinstance(value, Real | Decimal | UUID) and not isinstance(value, bool)) or period or moment:
        return str(value)
    raise TypeError


def missing(value: Any) -> bool:
    """Is it ``None``, NaN, ``NaT`` or ``pandas.NA``: no value at all?"""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.datetime64):
        return bool(numpy.isnat(value))
    if isinstance(value, Decimal):
        return value.is_nan()
    return isinstance(value, float) and value != value


def writable(text: str) -> str:
    r"""The text with lone surrogates shown (``\xe9`` for a byte of a file name that is not UTF-8):
    no output can write them.
    """

    def shown(match: re.Match[str]) -> str:
        code = ord(match.group())
        return f"\\x{code - 0xDC00:02x}" if code in ESCAPED_BYTE else f"\\u{code:04x}"

    return SURROGATE.sub(shown, text)


def kind(value: Any) -> str:
    """What a value is, in words, for messages."""
    if isinstance(value, WrittenNumber):
        return "a number"
    return KINDS.get(type(value), type(value).__name__)
