"""``overstated-certainty``: may, plans, considers, denies in the body; does in the headline."""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.pieces import inside_quotes
from ...context import Context
from ...english.participants import participant
from ...english.roles import LIGHT_VERBS, verb_roles
from ...english.terms import term
from ...english.tree import Token
from ...english.words.certainty import HEDGE_WORDS
from ...english.words.events import event_key
from ...text import Span
from ..base import RawFinding, Rule, quote
from .examples import FAILING, PASSING
from .hedges import Hedge, hedge
from .stages import hurt_only, too_far
from .unproved import left_open, on_condition, only_animals, only_reckoned, pending, to_come

HEDGED_RELEVANCE = 0.4
# Enough where the same one is said to do it: "the mayor refused to resign".
SAME_SUBJECT = 0.25
UNPROVED = (
    ("only-reckoned", only_reckoned, "only reckons with it"),
    ("to-come", to_come, "has it still to come"),
    ("pending", pending, "has it still to be given or made"),
    ("left-open", left_open, "leaves it open"),
    ("on-condition", on_condition, "has it on a condition"),
    ("only-animals", only_animals, "shows it on animals or cells"),
)
FINITE = frozenset(("VBZ", "VBD", "VBP", "VBN"))


def check(context: Context) -> Iterator[RawFinding]:
    """At most one finding: a flat verb of the headline that the body only has as possible, planned or denied."""
    yield from _too_far(context)
    yield from _unproved(context)
    if context.headline.reason or _cautious(context):
        return
    for token in context.headline.doc:
        if (
            token.pos_ != "VERB"
            or token.tag_ not in FINITE
            or token.lemma_.lower() in LIGHT_VERBS
            or hedge(token) is not None
            or inside_quotes(context.headline.cased, token.idx)
        ):
            continue
        # "Suspect arrested in museum theft" hangs its verb on the noun.
        hung = token.dep_ == "acl" and token.tag_ == "VBN" and token.head.dep_ == "ROOT" and token.head.pos_ != "VERB"
        if token.dep_ not in ("ROOT", "conj", "ccomp", "advcl") and not hung:
            continue
        finding = _judge(context, token)
        if finding is not None:
            yield finding
            return


def _cautious(context: Context) -> bool:
    """Has the headline a word of caution? What is refused or rejected itself is none: "Council refuses 40 homes"."""
    deeds = {
        token.idx
        for token in context.headline.doc
        if token.lemma_.lower() in ("refuse", "reject")
        and token.dep_ == "ROOT"
        and token.tag_ in FINITE
        and not any(child.dep_ in ("xcomp", "ccomp") for child in token.children)
    }
    return any(found.start() not in deeds for found in HEDGE_WORDS.finditer(context.headline.text))


def _too_far(context: Context) -> Iterator[RawFinding]:
    """A stage of the law that the body has not reached; somebody dead who lives in the body."""
    stage = too_far(context)
    if stage is not None:
        span, number, word = stage
        told = quote(context.headline.text[span.start : span.end])
        yield RawFinding(
            "overstated-certainty", "warning",
            f"The headline says {told}; the body has it no further than {quote(word)}.",
            span, (number,), 0.85, f"Keep to what the body says ({word}).", final=True, check="not-so-far",
        )  # fmt: skip
    hurt = hurt_only(context)
    if hurt is not None:
        span, number, word = hurt
        told = quote(context.headline.text[span.start : span.end])
        yield RawFinding(
            "overstated-certainty",
            "warning",
            f"The headline says {told}; in the body nobody that it could mean has died ({quote(word)}).",
            span,
            (number,),
            0.8,
            "Say in the headline what the body says happened to the victim.",
            final=True,
            check="hurt-only",
        )


def _unproved(context: Context) -> Iterator[RawFinding]:
    """A number that is only reckoned, a result still to come, an effect shown on animals."""
    for check, look, says in UNPROVED:
        found = look(context)
        if found is not None:
            span, number, word = found
            told = quote(context.headline.text[span.start : span.end])
            yield RawFinding(
                "overstated-certainty",
                "warning",
                f"The headline states {told} as a fact; the body {says} ({quote(word)}).",
                span,
                (number,),
                0.75,
                "Say in the headline what the body shows, and no more.",
                final=True,
                check=check,
            )


def _judge(context: Context, verb: Token) -> RawFinding | None:
    key = event_key(verb.lower_, verb.lemma_)
    arguments = {
        found
        for child in verb.subtree
        if child is not verb and child.pos_ in ("NOUN", "PROPN", "NUM") and (found := term(child.text))
    }
    subject = verb_roles(verb)[0]
    # Further down only the same one counts: with nobody to compare those sentences need no parse.
    least = HEDGED_RELEVANCE if subject is None else SAME_SUBJECT
    hedged: list[tuple[int, Hedge]] = []
    for number in context.ranked:
        if context.relevance[number] < least:
            break
        if arguments and not arguments & context.index.terms[number]:
            continue
        for token in context.doc(number):
            if (event_key(token.lower_, token.lemma_)) != key or token.pos_ not in ("VERB", "NOUN", "AUX"):
                continue
            if (
                subject is not None
                and context.relevance[number] < HEDGED_RELEVANCE
                and not _same_subject(subject, token)
            ):
                continue
            if verb.tag_ == "VBZ" and token.tag_ == "NNS" and verb.lower_ == token.lower_:
                # "Stocks close at record" in capitals: a thing, in which a parser sees a verb.
                return None
            held = hedge(token)
            if held is None:
                return None
            hedged.append((number, held))
    if not hedged:
        return None
    number, (word, otherwise) = hedged[0]
    span = Span(verb.idx, verb.idx + len(verb))
    shown = context.headline.text[span.start : span.end]
    return RawFinding(
        "overstated-certainty",
        "warning",
        f"The headline states {quote(shown)} as a fact; the body {otherwise or 'only says'}"
        f"{': ' if otherwise else ' '}{quote(word)}.",
        span,
        (number,),
        min(0.9, 0.4 + 0.5 * context.relevance[number]),
        "Say in the headline what the body says."
        if otherwise
        else f"Keep the body's caution ({word}) in the headline.",
        check="hedged-event",
    )


def _same_subject(subject: Token, verb: Token) -> bool:
    other = verb_roles(verb)[0] if verb.pos_ in ("VERB", "AUX") else None
    return other is not None and participant(subject).same(participant(other))


RULE = Rule(
    id="overstated-certainty",
    severity="warning",
    says="overstates",
    summary="May, plans, considers or denies in the body; does in the headline.",
    explanation=(
        "Takes the flat verb of the headline and looks for the same event in the relevant sentences of the body. "
        "It speaks when each of them has it only under may, might or could, under plan, consider, propose, threaten, "
        "deny and the like, after if, or negated. One sentence that states the event is enough to pass, "
        "and so is any caution in the headline (to, may, plans, set to, says …). "
        "It also speaks when the headline has somebody arrested, charged, convicted or jailed and the body has not "
        "got so far (a warrant, a suspicion, a charge, a trial, a sentence to come), "
        "and when it has one person dead who survives in the body."
    ),
    check=check,
    checks={
        "hedged-event": "Each sentence that has the event has it as possible, planned, conditional, denied or negated.",
        "not-so-far": "The headline has somebody arrested, charged, convicted or jailed, "
        "and the body has them on an earlier stage.",
        "only-reckoned": "A number of what has happened that the body only projects.",
        "left-open": "What the body leaves open with whether or if.",
        "on-condition": "What the body has only unless or only if something else happens.",
        "pending": "A permission or a bid that the body has as asked for or talked about.",
        "to-come": "A win or an election that the body has still to come.",
        "only-animals": "An effect on people that the body shows on animals or cells.",
        "hurt-only": "The headline has one person dead, and nobody whom it could mean dies in the body; "
        "somebody survives.",
    },
    failing=FAILING,
    passing=PASSING,
)
