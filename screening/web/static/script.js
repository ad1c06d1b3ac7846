// Comfort only: every page works without this file.
"use strict";

// A page shown in answer to a save is remembered without what was sent: Chromium writes it to its session file.
history.replaceState(null, "");

// A page with more text than can be stored is not sent: it says so at the longest text, and nothing is lost.
function tooLong(form) {
  const note = document.getElementById("too-long");
  if (form !== page || !note) return false;
  if (new URLSearchParams(new FormData(page)).toString().length <= Number(page.dataset.most)) return false;
  const texts = [...form.querySelectorAll("textarea, input:not([type=hidden])")];
  const longest = texts.reduce((most, text) => (text.value.length > most.value.length ? text : most));
  for (let at = longest; (at = at.parentElement.closest("details"));) at.open = true;
  longest.before(note);
  note.hidden = false;
  longest.setAttribute("aria-describedby", note.id);
  longest.focus();
  return true;
}

// A page that the program cannot take is not sent: the browser would show an error in its place.
const away = document.getElementById("away");
const file = document.querySelector("link[rel=icon]").href; // one of ours: asking for its head sends nothing
const NOTHING_HERE = 400; // the answer under the name of a start long past, to whatever is asked or sent
let asked = -Infinity,
  question = null;
async function inquire() {
  const answer = await reach(file, {method: "HEAD", cache: "no-store"});
  asked = performance.now();
  away.hidden = Boolean(answer) && answer.status !== NOTHING_HERE;
  question = null;
}
const isThere = () => (question ??= inquire());
const isFresh = () => performance.now() - asked <= 1000;
for (const act of away ? ["input", "focusin", "pointerdown"] : []) {
  document.addEventListener(act, () => isFresh() || isThere());
}
// A press before which nothing asked, such as Enter in a field that was typed long ago, waits for the answer.
let sure = false;
function notThere(form, submitter) {
  if (form !== page || !away || sure || (away.hidden && isFresh())) return false;
  isThere().then(() => {
    if (!away.hidden) {
      away.scrollIntoView({block: "center"});
      return;
    }
    if (behind) return;
    sure = true;
    form.requestSubmit(submitter);
    sure = false;
  });
  return true;
}

// One press, one save; after a download the press is free again soon. What hides is never held up.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form === shut) return;
  if (form.dataset.sent || tooLong(form) || notThere(form, event.submitter)) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  if (form === page) added = false;
  setTimeout(() => delete form.dataset.sent, 2000);
});

// The lock: what is typed and not saved goes along, sealed by the server, and is saved after unlocking.
const shut = document.querySelector("form[data-shut]");
// What was typed and cannot be saved from its page is no form there; the lock takes it along all the same.
function formOf(shown) {
  if (!shown || shown.tagName === "FORM") return shown;
  const made = Object.assign(document.createElement("form"), {
    method: "post",
    action: shown.dataset.action,
    hidden: true,
  });
  Object.assign(made.dataset, shown.dataset);
  made.append(...[...shown.querySelectorAll("[name]")].map((field) => field.cloneNode(true)));
  return made;
}
let page = formOf(document.querySelector("[data-case]"));
let typed = page?.dataset.unsaved !== undefined;
let added; // typed in since its save is under way: then it waits
addEventListener("pagehide", () => (added || (behind && typed && !unasked)) && letWait(letOthersWait()));
const others = new Set(); // of several changed forms the first goes along, and the others wait, each by itself
document.addEventListener("input", ({target: {form}}) => {
  if (form?.dataset.case === undefined) return;
  if (added === false) added = true;
  if (typed && form !== page) others.add(form);
  else [page, typed] = [form, true];
});

// Leaving by what does not save asks first; saving, the lock, hiding and telephone numbers never do.
let unasked = false;
const leaveUnasked = () => {
  unasked = true;
  setTimeout(() => (unasked = false), 2000);
};
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target === page && !others.size) leaveUnasked();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link && ("unasked" in link.dataset || !link.protocol.startsWith("http"))) leaveUnasked();
});
addEventListener("beforeunload", (event) => {
  if (!typed || unasked || behind) return;
  event.preventDefault();
  // Firefox asks only on a page that somebody touched: what was refused, and is left at once, waits to be saved.
  if (shut && !navigator.userActivation?.hasBeenActive) letWait();
});
function loadAnew() {
  unasked = true;
  location.reload();
}

// What hides the page: a calendar drawn here, so that it needs no answer. The page stays behind it as it was typed.
let behind = null;
function hide() {
  if (behind) return;
  const now = new Date(),
    language = document.documentElement.lang;
  const dayOfMonth = (day) => new Date(now.getFullYear(), now.getMonth(), day);
  const row = (kind, words) => {
    const made = document.createElement("tr");
    made.append(...words.map((word) => Object.assign(document.createElement(kind), {textContent: word})));
    return made;
  };
  const first = (dayOfMonth(1).getDay() + 6) % 7,
    last = new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate();
  const weekday = new Intl.DateTimeFormat(language, {weekday: "short"});
  const upTo = (count) => [...Array(count).keys()];
  const days = [...Array(first).fill(""), ...upTo(last).map((at) => at + 1)];
  const month = Object.assign(document.createElement("table"), {className: "month"});
  const weekdays = upTo(7).map((at) => weekday.format(dayOfMonth(8 - first + at))); // from a Monday on
  month.append(row("th", weekdays));
  for (let at = 0; at < days.length; at += 7) month.append(row("td", days.slice(at, at + 7)));
  const band = document.body.classList.contains("training") && document.querySelector(".band")?.cloneNode(true);
  const calendar = Object.assign(document.createElement("div"), {className: "wrap", id: "calendar"});
  const name = Object.assign(document.createElement("h1"), {textContent: `${now.getMonth() + 1}.${now.getFullYear()}`});
  calendar.append(...[band, name, month].filter(Boolean));
  const children = [...document.body.children].filter((each) => !each.hidden);
  behind = {title: document.title, at: document.activeElement, height: scrollY, children, calendar};
  for (const each of behind.children) each.hidden = true;
  document.title = `${band ? "ĆWICZENIE · " : ""}${shut.dataset.calendar}`;
  document.body.append(calendar);
}
function show() {
  if (!behind) return;
  behind.calendar.remove();
  for (const each of behind.children) each.hidden = false;
  document.title = behind.title;
  scrollTo(0, behind.height);
  behind.at?.focus({preventScroll: true}); // a person who types goes on typing there
  behind = null;
}

// An answer of the server, or null where it cannot be reached or takes longer than three seconds.
function reach(address, options = {}) {
  const stop = new AbortController(),
    late = setTimeout(() => stop.abort(), 3000);
  return fetch(address, {...options, signal: stop.signal})
    .catch(() => null)
    .finally(() => clearTimeout(late));
}

// The fields of a form, as a save that remains on its page sends them.
function fields(form) {
  const data = new URLSearchParams(new FormData(form));
  data.delete("_end");
  data.set("remain", "1");
  if (!("broken" in form.dataset)) data.set("_end", "1");
  return data;
}
const send = (form) => reach(form.action, {method: "POST", body: fields(form), redirect: "manual"});

// What is too long to go along is said on the page after unlocking; the lock shuts all the same.
function takeAlong() {
  if (!page || !typed) return true;
  shut.elements.path.value = new URL(page.action).pathname;
  shut.elements.body.value = fields(page).toString();
  shut.elements.lost.value = "";
  if (new URLSearchParams(new FormData(shut)).toString().length + 100 <= Number(shut.dataset.most)) return true;
  shut.elements.body.value = "";
  shut.elements.lost.value = "1";
  return false;
}

function letWait(to = "left") {
  takeAlong();
  const data = new URLSearchParams(new FormData(shut));
  data.delete("_end");
  data.set("to", to);
  data.set("_end", "1");
  navigator.sendBeacon(shut.action, data);
}
function letOthersWait() {
  const first = page;
  for (page of others) letWait();
  page = first;
}

// Where the lock could not be asked, the page itself is sent: kept or saved. Where nothing is taken any more it is not.
let isOver = false;
async function sendInstead() {
  if (!page || !typed) return loadAnew();
  const answer = await reach(file, {method: "HEAD", cache: "no-store"});
  isOver = answer?.status === NOTHING_HERE;
  if (!answer) setTimeout(sendInstead, 3000);
  if (away) away.hidden = Boolean(answer) && !isOver;
  if (!answer || isOver) return;
  await Promise.all([...others].map(send));
  const remain = Object.assign(document.createElement("input"), {type: "hidden", name: "remain", value: "1"});
  page.prepend(remain);
  if (!page.isConnected) document.body.append(page);
  unasked = true;
  page.submit();
}

if (shut) {
  // The lock and hiding: the page is gone at once, and leaves for good as soon as there is a server.
  let leads = "";
  async function leave() {
    const answer = await reach(shut.dataset.quiet);
    if (!answer) {
      setTimeout(leave, 3000);
      return;
    }
    isOver = answer.status === NOTHING_HERE;
    if (!answer.ok) {
      await (leads === "lock" ? sendInstead() : stayHidden());
      return;
    }
    letOthersWait(); // nothing was there before, perhaps
    takeAlong();
    shut.append(Object.assign(document.createElement("input"), {type: "hidden", name: "to", value: leads}));
    shut.append(shut.elements._end);
    if (leads === "quiet") shut.action = shut.dataset.hides;
    shut.submit();
  }
  // After a new start the calendar stays, and what was typed is sent from behind it.
  async function stayHidden() {
    if (isOver || !page || !typed) return;
    const kept = await Promise.all([page, ...others].map(send));
    if (kept.includes(null)) setTimeout(leave, 3000);
  }
  // What shuts one page of this browser shuts all of them; one that slept hides, and asks for the state of the lock.
  const tabs = new BroadcastChannel("shut");
  tabs.addEventListener("message", ({data}) => {
    if (data.to !== "lent" && Date.now() - data.at < 10000) go(data.to);
    else if (warning || data.to !== "lent") ask(); // while a person holds this browser no time is left
  });
  function go(to) {
    hide();
    unasked = true;
    const first = !leads;
    leads = to;
    if (!first) return;
    tabs.postMessage({to, at: Date.now()});
    window.stop(); // the answer to a save that is under way would bring the case back into sight
    letOthersWait();
    letWait(to); // shut, also where this tab is closed before the program has answered
    leave();
  }
  shut.addEventListener("submit", (event) => {
    event.preventDefault();
    go(event.submitter?.value === "lock" ? "lock" : "quiet");
  });

  // Three times Shift, and nothing else in between, hides the page.
  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") return void (shifts = []);
    if (event.repeat) return;
    shifts = [...shifts, Date.now()].filter((at) => Date.now() - at < 1500);
    if (shifts.length !== 3) return;
    if (!isOver || !behind || leads === "lock" || gone() >= idle) return void go("quiet");
    // Nothing can open the lock: what was hidden comes back, until its time is over.
    leads = "";
    unasked = false;
    shifts = [];
    show();
  });

  // Two minutes before the lock shuts by itself, the page says so; where it never shuts (practice), nothing is said.
  const idle = Number(shut.dataset.idle) * 1000;
  const warning = document.getElementById("idle");
  // The second of these clocks goes on where the first is set back, the first where the machine sleeps.
  const clocks = () => [Date.now(), performance.now()];
  let since = clocks();
  const gone = () => Math.max(...clocks().map((now, which) => now - since[which]));
  const post = (address, said) => {
    const data = new URLSearchParams({csrf_token: shut.elements.csrf_token.value, ...said, _end: "1"});
    return reach(address, {method: "POST", body: data});
  };
  warning?.querySelector("button").addEventListener("click", async () => {
    warning.hidden = true;
    const answer = await post(shut.dataset.stay, {});
    if (answer?.ok) since = clocks();
    else if (answer) sendInstead();
    else await ask();
  });
  // When the time is over, the page hides before it asks. It comes back when the answer is that the lock is open.
  let asking = false;
  async function ask() {
    asking = true;
    hide();
    const whole = takeAlong();
    const answer = await post(shut.action, {
      path: shut.elements.path.value,
      body: shut.elements.body.value,
      to: "idle",
    });
    const left = answer?.status === 200 ? Number(await answer.text().catch(() => "0")) : 0;
    asking = false;
    if (!answer || leads) return;
    if (answer.status !== 200) {
      letOthersWait();
      return void (answer.status === 204 && whole ? loadAnew() : sendInstead());
    }
    since = clocks().map((now) => now - idle + left * 1000);
    if (left > 0) show();
  }
  function look() {
    const left = idle - gone();
    if (isOver && left <= 0) hide();
    else if (left <= 0 || behind) {
      if (!asking && !leads && !isOver) ask();
    } else warning.hidden = left > 120000;
  }
  // What hides the others does not reach a page of the start before; under its name no file is given.
  async function ofThisStart() {
    const answer = document.hidden ? null : await reach(file, {method: "HEAD", cache: "no-store"});
    if ([403, NOTHING_HERE].includes(answer?.status) && !asking && !leads) ask();
  }
  if (warning) {
    document.addEventListener("visibilitychange", ofThisStart);
    setInterval(look, 5000);
    document.addEventListener("visibilitychange", look); // a tab in the background may have slept
  }
}

// A page from the browser's memory is hidden until it was loaded again: the lock may hide it by now.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.body.hidden = true;
  loadAnew();
});
