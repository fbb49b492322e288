"""Verbs that say the opposite of each other about the same participants."""

from __future__ import annotations

from functools import cache

# One pair a line, named by its first word, which no other line begins with: lemmas | opposite lemmas; "turn_down" is a verb with its particle.
OPPOSITES = """
rise climb jump soar surge gain increase grow rally rocket leap rebound | fall drop slump plunge decline decrease sink tumble shrink dip slide plummet slip
approve accept back support endorse pass ratify adopt sign | reject refuse oppose veto block dismiss scrap turn_down vote_down throw_out
win | lose
open reopen | close shut
admit confess | deny
resign quit | sack fire dismiss oust
convict jail imprison sentence | acquit clear free
raise | cut lower slash reduce
accelerate quicken | slow
praise hail | criticise criticize condemn slam
survive | die
agree | refuse
extend | shorten
strengthen | weaken
widen | narrow
start begin launch | postpone delay cancel scrap call_off put_off
bring_forward | postpone delay put_off put_back push_back
begin start | end finish conclude
create hire recruit add | cut axe shed slash cull
keep retain | lose
buy acquire purchase | sell
"""
# What goes up or down needs no object; for these the pairs are the same event only when the object agrees too.
NEEDS_NO_OBJECT = frozenset(("rise", "open", "accelerate", "resign", "survive", "strengthen", "widen"))


@cache
def _table() -> dict[str, list[tuple[str, int]]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for line in OPPOSITES.strip().splitlines():
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                table.setdefault(word, []).append((line.split()[0], side))
    return table


def sides_of(lemma: str) -> list[tuple[str, int]]:
    """The pairs that a verb lemma belongs to, each by its first word, and the side it is on."""
    return _table().get(lemma, [])
