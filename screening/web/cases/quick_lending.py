"""The page between while a person answers the quick check in a browser whose lock is open.

With script, the quick check draws the person's screen in the browser alone, so the script tells the server when the
device is lent, hidden or handed back. Without script, the forms of the check say it (`handed_over.py`).
"""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from screening.web.cases.handed_over import (
    OPEN,
    hand_over_from_quick,
    hide_from_quick,
    is_handed_over_from_quick,
    is_of_an_earlier_one,
    take_back_from_quick,
    there_now,
)
from screening.web.cases.views import cases
from screening.web.http.language import chosen
from screening.web.quick.submission import WORD
from screening.web.services import case_service

LENT, HIDDEN, HANDED = "lent", "hidden", "handed"  # what the script sends as `bare`


@cases.get("/between")
def between() -> ResponseReturnValue:
    """Return the page from which the officer alone goes on to the cases."""
    if not is_handed_over_from_quick():
        return redirect(url_for("start.home"), code=303)
    return render_template("cases/between.html", action=request.path, fields=[], ui=chosen())


@cases.post("/between")
def told_of_lending() -> ResponseReturnValue:
    """Do what the script says: the device was lent, hidden or handed back; or open the cases by the officer's press.

    The press on the page of an earlier handing over leads to the page of this one. Raises BadRequest for what no page
    of ours sends.
    """
    said = request.form.get("bare")
    if said == OPEN and is_of_an_earlier_one(request.form.get(WORD, "")):
        return there_now()
    if said == LENT:
        hand_over_from_quick()
    elif said == HIDDEN:
        hide_from_quick()
    elif said in (HANDED, OPEN):
        take_back_from_quick()
    else:
        raise BadRequest
    if said != OPEN:
        return Response(status=204, mimetype="text/plain")
    home = url_for("start.home")
    waits = case_service().held_forms.some_wait
    return redirect(url_for("account.waiting", next=home) if waits else home, code=303)
