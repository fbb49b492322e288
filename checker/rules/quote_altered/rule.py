"""``quote-altered``: quoted words that the body does not contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ...context import Context
from ...english.spelling import HYPHENS
from ...english.terms import STOP, stem
from ...text import Span
from ..base import Edit, Example, RawFinding, Rule, Severity, quote
from .speaker import other_speaker

DOUBLE = re.compile(r'"(?P<words>[^"]{2,200})"')
SINGLE = re.compile(r"(?<!\w)'(?P<words>(?:[^']|(?<=\w)'(?=\w)){2,200}?)'(?!\w)")
BODY_QUOTE = re.compile(r'"([^"]{3,600})"')
SIMILAR = 0.6
FEWEST_SINGLE = 4
OWN = frozenset("i we i'm we're i've we've i'll we'll my our me us".split())


def check(context: Context) -> Iterator[RawFinding]:
    """One finding for each quotation of the headline that the body does not have in these words."""
    text = context.headline.text
    doubles = [(match, True) for match in DOUBLE.finditer(text)]
    singles = [
        (match, False)
        for match in SINGLE.finditer(text)
        if not any(found.start() <= match.start() < found.end() for found, _ in doubles)
    ]
    for match, is_double in [*doubles, *singles]:
        finding = _judge(context, match, is_double)
        if finding is not None:
            yield finding


def _judge(context: Context, match: re.Match[str], is_double: bool) -> RawFinding | None:
    words = [word.lower() for word in HYPHENS.findall(match.group("words"))]
    content = [stem(word) for word in words if word not in STOP]
    if not content:
        return None
    span = Span(match.start(), match.end())
    body_words = [word.lower() for word in HYPHENS.findall(context.document.text)]
    if _contains(body_words, words):
        return _by_another(context, span, words)
    body_stems = {stem(word) for word in body_words}
    shown = match.group()
    # A paraphrase in single quotes is compared word for word, a quotation also with a longer or shorter passage.
    nearest = _nearest(context, words, slack=2 if is_double else 0)
    if nearest is not None and len(words) >= 3:
        number, spoken = nearest
        if not is_double and not _replaced(words, spoken):
            return None
        return RawFinding(
            "quote-altered", "error" if _changes_meaning(words, spoken) else "warning",
            f"The body does not contain the words {shown}; it quotes “{spoken}”.",
            span, (number,), 0.85, f"Quote the words as spoken: “{spoken}”.",
            Edit(Span(*match.span("words")), spoken), check="altered-words",
        )  # fmt: skip
    missing = [word for word in content if word not in body_stems]
    # Nobody paraphrases as "we" and "I": who is said to have said that has not.
    if not is_double and OWN & set(words) and len(words) >= 4 and _promised(context.headline.text, span):
        return RawFinding(
            "quote-altered", "warning", f"Nobody in the body says {shown}.", span, (), 0.7,
            "Quote only words that the body quotes, or drop the quotation marks.", check="absent-words",
        )  # fmt: skip
    if not missing and not is_double:
        return None
    if not is_double and not _promised(context.headline.text, span) and len(content) < FEWEST_SINGLE:
        # A few words in single quotes are as often irony, "so-called" or a paraphrase as a quotation.
        return None
    # Single quotes mark a paraphrase of a speech in many newsrooms; double quotes promise the words.
    severity: Severity = "error" if is_double and missing else "warning"
    if not is_double and len(missing) * 2 < len(content) + (0 if _promised(context.headline.text, span) else 1):
        return None
    return RawFinding(
        "quote-altered",
        severity,
        f"The body does not contain the quoted words {shown}.",
        span,
        (),
        0.8 if is_double else 0.6,
        "Quote only words that the body quotes, or drop the quotation marks.",
        check="absent-words",
    )


def _by_another(context: Context, span: Span, words: list[str]) -> RawFinding | None:
    other = other_speaker(context, span, words)
    if other is None:
        return None
    number, speaker, told = other
    return RawFinding(
        "quote-altered", "warning",
        f"The headline gives these words to {quote(told)}; in the body they are those of {quote(speaker)}.",
        span, (number,), 0.75, f"Give the words to {speaker}.", check="other-speaker",
    )  # fmt: skip


def _promised(headline: str, span: Span) -> bool:
    """Does a colon, or a dash behind it, say that the words are somebody's: "'A bridge to nowhere':
    seller's verdict"?
    """
    told = re.match(r"\s*(?::|[-–—]\s|(?:says?|said)\b)", headline[span.end :]) or headline[
        span.start : span.end
    ].endswith((",'", ",’"))
    return bool(told) or headline[: span.start].rstrip().endswith(":")


def _contains(body: list[str], words: list[str]) -> bool:
    if not words:
        return True
    first, size = words[0], len(words)
    return any(word == first and body[index : index + size] == words for index, word in enumerate(body))


def _nearest(context: Context, words: list[str], slack: int) -> tuple[int, str] | None:
    """The passage inside a quotation of the body that is most like the words, if it is like enough."""
    best: tuple[float, int, int, str] = (0.0, 0, 0, "")
    wanted = {stem(word) for word in words if word not in STOP}
    for number, sentence in enumerate(context.document.sentences):
        for spoken in _spoken(sentence.text):
            tokens = [(match.group().lower(), match.start(), match.end()) for match in HYPHENS.finditer(spoken)]
            if len(wanted & {stem(token[0]) for token in tokens}) < max(1, len(wanted) // 2):
                continue
            for size in range(max(2, len(words) - slack), len(words) + slack + 1):
                for start in range(max(len(tokens) - size + 1, 0)):
                    piece = tokens[start : start + size]
                    found = [token[0] for token in piece]
                    ratio = SequenceMatcher(None, words, found, autojunk=False).ratio()
                    # Of two passages as alike, the one whose words stand in the same places.
                    aligned = sum(one == other for one, other in zip(words, found, strict=False))
                    if (ratio, aligned) > best[:2]:
                        best = (ratio, aligned, number, spoken[piece[0][1] : piece[-1][2]])
    return (best[2], best[3]) if best[0] >= SIMILAR else None


def _spoken(sentence: str) -> Iterator[str]:
    yield from (match.group(1) for match in BODY_QUOTE.finditer(sentence))
    # A quotation that runs over several sentences has only one of its marks in this one.
    if sentence.count('"') == 1:
        left, right = sentence.split('"')
        yield right if sentence.index('"') < len(sentence) / 2 else left


def _changes_meaning(words: list[str], spoken: str) -> bool:
    """Do the differences touch a content word or a negation, not only tense, person and small words?"""
    negations = {
        "not",
        "no",
        "never",
        "none",
        "don't",
        "won't",
        "can't",
        "isn't",
        "wasn't",
        "didn't",
        "doesn't",
        "cannot",
    }
    other = [word.lower() for word in HYPHENS.findall(spoken)]
    one = {stem(word) for word in words if word not in STOP and word not in negations}
    two = {stem(word) for word in other if word not in STOP and word not in negations}
    return bool(one - two) or bool(negations & set(words)) != bool(negations & set(other))


def _replaced(words: list[str], spoken: str) -> bool:
    """Is a content word exchanged for another, with at least as many kept?"""
    one = {stem(word) for word in words if word not in STOP}
    two = {stem(word.lower()) for word in HYPHENS.findall(spoken) if word.lower() not in STOP}
    return bool(one - two) and bool(two - one) and len(one & two) >= len(one - two)


RULE = Rule(
    id="quote-altered",
    severity="error",
    also="warning",
    says="lacks",
    summary="Quoted words that the body does not contain.",
    explanation=(
        "Words in double quotes promise that somebody said just these words: they must stand in the body. "
        "Words in single quotes, which many newsrooms use for a paraphrase, "
        "are only compared when they are like a quotation of the body but change a content word or a negation, "
        "or when most of them are nowhere in it. A single word in single quotes is left alone. "
        "It is an error where the nearest quotation of the body has not one of the content words, "
        "or a negation more or less, and where words in double quotes have a content word that stands nowhere in the "
        "body; a warning where only small words or endings differ, where the words of a double quotation are all in "
        "the body but apart, where words in single quotes are absent, and where the body has the words spoken by "
        "somebody else than the headline, both by name or by office."
    ),
    check=check,
    checks={
        "altered-words": "The body quotes nearly the same words, and others among them.",
        "absent-words": "The body has nothing like the quoted words.",
        "other-speaker": "The body has these words spoken by somebody else by name.",
    },
    failing=(
        Example(
            'Coach: "We will win the league"',
            'The coach was careful after the match. "We can win the league," he told reporters, '
            '"but there is a long way to go." The club is third.',
            "can became will",
            check="altered-words",
            words='"We will win the league"',
            evidence=2,
        ),
        Example(
            "Minister calls strike 'a national disgrace'",
            'The minister said he regretted the strike. "It is a national disappointment," he told parliament on '
            "Monday.",
            "another noun",
            check="altered-words",
            words="'a national disgrace'",
            evidence=2,
        ),
        Example(
            'Singer says fans are "ungrateful parasites"',
            "The singer said that she was tired after the tour and thanked her fans for their patience. "
            "She will sing again in spring.",
            "nothing of the kind in the body",
            check="absent-words",
            words='"ungrateful parasites"',
        ),
        Example(
            "'This is daylight robbery', says water boss",
            'Villagers were angry at a meeting in Ashcombe. "This is daylight robbery," said Margaret Dunn, 71, a '
            "villager. The chief executive of the water company, Paul Renshaw, said he understood.",
            "a villager's words",
            check="other-speaker",
            words="'This is daylight robbery'",
            evidence=2,
        ),
    ),
    passing=(
        Example(
            'Coach: "We can win the league"',
            'The coach was careful after the match. "We can win the league," he told reporters.',
            "word for word",
        ),
        Example(
            "Minister calls strike 'a disgrace'",
            'The minister was angry. "This is a disgrace," he told parliament on Monday.',
            "word for word, in single quotes",
        ),
        Example(
            "'This is daylight robbery', says villager",
            'Villagers were angry at a meeting in Ashcombe. "This is daylight robbery," said Margaret Dunn, 71, a '
            "villager. The chief executive of the water company, Paul Renshaw, said he understood.",
            "her own words",
            check="other-speaker",
        ),
        Example(
            "Council's 'free' parking costs drivers more",
            "The council's free parking scheme has raised the cost of parking for most drivers, a report says. "
            "The scheme began in May.",
            "one ironic word",
        ),
    ),
)
