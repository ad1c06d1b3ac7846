// The quick check without a signal: the same pages, made in the browser from one file of texts. Nothing is kept.
"use strict";
(async () => {
  const form = document.querySelector("form[data-quick]");
  if (!form) return;
  const main = document.getElementById("main"), home = [...main.childNodes], ui = document.documentElement.lang;
  const practice = document.body.classList.contains("training") ? "ĆWICZENIE · " : "";
  const worker = window.trustedTypes
    ? trustedTypes.createPolicy("rozpoznaj-sw", {createScriptURL: () => "/quick/sw.js"}).createScriptURL("")
    : "/quick/sw.js";
  const ready = document.getElementById("offline");
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(worker, {scope: "/quick/"}).catch(() => {});
    navigator.serviceWorker.ready.then(() => { if (ready) ready.hidden = false; });
  }
  const sent = await fetch(form.dataset.quick).catch(() => null);
  if (!sent?.ok) return; // another edition, or no signal at the first visit: the plain forms stay
  const data = await sent.json();
  const say = (id) => data.ui[ui][id], text = (id, language = ui) => data.texts[id]?.[language];
  const el = (tag, at = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), at);
    for (const [name, value] of Object.entries(at)) if (name.includes("-") || name === "lang") made.setAttribute(name, value);
    made.append(...inside.filter((each) => each !== undefined && each !== null && each !== false));
    return made;
  };
  const p = (inside, kind = "") => inside && el("p", {className: kind}, ...[inside].flat());
  // A text without a translation stands in Polish, with a mark that says so in Polish and in that language.
  const mark = (language) => el("span", {className: "untranslated"}, "(",
    ...Object.entries(data.marks[language]).flatMap(([code, said], n) => [n ? " · " : "", el("span", {lang: code}, said)]), ")");
  const inWords = (known, language) => known && (known[language] ?? [el("span", {lang: "pl"}, known.pl), " ", mark(language)]);
  const words = (id, language = ui) => inWords(data.texts[id], language);
  const several = (...ids) => ids.flatMap((id) => [words(id), " "]).flat();
  const foreign = (id, tag = "p", kind = "sign") => given.language && given.language !== ui && data.texts[id]
    && el(tag, {className: kind, lang: given.language, dir: "auto"},
      ...[ui === "pl" && !text(id, given.language) ? mark(given.language) : words(id, given.language)].flat());
  const button = (words, act, kind = "") => el("button", {className: `button ${kind}`, type: "button", onclick: act}, words);
  const call = (number, tel) => el("a", {className: "number", href: tel}, number);
  const kcik = () => el("p", {className: "big"}, "KCIK ", call(...data.kcik));
  const list = (tag, words, kind = "") => el(tag, {className: kind}, ...words.map((each) => el("li", {}, ...[each].flat())));
  const label = (id) => [inWords(data.labels[id], ui)].flat();
  const labels = (ids) => ids.flatMap((id, n) => [n ? "; " : "", ...label(id)]);
  const show = (title, ...parts) => {
    main.replaceChildren(el("h1", {tabIndex: -1}, title), ...parts.filter(Boolean));
    document.title = `${practice}${title} – Rozpoznaj`;
    scrollTo(0, 0);
    main.querySelector("h1").focus();
  };
  const entry = form.dataset.entry !== undefined; // a filled card: its answers are there at once
  const again = () => { if (entry) return location.assign(form.dataset.home); given = null; form.reset(); main.replaceChildren(...home); scrollTo(0, 0); };
  let given = null, turn = 0, sound = null;
  window.speechSynthesis?.getVoices(); // the first call only begins to load them

  const childSteps = () => given.child && list("ol", data.child_steps.map((id) => words(id)), "notice child-steps");
  const draft = () => data.draft.includes(given.language) && given.language !== ui && el("p", {className: "notice"}, say("draft"), " ",
    foreign("shown.draft", "span", ""));
  const unsafe = () => (given.alone === "no" || ["companion", "group", "none_but_needed"].includes(given.interpreter))
    && p(words("warning_unsafe_talk"), "notice strong");
  const form_ = () => { const chosen = ["labour", "sexual", "begging"].filter((each) => given.forms.includes(each)); return chosen.length === 1 ? chosen[0] : ""; };
  const variant = (kind, id) => [`${kind}.${id}.${form_()}`, `${kind}.${id}`].find((each) => data.texts[each]);
  const question = (id) => (given.child ? [`child.${id}`].find((each) => data.texts[each]) : variant("question", id));

  function questions() {
    const found = rozpoznajRule(data.rule, given), isSign = (id) => id.startsWith("obs_");
    const rows = found.triage.filter((id) => !isSign(id)), more = found.rest.filter((id) => !isSign(id));
    const all = given.child ? [] : rows.filter((id) => variant("statement", id) && question(id));
    const statements = all.filter((id) => text(variant("statement", id), given.language || "pl")), left = all.length - statements.length;
    const row = (id, n) => {
      const chosen = given.answers[id] || "not_asked", asked = question(id);
      const radio = (code) => el("label", {className: code === "not_asked" ? "unasked" : ""},
        el("input", {type: "radio", name: `answer.${id}`, value: code, checked: code === chosen,
          onchange: () => { given.answers[id] = code; given.person.delete(id); }}), el("span", {}, say(code)));
      return el("fieldset", {className: "q"},
        el("legend", {}, el("span", {className: "n"}, String(n + 1)), el("span", {className: "text"}, ...label(id))),
        given.person.has(id) && p(say("by_person"), "sign soft"),
        asked ? p(words(asked), "sign") : p(given.child ? words("note_child_row") : say("do_not_ask"), "sign soft"),
        asked && foreign(asked),
        el("div", {className: "answers"}, ...["yes", "no", "unclear", "declined", "not_asked"].map(radio)));
    };
    const tick = (inside, checked, act) => el("label", {className: "choice"},
      el("input", {type: "checkbox", checked, onchange: (event) => act(event.target.checked)}), el("span", {}, ...[inside].flat()));
    const signs = (ids) => ids.some(isSign) && el("fieldset", {className: "field"}, el("legend", {}, say("signs")),
      el("div", {className: "choices"}, ...ids.filter(isSign).map((id) => tick(label(id), given.signs.includes(id), (on) => {
        given.signs = given.signs.filter((each) => each !== id).concat(on ? id : []);
      }))));
    const known = found.rest.some((id) => given.signs.includes(id) || (given.answers[id] || "not_asked") !== "not_asked");
    const unshown = data.hidden.includes(given.language), wordless = data.wordless.includes(given.language);
    // A form, because the browser writes what stands in loose fields into its history on the disk.
    show(say("questions"), el("form", {autocomplete: "off", onsubmit: (event) => { event.preventDefault(); result(); }}, p(say("questions_lead"), "lead"), unsafe(), childSteps(), draft(),
      statements.length && !unshown && !wordless && el("p", {className: "go"}, button(say("show"), () => ask(statements, -1), "second"),
        el("span", {className: "soft"}, say("show_hint"))),
      all.length && (unshown ? p(say("not_shown"), "soft") : wordless ? p(say("wordless"), "soft")
        : left && p(say("left_out").replace("%(count)s", left), "soft")),
      ...rows.map((id, n) => row(id, n)), !rows.length && p(say("no_list")), signs(found.triage),
      found.rest.length && el("details", {className: "more", open: known},
        el("summary", {}, `${say("more")} (${found.rest.length})`),
        ...more.map((id, n) => row(id, rows.length + n)), signs(found.rest)),
      el("div", {className: "field"}, tick(say("concerned"), given.concerned, (on) => { given.concerned = on; })),
      el("p", {className: "go"}, button(say("follows"), result))));
  }

  const hush = () => { turn += 1; window.speechSynthesis?.cancel(); sound?.close(); sound = null; };
  const speak = (words, voice) => new Promise((done) => speechSynthesis.speak(
    Object.assign(new SpeechSynthesisUtterance(words), {voice, lang: voice.lang, onend: done, onerror: done})));
  const play = async (address) => {
    const mine = sound ??= new AudioContext(), file = await fetch(address);
    const source = Object.assign(mine.createBufferSource(), {buffer: await mine.decodeAudioData(await file.arrayBuffer())});
    source.connect(mine.destination);
    source.start();
    return new Promise((done) => { source.onended = done; });
  };
  // Reads texts aloud by their recordings, else by a voice of the device; where there is neither, it says so.
  function aloud(language, ...ids) {
    const codes = language === "fil" ? ["fil", "tl"] : [language], recorded = (id) => data.voices[language]?.[id];
    const voice = window.speechSynthesis?.getVoices().find(
      (each) => each.localService && codes.includes(each.lang.toLowerCase().split(/[-_]/)[0]));
    const without = () => el("p", {className: "soft", lang: ui}, say("no_voice"));
    const read = async () => {
      hush();
      const mine = turn;
      for (const id of ids) {
        if (mine === turn) await (recorded(id) ? play(recorded(id)) : speak(text(id, language), voice));
      }
    };
    const made = el("p", {}, button(text("shown.read_aloud", language), () => read().catch(() => made.replaceWith(without())), "second"));
    return voice || ids.every(recorded) ? made : without();
  }

  function ask(ids, at) {
    const language = given.language || "pl", t = (id) => text(id, language), who = given.profession || "other";
    const shown = (...parts) => {
      hush();
      const box = el("div", {className: "shown", lang: language, dir: "auto"}, ...parts.filter(Boolean));
      main.replaceChildren(box);
      document.title = `${practice}Rozpoznaj`;
      scrollTo(0, 0);
    };
    const end = (stopped) => shown(el("h1", {}, t("shown.thanks")), stopped && p(t("shown.stopped")),
      el("p", {className: "go"}, button(`${t("shown.hand_back")} (${say("hand_back")})`, questions)));
    if (at < 0) {
      const duty = ["police", "border_guard"].includes(who) ? "own" : "institution";
      const said = [`shown.who_${who}`, "shown.voluntary", `shown.duty_${duty}`, "shown.alone"];
      return shown(el("h1", {}, t(said[0])), ...said.slice(1).map((id) => p(t(id))),
        data.draft.includes(language) && p(words("shown.draft", language), "soft"), aloud(language, ...said),
        el("p", {className: "go"}, button(t("shown.start"), () => ask(ids, 0)), button(t("shown.stop"), () => end(true), "second")));
    }
    if (at === ids.length) return end(false);
    const answer = (code) => () => {
      if (code === "stop") return end(true);
      given.answers[ids[at]] = {yes: "yes", no: "no", dont_know: "unclear", skip: "declined"}[code];
      given.person.add(ids[at]);
      ask(ids, at + 1);
    };
    const statement = variant("statement", ids[at]);
    shown(p(t("shown.number").replace("%(number)s", at + 1).replace("%(all)s", ids.length), "soft"),
      el("h1", {className: "statement"}, t(statement)), aloud(language, statement),
      el("p", {className: "big-answers"}, ...["yes", "no", "dont_know", "skip", "stop"].map((code, n) =>
        button(t(`shown.${code}`), answer(code), n > 1 ? "second" : ""))));
  }

  const fields = () => [...["language", "alone", "interpreter", "age", "profession"].map((name) => [name, given[name]]),
    ["danger", given.danger && "1"], ["forms", given.unsure && "unsure"],
    ...given.forms.filter((each) => !given.unsure || each === "other").map((each) => ["forms", each]),
    ...Object.entries(given.answers).filter(([, code]) => code !== "not_asked").map(([id, code]) => [`answer.${id}`, code]),
    ...[...given.person].map((id) => ["given", id]), ...given.signs.map((id) => [`sign.${id}`, "1"]),
    ["concerned", given.concerned && "1"], ["_end", "1"]].filter(([, value]) => value);
  const goOn = () => form.dataset.full && el("form", {method: "post", action: form.dataset.full, autocomplete: "off", "data-tool": ""},
    ...fields().map(([name, value]) => el("input", {type: "hidden", name, value})),
    el("p", {className: "go"}, el("button", {className: "button", type: "submit"}, say("go_on")),
      el("span", {className: "soft"}, say("go_on_hint"))));

  function result() {
    const found = rozpoznajRule(data.rule, given), codes = found.advice.map((each) => each.code);
    const card = (advice, n) => el("section", {className: `next${n ? "" : " first"}${advice.code === "act_now" ? " now" : ""}`},
      el("h2", {}, ...[words(`advice_${advice.code}_title`)].flat()),
      p((given.child && words(`advice_${advice.code}_child_text`)) || words(`advice_${advice.code}_text`)),
      advice.code === "act_now" && el("p", {className: "big"}, call(...data.emergency)), kcik(),
      el("details", {}, el("summary", {}, say("how_known")), list("ul", advice.reasons.map((reason) =>
        [...several(`reason_${reason.code}`), ...labels([...reason.indicators, ...reason.signs])]), "why")));
    const next = found.next.filter((id) => question(id)).slice(0, 5);
    show(say("follows_title"), p(several("note_assists", "note_thresholds"), "lead"), unsafe(), ...found.advice.map(card),
      codes.includes("refer") && p(words("note_enough"), "enough"), childSteps(),
      given.profession && p(words(`warning_${given.profession}`), "notice"),
      found.outside.length && el("h2", {}, say("outside").replace(/^./, (first) => first.toUpperCase())),
      found.outside.length && p(words("note_outside")),
      found.outside.length && list("ul", found.outside.map((id) => [...labels([id]), `: ${say(given.answers[id])}`])),
      el("h2", {}, say("telephone")), list("ol", data.script.map((id) => words(id)), "script"), p(words("script_no_name"), "soft"),
      el("h2", {}, say("unknown")), found.unknown.length ? list("ul", found.unknown.map(label)) : p(say("all_known")),
      next.length && !(given.child && codes.includes("refer")) && el("h2", {}, say("next")),
      next.length && !(given.child && codes.includes("refer")) && list("ol", next.map((id) =>
        [...several(question(id)), el("span", {className: "soft"}, "(", ...label(id), ")"),
          ...[foreign(question(id), "span", "")].filter(Boolean).flatMap((words) => [el("br"), words])]), "questions"),
      p(several("warning_coordinator", "note_no_shelter", "note_leaflet"), "soft"), goOn(),
      el("p", {}, el("a", {href: form.dataset.leaflet, "data-tool": ""}, say("leaflet"))),
      el("p", {className: "go"}, button(say("back"), questions, "second"), button(say("again"), again, "second")));
  }

  form.addEventListener("submit", (event) => {
    const said = new FormData(form), chosen = said.getAll("forms"), first = form.querySelector("[name=forms]");
    first.setCustomValidity(chosen.length ? "" : say("tick_a_form"));
    const leaving = chosen.length === 1 && chosen[0] === "leaving";
    event.preventDefault();
    if (leaving) return show(say("leaving"), p(words("note_plans_to_leave")), kcik(), el("p", {}, button(say("again"), again, "second")));
    if (!said.get("age")) { form.querySelector("[name=age]").setCustomValidity(say("choose_age")); }
    if (!form.reportValidity()) return;
    const named = (kind) => [...said].filter(([name]) => name.startsWith(kind)).map(([name, value]) => [name.slice(kind.length), value]);
    const forms = new Set(chosen.filter((each) => !["unsure", "leaving"].includes(each)));
    if (chosen.includes("unsure")) ["labour", "sexual", "begging"].forEach((each) => forms.add(each));
    given = {age: said.get("age"), child: said.get("age") !== "adult", forms: [...forms], unsure: chosen.includes("unsure"), danger: said.has("danger"), concerned: said.has("concerned"),
      alone: said.get("alone"), interpreter: said.get("interpreter"), profession: said.get("profession") || "",
      language: said.get("language") || "", signs: named("sign.").map(([id]) => id), answers: Object.fromEntries(named("answer.")),
      person: new Set()};
    (entry ? result : questions)();
  });
  form.addEventListener("change", () => {
    for (const name of ["age", "forms"]) form.querySelector(`[name=${name}]`).setCustomValidity("");
  });
  // What the browser cannot make alone: without the tool it says so, and stays where it is.
  const needsTool = (selector, go) => async (event) => {
    const wanted = event.target.closest(selector);
    if (!wanted) return;
    event.preventDefault();
    document.querySelector(".needs-tool")?.remove();
    const there = await fetch(form.dataset.there, {method: "HEAD", cache: "no-store"}).then((said) => said.ok, () => false);
    if (there) return go(wanted);
    wanted.after(el("p", {className: "notice strong needs-tool", role: "alert"}, say("needs_tool")));
  };
  document.addEventListener("submit", needsTool("form[data-tool]", (wanted) => wanted.submit()));
  document.addEventListener("click", needsTool("a[data-tool]", (wanted) => location.assign(wanted.href)));
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
