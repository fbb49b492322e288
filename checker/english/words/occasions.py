"""Words for deeds that have their time: what takes place, what is put off,
and what says that another occasion is meant.

Source: the lists were written for this project from newspaper usage.
"""

from __future__ import annotations

# Verbs that only say that something takes place: the deed is what does.
OCCURRING = frozenset(
    "be begin start commence happen occur hold take go get kick schedule set plan slate book expect".split()
)
# Of these only what is among EVENTS, since anything may be, go or come somewhere.
VAGUE = frozenset("be take go get kick set plan book expect".split())
# "Takes place", "takes effect": its subject does.
TAKEN = frozenset("place effect force".split())
# What takes place at a time.
EVENTS = frozenset(
    """
    election vote ballot referendum poll strike walkout match game final race trial hearing inquest summit meeting talk
    conference tender debate launch protest march rally parade concert festival tournament tour funeral wedding exam
    auction sale visit trip session opening closure ceremony inauguration handover release verdict ruling sentencing
    budget lockdown ban curfew ceasefire evacuation deadline merger takeover resignation show premiere operation
    announcement demonstration boycott mission flight
    """.split()
)
DEFERRING = frozenset("postpone delay defer adjourn reschedule".split())
DEFERRING_WITH = frozenset((("put", "off"), ("push", "back"), ("put", "back"), ("hold", "over")))
ENDING = frozenset("end finish conclude".split())
# What lasts, or is measured again and again, has no one time: "profits fell last year" beside "profits fell yesterday".
LASTING = frozenset(
    """
    rise climb jump soar surge gain increase rally leap fall drop slump plunge decline decrease slide dip grow shrink
    report post see say tell warn urge ask claim deny accuse blame criticise hope fear expect think know like want need
    love hate live work earn spend cost trade hear watch speak write read forecast predict
    """.split()
)
# What one does again and again: once it is done, another time of it may be meant.
RECURRING = frozenset(
    """
        hit reach play win lose beat draw score meet talk visit call back defend pay sell buy use attack kill arrest
        vote pass
    """.split()
)
# Another of its kind, or another time of it.
ANOTHER = frozenset(
    """
    another further second third fourth fifth first final last more new next previous earlier former again also too once
    originally initially previously already annual yearly weekly monthly other separate similar
    """.split()
)
# What the body says of a time that holds no more.
MOVED = frozenset(
    """
        forward forwards postpone postponed delay delayed deferred rescheduled reschedule earlier sooner instead
        originally initially cancelled canceled
    """.split()
)
