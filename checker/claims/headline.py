"""A headline taken apart: its form, who it says says so, and the claims it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..body import Body
from ..english.hidden_verbs import has_hidden_verb, parse_headline
from ..english.parser import is_common_word, parse
from ..english.tree import Doc, Token
from ..english.truecase import restore_case
from ..english.words.attribution import HEADLINE_REPORTING, SOURCE_NOUNS
from ..english.words.events import AGENT_NOUNS
from ..segmentation import sentence_spans
from ..text import MappedText, Span

ReasonNotChecked = Literal[
    "question",
    "opinion",
    "imperative",
    "quote",
    "no-claim",
    "no-body",
    "body-too-short",
    "wrong-language",
    "no-headline",
]
ClaimKind = Literal["headline", "clause", "event"]

SEPARATOR = re.compile(
    r"(?P<colon>:\s+|:(?=['\"]))|(?P<semicolon>;\s+)|(?P<dash>(?<!\s)\s+[-–—|]{1,2}\s+|(?:(?<!\s)\s+)?—\s*)|(?P<ellipsis>\.\.\.\s+|…\s+)"
)
KICKERS = frozenset(
    """
    breaking exclusive live video watch update updated analysis opinion comment editorial review column
    explainer letters letter listen podcast photos pictures gallery interview profile obituary factbox timeline
    revealed report special quiz poll recap preview
    """.split()
)
KICKER_PHRASES = frozenset(("dvd review", "film review", "book review", "in pictures", "market report"))
OPINION_KICKERS = frozenset(["opinion", "comment", "editorial", "review", "column", "letters", "letter"])
NON_CLAIM_KICKERS = frozenset(["quiz", "timeline", "factbox", "gallery", "pictures", "photos", "explainer", "podcast"])
QUESTION_START = re.compile(
    r"^(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|can|could|will|would|should|do|does|did|has|have|may|might|am)\b",
    re.IGNORECASE,
)
QUESTION_WORD = re.compile(r"^(?:who|whom|whose|what|when|where|why|how|which)\b", re.IGNORECASE)
EXPLAINER_START = re.compile(
    r"^(?:how|why|what|where|when|who|here's|here is|this is|these are|everything you|the reason)\b", re.IGNORECASE
)
FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'll|my|we|we're|our)\b|^(?:you|your|you're)\b", re.IGNORECASE)
OPINION_MODAL = re.compile(r"\b(?:should|must|ought to|need to|needs to)\b", re.IGNORECASE)
JUDGEMENT = re.compile(
    r"^(?:best|worst|top \d+|\d+ (?:best|worst|reasons?|ways|things|tips|facts|signs|photos))\b|^(?:the )?\d+ (?:reasons|ways|things|tips|signs)\b",
    re.IGNORECASE,
)
# "No deaths in quake" denies something although it has no verb.
DENIAL = re.compile(r"^no\s+(?!\d)\w+", re.IGNORECASE)
# Words and the spaces between them are never given back, and a run of spaces is begun once: so it takes linear time.
TRAILING_SOURCE = re.compile(
    r"(?:,\s*+|(?<!\s)\s++[-–]\s++)(?P<source>(?:[\w.'&-]++\s++){1,5}?)(?P<verb>says?|said|claims?|warns?|reports?|finds?|shows?|suggests?|told|hears?|believes?|insists?|admits?|tells\s++\w++)\s*+$"
    r"|(?:,\s*+|(?<!\s)\s++)(?P<verb2>says?|said|claims?|warns?|according to|as told to)\s++(?P<source2>[\w.'&-]++(?:\s++[\w.'&-]++){0,5}+\s*+)$",
    re.IGNORECASE,
)
OPENING_MARK = re.compile(r"(?<!\w)['\"]")
CLOSING_MARK = {"'": re.compile(r"'(?!\w)"), '"': re.compile(r'"(?!\w)')}
SAYING = re.compile(
    r"\b(?:says?|said|claims?|claimed|alleged(?:ly)?|reportedly|according|accused?|accuses|suspected|suspect|told|reports?|"
    r"rumou?r\w*)\b",
    re.IGNORECASE,
)
FINITE_TAGS = frozenset(("VBZ", "VBP", "VBD", "MD"))
WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Claim:
    """One thing that the headline asserts.

    Attributes:
        text: the claim as a sentence: the hypothesis that the NLI model is given.
        span: where it stands in the repaired headline.
        kind: ``headline`` (all of it, or each of its sentences), ``clause`` (a part) or ``event`` (a possessive event
            noun: "Russia's retaliation").
        source: who says so according to the headline, or ``None``.
        reason: why it cannot be judged, or ``None`` where it can.
    """

    text: str
    span: Span
    kind: ClaimKind
    source: str | None = None
    reason: ReasonNotChecked | None = None


@dataclass(frozen=True)
class Headline:
    """A headline with its analysis; ``text`` and ``cased`` have the same length and share offsets."""

    text: str
    cased: str
    mapping: MappedText
    doc: Doc
    claims: tuple[Claim, ...]
    sources: tuple[Span, ...]
    reason: ReasonNotChecked | None

    @property
    def attributed(self) -> bool:
        """Does the headline itself say who says so, or quote somebody?"""
        # Apostrophes inside and at the end of words are no quotation marks.
        marks = re.sub(r"\w'\w|s'(?=\s)", "", self.text)
        return bool(self.sources) or "'" in marks or '"' in marks or bool(SAYING.search(self.text))

    def in_source(self, span: Span) -> bool:
        """Do the words belong to whoever says so ("study finds"), not to what is said?"""
        return any(source.covers(span) for source in self.sources)


@dataclass(frozen=True)
class _Piece:
    span: Span
    role: Literal["claim", "source", "topic", "kicker"]


def read_headline(mapping: MappedText, body: Body) -> Headline:
    """Take a repaired headline apart.

    Args:
        mapping: the repaired headline with its map to the text as read.
        body: its body, which knows the true case of names.

    Returns:
        The analysis; ``claims`` holds the whole headline first, sentence by sentence where it has several, then its parts.
    """
    text = mapping.text.replace("\n", " ").rstrip()
    cased = restore_case(text, lambda: body.spellings)
    doc = parse_headline(cased)
    if not WORDS.search(text):
        return Headline(text, cased, mapping, doc, (), (), "no-headline")
    sentences = list(_sentences(cased))
    pieces = [[_shifted(piece, span.start) for piece in _pieces(cased[span.start : span.end])] for span in sentences]
    every = [piece for found in pieces for piece in found]
    sources = [piece.span for piece in every if piece.role == "source"]
    kickers = {
        cased[piece.span.start : piece.span.end].lower().strip("'\" ").split()[-1]
        for piece in every
        if piece.role == "kicker"
    }
    reason = _form(cased, doc, every, kickers)
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
        alone = len(WORDS.findall(content)) >= 3 and _has_verb(content) and not _inside_quotes(cased, span.start)
        if found and not alone:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    # Marks of bullets and the like in front belong to a headline as they do not to a body's sentence.
    yield from [Span(0, found[0].end), *found[1:]] if found else [Span(0, len(cased))]


def _shifted(piece: _Piece, offset: int) -> _Piece:
    return _Piece(Span(piece.span.start + offset, piece.span.end + offset), piece.role)


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut at colons, semicolons and dashes; tell sources, topics and kickers from claims."""
    cuts: list[tuple[int, int, str]] = []
    for match in SEPARATOR.finditer(text):
        if _inside_quotes(text, match.start()):
            continue
        cuts.append((match.start(), match.end(), match.lastgroup or ""))
    starts = [0, *[cut[1] for cut in cuts]]
    ends = [*[cut[0] for cut in cuts], len(text)]
    seps = [*[cut[2] for cut in cuts], ""]
    count = len(starts)
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        span = _trim(text, Span(start, end))
        if span.end <= span.start:
            continue
        content = text[span.start : span.end]
        last = index == count - 1
        if not last and content.lower().strip("'\"") in KICKERS | KICKER_PHRASES:
            yield _Piece(span, "kicker")
        elif count > 1 and (
            (not last and seps[index] == "colon" and _is_source(content))
            or (last and seps[index - 1] in ("dash", "colon") and _is_source(content, strict=True))
        ):
            yield _Piece(span, "source")
        elif count > 1 and not _has_verb(content):
            yield _Piece(span, "topic")
        else:
            yield from _without_trailing_source(text, span)


def _without_trailing_source(text: str, span: Span) -> Iterator[_Piece]:
    content = text[span.start : span.end]
    match = TRAILING_SOURCE.search(content)
    if match and match.start() > 0:
        group = "source" if match.group("source") else "source2"
        source = _trim(text, Span(span.start + match.start(group), span.start + match.end(group)))
        head = _trim(text, Span(span.start, span.start + match.start()))
        if _has_verb(text[head.start : head.end]) and len(WORDS.findall(text[head.start : head.end])) >= 2:
            yield _Piece(head, "claim")
            yield _Piece(source, "source")
            return
    yield _Piece(span, "claim")


def _is_source(content: str, strict: bool = False) -> bool:
    """Can these few words be somebody who speaks: a person, an office, a study?"""
    words = WORDS.findall(content)
    if not words or len(words) > 5:
        return False
    if (
        re.search(r"\b(?:according to|" + "|".join(HEADLINE_REPORTING) + r")\s*$", content, re.IGNORECASE)
        and len(words) > 1
    ):
        return True
    last = words[-1].lower()
    if last in SOURCE_NOUNS and not _has_finite_verb(content):
        return True
    doc = parse(content)
    if any(ent.label_ == "PERSON" and ent.end == len(doc) for ent in doc.ents):
        return True
    return (
        not strict
        and len(words) <= 2
        and all(token.pos_ == "PROPN" for token in doc if token.is_alpha)
        and any(ent.label_ in ("ORG", "PERSON") for ent in doc.ents)
    )


def _has_verb(content: str) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in parse(content)) or has_hidden_verb(content)


def _has_finite_verb(content: str) -> bool:
    return any(token.tag_ in FINITE_TAGS for token in parse(content))


def _form(cased: str, doc: Doc, pieces: list[_Piece], kickers: set[str]) -> ReasonNotChecked | None:
    """Why the headline as a whole cannot be judged, or ``None``."""
    if kickers & OPINION_KICKERS:
        return "opinion"
    if kickers & NON_CLAIM_KICKERS:
        return "no-claim"
    claims = [piece for piece in pieces if piece.role == "claim"]
    if not claims:
        return "no-claim"
    text = cased[claims[0].span.start : claims[-1].span.end].strip()
    first = WORDS.findall(text)[:1]
    acronym = bool(first) and len(first[0]) > 1 and first[0].isupper() and not text.isupper()
    if text.rstrip("'\" ").endswith("?") or (not acronym and QUESTION_START.match(text) and _is_inverted(text)):
        return "question"
    if not acronym and EXPLAINER_START.match(text):
        return "question" if QUESTION_WORD.match(text) else "no-claim"
    if JUDGEMENT.match(text):
        return "opinion"
    if any(piece.role == "source" for piece in pieces):
        return None
    unquoted = _without_quotations(text)
    if not WORDS.search(unquoted):
        return "quote"
    if FIRST_PERSON.search(unquoted):
        return "opinion"
    if OPINION_MODAL.search(unquoted) and not any(
        token.lower_ in HEADLINE_REPORTING or token.lemma_ in ("urge", "call", "tell", "rule", "order") for token in doc
    ):
        return "opinion"
    if _is_imperative(text):
        return "imperative"
    told = any(token.pos_ in ("VERB", "AUX") for token in doc) or _has_verb(text) or DENIAL.match(text)
    return None if told else "no-claim"


def _without_quotations(text: str) -> str:
    """The text with a space in place of each quotation, its marks included."""
    kept: list[str] = []
    start = 0
    unclosed: set[str] = set()
    for opening in OPENING_MARK.finditer(text):
        mark = opening.start()
        if mark < start or opening.group() in unclosed:
            continue
        closing = CLOSING_MARK[opening.group()].search(text, mark + 2)
        if closing is None:
            unclosed.add(opening.group())
            continue
        kept += [text[start:mark], " "]
        start = closing.end()
    return "".join([*kept, text[start:]])


def _is_inverted(text: str) -> bool:
    """ "Is the minister…": an auxiliary first and its subject after."""
    if QUESTION_WORD.match(text):
        return True
    doc = parse(text)
    return any(token.dep_ in ("nsubj", "nsubjpass", "expl") and token.i > 0 for token in doc[:4]) and doc[0].pos_ in (
        "AUX",
        "VERB",
    )


def _is_imperative(text: str) -> bool:
    doc = parse(text)
    first = doc[0]
    if first.tag_ != "VB" or first.dep_ != "ROOT" or not is_common_word(first.lower_):
        return False
    return not any(child.dep_ in ("nsubj", "nsubjpass") for child in first.children)


def _parts(cased: str, pieces: list[_Piece], source: str | None) -> Iterator[Claim]:
    for piece in pieces:
        if len(pieces) > 1 and _sensible(cased[piece.span.start : piece.span.end]):
            yield Claim(_sentence(cased[piece.span.start : piece.span.end]), piece.span, "clause", source)
        for span, text in _clauses(cased, piece.span):
            yield Claim(_sentence(text), span, "clause", source)


def _clauses(cased: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Coordinated and adverbial clauses that can stand alone: "Man shoots two and flees" gives both halves."""
    doc = parse(cased[span.start : span.end])
    roots = [token for token in doc if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX")]
    for root in roots:
        subject = _subject(root)
        others = [child for child in root.children if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")]
        others += [
            child
            for child in root.children
            if child.dep_ == "advcl" and _subject(child) is not None and child.tag_ in FINITE_TAGS
        ]
        if not others or subject is None:
            continue
        cut = min(min(token.i for token in child.subtree) for child in others)
        main = doc[min(token.i for token in subject.subtree) : cut]
        while len(main) and (main[-1].is_punct or main[-1].pos_ in ("CCONJ", "SCONJ", "ADP")):
            main = main[:-1]
        if len(main) and root.i < main.end and _sensible(main.text):
            yield Span(span.start + main.start_char, span.start + main.end_char), main.text
        for child in others:
            own = _subject(child)
            tokens = sorted(child.subtree, key=lambda token: token.i)
            tokens = [token for token in tokens if token.i >= child.left_edge.i]
            while tokens and (tokens[0].dep_ in ("mark", "cc", "punct") or tokens[0].pos_ in ("SCONJ", "CCONJ")):
                tokens = tokens[1:]
            if not tokens:
                continue
            piece = doc[tokens[0].i : tokens[-1].i + 1]
            text = (
                piece.text
                if own is not None
                else f"{doc[subject.left_edge.i : subject.right_edge.i + 1].text} {piece.text}"
            )
            if _sensible(text):
                yield Span(span.start + piece.start_char, span.start + piece.end_char), text


def _subject(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def _sensible(text: str) -> bool:
    """Has the piece a subject and a verb, and enough words to be judged alone?"""
    doc = parse(text)
    words = [token for token in doc if token.is_alpha or token.like_num]
    verbs = [token for token in doc if token.pos_ in ("VERB", "AUX")]
    subject = any(token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN", "NUM") for token in doc)
    finite = any(token.tag_ in FINITE_TAGS for token in verbs)
    return bool(verbs) and subject and len(words) >= (2 if finite else 3)


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
    if DENIAL.match(text) and not _has_verb(text):
        text = f"There were {text[:1].lower()}{text[1:]}"
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", '."', ".'")) else text + "."


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return Span(start, end)


def _inside_quotes(text: str, position: int) -> bool:
    before = text[:position]
    double = before.count('"') % 2 == 1
    opened = len(re.findall(r"(?<!\w)'(?=\w)", before))
    closed = len(re.findall(r"(?<=[\w.!?,])'(?!\w)", before))
    return double or (opened > closed and "'" in text[position:])
