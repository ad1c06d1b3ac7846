// Comfort only: every page works without this file.
"use strict";

// A page shown in answer to a save is remembered without what was sent: Chromium writes it to its session file.
history.replaceState(null, "");

// One press, one save; a download leaves the page standing, so the press is free again soon.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
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

function takeAlong() {
  if (!page || !typed) return;
  const data = new URLSearchParams(new FormData(page));
  data.delete("_end");
  data.set("remain", "1");
  data.set("_end", "1");
  shut.elements.path.value = new URL(page.action).pathname;
  shut.elements.body.value = data.toString();
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
  const post = (address, to) => {
    takeAlong();
    const data = new URLSearchParams(new FormData(shut));
    data.delete("_end");
    data.set("to", to);
    data.set("_end", "1");
    return fetch(address, {method: "POST", body: data});
  };
  warning?.querySelector("button").addEventListener("click", async () => {
    warning.hidden = true;
    const answer = await post(shut.dataset.stay, "idle");
    if (answer.ok) since = Date.now(); else loadAnew();
  });
  if (warning) setInterval(async () => {
    const left = idle - (Date.now() - since);
    if (left > 0) { warning.hidden = left > 120000; return; }
    const answer = await post(shut.action, "idle");
    if (answer.status === 200) since = Date.now() - idle + Number(await answer.text()) * 1000;
    else { document.body.hidden = true; loadAnew(); }
  }, 5000);
}

// A page from the browser's memory may show what the lock hides by now.
addEventListener("pageshow", (event) => { if (event.persisted) loadAnew(); });
