"""Faults of the kinds that headlines have, made over real sentences of articles,
each with a sound twin of the same make.

What :mod:`models.recipe.edits` and :mod:`models.recipe.news_edits` make of a clause alone (roles, negation,
hedges, attribution) is not made again: these need the rest of the article (its other names, figures,
dates and places) or a lexicon.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from checker.english.words.places import country_of

from .edits import MONTHS, WEEKDAYS, clauses, letters, moved, phrase, sentence
from .fault_lexicon import PEOPLE, QUANTITIES, RESEARCH, STUDIED, FaultLexicon, units
from .news_edits import SAYING
from .word_swaps import replacements

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MIN_WORDS, MAX_WORDS = 6, 30
PARTS = {"NN": "n", "NNS": "n", "VBD": "v", "VBN": "v", "VBZ": "v", "VBG": "v", "VB": "v", "JJ": "a", "RB": "r"}
NAME_ROLES = ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "attr", "conj", "appos")
DOUBTING = frozenset("allege claim believe suspect fear speculate suggest argue insist maintain hope think".split())
DOUBTFUL = frozenset("allegedly reportedly apparently supposedly possibly perhaps probably likely".split())
EXPECTED = frozenset("due set expected likely scheduled poised planned".split())
LINKED = re.compile(
    r"\b(?P<be>is|are|was|were|been) (?:\w+ly )?(?:linked|associated|connected|correlated) (?:to|with)\b"
)
ONE_OF = re.compile(
    r"\bone of (?P<the>the|its|his|her|their) (?:(?:two|three|four|five|ten|most)\s)?(?P<what>(?:\w{3,}est|most \w+"
    r"|best|worst|top) \w+?)s\b"
)
FIGURE = re.compile(
    r"(?<![\w.,$£€])(?P<sign>[$£€]?)(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w]|[.,]\d|-)(?P<unit>\s?(?:%"
    r"|per ?cent\b|percent\b|million\b|billion\b|trillion\b|m\b|bn\b)?)"
)
SHARE = re.compile(r"(?<![\w.,])(?P<number>\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent\b|percent\b)(?! points?)(?=\sof\b)")
# Share in per cent → words for it.
FRACTIONS = {
    10: ("one in ten", "a tenth"),
    20: ("one in five", "a fifth"),
    25: ("one in four", "a quarter"),
    33: ("one in three", "a third"),
    50: ("one in two", "half"),
    67: ("two in three", "two thirds"),
    75: ("three in four", "three quarters"),
    80: ("four in five", "four fifths"),
    90: ("nine in ten", "nine tenths"),
}
QUOTE = re.compile(r"[\"“](?P<words>[^\"“”]{15,160}?)[,.]?[\"”]")


class Twins(NamedTuple):
    """A statement that the article supports and one, made from it, that it does not."""

    kind: str
    sound: str
    faulty: str
    contradicts: bool = False


@dataclass(frozen=True)
class Base:
    """A statement that a sentence supports: the sentence, or a clause of it."""

    tokens: list[Token]

    def text(self, changes: Mapping[int, str] | None = None) -> str:
        """The statement with tokens replaced, by their place in the document."""
        made = []
        for token, after in zip(self.tokens, [*self.tokens[1:], None], strict=True):
            together = after is not None and after.i == token.i + 1
            made.append((changes or {}).get(token.i, token.text) + (token.whitespace_ if together else " "))
        return _with_articles(sentence("".join(made)))


@dataclass
class Story:
    """What an article has to put in another's place."""

    names: dict[str, list[str]] = field(default_factory=dict)
    figures: list[tuple[str, str, str]] = field(default_factory=list)
    text: str = ""

    @classmethod
    def of(cls, docs: Sequence[Doc], text: str) -> Story:
        """The names (by type) and figures (sign, number, unit) of an article's parsed sentences."""
        found = cls(text=text)
        for doc in docs:
            for entity in doc.ents:
                if entity.text[:1].isupper() and len(entity) <= 4 and "\n" not in entity.text:
                    name = re.sub(r"(?:'s|’s|')$", "", re.sub(r"^(?:the|The) ", "", entity.text))
                    if name not in found.names.setdefault(entity.label_, []):
                        found.names[entity.label_].append(name)
            found.figures += [(match["sign"], match["number"], match["unit"]) for match in FIGURE.finditer(doc.text)]
        return found


@dataclass(frozen=True)
class Tools:
    """What every generator draws on: lexicon, word forms met in the corpus as (lemma, tag) → form, and chance."""

    lexicon: FaultLexicon
    forms: Mapping[tuple[str, str], str]
    rng: random.Random


def bases(doc: Doc) -> list[Base]:
    """What a sentence says: its clauses, and all of it where it is not too long."""
    found = [
        Base(
            sorted(
                [*clause.subject, *clause.auxiliaries, clause.verb, *clause.particle, *clause.object, *clause.rest],
                key=lambda token: token.i,
            )
        )
        for clause in clauses(doc)
        if not clause.negated
    ]
    words = [token for token in doc if not token.is_space]
    if MIN_WORDS <= len(words) <= MAX_WORDS and doc.text.strip().endswith((".", "!", '."', ".”")):
        found.append(Base(words))
    return found


def faults(doc: Doc, story: Story, tools: Tools, kinds: Sequence[str]) -> Iterator[Twins]:
    """Twins of the kinds asked for that one sentence of an article gives.

    Args:
        doc: the parsed sentence.
        story: of its article.
        tools: lexicon, forms and chance.
        kinds: of KINDS.
    """
    text = doc.text.strip()
    if "?" in text or "http" in text or not (text[:1].isupper() or text[:1] in '"“'):
        return
    told = bases(doc)
    for kind in kinds:
        for base in told:
            for twins in GENERATORS[kind](base, doc, story, tools):
                if twins.faulty != twins.sound and _readable(twins.sound) and _readable(twins.faulty):
                    yield twins._replace(kind=kind)


def _readable(text: str) -> bool:
    return len(text.split()) >= 4 and text.count('"') % 2 == 0


def _words(base: Base, tools: Tools, find: Callable[[str, str], list[str]]) -> Iterator[tuple[Token, list[str]]]:
    """Tokens of a statement that can give way, with what can stand there, inflected alike."""
    known = {token.lemma_.lower() for token in base.tokens[0].doc}
    for token in base.tokens:
        pos = PARTS.get(token.tag_)
        if (
            not pos
            or token.ent_type_
            or not token.text.isalpha()
            or token.dep_ in ("compound", "nmod", "aux", "auxpass")
        ):
            continue
        if pos == "v" and (token.dep_ == "amod" or any(child.dep_ == "prt" for child in token.children)):
            continue
        lemma = token.lemma_.lower()
        others = [other for other in find(lemma, pos) if other not in known and not _measured(lemma, other, tools)]
        formed = [form for other in others if (form := _formed(other, token, tools))]
        if formed:
            yield token, formed


def _measured(lemma: str, other: str, tools: Tools) -> bool:
    """Is the replacement, in any form, one of those that the paired test measures?"""
    forms = {(tools.forms.get((lemma, tag), lemma), tools.forms.get((other, tag), other)) for tag in PARTS}
    return not forms.isdisjoint(replacements())


def _formed(lemma: str, token: Token, tools: Tools) -> str | None:
    """A lemma in the form that a token has; ``None`` where the corpus never had it so."""
    if token.tag_ in ("NN", "JJ", "VB", "RB"):
        form: str | None = lemma
    else:
        form = tools.forms.get((lemma, token.tag_))
    return form and (form.capitalize() if token.text[:1].isupper() else form)


def _sound(base: Base, without: Token, tools: Tools) -> str:
    """The statement with another word replaced by one of the same meaning, where there is one:
    a change alone is no fault.
    """
    choice = list(_words(base, tools, tools.lexicon.same))
    same = [item for item in choice if item[0].i == without.i] or choice
    if not same or tools.rng.random() < 0.15:
        return base.text()
    token, words = tools.rng.choice(same)
    return base.text({token.i: tools.rng.choice(words)})


def _word(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """One noun, verb or adjective replaced by another kind of the same thing."""
    choice = list(_words(base, tools, tools.lexicon.others))
    if choice:
        token, words = tools.rng.choice(choice)
        yield Twins("", _sound(base, token, tools), base.text({token.i: tools.rng.choice(words)}))


def _opposite(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """One word replaced by its opposite."""
    choice = list(_words(base, tools, tools.lexicon.opposites))
    if choice:
        token, words = tools.rng.choice(choice)
        contradicts = token.dep_ in ("ROOT", "nsubj", "dobj", "acomp", "attr")
        yield Twins("", _sound(base, token, tools), base.text({token.i: tools.rng.choice(words)}), contradicts)


def _further(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """A verb replaced by one that tells more: charged → convicted, injured → killed."""
    found = _words(base, tools, lambda lemma, pos: tools.lexicon.further(lemma) if pos == "v" else [])
    choice = [item for item in found if any(child.dep_ in ("dobj", "nsubjpass") for child in item[0].children)]
    if choice:
        token, words = tools.rng.choice(choice)
        yield Twins("", _sound(base, token, tools), base.text({token.i: tools.rng.choice(words)}))


def _names(label: str) -> Callable[[Base, Doc, Story, Tools], Iterator[Twins]]:
    def generate(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
        """A name replaced by another of the article."""
        inside = {token.i for token in base.tokens}
        here = set(letters(doc.text))
        for entity in doc.ents:
            if entity.label_ != label or not inside.issuperset(range(entity.start, entity.end)):
                continue
            if entity.root.dep_ not in NAME_ROLES and entity.root.tag_ != "POS":
                continue
            others = [name for name in story.names.get(label, []) if not set(letters(name)) & here]
            if label == "GPE":
                others = [name for name in others if _apart(name, entity.text)]
            if not others:
                continue
            start = entity.start + (entity[0].lower_ == "the")
            end = entity.end - (entity[-1].text in ("'s", "’s", "'"))
            if end > start:
                changes = dict.fromkeys(range(start + 1, end), "")
                yield Twins("", base.text(), base.text({start: tools.rng.choice(others), **changes}))
                return

    return generate


def _apart(one: str, other: str) -> bool:
    """Two places of which neither is the other's country, nor its other name."""
    countries = country_of(one), country_of(other)
    return (countries[0] is None) == (countries[1] is None) and (countries[0] is None or countries[0] != countries[1])


def _figure(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """A figure replaced by another of the article with the like sign and unit, or by one of another size."""
    plain = base.text()
    found = [match for match in FIGURE.finditer(plain) if not _date_like(plain, match)]
    if not found:
        return
    match = tools.rng.choice(found)
    sign, number, unit = match["sign"], match["number"], match["unit"]
    others = [
        other
        for one, other, kind in story.figures
        if (one, kind.strip()) == (sign, unit.strip()) and other != number and _year(other) == _year(number)
    ]
    if not others or tools.rng.random() < 0.3:
        others = [_other_size(number, tools.rng)]
    other = tools.rng.choice(others)
    if other not in plain and other != number:
        made = plain[: match.start("number")] + other + plain[match.end("number") :]
        yield Twins("", plain, made, contradicts=len(found) == 1)


def _year(number: str) -> bool:
    return bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", number))


def _date_like(text: str, match: re.Match[str]) -> bool:
    around = text[max(match.start() - 12, 0) : match.end() + 12]
    return any(month in around for month in MONTHS) and not match["sign"] and not match["unit"].strip()


def _other_size(number: str, rng: random.Random) -> str:
    value = float(number.replace(",", ""))
    digits = len(number.partition(".")[2])
    if _year(number):
        return str(int(value) + rng.choice((-10, -3, -2, -1, 1, 2, 3)))
    new = rng.choice(
        (value * 10, value / 10 if value >= 100 else value * 2, value * 2, value + 1, value * 1.5 + 1, value / 2)
    )
    new = new if new != value else value + 1
    new = new if digits else max(round(new), 1)
    return f"{new:,.{digits}f}" if "," in number or new >= 10_000 else f"{new:.{digits}f}"


def _unit(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """A unit or a scale replaced by one that it is mistaken for."""
    table = units()
    tokens = [
        token
        for token in base.tokens
        if token.lower_ in table and token.i and (token.nbor(-1).like_num or token.nbor(-1).lower_ in ("of", "several"))
    ]
    plain = base.text()
    for token in tokens:
        other = tools.rng.choice(table[token.lower_])
        if other.split()[0] not in plain.lower():
            yield Twins("", plain, base.text({token.i: other}), contradicts=True)
            return
    match = re.search(r"(?<=\d)(?:%| per cent\b| percent\b)(?! points?)", plain)
    if match:
        yield Twins("", plain, plain[: match.start()] + " percentage points" + plain[match.end() :])


def _share(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """A share in per cent told as a fraction, and as another fraction."""
    plain = base.text()
    match = SHARE.search(plain)
    if not match:
        return
    value = float(match["number"])
    near = min(FRACTIONS, key=lambda share: abs(share - value))
    if abs(near - value) > 1.2:
        return
    about = "" if abs(near - value) < 0.5 or near in (33, 67) else "about "
    far = tools.rng.choice([share for share in FRACTIONS if abs(share - value) > 8])
    which = tools.rng.randrange(2)

    def told(words: str, of: str) -> str:
        # "One in five of people" is no English: "of" goes with the fraction.
        after = plain[match.end() :]
        return sentence(plain[: match.start()] + words + (re.sub(r"^ of (?:the |all )?", " ", after) if of else after))

    in_words = which == 0
    yield Twins(
        "",
        told(about + FRACTIONS[near][which], "of" if in_words else ""),
        told(about + FRACTIONS[far][which], "of" if in_words else ""),
        contradicts=True,
    )


def _quantity(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """More of them than was told: some → all, often → always, one of the largest → the largest, a → the first."""
    plain = base.text()
    found = [*_more(plain, tools), *_utmost(base, doc, plain, tools)]
    for match in ONE_OF.finditer(plain):
        found.append(plain[: match.start()] + f"{match['the']} {match['what']}" + plain[match.end() :])
    subject = next((token for token in base.tokens if token.dep_ == "nsubj" and token.tag_ == "NNS"), None)
    if subject is not None and subject is base.tokens[0] and tools.rng.random() < 0.5:
        found.append("All " + moved([subject]) + plain[len(subject.text) :])
    if found:
        yield Twins("", plain, sentence(tools.rng.choice(found)))


def _more(plain: str, tools: Tools) -> Iterator[str]:
    """The sentence with each word of quantity put higher."""
    for words, more in QUANTITIES.items():
        for match in re.finditer(rf"\b{words}\b", plain, re.IGNORECASE):
            if re.search(r"\b(?:so|a|too|not|as|how)\s$", plain[: match.start()], re.IGNORECASE):
                continue
            after = plain[match.end() :]
            if words in ("half", "most", "over", "under") and not re.match(r" (?:of|the|a|\d|\w+s\b)", after):
                continue
            if words in ("over", "under", "nearly", "almost", "up to") and not re.match(r" [$£€]?\d", after):
                continue
            other = tools.rng.choice(more)
            yield plain[: match.start()] + (other.capitalize() if match.start() == 0 else other) + after


def _utmost(base: Base, doc: Doc, plain: str, tools: Tools) -> Iterator[str]:
    """The sentence with "a" made the first or the only, or a superlative made one for ever."""
    following = {token.i for token in base.tokens}
    superlative = [token for token in base.tokens if token.tag_ == "JJS" and token.lower_ not in ("most", "least")]
    for token in base.tokens:
        if token.i + 2 >= len(doc) or token.i + 1 not in following or token.i == base.tokens[0].i:
            continue
        noun, behind = token.nbor(1), token.nbor(2)
        if noun.tag_ != "NN" or behind.tag_ in ("NN", "NNS", "POS", "HYPH") or len(noun.text) < 4:
            continue
        article = token.lower_ in ("a", "an") and not superlative and token.head.dep_ in ("dobj", "attr")
        if article and tools.rng.random() < 0.3:
            yield base.text({token.i: tools.rng.choice(("the first", "the only", "the biggest"))})
        if token in superlative and "ever" not in plain and tools.rng.random() < 0.6:
            yield base.text({noun.i: noun.text + " ever"})


def _allegation(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """What someone alleges, believes or fears told as a fact, and "allegedly" left out."""
    whole = len(base.tokens) == len([token for token in doc if not token.is_space])
    if not whole:
        return
    for token in base.tokens:
        if token.lower_ in DOUBTFUL and token.dep_ == "advmod":
            yield Twins("", base.text(), base.text({token.i: ""}))
            return
        if token.lemma_ in DOUBTING and token.dep_ == "ROOT" and token.tag_ in ("VBD", "VBZ", "VBP"):
            if any(child.dep_ == "nsubj" and child.lower_ in ("i", "we", "you") for child in token.children):
                continue
            said = [child for child in token.children if child.dep_ == "ccomp" and child.i > token.i]
            if len(said) != 1 or any(child.dep_ == "neg" for child in token.children):
                continue
            content = [word for word in said[0].subtree if not (word.dep_ == "mark" and word.lower_ == "that")]
            if (
                len(content) < 5
                or content[0].tag_ in ("PRP", "WP", "WRB", "IN")
                or any(word.lower_ in ("would", "should", "could", "may", "might") for word in content)
            ):
                continue
            yield Twins("", base.text(), sentence(_plain(content)))
            return


def _done(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """What will be, is due, set or expected to be, told as done."""
    for verb in base.tokens:
        if verb.tag_ != "VB" or not verb.i:
            continue
        before = verb.nbor(-1)
        past = tools.forms.get((verb.lemma_.lower(), "VBD"))
        if not past or verb.lemma_ == "be":
            continue
        if before.lower_ == "will" and before in base.tokens and verb.dep_ == "ROOT":
            yield Twins("", base.text(), base.text({before.i: "", verb.i: past}))
            return
        if before.lower_ == "to" and before.i >= 2 and verb.dep_ == "xcomp":
            adjective = before.nbor(-1)
            be = adjective.nbor(-1) if adjective.i else adjective
            if adjective.lower_ in EXPECTED and be.lemma_ == "be" and be in base.tokens:
                yield Twins("", base.text(), base.text({be.i: "", adjective.i: "", before.i: "", verb.i: past}))
                return


def _cause(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """In reports on research: what goes together told as cause. ("After" as "because of" is too often true.)"""
    plain = base.text()
    linked = LINKED.search(plain) if RESEARCH & set(letters(story.text)) else None
    if linked and re.match(r" (?:the |an? )?[a-z]", plain[linked.end() :]):
        verb = {"is": "causes", "are": "cause", "was": "caused", "were": "caused", "been": "caused"}[linked["be"]]
        yield Twins("", plain, plain[: linked.start()] + verb + plain[linked.end() :])
        return


def _order(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """Before ↔ after."""
    for token in base.tokens:
        if token.lower_ in ("before", "after") and token.dep_ in ("prep", "mark") and token is not base.tokens[0]:
            other = "after" if token.lower_ == "before" else "before"
            yield Twins("", base.text(), base.text({token.i: other}), contradicts=True)
            return


def _species(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """In reports on research: animals told as people."""
    if not RESEARCH & set(letters(story.text)):
        return
    for token in base.tokens:
        if token.lower_ in STUDIED and token.dep_ != "compound":
            yield Twins("", base.text(), base.text({token.i: tools.rng.choice(PEOPLE)}))
            return


def _when(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """Another weekday, month or year: the article's own where it has another."""
    plain = base.text()
    for table in (WEEKDAYS, MONTHS):
        here = [name for name in table if re.search(rf"\b{name}\b", plain)]
        if len(here) == 1 and not (
            here[0] == "May" and not re.search(r"\b(?:in|of|on|since|until|by) May\b|\bMay \d|\d May\b", plain)
        ):
            own = [name for name in table if name in story.text and name not in doc.text and name != "May"]
            other = tools.rng.choice(own or [name for name in table if name not in doc.text])
            yield Twins("", plain, re.sub(rf"\b{here[0]}\b", other, plain), contradicts=True)
            return


def _quote(base: Base, doc: Doc, story: Story, tools: Tools) -> Iterator[Twins]:
    """A speaker and the words in quotation marks, and the same with a word changed."""
    match = QUOTE.search(doc.text)
    speaker = next(
        (
            phrase(token)
            for token in doc
            if token.dep_ == "nsubj" and token.head.lemma_ in SAYING and token.pos_ in ("PROPN", "NOUN")
        ),
        [],
    )
    if (
        not match
        or not speaker
        or len(speaker) > 5
        or any(match.start() < token.idx < match.end() for token in speaker)
    ):
        return
    inside = [token for token in doc if match.start("words") <= token.idx < match.end("words")]
    quoted = Base(inside)
    lexicon = tools.lexicon
    choice = list(_words(quoted, tools, lambda word, pos: lexicon.opposites(word, pos) or lexicon.others(word, pos)))
    if not choice or base.tokens[-1].i != doc[-1].i:
        return
    token, words = tools.rng.choice(choice)
    who = moved(speaker)
    who = who[:1].upper() + who[1:]
    first, other = (text.rstrip(".") for text in (quoted.text(), quoted.text({token.i: tools.rng.choice(words)})))
    for made in (f'{who}: "{{}}"', f'"{{}}", says {who}'):
        yield Twins("", made.format(first), made.format(other))
        return


def _plain(tokens: list[Token]) -> str:
    return "".join(token.text_with_ws for token in tokens).strip()


def _with_articles(text: str) -> str:
    """ "A" and "an" as the next word has them; double spaces gone."""
    text = re.sub(r"\b([Aa])n? (?=[aeiou](?!ne\b|ni|s[aeu]))", r"\1n ", re.sub(r"\s+", " ", text))
    return re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxz])", r"\1 ", text)


GENERATORS: dict[str, Callable[[Base, Doc, Story, Tools], Iterator[Twins]]] = {
    "word": _word,
    "opposite": _opposite,
    "further": _further,
    "person": _names("PERSON"),
    "organisation": _names("ORG"),
    "place": _names("GPE"),
    "figure": _figure,
    "unit": _unit,
    "share": _share,
    "quantity": _quantity,
    "allegation": _allegation,
    "done": _done,
    "cause": _cause,
    "order": _order,
    "species": _species,
    "when": _when,
    "quote": _quote,
}
KINDS = tuple(GENERATORS)
