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
# How often do the headlines of each outlet outrun their bodies? Here are 2,000 made articles of four outlets; of each
# headline it is known whether it has a fault, so that we can see how near the checker comes. Yours needs the columns
# `headline`, `body` and whatever you want to group by.

# %%
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

import pandas as pd
from IPython.display import HTML

from checker import read_results
from checker.rollup.page import render_page
from checker.rollup.summary import sentence, summarise
from eval.made_corpus import OUTLETS, articles

ARTICLES = int(os.environ.get("ARTICLES", "2000"))
folder = Path(mkdtemp())
corpus = folder / "corpus.jsonl"
corpus.write_text("".join(json.dumps(article) + "\n" for article in articles(ARTICLES)), "utf-8")

# %% [markdown]
# As on the command line: `checker batch corpus.jsonl -o results.parquet --model compact --keep outlet,date,faulty`. It
# may be stopped, and goes on.

# %%
results = folder / "results.parquet"
command = [sys.executable, "-m", "checker", "batch", str(corpus), "-o", str(results), "--model", "compact"]
done = subprocess.run([*command, "--keep", "outlet,date,faulty", "--quiet"], capture_output=True, text=True)
assert done.returncode == 0, done.stderr
frame = read_results(results)
frame[["outlet", "headline", "verdict", "score", "top_rule"]].head()

# %% [markdown]
# Of each outlet: the share with a finding, its 95 % interval, whether it differs from the others, and the share that
# was made faulty. An outlet with few articles is not compared.

# %%
summary = summarise(str(results), by=["outlet", "month"])
rows = [
    {
        "outlet": part.name,
        "headlines": part.headlines,
        "with a finding": f"{part.with_finding.value:.1%} ({part.with_finding.low:.1%} to "
        f"{part.with_finding.high:.1%})",
        "differs": part.differs if part.compared else "too few",
        "made faulty": f"{OUTLETS[part.name]:.0%}",
    }
    for part in summary.groupings[0].parts
]
HTML(f"<p>{sentence(summary)}</p>" + pd.DataFrame(rows).to_html(index=False))

# %% [markdown]
# What was flagged, against what was made faulty. On real news the truth is not known: there, read the findings.

# %%
flagged = (frame["errors"] + frame["warnings"]) > 0
faulty = frame["faulty"] == "true"
found = {
    "faulty and flagged": int((faulty & flagged).sum()),
    "faulty, not flagged": int((faulty & ~flagged).sum()),
    "sound and flagged": int((~faulty & flagged).sum()),
    "sound, not flagged": int((~faulty & ~flagged).sum()),
}
found

# %% [markdown]
# The page that `checker summary results.parquet -o summary.html` writes: one file, nothing fetched.

# %%
page = render_page(summary)
(folder / "summary.html").write_text(page, "utf-8")
HTML(page)
