"""A corpus of made articles for the notebook on outlets:
some outlets' headlines say other things than their bodies, and which is known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# Outlets, and how many of their headlines have a fault.
OUTLETS = {"The Courier": 0.02, "Harbour Times": 0.05, "Evening Post": 0.08, "Daily Shout": 0.25}
PLACES = "Hamar Brenford Calderby Ostvik Marlow Tindale Norrby Wexcombe Fallon Stavely".split()
FIRMS = "Brightwater Calder Ferrous Velomi Norden Halvard Tessera Quillon Amberline Kestrel".split()
START = date(2026, 1, 1)
DAYS = 180


@dataclass(frozen=True)
class Story:
    """A kind of story.

    Attributes:
        headline: sound.
        fault: the same with a fault.
        body: what happened.
    """

    headline: str
    fault: str
    body: str


STORIES = (
    Story(
        "{firm} to cut {n} jobs in {place}",
        "{firm} to cut {more} jobs in {place}",
        "{firm} said on Monday that it would cut {n} jobs at its plant in {place}. Unions will fight the plan. "
        "The plant opened in 1974, and the town has few other employers.",
    ),
    Story(
        "{place} council rejects new runway",
        "{place} council approves new runway",
        "The council of {place} rejected the new runway on Tuesday night by nine votes to four. "
        "Residents had campaigned against it for years. The mayor said that the airport could appeal to the minister.",
    ),
    Story(
        "{firm} buys {other}",
        "{other} buys {firm}",
        "{firm} has bought {other} for {n} million dollars, the two companies said on Thursday. "
        "{firm} will keep the name of {other} and all its workers in {place}.",
    ),
    Story(
        "{n} people hurt in {place} bus crash",
        "{n} people killed in {place} bus crash",
        "{n} people were hurt when a bus left the road near {place} on Friday, police said. "
        "All were taken to hospital. The driver is being questioned, and the road stays closed.",
    ),
    Story(
        "Coffee is linked to better sleep, {place} study finds",
        "Coffee causes better sleep, {place} study finds",
        "Coffee is linked to better sleep, researchers at the University of {place} said on Wednesday. "
        "They asked {n} people about their nights. The study cannot show that coffee is the cause, they said.",
    ),
    Story(
        "{firm} may move its headquarters to {place}",
        "{firm} moves its headquarters to {place}",
        "{firm} may move its headquarters to {place}, its chairman told investors on Thursday. "
        "No decision has been taken. About {n} people work at the present site.",
    ),
)


def articles(count: int, seed: int = 0) -> Iterator[dict[str, str | bool]]:
    """Made articles: ``id, headline, body, outlet, date`` and whether the headline is ``faulty``."""
    drawn = random.Random(seed)
    for number in range(count):
        outlet = drawn.choice(list(OUTLETS))
        story, faulty = drawn.choice(STORIES), drawn.random() < OUTLETS[outlet]
        firm, other = drawn.sample(FIRMS, 2)
        n = drawn.randrange(12, 90)
        fields = {
            "firm": firm,
            "other": other,
            "place": drawn.choice(PLACES),
            "n": n,
            "more": n + drawn.randrange(20, 300),
        }
        yield {
            "id": f"made-{number:04d}",
            "headline": (story.fault if faulty else story.headline).format(**fields),
            "body": story.body.format(**fields),
            "outlet": outlet,
            "date": (START + timedelta(days=drawn.randrange(DAYS))).isoformat(),
            "faulty": faulty,
        }  # fmt: skip
