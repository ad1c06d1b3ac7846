"""Two saves of one page, and a disk that is full: both texts are on the page, nothing is retried silently."""


def test_both_texts_stand_side_by_side_and_the_second_save_replaces_knowingly(visitor, opened):
    address = opened(until="triage")
    mine = visitor.filled(answer__debt_bondage="yes", note__debt_bondage="moja")
    visitor.send(answer__debt_bondage="no", note__debt_bondage="tamta")
    assert visitor.post(f"{address}/triage", mine).status_code == 409
    assert visitor.page.title.startswith("Błąd:")
    assert ("note.debt_bondage", "moja") in visitor.page.form["fields"]
    other = visitor.page.html.partition('<p class="other">')[2].partition("</p>")[0]
    assert "nie ma" in other and "tamta" in other
    assert visitor.page.html.count('<p class="other">') == 1
    visitor.send()
    visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", "moja") in visitor.page.form["fields"]


def test_both_texts_of_a_form_stand_side_by_side(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/decision")
    mine = visitor.filled(kcik="refer", notify="undecided", reason="mój powód", decided_by="Służba 1")
    visitor.send(kcik="consult", notify="undecided", reason="tamten powód", decided_by="Służba 1")
    assert visitor.post(f"{address}/decision", mine).status_code == 409
    assert ("reason", "mój powód") in visitor.page.form["fields"]
    assert "tamten powód" in visitor.page.html
    assert visitor.page.html.count('<p class="other">') == 2
    visitor.send()
    visitor.get(f"{address}/decision")
    assert ("reason", "mój powód") in visitor.page.form["fields"]


def test_a_full_disk_says_so_and_keeps_the_text_until_there_is_space(visitor, opened, desk):
    address = opened(until="triage")
    engine = desk._store._database.engine

    def limit(pages: str) -> None:
        engine.dispose()
        with engine.connect() as connection:
            used = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {used if pages == 'full' else pages}")

    limit("full")
    status = 0
    for number in range(40):
        note = f"{number} " + "ż" * 500
        status = visitor.send(answer__debt_bondage="yes", note__debt_bondage=note).status_code
        if status == 507:
            break
        visitor.get(f"{address}/triage")
    assert status == 507 and visitor.page.title.startswith("Błąd:")
    assert ("note.debt_bondage", note) in visitor.page.form["fields"]
    limit("1000000")
    assert visitor.send().status_code == 303
    visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", note) in visitor.page.form["fields"]
