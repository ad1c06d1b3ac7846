"""The table of endpoints: who may open each, and how it is treated on the way.

Each endpoint has one row. What a row does not say is the strictest: an open lock, a token with each form, no answer
kept by a browser, nobody in training. An endpoint without a row, and a row without an endpoint, keep the program from
starting. Whatever treats endpoints differently asks this table.
"""

from dataclasses import dataclass
from enum import Flag, StrEnum, auto

from flask import Flask, request


class TableFault(Exception):
    """The table of endpoints and an application do not agree; the text names the endpoint."""


class Application(Flag):
    """The applications that the program can make."""

    SERVICE = auto()
    TRAINING = auto()
    QUICK = auto()
    """The quick check alone."""
    PUBLIC = auto()
    """The quick check at 127.0.0.1, where its answers can be held for whoever opens the lock."""


class Needs(StrEnum):
    """What an endpoint asks of the browser."""

    NOTHING = "nothing"
    START_LINK = "start_link"
    OPEN_LOCK = "open_lock"


class Act(StrEnum):
    """What a request means for the lock. Work restarts the idle time; what a page asks by itself is no work."""

    NONE = "none"
    WORK = "work"
    RENEWAL = "renewal"
    """Work that is let through also while a new recovery kit must be made first."""
    SHUTTING = "shutting"
    """Shuts the lock, and the browser forgets the pages that it has in memory."""
    ENTERING = "entering"
    """Lets a browser in by a start link."""


class Body(StrEnum):
    """What a form sends, which decides how much of it is read."""

    FORM = "form"
    NEW_CASE = "new_case"
    """A form that opens a case."""
    CASE_PAGE = "case_page"
    WITH_CASE_PAGE = "with_case_page"
    """A form that takes a page of a case along, encoded a second time."""
    FILE = "file"


class Proof(StrEnum):
    """What proves that a form comes from a page of ours."""

    TOKEN = "token"  # noqa: S105
    ORIGIN = "origin"
    """The page has no token, so the browser must say where the form comes from, if it says anything."""
    NONE = "none"


class Cache(StrEnum):
    """Whether the browser may keep an answer."""

    NEVER = "never"
    HOUR = "hour"
    EDITION = "edition"
    """For an hour, if the address names the edition."""


class Role(StrEnum):
    """Who may ask in the training realm."""

    NEWCOMERS = "newcomers"
    """Every telephone, also one that has not joined the class; no start link is needed."""
    CLASS = "class"
    """Trainees, on telephones too."""
    HERE = "here"
    """Browsers on this machine."""
    TRAINER = "trainer"
    NO_FILES = "no_files"
    """Nobody: case files go neither in nor out, and a page says so."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint, by the name that Flask has for it.

    `served_by`: the applications that have it. `held`: its form is held while the lock is shut. `from_elsewhere`: a
    link on another site or in another program may lead here. `same_for_all`: the answer holds no token and nothing of a
    person, so it may be compressed. `retried`: the browser asks again for a page that could not be drawn.
    `lists_cases`: it opens also while the lock is shut, and shows cases only while it is open. `in_the_persons_hand`:
    it opens while a person holds this browser. `hands_over`: its form shows the person's screen of the quick check;
    `takes_back`: the page between sends the officer's press there.
    """

    name: str
    served_by: Application
    needs: Needs = Needs.OPEN_LOCK
    act: Act = Act.NONE
    body: Body = Body.FORM
    held: bool = False
    proof: Proof = Proof.TOKEN
    from_elsewhere: bool = False
    cache: Cache = Cache.NEVER
    same_for_all: bool = False
    retried: bool = False
    lists_cases: bool = False
    in_the_persons_hand: bool = False
    hands_over: bool = False
    takes_back: bool = False
    in_training: Role = Role.NOBODY

    @property
    def is_work(self) -> bool:
        """Whether a person who asks for it works, and so keeps the lock open."""
        return self.act in (Act.WORK, Act.RENEWAL)

    @property
    def is_shut_in_the_persons_hand(self) -> bool:
        """Whether it shows or changes something of the cases that is not for the person who holds this browser."""
        return (self.needs is Needs.OPEN_LOCK or self.lists_cases) and not self.in_the_persons_hand

    @property
    def is_case_page(self) -> bool:
        """Whether it saves a page of a case."""
        return self.body is Body.CASE_PAGE


FROM_QUICK = "cases.from_quick"
BETWEEN = "cases.between"  # between the person's screen of the quick check and the cases

TRAINING, TOOL = Application.TRAINING, Application.SERVICE | Application.TRAINING
QUICK, TOOL_AND_PUBLIC = Application.QUICK | Application.PUBLIC, TOOL | Application.PUBLIC
EVERYWHERE = TOOL | QUICK
NOTHING, START_LINK, WORK, RENEWAL = Needs.NOTHING, Needs.START_LINK, Act.WORK, Act.RENEWAL
ORIGIN, NO_PROOF, EDITION = Proof.ORIGIN, Proof.NONE, Cache.EDITION
CLASS, HERE, TRAINER = Role.CLASS, Role.HERE, Role.TRAINER

TABLE = (
    Endpoint("start", QUICK, NOTHING),
    Endpoint("static", EVERYWHERE, NOTHING, cache=Cache.HOUR, same_for_all=True, in_training=CLASS),
    Endpoint("start.home", TOOL, START_LINK, act=WORK, lists_cases=True, in_training=CLASS),
    Endpoint("start.contacts", TOOL, START_LINK, act=WORK, in_training=CLASS),
    Endpoint("start.language", TOOL, START_LINK, act=WORK, in_training=Role.NEWCOMERS),
    Endpoint("quick.home", EVERYWHERE, NOTHING, proof=NO_PROOF, same_for_all=True, in_training=HERE),
    Endpoint("quick.home_again", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.card_question", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.card_question_again", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.card_pdf", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.script", EVERYWHERE, NOTHING, proof=NO_PROOF, cache=EDITION, in_training=HERE),
    Endpoint("quick.data", EVERYWHERE, NOTHING, proof=NO_PROOF, cache=EDITION, in_training=HERE),
    Endpoint("quick.spoken", EVERYWHERE, NOTHING, proof=NO_PROOF, cache=EDITION, in_training=HERE),
    Endpoint("quick.entry_again", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.entry", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.leaflet_question", EVERYWHERE, NOTHING, proof=NO_PROOF, same_for_all=True, in_training=HERE),
    Endpoint("quick.leaflet_page", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.leaflet_pdf", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.sheets", EVERYWHERE, NOTHING, proof=NO_PROOF, cache=EDITION, same_for_all=True, in_training=HERE),
    Endpoint("quick.hard_situations", EVERYWHERE, NOTHING, proof=NO_PROOF, same_for_all=True, in_training=HERE),
    Endpoint("quick.checklist", EVERYWHERE, NOTHING, proof=NO_PROOF, same_for_all=True, in_training=HERE),
    Endpoint("quick.manifest", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.questions", EVERYWHERE, NOTHING, proof=NO_PROOF, takes_back=True, in_training=HERE),
    Endpoint("quick.result", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.begin_again", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.show", EVERYWHERE, NOTHING, proof=NO_PROOF, hands_over=True, in_training=HERE),
    Endpoint("quick.worker", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("quick.voice", EVERYWHERE, NOTHING, proof=NO_PROOF, in_training=HERE),
    Endpoint("account.clock_page", TOOL, START_LINK, in_training=HERE),
    Endpoint("account.confirm_clock", TOOL, START_LINK, act=WORK, in_training=HERE),
    Endpoint("account.keep_nothing", TOOL, START_LINK),
    Endpoint("account.kit", TOOL, START_LINK),
    Endpoint("account.try_kit", TOOL, START_LINK),
    Endpoint("account.shut", TOOL, START_LINK, act=Act.SHUTTING, body=Body.WITH_CASE_PAGE, in_training=CLASS),
    Endpoint("account.new_kit_page", TOOL, act=RENEWAL),
    Endpoint("account.make_kit", TOOL, act=RENEWAL),
    Endpoint("account.try_new_kit", TOOL, act=RENEWAL),
    Endpoint("account.own_unit_page", TOOL, act=WORK),
    Endpoint("account.remove_own_unit", TOOL, act=WORK),
    Endpoint("account.passphrase_page", TOOL, act=WORK),
    Endpoint("account.change_passphrase", TOOL, act=WORK),
    Endpoint("account.quiet", TOOL, START_LINK, in_training=CLASS),
    Endpoint("account.recover_page", TOOL, START_LINK),
    Endpoint("account.recover", TOOL, START_LINK),
    Endpoint("account.set_up", TOOL, START_LINK),
    Endpoint("account.choose_passphrase", TOOL, START_LINK),
    Endpoint("account.enter", TOOL, NOTHING, act=Act.ENTERING, from_elsewhere=True, in_training=HERE),
    Endpoint("account.arrived", TOOL, START_LINK, in_training=HERE),
    Endpoint("account.stay", TOOL, START_LINK, act=WORK, in_training=CLASS),
    Endpoint("account.locked", TOOL, START_LINK),
    Endpoint("account.unlock", TOOL, START_LINK),
    Endpoint("account.waiting", TOOL, act=WORK, in_training=HERE),
    Endpoint("account.look", TOOL, act=WORK, in_training=HERE),
    Endpoint("account.discard_waiting", TOOL, act=WORK, in_training=HERE),
    Endpoint("account.save_waiting", TOOL, act=WORK, in_training=HERE),
    Endpoint("cases.index", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.create", TOOL, act=WORK, body=Body.NEW_CASE, in_training=CLASS),
    Endpoint("cases.resume", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.show", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.save", TOOL, act=WORK, body=Body.CASE_PAGE, held=True, in_training=CLASS),
    Endpoint("cases.lend", TOOL, act=WORK, in_the_persons_hand=True, in_training=CLASS),
    Endpoint("cases.lent", TOOL, act=WORK, in_the_persons_hand=True, in_training=CLASS),
    Endpoint(BETWEEN, TOOL, NOTHING),
    Endpoint("cases.told_of_lending", TOOL, NOTHING, proof=ORIGIN),
    Endpoint("cases.document_page", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.document_pdf", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.export_page", TOOL, act=WORK, in_training=Role.NO_FILES),
    Endpoint("cases.export", TOOL, act=WORK, in_training=Role.NO_FILES),
    Endpoint("cases.extend", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.next_person", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.damaged", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.erase_damaged", TOOL, act=WORK, in_training=CLASS),
    Endpoint("cases.file_expected", TOOL, act=WORK, in_training=CLASS),
    Endpoint(FROM_QUICK, TOOL_AND_PUBLIC, act=WORK, body=Body.NEW_CASE, held=True, proof=ORIGIN, in_training=CLASS),
    Endpoint("cases.take_in", TOOL, act=WORK, body=Body.FILE, in_training=Role.NO_FILES),
    Endpoint("cases.start_referral", TOOL, act=WORK, in_training=CLASS),
    Endpoint("administration.audit", TOOL, act=WORK, in_training=TRAINER),
    Endpoint("room.join", TRAINING, NOTHING, from_elsewhere=True, in_training=CLASS),
    Endpoint("room.join_now", TRAINING, NOTHING, in_training=CLASS),
    Endpoint("room.here", TRAINING, retried=True, in_training=CLASS),
    Endpoint("room.begin", TRAINING, in_training=CLASS),
    Endpoint("room.finish", TRAINING, in_training=CLASS),
    Endpoint("room.state", TRAINING, NOTHING, in_training=CLASS),
    Endpoint("training.home", TRAINING, in_training=TRAINER),
    Endpoint("training.class_page", TRAINING, retried=True, in_training=TRAINER),
    Endpoint("training.projector", TRAINING, retried=True, in_training=TRAINER),
    Endpoint("training.command", TRAINING, in_training=TRAINER),
    Endpoint("training.picture_code", TRAINING, in_training=TRAINER),
    Endpoint("training.end_page", TRAINING, in_training=TRAINER),
    Endpoint("training.export_class", TRAINING, in_training=TRAINER),
    Endpoint("training.release", TRAINING, in_training=TRAINER),
    Endpoint("training.class_state", TRAINING, in_training=TRAINER),
    Endpoint("training.compare_page", TRAINING, in_training=TRAINER),
    Endpoint("training.compare_add", TRAINING, body=Body.FILE, in_training=TRAINER),
    Endpoint("training.drill", TRAINING, in_training=TRAINER),
    Endpoint("training.drill_done", TRAINING, in_training=TRAINER),
    Endpoint("training.begin", TRAINING, in_training=TRAINER),
    Endpoint("training.feedback", TRAINING, in_training=TRAINER),
    Endpoint("training.finish", TRAINING, in_training=TRAINER),
    Endpoint("training.handout_pdf", TRAINING, in_training=TRAINER),
)

ROWS = {row.name: row for row in TABLE}
UNLISTED = Endpoint("", TOOL)


def row_of(endpoint: str | None) -> Endpoint:
    """Return the row of an endpoint; for one that has none, the strictest row."""
    return ROWS.get(endpoint or "", UNLISTED)


def requested_endpoint() -> Endpoint:
    """Return the row of the endpoint that this request is for."""
    return row_of(request.endpoint)


def check(app: Flask, application: Application) -> None:
    """Compare the table with the endpoints of an application.

    Raises TableFault for an endpoint without a row, a row without an endpoint, and a second row for one endpoint.
    """
    names = [row.name for row in TABLE if application in row.served_by]
    routed = {rule.endpoint for rule in app.url_map.iter_rules()}
    for name in sorted(routed.difference(names)):
        raise TableFault(
            f"The endpoint {name} has no row in the table of endpoints, so nobody has said who may open it."
        )
    for name in sorted(set(names) - routed):
        raise TableFault(f"The table of endpoints has a row for {name}, but no such endpoint exists.")
    for name in sorted({name for name in names if names.count(name) > 1}):
        raise TableFault(f"The table of endpoints has more than one row for {name}.")
