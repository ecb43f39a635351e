// What has been sent off stays here until the server has answered: over a lost connection, a
// restart and a reload. The form's key makes a repeat harmless.

const STORE = "outbox";
const HEADERS = { "X-Live": "1", Accept: "text/html, application/json", "Content-Type": "application/x-www-form-urlencoded" };

let items = [];
const again = new Set();
let busy = false;
let timer = 0;
let on = {};

function store() {
  if (items.length) sessionStorage.setItem(STORE, JSON.stringify(items));
  else sessionStorage.removeItem(STORE);
}

/** `handlers`: saved(item, html), refused(item, status, text), reached(yes), changed(). */
export function connect(handlers) {
  on = handlers;
  items = JSON.parse(sessionStorage.getItem(STORE) ?? "[]");
}

export const waiting = (id) => (id ? items.some((i) => i.id === id) : items.length > 0);

/** Takes a form as it stands now. A form whose post is unanswered waits for its next key. */
export function take(form, submitter) {
  const body = String(new URLSearchParams(new FormData(form, submitter)));
  const earlier = items.find((i) => i.id === form.id);
  if (earlier?.sent) {
    if (earlier.body !== body) again.add(form.id);
  } else if (earlier) {
    earlier.body = body;
  } else {
    const item = { id: form.id, action: form.action, body, sent: false };
    if (form.id === "sound-alarm") items.unshift(item);
    else items.push(item);
  }
  store();
  on.changed();
  return flush();
}

export async function flush() {
  if (busy) return;
  clearTimeout(timer);
  busy = true;
  let wait = 0;
  while (items.length && !wait) wait = await send(items[0]);
  busy = false;
  if (items.length) timer = setTimeout(flush, wait || 2000);
  on.changed();
}

/** 0 when answered, else the milliseconds to wait before trying again. */
async function send(item) {
  item.sent = true;
  store();
  let answer, text;
  try {
    answer = await fetch(item.action, { method: "POST", body: item.body, headers: HEADERS, signal: AbortSignal.timeout(8000) });
    text = await answer.text();
  } catch {
    on.reached(false);
    return 2000;
  }
  if (answer.status === 429 || answer.status >= 500) {
    items = [...items.filter((i) => i !== item), item];       // the others need not wait behind it
    store();
    return Math.min(Number(answer.headers.get("Retry-After")) || 3, 30) * 1000;
  }
  items = items.filter((i) => i !== item);
  store();
  on.reached(true);
  if (answer.ok) on.saved(item, text);
  else on.refused(item, answer.status, text);
  if (again.delete(item.id)) {
    const form = document.getElementById(item.id);
    if (form && answer.ok) take(form);
  }
  return 0;
}
