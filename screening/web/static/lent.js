// Comfort only: while a person holds this browser, every other page of it that shows a case is hidden. What hides this
// screen hides them too, also one that was opened since.
"use strict";

// A page shown in answer to a press is remembered without what was pressed: Chromium writes it to its session file.
history.replaceState(null, "");

const tabs = new BroadcastChannel("shut");
tabs.postMessage({to: "lent", at: Date.now()});
addEventListener("submit", ({submitter}) => {
  if (submitter?.value === "quiet") tabs.postMessage({to: "quiet", at: Date.now()});
});
