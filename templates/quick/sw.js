// Keeps the files of one edition together; the next edition waits until every page of this one is closed.
"use strict";
const NAME = "quick-{{ name }}";
const FILES = {{ files|tojson }};
const fresh = (file) => new Request(file, {cache: file.includes("v=") ? "default" : "reload"}); // a named edition never changes
addEventListener("install", (event) => event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES.map(fresh)))));
addEventListener("activate", (event) => event.waitUntil(
  caches.keys().then((names) => Promise.all(names.filter((each) => each !== NAME).map((each) => caches.delete(each))))
    .then(() => clients.claim())));
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const address = new URL(event.request.url);
  if (address.origin === location.origin && FILES.includes(address.pathname + address.search)) {
    event.respondWith(caches.open(NAME).then(async (cache) => (await cache.match(event.request)) || fetch(event.request)));
  }
});
