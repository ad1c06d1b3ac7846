"""Loads exercises and drills, one file each, and checks that facts, key and advice of an exercise agree.

A broken file is reported and left out; the others are used.
"""

from pathlib import Path

from screening.content import limits
from screening.content.drills import load_drill, texts
from screening.content.fields import Fields, listed
from screening.content.folder import ID, Folder
from screening.content.problems import Problem
from screening.content.sources import KnownSources, sources_of
from screening.content.yaml_file import MappingNode, SequenceNode
from screening.core.instrument.catalogue import Catalogue, Domain, Text
from screening.core.instrument.vocabulary import (
    Age,
    Answer,
    Citizenship,
    CriminalAct,
    ExploitationPlace,
    Form,
    Profession,
    Setting,
    Sex,
)
from screening.core.record.case import Case, Context, Safety
from screening.core.record.quick_check import SAFETY_QUESTIONS, safe_answer
from screening.core.rules.advice import AdviceCode
from screening.core.rules.assessment import profiles_of
from screening.core.training.exercise import (
    Drill,
    DrillKind,
    Exercise,
    Exercises,
    Fact,
    KeyEntry,
    MatchedSet,
    Nature,
    Truth,
    advice_codes,
    askable,
)

FOLDER = "exercises"
SCREENING = "screening"
KINDS = (SCREENING, *DrillKind)
KEYS = (
    "id", "kind", "title", "nature", "truth", "difficulty", "set", "scene", "age", "forms", "intended", "acts",
    "danger", "concerned", "form_unsure", *(leaf.key for leaf in SAFETY_QUESTIONS), "profession", "setting",
    "citizenship", "exploited_in", "sex", "language", "otherwise", "seen", "documents", "said", "key", "advice",
    "teaching",
)  # fmt: skip
DIFFICULTIES = (1, 2, 3)
MOST_FACTS = 12


def load_exercises(path: Path, catalogue: Catalogue, sources: KnownSources) -> tuple[Exercises, list[Problem]]:
    """Return the exercises and drills of a folder that have no fault, and every fault of the others.

    `path` is the folder `exercises` in the content folder.
    """
    cases: dict[str, Exercise] = {}
    drills: dict[str, Drill] = {}
    rows: dict[str, Fields] = {}
    folders: list[Folder] = []
    for file in sorted(path.glob("*.y*ml")):
        folder = Folder(path)
        folders.append(folder)
        fields = folder.mapping(file.name)
        made = _read(fields, file.stem, catalogue, sources) if fields else None
        if fields is None or made is None:
            continue
        if made.id in rows:  # each id is the name of its file, so these are a `.yaml` and a `.yml`
            fields.fault("id", "another file has this id too; rename one.")
        if folder.faulty:
            continue
        rows[made.id] = fields
        if isinstance(made, Drill):
            drills[made.id] = made
        else:
            cases[made.id] = made
    for id_, drill in list(drills.items()):
        if drill.exercise and drill.exercise not in cases:
            sentence = f"the exercise {drill.exercise!r} is unknown or broken; name one of this folder."
            rows[id_].fault("exercise", sentence)
            del drills[id_]
    # A log names the folder of its file alone, `exercises/`: the content folder goes before it. None is a warning.
    faults = [
        Problem(f"{path.parent.name}/{each.file}", each.line, each.sentence)
        for folder in folders
        for each in folder.problems
    ]
    return Exercises(cases, drills), faults


def _read(fields: Fields, name: str, catalogue: Catalogue, sources: KnownSources) -> Exercise | Drill | None:
    """Return what the file of this name holds, with its faults reported; None for an unknown kind."""
    id_ = fields.scalar("id")
    if id_ and (not ID.fullmatch(id_) or id_ != name):
        fields.fault("id", f"the id must be the name of the file ({name}), of small letters, digits and _ alone.")
    kind = fields.scalar("kind")
    if kind and kind not in KINDS:
        fields.fault("kind", f"{kind!r} is not a kind; write one of {listed(KINDS)}.")
        return None
    if kind and kind != SCREENING:
        return load_drill(fields, id_)
    fields.report_unknown(KEYS)
    made = Exercise(
        id=id_,
        title=fields.text("title", f"exercise.{id_}.title", limits.NAME, Domain.EXERCISES),
        nature=fields.code("nature", Nature),
        truth=fields.code("truth", Truth),
        difficulty=fields.number("difficulty"),
        matched=fields.code("set", MatchedSet) if fields.has("set") else None,
        scene=fields.text("scene", f"exercise.{id_}.scene", limits.SCENE, Domain.EXERCISES),
        given=_given(fields, catalogue),
        otherwise=fields.text("otherwise", f"exercise.{id_}.otherwise", limits.SAID, Domain.EXERCISES),
        seen=_facts(fields, "seen", id_),
        documents=_facts(fields, "documents", id_),
        said=_said(fields, id_),
        key=_key(fields, id_, sources),
        advice=tuple(map(AdviceCode, fields.codes("advice", AdviceCode))),
        teaching=texts(fields, "teaching", f"exercise.{id_}.teaching"),
    )
    if made.difficulty not in DIFFICULTIES:
        fields.fault("difficulty", "the difficulty is 1, 2 or 3.")
    _check(fields, made, catalogue)
    return made


def _given(fields: Fields, catalogue: Catalogue) -> Case:
    """Return the case as the scene states it: without replies and signs."""
    forms = frozenset(map(Form, fields.codes("forms", Form)))
    intended = frozenset(map(Form, fields.codes("intended", Form, needed=False)))
    if not intended <= forms:
        fields.fault("intended", "every form intended must be in 'forms'.")
    return Case(
        edition=catalogue.edition,
        age=fields.code("age", Age),
        forms=forms,
        intended=intended,
        danger=fields.flag("danger"),
        concerned=fields.flag("concerned"),
        safety=_talk(fields),
        context=Context(
            profession=fields.code("profession", Profession),
            setting=fields.code("setting", Setting),
            exploited_in=frozenset(
                map(ExploitationPlace, fields.codes("exploited_in", ExploitationPlace, needed=False))
            ),
            citizenship=fields.code("citizenship", Citizenship),
            sex=fields.code("sex", Sex),
            language=fields.scalar("language", needed=False) if fields.has("language") else "",
            form_unsure=fields.flag("form_unsure"),
        ),
        acts=frozenset(map(CriminalAct, fields.codes("acts", CriminalAct, needed=False))),
        exercise=True,
    )


def _talk(fields: Fields) -> Safety:
    """Return the answers on safety in the talk; each that the file does not give is the safe one."""
    said = {leaf.key: fields.code(leaf.key, leaf.kind) for leaf in SAFETY_QUESTIONS if fields.has(leaf.key)}
    return Safety(**{leaf.key: said.get(leaf.key, safe_answer(leaf)) for leaf in SAFETY_QUESTIONS})


def _facts(fields: Fields, key: str, id_: str) -> tuple[Fact, ...]:
    """Return the facts under `seen` or `documents` of the exercise `id_`."""
    node = fields.node.values.get(key)
    if node is None:
        return ()
    if not isinstance(node, SequenceNode) or not 0 < len(node.items) <= MOST_FACTS:
        fields.fault(key, f"{key!r} must be a list of 1 to {MOST_FACTS} entries with 'text' and 'shows'.")
        return ()
    found = []
    for number, item in enumerate(node.items, 1):
        if not isinstance(item, MappingNode):
            fields.log.fault(item.line, f"{fields.what}: an entry of {key!r} has 'text' and may have 'shows'.")
            continue
        each = Fields(item, fields.log, f"{fields.what}, {key} {number}")
        each.report_unknown(("text", "shows"))
        text = each.text("text", f"exercise.{id_}.{key}_{number}", limits.SAID, Domain.EXERCISES)
        shows = tuple(scalar.text for scalar in each.items("shows")) if each.has("shows") else ()
        found.append(Fact(text, shows))
    return tuple(found)


def _said(fields: Fields, id_: str) -> dict[str, Text]:
    """Return what the person says when asked, by indicator id."""
    inner = fields.inner("said")
    if inner is None:
        return {}
    return {
        each: inner.text(each, f"exercise.{id_}.said_{each}", limits.SAID, Domain.EXERCISES)
        for each in inner.node.values
    }


def _key(fields: Fields, id_: str, sources: KnownSources) -> dict[str, KeyEntry]:
    """Return the expert's answers by indicator id."""
    inner = fields.inner("key")
    if inner is None:
        return {}
    found = {}
    for each in inner.node.values:
        row = inner.inner(each)
        if row is None:
            continue
        row.report_unknown(("answer", "reason", "sources"))
        answer = row.code("answer", Answer, of=[answer for answer in Answer if answer is not Answer.NOT_ASKED])
        reason = row.text("reason", f"exercise.{id_}.key_{each}", limits.SAID, Domain.EXERCISES)
        found[each] = KeyEntry(answer, reason, sources_of(row, sources))
    return found


def _row_fault(fields: Fields, part: str, id_: str, sentence: str) -> None:
    """Report a fault at the line of the indicator `id_` under `part`, which is `said` or `key`."""
    inner = fields.inner(part)
    fields.log.fault(inner.line_of(id_) if inner else fields.line, f"{fields.what}: {sentence}")


def _fact_line(fields: Fields, part: str, number: int) -> int:
    """Return the line on which a fact, counted from 0, says what it shows."""
    node = fields.node.values.get(part)
    item = node.items[number] if isinstance(node, SequenceNode) else None
    return item.key_lines.get("shows", item.line) if isinstance(item, MappingNode) else fields.line_of(part)


def _check(fields: Fields, made: Exercise, catalogue: Catalogue) -> None:
    """Report where facts and key do not agree, or the key does not lead to the advice."""
    profiles = profiles_of(catalogue, made.given)
    rows = {row.id for row in catalogue.indicators.values() if any(row.stands_in(each) for each in profiles)}
    # A yes outside the chosen forms has an effect of its own (docs/rules.md: Answers outside the chosen form).
    of_this_age = {
        row.id
        for row in catalogue.indicators.values()
        for each in catalogue.profiles.values()
        if each.child is made.given.child_path and row.weight_in(each.id)
    }
    signs = {id_ for id_, sign in catalogue.signs.items() if sign.profiles & {each.id for each in profiles}}
    may_be_said = askable(catalogue, made.given)
    for id_ in made.said:
        if id_ not in may_be_said:
            _row_fault(fields, "said", id_, f"{id_!r} may not be asked here; let it be seen, or take it out.")
        if id_ not in made.key:
            _row_fault(fields, "said", id_, f"{id_!r} has no answer in the key; add one.")
    for part, facts in (("seen", made.seen), ("documents", made.documents)):
        for number, fact in enumerate(facts):
            for id_ in fact.shows:
                if id_ not in made.key and id_ not in signs:
                    sentence = f"{fields.what}: {id_!r} is neither in the key nor a sign of these profiles."
                    fields.log.fault(_fact_line(fields, part, number), sentence)
    for id_, entry in made.key.items():
        if id_ not in (of_this_age if entry.answer is Answer.YES else rows):
            _row_fault(fields, "key", id_, f"{id_!r} is no indicator of the profiles of this exercise.")
        if not made.basis(id_):
            sentence = f"{id_!r} has an answer but no fact for it; add it to said, seen or documents."
            _row_fault(fields, "key", id_, sentence)
        if entry.answer is Answer.DECLINED and id_ not in made.said:
            sentence = f"{id_!r} is declined, so the person must have been asked; add it to 'said'."
            _row_fault(fields, "key", id_, sentence)
    if made.key.keys() <= of_this_age:  # else a wrong id is reported above, and may be why the advice differs
        advice = advice_codes(catalogue, made.solved(catalogue))
        if advice != made.advice:
            fields.fault("advice", f"the key leads to {', '.join(advice)}; correct the key or the advice.")
