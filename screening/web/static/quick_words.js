// The words of the quick check: in the page's language, in the person's, and in the wording that fits this check.
"use strict";
const rozpoznajWords = (check) => {
  const {el, paragraph, list} = rozpoznajParts;
  const {data} = check;
  // `say`: words of the pages. `text`: a text in a language, or undefined. `words`: a text as parts of an element, with
  // a mark where it is not translated.
  const say = (id) => data.ui[check.ui][id];
  const text = (id, language = check.ui) => data.texts[id]?.[language];
  // A text without a translation is in Polish, with a mark that says so in Polish and in that language.
  const mark = (language) => {
    const marks = Object.entries(data.marks[language]);
    const inside = marks.flatMap(([code, said], at) => [at ? " · " : "", el("span", {lang: code}, said)]);
    return el("span", {className: "untranslated"}, "(", ...inside, ")");
  };
  const inWords = (known, language = check.ui) =>
    known && (known[language] ?? [el("span", {lang: "pl"}, known.pl), " ", mark(language)]);
  const words = (id, language = check.ui) => inWords(data.texts[id], language);
  const several = (...ids) => ids.flatMap((id) => [words(id), " "]).flat();
  // The same text in the person's language, where that is another one, and its file could be loaded.
  const foreign = (id, tag = "p", kind = "sign") => {
    const {language} = check.given;
    if (!language || language === check.ui || !data.texts[id] || language in data.people) return null;
    const markAlone = check.ui === "pl" && !text(id, language);
    const inside = [markAlone ? mark(language) : words(id, language)].flat();
    return el(tag, {className: kind, lang: language, dir: "auto"}, ...inside);
  };
  // The group of forms that is suspected, if it is only one; else an empty text.
  const onlyForm = () => {
    const chosen = data.rule.profiles.filter(({forms}) => forms.some((form) => check.given.forms.includes(form)));
    return new Set(chosen.map(({group}) => group)).size === 1 ? chosen[0].group : "";
  };
  // The label of a row or sign in the wording for these forms: for a marriage "sale of the person" does not name one.
  const label = (id) => [inWords(data.labels[`${id}.${onlyForm()}`] || data.labels[id])].flat();
  // Labels as one sentence: each begins with a small letter, and the last ends with a full stop.
  const small = (part) => (part.at ? part[0].toLowerCase() + part.slice(1) : part);
  const labels = (ids) => ids.flatMap((id, at) => [...label(id).map(small), ids[at + 1] ? "; " : ". "]);

  // The wording for the service or for a child, as core/record/variants.py chooses it.
  const fitting = (id) => {
    const {profession, child} = check.given;
    const variants = [profession, child && "child"].map((kind) => `${id}_${kind}`);
    return words(variants.find((each) => data.texts[each]) || id);
  };
  // `more`: a condition that the advice decides.
  const childSteps = (more) => {
    const {profession, child} = check.given;
    const holds = (condition) => [profession, child ? "child" : "adult", more].includes(condition);
    const isSaidNow = ({only, unless}) => (!only || holds(only)) && !(unless && holds(unless));
    const wordingOf = ({text: plain, variants}) => variants.find(([condition]) => holds(condition))?.[1] || plain;
    const steps = data.child_steps.filter(isSaidNow).map((step) => inWords(wordingOf(step)));
    return check.given.child && list("ol", steps, "notice child-steps");
  };
  const warning = () => {
    const id = data.rule.safety.reduce((found, name) => found[check.given[name] || ""], data.rule.warnings);
    return id && paragraph(words(id), "notice strong");
  };

  // What is said once about the list: what it asks for, whom one may ask, how sure its weights are.
  const analogy = () => {
    const isFurther = (form) => !data.rule.forms.includes(form);
    return check.given.forms.some(isFurther) && paragraph(words("note_analogy_further"), "soft");
  };
  const listNotes = () => [
    check.given.exploited_in && paragraph(words("note_not_begun"), "notice"),
    check.given.child && paragraph(words("note_child_list"), "notice"),
    analogy(),
  ];

  // The name of the wording that fits this check, of a question or statement; undefined if the row has none.
  const variant = (kind, id) => {
    const fit = [check.given.exploited_in && "not_begun", onlyForm()].map((each) => `${kind}.${id}.${each}`);
    return [...fit, `${kind}.${id}`].find((each) => data.texts[each]);
  };
  // Whether this service may not ask about the row; and the name of its question, if it is asked.
  const isBarred = (id) => data.rule.rows.some((row) => row.id === id && row.notFor.includes(check.given.profession));
  const question = (id) => (isBarred(id) ? "" : variant(check.given.child ? "child" : "question", id));

  return {
    say,
    text,
    words,
    several,
    foreign,
    label,
    labels,
    fitting,
    childSteps,
    warning,
    analogy,
    listNotes,
    variant,
    isBarred,
    question,
  };
};
