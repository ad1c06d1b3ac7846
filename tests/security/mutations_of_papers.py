"""Lines of documents and printing that the mutation check breaks."""

from tests.security.mutation import Mutation

T_LEAVES = "tests/core/referral/test_disclosure.py"
T_NOT_ASKED = "tests/printing/test_not_asked.py"
T_SUSPICION = "tests/printing/test_suspicion.py"
T_FORM_UNKNOWN = "tests/printing/test_form_not_known.py"
T_SITE = "tests/web/test_site.py"
T_PLANS = "tests/printing/test_plans_and_facts.py"
T_NOTIFYING = "tests/core/referral/test_notifying.py"
T_IMPORTED = "tests/core/record/test_imported.py"
T_STILL_OPEN = "tests/core/referral/test_still_open.py"
T_PAPERS_NOW = "tests/core/test_papers.py"
T_CALLING = "tests/core/referral/test_calling.py"
T_LAST_TALK = "tests/web/test_place_of_the_last_talk.py"
WITH_PARENT, T_PARENT = "screening/core/rules/with_parent.py", "tests/core/rules/test_with_parent.py"
T_BESIDE = "tests/core/rules/test_beside_the_parent.py"
T_QUESTIONED = "tests/printing/test_a_child_is_not_questioned.py"
T_HARD = "tests/core/referral/test_situations.py"
OF_PAPERS = [
    Mutation(WITH_PARENT, " and _poor_at_most(case)", "", T_PARENT),
    Mutation(WITH_PARENT, "(Answer.NO, Answer.NOT_ASKED)", "(Answer.NO, Answer.NOT_ASKED, Answer.UNCLEAR)", T_PARENT),
    Mutation(WITH_PARENT, " and not case.forms & {*BY_FAMILY}", "", T_PARENT),
    Mutation(WITH_PARENT, " and case.safety.no_counts", "", T_PARENT),
    Mutation(WITH_PARENT, "return leaf.name in MAY_BE_BESIDE or", "return True or", T_BESIDE),
    Mutation(WITH_PARENT, "return value in as_advised", "return True", T_BESIDE),
    Mutation(WITH_PARENT, " and not has_notes(case)", "", T_BESIDE),
    Mutation("screening/casework/documents.py", "with_parent=found.with_parent", "with_parent=True", T_BESIDE),
    Mutation(
        "screening/core/record/variants.py", "not in (Age.CHILD, Age.ADULT)", "is None", "tests/core/test_sentences.py"
    ),
    Mutation("screening/core/documents/script.py", "_of_a_minor_perhaps(case, deadline)", "False", T_QUESTIONED),
    Mutation(
        "screening/core/referral/situations.py",
        "not case.child_or_in_doubt and case.agreement",
        "case.agreement",
        T_HARD,
    ),
    Mutation(
        "screening/core/referral/situations.py",
        " and case.agreement.contact is ContactAgreement.UNABLE",
        "",
        T_HARD,
    ),
    Mutation("screening/web/cases/pages.py", "or sign.id in kept]", "]", "tests/web/test_talk.py"),
    Mutation("screening/core/documents/source.py", "notification_state(whole)", "notification_state(case)", T_PLANS),
    Mutation("screening/core/documents/source.py", "if done.notified is YesNoUnknown.NO:", "if False:", T_PLANS),
    Mutation("screening/core/documents/source.py", "done.leaflet in (None, Leaflet.GIVEN)", "True", T_PLANS),
    Mutation("templates/print/call_in_words.html", ' not in ("no", "unknown") %}', ' != "x" %}', T_PLANS),
    Mutation("screening/core/referral/completeness.py", "not agreement_missing(case)", "True", T_PLANS),
    Mutation("screening/core/referral/completeness.py", "if decided and kind", "if False and kind", T_PLANS),
    Mutation("screening/core/referral/notifying.py", "and carried_out else", "and False else", T_NOTIFYING),
    Mutation("screening/core/referral/consistency.py", "one >= other for", "True for", T_NOTIFYING),
    Mutation("screening/core/referral/notifying.py", "otherwise=ours", "otherwise=True", T_NOTIFYING),
    Mutation("screening/core/referral/still_open.py", "and not was_called(case)", "and True", T_STILL_OPEN),
    Mutation(
        "screening/core/documents/papers.py", "each.needed and each.spec.for_the_call", "each.needed", T_PAPERS_NOW
    ),
    Mutation(
        "screening/core/documents/table.py",
        "return self.reader is Reader.KCIK or self.redaction is SPOKEN",
        "return True",
        T_PAPERS_NOW,
    ),
    Mutation("screening/core/referral/calling.py", " is not KcikOutcome.NO_ANSWER", "", T_CALLING),
    Mutation(
        "screening/core/referral/calling.py", "case.done.kcik_called_at and ours", "case.done.kcik_called_at", T_CALLING
    ),
    Mutation("screening/core/referral/calling.py", "if not_now and _called_since", "if _called_since", T_CALLING),
    Mutation(
        "screening/core/documents/source.py",
        "kcik_left_out(whole)",
        "kcik_left_out(case)",
        "tests/printing/test_told_its_reader.py",
    ),
    Mutation("screening/core/referral/still_open.py", "promised or (to_kcik", "(to_kcik", T_STILL_OPEN),
    Mutation(
        "screening/core/referral/identity.py",
        "if refused(case) and agreement.share_name",
        "if False and agreement.share_name",
        "tests/core/referral/test_identity.py",
    ),
    Mutation(
        "screening/core/referral/identity.py",
        "    for leaf in IDENTITY:\n",
        "    for leaf in texts(Case):\n",
        "tests/core/referral/test_identity.py",
    ),
    Mutation(
        "screening/core/referral/contradictions.py",
        '"notified_who": done.notified_who, "notified_at": done.notified_at}',
        "}",
        "tests/core/referral/test_contradictions.py",
    ),
    Mutation(
        "screening/printing/glyphs.py",
        '">".join(unicodedata.normalize("NFC", each) for each in html.split(">"))',
        'unicodedata.normalize("NFC", html)',
        "tests/printing/test_glyphs.py",
    ),
    Mutation("screening/core/documents/source.py", "_told(done_so_far(case))", "_told(case.done)", T_NOT_ASKED),
    Mutation(
        "screening/core/documents/notification.py",
        "if made else _to(case, state)",
        "if False else _to(case, state)",
        T_NOT_ASKED,
    ),
    Mutation(
        "screening/web/cases/papers.py",
        "        opened=open_case.opened_at,",
        "",
        "tests/web/test_older_words_on_paper.py",
    ),
    Mutation(
        "screening/casework/documents.py",
        "begun_on=earlier_day(opened, now)",
        'begun_on=""',
        "tests/printing/test_older_words.py",
    ),
    Mutation(
        "screening/core/referral/consistency.py",
        "all(each > latest",
        "any(each > latest",
        "tests/casework/test_days.py",
    ),
    Mutation("screening/casework/last_setting.py", "or case.for_referral ", "", T_LAST_TALK),
    Mutation(
        "screening/web/cases/submitted.py", " and self.form.changes(with_offers(case, self.step))", "", T_LAST_TALK
    ),
    Mutation(
        "screening/local_time.py",
        "then.hour < NIGHT_ENDS <= now.hour",
        "False",
        "tests/printing/test_older_words.py",
    ),
    Mutation(
        "screening/core/documents/notification.py",
        "_to(case, state) == (Authority.FAMILY_COURT,)",
        "False",
        "tests/printing/test_hearing.py",
    ),
    Mutation(
        "screening/core/documents/notification.py",
        "return case.done.notified_bodies if put_off else decision.to",
        "return decision.to",
        T_NOT_ASKED,
    ),
    Mutation(
        "screening/core/referral/notifying.py",
        "others = not case.done.notified_bodies or",
        "others = not done.notified_bodies or",
        "tests/core/referral/test_notifying.py",
    ),
    Mutation(
        "screening/core/referral/contradictions.py",
        "COURT & (named | done.notified_bodies)",
        "False",
        "tests/core/referral/test_contradictions.py",
    ),
    Mutation(
        "screening/core/referral/contradictions.py",
        "done.notified is YesNoUnknown.NO and made and named != COURT",
        "False",
        "tests/core/referral/test_contradictions.py",
    ),
    Mutation(
        "screening/core/record/imported.py",
        "done.notified if decided.to == COURT else YesNoUnknown.YES",
        "YesNoUnknown.YES",
        T_NOT_ASKED,
    ),
    Mutation(
        "screening/core/record/imported.py",
        "frozenset() if done.notified_bodies == COURT else done.notified_bodies",
        "done.notified_bodies",
        T_NOT_ASKED,
    ),
    Mutation(
        "screening/core/record/imported.py",
        "if done.notified is None and",
        "if False and",
        T_NOT_ASKED,
    ),
    Mutation(
        "templates/print/facts.html",
        "{% if done.notified_bodies %} (",
        "{% if false %} (",
        T_NOT_ASKED,
    ),
    Mutation("templates/print/words.html", "|as_written", "", "tests/printing/test_numbers_kept.py"),
    Mutation("screening/printing/quoting.py", '("R", "AL")', '("R",)', "tests/printing/test_numbers_kept.py"),
    Mutation(
        "screening/printing/quoting.py",
        "parts += [escape(text[at : found.start()]), begins,",
        "parts += [Markup(text[at : found.start()]), begins,",
        "tests/printing/test_numbers_kept.py",
    ),
    Mutation(
        "indicators/guidance.yaml",
        "Żadnej przesłanki przymusu z listy dla pracy nie odnotowano. Odnotowano złe",
        "Żadnej przesłanki przymusu nie odnotowano. Odnotowano złe",
        "tests/core/rules/test_outside.py",
    ),
    Mutation("templates/print/call_in_words.html", "and dont_know %}", "and true %}", T_NOT_ASKED),
    Mutation("templates/print/referral_body.html", '"handover.next_contact" in', "false and", T_NOT_ASKED),
    Mutation("templates/print/words.html", "if group and whole and not", "if group and not", T_NOT_ASKED),
    Mutation(
        "templates/print/parts.html",
        "if frame.child_or_in_doubt and documents[kind].reader",
        "if false and documents[kind].reader",
        "tests/printing/test_told_its_reader.py",
    ),
    Mutation(
        "templates/print/call_in_words.html",
        "consulting and document.missing %}",
        "consulting and false %}",
        T_NOT_ASKED,
    ),
    Mutation(
        "screening/core/documents/rows_and_law.py",
        "row.answer in (Answer.NO, Answer.NOT_ASKED) and row.note",
        "False",
        "tests/printing/test_own_words.py",
    ),
    Mutation(
        "screening/printing/printer.py",
        "            with ended_when_still(process, self._still_seconds):  # a large",
        "            with suppress():  # a large",
        "tests/printing/test_printer.py",
    ),
    Mutation(
        "screening/core/record/inspection.py",
        "case.came_from if _may_be_theirs(made) else",
        "",
        "tests/printing/test_own_words.py",
    ),
    Mutation(
        "screening/core/record/inspection.py", "if _may_be_theirs(made)", "if True", "tests/printing/test_own_words.py"
    ),
    Mutation(
        "screening/core/record/inspection.py",
        "not leaf.facts.here or leaf.name in case.said_before",
        "True",
        "tests/printing/test_own_words.py",
    ),
    Mutation(
        "screening/core/record/referral.py",
        "if was and was.choice is now.choice else",
        "if was == now else",
        "tests/core/record/test_decided_at.py",
    ),
    Mutation(
        "screening/core/referral/notifying.py",
        "decided.choice not in PLANS",
        "decided.choice is NotificationChoice.UNDECIDED",
        T_NOTIFYING,
    ),
    Mutation(
        "screening/core/referral/notifying.py",
        "ours = NOTIFIED not in case.said_before",
        "ours = not case.came_from",
        T_NOTIFYING,
    ),
    Mutation("screening/core/documents/notification.py", " and not _court_told_alone(case, state)", "", T_PLANS),
    Mutation(
        "screening/core/documents/notification.py", "frozenset() if _court_told_alone(case, state) else", "", T_PLANS
    ),
    Mutation(
        "screening/core/documents/notification.py", "decision.to | case.done.notified_bodies", "decision.to", T_PLANS
    ),
    Mutation(
        "screening/core/record/imported.py",
        "answered if done.notified is None else answered | {NOTIFIED}",
        "answered",
        T_IMPORTED,
    ),
    Mutation("screening/core/record/imported.py", "case.said_before - {NOTIFIED}", "case.said_before", T_IMPORTED),
    Mutation("screening/core/record/imported.py", "return after if same else", "return", T_IMPORTED),
    Mutation(
        "screening/web/cases/forms/from_fields.py",
        "return notified_here(before, case)",
        "return case",
        "tests/web/test_notified_since.py",
    ),
    Mutation(
        "screening/web/cases/forms/from_fields.py",
        "frozenset({leaf.name}) & anew",
        "frozenset({leaf.name})",
        "tests/web/test_notified_since.py",
    ),
    Mutation(
        "screening/core/documents/rows_and_law.py",
        ", *ORDER, Answer.NOT_ASKED)",
        ", *ORDER)",
        "tests/printing/test_own_words.py",
    ),
    Mutation(
        "screening/core/referral/disclosure.py",
        "withheld(reply, Leaves.ALWAYS if id_ in hidden else notes)",
        "reply",
        T_LEAVES,
    ),
    Mutation("screening/core/referral/disclosure.py", "allowed, own_acts=False", "allowed", T_SUSPICION),
    Mutation("screening/core/record/inspection.py", "intended=case.intended", "intended=frozenset()", T_SITE),
    Mutation("screening/core/record/inspection.py", "kind=None, urgency=None", "unit=case.referrer.unit", T_SITE),
    Mutation("screening/core/record/inspection.py", "said_before=frozenset(before)", "said_before=frozenset()", T_SITE),
    Mutation(
        "screening/core/documents/notification.py",
        "    if labour_rights_alone(source.advice):\n",
        "    if {each.code for each in source.advice} == {AdviceCode.LABOUR_RIGHTS}:\n",
        T_SUSPICION,
    ),
    Mutation(
        "templates/components/deadline.html",
        "{% elif not deadline.if_minor_ends_on %}",
        "{% elif true %}",
        "tests/printing/test_said.py",
    ),
    Mutation(
        "screening/core/referral/disclosure.py", "withheld(case, level, self.only)", "withheld(case, level)", T_LEAVES
    ),
    Mutation(
        "screening/core/referral/disclosure.py", "lambda _: Leaves.AS_FACT", "lambda _: Leaves.IF_NAMED", T_LEAVES
    ),
    Mutation(
        "screening/core/documents/table.py",
        "redacted(material, self.redaction)",
        "redacted(material, AS_AGREED)",
        T_LEAVES,
    ),
    Mutation(
        "screening/core/referral/hearing.py",
        "return born[1] < HEARD_BY_COURT_UNTIL",
        "oldest.append(born[1] < HEARD_BY_COURT_UNTIL)",
        "tests/printing/test_hearing.py",
    ),
    Mutation(
        "templates/print/call_on_sheet.html",
        '"" if frame.child_or_in_doubt or agrees()|trim else "yes"',
        '"yes"',
        "tests/printing/test_said_truly.py",
    ),
    Mutation("screening/core/documents/notification.py", "why - NO_OFFENCE or", "why or", T_SUSPICION),
    Mutation("templates/print/facts.html", 'case.forms|select("in", case.intended)|list', "false", T_FORM_UNKNOWN),
    Mutation("templates/print/facts.html", "asked_about() if context.form_unsure else", "", T_FORM_UNKNOWN),
    Mutation("templates/print/facts.html", 'if document.not_begun else _("Exploitation")', "", T_FORM_UNKNOWN),
    Mutation(
        "screening/core/referral/assistance.py",
        "Route.TRANSIT if on_the_way else",
        "Route.TRANSIT if True else",
        "tests/core/referral/test_assistance.py",
    ),
    Mutation("screening/core/documents/notification.py", "why - NO_OFFENCE or ", "", T_SUSPICION),
    Mutation(
        "templates/print/facts.html",
        "urgent_now(document.urgent_signs)",
        "urgent_now(())",
        "tests/core/test_danger_on_paper.py",
    ),
    Mutation(
        "templates/components/edition.html",
        '{% if reader == "officer" %}',
        "{% if reader %}",
        "tests/printing/test_older_words.py",
    ),
    Mutation(
        "screening/web/cases/forms/fields.py",
        "(*against_age(case, today), *faults(case, today))",
        "faults(case, today)",
        "tests/web/test_no_agreement.py",
    ),
    Mutation(
        "screening/web/cases/submitted.py",
        "        told |= {ERASED}\n",
        "        pass\n",
        "tests/web/test_no_agreement.py",
    ),
    Mutation(
        "screening/core/referral/contradictions.py",
        "years[0] >= NOBODY_DOUBTS",
        "False",
        "tests/web/test_no_agreement.py",
    ),
    Mutation(
        "screening/core/referral/disclosure.py",
        "() if self.own_acts else OWN_ACTS",
        "()",
        "tests/printing/test_suspicion.py",
    ),
    Mutation(
        "screening/core/referral/calling.py", "again = no_longer_left_out(before) and", "again = False and", T_CALLING
    ),
    Mutation("screening/core/referral/calling.py", " or outcome is not None)", ")", T_CALLING),
]
