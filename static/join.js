// Around a session: the token in a link's fragment, the wait in the lobby, wiping a shared tablet.
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

if (document.querySelector("[data-clear]")) sessionStorage.clear();

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
