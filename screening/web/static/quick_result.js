// What follows from the answers of the quick check, and the way on into a full case.
"use strict";
const rozpoznajResult = (check) => {
  // The fields of the first page that the officer reads out to KCIK.
  const TOLD = ["language", "age", "forms", "exploited_in"];
  const {el, only, paragraph, button, list, fetched} = rozpoznajParts;
  const {data} = check;
  const {say, text, words, several, foreign, label, labels, fitting, childSteps, warning, analogy, question} =
    check.words;
  const fold = (title, ...inside) => el("details", {className: "folded"}, el("summary", {}, title), ...inside);

  // The answers as the fields of a form.
  function fields() {
    const {given} = check;
    const answers = Object.entries(given.answers).filter(([, code]) => code !== "not_asked");
    const all = [
      ["new_case", crypto.randomUUID?.()],
      ...given.sent,
      ...answers.map(([id, code]) => [`answer.${id}`, code]),
      ...[...given.person].map((id) => ["given", `${id}.${given.answers[id]}`]),
      ...given.signs.map((id) => [`sign.${id}`, "1"]),
      ["concerned", given.concerned && "1"],
    ];
    return all.filter(([, value]) => value);
  }

  // The form that leads on into a full case, if the server has drawn one: a program that serves the quick check alone
  // has no cases.
  function wayOn() {
    const made = check.drawn("go-on");
    const hidden = fields().map(([name, value]) => el("input", {type: "hidden", name, value}));
    made?.querySelector("form").prepend(...hidden);
    return made;
  }

  // One advice with its reasons; `place` counts from 0.
  function adviceBox(advice, place) {
    const isUrgent = advice.code === "act_now";
    const made = check.drawn("advice").firstElementChild;
    const [title, said, emergency] = made.querySelectorAll("h2, p");
    title.append(...[fitting(`advice_${advice.code}_title`)].flat());
    said.append(...advice.sentences.flatMap((id) => [fitting(id), " "]).flat());
    const reasons = advice.reasons.map(({code, indicators, signs}) => [
      ...several(`reason_${code}`),
      ...labels(indicators),
      ...labels(signs),
    ]);
    made.querySelector("ul").replaceWith(list("ul", reasons, "why"));
    if (!place) made.classList.add("first");
    if (isUrgent) made.classList.add("now");
    else emergency.remove();
    return made;
  }

  function outside(ids) {
    if (!ids.length) return [];
    const lines = ids.map((id) => [...label(id), `: ${say(check.given.answers[id])}`]);
    return [el("h2", {}, say("outside")), paragraph(words("note_outside")), list("ul", lines)];
  }

  function nextQuestions(ids) {
    if (!ids.length) return null;
    const line = (id) => {
      const inTheirs = text(question(id), check.given.language) && foreign(question(id), "span", "");
      const known = [...several(question(id)), el("span", {className: "soft"}, "(", ...label(id), ")")];
      return inTheirs ? [...known, el("br"), inTheirs] : known;
    };
    return fold(`${say("next")} (${ids.length})`, list("ol", ids.map(line), "questions"));
  }

  // What was said so far, in the words of the first page and of the rows: the officer reads it out to KCIK.
  function told() {
    const {given, form} = check;
    const labelOf = ([name, value]) =>
      TOLD.includes(name) && form.querySelector(`[name=${name}][value=${value}]`)?.closest("label")?.textContent;
    const first = given.sent.map(labelOf).filter(Boolean);
    const rows = Object.keys(given.answers).filter((id) => given.answers[id] === "yes");
    return list("ul", [...first, ...rows.map(label), ...given.signs.map(label)], "known");
  }

  function telephone() {
    const made = check.drawn("telephone");
    made.querySelector("ul").replaceWith(told());
    return made;
  }

  // Puts the guidance for the situations of this check, folded, into an element: from a page that the worker keeps.
  async function guide(guidance, advice) {
    const {forms, signs, answers, exploited_in, interpreter, profession, child} = check.given;
    const kept = await fetched(data.situations.at[check.ui]);
    const age = child ? "child" : "adult";
    const yes = Object.keys(answers).filter((id) => answers[id] === "yes");
    const both = yes.flatMap((id) => [id, ...forms.map((form) => form + id)]);
    const known = [...forms, ...signs, ...both, exploited_in, interpreter, profession, age];
    const isThere = (code) => known.includes(code) || advice.some((each) => each.code === code);
    const found = ([id, ...any]) => any.some(isThere) && kept?.getElementById(`${id}.${profession || ""}.${age}`);
    guidance.append(...only(data.situations.by.map(found)));
  }

  return function result() {
    const {given, form} = check;
    const found = rozpoznajRule.check(data.rule, given);
    const refers = found.advice.some(({code}) => code === "refer");
    const next = found.next.filter(question).slice(0, 5);
    const asks = !given.profession || data.receiving.includes(given.profession);
    const guidance = el("div");
    guide(guidance, found.advice);
    check.show(
      say("follows_title"),
      analogy(),
      warning(),
      ...found.advice.map(adviceBox),
      refers && paragraph(words("note_enough"), "enough"),
      childSteps(found.withParent && "with_parent"),
      given.profession && paragraph(words(`warning_${given.profession}`), "notice"),
      guidance,
      ...outside(found.outside),
      telephone(),
      found.unknown.length > 0 &&
        fold(`${say("unknown")} (${found.unknown.length})`, list("ul", found.unknown.map(label))),
      refers ? null : nextQuestions(next),
      wayOn(),
      el(
        "p",
        {className: "go"},
        check.nextButton(),
        el("a", {href: form.dataset.leaflet, "data-leaflet-link": ""}, say("leaflet")),
      ),
      asks && paragraph(words("warning_coordinator"), "soft"),
      check.drawn("notes"),
      el("p", {className: "go"}, button(say("back"), check.toQuestions, "second"), check.againButton()),
    );
  };
};
