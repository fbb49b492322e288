"""Has a piece of a headline a verb?"""

from __future__ import annotations

import re

from ..english.hidden_verbs import has_hidden_verb
from ..english.parser import parse

# "No deaths in quake" denies something although it has no verb.
DENIAL = re.compile(r"^no\s+(?!\d)\w+", re.IGNORECASE)
FINITE_TAGS = frozenset(("VBZ", "VBP", "VBD", "MD"))


def has_verb(content: str) -> bool:
    """A verb that the parser sees, or one that its neighbours give away."""
    return any(token.pos_ in ("VERB", "AUX") for token in parse(content)) or has_hidden_verb(content)


def has_finite_verb(content: str) -> bool:
    """A verb in the present or past, or a modal."""
    return any(token.tag_ in FINITE_TAGS for token in parse(content))
