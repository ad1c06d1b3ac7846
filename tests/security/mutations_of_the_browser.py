"""Broken lines of what runs in the browser; the check of all of them runs these as well."""

from tests.security.mutation import Mutation

PAGE, WORKER = "templates/layout/page.html", "screening/web/static/quick_worker.js"
SCRIPT = "screening/web/static/script.js"
QUICK = "screening/web/static/quick.js"
T_ASSETS, T_HEADERS = "tests/web/http/test_assets.py", "tests/security/test_headers.py"
T_WAITING, T_ORIGIN = "tests/web/access/test_held_forms.py", "tests/web/access/test_origin.py"
T_LOCK = "tests/web/test_lock.py"
LENDING, T_LOST_ANSWERS = "screening/web/cases/lending.py", "tests/web/test_lost_answers.py"
T_AGAIN = "tests/web/test_sent_again.py"
T_HIDING, T_TABS = "tests/journeys/test_hiding.py", "tests/journeys/test_tabs.py"
T_TWICE = "tests/journeys/test_double_press.py"
T_FIREFOX = "tests/journeys/test_firefox.py"
SHUTTING = "screening/web/account/shutting.py"
T_PLAIN_FIRST, T_OFFLINE = "tests/journeys/test_quick_plain_first.py", "tests/journeys/test_offline.py"
T_RULE = "tests/journeys/test_rule_vectors.py"
STYLE, T_IN_SIGHT = "screening/web/static/style.css", "tests/journeys/test_in_sight.py"
T_WORDS = "tests/journeys/test_quick_words.py"
T_PRINTED = "tests/journeys/test_printed_by_browser.py"
QUOTING, T_KEPT = "screening/printing/quoting.py", "tests/printing/test_numbers_kept.py"
BESIDES, T_BESIDES = "screening/core/referral/besides.py", "tests/core/referral/test_besides.py"
FILLED_IN, T_BESIDE_PARENT = "screening/core/record/filled_in.py", "tests/core/rules/test_beside_the_parent.py"
T_DRAWN, T_OWN = "tests/printing/test_drawn_words.py", "tests/printing/test_own_words.py"
T_TAKEN_OVER, T_BEFORE = "tests/core/record/test_imported.py", "tests/printing/test_said_before.py"
NOTIFYING, T_NOTIFYING = "screening/core/referral/notifying.py", "tests/core/referral/test_notifying.py"
COMPLETENESS = "screening/core/referral/completeness.py"
T_COMPLETENESS = "tests/core/referral/test_completeness.py"
T_NEEDED, T_DECIDING = "tests/core/test_papers.py", "tests/web/test_deciding.py"
T_NUMBERS = "tests/web/test_numbers_on_pages.py"
CONSISTENCY, T_CONSISTENCY = "screening/core/referral/consistency.py", "tests/core/referral/test_consistency.py"
OF_THE_BROWSER = [
    Mutation("screening/web/static/quick_words.js", "data.labels[`${id}.${onlyForm()}`] || ", "", T_WORDS),
    Mutation(WORKER, 'cache: "reload", integrity', 'cache: "default"', T_ASSETS),
    Mutation(WORKER, ".delete(NAME)\n      .then(() => caches.open(NAME))", ".open(NAME)", T_OFFLINE),
    Mutation(PAGE, " integrity=\"{{ integrity('script.js') }}\"", "", T_ASSETS),
    Mutation(PAGE, ' translate="no"', "", T_HEADERS),
    Mutation("screening/web/access/lock_gate.py", "        session.modified = False\n", "        pass\n", T_ORIGIN),
    Mutation(
        "screening/web/http/headers.py", '        session["shut"] = secrets.token_hex(4)\n', "        pass\n", T_LOCK
    ),
    Mutation("templates/account/form_outcome.html", "<details>", "<details open>", T_WAITING),
    Mutation(SHUTTING, '            return _short("", 409)', '            return _short("", 204)', T_WAITING),
    Mutation(SHUTTING, 'if to != "left" and state()', "if state()", T_WAITING),
    Mutation(SCRIPT, "letWait();\n});", ";\n});", T_FIREFOX),
    Mutation("screening/web/account/held_forms.py", "@account.errorhandler(WaitsNoMore)\n", "", T_WAITING),
    Mutation(SCRIPT, " || notThere(form, event.submitter)) {", ") {", T_HIDING),
    Mutation(SCRIPT, "added || (behind && typed && !unasked)", "added", "tests/journeys/test_tabs.py"),
    Mutation(SCRIPT, "(away.hidden && isFresh())", "away.hidden", T_HIDING),
    Mutation(SCRIPT, "    form.requestSubmit(submitter);\n", "", T_HIDING),
    Mutation("templates/components/given_back.html", '{% include "components/away.html" %}', "", T_AGAIN),
    Mutation(SCRIPT, " && answer.status !== NOTHING_HERE;", ";", T_HIDING),
    Mutation(SCRIPT, "    window.stop();", "    ;", T_HIDING),
    Mutation(SCRIPT, "[page, typed] = [form, true]", "typed = true", "tests/journeys/test_leaving.py"),
    Mutation(SCRIPT, "if ([403, NOTHING_HERE]", "if ([402, NOTHING_HERE]", T_HIDING),
    Mutation(SCRIPT, 'await (leads === "lock" ? sendInstead() : stayHidden());', "await sendInstead();", T_HIDING),
    Mutation(SCRIPT, "    tabs.postMessage({to, at: Date.now()});\n", "", T_TABS),
    Mutation(SCRIPT, "&& Date.now() - data.at < 10000", "", T_TABS),
    Mutation(SCRIPT, "Math.max(...clocks()", "Math.min(...clocks()", T_TABS),
    Mutation(SCRIPT, 'document.addEventListener("visibilitychange", look);', "", T_TABS),
    Mutation(SCRIPT, "  behind.at?.focus({preventScroll: true});", "  ", T_TABS),
    Mutation(QUICK, "check.given || carriedOn", "check.given || answered(new FormData())", T_PLAIN_FIRST),
    Mutation("screening/web/static/rule_rows.js", "(data.unsafe).some(", "(data.unsafe).every(", T_RULE),
    Mutation(
        QUICK,
        "/forms|edition/.test(name)",
        "/forms/.test(name)",
        "tests/journeys/test_quick_road.py",
    ),
    Mutation(QUICK, "if (isCard || filled) {", "if (isCard) {", T_PLAIN_FIRST),
    Mutation("templates/cases/referral.html", '<div inert lang="pl">', "<iframe inert>", "tests/web/test_lines.py"),
    Mutation("templates/components/fields.html", "last settles", "last", T_TWICE),
    Mutation("screening/web/static/lent.js", 'history.replaceState(null, "");', "", "tests/journeys/test_residue.py"),
    Mutation("screening/web/static/forget.js", 'history.replaceState(null, "");', "", "tests/journeys/test_residue.py"),
    Mutation("screening/web/static/papers.js", "if (!isHidden()) ", "", "tests/journeys/test_papers.py"),
    Mutation("screening/web/static/no_reader.js", '"extra"', '"more"', "tests/journeys/test_firefox.py"),
    Mutation("screening/web/static/lent.js", 'postMessage({to: "lent", at: Date.now()})', "close()", T_TABS),
    Mutation(
        "screening/web/cases/quick_lending.py",
        "        hide_from_quick()\n",
        "        pass\n",
        "tests/web/test_quick_lending.py",
    ),
    Mutation(
        "screening/web/cases/handed_over.py",
        'if endpoint.hands_over and request.form.get("bare") == HIDE:',
        "if False:",
        "tests/web/test_quick_lending.py",
    ),
    Mutation(
        QUOTING,
        " or _by_block(each)",
        "",
        "tests/printing/test_numbers_kept.py",
    ),
    Mutation(SCRIPT, "if (added === false) added = true;", "added = true;", "tests/journeys/test_leaving.py"),
    Mutation(SCRIPT, "(added || (behind", "((behind", "tests/journeys/test_leaving.py"),
    Mutation(
        "screening/web/static/lent.js",
        "else if (pressed) event.preventDefault();",
        "",
        "tests/journeys/test_double_press.py",
    ),
    Mutation("screening/web/static/lent.js", 'submitter?.value === "quiet"', "false", T_TABS),
    Mutation("screening/web/http/headers.py", ' or g.get("lets_pages_go", False)', "", "tests/journeys/test_lock.py"),
    Mutation("templates/components/now.html", '<ol class="three settles">', '<ol class="three">', T_TWICE),
    Mutation(STYLE, ", .reason:has(textarea:not(:placeholder-shown)))::details", ")::details", T_IN_SIGHT),
    Mutation(STYLE, ", :is([type=text], textarea):not(:placeholder-shown))) {", ")) {", T_IN_SIGHT),
    Mutation(SCRIPT, "for (page of others) letWait();", "", "tests/journeys/test_leaving.py"),
    Mutation(
        "screening/web/access/session_cookie.py",
        "        if session.permanent:\n",
        "        if False:\n",
        "tests/web/test_class_joining.py",
    ),
    Mutation(
        "screening/web/access/lock_gate.py",
        "        answer_is_lost()\n",
        "",
        T_LOST_ANSWERS,
    ),
    Mutation(LENDING, "        answer_is_lost()\n        return None\n", "        return None\n", T_LOST_ANSWERS),
    Mutation(
        LENDING,
        "    answer_is_lost()\n    return _page_between(POLISH)",
        "    return _page_between(POLISH)",
        T_LOST_ANSWERS,
    ),
    Mutation(LENDING, "    if not is_there:\n        answer_is_lost()\n", "", T_LOST_ANSWERS),
    Mutation(LENDING, "    if not is_there:\n", "    if True:\n", T_LOST_ANSWERS),
    Mutation(LENDING, "is not Answer.YES:", "is None:", T_LOST_ANSWERS),
    Mutation(LENDING, "    answer_is_saved()\n", "", T_LOST_ANSWERS),
    Mutation("screening/web/cases/onward.py", " and WAITED in request.form", " and False", "tests/web/test_lending.py"),
    Mutation("screening/web/cases/lendable.py", " or open_case.finished", "", T_LOST_ANSWERS),
    Mutation(
        "templates/layout/notices.html", '("answer_lost") if not is_handed_over()', '("answer_lost")', T_LOST_ANSWERS
    ),
    Mutation(QUOTING, '("WS", "ON", "ES", "CS", "ET", "BN", "")', '("WS", "ES", "CS")', T_KEPT),
    Mutation(QUOTING, '"EN": DIGIT, "AN": DIGIT', '"EN": DIGIT', T_KEPT),
    Mutation(QUOTING, 'FROM_THE_LEFT if found.start() < first and STRONG in found[0] else ""', '""', T_KEPT),
    Mutation(
        "templates/print/sheet.css",
        "pre-line; border-left: 1.5pt",
        "pre-line; text-decoration: none; border-left: 1.5pt",
        T_DRAWN,
    ),
    Mutation(
        STYLE, "pre-line; border-inline-start: 2px", "pre-line; text-decoration: none; border-inline-start: 2px", T_OWN
    ),
    Mutation("templates/print/sheet.css", "overflow: hidden; padding: .5em", "padding: .5em", T_DRAWN),
    Mutation(
        STYLE,
        ".tall { display: inline-block; vertical-align: middle; max-width: 100%; overflow: hidden",
        ".tall { top: 0",
        T_NUMBERS,
    ),
    Mutation(QUOTING, "if _is_tall(line) else html", "if False else html", T_DRAWN),
    Mutation(QUOTING, "|{MARKED}[{PASSED}{TIED}]*{MARKED}", "", T_DRAWN),
    Mutation(QUOTING, "|{TIED}.*{TIED}", "", T_DRAWN),
    Mutation(QUOTING, 'if kind == "Cf" and name.startswith(DRAWN):', "if False:", T_DRAWN),
    Mutation(STYLE, "vertical-align: middle; max-width: 100%; overflow", "vertical-align: middle; overflow", T_NUMBERS),
    Mutation(QUOTING, '("So", "Sm", "Sc")', '("So", "Sm", "Sc", "Sk", "No")', T_DRAWN),
    Mutation(QUOTING, "&#8237;{}&#8236;", "{}", T_KEPT),
    Mutation("templates/components/gaps.html", "{{ each.value|as_written }}", "{{ each.value }}", T_NUMBERS),
    Mutation("templates/cases/agreement.html", "{{ carried(field) }}", "", "tests/web/test_sent_as_shown.py"),
    Mutation(
        "screening/web/static/rule_advice.js",
        '      Object.keys(given.answers).every((id) => isNo(id) || answerTo(id) === "not_asked" || isPoor(id)) &&\n',
        "",
        "tests/journeys/test_rule_vectors.py",
    ),
    Mutation(
        "screening/web/static/rule_advice.js",
        "      !overlaps(given.forms, data.lists.by_family) &&\n",
        "",
        "tests/journeys/test_rule_vectors.py",
    ),
    Mutation("screening/web/static/rule_advice.js", "      !given.exploited_in &&\n", "", T_RULE),
    Mutation(SCRIPT, "    letWait(to); // shut", "    // shut", T_HIDING),
    Mutation(
        "screening/web/static/papers.js",
        "if (now.includes(",
        "if (now || now.includes(",
        T_PRINTED,
    ),
    Mutation(SCRIPT, "Promise.all([page, ...others].map(send))", "Promise.all([page].map(send))", T_HIDING),
    Mutation(SCRIPT, "await Promise.all([...others].map(send));", "", T_HIDING),
    Mutation(SCRIPT, "!typed || unasked || behind", "!typed || unasked", T_HIDING),
    Mutation(STYLE, ".folded::details-content { content-visibility: visible; }", "", T_PRINTED),
    Mutation(CONSISTENCY, "written if written.tzinfo else written.replace", "written.replace", T_CONSISTENCY),
    Mutation(CONSISTENCY, "    if len(orders) == 1:", "    if orders:", T_CONSISTENCY),
    Mutation(
        "screening/core/referral/calling.py",
        'or (f"{on}T23:59" if on else "")',
        "or on",
        "tests/core/referral/test_calling.py",
    ),
    Mutation("screening/web/cases/views.py", "with_age_said(applied)", "applied", "tests/web/test_age_said.py"),
    Mutation(BESIDES, "for leaf in filled_in(case) if", "for leaf in filled_in(case)[:1] if", T_BESIDES),
    Mutation(BESIDES, "    if has_notes(case):", "    if False:", T_BESIDES),
    Mutation(COMPLETENESS, "_asks_to_act(case) and less and not refused(case)", "False", T_COMPLETENESS),
    Mutation(COMPLETENESS, " and less and not refused(case)", " and less", T_COMPLETENESS),
    Mutation(NOTIFYING, "service is None or service in RECEIVING", "True", T_NOTIFYING),
    Mutation(NOTIFYING, "service is None or service in RECEIVING", "service in RECEIVING", T_NOTIFYING),
    Mutation("screening/core/documents/papers.py", "duty_of(case) is Duty.OWN", "decided.duty is Duty.OWN", T_NEEDED),
    Mutation(
        "screening/core/documents/source.py",
        "decisions=without_duty_of_another(case)",
        "decisions=case",
        "tests/printing/test_said.py",
    ),
    Mutation(
        "screening/web/cases/forms/decisions.py",
        "return without_duty_of_another(replace(",
        "return (replace(",
        T_DECIDING,
    ),
    Mutation(
        "screening/core/record/imported.py", "return None if KIND in case.said_before else", "return", T_TAKEN_OVER
    ),
    Mutation(
        "templates/print/call_on_sheet.html", ' if "referrer.urgency" not in case.said_before else ""', "", T_BEFORE
    ),
    Mutation(FILLED_IN, "not in (leaf.of(BLANK), NOTHING)", "not in (leaf.of(BLANK),)", T_BESIDE_PARENT),
]
