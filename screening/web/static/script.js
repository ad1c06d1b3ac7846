// Comfort only: every page works without this file.
"use strict";

// A page shown in answer to a save is remembered without what was sent: Chromium writes it to its session file.
history.replaceState(null, "");

// A page with more text than can be stored is not sent: it says so at the longest text, and nothing is lost.
function tooLong(form) {
  if (form !== page || new URLSearchParams(new FormData(page)).toString().length <= Number(page.dataset.most)) return false;
  const texts = [...form.querySelectorAll("textarea, input:not([type=hidden])")];
  const longest = texts.reduce((a, b) => (b.value.length > a.value.length ? b : a));
  const note = document.getElementById("too-long");
  const details = longest.closest("details");
  if (details) details.open = true;
  longest.before(note);
  note.hidden = false;
  longest.setAttribute("aria-describedby", note.id);
  longest.focus();
  return true;
}

// One press, one save; a download leaves the page standing, so the press is free again soon.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent || tooLong(form)) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 2000);
});

// The lock: what is typed and not saved goes along, sealed by the server, and is saved after unlocking.
const shut = document.querySelector("form[data-shut]");
const page = document.querySelector("form[data-case]");
let typed = page ? "unsaved" in page.dataset : false;
page?.addEventListener("input", () => { typed = true; });

// Leaving by what does not save asks first; saving, the lock, hiding and telephone numbers never do.
let unasked = false;
const leaveUnasked = () => { unasked = true; setTimeout(() => { unasked = false; }, 2000); };
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && (event.target === page || event.target === shut)) leaveUnasked();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link && ("unasked" in link.dataset || !link.protocol.startsWith("http"))) leaveUnasked();
});
addEventListener("beforeunload", (event) => { if (typed && !unasked) event.preventDefault(); });
function loadAnew() {
  unasked = true;
  location.reload();
}

// What is too long to go along is said on the page after unlocking; the lock shuts all the same.
function takeAlong() {
  if (!page || !typed) return true;
  const data = new URLSearchParams(new FormData(page));
  data.delete("_end");
  data.set("remain", "1");
  data.set("_end", "1");
  shut.elements.path.value = new URL(page.action).pathname;
  shut.elements.body.value = data.toString();
  shut.elements.lost.value = "";
  if (new URLSearchParams(new FormData(shut)).toString().length + 100 <= Number(shut.dataset.most)) return true;
  shut.elements.body.value = "";
  shut.elements.lost.value = "1";
  return false;
}

// Where the lock could not be asked, the page itself is sent: shut, the lock keeps it; open, it is saved and remains.
function sendInstead() {
  if (!page || !typed) { loadAnew(); return; }
  const remain = Object.assign(document.createElement("input"), {type: "hidden", name: "remain", value: "1"});
  page.prepend(remain);
  unasked = true;
  page.submit();
}

if (shut) {
  shut.addEventListener("submit", () => {
    takeAlong();
    document.body.hidden = true;
  });

  // Three times Shift, and nothing else in between, hides the page.
  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    if (event.repeat) return;
    shifts = [...shifts, Date.now()].filter((at) => Date.now() - at < 1500);
    if (shifts.length === 3) shut.requestSubmit(shut.querySelector("button[value=quiet]"));
  });

  // Two minutes before the lock shuts by itself, the page says so; where it never shuts (practice), nothing is said.
  const idle = Number(shut.dataset.idle) * 1000;
  const warning = document.getElementById("idle");
  let since = Date.now();
  const post = (address, fields) => {  // null where the server cannot be reached: then the page stays, and asks again
    const data = new URLSearchParams({csrf_token: shut.elements.csrf_token.value, ...fields, _end: "1"});
    return fetch(address, {method: "POST", body: data}).catch(() => null);
  };
  warning?.querySelector("button").addEventListener("click", async () => {
    warning.hidden = true;
    const answer = await post(shut.dataset.stay, {});
    if (answer?.ok) since = Date.now(); else if (answer) sendInstead();
  });
  let asking = false;
  if (warning) setInterval(async () => {
    const left = idle - (Date.now() - since);
    if (left > 0 || asking) { warning.hidden = left > 120000; return; }
    asking = true;
    const whole = takeAlong();
    const answer = await post(shut.action, {path: shut.elements.path.value, body: shut.elements.body.value, to: "idle"});
    asking = false;
    if (answer?.status === 200) since = Date.now() - idle + Number(await answer.text()) * 1000;
    else if (answer) {
      document.body.hidden = true;
      if (answer.status === 204 && whole) loadAnew(); else sendInstead();
    }
  }, 5000);
}

// A page from the browser's memory may show what the lock hides by now.
addEventListener("pageshow", (event) => { if (event.persisted) loadAnew(); });
