"""The style sheet of the HTML report: readable in light and dark, on paper and on a phone."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--paper:#fff;--card:#f6f8fa;--bad:#b3261e;--bad-bg:#ffe3e0;
--warn:#7a5300;--warn-bg:#fff0c2;--good:#1a6b34;--info:#2f5f8a;--weighed:#dcecfb}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4af;--line:#3a424b;--paper:#0d1117;--card:#161b22;--bad:#ff8a80;--bad-bg:#5b1a17;
--warn:#f2c14e;--warn-bg:#4d3a08;--good:#6fd08c;--info:#8cc4f5;--weighed:#1d3a57}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:80em;padding:1em 1.2em 4em;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);
background:var(--paper);overflow-wrap:anywhere}
h1{font-size:1.5em;margin:.2em 0}h2{font-size:1.25em;line-height:1.35;margin:.2em 0 .4em}h3{font-size:1em;margin:1.2em 0 .4em}
p{margin:.3em 0}a{color:var(--info)}code{font-size:.92em}
.soft{color:var(--soft);font-size:.92em}
.f{position:absolute;opacity:0;width:1px;height:1px}
nav{display:flex;flex-wrap:wrap;gap:.4em;margin:.6em 0;position:sticky;top:0;background:var(--paper);padding:.5em 0;z-index:1;border-bottom:1px solid var(--line)}
nav b{align-self:center;margin-right:.3em}
nav label{border:1px solid var(--line);border-radius:1em;padding:.1em .7em;cursor:pointer;color:var(--soft);user-select:none}
article{border:1px solid var(--line);border-left:.35em solid var(--soft);border-radius:.4em;background:var(--card);padding:.7em 1em;margin:1em 0;scroll-margin-top:4em}
article.contradicted{border-left-color:var(--bad)}article.unsupported,article.review{border-left-color:var(--warn)}
article.supported{border-left-color:var(--good)}article.not-checked{border-left-color:var(--info)}
.contradicted .verdict{color:var(--bad)}.unsupported .verdict,.review .verdict{color:var(--warn)}.supported .verdict{color:var(--good)}
.not-checked .verdict{color:var(--info)}
.sides{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:1.2em;align-items:start}
@media (max-width:52em){nav{position:static}.sides{grid-template-columns:minmax(0,1fr)}}
.finding{border-left:3px solid var(--line);padding-left:.7em;margin:.7em 0}
.finding.error{border-color:var(--bad)}.finding.warning{border-color:var(--warn)}
.finding.error .kind{color:var(--bad)}.finding.warning .kind{color:var(--warn)}
.body{white-space:pre-wrap;max-height:28em;overflow:auto;border:1px solid var(--line);border-radius:.3em;background:var(--paper);padding:.6em .9em}
blockquote{margin:.3em 0;padding-left:.7em;border-left:2px solid var(--line);color:var(--soft)}
mark{color:inherit;border-radius:.15em;padding:.05em .1em;background:var(--weighed)}
mark.warning{background:var(--warn-bg);text-decoration:underline wavy var(--warn) 1px;text-underline-offset:.2em}
mark.error{background:var(--bad-bg);text-decoration:underline wavy var(--bad) 1px;text-underline-offset:.2em}
mark.accepted{background:none;text-decoration:underline dotted var(--soft) 1px;text-underline-offset:.2em}
.finding.accepted{opacity:.75}
.body mark.error,.body mark.warning{text-decoration:none}
sup{line-height:0}sup a{text-decoration:none;font-weight:600;padding:0 .1em}
mark:target,.finding:target{outline:3px solid var(--info);outline-offset:2px;scroll-margin-top:5em}
@media print{nav{display:none}.body{max-height:none}article{break-inside:avoid}}
"""
