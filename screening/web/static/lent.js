// Comfort only: while a person holds this browser, every other page of it that shows a case is hidden.
"use strict";

// A page shown in answer to a press is remembered without what was pressed: Chromium writes it to its session file.
history.replaceState(null, "");

new BroadcastChannel("shut").postMessage({to: "lent", at: Date.now()});
