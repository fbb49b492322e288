"""Changed headlines put into the bytes of their file; whatever else the file has stays as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import NamedTuple

from ..article import DEFAULT_FIELDS, Article, Fields
from ..errors import InputError
from ..once import LoadedOnce
from ..origin import Position
from ..reading import SUFFIXES, read_bytes, reader_of
from ..reading.decoding import Coding, decode_as_is, normal_newlines
from ..reading.front_matter import FRONT_MATTER
from ..reading.html_format import read_html
from ..reading.json_format import read_json, read_json_lines
from ..reading.plain_format import read_plain
from ..text import Span
from .literals import Literal, find_literal

WORD = re.compile(r"\w+|\W")
# What an article has for half a character.
BROKEN = "\ufffd"
# What YAML takes from a value without quotes for something else.
QUOTED = "'{}'"


class Change(NamedTuple):
    """A headline of a file and the one that is to stand in its place."""

    article: Article
    headline: str


@dataclass(frozen=True)
class Rewritten:
    """A file before and after.

    Attributes:
        before, after: its text, with ``\\n`` line ends.
        data: its bytes.
        changes: those that were put in.
        refused: why a headline could not be put in, a line each.
    """

    before: str
    after: str
    data: bytes
    changes: tuple[Change, ...] = ()
    refused: tuple[str, ...] = ()


class _Piece(NamedTuple):
    """A range of the file's text and what is to be written there."""

    start: int
    end: int
    text: str


def unchanged(data: bytes) -> Rewritten:
    """A file that nothing is put into."""
    return Rewritten("", "", data)


def rewrite(
    data: bytes, source: str, suffix: str, changes: Sequence[Change], fields: Fields = DEFAULT_FIELDS
) -> Rewritten:
    """The file with other headlines: only their changed words are written anew,
    in the file's encoding and with its quoting.

    The result is read again, and a headline that would change anything but itself is refused.

    Args:
        data: the bytes of a text, Markdown or JSON file.
        source: its name.
        suffix: of the name, in lower case.
        changes: articles as they were read from these bytes, each at most once, with their new headlines.
        fields: where their headlines stand.

    Raises:
        InputError: the file is of another format, or cannot be written in its own encoding.
    """
    if suffix in OTHER_FORMATS:
        raise InputError(f"{source}: only text, Markdown and JSON can be rewritten: change the headline by hand")
    raw, coding = decode_as_is(data, source)
    if reader_of(normal_newlines(raw), suffix) is read_html:
        raise InputError(f"{source}: is a web page, which has its headline in several places: change it by hand")
    if data[: coding.mark] + raw.encode(coding.codec) != data:
        raise InputError(f"{source}: its encoding ({coding.codec}) cannot be written back: save it as UTF-8 first")
    file = _File(data, source, suffix, raw, coding, fields)
    refused = []
    placed: list[tuple[Change, list[_Piece]]] = []
    for change in changes:
        try:
            placed.append((change, file.pieces(change)))
        except InputError as error:
            refused.append(str(error))
    found = file.written(placed)
    if isinstance(found, str) and len(placed) > 1:
        # One of them is at fault: each is tried by itself.
        alone = [(item, file.written([item])) for item in placed]
        refused += [_refusal(item[0], why) for item, why in alone if isinstance(why, str)]
        found = file.written([item for item, why in alone if not isinstance(why, str)])
    if isinstance(found, str):
        refused += [_refusal(change, found) for change, _ in placed]
        found = file.written([])
    assert not isinstance(found, str)
    return replace(found, refused=tuple(refused))


OTHER_FORMATS: frozenset[str] = frozenset(SUFFIXES) - {
    ".txt", ".text", ".md", ".markdown", ".json", ".jsonl", ".ndjson",
}  # fmt: skip


@dataclass(frozen=True)
class _File:
    data: bytes
    source: str
    suffix: str
    raw: str
    coding: Coding
    fields: Fields = DEFAULT_FIELDS

    @LoadedOnce
    def text(self) -> str:
        """The file's text with ``\\n`` line ends."""
        return normal_newlines(self.raw)

    def pieces(self, change: Change) -> list[_Piece]:
        """What has to be written where for one headline.

        Raises:
            InputError: the headline does not stand where it was read.
        """
        article = change.article
        if "\n" in change.headline or "\r" in change.headline:
            raise InputError(_refusal(change, "the new headline has a line break"))
        literal = self._literal(article)
        if literal is None:
            raise InputError(_refusal(change, "it does not stand in the file as it was read"))
        if literal.plain and not _plain_in_yaml(change.headline):
            first, last = literal.units[0].start, literal.units[-1].end
            return [_Piece(first, last, QUOTED.format(change.headline.replace("'", "''")))]
        units = [unit for unit in literal.units for _ in unit.value]
        # Half a character, as JSON can have it: nothing else could write it again.
        halves = any(unit.value == BROKEN != self.text[unit.start : unit.end] for unit in literal.units)
        found = []
        for span, words in changed(article.headline, change.headline):
            if halves and BROKEN in article.headline[span.start : span.end] + words:
                raise InputError(_refusal(change, "it has half a character, which would be lost"))
            start = units[span.start].start if span.start < len(units) else literal.units[-1].end
            end = units[span.end - 1].end if span.end > span.start else start
            found.append(_Piece(start, end, literal.write(words)))
        return found

    def _literal(self, article: Article) -> Literal | None:
        if article.origin is None or article.origin.headline is None:
            return None
        text = self.text
        place = _offset(text, article.origin.headline)
        if not 0 <= place < len(text):
            return None
        reader = reader_of(text, self.suffix)
        front = FRONT_MATTER.match(text) if reader is not read_plain else None
        as_json = reader in (read_json, read_json_lines)
        return find_literal(text, place, article.headline, as_json=as_json, yaml_ends=front.end(1) if front else 0)

    def written(self, placed: Sequence[tuple[Change, list[_Piece]]]) -> Rewritten | str:
        """The file with these pieces, or why it would not be read as it should."""
        text = self.text
        returns = [match.start() for match in re.finditer("\r\n", self.raw)]
        # Where they stand once the pairs are single line ends.
        ends = [place - number for number, place in enumerate(returns)]
        pieces = sorted(piece for _, found in placed for piece in found)
        raw, after, at, shown = "", "", 0, 0
        for start, end, words in pieces:
            first, last = (place + bisect_left(ends, place) for place in (start, end))
            raw += self.raw[at:first] + words
            after += text[shown:start] + words
            at, shown = last, end
        raw, after = raw + self.raw[at:], after + text[shown:]
        try:
            data = self.data[: self.coding.mark] + raw.encode(self.coding.codec)
        except UnicodeEncodeError as error:
            lacking = error.object[error.start : error.end]
            return f"its encoding ({self.coding.codec}) lacks “{lacking}”: save it as UTF-8 first"
        why = self._read_otherwise(data, [change for change, _ in placed])
        return why or Rewritten(text, after, data, tuple(change for change, _ in placed))

    def _read_otherwise(self, data: bytes, changes: Sequence[Change]) -> str | None:
        """What is read from the new bytes beside the new headlines, in words; ``None`` where nothing is."""
        left = list(changes)
        expected = []
        for item in read_bytes(self.data, self.source, self.suffix, self.fields):
            change = next((change for change in left if change.article == item), None)
            if change is not None:
                left.remove(change)
            expected.append(_told(item if change is None else replace(change.article, headline=change.headline)))
        if left:
            return "it was not read from this file"
        try:
            found = [_told(item) for item in read_bytes(data, self.source, self.suffix, self.fields)]
        except InputError as error:
            return f"the file would not be read again ({error})"
        return None if found == expected else "it would change more than this headline"


def changed(before: str, after: str) -> Iterator[tuple[Span, str]]:
    """The ranges of a text that are other words in the new one, in order, with those words."""
    old, new = WORD.findall(before), WORD.findall(after)
    starts = [0]
    for word in old:
        starts.append(starts[-1] + len(word))
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Span(starts[first], starts[last]), "".join(new[begin:end])


def _refusal(change: Change, why: str) -> str:
    article = change.article
    where = str(article.origin) if article.origin else "article"
    name = f" ({article.name})" if article.name else ""
    return f"{where}{name}: the headline cannot be changed in the file: {why}: change it by hand"


def _told(item: Article | InputError) -> object:
    """What reading gives, but for the places, which move."""
    return str(item) if isinstance(item, InputError) else (replace(item, origin=None), str(item.origin))


def _offset(text: str, place: Position) -> int:
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
    return start + place.column - 1


def _plain_in_yaml(headline: str) -> bool:
    """Is the text, as a YAML value without quotes, this text?"""
    import yaml

    try:
        node = yaml.compose(f"title: {headline}", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return False
    value = node.value[0][1]
    return isinstance(value, yaml.ScalarNode) and value.value == headline and value.tag == "tag:yaml.org,2002:str"
