# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Error analysis: worst false alarms, worst misses, by rule
#
# Logs hold no text, so the articles are read again from where they were. Here: faulty and sound headlines of our own
# over two bodies; put in the log and the loader of a suite to study a benchmark (`eval.read_run`,
# `eval.suites.load_samples`).

# %%
import pandas as pd

from checker import Checker, to_frame

STEEL = (
    "Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants by the end of next year. "
    "Unions said that they would fight the plan. The company blamed falling prices for its decision."
)
RUNWAY = (
    "The council rejected the third runway on Tuesday by nine votes to four. "
    "The mayor, who had backed it, said that she may appeal against the decision. "
    "Residents of two villages had protested for months."
)
cases = pd.DataFrame(
    [
        ("Ferrous Steel to cut 2,000 jobs", STEEL, True),
        ("Ferrous Steel to cut 5,000 jobs", STEEL, False),
        ("Unions to fight job cuts at Ferrous Steel", STEEL, True),
        ("Ferrous Steel shuts its two northern plants", STEEL, False),
        ("Council rejects third runway", RUNWAY, True),
        ("Council approves third runway", RUNWAY, False),
        ("Mayor appeals against runway decision", RUNWAY, False),
        ("Villagers sue council over runway", RUNWAY, False),
    ],
    columns=["headline", "body", "sound"],
)
reports = list(Checker().check_many(cases.to_dict("records")))
found = to_frame(reports).assign(sound=cases["sound"])
found["flagged"] = (found["errors"] + found["warnings"]) > 0
pd.crosstab(found["sound"], found["flagged"])

# %% [markdown]
# Worst false alarms: sound headlines with findings, or with the lowest scores.

# %%
found[found["sound"]].sort_values(["errors", "warnings", "score"], ascending=[False, False, True])[
    ["headline", "verdict", "score", "rules"]
].head()

# %% [markdown]
# Worst misses: faulty headlines without a finding, highest scores first.

# %%
missed = found[~found["sound"] & ~found["flagged"]].sort_values("score", ascending=False)
missed[["headline", "verdict", "score"]]

# %%
[reports[index] for index in missed.index[:1]]

# %% [markdown]
# By rule: how often each speaks over sound and over faulty headlines.

# %%
by_rule = found.explode("rules").dropna(subset=["rules"])
pd.crosstab(by_rule["rules"], by_rule["sound"].map({True: "over sound", False: "over faulty"}))
