// Dimensions, next questions and advice (docs/rules.md), as screening/core has them; shared vectors prove that both
// agree.
"use strict";
const rozpoznajRule = (() => {
  const DIMENSIONS = [0, 1, 2, 3, 4, 5]; // by their place in the instrument, as the rows name them
  const [
    DECEPTIVE_RECRUITMENT,
    COERCIVE_RECRUITMENT,
    RECRUITMENT_VULNERABILITY,
    EXPLOITATION,
    DESTINATION_COERCION,
    DESTINATION_VULNERABILITY,
  ] = DIMENSIONS;
  const FORCE = [COERCIVE_RECRUITMENT, DESTINATION_COERCION];
  const WEIGHTS = [0, 1, 2]; // strong, medium, weak
  const [STRONG] = WEIGHTS;
  const NO_WEIGHT = WEIGHTS.length;

  const weightOf = (row, profile) => row.weights[profile.id][0];
  const isScored = (row, profile) => row.weights[profile.id][1];
  const tally = (rows, profile) =>
    WEIGHTS.map((weight) => rows.filter((row) => weightOf(row, profile) === weight).length);
  const isIndicated = ([strong, medium, weak]) =>
    strong > 1 || (strong && medium + weak) || medium > 2 || (medium > 1 && weak);

  // The fewest further yeses that would indicate a dimension, from so many open rows of each weight.
  function fewestMissing([strong, medium, weak], open) {
    const [ofStrong, ofMedium, ofWeak] = open.map((most) => [0, 1, 2, 3].filter((count) => count <= most));
    const combinations = ofStrong.flatMap((one) => ofMedium.flatMap((two) => ofWeak.map((three) => [one, two, three])));
    const enough = combinations.filter(([one, two, three]) => isIndicated([strong + one, medium + two, weak + three]));
    return Math.min(...enough.map(([one, two, three]) => one + two + three));
  }

  // Places are lists of three numbers, the first number first; an id keeps the best of its places.
  const comparePlaces = (one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
  const keepBest = (places, id, place) => {
    if (!places.has(id) || comparePlaces(place, places.get(id)) < 0) places.set(id, place);
  };
  const bestFirst = (places) =>
    [...places.keys()].sort((one, other) => comparePlaces(places.get(one), places.get(other)));

  const reason = (code, rows = [], signs = []) => ({code, rows, signs});
  const hasGround = ({rows, signs}) => rows.length || signs.length;
  const both = (some, others) => some.length && others.length && [...some, ...others];

  // A profile with its rows, and those answered yes that count in its form.
  function withYeses(profile, data, hasAnswer) {
    const rows = data.rows.filter((row) => row.weights[profile.id]);
    const yeses = rows.filter((row) => hasAnswer(row, "yes") && !row.notIn.includes(profile.form));
    const within = (...dimensions) => yeses.filter((row) => dimensions.includes(row.dimension));
    const isStrong = (row) => weightOf(row, profile) === STRONG;
    const indicated = (dimension) => isIndicated(tally(within(dimension), profile));
    return {
      ...profile,
      rows,
      yeses,
      within,
      indicated,
      allIndicated: (...dimensions) => dimensions.every(indicated) && within(...dimensions),
      among: (name) => yeses.filter((row) => data.named[name][profile.form]?.includes(row.id)),
      exploitation: within(EXPLOITATION),
      force: within(...FORCE),
      strong: (...dimensions) => within(...dimensions).filter(isStrong),
      scoredStrong: yeses.filter((row) => isStrong(row) && isScored(row, profile)),
      extensions: yeses.filter((row) => !isScored(row, profile)),
    };
  }

  function readCheck(data, given) {
    const answerTo = (id) => given.answers[id] || "not_asked";
    const hasAnswer = (row, ...answers) => answers.includes(answerTo(row.id));
    const child = given.age !== data.adult;
    const profiles = data.profiles
      .filter((profile) => given.forms.includes(profile.form) && profile.child === child)
      .map((profile) => withYeses(profile, data, hasAnswer));
    const counting = new Set(
      profiles.flatMap((profile) => profile.rows.filter((row) => !row.notIn.includes(profile.form))),
    );
    return {
      data,
      given,
      child,
      answerTo,
      hasAnswer,
      profiles,
      unsafe: Object.entries(data.unsafe).some(([name, answers]) => answers.includes(given[name])),
      signs: data.signs.filter(([id]) => given.signs.includes(id)),
      position: new Map(data.rows.map((row, position) => [row.id, position])),
      ofAll: (pick) => profiles.flatMap(pick),
      outside: (...answers) =>
        answers.flatMap((answer) => data.rows.filter((row) => !counting.has(row) && hasAnswer(row, answer))),
    };
  }

  const REFER_ADULT = [
    ["force_indicated", (each) => each.within(...FORCE.filter(each.indicated))],
    ["exploitation_and_deception_indicated", (each) => each.allIndicated(EXPLOITATION, DECEPTIVE_RECRUITMENT)],
    [
      "exploitation_and_vulnerability_indicated",
      (each) => each.allIndicated(EXPLOITATION, RECRUITMENT_VULNERABILITY, DESTINATION_VULNERABILITY),
    ],
    ["grave_indicator", (each) => each.among("grave")],
    [
      "exploitation_and_force",
      (each) => (each.strong(...FORCE).length || each.force.length > 1) && both(each.exploitation, each.force),
    ],
    ["exploitation_and_deceived_job", (each) => both(each.exploitation, each.among("deceived_job"))],
    [
      "gain_taken_and_means",
      (each) =>
        each.indicated(EXPLOITATION) &&
        each.among("gain_taken").length &&
        both(each.exploitation, each.within(DECEPTIVE_RECRUITMENT, ...FORCE)),
    ],
    ["gain_taken_and_dependence", (each) => both(each.among("gain_taken"), each.among("dependence"))],
  ];

  const referAdult = ({profiles}) =>
    REFER_ADULT.flatMap(([code, line]) => profiles.map((each) => reason(code, line(each) || []))).filter(hasGround);

  function referChild({profiles}) {
    const [only] = profiles;
    if (profiles.length === 1 && only.yeses.length === 1 && only.among("labour_law_alone").length) return [];
    return profiles
      .flatMap((each) => [
        reason("child_exploitation_or_force", [...each.exploitation, ...each.force]),
        reason("child_strong_deception", each.strong(DECEPTIVE_RECRUITMENT)),
        reason("child_no_guardian", each.among("no_guardian")),
        reason("child_extension", each.extensions),
      ])
      .filter(hasGround);
  }

  function consult({data, given, child, unsafe, signs, ofAll, outside}) {
    const circumstances = [
      [child, "child"],
      [given.danger, "immediate_danger"],
      [given.concerned, "concerned"],
      [given.forms.some((form) => !data.forms.includes(form)), "other_form"],
      [unsafe, "unsafe_talk"],
    ];
    const yeses = ofAll((each) => each.yeses);
    const ofAnyProfile = ofAll((each) => each.rows);
    const recorded = [
      reason(
        "strong_yes",
        ofAll((each) => each.scoredStrong),
      ),
      reason(
        "extension_yes",
        ofAll((each) => each.extensions),
      ),
      reason(
        "force_yes",
        ofAll((each) => each.force),
      ),
      reason("several_indicators", new Set(yeses).size > 1 ? yeses : []),
      reason("several_signs", [], signs.length > 1 ? signs : []),
      reason(
        "serious_sign",
        [],
        signs.filter(([, serious]) => serious),
      ),
      reason(
        "outside_yes",
        outside("yes").filter((row) => !ofAnyProfile.includes(row)),
      ),
    ];
    const known = circumstances.filter(([holds]) => holds).map(([, code]) => reason(code));
    return [...known, ...recorded.filter(hasGround)];
  }

  const labourRights = ({data, profiles}) =>
    profiles
      .filter((each) => data.labourRights.includes(each.form) && each.exploitation.length && !each.force.length)
      .map((each) => reason("exploitation_without_force", each.exploitation));

  function prevention({ofAll}) {
    const early = ofAll((each) => each.within(DECEPTIVE_RECRUITMENT, RECRUITMENT_VULNERABILITY));
    const later = ofAll((each) => [...each.exploitation, ...each.force]);
    return early.length && !later.length ? [reason("before_exploitation", early)] : [];
  }

  function secondTalk({signs, ofAll, hasAnswer}) {
    const rows = ofAll((each) => each.rows);
    const open = rows.filter((row) => hasAnswer(row, "yes", "declined", "unclear"));
    const settled = rows.some((row) => hasAnswer(row, "yes", "no"));
    const grounds = [reason("open_answers", open), reason("signs_seen", [], signs)].filter(hasGround);
    return settled ? grounds : [...grounds, reason("nothing_answered")];
  }

  function actNow({given, signs}) {
    const urgent = reason(
      "urgent_sign",
      [],
      signs.filter(([, , isUrgent]) => isUrgent),
    );
    return [...(given.danger ? [reason("immediate_danger")] : []), ...[urgent].filter(hasGround)];
  }

  // The reasons by their codes, each once, with all its rows in the order of the catalogue.
  function merged(reasons, position) {
    const codes = [...new Set(reasons.map(({code}) => code))];
    return codes.map((code) => {
      const same = reasons.filter((each) => each.code === code);
      const ids = [...new Set(same.flatMap(({rows}) => rows))].map((row) => row.id);
      return {
        code,
        indicators: ids.sort((one, other) => position.get(one) - position.get(other)),
        signs: same[0].signs.map(([id]) => id),
      };
    });
  }

  function advise(check) {
    const refer = check.child ? referChild(check) : referAdult(check);
    const consulting = refer.length ? [] : consult(check);
    const adult = !check.child && !refer.length;
    const found = [
      ["act_now", actNow(check)],
      ["refer", refer],
      ["consult", consulting],
      ["labour_rights", adult ? labourRights(check) : []],
      ["prevention", adult ? prevention(check) : []],
      ["second_talk", adult && !consulting.length ? secondTalk(check) : []],
    ].filter(([, reasons]) => reasons.length);
    const advice = found.length ? found : [["nothing_recorded", [reason("nothing_found")]]];
    return advice.map(([code, reasons]) => ({code, reasons: merged(reasons, check.position)}));
  }

  // Rows not asked, scored, that may be asked, of dimensions that can still be indicated.
  function nextQuestions({given, child, unsafe, profiles, position, hasAnswer}) {
    const places = new Map();
    const settled = unsafe ? ["yes"] : ["yes", "no"]; // a no of an unsafe talk may change
    for (const profile of profiles) {
      const mayBeAsked = (row) =>
        !row.notIn.includes(profile.form) &&
        !row.notFor.includes(given.profession) &&
        (child ? row.child : row.asked) &&
        hasAnswer(row, "not_asked");
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
        for (const row of scored.filter(mayBeAsked)) {
          keepBest(places, row.id, [missing, weightOf(row, profile), position.get(row.id)]);
        }
      }
    }
    return bestFirst(places);
  }

  // The items to begin with, and those behind "more".
  function triageOf({data, profiles, position}) {
    if (profiles.length === 1) return {triage: profiles[0].triage, rest: []};
    const places = new Map();
    for (const profile of profiles) {
      profile.triage.forEach((id, place) => {
        const weight = data.rows[position.get(id)]?.weights[profile.id]?.[0] ?? NO_WEIGHT;
        keepBest(places, id, [weight, place, 0]);
      });
    }
    const ids = bestFirst(places);
    return {triage: ids.slice(0, data.items), rest: ids.slice(data.items)};
  }

  return (data, given) => {
    const check = readCheck(data, given);
    const {triage, rest} = triageOf(check);
    const isUnknown = (id) => check.position.has(id) && !["yes", "no"].includes(check.answerTo(id));
    return {
      advice: advise(check),
      unsafe: check.unsafe,
      outside: check.outside("yes", "unclear", "declined", "no").map((row) => row.id),
      next: nextQuestions(check),
      triage,
      rest,
      unknown: [...triage, ...rest].filter(isUnknown),
    };
  };
})();
