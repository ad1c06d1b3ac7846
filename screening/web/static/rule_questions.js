// The rule in the browser: which questions come next, which come first, and the triage list.
"use strict";
rozpoznajRule.questions = (() => {
  const {DIMENSIONS, WEIGHTS, STRONG, weightOf, isScored, tally, isIndicated} = rozpoznajRule;
  const NO_WEIGHT = WEIGHTS.length;

  // The fewest further yeses that would indicate a dimension, from so many yeses and so many open rows of each weight;
  // Infinity if none would. No combination needs more than three of one weight.
  function fewestMissing([strong, medium, weak], open) {
    const [ofStrong, ofMedium, ofWeak] = open.map((most) => [0, 1, 2, 3].filter((count) => count <= most));
    const combinations = ofStrong.flatMap((one) => ofMedium.flatMap((two) => ofWeak.map((three) => [one, two, three])));
    const enough = combinations.filter(([one, two, three]) => isIndicated([strong + one, medium + two, weak + three]));
    return Math.min(...enough.map(([one, two, three]) => one + two + three));
  }

  // A place says how early an id comes: four numbers, compared one after the other. An id keeps the best of its places.
  const comparePlaces = (one, other) =>
    one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3];
  const keepBest = (places, id, place) => {
    if (!places.has(id) || comparePlaces(place, places.get(id)) < 0) places.set(id, place);
  };
  const bestFirst = (places) =>
    [...places.keys()].sort((one, other) => comparePlaces(places.get(one), places.get(other)));

  const mayBeAsked = (row, profile, {given, child}) =>
    !row.notIn.includes(profile.group) && !row.notFor.includes(given.profession) && (child ? row.child : row.asked);

  // The ids of the questions worth asking next, the best first: of scored rows that were not asked (of an adult also of
  // unclear ones), that may be asked, and whose dimension can still be indicated.
  function nextQuestions(check) {
    const {child, profiles, position, hasAnswer, answerTo} = check;
    const places = new Map();
    const settled = check.unsafe || check.uncertain ? ["yes"] : ["yes", "no"]; // a no of such a talk may change
    const offered = child ? ["not_asked"] : ["unclear", "not_asked"];
    for (const profile of profiles) {
      for (const dimension of DIMENSIONS) {
        const scored = profile.rows.filter((row) => row.dimension === dimension && isScored(row, profile));
        const yeses = tally(
          scored.filter((row) => hasAnswer(row, "yes")),
          profile,
        );
        const open = tally(
          scored.filter((row) => !hasAnswer(row, ...settled)),
          profile,
        );
        const missing = fewestMissing(yeses, open);
        if (isIndicated(yeses) || missing === Infinity) continue;
        for (const row of scored.filter((each) => hasAnswer(each, ...offered) && mayBeAsked(each, profile, check))) {
          const answer = offered.indexOf(answerTo(row.id));
          keepBest(places, row.id, [missing, weightOf(row, profile), answer, position.get(row.id)]);
        }
      }
    }
    return bestFirst(places);
  }

  // Pairs of each chosen profile and its triage list; before exploitation began one list for all of them.
  function listsOf({data, profiles, notBegun}) {
    if (!notBegun) return profiles.map((profile) => [profile, profile.triage]);
    const isHere = (id) => profiles.some(({rows}) => rows.some((row) => row.id === id));
    const here = notBegun.filter((id) => isHere(id) || data.signs.some(([sign]) => sign === id));
    return profiles.map((profile) => [profile, here]);
  }

  // Pairs of a profile and each own row of it, the strongest first.
  const ownRows = ({profiles}) =>
    profiles.flatMap((profile) =>
      profile.rows
        .filter((row) => row.form)
        .sort((one, other) => weightOf(one, profile) - weightOf(other, profile))
        .map((row) => [profile, row]),
    );

  // The rows that must be answered before anything is ruled out.
  function firstQuestions(check) {
    const {data, child, notBegun} = check;
    const listed = listsOf(check).flatMap(([profile, ids]) =>
      profile.rows.filter((row) => ids.includes(row.id)).map((row) => [profile, row]),
    );
    const isFirst = ([profile, row]) =>
      mayBeAsked(row, profile, check) &&
      (notBegun || weightOf(row, profile) === STRONG || (!child && data.named.menace[profile.group].includes(row.id)));
    return [...listed, ...ownRows(check)].filter(isFirst).map(([, row]) => row);
  }

  // The ids of the items to begin with, and of those that "more" opens; own rows are the first.
  function triageOf(check) {
    const {data, notBegun, position} = check;
    const lists = listsOf(check);
    const places = new Map();
    for (const [profile, listed] of lists.length > 1 && !notBegun ? lists : []) {
      listed.forEach((id, place) => {
        const weight = data.rows[position.get(id)]?.weights[profile.id]?.[0] ?? NO_WEIGHT;
        keepBest(places, id, [weight, place, 0, 0]);
      });
    }
    const ranked = places.size ? bestFirst(places) : (lists[0]?.[1] ?? []);
    const ids = [...ownRows(check).map(([, row]) => row.id), ...ranked];
    return {triage: ids.slice(0, data.items), rest: ids.slice(data.items)};
  }

  return {nextQuestions, firstQuestions, triageOf};
})();
