// A page of the class asks whether the class has gone on: it then draws itself anew, or says so where somebody works.
"use strict";
const state = document.querySelector("[data-state]");

if (state) {
  let tag = "", first = state.dataset.key || "";
  const show = (body) => {
    for (const each of document.querySelectorAll("[data-count]")) each.textContent = body[each.dataset.count];
    if (!first) first = body.key;
    if (body.key === first) return;
    if ("reload" in state.dataset) location.reload();
    else state.firstElementChild.hidden = false;
  };
  const ask = async () => {
    let pause = 1000;
    try {
      const answer = await fetch(state.dataset.state, {headers: tag ? {"If-None-Match": tag} : {}, cache: "no-store"});
      if (answer.status === 200) {
        tag = answer.headers.get("ETag") || "";
        const body = await answer.json();
        pause = body.pause;
        state.dataset.pause = pause;
        show(body);
      }
    } catch {
      pause = 3000;
    }
    setTimeout(ask, Number(state.dataset.pause || pause) * (0.9 + 0.2 * Math.random()));
  };
  ask();
}
