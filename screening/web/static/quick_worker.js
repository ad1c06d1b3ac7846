// Keeps the files of one edition together; the next edition waits until every page of this one is closed.
// The server writes "use strict" above this, and what the edition holds (quick/offline.py): its NAME, its FILES, the
// pages that are fetched LATER, when the first page can be used, and the address of the FIRST page by language.
const KEPT = new Set([...FILES, ...LATER].map(([file]) => file));
// Never from a cache of the browser, where another program of this machine may have left something; and only if it is
// whole.
const fresh = ([file, integrity]) => new Request(file, {cache: "reload", integrity});
addEventListener("install", (event) =>
  event.waitUntil(
    caches
      .delete(NAME)
      .then(() => caches.open(NAME))
      .then((cache) => cache.addAll(FILES.map(fresh))),
  ),
);
addEventListener("activate", (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((each) => each !== NAME).map((each) => caches.delete(each))))
      .then(() => clients.claim()),
  ),
);
// A page asks as soon as it sees a worker, so one visit asks more than once: what is on its way is not fetched twice.
let coming;
const later = () =>
  caches
    .open(NAME)
    .then((cache) =>
      Promise.allSettled(LATER.map(async (each) => (await cache.match(each[0])) || cache.add(fresh(each)))),
    )
    .finally(() => {
      coming = undefined;
    });
addEventListener("message", (event) => event.waitUntil((coming ??= later())));
addEventListener("fetch", (event) => {
  const {request} = event,
    address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  const first = () => Response.redirect(FIRST[address.searchParams.get("ui")] || FIRST.pl);
  if (KEPT.has(address.pathname + address.search)) {
    event.respondWith(caches.open(NAME).then(async (cache) => (await cache.match(request)) || fetch(request)));
  } else if (request.mode === "navigate" && ["/quick", "/quick/"].includes(address.pathname)) {
    event.respondWith(first());
  } else if (request.mode === "navigate" && address.pathname.startsWith("/quick/")) {
    event.respondWith(fetch(request).catch(first)); // without a signal: whatever else was asked for, the first page
  }
});
