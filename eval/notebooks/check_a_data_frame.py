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
# # Check a data frame of articles
#
# Any frame with the columns `headline` and `body` will do; here the sample articles of `seeds/`.

# %%
from pathlib import Path

import pandas as pd

from checker import Checker, to_frame
from checker.reading import read_file

SEEDS = next(path for path in (Path("seeds"), Path("../../seeds")) if path.is_dir())
articles = pd.DataFrame(
    [
        {"id": path.stem, "headline": article.headline, "body": article.body}
        for path in sorted(SEEDS.iterdir())
        if path.suffix != ".toml"
        for article in read_file(path)
    ]
)
articles.head()

# %% [markdown]
# One checker for all: the model is loaded once. A row that cannot be read would get a report too.

# %%
checker = Checker()
reports = list(checker.check_many(articles.to_dict("records")))
found = to_frame(reports)
found[["id", "verdict", "score", "errors", "warnings", "rules"]]

# %% [markdown]
# A report shows itself with the words and sentences that prove it.

# %%
worst = reports[int(found["score"].idxmin())]
worst

# %%
found["verdict"].value_counts()

# %% [markdown]
# Findings by rule:

# %%
found.explode("rules")["rules"].value_counts()
