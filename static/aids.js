// Small aids around the view: clocks, counters, the alarm's Escape key, words for the ear.

let skew = 0;
export const setClock = (now) => { if (now) skew = Number(now) - Date.now(); };

function spell(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  const parts = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  return parts.slice(parts[0] ? 0 : 1).map((n, i) => (i ? String(n).padStart(2, "0") : n)).join(":");
}

export function clocks() {
  const now = Date.now() + skew;
  for (const el of document.querySelectorAll("[data-since], [data-until]")) {
    const text = spell(el.dataset.since ? now - el.dataset.since : el.dataset.until - now);
    if (el.textContent !== text) el.textContent = text;
  }
  for (const el of document.querySelectorAll("[data-from]")) el.hidden = now < Number(el.dataset.from);
}
setInterval(clocks, 1000);

export function counters() {
  for (const el of document.querySelectorAll("[data-counts]")) {
    const field = document.getElementById(el.dataset.counts);
    if (!field) continue;
    const left = field.maxLength - field.value.length;
    const text = left <= field.maxLength / 4 ? el.dataset.text.replace("{left}", left) : "";
    if (el.textContent !== text) el.textContent = text;
  }
}
document.addEventListener("input", counters);

const announcer = document.getElementById("announce");
export function say(text) {
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 60);
}

document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details.alarm[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
