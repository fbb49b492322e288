"""The style sheet of a summary's page; readable by day and night, and on paper."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--ink:#1c2329;--dim:#5d6b78;--line:#d9dfe5;--paper:#fff;--bar:#4a78a8;--strong:#b4552d;--other:#1f8a5b;--error:#c62828;--warning:#9a6700}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaee;--dim:#9aa7b4;--line:#36404a;--paper:#14191e;--bar:#6f9fd0;--strong:#e08a5f;--other:#5cc394;--error:#ff7b72;--warning:#e3b341}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:56em;margin:auto;padding:1.5em}
h1{font-size:1.4em;overflow-wrap:anywhere}h2{font-size:1.15em;margin-top:2.2em;border-top:1px solid var(--line);padding-top:.8em}
.said{font-size:1.1em;border-left:4px solid var(--strong);padding-left:.8em}
.small{color:var(--dim);font-size:.87em}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.87em;margin:.8em 0}
td,th{padding:.25em .8em .25em 0;text-align:right;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
td:first-child,th:first-child,.groups td:last-child{text-align:left}
th{font-weight:600;vertical-align:bottom}
.heat td,.heat th{padding:.25em .5em}
.heat td{background:color-mix(in srgb,var(--strong) calc(var(--heat,0)*70%),transparent)}
.up{writing-mode:vertical-rl;transform:rotate(180deg)}
svg{width:100%;height:auto;max-width:45em;display:block}
svg text{fill:var(--ink);font:12px system-ui,sans-serif}
.tick{text-anchor:middle;fill:var(--dim)!important}.label{text-anchor:end}
.grid{stroke:var(--line)}.all{stroke:var(--dim);stroke-dasharray:5 4}
.bar,.dot{fill:var(--bar)}.strong{fill:var(--strong)}.faint{opacity:.4}
.whisker{stroke:var(--ink);fill:none}.other{fill:var(--other)}
.band{fill:var(--bar);opacity:.18}.line{stroke:var(--bar);fill:none;stroke-width:2}
li{margin:1.1em 0}li b{font-size:1.05em}
.finding{border-left:3px solid var(--line);padding-left:.7em;margin:.4em 0}
.finding.error{border-color:var(--error)}.finding.warning{border-color:var(--warning)}
.finding.error>i{color:var(--error)}.finding.warning>i{color:var(--warning)}
span.error{text-decoration:underline wavy var(--error)}span.warning{text-decoration:underline wavy var(--warning)}
.evidence{color:var(--dim);font-size:.93em;margin-left:1em}
@media print{main{max-width:none}li{break-inside:avoid}}
"""
