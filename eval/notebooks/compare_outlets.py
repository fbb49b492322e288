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
# # Compare outlets in a corpus
#
# How often do the headlines of each outlet outrun their bodies? Every share has a 95 % interval: with few articles an
# outlet's share says little. The corpus here is made up; yours needs the columns `headline`, `body` and `outlet`.

# %%
import matplotlib.pyplot as plt
import pandas as pd

from checker import Checker, to_frame
from checker.statistics import of_confusion

BODIES = {
    "jobs": "Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants. Unions will fight the plan.",
    "runway": "The council rejected the runway on Tuesday by nine votes to four. The mayor said that she may appeal.",
    "bus": "Six people were hurt when a bus left the road near Hamar on Friday, police said. The driver is being questioned.",
    "deal": "Calder has bought Brightwater for $3 million, the companies said. Calder will keep the name and all 40 workers.",
}
HEADLINES = {
    "The Courier": [
        "Ferrous Steel to cut 2,000 jobs",
        "Council rejects runway",
        "Six hurt in bus crash",
        "Calder buys Brightwater",
    ],
    "Daily Shout": [
        "Ferrous Steel to cut 5,000 jobs",
        "Council approves runway",
        "Six killed in bus crash",
        "Brightwater buys Calder",
    ],
}
corpus = pd.DataFrame(
    [
        {"outlet": outlet, "headline": headline, "body": body}
        for outlet, headlines in HEADLINES.items()
        for headline, body in zip(headlines, BODIES.values(), strict=True)
    ]
)
found = to_frame(Checker().check_many(corpus[["headline", "body"]].to_dict("records")))
found["outlet"] = corpus["outlet"]
found["contradicted"] = found["errors"] > 0
found[["outlet", "headline", "verdict", "rules"]]

# %%
rows = []
for outlet, part in found.groupby("outlet"):
    flagged = int(part["contradicted"].sum())
    share = of_confusion(
        pd.DataFrame([[flagged, len(part) - flagged]]).to_numpy(),
        lambda table: table[..., 0, 0] / table.sum(axis=(-1, -2)),
    )
    rows.append({"outlet": outlet, "share": share.value, "low": share.low, "high": share.high, "articles": share.count})
shares = pd.DataFrame(rows)
shares.round(2)

# %%
figure, axes = plt.subplots(figsize=(6, 1.8))
error = [shares["share"] - shares["low"], shares["high"] - shares["share"]]
axes.barh(shares["outlet"], shares["share"], xerr=error, color="#4a78a8")
axes.set(xlabel="share of headlines with an error-level finding", xlim=(0, 1))
plt.show()
