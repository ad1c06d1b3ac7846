"""When each decision of a page was made, also where the page waited at the lock and was put right afterwards."""

from dataclasses import replace
from datetime import datetime

from werkzeug.datastructures import MultiDict

from screening.core.record.case import Case
from screening.core.record.referral import Decisions, KcikDecision, NotificationDecision
from screening.core.record.vocabulary import KcikChoice
from screening.core.referral.consistency import since
from screening.web.access.held_forms import drawn_from
from screening.web.cases.forms.decisions import DecisionForm
from screening.web.http.request_filter import readable
from screening.web.services import case_service


def with_times_of_decisions(before: Case, after: Case) -> Case:
    """Return the case with the time of each decision that is new or was changed on the page of the decisions.

    A form that was held is as a save at the time at which it came; what was changed on its page after it was refused
    is a save of now. A held form that is sent on names itself among those of its page.
    """
    service = case_service()
    forms = [(each.at, each.form.body) for each in drawn_from() if each.at and each.form]
    for at, body in sorted(forms):
        before = service.decided(before, _as_held(at, body, before, after), at)
    return service.decided(before, _kept_where_unchanged(before, after), service.now())


def _as_held(at: datetime, body: bytes, before: Case, after: Case) -> Case:
    """The case before the save with the decisions of a held form, but those that replace a newer one."""
    form = DecisionForm(formdata=MultiDict(readable(body)))
    kcik, notification = before.decisions.kcik, before.decisions.notification
    if form.kcik.data in set(KcikChoice) and not _is_newer(kcik, at):
        kcik = KcikDecision(KcikChoice(form.kcik.data), reason=form.reason.data, decided_by=form.decided_by.data)
    chosen = after.decisions.notification
    if chosen and form.notify.data == chosen.choice and not _is_newer(notification, at):
        notification = chosen
    return replace(before, decisions=Decisions(kcik, notification))


def _is_newer(decided: KcikDecision | NotificationDecision | None, at: datetime) -> bool:
    return decided is not None and since(decided.decided_at, at.isoformat(timespec="minutes"), otherwise=False)


def _kept_where_unchanged(before: Case, after: Case) -> Case:
    """The case with the decision about KCIK as it was, with its time, where the page says the same."""
    was, now = before.decisions.kcik, after.decisions.kcik
    if was is None or now is None or replace(now, decided_at=was.decided_at) != was:
        return after
    return replace(after, decisions=replace(after.decisions, kcik=was))
