// What a person has entered and not yet sent is theirs: it outlives every update and a reload.
// It stays in this tab (sessionStorage) and goes when it is saved or sealed.

const PREFIX = "draft|";
const touched = new Set();

const isField = (el) => el.matches("input:not([type=hidden]), textarea") && el.form?.matches("[data-live]");
const isChoice = (el) => el.type === "radio" || el.type === "checkbox";
const keyOf = (el) => `${el.form.id}|${el.name}${el.type === "checkbox" ? `|${el.value}` : ""}`;
const unchanged = (el) => (isChoice(el) ? el.checked === el.defaultChecked : el.value === el.defaultValue);
const valueOf = (el) => (el.type === "checkbox" ? (el.checked ? "1" : "") : el.value);

/** A tab that was another seat's keeps nothing of it. */
export function open(scope) {
  if (sessionStorage.getItem("scope") !== scope) sessionStorage.clear();
  sessionStorage.setItem("scope", scope);
  for (const key of keys()) touched.add(key);
}

function keys(form) {
  const start = PREFIX + (form === undefined ? "" : `${form}|`);
  return Object.keys(sessionStorage).filter((k) => k.startsWith(start)).map((k) => k.slice(PREFIX.length));
}

function drop(key) {
  touched.delete(key);
  sessionStorage.removeItem(PREFIX + key);
}

export const isTouched = (el) => isField(el) && touched.has(keyOf(el));
export const any = () => touched.size > 0;
export const inForm = (form) => [...form.elements].some(isTouched);

export function keep(el) {
  if (!isField(el)) return;
  if (unchanged(el)) { drop(keyOf(el)); return; }
  touched.add(keyOf(el));
  sessionStorage.setItem(PREFIX + keyOf(el), valueOf(el));
}

/** Puts drafts back into controls that have just come into the page. */
export function restore(root) {
  const fields = [root, ...root.querySelectorAll("input, textarea")].filter((el) => el.matches("input, textarea") && isField(el));
  for (const el of fields) {
    const draft = sessionStorage.getItem(PREFIX + keyOf(el));
    if (draft === null) continue;
    if (el.type === "checkbox") el.checked = draft === "1";
    else if (el.type === "radio") el.checked = el.value === draft;
    else el.value = draft;
    touched.add(keyOf(el));
  }
}

/** Forgets what the server now has; what was changed after sending stays. */
export function saved(form, sent) {
  for (const key of keys(form)) {
    const [, name, value] = key.split("|");
    const draft = sessionStorage.getItem(PREFIX + key);
    const values = sent.getAll(name);
    const same = value === undefined ? (values.includes(draft) || (draft === "" && !values.length)) : values.includes(value) === (draft === "1");
    if (same) drop(key);
  }
}

/** A round is sealed: nothing of it stays on this device. */
export function sealed(round) {
  for (const key of keys()) if (!round || key.startsWith(`a-${round}-`)) drop(key);
}

/** What was being written in a form that has gone goes on in one that takes it over. */
export function takeOver(root) {
  const fields = [...root.querySelectorAll("[data-takes]")];
  const takes = (el) => el.dataset.takes.split(" ");
  const left = keys().map((key) => key.split("|")[0]).find((id) =>
    fields.some((el) => id.startsWith(takes(el)[0])) && !document.getElementById(id));
  if (!left || fields.some((el) => el.value)) return;
  for (const el of fields) {
    const key = keys(left).find((k) => k.endsWith(takes(el)[1]));
    if (!key) continue;
    el.value = sessionStorage.getItem(PREFIX + key);
    drop(key);
    keep(el);
    for (let fold = el.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }
}

/** In a new stage a draft counts as unsaved only where its form is still there. */
export function stageChanged() {
  for (const key of [...touched]) if (!document.getElementById(key.split("|")[0])) touched.delete(key);
}

/** A choice can be seen to be a person's own; text too. */
export const guards = (attribute, el) => ["value", "checked"].includes(attribute) && (isChoice(el) || "value" in el) && isTouched(el);
