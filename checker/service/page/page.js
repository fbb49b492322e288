// The editor's page. Every text is put in as text, never as HTML; nothing is asked of any other host.
// Spans of reports count code points, the browser counts UTF-16 units: `units` leads from the one to the other.

const $ = (id) => document.getElementById(id);
const DEBOUNCE = 250; // milliseconds between the last key and the question
const PATIENCE = 45_000; // milliseconds until an answer is given up; the service gives up before
const NAMES_KEY = "headline-checker.accepted-names";
const API_KEY = "headline-checker.key";
// Tags are seen in the flags of England, Scotland and Wales alone.
const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|(?<!\u{1f3f4}[\u{e0061}-\u{e007a}]{0,5})[\u{e0000}-\u{e0fff}]/gu;
const KINDS = {
  __proto__: null, headline: "Headline", web: "Web headline", seo: "SEO title", og: "Social title", twitter: "Title on X", push: "Push alert",
  newsletter: "Newsletter line", print: "Print headline", standfirst: "Standfirst", "json-ld": "Page data", h1: "Headline on the page",
  title: "Page title", "og:title": "Social title", "twitter:title": "Title on X", description: "Description",
};
/** What a headline is called; on a web page the same words may stand in several places. */
const labelOf = (name) => KINDS[name] ?? name.split(", ").map((part) => KINDS[part] ?? part).join(", ");
const VERDICTS = {
  supported: ["✓", "Supported by the body", "The body says what this headline says."],
  contradicted: ["✕", "Contradicted by the body", "The body says otherwise than this headline."],
  unsupported: ["!", "Not supported by the body", "The headline says something that the body does not say, or says less strongly."],
  review: ["?", "Needs your eye", "The checker cannot tell. Weigh the passages below yourself."],
  "not-checked": ["–", "Not checked", ""],
};
const SEVERITIES = { error: ["Error", "the body says otherwise"], warning: ["Warning", "not in the body, or less strongly"] };
const EXAMPLE = `City council bans cars from the old town, killing 12 shops

The city council voted on Tuesday to consider a ban on cars in the old town from June. Nine shops closed in the area last year, the chamber of commerce said.

Mayor Jonas Brandt said the plan would be put to residents in a survey. “We want to hear from everyone before anything is decided,” he said.

Critics fear that traders would lose customers. The chamber said that sales fell by 4 percent in 2023. A decision is due in the autumn.
`;
const EXAMPLE_MORE = [["seo", "Council to consider ban on cars from May"], ["push", "Mayor Anna Keller puts car plan to residents"]];

const story = { given: null, body: "", id: null, keeping: null, sentences: 0, cards: [], lit: null, paragraphs: [], once: new Set() };
let info = null;
let rules = null;

/* ---------- small things ---------- */

function el(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name === "class" ? "class" : name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

const button = (label, onclick, given = {}) => el("button", { type: "button", ...given, onclick }, label);
const codeName = (letter) => `U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
/** Text as nodes, in which controls and marks of direction are written out instead of obeyed. */
function shown(text) {
  const parts = [];
  let last = 0;
  for (const found of text.matchAll(HIDDEN)) {
    parts.push(text.slice(last, found.index), el("span", { class: "hidden-char", title: "a character that cannot be seen" }, codeName(found[0])));
    last = found.index + found[0].length;
  }
  parts.push(text.slice(last));
  return parts;
}
const written = (text) => text.replace(HIDDEN, (letter) => `[${codeName(letter)}]`);
const tidy = (text) => (text.toWellFormed ? text.toWellFormed() : text).replace(/\r\n?/g, "\n");
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const wide = () => matchMedia("(min-width: 58rem)").matches;
const scrolling = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/** From code points to UTF-16 units. */
function units(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (point) => Math.min(point, text.length);
  const at = [];
  let unit = 0;
  for (const letter of text) {
    at.push(unit);
    unit += letter.length;
  }
  at.push(unit);
  return (point) => at[Math.min(point, at.length - 1)];
}

let saying = 0;
function say(text) {
  clearTimeout(saying);
  saying = setTimeout(() => { $("said").textContent = text; }, 350);
}

function stored(store, key, value) {
  // Storage may be switched off: then nothing is remembered, and nothing breaks.
  try {
    if (value === undefined) return store.getItem(key);
    if (value === null) store.removeItem(key);
    else store.setItem(key, value);
  } catch { /* no storage */ }
  return null;
}

const nameKey = (text) => text.normalize("NFC").trim().toLowerCase();
function acceptedNames() {
  try {
    const found = JSON.parse(stored(localStorage, NAMES_KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}

/* ---------- the service ---------- */

class Trouble extends Error {
  constructor(name, message, wait = 0) {
    super(message);
    this.name = name;
    this.wait = wait;
  }
  /** Will asking again by itself help? */
  get passes() {
    return ["unreachable", "too-busy", "stopping"].includes(this.name);
  }
}

let asking = null;
async function call(path, question, signal) {
  const key = stored(sessionStorage, API_KEY);
  const headers = { accept: "application/json" };
  if (question) headers["content-type"] = "application/json";
  if (key) headers.authorization = `Bearer ${key}`;
  const late = AbortSignal.timeout(PATIENCE);
  let answer;
  try {
    answer = await fetch(path, {
      method: question ? "POST" : "GET", headers, body: question ? JSON.stringify(question) : undefined,
      signal: signal ? AbortSignal.any([signal, late]) : late, cache: "no-store", credentials: "same-origin",
    });
    if (answer.ok) return await answer.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Trouble("unreachable", "The checker cannot be reached. What you see is its last answer; it will be asked again.");
  }
  const problem = await answer.json().catch(() => ({}));
  const name = String(problem.type ?? "").split(":").pop() || (answer.status >= 502 ? "unreachable" : "unknown");
  if (answer.status === 401) {
    asking ??= askKey(Boolean(key)).finally(() => { asking = null; });
    await asking;
    return call(path, question, signal);
  }
  const wait = Number(answer.headers.get("retry-after")) || 0;
  throw new Trouble(name, problem.detail || problem.title || `The checker answered ${answer.status}.`, wait);
}

function askKey(wrong) {
  return new Promise((done) => {
    const field = el("input", { type: "password", id: "key", autocomplete: "off", required: true });
    const form = el("form", { class: "row" }, el("label", { for: "key" }, "Key"), field, el("button", { type: "submit", class: "main" }, "Use it"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      stored(sessionStorage, API_KEY, field.value.trim());
      $("dialog").close();
    });
    openDialog("This checker asks for a key", [
      el("p", {}, wrong ? "That key is not the right one. " : "", "Ask whoever runs the checker for it. It is kept until you close this tab."), form]);
    field.focus();
    $("dialog").addEventListener("close", () => done(), { once: true });
  });
}

/** Keep the body with the service; who asks meanwhile waits for the same answer. */
function keepBody() {
  const { given } = story;
  if (story.keeping?.given !== given) {
    const promise = call("v1/bodies", given).then((kept) => {
      // Meanwhile the story may have become another.
      if (story.given === given) Object.assign(story, { id: kept.body_id, sentences: kept.sentences });
    }).finally(() => {
      if (story.keeping?.given === given) story.keeping = null;
    });
    story.keeping = { given, promise };
  }
  return story.keeping.promise;
}

async function checkHeadline(headline, signal) {
  for (let turn = 0; ; turn++) {
    while (story.id === null) await keepBody();
    const id = story.id;
    try {
      return (await call("v1/check", { headline, body_id: id }, signal)).reports[0];
    } catch (error) {
      // Bodies are kept for minutes only: it is sent again, once.
      if (error.name !== "unknown-body" || turn > 0) throw error;
      if (story.id === id) story.id = null;
    }
  }
}

/* ---------- what a report says ---------- */

const isName = (finding) => finding.rule === "entity-unsupported";
const keyOf = (card, finding) => `${card.number}/${finding.fingerprint}/${finding.headline_span.start}`;
function isTaken(finding) {
  return story.once.has(finding.fingerprint) || (isName(finding) && acceptedNames().map(nameKey).includes(nameKey(finding.headline_text)));
}
const openFindings = (card) => (card.report?.findings ?? []).filter((finding) => !isTaken(finding));
const best = (items, what) => items.reduce((top, item) => ((item[what] ?? 0) > (top?.[what] ?? -1) ? item : top), null);

/** The passage nearest to what the words say: of the smallest claim that has them. */
function nearest(report, span) {
  const overlap = report.claims.filter((claim) => claim.evidence.length && claim.span.start < span.end && claim.span.end > span.start);
  const claims = overlap.length ? overlap : report.claims.filter((claim) => claim.evidence.length);
  claims.sort((a, b) => (a.span.end - a.span.start) - (b.span.end - b.span.start));
  return claims.length ? best(claims[0].evidence, "entailment") : null;
}

/** Passages that a finding shows: its evidence, or the nearest one where the body is silent. */
function passagesOf(report, finding) {
  const silent = finding.rule.includes("unsupported");
  if (finding.evidence.length) return finding.evidence.map((item) => ({ ...item, near: silent, tag: silent ? "nearest passage" : "the body says" }));
  const found = nearest(report, finding.headline_span);
  return found ? [{ ...found, near: true, tag: "nearest passage" }] : [];
}

/** Where no rule speaks and a person has to look: what says most for the headline, and what speaks against it. */
function weighed(report) {
  const items = report.claims.find((claim) => claim.evidence.length)?.evidence ?? [];
  if (!items.length) return [];
  const top = best(items, "entailment");
  const against = best(items, "contradiction");
  const found = [{ ...top, near: true, tag: "nearest passage" }];
  if (against !== top && (against.contradiction ?? 0) >= 0.5) found.push({ ...against, tag: "speaks against it" });
  return found;
}

const hundred = (score) => Math.min(99, Math.max(1, Math.round(score * 100)));
function scoreWords(score) {
  return `Score ${score.toFixed(2)}: a chance of ${hundred(score)} in 100 that the body supports this headline.`;
}
function counts(findings) {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  return [errors && plural(errors, "error"), warnings && plural(warnings, "warning")].filter(Boolean).join(", ") || "no flags";
}

/* ---------- a headline ---------- */

let numbers = 0;
class Card {
  constructor(name, text, source = null) {
    Object.assign(this, { number: ++numbers, name, source, report: null, turn: 0, timer: 0, request: null, nodes: new Map(), undo: null, told: "" });
    this.marks = el("div", { class: "marks", "aria-hidden": "true" });
    this.field = el("textarea", { rows: 1, spellcheck: "true", autocomplete: "off", "aria-describedby": `outcome-${this.number}` });
    this.field.value = text;
    this.kind = el("select", { "aria-label": "What this headline is" });
    const names = Object.keys(KINDS).slice(0, 9);
    if (!names.includes(name)) names.push(name);
    for (const item of names) this.kind.append(el("option", { value: item, selected: item === name }, labelOf(item)));
    this.kind.addEventListener("change", () => { this.name = this.kind.value; this.entitle(); });
    this.title = el("h3", { class: "hidden", id: `card-${this.number}`, tabindex: "-1" });
    this.busy = el("span", { class: "busy", hidden: true }, "Checking …");
    this.hint = el("div", { class: "hints" });
    this.outcome = el("div", { class: "outcome", id: `outcome-${this.number}` });
    this.list = el("ol", { class: "findings" });
    this.after = el("div", {});
    this.node = el("section", { class: "card", "aria-labelledby": `card-${this.number}` }, this.title,
      el("div", { class: "card-top" }, this.kind, this.busy, button("Remove", () => this.remove(), { class: "link" })),
      el("div", { class: "field" }, this.marks, this.field), this.hint, this.outcome, this.list, this.after);
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) event.preventDefault(); });
    for (const kind of ["click", "keyup"]) this.field.addEventListener(kind, () => this.pointed());
    this.entitle();
    this.paint();
  }

  get label() {
    return labelOf(this.name);
  }
  get text() {
    return this.field.value;
  }
  entitle() {
    this.title.textContent = this.label;
    this.field.setAttribute("aria-label", this.label);
    this.node.querySelector(".link").setAttribute("aria-label", `Remove: ${this.label}`);
  }

  typed() {
    if (/[\n\r]/.test(this.field.value)) {
      const at = this.field.selectionStart;
      this.field.value = this.field.value.replace(/\s*[\n\r]+\s*/g, " ");
      this.field.setSelectionRange(at, at);
    }
    if (!this.applying) this.undo = null;
    this.paint();
    this.recheck(DEBOUNCE);
  }

  recheck(delay = 0) {
    clearTimeout(this.timer);
    // An answer that nobody waits for any more costs the service nothing.
    this.request?.abort();
    this.turn++;
    this.waiting = false;
    this.node.classList.add("stale");
    this.busy.textContent = "Checking …";
    this.busy.hidden = false;
    this.timer = setTimeout(() => this.ask(), delay);
  }

  async ask() {
    const turn = this.turn;
    const text = tidy(this.text);
    if (!text.trim()) return this.settle(null);
    this.request = new AbortController();
    try {
      const report = await checkHeadline(text, this.request.signal);
      // A newer question is on its way: this answer is about other words.
      if (turn !== this.turn) return undefined;
      cleared();
      return this.settle(report);
    } catch (error) {
      if (turn !== this.turn) return undefined;
      if (!(error instanceof Trouble)) throw error;
      if (error.passes) {
        this.busy.textContent = "Not checked yet";
        this.waiting = true;
        return troubled(error);
      }
      this.busy.hidden = true;
      return this.settle(null, error.message);
    }
  }

  settle(report, problem = "") {
    this.report = report;
    this.problem = problem;
    this.node.classList.remove("stale");
    this.busy.hidden = true;
    this.render();
    refresh();
    const told = report ? `${this.label}: ${VERDICTS[report.verdict][1]}, ${counts(openFindings(this))}.` : problem;
    if (told && told !== this.told) say(told);
    this.told = told;
    return undefined;
  }

  /** Where findings stand in the text as it is now; those whose words were touched stand nowhere. */
  spans() {
    if (!this.report) return [];
    const old = this.report.article.headline;
    const now = this.text;
    const at = units(old);
    let head = 0;
    while (head < old.length && head < now.length && old[head] === now[head]) head++;
    let tail = 0;
    while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    const moved = now.length - old.length;
    return this.report.findings.map((finding) => {
      const start = at(finding.headline_span.start);
      const end = at(finding.headline_span.end);
      if (old === now || end <= head) return { finding, start, end };
      if (start >= old.length - tail) return { finding, start: start + moved, end: end + moved };
      return { finding, start: 0, end: 0 };
    });
  }

  paint() {
    const text = this.text;
    const spans = this.spans().filter((span) => span.end > span.start);
    const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
    const parts = [];
    for (let index = 0; index + 1 < cuts.length; index++) {
      const piece = text.slice(cuts[index], cuts[index + 1]);
      const over = spans.filter((span) => span.start <= cuts[index] && span.end >= cuts[index + 1]);
      const live = over.filter((span) => !isTaken(span.finding));
      if (!over.length) parts.push(piece);
      else {
        const kind = live.some((span) => span.finding.severity === "error") ? "error" : live.length ? "warning" : "accepted";
        const on = live.some((span) => keyOf(this, span.finding) === story.lit?.key);
        parts.push(el("mark", { class: on ? `${kind} on` : kind }, piece));
      }
    }
    this.marks.replaceChildren(...parts, "\u200b");
    this.hints();
  }

  hints() {
    const lines = [];
    if (this.undo) {
      const { before, words } = this.undo;
      lines.push(el("p", { class: "hint" }, el("span", {}, "Changed ", words[0] ? `“${written(words[0])}” to ` : "", `“${written(words[1])}”.`),
        button("Undo", () => this.write(before, "Undone."), { class: "undo" })));
    }
    const found = [...new Set(this.text.match(HIDDEN) ?? [])];
    if (found.length) {
      lines.push(el("p", { class: "hint" }, el("span", {}, `Has characters that cannot be seen: ${found.map(codeName).slice(0, 5).join(", ")}${found.length > 5 ? " …" : ""}.`),
        button("Take them out", () => this.write(this.text.replace(HIDDEN, ""), "Taken out."))));
    }
    const key = JSON.stringify([this.undo, found]);
    if (key !== this.hinted) this.hint.replaceChildren(...lines);
    this.hinted = key;
  }

  /** Put another text into the field, as typing does: the browser's own undo knows it too. */
  write(text, told, undo = null) {
    this.applying = true;
    this.field.focus();
    this.field.select();
    if (!(text ? document.execCommand("insertText", false, text) : document.execCommand("delete"))) {
      this.field.value = text;
      this.field.dispatchEvent(new Event("input"));
    }
    this.applying = false;
    this.undo = undo;
    this.hints();
    if (undo) this.hint.querySelector(".undo").focus();
    say(told);
    clearTimeout(this.timer);
    this.recheck();
  }

  apply(finding) {
    const before = this.report.article.headline;
    if (before !== this.text) return;
    const at = units(before);
    const { span, replacement } = finding.edit;
    const text = before.slice(0, at(span.start)) + replacement + before.slice(at(span.end));
    const words = [before.slice(at(span.start), at(span.end)), replacement];
    this.write(text, `Changed. ${replacement}`, { before, words });
  }

  pointed() {
    const { selectionStart: at, selectionEnd: end } = this.field;
    if (at !== end || this.node.classList.contains("stale")) return;
    const hits = this.spans().filter((span) => span.start <= at && at <= span.end && span.end > span.start && !isTaken(span.finding));
    hits.sort((a, b) => (a.end - a.start) - (b.end - b.start));
    if (hits.length) light(this, hits[0].finding);
  }

  remove() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.turn++;
    this.node.remove();
    story.cards = story.cards.filter((card) => card !== this);
    if (story.lit?.card === this) story.lit = null;
    refresh();
    $("heads-title").focus();
    say(`${this.label} removed.`);
  }

  render() {
    const { report } = this;
    this.paint();
    this.node.classList.remove(...Object.keys(VERDICTS).map((verdict) => `is-${verdict}`));
    if (!report) {
      this.outcome.replaceChildren(...(this.problem ? [el("p", { class: "problem" }, shown(this.problem))] : [el("p", { class: "lead" }, "Type a headline: it is checked as you type.")]));
      this.list.replaceChildren();
      this.after.replaceChildren();
      return;
    }
    const open = openFindings(this);
    const accepted = report.findings.length > 0 && !open.length;
    const [sign, title, meaning] = accepted ? ["✓", "Accepted by you", `You accepted all that was flagged. The checker’s own verdict: ${VERDICTS[report.verdict][1].toLowerCase()}.`] : VERDICTS[report.verdict];
    const why = report.reason && !accepted ? `${report.reason[0].toUpperCase()}${report.reason.slice(1)}.` : meaning;
    this.node.classList.add(`is-${accepted ? "not-checked" : report.verdict}`);
    const helped = report.verdict === "supported" && weighed(report)[0];
    this.outcome.replaceChildren(
      el("p", { class: "verdict" }, el("span", { class: "sign", "aria-hidden": "true" }, sign), title),
      el("p", {}, shown(why), helped ? [" ", button("Show where", () => lightPassages(this, [{ ...helped, near: false, tag: "says it" }]), { class: "link" })] : []),
      ...(report.score === null ? [] : [el("p", { class: "score" },
        el("meter", { min: 0, max: 1, low: 0.35, high: 0.65, optimum: 1, value: report.score, "aria-hidden": "true" }), scoreWords(report.score))]),
    );
    const shownNow = new Map();
    for (const finding of open) {
      const key = keyOf(this, finding);
      const json = JSON.stringify([finding, nearest(report, finding.headline_span)]);
      const kept = this.nodes.get(key);
      // What did not change keeps its node, and with it the focus and an open form.
      shownNow.set(key, kept?.json === json ? kept : { json, node: findingNode(this, finding, key) });
    }
    this.nodes = shownNow;
    const nodes = [...shownNow.values()].map((item) => item.node);
    if (report.verdict === "review" && !report.findings.length) nodes.push(...weighNodes(this));
    if (nodes.length !== this.list.children.length || nodes.some((node, index) => this.list.children[index] !== node)) this.list.replaceChildren(...nodes);
    this.list.hidden = !nodes.length;
    const unfolded = this.after.querySelector("details.looked")?.open;
    this.after.replaceChildren(...takenNodes(this), ...lookedFor(this, unfolded), ...notes(report));
  }
}

function quote(passage) {
  return el("blockquote", { class: passage.near ? "near" : null },
    el("p", { class: "where" }, `${passage.tag[0].toUpperCase()}${passage.tag.slice(1)} · paragraph ${passage.paragraph}`), el("p", {}, shown(passage.text.trim())));
}

function findingNode(card, finding, key) {
  const [kind, means] = SEVERITIES[finding.severity];
  const passages = passagesOf(card.report, finding);
  const words = shown(finding.headline_text);
  const silent = !finding.evidence.length;
  const formId = `wrong-${key.replaceAll("/", "-")}`;
  const place = el("div", { id: formId, hidden: true });
  const wrong = button("Wrong flag?", () => {
    place.hidden = !place.hidden;
    wrong.setAttribute("aria-expanded", String(!place.hidden));
    if (!place.hidden && !place.firstChild) place.append(wrongForm(card, finding, place));
    if (!place.hidden) place.querySelector("input, button")?.focus();
  }, { "aria-expanded": "false", "aria-controls": formId });
  const mend = finding.edit && button(["Change ", el("del", {}, shown(card.report.article.headline.slice(...editUnits(card.report, finding)))), " to ",
    el("ins", {}, finding.edit.replacement ? shown(finding.edit.replacement) : "nothing")], () => card.apply(finding), { class: "mend" });
  const node = el("li", { class: `finding ${finding.severity}`, "data-key": key },
    el("button", { type: "button", class: "pick", "aria-pressed": "false", onclick: () => light(card, finding, true) },
      el("span", { class: "kind", title: means }, kind), el("span", { class: "words" }, "“", words, "”"),
      el("span", { class: "place" }, passages.length ? "Show in the body" : "")),
    el("p", {}, shown(finding.message)),
    silent ? el("p", { class: "lead" }, `Looked for in all ${plural(story.sentences, "sentence")} of the body, and not found. `,
      passages.length ? "This passage comes nearest; it does not say it:" : "No passage comes near.") : null,
    passages.slice(0, 2).map(quote),
    finding.suggestion ? el("p", { class: mend ? "printed" : null }, "→ ", shown(finding.suggestion)) : null,
    el("div", { class: "actions" }, mend, button("Accept this once", () => take(card, finding)),
      isName(finding) ? button([`Always accept “`, shown(finding.headline_text), `”`], () => takeName(card, finding)) : null,
      info?.feedback === false ? null : wrong,
      el("a", { href: `#rule/${finding.rule}` }, "Why this is flagged", el("span", { class: "hidden" }, `: ${finding.rule}`))),
    place);
  return node;
}

const editUnits = (report, finding) => {
  const at = units(report.article.headline);
  return [at(finding.edit.span.start), at(finding.edit.span.end)];
};

function weighNodes(card) {
  return weighed(card.report).map((passage, index) => el("li", { class: "finding weigh", "data-key": `${card.number}/weigh/${index}` },
    el("button", { type: "button", class: "pick", "aria-pressed": "false", onclick: () => lightPassages(card, [passage], `${card.number}/weigh/${index}`) },
      el("span", { class: "kind" }, "For you to weigh"), el("span", { class: "place" }, "Show in the body")), quote(passage)));
}

function takenNodes(card) {
  const taken = card.report.findings.filter(isTaken);
  if (!taken.length) return [];
  return [el("details", { class: "taken", open: true }, el("summary", {}, `${plural(taken.length, "flag")} accepted by you`),
    el("ul", {}, taken.map((finding) => el("li", {}, el("span", {}, "“", shown(finding.headline_text), `” · ${finding.rule}`),
      button("Flag it again", () => untake(card, finding), { class: "link" })))))];
}

function lookedFor(card, unfolded) {
  const { report } = card;
  if (report.verdict === "not-checked" && !report.claims.length) return [];
  const words = { supported: "Found in the body", contradicted: "The body says otherwise", unsupported: "Looked for, and not found", review: "Unclear", "not-checked": "Not judged" };
  const claims = report.claims.map((claim) => {
    const against = claim.verdict === "contradicted";
    const passage = best(claim.evidence, against ? "contradiction" : "entailment");
    const how = claim.verdict === "not-checked" && claim.reason ? `${words[claim.verdict]}: ${claim.reason}` : words[claim.verdict];
    const tag = claim.verdict === "supported" ? "says it" : against ? "the body says" : "nearest passage";
    return el("li", {}, el("p", {}, el("span", { class: "claim" }, "“", shown(claim.text), "”"), ` – ${how}.`),
      passage ? [quote({ ...passage, near: !against && claim.verdict !== "supported", tag }),
        el("p", {}, button("Show in the body", () => lightPassages(card, [{ ...passage, near: !against && claim.verdict !== "supported", tag }], null, true), { class: "link" }))] : null);
  });
  const spoke = new Set(report.findings.map((finding) => finding.rule));
  const silent = (rules ?? []).filter((rule) => !spoke.has(rule.id) && report.rules.some((name) => name.split("/")[0] === rule.id));
  return [el("details", { class: "looked", open: unfolded }, el("summary", {}, "What was looked for"),
    claims.length ? el("ul", {}, claims) : null,
    silent.length ? [el("h4", {}, "Faults looked for, and not found"), el("ul", { class: "plain" }, silent.map((rule) => el("li", {}, rule.summary)))] : null)];
}

function notes(report) {
  const lines = [...report.notes];
  if (report.model.calibration === "uncalibrated") lines.push(`the model ${report.model.name} is uncalibrated: its probabilities are raw`);
  return lines.length ? [el("ul", { class: "notes" }, lines.map((line) => el("li", {}, "Note: ", shown(line))))] : [];
}

/* ---------- accepted, and wrong, flags ---------- */

function redo() {
  for (const card of story.cards) if (card.report) card.render();
  refresh();
}
function afterTaking(card) {
  const left = card.list.querySelector(".pick");
  (left ?? card.title).focus();
}
function take(card, finding) {
  story.once.add(finding.fingerprint);
  redo();
  afterTaking(card);
  say("Accepted for this story.");
}
function takeName(card, finding) {
  stored(localStorage, NAMES_KEY, JSON.stringify([...acceptedNames(), finding.headline_text.trim()]));
  redo();
  afterTaking(card);
  say(`${finding.headline_text} is accepted from now on, in this browser.`);
}
function untake(card, finding) {
  story.once.delete(finding.fingerprint);
  forgetName(finding.headline_text);
  redo();
  afterTaking(card);
  say("Flagged again.");
}
function forgetName(name) {
  stored(localStorage, NAMES_KEY, JSON.stringify(acceptedNames().filter((item) => nameKey(item) !== nameKey(name))));
}

function wrongForm(card, finding, place) {
  const reason = el("textarea", { rows: 2, maxlength: 1800 });
  const choices = [["supported", "The body does say it"], ["unsupported", "The body does not say it, but this flag is about something else"],
    ["contradicted", "The body says otherwise, but this flag is about something else"]];
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const form = el("form", { class: "wrong" },
    el("fieldset", {}, el("legend", {}, "What is right?"), choices.map(([value, label], index) =>
      el("label", {}, el("input", { type: "radio", name: `label-${card.number}-${finding.fingerprint}`, value, checked: index === 0 }), el("span", {}, label)))),
    el("label", { class: "above" }, "Why? Where does the body say it?", reason),
    el("p", { class: "lead" }, "The headline and the story are written into the checker’s own file, so that it learns. Nothing leaves the checker."),
    problem, el("div", { class: "actions" }, el("button", { type: "submit" }, "Send")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      await call("v1/feedback", { headline: card.report.article.headline, body: story.body, label: form.querySelector("input:checked").value,
        rule: finding.rule, fingerprint: finding.fingerprint, reason: reason.value });
      const done = el("p", { class: "lead", tabindex: "-1" }, "Thank you: it is written down.");
      place.replaceChildren(done);
      done.focus();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      problem.textContent = error.name === "not-available" ? "This checker was started without a file for such notes." : written(error.message);
      problem.hidden = false;
    }
  });
  return form;
}

/* ---------- the story ---------- */

function layStory() {
  story.paragraphs = [];
  let start = 0;
  for (const line of story.body.split("\n")) {
    if (line.trim()) story.paragraphs.push({ node: el("p"), start, end: start + line.length, key: null });
    start += line.length + 1;
  }
  story.at = units(story.body);
  $("text").replaceChildren(...story.paragraphs.map((paragraph) => paragraph.node));
  $("text").scrollTop = 0;
  paintStory();
}

function paintStory() {
  const ranges = [];
  const add = (passage, on, finding, card) => ranges.push({ start: story.at(passage.span.start), end: story.at(passage.span.end), on, near: passage.near, tag: passage.tag, finding, card });
  for (const card of story.cards) {
    for (const finding of openFindings(card)) for (const passage of finding.evidence) add(passage, false, finding, card);
  }
  for (const passage of story.lit?.passages ?? []) add(passage, true);
  for (const paragraph of story.paragraphs) {
    const over = ranges.filter((range) => range.start < paragraph.end && range.end > paragraph.start);
    const key = JSON.stringify(over.map((range) => [range.start, range.end, range.on, range.tag, range.finding?.fingerprint]));
    if (key !== paragraph.key) paragraph.node.replaceChildren(...paintedParagraph(paragraph, over));
    paragraph.key = key;
  }
}

function paintedParagraph({ start, end }, ranges) {
  const cuts = [...new Set([start, end, ...ranges.flatMap((range) => [range.start, range.end])])].filter((cut) => cut >= start && cut <= end).sort((a, b) => a - b);
  const parts = [];
  for (let index = 0; index + 1 < cuts.length; index++) {
    const text = shown(story.body.slice(cuts[index], cuts[index + 1]));
    const over = ranges.filter((range) => range.start <= cuts[index] && range.end >= cuts[index + 1]);
    const on = over.find((range) => range.on);
    const quiet = over.find((range) => !range.on);
    if (!over.length) parts.push(...text);
    else {
      const first = on && (on.start === cuts[index] || (on.start < start && cuts[index] === start));
      const onclick = quiet && (() => light(quiet.card, quiet.finding));
      parts.push(el("mark", { class: on ? (on.near ? "on near" : "on") : "quiet", onclick }, first ? [el("span", { class: "tag" }, on.tag), " "] : null, text));
    }
  }
  return parts;
}

/** Light up what a finding rests on; `go`: also go there where the story is not beside the headlines. */
function light(card, finding, go = false) {
  lightPassages(card, passagesOf(card.report, finding), keyOf(card, finding), go, finding.headline_text);
}

function lightPassages(card, passages, key = null, go = false, words = "") {
  story.lit = { card, passages, key };
  for (const other of story.cards) other.paint();
  markPicked();
  paintStory();
  const place = passages.length ? passages[0].tag : "nothing in the body comes near";
  $("lit").textContent = passages.length ? `${place[0].toUpperCase()}${place.slice(1)}: paragraph ${passages[0].paragraph}` : place;
  if (go && passages.length) say(`${words ? `${written(words)}: ` : ""}${place}, paragraph ${passages[0].paragraph}: ${written(passages[0].text)}`);
  const mark = $("text").querySelector("mark.on");
  if (!mark) return;
  if (wide()) {
    const pane = $("text");
    const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    const goal = Math.max(0, top - pane.clientHeight / 3);
    const far = Math.abs(goal - pane.scrollTop) > 2 * pane.clientHeight;
    const seen = top > pane.scrollTop + 20 && top < pane.scrollTop + pane.clientHeight - 90;
    if (!seen) pane.scrollTo({ top: goal, behavior: far ? "auto" : scrolling() });
  } else if (go) {
    story.from = document.activeElement;
    $("back").hidden = false;
    mark.scrollIntoView({ block: "center", behavior: scrolling() });
  }
}

function markPicked() {
  for (const node of $("cards").querySelectorAll(".finding")) {
    const on = story.lit !== null && node.dataset.key === story.lit.key;
    node.classList.toggle("on", on);
    node.querySelector(".pick").setAttribute("aria-pressed", String(on));
  }
}

/** After any change of what is flagged: the counts, the marks, and something lit where nothing is. */
function refresh() {
  const flags = story.cards.flatMap((card) => openFindings(card).map((finding) => ({ card, finding })));
  const { lit } = story;
  if (lit?.key && !$("cards").querySelector(`[data-key="${CSS.escape(lit.key)}"]`)) story.lit = null;
  if (!story.lit && flags.length) light(flags[0].card, flags[0].finding);
  else {
    for (const card of story.cards) card.paint();
    markPicked();
    paintStory();
  }
  if (!story.lit) $("lit").textContent = "";
  $("count").textContent = `${plural(story.cards.length, "headline")}, ${counts(flags.map((flag) => flag.finding))}`;
  for (const id of ["previous", "next"]) $(id).disabled = !$("cards").querySelector(".pick");
  document.title = flags.length ? `${plural(flags.length, "flag")} · Headline checker` : "Headline checker";
}

/** To the next (1) or previous (-1) flag. */
function step(by) {
  const picks = [...$("cards").querySelectorAll(".pick")];
  if (!picks.length) return;
  const here = document.activeElement.closest?.(".finding")?.querySelector(".pick");
  const lit = $("cards").querySelector(".finding.on .pick");
  let index = picks.indexOf(here ?? lit);
  // The flag that is lit already but not yet gone to comes first.
  if (here || lit === null || by < 0) index = (index + by + picks.length) % picks.length;
  else if (stepped) index = (index + by) % picks.length;
  stepped = true;
  picks[index].focus();
  picks[index].click();
  picks[index].scrollIntoView({ block: "nearest", behavior: scrolling() });
}
let stepped = false;

/* ---------- opening a story ---------- */

function startProblem(message) {
  $("start-problem").textContent = message;
  $("start-problem").hidden = !message;
}

async function openStory(given, kind = "text", more = []) {
  const text = tidy(given);
  startProblem("");
  if (!text.trim()) return startProblem("There is no story here yet: paste or type it above.");
  $("check").disabled = true;
  say("Reading the story.");
  try {
    const kept = await call("v1/bodies", { [kind]: text });
    cleared();
    const body = kept.body ?? "";
    if (!body.trim()) return startProblem("There is only a headline here. Put the story under it, then check again.");
    Object.assign(story, { given: { [kind]: text }, body, id: kept.body_id, sentences: kept.sentences, lit: null, once: new Set() });
    for (const card of story.cards) card.remove();
    story.cards = [];
    $("cards").replaceChildren();
    $("start").hidden = true;
    $("work").hidden = false;
    $("tools").hidden = false;
    $("back").hidden = true;
    stepped = false;
    closeEditor();
    layStory();
    const found = kept.headlines.length ? kept.headlines : [{ headline: "", name: null }];
    for (const item of found) addCard(item.name ?? item.source ?? "headline", item.headline, item.source);
    for (const [name, headline] of more) addCard(name, headline);
    $("heads-title").focus();
    window.scrollTo(0, 0);
    return refresh();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    show();
    return startProblem(error.name === "unreachable" ? "The checker cannot be reached. Is it running? Try again in a moment." : written(error.message));
  } finally {
    $("check").disabled = false;
  }
}

function show() {
  $("start").hidden = false;
  $("work").hidden = true;
  $("tools").hidden = true;
}

function addCard(name, text, source = null) {
  const card = new Card(name, text, source);
  story.cards.push(card);
  $("cards").append(card.node);
  card.render();
  if (text) card.recheck();
  return card;
}

async function openFile(file) {
  const name = file.name.toLowerCase();
  if (/\.(docx?|odt|rtf|pdf|pages|xlsx?|ods|png|jpe?g|zip)$/.test(name)) return refuseFile(`${file.name} cannot be read here: open it in its own program, copy all of it, and paste it above.`);
  if (file.size > (info?.limits?.request ?? 2_000_000)) return refuseFile(`${file.name} is too large.`);
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  if (text.includes("\0")) return refuseFile(`${file.name} is not a text file.`);
  return openStory(text, /\.html?$/.test(name) ? "html" : "text");
}
function refuseFile(message) {
  show();
  startProblem(message);
}

/* ---------- the story's text, edited ---------- */

function closeEditor() {
  $("editor").hidden = true;
  $("text").hidden = false;
  $("edit-story").hidden = false;
}
$("edit-story").addEventListener("click", () => {
  $("story-field").value = story.body;
  $("story-problem").hidden = true;
  $("editor").hidden = false;
  $("text").hidden = true;
  $("edit-story").hidden = true;
  $("story-field").focus();
});
$("story-cancel").addEventListener("click", () => { closeEditor(); $("edit-story").focus(); });
$("story-done").addEventListener("click", async () => {
  const before = [story.body, story.id, story.given];
  story.body = tidy($("story-field").value);
  story.id = null;
  try {
    if (story.body !== before[0]) {
      story.given = { body: story.body };
      await keepBody();
    } else story.id = before[1];
  } catch (error) {
    [story.body, story.id, story.given] = before;
    if (!(error instanceof Trouble)) throw error;
    $("story-problem").textContent = written(error.message);
    $("story-problem").hidden = false;
    return;
  }
  closeEditor();
  story.lit = null;
  // Spans of the old answers point into the old text.
  for (const card of story.cards) { card.report = null; card.list.replaceChildren(); }
  layStory();
  for (const card of story.cards) if (card.text.trim()) card.recheck();
  $("edit-story").focus();
});

/* ---------- trouble ---------- */

let retry = 0;
let tries = 0;
function troubled(error) {
  const seconds = error.wait || Math.min(30, 2 ** ++tries);
  $("trouble-text").textContent = error.name === "too-busy" ? `The checker is busy. It is asked again in ${plural(Math.ceil(seconds), "second")}.` : written(error.message);
  $("trouble").hidden = false;
  clearTimeout(retry);
  retry = setTimeout(again, seconds * 1000);
}
function again() {
  clearTimeout(retry);
  for (const card of story.cards) if (card.waiting) card.recheck();
}
function cleared() {
  tries = 0;
  clearTimeout(retry);
  $("trouble").hidden = true;
  // It answers again: those that were refused meanwhile have their turn.
  again();
}
window.addEventListener("online", again);

/* ---------- dialogs: a rule, accepted names, help, the key ---------- */

function openDialog(title, content) {
  $("dialog-title").textContent = title;
  $("dialog-body").replaceChildren(...content);
  if (!$("dialog").open) $("dialog").showModal();
  $("dialog").scrollTop = 0;
  $("dialog-title").focus();
}
$("close").addEventListener("click", () => $("dialog").close());
$("dialog").addEventListener("close", () => { if (location.hash.startsWith("#rule/")) history.replaceState(null, "", location.pathname + location.search); });

async function loadRules() {
  rules ??= (await call("v1/rules")).rules;
  return rules;
}

async function explainRule(id) {
  const opener = document.activeElement;
  let rule;
  try {
    rule = (await loadRules()).find((item) => item.id === id);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return troubled(error);
  }
  if (!rule) return undefined;
  const samples = (list) => list.map((item) => el("div", { class: "sample" }, el("p", { class: "head" }, item.headline), el("p", { class: "under" }, item.body), el("p", { class: "note" }, item.note)));
  openDialog(`${rule.id} (${rule.severities.join(" or ")})`, [el("p", {}, el("strong", {}, rule.summary)), el("p", {}, rule.explanation),
    el("h3", {}, "What it checks"), el("ul", {}, rule.checks.map((check) => el("li", {}, el("code", {}, check.id), ` – ${check.says}`))),
    el("h3", {}, "Flagged, for example"), ...samples(rule.failing.slice(0, 4)), el("h3", {}, "Passes"), ...samples(rule.passing.slice(0, 4)),
    el("p", { class: "lead" }, "In a terminal: ", el("code", {}, `checker explain ${rule.id}`))]);
  $("dialog").addEventListener("close", () => opener?.focus?.(), { once: true });
  return undefined;
}
function followHash() {
  const found = location.hash.match(/^#rule\/([\w-]+)$/);
  if (found) explainRule(found[1]);
}
window.addEventListener("hashchange", followHash);

function showNames() {
  const names = acceptedNames();
  openDialog("Accepted names", [el("p", {}, "Names that you said are never to be flagged as missing from the body. They are kept in this browser alone."),
    names.length ? el("ul", { class: "bare" }, names.map((name) => el("li", {}, el("span", {}, shown(name)),
      button("Flag it again", () => { forgetName(name); redo(); showNames(); }, { "aria-label": `Flag ${name} again` })))) : el("p", {}, "There are none yet.")]);
}

function showHelp() {
  const key = (keys, does) => [el("dt", {}, keys.flatMap((item, index) => [index ? " + " : "", el("kbd", {}, item)])), el("dd", {}, does)];
  openDialog("Help", [
    el("p", {}, "Each headline of a story is compared with the body of the story. Words that it does not carry are underlined: a double line for an error, a wavy one for a warning. ",
      "Click on them, or on the flag below, and the passage lights up in the body; where nothing supports the words, the nearest passage does."),
    el("p", {}, "Retype a headline and it is checked while you type. A flag that is wrong can be accepted, or reported."),
    el("h3", {}, "What the verdicts mean"),
    el("dl", {}, Object.values(VERDICTS).map(([sign, title, meaning]) => [el("dt", {}, `${sign} ${title}`), el("dd", {}, meaning || "For instance a question, a bare quotation, or a text in another language.")])),
    el("p", {}, "The score is how likely the body is to support the headline, from 0 to 1. The checker misses about half of what an editor would mind; no flag is no proof."),
    el("h3", {}, "Keys"), el("dl", {}, key(["F8"], "next flag"), key(["Shift", "F8"], "previous flag"), key(["Ctrl", "Z"], "undo, in a headline"), key(["Ctrl", "Enter"], "check a pasted story"))]);
}

/* ---------- copy and print ---------- */

function asText() {
  const lines = [];
  for (const card of story.cards.filter((item) => item.text.trim())) {
    lines.push(`${card.label}: ${written(card.text)}`);
    const { report } = card;
    if (!report || card.node.classList.contains("stale")) {
      lines.push(`  ${report ? "Being checked." : card.problem || "Not checked yet."}`, "");
      continue;
    }
    lines.push(`  ${VERDICTS[report.verdict][1]}${report.reason ? `: ${report.reason}` : ""}${report.score === null ? "" : ` · score ${report.score.toFixed(2)}`} · ${counts(openFindings(card))}`);
    for (const finding of openFindings(card)) {
      lines.push("", `  ${SEVERITIES[finding.severity][0]}: “${written(finding.headline_text)}”`, `    ${written(finding.message)}`);
      for (const item of passagesOf(report, finding).slice(0, 2)) lines.push(`    ${item.tag}, paragraph ${item.paragraph}: “${written(item.text.trim())}”`);
      if (finding.suggestion) lines.push(`    → ${written(finding.suggestion)}`);
      lines.push(`    (checker explain ${finding.rule})`);
    }
    const taken = report.findings.filter(isTaken);
    if (taken.length) lines.push("", `  Accepted: ${taken.map((finding) => `“${written(finding.headline_text)}” (${finding.rule})`).join(", ")}`);
    lines.push("");
  }
  if (info) lines.push(`Checked by headline-checker ${info.version}, model ${info.model} ${info.revision}. No flag is no proof.`);
  return lines.join("\n");
}

async function copyText() {
  const text = asText();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not a secure context, such as a plain http address in a newsroom's network.
    const field = el("textarea", { class: "hidden", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (!copied) return say("This browser does not let the page copy.");
  }
  $("copy").textContent = "Copied";
  setTimeout(() => { $("copy").textContent = "Copy as text"; }, 2000);
  return say("Copied.");
}

/* ---------- the page's own controls ---------- */

$("check").addEventListener("click", () => openStory($("paste").value));
$("paste").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) openStory($("paste").value); });
$("paste").addEventListener("paste", () => setTimeout(() => { if ($("paste").value.trim().includes("\n") || /^\s*[<{]/.test($("paste").value)) openStory($("paste").value); }));
$("file").addEventListener("change", async () => { const [file] = $("file").files; $("file").value = ""; if (file) await openFile(file); });
$("example").addEventListener("click", () => openStory(EXAMPLE, "text", EXAMPLE_MORE));
$("new").addEventListener("click", () => { show(); $("paste").value = ""; startProblem(""); document.title = "Headline checker"; $("paste").focus(); });
$("add").addEventListener("click", () => {
  const used = new Set(story.cards.map((card) => card.name));
  const card = addCard(Object.keys(KINDS).find((name) => name !== "headline" && !used.has(name)) ?? "web", "");
  refresh();
  card.field.focus();
});
$("previous").addEventListener("click", () => step(-1));
$("next").addEventListener("click", () => step(1));
$("copy").addEventListener("click", copyText);
$("print").addEventListener("click", () => window.print());
$("names").addEventListener("click", showNames);
$("help").addEventListener("click", showHelp);
$("again").addEventListener("click", again);
$("back").addEventListener("click", () => { $("back").hidden = true; story.from?.focus(); story.from?.scrollIntoView({ block: "center", behavior: scrolling() }); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey || $("work").hidden || $("dialog").open) return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});

let over = 0;
const carries = (event) => [...(event.dataTransfer?.types ?? [])].some((type) => type === "Files" || type === "text/plain");
const inField = (event) => event.target.closest?.("textarea, input") && !$("paste").contains(event.target) && ![...event.dataTransfer.types].includes("Files");
document.addEventListener("dragenter", (event) => { if (carries(event) && !inField(event)) { over++; $("drop").hidden = false; } });
document.addEventListener("dragleave", () => { over = Math.max(0, over - 1); if (!over) $("drop").hidden = true; });
document.addEventListener("dragover", (event) => { if (carries(event) && !inField(event)) event.preventDefault(); });
document.addEventListener("drop", async (event) => {
  over = 0;
  $("drop").hidden = true;
  if (!carries(event) || inField(event)) return;
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) await openFile(file);
  else await openStory(event.dataTransfer.getData("text/plain"));
});

async function begin() {
  followHash();
  try {
    info = await call("v1/info");
    $("about").textContent = `headline-checker ${info.version}, model ${info.model} ${info.revision}. It judges a headline against its own body, and does not know whether the story is true.`;
    await loadRules();
    redo();
  } catch (error) {
    // The page works without; the next question says what is wrong.
    if (!(error instanceof Trouble)) throw error;
  }
}
begin();
