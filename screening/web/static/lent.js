// Comfort only: while a person holds this browser, every other page of it that shows a case is hidden. What hides this
// screen hides them too, also one that was opened since.
"use strict";

// A page shown in answer to a press is remembered without what was pressed: Chromium writes it to its session file.
history.replaceState(null, "");

const tabs = new BroadcastChannel("shut");
tabs.postMessage({to: "lent", at: Date.now()});
// Only the first press counts, and its button shows it at once; a page from the browser's memory takes one again.
let pressed = null;
addEventListener("submit", (event) => {
  const {submitter} = event;
  if (submitter?.value === "quiet") tabs.postMessage({to: "quiet", at: Date.now()});
  else if (pressed) event.preventDefault();
  else (pressed = submitter)?.setAttribute("aria-pressed", "true");
});
addEventListener("pageshow", () => (pressed = null));
