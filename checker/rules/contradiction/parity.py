"""Said and denied: "regrets" over "I don't regret a word", "injuries" over "nobody was injured"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ...context import Context
from ...english.counting import CASUALTIES, CLASS_OF
from ...english.decided import planned_deeds
from ...english.participants import known_participant
from ...english.roles import LIGHT_VERBS, verb_roles
from ...english.spelling import LETTERS_APOSTROPHE
from ...english.terms import term
from ...english.tree import Token
from ...english.words.events import event_key
from ...text import Span

Found = tuple[Span, int, str] | None
DENIED_RELEVANCE = 0.2
SAID_RELEVANCE = 0.45
MOST_PARSED = 12
FINITE = frozenset(("VBZ", "VBD", "VBP", "VBN"))
# What headlines announce is stated too: "to raise", "will raise".
COMING = frozenset(("to", "will", "'ll", "shall"))
MAIN = frozenset(("ROOT", "conj", "ccomp", "advcl"))
NOBODY = frozenset(("nobody", "no-one", "none", "nothing", "neither"))
# "Did not only", "has not yet", "need not": no denial of the deed itself.
WEAKENED = frozenset("only just yet merely simply always necessarily fully exactly".split())
REFUSING = frozenset("deny refuse decline fail avoid reject".split())
# Verbs that deny with a particle or a preposition: "ruled out raising", "decided against raising",
# "stopped short of raising".
REFUSING_WITH = {
    "rule": "out",
    "decide": "against",
    "vote": "against",
    "advise": "against",
    "argue": "against",
    "stop": "short",
}
# What those who decide do to a plan; a union that rejects one does not end it.
TURNING_DOWN = frozenset("reject block veto scrap defeat quash turn_down vote_down throw_out strike_down".split())
DECIDING = frozenset(
    """
    parliament senate congress assembly council cabinet government lawmaker legislator legislature mp mps senator deputy
    voter court judge lord house president governor mayor
    """.split()
)
SPEAKERS = frozenset("i we he she they it you".split())
NEGATIVE = re.compile(
    r"\b(?:no|not|nobody|nothing|zero|hardly|den(?:y|ies|ied)|no[- ]one|none|never|nor|neither|without|unhurt|unharmed"
    r"|uninjured|escaped?)\b|n't\b",
    re.IGNORECASE,
)
NEAR_LETTERS = 45
HARM = frozenset(("dead", "hurt"))


def denied(context: Context) -> Found:
    """The headline's verb, the sentence that denies it, and its words;
    ``None`` where the body has the verb undenied or not at all.
    """
    if NEGATIVE.search(context.headline.text):
        return None
    return _denied(context, _told(context))


def denied_deed(context: Context) -> Found:
    """The same where the denied verb has the headline's object too:
    "we are not cutting our guidance" for "cuts guidance".
    """
    if NEGATIVE.search(context.headline.text):
        return None
    for verb in _told(context):
        wanted = _object(verb)
        if not wanted:
            continue
        key = event_key(verb.lower_, verb.lemma_)
        having = [(number, token) for number, token in _same_word(context, verb, key) if wanted & _object(token)]
        if having and all(_is_denied(token) and _particle(token) == _particle(verb) for _, token in having):
            number, token = having[0]
            return Span(verb.idx, verb.idx + len(verb)), number, f"not {token.lower_}"
    return None


def _object(verb: Token) -> set[str]:
    """The terms of what a verb is done to, by their heads."""
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    heads = [child for child in verb.children if child.dep_ == ("nsubjpass" if passive else "dobj")]
    return {found for head in heads if head.pos_ in ("NOUN", "PROPN") and (found := term(head.text))}


def denied_question(context: Context) -> Found:
    """The same of the main verb of a question: "Is your meter listening to you?"."""
    doc = context.headline.doc
    if NEGATIVE.search(context.headline.text) or not len(doc) or doc[0].pos_ != "AUX":
        return None
    subject = next((token for token in doc if token.dep_ in ("nsubj", "nsubjpass")), None)
    asked = (
        token
        for token in doc
        if token.pos_ == "VERB" and subject is not None and token.i > subject.i and token.tag_ in ("VB", "VBG", "VBN")
    )
    return _denied(context, islice(asked, 1))


def _denied(context: Context, verbs: Iterable[Token]) -> Found:
    for verb in verbs:
        key = event_key(verb.lower_, verb.lemma_)
        found: tuple[int, Token] | None = None
        for number, token in _same_word(context, verb, key):
            # "Plays down" is another verb than "play".
            if not _is_denied(token) or _particle(token) != _particle(verb):
                found = None
                break
            near = context.relevance[number] >= DENIED_RELEVANCE or _speaks(token)
            if found is None and near:
                found = number, token
        if found is not None:
            number, token = found
            return Span(verb.idx, verb.idx + len(verb)), number, f"not {token.lower_}"
    return None


def not_denied(context: Context) -> Found:
    """The headline's denied verb, the sentence that has it undenied of the same participants, and its word."""
    for verb in context.headline.doc:
        if verb.pos_ != "VERB" or verb.dep_ not in MAIN or verb.lemma_.lower() in LIGHT_VERBS or not _is_denied(verb):
            continue
        if context.headline.in_source(Span(verb.idx, verb.idx + len(verb))):
            continue
        key = event_key(verb.lower_, verb.lemma_)
        told = list(_same_word(context, verb, key))
        if any(_is_denied(token) or NEGATIVE.search(context.document.sentences[number].text) for number, token in told):
            continue
        for number, token in told:
            if (
                token.pos_ == "VERB"
                and context.relevance[number] >= SAID_RELEVANCE
                and _same_roles(verb, token)
                and _flat(token)
            ):
                return Span(verb.idx, verb.idx + len(verb)), number, token.text
    return None


def none_hurt(context: Context) -> Found:
    """The headline's word for people hurt or killed, the sentence that says that nobody was, and its words."""
    if NEGATIVE.search(context.headline.text) or re.search(
        r"\b(?:could|may|might|to|fears?|risk)\b", context.headline.text, re.IGNORECASE
    ):
        return None
    for match in LETTERS_APOSTROPHE.finditer(context.headline.text):
        kind = CLASS_OF.get(match.group().lower())
        if kind not in CASUALTIES & HARM:
            continue
        naming = [
            (sentence.index, sentence.text[max(0, word.start() - NEAR_LETTERS) : word.start()])
            for sentence in context.document.sentences
            for word in LETTERS_APOSTROPHE.finditer(sentence.text)
            if CLASS_OF.get(word.group().lower()) == kind
        ]
        # "No operation was needed" beside the injury does not deny it: the denial stands close before,
        # in the same clause.
        denials = [NEGATIVE.search(re.split(r"[,;:.]", before)[-1]) for _, before in naming]
        if naming and all(denials):
            found = denials[0]
            return Span(*match.span()), naming[0][0], "" if found is None else found.group()
    return None


def _told(context: Context) -> Iterator[Token]:
    """The verbs that the headline states or announces: main, saying enough to be told again."""
    for token in context.headline.doc:
        if (
            token.pos_ != "VERB"
            or token.tag_ not in FINITE | {"VB"}
            or token.dep_ not in MAIN
            or token.lemma_.lower() in LIGHT_VERBS
        ):
            continue
        if any(
            child.dep_ in ("neg", "mark") or (child.dep_ == "aux" and child.lower_ not in COMING)
            for child in token.children
        ):
            continue
        if not context.headline.in_source(Span(token.idx, token.idx + len(token))):
            yield token


def _particle(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "prt"), "")


def _same_word(context: Context, verb: Token, key: str) -> Iterator[tuple[int, Token]]:
    """Every verb or noun of the body that names the same event, with its sentence."""
    wanted = term(verb.text)
    naming = [number for number, found in enumerate(context.index.terms) if wanted in found]
    for number, doc in context.docs(naming[:MOST_PARSED]):
        for token in doc:
            if token.pos_ in ("VERB", "NOUN", "AUX", "PROPN", "ADJ") and event_key(token.lower_, token.lemma_) == key:
                yield number, token


def _is_denied(token: Token) -> bool:
    words = {child.lower_ for child in token.children}
    if words & WEAKENED:
        return False
    if any(child.dep_ == "neg" for child in token.children):
        return True
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and (subject.lower_ in NOBODY or any(child.lower_ == "no" for child in subject.children)):
        return True
    governor = token.head
    if _refused_with(token) or _of_refused_plan(token):
        return True
    return token.dep_ in ("xcomp", "ccomp", "pcomp") and (
        governor.lemma_.lower() in REFUSING
        or governor.lower_ == "without"
        or any(child.dep_ == "neg" for child in governor.children)
    )


def _refused_with(token: Token) -> bool:
    """Is it the object of a verb that denies with another word: ruled out, decided against,
    stopped short of raising?
    """
    governor, between = token.head, set[str]()
    while governor.dep_ in ("prep", "advmod", "prt") and governor.head is not governor:
        between.add(governor.lower_)
        governor = governor.head
    between.add(_particle(governor))
    return (
        token.dep_ in ("xcomp", "ccomp", "pcomp", "dobj") and REFUSING_WITH.get(governor.lemma_.lower(), "-") in between
    )


def _of_refused_plan(token: Token) -> bool:
    """ "Parliament voted down a law that would have banned …": those who decide have turned down what it is about."""
    plan = token.head
    if token not in planned_deeds(plan):
        return False
    verb = plan.head.head if plan.dep_ == "pobj" else plan.head
    particle = plan.head.lower_ if plan.dep_ == "pobj" else _particle(verb)
    lemma = verb.lemma_.lower()
    if f"{lemma}_{particle}" not in TURNING_DOWN and lemma not in TURNING_DOWN:
        return False
    agent, patient, passive = verb_roles(verb)
    if passive:
        return patient is plan and (lemma == "vote" or (agent is not None and agent.lemma_.lower() in DECIDING))
    return agent is not None and agent.lemma_.lower() in DECIDING


def _speaks(token: Token) -> bool:
    """Is the subject a pronoun, as in what somebody says of himself?"""
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in SPEAKERS for child in token.children)


def _same_roles(verb: Token, other: Token) -> bool:
    mine, theirs = verb_roles(verb), verb_roles(other)
    agent, patient = known_participant(mine[0]), known_participant(mine[1])
    agent_there, patient_there = known_participant(theirs[0]), known_participant(theirs[1])
    if agent is None or agent_there is None or not agent.same(agent_there):
        return False
    if patient is None or patient_there is None:
        return patient is None and patient_there is None
    return patient.same(patient_there) and not patient.told_apart(patient_there)


def _flat(token: Token) -> bool:
    return token.dep_ in ("ROOT", "conj") and not any(
        child.dep_ == "aux" and child.tag_ in ("MD", "TO") for child in token.children
    )
