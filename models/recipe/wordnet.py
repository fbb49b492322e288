"""Princeton WordNet as Debian's ``wordnet-base`` installs it: same meaning, opposites,
and other kinds of the same thing.

Only the commonest sense of a word is used, and only words whose own commonest sense it is:
rarer senses make twins that are not. Format of the files: wndb(5WN).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

FOLDER = Path("/usr/share/wordnet")
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
ANTONYM, HYPERNYM, HYPONYM, SIMILAR = "!", "@", "~", "&"
# Lexicographer files of things that are told apart: animal, artifact, body, food, object, plant, state, substance.
# One person or group may well be another too (a cleric who is a minister).
THINGS = frozenset((5, 6, 8, 13, 17, 20, 26, 27))
# A hypernym with more kinds than this says little of what they share ("change", "person").
MOST_KINDS = 60


class Pointer(NamedTuple):
    """A relation: to the synset at ``offset``; between two words where ``source`` and ``target`` are not 0."""

    symbol: str
    offset: int
    pos: str
    source: int
    target: int


@dataclass(frozen=True)
class Synset:
    """Words of one meaning; ``file`` is the lexicographer's, which says what field it is of."""

    file: int
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]


class WordNet:
    """The four parts of speech: ``n``, ``v``, ``a``, ``r``.

    Args:
        folder: with ``index.noun``, ``data.noun`` and so on.

    Raises:
        FileNotFoundError: they are not there.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        if not (folder / "index.noun").is_file():
            raise FileNotFoundError(
                f"{folder}: no WordNet here: apt-get install wordnet-base, or name the folder with index.noun"
            )
        self.folder = folder

    @cached_property
    def _index(self) -> dict[str, dict[str, list[int]]]:
        """Of each part of speech: word → offsets of its senses, the commonest first."""
        return {pos: dict(self._entries(name)) for pos, name in FILES.items()}

    def _entries(self, name: str) -> Iterator[tuple[str, list[int]]]:
        with (self.folder / f"index.{name}").open(encoding="ascii") as lines:
            for line in lines:
                if not line.startswith(" "):
                    word, _, senses, pointers, *rest = line.split()
                    yield word, [int(offset) for offset in rest[int(pointers) + 2 :][: int(senses)]]

    @cached_property
    def _data(self) -> dict[str, dict[int, Synset]]:
        return {pos: dict(self._synsets(name)) for pos, name in FILES.items()}

    def _synsets(self, name: str) -> Iterator[tuple[int, Synset]]:
        with (self.folder / f"data.{name}").open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                if line.startswith(" "):
                    continue
                fields = line.partition(" | ")[0].split()
                count = int(fields[3], 16)
                words = tuple(word.partition("(")[0] for word in fields[4 : 4 + 2 * count : 2])
                rest = fields[4 + 2 * count :]
                pointers = tuple(
                    Pointer(symbol, int(offset), pos, int(ends[:2], 16), int(ends[2:], 16))
                    for symbol, offset, pos, ends in zip(
                        *(rest[1 + part : 1 + 4 * int(rest[0]) : 4] for part in range(4)), strict=True
                    )
                )
                yield int(fields[0]), Synset(int(fields[1]), words, pointers)

    def _first(self, word: str, pos: str) -> tuple[int, Synset] | None:
        senses = self._index[pos].get(word.replace(" ", "_"))
        return (senses[0], self._data[pos][senses[0]]) if senses else None

    def _own(self, words: tuple[str, ...], offset: int, pos: str, word: str) -> list[str]:
        """Those of a synset's words that mean it first of all,
        without the word itself and without phrases and names.
        """
        found = (other for other in words if other != word and other.isalpha() and other.islower())
        return [other for other in found if self._index[pos].get(other, [0])[0] == offset]

    def synonyms(self, word: str, pos: str) -> list[str]:
        """Words that mean the same first of all."""
        first = self._first(word, pos)
        return self._own(first[1].words, first[0], pos, word) if first else []

    def antonyms(self, word: str, pos: str) -> list[str]:
        """Opposites of the commonest sense: the word's own and, of an adjective without one,
        those of the word that it is like.
        """
        first = self._first(word, pos)
        if not first:
            return []
        own = self._opposites(first[1], pos, word)
        near = [pointer.offset for pointer in first[1].pointers if pointer.symbol == SIMILAR]
        return own or [other for offset in near for other in self._opposites(self._data[pos][offset], pos, None)]

    def _opposites(self, synset: Synset, pos: str, word: str | None) -> list[str]:
        found = []
        for pointer in synset.pointers:
            mine = pointer.source and synset.words[pointer.source - 1]
            if pointer.symbol == ANTONYM and (word is None or mine == word):
                other = self._data[pos][pointer.offset].words[pointer.target - 1]
                if other.isalpha() and other.islower():
                    found.append(other)
        return found

    def kinds_beside(self, word: str, pos: str) -> list[str]:
        """Other kinds of the same thing (co-hyponyms): words whose commonest sense has the same hypernym;
        of nouns for things.
        """
        first = self._first(word, pos)
        if not first or (pos == "n" and first[1].file not in THINGS):
            return []
        offset, synset = first
        found: dict[str, None] = {}
        for up in (pointer.offset for pointer in synset.pointers if pointer.symbol == HYPERNYM):
            kinds = [pointer.offset for pointer in self._data[pos][up].pointers if pointer.symbol == HYPONYM]
            if len(kinds) <= MOST_KINDS:
                for kind in kinds:
                    if kind != offset:
                        found.update(dict.fromkeys(self._own(self._data[pos][kind].words, kind, pos, word)))
        return list(found)

    def above(self, word: str, pos: str) -> set[str]:
        """Words of every hypernym of the commonest sense: what is said of the word may be said of these."""
        first = self._first(word, pos)
        waiting = [first[1]] if first else []
        found: set[str] = set()
        while waiting:
            for pointer in waiting.pop().pointers:
                if pointer.symbol == HYPERNYM and pointer.pos == pos:
                    up = self._data[pos][pointer.offset]
                    if not found.issuperset(up.words):
                        found.update(up.words)
                        waiting.append(up)
        return found
