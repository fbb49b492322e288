"""Why a headline was not checked, or is for a person to look at: codes that stay, and the words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from ..article import MAX_HEADLINE, MAX_HEADLINE_WORDS

# Of a sentence that a reason quotes, in code points.
MOST_SHOWN = 160
NotCheckedCode = Literal[
    "no-body",
    "no-headline",
    "headline-too-long",
    "body-too-short",
    "body-insufficient",
    "wrong-language",
    "question",
    "opinion",
    "imperative",
    "quote",
    "no-claim",
    "invalid-input",
    "internal-error",
    "time-limit",
    "process-died",
]
ReviewCode = Literal["leans-agree", "leans-disagree", "leans-discuss", "leans-unrelated", "weak-signals"]
NOT_CHECKED: Mapping[NotCheckedCode, str] = {
    "no-body": "there is no body to check the headline against",
    "no-headline": "the headline has no words",
    "headline-too-long": f"the headline has more than {MAX_HEADLINE_WORDS} words or {MAX_HEADLINE:,} characters",
    "body-too-short": "the body has only one sentence",
    "body-insufficient": "the body that was found is not the story",
    "wrong-language": "headline or body is not in English",
    "question": "the headline asks a question",
    "opinion": "the headline states an opinion",
    "imperative": "the headline tells the reader to do something",
    "quote": "the headline is only a quotation",
    "no-claim": "the headline has no verb, so it makes no claim that could be judged",
    "invalid-input": "the article could not be read",
    "internal-error": "checking failed",
    "time-limit": "checking took longer than an article may take",
    "process-died": "checking it ended its process, twice",
}
# A verdict of `review` without a finding: what the learned stance says where claims alone settle nothing.
REVIEW: Mapping[ReviewCode, str] = {
    "leans-agree": "the body leans towards the headline, but the model is not sure that a passage says it",
    "leans-disagree": "the body seems to dispute the headline",
    "leans-discuss": "the body reports what the headline says without saying that it is so",
    "leans-unrelated": "the body seems to be about something else",
    "weak-signals": "the checker cannot tell: what it found is weak, or speaks both ways",
}


def in_words(code: NotCheckedCode | ReviewCode) -> str:
    """What a code says."""
    return next(words[code] for words in (NOT_CHECKED, REVIEW) if code in words)  # type: ignore[index]


def searched(
    sentences: int,
    nearest: str | None,
    number: int,
    missing: Sequence[str] = (),
    figures: Sequence[str] = (),
    every: bool = False,
) -> str:
    """What a verdict of `review` rests on and what would settle it, in words.

    Args:
        sentences: how many were searched.
        nearest: the one that has most of the headline's words; ``None`` where none has any that says what it is about.
        number: its place in the body, from 1.
        missing: the words of the headline that it has in no form; figures and small words left out.
        figures: numbers of the headline that it does not have as they are written.
        every: it has each word of the headline as it is written.
    """
    many = "1 sentence was" if sentences == 1 else f"{sentences} sentences were"
    if nearest is None:
        return f"{many} searched, and none has a word of the headline but numbers and small words"
    shown = nearest if len(nearest) <= MOST_SHOWN else nearest[:MOST_SHOWN].rsplit(" ", 1)[0] + " …"
    found = f"{many} searched; the nearest is sentence {number}, “{shown}”"
    if missing:
        return (
            f"{found}; it has nothing of {_quoted(missing)}: a sentence that says so would settle it, "
            "or a headline without"
        )
    if every:
        return f"{found}; it has every word of the headline: read whether it says the same"
    but = f", but not {_quoted(figures)} as written" if figures else ""
    return (
        f"{found}; it has what the headline is about, in its words or others like them{but}: "
        "read whether it says the same"
    )


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
