"""Two more kinds of exact edits, after the errors on news: a number that belongs to another thing, and who said it.

As in :mod:`models.recipe.edits`, the label is known by construction; these draw from a generator of their own, so that
the recipe's test sets stay what they were.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .edits import DOWNWARD, NAMED, Pair, clauses, letters, moved, odd_number, replaced, sentence, value_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KINDS = ("other-number", "attribution")
SAYING = frozenset("say announce report state declare warn confirm claim add argue".split())
MOST_WORDS = 24


def news_edits(doc: Doc, names: dict[str, list[str]], rng: random.Random) -> Iterator[Pair]:
    """Every pair of these kinds that one parsed sentence gives; arguments as of :func:`models.recipe.edits.edits`."""
    text = doc.text.strip()
    if "?" in text or text.count('"') % 2 or not text[:1].isupper():
        return
    yield from _other_numbers(doc, text, rng)
    yield from _attributions(doc, text, names, rng)


def _other_numbers(doc: Doc, text: str, rng: random.Random) -> Iterator[Pair]:
    """The clause's number, and in its place one that the sentence gives for something else."""
    numbers = [token for token in doc if token.tag_ == "CD" and value_of(token.text) and not odd_number(token)]
    for clause in clauses(doc):
        inside = {token.i for token in (*clause.subject, *clause.object, *clause.rest)}
        mine = [token for token in numbers if token.i in inside and token.head.tag_ == "NNS"]
        known = {value_of(token.text) for token in mine}
        others = [token for token in numbers if token.i not in inside and value_of(token.text) not in known]
        if clause.negated or len(mine) != 1 or not others:
            continue
        plain, other = clause.text(), rng.choice(others)
        if _year(mine[0]) or _year(other):
            continue
        yield Pair(text, plain, "entailment", "other-number")
        yield Pair(text, sentence(replaced(plain, mine[0].text, other.text)), "contradiction", "other-number")
        return


def _attributions(doc: Doc, text: str, names: dict[str, list[str]], rng: random.Random) -> Iterator[Pair]:
    """ "The bridge is safe, the mayor said" ⇔ "The mayor says that the bridge is safe";
    another speaker or a denial is not.
    """
    for verb in doc:
        if verb.dep_ != "ROOT" or verb.lemma_ not in SAYING or verb.tag_ not in ("VBD", "VBZ"):
            continue
        children = list(verb.children)
        speakers = [child for child in children if child.dep_ == "nsubj" and child.pos_ in ("PROPN", "NOUN")]
        said = [child for child in children if child.dep_ == "ccomp" and child.tag_ in ("VBD", "VBZ", "VBP", "VBN")]
        if len(speakers) != 1 or len(said) != 1 or any(child.dep_ in ("neg", "aux", "mark") for child in children):
            continue
        speaker, content = list(speakers[0].subtree), list(said[0].subtree)
        if any(token.lower_ == "that" and token.dep_ == "mark" for token in content[:1]):
            content = content[1:]
        quoted = any(token.tag_ in ("``", "''") for token in doc)
        if quoted or not _apart(speaker) or not _apart(content) or not 4 <= len(content) <= MOST_WORDS:
            continue
        if len(speaker) > 6 or any(token.lower_ in DOWNWARD or token.tag_ == "," for token in speaker):
            continue
        if not any(token.dep_ in ("nsubj", "nsubjpass") and token.head == said[0] for token in content):
            continue
        who, what = moved(speaker), moved(content).rstrip(" ,.;")
        verbs = ("says", "said") if verb.lemma_ == "say" else ("says", "said", verb.text)
        plural = speakers[0].tag_ in ("NNS", "NNPS") or speakers[0].lower_ == "police"
        form = rng.choice(verbs)
        form = "say" if plural and form == "says" else form
        for made in (f"{who} {form} that {what}", f"According to {who}, {what}", f"{what}, {who} {form}"):
            yield Pair(text, sentence(made), "entailment", "attribution")
        yield Pair(
            text,
            sentence(f"{who} {rng.choice(('denied', 'denies' if not plural else 'deny'))} that {what}"),
            "contradiction",
            "attribution",
        )
        label = speakers[0].ent_type_
        pool = names.get(label if label in NAMED else "PERSON", [])
        other = rng.choice(pool) if pool else ""
        if other and not set(letters(other)) & set(letters(text)):
            for made in (f"{other} {rng.choice(('says', 'said'))} that {what}", f"{what}, {other} said"):
                yield Pair(text, sentence(made), "neutral", "attribution")
        return


def _apart(tokens: list[Token]) -> bool:
    """True where the tokens stand together, nothing between them."""
    return bool(tokens) and tokens[-1].i - tokens[0].i + 1 == len(tokens)


def _year(token: Token) -> bool:
    value = value_of(token.text) or 0
    return 1500 <= value <= 2100 and "," not in token.text
