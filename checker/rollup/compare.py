"""Two tables of results over the same stories: which verdicts and findings changed, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from .._version import __version__
from ..corpus.results import read_results
from ..corpus.table import RULE_COLUMNS
from ..errors import InputError, UsageError
from ..statistics import Difference, holm, paired_means, paired_shares
from .evidence import Findings, findings_of, key_of

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.0"
Kind = Literal["lost its support", "new fault", "repaired", "other verdict", "fails now", "checked now"]
WORSE: tuple[Kind, ...] = ("lost its support", "new fault", "fails now")
KINDS: tuple[Kind, ...] = (*WORSE, "repaired", "other verdict", "checked now")
Row = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A headline that is judged otherwise than before.

    Attributes:
        id, name: which.
        kind: what became of it.
        headline: as it is now.
        before: the headline then, where it was another.
        verdicts, scores: then and now.
        why: what else changed: headline, body, model, rules; or that none of them did.
        appeared, gone: findings that are new, and that are no more: rule, severity, message, where it is known.
    """

    id: str
    name: str | None
    kind: Kind
    headline: str
    before: str | None
    verdicts: tuple[str, str]
    scores: tuple[float | None, float | None]
    why: tuple[str, ...]
    appeared: tuple[Row, ...]
    gone: tuple[Row, ...]


@dataclass(frozen=True)
class Figure:
    """A figure of both tables, of the headlines that both have checked.

    Attributes:
        name: what is measured.
        before, after: then and now.
        difference: now less then.
        p: adjusted for the number of figures (Holm).
    """

    name: str
    before: float
    after: float
    difference: Difference
    p: float


@dataclass(frozen=True)
class Comparison:
    """Two tables compared.

    Attributes:
        old, new: their files.
        common: headlines that both have.
        only_old, only_new: those that one of them has.
        verdicts: how many went from which verdict to which, the unchanged ones too.
        figures: shares and means with their differences.
        changes: what changed, the worst first.
        notes: what the reader should know.
    """

    old: str
    new: str
    common: int
    only_old: int
    only_new: int
    verdicts: dict[tuple[str, str], int]
    figures: tuple[Figure, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]

    @property
    def kinds(self) -> dict[Kind, int]:
        """How many changes there are of each kind."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    @property
    def worse(self) -> int:
        """Headlines that lost their support, have a new fault, or cannot be checked any more."""
        return sum(change.kind in WORSE for change in self.changes)


def compare(
    old: str, new: str, key: str = "id", old_findings: str | None = None, new_findings: str | None = None
) -> Comparison:
    """Compare two tables of results.

    Args:
        old, new: their files.
        key: the column whose values stand for a story in both;
            several headlines of a story are told apart by their names.
        old_findings, new_findings: the tables of findings; by default what the runs have left.

    Raises:
        InputError: a table cannot be read, or they have no headline in common.
        UsageError: there is no such column.
    """
    tables = [_keyed(path, key) for path in (old, new)]
    repeated = {at[:2] for table, again in tables for at in again}
    first, second = ({_place(at, row, repeated): row for at, row in table} for table, _ in tables)
    common = [at for at in second if at in first]
    both_have = repeated & {at[:2] for at in first} & {at[:2] for at in second}
    lost = both_have - {at[:2] for at in common}
    if lost and not common:
        raise InputError(
            f"{old} and {new}: {len(lost):,} values of `{key}` are in both, but each stands more than once, and path "
            "and row do not tell which is which: name a column with a value of its own for each story (--key), and "
            "have `checker batch` keep it (--keep)"
        )
    if not common:
        raise InputError(
            f"{old} and {new}: no headline in common by `{key}`: name a column that stands for a story in both "
            "(--key), and have `checker batch` keep it"
        )
    notes = []
    if repeated - lost:
        notes.append(
            f"{len(repeated - lost):,} values of `{key}` stand more than once: path and row tell their headlines apart"
        )
    if lost:
        notes.append(
            f"{len(lost):,} values of `{key}` are in both tables, but stand more than once, and path and row do not "
            "tell which is which: left out"
        )
    found = findings_of(old, old_findings), findings_of(new, new_findings)
    if found[0] is None or found[1] is None:
        which = " and ".join(path for path, had in zip((old, new), found, strict=True) if had is None)
        notes.append(f"no findings of {which}: rules are compared, not findings (--old-findings, --new-findings)")
        found = None, None
    pairs = [(first[at], second[at]) for at in common]
    changes = [change for before, after in pairs if (change := _change(before, after, *found)) is not None]
    order = {kind: number for number, kind in enumerate(KINDS)}
    both = [(before, after) for before, after in pairs if before["error"] is None and after["error"] is None]
    return Comparison(
        old,
        new,
        len(common),
        len(first) - len(common),
        len(second) - len(common),
        dict(Counter((before["verdict"], after["verdict"]) for before, after in both)),
        _figures(both),
        tuple(sorted(changes, key=lambda change: order[change.kind])),
        tuple(notes),
    )  # fmt: skip


def _keyed(path: str, key: str) -> tuple[list[tuple[tuple[str, str], Row]], set[tuple[str, str]]]:
    """The rows of a table with what stands for each, and that of which there are several."""
    frame: pd.DataFrame = read_results(path, without=("report",))
    if key not in frame.columns:
        raise UsageError(f"--key {key}: {path} has no such column; `checker batch --keep {key}` passes it through")
    if "verdict" not in frame.columns:
        raise InputError(f"{path}: no table of results: give what `checker batch -o` has written")
    plain = frame.astype(object).where(frame.notna(), None)
    rows = [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
    table = [((str(row[key]), row["name"] or ""), row) for row in rows]
    counts = Counter(at for at, _ in table)
    return table, {at for at, count in counts.items() if count > 1}


def _place(at: tuple[str, str], row: Row, repeated: set[tuple[str, str]]) -> tuple[Any, ...]:
    return (*at, row["path"], row["row"]) if at in repeated else at


def _change(before: Row, after: Row, old: Findings | None, new: Findings | None) -> Change | None:
    gone, appeared = _findings(before, after, old, new)
    kind = _kind(before, after, bool(gone), bool(appeared))
    if kind is None:
        return None
    return Change(
        str(after["id"]),
        after["name"],
        kind,
        after["headline"] or "",
        before["headline"] if before["headline"] != after["headline"] else None,
        (before["verdict"], after["verdict"]),
        (before["score"], after["score"]),
        tuple(_why(before, after)),
        tuple(appeared),
        tuple(gone),
    )


def _kind(before: Row, after: Row, gone: bool, appeared: bool) -> Kind | None:
    failed = before["error"] is not None, after["error"] is not None
    if any(failed):
        return None if all(failed) else "fails now" if failed[1] else "checked now"
    was, now = before["verdict"], after["verdict"]
    if was == "supported" and now not in ("supported", "not-checked"):
        return "lost its support"
    if appeared:
        return "new fault"
    if gone or (now == "supported" and was not in ("supported", "not-checked")):
        return "repaired"
    return "other verdict" if was != now else None


def _findings(before: Row, after: Row, old: Findings | None, new: Findings | None) -> tuple[list[Row], list[Row]]:
    """Findings that are gone, and those that are new."""
    if old is None or new is None:
        counts = [
            Counter({rule: int(row.get(name) or 0) for rule, name in RULE_COLUMNS.items()}) for row in (before, after)
        ]
        gone, appeared = (counts[0] - counts[1]).elements(), (counts[1] - counts[0]).elements()
        return [_by_rule(rule, before) for rule in gone], [_by_rule(rule, after) for rule in appeared]
    had, has = old.get(key_of(before), []), new.get(key_of(after), [])
    return _less(had, has), _less(has, had)


def _by_rule(rule: str, row: Row) -> Row:
    message = row["top_message"] if row["top_rule"] == rule else None
    return {"rule": rule, "severity": None, "message": message, "words": None, "evidence": []}


def _less(some: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Findings whose fingerprints the others lack."""
    left = Counter(found["fingerprint"] for found in others)
    kept = []
    for found in some:
        if left[found["fingerprint"]] > 0:
            left[found["fingerprint"]] -= 1
        else:
            passages = [item["text"] for item in found["evidence"]]
            kept.append(
                {name: found[name] for name in ("rule", "check", "severity", "message", "words")}
                | {"evidence": passages}
            )
    return kept


def _why(before: Row, after: Row) -> Iterator[str]:
    found = []
    if before["headline"] != after["headline"]:
        found.append("headline edited")
    digests = before.get("body_digest"), after.get("body_digest")
    if None not in digests and digests[0] != digests[1]:
        found.append("body edited")
    models = [(row["model"], row["model_revision"]) for row in (before, after)]
    if models[0] != models[1]:
        found.append(
            f"another model ({models[0][0]}, {models[1][0]})"
            if models[0][0] != models[1][0]
            else f"other weights of {models[0][0]}"
        )
    ran = [{rule for rule, name in RULE_COLUMNS.items() if row.get(name) is not None} for row in (before, after)]
    if ran[0] != ran[1] and not (before["error"] or after["error"]):
        found.append(f"other rules ran ({', '.join(sorted(ran[0] ^ ran[1]))})")
    yield from found or ["same headline, body, model and rules: another version, runtime or setting"]


def _figures(pairs: Sequence[tuple[Row, Row]]) -> tuple[Figure, ...]:
    """Shares and means of both; ``p`` is adjusted for their number."""
    if not pairs:
        return ()
    made: list[tuple[str, float, float, Difference]] = []
    shares: dict[str, Callable[[Row], bool]] = {
        "supported": lambda row: bool(row["verdict"] == "supported"),
        "contradicted": lambda row: bool(row["verdict"] == "contradicted"),
        "with an error": lambda row: bool(row["errors"] > 0),
        "with a finding": lambda row: bool(row["errors"] + row["warnings"] > 0),
    }
    for name, holds in shares.items():
        one, other = (np.array([holds(pair[at]) for pair in pairs], dtype=np.bool_) for at in (0, 1))
        made.append((name, float(one.mean()), float(other.mean()), paired_shares(one, other)))
    scored = [
        (before["score"], after["score"]) for before, after in pairs if None not in (before["score"], after["score"])
    ]
    if scored:
        scores: npt.NDArray[np.float64] = np.array(scored, dtype=float)
        made.append(("mean score", *map(float, scores.mean(axis=0)), paired_means(scores[:, 0], scores[:, 1])))  # type: ignore[arg-type]
    adjusted = holm([difference.p for *_, difference in made])
    return tuple(Figure(*figure, p) for figure, p in zip(made, adjusted, strict=True))


def as_values(found: Comparison) -> dict[str, Any]:
    """The comparison as plain values, for JSON."""
    values = asdict(found)
    values["verdicts"] = [
        {"before": before, "after": after, "headlines": count}
        for (before, after), count in sorted(found.verdicts.items())
    ]
    return {"schema": f"compare {SCHEMA_VERSION}", "checker": __version__, "kinds": found.kinds, **values}
