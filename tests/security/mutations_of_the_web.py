"""Broken lines of the server, of pages and papers, and of the class; the check of all of them runs these as well."""

from tests.security.mutation import Mutation

T_AGAIN = "tests/web/test_sent_again.py"
T_BARRIERS = "tests/web/access/test_barriers.py"
T_BACK = "tests/web/test_given_back.py"
T_CONFLICT = "tests/web/test_conflict.py"
T_DAMAGED = "tests/web/test_damaged.py"
T_HANDING = "tests/web/test_handing.py"
T_HELD = "tests/casework/test_held_forms.py"
T_KEEPER = "tests/web/test_background.py"
T_KIT = "tests/web/test_new_kit.py"
T_LENGTH = "tests/security/test_time_against_length.py"
T_NOTICES = "tests/web/test_notices.py"
T_OPEN = "tests/web/access/test_lock_gate.py"
T_PRESSES = "tests/web/test_class_presses.py"
T_RESTART = "tests/web/test_class_restart.py"
T_SERVER = "tests/web/http/test_connections.py"
T_SHUTTING = "tests/web/test_shutting.py"
T_STALE = "tests/web/test_staleness.py"
T_PRINTER = "tests/printing/test_printer.py"
T_TELEPHONES = "tests/web/test_class_telephones.py"
T_TRUTH = "tests/web/test_truth.py"
T_TWICE = "tests/web/test_started_twice.py"
T_THREE = "tests/web/test_three_states.py"
T_WORK, T_EDITION = "tests/web/test_work_list.py", "tests/web/test_quick_edition.py"
T_WAITING = "tests/web/access/test_held_forms.py"
T_ORIGIN = "tests/web/access/test_origin.py"
T_TABLE = "tests/web/access/test_table.py"
T_PEER = "tests/web/access/test_peer.py"
T_DANGER = "tests/core/test_danger_on_paper.py"
T_LANGUAGE = "tests/core/test_documents.py::test_a_language_that_is_known_is_said_and_any_other_text_stays_behind"
T_LENDING = "tests/web/test_lending.py"
T_LENT = "tests/web/test_quick_lending.py"
HANDED_OVER = "screening/web/cases/handed_over.py"
T_UPDATE = "tests/web/test_update.py"
T_MET = "tests/web/test_held_at_the_lock.py"
SUBMITTED = "screening/web/cases/submitted.py"
TICKS, T_TICKS = "screening/web/cases/forms/not_known.py", "tests/web/test_number_or_unknown.py"
OF_THE_WEB = [
    Mutation("screening/core/documents/call_summary.py", "    facts += [Fact(", "    _ = [Fact(", T_DANGER),
    Mutation("screening/core/documents/call_summary.py", "(not sign.urgent, not sign.serious)", "()", T_DANGER),
    Mutation("templates/print/parts.html", "joined(signs)", '""', T_DANGER),
    Mutation("screening/translation.py", "for code in languages()}", 'for code in Locale("en").languages}', T_LANGUAGE),
    Mutation("screening/web/http/host_names.py", "if here else None", "if True else None", T_TELEPHONES),
    Mutation("screening/web/http/connections.py", "    def handle_expt(self)", "    def handle_urgent(self)", T_SERVER),
    Mutation("templates/layout/notices.html", '{% if lock_state() == "open" %}', "{% if true %}", T_NOTICES),
    Mutation(
        "screening/web/http/request_filter.py",
        'READING = ("GET", "HEAD")',
        'READING = ("GET", "HEAD", "OPTIONS")',
        T_TELEPHONES,
    ),
    Mutation("screening/web/app.py", "        replace(path, key)\n", "", T_OPEN),
    Mutation("screening/web/access/start_link.py", "suppress(OSError)", "suppress(FileNotFoundError)", T_TWICE),
    Mutation("templates/cases/hand_out.html", "{{ written_down or suggested }}", "{{ suggested }}", T_HANDING),
    Mutation(
        "templates/cases/hand_out.html",
        '"" if problem in ("weak", "too_long", "unprintable") else request',
        "request",
        T_HANDING,
    ),
    Mutation("screening/web/http/connections.py", "    dispatcher.queue = Turns()\n", "", T_SERVER),
    Mutation("screening/web/access/lock_gate.py", " and not services().plain_http\n", "\n", T_TELEPHONES),
    Mutation(
        "screening/web/training/access.py", "            session.modified = False", "            pass", T_TELEPHONES
    ),
    Mutation(
        "screening/web/training/access.py",
        "not (shown or on",
        'request.method == "GET" and not (shown or on',
        T_TELEPHONES,
    ),
    Mutation("screening/web/training/room.py", "by_itself = CAME not in parts", "by_itself = True", T_TELEPHONES),
    Mutation(
        "screening/web/cases/document_views.py",
        "papers[0], language, asker=_asker()",
        "papers[0], language",
        T_TELEPHONES,
    ),
    Mutation("screening/printing/printer.py", "(asker and asker in self._waiting)", "False", T_PRINTER),
    Mutation("screening/web/training/room.py", "        return _leads_on()\n", "        pass\n", T_TELEPHONES),
    Mutation("screening/web/http/logs.py", "if select.select([], [descriptor], [], 0)[1]:", "if True:", T_TRUTH),
    Mutation("screening/web/http/logs.py", "if os.isatty(descriptor):", "if False:", T_TRUTH),
    Mutation("screening/web/http/connections.py", "self._channel.application_takes_body(self)", "True", T_SERVER),
    Mutation("screening/web/http/connections.py", "held[peer[0]] < self._most.of_one_address and", "", T_SERVER),
    Mutation("screening/web/access/lock_gate.py", "in FROM_OTHER_SITES and", "in () and", T_ORIGIN),
    Mutation(
        "screening/web/access/lock_gate.py",
        "endpoint) is Needs.NOTHING and not under_a_name_before()",
        "endpoint) is Needs.NOTHING",
        T_ORIGIN,
    ),
    Mutation("screening/web/server.py", '("127.0.0.1", IPV6)', '("127.0.0.1",)', T_ORIGIN),
    Mutation("screening/web/http/connections.py", "    def handle_error(self)", "    def handle_fault(self)", T_PEER),
    Mutation("screening/web/access/peer.py", "ESTABLISHED = 1", "ESTABLISHED = 6", T_PEER),
    Mutation("screening/web/access/peer.py", "int(uid) if state == ESTABLISHED else None", "int(uid)", T_PEER),
    Mutation("screening/web/access/peer.py", "(uid_by_kernel, uid_by_tables)", "(uid_by_tables,)", T_PEER),
    Mutation("screening/web/access/peer.py", "if all(_tells", "if any(_tells", T_PEER),
    Mutation("screening/web/account/shutting.py", '_shut_now(request.args.get("to"))', "answer(problem)", T_SHUTTING),
    Mutation("screening/web/account/shutting.py", "or not own_origin(unsaid=not wrong_token)", "", T_SHUTTING),
    Mutation(
        "screening/web/http/request_filter.py",
        ", Body.WITH_CASE_PAGE: MAX_SHOWN",
        "",
        T_SHUTTING,
    ),
    Mutation("screening/web/http/request_filter.py", "if ours or body is Body.FILE else MAX_BODY", "", T_DAMAGED),
    Mutation(
        "screening/web/http/connections.py",
        "parse_header(_without_leading_blanks(header_plus))",
        "parse_header(header_plus)",
        T_LENGTH,
    ),
    Mutation(
        "screening/web/http/connections.py", "self._most.in_all < MOST_CONNECTIONS:", "MOST_CONNECTIONS:", T_SERVER
    ),
    Mutation("screening/web/http/connections.py", "return bool(silent)", "return True", T_SERVER),
    Mutation(
        "screening/web/http/connections.py", "            _free_one(everywhere)  #", "            pass  #", T_SERVER
    ),
    Mutation("screening/web/http/connections.py", "MOST_CONNECTIONS + ALSO_IN_THE_MAP", "MOST_CONNECTIONS", T_SERVER),
    Mutation("screening/web/cases/forms/typed.py", "ALONG[name].fullmatch(value)", "True", T_AGAIN),
    Mutation("screening/web/cases/forms/typed.py", "(kind, value) in UNSAID", "False", T_AGAIN),
    Mutation("screening/web/cases/forms/typed.py", "along.append(UNKNOWN_REVISION)", "pass", T_AGAIN),
    Mutation("screening/web/cases/forms/typed.py", '.get("limit", LONGEST_DATE)', '["limit"]', T_DAMAGED),
    Mutation("screening/web/cases/not_saved.py", "    if not own_origin(unsaid=False):", "    if False:", T_AGAIN),
    Mutation("screening/web/cases/not_saved.py", ' and g.get("csrf_valid", False)', "", T_AGAIN),
    Mutation("screening/web/cases/not_saved.py", "    CaseFinished: FINISHED,\n", "", T_AGAIN),
    Mutation("screening/web/cases/not_saved.py", "problem.kept, TOO_LONG)", "problem.kept)", T_AGAIN),
    Mutation("screening/web/errors.py", "address=error.address, problem=error", "address=error.address", T_AGAIN),
    Mutation("templates/account/form_outcome.html", '"locked"', '""', T_AGAIN),
    Mutation(
        "screening/web/cases/views.py", "if changed_parts and submitted.changes(open_case.case):", "if False:", T_STALE
    ),
    Mutation(
        "screening/web/cases/views.py",
        "    if changed_parts:\n        return show_form",
        "    if 0:\n        return show_form",
        T_STALE,
    ),
    Mutation("screening/web/cases/staleness.py", "if there != here:", "if True:", T_THREE),
    Mutation(
        "screening/web/cases/staleness.py",
        "if submitted_as_shown else Changed.BOTH",
        "if True else Changed.BOTH",
        T_THREE,
    ),
    Mutation("screening/web/cases/staleness.py", "json.dumps([name, *map", "json.dumps([*map", T_THREE),
    Mutation("screening/web/cases/forms/opening.py", '"signs": case.signs & self.signs.offered', "", T_THREE),
    Mutation("screening/web/cases/staleness.py", "if seen.get(name) != digest", "if name == OWN", T_STALE),
    Mutation("screening/web/cases/staleness.py", "{WHOLE_CASE} if DEPENDS[page] is None else", "", T_STALE),
    Mutation("screening/web/cases/pages.py", "return found & {OWN} if sent else", "return", T_STALE),
    Mutation(
        "screening/web/cases/submitted.py",
        "if set(rows) == asked or (",
        "if set(rows) <= asked or (",
        "tests/web/test_outside.py",
    ),
    Mutation(
        "screening/web/cases/document_views.py",
        "    language = _language()\n    if seen_revision() != open_case.revision:",
        "    language = _language()\n    if False:",
        T_STALE,
    ),
    Mutation(
        "screening/web/cases/document_views.py",
        ".strip()\n    if seen_revision() != open_case.revision:",
        ".strip()\n    if False:",
        T_STALE,
    ),
    Mutation("screening/casework/cases.py", "elif open_case.revision != seen_revision:", "elif False:", T_STALE),
    Mutation(
        "screening/storage/erasing.py",
        'if seen_revision is not None and row["revision"] != seen_revision:',
        "if False:",
        T_STALE,
    ),
    Mutation(
        "templates/components/fields.html", '{{ " data-unsaved" if leave and request.method == "POST" }}', "", T_BACK
    ),
    Mutation(
        "templates/components/given_back.html", "data-case data-unsaved data-most", "data-case data-most", T_AGAIN
    ),
    Mutation("templates/components/given_back.html", "<div data-case data-unsaved", "<div data-case", T_AGAIN),
    Mutation("screening/web/access/held_forms.py", " and each.form.path == request.path", "", T_BACK),
    Mutation("screening/web/cases/views.py", "    take_out_saved()\n", "", T_BACK),
    Mutation("screening/web/account/views.py", "    if not who():", "    if True:", T_BACK),
    Mutation("screening/web/account/held_forms.py", "lost=lost, **said)", 'lost=lost, kept=said["kept"])', T_OPEN),
    Mutation(
        "screening/web/access/held_forms.py",
        "if row.is_case_page and not {name for name, _ in pairs} <=",
        "if False and not {name for name, _ in pairs} <=",
        T_WAITING,
    ),
    Mutation(
        "screening/web/training/room.py",
        "begin(exercises[released])",
        "begin(exercises[practice().room.rounds[0].exercise])",
        T_PRESSES,
    ),
    Mutation(
        "screening/web/training/room.py", "shown_results(rounds,", "shown_results(practice().room.rounds,", T_PRESSES
    ),
    Mutation("templates/training/class.html", "seen=state)", "seen=room.state)", T_PRESSES),
    Mutation("screening/casework/training/practice.py", "CaseErased, CaseDamaged):", "CaseErased):", T_PRESSES),
    Mutation("screening/casework/training/practice.py", "    RETENTION = TrainingRetention\n", "", T_RESTART),
    Mutation("screening/casework/lock.py", "if seen and self._changed == (visitor, seen)", "if False", T_KIT),
    Mutation("screening/casework/lock.py", " and self._holds(visitor, new)", "", T_KIT),
    Mutation(
        "screening/casework/lock.py",
        "        if self.state(visitor) is not VaultState.OPEN:\n            raise Locked\n        with",
        "        with",
        "tests/casework/test_lock.py",
    ),
    Mutation("screening/casework/lock.py", "if not passphrase.strip():", "if False:", "tests/casework/test_lock.py"),
    Mutation(
        "screening/casework/lock.py", "            if self.has_new_kit(visitor, kit):", "            if False:", T_KIT
    ),
    Mutation("screening/casework/lock.py", "                try_kit(recipient, kit)\n", "", T_KIT),
    Mutation(
        "screening/web/app.py", "    app.session_interface = entrance.session_interface\n", "", "tests/web/test_lock.py"
    ),
    Mutation(
        "screening/casework/lock.py", "if self.seconds_left() <= 0:  #", "if True:  #", "tests/casework/test_lock.py"
    ),
    Mutation(
        "screening/web/account/held_forms.py", '"POST" and state() is VaultState.OPEN:', '"POST" and False:', T_KIT
    ),
    Mutation("screening/web/account/held_forms.py", '        notices.leave("out_of_date")\n', "", T_KIT),
    Mutation("screening/web/cases/views.py", 'notices.leave("word")', "pass", T_KIT),
    Mutation("screening/web/account/views.py", "        raise Locked  # an older page", "        pass  #", T_KIT),
    Mutation(
        "screening/web/account/views.py",
        'if (form.passphrase.data or "").strip():',
        "if True:",
        "tests/web/test_idle.py",
    ),
    Mutation("screening/web/account/views.py", "done = 1 if", "done = None if", T_KIT),
    Mutation("screening/web/access/lock_gate.py", "requested_endpoint().is_case_page", "False", T_BACK),
    Mutation("screening/web/access/lock_gate.py", "if now is VaultState.NEW:", "if False:", T_BARRIERS),
    Mutation(
        "screening/web/access/lock_gate.py",
        "        outcome = hold_request_form(self.who())\n",
        "        outcome = None\n",
        T_BARRIERS,
    ),
    Mutation(
        "screening/web/access/lock_gate.py", "outcome is None or outcome.became is Outcome.KEPT", "True", T_BARRIERS
    ),
    Mutation("screening/web/access/lock_gate.py", "with suppress(StorageError):  #", "if True:  #", T_BARRIERS),
    Mutation("screening/web/account/clock.py", "= hold_request_form(who())", "= None", T_BARRIERS),
    Mutation("screening/web/account/clock.py", " or state() is not VaultState.OPEN:  #", ":  #", T_BARRIERS),
    Mutation(
        "screening/web/training/access.py", 'if g.get("by_a_link", False):', "if True:", "tests/web/test_training.py"
    ),
    Mutation("templates/account/set_up.html", '{% include "account/waits_for_keys.html" %}', "", T_BARRIERS),
    Mutation("templates/account/new_kit.html", '{% include "account/waits.html" %}', "", T_BARRIERS),
    Mutation("templates/account/waiting.html", '{% include "account/word.html" %}', "", T_BARRIERS),
    Mutation("templates/account/clock.html", '{% include "account/word.html" %}', "", T_BARRIERS),
    Mutation("screening/storage/store.py", "        self.move_in_memory(sent)\n", "", T_HELD),
    Mutation("screening/casework/held_forms.py", "if form.case_id or not form.visitor:", "if False:", T_HELD),
    Mutation(
        "screening/casework/held_forms.py",
        "for row in self._unsealed.values()) >= PLACES",
        "for row in ()) >= PLACES",
        T_HELD,
    ),
    Mutation(
        "screening/casework/held_forms.py",
        "            rows = self._all()\n",
        "            rows = self._rows.all()\n",
        T_HELD,
    ),
    Mutation("screening/casework/held_forms.py", "                self._unsealed = kept\n", "", T_HELD),
    Mutation(
        "screening/web/access/table.py", "in_training: Role = Role.NOBODY", "in_training: Role = Role.CLASS", T_TABLE
    ),
    Mutation("screening/web/access/table.py", "routed.difference(names)", "set()", T_TABLE),
    Mutation("screening/web/access/table.py", "set(names) - routed", "set()", T_TABLE),
    Mutation("screening/web/access/table.py", "names.count(name) > 1", "False", T_TABLE),
    Mutation("screening/web/quick_app.py", "        table.check(app, table.Application.PUBLIC)\n", "", T_TABLE),
    Mutation("screening/web/app.py", "row.proof is not table.Proof.TOKEN and ", "", T_TABLE),
    Mutation(
        "screening/web/account/views.py",
        '    notices.leave("word")\n    case_service().held_forms.seal()\n',
        '    notices.leave("word")\n',
        T_BARRIERS,
    ),
    Mutation("screening/web/server.py", " or ip_address(str(from_[0])).is_loopback", "", T_PEER),
    Mutation(
        "screening/settings.py",
        "[each for _, name in socket.if_nameindex() if (each := _address_of(probe, name))]",
        "[]",
        "tests/test_settings.py",
    ),
    Mutation("screening/settings.py", "way_out in found or not found", "True", "tests/test_settings.py"),
    Mutation("screening/settings.py", "!= UP | RUNNING:", "== 0:", "tests/test_settings.py"),
    Mutation("screening/settings.py", "    if len(found) > 1:", "    if False:", "tests/test_settings.py"),
    Mutation("screening/web/server.py", "(signal.SIGTERM, signal.SIGHUP)", "(signal.SIGTERM,)", T_KEEPER),
    Mutation("screening/web/cases/onward.py", "return now if answers() else", "return now if True else", T_CONFLICT),
    Mutation("screening/web/cases/forms/typed.py", "said.get(before_of(name), value)", "value", T_CONFLICT),
    Mutation("screening/web/cases/submitted.py", " if answers() else ())", ")", "tests/web/test_outside.py"),
    Mutation(
        "screening/web/wording.py",
        ", case.form_group if case else None)",
        ", None)",
        "tests/web/test_labels_by_form.py",
    ),
    Mutation(
        "screening/web/cases/submitted.py",
        " | frozenset(reworded(catalogue, before, after))",
        "",
        "tests/web/test_outside.py",
    ),
    Mutation("screening/casework/held_forms.py", " if form.case_id else WhyNotKept.NO_PLACE", "", T_ORIGIN),
    Mutation(
        "screening/web/quick_app.py",
        "    app.after_request(_within_this_site)\n",
        "",
        "tests/web/test_quick_behind_a_proxy.py",
    ),
    Mutation("screening/web/quick_app.py", "plain_http=settings.plain_http", "plain_http=False", T_ORIGIN),
    Mutation("screening/web/account/views.py", "g.by_a_link and not who():", "g.by_a_link:", T_OPEN),
    Mutation(
        "screening/web/http/connections.py",
        "data.startswith(TLS_GREETING)",
        "False",
        "tests/web/http/test_tls_greeting.py",
    ),
    Mutation("screening/web/start_page.py", "is_open = barrier() is None", "is_open = True", T_WORK),
    Mutation("screening/web/quick/submission.py", "or catalogue.editions[0]", "or catalogue.edition", T_EDITION),
    Mutation(
        "screening/web/quick/submission.py", "edition=_edition(form, catalogue)", "edition=catalogue.edition", T_EDITION
    ),
    Mutation("screening/web/quick/submission.py", "        (EDITION, case.edition),\n", "", T_EDITION),
    Mutation("screening/settings.py", "dict.fromkeys((*named, listen))", "named", "tests/test_settings.py"),
    Mutation("screening/web/app.py", "    app.before_request(stay_there)\n", "", T_LENDING),
    Mutation("screening/web/app.py", "    app.before_request(follow_the_quick_check)\n", "", T_LENT),
    Mutation("screening/web/access/table.py", "proof=NO_PROOF, hands_over=True,", "proof=NO_PROOF,", T_LENT),
    Mutation(HANDED_OVER, "    if is_handed_over_from_quick():\n", "    if True:\n", T_LENT),
    Mutation(HANDED_OVER, 'is_opened_by(request.form.get("bare", ""), word)', "True", T_LENT),
    Mutation(HANDED_OVER, " and not is_of_an_earlier_one(word)", "", T_LENT),
    Mutation(HANDED_OVER, "word and is_of_an_earlier_one(word):", "False:", T_LENT),
    Mutation("screening/web/cases/quick_lending.py", "said == OPEN and is_of", "not said and is_of", T_LENT),
    Mutation("templates/quick/bare.html", "fields + of_this_handing_over()", "fields", T_LENT),
    Mutation("templates/quick/home.html", "{{ in_the_tool() }}", "", "tests/journeys/test_quick_lending.py"),
    Mutation("screening/web/app.py", "also_forget(services_of(app).handed_over.clear)", "also_forget(list)", T_LENDING),
    Mutation("screening/web/access/table.py", "act=WORK, lists_cases=True,", "act=WORK,", T_LENDING),
    Mutation(HANDED_OVER, "and request.path != there", "and False", T_LENDING),
    Mutation(HANDED_OVER, "word != word_of_now()", "False", T_LENDING),
    Mutation("screening/web/cases/pages.py", "return found & {OWN} if sent", "return frozenset() if sent", T_UPDATE),
    Mutation(
        "screening/web/access/held_forms.py", "with_its_time(fields(form.body), came)", "fields(form.body)", T_MET
    ),
    Mutation("screening/web/cases/start.py", "id_of_new_case(), came_at())", "id_of_new_case())", T_ORIGIN),
    Mutation(
        "screening/web/access/lock_gate.py",
        "hold_request_form(NOT_LET_IN) or sent_back()",
        "hold_request_form(NOT_LET_IN)",
        T_ORIGIN,
    ),
    Mutation("screening/web/access/lock_gate.py", "else own_origin(unsaid=False)", "else False", T_ORIGIN),
    Mutation(
        "screening/web/access/lock_gate.py",
        "if asked is Needs.NOTHING and not under_a_name_before():",
        "if asked is Needs.NOTHING:",
        T_ORIGIN,
    ),
    Mutation(
        "screening/web/cases/lending.py", "(AheadOfPath, NotFound, StorageError)", "(AheadOfPath, NotFound)", T_LENDING
    ),
    Mutation("screening/web/cases/lending.py", "    if not is_handed_over():\n", "    if False:\n", T_LENDING),
    Mutation("screening/web/cases/lending.py", "said in SAID and at not in dict(shown.statements)", "False", T_LENDING),
    Mutation("screening/web/cases/lending.py", "_page_between(POLISH) if is_handed_over() else ", "", T_LENDING),
    Mutation(HANDED_OVER, "        let_pages_go()\n", "", T_LENDING),
    Mutation(HANDED_OVER, "outcome = hold_request_form(who())", "outcome = None", T_LENDING),
    Mutation("screening/web/account/shutting.py", '"0" if who() in services().handed_over else ', "", T_LENDING),
    Mutation("screening/casework/cases.py", " and opened.case.age is age", "", "tests/web/test_short_page.py"),
    Mutation(
        "screening/web/quick/showing.py",
        "reply.answer is Answer.YES and reply.basis != {Basis.PERSON}",
        "False",
        T_LENDING,
    ),
    Mutation(TICKS, "if _value(case, code) is not None)", "if False)", T_TICKS),
    Mutation(SUBMITTED, "        form.keep_newer(", "        (", T_TICKS),
    Mutation(TICKS, "            if code in shown:", "            if code not in shown:", T_TICKS),
]
