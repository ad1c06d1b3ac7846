// The rule in the browser: the advice with its reasons, line by line, and all that it says of a check.
"use strict";
rozpoznajRule.check = (() => {
  const {DIMENSIONS, FORCE, overlaps, without, countOnce, readCheck} = rozpoznajRule;
  const {nextQuestions, firstQuestions, triageOf} = rozpoznajRule.questions;
  const [
    DECEPTIVE_RECRUITMENT,
    COERCIVE_RECRUITMENT,
    RECRUITMENT_VULNERABILITY,
    EXPLOITATION,
    DESTINATION_COERCION,
    DESTINATION_VULNERABILITY,
  ] = DIMENSIONS;

  // A reason follows from rows, from signs, or from something else that `holds`; without any of them it is no ground.
  const reason = (code, rows = [], signs = [], holds) => ({code, rows, signs, holds});
  const plain = (holds, code) => reason(code, [], [], holds);
  const hasGround = ({rows, signs, holds}) => rows.length || signs.length || holds;
  // The rows of all these parts together; false if one of them is empty.
  const all = (...parts) => parts.every((part) => part.length) && parts.flat();

  // The lines of the rule for an adult: the code of the reason, and a function that returns the rows of one profile on
  // which the line holds, or something false.
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
        const vulnerable =
          each.indicated(RECRUITMENT_VULNERABILITY) && early.some((row) => !circumstances.includes(row.id));
        const held = check.data.named.held[each.group];
        const free = !check.unsafe && !check.uncertain && held.every((id) => check.answerTo(id) === "no");
        const dependent = each.among("care_dependency").length || (!free && each.among("daily_dependency").length);
        return vulnerable || dependent
          ? [...each.within(EXPLOITATION, DESTINATION_VULNERABILITY), ...(vulnerable ? early : [])]
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
        each.exploitation.length + each.among("pay_kept_back").length &&
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
  // The lines that count also where a marriage is all that is suspected.
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
    const grave = serious.length || given.signs.some((id) => id.startsWith(data.prefixes.child_signs));
    // Only circumstances and at most one mild matter have yes, and no sign speaks of more.
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
      plain(check.child, "child"),
      ...actNow(check),
      plain(given.concerned, "concerned"),
      plain(overlaps(given.forms, data.lists.unclear_forms), "other_form"),
      plain(check.unsafe, "unsafe_talk"),
      ...recorded,
    ].filter(hasGround);
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
    return [
      reason("open_answers", [...present, ...unclear]),
      reason("outside_yes", outside("yes")),
      reason("signs_seen", [], signs),
      plain(check.uncertain, "uncertain_talk"),
      reason("first_questions_open", firstQuestions(check).filter(unsettled)),
      reason("not_for_you", elsewhere),
    ].filter(hasGround);
  }

  function actNow({given, signs}) {
    const urgent = signs.filter(([, , isUrgent]) => isUrgent);
    return [plain(given.danger, "immediate_danger"), reason("urgent_sign", [], urgent)].filter(hasGround);
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

  // The ids of the sentences that say an advice, as screening/core/rules/advice_sentences.py has them. The quick check
  // does not ask about the right to stay, so the sentence for a person without one is always among them.
  function sentences(code, check, consulted) {
    const {data, given, child, ofAll, hasAnswer} = check;
    const [beside, open, stay, partner, wages] = data.also;
    const own = `advice_${code}_text`;
    if (code === "labour_rights") {
      const counts = ["yes", ...(check.unsafe || check.uncertain ? [] : ["no"])];
      const isOpen = (row) => FORCE.includes(row.dimension) && !hasAnswer(row, ...counts);
      return consulted ? [beside, stay] : [own, ...(firstQuestions(check).some(isOpen) ? [open] : []), stay];
    }
    const earned = ofAll((each) => [...each.exploitation, ...each.among("gain_taken")]);
    const isHurt = ({id}) => data.lists.hurting.includes(id);
    if (code === "refer" && !child && !earned.length && ofAll((each) => each.yeses).some(isHurt)) return [own, partner];
    return child && code !== "act_now" && overlaps(given.forms, data.lists.labour_rights) ? [own, wages] : [own];
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
    return advice.map(([code, reasons]) => ({
      code,
      reasons: merged(reasons, check.position),
      sentences: sentences(code, check, consulting.length > 0),
    }));
  }

  // As core/rules/with_parent.py, which reads all fields of a case. KCIK must be consulted on the child, and no more.
  function staysWithParent(check, advice) {
    const {data, given, profiles, answerTo} = check;
    const isNo = (id) => answerTo(id) === "no";
    const isPoor = (id) => profiles.some((each) => data.named.poor[each.group].includes(id));
    return (
      check.child &&
      !check.unsafe &&
      !check.uncertain &&
      Object.values(data.named.no_guardian).flat().every(isNo) &&
      Object.keys(given.answers).every((id) => isNo(id) || answerTo(id) === "not_asked" || isPoor(id)) &&
      !overlaps(given.forms, data.lists.by_family) &&
      !given.exploited_in &&
      !given.signs.length &&
      !given.concerned &&
      advice.every(({code}) => code === "consult")
    );
  }

  return (data, given) => {
    const check = readCheck(data, given);
    const advice = advise(check);
    const {triage, rest} = triageOf(check);
    const isUnknown = (id) => check.position.has(id) && !["yes", "no"].includes(check.answerTo(id));
    return {
      advice,
      withParent: staysWithParent(check, advice),
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
