"""One word of a news sentence replaced, by one that means the same and by one that does not: a paired test,
never trained on.

The words are our own list, the sentences BBC's, so that neither the training generators' lexicon nor their texts
are in it. The generators leave these replacements out (:func:`replacements`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from .config import MODELS_DIR
from .hard_pairs import sentences
from .headlines import rewrite
from .passages import SHORT_WORDS, Bodies

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CACHE = MODELS_DIR / ".work" / "word-swaps.parquet"
SEED = 23
# Tag, word as it stands, one that means the same there, one that does not.
WORDS = """
V bought purchased sold
V purchased bought sold
V rose climbed fell
V climbed rose dropped
V fell dropped rose
V dropped fell climbed
V rejected turned_down accepted
V approved endorsed rejected
V refused declined agreed
V began started ended
V ended finished began
V injured hurt killed
V wounded injured killed
V arrested detained freed
V freed released jailed
V sacked fired hired
V hired recruited sacked
V cut reduced raised
V reduced cut increased
V shut closed opened
V banned outlawed permitted
V allowed permitted banned
V permitted allowed banned
V delayed postponed cancelled
V postponed put_off cancelled
V defeated beat lost_to
V beat defeated lost_to
V praised commended criticised
V criticised condemned praised
V condemned denounced welcomed
V welcomed hailed condemned
V acquitted cleared convicted
V convicted found_guilty acquitted
V jailed imprisoned fined
V resigned quit stayed
V quit left joined
V backed supported opposed
V supported backed opposed
V opposed resisted supported
V doubled increased_twofold halved
V strengthened firmed weakened
V improved got_better worsened
V worsened deteriorated improved
V accepted agreed_to rejected
V predicted forecast ruled_out
V rescued saved abandoned
V hidden concealed displayed
V stolen robbed donated
V destroyed wrecked rebuilt
V built constructed demolished
V borrowed taken_on repaid
V revealed disclosed concealed
V ordered instructed forbade
N profits earnings losses
N profit earnings loss
N rise increase fall
N increase rise decrease
N fall drop rise
N drop fall rise
N growth expansion contraction
N decline decrease increase
N doctors medics lawyers
N lawyers attorneys doctors
N pupils schoolchildren teachers
N children youngsters adults
N film movie book
N films movies books
N cars automobiles lorries
N plane aircraft train
N company firm charity
N firm company charity
N companies firms charities
N firms companies charities
N ship vessel plane
N prison jail hospital
N jail prison hospital
N shares stocks bonds
N teenager adolescent pensioner
N teenagers adolescents pensioners
N soldiers troops civilians
N troops soldiers journalists
N singer vocalist footballer
N striker forward goalkeeper
N deaths fatalities injuries
N fans supporters players
N workers employees managers
N staff employees customers
N customers clients suppliers
N students undergraduates teachers
N murder killing theft
N earthquake quake flood
N spending expenditure income
N agreement deal dispute
N deal agreement dispute
N talks negotiations protests
N strike walkout festival
N victory win defeat
N win victory defeat
N defeat loss victory
N gap divide similarity
N mistake error success
N success triumph failure
N proof evidence doubt
N enemies foes allies
N allies partners enemies
N friend pal enemy
N physician doctor nurse
N buyer purchaser seller
N buyers purchasers sellers
N lawyer attorney doctor
N illness disease injury
N disease illness injury
A higher greater lower
A lower smaller higher
A biggest largest smallest
A largest biggest smallest
A strong robust weak
A weak feeble strong
A best finest worst
A rich wealthy poor
A wealthy rich poor
A poor impoverished rich
A faster quicker slower
A cheaper less_expensive dearer
A expensive costly cheap
A dead deceased alive
A illegal unlawful legal
A legal lawful illegal
A former one-time current
A annual yearly monthly
A foreign overseas domestic
A senior high-ranking junior
A dangerous hazardous safe
A safe secure dangerous
A difficult hard easy
A easy simple difficult
A huge enormous tiny
A small little large
A large big small
A major big minor
A false untrue true
A optimistic upbeat pessimistic
A happy pleased unhappy
A optional voluntary compulsory
A temporary short-lived permanent
A permanent lasting temporary
A unlikely improbable likely
A rapid swift slow
A quick fast slow
R quickly rapidly slowly
R sharply steeply slightly
R rapidly quickly slowly
R slightly marginally sharply
R successfully with_success unsuccessfully
R publicly openly secretly
"""
TAGS = {"V": ("VBD", "VBN"), "N": ("NN", "NNS"), "A": ("JJ", "JJR", "JJS"), "R": ("RB",)}
# Behind these the word is not told as so, or another word of the sentence says it too.
UNTOLD = re.compile(
    r"\b(if|whether|would|could|may|might|not|n't|never|no|denied|deny|unless|nor|neither|without)\b|n't"
)


@cache
def entries() -> dict[str, list[tuple[str, str, str]]]:
    """Of each word: the tag that it must have, the same in another word, and another thing."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for line in WORDS.strip().splitlines():
        tag, word, same, other = line.split()
        found.setdefault(word, []).append((tag, same.replace("_", " "), other.replace("_", " ")))
    return found


@cache
def replacements() -> frozenset[tuple[str, str]]:
    """Every (word, other word) of the list, for training generators to leave out."""
    return frozenset((word, text) for word, rows in entries().items() for _, *texts in rows for text in texts)


def swapped_pairs(data_dir: Path, pairs: int, cache: Path = CACHE) -> pd.DataFrame:
    """Both twins of so many sentences of BBC articles, half of them in headline grammar.

    Args:
        data_dir: folder with ``news``.
        pairs: how many; fewer where there are fewer.
        cache: where they are kept, since parsing takes a minute; never in the repository.

    Returns:
        ``body`` (a passage of the article that holds the sentence), ``claim``, ``supported``, ``pair``, ``word``.
    """
    if not cache.is_file():
        cache.parent.mkdir(parents=True, exist_ok=True)
        _make(data_dir).to_parquet(cache)
    return pd.read_parquet(cache).iloc[: 2 * pairs]


def _make(data_dir: Path, most: int = 1500, of_one_word: int = 25) -> pd.DataFrame:
    from checker.english.parser import parser

    known = entries()
    pattern = re.compile(rf"\b({'|'.join(known)})\b")
    rng = random.Random(SEED)
    bodies = pd.read_parquet(data_dir / "news" / "bbc.parquet", columns=["body"])["body"].drop_duplicates().tolist()
    rng.shuffle(bodies)
    lines = [
        (line, body)
        for body in bodies
        for line in sentences(body, 8, 34)
        if pattern.search(line) and not UNTOLD.search(line) and line.endswith(".")
    ]
    used: dict[str, int] = {}
    seen: set[str] = set()
    index = Bodies()
    found: list[tuple[str, str, bool, int, str]] = []
    for doc, body in parser().pipe(lines, batch_size=128, as_tuples=True):
        if body in seen:
            continue
        choice = [item for item in swaps(doc) if used.get(item[0].lower_, 0) < of_one_word]
        if not choice:
            continue
        token, same, other = rng.choice(choice)
        twins = [put(doc, token, text) for text in (same, other)]
        if rng.random() < 0.5:
            twins = [rewrite(twin) for twin in parser().pipe(twins)]
        seen.add(body)
        used[token.lower_] = used.get(token.lower_, 0) + 1
        passage = index.passage(body, doc.text, SHORT_WORDS)
        for text, supported in zip(twins, (True, False), strict=True):
            found.append((passage, text, supported, len(seen), token.lower_))
        if len(seen) >= most:
            break
    return pd.DataFrame(found, columns=["body", "claim", "supported", "pair", "word"])


def swaps(doc: Doc) -> Iterator[tuple[Token, str, str]]:
    """The words of a parsed sentence that can be replaced, with both replacements."""
    text = doc.text.lower()
    known = entries()
    for token in doc[:-1]:
        # "Released" before a noun, "murder scene", "poor-rating": there the word means something else.
        if (
            token.ent_type_
            or not (token.whitespace_ or token.nbor(1).text in ",.")
            or token.dep_ in ("compound", "nmod")
        ):
            continue
        for tag, same, other in known.get(token.text, ()):
            stem = other.split()[0][:5]
            wanted = token.tag_ in TAGS[tag] and not (tag == "V" and token.dep_ == "amod")
            if wanted and not re.search(rf"\b{re.escape(stem)}", text):
                yield token, same, other


def put(doc: Doc, token: Token, text: str) -> str:
    """The sentence with another word in a token's place, and "a" or "an" before it to suit."""
    before, after = doc.text[: token.idx], doc.text[token.idx + len(token) :]
    if article := re.search(r"\b([Aa])(n?) $", before):
        wanted = "n" if text[0] in "aeiou" else ""
        before = before[: article.start(2)] + wanted + " "
    return before + text + after
