// The questions of the quick check, the signs that can be seen, and what of it the person may read alone.
"use strict";
const rozpoznajQuestions = (check) => {
  const {el, paragraph, button} = rozpoznajParts;
  const {data} = check;
  const {say, text, words, foreign, label, childSteps, warning, listNotes, variant, isBarred, question} = check.words;
  const isSign = (id) => id.startsWith(data.rule.prefixes.signs);
  const isIndicator = (id) => !isSign(id);

  // What the officer found is not asked of the person: somebody who is afraid would take it back.
  const isFound = (id) => check.given.answers[id] === "yes" && !check.given.person.has(id);
  // What may be shown to the person, and how many statements are left out, not being translated yet.
  function statements() {
    const {given} = check;
    if (given.child) return {ids: [], leftOut: 0};
    const asked = rozpoznajRule
      .check(data.rule, given)
      .triage.filter((id) => isIndicator(id) && !isFound(id) && variant("statement", id) && question(id));
    const ids = asked.filter((id) => text(variant("statement", id), given.language || "pl"));
    return {ids, leftOut: asked.length - ids.length};
  }

  const choose = (id, code) => {
    check.given.answers[id] = code;
    check.given.person.delete(id);
  };
  // How to ask, in both languages, or that nothing is asked here.
  function asking(id) {
    const {given} = check;
    const asked = question(id);
    const ofAdult = isBarred(id) ? words("note_not_for_you") : say("do_not_ask");
    const unasked = given.child ? words("note_child_row") : ofAdult;
    return [
      given.person.has(id) && paragraph(say("by_person"), "sign soft"),
      asked ? paragraph(words(asked), "sign") : paragraph(unasked, "sign soft"),
      asked && foreign(asked),
    ];
  }
  const legendOf = (id, number) =>
    el(
      "legend",
      {id: `${id}-legend`},
      el("span", {className: "n"}, number),
      el("span", {className: "text"}, ...label(id)),
    );

  function row(id, place) {
    const radio = (code) =>
      el(
        "label",
        {className: code === "not_asked" ? "clear" : ""},
        el("input", {
          type: "radio",
          name: `answer.${id}`,
          value: code,
          checked: code === check.given.answers[id],
          onchange: () => choose(id, code),
        }),
        el("span", {}, say(code)),
      );
    const answers = data.answers.map(radio);
    const unasked = answers.pop();
    return el(
      "fieldset",
      {className: "q", "aria-labelledby": `${id}-legend`},
      legendOf(id, `${place + 1}`),
      ...asking(id),
      el("div", {className: "answers four"}, ...answers),
      el("div", {className: "more"}, unasked),
    );
  }

  const follow = (event) => {
    event.preventDefault();
    check.go("result");
  };
  // Fields in a form, because the browser writes the values of fields outside a form into its history on the disk.
  const inForm = (...inside) => el("form", {autocomplete: "off", onsubmit: follow}, ...inside);
  const concern = () => {
    const {given} = check;
    const act = (isConcerned) => Object.assign(given, {concerned: isConcerned});
    return el("div", {className: "field"}, tick(say("concerned"), given.concerned, act));
  };

  // One question alone: a press answers it and leads to the next one, behind the last to the result.
  function one(ids, at, found) {
    const {given} = check;
    const id = ids[at];
    const isLast = at + 1 === ids.length;
    const press = (code) => {
      const act = () => {
        choose(id, code);
        check.go(isLast ? "result" : "questions", at + 1);
      };
      const made = button(say(code), act, "second");
      if (code === given.answers[id]) made.setAttribute("aria-pressed", "true");
      return made;
    };
    const isEnough = found.advice.some(({code}) => code === "refer");
    const number = text("shown.number")
      .replace("%(number)s", at + 1)
      .replace("%(all)s", ids.length);
    check.show(
      number,
      ...(at ? [] : [warning(), ...listNotes(), draft()]),
      isLast && inForm(signs(found.triage, "signs"), concern()),
      el("div", {className: "q alone"}, el("h2", {}, ...label(id)), ...asking(id)),
      el("p", {className: "big-answers settles"}, ...data.answers.map(press)),
      el(
        "p",
        {className: "go"},
        check.backButton(),
        button(say("at_once"), check.list, "second"),
        isEnough && button(say("follows"), follow),
      ),
      ...showing(),
    );
  }

  const tick = (inside, checked, act) =>
    el(
      "label",
      {className: "choice"},
      el("input", {type: "checkbox", checked, onchange: (event) => act(event.target.checked)}),
      el("span", {}, ...[inside].flat()),
    );

  function signs(ids, legend) {
    const {given} = check;
    if (!ids.some(isSign)) return null;
    const see = (sign, isSeen) => {
      given.signs = given.signs.filter((each) => each !== sign).concat(isSeen ? sign : []);
    };
    const ticks = ids
      .filter(isSign)
      .map((sign) => tick(label(sign), given.signs.includes(sign), (isSeen) => see(sign, isSeen)));
    return el(
      "fieldset",
      {className: "field", "aria-labelledby": legend},
      el("legend", {id: legend}, say("signs")),
      el("div", {className: "choices"}, ...ticks),
    );
  }

  // The way to the person's screen, or why some or all of it cannot be shown there.
  function showing() {
    const {language} = check.given;
    if (language in data.people) return [paragraph(say("not_loaded"), "notice strong")];
    const {ids, leftOut} = statements();
    if (ids.length + leftOut === 0) return [];
    if (data.hidden.includes(language)) return [paragraph(say("not_shown"), "soft")];
    if (data.wordless.includes(language)) return [paragraph(say("wordless"), "soft")];
    const hint = el("span", {className: "soft"}, say("show_hint"));
    const way = paragraph([button(say("show"), check.lend, "second"), hint], "go");
    const missing = leftOut > 0 && paragraph(say("left_out").replace("%(count)s", leftOut), "soft");
    return [ids.length > 0 && way, missing];
  }

  function draft() {
    const {language} = check.given;
    if (!data.draft.includes(language) || language === check.ui) return null;
    return el("p", {className: "notice"}, say("draft"), " ", foreign("shown.draft", "span", ""));
  }

  // The questions under "more"; open if one of them is answered.
  function more(ids, before) {
    const {given} = check;
    if (!ids.length) return null;
    const isKnown = (id) => given.signs.includes(id) || (given.answers[id] || "not_asked") !== "not_asked";
    return el(
      "details",
      {className: "more", open: ids.some(isKnown)},
      el("summary", {}, `${say("more")} (${ids.length})`),
      ...ids.filter(isIndicator).map((id, place) => row(id, before + place)),
      signs(ids, "signs-more"),
    );
  }

  // `at` is the number of one question, counted from 0; anything else is the whole list.
  function questions(at) {
    const {given} = check;
    const found = rozpoznajRule.check(data.rule, given);
    const first = found.triage.filter(isIndicator);
    if (!given.child && at < first.length) {
      one(first, at, found);
      return;
    }
    const submit = el("button", {className: "button", type: "submit"}, say("follows"));
    const form = inForm(
      paragraph(say("questions_lead"), "lead"),
      warning(),
      childSteps(),
      ...listNotes(),
      draft(),
      ...showing(),
      ...first.map(row),
      !first.length && paragraph(say("no_list")),
      signs(found.triage, "signs"),
      more(found.rest, first.length),
      concern(),
      el("p", {className: "go last"}, submit, check.backButton()),
    );
    check.show(say("questions"), form);
  }
  return {questions, statements};
};
