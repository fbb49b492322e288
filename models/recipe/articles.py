"""Labelled articles that thresholds and the learned verdict are fitted on: FNC-1 train, whole and cut short, edited
headlines, near misses and judged summaries, never a test text.
"""

from __future__ import annotations

import itertools
import random
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from checker.calibration.splits import fits_the_score
from checker.english.parser import parser
from checker.english.terms import terms_without_figures
from checker.english.words.stance import REPORTED
from checker.evidence import SentenceIndex
from checker.segmentation import segment
from checker.text import repair

from ..written.stories import FOLDER, turned_headlines
from .data import normalise
from .edited_pairs import make_pairs
from .hard_pairs import sentences

# What is known of an article beside its texts.
KNOWN = ("stance", "supported", "topic", "group", "seen")
COLUMNS = ["headline", "body", *KNOWN]
# Which stances say that the headline is supported; "discuss" says nothing.
SUPPORTED = {"agree": 1.0, "disagree": 0.0, "unrelated": 0.0}
FNC_ROWS = {"agree": 700, "disagree": 400, "discuss": 900, "unrelated": 500}
# Of topics that the NLI model was trained on: it answers a little too well there,
# but two thirds of the disagreeing topics are among them,
# and with them held-out topics are told better (models/EXPERIMENTS.md).
SEEN_ROWS = {"agree": 700, "disagree": 700, "discuss": 900, "unrelated": 400}
EDITED_ROWS = {"role": 60, "number": 100, "negation": 60, "name": 60, "hedge": 40}
# FNC-1 train has few bodies of one sentence ("The story is a hoax."): 58 of 1,659.
ONE_SENTENCE_ROWS = {"agree": 60, "disagree": 60, "discuss": 60}
ONE_SENTENCE_RELEVANCE = 0.2
LEAD = 6
# Headlines, and sentences from the lead, of another topic:
# bodies that FNC-1 calls unrelated share hardly a word with theirs, so that whatever shares a few would seem supported.
NEAR_ROWS = {"headline": 160, "sentence": 160}
NEAR_RELEVANCE = (0.15, 0.7)
NEAR_LEAD = 3
NEAR_PER_BODY = 3
# Claims of one sentence that people judged against news, half of them supported; "seen":
# the NLI models learn from the set.
JUDGED_ROWS = {"summac_val_cnn": 600, "ragtruth_news": 400, "defacto_xsum": 500, "qags_cnndm": 160}
JUDGED_SEEN = frozenset(("defacto_xsum", "qags_cnndm"))
JUDGED_SUPPORTED = frozenset(("consistent", "entailment"))
# Writers whose stories the NLI models do not learn from, and most headlines of them, over either version.
WRITTEN = ("p", "w")
WRITTEN_ROWS = 1200


def trains_nli(topic: str) -> bool:
    """Half of the topics of FNC-1 train are for the NLI model, the others for what is fitted on its answers."""
    return zlib.crc32(topic.encode()) % 2 == 1


def trains_stances(topic: str) -> bool:
    """Three quarters of the topics, those of :func:`trains_nli` among them, are for a model that tells stances."""
    return zlib.crc32(topic.encode()) % 4 != 0


def labelled_articles(
    data_dir: Path,
    seed: int,
    trained: Callable[[str], bool] = trains_nli,
    fnc_rows: Mapping[str, int] = FNC_ROWS,
    seen_rows: Mapping[str, int] = SEEN_ROWS,
) -> pd.DataFrame:
    """A sample of articles with what is known of their headlines.

    Args:
        data_dir: folder with ``news``.
        seed: of the draw.
        trained: which topics of FNC-1 the NLI model was trained on.
        fnc_rows: rows of each stance of the other topics; as many as there are, where there are fewer.
        seen_rows: rows of each stance of those topics.

    Returns:
        ``headline, body, stance, supported, topic, group, seen``: the stance is ``""`` and ``supported`` (1 or 0) is
        missing where nothing is known; rows of one topic belong on one side of any split;
        ``seen`` says whether the model was trained on the
        topic: such rows may be fitted on, but say nothing of how good the fit is.
    """
    rows = fnc_train(data_dir)
    rows = rows.assign(group=rows["stance"], supported=rows["stance"].map(SUPPORTED))
    seen = rows["topic"].map(trained)
    fnc = draw(rows[~seen], fnc_rows, seed)
    more = draw(rows[seen], seen_rows, seed).assign(seen=True)
    found = pd.concat([fnc, edited(fnc, EDITED_ROWS, seed), near_misses(fnc, seed)]).assign(seen=False)
    short = one_sentence(pd.concat([fnc, more]), ONE_SENTENCE_ROWS, seed).assign(seen=True)
    judged = judged_claims(data_dir, JUDGED_ROWS, seed)
    written = written_stories(WRITTEN_ROWS, seed)
    return pd.concat([found, more, short, judged_summaries(data_dir), judged, written], ignore_index=True)[COLUMNS]


def shares(data_dir: Path) -> dict[str, float]:
    """Share of each stance in FNC-1 train."""
    stances = pd.read_parquet(data_dir / "news" / "fnc1_stances.parquet", columns=["split", "stance"])
    found = stances.loc[stances["split"] == "train", "stance"].value_counts(normalize=True)
    return {str(stance): float(share) for stance, share in found.items()}


def draw(rows: pd.DataFrame, counts: Mapping[str, int], seed: int) -> pd.DataFrame:
    """At most so many rows of each stance."""
    parts = []
    for stance, count in counts.items():
        part = rows[rows["stance"] == stance]
        parts.append(part.sample(min(count, len(part)), random_state=seed))
    return pd.concat(parts)


def fnc_train(data_dir: Path) -> pd.DataFrame:
    """Rows of FNC-1 train whose headline and body FNC-1 test has not: ``headline, body, stance, topic``."""
    stances = pd.read_parquet(data_dir / "news" / "fnc1_stances.parquet")
    bodies = pd.read_parquet(data_dir / "news" / "fnc1_bodies.parquet")
    tested = set(bodies.loc[bodies["split"] == "test", "body"].map(normalise))
    titles = set(stances.loc[stances["split"] == "test", "headline"].map(normalise))
    bodies = bodies[(bodies["split"] == "train") & ~bodies["body"].map(normalise).isin(tested)]
    rows = stances[(stances["split"] == "train") & ~stances["headline"].map(normalise).isin(titles)]
    rows = rows.merge(bodies, on=["split", "body_id"]).drop_duplicates(["headline", "body"])
    return rows.assign(topic=topics(rows))


def topics(rows: pd.DataFrame) -> list[str]:
    """The topic of every row: bodies that share a headline, and so on, belong together."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    near = rows[rows["stance"] != "unrelated"]
    for body_id, headline in zip(near["body_id"], near["headline"], strict=True):
        parent[root(f"body {body_id}")] = root(f"headline {headline}")
    return [root(f"body {body_id}") for body_id in rows["body_id"]]


def edited(fnc: pd.DataFrame, counts: dict[str, int], seed: int) -> pd.DataFrame:
    """Bodies with one of their own sentences as the headline, edited so that it is still told there, or no longer.

    Labelled sets hold few changed numbers, names and roles, and NLI alone tends to miss them.
    ``label`` is the NLI label.
    """
    owner: dict[str, dict[str, object]] = {}
    for row in fnc.drop_duplicates("body").sample(frac=1, random_state=seed).to_dict("records"):
        for sentence in itertools.islice(sentences(row["body"]), LEAD):
            owner.setdefault(sentence, row)
    found = []
    for pair in make_pairs(list(owner), parser().pipe, counts, seed):
        entailed = pair.label == "entailment"
        group = f"edited {pair.kind}, {'entailed' if entailed else 'not'}"
        row = {**owner[pair.premise], "headline": pair.hypothesis, "stance": "", "supported": float(entailed)}
        found.append({**row, "group": group, "label": pair.label})
    return pd.DataFrame(found, columns=[*fnc.columns, "label"])


def one_sentence(fnc: pd.DataFrame, counts: Mapping[str, int], seed: int) -> pd.DataFrame:
    """Bodies cut to the sentence that shows their stance: it disputes a story, passes one on, or does neither.

    Of a body's sentences of the right kind, the one most relevant to the headline. They say nothing of support, and
    count as ``seen``: a label may not outlive the cut, so that no figure comes from them.
    """
    found: list[dict[str, object]] = []
    for stance, count in counts.items():
        rows = fnc[fnc["stance"] == stance].sample(frac=1, random_state=seed).to_dict("records")
        cut = (
            row | {"body": text} for row in rows if (text := _telling_sentence(row["headline"], row["body"], stance))
        )
        found += itertools.islice(cut, count)
    return pd.DataFrame(found, columns=list(fnc.columns)).assign(supported=float("nan"), group="one sentence")


def _telling_sentence(headline: str, body: str, stance: str) -> str | None:
    index = SentenceIndex(segment(repair(body).text))
    chosen: list[tuple[float, str]] = []
    for item in index.score(repair(headline).text):
        disputing = item.sentences[0] in index.disputing
        kind = "disagree" if disputing else "discuss" if REPORTED.search(item.text) else "agree"
        if kind == stance:
            chosen.append((item.relevance, item.text))
    relevance, text = max(chosen, default=(0.0, ""))
    return text if relevance >= ONE_SENTENCE_RELEVANCE else None


def judged_summaries(data_dir: Path) -> pd.DataFrame:
    """Summaries of one sentence that people judged: XSumFaith's validation rows,
    of the half of its articles that nothing is measured on.

    What they add is truth that the article lacks, on its own topic;
    few sets of articles and headlines are labelled for that.
    """
    rows = pd.read_parquet(data_dir / "news" / "xsumfaith_val.parquet")
    rows = rows[rows["body"].map(fits_the_score)]
    supported = (rows["label"].astype(str) == "1").astype(float)
    return rows.assign(stance="", supported=supported, topic="summary " + rows["body"], group="summary", seen=False)


def judged_claims(data_dir: Path, counts: Mapping[str, int], seed: int) -> pd.DataFrame:
    """Claims that people judged against a news article, as many supported as not as far as there are; each set is a
    topic, so that whole sets are held out in turn.

    Args:
        data_dir: folder with ``claims``.
        counts: rows of each set.
        seed: of the draw.
    """
    parts = []
    for name, count in counts.items():
        rows = pd.read_parquet(data_dir / "claims" / f"{name}.parquet")
        rows = rows.rename(columns={"premise": "body", "hypothesis": "headline"})
        rows["supported"] = rows["label"].isin(JUDGED_SUPPORTED).astype(float)
        rows = rows[rows["headline"].map(_one_sentence) & rows["headline"].str.contains(r"\w")]
        chosen = [half.sample(min(count // 2, len(half)), random_state=seed) for _, half in rows.groupby("supported")]
        parts.append(
            pd.concat(chosen).assign(topic=f"claims {name}", group=f"judged, {name}", seen=name in JUDGED_SEEN)
        )
    return pd.concat(parts).assign(stance="") if parts else pd.DataFrame(columns=COLUMNS)


def written_stories(count: int, seed: int) -> pd.DataFrame:
    """Headlines written to be hard, each over both versions of its story, which make it sound and faulty.

    Args:
        count: at most so many rows.
        seed: of the draw.
    """
    turned = turned_headlines([FOLDER / f"{name}.jsonl" for name in WRITTEN])
    chosen = random.Random(seed).sample(turned, min(count // 2, len(turned)))
    rows = [(item.text, item.body, float(item.supported), item.story) for pair in chosen for item in pair]
    found = pd.DataFrame(rows, columns=["headline", "body", "supported", "topic"])
    return found.assign(stance="", group="written", seen=False)


def _one_sentence(text: str) -> bool:
    return len(segment(repair(text).text).sentences) < 2


def near_misses(fnc: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Headlines and sentences with the body that comes nearest to them among those of other topics:
    not supported there.
    """
    related = fnc[fnc["stance"] != "unrelated"]
    bodies = related.drop_duplicates("body").to_dict("records")
    indices = [SentenceIndex(segment(repair(row["body"]).text)) for row in bodies]
    texts = {
        "headline": [(row["headline"], row["topic"]) for row in related.drop_duplicates("headline").to_dict("records")],
        "sentence": [
            (line, row["topic"]) for row in bodies for line in itertools.islice(sentences(row["body"]), NEAR_LEAD)
        ],
    }
    found: list[dict[str, object]] = []
    used = [0] * len(bodies)
    for kind, count in NEAR_ROWS.items():
        random.Random(seed).shuffle(texts[kind])
        wanted = len(found) + count
        for text, topic in texts[kind]:
            if len(found) >= wanted:
                break
            terms = terms_without_figures(repair(text).text)
            others = (
                (max((index.relevance(terms, line) for line in index.terms), default=0.0), number)
                for number, index in enumerate(indices)
                if bodies[number]["topic"] != topic
            )
            relevance, nearest = max(others, default=(0.0, 0))
            if NEAR_RELEVANCE[0] <= relevance < NEAR_RELEVANCE[1] and used[nearest] < NEAR_PER_BODY:
                used[nearest] += 1
                row = {**bodies[nearest], "headline": text, "stance": "", "supported": 0.0, "group": "near miss"}
                found.append(row)
    return pd.DataFrame(found, columns=list(fnc.columns))
