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
# # Calibrate a model
#
# A model says 0.9 and is right in eight cases of ten: a temperature mends that. On the command line the same is
# `checker models calibrate MODEL pairs.csv`. Some hundreds of pairs are needed for a figure worth keeping; the few here
# only show the way.

# %%
import matplotlib.pyplot as plt
import numpy as np

from checker.calibration import calibrate_pairs
from checker.nli import LABELS, load_model

FACTS = [
    (
        "The council rejected the runway on Tuesday",
        "The council rejected the runway",
        "The council approved the runway",
    ),
    ("Calder has bought Brightwater for $3 million", "Calder bought Brightwater", "Brightwater bought Calder"),
    ("Six people died when a bus left the road", "Six people died in a bus crash", "Nobody died in the bus crash"),
    ("Three ferries were cancelled after heavy rain", "Rain stopped ferries", "All ferries ran on time"),
    ("The minister denied that she had lied", "The minister denied lying", "The minister admitted that she had lied"),
    ("Shares of both firms rose by four per cent", "Shares rose", "Shares of both firms fell"),
]
rows = []
for number, (premise, entailed, contradicted) in enumerate(FACTS):
    rows.append((premise, entailed, "entailment"))
    rows.append((premise, contradicted, "contradiction"))
    for other in (1, 2):
        rows.append((premise, FACTS[(number + other) % len(FACTS)][1], "neutral"))
rows = [
    (f"{start}{premise}.", hypothesis, label)
    for start in ("", "Officials said: ", "In short: ")
    for premise, hypothesis, label in rows
]
len(rows)

# %%
model = load_model("standard")
found = calibrate_pairs(model, rows, "a notebook")
found

# %% [markdown]
# Reliability: the model's surest label against how often it is right.

# %%
logits = model.logits([(premise, hypothesis) for premise, hypothesis, _ in rows])
gold = np.array([LABELS.index(label) for _, _, label in rows])
figure, axes = plt.subplots(figsize=(4, 4))
axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
for name, temperature in (("raw", 1.0), ("calibrated here", found["temperature"])):
    chances = model.labels.three_way(logits, temperature)
    sure, right = chances.max(axis=1), chances.argmax(axis=1) == gold
    bins = np.minimum((sure * 5).astype(int), 4)
    points = [(sure[bins == index].mean(), right[bins == index].mean()) for index in np.unique(bins)]
    axes.plot(*zip(*points, strict=True), marker="o", label=name)
axes.set(xlabel="probability of the surest label", ylabel="share right")
axes.legend()
plt.show()
