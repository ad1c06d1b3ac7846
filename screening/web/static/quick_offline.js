// Registers the service worker that answers without a signal, and says on the first page that it does.
"use strict";
const rozpoznajOffline = (() => {
  const kept = navigator.serviceWorker,
    file = "/quick/sw.js",
    scope = "/quick";
  const says = (page = document) => {
    const note = page.getElementById("offline");
    kept?.ready.then(() => {
      if (note) note.hidden = false;
    });
  };
  // The name of one start is never used again: what a browser kept under it would stay behind.
  const once = location.hostname.endsWith(".localhost");
  if (!kept || once || !document.querySelector("form[data-quick], form[data-sheets]")) return says;
  const address = window.trustedTypes
    ? trustedTypes.createPolicy("rozpoznaj-sw", {createScriptURL: () => file}).createScriptURL("")
    : file;
  // The leaflets come after everything else, for this edition and for the one that waits.
  const later = (worker) => worker?.postMessage("leaflets");
  kept
    .register(address, {scope})
    .then((found) => {
      found.addEventListener("updatefound", () => {
        const next = found.installing;
        next.addEventListener("statechange", () => {
          if (next.state === "installed") later(next);
        });
      });
      later(found.waiting);
    })
    .catch(() => {});
  kept.ready.then((found) => later(found.active));
  // An earlier edition answered under /quick/ alone; its worker would hide this one.
  kept.getRegistration(`${scope}/`).then(
    (found) => {
      if (found?.scope.endsWith("/")) found.unregister();
    },
    () => {},
  );
  says();
  return says;
})();
