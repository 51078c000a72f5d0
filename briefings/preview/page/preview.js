"use strict";
const $ = (id) => document.getElementById(id);
const make = (name, given = {}, ...inside) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
};
const ask = async (address) => {
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

let project = { number: 0, documents: [], themes: [], findings: [], more: 0 };
let news = { project: 0, documents: {} };
let at = { report: "", template: "", brand: "", row: "", audience: "", language: "", theme: "", page: 0 };
let shown = null; // the document as it was told last
let chosen = null; // the field whose line is shown
const CHANGED = new Set(); // pages that have changed since they were looked at

const idOf = (one) => [one.report, one.template, one.language, one.brand, one.theme, one.row, one.audience].join("|");
const own = (one) => idOf({ ...one, language: one.languages[0].code, theme: "" });
const isHere = (one) => ["report", "template", "brand", "row", "audience"].every((key) => one[key] === at[key]);
const here = () => project.documents.find(isHere);
const say = (words) => { $("live").textContent = ""; requestAnimationFrame(() => { $("live").textContent = words; }); };
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

// -- where we are, kept in the address so that a reload comes back

const keep = () => history.replaceState(null, "", "#" + encodeURIComponent(idOf(at)) + "&" + (at.page + 1));
const remembered = () => {
  const [id, page] = location.hash.slice(1).split("&");
  const parts = decodeURIComponent(id || "").split("|");
  if (parts.length !== 7) return;
  [at.report, at.template, at.language, at.brand, at.theme, at.row, at.audience] = parts;
  at.page = Math.max(0, (Number(page) || 1) - 1);
};

// -- documents

const TEMPLATES = { deck: "Deck", "one-pager": "One-pager", "one-pager-letter": "One-pager, Letter" };
const titled = (one) => [TEMPLATES[one.template] || one.template, one.audience && `for ${one.audience}`, one.brand && `(${one.brand})`].filter(Boolean).join(" ");

const listDocuments = () => {
  const list = $("documents"), made = [];
  let report = null;
  for (const one of project.documents) {
    const subject = one.report + "|" + one.row;
    if (subject !== report) made.push(make("li", { className: "of" }, one.title));
    report = subject;
    const id = isHere(one) ? idOf(at) : own(one);
    const [, errors, warnings] = news.documents[id] || [0, 0, 0];
    const button = make("button", { type: "button", onclick: () => go(one) }, titled(one));
    if (isHere(one)) button.setAttribute("aria-current", "true");
    if (errors) button.append(make("span", { className: "count error" }, String(errors), make("span", { className: "unseen" }, errors === 1 ? " error" : " errors")));
    else if (warnings) button.append(make("span", { className: "count warning" }, String(warnings), make("span", { className: "unseen" }, warnings === 1 ? " warning" : " warnings")));
    made.push(make("li", {}, button));
  }
  if (project.more) made.push(make("li", { className: "quiet" }, `and ${project.more} more`));
  swap(list, made);
};

// new contents of a list, with the focus where it was
const swap = (list, made) => {
  const buttons = [...list.querySelectorAll("button")];
  const place = buttons.indexOf(document.activeElement);
  list.replaceChildren(...made);
  if (place >= 0) list.querySelectorAll("button")[place]?.focus({ preventScroll: true });
};

const fill = (select, options, value) => {
  select.replaceChildren(...options.map(([code, name]) => make("option", { value: code }, name)));
  select.value = value;
};

const choices = () => {
  const one = here();
  fill($("language"), one ? one.languages.map((each) => [each.code, each.name]) : [], at.language);
  fill($("theme"), [["", "as it says"], ...project.themes.map((name) => [name, name])], at.theme);
};

const go = (one, given = {}) => {
  const languages = one.languages.map((each) => each.code);
  const language = languages.includes(at.language) ? at.language : languages[0];
  at = { ...at, report: one.report, template: one.template, brand: one.brand, row: one.row, audience: one.audience, language, page: 0, ...given };
  shown = null;
  CHANGED.clear();
  choose(null);
  choices();
  load();
};

// -- a document

let loading = 0;
const load = async (patient = false) => {
  const turn = ++loading, id = idOf(at);
  let made;
  try {
    made = await ask("document?id=" + encodeURIComponent(id));
  } catch {
    return;
  }
  if (turn !== loading) return;
  const before = shown && shown.id === made.id ? shown : null;
  shown = made;
  if (made.number) follow(before, made);
  else if (patient) return say("Making the pages"); // what is there stays until they are made
  draw();
};

// what changed since the last time: is it on the page, or should we go there?
const follow = (before, made) => {
  if (!before || !before.number) return;
  const old = new Set(before.pages.map((one) => one.key));
  const fresh = made.pages.flatMap((one, number) => (old.has(one.key) ? [] : [number]));
  const [errors, warnings] = counted(made);
  const found = errors || warnings ? `. ${plural(errors, "error")}, ${plural(warnings, "warning")}` : "";
  if (!fresh.length) {
    if (made.stale || before.findings.length !== made.findings.length) say(`No page changed${found}`);
    return;
  }
  for (const number of fresh) CHANGED.add(number);
  if ($("follow").checked && !fresh.includes(at.page)) at.page = fresh[0];
  say(`${fresh.length === 1 ? "Page" : "Pages"} ${fresh.map((one) => one + 1).join(", ")} changed${found}`);
};

const counted = (one) => ["error", "warning"].map((level) => one.findings.filter((each) => each.level === level).length);

const draw = () => {
  const pages = shown ? shown.pages : [];
  if (pages.length) at.page = Math.max(0, Math.min(at.page, pages.length - 1));
  keep();
  listDocuments();
  strip(pages);
  page(pages);
  findings();
};

const strip = (pages) => {
  const list = $("strip");
  pages.forEach((one, number) => {
    let item = list.children[number];
    if (!item) {
      const frame = make("span", { className: "frame" }, make("img", { alt: "", loading: "lazy", decoding: "async" }));
      const words = make("span", { className: "number" }, make("span"), make("span", { className: "new" }));
      item = make("li", {}, make("button", { type: "button", onclick: () => turn(number) }, frame, words));
      list.append(item);
    }
    const button = item.firstChild, picture = button.querySelector("img");
    button.firstChild.style.aspectRatio = `${one.width} / ${one.height}`;
    if (picture.dataset.key !== one.key) {
      picture.dataset.key = one.key;
      picture.src = "picture/" + one.key;
    }
    const [count, fresh] = button.lastChild.children;
    count.textContent = String(number + 1);
    fresh.textContent = CHANGED.has(number) && number !== at.page ? "changed" : "";
    button.setAttribute("aria-label", `Page ${number + 1}: ${one.title}${fresh.textContent ? ", changed" : ""}`);
    if (number === at.page) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  });
  while (list.children.length > pages.length) list.lastChild.remove();
  const current = list.children[at.page];
  if (current) current.scrollIntoView({ block: "nearest", inline: "nearest" });
};

const page = async (pages) => {
  const one = pages[at.page], picture = $("picture");
  $("previous").disabled = at.page <= 0;
  $("next").disabled = at.page >= pages.length - 1;
  $("none").hidden = Boolean(one);
  $("picture").hidden = !one;
  $("where").textContent = one ? `${at.page + 1} of ${pages.length}` : shown && shown.number ? "No page" : "…";
  if (shown && shown.stale) {
    const [errors] = counted(shown);
    $("stale").textContent = one ? `${plural(errors, "error")}: these pages are from before.` : "";
  }
  $("stale").hidden = !(shown && shown.stale && one);
  notes(one);
  if (!one) {
    $("areas").replaceChildren();
    $("none").textContent = waiting();
    return;
  }
  CHANGED.delete(at.page);
  picture.alt = `Page ${at.page + 1} of ${pages.length}: ${one.title}`;
  picture.lang = one.language;
  if (picture.dataset.key === one.key) return place(one);
  picture.dataset.key = one.key;
  const fresh = new Image();
  fresh.src = "picture/" + one.key;
  try {
    await fresh.decode();
  } catch {
    return;
  }
  if (picture.dataset.key !== one.key) return;
  picture.src = fresh.src;
  performance.mark("briefings-shown");
  place(one);
};

const waiting = () => {
  if (!project.number) return "Reading the project …";
  if (!project.documents.length) {
    return project.findings.length ? "Nothing can be shown until what is found is put right." : "There is no report in data/ yet. Save one there, or start with `briefings new`.";
  }
  if (!shown || !shown.number) return "Making the pages …";
  return "No page can be made until the errors are put right.";
};

// the page as large as it fits, and its areas on it
const place = (one) => {
  const room = $("sheet").getBoundingClientRect();
  const scale = Math.min(room.width / one.width, room.height / one.height);
  const wide = one.width * scale, high = one.height * scale;
  for (const part of [$("picture"), $("areas")]) {
    Object.assign(part.style, { left: `${(room.width - wide) / 2}px`, top: `${Math.max(0, (room.height - high) / 2)}px`, width: `${wide}px`, height: `${high}px` });
  }
  const errors = new Map();
  for (const each of shown.findings) if (each.file && each.line && each.level !== "note") errors.set(`${each.file}:${each.line}`, each.level);
  const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.origin : null;
  const made = one.areas.map((each) => {
    const button = make("button", { type: "button", className: "area", onclick: () => choose(each) });
    const [left, top, width, height] = each.box;
    Object.assign(button.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    button.dataset.origin = each.origin;
    button.setAttribute("aria-pressed", String(Boolean(chosen && chosen.origin === each.origin)));
    const wrong = errors.get(`${each.file}:${each.line}`);
    if (wrong) button.classList.add(wrong);
    const name = `${each.words}, ${each.file} line ${each.line}${wrong ? ", " + wrong : ""}`;
    button.setAttribute("aria-label", name);
    button.title = `${each.file}:${each.line}`;
    return button;
  });
  $("areas").replaceChildren(...made);
  if (held) made.find((button) => button.dataset.origin === held)?.focus({ preventScroll: true });
};

const notes = (one) => {
  $("notes-room").hidden = !one || !one.notes.length;
  if (!one) return;
  $("notes").replaceChildren(...one.notes.map((words) => make("p", { dir: one.rtl ? "rtl" : "ltr", lang: one.language }, words)));
};

const turn = (number) => {
  const pages = shown ? shown.pages : [];
  if (number < 0 || number >= pages.length || number === at.page) return;
  at.page = number;
  draw();
  say(`Page ${number + 1} of ${pages.length}: ${pages[number].title}`);
};

// -- findings and lines

const findings = () => {
  const all = [...project.findings, ...(shown ? shown.findings : [])];
  const told = all.filter((one) => one.level !== "note");
  const quiet = all.filter((one) => one.level === "note");
  const order = { error: 0, warning: 1 };
  told.sort((one, other) => order[one.level] - order[other.level]);
  const [errors, warnings] = ["error", "warning"].map((level) => told.filter((one) => one.level === level).length);
  const notes = quiet.length ? plural(quiet.length, "note") : "";
  $("well").textContent = [errors && plural(errors, "error"), warnings && plural(warnings, "warning"), notes].filter(Boolean).join(", ") || (shown && shown.number ? "Nothing is wrong." : "");
  const list = $("findings");
  const made = told.concat(quiet).slice(0, 200).map((one) => {
    const level = make("span", { className: "level" }, one.level);
    const item = make("li", { className: one.level }, make("p", {}, level, ": ", one.message));
    if (one.file && one.line) {
      const name = `${one.file}:${one.line}`;
      const to = one.there ? make("button", { type: "button", className: "to", onclick: () => choose(one) }, name) : make("span", { className: "name" }, name);
      item.append(to);
    } else if (one.file) {
      item.append(make("span", { className: "name" }, one.file));
    }
    if (one.excerpt && one.level !== "note") item.append(make("p", { className: "excerpt" }, one.excerpt));
    if (one.hint) item.append(make("p", { className: "hint" }, one.hint));
    return item;
  });
  swap(list, made);
};

// shows the line of a block or of a finding
const choose = async (one) => {
  chosen = one;
  for (const area of $("areas").children) area.setAttribute("aria-pressed", String(Boolean(one && one.origin && area.dataset.origin === one.origin)));
  if (!one) {
    $("line-room").hidden = true;
    return;
  }
  await line(one, true);
};

const line = async (one, aloud) => {
  const query = new URLSearchParams({ file: one.file, line: one.line, column: one.column });
  let told;
  try {
    told = await ask("source?" + query);
  } catch {
    return;
  }
  if (chosen !== one) return;
  const margins = told.lines.filter((words) => words.trim()).map((words) => words.length - words.trimStart().length);
  const margin = Math.min(...margins, 40);
  const rows = told.lines.map((words, number) => {
    const here = told.first + number;
    const row = make("div", here === told.line ? { className: "at" } : {}, make("span", { className: "n" }, String(here)), make("span", { className: "t" }, words.slice(margin) || " "));
    if (here === told.line) row.setAttribute("aria-current", "true");
    return row;
  });
  const name = `${told.file}:${told.line}`;
  const made = [make("p", { className: "name" }, name), make("div", { className: "lines", tabIndex: 0, role: "region", "aria-label": `Lines around ${name}`, dir: "ltr" }, ...rows)];
  if (told.editor) made.push(make("a", { className: "open", href: told.editor }, "Open in the editor"));
  $("line").replaceChildren(...made);
  $("line-room").hidden = false;
  if (aloud) {
    $("line-room").scrollIntoView({ block: "nearest" });
    say(`${told.file} line ${told.line}: ${(told.lines[told.line - told.first] || "").trim()}`);
  }
};

// -- news

const hear = async (told) => {
  $("lost").hidden = true;
  const before = news;
  news = told;
  if (told.project && (!project.number || told.project !== before.project)) {
    try {
      project = await ask("project");
    } catch {
      return;
    }
    $("project").textContent = project.name;
    document.title = `${project.name} – briefings preview`;
    const one = here();
    if (project.documents.length && (!one || !one.languages.some((each) => each.code === at.language))) {
      go(one || project.documents[0], one ? { language: one.languages[0].code } : {});
      return;
    }
    choices();
    if (!shown && one) load();
    else findings();
    if (!project.documents.length) draw();
  }
  const [number] = news.documents[idOf(at)] || [0];
  if (number && (!shown || shown.number !== number)) {
    await load();
    if (chosen) line(chosen, false);
  } else listDocuments();
};

const listen = () => {
  if (window.SharedWorker) {
    const ear = new SharedWorker("listen.js");
    ear.port.onmessage = (message) => (message.data.news ? hear(message.data.news) : lost());
    addEventListener("pagehide", () => ear.port.postMessage("gone"));
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
    return;
  }
  const ear = new EventSource("events");
  ear.onmessage = (message) => hear(JSON.parse(message.data));
  ear.onerror = lost;
};
const lost = () => { $("lost").hidden = false; };

const change = (given) => {
  Object.assign(at, given);
  shown = null;
  CHANGED.clear();
  load(true);
};
$("language").onchange = (event) => { choose(null); change({ language: event.target.value }); };
$("theme").onchange = (event) => change({ theme: event.target.value });
$("sight").onchange = (event) => { for (const part of [$("picture"), $("strip")]) part.className = event.target.value; };
$("previous").onclick = () => turn(at.page - 1);
$("next").onclick = () => turn(at.page + 1);
addEventListener("resize", () => { if (shown && shown.pages[at.page]) place(shown.pages[at.page]); });
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.matches("select, input, textarea, .lines, #notes")) return;
  const last = shown ? shown.pages.length - 1 : 0;
  const to = { ArrowLeft: at.page - 1, ArrowRight: at.page + 1, PageUp: at.page - 1, PageDown: at.page + 1, Home: 0, End: last }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  turn(Math.max(0, Math.min(last, to)));
});
$("sheet").prepend(make("img", { id: "picture", alt: "", hidden: true }));
remembered();
listen();
