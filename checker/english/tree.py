"""A parsed text as plain values: what the parser says of each word, and how the words hang together.

The names of the attributes are spaCy's, whose parse is copied,
so that nothing of it stays in the parser's memory and a parse can be kept, shared by threads and pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload

from ..once import LoadedOnce


class Token:
    """One word of a :class:`Doc`.

    Attributes:
        doc: the text that it belongs to.
        i: its number in it.
        idx: where it begins, in code points.
        text, lower_, whitespace_: as written; in lower case; the space behind it, or ``""``.
        lemma_, pos_, tag_, dep_: base form, universal and Penn Treebank part of speech, relation to its head.
        is_alpha, is_punct, like_num: letters only; punctuation; a number in digits or words.
    """

    __slots__ = (
        "_conjuncts",
        "_edges",
        "_head",
        "_subtree",
        "children",
        "dep_",
        "doc",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(self, doc: Doc, i: int, head: int, fields: tuple[Any, ...]) -> None:
        self.doc = doc
        self.i = i
        self._head = head
        self.children: tuple[Token, ...] = ()
        self._subtree: tuple[Token, ...] | None = None
        self._conjuncts: tuple[Token, ...] | None = None
        self._edges: tuple[Token, Token] | None = None
        self.text: str
        self.lower_: str
        self.lemma_: str
        self.pos_: str
        self.tag_: str
        self.dep_: str
        self.whitespace_: str
        self.idx: int
        self.is_alpha: bool
        self.is_punct: bool
        self.like_num: bool
        (
            self.text,
            self.lower_,
            self.lemma_,
            self.pos_,
            self.tag_,
            self.dep_,
            self.whitespace_,
            self.idx,
            self.is_alpha,
            self.is_punct,
            self.like_num,
        ) = fields

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def ent_type_(self) -> str:
        """Kind of the name that it is part of, or ``""``."""
        return next((name.label_ for name in self.doc.ents if name.start <= self.i < name.end), "")

    @property
    def head(self) -> Token:
        """The word that it depends on; itself for a root."""
        return self.doc[self._head]

    @property
    def subtree(self) -> tuple[Token, ...]:
        """It and all below it: what hangs on the left, itself, what hangs on the right."""
        if self._subtree is None:
            left = [token for child in self.children if child.i < self.i for token in child.subtree]
            right = [token for child in self.children if child.i > self.i for token in child.subtree]
            self._subtree = (*left, self, *right)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return self._span()[0]

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return self._span()[1]

    def _span(self) -> tuple[Token, Token]:
        if self._edges is None:
            tokens = self.subtree
            self._edges = min(tokens, key=lambda token: token.i), max(tokens, key=lambda token: token.i)
        return self._edges

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other words that it is joined with: "and", "or", a list."""
        if self._conjuncts is None:
            start = self
            while start.dep_ == "conj" and start.head is not start:
                start = start.head
            found = [start]
            for word in found:
                found += [child for child in word.children if child.i > word.i and child.dep_ == "conj"]
            self._conjuncts = tuple(word for word in found if word is not self)
        return self._conjuncts

    def nbor(self, distance: int = 1) -> Token:
        """The word so many places on.

        Raises:
            IndexError: there is none.
        """
        place = self.i + distance
        if not 0 <= place < len(self.doc):
            raise IndexError(f"word {place} of {len(self.doc)}")
        return self.doc[place]


class Piece:
    """A run of words.

    Attributes:
        doc: the text that it is cut from.
        start, end: numbers of its first word and of the one behind its last.
        label_: kind of name, for an entity; else ``""``.
    """

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Piece: ...
    def __getitem__(self, place: int | slice) -> Token | Piece:
        if isinstance(place, slice):
            first, last, _ = place.indices(len(self))
            return Piece(self.doc, self.start + first, self.start + max(first, last))
        return self.doc.tokens[range(self.start, self.end)[place]]

    @property
    def start_char(self) -> int:
        """Where it begins, in code points."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where it ends, the space behind it left out."""
        if not len(self):
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last)

    @property
    def text(self) -> str:
        """Its words as written."""
        return self.doc.text[self.start_char : self.end_char]


class Doc:
    """A parsed text: its words in order, and the names in it.

    Args:
        rows: of each word the number of its head, then the fields of :class:`Token` in their order.
        find_names: gives of each name its first word, the one behind its last, and its kind; asked when wanted.
    """

    def __init__(
        self, rows: list[tuple[int, tuple[Any, ...]]], find_names: Callable[[], Sequence[tuple[int, int, str]]]
    ) -> None:
        self.tokens = tuple(Token(self, number, head, fields) for number, (head, fields) in enumerate(rows))
        below: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token._head != token.i:
                below.setdefault(token._head, []).append(token)
        for number, children in below.items():
            self.tokens[number].children = tuple(children)
        self._find_names = find_names

    @LoadedOnce
    def ents(self) -> tuple[Piece, ...]:
        """The names in it, in order."""
        return tuple(Piece(self, start, end, label) for start, end, label in self._find_names())

    @LoadedOnce
    def text(self) -> str:
        """The whole text."""
        return "".join(token.text + token.whitespace_ for token in self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Piece: ...
    def __getitem__(self, place: int | slice) -> Token | Piece:
        if isinstance(place, slice):
            first, last, _ = place.indices(len(self.tokens))
            return Piece(self, first, max(first, last))
        return self.tokens[place]

    def reworded(self, changed: Doc, known: Mapping[int, tuple[str, str, str]]) -> Doc:
        """The parse of a text of as many words over the words of this one.

        Args:
            changed: that parse.
            known: of words by their number: part of speech, tag and base form.
        """
        rows = []
        for own, other in zip(self.tokens, changed.tokens, strict=True):
            pos, tag, base = known.get(own.i, (other.pos_, other.tag_, other.lemma_))
            fields = (own.text, own.lower_, base, pos, tag, other.dep_, own.whitespace_, own.idx)
            rows.append((other._head, (*fields, own.is_alpha, own.is_punct, own.like_num)))
        return Doc(rows, changed.name_spans)

    def name_spans(self) -> list[tuple[int, int, str]]:
        """First word, the one behind the last, and the kind, of each name."""
        return [(name.start, name.end, name.label_) for name in self.ents]
