"""Words for deeds that have their time: what takes place, what is put off, and what says that another occasion is meant.

Source: the lists were written for this project from newspaper usage.
"""

from __future__ import annotations

# Verbs that only say that something takes place: the deed is what does.
OCCURRING = frozenset(
    "be begin start commence happen occur hold take go get open launch kick schedule set plan slate book expect due come follow".split()
)
# Of these only what is among EVENTS, since anything may be, go or come somewhere.
VAGUE = frozenset("be take go get open launch kick set plan book expect come follow".split())
# What takes place at a time.
EVENTS = frozenset(
    """
    election vote ballot referendum poll strike walkout match game final race trial hearing inquest summit meeting talk conference debate
    launch launching protest march rally parade concert festival tournament tour funeral wedding exam auction sale visit trip launch
    opening closure ceremony inauguration handover release verdict ruling sentencing budget lockdown ban curfew ceasefire evacuation
    deadline merger takeover resignation show premiere operation announcement demonstration boycott mission flight
    """.split()
)
DEFERRING = frozenset("postpone delay defer adjourn reschedule".split())
DEFERRING_WITH = frozenset((("put", "off"), ("push", "back"), ("put", "back"), ("hold", "over")))
ENDING = frozenset("end finish conclude".split())
# What comes again and again, or lasts, has no one time: "profits fell last year" beside "profits fell yesterday".
RECURRING = frozenset(
    """
    rise climb jump soar surge gain increase rally leap fall drop slump plunge decline decrease slide dip grow shrink hit reach report post
    play win lose beat draw score meet talk visit warn say tell urge call ask claim deny accuse blame criticise back defend hope fear expect
    think know like want need love hate live work earn spend pay cost trade sell buy use see hear watch speak write read
    """.split()
)
# Another of its kind, or another time of it.
ANOTHER = frozenset(
    """
    another further second third fourth fifth first final last more new next previous earlier former again also too once originally initially
    previously already annual yearly weekly monthly other separate similar
    """.split()
)
# What the body says of a time that holds no more.
MOVED = frozenset(
    "forward forwards postpone postponed delay delayed deferred rescheduled reschedule earlier sooner instead originally initially cancelled canceled".split()
)
