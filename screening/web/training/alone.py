"""Exercises for one person: choose one, work through it as a case, read what was found and what was not; and drills."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from screening.casework.errors import CaseErased, NoSuchCase
from screening.core.training.exercise import Comparison, Drill, DrillKind, Exercise, compare, in_right_order
from screening.web.cases.address import go_on
from screening.web.services import services
from screening.web.training.access import practice
from screening.web.training.choice import by_form

training = Blueprint("training", __name__, url_prefix="/training")


def exercise_of(exercise_id: str) -> Exercise:
    """Return the exercise of an address. Raises NotFound."""
    found = services().content.exercises.by_id.get(exercise_id)
    if found is None:
        raise NotFound
    return found


@training.get("/")
def home() -> str:
    """Return the page of exercises by form, of drills, and of the way to a class; `room` is the class (Classroom)."""
    exercises = services().content.exercises
    return render_template(
        "training/home.html",
        groups=by_form(exercises.easiest_first()),
        following=exercises.first_not_done(practice().done()),
        drills=exercises.drills.values(),
        done=practice().done(),
        room=practice().room,
    )


@training.post("/exercises/<exercise_id>/begin")
def begin(exercise_id: str) -> ResponseReturnValue:
    """Open a case for an exercise, and lead to its first page. Raises NotFound."""
    return redirect(go_on(practice().begin(exercise_of(exercise_id))), code=303)


def latest(exercise: Exercise) -> Comparison | None:
    """Return the comparison of this browser's newest case of an exercise with its key; None if there is no case."""
    for listed in reversed(practice().cases()):
        if practice().exercise_of(listed.id) is exercise:
            try:
                return compare(services().content.catalogue, exercise, practice().read(listed.id).case)
            except (NoSuchCase, CaseErased):
                continue
    return None


@training.post("/exercises/<exercise_id>/feedback")
def finish(exercise_id: str) -> ResponseReturnValue:
    """End an exercise and lead to its feedback; the case service remembers that this browser ended it."""
    practice().mark_done(exercise_of(exercise_id))
    return redirect(url_for("training.feedback", exercise_id=exercise_id), code=303)


@training.get("/exercises/<exercise_id>/feedback")
def feedback(exercise_id: str) -> ResponseReturnValue:
    """Return the page of what was found, missed, read too much into, and not asked, with the reasons of the key.

    Whoever did not end the exercise, or has no case of it, is led to the list.
    """
    exercise = exercise_of(exercise_id)
    compared = latest(exercise)
    if exercise_id not in practice().done() or compared is None:
        return redirect(url_for("training.home"), code=303)
    following = services().content.exercises.following(exercise, practice().done())
    return render_template("training/feedback.html", exercise=exercise, compared=compared, following=following)


def _drill(drill_id: str) -> Drill:
    found = services().content.exercises.drills.get(drill_id)
    if found is None:
        raise NotFound
    return found


@training.get("/drills/<drill_id>")
def drill(drill_id: str) -> str:
    """Return the page of a drill. Raises NotFound."""
    return render_template("training/drill.html", drill=_drill(drill_id), chosen={}, right=(), ticked=None)


@training.post("/drills/<drill_id>")
def drill_done(drill_id: str) -> ResponseReturnValue:
    """Return the page of a drill with what was chosen: the order beside the right one; or what the partner who listened
    ticked, beside one good way to say it.

    The status is 422 if two steps have one place, or a step has none. Raises NotFound, and BadRequest for what the page
    cannot send.
    """
    found = _drill(drill_id)
    names = [f"step_{n}" for n in range(len(found.points))]
    if not request.form.keys() <= {"csrf_token", "ticked", *names}:
        raise BadRequest
    places = {str(n + 1) for n in range(len(found.points))}
    chosen = {name: request.form.get(name, "") for name in names}
    ticked = set(request.form.getlist("ticked"))
    if not {place for place in chosen.values() if place} <= places or not ticked <= places:
        raise BadRequest
    order = sorted(range(len(names)), key=lambda n: int(chosen[names[n]] or len(names)))
    each_has_its_place = len(set(chosen.values())) == len(names) and "" not in chosen.values()
    is_about_order = found.kind is DrillKind.ORDER
    right = in_right_order(found.points, tuple(order)) if is_about_order and each_has_its_place else ()
    missing = is_about_order and not each_has_its_place
    return render_template(
        "training/drill.html", drill=found, chosen=chosen, right=right, ticked=ticked, missing=missing
    ), 422 if missing else 200
