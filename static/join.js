// Around a session: the token in a link's fragment, the wait in the lobby, passing on a shared tablet.
document.documentElement.classList.add("script");

// the token never reaches a server log: it comes in the fragment and is posted on a press
const form = document.getElementById("join-token");
const token = location.hash.slice(1);
if (form && token) {
  form.elements.token.value = token;
  document.getElementById("by-link").hidden = false;
  const byCode = document.getElementById("by-code");
  if (byCode) byCode.hidden = true;
  form.addEventListener("submit", () => history.replaceState(null, "", location.pathname));
}

// a shared tablet between two people: nothing stays in this tab, and the other tabs hear of it
if (document.querySelector("[data-clear]")) {
  sessionStorage.clear();
  new BroadcastChannel("deliberate-tablet").postMessage("passed on");
}

// passing it on: what has not been saved would be lost, and so is said
const unsaved = document.querySelector("[data-unsaved]");
if (unsaved) unsaved.hidden = !Object.keys(sessionStorage).some((key) => key === "outbox" || key.startsWith("draft|"));

// pressed twice by an impatient finger, sent once
for (const once of document.querySelectorAll("#pass-on, #take-up, #somebody-new")) {
  once.addEventListener("submit", (event) => { if (once.dataset.sent) event.preventDefault(); once.dataset.sent = "1"; });
}

// admitted: the lobby answers with a redirect, which this page then follows
const line = document.querySelector("[data-waits]") && document.getElementById("waits");
async function look() {
  try {
    const answer = await fetch(location.href, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(5000) });
    if (answer.type === "opaqueredirect" || !answer.ok) { location.reload(); return; }
    say(line.dataset.on);
  } catch {
    say(line.dataset.off);
  }
  setTimeout(look, 3000);
}
function say(text) { if (line.textContent !== text) line.textContent = text; }
if (line) setTimeout(look, 3000);

addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
