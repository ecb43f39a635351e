// Keeps #view equal to what the server says this viewer may see, without ever taking away what
// the person is busy with: focus, caret, half-typed text, choices and open parts outlive it.
import { io } from "./vendor/socket.io.esm.min.js";
import { Idiomorph } from "./vendor/idiomorph.esm.min.js";
import { clocks, counters, say, setClock } from "./aids.js";
import * as drafts from "./drafts.js";
import * as hints from "./hints.js";
import * as outbox from "./outbox.js";

const view = document.getElementById("view");
const live = document.getElementById("live");
const { session } = view.dataset;
const policy = window.trustedTypes?.createPolicy("deliberate", { createHTML: (html) => html });
document.documentElement.classList.add("script");
drafts.open(`${session}/${view.dataset.seat}`);

// -- the line that says whether all is well: connected, not saved yet, no connection
let online = true, settled = false;
setTimeout(() => { settled = true; status(); }, 3000);

function status() {
  const unsaved = outbox.waiting() || drafts.any();
  const words = live.dataset;
  live.dataset.state = !online ? "off" : unsaved ? "unsaved" : "on";
  const text = !online ? (unsaved ? words.offUnsaved : words.off)
    : outbox.waiting() ? words.saving : unsaved ? words.unsaved
    : socket.connected || !settled ? words.on : words.slow;
  if (live.textContent !== text) live.textContent = text;
}

let told = true, telling = 0;
function reached(yes) {
  online = yes;
  status();
  clearTimeout(telling);
  telling = setTimeout(() => {                    // a blip of a second need not be heard
    if (told !== online) say(online ? live.dataset.back : live.dataset.off);
    told = online;
  }, 1500);
}

// -- out of the session: the page itself says what is the matter; never in a loop
function leave() {
  const last = Number(sessionStorage.getItem("left"));
  sessionStorage.setItem("left", Date.now());
  if (Date.now() - last > 10_000) location.reload();
}

// -- a shared tablet has gone on to somebody else: nothing of this person stays in this tab
function passedOn() {
  document.body.replaceChildren();
  sessionStorage.clear();
  location.replace(location.pathname);
}
new BroadcastChannel("deliberate-tablet").addEventListener("message", passedOn);

// -- showing a view
let here = view.dataset.url, next = "";

function parse(html) {
  const box = document.createElement("template");
  box.innerHTML = policy ? policy.createHTML(html) : html;
  return box.content.querySelector("#view");
}

function show(html) {
  const fresh = parse(html);
  if (!fresh) return;
  if (fresh.dataset.session !== session) return leave();
  if (fresh.dataset.seat !== view.dataset.seat) return passedOn();
  if (Number(fresh.dataset.version) < Number(view.dataset.version)) return;
  const moved = fresh.dataset.at !== view.dataset.at;
  const staged = fresh.dataset.stage !== view.dataset.stage;
  const said = spoken(view);
  const had = document.activeElement;
  for (const { name, value } of fresh.attributes) view.setAttribute(name, value);
  here = view.dataset.url;
  if (moved) turn(fresh, staged); else morph(fresh);
  settle(moved, staged, said);
  const lost = had !== document.body && !had.isConnected && document.activeElement === document.body;
  if (!arrive() && (moved || lost)) head();
}

// The part that was asked for, or the line that it leaves behind, is where one goes on.
function arrive() {
  const place = next ? document.getElementById(next) : null;
  next = "";
  (place?.querySelector("summary") ?? place)?.focus();
  return Boolean(place);
}

const spoken = (root) => [...root.querySelectorAll("[data-say]")].map((el) => el.textContent.trim()).join(" ");

// A fold stays as somebody left it, but opens when it begins to ask something.
function comesDue(node, next) {
  if (node instanceof HTMLDetailsElement && next.dataset.due && !node.dataset.due) node.open = true;
}

function morph(fresh) {
  Idiomorph.morph(view, [...fresh.childNodes], {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (node, next) => { comesDue(node, next); return !hints.ours(node); },
      beforeAttributeUpdated: (name, el) =>
        !((name === "open" && el.matches("details, dialog")) || (name.startsWith("aria-") && flagged.has(el)) || drafts.guards(name, el)),
      beforeNodeRemoved: (node) => !(node.nodeType === Node.ELEMENT_NODE && node.matches("[data-refused]")),
      afterNodeAdded: (node) => { if (node.nodeType === Node.ELEMENT_NODE) drafts.restore(node); },
    },
  });
}

function turn(fresh, staged) {
  view.replaceChildren(...fresh.childNodes);
  drafts.restore(view);
  const { at } = view.dataset;
  const url = at ? `?at=${encodeURIComponent(at)}` : location.pathname;
  if ((new URLSearchParams(location.search).get("at") ?? "") !== at) history[staged ? "replaceState" : "pushState"](null, "", url);
  scrollTo(0, 0);
}

function settle(moved, staged, said) {
  for (const el of view.querySelectorAll("[data-sealed]")) drafts.sealed(el.dataset.sealed);
  drafts.takeOver(view);
  hints.settle(view);
  if (staged) {
    drafts.stageChanged();
    document.title = view.dataset.title;
    document.getElementById("stage").textContent = view.dataset.stage;
  }
  const says = spoken(view);
  if (staged && !moved) say(view.dataset.stage); else if (says && says !== said) say(says);
  setClock(view.dataset.now);
  const key = document.querySelector("#sound-alarm [name=key]");
  if (key && view.dataset.key && !outbox.waiting("sound-alarm")) key.value = view.dataset.key;
  clocks(); counters(); status();
}

function head() {
  const h1 = view.querySelector("h1");
  if (h1) { h1.tabIndex = -1; h1.focus({ preventScroll: true }); }
}

// -- fetching my own view: one request at a time, never a missed change, never an older one
let loading = null, again = false;
function refresh() {
  again = true;
  loading ??= (async () => { while (again) { again = false; await fetchView(); } })().finally(() => { loading = null; });
  return loading;
}

async function fetchView() {
  const url = here;
  try {
    const answer = await fetch(url, { headers: { "X-Live": "1", Accept: "text/html" }, cache: "no-store", signal: AbortSignal.timeout(8000) });
    const html = await answer.text();
    if (answer.status === 401 || answer.status === 404) return leave();
    reached(answer.ok);
    if (answer.ok && url === here) show(html);
    return answer.ok;
  } catch {
    reached(false);
  }
}

// -- steps inside the view
const stepUrl = (query) => new URL(query || "?", new URL(here, location.href)).href;

const parts = () => new URL(here, location.href).searchParams.get("open")?.split(",") ?? [];

// A part of the page is made when it is asked for, and from then on it comes with every view.
function unfolded(all) {
  const url = new URL(here, location.href);
  if (all.length) url.searchParams.set("open", all.join(",")); else url.searchParams.delete("open");
  here = url.href;
  history.replaceState(null, "", location.pathname + url.search);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-goto], a[data-unfold]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.unfold) {
    next = link.id;
    unfolded([...parts(), link.id]);
    refresh();
    return;
  }
  const query = link.dataset.goto || link.getAttribute("href");
  const form = [...view.querySelectorAll("form.answers")].find(drafts.inForm);
  if (!form) { here = stepUrl(query); refresh(); return; }
  form.elements.at.value = new URLSearchParams(query).get("at") ?? "";   // save first, come back there
  outbox.take(form);
});
addEventListener("popstate", () => { here = stepUrl(location.search); refresh(); });

// -- sending
outbox.connect({
  changed: status,
  reached,
  saved(item, html) {
    const form = document.getElementById(item.id);
    drafts.saved(item.id, new URLSearchParams(item.body));
    tell(item.id, "done");
    if (form?.matches(".answers") && drafts.inForm(form)) {       // chosen anew while waiting: send that too
      form.elements.key.value = parse(html)?.dataset.key ?? "";
      outbox.take(form);
      return;
    }
    const before = view.dataset.at;
    const part = form?.closest("[data-unfold]");
    const shuts = part && !part.dataset.stays;
    const others = parts().filter((id) => !(shuts && id === part.id) && document.getElementById(id));
    const elsewhere = here !== view.dataset.url;   // a step has been asked for since
    if (shuts) next = part.id;
    if (parts().length) unfolded(others);
    if (elsewhere || others.length) refresh(); else show(html);
    if (before === view.dataset.at && !form?.matches("[data-auto]")) say(live.dataset.saved);
    status();
  },
  refused(item, code, text) {
    if (code === 401 || code === 404) return leave();
    let error = { message: text.startsWith("<") ? String(code) : text, field: "" };
    try { ({ error } = JSON.parse(text)); } catch { /* a sentence of a proxy */ }
    mark(item.id, error);
    if (code === 409) refresh();
  },
});

function tell(id, word) {
  const line = document.getElementById(id)?.querySelector("[data-sent]");
  if (line) line.textContent = line.dataset[word];
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-live]")) return;
  event.preventDefault();
  unmark(form);
  outbox.take(form, event.submitter);
  if (outbox.waiting(form.id)) tell(form.id, "waiting");
});

const timers = new Map();
document.addEventListener("input", ({ target }) => {
  if (!target.form?.matches("[data-live]")) return;
  drafts.keep(target);
  unmark(target.form);
  status();
  const part = target.closest("[data-unfold]");
  if (part && !parts().includes(part.id)) { unfolded([...parts(), part.id]); refresh(); }   // due or not, it stays
  if (target.form.matches("[data-auto]")) {
    clearTimeout(timers.get(target.form.id));
    timers.set(target.form.id, setTimeout(() => target.form?.isConnected && outbox.take(target.form), 600));
  }
});

// -- a refusal stands beside its field and stays until the person changes something
const flagged = new WeakSet();

function mark(id, { message, field }) {
  const form = document.getElementById(id);
  const line = Object.assign(document.createElement("p"), { className: "error", id: `${id}-refused`, textContent: message });
  line.setAttribute("role", "alert");
  line.dataset.refused = "";
  if (!form) { document.getElementById("refused").replaceChildren(line); return; }
  unmark(form);
  const named = field ? form.elements[field] : null;
  const control = named instanceof RadioNodeList ? [...named].find((el) => el.type !== "hidden") : named?.type === "hidden" ? null : named;
  const group = control?.closest("fieldset");
  const described = group ?? control;
  if (group) (group.querySelector(".opts, .buttons") ?? control).before(line);
  else if (control) control.before(line);
  else (form.querySelector(".buttons, .nav") ?? form.lastElementChild).before(line);
  for (let fold = line.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (!described) return;
  flagged.add(described);
  described.setAttribute("aria-describedby", `${line.id} ${described.getAttribute("aria-describedby") ?? ""}`.trim());
  if (!group) control.setAttribute("aria-invalid", "true");
  control.focus();
}

function unmark(form) {
  document.getElementById("refused").replaceChildren();
  const line = document.getElementById(`${form.id}-refused`);
  if (!line) return;
  for (const el of form.querySelectorAll(`[aria-describedby~="${CSS.escape(line.id)}"]`)) {
    const rest = el.getAttribute("aria-describedby").split(" ").filter((id) => id !== line.id).join(" ");
    if (rest) el.setAttribute("aria-describedby", rest); else el.removeAttribute("aria-describedby");
    el.removeAttribute("aria-invalid");
    flagged.delete(el);
  }
  line.removeAttribute("data-refused");
  line.remove();
}

// -- the socket only says that something changed
const socket = io({ transports: ["websocket"], reconnectionDelayMax: 5000 });
socket.on("connect", () => { socket.emit("join", { session }); reached(true); outbox.flush(); refresh(); });
socket.on("changed", (push) => { if (push.session === session) refresh(); });
socket.on("progress", (push) => {
  const line = push.session === session && document.getElementById("progress");
  if (line) line.textContent = line.dataset.text.replace("{sealed}", push.sealed).replace("{of}", push.of);
});
socket.on("disconnect", (reason) => {
  reached(false);
  if (reason === "io server disconnect") revive(); else refresh();
});
socket.on("connect_error", () => { if (!socket.active) revive(); });

let reviving = 0;
async function revive() {
  clearTimeout(reviving);
  if (await fetchView()) socket.connect();
  else reviving = setTimeout(revive, 3000);
}

// -- without a socket the view is fetched every five seconds
setInterval(() => { if (!socket.connected || !online) refresh(); }, 5000);
addEventListener("online", () => { socket.connect(); outbox.flush(); refresh(); });
addEventListener("offline", () => reached(false));
document.addEventListener("visibilitychange", () => { if (!document.hidden && !socket.connected) { outbox.flush(); refresh(); } });
addEventListener("pagehide", (event) => { if (event.persisted) document.body.replaceChildren(); });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

drafts.restore(view);
settle(false, false, "");
outbox.flush();
