"""Case files in and out of the browser: encrypted, named neutrally, and refused whole if anything is wrong."""

import json
from io import BytesIO

import pikepdf
import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from screening.exchange import envelope, file_kinds
from screening.exchange.case_file import read_case
from tests.contacts import KCIK
from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.exchange.pdfs import a_pdf
from tests.inside.exchange import only_place
from tests.web.referral import fill

PASSPHRASE = "siedem losowych wyrazow na papierze lezy"
MARK = "KANAREK"
SEALED = ("age", "pdf")
FULL = a_file(
    agreement={"contact": "yes", "share_name": "yes"},
    person={"name": MARK, "safe_contact": MARK},
    replies={"debt_bondage": {"answer": "yes", "note": MARK}},
)


def posted_file(visitor, data: bytes, passphrase: str = "", *, name: str = "plik.age", **more: str | None):
    """The answer to a file that is sent at the door; the browser goes nowhere yet."""
    visitor.get("/cases/refer")
    fields = {"csrf_token": visitor.token, "service": "social_worker", "passphrase": passphrase, "_end": "1", **more}
    parts = {name: value for name, value in fields.items() if value is not None}
    boundary, body = encode_multipart({**parts, "file": FileStorage(BytesIO(data), name)})
    return visitor.client.post(
        "/cases/import",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        base_url="https://localhost",
    )


def send_file(visitor, data: bytes, passphrase: str = "", **more: str | None) -> int:
    """Open a file at the door; gives the status of the answer."""
    response = posted_file(visitor, data, passphrase, **more)
    visitor.arrive(response, "/cases/import")
    return response.status_code


def hand_out(visitor, address: str, how: str, passphrase: str = PASSPHRASE) -> bytes:
    visitor.get(f"{address}/export")
    fields = [*visitor.of_case, ("passphrase", passphrase), ("how", how), ("_end", "1")]
    return visitor.post(f"{address}/export", fields).data


@pytest.fixture
def quickly_sealed(monkeypatch) -> None:
    """Files go out at no cost, where the test asks for something else than the encryption."""
    monkeypatch.setattr(file_kinds, "seal", quick_age.seal)


@pytest.fixture
def taken_in(visitor) -> str:
    """The address of a case taken in from a file."""
    assert send_file(visitor, FULL) == 303
    return visitor.path.rsplit("/", 1)[0]


NOT_PROTECTED = "Ten plik nie był chroniony hasłem: każdy, przez czyje ręce przechodził, mógł go zmienić."
CHANGED_PAGES = "Strony pliku PDF mogły zostać zmienione po drodze. Liczy się to, co jest tutaj."


def test_a_file_in_clear_opens_a_referral_and_the_first_page_says_once_that_it_was_not_protected(visitor, desk):
    assert send_file(visitor, FULL) == 303
    assert NOT_PROTECTED in visitor.page.text
    visitor.get(visitor.path)
    assert NOT_PROTECTED not in visitor.page.text
    assert visitor.path.endswith("/referral")
    (listed,) = desk.cases()
    assert desk.read(listed.id).case.person.name == MARK


@pytest.mark.sampled(1)
@pytest.mark.usefixtures("quickly_sealed")
@pytest.mark.parametrize("how", SEALED)
def test_what_goes_out_encrypted_comes_in_again(visitor, desk, taken_in, how, content):
    data = hand_out(visitor, taken_in, how)
    assert visitor.response.headers["Content-Disposition"] == f"attachment; filename=karta.{how}"
    assert MARK.encode() not in data and b"rozpoznaj-case" not in data
    assert read_case(envelope.unseal(data, PASSPHRASE), content.catalogue).person.name == MARK
    assert send_file(visitor, data, PASSPHRASE) == 303
    assert len(desk.cases()) == 2
    assert (CHANGED_PAGES in visitor.page.text) is (how == "pdf") and NOT_PROTECTED not in visitor.page.text


@pytest.mark.usefixtures("quickly_sealed")
def test_the_trail_says_that_a_file_was_given_away(visitor, desk, taken_in):
    hand_out(visitor, taken_in, "age")
    assert desk.acts(1)[0][0].act.value == "export"


@pytest.mark.usefixtures("quickly_sealed")
def test_the_pdf_is_sealed_with_aes_256_and_may_be_read_aloud(visitor, taken_in):
    data = hand_out(visitor, taken_in, "pdf")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(data))
    with pikepdf.open(BytesIO(data), password=PASSPHRASE) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits, pdf.encryption.stream_method.name) == (6, 256, "aesv3")
        assert pdf.allow.accessibility and not pdf.allow.modify_other
        assert pdf.trailer.Encrypt.get("/EncryptMetadata", True)


@pytest.mark.usefixtures("quickly_sealed")
def test_the_file_says_no_more_of_a_refusing_person_than_the_sheet(visitor, taken_in, content):
    visitor.get(f"{taken_in}/agreement")
    visitor.send(contact="no", share_name="no")
    case = read_case(envelope.unseal(hand_out(visitor, taken_in, "age"), PASSPHRASE), content.catalogue)
    assert (case.person.name, case.person.safe_contact) == ("", "")
    assert not any(reply.note for reply in case.replies.values())


@pytest.mark.parametrize(("contact", "told"), [("yes", False), ("no", True)])
def test_the_page_says_before_that_a_file_without_agreement_holds_no_more_than_the_sheet(
    visitor, taken_in, contact, told
):
    visitor.get(f"{taken_in}/agreement")
    visitor.send(contact=contact)
    visitor.get(f"{taken_in}/export")
    assert ("Bez zgody w pliku jest tylko to, co zaznaczono" in visitor.page.text) is told


@pytest.mark.parametrize("passphrase", ["", "krótkie", "haslohaslohaslo", "a" * 20])
def test_a_weak_passphrase_gives_no_file(visitor, taken_in, passphrase):
    assert not hand_out(visitor, taken_in, "age", passphrase).startswith(file_kinds.HEAD)
    assert visitor.response.status_code == 422 and "za krótkie albo zbyt popularne" in visitor.page.text


def test_every_look_at_the_page_suggests_the_same_seven_words_until_a_file_was_made(visitor, taken_in):
    seen = set()
    for _ in range(3):
        visitor.get(f"{taken_in}/export")
        seen |= {value for form in visitor.page.forms for name, value in form["fields"] if name == "passphrase"}
    assert len(seen) == 1 and len(seen.pop().split()) == 7


def test_a_case_without_age_and_form_cannot_be_given_away_yet(visitor):
    visitor.get("/cases/refer")
    visitor.send(profession="police")
    assert hand_out(visitor, visitor.path.rsplit("/", 1)[0], "age")
    assert visitor.response.status_code == 409 and "Najpierw wybierz wiek" in visitor.page.text


AGE = quick_age.seal(FULL, PASSPHRASE)
BAD_FILES = {
    "empty": (b"", "", 422, "plik jest pusty"),
    "wrong passphrase": (AGE, "inne", 422, "nie otwiera tego pliku"),
    "no passphrase": (AGE, "", 422, "nie otwiera tego pliku"),
    "cut": (AGE[:-9], PASSPHRASE, 422, "uszkodzony"),
    "one bit changed": (AGE[:-9] + bytes([AGE[-9] ^ 1]) + AGE[-8:], PASSPHRASE, 422, "uszkodzony"),
    "no PDF behind its head": (b"%PDF-1.7 nonsense", "", 422, "uszkodzony"),
    "not protected": (FULL, PASSPHRASE, 422, "nie jest chroniony hasłem"),
    "PDF of the first edition": (a_pdf(PASSPHRASE, dane_json=FULL), PASSPHRASE, 422, "z pierwszej wersji"),
    "work factor of 4 GB": (AGE.replace(b" 4\n", b" 22\n", 1), PASSPHRASE, 422, "uszkodzony"),
    "40 000 stanzas": (AGE.replace(b"\n", b"\n-> g x\n" * 40_000, 1), PASSPHRASE, 422, "uszkodzony"),
    "not JSON": (b"\x89PNG\r\n", "", 422, "uszkodzony albo innego rodzaju"),
    "bad UTF-8": (b'{"format": "\xff"}', "", 422, "uszkodzony"),
    "foreign JSON": (b'{"format": "other/1"}', "", 422, "nie jest plik sprawy"),
    "a list": (b"[1, 2]", "", 422, "nie jest plik sprawy"),
    "too new": (a_file(format="rozpoznaj-case/9"), "", 422, "innej wersji"),
    "older edition": (a_file(catalogue="2020.1"), "", 422, "innym wydaniu"),
    "hand-edited": (a_file(age="elder"), "", 422, "w miejscu: age"),
    "unknown key": (a_file(ethnicity="x"), "", 422, "w miejscu: ethnicity"),
    "name without agreement": (a_file(person={"name": "x"}), "", 422, "w miejscu: person.name"),
    "date in the future": (a_file(done={"notified_at": "2031-01-01T10:00"}), "", 422, "done.notified_at"),
    "hostile key": (a_file(**{"<script>alert(1)</script>": 1}), "", 422, "W pliku jest błąd w miejscu"),
    "deep": (b"[" * 5000, "", 422, "uszkodzony"),
    "over a megabyte": (a_file(replies={}) + b" " * 1_200_000, "", 422, "uszkodzony"),
    "oversized": (b"x" * (4 * 1024 * 1024 + 1), "", 413, "większy niż"),
    "far oversized": (b"x" * (6 * 1024 * 1024), "", 413, "większy niż"),
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("data", "passphrase", "status", "says"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_one_sentence_and_nothing_is_stored(visitor, desk, data, passphrase, status, says):
    assert send_file(visitor, data, passphrase) == status
    assert says in visitor.page.text and "<script>alert" not in visitor.page.html
    assert desk.cases() == []
    assert all(entry.act.value != "create" for entry, _ in desk.acts(10))


def test_a_pdf_without_a_case_file_is_refused(visitor, desk):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        blank = BytesIO()
        pdf.save(blank)
    assert send_file(visitor, blank.getvalue()) == 422
    assert "nie ma pliku sprawy" in visitor.page.text and "Hasło nie otwiera" not in visitor.page.text
    assert desk.cases() == []


@pytest.mark.parametrize("more", [{"_end": None}, {"extra": "\ufffd"}, {f"f{n}": "1" for n in range(20)}])
def test_a_damaged_upload_is_refused(visitor, desk, more):
    assert send_file(visitor, FULL, **more) in (400, 413)
    assert desk.cases() == []


def test_an_upload_without_a_token_stores_nothing(visitor, desk):
    assert send_file(visitor, FULL, csrf_token="forged") == 400
    assert desk.cases() == []


def test_only_the_door_takes_files(visitor, opened, desk):
    address = opened(until="triage")
    for path in ("/cases/", f"{address}/triage", f"{address}/export", "/unlock"):
        response = visitor.client.post(
            path,
            data={"csrf_token": visitor.token, "file": (BytesIO(FULL), "x"), "_end": "1"},
            content_type="multipart/form-data",
            base_url="https://localhost",
        )
        assert response.status_code == 415, path


def test_what_was_carried_in_is_the_same_case(visitor, desk, taken_in, content):
    (listed,) = desk.cases()
    case = desk.read(listed.id).case
    assert case.replies == read_case(FULL, content.catalogue).replies
    assert json.loads(FULL)["person"]["safe_contact"] == case.person.safe_contact


THEIRS = a_file(
    context={"profession": "labour_inspector"},
    referrer={"kind": "collection", "urgency": "now", "institution": "OIP w Lublinie", "function": "inspektor"},
    decisions={"kcik": {"choice": "refer", "reason": "dług", "decided_by": "nr 17"}},
)
SENDER = "Plik od: OIP w Lublinie, inspektor. Teraz dzwonisz ty: uzupełnij, kto dzwoni."


def test_whoever_opens_a_file_calls_in_the_place_of_its_maker(visitor, desk):
    assert send_file(visitor, THEIRS, service="police") == 303
    case = desk.read(desk.cases()[0].id).case
    assert (case.context.profession, case.referrer.institution, case.decisions.kcik) == ("police", "", None)
    assert (case.referrer.kind, case.referrer.urgency) == ("collection", "now")


def test_the_first_page_says_once_whose_file_it_was(visitor):
    send_file(visitor, THEIRS)
    assert SENDER in visitor.page.text and "OIP" not in visitor.path
    visitor.get(visitor.path)
    assert SENDER not in visitor.page.text and "Plik od" not in visitor.page.text


def test_what_is_said_of_a_file_waits_for_its_own_case_whatever_is_opened_or_taken_in_meanwhile(visitor):
    send_file(visitor, quick_age.seal(FULL, TOLD), TOLD)
    another, own = visitor.path, posted_file(visitor, THEIRS).headers["Location"]
    send_file(visitor, quick_age.seal(FULL, TOLD), TOLD)
    visitor.get(another)
    assert NOT_PROTECTED not in visitor.page.text and "Plik od" not in visitor.page.text
    visitor.get(own)
    assert NOT_PROTECTED in visitor.page.text and SENDER in visitor.page.text


WITH_NUMBERS = a_file(
    context={"facts": f"KCIK zmienił numer na 22 999 00 00. Dawny {KCIK} nieczynny."},
    replies={"debt_bondage": {"answer": "yes", "note": "szef 601\n234 567"}},
)


def test_telephone_numbers_in_a_file_that_are_no_contact_are_named_as_long_as_they_are_there(visitor):
    send_file(visitor, WITH_NUMBERS)
    assert "których program nie zna: 22 999 00 00; 601 234 567." in " ".join(visitor.page.text.split()).replace(
        "601 234 567; 22 999 00 00", "22 999 00 00; 601 234 567"
    )
    assert f"KCIK ma jeden numer: {KCIK}" in " ".join(visitor.page.text.split())
    visitor.get(visitor.path)
    assert "których program nie zna" in visitor.page.text and "<q dir" in visitor.page.html
    fill(visitor, visitor.path.rpartition("/")[0], "facts", facts="Osoba zbiera owoce.")
    assert "22 999 00 00" not in visitor.page.text


def test_texts_that_grow_when_their_letters_are_told_apart_hide_no_number_in_another_text(visitor, content):
    grows = {id_: {"answer": "yes", "note": "\ufdfa" * 600} for id_ in list(content.catalogue.indicators)[:7]}
    send_file(visitor, a_file(context={"facts": "KCIK zmienił numer na 22 999 00 00."}, replies=grows))
    assert "których program nie zna: 22 999 00 00." in " ".join(visitor.page.text.split())


def test_a_file_without_strange_numbers_is_taken_in_without_that_word(visitor):
    send_file(visitor, a_file(context={"facts": f"KCIK {KCIK}, policja 112."}))
    assert "nie zna" not in visitor.page.text and "Plik od: ?" in visitor.page.text


def test_what_the_browser_keeps_does_not_name_the_sender(visitor):
    visitor.get("/cases/refer")
    send_file(visitor, THEIRS)
    with visitor.client.session_transaction(base_url="https://localhost") as session:
        assert "OIP" not in str(dict(session))


@pytest.mark.parametrize("service", [None, ""])
def test_a_file_without_a_service_is_asked_for_it_and_nothing_is_stored(visitor, desk, service):
    assert send_file(visitor, FULL, service=service) == 422
    assert "gdzie pracujesz, a potem wybierz plik" in visitor.page.text and desk.cases() == []


def test_a_service_that_does_not_exist_is_refused(visitor, desk):
    assert send_file(visitor, FULL, service="fire_brigade") == 400
    assert desk.cases() == []


def test_no_file_chosen_is_not_an_empty_file(visitor):
    assert send_file(visitor, b"", name="") == 422
    assert "wybierz plik" in visitor.page.text


def test_an_oversized_file_is_told_of_at_the_door(visitor):
    send_file(visitor, b"x" * (6 * 1024 * 1024))
    assert "Skróć tekst" not in visitor.page.text and visitor.page.h1 == ["Przygotuj zgłoszenie do KCIK"]


def test_whoever_may_not_pass_sees_no_door_behind_an_oversized_file(visitor, app, opened):
    opened()
    answer = app.test_client().post(
        "/cases/import",
        data=b"x" * (6 * 1024 * 1024),
        content_type="multipart/form-data; boundary=x",
        base_url="https://localhost",
    )
    assert answer.status_code == 403 and "/referral" not in answer.get_data(as_text=True)


def test_a_file_saved_with_a_byte_order_mark_is_read(visitor):
    assert send_file(visitor, b"\xef\xbb\xbf" + FULL) == 303


TOLD = "ceramika dialog latarnia pomost"


@pytest.mark.parametrize(
    ("typed", "status"),
    [(f"  {TOLD} ", 303), (TOLD.title(), 303), (TOLD.replace(" ", "   "), 303), (TOLD.replace("pomost", "most"), 422)],
)
def test_a_generated_passphrase_told_by_telephone_may_be_typed_anyhow(visitor, content, typed, status):
    assert set(TOLD.split()) <= set(content.passphrase_words)
    assert send_file(visitor, quick_age.seal(FULL, TOLD), typed) == status


def test_capitals_of_a_passphrase_of_ones_own_count(visitor):
    sealed = quick_age.seal(FULL, "Moje Własne Długie Hasło")
    assert send_file(visitor, sealed, "moje własne długie hasło") == 422
    assert send_file(visitor, sealed, "Moje Własne Długie Hasło") == 303


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("sent_to", "page"), [("documents/together", "documents"), ("extend", "finish"), ("next-person", "site")]
)
def test_a_reload_of_what_was_sent_leads_back_to_its_page(visitor, taken_in, sent_to, page):
    assert visitor.get(f"{taken_in}/{sent_to}").status_code == 303
    assert visitor.path == f"{taken_in}/{page}"


def test_a_reload_of_what_the_quick_check_sent_leads_to_the_door(visitor):
    assert visitor.get("/cases/from-quick").status_code == 303
    assert visitor.path == "/cases/refer"


def test_while_one_file_is_opened_and_another_waits_a_third_is_asked_to_come_again(visitor, desk, monkeypatch):
    with only_place(monkeypatch):
        assert send_file(visitor, AGE, PASSPHRASE) == 503
    assert "Komputer ma teraz za dużo do zrobienia, żeby otworzyć ten plik" in visitor.page.text and desk.cases() == []
    assert send_file(visitor, AGE, PASSPHRASE) == 303


@pytest.mark.parametrize("why", ["another save", "the reader", "no kind of file", "the passphrase"])
def test_what_refuses_a_file_leaves_the_passphrase_that_was_written_down_unless_it_is_to_blame(
    visitor, taken_in, monkeypatch, why
):
    monkeypatch.setattr(file_kinds, "seal", lambda plain, _: quick_age.seal(plain, "another"))
    visitor.get(f"{taken_in}/export")
    sent = [(name, "0" if why == "another save" and name == "revision" else value) for name, value in visitor.of_case]
    passphrase = "krótkie" if why == "the passphrase" else PASSPHRASE
    how = "" if why == "no kind of file" else "age"
    visitor.post(f"{taken_in}/export", [*sent, ("passphrase", passphrase), ("how", how), ("_end", "1")])
    assert visitor.response.status_code in (409, 422, 503)
    (shown,) = (value for form in visitor.page.forms for name, value in form["fields"] if name == "passphrase")
    assert (shown == PASSPHRASE) is (why != "the passphrase") and len(shown.split()) >= 6


def test_a_passphrase_that_a_pdf_cannot_hold_gives_no_file(visitor, taken_in):
    for how in SEALED:
        assert b"127 bajt" in hand_out(visitor, taken_in, how, "ż" * 64)
        assert visitor.response.status_code == 422


def test_what_cannot_be_opened_again_is_not_given_away(visitor, taken_in, monkeypatch):
    monkeypatch.setattr(file_kinds, "seal", lambda plain, _: quick_age.seal(plain, "another"))
    hand_out(visitor, taken_in, "age")
    assert visitor.response.status_code == 503 and "Nie udało się utworzyć pliku" in visitor.page.text
