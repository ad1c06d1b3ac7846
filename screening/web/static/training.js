// A page of the class asks whether the class has gone on: then it reloads, or says so where somebody works.
"use strict";
const state = document.querySelector("[data-state]");

if (state) {
  let tag = "",
    first = state.dataset.key || ""; // the key of the class, or of the trainee, with which the page was drawn
  const show = (body) => {
    for (const each of document.querySelectorAll("[data-count]")) each.textContent = body[each.dataset.count];
    if (!first) first = body.key;
    if (body.key === first) return;
    if ("reload" in state.dataset) location.reload();
    else state.firstElementChild.hidden = false;
  };
  // Milliseconds: so long an answer is waited for, and so much later the question is asked again after a failure.
  const longest = 10000,
    later = 3000;
  const ask = async () => {
    const stop = new AbortController(),
      limit = setTimeout(() => stop.abort(), longest);
    let pause = Number(state.dataset.pause || 1000);
    try {
      const headers = tag ? {"If-None-Match": tag} : {};
      const answer = await fetch(state.dataset.state, {headers, cache: "no-store", signal: stop.signal});
      if (answer.status === 200) {
        tag = answer.headers.get("ETag") || "";
        const body = await answer.json();
        state.dataset.pause = pause = body.pause;
        show(body);
      } else if (answer.status !== 304) {
        pause = later;
        // Nobody is known here any more: the page itself says why.
        if (answer.status < 500 && "reload" in state.dataset) setTimeout(() => location.reload(), later);
      }
    } catch {
      pause = later;
    }
    clearTimeout(limit);
    setTimeout(ask, pause * (0.9 + 0.2 * Math.random()));
  };
  ask();
}
