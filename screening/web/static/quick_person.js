// The screen that the person holds: the person's language alone, until a second press in the officer's language.
"use strict";
const rozpoznajPerson = (check) => {
  const {el, button} = rozpoznajParts,
    {data, main} = check;
  let turn = 0, // counts the readings, so that a new one ends the one before
    sound = null;
  window.speechSynthesis?.getVoices(); // the first call only begins to load them

  const plain = (words, act) => el("button", {className: "plain", type: "button", onclick: act}, words);
  const hush = () => {
    turn += 1;
    window.speechSynthesis?.cancel();
    sound?.close();
    sound = null;
  };
  // Shows a page with nothing of the program, in one language.
  const bare = (language, title, ...parts) => {
    document.body.classList.add("lent");
    document.documentElement.lang = language;
    document.title = check.practice + title;
    main.replaceChildren(el("div", {className: "shown", lang: language, dir: "auto"}, ...parts));
    scrollTo(0, 0);
    main.querySelector("h1").focus();
  };
  const heading = (words, kind = "") => el("h1", {className: kind, tabIndex: -1}, words);

  // Vietnamese writes anh/chị and says "anh chị"; a voice would read the slash.
  const speak = (words, voice) =>
    new Promise((done) => {
      const said = new SpeechSynthesisUtterance(words.replaceAll("/", " "));
      speechSynthesis.speak(Object.assign(said, {voice, lang: voice.lang, onend: done, onerror: done}));
    });
  const play = async (address) => {
    const mine = (sound ??= new AudioContext()),
      file = await fetch(address);
    const source = Object.assign(mine.createBufferSource(), {
      buffer: await mine.decodeAudioData(await file.arrayBuffer()),
    });
    source.connect(mine.destination);
    source.start();
    return new Promise((done) => {
      source.onended = done;
    });
  };
  // Reads texts aloud by their recordings, else by a voice of the device; where there is neither, nothing is offered.
  function aloud(language, ...ids) {
    const recorded = (id) => data.voices[language]?.[id],
      voice = rozpoznajVoice(language);
    if (!voice && !ids.every(recorded)) return null;
    const read = async () => {
      hush();
      const mine = turn;
      for (const id of ids) {
        if (mine === turn) await (recorded(id) ? play(recorded(id)) : speak(check.text(id, language), voice));
      }
    };
    const act = () => read().catch(() => made.remove()),
      made = el("p", {}, button(check.text("shown.read_aloud", language), act, "second"));
    return made;
  }

  // Draws the page that says who asks and why if `at` is undefined, the statement of this number, or the last page for
  // "thanks" or "stopped".
  function person(at) {
    const {given, ids} = check.known(),
      language = given.language || "pl",
      text = (id) => check.text(id, language);
    const draw = (...parts) =>
      bare(language, "Rozpoznaj", ...parts, el("p", {className: "go at-once"}, plain(text("shown.hide"), check.hide)));
    const back = plain(`← ${text("shown.back")}`, () => history.back());
    if (at === "thanks" || at === "stopped") {
      return draw(
        el("p", {}, back),
        heading(text("shown.thanks")),
        at === "stopped" && el("p", {}, text("shown.stopped")),
        el(
          "p",
          {className: "go"},
          button(text("shown.hand_back"), () => check.go("gate")),
        ),
      );
    }
    if (at === undefined) {
      const who = given.profession || "other",
        duty = data.receiving.includes(who) ? "own" : "institution";
      const said = [`shown.who_${who}`, "shown.voluntary", `shown.duty_${duty}`, "shown.alone"];
      return draw(
        heading(text(said[0])),
        ...said.slice(1).map((id) => el("p", {}, text(id))),
        data.draft.includes(language) && text("shown.draft") && el("p", {className: "soft"}, text("shown.draft")),
        aloud(language, ...said),
        el(
          "p",
          {className: "go"},
          button(text("shown.start"), () => check.go("person", 0)),
          button(text("shown.stop"), () => check.go("person", "stopped"), "second"),
        ),
      );
    }
    const id = ids[at],
      statement = check.variant("statement", id);
    const chosen = given.person.has(id) ? given.answers[id] : "";
    const answer = (code) => {
      check.answered(id, data.said[code]);
      check.go("person", at + 1 < ids.length ? at + 1 : "thanks");
    };
    const press = (code, place) => {
      const made = button(text(`shown.${code}`), () => answer(code), place > 1 ? "second" : "");
      if (chosen && data.said[code] === chosen) made.setAttribute("aria-pressed", "true");
      return made;
    };
    draw(
      el("p", {}, back),
      el(
        "p",
        {className: "soft"},
        text("shown.number")
          .replace("%(number)s", at + 1)
          .replace("%(all)s", ids.length),
      ),
      heading(text(statement), "statement"),
      aloud(language, statement),
      el(
        "p",
        {className: "big-answers"},
        ...Object.keys(data.said).map(press),
        button(text("shown.stop"), () => check.go("person", "stopped"), "second"),
      ),
    );
  }

  // Between the person's screen and the officer's: the second press.
  function gate() {
    const language = check.known().given.language || "pl";
    bare(
      check.ui(),
      "Rozpoznaj",
      heading(check.say("handed")),
      el("p", {}, check.say("handed_hint")),
      el("p", {className: "go"}, button(check.say("open_questions"), check.handed)),
      el("p", {lang: language}, plain(`← ${check.text("shown.back", language)}`, check.lend)),
    );
  }

  // A page that says nothing: the calendar of this month, as the tool's own.
  function quiet() {
    const today = new Date(),
      year = today.getFullYear(),
      month = today.getMonth();
    const before = (new Date(year, month, 1).getDay() + 6) % 7,
      days = new Date(year, month + 1, 0).getDate();
    const made = check.drawn("month").firstElementChild;
    let row;
    for (let day = 1 - before; day <= days || (day + before) % 7 !== 1; day += 1) {
      if ((day + before) % 7 === 1) row = made.tBodies[0].insertRow();
      row.insertCell().append(day > 0 && day <= days ? day : "");
    }
    bare(
      check.ui(),
      check.say("calendar"),
      heading(`${String(month + 1).padStart(2, "0")}.${year}`),
      made,
      el("p", {}, plain(check.say("back_once"), check.unhide)),
    );
  }
  return {person, gate, quiet, hush};
};
