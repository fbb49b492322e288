"""A headline taken apart: its form, who it says says so, and the claims it makes."""

from __future__ import annotations

from collections.abc import Iterator

from ..body import Body
from ..english.hidden_verbs import parse_headline
from ..english.spelling import ALPHANUMERIC
from ..english.tree import Doc
from ..english.truecase import restore_case
from ..english.words.events import AGENT_NOUNS
from ..segmentation import sentence_spans
from ..text import MappedText, Span, without_pictures
from .claim import Claim, Headline
from .clauses import clauses, sensible
from .form import form
from .pieces import Piece, inside_quotes, pieces_of, shifted
from .verbs import DENIAL, has_verb


def read_headline(mapping: MappedText, body: Body) -> Headline:
    """Take a repaired headline apart.

    Args:
        mapping: the repaired headline with its map to the text as read.
        body: its body, which knows the true case of names.

    Returns:
        The analysis; ``claims`` holds the whole headline first, sentence by sentence where it has several,
        then its parts.
    """
    mapping = without_pictures(mapping)
    text = mapping.text.replace("\n", " ").rstrip()
    cased = restore_case(text, lambda: body.spellings)
    doc = parse_headline(cased)
    if not ALPHANUMERIC.search(text):
        return Headline(text, cased, mapping, doc, (), (), "no-headline")
    sentences = list(_sentences(cased))
    pieces = [[shifted(piece, span.start) for piece in pieces_of(cased[span.start : span.end])] for span in sentences]
    every = [piece for found in pieces for piece in found]
    sources = [piece.span for piece in every if piece.role == "source"]
    kickers = {
        cased[piece.span.start : piece.span.end].lower().strip("'\" ").split()[-1]
        for piece in every
        if piece.role == "kicker"
    }
    reason = form(cased, doc, every, kickers, body.text)
    claims: list[Claim] = []
    parts: list[Claim] = []
    for found in [every] if reason is not None else pieces:
        own = [piece for piece in found if piece.role == "claim"]
        if not own:
            continue
        source = (
            "; ".join(cased[piece.span.start : piece.span.end] for piece in found if piece.role == "source") or None
        )
        whole = Span(own[0].span.start, own[-1].span.end)
        claims.append(Claim(_sentence(cased[whole.start : whole.end]), whole, "headline", source, reason))
        if reason is None:
            parts.extend(_parts(cased, own, source))
    claims.extend(parts)
    claims.extend(_events(doc, cased))
    return Headline(text, cased, mapping, doc, tuple(_distinct(claims)), tuple(sources), reason)


def _sentences(cased: str) -> Iterator[Span]:
    """The sentences of a headline; what has too few words or no verb stays with the sentence before."""
    found: list[Span] = []
    for span in sentence_spans(cased, Span(0, len(cased))):
        content = cased[span.start : span.end]
        alone = len(ALPHANUMERIC.findall(content)) >= 3 and has_verb(content) and not inside_quotes(cased, span.start)
        if found and not alone:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    # Marks of bullets and the like in front belong to a headline as they do not to a body's sentence.
    yield from [Span(0, found[0].end), *found[1:]] if found else [Span(0, len(cased))]


def _parts(cased: str, pieces: list[Piece], source: str | None) -> Iterator[Claim]:
    for piece in pieces:
        if len(pieces) > 1 and sensible(cased[piece.span.start : piece.span.end]):
            yield Claim(_sentence(cased[piece.span.start : piece.span.end]), piece.span, "clause", source)
        for span, text in clauses(cased, piece.span):
            yield Claim(_sentence(text), span, "clause", source)


def _events(doc: Doc, cased: str) -> Iterator[Claim]:
    """Possessive event nouns: "Russia's Retaliation" asserts that Russia retaliated."""
    for token in doc:
        noun = token.lower_
        clause = AGENT_NOUNS.get(noun) or AGENT_NOUNS.get(noun.rstrip("s"))
        if clause is None or (token.pos_ == "VERB" and not any(child.dep_ == "poss" for child in token.children)):
            continue
        owner = next(
            (child for child in token.children if child.dep_ == "poss" and child.pos_ in ("PROPN", "NOUN")), None
        )
        if owner is None or not any(child.tag_ == "POS" for child in owner.children):
            continue
        start = owner.left_edge.idx
        end = token.idx + len(token)
        name = cased[start : owner.idx + len(owner)]
        yield Claim(_sentence(f"{name} {clause}"), Span(start, end), "event")


def _distinct(claims: list[Claim]) -> Iterator[Claim]:
    seen: set[str] = set()
    for claim in claims:
        key = claim.text.lower().strip(" .")
        if key not in seen:
            seen.add(key)
            yield claim


def _sentence(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:-–—")
    if len(text) > 2 and text[0] in "'\"" and text[-1] == text[0] and text.count(text[0]) == 2:
        text = text[1:-1]
    if DENIAL.match(text) and not has_verb(text):
        text = f"There were {text[:1].lower()}{text[1:]}"
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", '."', ".'")) else text + "."
