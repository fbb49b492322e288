"""Words that an encoder holds near to another: opposites, kinds of the same thing, other numbers;
and texts with such words put in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

NEIGHBOURS = 12
STEM = 4  # letters: another form of the same word is no other word
WORD = re.compile(r"[A-Za-z]+|\d+")
# Articles and the like have only each other for neighbours.
FIXED = frozenset("a an and as at be by for from in is it of on or s t that the this to was were with".split())
TWICE = 0.3  # share of texts with two words replaced


def neighbour_words(folder: Path, words: Iterable[str], count: int = NEIGHBOURS) -> dict[str, list[str]]:
    """The nearest words of each word in an encoder's table of input embeddings, by cosine (as in TinyBERT,
    Jiao et al. 2020).

    Args:
        folder: a transformers folder whose tokenizer splits words into pieces;
            words of several pieces have no neighbours.
        words: in lower case.
        count: neighbours of each word.
    """
    from safetensors.numpy import load_file
    from transformers import AutoTokenizer

    weights = load_file(folder / "model.safetensors")
    table = next(value for name, value in weights.items() if name.endswith("word_embeddings.weight")).astype(np.float32)
    vocabulary = {
        piece: number
        for piece, number in AutoTokenizer.from_pretrained(folder).get_vocab().items()
        if WORD.fullmatch(piece)
    }
    pieces = [piece for piece in vocabulary if len(piece) > 1 and piece not in FIXED]
    rows = table[[vocabulary[piece] for piece in pieces]]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    place = {piece: number for number, piece in enumerate(pieces)}
    asked = sorted({word for word in words if word in place})
    found: dict[str, list[str]] = {}
    for start in range(0, len(asked), 512):
        part = asked[start : start + 512]
        near = rows[[place[word] for word in part]] @ rows.T
        for word, order in zip(part, np.argsort(-near, axis=1)[:, : 4 * count], strict=True):
            others = (pieces[number] for number in order)
            found[word] = [
                other for other in others if other[:STEM] != word[:STEM] and other.isdigit() == word.isdigit()
            ][:count]
    return found


def words_of(texts: Iterable[str]) -> set[str]:
    """Every word of the texts, in lower case."""
    return {word.lower() for text in texts for word in WORD.findall(text)}


def with_neighbours(text: str, neighbours: dict[str, list[str]], rng: random.Random) -> str | None:
    """The text with one word, or two, replaced by a neighbour in the same case; ``None`` where no word has any."""
    places = [match for match in WORD.finditer(text) if neighbours.get(match.group().lower())]
    if not places:
        return None
    chosen = rng.sample(places, min(len(places), 2 if rng.random() < TWICE else 1))
    for match in sorted(chosen, key=lambda match: -match.start()):
        word = match.group()
        other = rng.choice(neighbours[word.lower()])
        other = (
            other.upper() if word.isupper() and len(word) > 1 else other.capitalize() if word[0].isupper() else other
        )
        text = text[: match.start()] + other + text[match.end() :]
    return text
