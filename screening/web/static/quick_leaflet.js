// The leaflet without a signal: answers the form that asks whether it is safe, with the paper from a page that the
// worker keeps.
"use strict";
document.addEventListener("submit", async (event) => {
  const asked = event.target;
  if (!("sheets" in asked.dataset)) return;
  event.preventDefault();
  const {fetched} = rozpoznajParts,
    said = Object.fromEntries(new FormData(asked));
  const chosen = asked.elements.language.selectedOptions[0].dataset;
  const easy = said.kind === "leaflet-easy" && said.for === "adult" && !("easy" in chosen);
  let problem = easy ? "easy" : "";
  if ("draft" in chosen) problem = "draft";
  const kept = problem ? null : await fetched(chosen.sheet);
  if (!problem && !kept) problem = "away";
  for (const notice of document.querySelectorAll("[data-problem]")) notice.hidden = notice.dataset.problem !== problem;
  const safe = said.safe === "yes",
    sheet = kept?.getElementById(safe ? `${said.kind}.${said.for}` : "remember");
  const pdf = document.importNode(document.getElementById("pdf").content.firstElementChild, true);
  for (const name of ["language", "kind", "for"]) pdf.elements[name].value = said[name];
  document.getElementById("paper").replaceChildren(...(sheet && safe ? [pdf] : []), ...(sheet ? [sheet] : []));
  document.getElementById("question").hidden = Boolean(sheet) && safe; // the paper has a heading of its own
  scrollTo(0, 0);
});
