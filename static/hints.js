// Hints beside what is being typed: after a pause the server is asked what the quality rule would
// say of these words. Nothing depends on the answer: after saving the view says the same.
const PAUSE = 600;
const A_MINUTE = 60_000;
const timers = new Map();
const about = new WeakMap();                     // which text a line of hints is about
let quiet = 0;

document.addEventListener("input", ({ target }) => {
  if (!target.form) return;
  build(target.form);
  if (!target.matches("[data-check]")) return;
  const { id } = target.form;
  const kind = target.dataset.check;
  clearTimeout(timers.get(`${id}|${kind}`));
  timers.set(`${id}|${kind}`, setTimeout(() => ask(id, kind), PAUSE));
});

async function ask(id, kind) {
  const form = document.getElementById(id);
  if (!form || Date.now() < quiet) return;
  const fields = [...form.elements].filter((el) => el.dataset.check === kind);
  const texts = Object.fromEntries(fields.map((el) => [el.name, el.value]));
  try {
    const answer = await fetch(form.action.replace(/commands$/, "check"), {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": form.elements.csrf_token.value },
      body: JSON.stringify({ kind, texts }),
      cache: "no-store",
      signal: AbortSignal.timeout(8000),
    });
    if (answer.status === 429) quiet = Date.now() + A_MINUTE;
    if (!answer.ok) return;
    const { findings } = await answer.json();
    for (const el of fields) if (el.value === texts[el.name]) show(el, findings.filter((found) => found.field === el.name));
  } catch { /* without a connection there are no hints; the words stay */ }
}

const lineOf = (el) => el.form && document.getElementById(`${el.form.id}-${el.name}-says`);

function show(el, findings) {
  const line = lineOf(el);
  if (!line) return;
  const text = el.value.trim() ? [...new Set(findings.map((found) => found.says))].join("\n") : "";
  about.set(line, el.value);
  line.toggleAttribute("data-now", findings.some((found) => found.force === "now"));
  if (line.textContent !== text) line.textContent = text;
}

/** The sentence that is being made of the fields, with what is still open. */
function build(form) {
  for (const piece of form.querySelectorAll("[data-piece]")) {
    const said = form.elements[piece.dataset.piece]?.value.trim() ?? "";
    const text = said || piece.dataset.empty;
    piece.toggleAttribute("data-open", !said);
    if (piece.textContent !== text) piece.textContent = text;
  }
}

/** After an update: what a line was about may be gone, or saved. */
export function settle(root) {
  for (const form of root.querySelectorAll("form:has([data-piece])")) build(form);
  for (const el of root.querySelectorAll("[data-check]")) {
    const line = lineOf(el);
    if (line?.textContent && about.get(line) !== el.value) { line.textContent = ""; line.removeAttribute("data-now"); }
  }
}

/** What only this page knows stays as it is when a view comes in. */
export const ours = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches("[data-says], [data-piece]");
