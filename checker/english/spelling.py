"""What counts as a word, each pattern for its purpose."""

from __future__ import annotations

import re

# Letters and digits, nothing else.
ALPHANUMERIC = re.compile(r"[^\W_]+")
# Letters alone.
LETTERS = re.compile(r"[^\W\d_]+")
# Letters with an apostrophe inside: "don't", "Ireland's".
LETTERS_APOSTROPHE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# Letters and digits with apostrophes inside.
APOSTROPHES = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# The same with hyphens too: "30-year-old".
HYPHENS = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
# As a term is counted: "it's", "U.S.".
TERM = re.compile(r"[^\W_]+(?:'[^\W_]+)*(?:\.[^\W_]\.)*")
# As a name is written: "Jean-Luc", "O'Hara", "A&E", "Jr."
NAME = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*\.?")
