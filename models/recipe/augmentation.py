"""Pairs made from pairs: headline grammar, mismatches, longer premises, changed numbers, swapped roles.

Every edit gives a label that is known by construction. Role swaps come from templates of our own
(names and verbs below); the rest are edits of real pairs.
"""

from __future__ import annotations

import random
import re

import pandas as pd

from .headlines import random_cases, rewrite_all
from .templates import heuristic_pair

NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(?![\w]|[.,]\d)")
OTHERS = 4
WORD_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WORD_NUMBER = re.compile(r"\b(" + "|".join(WORD_NUMBERS) + r")\b", re.IGNORECASE)


def change_number(premise: str, hypothesis: str, rng: random.Random) -> str | None:
    """The hypothesis with one number that the premise also has changed, or None when there is none."""
    for pattern, draw in ((NUMBER, _other_digits), (WORD_NUMBER, _other_word)):
        for match in pattern.finditer(hypothesis):
            old = match.group(1)
            if not re.search(rf"(?<![\w.,]){re.escape(old)}(?![\w])", premise, re.IGNORECASE):
                continue
            new = draw(old, rng)
            if not re.search(rf"(?<![\w]){re.escape(new)}(?![\w])", premise, re.IGNORECASE):
                return hypothesis[: match.start(1)] + new + hypothesis[match.end(1) :]
    return None


def _other_digits(old: str, rng: random.Random) -> str:
    value = int(old.replace(",", ""))
    if 1500 <= value <= 2100 and "," not in old:
        return str(value + rng.choice([-12, -7, -3, -2, -1, 1, 2, 3, 5, 8]))
    new = rng.choice([value + 1, value + 2, value * 2, value * 3, max(value // 2, 1), max(value - 1, 0), value * 10])
    new = new if new != value else value + 3
    return f"{new:,}" if "," in old else str(new)


def _other_word(old: str, rng: random.Random) -> str:
    new = rng.choice([word for word in WORD_NUMBERS if word != old.lower()])
    return new.capitalize() if old[0].isupper() else new


COMPANIES = """
    Brightwater Calder Norwell Tessary Halden Ostrander Kestrel Lumina Verdane Arkwright Pellworth Sandfjord
    Quillon Marbeck Trevanne Oakhurst Delmora Fenwick Graylock Junipero Meridia Northgate Orvane Stellan
    Wexcombe
    """.split()
COUNTRIES = """
    Russia Ukraine France Germany China Japan India Pakistan Iran Iraq Israel Turkey Greece Spain Brazil Chile
    Kenya Ethiopia Egypt Poland Canada Mexico Norway Sweden Vietnam
    """.split()
PEOPLE = """
    Harper Mendes Okafor Lindqvist Rossi Tanaka Novak Fischer Haddad Brennan Castillo Dubois Ivanov Kowalski
    Larsen Moreau Nakamura Petrov Quinn Romero Sato Torres Vasquez Walsh Yilmaz
    """.split()
ROLES = [
    "the minister",
    "the mayor",
    "the coach",
    "the senator",
    "the lawyer",
    "the doctor",
    "the banker",
    "the striker",
    "the general",
    "the actress",
    "the pilot",
    "the teacher",
]
# past, participle, third person present, noun of the event (or nothing)
COMPANY_VERBS = [
    "acquired acquired acquires",
    "bought bought buys",
    "sued sued sues",
    "overtook overtaken overtakes",
    "outbid outbid outbids",
    "backed backed backs",
    "funded funded funds",
    "supplied supplied supplies",
]
COUNTRY_VERBS = [
    "attacked attacked attacks",
    "invaded invaded invades",
    "sanctioned sanctioned sanctions",
    "bombed bombed bombs",
    "shelled shelled shells",
    "defeated defeated defeats",
    "accused accused accuses",
    "struck struck strikes",
    "warned warned warns",
    "threatened threatened threatens",
]
PERSON_VERBS = [
    "beat beaten beats",
    "criticised criticised criticises",
    "replaced replaced replaces",
    "sued sued sues",
    "praised praised praises",
    "shot shot shoots",
    "hired hired hires",
    "fired fired fires",
    "married married marries",
    "succeeded succeeded succeeds",
    "accused accused accuses",
    "interviewed interviewed interviews",
]
WHEN = [
    "on Monday",
    "on Friday",
    "last week",
    "in March",
    "earlier this month",
    "overnight",
    "after weeks of talks",
    "at the weekend",
    "in a surprise move",
    "two years ago",
    "despite warnings from analysts",
    "",
]
MORE = [
    "Officials gave no further details.",
    "It was the second such event this year.",
    "No one else was involved.",
    "The news was first reported by local media.",
    "Analysts had expected it for months.",
    "",
    "",
    "",
]


def role_pair(rng: random.Random) -> tuple[str, str, str]:
    """A premise with two participants and a hypothesis with the same or swapped roles.

    Returns:
        premise, hypothesis, label (``entailment`` or ``contradiction``).
    """
    names, verbs = rng.choice(
        [(COMPANIES, COMPANY_VERBS), (COUNTRIES, COUNTRY_VERBS), (PEOPLE, PERSON_VERBS), (ROLES, PERSON_VERBS)]
    )
    agent, patient = rng.sample(names, 2)
    past, participle, present = rng.choice(verbs).split()
    when = rng.choice(WHEN)

    def clause(subject: str, target: str, form: str) -> str:
        return {
            "past": f"{subject} {past} {target} {when}",
            "passive": f"{target} was {participle} by {subject} {when}",
            "present": f"{subject} {present} {target}",
            "short-passive": f"{target} {participle} by {subject}",
            "cleft": f"it was {subject} that {past} {target} {when}",
            "relative": f"{subject}, which had been expected to act, {past} {target} {when}"
            if names in (COMPANIES, COUNTRIES)
            else f"{subject}, who had been expected to act, {past} {target} {when}",
        }[form]

    premise = (
        clause(agent, patient, rng.choice(["past", "past", "passive", "cleft", "relative"])).strip()
        + ". "
        + rng.choice(MORE)
    )
    swapped = rng.random() < 0.5
    subject, target = (patient, agent) if swapped else (agent, patient)
    hypothesis = clause(subject, target, rng.choice(["past", "passive", "present", "present", "short-passive"])).strip()
    return _capital(premise.strip()), _capital(hypothesis), "contradiction" if swapped else "entailment"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def augment(pairs: pd.DataFrame, shares: dict[str, int | float], seed: int) -> pd.DataFrame:
    """Add and rewrite pairs.

    Args:
        pairs: ``premise, hypothesis, label, source``.
        shares: ``headline_style``, ``long_premise`` (one sentence of another pair added)
            and ``among_others`` (two to four) are shares of the pairs rewritten in place;
            ``mismatch``, ``number_change``, ``role_swap`` and ``heuristics`` are counts of pairs added.

    Returns:
        The frame with the same columns, shuffled; ``source`` says which edit made an added pair.
    """
    rng = random.Random(seed)
    rows = pairs.to_dict("records")
    unpaired = [row for row in rows if not row["source"].startswith(("snli", "cad", "mpe", "disco"))]
    added: list[dict[str, str]] = []
    for _ in range(int(shares.get("mismatch", 0))):
        one, other = rng.choice(unpaired), rng.choice(unpaired)
        if one["premise"] != other["premise"]:
            added.append(
                {"premise": one["premise"], "hypothesis": other["hypothesis"], "label": "neutral", "source": "mismatch"}
            )
    candidates = [row for row in rows if row["label"] == "entailment"]
    rng.shuffle(candidates)
    wanted = int(shares.get("number_change", 0))
    for row in candidates:
        if wanted <= 0:
            break
        changed = change_number(row["premise"], row["hypothesis"], rng)
        if changed:
            added.append(
                {"premise": row["premise"], "hypothesis": changed, "label": "contradiction", "source": "number_change"}
            )
            wanted -= 1
    for _ in range(int(shares.get("heuristics", 0))):
        premise, hypothesis, label = heuristic_pair(rng)
        added.append({"premise": premise, "hypothesis": hypothesis, "label": label, "source": "heuristics"})
    for _ in range(int(shares.get("role_swap", 0))):
        premise, hypothesis, label = role_pair(rng)
        added.append({"premise": premise, "hypothesis": hypothesis, "label": label, "source": "role_swap"})
    rows = rows + added
    sentences = [row["premise"] for row in unpaired if 40 < len(row["premise"]) < 200]
    styled = [row for row in rows if rng.random() < float(shares.get("headline_style", 0))]
    written = rewrite_all([row["hypothesis"] for row in styled], random_cases(len(styled), seed))
    for row, hypothesis in zip(styled, written, strict=True):
        row["hypothesis"] = hypothesis
    for row in rows:
        if rng.random() < float(shares.get("long_premise", 0)) and len(row["premise"]) < 300:
            extra = rng.choice(sentences)
            before = rng.random() < 0.5
            row["premise"] = f"{extra} {row['premise']}" if before else f"{row['premise']} {extra}"
        elif rng.random() < float(shares.get("among_others", 0)) and len(row["premise"]) < 300:
            lines = rng.sample(sentences, rng.randint(2, OTHERS))
            lines.insert(rng.randint(0, len(lines)), row["premise"])
            row["premise"] = " ".join(lines)
    rng.shuffle(rows)
    return pd.DataFrame(rows)
