// The quick check in the tool: the server is told when the person's screen is drawn and when the officer's comes again.
"use strict";
{
  const {between} = document.currentScript.dataset;
  let isLent = false,
    told = Promise.resolve();
  new MutationObserver(() => {
    if (isLent === document.body.classList.contains("lent")) return;
    isLent = !isLent;
    const body = new URLSearchParams({bare: isLent ? "lent" : "handed", _end: "1"});
    const hideOthers = isLent ? () => new BroadcastChannel("shut").postMessage({to: "lent", at: Date.now()}) : null;
    told = told
      .then(() => fetch(between, {method: "POST", body, keepalive: true}))
      .catch(() => {})
      .then(hideOthers);
  }).observe(document.body, {attributeFilter: ["class"]});
}
