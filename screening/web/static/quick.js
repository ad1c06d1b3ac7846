// The quick check without a signal: the same pages, made in the browser from one file of texts. Nothing is kept.
"use strict";
(async () => {
  const form = document.querySelector("form[data-quick]");
  if (!form) return;
  const {el, only, fetched, whole, answered, paragraph, button} = rozpoznajParts;
  const {body} = document;
  const main = document.getElementById("main");
  const practice = body.classList.contains("training") ? "ĆWICZENIE · " : "";
  const home = [...main.childNodes];
  const data = await whole(form.dataset.quick, form.dataset.whole);
  if (!data) return; // another edition, or no signal at the first visit: the plain forms stay
  // What the pages share. `given` is what was said so far, or null at the start; `form` and `home` are the form of the
  // first page and all that it shows, `ui` is the language of the page.
  const check = {
    data,
    form,
    home,
    ui: document.documentElement.lang,
    given: null,
    // What the server has drawn for the script, in a template of the first page.
    drawn: (name) => check.home.find(({id}) => id === name)?.content.cloneNode(true),
    show,
    go,
    lend,
    list,
    toQuestions: () => (isCard ? go("questions", "all") : history.back()),
    backButton: () => button(say("back_once"), () => history.back(), "second"),
    nextButton: () => !isCard && !filled && button(say("next_person"), nextPerson, "second"),
    againButton: () => button(say("again"), startAgain, "second"),
  };
  const isCard = form.dataset.entry !== undefined; // a filled card: its answers are there at once
  // What was said before this script ran: the plain forms carry it to this page, some of it in fields that nobody sees.
  const first = new FormData(form);
  const carriedOn = {...answered(first), age: first.get("age"), language: first.get("language")};
  const filled = !isCard && [...first].some(([name, value]) => value && !["ui", "edition", "_end"].includes(name));
  let touched = filled; // something was said on the first page that would be lost

  check.words = rozpoznajWords(check);
  const {say} = check.words;
  const {questions, statements} = rozpoznajQuestions(check);
  const result = rozpoznajResult(check);

  const setTitle = (title) => {
    document.title = `${practice}${title} – Rozpoznaj`;
  };
  const fill = (...parts) => {
    body.classList.remove("lent");
    document.documentElement.lang = check.ui;
    main.replaceChildren(...only(parts));
    scrollTo(0, 0);
  };
  function show(title, ...parts) {
    fill(el("h1", {tabIndex: -1}, title), ...parts);
    setTitle(title);
    main.querySelector("h1").focus();
  }

  function begin() {
    const {given} = check;
    check.form.querySelector(".whose")?.remove();
    fill(...check.home);
    setTitle(main.querySelector("h1").textContent);
    for (const field of given ? check.form.elements : []) {
      const [kind, id] = field.name.split(".");
      if (kind === "answer") field.checked = field.value === given.answers[id];
      if (kind === "sign") field.checked = given.signs.includes(id);
      if (kind === "concerned") field.checked = given.concerned;
    }
  }

  function leaving() {
    const buttons = el("p", {className: "go"}, check.backButton(), check.againButton());
    show(say("leaving"), check.drawn("leaving"), buttons);
  }

  async function leaflet() {
    const page = await fetched(check.form.dataset.leaflet);
    const back = el("p", {className: "go"}, check.backButton());
    if (here.view !== "leaflet") return;
    if (!page) {
      show(say("leaflet"), paragraph(say("needs_tool"), "notice strong"), back);
      return;
    }
    fill(...page.getElementById("main").childNodes);
    setTitle(main.querySelector("h1").textContent);
    const asked = main.querySelector("form[data-sheets]").elements;
    if (check.given) {
      asked.language.value = check.given.language || "pl";
      asked.for.value = check.given.child ? "child" : "adult";
    }
    main.append(back);
  }

  // One entry of the browser's history for each view, and no answer in any of them.
  let here = {view: "home", step: history.state?.step ?? 0};
  // While the person holds the device: whether the calendar hides the screen, the entry of the page of the officer from
  // which the device was handed over, and the entry of the screen that was shown last.
  let isLent = false;
  let isQuiet = false;
  let lentFrom = here;
  let lentAt = here;
  let top = here.step; // the last entry: a new one cuts off those after it
  const bottom = here.step; // the entry of the first page
  history.replaceState(here, "");
  history.scrollRestoration = "manual";
  const person = rozpoznajPerson({
    data,
    main,
    practice,
    ...check.words,
    go,
    ui: () => check.ui,
    drawn: check.drawn,
    known: () => ({given: check.given, ids: statements().ids}),
    answered: (id, code) => {
      check.given.answers[id] = code;
      check.given.person.add(id);
    },
    hide: () => {
      isQuiet = true;
      draw();
    },
    unhide: () => {
      isQuiet = false;
      go("gate");
    },
    lend: () => returnTo(lentAt),
    handed: () => {
      isLent = false;
      returnTo(lentFrom);
    },
  });
  const VIEWS = {home: begin, leaving, questions, result, leaflet, person: () => questions(), gate: () => questions()};
  function draw() {
    person.hush();
    if (isQuiet) {
      person.quiet();
    } else if (isLent && here.view === "person") {
      lentAt = here;
      person.person(here.at);
    } else if (isLent) {
      person.gate();
    } else {
      // An entry of an earlier check, as after a reload: without answers it is the first page, which leads on from there.
      if (!check.given && !["leaving", "leaflet"].includes(here.view)) {
        here = {...here, view: "home"};
        history.replaceState(here, "");
      }
      VIEWS[here.view](here.at);
    }
  }
  function go(view, at) {
    top = here.step + 1;
    here = {view, at, step: top};
    history.pushState(here, "");
    draw();
  }
  // To an entry of the history that is there; and to an entry that may have been cut off, which is made anew then.
  function travel(step) {
    if (step === here.step) draw();
    else history.go(step - here.step);
  }
  function returnTo({view, at, step}) {
    if (step < top) travel(step);
    else go(view, at);
  }
  // The same questions as one list.
  function list() {
    here = {...here, at: "all"};
    history.replaceState(here, "");
    draw();
  }
  function lend() {
    isLent = true;
    here = {...here, at: "all"}; // what the person answered is seen as a whole
    history.replaceState(here, "");
    lentFrom = here;
    go("person");
  }
  addEventListener("popstate", ({state}) => {
    mayLeave = false;
    if (!state?.view) {
      history.replaceState(here, ""); // the link to the content makes an entry of its own
      return;
    }
    here = state;
    draw();
  });
  function startAgain() {
    check.given = null;
    touched = false;
    if (isCard || filled) {
      location.assign(check.form.dataset.home); // what the page came with belongs to the check before
      return;
    }
    check.form.reset();
    travel(Math.min(bottom, here.step));
  }

  // Form, place and language stay for the next person of the same inspection; all that is of this one goes.
  function nextPerson() {
    check.given = null;
    for (const field of check.form.elements) if (data.of_one.includes(field.name)) field.checked = false;
    travel(Math.min(bottom, here.step));
  }

  // Whoever leaves with answers is asked once; a call, a download and what takes the answers along are no leaving.
  let mayLeave = false;
  addEventListener("beforeunload", (event) => {
    if (!mayLeave && (check.given || touched)) event.preventDefault();
    mayLeave = false;
  });
  addEventListener("pagehide", () => {
    mayLeave = true;
  });
  const askAgain = () => {
    mayLeave = false;
  };
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, askAgain, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='tel:']")) mayLeave = true;
  });

  // The page's language: the same view drawn again, with every answer.
  async function changeLanguage(address) {
    const page = await fetched(address);
    const said = [...new FormData(check.form)];
    if (!page) return;
    const fresh = page.querySelector("form[data-quick]");
    for (const field of fresh.elements) {
      const values = said.filter(([name]) => name === field.name && name !== "ui").map(([, value]) => value);
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else if (field.type !== "hidden") field.value = values[0] ?? "";
    }
    for (const part of [".skip", "header", "footer"]) {
      document.querySelector(part).replaceWith(page.querySelector(part));
    }
    check.ui = page.documentElement.lang;
    check.home = [...page.getElementById("main").childNodes];
    check.form = fresh;
    rozpoznajOffline(page);
    history.replaceState(here, "", address);
    draw();
  }
  document.addEventListener("click", (event) => {
    const other = event.target.closest("[data-page]");
    if (!other) return;
    event.preventDefault();
    changeLanguage(other.dataset.page);
  });

  // The first page is sent: what is missing is said there, else the questions or the result follow.
  document.addEventListener("submit", (event) => {
    if (event.target !== check.form) return;
    event.preventDefault();
    const said = new FormData(check.form);
    const chosen = said.getAll("forms");
    check.form.querySelector("[name=forms]").setCustomValidity(chosen.length ? "" : say("tick_a_form"));
    if (chosen.length === 1 && chosen[0] === "leaving") {
      go("leaving");
      return;
    }
    if (!said.get("age")) check.form.querySelector("[name=age]").setCustomValidity(say("choose_age"));
    if (!check.form.reportValidity()) return;
    const before = check.given || carriedOn;
    const isAnswered = Object.keys(before.answers).length + before.signs.length;
    const isChanged = ["age", "language"].some((name) => (said.get(name) || "") !== (before[name] || ""));
    if (isAnswered && isChanged && !isCard) askWhose(said, before);
    else goOn(said, before);
  });
  // Adds the texts of this language of the person, from a file of their own, if they are not there yet.
  async function learn(language) {
    const {people, texts} = data;
    const known = people[language] && (await whole(...people[language]));
    if (!known) return;
    for (const [id, said] of Object.entries(known)) texts[id][language] = said;
    delete people[language];
  }
  // Another language or age may be another person's: it is asked once, below the button, so that nothing moves under it.
  function askWhose(said, before) {
    check.form.querySelector(".whose")?.remove();
    const note = check.drawn("whose").firstElementChild;
    const [same, another] = note.querySelectorAll("button");
    same.onclick = () => goOn(said, before);
    another.onclick = () => goOn(said, answered(new FormData()));
    check.form.append(note);
    note.focus();
  }
  async function goOn(said, before) {
    await learn(said.get("language"));
    if (here.view !== "home") return; // pressed twice
    const chosen = said.getAll("forms");
    const card = isCard ? answered(said) : before;
    const unsure = chosen.includes("unsure");
    const named = chosen.filter((each) => !["unsure", "leaving"].includes(each));
    const single = Object.fromEntries(data.single.map((name) => [name, said.get(name) || ""]));
    if (single.language === "pl") single.interpreter ||= "not_needed"; // in Polish nobody interprets
    check.given = {
      ...single,
      sent: [...said].filter(([name, value]) => value && (name in single || /forms|edition/.test(name))),
      child: said.get("age") !== data.rule.adult,
      forms: [...new Set([...named, ...(unsure ? data.rule.forms : [])])],
      unsure,
      leaving: chosen.includes("leaving"),
      concerned: card.concerned,
      signs: card.signs,
      answers: {...before.answers, ...card.answers},
      person: new Set(before.person),
    };
    go(isCard ? "result" : "questions", 0);
  }
  document.addEventListener("change", (event) => {
    if (event.target.form !== check.form) return;
    touched = true;
    for (const name of ["age", "forms"]) check.form.querySelector(`[name=${name}]`).setCustomValidity("");
  });

  // What the browser cannot make alone: if the program does not answer, the page says so and stays.
  const needsTool = (kind, selector, act) =>
    document.addEventListener(kind, async (event) => {
      const wanted = event.target.closest(selector);
      if (!wanted) return;
      event.preventDefault();
      document.querySelector(".needs-tool")?.remove();
      const asked = fetch(check.form.dataset.there, {method: "HEAD", cache: "no-store"});
      const isThere = await asked.then(
        (answer) => answer.ok,
        () => false,
      );
      if (!isThere) {
        wanted.after(el("p", {className: "notice strong needs-tool", role: "alert"}, say("needs_tool")));
        return;
      }
      mayLeave = wanted.tagName === "FORM"; // the answers go along, or a file is handed out
      act(wanted);
    });
  needsTool("submit", "form[data-tool]", (wanted) => wanted.submit());
  needsTool("click", "a[data-tool]", (wanted) => location.assign(wanted.href));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-leaflet-link]")) return;
    event.preventDefault();
    go("leaflet");
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
