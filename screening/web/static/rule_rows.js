// The rule in the browser (docs/rules.md), as screening/core has it; tests give both the same checks and compare. This
// part reads a check: its profiles with their rows, the rows answered yes, and the rows that count together as one.
"use strict";
const rozpoznajRule = (() => {
  const DIMENSIONS = [0, 1, 2, 3, 4, 5]; // by their place in the instrument, as the rows name them
  const [, COERCIVE_RECRUITMENT, , EXPLOITATION, DESTINATION_COERCION] = DIMENSIONS;
  const FORCE = [COERCIVE_RECRUITMENT, DESTINATION_COERCION];
  const WEIGHTS = [0, 1, 2]; // strong, medium, weak, as the rows have them
  const [STRONG] = WEIGHTS;

  const weightOf = (row, profile) => row.weights[profile.id][0];
  const isScored = (row, profile) => row.weights[profile.id][1];
  // How many of these rows have each weight; and whether so many yeses make a dimension positive.
  const tally = (rows, profile) =>
    WEIGHTS.map((weight) => rows.filter((row) => weightOf(row, profile) === weight).length);
  const isIndicated = ([strong, medium, weak]) =>
    strong > 1 || (strong && medium + weak) || medium > 2 || (medium > 1 && weak);

  const overlaps = (some, others) => some.some((each) => others.includes(each));
  const without = (some, others) => some.filter((each) => !others.includes(each));
  // How many ids there are, where those of one group count as one.
  const countOnce = (ids, groups) =>
    new Set(ids.map((id) => groups.find((group) => group.includes(id))?.[0] ?? id)).size;

  // A profile with what the rules ask of it. `standing` are its rows, `rows` those that its group of forms asks about,
  // `yeses` those answered yes. `within`, `among` and `listed` return the yeses of dimensions, a named list, and ids.
  function withYeses(profile, data, given, hasAnswer) {
    const forms = profile.forms.filter((form) => given.forms.includes(form));
    const standing = data.rows.filter((row) => row.weights[profile.id] && (!row.form || forms.includes(row.form)));
    const rows = standing.filter((row) => !row.notIn.includes(profile.group));
    const yeses = rows.filter((row) => hasAnswer(row, "yes"));
    const within = (...dimensions) => yeses.filter((row) => dimensions.includes(row.dimension));
    const isStrong = (row) => weightOf(row, profile) === STRONG;
    const listed = (ids) => yeses.filter((row) => ids.includes(row.id));
    const among = (name) => listed(data.named[name][profile.group] ?? []);
    const own = yeses.filter((row) => row.form);
    const further = data.lists.own_rows.includes(profile.group);
    return {
      ...profile,
      rows,
      standing,
      yeses,
      within,
      among,
      own,
      further,
      // marriage is the only further form, and none of its own rows has yes
      spousesAlone: further && forms.join() === data.lists.between_spouses.join() && !own.length,
      indicated: (dimension) => isIndicated(tally(within(dimension), profile)),
      exploitation: within(EXPLOITATION),
      force: within(...FORCE),
      menace: [
        ...among("menace"),
        ...(overlaps(forms, data.lists.forced_crime) ? listed(data.lists.menace_by_crime) : []),
      ],
      strong: (...dimensions) => within(...dimensions).filter(isStrong),
      scoredStrong: yeses.filter((row) => isStrong(row) && isScored(row, profile)),
      extensions: yeses.filter((row) => !isScored(row, profile)),
    };
  }

  // A check: `data` is the rule as data (quick/rule_data.py), `given` what was said so far (quick.js).
  function readCheck(data, given) {
    const answerTo = (id) => given.answers[id] || "not_asked";
    const hasAnswer = (row, ...answers) => answers.includes(answerTo(row.id));
    const child = given.age !== data.adult;
    const age = child ? "child" : data.adult;
    const profiles = data.profiles
      .filter((profile) => profile.child === child && profile.forms.some((form) => given.forms.includes(form)))
      .map((profile) => withYeses(profile, data, given, hasAnswer));
    const chosen = data.rows.filter((row) => profiles.some((profile) => profile.rows.includes(row)));
    const hasOneOf = ([name, answers]) => answers.includes(given[name]); // of the safety questions
    const unsafe = Object.entries(data.unsafe).some(hasOneOf);
    const isUnknown = (each) => !given[each[0]] || hasOneOf(each);
    const labour = overlaps(given.forms, data.lists.law_rows_with) ? data.lists.law_rows : [];
    const lawRows =
      labour.length && !overlaps(given.forms, data.lists.law_row_unless)
        ? [...labour, ...data.lists.law_row_without_sexual]
        : labour;
    const ofAll = (pick) => data.rows.filter((row) => profiles.some((profile) => pick(profile).includes(row)));
    const sameAge = data.profiles.filter((profile) => profile.child === child);
    // `unsafe` and `uncertain`: how safe the talk was. `ofAll` returns the rows that a function picks of any profile,
    // `counted` how many there are, the law rows being one and the circumstances one. `notBegun`: the ids to begin with
    // where exploitation has not begun, else null. `signs`: each as id, 1 if serious, 1 if urgent.
    return {
      data,
      given,
      child,
      answerTo,
      hasAnswer,
      profiles,
      chosen,
      unsafe,
      uncertain: !unsafe && Object.entries(data.uncertain).some(isUnknown),
      lawRows,
      ofAll,
      counted: (rows) =>
        countOnce(
          rows.map((row) => row.id),
          [lawRows, data.lists.circumstances],
        ),
      notBegun: given.exploited_in === data.onTheWay ? data.notBegun[age] : null,
      signs: data.signs.filter(([id]) => given.signs.includes(id)),
      position: new Map(data.rows.map((row, position) => [row.id, position])),
      outside: (...answers) =>
        answers.flatMap((answer) => data.rows.filter((row) => !chosen.includes(row) && hasAnswer(row, answer))),
      isStrongAtThisAge: (row) => sameAge.some(({id}) => row.weights[id]?.[0] === STRONG),
    };
  }

  return {
    DIMENSIONS,
    FORCE,
    WEIGHTS,
    STRONG,
    weightOf,
    isScored,
    tally,
    isIndicated,
    overlaps,
    without,
    countOnce,
    readCheck,
  };
})();
