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
# # Benchmark figures with intervals
#
# Everything here comes from the kept logs in `eval/results`. To make logs of your own:
# `python -m eval run fnc1 --data-dir DATA --limit 500`.

# %%
import os

import matplotlib.pyplot as plt
import pandas as pd

from eval.figures import figures
from eval.report import kept_runs

RESAMPLES = int(os.environ.get("RESAMPLES", "2000"))
runs = kept_runs()
table = pd.DataFrame(
    [
        {
            "suite": item.suite,
            "system": item.system,
            "figure": f"{item.group}: {item.name}" if item.group else item.name,
            "value": 100 * item.interval.value,
            "low": 100 * item.interval.low,
            "high": 100 * item.interval.high,
            "n": item.interval.count,
        }
        for run in runs
        for item in figures(run, resamples=RESAMPLES)
    ]
)
table.round(1)

# %% [markdown]
# One figure of every system, with its 95 % interval.

# %%
chosen = table[(table["suite"] == "fnc1") & (table["figure"] == "macro F1")]
error = [chosen["value"] - chosen["low"], chosen["high"] - chosen["value"]]
figure, axes = plt.subplots(figsize=(6, 0.8 + 0.4 * len(chosen)))
axes.barh(chosen["system"], chosen["value"], xerr=error, color="#4a78a8")
axes.set_xlabel("FNC-1 test, macro F1, percent")
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# Two systems on the same rows: is the difference more than chance?

# %%
from eval.compare import compare

pair = [run for run in runs if run.spec.suite == "fnc1"][:2]
if len(pair) == 2:
    found, p = compare(*pair, resamples=max(RESAMPLES // 20, 2))
    print(pair[0].spec.system, "→", pair[1].spec.system, f"McNemar p = {p:.3g}")
    for item in found:
        print(f"{item.name:<16} {100 * item.difference.value:+6.1f}  adjusted p = {item.adjusted:.3f}")
