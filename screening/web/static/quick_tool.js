// The quick check beside the cases: tells the server when the person's screen is drawn, when the calendar hides it, and
// when a page of the officer comes again. It tells of every screen, since another tab may have taken the device back.
"use strict";
{
  const {between} = document.currentScript.dataset;
  const OTHERS = {lent: "lent", hidden: "quiet"}; // what the other pages of this browser do then
  const tabs = new BroadcastChannel("shut");
  let shows = "handed",
    told = Promise.resolve();
  function tell() {
    const before = shows;
    shows = document.querySelector("main table") ? "hidden" : "lent";
    if (!document.body.classList.contains("lent")) shows = "handed";
    if (shows === before && shows !== "lent") return;
    const body = new URLSearchParams({bare: shows, _end: "1"}),
      to = OTHERS[shows];
    const letThem = () => to && tabs.postMessage({to, at: Date.now()});
    if (to === "quiet") letThem();
    told = told
      .then(() => fetch(between, {method: "POST", body, keepalive: true}))
      .catch(() => {})
      .then(letThem);
  }
  new MutationObserver(tell).observe(document.body, {attributeFilter: ["class"], childList: true, subtree: true});
  document.addEventListener("visibilitychange", tell);
}
