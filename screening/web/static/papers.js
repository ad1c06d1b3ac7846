// Comfort only: the papers of a case are made without this file too.
"use strict";

// A paper takes seconds to make: the page says so, and a second press prints nothing twice. Then it shows what is next.
const making = document.getElementById("making");
const isHidden = () => document.getElementById("calendar") !== null;
let paper = null; // the answer that is awaited while a paper is made
async function makePaper(form) {
  making.textContent = paper ? making.dataset.again : making.dataset.works;
  if (paper) return;
  paper = fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form))}).catch(() => null);
  const answer = await paper;
  const isPaper = answer?.ok && answer.headers.get("Content-Type") === "application/pdf";
  const pdf = isPaper && (await answer.blob().catch(() => null));
  paper = null;
  making.textContent = "";
  if (isHidden()) return; // the page was hidden meanwhile
  if (!pdf) {
    form.submit(); // what is answered in its place is a page
    return;
  }
  const named = /filename="?([\w.-]+)/.exec(answer.headers.get("Content-Disposition"));
  Object.assign(document.createElement("a"), {href: URL.createObjectURL(pdf), download: named[1]}).click();
  // The browser has taken the file by then. On its way out a page that was hidden meanwhile is not held up.
  setTimeout(() => {
    if (!isHidden()) location.replace(form.dataset.paper);
  }, 500);
}
document.addEventListener("submit", (event) => {
  if (!event.target.dataset.paper) return;
  event.preventDefault();
  makePaper(event.target);
});

// A paper that is no longer that of the case is not printed: the page is loaded anew; if no answer comes, nothing is.
async function printAsItIs(state) {
  const answer = await fetch(location.href, {cache: "no-store"}).catch(() => null);
  const now = answer && (await answer.text().catch(() => null));
  if (isHidden() || now === null) return;
  if (now.includes(`data-print="${state}"`)) print();
  else location.reload();
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => printAsItIs(button.dataset.print));
}
