"""What looks like a quantity and is none: dates, times of day, scores, ranks, names with numbers."""

from __future__ import annotations

import re

from .words.money import CODES, RAND
from .words.scales import SHORT, SPELLED, any_of

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# Units and scales that are written without a space: "100ft", "20km", "7mn".
_GLUED = f"ft|km|kg|mph|kph|lbs?|mm|cm|hrs?|mins?|pc|pct|in|{any_of(*SPELLED, *SHORT)}"
# "Rs30", "Dh30m": a sum, where "A330" is a name.
_MONEY = "|".join(re.escape(code) for code in CODES)
# What looks like a quantity and is none; blanked before quantities are looked for.
NOT_QUANTITY = re.compile(
    rf"""
    \b{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)? | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:\s+\d{{4}}\b)? | \b{MONTH}\s+\d{{4}}\b
    | \b\d{{1,2}}[:.]\d{{2}}\s?(?:am|pm|gmt|bst|est|edt|hrs)\b | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b | \b\d{{1,2}}\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)
    | \b\d{{4}}\s?(?:GMT|EST|EDT|BST|hrs)\b | \b\d{{4}}-\d{{2}}-\d{{2}}\b | \b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b | \b(?:19|20)\d{{2}}[-/–]\d{{2,4}}\b
    | (?<![\d.,$£€])\b(?:1[5-9]|20)\d{{2}}s?\b(?![.,]?\d)(?!\s*(?:%|per\s?cent|pct|people|men|women|jobs|workers|dollars|euros|pounds|tonnes|troops|soldiers|homes|miles|km|dlrs|votes|mln|bln|points|staff|employees|cases|deaths|homes|houses|schools|shares))
    | (?<=\s)'?\d0s\b | (?<![\w'])'\d{{2}}\b(?![^']*'(?!\w))
    | \b\d+(?:st|nd|rd|th)\b | (?<![\d.,])\b\d{{1,3}}-\d{{1,3}}\b(?!\s*(?:%|per\s?cent|pct|year|day|week|month|mile|hour|minute|people|point)|/\d)
    | \b(?!(?-i:{_MONEY})\d|{RAND})[A-Za-z]+-?\d+[A-Za-z]*(?:/\d+)*\b(?<!\bUS\d) | \b(?!\d+(?:{_GLUED})\b)\d+[A-Z][A-Za-z]*\b(?<!\dM)(?<!\dK)(?<!\dB)(?<!\dBN) | \#\d+ | \bNo\.?\s?\d+\b | \bno\.\s?\d+\b
    | \b(?:Article|Section|Chapter|Formula|Route|Highway|Flight|Windows|Apollo|Boeing|Airbus|Channel|Radio|Page|Room|Level|Phase|Stage|Group|Type|Grade|Round|Week|Day|Part|Volume|Season|Episode|Bowl|Resolution|Directive|Rule|Line|Platform|Xbox|iPhone|iOS|Android|PlayStation|Nokia|Galaxy|Class|Act|Pier|Area|Gate|Interstate)\s+(?:\d+(?:\.\d+)*|one|two|three|four|five|six)\b
    | \b(?:one|two)\s+(?:of\s+the\s+(?:most|best|biggest|largest|first|world's|greatest|last|few)|another|day\b|time\b|thing\b)
    | \b(?:no\s+one|any\s?one|some\s?one|every\s?one|each\s+one|the\s+one|this\s+one|that\s+one|which\s+one|one's|one\s+by\s+one|one-off|another\s+one|number\s+one|number\s+two|day\s+one|square\s+one)\b
    | \b(?:second|third|fourth|fifth|half)[-\s](?:half|time|quarter|hand)\b | \bGrand\s+Slam\b | \bSix\s+Nations\b | \bBig\s+Four\b | \bG\s?-?\s?(?:7|8|20|77)\b | \b24/7\b | \b9/11\b | \b7/7\b
    | \b(?:four|five|six|seven|eight|nine)-figure\b | \b(?:\d{{1,2}}|seven|eight|nine|ten|eleven|twelve)-(?:wo)?m[ae]n\b | \blast\s+(?:four|eight|sixteen|32|16|8|4)\b(?=\s*$|\s+(?:of|in|at|with|after|as|and)\b|[.,;])
    | \b(?:first|second|third|fourth)\s+quarter\b | \b(?:Ocean's)\s+\w+\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
