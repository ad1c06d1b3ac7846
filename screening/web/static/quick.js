// The quick check without a signal: the same pages, made in the browser from one file of texts. Nothing is kept.
"use strict";
(async () => {
  const form = document.querySelector("form[data-quick]");
  if (!form) return;
  const main = document.getElementById("main"), home = [...main.childNodes], ui = document.documentElement.lang;
  const worker = window.trustedTypes
    ? trustedTypes.createPolicy("rozpoznaj-sw", {createScriptURL: () => "/quick/sw.js"}).createScriptURL("")
    : "/quick/sw.js";
  const ready = document.getElementById("offline");
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(worker, {scope: "/quick/"}).catch(() => {});
    navigator.serviceWorker.ready.then(() => { ready.hidden = false; });
  }
  const data = await (await fetch(form.dataset.quick)).json();
  const say = (id) => data.ui[ui][id], text = (id, language = ui) => data.texts[id]?.[language];
  const el = (tag, at = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), at);
    for (const [name, value] of Object.entries(at)) if (name.includes("-") || name === "lang") made.setAttribute(name, value);
    made.append(...inside.filter((each) => each !== undefined && each !== null && each !== false));
    return made;
  };
  const p = (words, kind = "") => words && el("p", {className: kind}, words);
  const foreign = (id, tag = "p", kind = "sign") => {
    const words = given.language && given.language !== ui && text(id, given.language);
    return words && el(tag, {className: kind, lang: given.language, dir: "auto"}, words);
  };
  const button = (words, act, kind = "") => el("button", {className: `button ${kind}`, type: "button", onclick: act}, words);
  const call = (number, tel) => el("a", {className: "number", href: tel}, number);
  const kcik = () => el("p", {className: "big"}, "KCIK ", call(data.kcik, data.kcik_tel));
  const list = (tag, words, kind = "") => el(tag, {className: kind}, ...words.map((each) => el("li", {}, ...[each].flat())));
  const label = (id) => data.labels[id][ui];
  const show = (title, ...parts) => {
    main.replaceChildren(el("h1", {tabIndex: -1}, title), ...parts.filter(Boolean));
    document.title = `${title} – Rozpoznaj`;
    scrollTo(0, 0);
    main.querySelector("h1").focus();
  };
  const again = () => { given = null; form.reset(); main.replaceChildren(...home); scrollTo(0, 0); };
  let given = null;

  const childSteps = () => given.child && list("ol", [1, 2, 3, 4, 5].map((n) => text(`steps_child_${n}`)), "notice child-steps");
  const unsafe = () => (given.alone === "no" || ["companion", "group", "none_but_needed"].includes(given.interpreter))
    && p(text("warning_unsafe_talk"), "notice strong");
  const form_ = () => { const chosen = ["labour", "sexual", "begging"].filter((each) => given.forms.includes(each)); return chosen.length === 1 ? chosen[0] : ""; };
  const variant = (kind, id) => [`${kind}.${id}.${form_()}`, `${kind}.${id}`].find((each) => data.texts[each]);
  const question = (id) => (given.child ? [`child.${id}`].find((each) => data.texts[each]) : variant("question", id));

  function questions() {
    const found = rozpoznajRule(data.rule, given), rows = found.triage.filter((id) => data.labels[id] && !id.startsWith("obs_"));
    const statements = given.child ? [] : rows.filter((id) => variant("statement", id) && question(id));
    const row = (id, n) => {
      const chosen = given.answers[id] || "not_asked", asked = question(id);
      const radio = (code) => el("label", {className: code === "not_asked" ? "unasked" : ""},
        el("input", {type: "radio", name: `answer.${id}`, value: code, checked: code === chosen,
          onchange: () => { given.answers[id] = code; given.person.delete(id); }}), el("span", {}, say(code)));
      return el("fieldset", {className: "q"},
        el("legend", {}, el("span", {className: "n"}, String(n + 1)), el("span", {className: "text"}, label(id))),
        given.person.has(id) && p(say("by_person"), "sign soft"),
        asked ? el("p", {className: "sign"}, text(asked)) : p(given.child ? text("note_child_row") : say("do_not_ask"), "sign soft"),
        asked && foreign(asked),
        el("div", {className: "answers"}, ...["yes", "no", "unclear", "declined", "not_asked"].map(radio)));
    };
    const tick = (words, checked, act) => el("label", {className: "choice"},
      el("input", {type: "checkbox", checked, onchange: (event) => act(event.target.checked)}), el("span", {}, words));
    const signs = found.triage.filter((id) => id.startsWith("obs_"));
    show(say("questions"), p(say("questions_lead"), "lead"), unsafe(), childSteps(),
      statements.length && el("p", {className: "go"}, button(say("show"), () => ask(statements, -1), "second")),
      ...rows.map(row), !rows.length && p(say("no_list")),
      signs.length && el("fieldset", {className: "field"}, el("legend", {}, say("signs")), el("div", {className: "choices"},
        ...signs.map((id) => tick(label(id), given.signs.includes(id), (on) => {
          given.signs = given.signs.filter((each) => each !== id).concat(on ? id : []);
        })))),
      el("div", {className: "field"}, tick(say("concerned"), given.concerned, (on) => { given.concerned = on; })),
      el("p", {className: "go"}, button(say("follows"), result)));
  }

  function ask(ids, at) {
    const language = given.language || "pl", t = (id) => text(id, language), who = given.profession || "other";
    const shown = (...parts) => {
      const box = el("div", {className: "shown", lang: language, dir: "auto"}, ...parts.filter(Boolean));
      main.replaceChildren(box);
      document.title = "Rozpoznaj";
      scrollTo(0, 0);
    };
    const end = (stopped) => shown(el("h1", {}, t("shown.thanks")), stopped && p(t("shown.stopped")),
      el("p", {className: "go"}, button(`${t("shown.hand_back")} (${say("hand_back")})`, questions)));
    if (at < 0) {
      const duty = ["police", "border_guard"].includes(who) ? "own" : "institution";
      return shown(el("h1", {}, t(`shown.who_${who}`)), p(t("shown.voluntary")), p(t(`shown.duty_${duty}`)), p(t("shown.alone")),
        language !== "pl" && p(t("shown.draft"), "soft"),
        el("p", {className: "go"}, button(t("shown.start"), () => ask(ids, 0)), button(t("shown.stop"), () => end(true), "second")));
    }
    if (at === ids.length) return end(false);
    const answer = (code) => () => {
      if (code === "stop") return end(true);
      given.answers[ids[at]] = {yes: "yes", no: "no", dont_know: "unclear", skip: "declined"}[code];
      given.person.add(ids[at]);
      ask(ids, at + 1);
    };
    const words = t(variant("statement", ids[at]));
    const voice = window.speechSynthesis?.getVoices().find((each) => each.localService && each.lang.toLowerCase().startsWith(language));
    const speak = () => speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), {voice, lang: voice.lang}));
    shown(p(t("shown.number").replace("%(number)s", at + 1).replace("%(all)s", ids.length), "soft"),
      el("h1", {className: "statement"}, words),
      voice ? el("p", {}, button(t("shown.read_aloud"), speak, "second")) : el("p", {className: "soft", lang: ui}, say("no_voice")),
      el("p", {className: "big-answers"}, ...["yes", "no", "dont_know", "skip", "stop"].map((code, n) =>
        button(t(`shown.${code}`), answer(code), n > 1 ? "second" : ""))));
  }

  function result() {
    const found = rozpoznajRule(data.rule, given), codes = found.advice.map((each) => each.code);
    const card = (advice, n) => el("section", {className: `next${n ? "" : " first"}${advice.code === "act_now" ? " now" : ""}`},
      el("h2", {}, text(`advice_${advice.code}_title`)),
      p((given.child && text(`advice_${advice.code}_child_text`)) || text(`advice_${advice.code}_text`)),
      advice.code === "act_now" && el("p", {className: "big"}, call("112", "tel:112")), kcik(),
      el("details", {}, el("summary", {}, say("how_known")), list("ul", advice.reasons.map((reason) =>
        `${text(`reason_${reason.code}`)} ${[...reason.indicators, ...reason.signs].map(label).join("; ")}`), "why")));
    const next = found.next.filter((id) => question(id)).slice(0, 5);
    show(say("follows_title"), p(`${text("note_assists")} ${text("note_thresholds")}`, "lead"), unsafe(), ...found.advice.map(card),
      codes.includes("refer") && p(text("note_enough"), "enough"), childSteps(),
      given.profession && p(text(`warning_${given.profession}`), "notice"),
      el("h2", {}, say("telephone")), list("ol", data.script.map((id) => text(id)), "script"), p(text("script_no_name"), "soft"),
      el("h2", {}, say("unknown")), found.unknown.length ? list("ul", found.unknown.map(label)) : p(say("all_known")),
      next.length && !(given.child && codes.includes("refer")) && el("h2", {}, say("next")),
      next.length && !(given.child && codes.includes("refer")) && list("ol", next.map((id) =>
        [text(question(id)), foreign(question(id), "span", "sign")].filter(Boolean)), "questions"),
      p(`${text("warning_coordinator")} ${text("note_no_shelter")} ${text("note_leaflet")}`, "soft"),
      el("p", {className: "go"}, button(say("back"), questions, "second"), button(say("again"), again, "second")));
  }

  form.addEventListener("submit", (event) => {
    const said = new FormData(form), chosen = said.getAll("forms"), first = form.querySelector("[name=forms]");
    first.setCustomValidity(chosen.length ? "" : say("tick_a_form"));
    const leaving = chosen.length === 1 && chosen[0] === "leaving";
    event.preventDefault();
    if (leaving) return show(say("leaving"), p(text("note_plans_to_leave")), kcik(), el("p", {}, button(say("again"), again, "second")));
    if (!said.get("age")) { form.querySelector("[name=age]").setCustomValidity(say("choose_age")); }
    if (!form.reportValidity()) return;
    const forms = new Set(chosen.filter((each) => !["unsure", "leaving"].includes(each)));
    if (chosen.includes("unsure")) ["labour", "sexual", "begging"].forEach((each) => forms.add(each));
    given = {age: said.get("age"), child: said.get("age") !== "adult", forms: [...forms], danger: said.has("danger"), concerned: false,
      alone: said.get("alone"), interpreter: said.get("interpreter"), profession: said.get("profession") || "",
      language: said.get("language"), signs: [], answers: {}, person: new Set()};
    questions();
  });
  form.addEventListener("change", () => {
    for (const name of ["age", "forms"]) form.querySelector(`[name=${name}]`).setCustomValidity("");
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
