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

  // Places are lists of four numbers, the first number first; an id keeps the best of its places.
  const comparePlaces = (one, other) =>
    one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3];
  const keepBest = (places, id, place) => {
    if (!places.has(id) || comparePlaces(place, places.get(id)) < 0) places.set(id, place);
  };
  const bestFirst = (places) =>
    [...places.keys()].sort((one, other) => comparePlaces(places.get(one), places.get(other)));

  const reason = (code, rows = [], signs = []) => ({code, rows, signs});
  const plain = (holds, code) => (holds ? [reason(code)] : []);
  const hasGround = ({rows, signs}) => rows.length || signs.length;
  const all = (...parts) => parts.every((part) => part.length) && parts.flat();
  const overlaps = (some, others) => some.some((each) => others.includes(each));
  const without = (some, others) => some.filter((each) => !others.includes(each));
  const countOnce = (ids, groups) =>
    new Set(ids.map((id) => groups.find((group) => group.includes(id))?.[0] ?? id)).size;

  // A profile with its rows, and those answered yes.
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

  function readCheck(data, given) {
    const answerTo = (id) => given.answers[id] || "not_asked";
    const hasAnswer = (row, ...answers) => answers.includes(answerTo(row.id));
    const child = given.age !== data.adult;
    const age = child ? "child" : data.adult;
    const profiles = data.profiles
      .filter((profile) => profile.child === child && profile.forms.some((form) => given.forms.includes(form)))
      .map((profile) => withYeses(profile, data, given, hasAnswer));
    const chosen = data.rows.filter((row) => profiles.some((profile) => profile.rows.includes(row)));
    const isAnswered = ([name, answers]) => answers.includes(given[name]);
    const unsafe = Object.entries(data.unsafe).some(isAnswered);
    const isUnknown = (each) => !given[each[0]] || isAnswered(each);
    const labour = overlaps(given.forms, data.lists.law_rows_with) ? data.lists.law_rows : [];
    const lawRows =
      labour.length && !overlaps(given.forms, data.lists.law_row_unless)
        ? [...labour, ...data.lists.law_row_without_sexual]
        : labour;
    const ofAll = (pick) => data.rows.filter((row) => profiles.some((profile) => pick(profile).includes(row)));
    const sameAge = data.profiles.filter((profile) => profile.child === child);
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
      notBegun: given.transit ? data.notBegun[age] : null,
      signs: data.signs.filter(([id]) => given.signs.includes(id)),
      position: new Map(data.rows.map((row, position) => [row.id, position])),
      outside: (...answers) =>
        answers.flatMap((answer) => data.rows.filter((row) => !chosen.includes(row) && hasAnswer(row, answer))),
      isStrongAtThisAge: (row) => sameAge.some(({id}) => row.weights[id]?.[0] === STRONG),
    };
  }

  const REFER_ADULT = [
    [
      "force_indicated",
      (each) => {
        const besides = [
          ...each.within(DECEPTIVE_RECRUITMENT, EXPLOITATION, DESTINATION_COERCION),
          ...each.among("debt_or_sale"),
        ];
        const recruited = each.indicated(COERCIVE_RECRUITMENT) && besides.length;
        return [
          ...(each.indicated(DESTINATION_COERCION) ? each.within(DESTINATION_COERCION) : []),
          ...(recruited ? [...each.within(COERCIVE_RECRUITMENT), ...besides] : []),
        ];
      },
    ],
    [
      "exploitation_and_deception_indicated",
      (each) =>
        each.indicated(EXPLOITATION) &&
        each.indicated(DECEPTIVE_RECRUITMENT) &&
        each.within(EXPLOITATION, DECEPTIVE_RECRUITMENT),
    ],
    [
      "exploitation_and_vulnerability_indicated",
      (each, check) => {
        if (!each.indicated(EXPLOITATION) || !each.indicated(DESTINATION_VULNERABILITY)) return [];
        const early = each.within(RECRUITMENT_VULNERABILITY);
        const {circumstances} = check.data.lists;
        const chosenWeak =
          each.indicated(RECRUITMENT_VULNERABILITY) && early.some((row) => !circumstances.includes(row.id));
        const held = check.data.named.held[each.group];
        const free = !check.unsafe && !check.uncertain && held.every((id) => check.answerTo(id) === "no");
        const dependent = each.among("care_dependency").length || (!free && each.among("daily_dependency").length);
        return chosenWeak || dependent
          ? [...each.within(EXPLOITATION, DESTINATION_VULNERABILITY), ...(chosenWeak ? early : [])]
          : [];
      },
    ],
    ["grave_indicator", (each) => each.among("grave")],
    [
      "grave_with_act",
      (each) => {
        const sameForm = ({form}) => each.own.filter((row) => row.form === form);
        return each
          .among("grave_with_act")
          .map(sameForm)
          .filter((rows) => rows.length > 1)
          .flat();
      },
    ],
    [
      "exploitation_and_force",
      (each) =>
        each.exploitation.length + each.among("wages_withheld").length &&
        (each.strong(...FORCE).length || each.menace.length || each.force.length > 1) && [
          ...each.exploitation,
          ...each.force,
        ],
    ],
    ["exploitation_and_deceived_job", (each) => all(each.exploitation, each.among("deceived_job"))],
    [
      "gain_taken_and_means",
      (each) =>
        each.indicated(EXPLOITATION) &&
        all(each.exploitation, each.among("gain_taken"), each.within(DECEPTIVE_RECRUITMENT, ...FORCE)),
    ],
    ["gain_taken_and_dependence", gainAndDependence],
  ];
  const ALSO_BETWEEN_SPOUSES = ["exploitation_and_deception_indicated", "grave_indicator", "grave_with_act"];

  function gainAndDependence(each, {data: {lists}}) {
    const gain = each.among("gain_of_dependent");
    const bound =
      lists.bound_is_dependence.includes(each.group) && each.indicated(DESTINATION_VULNERABILITY)
        ? each.within(DESTINATION_VULNERABILITY)
        : [];
    const dependence = [...each.among("dependence"), ...bound];
    if (!lists.another_exploitation.includes(each.group)) return all(gain, dependence);
    return [
      [gain, dependence],
      [each.among("unpaid"), each.among("cared_for")],
    ].flatMap(([taken, depends]) => all(taken, without(each.exploitation, taken), depends) || []);
  }

  const referAdult = (check) =>
    REFER_ADULT.flatMap(([code, line]) =>
      check.profiles
        .filter((each) => !each.spousesAlone || ALSO_BETWEEN_SPOUSES.includes(code))
        .map((each) => reason(code, line(each, check) || [])),
    ).filter(hasGround);

  function referChild({data, given, profiles, ofAll, signs}) {
    const yeses = ofAll((each) => each.yeses);
    const isMild = (row) =>
      profiles.every((each) => !each.rows.includes(row) || data.named.mild[each.group].includes(row.id));
    const mild = yeses.filter(isMild).map((row) => row.id);
    const others = yeses.filter((row) => !isMild(row) && !data.lists.circumstances.includes(row.id));
    const serious = signs.filter(([, isSerious]) => isSerious);
    const grave = serious.length || given.signs.some((id) => id.startsWith("obs_child_"));
    const spared = !grave && !others.length && countOnce(mild, data.lists.mild_together) < 2;
    const exploited = profiles.flatMap((each) => [
      reason("child_exploitation_or_force", [...each.exploitation, ...each.force]),
      reason("child_strong_deception", each.strong(DECEPTIVE_RECRUITMENT)),
      reason("child_no_guardian", each.among("no_guardian")),
      reason("child_extension", each.extensions),
    ]);
    const enough = (serious.length && signs.length > 1) || countSigns(data, signs) > 2;
    return [...(spared ? [] : exploited), reason("child_signs", [], enough ? signs : [])].filter(hasGround);
  }

  const countSigns = (data, signs) =>
    countOnce(
      signs.map(([id]) => id),
      data.lists.signs_together,
    );

  function consult(check) {
    const {data, given, signs, ofAll, counted, chosen, hasAnswer} = check;
    const yeses = ofAll((each) => each.yeses);
    const open = chosen.filter((row) => hasAnswer(row, "yes", "unclear", "declined"));
    const openForce = counted(open) > 2 && open.some((row) => FORCE.includes(row.dimension));
    const strongHere = ofAll((each) => each.strong(...DIMENSIONS));
    const strong = data.rows.filter((row) => hasAnswer(row, "yes") && check.isStrongAtThisAge(row));
    const recorded = [
      ["strong_yes", ofAll((each) => each.scoredStrong)],
      ["extension_yes", ofAll((each) => each.extensions)],
      ["force_yes", ofAll((each) => each.force)],
      ["further_exploitation", ofAll((each) => (each.further ? each.exploitation : []))],
      ["gain_taken", ofAll((each) => each.among("gain_taken"))],
      ["several_indicators", counted(yeses) > 1 ? yeses : []],
      ["several_signs", [], countSigns(data, signs) > 1 ? signs : []],
      ["serious_sign", [], signs.filter(([, serious]) => serious)],
      ["open_force", openForce ? open : []],
      ["outside_strong", without(strong, strongHere)],
    ].map((each) => reason(...each));
    return [
      ...plain(check.child, "child"),
      ...actNow(check),
      ...plain(given.concerned, "concerned"),
      ...plain(overlaps(given.forms, check.data.lists.unclear_forms), "other_form"),
      ...plain(check.unsafe, "unsafe_talk"),
      ...recorded.filter(hasGround),
    ];
  }

  const labourRights = ({data, profiles}) =>
    profiles
      .filter((each) => data.lists.labour_rights.includes(each.group) && each.exploitation.length && !each.force.length)
      .map((each) => reason("exploitation_without_force", each.exploitation));

  function prevention({data, ofAll}) {
    const weak = ofAll((each) => each.within(RECRUITMENT_VULNERABILITY));
    const early = [
      ...ofAll((each) => each.within(DECEPTIVE_RECRUITMENT)),
      ...weak.filter((row) => !data.lists.circumstances.includes(row.id)),
    ];
    const later = ofAll((each) => [...each.exploitation, ...each.force]);
    return early.length && !later.length ? [reason("before_exploitation", early)] : [];
  }

  function secondTalk(check) {
    const {given, signs, chosen, hasAnswer, ofAll, outside, lawRows} = check;
    const explained = labourRights(check).length ? lawRows : [];
    const present = chosen.filter((row) => hasAnswer(row, "yes") && !explained.includes(row.id));
    const unclear = ofAll((each) => each.standing).filter((row) => hasAnswer(row, "declined", "unclear"));
    const unsettled = (row) => !hasAnswer(row, "yes", "no");
    const elsewhere = chosen.filter((row) => row.form && row.notFor.includes(given.profession) && unsettled(row));
    const found = [
      reason("open_answers", [...present, ...unclear]),
      reason("outside_yes", outside("yes")),
      reason("signs_seen", [], signs),
      reason("first_questions_open", firstQuestions(check).filter(unsettled)),
      reason("not_for_you", elsewhere),
    ].filter(hasGround);
    const before = found.findIndex(({code}) => code === "first_questions_open" || code === "not_for_you");
    found.splice(before < 0 ? found.length : before, 0, ...plain(check.uncertain, "uncertain_talk"));
    return found;
  }

  function actNow({given, signs}) {
    const urgent = reason(
      "urgent_sign",
      [],
      signs.filter(([, , isUrgent]) => isUrgent),
    );
    return [...plain(given.danger, "immediate_danger"), ...[urgent].filter(hasGround)];
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

  const mayBeAsked = (row, profile, {given, child}) =>
    !row.notIn.includes(profile.group) && !row.notFor.includes(given.profession) && (child ? row.child : row.asked);

  // Rows not asked (of an adult unclear ones too), scored, that may be asked, of dimensions that can still be indicated.
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

  // The chosen profiles with their lists; before exploitation began one list for all of them.
  function listsOf({data, profiles, notBegun}) {
    if (!notBegun) return profiles.map((profile) => [profile, profile.triage]);
    const isHere = (id) => profiles.some(({rows}) => rows.some((row) => row.id === id));
    const here = notBegun.filter((id) => isHere(id) || data.signs.some(([sign]) => sign === id));
    return profiles.map((profile) => [profile, here]);
  }

  const ownRows = ({profiles}) =>
    profiles.flatMap((profile) =>
      profile.rows
        .filter((row) => row.form)
        .sort((one, other) => weightOf(one, profile) - weightOf(other, profile))
        .map((row) => [profile, row]),
    );

  // What must be answered before anything is ruled out.
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

  // The items to begin with, and those behind "more": own rows first.
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

  return (data, given) => {
    const check = readCheck(data, given);
    const {triage, rest} = triageOf(check);
    const isUnknown = (id) => check.position.has(id) && !["yes", "no"].includes(check.answerTo(id));
    return {
      advice: advise(check),
      unsafe: check.unsafe,
      uncertain: check.uncertain,
      outside: check.outside("yes", "unclear", "declined", "no").map((row) => row.id),
      next: nextQuestions(check),
      triage,
      rest,
      unknown: [...triage, ...rest].filter(isUnknown),
    };
  };
})();
