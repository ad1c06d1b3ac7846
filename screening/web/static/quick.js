// The quick check without a signal: the same pages, made in the browser from one file of texts. Nothing is kept.
"use strict";
(async () => {
  let form = document.querySelector("form[data-quick]");
  if (!form) return;
  const {el, only, fetched} = rozpoznajParts;
  const main = document.getElementById("main"), body = document.body;
  const practice = body.classList.contains("training") ? "ĆWICZENIE · " : "";
  let home = [...main.childNodes], ui = document.documentElement.lang;
  const sent = await fetch(form.dataset.quick, {integrity: form.dataset.whole}).catch(() => null);
  if (!sent?.ok) return; // another edition, or no signal at the first visit: the plain forms stay
  const data = await sent.json();
  const entry = form.dataset.entry !== undefined; // a filled card: its answers are there at once
  const named = (said, kind) => [...said].filter(([name]) => name.startsWith(kind)).map(([name, value]) => [name.slice(kind.length), value]);
  const answered = (said) => ({answers: Object.fromEntries(named(said, "answer.")), signs: named(said, "sign.").map(([id]) => id),
    concerned: said.has("concerned"), person: new Set(said.getAll("given").map((each) => each.split(".")[0]))});
  // What was said before this script ran: the plain forms carry it to this page, some of it in fields that nobody sees.
  const first = new FormData(form), carriedOn = answered(first);
  const filled = !entry && [...first].some(([name, value]) => value && !["ui", "_end"].includes(name));
  let given = null, touched = filled;
  const say = (id) => data.ui[ui][id], text = (id, language = ui) => data.texts[id]?.[language];
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
  const carried = new Set(data.rule.profiles.flatMap((profile) => profile.triage)); // of no other row is a translation here
  const button = (words, act, kind = "") => el("button", {className: `button ${kind}`, type: "button", onclick: act}, words);
  const call = (number, tel) => el("a", {className: "number", href: tel}, number);
  const kcik = () => el("p", {className: "big"}, "KCIK ", call(...data.kcik));
  const list = (tag, words, kind = "") => el(tag, {className: kind}, ...words.map((each) => el("li", {}, ...[each].flat())));
  const label = (id) => [inWords(data.labels[id], ui)].flat();
  const labels = (ids) => ids.flatMap((id, n) => [n ? "; " : "", ...label(id)]);
  const titled = (title) => { document.title = `${practice}${title} – Rozpoznaj`; };
  const opened = (...parts) => {
    body.classList.remove("lent");
    document.documentElement.lang = ui;
    main.replaceChildren(...only(parts));
    scrollTo(0, 0);
  };
  const show = (title, ...parts) => {
    opened(el("h1", {tabIndex: -1}, title), ...parts);
    titled(title);
    main.querySelector("h1").focus();
  };

  // The wording for the service or for a child, as core/record/variants.py chooses it.
  const fitting = (id) => words([given.profession, given.child && "child"].map((kind) => `${id}_${kind}`).find((each) => data.texts[each]) || id);
  const holds = (condition) => [given.profession, given.child ? "child" : "adult"].includes(condition);
  const saidNow = ({only, unless}) => (!only || holds(only)) && !(unless && holds(unless));
  const wordingOf = ({text, variants}) => variants.find(([condition]) => holds(condition))?.[1] || text;
  const childSteps = () => given.child && list("ol", data.child_steps.filter(saidNow).map((step) => inWords(wordingOf(step), ui)), "notice child-steps");
  const draft = () => data.draft.includes(given.language) && given.language !== ui && el("p", {className: "notice"}, say("draft"), " ",
    foreign("shown.draft", "span", ""));
  const warned = (found) => found.unsafe && p(words("warning_unsafe_talk"), "notice strong");
  const form_ = () => { const chosen = data.rule.forms.filter((each) => given.forms.includes(each)); return chosen.length === 1 ? chosen[0] : ""; };
  const variant = (kind, id) => [`${kind}.${id}.${form_()}`, `${kind}.${id}`].find((each) => data.texts[each]);
  const question = (id) => (given.child ? [`child.${id}`].find((each) => data.texts[each]) : variant("question", id));

  const isSign = (id) => id.startsWith("obs_");
  // What may be shown to the person, and how many statements are left out, not being translated yet.
  const statements = () => {
    const all = given.child ? [] : rozpoznajRule(data.rule, given).triage.filter(
      (id) => !isSign(id) && variant("statement", id) && question(id));
    const ids = all.filter((id) => text(variant("statement", id), given.language || "pl"));
    return {ids, left: all.length - ids.length};
  };

  function questions() {
    const found = rozpoznajRule(data.rule, given);
    const rows = found.triage.filter((id) => !isSign(id)), more = found.rest.filter((id) => !isSign(id));
    const {ids, left} = statements();
    const row = (id, n) => {
      const chosen = given.answers[id], asked = question(id);
      const radio = (code) => el("label", {className: code === "not_asked" ? "unasked" : ""},
        el("input", {type: "radio", name: `answer.${id}`, value: code, checked: code === chosen,
          onchange: () => { given.answers[id] = code; given.person.delete(id); }}), el("span", {}, say(code)));
      return el("fieldset", {className: "q", "aria-labelledby": `${id}-legend`},
        el("legend", {id: `${id}-legend`}, el("span", {className: "n"}, String(n + 1)), el("span", {className: "text"}, ...label(id))),
        given.person.has(id) && p(say("by_person"), "sign soft"),
        asked ? p(words(asked), "sign") : p(given.child ? words("note_child_row") : say("do_not_ask"), "sign soft"),
        asked && foreign(asked),
        el("div", {className: "answers"}, ...["yes", "no", "unclear", "declined", "not_asked"].map(radio)));
    };
    const tick = (inside, checked, act) => el("label", {className: "choice"},
      el("input", {type: "checkbox", checked, onchange: (event) => act(event.target.checked)}), el("span", {}, ...[inside].flat()));
    const signs = (ids, id) => ids.some(isSign) && el("fieldset", {className: "field", "aria-labelledby": id},
      el("legend", {id}, say("signs")),
      el("div", {className: "choices"}, ...ids.filter(isSign).map((sign) => tick(label(sign), given.signs.includes(sign), (on) => {
        given.signs = given.signs.filter((each) => each !== sign).concat(on ? sign : []);
      }))));
    const known = found.rest.some((id) => given.signs.includes(id) || (given.answers[id] || "not_asked") !== "not_asked");
    const unshown = data.hidden.includes(given.language), wordless = data.wordless.includes(given.language);
    // A form, because the browser writes what stands in loose fields into its history on the disk.
    show(say("questions"), el("form", {autocomplete: "off", onsubmit: (event) => { event.preventDefault(); go("result"); }},
      p(say("questions_lead"), "lead"), warned(found), childSteps(), draft(),
      ids.length > 0 && !unshown && !wordless && el("p", {className: "go"}, button(say("show"), lend, "second"),
        el("span", {className: "soft"}, say("show_hint"))),
      ids.length + left > 0 && (unshown ? p(say("not_shown"), "soft") : wordless ? p(say("wordless"), "soft")
        : left > 0 && p(say("left_out").replace("%(count)s", left), "soft")),
      ...rows.map((id, n) => row(id, n)), !rows.length && p(say("no_list")), signs(found.triage, "signs"),
      found.rest.length > 0 && el("details", {className: "more", open: known},
        el("summary", {}, `${say("more")} (${found.rest.length})`),
        ...more.map((id, n) => row(id, rows.length + n)), signs(found.rest, "signs-more")),
      el("div", {className: "field"}, tick(say("concerned"), given.concerned, (on) => { given.concerned = on; })),
      el("p", {className: "go"}, el("button", {className: "button", type: "submit"}, say("follows")),
        button(say("back_once"), () => history.back(), "second"))));
  }

  const fields = () => [...["language", "alone", "interpreter", "age", "profession"].map((name) => [name, given[name]]),
    ["danger", given.danger && "1"], ["forms", given.unsure && "unsure"], ["forms", given.leaving && "leaving"],
    ...given.forms.filter((each) => !given.unsure || each === "other").map((each) => ["forms", each]),
    ...Object.entries(given.answers).filter(([, code]) => code !== "not_asked").map(([id, code]) => [`answer.${id}`, code]),
    ...[...given.person].map((id) => ["given", `${id}.${given.answers[id]}`]), ...given.signs.map((id) => [`sign.${id}`, "1"]),
    ["concerned", given.concerned && "1"], ["_end", "1"]].filter(([, value]) => value);
  const goOn = () => form.dataset.full && el("form", {method: "post", action: form.dataset.full, autocomplete: "off", "data-tool": ""},
    ...[["new_case", crypto.randomUUID?.()], ...fields()].filter(([, value]) => value).map(([name, value]) => el("input", {type: "hidden", name, value})),
    el("p", {className: "go"}, el("button", {className: "button", type: "submit"}, say("go_on")),
      el("span", {className: "soft"}, say("go_on_hint"))));

  function result() {
    const found = rozpoznajRule(data.rule, given), codes = found.advice.map((each) => each.code);
    const card = (advice, n) => el("section", {className: `next${n ? "" : " first"}${advice.code === "act_now" ? " now" : ""}`},
      el("h2", {}, ...[fitting(`advice_${advice.code}_title`)].flat()),
      p(fitting(`advice_${advice.code}_text`)),
      advice.code === "act_now" && el("p", {className: "big"}, call(...data.emergency)), kcik(),
      el("details", {}, el("summary", {}, say("how_known")), list("ul", advice.reasons.map((reason) =>
        [...several(`reason_${reason.code}`), ...labels([...reason.indicators, ...reason.signs])]), "why")));
    const next = found.next.filter((id) => question(id)).slice(0, 5);
    show(say("follows_title"), p(several("note_assists", "note_thresholds"), "lead"), warned(found), ...found.advice.map(card),
      codes.includes("refer") && p(words("note_enough"), "enough"), childSteps(),
      given.profession && p(words(`warning_${given.profession}`), "notice"),
      found.outside.length && el("h2", {}, say("outside").replace(/^./, (first) => first.toUpperCase())),
      found.outside.length && p(words("note_outside")),
      found.outside.length && list("ul", found.outside.map((id) => [...labels([id]), `: ${say(given.answers[id])}`])),
      el("h2", {}, say("telephone")), list("ol", data.script.map((id) => words(id)), "script"), p(words("script_no_name"), "soft"),
      el("h2", {}, say("unknown")), found.unknown.length ? list("ul", found.unknown.map(label)) : p(say("all_known")),
      next.length > 0 && !(given.child && codes.includes("refer")) && el("h2", {}, say("next")),
      next.length > 0 && !(given.child && codes.includes("refer")) && list("ol", next.map((id) =>
        [...several(question(id)), el("span", {className: "soft"}, "(", ...label(id), ")"),
          ...[carried.has(id) && foreign(question(id), "span", "")].filter(Boolean).flatMap((words) => [el("br"), words])]), "questions"),
      p(several("warning_coordinator", "note_no_shelter", "note_leaflet"), "soft"), goOn(),
      el("p", {}, el("a", {href: form.dataset.leaflet, "data-leaflet-link": ""}, say("leaflet"))),
      el("p", {className: "go"}, button(say("back"), () => (entry ? go("questions") : history.back()), "second"), button(say("again"), again, "second")));
  }

  function begin() {
    opened(...home);
    titled(main.querySelector("h1").textContent);
    for (const field of given ? form.elements : []) {
      const [kind, id] = field.name.split(".");
      if (kind === "answer") field.checked = field.value === given.answers[id];
      if (kind === "sign") field.checked = given.signs.includes(id);
      if (kind === "concerned") field.checked = given.concerned;
    }
  }
  const leaving = () => show(say("leaving"), p(words("note_plans_to_leave")), kcik(),
    el("p", {className: "go"}, button(say("back_once"), () => history.back(), "second"), button(say("again"), again, "second")));

  async function leaflet() {
    const page = await fetched(form.dataset.leaflet), back = el("p", {className: "go"}, button(say("back_once"), () => history.back(), "second"));
    if (here.view !== "leaflet") return;
    if (!page) return show(say("leaflet"), p(say("needs_tool"), "notice strong"), back);
    opened(...page.getElementById("main").childNodes);
    titled(main.querySelector("h1").textContent);
    const asked = main.querySelector("form[data-sheets]").elements;
    if (given) { asked.language.value = given.language || "pl"; asked.for.value = given.child ? "child" : "adult"; }
    main.append(back);
  }

  // Where one stands: an entry of the browser's history a view, and no answer in any of them.
  let here = {view: "home", step: history.state?.step ?? 0}, lent = false, quiet = false, lentFrom = 0, lentAt = 0;
  const bottom = here.step;
  history.replaceState(here, "");
  history.scrollRestoration = "manual";
  const person = rozpoznajPerson({
    data, main, practice, say, text, variant, ui: () => ui, known: () => ({given, ids: statements().ids}),
    answered: (id, code) => { given.answers[id] = code; given.person.add(id); },
    go, hide: () => { quiet = true; draw(); }, unhide: () => { quiet = false; go("gate"); },
    lend: () => travel(lentAt), handed: () => { lent = false; travel(lentFrom); },
  });
  const VIEWS = {home: begin, leaving, questions, result, leaflet, person: questions, gate: questions};
  function draw() {
    person.hush();
    if (quiet) return person.quiet();
    if (lent && here.view === "person") {
      lentAt = here.step;
      return person.person(here.at);
    }
    if (lent) return person.gate();
    VIEWS[given || ["leaving", "leaflet"].includes(here.view) ? here.view : "home"]();
  }
  function go(view, at) {
    here = {view, at, step: here.step + 1};
    history.pushState(here, "");
    draw();
  }
  const travel = (step) => (step === here.step ? draw() : history.go(step - here.step));
  const lend = () => { lent = true; lentFrom = here.step; go("person"); };
  addEventListener("popstate", ({state}) => {
    free = false;
    if (!state?.view) return history.replaceState(here, ""); // the link to the content makes an entry of its own
    here = state;
    draw();
  });
  function again() {
    given = null;
    touched = false;
    if (entry || filled) return location.assign(form.dataset.home); // what the page came with belongs to the check before
    form.reset();
    travel(Math.min(bottom, here.step));
  }

  // Whoever leaves with answers is asked once; a call, a download and what takes the answers along are no leaving.
  let free = false;
  addEventListener("beforeunload", (event) => {
    if (!free && (given || touched)) event.preventDefault();
    free = false;
  });
  addEventListener("pagehide", () => { free = true; });
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => { free = false; }, true);
  document.addEventListener("click", (event) => { if (event.target.closest("a[href^='tel:']")) free = true; });

  // The page's language: the same view drawn anew, with everything that was said.
  async function inLanguage(address) {
    const page = await fetched(address), said = [...new FormData(form)];
    if (!page) return;
    const fresh = page.querySelector("form[data-quick]");
    for (const field of fresh.elements) {
      const values = said.filter(([name]) => name === field.name && name !== "ui").map(([, value]) => value);
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else if (field.type !== "hidden") field.value = values[0] ?? "";
    }
    for (const part of [".skip", "header", "footer"]) document.querySelector(part).replaceWith(page.querySelector(part));
    [ui, home, form] = [page.documentElement.lang, [...page.getElementById("main").childNodes], fresh];
    rozpoznajOffline(page);
    history.replaceState(here, "", address);
    draw();
  }
  document.addEventListener("click", (event) => {
    const other = event.target.closest("[data-page]");
    if (!other) return;
    event.preventDefault();
    inLanguage(other.dataset.page);
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    event.preventDefault();
    const said = new FormData(form), chosen = said.getAll("forms"), box = form.querySelector("[name=forms]");
    box.setCustomValidity(chosen.length ? "" : say("tick_a_form"));
    if (chosen.length === 1 && chosen[0] === "leaving") return go("leaving");
    if (!said.get("age")) { form.querySelector("[name=age]").setCustomValidity(say("choose_age")); }
    if (!form.reportValidity()) return;
    const before = given || carriedOn, card = entry ? answered(said) : before;
    const forms = new Set(chosen.filter((each) => !["unsure", "leaving"].includes(each)));
    if (chosen.includes("unsure")) data.rule.forms.forEach((each) => forms.add(each));
    given = {age: said.get("age"), child: said.get("age") !== "adult", forms: [...forms], unsure: chosen.includes("unsure"),
      leaving: chosen.includes("leaving"), danger: said.has("danger"), alone: said.get("alone"), interpreter: said.get("interpreter"),
      profession: said.get("profession") || "", language: said.get("language") || "",
      concerned: card.concerned, signs: card.signs, answers: {...before.answers, ...card.answers}, person: new Set(before.person)};
    go(entry ? "result" : "questions");
  });
  document.addEventListener("change", (event) => {
    if (event.target.form !== form) return;
    touched = true;
    for (const name of ["age", "forms"]) form.querySelector(`[name=${name}]`).setCustomValidity("");
  });
  // What the browser cannot make alone: without the tool it says so, and stays where it is.
  const needsTool = (selector, act) => async (event) => {
    const wanted = event.target.closest(selector);
    if (!wanted) return;
    event.preventDefault();
    document.querySelector(".needs-tool")?.remove();
    const there = await fetch(form.dataset.there, {method: "HEAD", cache: "no-store"}).then((said) => said.ok, () => false);
    if (!there) return wanted.after(el("p", {className: "notice strong needs-tool", role: "alert"}, say("needs_tool")));
    free = wanted.tagName === "FORM"; // the answers go along, or a file is handed out
    act(wanted);
  };
  document.addEventListener("submit", needsTool("form[data-tool]", (wanted) => wanted.submit()));
  document.addEventListener("click", needsTool("a[data-tool]", (wanted) => location.assign(wanted.href)));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-leaflet-link]")) return;
    event.preventDefault();
    go("leaflet");
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
