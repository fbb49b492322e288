"""Pairs by exact edits of real sentences: the label is known by construction.

From a parsed sentence a clause is cut out (subject, verb, object, a phrase or two), which the sentence entails.
Edits of that clause then swap its roles, negate it, change a name, a number or a date, or drop a hedge.
The same code makes hard pairs for training and, from other sentences, the recipe's own test sets.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KINDS = ("role", "number", "negation", "name", "hedge", "date")
MIN_WORDS, MAX_WORDS = 7, 38
MAX_PHRASE = 9
NAMED = ("PERSON", "ORG", "GPE", "NORP")
# Swapping the two sides of these changes nothing, or leaves open what it changes.
SYMMETRIC = frozenset(
    """meet marry equal resemble join match include involve contain mean become remain have be say tell ask think know
    see hear follow accompany face fight play divorce love like date form compare concern interest need want get make do
    describe call name represent""".split()
)
PEOPLE = frozenset(
    """man woman boy girl police officer officers government minister president court judge company firm team club
    coach player players striker army troops soldiers rebels militants union workers council mayor senator lawmakers
    voters protesters students teacher teachers doctor doctors bank regulator prosecutors lawyer lawyers rival
    rivals opposition party group groups fans manager owner residents farmers critics investors mother father son
    daughter husband wife brother sister friend driver pilot suspect victim attacker""".split()
)
HEDGES = frozenset("may might could".split())
# The thing itself has not happened yet, or not for certain.
INTENTIONS = frozenset(
    """plan intend want hope threaten consider expect propose aim seek promise vow pledge offer attempt try prepare
    """.split()
)
CLAIMS = frozenset("allege claim suspect believe accuse speculate suggest fear hope".split())
NOT_FACT = frozenset("if unless whether whenever lest".split())
DOWNWARD = frozenset(
    "no not n't never few little hardly barely scarcely nobody nothing none neither nor without only".split()
)
# Left out with the adverbs, these would change what is said.
WEAKENING = frozenset(
    """almost nearly rarely seldom allegedly reportedly supposedly apparently perhaps possibly probably maybe virtually
    partly initially originally formerly once longer hopefully unlikely likely""".split()
)
# Before a number: it is not to be changed by a little, or no number at all.
ROUGHLY = frozenset(
    "$ £ € # - : / about around some nearly almost over under than least most to roughly approximately".split()
)
# Tags of words behind which "36 people" can become "dozens of people".
COUNTING = ("IN", "VBD", "VBN", "VBG", "VB", "VBZ")
AMOUNT = re.compile(
    r"(?P<sign>[$£€]?)(?<![\w.,])(?P<number>\d[\d,]*(?:\.\d+)?)(?=\s?(?:%|per ?cent\b|percent\b|million\b|billion\b"
    r"|m\b|bn\b))"
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April June July August September October November December".split()
DIGITS = "two three four five six seven eight nine ten eleven twelve".split()
ARTICLE = re.compile(r"^(the|a|an) ", re.IGNORECASE)


class Pair(NamedTuple):
    """A made pair: ``kind`` says which edit, ``label`` what is known of it."""

    premise: str
    hypothesis: str
    label: str
    kind: str


@dataclass(frozen=True)
class Clause:
    """Subject, verb group and the rest of a clause, as lists of tokens."""

    subject: list[Token]
    auxiliaries: list[Token]
    verb: Token
    particle: list[Token]
    object: list[Token]
    rest: list[Token]
    negated: bool

    def text(self) -> str:
        """The clause as a sentence, in its own order."""
        tokens = [*self.subject, *self.auxiliaries, self.verb, *self.particle, *self.object, *self.rest]
        return sentence(joined(sorted(tokens, key=lambda token: token.i)))


@dataclass
class Forms:
    """Forms of verbs met in a corpus, so that no inflection has to be invented: lemma → past, participle,
    third person.
    """

    past: dict[str, str] = field(default_factory=dict)
    participle: dict[str, str] = field(default_factory=dict)
    present: dict[str, str] = field(default_factory=dict)

    def learn(self, doc: Doc) -> None:
        """Note the forms that a document has."""
        for token in doc:
            table = {"VBD": self.past, "VBN": self.participle, "VBZ": self.present}.get(token.tag_)
            if table is not None and token.text.isalpha() and token.lemma_ != "be":
                table.setdefault(token.lemma_.lower(), token.text.lower())


def clauses(doc: Doc) -> Iterator[Clause]:
    """Clauses that their sentence asserts as a fact, with a subject and an object or a phrase behind the verb."""
    for verb in doc:
        clause = _clause(verb) if _asserted(verb) else None
        if clause is not None:
            yield clause


def _asserted(verb: Token) -> bool:
    """Is it a main verb that nothing around it keeps from being a fact?"""
    if (
        verb.pos_ != "VERB"
        or verb.dep_ not in ("ROOT", "conj")
        or (verb.dep_ == "conj" and verb.head.dep_ != "ROOT")
        or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG")
    ):
        return False
    children = list(verb.children)
    if any(child.dep_ in ("mark", "expl", "csubj") and child.lower_ in NOT_FACT for child in children):
        return False
    if any(child.dep_ in ("ccomp", "xcomp", "dative") for child in children):
        return False
    return not any(child.dep_ in ("advmod", "npadvmod") and child.lower_ in WEAKENING for child in children)


def _clause(verb: Token) -> Clause | None:
    children = list(verb.children)
    subjects = [child for child in children if child.dep_ in ("nsubj", "nsubjpass")]
    if len(subjects) != 1 or subjects[0].i > verb.i or subjects[0].pos_ == "PRON":
        return None
    auxiliaries = [child for child in children if child.dep_ in ("aux", "auxpass") and child.i < verb.i]
    if verb.tag_ in ("VBN", "VBG", "VB") and not auxiliaries:
        return None
    objects = [child for child in children if child.dep_ in ("dobj", "attr", "acomp", "oprd") and child.i > verb.i]
    subject = phrase(subjects[0])
    target = phrase(objects[0]) if objects else []
    rest = _behind(verb)
    if not subject or (objects and not target) or len(objects) > 1:
        return None
    if (not target and not rest) or (rest and rest[-1].lower_ == "saying"):
        return None
    if any(token.lower_ in DOWNWARD for token in (*subject, *target, *rest)):
        return None
    negated = any(child.dep_ == "neg" for child in children)
    particle = [child for child in children if child.dep_ == "prt" and child.i > verb.i]
    return Clause(subject, auxiliaries, verb, particle, target, rest, negated)


def _behind(verb: Token) -> list[Token]:
    """The first phrases behind the verb, up to one that is too long or odd."""
    rest: list[Token] = []
    for prep in [child for child in verb.children if child.dep_ in ("prep", "agent") and child.i > verb.i][:2]:
        words = phrase(prep)
        if not words:
            break
        rest.extend(words)
    return rest


def phrase(head: Token) -> list[Token]:
    """The words of a phrase without relative clauses, appositions and asides; empty where it is too long or odd."""
    kept: list[Token] = []

    def walk(token: Token) -> None:
        for child in token.children:
            if child.dep_ in (
                "relcl",
                "acl",
                "appos",
                "punct",
                "advcl",
                "ccomp",
                "dep",
                "parataxis",
                "cc",
                "conj",
                "preconj",
            ):
                aside = child.left_edge.i > 0 and child.left_edge.nbor(-1).text in (",", "-", "(", "–")
                # "Firms that break the law" are not firms at large: only what stands behind a comma can go.
                if child.dep_ in ("cc", "conj", "preconj") or (child.dep_ in ("relcl", "acl") and not aside):
                    raise _OddError
                continue
            walk(child)
        kept.append(token)

    try:
        walk(head)
    except _OddError:
        return []
    kept.sort(key=lambda token: token.i)
    if len(kept) > MAX_PHRASE or any(token.tag_ in ("``", "''", "-LRB-", "WDT", "WP", "PRP$") for token in kept):
        return []
    # A gap inside would join words that never stood together ("the man [who …] of the hour").
    inner = [one for one, other in itertools.pairwise(kept) if other.i - one.i > 1]
    return [] if inner or kept[-1].tag_ in ("IN", "TO", "DT", "CC", "POS") else kept


class _OddError(Exception):
    pass


def edits(doc: Doc, forms: Forms, names: dict[str, list[str]], rng: random.Random) -> Iterator[Pair]:
    """Every pair that one parsed sentence gives.

    Args:
        doc: one sentence.
        forms: verb forms learnt from the corpus.
        names: names of the corpus by entity type, to put in another's place.
        rng: draws what to put in.
    """
    text = doc.text.strip()
    words = len(text.split())
    if not MIN_WORDS <= words <= MAX_WORDS or text.count('"') % 2 or "?" in text or not text[:1].isupper():
        return
    yield from _dates(doc, text, rng)
    for clause in clauses(doc):
        modal = [token.lower_ for token in clause.auxiliaries if token.tag_ == "MD"]
        if modal:
            if modal[0] in HEDGES and not clause.negated:
                yield from _hedges(clause, text, forms, rng)
            continue
        if any(token.dep_ == "advcl" for token in clause.verb.children) and any(t.lower_ in NOT_FACT for t in doc):
            continue
        yield from _negations(clause, text)
        if clause.negated:
            continue
        yield from _roles(clause, text, forms)
        yield from _names(clause, doc, text, names, rng)
        yield from _numbers(clause, text, rng)
        yield from _amounts(clause, text, rng)
    yield from _intentions(doc, text, forms, rng)


def _roles(clause: Clause, text: str, forms: Forms) -> Iterator[Pair]:
    verb = clause.verb
    lemma = verb.lemma_.lower()
    if lemma in SYMMETRIC or not clause.object or clause.particle:
        return
    perfect = [token.lower_ for token in clause.auxiliaries] in (["has"], ["have"], ["had"]) and verb.tag_ == "VBN"
    if not perfect and (clause.auxiliaries or verb.tag_ not in ("VBD", "VBZ")):
        return
    subject, target = clause.subject, clause.object
    if not (_actor(subject) and _actor(target)):
        return
    rest = joined(clause.rest)
    one, other = moved(subject), joined(target)
    if one.lower() == other.lower():
        return

    def active(plural: bool) -> str:
        if perfect:
            had = clause.auxiliaries[0].lower_ == "had"
            return f"{'had' if had else 'have' if plural else 'has'} {verb.text}"
        return verb.text if verb.tag_ == "VBD" or not plural else lemma

    def passive(plural: bool, participle: str) -> str:
        if perfect:
            had = clause.auxiliaries[0].lower_ == "had"
            return f"{'had' if had else 'have' if plural else 'has'} been {participle} by"
        be = ("were" if plural else "was") if verb.tag_ == "VBD" else ("are" if plural else "is")
        return f"{be} {participle} by"

    one_many, other_many = _plural(subject), _plural(target)
    yield Pair(text, sentence(f"{one} {active(one_many)} {other} {rest}"), "entailment", "role")
    yield Pair(text, sentence(f"{other} {active(other_many)} {one} {rest}"), "contradiction", "role")
    participle = verb.text if perfect else forms.participle.get(lemma)
    if participle:
        yield Pair(text, sentence(f"{other} {passive(other_many, participle)} {one} {rest}"), "entailment", "role")
        yield Pair(text, sentence(f"{one} {passive(one_many, participle)} {other} {rest}"), "contradiction", "role")


def _negations(clause: Clause, text: str) -> Iterator[Pair]:
    verb = clause.verb
    subject = moved(clause.subject)
    tail = joined([*clause.particle, *clause.object, *clause.rest])
    auxiliaries = [token.text for token in clause.auxiliaries]
    lemma = verb.lemma_
    if clause.negated:
        if auxiliaries and auxiliaries[0].lower() in ("did", "does", "do"):
            return
        plain = " ".join([*auxiliaries, verb.text])
        negative = " ".join([*auxiliaries[:1], "not", *auxiliaries[1:], verb.text]) if auxiliaries else ""
        if negative and auxiliaries[0].lower() not in ("ca", "wo"):
            yield Pair(text, sentence(f"{subject} {negative} {tail}"), "entailment", "negation")
            yield Pair(text, sentence(f"{subject} {plain} {tail}"), "contradiction", "negation")
        return
    if auxiliaries:
        negative = " ".join([auxiliaries[0], "not", *auxiliaries[1:], verb.text])
    elif verb.tag_ == "VBD" and lemma != "be":
        negative = f"did not {lemma}"
    elif verb.tag_ == "VBZ" and lemma not in ("be", "have"):
        negative = f"does not {lemma}"
    else:
        return
    yield Pair(text, clause.text(), "entailment", "negation")
    yield Pair(text, sentence(f"{subject} {negative} {tail}"), "contradiction", "negation")


def _names(clause: Clause, doc: Doc, text: str, names: dict[str, list[str]], rng: random.Random) -> Iterator[Pair]:
    plain = clause.text()
    for entity in doc.ents:
        if entity.label_ not in NAMED or len(entity) > 3 or not re.search(rf"\b{re.escape(entity.text)}\b", plain):
            continue
        inside = [item.text for item in doc.ents if item.label_ == entity.label_ and item.text not in plain]
        pool = inside or names.get(entity.label_, [])
        for _ in range(8):
            other = rng.choice(pool) if pool else ""
            if (other and not set(letters(other)) & set(letters(text))) or (inside and other):
                yield Pair(text, plain, "entailment", "name")
                yield Pair(text, sentence(replaced(plain, entity.text, other)), "contradiction", "name")
                return


def _numbers(clause: Clause, text: str, rng: random.Random) -> Iterator[Pair]:
    plain = clause.text()
    for token in [*clause.subject, *clause.object, *clause.rest]:
        value = value_of(token.text)
        if token.tag_ != "CD" or value is None or odd_number(token):
            continue
        year = 1500 <= value <= 2100 and "," not in token.text and token.head.tag_ != "NNS"
        seen = {found.replace(",", "") for found in re.findall(r"\d[\d,]*", text)}
        for _ in range(8):
            new = _other_value(value, year, rng)
            if str(new) not in seen and new != value and new > 1:
                break
        else:
            continue
        counted = (
            not year and value >= 5 and token.i > 0 and token.nbor(-1).tag_ in COUNTING and token.head.tag_ == "NNS"
        )
        variants = [
            (token.text, "entailment"),
            (_respell(token.text, value), "entailment"),
            (_like(token.text, new), "contradiction"),
        ]
        if counted:
            below, above = max(int(value * 0.8), 2), int(value * 1.5) + 1
            variants += [
                (f"more than {_like(token.text, below)}", "entailment"),
                (f"at least {_like(token.text, rng.choice((below, value)))}", "entailment"),
                (_vague(value), "entailment"),
                (_about(token.text, value, rng), "entailment"),
                (f"more than {_like(token.text, above)}", "contradiction"),
                (f"at least {_like(token.text, above)}", "contradiction"),
                (f"fewer than {_like(token.text, max(int(value * 0.6), 2))}", "contradiction"),
                (_vague(value * 30) if value < 100 else None, "contradiction"),
            ]
        for number, label in variants:
            made = replaced(plain, token.text, number) if number else plain
            if made != plain or number == token.text:
                yield Pair(text, sentence(made), label, "number")
        return


def _amounts(clause: Clause, text: str, rng: random.Random) -> Iterator[Pair]:
    """Percentages and sums: "9.5%", "$3 million"."""
    plain = clause.text()
    found = AMOUNT.search(plain)
    if not found or len(AMOUNT.findall(plain)) > 1:
        return
    value = float(found["number"].replace(",", ""))
    digits = len(found["number"].partition(".")[2])
    new = rng.choice((value * 2, value / 2, value + 1, value * 10, value + 3, value * 1.4))
    changed = f"{new:,.{digits}f}" if "," in found["number"] else f"{new:.{digits}f}"
    if changed == found["number"] or changed in text or float(changed.replace(",", "")) == 0:
        return
    yield Pair(text, plain, "entailment", "number")
    yield Pair(text, _swap(plain, found, changed), "contradiction", "number")
    rounded = f"{value:.0f}"
    if digits and float(rounded) and abs(float(rounded) - value) / value < 0.08:
        roughly = "nearly" if float(rounded) > value else "about"
        start = found.start() - len(found["sign"])
        before = plain[:start].rstrip()
        if not before.lower().endswith(tuple(ROUGHLY)):
            tail = f"{found['sign']}{rounded}{plain[found.end('number') :]}"
            yield Pair(text, sentence(f"{before} {roughly} {tail}"), "entailment", "number")
    elif value.is_integer() and 2 <= value <= 12 and found["sign"]:
        yield Pair(text, sentence(_swap(plain, found, found["number"] + ".0")), "entailment", "number")


def _swap(plain: str, found: re.Match[str], number: str) -> str:
    return plain[: found.start("number")] + number + plain[found.end("number") :]


def _vague(value: int) -> str | None:
    """The word for numbers of this size, where there is one: dozens, hundreds, thousands."""
    for least, most, word in ((24, 99, "dozens of"), (200, 999, "hundreds of"), (2000, 999_999, "thousands of")):
        if least <= value <= most:
            return word
    return None


def _about(text: str, value: int, rng: random.Random) -> str | None:
    """A round number near the value, called so; nothing where the value is round itself."""
    if value < 15:
        return None
    size = 10 ** (len(str(value)) - 1)
    step = max(size // 2, 1) if value >= 100 else 10
    near = round(value / step) * step
    if near == value or not near or abs(near - value) / value > 0.08:
        return None
    word = rng.choice(("about", "around", "nearly" if near > value else "more than"))
    return f"{word} {_like(text, near)}"


def _hedges(clause: Clause, text: str, forms: Forms, rng: random.Random) -> Iterator[Pair]:
    verb = clause.verb
    passive = any(token.dep_ == "auxpass" for token in clause.auxiliaries)
    subject = moved(clause.subject)
    tail = joined([*clause.particle, *clause.object, *clause.rest])
    yield Pair(text, clause.text(), "entailment", "hedge")
    if passive:
        for form in ["was", "is"] if not _plural(clause.subject) else ["were", "are"]:
            yield Pair(text, sentence(f"{subject} {form} {verb.text} {tail}"), "neutral", "hedge")
        return
    if len(clause.auxiliaries) > 1 or verb.tag_ != "VB":
        return
    lemma = verb.lemma_.lower()
    done = [
        form for form in (forms.past.get(lemma), None if _plural(clause.subject) else forms.present.get(lemma)) if form
    ]
    for form in [*([rng.choice(done)] if done else []), f"will {lemma}"]:
        yield Pair(text, sentence(f"{subject} {form} {tail}"), "neutral", "hedge")


def _intentions(doc: Doc, text: str, forms: Forms, rng: random.Random) -> Iterator[Pair]:
    """ "plans to buy" → "buys": open, and what is planned is planned."""
    for verb in doc:
        if (
            verb.pos_ != "VERB"
            or verb.dep_ != "ROOT"
            or verb.lemma_ not in INTENTIONS
            or verb.tag_ not in ("VBD", "VBZ", "VBP")
        ):
            continue
        children = list(verb.children)
        subjects = [child for child in children if child.dep_ == "nsubj"]
        done = [child for child in children if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBG")]
        if len(subjects) != 1 or subjects[0].pos_ == "PRON" or len(done) != 1 or any(c.dep_ == "neg" for c in children):
            continue
        inner = done[0]
        objects = [child for child in inner.children if child.dep_ == "dobj"]
        if len(objects) != 1 or any(child.dep_ in ("neg", "ccomp", "xcomp") for child in inner.children):
            continue
        subject, target = phrase(subjects[0]), phrase(objects[0])
        past = forms.past.get(inner.lemma_.lower())
        if not subject or not target or not past or any(t.lower_ in DOWNWARD for t in (*subject, *target)):
            continue
        one, other = moved(subject), joined(target)
        particle = joined([child for child in inner.children if child.dep_ == "prt"])
        link = "to " if inner.tag_ == "VB" else ""
        yield Pair(text, sentence(f"{one} {verb.text} {link}{inner.text} {particle} {other}"), "entailment", "hedge")
        present = forms.present.get(inner.lemma_.lower()) if not _plural(subject) else inner.lemma_
        form = rng.choice([past, present or past])
        yield Pair(text, sentence(f"{one} {form} {particle} {other}"), "neutral", "hedge")


def _dates(doc: Doc, text: str, rng: random.Random) -> Iterator[Pair]:
    found = list(clauses(doc))
    if not found or found[0].negated:
        return
    plain = found[0].text()
    for table in (WEEKDAYS, MONTHS):
        inside = [name for name in table if re.search(rf"\b{name}\b", plain)]
        if len(inside) == 1:
            other = rng.choice([name for name in table if name not in text])
            yield Pair(text, plain, "entailment", "date")
            yield Pair(text, plain.replace(inside[0], other), "contradiction", "date")
            return


def sentence(text: str) -> str:
    """Capital first, full stop last, single spaces."""
    text = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,;")
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def joined(tokens: list[Token]) -> str:
    """The tokens with the spaces they had, and one where a gap was."""
    parts = []
    for index, token in enumerate(tokens):
        nearby = index + 1 < len(tokens) and tokens[index + 1].i == token.i + 1
        parts.append(token.text_with_ws if nearby else token.text + " ")
    return "".join(parts).strip()


def moved(tokens: list[Token]) -> str:
    """The tokens as they read inside a sentence: the capital of its start goes, a name's stays."""
    text = joined(tokens)
    first = tokens[0]
    named = first.pos_ == "PROPN" or (first.ent_type_ in NAMED and first.tag_ != "DT")
    return text if named or first.i > 1 or first.text.isupper() else text[:1].lower() + text[1:]


def _actor(tokens: list[Token]) -> bool:
    head = next((token for token in tokens if token.head not in tokens), tokens[-1])
    return head.ent_type_ in NAMED or head.lower_ in PEOPLE


def _plural(tokens: list[Token]) -> bool:
    head = next((token for token in tokens if token.head not in tokens), tokens[-1])
    return head.tag_ in ("NNS", "NNPS") or head.lower_ in ("police", "people", "troops")


def letters(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Za-z]+", text) if len(word) > 2]


def value_of(text: str) -> int | None:
    if re.fullmatch(r"\d{1,3}(,\d{3})+|\d{1,6}", text):
        return int(text.replace(",", ""))
    return DIGITS.index(text.lower()) + 2 if text.lower() in DIGITS else None


def odd_number(token: Token) -> bool:
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.i and token.nbor(-1).lower_ in ROUGHLY:
        return True
    around = {token.doc[number].text for number in range(max(token.i - 2, 0), min(token.i + 3, len(token.doc)))}
    if around & set(MONTHS) and (value_of(token.text) or 0) <= 31:  # a day of the month
        return True
    attached = not token.whitespace_ and after is not None and after.text not in (",", ".", ";")
    return attached or (after is not None and after.tag_ == "CD")


def _other_value(value: int, year: bool, rng: random.Random) -> int:
    if year:
        return value + rng.choice((-9, -6, -4, -2, -1, 1, 2, 3, 5))
    return rng.choice((value + 1, value + 2, value * 2, value * 3, max(value // 2, 2), value * 10, value + 7))


def _like(text: str, value: int) -> str:
    """The number written the way that the old one was."""
    if text.isalpha() and 2 <= value <= 12:
        word = DIGITS[value - 2]
        return word.capitalize() if text[0].isupper() else word
    return f"{value:,}" if "," in text or value >= 10_000 else str(value)


def _respell(text: str, value: int) -> str | None:
    if not 2 <= value <= 12:
        return None
    return str(value) if text.isalpha() else DIGITS[value - 2]


def replaced(plain: str, old: str, new: str) -> str:
    return re.sub(rf"(?<![\w.,]){re.escape(old)}(?![\w])", lambda _: new, plain, count=1, flags=re.IGNORECASE)
