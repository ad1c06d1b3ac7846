// Dimensions, next questions and advice (docs/rules.md), as screening/core has them; shared vectors prove that both agree.
"use strict";
const rozpoznajRule = (() => {
  const D = 0, C = 1, V = 2, E = 3, DC = 4, DV = 5; // the six dimensions in their order
  const positive = ([s, m, w]) => s > 1 || (s && m + w) || m > 2 || (m > 1 && w);
  const tally = (rows, id) => [0, 1, 2].map((n) => rows.filter((row) => row.w[id][0] === n).length);
  const sooner = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  const keep = (map, id, at) => { if (!map.has(id) || sooner(at, map.get(id)) < 0) map.set(id, at); };
  const ranked = (map) => [...map.keys()].sort((a, b) => sooner(map.get(a), map.get(b)));
  function missing([s, m, w], open) {
    const counts = [0, 1, 2, 3], found = [];
    for (const a of counts) for (const b of counts) for (const c of counts) {
      if (a <= open[0] && b <= open[1] && c <= open[2] && positive([s + a, m + b, w + c])) found.push(a + b + c);
    }
    return Math.min(...found);
  }

  return (data, given) => {
    const place = new Map(data.rows.map((row, n) => [row.id, n])), child = given.age !== "adult";
    const answer = (id) => given.answers[id] || "not_asked", is = (row, ...these) => these.includes(answer(row.id));
    const unsafe = data.unsafe.alone.includes(given.alone) || data.unsafe.interpreter.includes(given.interpreter);
    const signs = data.signs.filter(([id]) => given.signs.includes(id));
    const counted = data.profiles.filter((p) => given.forms.includes(p.form) && p.child === child).map((p) => {
      const all = data.rows.filter((row) => row.w[p.id]), weight = (row) => row.w[p.id];
      const rows = all.filter((row) => is(row, "yes") && !row.notIn.includes(p.form)), within = (...d) => rows.filter((row) => d.includes(row.d));
      return {...p, all, rows, within, among: (name) => rows.filter((row) => data.named[name][p.form]?.includes(row.id)),
        indicated: (d) => positive(tally(within(d), p.id)), exploited: within(E), force: within(C, DC),
        strong: (...d) => within(...d).filter((row) => !weight(row)[0]),
        scoredStrong: rows.filter((row) => !weight(row)[0] && weight(row)[1]), extensions: rows.filter((row) => !weight(row)[1])};
    });
    const of = (pick) => counted.flatMap(pick), gain = (p) => p.among("gain_taken"), means = (p) => p.within(D, C, DC);
    const all = (p, ...d) => d.every(p.indicated) && p.within(...d), both = (a, b) => a.length && b.length && [...a, ...b];
    const lines = (table) => table.flatMap(([code, line]) => counted.map((p) => [code, line(p) || []]));
    const some = ([, rows = [], seen = []]) => rows.length || seen.length;
    const counts = new Set(of((p) => p.all.filter((row) => !row.notIn.includes(p.form))));
    const outside = (...codes) => codes.flatMap((code) => data.rows.filter((row) => !counts.has(row) && answer(row.id) === code));

    function adult() {
      return lines([
        ["force_indicated", (p) => p.within(...[C, DC].filter(p.indicated))],
        ["exploitation_and_deception_indicated", (p) => all(p, E, D)],
        ["exploitation_and_vulnerability_indicated", (p) => all(p, E, V, DV)],
        ["grave_indicator", (p) => p.among("grave")],
        ["exploitation_and_force", (p) => (p.strong(C, DC).length || p.force.length > 1) && both(p.exploited, p.force)],
        ["exploitation_and_deceived_job", (p) => both(p.exploited, p.among("deceived_job"))],
        ["gain_taken_and_means", (p) => p.indicated(E) && gain(p).length && both(p.exploited, means(p))],
        ["gain_taken_and_dependence", (p) => both(gain(p), p.among("dependence"))],
      ]).filter(some);
    }
    function minor() {
      if (counted.length === 1 && counted[0].rows.length === 1 && counted[0].among("labour_law_alone").length) return [];
      return counted.flatMap((p) => [["child_exploitation_or_force", [...p.exploited, ...p.force]], ["child_strong_deception", p.strong(D)],
        ["child_no_guardian", p.among("no_guardian")], ["child_extension", p.extensions]]).filter(some);
    }
    function consult() {
      const rows = of((p) => p.rows), serious = signs.filter((sign) => sign[1]);
      const plain = [[child, "child"], [given.danger, "immediate_danger"], [given.concerned, "concerned"],
        [given.forms.includes("other"), "other_form"], [unsafe, "unsafe_talk"]].filter(([holds]) => holds).map(([, code]) => [code]);
      const more = [["strong_yes", of((p) => p.scoredStrong)], ["extension_yes", of((p) => p.extensions)], ["force_yes", of((p) => p.force)],
        ["several_indicators", new Set(rows).size > 1 ? rows : []], ["several_signs", [], signs.length > 1 ? signs : []], ["serious_sign", [], serious],
        ["outside_yes", outside("yes").filter((row) => !of((p) => p.all).includes(row))]];
      return [...plain, ...more.filter(some)];
    }
    function labourRights() {
      return counted.filter((p) => p.form === "labour" && p.exploited.length && !p.force.length).map((p) => ["exploitation_without_force", p.exploited]);
    }
    function prevention() {
      const early = of((p) => p.within(D, V));
      return early.length && !of((p) => [...p.exploited, ...p.force]).length ? [["before_exploitation", early]] : [];
    }
    function secondTalk() {
      const rows = of((p) => p.all), open = rows.filter((row) => is(row, "yes", "declined", "unclear"));
      const unsettled = rows.some((row) => is(row, "yes", "no")) ? [] : [["nothing_answered"]];
      return [...[["open_answers", open], ["signs_seen", [], signs]].filter(some), ...unsettled];
    }
    const urgent = signs.filter((sign) => sign[2]), now = [...(given.danger ? [["immediate_danger"]] : []), ...[["urgent_sign", [], urgent]].filter(some)];
    const refer = child ? minor() : adult(), asked = refer.length ? [] : consult(), grown = !child && !refer.length;
    const found = [["act_now", now], ["refer", refer], ["consult", asked], ["labour_rights", grown ? labourRights() : []],
      ["prevention", grown ? prevention() : []], ["second_talk", grown && !asked.length ? secondTalk() : []]].filter(([, why]) => why.length);
    const merged = (why) => [...new Set(why.map(([code]) => code))].map((code) => {
      const same = why.filter((each) => each[0] === code), rows = new Set(same.flatMap(([, some = []]) => some));
      return {code, indicators: [...rows].map((row) => row.id).sort((a, b) => place.get(a) - place.get(b)), signs: (same[0][2] || []).map(([id]) => id)};
    });
    const advice = (found.length ? found : [["nothing_recorded", [["nothing_found"]]]]).map(([code, why]) => ({code, reasons: merged(why)}));

    const next = new Map(), rank = new Map();
    for (const p of counted) for (const d of [D, C, V, E, DC, DV]) {
      const scored = p.all.filter((row) => row.d === d && row.w[p.id][1]), have = tally(scored.filter((row) => is(row, "yes")), p.id);
      const open = scored.filter((row) => !is(row, "yes", ...(unsafe ? [] : ["no"]))), more = missing(have, tally(open, p.id));
      if (positive(have) || more === Infinity) continue;
      for (const row of scored) {
        const may = !row.notIn.includes(p.form) && !row.notFor.includes(given.profession) && (child ? row.child : row.asked);
        if (may && is(row, "not_asked")) keep(next, row.id, [more, row.w[p.id][0], place.get(row.id)]);
      }
    }
    for (const p of counted) p.triage.forEach((id, n) => keep(rank, id, [data.rows[place.get(id)]?.w[p.id]?.[0] ?? 3, n, 0]));
    const one = counted.length === 1, order = ranked(rank), triage = one ? counted[0].triage : order.slice(0, data.items);
    const rest = one ? [] : order.slice(data.items);
    return {advice, unsafe, outside: outside("yes", "unclear", "declined", "no").map((row) => row.id), next: ranked(next), triage, rest, unknown: [...triage, ...rest].filter((id) => place.has(id) && !["yes", "no"].includes(answer(id)))};
  };
})();
