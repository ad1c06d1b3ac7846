// Comfort only: every page works without this file.
"use strict";

// After a "yes" the usual basis is preset: the person said so.
document.addEventListener("change", (event) => {
  const radio = event.target;
  if (radio.type !== "radio" || !radio.name.startsWith("answer.") || radio.value !== "yes") return;
  const boxes = [...radio.closest("fieldset").querySelectorAll(".basis input")];
  if (!boxes.some((box) => box.checked)) boxes.find((box) => box.value === "person").checked = true;
});

// One press, one save; a download leaves the page standing, so the press is free again soon.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 2000);
});
