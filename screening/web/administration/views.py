"""The audit trail on a page: who did what when."""

from flask import Blueprint, render_template

from screening.web.services import case_service, in_training, services

administration = Blueprint("administration", __name__, url_prefix="/administration")
SHOWN = 200  # rows of the trail


@administration.get("/audit")
def audit() -> str:
    """Return the page of the newest rows, whether the trail is whole, and in service when the keeper last looked."""
    return render_template(
        "administration/audit.html",
        acts=case_service().acts(SHOWN),
        fault=case_service().verify_trail(),
        most=SHOWN,
        keeper=None if in_training() else services().keeper,
    )
