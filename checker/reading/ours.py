"""What checker has written itself, told by how it begins: it lies among the stories often, and is none."""

from __future__ import annotations

import os
import re

from ..errors import InputError

# So much of a file tells it, in code points or bytes.
HEAD = 4_000
RULE = r"[a-z]{1,20}(?:-[a-z]{1,20}){1,4}"
VERDICT = (
    r"(?:Supported by the body|Contradicted by the body|Not supported by the body|Needs a person['’]s eye|Not checked)"
)
# What it is, and how it begins; the names of fields are those that the formats promise.
KINDS = {
    "a report": (
        r'\[?\s*\{\s*"schema_version"\s*:\s*"\d+\.\d+"\s*,\s*"checker_version"\s*:',
        r"## [\d,]+ headlines?: (?:no findings|\d)[^\n]*\n\n\| verdict \| headlines \|\n",
        r"<!DOCTYPE html>\n<html[^>]*><head>(?:<meta[^>]*>)*<meta name=\"generator\" content=\"headline-checker\b",
        r'<\?xml[^>]*\?>\s*<testsuites name="headline-checker"',
        # GitLab's, GitHub's, and those for people.
        rf'\[\s*\{{"description": "[^\n]*"check_name": "{RULE}/{RULE}", "fingerprint": "[0-9a-f]{{32}}"',
        rf"::(?:error|warning|notice) title={RULE}%3A [^\n]{{0,2000}}?file=",
        rf"[^\n]{{0,300}}?:\d{{1,7}}:\d{{1,7}}: {RULE} [A-Z]",
        rf"(?:[^\s][^\n]*\n)?(?:  [^\n]+\n)+\n  {VERDICT}(?: · |:|\n)",
    ),
    "a summary or comparison": (
        r'\{\s*"schema"\s*:\s*"(?:summary|compare) \d+\.\d+"',
        r"<!doctype html>\n<html[^>]*><head>(?:<meta[^>]*>)*<meta name=\"generator\" content=\"headline-checker\b",
        r"[^\n]+: [\d,]+ headlines, [\d,]+ failed; ",
        r"(?>[^\n]+? → )[^\n]+: [\d,]+ headlines in both\n",
    ),
    "a baseline": (r'\{\s*"version"\s*:\s*"\d+\.\d+"\s*,\s*"accepted"\s*:\s*\[',),
    "a table of results": (
        r'\{"id": (?>[^\n]*?"path": )(?>[^\n]*?"verdict": )(?>[^\n]*?"reason_code": )[^\n]*"stance_agree": ',
        r"id,path,row,name,headline,[^\n]*verdict,reason_code,score,stance,stance_agree,",
    ),
    "a table of findings": (
        rf'\{{"id": (?>[^\n]*?"path": )[^\n]*"number": \d+, "rule": "{RULE}", "check": "{RULE}", "severity": ',
        r"id,path,row,name,headline,[^\n]*number,rule,check,severity,message,",
    ),
    "the manifest of a run": (r'\{"kind": "run", "format": \d',),
}
BEGINS = {kind: re.compile(rf"\A(?:{'|'.join(forms)})") for kind, forms in KINDS.items()}


class OwnOutputError(InputError):
    """A file that checker has written: no story.

    Attributes:
        source: its name.
    """

    source: str = ""


def written_by_us(text: str) -> str | None:
    """What of ours a text is, by its first characters; ``None`` where it is none."""
    head = text[:HEAD].lstrip("\ufeff")
    return next((kind for kind, form in BEGINS.items() if form.match(head)), None)


def ours(text: str, source: str) -> OwnOutputError | None:
    """What is wrong with a text of ours in the place of a story; ``None`` where it is none of ours."""
    kind = written_by_us(text)
    if kind is None:
        return None
    error = OwnOutputError(f"{source}: is {kind} that checker has written, no story")
    error.source = source
    return error


def ours_at(path: str) -> OwnOutputError | None:
    """The same of a file; one that cannot be read is not known to be ours."""
    try:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as stream:
            return ours(stream.read(HEAD).decode("utf-8", "replace").replace("\r\n", "\n"), path)
    except OSError:
        return None
