"""Whether a sentence only alleges what it tells: the allegation words that bear on an event of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .tree import Token
from .words.attribution import ALLEGATION, IT_IS, WHOLE_SENTENCE

# Behind the event, set off by a comma: ", it is alleged", ", according to".
BEHIND = re.compile(r"alleg(?!ing)|claim|rumou?r|reported(?:ly)?|according", re.IGNORECASE)


def marker_on(text: str, event: Token) -> re.Match[str] | None:
    """An allegation word that bears on this event: what it hangs on, an adverb or adjective of it,
    or one that the whole sentence is under.

    "Resigned after allegations", "an accused hotelier's guests have measles", "sued, alleging":
    an allegation in the same sentence is not yet one of this.

    Args:
        text: the sentence.
        event: a token of its parse.
    """
    marker = marker_over(text, event.idx)
    if marker is None or WHOLE_SENTENCE.match(marker.group()):
        return marker
    over = {event.i, *(token.i for token in _ancestors(event))}
    for match in ALLEGATION.finditer(text):
        if IT_IS.search(text[: match.start()]):
            return match
        token = next((token for token in event.doc if token.idx <= match.start() < token.idx + len(token)), None)
        if token is None or token.i == event.i:
            continue
        if token.i in over or (token.dep_ in ("advmod", "amod") and token.head.i in over):
            return match
    return None


def _ancestors(token: Token) -> Iterator[Token]:
    while token.head is not token:
        token = token.head
        yield token


def marker_over(text: str, position: int) -> re.Match[str] | None:
    """An allegation word that governs what stands at ``position``: before it in the sentence,
    with no full clause between.
    """
    for match in ALLEGATION.finditer(text):
        if match.start() == position:
            continue
        if match.end() <= position and not re.search(r";|\bbut\b", text[match.end() : position]):
            return match
        if match.start() > position and BEHIND.match(text[match.start() :]) and "," in text[position : match.start()]:
            return match
    return None
