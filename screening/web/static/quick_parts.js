// What the pages of the quick check that are made in the browser share.
"use strict";
const rozpoznajParts = (() => {
  // Words and elements alone: what a condition leaves over (false, undefined, a number) never reaches the page.
  const only = (parts) => parts.filter((each) => typeof each === "string" || each instanceof Node);
  // An element with these properties; those with a hyphen, and `lang`, are set as attributes.
  const el = (tag, at = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), at);
    for (const [name, value] of Object.entries(at)) {
      if (name.includes("-") || name === "lang") made.setAttribute(name, value);
    }
    made.append(...only(inside));
    return made;
  };
  const paragraph = (inside, kind = "") => inside && el("p", {className: kind}, ...[inside].flat());
  const button = (words, act, kind = "") =>
    el("button", {className: `button ${kind}`, type: "button", onclick: act}, words);
  const list = (tag, items, kind = "") =>
    el(tag, {className: kind}, ...items.map((each) => el("li", {}, ...[each].flat())));
  // One of our own pages as a document whose scripts do not run, or null where nothing answers.
  const fetched = (address) =>
    new Promise((done) => {
      const asked = new XMLHttpRequest();
      asked.open("GET", address);
      asked.responseType = "document";
      asked.onload = () => done(asked.status === 200 ? asked.response : null);
      asked.onerror = () => done(null);
      asked.send();
    });
  // The JSON of a file of ours with this hash, or null.
  const whole = async (address, integrity) => {
    const sent = await fetch(address, {integrity}).catch(() => null);
    return sent?.ok ? sent.json() : null;
  };
  // The answers, signs and the rest that the fields of a form carry; `person`: the ids that the person answered.
  const answered = (said) => {
    const named = (kind) => [...said].filter(([name]) => name.startsWith(kind));
    const answers = named("answer.").map(([name, value]) => [name.slice("answer.".length), value]);
    return {
      answers: Object.fromEntries(answers),
      signs: named("sign.").map(([name]) => name.slice("sign.".length)),
      concerned: said.has("concerned"),
      person: new Set(said.getAll("given").map((each) => each.split(".")[0])),
    };
  };
  return {el, only, paragraph, button, list, fetched, whole, answered};
})();
