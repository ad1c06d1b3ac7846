"""A class's results as a file without persons, and up to three such files side by side."""

from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from screening.casework.training.class_files import ClassFileError, read_results, results_file
from screening.web.services import case_service, services
from screening.web.training.access import practice
from screening.web.training.alone import training

MOST_FILES = 3  # before a class, after it and six months later


@training.post("/class/export")
def export_class() -> ResponseReturnValue:
    """Return the file of the class: how many answered what in the last closed rounds; lead back if none is closed."""
    data = results_file(practice().room.rounds, services().content, case_service().today())
    if data is None:
        return redirect(url_for("training.class_page"), code=303)
    return send_file(
        BytesIO(data), mimetype="application/json", as_attachment=True, download_name="cwiczenia-wyniki.json"
    )


@training.get("/compare")
def compare_page(problem: str = "") -> ResponseReturnValue:
    """Return the page with the files that were added, side by side; `problem` says why one was not (status 422)."""
    return render_template(
        "training/compare.html", files=practice().compared, problem=problem, full=len(practice().compared) >= MOST_FILES
    ), 422 if problem else 200


@training.post("/compare")
def compare_add() -> ResponseReturnValue:
    """Add a file to the comparison, or remove all of them; a bad file changes nothing."""
    if "clear" in request.form:
        practice().compared.clear()
        return redirect(url_for("training.compare_page"), code=303)
    data = request.uploaded  # type: ignore[attr-defined]
    if not data:
        return compare_page("no_file")
    if len(practice().compared) >= MOST_FILES:
        return compare_page("full")
    try:
        practice().compared.append(read_results(data, services().content))
    except ClassFileError:
        return compare_page("not_read")
    return redirect(url_for("training.compare_page"), code=303)
