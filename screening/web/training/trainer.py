"""The trainer's side of the class: open it, release an exercise, see who has finished, show the results."""

import json
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import segno
from flask import Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from screening.casework.documents import handout
from screening.casework.training.class_results import all_results, shown_results
from screening.casework.training.classroom import ClassCommand, MovedOn, WrongCode
from screening.core.documents import BY_NAME
from screening.core.training.exercise import MatchedSet
from screening.translation import page_languages
from screening.web.errors import page
from screening.web.services import case_service, data_folder, printer, services
from screening.web.training import lost
from screening.web.training.access import practice
from screening.web.training.alone import exercise_of, training
from screening.web.training.choice import chosen, fitting, offered


def _join_address() -> str:
    """The address that a trainee opens on a telephone to join the class; it does not hold the code."""
    listen, port = services().class_address
    host = f"[{listen}]" if ":" in listen else listen
    return f"http://{host}:{port}{url_for('room.join')}"


@training.get("/class")
def class_page() -> str:
    """Return the page of the class: its code, how many have joined and finished, the next exercise, the results."""
    room, exercises = practice().room, services().content.exercises
    room.end_if_over()
    state = room.state  # read first: if the class goes on while the page is drawn, its buttons are refused
    rounds = tuple(room.rounds)
    current = rounds[-1] if rounds else None
    filters = offered(exercises.by_id.values())
    by = chosen(request.args, filters)
    fit = fitting(exercises.easiest_first(), by)
    return render_template(
        "training/class.html",
        room=room,
        state=state,
        current=current,
        exercise=exercises.by_id.get(current.exercise) if current else None,
        exercises=fit,
        sets={kind: [each for each in fit if each.matched is kind] for kind in MatchedSet},
        all_exercises=len(exercises.by_id),
        offered=filters,
        chosen=by,
        shown=shown_results(rounds, services().content),
        released={each.exercise for each in rounds},
        closed=len([each for each in rounds if each.closed]),
        address=_join_address(),
        only_here=not services().plain_http,
    )


@training.get("/class/projector")
def projector() -> ResponseReturnValue:
    """Return the page for the projector: how to join the class, and how many have; lead back if no class is open."""
    room = practice().room
    if not room.is_open:
        return redirect(url_for("training.class_page"), code=303)
    return render_template("training/projector.html", room=room, state=room.state, address=_join_address())


def _pressed(name: str, command: Callable[[], object]) -> ResponseReturnValue:
    """Do what the trainer pressed and lead to the page of the class, with the filters that were chosen on it.

    If the class has changed since the page was drawn, nothing is done, and a page with status 409 says so.
    """
    try:
        practice().room.press(command, name, request.form.get("seen", ""))
    except (MovedOn, WrongCode):
        return page("class_moved_on", 409)
    by = chosen(request.form, offered(services().content.exercises.by_id.values()))
    return redirect(url_for("training.class_page", **{name: code for name, code in by.items() if code}), code=303)  # type: ignore[arg-type]


@training.post(f"/class/<any({', '.join(ClassCommand)}):name>")
def command(name: str) -> ResponseReturnValue:
    """Open the class, close the exercise, show its results or end the class, as the name in the address says."""
    room = practice().room
    commands: dict[ClassCommand, Callable[[], object]] = {
        ClassCommand.OPEN: _open,
        ClassCommand.CLOSE: room.close,
        ClassCommand.SHOW: room.show_results,
        ClassCommand.END: _end,
    }
    return _pressed(name, commands[ClassCommand(name)])


def _open() -> None:
    practice().room.open()
    lost.remember(data_folder(), case_service().now())


def _end() -> None:
    practice().room.end()
    lost.forget(data_folder())


def lost_class() -> datetime | None:
    """Return when the class was opened that ended because the program was stopped.

    None if there was no such class, or if a class has been opened since this start.
    """
    before = services().class_before
    return before if practice().room.version == 0 else None


@training.post("/class/release")
def release() -> ResponseReturnValue:
    """Release an exercise to the class. Raises NotFound."""
    exercise = exercise_of(request.form.get("exercise", ""))
    return _pressed(f"release {exercise.id}", lambda: practice().room.release(exercise.id))


@training.get("/class/end")
def end_page() -> ResponseReturnValue:
    """Return the page that asks whether to end the class, and says what is lost; lead back if no class is open."""
    room = practice().room
    if not room.is_open:
        return redirect(url_for("training.class_page"), code=303)
    return render_template("training/end.html", room=room, state=room.state, current=room.current)


@training.get("/class/code.svg")
def picture_code() -> ResponseReturnValue:
    """Return the address at which a telephone joins the class, with the code of the class, as a QR picture.

    Raises NotFound if no class is open.
    """
    if not practice().room.is_open:
        abort(404)
    out = BytesIO()
    segno.make(f"{_join_address()}?code={practice().room.code}", micro=False).save(
        out, kind="svg", border=4, omitsize=True, xmldecl=False, svgns=True, dark="#000", light="#fff"
    )
    return Response(out.getvalue(), mimetype="image/svg+xml")


@training.get("/class/state")
def class_state() -> Response:
    """Return as JSON how many trainees have joined, begun and finished, and the state of the class as its key."""
    room = practice().room
    current = room.current
    body = {
        "key": room.state,
        "pause": 1000,
        "joined": len(room.trainees),
        "begun": len(current.cases) if current else 0,
        "finished": len(current.finished) if current else 0,
    }
    return Response(json.dumps(body), mimetype="application/json")


@training.post("/handout.pdf")
def handout_pdf() -> ResponseReturnValue:
    """Return the hand-out of an exercise as PDF: scene, key with reasons, and the class's answers in closed rounds.

    Raises NotFound, BadRequest for a language that is none of the pages, and PrintingError.
    """
    exercise, language = exercise_of(request.form.get("exercise", "")), request.form.get("language", "pl")
    if language not in {each.code for each in page_languages()}:
        abort(400)
    closed = [
        each for each in all_results(practice().room.rounds, services().content) if each.answers.exercise == exercise.id
    ]
    made = handout(services().content, exercise, [each.answers for each in closed], now=case_service().now())
    printed = printer().pdf(made, language)
    return send_file(
        BytesIO(printed.pdf),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=BY_NAME[made.KIND].file_name,
    )
