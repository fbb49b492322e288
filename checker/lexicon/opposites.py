"""Verbs that say the opposite of each other about the same participants."""

from __future__ import annotations

from functools import cache

# One pair a line: lemmas | opposite lemmas.
OPPOSITES = """
rise climb jump soar surge gain increase grow rally rocket leap rebound | fall drop slump plunge decline decrease sink tumble shrink dip slide plummet slip
approve accept back support endorse pass ratify adopt | reject refuse oppose veto block dismiss scrap
win | lose
open reopen | close shut
admit confess | deny
resign quit | sack fire dismiss oust
convict jail imprison | acquit clear free
raise | cut lower slash reduce
accelerate quicken | slow
praise hail | criticise criticize condemn slam
survive | die
agree | refuse
extend | shorten
strengthen | weaken
widen | narrow
start begin launch | postpone delay cancel scrap
"""
# What goes up or down needs no object; for these the pairs are the same event only when the object agrees too.
NEEDS_NO_OBJECT = frozenset(("rise", "open", "accelerate", "resign", "survive", "strengthen", "widen"))


@cache
def _table() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for line in OPPOSITES.strip().splitlines():
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                table.setdefault(word, (line.split()[0], side))
    return table


def side_of(lemma: str) -> tuple[str, int] | None:
    """The pair that a verb lemma belongs to, by its first word, and the side it is on."""
    return _table().get(lemma)
