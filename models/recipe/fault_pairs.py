"""Faults and their sound twins over real articles, as pairs to train on: the passage of the article,
or the one sentence, as premise.

Articles whose licence lets shipped weights learn from them, none that anything is measured on.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from spacy.tokens import Doc

from checker.english.parser import parser
from checker.text import repair

from .articles import fnc_train, trains_stances
from .claims import article_key
from .data import Rows, eval_premises, normalise
from .fault_lexicon import FaultLexicon
from .faults import KINDS, Story, Tools, Twins, faults
from .hard_pairs import OWN_TESTS, own_test_sets, sentences
from .headlines import random_cases, rewrite
from .passages import SHORT_WORDS, Bodies
from .wordnet import FOLDER, WordNet

# Articles, whose licence says: FNC-1's and Reuters' train the recipe's other phases too.
# BBC's and AG News' are non-commercial.
SOURCES = ("wikinews", "hhs_releases", "allsides", "basil", "numhg", "fnc", "reuters")
SENTENCES = 9
MOST_OF_A_STORY = 6
OF_A_SENTENCE = 3
ALONE = 0.25
IN_HEADLINE_GRAMMAR = 0.5
CHUNK = 400
LEAST_SOUND = 0.3
STILL_ENTAILED = 0.95
# Where a model that errs on the fault would not call both the same: of the others it knows nothing.
JUDGED = ("word", "opposite", "person", "organisation", "place", "quote")
COLUMNS = ["premise", "hypothesis", "label", "source"]
# Of a headline that claims something.
MIN_WORDS, MAX_WORDS = 5, 25
# Body, sentence, and the twins made of it.
Made = tuple[str, str, Twins]
Judge = Callable[[Sequence[tuple[str, str]]], Sequence[Any]]


@dataclass(frozen=True)
class News:
    """One article: headline and body."""

    headline: str
    body: str


def claim_of(headline: str) -> str | None:
    """A headline as a claim; ``None`` where it asks, or has too few or too many words."""
    text = repair(headline).text
    return text if "?" not in text and MIN_WORDS <= len(text.split()) <= MAX_WORDS else None


def judged_pairs(
    asked: Sequence[tuple[str, str]],
    judge: Judge,
    keeps: Callable[[Any], bool],
    count: int,
    label: str,
    source: str,
) -> pd.DataFrame:
    """The first ``count`` pairs of passage and headline whose answer by the judge is one to keep."""
    kept = [pair for pair, answer in zip(asked, judge(asked), strict=True) if keeps(answer)]
    return pd.DataFrame([(*pair, label, source) for pair in kept[:count]], columns=COLUMNS)


def news(
    data_dir: Path, seed: int, sources: Mapping[str, int] | None = None, own_tests: Path = OWN_TESTS
) -> list[News]:
    """Articles to make pairs of, shuffled.

    Args:
        data_dir: folder with ``articles`` and ``news``.
        seed: of the order.
        sources: most articles of each of SOURCES; 0 for all. By default all but Reuters (of 1987,
            and half an hour to read).
        own_tests: the recipe's own test sets, from whose Reuters articles nothing is taken.
    """
    chosen = sources if sources is not None else {name: 0 for name in SOURCES if name != "reuters"}
    rng = random.Random(seed)
    found: list[News] = []
    for name, most in chosen.items():
        part = list(_source(data_dir, name, own_tests))
        rng.shuffle(part)
        found += part[: most or None]
    kept = list({article_key(item.body): item for item in found}.values())
    rng.shuffle(kept)
    return kept


def _source(data_dir: Path, name: str, own_tests: Path) -> Iterator[News]:
    if name == "fnc":
        rows = fnc_train(data_dir)
        rows = rows[rows["topic"].map(trains_stances) & (rows["stance"] == "agree")].drop_duplicates("body")
        yield from (News(row.headline, row.body) for row in rows.itertuples())
    elif name == "reuters":
        rows = pd.read_parquet(data_dir / "news" / "reuters21578.parquet", columns=["headline", "body"]).dropna()
        tested = set(own_test_sets(data_dir, own_tests)["premise"].map(normalise))
        for row in rows.itertuples():
            if len(row.body) > 600 and not any(normalise(line) in tested for line in sentences(row.body)):
                yield News(row.headline, row.body)
    else:
        rows = pd.read_parquet(data_dir / "articles" / f"{name}.parquet", columns=["title", "body"]).dropna()
        yield from (News(row.title, row.body) for row in rows.itertuples() if len(row.body) > 300)


def fault_pairs(
    data_dir: Path,
    counts: Mapping[str, Rows],
    seed: int,
    most_words: int = SHORT_WORDS,
    articles: list[News] | None = None,
    wordnet: Path = FOLDER,
    judge: Judge | None = None,
) -> pd.DataFrame:
    """Twins of each kind, each with its premise.

    Args:
        data_dir: folder with ``nli/eval`` and the articles.
        counts: twins of each of :data:`models.recipe.faults.KINDS`, of which each gives two pairs;
            as many as there are, where there are fewer. ``[start, stop]``: a slice,
            so that two phases with one seed take different ones.
        seed: of every draw.
        most_words: of a passage.
        articles: what to make them of; those of :func:`news` by default.
        wordnet: folder of the lexicon.
        judge: gives the probabilities of every (premise, hypothesis) pair;
            twins are left out whose sound one it finds unsupported by the sentence, and those of :data:`JUDGED` whose
            faulty one it finds as well supported as the sound one.

    Returns:
        ``premise, hypothesis, label, source, pair``: the label is "entailment" of the sound,
        and "contradiction" or "inconsistent" of the faulty; the source is ``fault KIND``; twins share ``pair``.

    Raises:
        ValueError: an unknown kind.
    """
    for kind in counts:
        if kind not in KINDS:
            raise ValueError(f"no fault of the kind {kind}: choose of {', '.join(KINDS)}")
    stop = {kind: rows[1] if isinstance(rows, list) else rows for kind, rows in counts.items()}
    start = {kind: rows[0] if isinstance(rows, list) else 0 for kind, rows in counts.items()}
    left = Counter(stop)
    rng = random.Random(seed)
    held_out = eval_premises(data_dir)
    found: list[Made] = []
    seen = Seen()
    tools = Tools(FaultLexicon(WordNet(wordnet), seen.lemmas), seen.forms, rng)
    for chunk in _chunks(articles if articles is not None else news(data_dir, seed), CHUNK):
        parsed = _parsed(chunk, held_out)
        seen.learn(doc for _, docs in parsed for doc in docs)
        for body, docs in parsed:
            found += _of_story(body, docs, tools, left)
        if not +left:
            break
    found = _sliced(found, start)
    return _pairs(_plausible(found, judge) if judge else found, rng, most_words)


def _plausible(found: list[Made], judge: Judge) -> list[Made]:
    answers = iter(judge([(line, text) for _, line, twins in found for text in (twins.sound, twins.faulty)]))
    kept = []
    for item in found:
        sound, faulty = next(answers)[0], next(answers)[0]
        same = item[2].kind in JUDGED and faulty > STILL_ENTAILED and faulty >= sound
        if sound >= LEAST_SOUND and not same:
            kept.append(item)
    print(f"faults: {len(found)} twins made, {len(kept)} kept by the judge", flush=True)
    return kept


def _sliced(found: list[Made], start: Mapping[str, int]) -> list[Made]:
    passed: Counter[str] = Counter()
    kept = []
    for item in found:
        kind = item[2].kind
        if passed[kind] >= start[kind]:
            kept.append(item)
        passed[kind] += 1
    return kept


def _chunks(items: list[News], size: int) -> Iterator[list[News]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _parsed(articles: list[News], held_out: set[str]) -> list[tuple[str, list[Doc]]]:
    """The first sentences of each article, parsed."""
    lines = [
        (line, number)
        for number, item in enumerate(articles)
        for line in list(sentences(item.body, 6, 40))[:SENTENCES]
        if normalise(line) not in held_out
    ]
    docs: list[list[Doc]] = [[] for _ in articles]
    for doc, number in parser().pipe(lines, batch_size=128, as_tuples=True):
        docs[number].append(doc)
    return [(item.body, found) for item, found in zip(articles, docs, strict=True)]


@dataclass
class Seen:
    """Lemmas and their forms in the sentences parsed so far."""

    lemmas: Counter[str] = field(default_factory=Counter)
    forms: dict[tuple[str, str], str] = field(default_factory=dict)

    def learn(self, docs: Iterable[Doc]) -> None:
        """Count the words of more sentences; names are none."""
        for doc in docs:
            for token in doc:
                if token.text.isalpha() and not token.ent_type_:
                    self.lemmas[token.lemma_.lower()] += 1
                    self.forms.setdefault((token.lemma_.lower(), token.tag_), token.text.lower())


def _of_story(body: str, docs: list[Doc], tools: Tools, left: Counter[str]) -> list[Made]:
    """At most so many twins of one story and sentence, the kinds that are wanted most first."""
    story = Story.of(docs, body)
    found: list[Made] = []
    order = list(docs)
    tools.rng.shuffle(order)
    for doc in order:
        wanted = [kind for kind in KINDS if left[kind] > 0]
        tools.rng.shuffle(wanted)
        # What few sentences give comes first, or the common kinds would use the sentence up.
        made: dict[str, list[Twins]] = {}
        for twins in faults(doc, story, tools, wanted):
            made.setdefault(twins.kind, []).append(twins)
        rare = sorted(made, key=lambda kind: kind in ("word", "opposite", "person", "place", "figure"))
        for kind in rare[:OF_A_SENTENCE]:
            if len(found) >= MOST_OF_A_STORY:
                return found
            found.append((body, doc.text, tools.rng.choice(made[kind])))
            left[kind] -= 1
    return found


def _pairs(found: list[Made], rng: random.Random, most_words: int) -> pd.DataFrame:
    bodies = Bodies()
    styled = [rng.random() < IN_HEADLINE_GRAMMAR for _ in found]
    cases = random_cases(len(found), rng.randrange(10**6))
    texts = [text for item, head in zip(found, styled, strict=True) if head for text in (item[2].sound, item[2].faulty)]
    in_style = iter(parser().pipe(texts, batch_size=128))
    rows: list[tuple[str, str, str, str, int]] = []
    for number, ((body, line, twins), head, case) in enumerate(zip(found, styled, cases, strict=True)):
        told = [twins.sound, twins.faulty]
        if head:
            told = [rewrite(next(in_style), case) for _ in told]
        if told[0] == told[1]:
            continue
        alone = rng.random() < ALONE
        for text, label in zip(
            told, ("entailment", "contradiction" if twins.contradicts else "inconsistent"), strict=True
        ):
            # Twins see one passage, chosen for the sound one: only the words tell them apart.
            premise = line if alone else bodies.passage(body, told[0], most_words)
            rows.append((premise, text, label, f"fault {twins.kind}", number))
    return pd.DataFrame(rows, columns=[*COLUMNS, "pair"])
